"""Two copies of a working notebook made one: what only one side changed is taken from there.

What either side had before is known from the versions in the report's history and from the record
in each notebook, which names the texts that its last run found. Nothing is dropped for being
absent: words of one side alone are words of both, and what was deleted on purpose comes back. Only
where both changed the words of one place does somebody have to say which hold.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from litmus.base.notebook_files import Cell, Notebook, note, source
from litmus.run.commentary.harvest import Harvest, harvest
from litmus.run.commentary.insertion import lay, restore
from litmus.run.commentary.marks import TICKED, UNTICKED
from litmus.run.commentary.places import VERSIONS, marks_of, slots_of
from litmus.run.commentary.staleness import merge_records, names_of

FIRST, SECOND, BOTH = "A", "B", "both"


@dataclass(frozen=True)
class Conflict:
    """A place whose words both sides changed: its slot ("" for a cell of somebody's own), and the
    cell of either side."""

    slot: str
    first: Cell
    second: Cell


@dataclass(frozen=True)
class Merged:
    """The notebook, and by slot which side's words it took: "A", "B" or "both"."""

    notebook: Notebook
    taken: Mapping[str, str]


Decide = Callable[[Conflict], str]


def merge(
    first: Notebook,
    second: Notebook,
    template: Notebook,
    history: Sequence[Notebook],
    decide: Decide,
    copies: Sequence[tuple[int, Notebook]] = (),
) -> Merged:
    """`second` merged into `first`, whose outputs are kept. `history`: former versions, the oldest
    first; `copies`: those that were merged before, each behind so many of the history. `decide`
    says "A", "B" or "both" of each conflict; what it raises goes through.
    """
    return _Merging(first, second, template, history, decide, copies).merge()


class _Merging:
    def __init__(
        self,
        first: Notebook,
        second: Notebook,
        template: Notebook,
        history: Sequence[Notebook],
        decide: Decide,
        copies: Sequence[tuple[int, Notebook]],
    ) -> None:
        self.template, self.decide = template, decide
        self.first, self.second = first, second
        self.ours, self.theirs = harvest(first, template), harvest(second, template)
        self.before = [_names(harvest(each, template)) for each in history]
        # What was new in a copy when it was merged.
        self.brought = {
            name
            for number, each in copies
            for name in _names(harvest(each, template)).difference(*self.before[:number])
        }
        self.taken: dict[str, str] = {}

    def merge(self) -> Merged:
        ours, theirs = self.ours, self.theirs
        slots = {
            slot: cell
            for slot in slots_of(self.template)
            if (cell := self._slot(slot, ours.slots.get(slot), theirs.slots.get(slot)))
        }
        added = self._added()
        found = replace(
            ours,
            slots=slots,
            added=added,
            record=merge_records(ours.record, theirs.record),
            ticked=set(),
        )
        marks = self._marks()
        laid = lay(self.template, found, marks, {**note(self.first), **found.record})
        return Merged(restore(laid, ours), self.taken)

    def _slot(self, slot: str, first: Cell | None, second: Cell | None) -> Cell | None:
        if first is None or second is None:
            if second is not None:
                self.taken[slot] = SECOND
            return first or second
        side = self._side(slot, first, second)
        if side != FIRST:
            self.taken[slot] = side
        return _joined(first, second) if side == BOTH else second if side == SECOND else first

    def _side(self, slot: str, first: Cell, second: Cell) -> str:
        """Whose words hold: of the side that changed them."""
        if _plain(first) == _plain(second):
            return FIRST if len(_versions(first)) >= len(_versions(second)) else SECOND
        if _plain(second) in _plain(first):
            return FIRST  # all of it is there
        if _plain(first) in _plain(second):
            return SECOND
        side = by_versions(first, second)
        if side is None:
            side = self._by_history(
                *(set(names_of([cell], whole=True)) for cell in (first, second))
            )
        return side or self.decide(Conflict(slot, first, second))

    def _by_history(self, first: set[str], second: set[str]) -> str:
        """Which of two texts is newer; "" where both are, or where the older one came with a copy
        that was merged: whoever wrote the newer one may never have seen it."""
        ages = [self._age(names) for names in (first, second)]
        if ages[0] == ages[1]:
            return ""
        side, older = (SECOND, first) if ages[1] > ages[0] else (FIRST, second)
        return "" if older & self.brought else side

    def _age(self, names: set[str]) -> int:
        """When a text was seen last: by its place in the history, with the record of the two
        notebooks behind it; what neither knows is newer than all."""
        seen = [number for number, known in enumerate(self.before) if names & known]
        newest = len(self.before) + 1
        if seen:
            return seen[-1]
        recorded = any(names & _recorded(each) for each in (self.ours, self.theirs))
        return newest - 1 if recorded else newest

    def _added(self) -> dict[str, list[Cell]]:
        """Cells of people's own: those of the first, and of the second what the first lacks."""
        added = {place: list(cells) for place, cells in self.ours.added.items()}
        every = {cell["id"]: (place, n) for place, cells in added.items()
                 for n, cell in enumerate(cells)}  # fmt: skip
        texts = [_plain(cell) for cells in added.values() for cell in cells]
        texts += [_plain(cell) for cell in self.ours.slots.values()]
        for place, cells in self.theirs.added.items():
            for cell in cells:
                if _plain(cell) in texts and not cell.get("attachments"):
                    continue
                if cell["id"] in every:
                    where, n = every[cell["id"]]
                    mine = added[where][n]
                    side = self._side("", mine, cell)
                    kept = _joined(mine, cell) if side == BOTH else cell
                    added[where][n] = mine if side == FIRST else kept
                else:
                    added.setdefault(place, []).append(cell)
        return added

    def _marks(self) -> dict[str, str]:
        """The marks of the side whose words stand there, ticked where that side ticked them."""
        sides = {FIRST: (self.first, self.ours), SECOND: (self.second, self.theirs)}
        found = {}
        for name, (notebook, harvested) in sides.items():
            for place, text in marks_of(notebook).items():
                if self.taken.get(place, FIRST) in (name, BOTH):
                    ticked = place in harvested.ticked and self.taken.get(place) != BOTH
                    found[place] = text.replace(UNTICKED, TICKED, 1) if ticked else text
        return found


def by_versions(first: Cell, second: Cell) -> str | None:
    """Which text was written on top of the other, by the versions that the place to write notes
    with the words: the side that goes on from where the other ended; "" where both went on from
    there. None where a text was changed since its last version, or has none."""
    every = [_versions(first), _versions(second)]
    for cell, versions in zip((first, second), every, strict=True):
        if not versions or versions[-1].get("text") != short_name(source(cell)):
            return None
    shared = 0
    for one, other in zip(*every, strict=False):
        if one != other:
            break
        shared += 1
    ours, theirs = (versions[shared:] for versions in every)
    if not ours or not theirs:
        return SECOND if theirs else FIRST
    if ours[0].get("sitting") == theirs[0].get("sitting") is not None:  # saved once, and on
        if len(ours) == 1 and ours[0].get("at", "") <= theirs[0].get("at", ""):
            return SECOND
        if len(theirs) == 1 and theirs[0].get("at", "") <= ours[0].get("at", ""):
            return FIRST
    return ""


def short_name(text: str) -> str:
    """The name of a text in its version, as `cli/lab/share`'s versions.js makes it (FNV-1a).

    >>> short_name("One."), short_name("")
    ('ccbaa073', '811c9dc5')
    """
    found = 0x811C9DC5
    for char in text:
        found = ((found ^ ord(char)) * 0x01000193) & 0xFFFFFFFF
    return f"{found:08x}"


def _names(found: Harvest) -> set[str]:
    cells = [*found.slots.values(), *(cell for each in found.added.values() for cell in each)]
    return set(names_of(cells, whole=True))


def _recorded(found: Harvest) -> set[str]:
    return {name for texts in found.record.get("written", {}).values() for name in texts}


def _joined(first: Cell, second: Cell) -> Cell:
    """Both texts, one under the other."""
    ours = {**note(first), VERSIONS: [*_versions(first), *_versions(second)]}
    if not ours[VERSIONS]:
        del ours[VERSIONS]
    cell = {
        **first,
        "source": f"{source(first)}\n\n{source(second)}",
        "metadata": {**first["metadata"], "litmus": ours},
    }
    pictures = {**second.get("attachments", {}), **first.get("attachments", {})}
    return {**cell, "attachments": pictures} if pictures else cell


def _versions(cell: Cell) -> list[dict[str, Any]]:
    return list(note(cell).get(VERSIONS, []))


def _plain(cell: Cell) -> str:
    return " ".join(source(cell).split())
