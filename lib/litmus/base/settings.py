"""What a council decides, read from `params/` and checked before anything runs.

Each function reads one file. A file that cannot be understood, a name that does not exist or a
value of the wrong kind is a UsageError that says which file, which entry and what was expected.
"""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from litmus.base import params, plain_text, spreadsheets
from litmus.base.errors import UsageError
from litmus.base.params import Code, Day, Setting, read, validated

FINANCIAL_YEAR = re.compile(r"([12]\d{3})/(\d{2})")
LIST_OF = re.compile(r"SN ([12]\d{3})-(\d{2})")  # the list of neighbours that an average is over


# A year of a mid-year estimate, and how many children there were: whole persons, never none.
PopulationYear = Annotated[int, Field(ge=1990, le=2100)]
Children = Annotated[int, Field(ge=1)]


class Council(Setting):
    """Who we are (params/council.yml). `population` is children aged 0-17 by mid-year."""

    name: str = Field(min_length=1)
    sample: bool
    la_code: Code = Field(pattern=r"^[A-Za-z0-9]{1,12}$")
    source: str = Field(min_length=1)
    population: dict[PopulationYear, Children] = Field(default_factory=dict)
    provisional_days: int = Field(default=28, ge=0)
    hold_above_percent: float = Field(default=5.0, ge=0, le=100)
    hold_warned_above_percent: float = Field(default=2.0, ge=0, le=100)
    few_cases: int = Field(default=50, ge=0)
    fill_falls_below_percent: float = Field(default=50.0, ge=0, le=100)
    rightly_empty: list[str] = Field(default_factory=list)


class History(Setting):
    """How many months and quarters of figures a report has; the last of each ends with it.

    `weeks` and `days` beside them: where nothing is said, 13 weeks in a report of a week, 14 days
    in one of a day, else none. `groups`: whether groups have them all, too, or just the windows
    that are compared.
    """

    months: int = Field(default=13, ge=1, le=600)
    quarters: int = Field(default=8, ge=1, le=200)
    weeks: int = Field(default=0, ge=0, le=520)
    days: int = Field(default=0, ge=0, le=366)
    groups: bool = True


ALL = "all"
# Codes; or `all`, as a list of that one word.
Codes = Annotated[list[str], BeforeValidator(lambda given: [given] if given == ALL else given)]


class ReportSettings(Setting):
    """One report type (params/REPORT.yml): its template, what it covers and what it shows.

    `indicators` are shown with their history and groups, `all` of the catalogue or those listed.
    `activities` are those of quality assurance, by the section of the template that shows them;
    `all` in a section are those that no other section lists.
    `variant` names the parameter whose values make reports of their own in one period, such as
    the service: each has its own folder and its own commentary. `beside` are indicators that stand
    in tables alone: without their history, and without groups. `drilldowns`: whether those of its
    indicators stand beside them. `assurance`: the whole of the period's quality assurance, or its
    findings alone, with the indicators that they bear on. `scope`: whom the report is about where
    the command does not say, such as service:CIN. `by`: the breakdowns that its figures have; all
    but the worker group where nothing is said.
    """

    title: str
    notebook: str
    period: Literal["day", "week", "month", "quarter", "year"]
    indicators: Codes = Field(default_factory=list)
    beside: list[str] = Field(default_factory=list)
    activities: dict[str, Codes] = Field(default_factory=dict)
    drilldowns: bool = False
    history: History = History()
    parameters: dict[str, Any] = Field(default_factory=dict)
    variant: str = ""
    assurance: Literal["whole", "findings"] = "whole"
    scope: str = ""
    by: list[str] | None = None


class Target(Setting):
    """What is aimed at, in the indicator's unit, and where green and amber end."""

    value: float = Field(ge=0)
    green_at: float = Field(ge=0)
    amber_at: float = Field(ge=0)
    approved_by: str
    approved_on: Day


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
        if group not in GROUPS:
            raise ValueError(f"expected one of {', '.join(GROUPS)}")
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


def financial_year(text: str) -> str:
    """`text` if it names a financial year such as 2015/16; ValueError otherwise."""
    match = FINANCIAL_YEAR.fullmatch(text) if isinstance(text, str) else None
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a financial year such as 2015/16")
    return text


def council(project: Path) -> Council:
    """Who we are. Raises UsageError where params/council.yml is missing or wrong."""
    return validated(Council, read(project, "council"), "params/council.yml")


def reports(project: Path) -> list[str]:
    """The report types there are: the params files that name a notebook."""
    found = sorted((project / "params").glob("*.yml"))
    texts = {path.stem: plain_text.read(path, f"params/{path.name}") for path in found}
    return [name for name, text in texts.items() if re.search(r"^notebook:", text, re.MULTILINE)]


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
    listed = params.mapping(read(project, "targets"), where, "indicators with their years")
    for code, years in listed.items():
        what = 'financial years such as "2015/16" with a target each'
        for year, entry in params.mapping(years, f"{where}, {code}", what).items():
            _checked_year(year, f"{where}, {code}")
            found[code, year] = validated(Target, entry, f"{where}, {code}, {year}")
    return found


TRUTHS = {"yes": True, "on": True, "no": False, "off": False}
BENCHMARK_COLUMNS = ("indicator", "year", "group", "value", "n", "source", "status", "symbol")


def benchmarks(project: Path) -> list[Benchmark]:
    """Published comparisons that have a value, in the order of params/benchmarks.csv."""
    name = "params/benchmarks.csv"
    sources = benchmark_sources(project)
    found: dict[tuple[str, str, str], Benchmark] = {}
    for line, entry in params.table(project / name, name, BENCHMARK_COLUMNS):
        where = f"{name}, line {line}"
        entry = {column: spreadsheets.plain(text) for column, text in entry.items()}
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
    where = "params/benchmark_sources.yml"
    entries = params.mapping(read(project, "benchmark_sources"), where, "sources by their code")
    return {
        code: validated(BenchmarkSource, entry, f"{where}, {code}")
        for code, entry in entries.items()
    }


def statistical_neighbours(project: Path) -> StatisticalNeighbours:
    """The list of neighbours with the latest date. UsageError where there is none."""
    where = "params/statistical_neighbours.yml"
    given = read(project, "statistical_neighbours")
    listed = params.sequence(given, where, "lists of neighbours, each after a hyphen")
    lists = [
        validated(StatisticalNeighbours, entry, f"{where}, list {n}")
        for n, entry in enumerate(listed, 1)
    ]
    if not lists:
        raise UsageError(f"{where}: no list; expected at least one, with its date.")
    return max(lists, key=lambda entry: entry.as_at)


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
    where = "params/indicators.yml"
    found: dict[str, dict[str, int]] = {}
    listed = params.mapping(read(project, "indicators"), where, "indicators with their settings")
    for code, values in listed.items():
        given = params.mapping(values, f"{where}, {code}", "settings such as days: 15")
        for name, value in given.items():
            whole = TRUTHS.get(value.lower(), value) if isinstance(value, str) else value
            if not isinstance(whole, int):  # true and false are whole numbers to Python
                raise UsageError(
                    f"{where}, {code}, {name}: expected a whole number, "
                    f"true or false, found {value!r}."
                )
            found.setdefault(code, {})[name] = whole
    return found


def _checked_year(year: str, where: str) -> None:
    try:
        financial_year(year)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}.") from None
