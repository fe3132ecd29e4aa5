"""The box of a mark is a tick, no tick or asked about; what Litmus wrote is never her words."""

import copy

import pytest

from litmus.run.commentary import Beside, cells_of, harvest, lay, review
from litmus.run.commentary import marks as boxes
from litmus.run.commentary.marks import HEAD, QUESTION, UNTICKED
from run.commentary import notebook_of
from run.commentary.test_staleness import NOW, TEMPLATE, THEN, marks, run, shown, written_then

SAID = "- Written when A was 1, now 2."
LAID = boxes.mark(["Written when A was 1, now 2."])
TICKS = [
    *("- [x] {}", "- [X] {}", "* [x] {}", "- [ x ] {}", "- [x]{}", "-[x] {}", "[x] {}"),
    *("- [✓] {}", "- [✔] {}", "- ☑ {}", "☑ {}", "- ✓ {}", "- [v] {}", "- [yes] {}", "- (x) {}"),
    *("- \\[x\\] {}", "- [ ] x {}", "- [ ] {} x", "x {}", "- [ ] {}\nx", "+ [×] {}"),
    *("- [ ] {} [x]", "- [ ] {}\n- [x]", "- [x]\n{}", "- [x]({})", "- [x] ~~{}~~"),
]
NO_TICKS = ["- [ ] {}", "* [ ] {}", "{}", "- {}", "-  [  ] {}", "- [no] {}", "- ☐ {}"]
ASKED = [
    "- [ ] {} 👍",
    "- [] {}",
    "-[]{}",
    "- [-] {}",
    "- [/] {}",
    "- [?] {}",
    "- [1] {}",
    "- [maybe] {}",
]


def read(line):
    return boxes.read(LAID.replace(UNTICKED, line.format(QUESTION)), LAID)


@pytest.mark.parametrize("line", TICKS)
def test_a_tick_is_a_tick_however_it_is_written(line):
    assert read(line) == boxes.Mark(ticked=True)


@pytest.mark.parametrize("line", NO_TICKS)
def test_an_empty_box_is_no_tick(line):
    assert read(line) == boxes.Mark(ticked=False)


@pytest.mark.parametrize("line", ASKED)
def test_what_may_be_either_is_asked_about(line):
    assert read(line) == boxes.Mark(ticked=None, box=line.format(QUESTION))


@pytest.mark.parametrize(
    "line",
    ["- [x]", "x", "- [x]These words", "- [x] These words hold", "- [X] these  words still holds"],
)
def test_a_question_that_was_spoilt_is_still_the_question(line):
    assert read(line).ticked is True
    assert read(line).after == ""


def test_another_answer_beside_the_box_is_asked_about():
    line = "- [x] These words no longer hold"
    assert read(line) == boxes.Mark(ticked=None, box=line)
    assert read("- [x] These words were agreed by all who took part").after  # her own sentence


def test_words_written_into_a_mark_are_words():
    text = LAID.replace(SAID, f"{SAID}\nBecause of the new team.").replace("[ ]", "[x]")
    assert boxes.read(f"Above.\n\n{text}: yes, MB\n\nBelow.", LAID) == boxes.Mark(
        "Above.", "Because of the new team.\nyes, MB\n\nBelow.", True
    )
    assert boxes.read(f"{LAID}\n\nThese words still hold true.").after == (
        "These words still hold true."
    )


@pytest.mark.parametrize("line", [*TICKS[:12], *ASKED[:3]])
def test_no_box_is_ever_printed_as_her_words(line):
    """Nor if the mark was merged with the words below it, copied, or its metadata lost."""
    for change in (lambda cells, at: None, merge_down, merge_up, copied, forgotten):
        working = run(written_then(), NOW)
        at = next(n for n, cell in enumerate(working["cells"]) if cell["id"] == "mark-kq1")
        mark = working["cells"][at]
        mark["source"] = mark["source"].replace(UNTICKED, line.format(QUESTION))
        change(working["cells"], at)
        found = harvest(working, TEMPLATE)
        again = lay(TEMPLATE, found)
        texts = [cell["source"] for cell in again["cells"]]
        assert texts.count("Steady.") == 1
        assert not [text for text in texts if HEAD in text or QUESTION in text]
        if line in TICKS:
            assert found.ticked == {"kq1"}
        else:
            assert found.ticked == set()
            assert any("may mean yes or no" in remark for remark in found.remarks)


