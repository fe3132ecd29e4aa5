"""Each form is accepted once; corrections replace; nothing is lost or taken twice."""

import importlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from intake.forms.conftest import LONG_AGO, Desk
from intake.forms.workshop import SAVED, typed
from litmus.base.errors import LitmusError
from litmus.intake.forms import pool, records
from litmus.intake.forms.outcome_text import describe

pytestmark = pytest.mark.slow

Make = Callable[..., bytes]


def text_of(desk: Desk) -> list[str]:
    return [form.tables["qa_exception_alert"][0]["exc_detail"] for form in desk.forms]


def test_the_same_file_again_is_had_already(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    desk.drop("a.xlsx", filled())
    desk.drop("copy of a.xlsx", filled())
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had, outcome.refused) == (0, 2, [])
    assert desk.lines == 1
    names = sorted(path.name for path in (desk.inbox / "accepted").iterdir())
    assert names == ["a (2).xlsx", "a.xlsx", "copy of a.xlsx"]


def test_the_same_answers_saved_again_are_had_already(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    desk.drop("a.xlsx", filled(SAVED + timedelta(days=1)))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had, outcome.superseded) == (0, 1, [])


def test_two_copies_in_one_folder(desk: Desk, filled: Make) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        desk.drop(name, filled())
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had) == (1, 1)


