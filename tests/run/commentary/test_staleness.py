"""Commentary is marked when the figures beside it change, until somebody edits or confirms it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.run.commentary import Beside, cells_of, harvest, lay, restore, review, tick
from run.commentary import notebook_of

TEMPLATE = notebook_of.template()


def asm02(numerator, denominator):
    percent = 100 * numerator / denominator
    return {
        "name": "Assessments within 45 working days",
        "numerator": numerator,
        "denominator": denominator,
        "value": percent,
        "text": f"{percent:.1f}% ({numerator} of {denominator})",
    }


THEN = {"ASM02": asm02(789, 1000)}
NOW = {"ASM02": asm02(812, 1000)}
SENTENCE = (
    "Written when Assessments within 45 working days (ASM02) was 78.9% (789 of 1000), "
    "now 81.2% (812 of 1000)."
)


def shown(figures):
    """What the cells show of these figures: a table of all, and one of the first."""
    columns = ("Indicator", "Value")
    rows = [[each["name"], each["text"]] for each in figures.values()]
    return {
        "report.summary()": [notebook_of.table("Indicators", columns, *rows)],
        "report.indicator('ASM02')": [notebook_of.table("In full", columns, rows[0])],
    }


def run(working, figures, forms=None, template=TEMPLATE):
    """One run: the next working notebook, with the marks in it."""
    found = harvest(working, template)
    forms = shown(figures) if forms is None else forms
    done = harvest(notebook_of.executed(lay(template, found), forms), template)
    reviewed = review(found, template, Beside(figures, cells_of(done)))
    return restore(lay(template, found, reviewed.marks, reviewed.record), done)


def write(working, text, identity="commentary-kq1"):
    next(c for c in working["cells"] if c["id"] == identity)["source"] = text


def marks(working):
    return {c["id"]: c["source"] for c in working["cells"] if c["id"].startswith("mark-")}


def written_then():
    """A notebook that showed 78.9% when she wrote in it."""
    working = run(TEMPLATE, THEN)
    write(working, "Steady.")
    return working


def test_changed_figures_mark_the_words_directly_above_them():
    again = run(written_then(), NOW)
    ids = [cell["id"] for cell in again["cells"]]
    assert SENTENCE in marks(again)["mark-kq1"]
    assert ids.index("mark-kq1") == ids.index("commentary-kq1") - 1


def test_unchanged_figures_mark_nothing():
    assert marks(run(run(written_then(), THEN), THEN)) == {}


def test_an_empty_slot_is_never_marked():
    assert marks(run(run(TEMPLATE, THEN), NOW)) == {}


def test_the_mark_stays_through_further_runs_and_shows_the_newest_figures():
    again = run(run(run(written_then(), THEN), NOW), {"ASM02": asm02(900, 1000)})
    assert "was 78.9% (789 of 1000), now 90.0% (900 of 1000)" in marks(again)["mark-kq1"]


def test_a_change_of_numerator_that_rounding_hides_is_marked():
    assert "mark-kq1" in marks(run(written_then(), {"ASM02": asm02(788, 999)}))


def test_figures_that_come_back_need_no_mark():
    assert marks(run(run(written_then(), NOW), THEN)) == {}


def test_editing_the_words_confirms_them():
    again = run(written_then(), NOW)
    write(again, "Much better.")
    assert marks(run(again, NOW)) == {}


def test_words_edited_beside_one_figure_are_marked_when_it_changes_again():
    again = run(written_then(), NOW)
    write(again, "Much better.")
    later = run(again, {"ASM02": asm02(700, 1000)})
    assert "was 81.2% (812 of 1000), now 70.0% (700 of 1000)" in marks(later)["mark-kq1"]


@pytest.mark.parametrize("box", ["- [x] ", "- [X] ", "* [x] ", "- [ x] ", "- [x ] "])
def test_ticking_the_mark_confirms_the_words(box):
    again = run(written_then(), NOW)
    mark = next(c for c in again["cells"] if c["id"] == "mark-kq1")
    mark["source"] = mark["source"].replace("- [ ] ", box)
    confirmed = run(again, NOW)
    assert "mark-kq1" not in marks(confirmed)
    assert marks(run(confirmed, NOW)) == {}
    assert "was 81.2%" in marks(run(confirmed, THEN))["mark-kq1"]


def test_tick_says_that_the_words_hold():
    assert marks(run(tick(run(written_then(), NOW), "kq1"), NOW)) == {}


def test_tick_of_a_slot_that_is_not_marked_says_which_are():
    with pytest.raises(LitmusError, match=r"'summary' is not marked.*Marked are: kq1"):
        tick(run(written_then(), NOW), "summary")


def test_deleting_the_mark_is_no_confirmation():
    again = run(written_then(), NOW)
    again["cells"] = [c for c in again["cells"] if c["id"] != "mark-kq1"]
    assert "mark-kq1" in marks(run(again, NOW))


def test_words_written_into_the_mark_are_kept():
    again = run(written_then(), NOW)
    mark = next(c for c in again["cells"] if c["id"] == "mark-kq1")
    mark["source"] = mark["source"].replace("[ ]", "[x]") + "\n\nBecause of the new team."
    kept = [c["source"] for c in run(again, NOW)["cells"]]
    assert "Because of the new team." in kept


def test_words_in_a_cell_of_their_own_under_the_slot_are_marked_too():
    working = run(TEMPLATE, THEN)
    at = [c["id"] for c in working["cells"]].index("commentary-kq1")
    working["cells"].insert(at + 1, notebook_of.cell("markdown", "Steady.", "mine"))
    assert SENTENCE in marks(run(working, NOW))["mark-kq1"]


def test_editing_one_half_of_a_split_slot_leaves_the_other_marked():
    working = written_then()
    at = [c["id"] for c in working["cells"]].index("commentary-kq1")
    half = notebook_of.slot("kq1") | {"id": "half", "source": "And so on."}
    working["cells"].insert(at + 1, half)
    again = run(working, NOW)
    write(again, "Better.")
    assert SENTENCE in marks(run(again, NOW))["mark-kq1"]
    write(again, "So it goes.", "half")
    assert marks(run(again, NOW)) == {}


def test_words_that_were_set_aside_remember_the_figures_they_were_written_beside():
    smaller = {**TEMPLATE, "cells": [c for c in TEMPLATE["cells"] if c["id"] != "commentary-kq1"]}
    aside = run(run(written_then(), THEN), THEN, template=smaller)
    assert SENTENCE in marks(run(aside, NOW))["mark-kq1"]


def test_a_figure_that_is_no_longer_available_is_a_change():
    gone = {**asm02(0, 1), "numerator": None, "value": None, "text": "not available"}
    assert "now not available." in marks(run(written_then(), {"ASM02": gone}))["mark-kq1"]


def test_a_slot_that_cites_two_figures_names_only_the_one_that_changed():
    both = {**THEN, "REF01": asm02(1, 4) | {"name": "Referrals"}}
    working = run(TEMPLATE, both)
    write(working, "Both.", "commentary-summary")
    changed = marks(run(working, {**both, "REF01": asm02(2, 4) | {"name": "Referrals"}}))
    assert "REF01" in changed["mark-summary"]
    assert "ASM02" not in changed["mark-summary"]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["write", "tick", "higher", "lower"]), max_size=10))
def test_words_are_marked_exactly_when_the_figure_is_not_the_one_they_were_written_beside(events):
    """Against a model that keeps in one variable what the author saw."""
    shown, saw = 500, 500
    working = run(TEMPLATE, {"ASM02": asm02(shown, 1000)})
    write(working, "0")
    for number, event in enumerate(events, 1):
        if event == "write":
            write(working, str(number))
            saw = shown
        elif event == "tick" and "mark-kq1" in marks(working):
            working = tick(working, "kq1")
            saw = shown
        else:
            shown += {"higher": 1, "lower": -1}.get(event, 0)
        working = run(working, {"ASM02": asm02(shown, 1000)})
        assert ("mark-kq1" in marks(working)) == (saw != shown)
