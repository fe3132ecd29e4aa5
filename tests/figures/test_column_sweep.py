"""Every column of every standard table dropped, emptied and spoilt: no figure changes in silence.

Each figure either keeps its numbers, or is not final and names the column; or the source is refused
with the column's name. Figures that do not stand on a column are shown, all columns at once, not to
change with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from figures import small_council
from litmus.base.council import Council
from litmus.base.errors import LitmusError
from litmus.base.windows import window_ending
from litmus.base.working_days import calendar
from litmus.figures import trust
from litmus.indicators import EVERY, Indicator, Population, engine
from litmus.indicators.declaration import ALWAYS_THERE
from litmus.intake import contracts
from litmus.intake.contracts.checking import check
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.quality import QualityReport
from litmus.intake.contracts.supply import Supply

pytestmark = pytest.mark.slow

CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"
WAYS = ("dropped", "emptied", "spoilt")
COUNCIL = Council(name="Ourtown", sample=False, la_code="856", source="ssd:data")
CHILDREN = Population({2015: 1000})

# Nobody of so few has more than twenty cases.
NOUGHT = {"WFC01.2"}
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


# Numerator, denominator and value, or None and why there is none that is final.
Figure = tuple[tuple[Any, ...] | None, str]


class Sweep:
    """The council's figures, as they are and with one table changed."""

    def __init__(self) -> None:
        every = contracts.load(CONTRACTS)
        self.raw = small_council.tables()
        self.contracts = {n: c for n, c in every.items() if n.startswith(("ssd_", "ext_", "ref_"))}
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 1")
        self._laid: dict[str, pl.DataFrame] = {}
        self._counted: dict[str, tuple[Any, ...]] = {}
        days = pl.DataFrame(list(calendar()), schema=["day", "working_day"], orient="row")
        self.table("ref_calendar", days)
        checked = check(self.raw, self.contracts, small_council.DATA_TO)
        self.tables, self.report, self.supply = checked.tables, checked.report, checked.supply
        for name, frame in checked.tables.items():
            if name != "ref_calendar":
                self.table(name, frame)
        found = trust.of(Extract(self.report, self.supply), COUNCIL)
        self.as_they_are = {each.code: self.figure(each, *found) for each in EVERY.values()}

    def checked(self, name: str, frame: pl.DataFrame) -> tuple[Extract, pl.DataFrame]:
        """The extract with one table changed, and that table as it is used.

        Only what can come out otherwise is checked anew: the table, and those that refer to it.
        """
        refer = {n for n, each in self.contracts.items() if name in _referred_to(each)}
        anew = {name, *refer}
        beside = {other for each in anew for other in _referred_to(self.contracts[each])}
        held_to = {n: _alone(self.contracts[n]) for n in beside}
        held_to |= {n: _without_warnings(self.contracts[n]) for n in anew}
        raw = {n: f for n, f in self.raw.items() if n in held_to} | {name: frame}
        found = check(raw, held_to, small_council.DATA_TO)
        report = {t.table: t for t in self.report.tables}
        report |= {t.table: t for t in found.report.tables if t.table in anew}
        tables = {n: f for n, f in found.supply.tables.items() if n in anew}
        marks = [mark for mark in self.supply.marks if mark.table not in anew]
        marks += [mark for mark in found.supply.marks if mark.table in anew]
        months = self.supply.months | found.supply.months
        supply = Supply(self.supply.tables | tables, marks, months)
        return Extract(QualityReport(list(report.values())), supply), found.tables[name]

    def figure(self, each: Indicator, obstacle: Any, trusted: Any) -> Figure:
        """An indicator's numbers where they are final; else None, and why."""
        window = window_ending(each.window, small_council.S)
        if why := obstacle(each, window):
            return None, why
        status, said = trusted(each, window)
        return (self.numbers(each), "") if status == trust.FINAL else (None, said or "")

    def numbers(self, each: Indicator) -> tuple[Any, ...]:
        """Numerator, denominator and value; counted once while the tables are the same."""
        if each.code not in self._counted:
            self._counted[each.code] = self._count(each)
        return self._counted[each.code]

    def _count(self, each: Indicator) -> tuple[Any, ...]:
        windows = {each.code: [window_ending(each.window, small_council.S)]}
        (row,) = engine.exact_rows(
            self.connection, [each], windows, CHILDREN, grouped={each.code: ()}
        )
        return row["numerator"], row["denominator"], row["value"]

    def table(self, name: str, frame: pl.DataFrame) -> None:
        """Lay a table into the database, unless the same lies there."""
        if name in self._laid and self._laid[name].equals(frame):
            return
        self._laid[name] = frame
        self._counted.clear()
        self.connection.register("given", Stream(frame))
        self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM given")


