"""What a council aims at, by indicator and financial year: params/targets.yml."""

from pathlib import Path

from pydantic import Field

from litmus.base import params
from litmus.base.financial_year import check_year
from litmus.base.params import Day, Setting, read, validate


class Target(Setting):
    """What is aimed at, in the indicator's unit, and where green and amber end."""

    value: float = Field(ge=0)
    green_at: float = Field(ge=0)
    amber_at: float = Field(ge=0)
    approved_by: str
    approved_on: Day


def read_targets(project: Path) -> dict[tuple[str, str], Target]:
    """Targets by (indicator code, financial year)."""
    where = "params/targets.yml"
    found = {}
    listed = params.mapping(read(project, "targets"), where, "indicators with their years")
    for code, years in listed.items():
        what = 'financial years such as "2015/16" with a target each'
        for year, entry in params.mapping(years, f"{where}, {code}", what).items():
            check_year(year, f"{where}, {code}")
            found[code, year] = validate(Target, entry, f"{where}, {code}, {year}")
    return found
