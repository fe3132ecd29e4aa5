"""What a person wrote in a working notebook is in the next one, byte for byte and in its place."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base import notebook_files
from litmus.run import commentary
from litmus.run.commentary import harvest, lay
from litmus.run.commentary.prose import is_blank
from run.commentary import notebook_of

TEMPLATE = notebook_of.template()
IDS = [cell["id"] for cell in TEMPLATE["cells"]]
few = settings(max_examples=60, deadline=None)
words = st.text(min_size=1, max_size=60).filter(lambda text: not is_blank(text))


def relaid(working):
    """The working notebook after one more run: saved, read, harvested, laid, saved, read."""
    working = notebook_files.parse(notebook_files.serialise(working))
    return notebook_files.parse(notebook_files.serialise(lay(TEMPLATE, harvest(working, TEMPLATE))))


def fresh():
    return relaid(TEMPLATE)


def place_of(working, identity):
    return next(n for n, cell in enumerate(working["cells"]) if cell["id"] == identity)


def write(working, identity, text):
    working["cells"][place_of(working, identity)]["source"] = text


def texts(working):
    return [cell["source"] for cell in working["cells"]]


def jupyterlab_id():
    jupyterlab_id.last += 1
    return f"lab-{jupyterlab_id.last}"


jupyterlab_id.last = 0


def split(working, identity, *parts):
    """As JupyterLab does: the last part keeps the id, the others come with all of its metadata."""
    at = place_of(working, identity)
    cell = working["cells"][at]
    ids = [*(jupyterlab_id() for _ in parts[1:]), cell["id"]]
    working["cells"][at : at + 1] = [
        {**copy.deepcopy(cell), "id": own, "source": part.strip("\n")}
        for own, part in zip(ids, parts, strict=True)
    ]


def merge(working, active, identities):
    """As JupyterLab does: one new cell with the active one's kind and metadata."""
    cells = [working["cells"][place_of(working, identity)] for identity in identities]
    at = place_of(working, identities[0])
    kept = copy.deepcopy(working["cells"][place_of(working, active)])
    kept |= {"id": jupyterlab_id(), "source": "\n\n".join(cell["source"] for cell in cells)}
    working["cells"] = [cell for cell in working["cells"] if cell["id"] not in identities]
    working["cells"].insert(at, kept)


@pytest.mark.slow
@few
@given(st.dictionaries(st.sampled_from(["commentary-summary", "commentary-kq1"]), words))
def test_words_in_slots_stay_byte_for_byte(written):
    working = fresh()
    for identity, text in written.items():
        write(working, identity, text)
    again = relaid(working)
    for identity, text in written.items():
        assert again["cells"][place_of(again, identity)]["source"] == text
    assert [cell["id"] for cell in again["cells"]] == IDS


@pytest.mark.slow
@few
@given(
    st.lists(
        st.tuples(st.integers(0, len(IDS)), st.sampled_from(["markdown", "code", "raw"]), words),
        max_size=8,
    )
)
def test_added_cells_stay_after_the_template_cell_they_followed(additions):
    working = fresh()
    for number, (position, kind, text) in enumerate(additions):
        working["cells"].insert(position, notebook_of.cell(kind, text, f"mine-{number}"))
    again = relaid(working)
    assert texts(again) == texts(working)
    assert [c["id"] for c in again["cells"]] == [c["id"] for c in working["cells"]]


@pytest.mark.slow
@few
@given(st.data())
def test_a_second_run_changes_nothing(data):
    working = notebook_of.disturbed(data.draw, fresh())
    once = relaid(working)
    assert relaid(once) == once


@pytest.mark.slow
@few
@given(st.data())
def test_nothing_written_is_ever_lost_whatever_was_done_to_the_cells(data):
    """Cells are written in, split, merged, moved, copied, deleted and given other kinds and ids."""
    working = notebook_of.disturbed(data.draw, fresh())
    sought = notebook_of.marked_words(working)
    assert notebook_of.marked_words(relaid(working)) >= sought


def test_both_halves_of_a_split_slot_stay_in_order():
    working = fresh()
    write(working, "commentary-kq1", "one two")
    split(working, "commentary-kq1", "one ", "two")
    again = relaid(working)
    at = place_of(again, "commentary-kq1")
    assert texts(again)[at : at + 2] == ["one ", "two"]
    assert notebook_files.note(again["cells"][at + 1])["slot"] == "kq1"


def test_the_mark_of_a_split_slot_stands_above_its_first_half():
    working = fresh()
    write(working, "commentary-kq1", "one two")
    split(working, "commentary-kq1", "one ", "two")
    again = lay(TEMPLATE, harvest(working, TEMPLATE), {"kq1": "Check."})
    at = place_of(again, "mark-kq1")
    assert texts(again)[at : at + 3] == ["Check.", "one ", "two"]


