"""params/delivery.yml: whatever is wrong is said by entry, and no password ever is."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from litmus.base.errors import UsageError
from litmus.publish.delivery.password import password_of
from litmus.publish.delivery.settings import Server, read_delivery
from publish.delivery.conftest import PROJECT, save, settings

SMTP = {"host": "mail.testshire.example", "port": 587, "security": "starttls"}
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "params").mkdir()
    for name in ("daily", "book", "quarterly", "quarterly_members"):
        shutil.copy(PROJECT / "params" / f"{name}.yml", tmp_path / "params")
    return tmp_path


def read(project: Path, change: Change = lambda _: None, **changes: Any):
    entry = settings(None, **changes)
    change(entry)
    save(project, entry)
    return read_delivery(project)


def first(**changes: Any) -> Change:
    return lambda entry: entry["recipients"][0].update(changes)


def role(**changes: Any) -> Change:
    return lambda entry: entry["roles"]["lists"].update(changes)


def test_what_is_shipped_can_be_read() -> None:
    found = read_delivery(PROJECT)
    assert found.smtp is None
    assert all(each.address.endswith(".example") for each in found.recipients)


def test_nothing_is_allowed_that_is_not_said(project: Path) -> None:
    found = read(project)
    manager = found.roles["manager"]
    assert (manager.attach, manager.attach_lists, manager.rows_in_body) == ([], [], False)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (first(address="ann@testshire"), "recipients.0.address: expected an e-mail address"),
        (first(address="ann@x.example\nBcc: all@x.example"), "expected an e-mail address"),
        (first(address="änn@testshire.example"), "expected an e-mail address"),
        (first(name="Ann\nLee"), "recipients.0.name: expected words on one line"),
        (first(address="ann@gmail.example"), "outside the council's domains (testshire.example)"),
        (first(scope="team:"), "recipients.0.scope: expected council, service:CIN"),
        (first(scope="service:XYZ"), "there is no such service; expected one of"),
        (first(role="boss"), "there is no role 'boss'"),
        (first(reports=["dayly"]), "there is no report 'dayly'. Did you mean daily?"),
        (first(reports=[]), "recipients.0.reports"),
        (first(adress="x"), "adress: there is no such setting; did you mean address?"),
        (lambda e: e["recipients"].append({**e["recipients"][0], "reports": ["daily"]}),
         "about team:T1 twice"),
        (role(audience="member"), "the daily report is for the audience 'internal'"),
        (role(audience="partner"), "nothing is sent out of the council"),
        (role(audience="public"), "nothing is sent out of the council"),
        (role(attach_lists=["doc"]), "expected one of html, pdf, docx, xlsx, csvw (found 'doc'"),
        (lambda e: e["roles"].update(m={"audience": "member", "rows_in_body": True}),
         "roles.m: attach_lists and rows_in_body are for the council's own managers"),
        (lambda e: e["sender"].update(address="a@gmail.example"), "sender: a@gmail.example is"),
        (lambda e: e.update(domains=[]), "domains"),
        (lambda e: e.update(domains=["@x"]), "domains.0: expected a domain such as"),
        (lambda e: e.update(smtp={**SMTP, "host": "a b"}), "smtp.host: expected the name of a"),
        (lambda e: e.update(smtp={**SMTP, "security": "none"}), "smtp.security"),
        (lambda e: e.update(smtp={**SMTP, "port": 0}), "smtp.port"),
        (lambda e: e.update(smtp={**SMTP, "user": "litmus"}), "a user needs a password"),
        (lambda e: e.update(smtp={**SMTP, "password_file": "f"}), "without a user"),
        (lambda e: e.update(smtp={**SMTP, "user": "u", "password_file": "f",
                                  "password_variable": "V"}), "found password_variable and"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_by_entry(project: Path, change: Change, says: str) -> None:
    with pytest.raises(UsageError) as said:
        read(project, change)
    assert str(said.value).startswith("params/delivery.yml") and says in str(said.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda e: e.update(smtp={**SMTP, "user": "u", "password": "hunter2"}),
        lambda e: e.update(smtp={**SMTP, "user": "u", "pasword": "hunter2"}),
        lambda e: e.update(smtp={**SMTP, "user": "u", "smtp-password": "hunter2"}),
        lambda e: e.update(smtp={**SMTP, "user": "u", "password_variable": "hunter2!"}),
        lambda e: e.update(smtp={**SMTP, "user": "u", "password_file": ["hunter2"]}),
        lambda e: e.update(password="hunter2"),
        lambda e: e["sender"].update(secret="hunter2"),
        lambda e: e["recipients"][1].update(passwd="hunter2"),
    ],
)
def test_what_could_be_a_password_is_never_repeated(project: Path, change: Change) -> None:
    with pytest.raises(UsageError) as said:
        read(project, change)
    assert "hunter2" not in str(said.value)
    assert str(said.value).startswith("params/delivery.yml")


def test_a_role_may_have_a_name_that_sounds_secret(project: Path) -> None:
    found = read(project, lambda e: e["roles"].update(secretary={"audience": "internal"}))
    assert "secretary" in found.roles


def server(**changes: Any) -> Server:
    return Server.model_validate({**SMTP, "user": "u", **changes})


def test_a_password_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUR_PASSWORD", "correct horse")
    asked = server(password_variable="OUR_PASSWORD")
    assert password_of(asked, Path()) == "correct horse"
    monkeypatch.delenv("OUR_PASSWORD")
    with pytest.raises(UsageError, match="no password in the environment variable OUR_PASSWORD"):
        password_of(asked, Path())


def test_a_password_comes_from_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path, asked = tmp_path / "secret", server(password_file="secret")
    with pytest.raises(UsageError, match="the file that it names is not there"):
        password_of(asked, tmp_path)
    path.write_text("correct horse\n")
    path.chmod(0o640)
    with pytest.raises(UsageError, match=r"others may read .*0640.*expected 0600") as said:
        password_of(asked, tmp_path)
    assert "horse" not in str(said.value)
    path.chmod(0o600)
    assert password_of(asked, tmp_path) == "correct horse"
    path.write_text("\n")
    with pytest.raises(UsageError, match="no password in the file"):
        password_of(asked, tmp_path)


def test_no_user_needs_no_password() -> None:
    assert password_of(Server.model_validate(SMTP), Path()) == ""
