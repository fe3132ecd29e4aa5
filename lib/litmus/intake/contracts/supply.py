"""How well a source filled its columns, and which findings break what figures stand on: counts.

A snapshot keeps it (`supply.json`), so that a figure can be told to stand on a column that is not
there, is empty, is filled much less than it was, or holds what nobody can read. No value of a
record is in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Months = dict[str, int]


@dataclass(frozen=True)
class Fill:
    """One table: its rows in use, and the cells of each column that hold something.

    `labels` name the columns in plain words. `years` are the same counts by year of `day`, the
    date of a row; there are none where a table has no such date. A table whose key names the day
    is a list as at that day: there, they are by day (2016-03-31). `dated` are the rows by year of
    every column of dates.
    """

    title: str
    rows: int
    filled: dict[str, int]
    labels: dict[str, str]
    day: str = ""
    years: dict[str, YearFill] = field(default_factory=dict)
    dated: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class YearFill:
    """The rows of one year or day, and how many of them are filled, by column."""

    rows: int
    filled: dict[str, int]


@dataclass(frozen=True)
class QualityMark:
    """A finding that breaks figures which read its columns: in how many rows of a table.

    An "error" set the rows aside. `months` are the rows by month (2016-03) of each date column.
    """

    table: str
    columns: list[str]
    rule: str
    severity: str
    said: str
    rows: int
    months: dict[str, Months] = field(default_factory=dict)


@dataclass(frozen=True)
class Before:
    """The extract before this one: which snapshot, and how its columns were filled."""

    key: str
    data_to: str
    rows: dict[str, int]
    filled: dict[str, dict[str, int]]


@dataclass(frozen=True)
class Supply:
    """What a source filled. `months` are all rows of tables with marks, as in `QualityMark`."""

    tables: dict[str, Fill] = field(default_factory=dict)
    marks: list[QualityMark] = field(default_factory=list)
    months: dict[str, dict[str, Months]] = field(default_factory=dict)
    before: Before | None = None

    def as_before(self, key: str, data_to: str) -> Before:
        """This extract as the one before another."""
        return Before(
            key,
            data_to,
            {name: fill.rows for name, fill in self.tables.items()},
            {name: fill.filled for name, fill in self.tables.items()},
        )
