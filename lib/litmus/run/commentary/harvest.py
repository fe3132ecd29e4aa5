"""Taking out of a working notebook what people wrote in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from litmus.base.notebook_files import (
    Cell,
    Notebook,
    first_words,
    heading_above,
    metadata,
    name_of_cell,
    note,
    source,
)
from litmus.run.commentary import marks
from litmus.run.commentary.own_cells import own, pictures, without
from litmus.run.commentary.places import (
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
from litmus.run.commentary.prose import assigned_names, is_blank, is_comment, is_prose, is_python

PUT_BACK = (
    "The cell {} belongs to the template and was put back as it is there; what was written in it "
    "is kept in a cell of its own beside it."
)
IN_MARK = (
    "Words were written into the mark above the commentary{}: they stand in a cell of their own "
    "now, under the commentary."
)
UNCLEAR = (
    "The box of the mark above the commentary{} reads “{}”, which may mean yes or no: it was put "
    "back. To say that the words still hold, write an x between its brackets: - [x]"
)
PROSE = (
    "You wrote “{}” in a code cell{}: it was taken as text. For text, choose Markdown in the list "
    "above the notebook where it says Code."
)
COMMENT = (
    "The code cell “{}”{} holds a comment and nothing that is printed. If it is meant to be read, "
    "choose Markdown in the list above the notebook where it says Code."
)
MERGED = (
    "The cell “{}” of the template was merged into another: it was put back in its place, and the "
    "words are kept."
)


@dataclass
class Harvest:
    """What people wrote, and where.

    `placeholders`: what stands in the template's slots, which nobody wrote. `slots`: the cell that
    fills a slot, for the slots somebody wrote in. `added`: people's own cells in their order, by
    the id of the template cell that they follow ("" before the first, "set-aside" under that
    heading). `ticked`: places whose words were said to hold still. `code`: the code cells by id,
    with their outputs. `missing`: slots whose cell is not in the notebook. `record`: what the last
    run noted (see `staleness`). `metadata`: the notebook's. `remarks`: sentences for the person
    who runs the report.
    """

    placeholders: frozenset[str] = frozenset()
    slots: dict[str, Cell] = field(default_factory=dict)
    added: dict[str, list[Cell]] = field(default_factory=dict)
    ticked: set[str] = field(default_factory=set)
    code: dict[str, Cell] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=dict)
    metadata: dict[str, Any] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def add(self, place: str, cell: Cell) -> None:
        """Keep one of people's own cells after the template cell `place`, unless untouched."""
        if source(cell) not in self.placeholders or cell.get("attachments"):
            self.added.setdefault(place, []).append(cell)

    def say(self, remark: str) -> None:
        """Keep a sentence for the person who runs the report, once."""
        if remark not in self.remarks:
            self.remarks.append(remark)

    @property
    def orphan_slots(self) -> list[str]:
        """The slots that the template no longer has, in which somebody wrote."""
        cells = self.added.get(SET_ASIDE, [])
        return list(dict.fromkeys(note(cell)["slot"] for cell in cells if "slot" in note(cell)))


def harvest(working: Notebook, template: Notebook) -> Harvest:
    """Everything that people wrote in a working notebook; the notebook is left as it is."""
    found = Harvest(
        frozenset(source(original) for original in slots_of(template).values()),
        record=note(working),
        metadata=dict(metadata(working)),
    )
    _Harvesting(found, working, template).take()
    return found


