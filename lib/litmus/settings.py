"""What a council decides, read from `params/` and checked before anything runs.

Each function reads one file. A file that cannot be understood, a name that does not exist or a
value of the wrong kind is a UsageError that says which file, which entry and what was expected.
"""

import csv
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator

from litmus.errors import UsageError
from litmus.params import Setting, read, validated

FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")


class Council(Setting):
    """Who we are (params/council.yml). `population` is children aged 0-17 by mid-year."""

    name: str
    sample: bool
    la_code: str
    source: str
    population: dict[int, int] = Field(default_factory=dict)
    provisional_days: int = 28
    hold_above_percent: float = 5.0
    hold_warned_above_percent: float = 2.0
    few_cases: int = 50
    fill_falls_below_percent: float = 50.0
    rightly_empty: list[str] = Field(default_factory=list)


class History(Setting):
    """How many months and quarters of figures a report has; the last of each ends with it.

    `groups`: whether groups have them all, too, or just the windows that are compared.
    """

    months: int = 13
    quarters: int = 8
    groups: bool = True


class ReportSettings(Setting):
    """One report type (params/REPORT.yml): its template, what it covers and what it shows.

    `variant` names the parameter whose values make reports of their own in one period, such as
    the service: each has its own folder and its own commentary. `beside` are indicators that stand
    in tables alone: without their history, and without groups. `drilldowns`: whether those of its
    indicators stand beside them. `assurance`: the whole of the period's quality assurance, or its
    findings alone, with the indicators that they bear on.
    """

    title: str
    notebook: str
    period: Literal["day", "week", "month", "quarter", "year"]
    indicators: list[str]
    beside: list[str] = Field(default_factory=list)
    drilldowns: bool = False
    history: History = History()
    parameters: dict[str, Any] = Field(default_factory=dict)
    variant: str = ""
    assurance: Literal["whole", "findings"] = "whole"


class Target(Setting):
    """What is aimed at, in the indicator's unit, and where green and amber end."""

    value: float
    green_at: float
    amber_at: float
    approved_by: str
    approved_on: date