def test_a_heading_that_was_split_is_whole_again_with_the_words_written_in_it():
    working = fresh()
    split(working, "method", "## Method", "How the figures were made. By whom?")
    again = relaid(working)
    at = place_of(again, "method")
    assert texts(again)[at:] == [
        "## Method\n\nHow the figures were made.",
        "How the figures were made. By whom?",
    ]


def test_a_slot_split_at_its_start_leaves_no_empty_slot_above_the_words():
    working = fresh()
    split(working, "commentary-kq1", "", "words")
    again = relaid(working)
    assert again["cells"][place_of(again, "commentary-kq1")]["source"] == "words"
    assert len(again["cells"]) == len(IDS)


def test_a_cell_between_the_halves_stays_between_them():
    working = fresh()
    split(working, "commentary-kq1", "one", "two")
    at = texts(working).index("two")
    working["cells"].insert(at, notebook_of.cell("markdown", "between", "mine"))
    again = relaid(working)
    assert texts(again) == texts(working)


def test_words_merged_into_a_heading_stay_below_the_heading():
    working = fresh()
    write(working, "commentary-summary", "Words.")
    merge(working, "summary", ["summary", "commentary-summary"])
    again = relaid(working)
    at = place_of(again, "summary")
    assert texts(again)[at : at + 2] == ["## Summary", "Words."]


def test_words_merged_into_the_heading_below_stay_in_their_own_section():
    working = fresh()
    write(working, "commentary-summary", "Words.")
    merge(working, "kq1", ["commentary-summary", "kq1"])
    again = relaid(working)
    assert texts(again).index("Words.") < place_of(again, "kq1")


def test_words_merged_into_code_are_words_below_the_code():
    working = fresh()
    write(working, "commentary-kq1", "Not Python at all.")
    merge(working, "kq1-asm02", ["kq1-asm02", "commentary-kq1"])
    found = harvest(working, TEMPLATE)
    again = lay(TEMPLATE, found)
    kept = again["cells"][place_of(again, "kq1-asm02") + 1]
    assert (kept["cell_type"], kept["source"]) == ("markdown", "Not Python at all.")
    assert found.remarks == [
        "The cell “report.indicator('ASM02')” (under “What is life like?”) belongs to the template "
        "and was put back as it is there; what was written in it is kept in a cell of its own "
        "beside it."
    ]


def test_changed_code_is_kept_to_be_read_but_neither_run_nor_printed():
    working = fresh()
    write(working, "kq1-asm02", "report.indicator('ASM03')")
    again = relaid(working)
    at = place_of(again, "kq1-asm02")
    assert texts(again)[at : at + 2] == ["report.indicator('ASM02')", "report.indicator('ASM03')"]
    assert again["cells"][at + 1]["cell_type"] == "raw"
    assert notebook_files.tags(again["cells"][at + 1]) == ["remove-cell"]


def test_an_edited_parameters_cell_is_put_back_and_said():
    working = fresh()
    write(working, "parameters", 'period = "2017Q1"\nfolder = "."')
    found = harvest(working, TEMPLATE)
    again = lay(TEMPLATE, found)
    assert again["cells"][place_of(again, "parameters")]["source"] == TEMPLATE["cells"][0]["source"]
    assert 'The cell “period = "2016Q1" folder = "."” belongs' in found.remarks[0]


@pytest.mark.parametrize("text", ["", "  \n", notebook_of.PLACEHOLDER])
def test_an_untouched_slot_is_no_commentary(text):
    working = fresh()
    write(working, "commentary-kq1", text)
    assert harvest(working, TEMPLATE).slots == {}
    assert relaid(working) == fresh()


def test_a_deleted_slot_comes_back_empty():
    working = fresh()
    del working["cells"][place_of(working, "commentary-kq1")]
    assert relaid(working) == fresh()


def test_all_ids_changed_by_another_tool_changes_nothing():
    working = fresh()
    write(working, "commentary-kq1", "Words.")
    expected = relaid(working)
    for cell in working["cells"]:
        cell["id"] = jupyterlab_id()
    assert relaid(working) == expected


def test_all_metadata_and_ids_lost_still_keeps_every_word_and_doubles_nothing():
    working = fresh()
    write(working, "commentary-kq1", "Words.")
    for cell in working["cells"]:
        cell |= {"id": jupyterlab_id(), "metadata": {}}
    again = relaid(working)
    assert texts(again).count("Words.") == 1
    # The slot is known by where it stands: the words are in it again, and not in a cell beside it.
    assert again["cells"][place_of(again, "commentary-kq1")]["source"] == "Words."
    assert len(again["cells"]) == len(IDS)


