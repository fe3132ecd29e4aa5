"""A register of actions that came back, read: what stands in the columns that people fill in.

The sheet is known by its headings, a row by the id in it: sheets may be renamed, rows sorted.
Formulas are refused, never worked out; words that no column reads are refused rather than lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from litmus.intake.forms.action_log import FOLLOWED, Values
from litmus.intake.forms.cells import reference
from litmus.intake.forms.faults import FormFault, Refused, excerpt, refuse
from litmus.intake.forms.grid import Grid, Sheet, Value
from litmus.intake.forms.strays import digest, strays
from litmus.intake.forms.workbooks import hazard
from litmus.qa.actions import register_layout as layout
from litmus.qa.actions.register_workbook import ABOUT

NOT_OURS = (
    "a register of actions as Litmus wrote it, with its hidden sheet. Make a fresh one "
    "(make actions) and copy what was filled in"
)
ONLY_THESE = "nothing here, as no column reads it: write it in Evidence"
AS_IT_WAS = (
    "the white columns of this action as the register had them. Put them back (Undo, or copy the "
    "row from the register that was sent); write remarks in Evidence"
)


@dataclass(frozen=True)
class Entry:
    """What stands in one cell that people fill in."""

    value: Value
    sheet: str
    cell: str

    def fault(self, expected: str) -> FormFault:
        """What is expected here instead."""
        said = "(empty)" if self.value is None else excerpt(self.value)
        return FormFault(expected, said, self.sheet, self.cell)


@dataclass(frozen=True)
class ReturnedRow:
    """One action of the workbook. `written`: its values when the workbook was written; `at`: the
    cell of its id; `entries` by heading."""

    action: str
    at: Entry
    entries: Mapping[str, Entry]
    written: Values


@dataclass(frozen=True)
class Returned:
    """A register that came back: whose it is, of which day, its actions; `faults` of reading."""

    council: str
    day: str
    rows: list[ReturnedRow]
    faults: list[FormFault]


def read(content: bytes) -> Returned:
    """What a workbook says. Raises Refused where it cannot be opened or is no register."""
    grid = Grid(content)
    stamp, written = _hidden_sheet(grid)
    if stamp[layout.VERSION] != layout.REGISTER_VERSION:
        wanted = f"a register of version {layout.REGISTER_VERSION}: make a fresh one"
        raise refuse(wanted, f"version {stamp[layout.VERSION]}")
    sheet, top = _sheet(grid)
    columns = _columns(sheet, top)
    reading = _Reading(sheet, columns, written)
    rows = [
        found
        for row in range(top + 1, len(sheet.values) + 1)
        if (found := reading.row(row)) is not None
    ]
    faults = [*reading.faults, *_elsewhere(grid, sheet, top)]
    return Returned(stamp[layout.COUNCIL], stamp[layout.DAY], rows, faults)


def _elsewhere(grid: Grid, sheet: Sheet, top: int) -> Iterator[FormFault]:
    """What stands outside the table of actions: above it, on other sheets, in comments."""
    for row in range(1, top):
        for column, value in enumerate(sheet.values[row - 1], 1):
            if layout.plain(value):
                yield FormFault(ONLY_THESE, excerpt(value), sheet.name, reference(row, column))
    own = [(layout.READ_ME, frozenset(map(digest, ABOUT)))]
    read = {layout.READ_ME: {(1, 1)}}  # the title
    ours = {sheet.name.casefold(), layout.HIDDEN.casefold()}
    for fault in strays(grid, own, read, ours, ABOUT):
        yield replace(fault, expected=ONLY_THESE)


def _hidden_sheet(grid: Grid) -> tuple[dict[str, str], dict[str, tuple[Values, str]]]:
    """What the workbook is, and of each action the values and the checksum when written."""
    sheet = grid.sheet(layout.HIDDEN)
    if sheet is None:
        raise refuse(NOT_OURS)
    lines = [[layout.plain(value) for value in row] for row in sheet.values]
    start = next((n for n, line in enumerate(lines) if line and line[0] == layout.WRITTEN), None)
    wanted = [layout.WRITTEN, *FOLLOWED]
    if start is None or lines[start][: len(wanted)] != wanted:
        raise refuse(NOT_OURS)
    stamp = {line[0]: line[1] for line in lines[:start] if len(line) > 1}
    if not {layout.VERSION, layout.COUNCIL, layout.DAY} <= set(stamp):
        raise refuse(NOT_OURS)
    written = {}
    for line in lines[start + 1 :]:
        if line and line[0]:
            whole = [*line, *[""] * len(wanted)]
            values: Values = {c: whole[n] or None for n, c in enumerate(FOLLOWED, 1)}
            written[line[0]] = (values, whole[len(wanted)])
    return stamp, written


def _sheet(grid: Grid) -> tuple[Sheet, int]:
    """The sheet of actions and the row of its headings, whatever the sheet is called now."""
    for name in grid.sheet_names:
        sheet = grid.sheet(name) if name != layout.HIDDEN else None
        for row, values in enumerate(sheet.values if sheet else [], 1):
            heads = {layout.plain(value) for value in values}
            if layout.ID in heads and len(heads & set(layout.ASKED)) >= 2:
                return sheet, row  # type: ignore[return-value]
    raise refuse(f"a sheet with the headings of the register: {', '.join(layout.HEADINGS)}")


def _columns(sheet: Sheet, top: int) -> dict[str, int]:
    """The column of each heading. Raises Refused where one is missing or there twice."""
    heads = [layout.plain(sheet.value(top, n + 1)) for n in range(len(sheet.values[top - 1]))]
    faults = [
        FormFault(
            f"one column headed {heading!r}, as the register has it", "", sheet.name, f"row {top}"
        )
        for heading in layout.HEADINGS
        if heads.count(heading) != 1
    ]
    if faults:
        raise Refused(faults)
    return {heading: heads.index(heading) + 1 for heading in layout.HEADINGS}


class _Reading:
    """Reads the rows of one sheet and gathers what is wrong with them."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Mapping[str, int],
        written: Mapping[str, tuple[Values, str]],
    ) -> None:
        self.faults: list[FormFault] = []
        self._sheet, self._columns, self._written = sheet, columns, written
        self._seen: set[str] = set()

    def row(self, row: int) -> ReturnedRow | None:
        """The action of a row; None for a row that has none, or one that cannot be used."""
        at = self._entry(row, layout.ID)
        action = layout.plain(at.value)
        self.faults += self._strays(row, everything=not action)
        if not action:
            return None
        if action not in self._written or action in self._seen:
            wanted = "the id of an action of this register, once"
            self.faults.append(at.fault(wanted))
            return None
        self._seen.add(action)
        values, checksum = self._written[action]
        told = [self._entry(row, heading).value for heading in layout.TOLD]
        if layout.checksum(told) != checksum:
            self.faults.append(at.fault(AS_IT_WAS))
        for heading in layout.ASKED:
            if wrong := hazard(self._sheet, row, self._columns[heading]):
                cell = reference(row, self._columns[heading])
                self.faults.append(FormFault(wrong[0], wrong[1], self._sheet.name, cell))
        entries = {heading: self._entry(row, heading) for heading in layout.ASKED}
        return ReturnedRow(action, at, entries, values)

    def _entry(self, row: int, heading: str) -> Entry:
        column = self._columns[heading]
        value = self._sheet.value(row, column)
        if isinstance(value, str) and not value.strip():
            value = None
        return Entry(value, self._sheet.name, reference(row, column))

    def _strays(self, row: int, *, everything: bool) -> Iterator[FormFault]:
        """What stands where nothing is read: beside the columns, in a row without an id."""
        known = set() if everything else set(self._columns.values())
        for column in range(1, len(self._sheet.values[row - 1]) + 1):
            value = self._sheet.value(row, column)
            if column not in known and layout.plain(value):
                cell = reference(row, column)
                yield FormFault(ONLY_THESE, excerpt(value), self._sheet.name, cell)
