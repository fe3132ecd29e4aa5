"""What the ledger says, and what is done about a message by what it says."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.publish.delivery import ledger, settling
from litmus.publish.delivery.ledger import Entry, Key
from litmus.publish.delivery.standing import identify, standing

KEY = Key("T01", "daily-team-T1", "2016-03-29", "ann@testshire.example")
ONE, OTHER = "a" * 64, "b" * 64


def entry(state: ledger.State, content: str = ONE, key: Key = KEY) -> Entry:
    name, message_id = identify(key, content, (), "testshire.example")
    return Entry(key, state, name, "team:T1", content, message_id)


@pytest.mark.parametrize(
    ("states", "content", "deed"),
    [
        ([], ONE, "send"),
        ([("sending", ONE), ("sent", ONE)], ONE, "had"),
        ([("sending", ONE), ("sent", ONE)], OTHER, "correct"),
        ([("sent", ONE), ("sent", OTHER)], ONE, "correct"),  # back to the words of the first
        ([("sending", ONE)], ONE, "unknown"),
        ([("sending", ONE), ("unknown", ONE)], OTHER, "unknown"),  # nothing follows it
        ([("sending", ONE), ("put off", ONE)], ONE, "send"),
        ([("refused", ONE)], ONE, "refused"),
        ([("refused", ONE)], OTHER, "send"),  # nothing was sent, so it corrects nothing
        ([("sent", ONE), ("refused", OTHER)], ONE, "had"),
        ([("unknown", ONE), ("not sent", ONE)], ONE, "send"),
        ([("unknown", ONE), ("sent", ONE)], ONE, "had"),
    ],
)
def test_what_is_done_about_a_message(
    states: list[tuple[ledger.State, str]], content: str, deed: str
) -> None:
    lines = [replace(entry(state, of), number=n) for n, (state, of) in enumerate(states, 1)]
    assert standing(lines, content).deed == deed


def test_the_same_message_has_the_same_id_until_another_was_sent() -> None:
    first = identify(KEY, ONE, (), "testshire.example")
    assert identify(KEY, ONE, [entry("put off")], "testshire.example") == first
    assert identify(KEY, ONE, [entry("sent"), entry("sent", OTHER)], "testshire.example") != first
    assert identify(KEY._replace(to="ben@testshire.example"), ONE, (), "x.example") != first
    assert first[1].endswith("@testshire.example>")


def test_lines_are_kept_for_their_owner_alone(tmp_path: Path) -> None:
    records = tmp_path / "records"
    with ledger.hold(records) as held:
        held.add(entry("sending"))
        held.add(entry("sent"))
    assert stat.S_IMODE(records.stat().st_mode) == 0o700
    assert stat.S_IMODE((records / ledger.LEDGER).stat().st_mode) == 0o600
    assert [each.state for each in ledger.read(records).of(KEY)] == ["sending", "sent"]


def test_a_message_that_was_cut_off_becomes_unknown(tmp_path: Path) -> None:
    with ledger.hold(tmp_path) as held:
        held.add(entry("sending"))
    with ledger.hold(tmp_path) as held:
        assert [each.state for each in held.entries] == ["sending", "unknown"]


def test_a_line_cut_short_by_a_power_cut_is_left_out(tmp_path: Path) -> None:
    with ledger.hold(tmp_path) as held:
        held.add(entry("sent"))
    with (tmp_path / ledger.LEDGER).open("ab") as file:
        file.write(b'{"key": ["T01"')
    with ledger.hold(tmp_path) as held:
        held.add(entry("sent", OTHER))
    assert [each.content for each in ledger.read(tmp_path).entries] == [ONE, OTHER]


def test_a_second_delivery_is_told_to_wait(tmp_path: Path) -> None:
    with (
        ledger.hold(tmp_path),
        pytest.raises(LitmusError, match="Another delivery is under way"),
        ledger.hold(tmp_path),
    ):
        pass


@pytest.mark.parametrize("both", [False, True])
def test_nothing_is_sent_from_a_ledger_that_lost_lines(tmp_path: Path, both: bool) -> None:
    with ledger.hold(tmp_path) as held:
        for content in (ONE, OTHER, "c" * 64):
            held.add(entry("sent", content))
    path = tmp_path / ledger.LEDGER
    names = [path, ledger.journal.copy_of(path)] if both else [path]
    for each in names:
        lines = each.read_bytes().splitlines(keepends=True)
        each.write_bytes(lines[0] + lines[2])
    with pytest.raises(LitmusError, match=r"no longer holds all .* from a backup"):
        ledger.read(tmp_path)
    if both:
        with pytest.raises(LitmusError, match="no longer holds all"), ledger.hold(tmp_path):
            pass
    else:  # the copy has it
        with ledger.hold(tmp_path) as held:
            assert len(held.entries) == 3


def test_a_line_that_was_changed_is_refused(tmp_path: Path) -> None:
    with ledger.hold(tmp_path) as held:
        held.add(entry("unknown"))
    path = tmp_path / ledger.LEDGER
    path.write_bytes(path.read_bytes().replace(b'"unknown"', b'"sent"'))
    with (
        pytest.raises(LitmusError, match="line 1: the line was changed after it was written"),
        ledger.hold(tmp_path),
    ):
        pass


def test_a_person_settles_what_is_not_known(tmp_path: Path) -> None:
    assert settling.list_open(tmp_path) == "No message waits for you."
    with ledger.hold(tmp_path) as held:
        name = held.add(entry("unknown")).id
    said = settling.list_open(tmp_path)
    assert "1 message to settle" in said and name in said and KEY.to in said
    assert f"deliver settle {name} --sent" in said
    with pytest.raises(UsageError, match=f"No message 'x' waits to be settled.*{name}"):
        settling.settle(tmp_path, "x", True)
    assert "Noted as sent" in settling.settle(tmp_path, name, True)
    last = ledger.read(tmp_path).of(KEY)[-1]
    assert (last.state, bool(last.by)) == ("sent", True)
    with pytest.raises(UsageError, match=r"waits to be settled. Those that do: none"):
        settling.settle(tmp_path, name, False)


def test_a_refused_message_can_only_be_sent_again(tmp_path: Path) -> None:
    with ledger.hold(tmp_path) as held:
        name = held.add(replace(entry("refused"), answer="550 5.1.1")).id
    assert "refused it with 550 5.1.1" in settling.list_open(tmp_path)
    with pytest.raises(UsageError, match=r"refused the message .* \(550 5.1.1\)"):
        settling.settle(tmp_path, name, True)
    assert "The next delivery" in settling.settle(tmp_path, name, False)
    assert standing(ledger.read(tmp_path).of(KEY), ONE).deed == "send"