class _Harvesting:
    """Goes through a working notebook cell by cell; `anchor` is the template cell last passed."""

    def __init__(self, found: Harvest, working: Notebook, template: Notebook) -> None:
        self.found, self.working, self.template = found, working, template
        self.slots, self.names = slots_of(template), slot_names(template)
        self.where = places(working, template)
        self.originals = {cell["id"]: cell for cell in template["cells"]}
        self.anchor = START
        self.ticked_next = False  # a mark that nobody knows was ticked: it is of the next slot
        self.variables = assigned_names(working["cells"])
        there = set(self.where.values())
        gone = [cell for cell in template["cells"] if cell["id"] not in there]
        found.missing = [note(cell)["slot"] for cell in gone if "slot" in note(cell)]
        # What may have been merged into other cells.
        self.gone = [text for cell in gone if (text := source(cell)).strip()]

    def take(self) -> None:
        for position, cell in enumerate(self.working["cells"]):
            self._take(position, cell)
        _fill_empty_slots(self.found, self.slots)

    def _take(self, position: int, cell: Cell) -> None:
        place = self.where.get(position)
        slot = note(cell).get("slot") or self.names.get(place or "")
        before = self.anchor
        if place and (place in self.originals or place == SET_ASIDE):
            self.anchor = place
        if not (place or slot) and is_half(self.working["cells"], position):
            place = note(cell)["cell"]
        if place and place.startswith(MARK):
            self._take_mark(cell, place.removeprefix(MARK))
        elif slot:
            self._take_slot(self._without_ours(cell, slot), slot, place)
        elif place is None:
            self._take_own(self._without_ours(cell, ""))
        else:
            self._take_from_generated(self._without_ours(cell, ""), place, before)
        if cell["cell_type"] == "code":
            self.found.code[place or cell.get("id", "")] = cell

    def _take_mark(self, cell: Cell, holder: str) -> None:
        """The answer in a mark's box; what else was written in it goes to the words below it."""
        read = marks.read(source(cell), note(cell).get("laid", ""))
        self._answer(read, holder)
        words = "\n\n".join(part for part in (read.before, read.after) if part)
        if not is_blank(words):
            place = self.slots[holder]["id"] if holder in self.slots else self.anchor
            mine = own({"metadata": {}, **pictures(cell)}, words, "markdown")
            if holder in self.slots:
                mine["metadata"]["litmus"]["slot"] = holder
            self.found.add(place, mine)
            if holder not in self.found.missing:
                self.found.say(IN_MARK.format(self._under(holder)))

    def _answer(self, read: marks.Mark, holder: str) -> None:
        if read.ticked and holder:
            self.found.ticked.add(holder)
        elif read.ticked:
            self.ticked_next = True
        if read.ticked is None:
            self.found.say(UNCLEAR.format(self._under(holder), read.box))

    def _under(self, holder: str) -> str:
        """Where the words stand, for a sentence: " under “What is life like?”"."""
        if holder in self.slots:
            place = next(n for n, each in enumerate(self.template["cells"])
                         if each["id"] == self.slots[holder]["id"])  # fmt: skip
            heading = heading_above(self.template, place)
            return f" under “{heading}”" if heading else ""
        return ""

    def _without_ours(self, cell: Cell, slot: str) -> Cell:
        """A cell without what Litmus wrote: marks, and cells that were merged into it."""
        text = source(cell)
        if note(cell).get("laid") == text:
            return cell
        if marks.is_mark(text):
            read = marks.read(text)
            self._answer(read, slot)
            text = "\n\n".join(part for part in (read.before, read.after) if part)
        for gone in self.gone:
            rest = without(text, gone)
            if rest is not None:
                text = rest
                if gone not in self.found.placeholders:
                    self.found.say(MERGED.format(first_words(gone)))
        return cell if text == source(cell) else {**cell, "source": text}

    def _take_own(self, cell: Cell) -> None:
        """One of people's own cells, where it stands. Words in a code cell are words."""
        text = source(cell)
        if cell["cell_type"] == "code" and text.strip():
            under = self._here()
            if self._is_prose(text):
                self.found.say(PROSE.format(first_words(text), under))
                cell = own(cell, kind="markdown")
            elif is_comment(text):
                self.found.say(COMMENT.format(first_words(text), under))
        if text or not marks.is_mark(text):
            self.found.add(self.anchor, own(cell))

    def _is_prose(self, text: str) -> bool:
        if self.variables is None:
            return not is_python(text) and is_prose(text)
        return is_prose(text, self.variables)

    def _here(self) -> str:
        if self.anchor not in self.originals:
            return ""
        place = list(self.originals).index(self.anchor)
        heading = heading_above(self.template, place)
        return f" under “{heading}”" if heading else ""

    def _take_slot(self, cell: Cell, slot: str, place: str | None) -> None:
        """A slot's cell fills the slot; a second one (a half of a split, a copy) stays where it
        is."""
        found, original = self.found, self.slots.get(slot)
        if self.ticked_next:
            found.ticked.add(slot)
            self.ticked_next = False
        untouched = {note(cell).get("laid", "").strip(), source(original or {}).strip(), ""}
        text = source(cell).strip()
        lines = {line.strip() for line in text.split("\n")}
        blank = is_blank(text) or text in untouched or lines <= untouched
        if blank and not cell.get("attachments"):
            return
        words = own(cell, kind="markdown")
        words["metadata"]["litmus"]["slot"] = slot
        if original is None:
            found.add(SET_ASIDE, words)
        elif place == original["id"]:
            found.slots[slot] = words
        else:
            found.add(original["id"] if self.anchor == SET_ASIDE else self.anchor, words)

    def _take_from_generated(self, cell: Cell, place: str, before: str) -> None:
        """What a person wrote into a cell that Litmus laid becomes a cell of its own beside it."""
        text, original = source(cell), self.originals.get(place)
        laid = note(cell).get("laid", text if place == INJECTED else source(original or {}))
        around = words_around(text, laid)
        for anchor, words in zip((before, self.anchor), around, strict=True):
            if words.strip():
                self.found.add(anchor, self._beside(words, cell, original))
                named = f"“{first_words(laid)}”"
                if original:
                    named = name_of_cell(self.template, list(self.originals).index(place))
                self.found.say(PUT_BACK.format(named))

    def _beside(self, words: str, cell: Cell, original: Cell | None) -> Cell:
        """Words out of a laid cell. Changed code is kept to be read: neither run nor printed."""
        was_code = "code" in (cell["cell_type"], (original or cell)["cell_type"])
        if was_code and is_python(words) and not self._is_prose(words):
            return own({"metadata": {"tags": ["remove-cell"]}}, words, "raw")
        return own({"metadata": {}, **pictures(cell)}, words, "markdown")


def _fill_empty_slots(found: Harvest, slots: Mapping[str, Cell]) -> None:
    """Where a slot's own cell was left empty, the first of its other parts takes its place."""
    for slot in slots.keys() - found.slots.keys():
        for cells in found.added.values():
            parts = [cell for cell in cells if note(cell).get("slot") == slot]
            if parts and slot not in found.slots:
                found.slots[slot] = parts[0]
                cells[:] = [cell for cell in cells if cell is not parts[0]]
