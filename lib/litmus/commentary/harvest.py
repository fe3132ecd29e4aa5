"""Taking out of a working notebook what people wrote in it."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litmus.commentary.places import (
    INJECTED,
    MARK,
    SET_ASIDE,
    START,
    is_half,
    places,
    slot_names,
    slots_of,
    words_around,
)
from litmus.notebooks import Cell, Notebook, metadata, note, source, tags

PUT_BACK = (
    "The cell '{}' belongs to the template and was put back as it is there; what was written in it "
    "is kept in a cell of its own beside it."
)
TICKED = re.compile(r"(?m)^(\s*[-*+] \[) ?[xX] ?\]")


@dataclass
class Harvest:
    """What people wrote, and where.

    `placeholders`: what stands in the template's slots, which nobody wrote. `slots`: the cell that
    fills a slot, for the slots somebody wrote in. `added`: people's own cells in their order, by
    the id of the template cell that they follow ("" before the first, "set-aside" under that
    heading). `ticked`: slots whose words were said to hold still. `code`: the code cells by id,
    with their outputs. `record`: what the last run noted (see `staleness`). `metadata`: the
    notebook's. `remarks`: sentences for the person who runs the report.
    """

    placeholders: frozenset[str] = frozenset()
    slots: dict[str, Cell] = field(default_factory=dict)
    added: dict[str, list[Cell]] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    code: dict[str, Cell] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def add(self, place: str, cell: Cell) -> None:
        """Keep one of people's own cells after the template cell `place`, unless untouched."""
        if source(cell) not in self.placeholders or cell.get("attachments"):
            self.added.setdefault(place, []).append(cell)

    @property
    def set_aside(self) -> list[str]:
        """The slots that the template no longer has, in which somebody wrote."""
        cells = self.added.get(SET_ASIDE, [])
        return list(dict.fromkeys(note(cell)["slot"] for cell in cells if "slot" in note(cell)))


def harvest(working: Notebook, template: Notebook) -> Harvest:
    """Everything that people wrote in a working notebook; the notebook is left as it is."""
    slots = slots_of(template)
    placeholders = frozenset(source(original) for original in slots.values())
    found = Harvest(placeholders, record=note(working), metadata=dict(metadata(working)))
    where, names = places(working, template), slot_names(template)
    originals = {cell["id"]: cell for cell in template["cells"]}
    anchor = START
    for position, cell in enumerate(working["cells"]):
        place = where.get(position)
        slot = note(cell).get("slot") or names.get(place or "")
        before = anchor
        if place and (place in originals or place == SET_ASIDE):
            anchor = place
        if not (place or slot) and is_half(working["cells"], position):
            place = note(cell)["cell"]
        if slot:
            _take_slot(found, slots, cell, slot, place, anchor)
        elif place is None:
            found.add(anchor, own(cell))
        else:
            _take_laid(found, cell, place, originals.get(place), before, anchor)
        if cell["cell_type"] == "code":
            found.code[place or cell.get("id", "")] = cell
    _fill_empty_slots(found, slots)
    return found


def own(cell: Cell, text: str | None = None, kind: str | None = None) -> Cell:
    """A cell as a person's own: its text and kind, with nothing that would make it a template's."""
    kind = kind or cell["cell_type"]
    kept = {key: value for key, value in metadata(cell).items() if key not in ("litmus", "tags")}
    if remaining := [tag for tag in tags(cell) if tag not in ("parameters", INJECTED)]:
        kept["tags"] = remaining
    slot = {key: note(cell)[key] for key in ("slot", "figures") if key in note(cell)}
    mine: Cell = {
        "id": cell.get("id", ""),
        "cell_type": kind,
        "metadata": {**kept, "litmus": {**slot, "added": True}},
        "source": source(cell) if text is None else text,
    }
    if cell.get("attachments") and kind != "code":
        mine["attachments"] = cell["attachments"]
    if kind == "code":
        mine.update(outputs=cell.get("outputs", []), execution_count=cell.get("execution_count"))
    return mine


def _take_slot(
    found: Harvest, slots: Mapping[str, Cell], cell: Cell, slot: str, place: str | None, anchor: str
) -> None:
    """A slot's cell fills the slot; a second one (a half of a split, a copy) stays where it is."""
    original = slots.get(slot)
    untouched = {"", note(cell).get("laid", "").strip(), source(original or {}).strip()}
    if source(cell).strip() in untouched and not cell.get("attachments"):
        return
    words = own(cell, kind="markdown")
    words["metadata"]["litmus"]["slot"] = slot
    if original is None:
        found.add(SET_ASIDE, words)
    elif place == original["id"]:
        found.slots[slot] = words
    else:
        found.add(original["id"] if anchor == SET_ASIDE else anchor, words)


def _fill_empty_slots(found: Harvest, slots: Mapping[str, Cell]) -> None:
    """Where a slot's own cell was left empty, the first of its other parts takes its place."""
    for slot in slots.keys() - found.slots.keys():
        for cells in found.added.values():
            parts = [cell for cell in cells if note(cell).get("slot") == slot]
            if parts and slot not in found.slots:
                found.slots[slot] = parts[0]
                cells[:] = [cell for cell in cells if cell is not parts[0]]


def _take_laid(
    found: Harvest, cell: Cell, place: str, original: Cell | None, before: str, after: str
) -> None:
    """What a person wrote into a cell that Litmus laid becomes a cell of its own beside it."""
    text = source(cell)
    laid = note(cell).get("laid", text if place == INJECTED else source(original or {}))
    if place.startswith(MARK):
        unticked = TICKED.sub(r"\1 ]", text)
        if unticked != text:
            found.ticked.add(place.removeprefix(MARK))
        text = unticked
    for anchor, words in zip((before, after), words_around(text, laid), strict=True):
        if words.strip():
            found.add(anchor, _beside(words, cell, original))
            if (remark := PUT_BACK.format(place)) not in found.remarks:
                found.remarks.append(remark)


def _beside(words: str, cell: Cell, original: Cell | None) -> Cell:
    """Words out of a laid cell. Changed code is kept to be read: neither run nor printed."""
    was_code = "code" in (cell["cell_type"], (original or cell)["cell_type"])
    if was_code and _is_python(words):
        return own({"metadata": {"tags": ["remove-cell"]}}, words, "raw")
    pictures = {key: cell[key] for key in ("attachments",) if key in cell}
    return own({"metadata": {}, **pictures}, words, "markdown")


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True
