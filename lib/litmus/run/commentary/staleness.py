"""Whether what was written still goes with what is shown beside it.

Words stand beside what the cells of their section show: the section of a slot, or that in which a
person put a cell of her own. For every text what stood beside it is recorded as its author had it
before her: as the working notebook showed it when the text was first found there. If it differs
on a later run, the words are marked, until somebody edits them or says that they still hold.

The record lies in the working notebook (`metadata.litmus`), so that it and the words are replaced
in one step: `shown` holds the figures of this notebook (by code: `name`, `numerator`,
`denominator`, `value` and `text`, the words in which it is shown), `beside` for every cell the
digest of what it shows, `seen` what hides behind a digest, and `written` for every place of words
and every text the figures and digests that it was written beside. A record of an earlier Litmus
has figures alone: they stand right under the text.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from litmus.base import digests
from litmus.base.notebook_files import Cell, Notebook, note, source, tags
from litmus.run.commentary import marks as texts_of
from litmus.run.commentary.changes import sentences, subjects
from litmus.run.commentary.harvest import Harvest
from litmus.run.commentary.naming import Names
from litmus.run.commentary.places import AFTER, SET_ASIDE, slots_of
from litmus.run.commentary.prose import has_visible_text
from litmus.run.commentary.sections import beside as sections
from litmus.run.commentary.shown_values import OWN, Beside, Form, cells_of, digest

Record = dict[str, Any]
PARTS = 40  # paragraphs of a text that are looked for one by one
JOINTS = ("\n\n", "\n", "")


@dataclass(frozen=True)
class Review:
    """`marks`: the text above each slot, or place of own words, that may no longer hold.

    `record`: for the notebook. `status`: every slot of the template -> "empty", "written" or
    "check"; and every place of own words that is marked -> "check".
    """

    marks: dict[str, str]
    record: Record
    status: dict[str, str]

    @property
    def copy(self) -> Record:
        """The record without what stands in the notebook anyhow: what its cells show."""
        written = self.record["written"]
        used = {name for texts in written.values() for then in texts.values()
                for name in then["cells"].values()}  # fmt: skip
        seen = {name: self.record["seen"][name] for name in sorted(used)}
        return {"shown": self.record["shown"], "written": written, "seen": seen}


def review(
    found: Harvest,
    template: Notebook,
    now: Beside,
    former: Mapping[str, Any] | None = None,
) -> Review:
    """Compare every commentary with what stands beside it `now`.

    `former` is a copy of the record, for a notebook that lost its own.
    """
    record = _Record(found, former or {})
    around, written, marks, status = sections(template), record.aside(found, now), {}, {}
    slots = slots_of(template)
    for holder, cells in _holders(found, slots):
        place = slots[holder]["id"] if holder in slots else holder.removeprefix(AFTER)
        ids = around.get(place, [])
        known = {} if holder in found.ticked else record.texts_at(holder, cells, ids, now)
        beside = {_name(cell): known.get(_name(cell)) or record.then(ids, now) for cell in cells}
        if said := _changes(beside, now.of(ids)):
            marks[holder] = texts_of.mark(said)
        if cells:
            written[holder] = beside
        if holder in slots or holder in marks:
            status[holder] = "check" if holder in marks else "written" if cells else "empty"
    seen = _Seen(record.seen)
    new = {
        "shown": {code: dict(figure) for code, figure in now.figures.items()},
        "beside": {key: seen.key_of(forms) for key, forms in now.cells.items()},
        "written": {holder: {text: seen.plain(then) for text, then in each.items()}
                    for holder, each in written.items()},
    }  # fmt: skip
    return Review(marks, {**new, "seen": seen.used}, status)


def words(found: Harvest, template: Notebook) -> dict[str, list[Cell]]:
    """Every place of words -> the cells that stand there, in which somebody wrote."""
    return {holder: cells for holder, cells in _holders(found, slots_of(template)) if cells}


def names_of(cells: list[Cell], whole: bool = False) -> Iterator[str]:
    """All names by which the texts of cells may be recorded: `whole` ones, joined or in parts."""
    for cell in cells:
        yield from _names(source(cell))
    if whole:
        return
    for cell in cells:
        yield from _parts(source(cell))
    for some in _runs(cells) if len(cells) <= PARTS else ():
        for joint in JOINTS:
            yield from _names(joint.join(map(source, some)))


def _changes(beside: Mapping[str, Beside], now: Beside) -> list[str]:
    changed: dict[str, None] = {}
    for then in beside.values():
        changed |= dict.fromkeys(sentences(then, now))
    return list(changed)


class _Record:
    """What the last run noted of what the words were written beside."""

    def __init__(self, found: Harvest, former: Mapping[str, Any]) -> None:
        own = found.record
        self.shown = own.get("shown") or former.get("shown") or {}
        self.seen = {**former.get("seen", {}), **own.get("seen", {})}
        self._beside = own.get("beside") or {}
        self._outputs = cells_of(found)
        if not (self._beside or self._outputs):
            self._beside = former.get("beside") or {}
        self._written = _merge(former.get("written", {}), own.get("written", {}))

    def then(self, ids: Iterable[str], now: Beside) -> Beside:
        """What the author of words that are new had before her, of some cells."""
        cells = {key: self.seen[name] for key, name in self._beside.items() if name in self.seen}
        cells = {**self._outputs, **cells} or dict(now.cells)
        keys = [key for each in ids for key in (each, f"{each}{OWN}") if key in cells]
        figures = {**now.figures, **self.shown}
        return Beside(figures, {key: cells[key] for key in dict.fromkeys(keys)})

    def texts_at(
        self, holder: str, cells: list[Cell], ids: list[str], now: Beside
    ) -> dict[str, Beside]:
        """What is recorded of the texts of a place: as they stood there, or joined or parted."""
        elsewhere = {text: then for each in self._written.values() for text, then in each.items()}
        here = self._written.get(holder, {})
        found = {}
        for cell in cells:
            if (name := next((each for each in _names(source(cell)) if each in here), "")) or (
                name := next((each for each in _parts(source(cell)) if each in elsewhere), "")
            ):
                found[_name(cell)] = self._restore(here.get(name) or elsewhere[name], ids, now)
        if len(found) == len(cells) or len(cells) > PARTS:
            return found
        for some in _runs(cells):
            joined = (name for joint in JOINTS for name in _names(joint.join(map(source, some))))
            if name := next((each for each in joined if each in elsewhere), ""):
                for cell in some:
                    found.setdefault(_name(cell), self._restore(elsewhere[name], ids, now))
        return found

    def aside(self, found: Harvest, now: Beside) -> dict[str, dict[str, Beside]]:
        """The records of slots that were set aside: they may come back."""
        return {
            slot: {text: self._restore(then, [], now) for text, then in self._written[slot].items()}
            for slot in found.orphan_slots
            if slot in self._written
        }

    def _restore(self, then: Mapping[str, Any], ids: Iterable[str], now: Beside) -> Beside:
        """A record as it was. One of an earlier Litmus, that has the figures which the slot named
        and nothing else, is completed by what the last notebook showed."""
        if "cells" not in then:
            shown = self.then(ids, now)
            return Beside({**shown.figures, **then}, shown.cells, tuple(then))
        cells = {key: self.seen[name] for key, name in then["cells"].items() if name in self.seen}
        return Beside(then.get("figures", {}), cells, tuple(then.get("named", ())))


class _Seen:
    """What cells showed, each kept once under its digest."""

    def __init__(self, known: Mapping[str, list[Form]]) -> None:
        self._known = known
        self.used: dict[str, list[Form]] = {}

    def key_of(self, forms: list[Form]) -> str:
        name = digest(forms)
        self.used[name] = forms
        return name

    def plain(self, then: Beside) -> dict[str, Any]:
        """What stood beside a text as the record holds it."""
        codes = dict.fromkeys([*subjects(then, Names(then.figures)), *then.named])
        named = {"named": list(then.named)} if then.named else {}
        return {
            "figures": {code: dict(then.figures[code]) for code in codes},
            "cells": {key: self.key_of(forms) for key, forms in then.cells.items()},
            **named,
        }


def merge_records(one: Record, other: Record) -> Record:
    """The record of one notebook, with what another knows of when words were written."""
    return {
        **one,
        "seen": {**other.get("seen", {}), **one.get("seen", {})},
        "written": _merge(other.get("written", {}), one.get("written", {})),
    }


def _merge(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {holder: {**one.get(holder, {}), **other.get(holder, {})} for holder in {**one, **other}}


def _holders(found: Harvest, slots: Mapping[str, Cell]) -> Iterator[tuple[str, list[Cell]]]:
    """Each place of words with its cells: every slot, with the parts that it was split into and
    what was written right under it, then what people wrote in cells of their own elsewhere."""
    taken: set[int] = set()
    for slot, original in slots.items():
        cells = [found.slots[slot]] if slot in found.slots else []
        cells = [
            cell for cell in cells if cell.get("attachments") or has_visible_text(source(cell))
        ]
        for place, added in found.added.items():
            for cell in added:
                theirs = slot if place == original["id"] and is_words(cell) else ""
                if place != SET_ASIDE and note(cell).get("slot", theirs) == slot:
                    cells.append(cell)
                    taken.add(id(cell))
        yield slot, cells
    for place, added in found.added.items():
        own = [cell for cell in added if id(cell) not in taken and is_words(cell)]
        if own and place != SET_ASIDE:
            yield f"{AFTER}{place}", own


def is_words(cell: Cell) -> bool:
    """Whether a cell holds words in print: text, and more than headings."""
    lines = [line for line in source(cell).split("\n") if not line.lstrip().startswith("#")]
    printed = cell["cell_type"] in ("markdown", "raw") and "remove-cell" not in tags(cell)
    return printed and has_visible_text("\n".join(lines))


def _runs(cells: list[Cell]) -> Iterator[list[Cell]]:
    """Every two or more cells that stand one after the other."""
    for start, end in combinations(range(len(cells) + 1), 2):
        if end - start > 1:
            yield cells[start:end]


def _parts(text: str) -> Iterator[str]:
    """The names of the texts that may have been merged into one."""
    paragraphs = text.split("\n\n")
    if len(paragraphs) > PARTS:
        return
    for start, end in combinations(range(len(paragraphs) + 1), 2):
        if end - start < len(paragraphs):
            yield from _names("\n\n".join(paragraphs[start:end]))


def _name(cell: Cell) -> str:
    return _names(source(cell))[0]


def _names(text: str) -> tuple[str, str]:
    """By what a text is known in the record: whatever its spaces, and as it stands."""
    return _sha(" ".join(text.split())), _sha(text)


def _sha(text: str) -> str:
    return digests.of_text(text)