def merge_down(cells, at):
    """The words' cell was the active one."""
    slot = cells[at + 1]
    slot |= {"id": "merged", "source": f"{cells[at]['source']}\n\n{slot['source']}"}
    del cells[at]


def merge_up(cells, at):
    """The mark's cell was the active one."""
    cells[at] |= {"id": "merged", "source": f"{cells[at]['source']}\n\n{cells[at + 1]['source']}"}
    del cells[at + 1]


def copied(cells, at):
    cells.insert(at, copy.deepcopy(cells[at]) | {"id": "copied"})


def forgotten(cells, at):
    for number, cell in enumerate(cells):
        cell |= {"id": f"other-{number}", "metadata": {}}


def test_own_words_away_from_a_slot_are_marked_where_they_stand_and_can_be_confirmed():
    working = run(TEMPLATE, THEN)
    at = [c["id"] for c in working["cells"]].index("kq1-asm02")
    working["cells"].insert(at + 1, notebook_of.cell("markdown", "Up again.", "mine"))
    again = run(run(working, THEN), NOW)
    ids = [c["id"] for c in again["cells"]]
    assert ids.index("mark-after-kq1-asm02") == ids.index("mine") - 1
    assert "was 78.9% (789 of 1000)" in marks(again)["mark-after-kq1-asm02"]
    assert "mark-kq1" not in marks(again)
    mark = next(c for c in again["cells"] if c["id"] == "mark-after-kq1-asm02")
    mark["source"] = mark["source"].replace("[ ]", "[x]")
    assert marks(run(again, NOW)) == {}


def test_a_note_that_is_a_heading_alone_needs_no_mark():
    working = run(TEMPLATE, THEN)
    working["cells"].insert(5, notebook_of.cell("markdown", "### Our own look", "mine"))
    assert marks(run(run(working, THEN), NOW)) == {}


def test_joined_and_parted_words_keep_their_marks():
    working = written_then()
    at = [c["id"] for c in working["cells"]].index("commentary-kq1")
    slot = working["cells"][at]
    slot["source"] = "One.\n\nTwo."
    marked = run(run(working, THEN), NOW)
    at = [c["id"] for c in marked["cells"]].index("commentary-kq1")
    parted = copy.deepcopy(marked)
    upper = copy.deepcopy(parted["cells"][at]) | {"id": "upper", "source": "One."}
    parted["cells"][at]["source"] = "Two."
    parted["cells"].insert(at, upper)
    assert "mark-kq1" in marks(run(parted, NOW))
    joined = copy.deepcopy(marked)
    joined["cells"][at]["source"] = "Before.\n\nOne.\n\nTwo."
    assert "mark-kq1" in marks(run(joined, NOW))
    rewritten = copy.deepcopy(marked)
    rewritten["cells"][at]["source"] = "One, and now two."
    assert marks(run(rewritten, NOW)) == {}


def test_spaces_alone_are_no_new_words():
    marked = run(written_then(), NOW)
    slot = next(c for c in marked["cells"] if c["id"] == "commentary-kq1")
    slot["source"] = "Steady. \n"
    assert "mark-kq1" in marks(run(marked, NOW))


def test_a_record_of_an_earlier_litmus_is_read():
    """It named figures by code, by the hash of the text, and knew nothing of cells."""
    import hashlib

    working = written_then()
    name = hashlib.sha256(b"Steady.").hexdigest()
    record = {"shown": NOW, "written": {"kq1": {name: THEN}}, "status": "complete"}
    working["metadata"]["litmus"] = record
    once = run(working, NOW)
    assert "was 78.9% (789 of 1000), now 81.2%" in marks(once)["mark-kq1"]
    assert "was 78.9% (789 of 1000), now 81.2%" in marks(run(once, NOW))["mark-kq1"]
    assert marks(run(once, THEN)) == {}


def test_a_notebook_that_lost_its_record_takes_the_copy_of_it():
    marked = run(written_then(), NOW)
    record = marked["metadata"].pop("litmus")
    found = harvest(marked, TEMPLATE)
    done = harvest(notebook_of.executed(lay(TEMPLATE, found), shown(NOW)), TEMPLATE)
    reviewed = review(found, TEMPLATE, Beside(NOW, cells_of(done)), record)
    assert "was 78.9% (789 of 1000), now 81.2%" in reviewed.marks["kq1"]
