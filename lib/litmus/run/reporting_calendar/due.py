"""When a report is due: by working days, over weekends and bank holidays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from litmus.base import paths
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.base.working_days import add_working_days, working_days
from litmus.run import variants
from litmus.run.reporting_calendar.settings import Asked
from litmus.run.scope_words import ALL, SERVICES, TEAMS

Meetings = Mapping[str, Sequence[date]]
# Of a day or a week the newest replaces the one before: nobody is asked for last month's.
REPLACED = ("day", "week")
# Of whom reports are asked for, in words.
OF_WHOM = {
    TEAMS: "every team",
    SERVICES: "every service",
    ALL: "the council, every service and every team",
}


@dataclass(frozen=True)
class Due:
    """One report that is asked for: of which period, by which day, and on which day its meeting is.

    None where no day of the meeting is known that it could be due for.
    """

    asked: Asked
    which: str
    period: Period
    day: date | None
    meeting_on: date | None

    @property
    def which_title(self) -> str:
        """Which of the period's reports it is, in words: "Early Help", "every team"; "" for all."""
        if self.asked.is_by_scope:
            return variants.scope_name(Scope.parse(self.which), paths.project())
        variant = self.asked.settings.variant if self.asked.settings else ""
        named = variants.title_of(variant, self.which.upper(), paths.project())
        of_whom = [OF_WHOM.get(each, each) for each in self.asked.entry.scopes]
        return ", ".join(filter(None, [named, *of_whom]))


def until(asked: Asked, which: str, day: date, meetings: Meetings) -> list[Due]:
    """What is asked for of an entry on a day: all that fell due, oldest first, and the next.

    Of what covers a day or a week the last alone that fell due.
    """
    found: list[Due] = []
    for period in _periods(asked):
        one = due(asked, which, period, meetings)
        if one.day is not None and one.day < day and asked.kind in REPLACED:
            found = []
        found.append(one)
        if one.day is None or one.day > day:
            break
    return found


def due(asked: Asked, which: str, period: Period, meetings: Meetings) -> Due:
    """By when a report of a period is due."""
    rule, days = asked.entry.due, sorted(meetings.get(asked.entry.meeting, ()))
    if rule.working_days_after is not None:
        by: date | None = add_working_days(period.end, rule.working_days_after)
    else:
        before = [add_working_days(each, -(rule.working_days_before_meeting or 0)) for each in days]
        by = next((each for each in before if each > period.end), None)
    return Due(asked, which, period, by, next((d for d in days if by and d >= by), None))


def _periods(asked: Asked) -> Iterator[Period]:
    """The periods that are asked for, from the first on; days are working days."""
    period: Period = asked.first
    while True:
        if asked.kind != "day" or is_working_day(period.start):
            yield period
        for _ in range(asked.entry.every):
            period = period.next()


def is_working_day(day: date) -> bool:
    """Whether a day is none of a weekend and no bank holiday.

    >>> is_working_day(date(2016, 3, 24)), is_working_day(date(2016, 3, 25))
    (True, False)
    """
    return working_days(day - timedelta(days=1), day) == 1
