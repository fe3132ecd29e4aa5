"""A mail server, and a small council of two teams with its daily reports made."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from litmus.base.periods import Period
from litmus.publish.delivery.settings import Delivery, Server

if TYPE_CHECKING:  # not installed everywhere
    from publish.delivery.mail_server import Certificate, Mailroom, MailServer

PROJECT = Path(__file__).resolve().parents[3]
DAY = Period.parse("2016-03-29")
VARIABLE = "LITMUS_TEST_SMTP"
TABLES = {
    "ssd_person": "pers_person_id,pers_sex,pers_dob\nCHILD-77,F,2010-05-01\nCHILD-88,M,2011-06-02",
    # Each team has an assessment that is overdue.
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
    "cina_assessment_auth_date,cina_assessment_team\nA1,CHILD-77,2016-01-21,,T1\n"
    "A2,CHILD-88,2016-01-20,,T2\nA4,CHILD-88,2016-03-29,,T2",
    "ssd_involvements": "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
    "invo_professional_team,invo_person_id,invo_involvement_start_date,invo_involvement_end_date\n"
    "I1,WORKER-7,CW,T1,CHILD-77,2016-01-20,\nI2,WORKER-8,CW,T2,CHILD-88,2016-01-20,",
}
COUNCIL = "name: Testshire\nsample: false\nla_code: T01\nsource: ssd:data\n"
ANN, BEN, DEE = (f"{name}@testshire.example" for name in ("ann", "ben", "dee"))


def settings(server: MailServer | None = None, **changes: Any) -> dict[str, Any]:
    """Ann manages T1, Ben T2, Dee is director: only Ann is sent lists."""
    smtp = None
    if server:
        smtp = {
            "host": "localhost",
            "port": server.port,
            "security": "tls" if server.security == "tls" else "starttls",
            "user": "litmus",
            "password_variable": VARIABLE,
            "certificates": str(server.certificate.certificate),
            "timeout_seconds": 2,
            "attempts": 2,
            "wait_seconds": 0,
        }
    people = [(ANN, "lists", "team:T1"), (BEN, "manager", "team:T2"), (DEE, "director", "council")]
    return {
        "domains": ["testshire.example"],
        "sender": {"name": "Performance team", "address": "performance@testshire.example"},
        "whole_report": "The whole report is with the performance team.",
        "roles": {
            "lists": {"audience": "internal", "attach_lists": ["xlsx"]},
            "manager": {"audience": "internal"},
            "director": {"audience": "internal", "attach": ["pdf"]},
        },
        "recipients": [
            {
                "name": address.partition("@")[0].title(),
                "address": address,
                "role": role,
                "scope": scope,
                "reports": ["daily"],
            }
            for address, role, scope in people
        ],
        "smtp": smtp,
        **changes,
    }


def save(project: Path, entry: dict[str, Any]) -> None:
    text = yaml.safe_dump(entry, sort_keys=False)
    (project / "params" / "delivery.yml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    from publish.delivery.mail_server import make_certificate

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed: no certificate for a test server")
    return make_certificate(tmp_path_factory.mktemp("certificates"), "localhost")


@pytest.fixture
def room() -> Mailroom:
    from publish.delivery.mail_server import Mailroom

    return Mailroom()


@pytest.fixture
def mail(room: Mailroom, certificate: Certificate) -> Iterator[MailServer]:
    from publish.delivery.mail_server import MailServer

    with MailServer(room, certificate) as server:
        yield server


@pytest.fixture
def server(mail: MailServer) -> Server:
    """The settings of the mail server."""
    entry = settings(mail)
    return Delivery.model_validate(entry).smtp


@pytest.fixture(scope="session")
def council_made(once: Callable[..., Path]) -> Path:
    """A project with the daily reports of T1, T2 and the council made. Nobody writes there."""
    from litmus.run import run
    from warm import put_to_work

    def make(folder: Path) -> None:
        shutil.copytree(PROJECT / "params", folder / "params")
        shutil.copytree(PROJECT / "notebooks", folder / "notebooks")
        (folder / "data_contracts").symlink_to(PROJECT / "data_contracts")
        (folder / "data").mkdir()
        for name, text in TABLES.items():
            (folder / "data" / f"{name}.csv").write_text(f"{text}\n")
        (folder / "params" / "council.yml").write_text(COUNCIL)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LITMUS_HOME", str(folder))
            put_to_work(patch)
            for scope in ("team:T1", "team:T2", ""):
                run("daily", DAY, "ssd:data", folder / "outputs", scope=scope)

    return once("council of two teams", make)


@pytest.fixture
def council(council_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, to be written in, with records of its own."""
    home = tmp_path / "project"
    shutil.copytree(council_made, home, symlinks=True)
    monkeypatch.setenv("LITMUS_HOME", str(home))
    monkeypatch.setenv("LITMUS_RECORDS", str(home / "records"))
    save(home, settings())
    return home
