"""Every column of every standard table dropped, emptied and spoilt: no figure changes in silence.

Each figure either keeps its numbers, or is not final and names the column; or the source is refused
with the column's name. A figure that reads nothing of a table cannot change with it, and is left
out of the comparison.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from figures import small_council
from litmus import contracts
from litmus.contracts.checking import accept
from litmus.contracts.model import Column, Contract
from litmus.contracts.quality import QualityReport
from litmus.contracts.supply import Supply
from litmus.errors import LitmusError
from litmus.figures import trust
from litmus.indicators import EVERY, Indicator, Population, engine
from litmus.indicators.declaration import ALWAYS_THERE
from litmus.periods import window_ending
from litmus.settings import Council
from litmus.workingdays import calendar

CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"
WAYS = ("dropped", "emptied", "spoilt")
COUNCIL = Council(name="Ourtown", sample=False, la_code="856", source="ssd:data")
CHILDREN = Population({2015: 1000})

# Where a figure may change and stay final, each with the reason why that is right.
EXCEPTIONS = {
    # An extract in which nobody died cannot be told from one that does not say so; it is remarked
    # with the figure, and what the child had open is mostly closed as well.
    ("ssd_person.pers_death_date", "dropped"),
    ("ssd_person.pers_death_date", "emptied"),
}


@dataclass
class Extract:
    """As much of a snapshot as trust needs."""

    report: QualityReport
    supply: Supply
    data_from: date | None = None
    data_to: date = small_council.DATA_TO
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def quality(self) -> QualityReport:
        return self.report

    @property
    def provided(self) -> set[str]:
        return {table.table for table in self.report.tables if table.provided} | ALWAYS_THERE

    @property
    def not_supplied(self) -> dict[str, list[str]]:
        return {table.table: table.columns_not_supplied for table in self.report.tables}


@dataclass
class Stream:
    """A Polars frame as DuckDB reads it without pyarrow."""

    frame: pl.DataFrame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.frame.__arrow_c_stream__(requested_schema)


Found = dict[str, tuple[Any, ...]]


class Sweep:
    """The council's figures, as they are and with one table changed."""

    def __init__(self) -> None:
        every = contracts.load(CONTRACTS)
        self.raw = small_council.tables()
        self.contracts = {n: c for n, c in every.items() if n.startswith(("ssd_", "ext_", "ref_"))}
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        days = pl.DataFrame(list(calendar()), schema=["day", "working_day"], orient="row")
        self._table("ref_calendar", days)
        checked = accept(self.raw, self.contracts, small_council.DATA_TO).checked()
        self._tables = checked.tables
        for name, frame in checked.tables.items():
            if name != "ref_calendar":
                self._table(name, frame)
        self.as_they_are = self.figures(Extract(checked.report, checked.supply), EVERY.values())

    def with_table(self, name: str, frame: pl.DataFrame) -> Found:
        """The figures that read a table, where it is `frame`."""
        checked = accept({**self.raw, name: frame}, self.contracts, small_council.DATA_TO).checked()
        self._table(name, checked.tables[name])
        reading = [each for each in EVERY.values() if name in each.tables]
        try:
            return self.figures(Extract(checked.report, checked.supply), reading)
        finally:
            self._table(name, self._tables[name])

    def figures(self, extract: Extract, indicators: Any) -> Found:
        """By code: numerator, denominator, value, status, reason."""
        obstacle, trusted = trust.of(extract, COUNCIL)
        return {each.code: self._figure(each, obstacle, trusted) for each in indicators}

    def _figure(self, each: Indicator, obstacle: Any, trusted: Any) -> tuple[Any, ...]:
        window = window_ending(each.window, small_council.S)
        if why := obstacle(each, window):
            return None, None, None, "not available", why
        (row,) = engine.counted(
            self.connection, [each], {each.code: [window]}, CHILDREN, grouped={each.code: ()}
        )
        status, said = trusted(each, window)
        return row["numerator"], row["denominator"], row["value"], status, said or ""

    def _table(self, name: str, frame: pl.DataFrame) -> None:
        self.connection.register("given", Stream(frame))
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")


@pytest.fixture(scope="module")
def sweep() -> Iterator[Sweep]:
    made = Sweep()
    yield made
    made.connection.close()


def changed(frame: pl.DataFrame, column: Column, way: str) -> pl.DataFrame:
    """The table with a column dropped, emptied, or with values that nobody knows."""
    if way == "dropped":
        return frame.drop(column.name)
    if way == "emptied":
        return frame.with_columns(pl.lit(None, pl.String).alias(column.name))
    spoilt = {"date": "the 4th of May", "number": "1,5", "integer": "some"}.get(column.type)
    values = [spoilt or f"?{n}" for n in range(len(frame))]
    given = frame[column.name].is_not_null()  # what was empty stays so
    return frame.with_columns(
        pl.when(given).then(pl.Series(values)).otherwise(None).alias(column.name)
    )


def named(column: Column, contract: Contract, every: dict[str, Contract]) -> set[str]:
    """The names by which a reason may name a column: its own, and those that refer to it."""
    place = contract.table, column.name
    return {column.name} | {
        other.name
        for each in every.values()
        for other in each.columns.values()
        if other.refers_to == place
    }


def test_every_figure_of_the_small_council_stands(sweep: Sweep) -> None:
    assert set(sweep.as_they_are) == set(EVERY)
    for code, (numerator, denominator, value, status, said) in sweep.as_they_are.items():
        assert (status, bool(value)) == ("final", True), (code, numerator, denominator, said)


@pytest.mark.parametrize("table", small_council.tables())
def test_no_column_changes_a_figure_in_silence(sweep: Sweep, table: str) -> None:
    contract, raw, silent = sweep.contracts[table], sweep.raw[table], []
    for name, way in [(name, way) for name in raw.columns for way in WAYS]:
        column = contract.columns[name]
        names = named(column, contract, sweep.contracts)
        try:
            found = sweep.with_table(table, changed(raw, column, way))
        except LitmusError as error:
            assert name in str(error)
            continue
        for code, figure in found.items():
            same = figure[:3] == sweep.as_they_are[code][:3]
            said = figure[3] != "final" and any(each in figure[4] for each in names)
            if not same and not said and (f"{table}.{name}", way) not in EXCEPTIONS:
                silent.append((name, way, code, sweep.as_they_are[code][:3], *figure))
    assert not silent, "\n".join(map(str, silent))
