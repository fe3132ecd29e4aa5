"""A damaged journal: put right where that is certain, refused with what to do where it is not."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from intake.forms.conftest import Desk
from intake.forms.workshop import SAVED
from litmus.base.errors import LitmusError
from litmus.intake.forms import action_log, records
from litmus.intake.forms.outcome_text import describe

pytestmark = pytest.mark.slow

Make = Callable[..., bytes]


@pytest.fixture
def three(desk: Desk, filled: Make) -> Desk:
    """Three forms, one of them corrected: four lines."""
    for child in "123":
        desk.drop(f"{child}.xlsx", filled(child=child))
    desk.collate()
    desk.drop("2.xlsx", filled(SAVED + timedelta(1), child="2", detail="Corrected."))
    desk.collate()
    return desk


def journal(desk: Desk) -> Path:
    return desk.records / "accepted.jsonl"


def said(desk: Desk) -> list[str]:
    return sorted(form.tables["qa_exception_alert"][0]["exc_detail"][:9] for form in desk.forms)


def cut(part: float) -> Callable[[bytes], bytes]:
    return lambda content: content[: int(len(content) * part)]


def swapped(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    return b"".join([*lines[:1], b"\0\xff garbage \x80\n", *lines[2:]])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut in the middle of a line": cut(0.6),
    "cut at the end of a line": lambda content: b"".join(content.splitlines(keepends=True)[:1]),
    "a line taken out": lambda content: b"".join(content.splitlines(keepends=True)[1:]),
    "a line twice": lambda content: content + content.splitlines(keepends=True)[0],
    "all twice": lambda content: content * 2,
    "garbage in a line": swapped,
    "garbage all over": lambda content: b"\x00" * len(content),
    "nested": lambda content: b"[" * 100_000 + b"\n" + content.split(b"\n", 1)[1],
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_is_put_right_from_its_copy(three: Desk, damage: str) -> None:
    before = journal(three).read_bytes()
    journal(three).write_bytes(DAMAGES[damage](before))
    if "twice" not in damage:
        with pytest.raises(LitmusError, match="run make collate"):
            records.check(three.records)
    outcome = three.collate()
    assert outcome.rebuilt
    assert "No form is lost" in describe(outcome, three.inbox, three.records)
    assert journal(three).read_bytes() == before
    assert said(three) == ["Corrected", "Nobody ha", "Nobody ha"]
    records.check(three.records)


def test_a_missing_journal_or_copy_is_made_anew(three: Desk) -> None:
    before = journal(three).read_bytes()
    copy = three.records / "accepted.copy.jsonl"
    for path in (journal(three), copy):
        path.unlink()
        three.collate()
        assert journal(three).read_bytes() == copy.read_bytes() == before


def test_each_of_both_has_what_the_other_lost(three: Desk) -> None:
    copy = three.records / "accepted.copy.jsonl"
    lines = journal(three).read_bytes().splitlines(keepends=True)
    journal(three).write_bytes(b"".join([lines[0], b"x\n", *lines[2:]]))
    copy.write_bytes(b"".join([*lines[:3]]))
    three.collate()
    assert journal(three).read_bytes() == copy.read_bytes() == b"".join(lines)


@pytest.mark.parametrize("left", [0, 1, 3])
def test_what_both_lost_is_found_by_the_originals(three: Desk, filled: Make, left: int) -> None:
    lines = journal(three).read_bytes().splitlines(keepends=True)[:left]
    for name in ("accepted.jsonl", "accepted.copy.jsonl"):
        (three.records / name).write_bytes(b"".join(lines))
    for act in (lambda: records.check(three.records), three.collate):
        with pytest.raises(LitmusError, match="has lost lines") as lost:
            act()
    assert f"{4 - left} file" in str(lost.value)
    assert "Put accepted.jsonl back from a backup" in str(lost.value)
    # What it says to do works: the forms are then accepted anew.
    named = {line.split(b'"original": "')[1].split(b'"')[0].decode() for line in lines}
    for path in sorted((three.records / "originals").iterdir(), key=lambda p: p.stat().st_mtime_ns):
        if path.name not in named:
            path.rename(three.inbox / path.name)
    three.collate()
    assert said(three) == ["Corrected", "Nobody ha", "Nobody ha"]
    records.check(three.records)


def test_records_that_are_all_gone_are_not_nothing_to_collate(three: Desk) -> None:
    for path in three.records.rglob("*"):
        if path.is_file():
            path.unlink()
    outcome = three.collate()
    assert not outcome.is_clean
    assert "the records hold no form at all" in describe(outcome, three.inbox, three.records)


def test_a_journal_that_cannot_be_read_is_said(three: Desk) -> None:
    journal(three).unlink()
    journal(three).mkdir()
    for act in (lambda: records.check(three.records), three.collate):
        with pytest.raises(LitmusError, match="jsonl cannot be read"):
            act()


def test_records_of_an_earlier_version_get_their_copy(three: Desk) -> None:
    copy = three.records / "accepted.copy.jsonl"
    copy.unlink()
    records.check(three.records)
    assert three.collate().rebuilt == 0
    assert copy.read_bytes() == journal(three).read_bytes()


def test_a_log_of_actions_is_put_right_from_its_copy(tmp_path: Path) -> None:
    change = action_log.ActionChange("ACT1", {"act_status": "OPEN"}, {"act_status": "DONE"})
    with action_log.hold(tmp_path):
        for day in ("2016-03-30", "2016-03-31"):
            action_log.add(
                tmp_path,
                action_log.Update("856", "r.xlsx", day, "2016-04-01", day, (change,)),
            )
    log = tmp_path / action_log.LOG
    before = log.read_bytes()
    log.write_bytes(before[:300])
    with pytest.raises(LitmusError, match="run litmus actions update"):
        records.check(tmp_path)
    with action_log.hold(tmp_path):
        assert log.read_bytes() == before
    assert len(list(action_log.updates(tmp_path, "856"))) == 2


def test_an_original_that_is_missing_or_changed_is_named(three: Desk) -> None:
    one, other, *_ = sorted((three.records / "originals").iterdir())
    one.unlink()
    other.write_bytes(b"changed")
    outcome = three.collate()
    assert (sorted(outcome.unsound), outcome.is_clean) == ([one.name, other.name], False)
    assert len(three.forms) == 3
    records.check(three.records)


def test_the_same_form_with_and_without_its_number_is_one(desk: Desk, filled: Make) -> None:
    number = "EXC-2016-001"
    desk.drop("a.xlsx", filled(form_number=number))
    desk.drop("b.xlsx", filled(SAVED + timedelta(1)))
    desk.drop("c.xlsx", filled(SAVED + timedelta(2), detail="Seen."))
    desk.drop("d.xlsx", filled(SAVED + timedelta(3), detail="Twice.", form_number="exc 2016/001"))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had, len(outcome.superseded)) == (1, 1, 2)
    (form,) = desk.forms
    assert form.form_id == number
    assert form.tables["qa_finding"][0]["fin_id"] == f"{number}-F01"
    assert form.tables["qa_exception_alert"][0]["exc_detail"] == "Twice."


def test_a_number_given_later_is_the_forms_number(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    desk.drop("b.xlsx", filled(SAVED + timedelta(1), form_number="EXC-2016-001"))
    assert len(desk.collate().superseded) == 1
    assert [form.form_id for form in desk.forms] == ["EXC-2016-001"]
    desk.drop("c.xlsx", filled(SAVED + timedelta(2)))
    assert desk.collate().had == 1
    assert [form.form_id for form in desk.forms] == ["EXC-2016-001"]
    assert records.councils(desk.records) == {"sample": 1}
    assert (desk.records / "register.csv").read_text().count("\n") == 2


def test_of_two_numbered_forms_one_without_is_asked_about(desk: Desk, filled: Make) -> None:
    for number in ("EXC-2016-001", "EXC-2016-002"):
        desk.drop(f"{number}.xlsx", filled(form_number=number))
    desk.drop("c.xlsx", filled(SAVED + timedelta(1)))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (2, ["c.xlsx"])
    assert "EXC-2016-001 and EXC-2016-002 were accepted" in desk.refusal("c.xlsx")


def test_what_is_kept_of_children_is_for_the_owner_alone(three: Desk) -> None:
    kept = [path for path in three.records.rglob("*") if path.is_file() and path.name != ".lock"]
    assert len(kept) > 6
    assert {oct(path.stat().st_mode & 0o777) for path in kept} == {"0o600"}
