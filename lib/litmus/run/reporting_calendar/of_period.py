"""Which reports the calendar asks for of a period, whenever they are due."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litmus.base.periods import Period
from litmus.run.reporting_calendar.settings import Asked, read_calendar

# What belongs to a period beside its own reports: of a quarter those of its last month, too.
WITHIN = {"quarter": "month"}


@dataclass(frozen=True)
class Wanted:
    """A report that belongs to a period: its line of the calendar, which of several it is (such as
    a service), and its own period."""

    asked: Asked
    which: str
    period: Period


def wanted_of(project: Path, period: Period) -> list[Wanted]:
    """The reports of a period and, of a quarter, those of its last month; what is made by other
    means among them. From when on the calendar asks for them decides nothing here.

    Raises UsageError where params/calendar.yml is wrong.
    """
    _, asked = read_calendar(project)
    return [
        Wanted(each, which, own)
        for own in _periods(period)
        for each in asked
        if each.kind == own.kind
        for which in each.entry.which or [""]
    ]


def _periods(period: Period) -> Iterator[Period]:
    yield period
    if period.kind in WITHIN:
        yield Period.containing(WITHIN[period.kind], period.end)
