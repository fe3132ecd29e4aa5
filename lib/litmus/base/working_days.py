"""Working days: Monday to Friday, less the bank holidays of England and Wales.

Deadlines count from the day after the start, so the same day is 0 and the next working day is 1.
A council's own closure days are working days here, as they are in the national measures.
"""

import csv
from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from litmus.base.errors import LitmusError

# The days that have a working-day number: from before the oldest open case to well past today.
FIRST, LAST = date(1990, 1, 1), date(2040, 12, 31)
LISTED = Path(__file__).with_name("bank_holidays.csv")


def bank_holidays(first_year: int, last_year: int) -> dict[date, str]:
    """The bank holidays of England and Wales in these years, both included: day -> name.

    As gov.uk/bank-holidays lists them: a holiday that falls on a weekend is given by its
    substitute day alone. The one-off holidays since 1990 are among them; bank_holidays.csv holds
    all from FIRST to LAST, and outside them there are none.

    >>> [f"{day:%d %B}: {name}" for day, name in bank_holidays(2016, 2016).items()][:2]
    ["01 January: New Year's Day", '25 March: Good Friday']
    """
    return {day: name for day, name in _holidays().items() if first_year <= day.year <= last_year}


@cache
def _holidays() -> dict[date, str]:
    with LISTED.open(encoding="utf-8", newline="") as listed:
        return {date.fromisoformat(row["day"]): row["name"] for row in csv.DictReader(listed)}


def calendar(
    first: date = FIRST, last: date = LAST, holidays: Collection[date] | None = None
) -> Iterator[tuple[date, int]]:
    """Each day from `first` to `last` with its running working-day number.

    The number counts the working days from `first` up to and including the day, so the working
    days from a to b are number(b) - number(a). `holidays` replaces the built-in bank holidays.
    """
    if holidays is None:
        holidays = bank_holidays(first.year, last.year)
    number = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        number += day.weekday() < 5 and day not in holidays
        yield day, number


def working_days(a: date, b: date) -> int:
    """The working days after `a`, up to and including `b`; negative where `b` is before `a`.

    This is wd(a, b) of `indicators.yml`: from Friday to Monday is 1, from Friday to Sunday 0.
    Raises LitmusError for a day outside FIRST to LAST.

    >>> friday = date(2016, 3, 18)
    >>> working_days(friday, date(2016, 3, 21)), working_days(friday, date(2016, 3, 20))
    (1, 0)
    """
    return _number(b) - _number(a)


def add_working_days(day: date, n: int) -> date:
    """The working day that is `n` working days after `day`: before it if negative, `day` if 0.

    A deadline of 15 working days from `day` is `add_working_days(day, 15)`, and
    `working_days(day, add_working_days(day, n)) == n`. Raises LitmusError as `working_days` does.

    >>> add_working_days(date(2016, 3, 24), 1)  # over Easter
    datetime.date(2016, 3, 29)
    """
    if n == 0:
        return day
    index = _number(day) + n - 1
    if not 0 <= index < len(_all()):
        raise _outside()
    return _all()[index]


@cache
def _all() -> list[date]:
    """Every working day from FIRST to LAST, in order."""
    first_day: dict[int, date] = {}
    for day, number in calendar():
        first_day.setdefault(number, day)
    return [day for number, day in first_day.items() if number > 0]


def _number(day: date) -> int:
    if not FIRST <= day <= LAST:
        raise _outside()
    return bisect_right(_all(), day)


def _outside() -> LitmusError:
    return LitmusError(
        f"Working days are known from {FIRST:%d/%m/%Y} to {LAST:%d/%m/%Y}; "
        "a date lies outside them. Check the dates of the table for slips of the pen."
    )
