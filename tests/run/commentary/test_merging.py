"""Two copies of a notebook made one: no sentence of either is lost, and few questions are asked."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import to_draw
from litmus.base import notebook_files
from litmus.run import commentary
from litmus.run.commentary import harvest, lay, merge
from run.commentary import notebook_of
from run.commentary.test_words_survive import TEMPLATE, fresh, place_of, relaid, texts, write

SMALLER = {
    **TEMPLATE,
    "cells": [cell for cell in TEMPLATE["cells"] if cell["id"] not in ("kq1", "commentary-kq1")],
}
LARGER = {**TEMPLATE, "cells": [*TEMPLATE["cells"], notebook_of.slot("more")]}


def ask_nobody(conflict):
    raise AssertionError(f"asked about {conflict.slot}")


def both(conflict):
    return "both"


def wrote(text, slot="commentary-kq1", start=None):
    made = copy.deepcopy(start or fresh())
    write(made, slot, text)
    return made


def test_what_each_changed_in_another_place_is_taken_without_a_question():
    merged = merge(wrote("Ours.", "commentary-summary"), wrote("Theirs."), TEMPLATE, [], ask_nobody)
    assert {"Ours.", "Theirs."} <= set(texts(merged.notebook))
    assert merged.taken == {"kq1": "B"}


@pytest.mark.parametrize("turned", [False, True])
def test_of_a_place_that_one_changed_her_words_are_taken(turned):
    before = relaid(wrote("As it was."))
    sides = [before, wrote("As it is now.", start=before)]
    one, other = reversed(sides) if turned else sides
    merged = merge(one, other, TEMPLATE, [before], ask_nobody)
    assert "As it is now." in texts(merged.notebook)
    assert "As it was." not in texts(merged.notebook)


def test_the_record_in_a_notebook_says_what_was_there_where_no_history_does():
    found = harvest(wrote("As it was."), TEMPLATE)
    record = commentary.review(found, TEMPLATE, commentary.Beside()).record
    before = lay(TEMPLATE, found, {}, record)
    merged = merge(before, wrote("Now.", start=before), TEMPLATE, [], ask_nobody)
    assert "Now." in texts(merged.notebook)


@pytest.mark.parametrize(
    ("answer", "words"), [("A", "Ours."), ("B", "Theirs."), ("both", "Ours.\n\nTheirs.")]
)
def test_where_both_changed_one_place_somebody_is_asked(answer, words):
    before = relaid(wrote("As it was."))
    asked = []

    def decide(conflict):
        asked.append(conflict.slot)
        return answer

    merged = merge(
        wrote("Ours.", start=before), wrote("Theirs.", start=before), TEMPLATE, [before], decide
    )
    assert asked == ["kq1"]
    assert merged.notebook["cells"][place_of(merged.notebook, "commentary-kq1")]["source"] == words


def test_words_that_one_side_deleted_are_kept():
    before = relaid(wrote("As it was."))
    emptied = wrote("", start=before)
    assert "As it was." in texts(merge(emptied, before, TEMPLATE, [before], ask_nobody).notebook)


def test_a_tick_and_the_versions_of_words_come_with_them():
    found = harvest(wrote("Words."), TEMPLATE)
    marked = lay(
        TEMPLATE, found, {"kq1": "- Since then it rained.\n\n- [ ] These words still hold"}
    )
    ticked = commentary.tick(marked, "kq1")
    slot = ticked["cells"][place_of(ticked, "commentary-kq1")]
    slot["metadata"]["litmus"]["versions"] = [{"by": "A. Khan", "at": "2016-04-01T09:00:00Z"}]
    merged = merge(marked, ticked, TEMPLATE, [], ask_nobody).notebook
    again = harvest(merged, TEMPLATE)
    assert again.ticked == {"kq1"}
    assert notebook_files.note(again.slots["kq1"])["versions"][0]["by"] == "A. Khan"
    assert relaid(merged)["cells"] == lay(TEMPLATE, again)["cells"]


@pytest.mark.slow
@settings(max_examples=to_draw(60), deadline=None)
@given(st.data())
def test_no_sentence_is_lost_by_template_edits_runs_saves_and_merges(data):
    """Any order of: people and JupyterLab at work, a new template, a run, a copy that is sent
    away, worked on and merged again."""
    working, template, history, number = fresh(), TEMPLATE, [], 0
    copies = []
    for _ in range(data.draw(st.integers(1, 6))):
        act = data.draw(st.sampled_from(["save", "run", "template", "copy", "merge"]))
        if act == "save":
            working = notebook_of.disturbed(data.draw, working, number)
            number += 10
        elif act == "copy":
            sent = notebook_of.disturbed(data.draw, working, number)
            number += 10
            copies.append(sent)
        elif act == "merge" and copies:
            other = copies.pop()
            sought = notebook_of.marked_words(working) | notebook_of.marked_words(other)
            history.append(working)
            working = merge(working, other, template, history[:-1], both).notebook
            assert notebook_of.marked_words(working) | kept(history) >= sought
        else:
            if act == "template":
                template = data.draw(st.sampled_from([TEMPLATE, SMALLER, LARGER]))
            sought = notebook_of.marked_words(working)
            history.append(working)
            working = lay(template, harvest(working, template))
            assert notebook_of.marked_words(working) >= sought
        working = notebook_files.parse(notebook_files.serialise(working))


def kept(history):
    """The words that a merge leaves out: older ones of a place, which the history has."""
    return {word for book in history for word in notebook_of.marked_words(book)}
