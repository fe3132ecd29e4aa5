"""Figures of named councils: params/benchmark_councils.csv, for regional peer challenge.

One council, indicator and year a line, as it was published; with the numbers behind a share where
they are published too. The file may be missing, or hold few indicators: then there is no more to
compare with than England, a region and an average.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field, field_validator

from litmus.base import files, params, spreadsheets
from litmus.base.errors import UsageError
from litmus.base.financial_year import financial_year
from litmus.base.params import Code, Setting, validate
from litmus.base.periods import financial_year_of
from litmus.figures.benchmarks.building import Published, financial_year_to, latest_figures
from litmus.figures.benchmarks.explore import LOCAL, PublishedTable, read_folder
from litmus.figures.benchmarks.measures import MEASURES, PublishedMeasure
from litmus.figures.benchmarks.neighbours import one_decimal
from litmus.figures.benchmarks.settings import StatisticalNeighbours, read_neighbours, read_sources

COLUMNS = (
    "indicator", "year", "la_code", "council", "numerator", "denominator", "value", "source",
    "symbol",
)  # fmt: skip
NAME = "params/benchmark_councils.csv"


class CouncilFigure(Setting):
    """One published figure of one council; no `value` where it is not published, or suppressed."""

    indicator: str
    year: str
    la_code: Code
    council: str
    numerator: int | None = Field(default=None, ge=0)
    denominator: int | None = Field(default=None, ge=1)
    value: float | None = Field(default=None, ge=0)
    source: str
    symbol: str = ""

    @field_validator("year")
    @classmethod
    def _is_financial_year(cls, year: str) -> str:
        return financial_year(year)


@dataclass(frozen=True)
class NamedCouncil:
    """A council's published figure as a report shows it.

    `is_neighbour`: whether it is on the list of statistical neighbours; `is_ours`: whether it is
    the council whose report it is. `numerator` and `denominator` are None where only the share is
    published, `value` is None where it is not.
    """

    name: str
    year: str
    value: float | None
    numerator: int | None = None
    denominator: int | None = None
    is_neighbour: bool = False
    is_ours: bool = False


def read_councils(project: Path) -> list[CouncilFigure]:
    """The figures of named councils, in the file's order; none where there is no such file.

    Raises UsageError, with the line, for what cannot be one, or is there twice.
    """
    if not (project / NAME).exists():
        return []
    sources = read_sources(project)
    found: dict[tuple[str, str, str], CouncilFigure] = {}
    for line, entry in params.table(project / NAME, NAME, COLUMNS):
        where = f"{NAME}, line {line}"
        plain = {column: spreadsheets.plain(text) for column, text in entry.items()}
        optional = ("numerator", "denominator", "value")
        made = validate(
            CouncilFigure, plain | {name: plain[name] or None for name in optional}, where
        )
        _check(made, sources, where)
        key = (made.indicator, made.year, made.la_code)
        if key in found:
            raise UsageError(f"{where}: a second figure for {', '.join(key)}; expected one.")
        found[key] = made
    return list(found.values())


def _check(made: CouncilFigure, sources: Iterable[str], where: str) -> None:
    if made.source.partition(" ")[0] not in set(sources):
        raise UsageError(
            f"{where}: source: expected a code of params/benchmark_sources.yml (found "
            f"{made.source!r})."
        )
    if made.value is None and not made.symbol:
        raise UsageError(f"{where}: value: expected a number, or a symbol that says why not.")
    if (made.numerator is None) != (made.denominator is None):
        raise UsageError(f"{where}: expected numerator and denominator, or neither.")
    if (made.numerator or 0) > (made.denominator or 0):
        raise UsageError(f"{where}: numerator: expected no more than the denominator.")


def councils_beside(
    project: Path, codes: Iterable[str], end: date, ours: str = ""
) -> dict[str, tuple[NamedCouncil, ...]]:
    """For each of these indicators the named councils' figures of one year: the latest that is not
    after `end`. `ours` is the code of the council whose report it is, "" for an invented one."""
    every, year = read_councils(project), financial_year_of(end)
    if not every:
        return {}
    neighbours = read_neighbours(project)
    found = {}
    for code in codes:
        theirs = [each for each in every if each.indicator == code and each.year <= year]
        last = max((each.year for each in theirs), default="")
        if last:
            found[code] = tuple(
                _named(each, neighbours, ours) for each in theirs if each.year == last
            )
    return found


def _named(each: CouncilFigure, neighbours: StatisticalNeighbours, ours: str) -> NamedCouncil:
    return NamedCouncil(
        each.council,
        each.year,
        each.value,
        each.numerator,
        each.denominator,
        each.la_code in neighbours.neighbours,
        bool(ours) and each.la_code == ours,
    )


def build_councils(
    folder: Path, la_code: str, neighbours: StatisticalNeighbours
) -> list[CouncilFigure]:
    """The figures of the council, its region's councils and its neighbours, from DfE's files.

    As printed; a share that DfE gives as numbers alone has those numbers and one decimal place. Of
    several releases the latest one's figure holds.
    """
    tables = read_folder(folder)
    return [
        each for measure in MEASURES for each in _of_measure(measure, tables, la_code, neighbours)
    ]


def _of_measure(
    measure: PublishedMeasure,
    tables: list[PublishedTable],
    la_code: str,
    neighbours: StatisticalNeighbours,
) -> Iterator[CouncilFigure]:
    figures = latest_figures(measure, tables)
    own = [f for (place, _), f in figures.items() if place == (LOCAL, la_code)]
    regions = {figure.record.text("region_code") for figure in own}
    for ((level, code), year), figure in figures.items():
        near = code in neighbours.neighbours or figure.record.text("region_code") in regions
        if level == LOCAL and near:
            yield _council(measure, code, year, figure)


def _council(measure: PublishedMeasure, code: str, year: int, figure: Published) -> CouncilFigure:
    value, record = figure.cell.value, figure.record
    parts = [record.number(part).value for part in measure.parts]
    whole = record.number(measure.column).value
    known = bool(measure.parts) and value is not None
    return CouncilFigure(
        indicator=measure.indicator,
        year=financial_year_to(year),
        la_code=code,
        council=record.text("la_name"),
        numerator=int(sum(part or 0 for part in parts)) if known else None,
        denominator=int(whole or 0) if known else None,
        value=None if value is None else float(one_decimal(value) if measure.parts else value),
        source=f"{measure.source} {figure.release}",
        symbol="" if value is not None else figure.cell.symbol or "x",
    )


def update_councils(path: Path, rows: Iterable[CouncilFigure]) -> int:
    """Put the figures into the file, which is made if need be; returns how many lines it then has.

    A line about the same indicator, year and council is replaced, but for the numbers behind a
    share that stays the same: DfE publishes them in another file. All others stay.
    """
    lines = {(line[0], line[1], line[2]): line for line in _lines(path)}
    for row in rows:
        key = (row.indicator, row.year, row.la_code)
        made = [_text(getattr(row, name)) for name in COLUMNS]
        kept = lines.get(key)
        if kept and row.numerator is None and kept[6] == made[6]:
            made[4:6] = kept[4:6]
        lines[key] = made
    out = io.StringIO()
    in_order = sorted(lines, key=lambda key: (key[0], key[1], key[2]))
    spreadsheets.write(out, [COLUMNS, *(lines[key] for key in in_order)])
    files.write_text(path, out.getvalue())
    return len(lines)


def _text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "" if value is None else str(value)


def _lines(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [[spreadsheets.plain(text) for text in row] for row in rows if any(row)]