def _referred_to(contract: Contract) -> set[str]:
    return {c.refers_to[0] for c in contract.columns.values() if c.refers_to}


def _alone(contract: Contract) -> Contract:
    """The contract as one that is only referred to."""
    columns = {name: replace(each, refers_to=None) for name, each in contract.columns.items()}
    return replace(contract, columns=columns, rules=())


def _without_warnings(contract: Contract) -> Contract:
    """The contract without those rules over rows that bear on no figure."""
    rules = tuple(rule for rule in contract.rules if rule.severity == "error" or rule.breaks)
    return replace(contract, rules=rules)


@pytest.fixture(scope="module")
def sweep() -> Iterator[Sweep]:
    made = Sweep()
    yield made
    made.connection.close()


def changed(frame: pl.DataFrame, column: ColumnRule, way: str) -> pl.DataFrame:
    """The table with a column dropped, emptied, or with values that nobody knows."""
    if way == "dropped":
        return frame.drop(column.name)
    if way == "emptied":
        return frame.with_columns(pl.lit(None, pl.String).alias(column.name))
    spoilt = {"date": "the 4th of May", "number": "one half", "integer": "some"}.get(column.type)
    values = [spoilt or f"?{n}" for n in range(len(frame))]
    given = frame[column.name].is_not_null()  # what was empty stays so
    return frame.with_columns(
        pl.when(given).then(pl.Series(values)).otherwise(None).alias(column.name)
    )


def named(column: ColumnRule, contract: Contract, every: dict[str, Contract]) -> set[str]:
    """The names by which a reason may name a column: its own, and those that refer to it."""
    place = contract.table, column.name
    return {column.name} | {
        other.name
        for each in every.values()
        for other in each.columns.values()
        if other.refers_to == place
    }


def test_every_figure_of_the_small_council_stands(sweep: Sweep) -> None:
    for code, (numbers, said) in sweep.as_they_are.items():
        assert numbers, (code, said)
        assert numbers[-1] or code in NOUGHT, (code, numbers)


def test_a_figure_does_not_change_with_a_column_that_it_does_not_stand_on(sweep: Sweep) -> None:
    # All such columns of its tables at once: what is derived from the SQL is all that it reads.
    for code, each in EVERY.items():
        for table in each.tables:
            stays = {
                name.partition(".")[2] for name in each.stands_on if name.startswith(f"{table}.")
            }
            empty = [name for name in sweep.tables[table].columns if name not in stays]
            frame = sweep.tables[table]
            sweep.table(
                table, frame.with_columns(pl.lit(None, frame[n].dtype).alias(n) for n in empty)
            )
        assert sweep.numbers(each) == sweep.as_they_are[code][0], code
        for table in each.tables:
            sweep.table(table, sweep.tables[table])


@pytest.mark.parametrize("table", small_council.tables())
def test_no_column_changes_a_figure_in_silence(sweep: Sweep, table: str) -> None:
    contract, raw, silent = sweep.contracts[table], sweep.raw[table], []
    for name, way in [(name, way) for name in raw.columns for way in WAYS]:
        reading = [each for each in EVERY.values() if f"{table}.{name}" in each.stands_on]
        if not reading:
            continue
        column = contract.columns[name]
        names = named(column, contract, sweep.contracts)
        try:
            extract, frame = sweep.checked(table, changed(raw, column, way))
        except LitmusError as error:
            assert name in str(error)
            continue
        sweep.table(table, frame)
        found = trust.of(extract, COUNCIL)
        for each in reading:
            numbers, said = sweep.figure(each, *found)
            same = numbers == sweep.as_they_are[each.code][0]
            told = numbers is None and any(name in said for name in names)
            if not same and not told and (f"{table}.{name}", way) not in EXCEPTIONS:
                silent.append((name, way, each.code, sweep.as_they_are[each.code], numbers, said))
    sweep.table(table, sweep.tables[table])
    assert not silent, "\n".join(map(str, silent))