def test_a_corrected_form_replaces_and_says_so(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    number = desk.forms[0].form_id
    desk.drop("a.xlsx", filled(SAVED + timedelta(days=1), detail="Seen on 28 March after all."))
    outcome = desk.collate()
    assert outcome.superseded == [(number, 2, "a.xlsx")]
    assert f"a.xlsx replaces {number}: it is revision 2" in describe(
        outcome, desk.inbox, desk.records
    )
    assert text_of(desk) == ["Seen on 28 March after all."]
    history = [json.loads(line) for line in (desk.records / "accepted.jsonl").open()]
    assert [(line["revision"], line["supersedes"]) for line in history] == [(1, None), (2, 1)]
    assert len(list((desk.records / "originals").iterdir())) == 2


def test_rows_that_a_correction_leaves_out_are_gone(desk: Desk, filled: Make) -> None:
    finding = {"polarity": "CONCERN", "key_area": "REVIEWS", "finding": "Late."}
    desk.drop("a.xlsx", filled(rows={"findings": {1: finding, 3: finding}}))
    desk.collate()
    numbers = [row["fin_id"][-3:] for row in desk.forms[0].tables["qa_finding"]]
    assert numbers == ["F01", "F03"]
    later = SAVED + timedelta(days=1)
    desk.drop("a.xlsx", filled(later, rows={"findings": {1: finding}}))
    desk.collate()
    assert len(desk.forms[0].tables["qa_finding"]) == 1


def test_an_old_copy_does_not_come_back(desk: Desk, filled: Make) -> None:
    for days, detail in ((0, "First."), (2, "Second.")):
        desk.drop("a.xlsx", filled(SAVED + timedelta(days=days), detail=detail))
        desk.collate()
    desk.drop("a.xlsx", filled(detail="First."))
    assert desk.collate().had == 1
    desk.drop("other.xlsx", filled(SAVED + timedelta(days=1), detail="Between."))
    assert desk.collate().refused == ["other.xlsx"]
    assert "saved before the one that was accepted" in desk.refusal("other.xlsx")
    assert text_of(desk) == ["Second."]


def test_first_answers_saved_anew_are_a_correction(desk: Desk, filled: Make) -> None:
    for days, detail in ((0, "First."), (1, "Second."), (2, "First.")):
        desk.drop("a.xlsx", filled(SAVED + timedelta(days=days), detail=detail))
        desk.collate()
    assert text_of(desk) == ["First."]
    assert desk.lines == 3


def test_the_later_of_two_in_one_folder_stands(desk: Desk, filled: Make) -> None:
    """Whatever their names: the one that was saved later is read later."""
    desk.drop("a (corrected).xlsx", filled(SAVED + timedelta(1), detail="Right."), LONG_AGO + 9)
    desk.drop("a.xlsx", filled(detail="Wrong."), LONG_AGO)
    outcome = desk.collate()
    assert (outcome.accepted, len(outcome.superseded)) == (1, 1)
    assert text_of(desk) == ["Right."]


def test_a_copied_form_with_a_number_is_not_taken_for_a_correction(
    desk: Desk, filled: Make
) -> None:
    desk.drop("a.xlsx", filled(form_number="EXC-2016-001"))
    desk.collate()
    desk.drop("b.xlsx", filled(SAVED + timedelta(1), form_number="exc-2016-001", child="999"))
    assert desk.collate().refused == ["b.xlsx"]
    assert "about another child, date or person" in desk.refusal("b.xlsx")
    assert len(desk.forms) == 1


def test_replaces_corrects_the_child_itself(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    number = desk.forms[0].form_id
    desk.drop("b.xlsx", filled(SAVED + timedelta(1), replaces=f" {number.lower()} ", child="999"))
    assert desk.collate().superseded == [(number, 2, "b.xlsx")]
    (form,) = desk.forms
    assert form.tables["qa_exception_alert"][0]["exc_person_id"] == "999"
    assert form.tables["qa_exception_alert"][0]["exc_id"] == number


def test_replaces_a_form_that_was_never_accepted(desk: Desk, filled: Make) -> None:
    desk.drop("b.xlsx", filled(replaces="EXC-NOTTHERE"))
    assert desk.collate().refused == ["b.xlsx"]
    assert "the number of a form that was accepted" in desk.refusal("b.xlsx")


def test_replaces_a_form_that_comes_later_in_the_same_folder(desk: Desk, filled: Make) -> None:
    later = filled(SAVED + timedelta(1), replaces="EXC-2016-001", child="999")
    desk.drop("1.xlsx", later, LONG_AGO)
    desk.drop("2.xlsx", filled(form_number="EXC-2016-001"), LONG_AGO + 9)
    outcome = desk.collate()
    assert (outcome.accepted, len(outcome.superseded), outcome.refused) == (1, 1, [])


def test_two_forms_copied_from_one_file_are_two(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled(child="1"))
    desk.drop("b.xlsx", filled(child="2"))
    assert desk.collate().accepted == 2
    assert len({form.form_id for form in desk.forms}) == 2


def test_folders_in_the_inbox_are_read(desk: Desk, filled: Make) -> None:
    desk.drop("March/CIN/a.xlsx", filled())
    assert desk.collate().accepted == 1
    assert (desk.inbox / "accepted/March/CIN/a.xlsx").exists()
    assert desk.collate().accepted == 0


def test_an_empty_inbox_is_made_and_said(desk: Desk) -> None:
    said = describe(desk.collate(), desk.inbox, desk.records)
    assert "nothing to collate" in said
    assert desk.inbox.is_dir()


def test_one_collate_at_a_time(desk: Desk) -> None:
    with (
        records.hold(desk.records, "sample"),
        pytest.raises(LitmusError, match="Another collate is using"),
    ):
        desk.collate()


def test_a_line_cut_short_is_put_back_and_its_form_not_taken_twice(
    desk: Desk, filled: Make
) -> None:
    desk.drop("a.xlsx", filled(child="1"))
    desk.drop("b.xlsx", filled(child="2"))
    desk.collate()
    path = desk.records / "accepted.jsonl"
    path.write_bytes(path.read_bytes()[:-200])
    (desk.inbox / "accepted" / "b.xlsx").rename(desk.inbox / "b.xlsx")  # it had not moved yet
    assert len(desk.forms) == 1  # a reader leaves the torn line out
    outcome = desk.collate()
    assert (outcome.had, outcome.mended, outcome.rebuilt) == (1, True, 1)
    assert len(desk.forms) == desk.lines == 2


def test_a_kill_while_a_line_was_written_leaves_the_form_to_be_taken_again(
    desk: Desk, filled: Make
) -> None:
    """The copy is written after the journal: it does not have the line yet."""
    desk.drop("a.xlsx", filled(child="1"))
    desk.collate()
    journal, copy = desk.records / "accepted.jsonl", desk.records / "accepted.copy.jsonl"
    before = copy.read_bytes()
    desk.drop("b.xlsx", filled(child="2"))
    desk.collate()
    journal.write_bytes(journal.read_bytes()[:-200])
    copy.write_bytes(before)
    originals = desk.records / "originals"
    last = max(originals.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    last.rename(originals / f".{last.name}")
    (desk.inbox / "accepted" / "b.xlsx").rename(desk.inbox / "b.xlsx")
    outcome = desk.collate()
    assert (outcome.accepted, outcome.mended) == (1, True)
    assert len(desk.forms) == 2
    assert journal.read_bytes() == copy.read_bytes()


def test_a_changed_line_is_found(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", filled())
    desk.collate()
    path = desk.records / "accepted.jsonl"
    path.write_bytes(path.read_bytes().replace(b"six weeks", b"six hours"))
    with pytest.raises(LitmusError, match="line 1: the line was changed"):
        desk.collate()


def test_forms_of_the_sample_are_not_those_of_a_council(desk: Desk, filled: Make) -> None:
    """Tried out on the sample, then set up: the same form is accepted for the council itself."""
    desk.drop("a.xlsx", filled())
    desk.collate()
    with records.hold(desk.records, "856") as held:
        assert held.history == {}
        assert held.shas == set()


def test_a_file_that_somebody_has_open_stays_and_is_taken_once(
    desk: Desk, filled: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.drop("a.xlsx", filled())
    monkeypatch.setattr("litmus.intake.forms.inbox.Path.rename", _locked)
    outcome = desk.collate()
    assert (outcome.accepted, outcome.stuck) == (1, ["a.xlsx"])
    monkeypatch.undo()
    assert path.exists()
    assert desk.collate().had == 1
    assert desk.left == []


def _locked(*_: object) -> None:
    raise PermissionError


KILLED = """
import os, signal, sys
from pathlib import Path
from litmus.intake.forms import inbox, notes, records
from litmus.intake.forms.collate import collate
project, moment, after = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
module, name = {
    "before an original": (records.Records, "keep"),
    "before a line": (records.Records, "add"),
    "before a move": (inbox, "move_to_accepted"),
    "before a note": (notes, "write"),
}[moment]
whole, count = getattr(module, name), 0
def killed(*given, **named):
    global count
    count += 1
    if count > after:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*given, **named)
setattr(module, name, killed)
collate(project, project / "inbox", project / "records")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize(
    ("moment", "after"),
    [
        ("before an original", 0),
        ("before an original", 2),
        ("before a line", 0),
        ("before a move", 0),
        ("before a move", 2),
        ("before a note", 0),
    ],
)
def test_killed_between_two_steps(desk: Desk, filled: Make, moment: str, after: int) -> None:
    """Afterwards every form is there once, every file still exists, every bad one has its note."""
    for number in range(4):
        desk.drop(f"good{number}.xlsx", filled(child=f"{number}"))
    desk.drop("bad.xlsx", b"")
    command = [sys.executable, "-c", KILLED, str(desk.project), moment, str(after)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    outcome = desk.collate()
    assert outcome.accepted + outcome.had <= 4
    assert sorted(form.tables["qa_exception_alert"][0]["exc_person_id"] for form in desk.forms) == [
        "0",
        "1",
        "2",
        "3",
    ]
    assert desk.lines == 4
    assert desk.left == ["bad.xlsx", "bad.xlsx.refused.txt"]
    assert len(list((desk.inbox / "accepted").iterdir())) == 4
    assert len(list((desk.records / "originals").glob("*.xlsx"))) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_killed_at_any_moment(desk: Desk, filled: Make) -> None:
    """Killed again and again by the clock, until one collate comes to its end."""
    for number in range(12):
        desk.drop(f"good{number}.xlsx", filled(child=f"{number}"))
    command = [
        *(sys.executable, "-c"),
        "import sys; from pathlib import Path; from litmus.intake.forms.collate import collate; "
        "p = Path(sys.argv[1]); collate(p, p / 'inbox', p / 'records')",
        str(desk.project),
    ]
    for wait in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        process.kill()
        process.wait()
    desk.collate()
    assert desk.lines == len(desk.forms) == 12
    assert desk.left == []
    assert len(list((desk.inbox / "accepted").iterdir())) == 12


def test_many_forms_are_read_by_two_processes_in_order(desk: Desk, filled: Make) -> None:
    """More than one process reads alone: the first half is corrected by the second."""
    first = filled()
    half = pool.ALONE // 2 + 2
    for number in range(half):
        form = typed(first, child=f"{number}", detail="First.")
        desk.drop(f"z{number}.xlsx", form, LONG_AGO + number)
        desk.drop(
            f"a{number}.xlsx", typed(first, child=f"{number}", detail="Second."), LONG_AGO + 500
        )
    outcome = desk.collate()
    assert (outcome.accepted, len(outcome.superseded)) == (half, half)
    assert set(text_of(desk)) == {"Second."}


POISON = """
import os
from litmus.intake.forms import pool

def read(path):
    if path.name == "poison.xlsx":
        os._exit(1)
    return pool.reader.read(path, pool._definitions)
"""


def test_a_file_that_kills_its_reader_is_refused_alone(
    desk: Desk, filled: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "poisoned_reader.py").write_text(POISON)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(pool, "ALONE", 1)
    monkeypatch.setattr(pool, "_read", importlib.import_module("poisoned_reader").read)
    for number in range(5):
        desk.drop(f"good{number}.xlsx", filled(child=f"{number}"), LONG_AGO + number)
    desk.drop("poison.xlsx", filled(child="6"), LONG_AGO + 2)
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (5, ["poison.xlsx"])


def test_a_name_that_is_no_text_stops_no_other_form(desk: Desk, filled: Make) -> None:
    desk.drop(os.fsdecode(b"caf\xe9.xlsx"), filled())
    desk.drop(os.fsdecode(b"bad\xe9.xlsx"), b"none")
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (1, ["bad\ufffd.xlsx"])
    note = desk.inbox / os.fsdecode(b"bad\xe9.xlsx.refused.txt")
    assert note.read_text().startswith("Litmus has not accepted bad\ufffd.xlsx.")
    assert "bad\ufffd.xlsx.refused.txt" in describe(outcome, desk.inbox, desk.records)


def test_a_name_as_long_as_a_disk_allows_stops_no_other_form(desk: Desk, filled: Make) -> None:
    name = f"{'long ' * 49}.xlsx"
    desk.drop(name, b"none")
    desk.drop("a.xlsx", filled())
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (1, [name])
    (note,) = desk.inbox.glob("*.refused.txt")
    assert name in note.read_text() and note.name in describe(outcome, desk.inbox, desk.records)
    assert desk.collate().refused == [name] and note.exists()
    (desk.inbox / name).unlink()
    desk.collate()
    assert not note.exists()


def test_what_may_not_be_read_is_said_and_is_no_good_end(
    desk: Desk, filled: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.drop("a.xlsx", filled())
    (desk.inbox / "closed").mkdir()
    look = os.scandir

    def scandir(path: str = "."):  # whoever runs tests as root may enter all
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    outcome = desk.collate()
    assert (outcome.accepted, outcome.closed, outcome.is_clean) == (1, ["closed"], False)
    said = describe(outcome, desk.inbox, desk.records)
    assert "Litmus has no permission to read closed." in said


@pytest.fixture
def closed(desk: Desk, filled: Make, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with one form, which may not be read."""
    desk.drop("a.xlsx", filled())

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("litmus.intake.forms.reader._bytes", refuse)
    return desk


def test_a_form_that_may_not_be_read_is_not_called_half_written(closed: Desk) -> None:
    outcome = closed.collate()
    assert (outcome.closed, outcome.unsettled) == (["a.xlsx"], [])


def test_the_note_of_a_long_name_that_is_no_text_is_named_as_it_lies_there(desk: Desk) -> None:
    desk.drop(os.fsdecode(b"a" * 205 + b"\xe9.xlsx"), b"none")
    outcome = desk.collate()
    (note,) = desk.inbox.glob("*.refused.txt")
    assert outcome.notes == [note.name]


def test_where_nothing_may_be_read_it_is_not_said_that_there_is_nothing(closed: Desk) -> None:
    said = describe(closed.collate(), closed.inbox, closed.records)
    assert said.startswith("Nothing was accepted yet.") and "no permission to read a.xlsx" in said
