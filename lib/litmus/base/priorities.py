"""The priority indicators of an improvement board: why each is one, and its agreed course.

The course is a few dated values. Between two of them it is a straight line, day by day; before the
first nothing is agreed; after the last that value holds until another is agreed.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, Field

from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting

# The highest value of a kind that has one.
HIGHEST = {"percentage": 100.0}


@dataclass(frozen=True)
class AgreedValue:
    """What is agreed for a day, in the indicator's unit."""

    day: date
    value: float


@dataclass(frozen=True)
class Priority:
    """A priority indicator: the reason why it is one, the role that owns it, its agreed values in
    the order of their days. All are empty where the settings are another council's."""

    reason: str = ""
    owner: str = ""
    agreed: tuple[AgreedValue, ...] = ()

    def at(self, day: date) -> float | None:
        """What is agreed for a day; None before the first agreed day.

        >>> course = Priority("", "", (AgreedValue(date(2016, 1, 1), 70.0),
        ...                            AgreedValue(date(2016, 1, 11), 80.0)))
        >>> [course.at(date(2016, 1, n)) for n in (1, 6, 11, 31)]
        [70.0, 75.0, 80.0, 80.0]
        >>> course.at(date(2015, 12, 31)) is None
        True
        """
        if not self.agreed or day < self.agreed[0].day:
            return None
        for one, other in pairwise(self.agreed):
            if day <= other.day:
                passed = (day - one.day).days / (other.day - one.day).days
                return one.value + passed * (other.value - one.value)
        return self.agreed[-1].value


def _in_order(given: dict[date, float]) -> dict[date, float]:
    for one, other in pairwise(given):
        if other <= one:
            raise ValueError(f"expected each day later than the one before ({other} follows {one})")
    return given


class PrioritySetting(Setting):
    """A priority as it is written: `agreed` are values by day, in the order of the days."""

    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    agreed: Annotated[
        dict[Day, Annotated[float, Field(ge=0)]], Field(min_length=1), AfterValidator(_in_order)
    ]

    @property
    def priority(self) -> Priority:
        """The same as figures use it."""
        agreed = tuple(AgreedValue(day, value) for day, value in self.agreed.items())
        return Priority(self.reason, self.owner, agreed)


def check(kind: str, setting: PrioritySetting, where: str) -> None:
    """Raises UsageError, which says `where` the setting stands, for an agreed value that an
    indicator of this kind cannot have: a percentage is written 85, not 0.85, nor 850."""
    highest = HIGHEST.get(kind)
    if highest is None:
        return
    for day, value in setting.agreed.items():
        if 0 < value < 1 or value > highest:
            meant = f"; did you mean {value * 100:g}?" if value < 1 else ""
            raise UsageError(
                f"{where}, agreed, {day}: expected per cent, 0 or from 1 to 100 (found "
                f"{value:g}){meant}"
            )
