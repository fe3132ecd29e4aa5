"""The council's own settings: params/council.yml, checked before anything runs."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator

from litmus.base.brand import Brand, Colours, Logo, read_brand
from litmus.base.breakdowns import ETHNIC_GROUPS
from litmus.base.params import Code, Setting, read, validate

# A year of a mid-year estimate, and how many children there were: whole persons, never none.
PopulationYear = Annotated[int, Field(ge=1990, le=2100)]


Children = Annotated[int, Field(ge=1)]


class PopulationByGroup(Setting):
    """How many children aged 0-17 each ethnic group has, and who published it, of which year."""

    source: str = Field(min_length=1)
    groups: dict[str, Children] = Field(min_length=2)

    @field_validator("groups")
    @classmethod
    def _known(cls, groups: dict[str, int]) -> dict[str, int]:
        for name in groups:
            if name not in ETHNIC_GROUPS:
                raise ValueError(f"no group {name!r}: expected {', '.join(ETHNIC_GROUPS)}")
        return groups


class Council(Setting):
    """Who we are (params/council.yml). `population` is children aged 0-17 by mid-year; `logo` and
    `colours` say what reports look like, and nothing of what they say."""

    name: str = Field(min_length=1)
    sample: bool
    la_code: Code = Field(pattern=r"^[A-Za-z0-9]{1,12}$")
    source: str = Field(min_length=1)
    population: dict[PopulationYear, Children] = Field(default_factory=dict)
    population_by_ethnic_group: PopulationByGroup | None = None
    provisional_days: int = Field(default=28, ge=0)
    hold_above_percent: float = Field(default=5.0, ge=0, le=100)
    hold_warned_above_percent: float = Field(default=2.0, ge=0, le=100)
    few_cases: int = Field(default=50, ge=0)
    fill_falls_below_percent: float = Field(default=50.0, ge=0, le=100)
    rightly_empty: list[str] = Field(default_factory=list)
    logo: Logo | None = None
    colours: Colours | None = None

    @property
    def substance(self) -> str:
        """Every setting but those of the look, as text: another look needs no new figures."""
        return self.model_dump_json(exclude={"logo", "colours"})

    def brand(self, project: Path) -> Brand:
        """What reports look like. Raises UsageError for a logo that is missing or no picture."""
        return read_brand(project, self.logo, self.colours)


def read_council(project: Path) -> Council:
    """Who we are. Raises UsageError where params/council.yml is missing or wrong."""
    return validate(Council, read(project, "council"), "params/council.yml")
