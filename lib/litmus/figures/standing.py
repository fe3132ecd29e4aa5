"""What a figure stands on, held against what the source gave: columns that are not there, are
empty, are filled much less than they were, or hold what nobody can read.

What a figure stands on is found in its SQL (`litmus.indicators.reads`), how the source filled it in
the snapshot (`litmus.contracts.supply`). A share of a figure's cases is measured where it can be:
an event by the rows of its table in the window; everything else, such as a state at S or a record
looked up, by all rows of the table concerned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from litmus.contracts.supply import Mark, Supply
from litmus.figures.verdicts import Verdict, all_rows, check_names, within, years
from litmus.indicators import Events, Indicator, reads
from litmus.indicators.breakdowns import looked_up
from litmus.indicators.declaration import LOCAL
from litmus.indicators.optional import OPTIONAL, TOO_FEW, Optional, filled
from litmus.periods import Window
from litmus.settings import Council

# Findings that leave a cell empty: such a column is broken, not empty.
EMPTIES = ("unreadable", "out_of_range")
OF_A_TEAM = ("service", "team")
IN_ADDITION = Optional("the table is left out")


class Standing:
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
        self._read: dict[str, tuple[list[str], list[Mark]]] = {}
        self._right = set(council.rightly_empty)
        if self._right:
            check_names(self._right)

    def lacking(self, indicator: Indicator) -> dict[str, str]:
        """The columns without which there is no figure, each with what is wrong with it."""
        return {
            column: said
            for column, parts in indicator.stands_on.items()
            if (said := self._missing(indicator, column))
            if not self._optional(indicator, column, parts)
        }

    def verdict(self, indicator: Indicator, window: Window) -> Verdict:
        """Of the figure of the whole council in a window."""
        found = Verdict()
        found += self.of_the_extract(indicator)
        if indicator.code not in self._read:
            used = [column for column in indicator.stands_on if self._used(indicator, column)]
            self._read[indicator.code] = used, list(self._marks(indicator, used))
        used, marks = self._read[indicator.code]
        for column in used:
            found += self._fallen(indicator, window, column)
        for mark in marks:
            found += self._marked(mark, *self._cases(indicator, window, mark))
        return found

    def of_the_extract(self, indicator: Indicator) -> Verdict:
        """What is the same in every window: columns and tables without content, rows set aside."""
        if indicator.code in self._known:
            return self._known[indicator.code]
        found = self._known[indicator.code] = Verdict()
        for column, parts in indicator.stands_on.items():
            optional = self._optional(indicator, column, parts)
            said = self._missing(indicator, column)
            if said and optional:
                why = self._reasons.get(column)
                doubt = optional.held and not why and not self._too_few(column, optional)
                found.add(f"{why or said}: {optional.instead}", doubt)
        for table in self._without_rows(indicator):
            found.add(f"{self._titled(table)} has no row", held=True)
        found += self._set_aside(indicator)
        return found

    def of_groups(self, indicator: Indicator, breakdown: str) -> Verdict:
        """Of the figures of a breakdown, beside what is to be said of the whole."""
        found = Verdict()
        columns = self._group_columns(indicator, breakdown) - set(indicator.stands_on)
        for mark in self._marks(indicator, columns):
            found += self._marked(mark, mark.rows, self._rows(mark.table))
        return found

    def not_given(self, indicator: Indicator) -> dict[str, str]:
        """The breakdowns for which a column is missing, each with what is wrong with it."""
        found: dict[str, str] = {}
        for breakdown in indicator.breakdowns:
            for column in sorted(self._needed_to_group(indicator, breakdown)):
                said = self._missing(indicator, column)
                if said and column not in OPTIONAL:
                    found[breakdown] = self._reasons.get(column, said)
                    break
        return found

    def _missing(self, indicator: Indicator, column: str) -> str:
        """That a column of a table that is there was not supplied, or is empty in every row."""
        table, _, name = column.partition(".")
        if column in self._right or not self._used(indicator, column):
            return ""
        if column in self._absent:
            return f"the data has no column {self._named(column)}"
        fill = self._supply.tables.get(table)
        if fill is None or not fill.rows or fill.filled.get(name, 1) or column in self._emptied:
            return ""
        came = self._tables[table]
        if came.rows_quarantined and came.empty.get(name, 0) < came.rows_in:
            return ""  # it is empty in the rows that are left: the others are what is wrong
        return f"the column {self._named(column)} is empty in {all_rows(fill.rows)}"

    def _optional(
        self, indicator: Indicator, column: str, parts: frozenset[str]
    ) -> Optional | None:
        """What stands in for a column in these parts of a figure, if anything does."""
        declared = OPTIONAL.get(column)
        if declared and not parts & declared.needed_for:
            return declared
        in_addition = column.partition(".")[0] in indicator.optional
        return IN_ADDITION if in_addition else None

    def _too_few(self, column: str, optional: Optional) -> bool:
        """Whether a table has too few rows to tell whether its column is rightly empty."""
        table = column.partition(".")[0]
        fill = self._supply.tables.get(table)
        if optional.told_by is None or fill is None or column in self._absent:
            return False
        told = fill.filled.get(optional.told_by.partition(".")[2], 0)
        return not told and fill.rows < TOO_FEW

    def _used(self, indicator: Indicator, column: str) -> bool:
        """Whether the table of a column is there, and looked at."""
        table = column.partition(".")[0]
        if table not in self._provided:
            return False
        local = {each for each in indicator.one_of if each.startswith(LOCAL) and self._rows(each)}
        return table not in indicator.one_of or table in local or not local

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

    def _set_aside(self, indicator: Indicator) -> Verdict:
        """Rows that could not be used: too many of a table, or any of a few."""
        found, council = Verdict(), self._council
        for table in indicator.tables:
            quality = self._tables.get(table)
            if quality is None or not quality.rows_in or not self._used(indicator, table):
                continue
            share = 100 * quality.rows_quarantined / quality.rows_in
            lost = [m for m in self._supply.marks if m.table == table and m.severity == "error"]
            titled = f"{quality.title.lower()} ({table})"
            why = "; ".join(f"{mark.said}{self._in(mark)}" for mark in lost)
            why = f": {why}" if why else ""
            if share > council.hold_above_percent:
                limit = f"{council.hold_above_percent:g}%"
                said = f"more than {limit} of the rows of {titled} had to be set aside{why}"
                found.add(said, held=True)
            elif lost and quality.rows_in < council.few_cases:
                rows = f"{quality.rows_quarantined} of the {quality.rows_in} rows of {titled}"
                found.add(f"{rows} had to be set aside{why}", held=True)
        return found

    def _fallen(self, indicator: Indicator, window: Window, column: str) -> Verdict:
        """Whether a column is filled much less than before, or than in other years."""
        found = Verdict()
        table = column.partition(".")[0]
        fill, before = self._supply.tables.get(table), self._supply.before
        if fill is None or column in self._right:
            return found
        if before and table in before.rows:
            now = filled(column, fill.filled, fill.rows)
            was = filled(column, before.filled[table], before.rows[table])
            if self._fell(now, was):
                to = date.fromisoformat(before.data_to)
                said = f"{self._shares(now, was)} in the extract to {to:%Y-%m-%d}"
                found.add(f"{self._named(column)} is {said}", held=True)
        if column in OPTIONAL:
            return found
        of_all = filled(column, fill.filled, fill.rows)
        for year in years(indicator, window, fill):
            now = filled(column, fill.years[year].filled, fill.years[year].rows)
            others = of_all[0] - now[0], of_all[1] - now[1]
            if self._fell(now, others):
                said = f"is, in rows of {year}, {self._shares(now, others)} in other years"
                found.add(f"{self._named(column)} {said}", held=True)
        return found

    def _fell(self, now: tuple[int, int], was: tuple[int, int]) -> bool:
        """Whether so many filled of so many rows are far fewer than those."""
        few = self._council.few_cases
        if now[1] < few or was[1] < few or was[0] < few / 10:
            return False
        limit = self._council.fill_falls_below_percent / 100
        return now[0] / now[1] < limit * was[0] / was[1]

    def _shares(self, now: tuple[int, int], was: tuple[int, int]) -> str:
        shares = [f"{100 * filled / rows:.1f}%" for filled, rows in (now, was)]
        return f"filled to {shares[0]}, after {shares[1]}"

    def _marks(self, indicator: Indicator, columns: Iterable[str]) -> Iterator[Mark]:
        """The marks on these columns of rows that are used."""
        read = set(columns)
        for mark, named in self._warned:
            if not read.isdisjoint(named) and self._used(indicator, named[0]):
                yield mark

    def _cases(self, indicator: Indicator, window: Window, mark: Mark) -> tuple[int, int]:
        """How many of a figure's cases a mark is on, and of how many: see the module."""
        days = indicator.cases.reads[reads.DAY]
        if isinstance(indicator.cases, Events) and len(days) == 1:
            table, _, day = next(iter(days)).partition(".")
            if table == mark.table and day not in mark.columns and day in mark.months:
                rows = self._supply.months[table][day]
                return within(mark.months[day], window), within(rows, window)
        return mark.rows, self._rows(mark.table)

    def _marked(self, mark: Mark, cases: int, of: int) -> Verdict:
        found = Verdict()
        if cases:
            few = of < self._council.few_cases
            held = few or 100 * cases > self._council.hold_warned_above_percent * of
            rows = f"{cases:,} of {of:,} rows of {self._titled(mark.table)}"
            found.add(f"{mark.said}{self._in(mark)}: {rows}", held)
        return found

    def _group_columns(self, indicator: Indicator, breakdown: str) -> set[str]:
        """The columns that decide in which group of a breakdown a case is."""
        parts = indicator.cases.reads
        columns = set(looked_up()[breakdown] | parts[reads.PERSON])
        if breakdown in OF_A_TEAM:
            columns |= parts[reads.TEAM]
        return {column for column in columns if not column.endswith(".")}

    def _needed_to_group(self, indicator: Indicator, breakdown: str) -> set[str]:
        """The same, without the case worker where a case has a team of its own."""
        columns = self._group_columns(indicator, breakdown)
        if breakdown in OF_A_TEAM and indicator.cases.reads[reads.TEAM]:
            columns -= looked_up()["team"] - indicator.cases.reads[reads.TEAM]
            columns -= indicator.cases.reads[reads.PERSON]
        return columns

    @cached_property
    def _warned(self) -> list[tuple[Mark, list[str]]]:
        """The marks on rows that are used, each with its columns."""
        return [
            (mark, [f"{mark.table}.{name}" for name in mark.columns])
            for mark in self._supply.marks
            if mark.severity == "warning"
        ]

    @cached_property
    def _emptied(self) -> set[str]:
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

    def _named(self, column: str) -> str:
        """A column with its name in plain words, where that is known."""
        table, _, name = column.partition(".")
        fill = self._supply.tables.get(table)
        label = fill.labels.get(name) if fill else None
        return f"{column} ({label})" if label else column

    def _titled(self, table: str) -> str:
        quality = self._tables.get(table)
        return f"{quality.title} ({table})" if quality else table

    def _in(self, mark: Mark) -> str:
        """Where a mark is, for a sentence about it."""
        return f" ({', '.join(mark.columns)})"
