"""Published comparisons: params/benchmarks.csv, their sources, and the list of neighbours."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from litmus.base import params, spreadsheets
from litmus.base.errors import UsageError
from litmus.base.financial_year import financial_year
from litmus.base.params import Code, Day, Setting, read, validate

LIST_OF = re.compile(r"SN ([12]\d{3})-(\d{2})")  # the list of neighbours that an average is over


GROUP_NAMES = {
    "ENGLAND": "England",
    "NORTH_EAST": "North East",
    "NORTH_WEST": "North West",
    "YORKSHIRE_AND_THE_HUMBER": "Yorkshire and The Humber",
    "EAST_MIDLANDS": "East Midlands",
    "WEST_MIDLANDS": "West Midlands",
    "EAST_OF_ENGLAND": "East of England",
    "LONDON": "London",
    "INNER_LONDON": "Inner London",
    "OUTER_LONDON": "Outer London",
    "SOUTH_EAST": "South East",
    "SOUTH_WEST": "South West",
    "STAT_NEIGHBOURS": "statistical neighbours",
}


class Benchmark(Setting):
    """One published comparison figure; `n` is how many councils an average rests on.

    `source` names codes of params/benchmark_sources.yml with the release year or the date of the
    list, such as "B1 2024; SN 2021-04". `as_at` is the day that a source describes where it is
    not 31 March, such as "30 September".
    """

    indicator: str
    year: str
    group: str
    value: float = Field(ge=0)
    n: int | None = Field(default=None, ge=1)
    source: str
    status: Literal["published", "derived", "revised"]
    as_at: str | None = None

    @field_validator("year")
    @classmethod
    def _is_financial_year(cls, year: str) -> str:
        return financial_year(year)

    @field_validator("group")
    @classmethod
    def _is_group(cls, group: str) -> str:
        if group not in GROUP_NAMES:
            raise ValueError(f"expected one of {', '.join(GROUP_NAMES)}")
        return group

    @field_validator("source")
    @classmethod
    def _names_a_month(cls, source: str) -> str:
        for _, month in LIST_OF.findall(source):
            if not 1 <= int(month) <= 12:
                raise ValueError("expected the month of the list, such as SN 2021-04")
        return source

    @property
    def label(self) -> str:
        """How a report names the comparison, such as "England 2015/16"."""
        listed = LIST_OF.search(self.source)
        of = f" of {date(int(listed[1]), int(listed[2]), 1):%B %Y}" if listed else ""
        mean = f" (mean of {self.n})" if self.n is not None else ""
        day = f", at {self.as_at} {int(self.year[:4]) + 1}" if self.as_at else ""
        return f"{GROUP_NAMES[self.group]}{of}{mean} {self.year}{day}"


class BenchmarkSource(Setting):
    """Where comparison figures come from (params/benchmark_sources.yml)."""

    what: str
    where: str
    licence: str | None = None
    caveat: str | None = None
    as_at: str | None = None


class StatisticalNeighbours(Setting):
    """The councils most like one's own, closest first: names by DfE's three-digit code."""

    la_code: Code
    council: str
    as_at: Day
    said_by: str
    where: str
    neighbours: dict[Code, str]

    @property
    def source(self) -> str:
        """How an average over this list names it."""
        return f"SN {self.as_at:%Y-%m}"


COLUMNS = ("indicator", "year", "group", "value", "n", "source", "status", "symbol")


def read_benchmarks(project: Path) -> list[Benchmark]:
    """Published comparisons that have a value, in the order of params/benchmarks.csv."""
    name = "params/benchmarks.csv"
    sources = read_sources(project)
    found: dict[tuple[str, str, str], Benchmark] = {}
    for line, entry in params.table(project / name, name, COLUMNS):
        where = f"{name}, line {line}"
        entry = {column: spreadsheets.plain(text) for column, text in entry.items()}
        if not entry["value"] and entry["symbol"]:
            continue  # looked up and not published; the symbol says why
        benchmark = validate(Benchmark, _entry(entry, sources, where), where)
        key = (benchmark.indicator, benchmark.year, benchmark.group)
        if key in found:
            raise UsageError(f"{where}: a second figure for {', '.join(key)}; expected one.")
        found[key] = benchmark
    return list(found.values())


def read_sources(project: Path) -> dict[str, BenchmarkSource]:
    """Where comparison figures come from, by the code that they name."""
    where = "params/benchmark_sources.yml"
    entries = params.mapping(read(project, "benchmark_sources"), where, "sources by their code")
    return {
        code: validate(BenchmarkSource, entry, f"{where}, {code}")
        for code, entry in entries.items()
    }


def read_neighbours(project: Path) -> StatisticalNeighbours:
    """The list of neighbours with the latest date. UsageError where there is none."""
    where = "params/statistical_neighbours.yml"
    given = read(project, "statistical_neighbours")
    listed = params.sequence(given, where, "lists of neighbours, each after a hyphen")
    lists = [
        validate(StatisticalNeighbours, entry, f"{where}, list {n}")
        for n, entry in enumerate(listed, 1)
    ]
    if not lists:
        raise UsageError(f"{where}: no list; expected at least one, with its date.")
    return max(lists, key=lambda entry: entry.as_at)


def _entry(
    entry: dict[str, str], sources: dict[str, BenchmarkSource], where: str
) -> dict[str, Any]:
    codes = [part.split()[0] for part in entry["source"].split(";") if part.strip()]
    if not codes or not set(codes) <= set(sources):
        raise UsageError(
            f"{where}: source: expected codes of params/benchmark_sources.yml "
            f"(found {entry['source']!r})."
        )
    as_at = next((sources[code].as_at for code in codes if sources[code].as_at), None)
    named = {key: value for key, value in entry.items() if key != "symbol"}
    return named | {"n": entry["n"] or None, "as_at": as_at}
