"""A delivery whole: from the settings to a real mail server and back to the ledger."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish import delivery
from litmus.publish.delivery import Asked, ledger, outcome
from litmus.publish.delivery.outcome import Outcome
from publish.delivery.conftest import ANN, BEN, DAY, DEE, VARIABLE, save, settings
from publish.delivery.mail_server import PASSWORD, Mailroom, MailServer

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("warm")]

LITMUS = Path(sys.executable).parent / "litmus"


@pytest.fixture
def project(council: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small council with a mail server."""
    save(council, settings(mail))
    monkeypatch.setenv(VARIABLE, PASSWORD)
    return council


def deliver(project: Path, mode: delivery.Mode = "send", **changes: object) -> Outcome:
    asked = Asked("daily", DAY, "ssd:data", project / "outputs", {}, **changes)
    return delivery.deliver(asked, project / "records", mode, lambda _: None)


def fates(found: Outcome) -> dict[str, str]:
    return {each.recipient.address: each.what for each in found.fates}


def litmus(*words: object) -> subprocess.CompletedProcess[str]:
    command = [str(LITMUS), *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def command(project: Path) -> list[object]:
    return ["deliver", "daily", "--period", DAY, "--outputs", project / "outputs"]


def change(project: Path, scope: str = "team:T1") -> None:
    """New data for T1, and its report made again."""
    from litmus.run import run

    path = project / "data" / "ssd_cin_assessments.csv"
    path.write_text(path.read_text() + "A5,CHILD-77,2016-01-19,,T1\n")
    run("daily", DAY, "ssd:data", project / "outputs", scope=scope)


def test_each_gets_the_report_of_their_own_scope_and_only_once(
    project: Path, room: Mailroom
) -> None:
    done = litmus(*command(project))
    assert done.returncode == 0, done.stderr
    assert room.to == [ANN, BEN, DEE] and all(room.encrypted)
    subjects = [message["Subject"] for _, message in room.taken]
    assert [re.search(r"report: (team \w+|Testshire)", s)[1] for s in subjects] == [
        "team T1", "team T2", "Testshire",
    ]  # fmt: skip
    attached = [[p.get_filename() for p in m.iter_attachments()] for _, m in room.taken]
    assert attached == [["Daily report team T1 29 March 2016.xlsx"], [], []]
    again = litmus(*command(project))
    assert again.returncode == 0 and "Had it already: 3" in again.stdout
    assert len(room.taken) == 3


def test_no_output_holds_a_child_or_the_password(project: Path, room: Mailroom) -> None:
    room.to_recipient[BEN] = ["550 5.1.1 CHILD-77 is no user"]
    done = litmus(*command(project))
    assert done.returncode == 1
    kept = [path.read_text() for path in (project / "records").iterdir()]
    for text in (done.stdout, done.stderr, *kept):
        assert "CHILD-" not in text and "WORKER-" not in text and PASSWORD not in text
    assert {m["Subject"] for _, m in room.taken if "CHILD" in m["Subject"]} == set()


def test_what_is_not_there_is_made_by_the_run(project: Path, room: Mailroom) -> None:
    import shutil

    shutil.rmtree(project / "outputs" / "2016-03-29" / "daily-team-T1")
    assert fates(deliver(project, "dry"))[ANN] == outcome.WOULD_MAKE
    assert not (project / "outputs" / "2016-03-29" / "daily-team-T1").exists()
    assert deliver(project).is_well
    assert (project / "outputs/2016-03-29/daily-team-T1/daily-team-T1.xlsx").is_file()
    assert room.to == [ANN, BEN, DEE]


def test_a_report_made_again_with_other_figures_is_sent_as_a_correction(
    project: Path, room: Mailroom
) -> None:
    deliver(project)
    change(project)
    assert fates(deliver(project, "dry")) == {
        ANN: outcome.WOULD_CORRECT, BEN: outcome.HAD, DEE: outcome.HAD,
    }  # fmt: skip
    assert fates(deliver(project)) == {
        ANN: outcome.CORRECTED, BEN: outcome.HAD, DEE: outcome.HAD,
    }  # fmt: skip
    assert room.taken[-1][1]["Subject"].startswith("Corrected: Daily report: team T1")


def test_a_report_made_again_with_the_same_figures_is_not_sent_again(
    project: Path, room: Mailroom
) -> None:
    deliver(project)
    assert set(fates(deliver(project, remake=True)).values()) == {outcome.HAD}
    assert len(room.taken) == 3


def test_new_data_are_sent_only_once_a_report_is_made_of_them(
    project: Path, room: Mailroom
) -> None:
    deliver(project)
    path = project / "data" / "ssd_cin_assessments.csv"
    path.write_text(path.read_text() + "A5,CHILD-77,2016-01-19,,T1\n")
    assert set(fates(deliver(project)).values()) == {outcome.HAD}
    found = fates(deliver(project, remake=True))
    assert (found[ANN], found[BEN]) == (outcome.CORRECTED, outcome.HAD)


def test_a_dry_run_and_files_alone_send_nothing(project: Path, room: Mailroom) -> None:
    assert set(fates(deliver(project, "dry")).values()) == {outcome.WOULD_SEND}
    assert not list(project.rglob("*.eml")) and not (project / "records").exists()
    assert set(fates(deliver(project, "write")).values()) == {outcome.WRITTEN}
    names = sorted(p.relative_to(project / "outputs").as_posix() for p in project.rglob("*.eml"))
    assert names == [
        "2016-03-29/delivery/daily-team-T1/ann@testshire.example.eml",
        "2016-03-29/delivery/daily-team-T2/ben@testshire.example.eml",
        "2016-03-29/delivery/daily/dee@testshire.example.eml",
    ]
    assert room.asked == []
    assert deliver(project).is_well and len(room.taken) == 3


def test_without_a_mail_server_messages_are_written_and_it_is_said(council: Path) -> None:
    found = deliver(council)
    assert found.is_well and set(fates(found).values()) == {outcome.WRITTEN}
    assert "names no mail server" in found.text
    assert len(list(council.rglob("*.eml"))) == 3


def damage(project: Path, name: str, content: Callable[[bytes], bytes]) -> None:
    path = project / "outputs" / "2016-03-29" / "daily-team-T1" / name
    path.write_bytes(content(path.read_bytes()))


def record(project: Path, **changes: object) -> None:
    damage(project, "run.json", lambda found: json.dumps({**json.loads(found), **changes}).encode())


@pytest.mark.parametrize(
    ("hurt", "says"),
    [
        (lambda p: record(p, draft=True), "holds a draft, and drafts are not sent"),
        (lambda p: record(p, source={"uri": "sample"}), "was made of sample, and what is asked"),
        (lambda p: record(p, code="x"), "is not as a run left it"),
        (lambda p: damage(p, "daily-team-T1.xlsx", lambda x: x + b" "), "xlsx was changed since"),
        (lambda p: damage(p, "daily-team-T1.ipynb", lambda x: x + b" "), "ipynb was saved since"),
        (lambda p: damage(p, "worklists.json", lambda x: x + b" "), "worklists.json was changed"),
    ],
)
def test_what_is_not_as_a_run_left_it_is_not_sent_and_costs_nobody_else(
    project: Path, room: Mailroom, hurt: Callable[[Path], None], says: str
) -> None:
    hurt(project)
    found = deliver(project)
    assert not found.is_well and says in found.text
    assert fates(found) == {ANN: outcome.FAULT, BEN: outcome.SENT, DEE: outcome.SENT}
    assert room.to == [BEN, DEE]


def test_the_report_of_another_team_in_a_teams_folder_is_not_sent(
    project: Path, room: Mailroom
) -> None:
    """As somebody has it who copies a folder and renames its files."""
    ours, theirs = (project / "outputs/2016-03-29" / f"daily-team-{t}" for t in ("T1", "T2"))
    renamed = json.loads(
        (theirs / "run.json").read_text().replace("daily-team-T2", "daily-team-T1")
    )
    for path in theirs.glob("*.*"):
        if path.is_file() and path.name != ".lock":
            (ours / path.name.replace("T2", "T1")).write_bytes(path.read_bytes())
    (ours / "run.json").write_text(json.dumps(renamed))
    found = deliver(project)
    assert fates(found)[ANN] == outcome.FAULT and "is not about team T1" in found.text
    assert room.to == [BEN, DEE]


def test_a_format_that_was_not_made_is_asked_for_by_name(project: Path, room: Mailroom) -> None:
    entry = settings()
    entry["roles"]["lists"]["attach_lists"] = ["docx"]
    save(project, entry)
    found = deliver(project, "write")
    assert "There is no daily-team-T1.docx" in found.text
    assert fates(deliver(project, "write", remake=True))[ANN] == outcome.WRITTEN
    assert (project / "outputs/2016-03-29/daily-team-T1/daily-team-T1.xlsx").is_file()


def test_a_team_that_the_data_do_not_know_costs_nobody_else(project: Path, room: Mailroom) -> None:
    entry = settings()
    entry["recipients"][0]["scope"] = "team:T9"
    save(project, entry)
    found = deliver(project, "write")
    assert fates(found) == {ANN: outcome.FAULT, BEN: outcome.WRITTEN, DEE: outcome.WRITTEN}
    assert "T9" in found.text and "T1" in found.text


def test_nobody_is_sent_the_sample_for_a_councils_own(project: Path, room: Mailroom) -> None:
    asked = Asked("daily", DAY, "sample", project / "outputs", {})
    with pytest.raises(UsageError, match=r"that of Testshire, and the data are not"):
        delivery.deliver(asked, project / "records", "send", lambda _: None)
    assert room.asked == []


def test_a_report_that_nobody_gets_is_said(project: Path) -> None:
    from litmus.base.periods import Period

    asked = Asked("quarterly", Period.parse("2016Q1"), "ssd:data", project / "outputs", {})
    with pytest.raises(UsageError, match=r"Nobody in params/delivery.yml gets the quarterly"):
        delivery.deliver(asked, project / "records", "send", lambda _: None)


def test_a_password_that_is_not_there_stops_before_anything(
    project: Path, room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(UsageError, match=f"no password in the environment variable {VARIABLE}"):
        deliver(project)
    assert not (project / "records").exists() and room.asked == []


def test_two_deliveries_at_once_send_nothing_twice(project: Path, room: Mailroom) -> None:
    with (
        ledger.hold(project / "records"),
        pytest.raises(LitmusError, match="Another delivery is under way"),
    ):
        deliver(project)
    assert room.asked == []


def test_a_kill_between_the_message_and_the_answer_is_left_to_a_person(
    project: Path, room: Mailroom
) -> None:
    room.to_message[BEN] = ["hang"]
    entry = settings()
    entry = json.loads(json.dumps(entry))
    entry["smtp"] = {**_smtp(project), "timeout_seconds": 60}
    save(project, entry)
    killed = subprocess.Popen([str(LITMUS), *map(str, command(project))])
    while BEN not in room.to:  # Ann's message came first
        assert room.arrived.wait(60)
        room.arrived.clear()
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    room.to_message.clear()
    states = [(e.key.to, e.state) for e in ledger.read(project / "records").entries]
    assert states == [(ANN, "sending"), (ANN, "sent"), (BEN, "sending")]
    again = litmus(*command(project))
    assert again.returncode == 1
    assert "Not known whether it arrived: 1" in again.stdout and "Sent: 1" in again.stdout
    assert room.to == [ANN, BEN, DEE]
    name = re.search(r"deliver settle (\w+) --sent", again.stdout)[1]
    assert name in litmus("deliver", "settle").stdout
    assert "Noted as sent" in litmus("deliver", "settle", name, "--sent").stdout
    assert litmus(*command(project)).returncode == 0
    assert len(room.taken) == 3


def _smtp(project: Path) -> dict[str, object]:
    import yaml

    found = yaml.safe_load((project / "params" / "delivery.yml").read_text())
    return found["smtp"]


def test_audits_are_those_of_the_service_as_people_write_in_them(council: Path) -> None:
    from litmus.base.periods import Period

    asked = Asked("audit_month", Period.parse("2016-03"), "ssd:data", council / "outputs", {})
    assert asked.plan("service:CIN").name == "audit_month-CIN"
    assert asked.plan("council").name == "audit_month"
    assert asked.plan("team:T1").name == "audit_month-team-T1"
