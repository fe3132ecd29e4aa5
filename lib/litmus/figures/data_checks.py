"""What a figure stands on, held against what the source gave: columns that are not there, are
empty, are filled much less than they were, or hold what nobody can read.

What a figure stands on is found in its SQL (`litmus.indicators.reads`), how the source filled it in
the snapshot (`litmus.intake.contracts.supply`). A share of a figure's cases is measured where it
can be: an event by the rows of its table in the window; everything else, such as a state at S or a
record looked up, by all rows of the table concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from litmus.base.council import Council
from litmus.base.windows import Window
from litmus.figures import column_falls
from litmus.figures.verdicts import (
    Verdict,
    all_rows,
    check_names,
    column_name,
    mark_in_words,
    within,
)
from litmus.indicators import Events, Indicator, reads
from litmus.indicators.declaration import LOCAL
from litmus.indicators.grouping import columns_to_group, group_columns
from litmus.indicators.optional import OPTIONAL, TOO_FEW, Optional, stand_in
from litmus.intake.contracts.supply import QualityMark, Supply

# Findings that leave a cell empty: such a column is broken, not empty.
EMPTIES = ("unreadable", "out_of_range")
# What every rate is out of.
OF_A_RATE = ("ext_population",)
POPULATION = ("ext_population.pop_year", "ext_population.pop_0_17")


class DataChecks:
    """Judges the figures of one snapshot by a council's settings."""

    def __init__(self, snapshot: Any, council: Council) -> None:
        self._council = council
        self._provided: set[str] = snapshot.provided
        self._reasons: dict[str, str] = snapshot.reasons
        self._supply: Supply = snapshot.supply
        self._tables = {table.table: table for table in snapshot.quality.tables}
        self._absent = {
            f"{table}.{name}" for table, names in snapshot.not_supplied.items() for name in names
        }
        self._known: dict[str, Verdict] = {}
        self._ungrouped: dict[tuple[str, tuple[str, ...]], dict[str, str]] = {}
        self._read: dict[tuple[str, bool], tuple[list[str], list[QualityMark]]] = {}
        self._right = set(council.rightly_empty)
        if self._right:
            check_names(self._right)

    def missing_columns(self, indicator: Indicator) -> dict[str, str]:
        """The columns without which there is no figure, each with what is wrong with it."""
        return {
            column: said
            for column, parts in indicator.stands_on.items()
            if (said := self._missing(indicator, column))
            if not stand_in(column, parts, indicator.optional)
        }

    def verdict(self, indicator: Indicator, window: Window) -> Verdict:
        """Of the figure of the whole council in a window."""
        found = Verdict()
        found += self.of_the_extract(indicator)
        instead = self._instead(indicator, window)
        key = indicator.code, bool(instead)
        if key not in self._read:
            used = [column for column in indicator.stands_on if self._is_used(indicator, column)]
            used += [*instead, *(POPULATION if indicator.kind == "rate" else ())]
            self._read[key] = used, list(self._marks(used))
        used, marks = self._read[key]
        for column in instead:
            found += self._gaps(column)
        for column in used:
            if column not in self._right:
                found += column_falls.verdict_on(
                    indicator, window, column, self._supply, self._council
                )
        for mark in marks:
            found += self._mark_verdict(mark, *self._cases(indicator, window, mark))
        return found

    def of_the_extract(self, indicator: Indicator) -> Verdict:
        """What is the same in every window: columns and tables without content, rows set aside."""
        if indicator.code in self._known:
            return self._known[indicator.code]
        found = self._known[indicator.code] = Verdict()
        for column, parts in indicator.stands_on.items():
            optional = stand_in(column, parts, indicator.optional)
            said = self._missing(indicator, column)
            if said and optional:
                why = self._reasons.get(column)
                doubt = optional.held and not why and not self._too_few(column, optional)
                found.add(f"{why or said}: {optional.instead}", doubt)
        for table in self._without_rows(indicator):
            found.add(f"{self._table_title(table)} has no row", held=True)
        found += self._quarantine_verdict(indicator)
        return found

    def of_groups(self, indicator: Indicator, breakdown: str) -> Verdict:
        """Of the figures of a breakdown, beside what is to be said of the whole."""
        found = Verdict()
        columns = group_columns(indicator, breakdown) - set(indicator.stands_on)
        for mark in (mark for mark in self._marks(columns) if self._is_used(indicator, mark.table)):
            found += self._mark_verdict(mark, mark.rows, self._rows(mark.table))
        return found

    def missing_breakdowns(self, indicator: Indicator) -> dict[str, str]:
        """The breakdowns for which a column is missing, each with what is wrong with it."""
        key = indicator.code, tuple(indicator.breakdowns)
        if key not in self._ungrouped:  # asked for every window
            found = {each: self.cannot_group(indicator, each) for each in indicator.breakdowns}
            self._ungrouped[key] = {breakdown: why for breakdown, why in found.items() if why}
        return self._ungrouped[key]

    def cannot_group(self, indicator: Indicator, breakdown: str) -> str:
        """The first column that the groups of a breakdown need and that is missing, in words."""
        for column in sorted(columns_to_group(indicator, breakdown)):
            said = self._missing(indicator, column)
            if said and column not in OPTIONAL:
                return self._reasons.get(column, said)
        return ""

    def _missing(self, indicator: Indicator, column: str) -> str:
        """That a column of a table that is there was not supplied, or is empty in every row."""
        table, _, name = column.partition(".")
        if column in self._right or not self._is_used(indicator, column):
            return ""
        if column in self._absent:
            return f"the data has no column {self._column_name(column)}"
        fill = self._supply.tables.get(table)
        if (
            fill is None
            or not fill.rows
            or fill.filled.get(name, 1)
            or column in self._unreadable_columns
        ):
            return ""
        came = self._tables[table]
        if came.rows_quarantined and came.empty.get(name, 0) < came.rows_in:
            return ""  # it is empty in the rows that are left: the others are what is wrong
        return f"the column {self._column_name(column)} is empty in {all_rows(fill.rows)}"

    def _too_few(self, column: str, optional: Optional) -> bool:
        """Whether a table has too few rows to tell whether its column is rightly empty."""
        table = column.partition(".")[0]
        fill = self._supply.tables.get(table)
        if optional.told_by is None or fill is None or column in self._absent:
            return False
        told = fill.filled.get(optional.told_by.partition(".")[2], 0)
        return not told and fill.rows < TOO_FEW

    def _is_used(self, indicator: Indicator, column: str) -> bool:
        """Whether the table of a column is there, and looked at."""
        table = column.partition(".")[0]
        if table not in self._provided:
            return False
        local = {each for each in indicator.one_of if each.startswith(LOCAL) and self._rows(each)}
        return table not in indicator.one_of or table in local or not local

    def _instead(self, indicator: Indicator, window: Window) -> list[str]:
        """The columns that are looked at because a list as at S, which counts alone where there is
        one, has no row of that day."""
        lists = [table for table in indicator.one_of if table.startswith(LOCAL)]
        fills = [fill for each in lists if (fill := self._supply.tables.get(each)) and fill.rows]
        s = f"{window.end:%Y-%m-%d}"
        as_at = [fill for fill in fills if any(len(day) == len(s) for day in fill.years)]
        if not as_at or any(s in fill.years for fill in as_at):
            return []
        tables = indicator.one_of & self._provided
        return [
            column
            for column in indicator.stands_on
            if (table := column.partition(".")[0]) in tables and table not in lists
            if not column.endswith(".")
        ]

    def _gaps(self, column: str) -> Verdict:
        """Whether a column that stands in for another is empty in too many rows."""
        found = Verdict()
        table, _, name = column.partition(".")
        fill = self._supply.tables.get(table)
        if fill is None or not fill.rows or column in self._right:
            return found
        if column in self._absent:
            found.add(f"the data has no column {self._column_name(column)}", held=True)
        elif empty := fill.rows - fill.filled.get(name, 0):
            held = 100 * empty > self._council.hold_warned_above_percent * fill.rows
            rows = f"{empty:,} of {fill.rows:,} rows of {self._table_title(table)}"
            found.add(f"the column {self._column_name(column)} is empty: {rows}", held)
        return found

    def _without_rows(self, indicator: Indicator) -> Iterator[str]:
        """The tables that a figure needs and that came without a single row."""
        empty = [
            table
            for table in indicator.tables
            if table not in indicator.optional and table not in self._right
            if (fill := self._supply.tables.get(table)) and not fill.rows
            if not self._tables[table].rows_in
        ]
        one_of = {table for table in indicator.one_of if table in self._provided}
        for table in empty:
            if table not in one_of or one_of <= set(empty):
                yield table

    def _quarantine_verdict(self, indicator: Indicator) -> Verdict:
        """Rows that could not be used: too many of a table, or any of a few."""
        found, council = Verdict(), self._council
        for table in (*indicator.tables, *(OF_A_RATE if indicator.kind == "rate" else ())):
            quality = self._tables.get(table)
            if quality is None or not quality.rows_in or not self._is_used(indicator, table):
                continue
            share = 100 * quality.rows_quarantined / quality.rows_in
            lost = [m for m in self._supply.marks if m.table == table and m.severity == "error"]
            titled = f"{quality.title.lower()} ({table})"
            why = "; ".join(mark_in_words(mark) for mark in lost)
            why = f": {why}" if why else ""
            if share > council.hold_above_percent:
                limit = f"{council.hold_above_percent:g}%"
                said = f"more than {limit} of the rows of {titled} had to be set aside{why}"
                found.add(said, held=True)
            elif lost and quality.rows_in < council.few_cases:
                rows = f"{quality.rows_quarantined} of the {quality.rows_in} rows of {titled}"
                found.add(f"{rows} had to be set aside{why}", held=True)
        return found

    def _marks(self, columns: Iterable[str]) -> Iterator[QualityMark]:
        """The marks on these columns of rows that are used."""
        read = set(columns)
        for mark, marked in self._warnings:
            if not read.isdisjoint(marked):
                yield mark

    def _cases(self, indicator: Indicator, window: Window, mark: QualityMark) -> tuple[int, int]:
        """How many of a figure's cases a mark is on, and of how many: see the module."""
        days = indicator.cases.reads[reads.DAY]
        if isinstance(indicator.cases, Events) and len(days) == 1:
            table, _, day = next(iter(days)).partition(".")
            if table == mark.table and day not in mark.columns and day in mark.months:
                rows = self._supply.months[table][day]
                return within(mark.months[day], window), within(rows, window)
        fill = self._supply.tables.get(mark.table)
        listed = fill.years.get(f"{window.end:%Y-%m-%d}") if fill else None
        if listed and fill and (months := mark.months.get(fill.day)) is not None:
            return months.get(f"{window.end:%Y-%m}", 0), listed.rows
        return mark.rows, self._rows(mark.table)

    def _mark_verdict(self, mark: QualityMark, cases: int, of: int) -> Verdict:
        found = Verdict()
        if cases:
            few = of < self._council.few_cases
            held = few or 100 * cases > self._council.hold_warned_above_percent * of
            rows = f"{cases:,} of {of:,} rows of {self._table_title(mark.table)}"
            found.add(f"{mark_in_words(mark)}: {rows}", held)
        return found

    @cached_property
    def _warnings(self) -> list[tuple[QualityMark, list[str]]]:
        """The marks on rows that are used, each with its columns."""
        return [
            (mark, [f"{mark.table}.{name}" for name in mark.columns])
            for mark in self._supply.marks
            if mark.severity == "warning"
        ]

    @cached_property
    def _unreadable_columns(self) -> set[str]:
        """The columns of which some cell could not be read."""
        return {
            f"{mark.table}.{name}"
            for mark in self._supply.marks
            if mark.rule in EMPTIES
            for name in mark.columns
        }

    def _rows(self, table: str) -> int:
        fill = self._supply.tables.get(table)
        return fill.rows if fill else 0

    def _column_name(self, column: str) -> str:
        return column_name(column, self._supply)

    def _table_title(self, table: str) -> str:
        quality = self._tables.get(table)
        return f"{quality.title} ({table})" if quality else table