def test_a_picture_pasted_into_a_slot_is_kept():
    working = fresh()
    slot = working["cells"][place_of(working, "commentary-kq1")]
    slot["attachments"] = {"a.png": {"image/png": "AAAA"}}
    slot["source"] = "![](attachment:a.png)"
    again = relaid(working)
    kept = again["cells"][place_of(again, "commentary-kq1")]
    assert kept["attachments"] == {"a.png": {"image/png": "AAAA"}}


def test_a_slot_turned_into_code_is_text_again():
    working = fresh()
    slot = working["cells"][place_of(working, "commentary-kq1")]
    slot |= {"cell_type": "code", "source": "Words.", "outputs": [], "execution_count": None}
    again = relaid(working)
    kept = again["cells"][place_of(again, "commentary-kq1")]
    assert (kept["cell_type"], kept["source"]) == ("markdown", "Words.")


def test_half_a_character_pair_as_a_browser_may_save_it_survives():
    working = json.loads(notebook_files.serialise(fresh()))
    write(working, "commentary-kq1", "\ud83d")
    again = relaid(notebook_files.parse(json.dumps(working).encode()))
    assert again["cells"][place_of(again, "commentary-kq1")]["source"] == "\ud83d"


def test_a_slot_that_the_template_lost_is_set_aside_and_comes_back():
    working = fresh()
    write(working, "commentary-kq1", "Words.")
    smaller = {**TEMPLATE, "cells": [c for c in TEMPLATE["cells"] if c["id"] != "commentary-kq1"]}
    found = harvest(working, smaller)
    aside = lay(smaller, found)
    assert found.orphan_slots == ["kq1"]
    assert [c["source"].splitlines()[0] for c in aside["cells"][-2:]] == ["## Set aside", "Words."]
    assert lay(smaller, harvest(aside, smaller)) == aside
    back = lay(TEMPLATE, harvest(aside, TEMPLATE))
    assert back["cells"][place_of(back, "commentary-kq1")]["source"] == "Words."
    assert "set-aside" not in [cell["id"] for cell in back["cells"]]


def test_a_note_under_set_aside_stays_there():
    smaller = {**TEMPLATE, "cells": [c for c in TEMPLATE["cells"] if c["id"] != "commentary-kq1"]}
    working = fresh()
    write(working, "commentary-kq1", "Words.")
    aside = lay(smaller, harvest(working, smaller))
    aside["cells"].append(notebook_of.cell("markdown", "Where to put this?", "mine"))
    again = lay(smaller, harvest(aside, smaller))
    assert texts(again)[-2:] == ["Words.", "Where to put this?"]


def test_cells_that_a_new_template_dropped_are_dropped_and_their_neighbours_kept():
    working = fresh()
    at = place_of(working, "kq1-asm02")
    working["cells"].insert(at + 1, notebook_of.cell("markdown", "My note.", "mine"))
    smaller = {**TEMPLATE, "cells": [c for c in TEMPLATE["cells"] if c["id"] != "kq1-asm02"]}
    again = lay(smaller, harvest(working, smaller))
    assert "report.indicator('ASM02')" not in texts(again)
    assert texts(again)[place_of(again, "kq1") + 1] == "My note."


def test_a_copied_template_cell_is_a_persons_own():
    working = fresh()
    at = place_of(working, "kq1-asm02")
    mine = copy.deepcopy(working["cells"][at]) | {"id": "copied"}
    mine["source"] = "report.indicator('REF01')"
    working["cells"].insert(at + 1, mine)
    again = relaid(working)
    assert texts(again)[at : at + 2] == ["report.indicator('ASM02')", "report.indicator('REF01')"]


def test_outputs_come_back_to_the_code_that_made_them_and_to_no_other():
    executed = notebook_of.executed(fresh())
    laid = lay(TEMPLATE, harvest(executed, TEMPLATE))
    again = commentary.restore(laid, harvest(executed, TEMPLATE))
    assert notebook_files.code_digest(again) == notebook_files.code_digest(executed)
    assert texts(again) == texts(executed)
    changed = copy.deepcopy(TEMPLATE)
    changed["cells"][place_of(changed, "kq1-asm02")]["source"] = "report.indicator('ASM03')"
    other = commentary.restore(lay(changed, harvest(executed, changed)), harvest(executed, changed))
    assert other["cells"][place_of(other, "kq1-asm02")].get("outputs", []) == []