GROUPS = {
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
    value: float
    n: int | None = None
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
        if group not in GROUPS:
            raise ValueError(f"expected one of {', '.join(GROUPS)}")
        return group

    @property
    def label(self) -> str:
        """How a report names the comparison, such as "England 2015/16"."""
        listed = re.search(r"SN (\d{4})-(\d{2})", self.source)
        of = f" of {date(int(listed[1]), int(listed[2]), 1):%B %Y}" if listed else ""
        mean = f" (mean of {self.n})" if self.n is not None else ""
        day = f", at {self.as_at} {int(self.year[:4]) + 1}" if self.as_at else ""
        return f"{GROUPS[self.group]}{of}{mean} {self.year}{day}"


class BenchmarkSource(Setting):
    """Where comparison figures come from (params/benchmark_sources.yml)."""

    what: str
    where: str
    licence: str | None = None
    caveat: str | None = None
    as_at: str | None = None


class StatisticalNeighbours(Setting):
    """The councils most like one's own, closest first: names by DfE's three-digit code."""

    la_code: str
    council: str
    as_at: date
    said_by: str
    where: str
    neighbours: dict[str, str]

    @property
    def source(self) -> str:
        """How an average over this list names it."""
        return f"SN {self.as_at:%Y-%m}"


def financial_year(text: str) -> str:
    """`text` if it names a financial year such as 2015/16; ValueError otherwise."""
    match = FINANCIAL_YEAR.fullmatch(text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a financial year such as 2015/16")
    return text


def council(project: Path) -> Council:
    """Who we are. Raises UsageError where params/council.yml is missing or wrong."""
    return validated(Council, read(project, "council"), "params/council.yml")


def reports(project: Path) -> list[str]:
    """The report types there are: the params files that name a notebook."""
    return sorted(
        path.stem
        for path in (project / "params").glob("*.yml")
        if re.search(r"^notebook:", path.read_text(encoding="utf-8"), re.MULTILINE)
    )


def report(project: Path, name: str) -> ReportSettings:
    """One report type. Raises UsageError that lists the report types for an unknown name."""
    if name not in reports(project):
        known = ", ".join(reports(project))
        raise UsageError(f"There is no report {name!r}. Reports: {known}.")
    return validated(ReportSettings, read(project, name), f"params/{name}.yml")


def targets(project: Path) -> dict[tuple[str, str], Target]:
    """Targets by (indicator code, financial year)."""
    where = "params/targets.yml"
    found = {}
    for code, years in (read(project, "targets") or {}).items():
        for year, entry in years.items():
            _checked_year(year, f"{where}, {code}")
            found[code, year] = validated(Target, entry, f"{where}, {code}, {year}")
    return found


BENCHMARK_COLUMNS = ("indicator", "year", "group", "value", "n", "source", "status", "symbol")


def benchmarks(project: Path) -> list[Benchmark]:
    """Published comparisons that have a value, in the order of params/benchmarks.csv."""
    name = "params/benchmarks.csv"
    sources = benchmark_sources(project)
    found: dict[tuple[str, str, str], Benchmark] = {}
    for line, entry in _benchmark_lines(project / name, name):
        where = f"{name}, line {line}"
        if not entry["value"] and entry["symbol"]:
            continue  # looked up and not published; the symbol says why
        benchmark = validated(Benchmark, _benchmark_entry(entry, sources, where), where)
        key = (benchmark.indicator, benchmark.year, benchmark.group)
        if key in found:
            raise UsageError(f"{where}: a second figure for {', '.join(key)}; expected one.")
        found[key] = benchmark
    return list(found.values())


def benchmark_sources(project: Path) -> dict[str, BenchmarkSource]:
    """Where comparison figures come from, by the code that they name."""
    entries = read(project, "benchmark_sources") or {}
    return {
        code: validated(BenchmarkSource, entry, f"params/benchmark_sources.yml, {code}")
        for code, entry in entries.items()
    }


def statistical_neighbours(project: Path) -> StatisticalNeighbours:
    """The list of neighbours with the latest date. UsageError where there is none."""
    where = "params/statistical_neighbours.yml"
    lists = [
        validated(StatisticalNeighbours, entry, f"{where}, list {n}")
        for n, entry in enumerate(read(project, "statistical_neighbours") or [], 1)
    ]
    if not lists:
        raise UsageError(f"{where}: no list; expected at least one, with its date.")
    return max(lists, key=lambda entry: entry.as_at)


def _benchmark_lines(path: Path, name: str) -> list[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = tuple(next(reader, []))
            lines = [(reader.line_num, fields) for fields in reader if any(fields)]
    except FileNotFoundError:
        raise UsageError(f"The settings file {name} is missing.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{name} is not UTF-8 text. Save it as CSV UTF-8.") from None
    if header != BENCHMARK_COLUMNS:
        raise UsageError(
            f"{name}, line 1: expected {','.join(BENCHMARK_COLUMNS)} (found {','.join(header)!r})."
        )
    for line, fields in lines:
        if len(fields) != len(header):
            raise UsageError(f"{name}, line {line}: expected {len(header)} fields, as in line 1.")
    return [(line, dict(zip(header, fields, strict=True))) for line, fields in lines]


def _benchmark_entry(
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


def indicator_parameters(project: Path) -> dict[str, dict[str, int]]:
    """Local settings by indicator code; the engine checks the names against the catalogue."""
    found = read(project, "indicators") or {}
    for code, values in found.items():
        for name, value in values.items():
            if not isinstance(value, int):  # true and false are whole numbers to Python
                raise UsageError(
                    f"params/indicators.yml, {code}, {name}: expected a whole number, "
                    f"true or false, found {value!r}."
                )
    return found


def _checked_year(year: str, where: str) -> None:
    try:
        financial_year(year)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}.") from None
