"""Days as whole numbers, so that the simulation counts instead of building dates.

A day is its proleptic Gregorian ordinal (`date.toordinal()`).
"""

from bisect import bisect_right
from datetime import date

from litmus.base.working_days import bank_holidays

FIRST, LAST = date(1980, 1, 1).toordinal(), date(2040, 12, 31).toordinal()

ISO = {day: date.fromordinal(day).isoformat() for day in range(FIRST, LAST + 1)}


def day(text: str) -> int:
    """The ordinal of an ISO date."""
    return date.fromisoformat(text).toordinal()


def _working_days() -> list[int]:
    holidays = {holiday.toordinal() for holiday in bank_holidays(1995, 2025)}
    span = range(day("1995-01-01"), day("2025-12-31") + 1)
    return [one for one in span if (one - 1) % 7 < 5 and one not in holidays]


# England and Wales, from well before the oldest spell to well after the extract.
WORKING_DAYS = _working_days()
_WORKING = frozenset(WORKING_DAYS)


def is_working(one: int) -> bool:
    return one in _WORKING


def add_working(start: int, count: int) -> int:
    """The working day that is `count` working days after `start` (0: `start` itself)."""
    if count == 0:
        return start
    return WORKING_DAYS[bisect_right(WORKING_DAYS, start) + count - 1]


def on_or_before(one: int) -> int:
    """The last working day up to `one`: meetings are not held on Sundays."""
    return WORKING_DAYS[bisect_right(WORKING_DAYS, one) - 1]


def on_or_after(one: int) -> int:
    """The first working day from `one` on."""
    return WORKING_DAYS[bisect_right(WORKING_DAYS, one - 1)]


def birthday(born: int, age: int) -> int:
    """The day on which someone born on `born` becomes `age`: 1 March for 29 February."""
    start = date.fromordinal(born)
    if (start.month, start.day) == (2, 29) and (start.year + age) % 4:
        return date(start.year + age, 3, 1).toordinal()
    return start.replace(year=start.year + age).toordinal()


def age_at(born: int, when: int) -> int:
    """Completed years; -1 before birth."""
    if when < born:
        return -1
    start, end = date.fromordinal(born), date.fromordinal(when)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def months_after(start: int, months: int) -> int:
    """The same day of the month, `months` later, or that month's last day."""
    then = date.fromordinal(start)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = following.toordinal() - first.toordinal()
    return first.toordinal() + min(then.day, last) - 1


def financial_year(one: int) -> int:
    """The calendar year in which the financial year of that day begins."""
    then = date.fromordinal(one)
    return then.year - (then.month < 4)


def year_and_month(one: int) -> tuple[int, int]:
    then = date.fromordinal(one)
    return then.year, then.month
