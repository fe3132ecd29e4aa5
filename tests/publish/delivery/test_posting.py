"""Many messages by a real server: each once, whatever the server does in between."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from litmus.base.brand import NO_BRAND
from litmus.publish.delivery import ledger, outcome, page, settling
from litmus.publish.delivery.ledger import Key
from litmus.publish.delivery.letters import Letter
from litmus.publish.delivery.message import Content
from litmus.publish.delivery.outcome import Outcome
from litmus.publish.delivery.posting import Post
from litmus.publish.delivery.sending import Route, trust
from litmus.publish.delivery.settings import Recipient, Sender, Server
from litmus.publish.delivery.summary import Summary
from litmus.render.page_parts import Statement
from litmus.render.text import words
from publish.delivery.conftest import ANN, BEN, DEE
from publish.delivery.mail_server import PASSWORD, Mailroom

pytestmark = pytest.mark.slow

SENDER = Sender(name="Performance team", address="performance@testshire.example")
TEAMS = {ANN: "team:T1", BEN: "team:T2", DEE: "council"}


def content(text: str) -> Content:
    summary = Summary("Daily report", "29 March 2016", (), (Statement(words(text)),))
    return Content("Daily report", page.make(summary, NO_BRAND), ("The end.",), (), False)


@dataclass
class Office:
    """Deliveries of one report, one after the other, to Ann, Ben and Dee."""

    folder: Path
    server: Server
    said: list[str] = field(default_factory=list)

    def deliver(self, text: str = "12 are overdue.", *to: str) -> Outcome:
        found = Outcome("Daily report")
        route = Route(self.server, PASSWORD, trust(self.server, Path()))
        with ledger.hold(self.folder / "records") as held:
            letters = [self._letter(each, text) for each in to or (ANN, BEN, DEE)]
            Post(route, SENDER, held, found, self.said.append).send(letters)
        return found

    def _letter(self, address: str, text: str) -> Letter:
        scope = TEAMS[address]
        name = address.partition("@")[0].title()
        recipient = Recipient(
            name=name, address=address, role="manager", scope=scope, reports=["daily"]
        )
        key = Key("T01", f"daily-{scope}", "2016-03-29", address)
        path = self.folder / "2016-03-29" / "delivery" / "daily" / f"{address}.eml"
        return Letter(recipient, content(text), key, path)

    @property
    def states(self) -> dict[str, list[str]]:
        entries = ledger.read(self.folder / "records").entries
        return {a: [e.state for e in entries if e.key.to == a] for a in TEAMS}


def fates(found: Outcome) -> dict[str, str]:
    return {each.recipient.address: each.what for each in found.fates}


@pytest.fixture
def office(tmp_path: Path, server: Server) -> Office:
    return Office(tmp_path, server)


def test_each_gets_one_message_and_a_second_delivery_sends_none(
    office: Office, room: Mailroom
) -> None:
    found = office.deliver()
    assert (found.is_well, set(fates(found).values())) == (True, {outcome.SENT})
    assert room.to == [ANN, BEN, DEE]
    assert [str(m["To"].addresses[0].display_name) for _, m in room.taken] == ["Ann", "Ben", "Dee"]
    assert all(len(m["To"].addresses) == 1 and not m["Cc"] and not m["Bcc"] for _, m in room.taken)
    again = office.deliver()
    assert (again.is_well, set(fates(again).values())) == (True, {outcome.HAD})
    assert len(room.taken) == 3
    assert office.states[ANN] == ["sending", "sent"]


def test_what_was_sent_is_what_was_written(office: Office, room: Mailroom) -> None:
    office.deliver("12 are overdue.", ANN)
    (path,) = office.folder.rglob("*.eml")
    assert path.stat().st_mode & 0o777 == 0o600 and path.parent.stat().st_mode & 0o777 == 0o700
    assert room.raw == [path.read_bytes()]


def test_only_a_new_recipient_gets_a_message(office: Office, room: Mailroom) -> None:
    office.deliver("12 are overdue.", ANN)
    office.deliver()
    assert room.to == [ANN, BEN, DEE]


def test_new_content_is_a_correction_of_what_was_sent(office: Office, room: Mailroom) -> None:
    office.deliver("12 are overdue.", ANN)
    found = office.deliver("11 are overdue.", ANN)
    assert fates(found) == {ANN: outcome.CORRECTED}
    first, second = (message for _, message in room.taken)
    assert (first["Subject"], second["Subject"]) == ("Daily report", "Corrected: Daily report")
    assert second["References"] == first["Message-ID"] != second["Message-ID"]
    for kind in ("plain", "html"):
        text = second.get_body((kind,)).get_content()
        assert "This corrects the message of" in text and "11 are overdue." in text


def test_a_refused_recipient_is_reported_and_costs_nobody_else(
    office: Office, room: Mailroom
) -> None:
    room.to_recipient[BEN] = ["550 5.1.1 No such user, about CHILD-77"]
    found = office.deliver()
    assert not found.is_well
    assert fates(found) == {ANN: outcome.SENT, BEN: outcome.REFUSED, DEE: outcome.SENT}
    assert "550 5.1.1" in found.text and "CHILD-77" not in found.text
    assert office.states[BEN] == ["refused"]
    again = office.deliver()  # it would be refused again: nobody asks the server
    assert fates(again)[BEN] == outcome.REFUSED and room.asked.count(BEN) == 1
    room.to_recipient.clear()
    (entry,) = [e for e in ledger.read(office.folder / "records").entries if e.key.to == BEN]
    settling.settle(office.folder / "records", entry.id, sent=False)
    assert fates(office.deliver())[BEN] == outcome.SENT
    assert room.to == [ANN, DEE, BEN]


def test_a_message_that_is_put_off_is_tried_again_after_the_others(
    office: Office, room: Mailroom
) -> None:
    room.to_message[ANN] = ["451 4.7.1 Greylisted", "250 OK"]
    found = office.deliver()
    assert found.is_well
    assert room.to == [BEN, DEE, ANN]
    assert office.states[ANN] == ["sending", "put off", "sending", "sent"]
    assert "Waiting to try 1 again" in office.said


def test_a_message_that_stays_put_off_is_sent_by_a_later_delivery(
    office: Office, room: Mailroom
) -> None:
    room.to_recipient[ANN] = ["451 4.7.1 Greylisted"]
    found = office.deliver()
    assert not found.is_well and fates(found)[ANN] == outcome.PUT_OFF
    assert "451 4.7.1" in found.text
    room.to_recipient.clear()
    assert fates(office.deliver())[ANN] == outcome.SENT
    assert room.to.count(ANN) == 1


def test_a_line_that_drops_after_the_message_leaves_it_to_a_person(
    office: Office, room: Mailroom
) -> None:
    room.to_message[BEN] = ["drop"]
    found = office.deliver()
    assert not found.is_well
    assert fates(found) == {ANN: outcome.SENT, BEN: outcome.UNKNOWN, DEE: outcome.SENT}
    room.to_message.clear()
    again = office.deliver("11 are overdue.", BEN)  # not even with other words
    assert fates(again) == {BEN: outcome.UNKNOWN} and room.to.count(BEN) == 1
    name = ledger.read(office.folder / "records").entries[-3].id
    assert f"deliver settle {name} --sent" in again.text
    settling.settle(office.folder / "records", name, sent=True)
    assert fates(office.deliver("12 are overdue.", BEN)) == {BEN: outcome.HAD}
    assert fates(office.deliver("11 are overdue.", BEN)) == {BEN: outcome.CORRECTED}


def test_a_person_who_says_that_it_did_not_arrive_has_it_sent_again(
    office: Office, room: Mailroom
) -> None:
    room.to_message[ANN] = ["drop"]
    office.deliver("12 are overdue.", ANN)
    room.to_message.clear()
    name = ledger.read(office.folder / "records").entries[-1].id
    settling.settle(office.folder / "records", name, sent=False)
    assert fates(office.deliver("12 are overdue.", ANN)) == {ANN: outcome.SENT}
    # The same message by its number: a mailbox that had it knows it again.
    assert room.taken[0][1]["Message-ID"] == room.taken[1][1]["Message-ID"]
    assert room.taken[1][1]["Subject"] == "Daily report"


def test_a_server_that_falls_silent_twice_is_given_no_third(office: Office, room: Mailroom) -> None:
    room.to_message |= {ANN: ["drop"], BEN: ["drop"]}
    found = office.deliver()
    assert fates(found) == {ANN: outcome.UNKNOWN, BEN: outcome.UNKNOWN, DEE: outcome.NOT_SENT}
    assert "fell silent after each of the last 2" in found.text
    assert DEE not in room.asked


def test_without_a_server_nothing_is_sent_and_all_is_said(office: Office, room: Mailroom) -> None:
    port = office.server.port
    office.server = office.server.model_copy(update={"port": 1})
    found = office.deliver()
    assert set(fates(found).values()) == {outcome.PUT_OFF} and "does not answer" in found.text
    office.server = office.server.model_copy(update={"port": port})
    assert office.deliver().is_well and room.to == [ANN, BEN, DEE]


def test_a_certificate_that_is_not_trusted_stops_all(office: Office, room: Mailroom) -> None:
    office.server = office.server.model_copy(update={"certificates": ""})
    found = office.deliver()
    assert set(fates(found).values()) == {outcome.NOT_SENT}
    assert "does not prove" in found.stopped and room.asked == []
    assert not ledger.read(office.folder / "records").entries


def test_a_full_disk_after_the_answer_is_no_second_message(
    office: Office, room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer could not be written down: nobody knows, and nothing is sent again."""
    append = ledger.journal.append

    def full(path: Path, added: list[str]) -> None:
        if json.loads(added[0])["state"] == "sent":
            raise OSError(28, "No space left on device")
        append(path, added)

    monkeypatch.setattr(ledger.journal, "append", full)
    with pytest.raises(OSError, match="No space left"):
        office.deliver("12 are overdue.", ANN)
    monkeypatch.undo()
    assert fates(office.deliver("12 are overdue.", ANN)) == {ANN: outcome.UNKNOWN}
    assert room.to == [ANN]


def test_somebody_stops_it_while_a_message_goes(
    office: Office, room: Mailroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("smtplib.SMTP.data", stop)
    with pytest.raises(KeyboardInterrupt):
        office.deliver()
    assert office.states == {ANN: ["sending", "unknown"], BEN: [], DEE: []}


def test_the_ledger_holds_no_word_of_a_message(office: Office) -> None:
    office.deliver("CHILD-77 is overdue.", ANN)
    for path in (office.folder / "records").iterdir():
        assert b"CHILD-77" not in path.read_bytes() and b"Daily report" not in path.read_bytes()
