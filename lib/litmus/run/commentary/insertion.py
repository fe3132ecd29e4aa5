"""Laying what people wrote into a fresh copy of the template."""

import copy
import re
from collections.abc import Mapping
from typing import Any

from litmus.base import digests
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Cell, Notebook, note, source, tags
from litmus.run.commentary.harvest import Harvest
from litmus.run.commentary.marks import TICKED, UNTICKED
from litmus.run.commentary.places import (
    AFTER,
    INJECTED,
    MARK,
    SET_ASIDE,
    SET_ASIDE_TEXT,
    START,
    VERSIONS,
    slots_of,
)
from litmus.run.commentary.staleness import is_words

VALID_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def lay(
    template: Notebook,
    found: Harvest,
    marks: Mapping[str, str] | None = None,
    record: Mapping[str, Any] | None = None,
) -> Notebook:
    """A fresh copy of the template with people's words in it, not executed.

    `marks` gives, by slot, the text of a generated cell directly above it; and by the place of
    people's own words, of one above the first of them. `record` becomes the
    notebook's `metadata.litmus`.
    """
    marks = marks or {}
    slots = slots_of(template)
    cells = _cells_with_mark(START, found, marks, slots)
    for original in template["cells"]:
        slot = note(original).get("slot", "")
        if slot in marks:
            cells.append(_generate(f"{MARK}{slot}", marks[slot], "commentary-mark"))
        cells.append(_fill(original, found.slots.get(slot)))
        cells += _cells_with_mark(original["id"], found, marks, slots)
    if aside := found.added.get(SET_ASIDE):
        cells += [_generate(SET_ASIDE, SET_ASIDE_TEXT, SET_ASIDE), *aside]
    laid: Notebook = copy.deepcopy({**template, "cells": _with_ids(cells)})
    laid["metadata"]["litmus"] = {**note(template), **(record or {})}
    return laid


def _cells_with_mark(
    place: str, found: Harvest, marks: Mapping[str, str], slots: Mapping[str, Cell]
) -> list[Cell]:
    """People's own cells at a place, with the mark, if there is one, above the first words."""
    cells = list(found.added.get(place, ()))
    text = marks.get(f"{AFTER}{place}")
    first = [
        n
        for n, cell in enumerate(cells)
        if is_words(cell) and note(cell).get("slot", "") not in slots
    ]
    if text and first:
        cells.insert(first[0], _generate(f"{MARK}{AFTER}{place}", text, "commentary-mark"))
    return cells


def restore(laid: Notebook, executed: Harvest) -> Notebook:
    """`laid` with the outputs, parameters and metadata of a notebook that was executed.

    A code cell gets its outputs back if its text is the same; one that the executed notebook does
    not have keeps its own.
    """
    cells = []
    for cell in laid["cells"]:
        before = executed.code.get(cell["id"])
        if before and cell["cell_type"] == "code" and source(before) == source(cell):
            cell = _ran(cell, before)
        cells.append(cell)
        if "parameters" in tags(cell) and (injected := executed.code.get(INJECTED)):
            cells.append(name_parameters_cell(injected))
    metadata = {**laid["metadata"], **executed.metadata, "litmus": laid["metadata"]["litmus"]}
    return copy.deepcopy({**laid, "cells": cells, "metadata": metadata})


def name_parameters_cell(cell: Cell) -> Cell:
    """The cell of parameters that an execution puts in, known again whatever becomes of its id."""
    text = note(cell).get("laid", source(cell))
    ours = {"cell": INJECTED, "laid": text}
    metadata = {**cell["metadata"], **protection(cell), "litmus": ours}
    return {**cell, "id": INJECTED, "source": text, "metadata": metadata}


def tick(working: Notebook, slot: str) -> Notebook:
    """A copy in which the words of a slot are said to hold still.

    Raises LitmusError where the slot has no mark.
    """
    ticked = copy.deepcopy(working)
    for cell in ticked["cells"]:
        if note(cell).get("cell") == f"{MARK}{slot}" and UNTICKED in source(cell):
            cell["source"] = source(cell).replace(UNTICKED, TICKED, 1)
            return ticked
    marked = [note(cell).get("cell", "") for cell in working["cells"]]
    names = [name.removeprefix(MARK) for name in marked if name.startswith(MARK)]
    known = f"Marked are: {', '.join(names)}." if names else "No commentary is marked."
    raise LitmusError(f"The commentary '{slot}' is not marked as changed. {known}")


def _fill(original: Cell, words: Cell | None) -> Cell:
    text = source(original)
    ours = {**note(original), "cell": original["id"], "laid": text}
    if words and VERSIONS in note(words):
        ours[VERSIONS] = note(words)[VERSIONS]
    metadata = {**original.get("metadata", {}), **protection(original), "litmus": ours}
    cell = {**original, "metadata": metadata}
    if words:
        cell["source"] = source(words)
        if "attachments" in words:
            cell["attachments"] = words["attachments"]
    return cell


def protection(cell: Cell) -> dict[str, Any]:
    """What tells Jupyter to leave a laid cell as it is: code is folded, and nothing is deleted or,
    but for a place for words, edited. Each run makes good what was changed all the same."""
    kept: dict[str, Any] = {"deletable": False}
    if "slot" not in note(cell):
        kept["editable"] = False
    if cell["cell_type"] == "code":
        kept["jupyter"] = {"source_hidden": True}
    return kept


def _generate(identity: str, text: str, tag: str) -> Cell:
    ours = {"cell": identity, "laid": text}
    metadata = {"tags": [tag], "deletable": False, "litmus": ours}
    return {"id": identity, "cell_type": "markdown", "metadata": metadata, "source": text}


def _ran(cell: Cell, before: Cell) -> Cell:
    times = {
        name: before["metadata"][name] for name in ("papermill",) if name in before["metadata"]
    }
    return {
        **cell,
        "metadata": {**cell["metadata"], **times},
        "outputs": before.get("outputs", []),
        "execution_count": before.get("execution_count"),
    }


def _with_ids(cells: list[Cell]) -> list[Cell]:
    """People's cells keep their ids unless missing, malformed, double or the template's."""
    taken = {cell["id"] for cell in cells if not note(cell).get("added")} | {INJECTED}
    named = []
    for cell in cells:
        identity = cell["id"]
        if note(cell).get("added"):
            if identity in taken or not VALID_ID.fullmatch(identity):
                identity = _new_id(source(cell), taken)
            taken.add(identity)
        named.append({**cell, "id": identity})
    return named


def _new_id(text: str, taken: set[str]) -> str:
    stem = "added-" + digests.of_text(text)[:8]
    number = 1
    while (identity := f"{stem}-{number}") in taken:
        number += 1
    return identity
