"""Which pages the live dashboard has and how often they are remade: params/live.yml."""

import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from litmus.base.code_words import SERVICES
from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting, one_of, read, validate

NAME = "live"
WHERE = f"params/{NAME}.yml"
LENGTH = re.compile(r"([1-9][0-9]{0,4})\s*([smh])")
SECONDS = {"s": 1, "m": 60, "h": 3600}
LEAST, MOST = 30, 86_400  # seconds
EXPECTED = "expected minutes or hours such as 15m or 1h: at least 30s, and at most a day"


def seconds(given: Any) -> int:
    """A length of time in seconds.

    >>> seconds("15m"), seconds("1h"), seconds(" 90s ")
    (900, 3600, 90)

    Raises ValueError that says what is accepted.
    """
    found = LENGTH.fullmatch(str(given).strip().lower())
    length = int(found[1]) * SECONDS[found[2]] if found else 0
    if not LEAST <= length <= MOST:
        raise ValueError(EXPECTED)
    return length


def interval(text: str) -> int:
    """The same of what somebody typed. Raises UsageError."""
    try:
        return seconds(text)
    except ValueError:
        raise UsageError(f"--every {text!r}: {EXPECTED}.") from None


Service = Annotated[str, AfterValidator(lambda given: given.upper()), one_of(SERVICES)]


class Live(Setting):
    """The pages and their making. `report` is made of the council, of each of the `services` and of
    each of their teams; `own_reports` are those of services whose work the data do not give by
    team: one page each, of all of it. `every`: seconds from one making to the next.
    `sample_day`: what is today for the sample council, which lives in the past.
    """

    every: Annotated[int, BeforeValidator(seconds)]
    report: str = Field(min_length=1)
    services: list[Service] = Field(min_length=1)
    own_reports: dict[Service, str] = Field(default_factory=dict)
    sample_day: Day | None = None

    @field_validator("services")
    @classmethod
    def _once(cls, given: list[str]) -> list[str]:
        if len(set(given)) < len(given):
            raise ValueError("expected each service once")
        return given


def read_live(project: Path) -> Live:
    """The settings of the live dashboard. Raises UsageError that names file, entry and value."""
    found = validate(Live, read(project, NAME), WHERE)
    for service in found.own_reports:
        if service not in found.services:
            raise UsageError(
                f"{WHERE}: own_reports: {service} is not among the services: add it there, or "
                "leave it out here."
            )
    return found
