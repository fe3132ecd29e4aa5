"""What a council decides, read from `params/` and checked before anything runs.

Each function reads one file. A file that cannot be understood, a name that does not exist or a
value of the wrong kind is a UsageError that says which file, which entry and what was expected.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from litmus.errors import UsageError

T = TypeVar("T", bound="Setting")
FINANCIAL_YEAR = re.compile(r"(\d{4})/(\d{2})")


class Setting(BaseModel):
    """A setting: a misspelt name is an error, never silently left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Council(Setting):
    """Who we are (params/council.yml). `population` is children aged 0-17 by mid-year."""

    name: str
    sample: bool
    la_code: str
    source: str
    population: dict[int, int] = {}
    provisional_days: int = 28
    hold_above_percent: float = 5.0


class ReportSettings(Setting):
    """One report type (params/REPORT.yml): its template, what it covers and what it shows."""

    title: str
    notebook: str
    period: Literal["day", "week", "month", "quarter", "year"]
    indicators: list[str]
    parameters: dict[str, Any] = {}


class Target(Setting):
    """What is aimed at, in the indicator's unit, and where green and amber end."""

    value: float
    green_at: float
    amber_at: float
    approved_by: str
    approved_on: date


class Benchmark(Setting):
    """One published comparison figure; `n` is how many councils an average rests on."""

    indicator: str
    year: str
    group: Literal["ENGLAND", "EAST_MIDLANDS", "STAT_NEIGHBOURS"]
    value: float
    n: int | None = None
    source: str
    status: Literal["published", "derived", "revised"]

    @field_validator("year")
    @classmethod
    def _is_financial_year(cls, year: str) -> str:
        return financial_year(year)

    @property
    def label(self) -> str:
        """How a report names the comparison, such as "England 2015/16"."""
        who = {
            "ENGLAND": "England",
            "EAST_MIDLANDS": "East Midlands",
            "STAT_NEIGHBOURS": f"statistical neighbours (mean of {self.n})",
        }
        return f"{who[self.group]} {self.year}"


def financial_year(text: str) -> str:
    """`text` if it names a financial year such as 2015/16; ValueError otherwise."""
    match = FINANCIAL_YEAR.fullmatch(text)
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"{text!r} is not a financial year such as 2015/16")
    return text


def council(project: Path) -> Council:
    """Who we are. Raises UsageError where params/council.yml is missing or wrong."""
    return _validated(Council, _read(project, "council"), "params/council.yml")


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
    return _validated(ReportSettings, _read(project, name), f"params/{name}.yml")


def targets(project: Path) -> dict[tuple[str, str], Target]:
    """Targets by (indicator code, financial year)."""
    where = "params/targets.yml"
    found = {}
    for code, years in (_read(project, "targets") or {}).items():
        for year, entry in years.items():
            _checked_year(year, f"{where}, {code}")
            found[code, year] = _validated(Target, entry, f"{where}, {code}, {year}")
    return found


def benchmarks(project: Path) -> list[Benchmark]:
    """Published comparisons, in the file's order."""
    where = "params/benchmarks.yml"
    entries = _read(project, "benchmarks") or []
    return [
        _validated(Benchmark, entry, f"{where}, entry {n}") for n, entry in enumerate(entries, 1)
    ]


def indicator_parameters(project: Path) -> dict[str, dict[str, int]]:
    """Local settings by indicator code; the engine checks the names against the catalogue."""
    found = _read(project, "indicators") or {}
    for code, values in found.items():
        for name, value in values.items():
            if not isinstance(value, int) or isinstance(value, bool):
                raise UsageError(
                    f"params/indicators.yml, {code}, {name}: expected a whole number, "
                    f"found {value!r}."
                )
    return found


def _read(project: Path, name: str) -> Any:
    path = project / "params" / f"{name}.yml"
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(f"The settings file params/{name}.yml is missing.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise UsageError(f"params/{name}.yml{line} is not valid YAML.") from None


def _validated(kind: type[T], entry: Any, where: str) -> T:
    try:
        return kind.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "the entry"
        raise UsageError(f"{where}: {field}: {first['msg']} (found {first['input']!r}).") from None


def _checked_year(year: str, where: str) -> None:
    try:
        financial_year(year)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}.") from None
