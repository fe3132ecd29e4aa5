"""Periods that reports cover: what a person asks for (`2016Q1`).

A financial year runs from 1 April to 31 March and is written 2015/16.
"""

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Self

from litmus.base import notations
from litmus.base.errors import UsageError

ONE_DAY = timedelta(days=1)

# Named here, not by strftime, whose names follow the machine's language.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@cache  # a report asks for few days, each of them thousands of times
def month_end(day: date) -> date:
    """The last day of the month that holds `day`.

    >>> month_end(date(2016, 2, 10))
    datetime.date(2016, 2, 29)
    """
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@cache
def add_months(day: date, months: int) -> date:
    """The same day of the month, `months` later (earlier if negative).

    Where that month is too short, its last day: 31 August and 6 months is 28 or 29 February.

    >>> add_months(date(2015, 8, 31), 6)
    datetime.date(2016, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def financial_year_of(day: date) -> str:
    """The financial year that holds `day`, April to March: 31 March 2016 is in "2015/16".

    >>> financial_year_of(date(2016, 3, 31)), financial_year_of(date(2016, 4, 1))
    ('2015/16', '2016/17')
    """
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}/{(start + 1) % 100:02}"


@dataclass(frozen=True)
class Period:
    """What a report covers: a year, quarter, month, week or day, `start` and `end` included.

    `2016Q1` and `2015/16Q4` are equal, being the same three months; `str` gives back the one that
    was written. A year is always a financial year, a week an ISO week (Monday to Sunday).

    >>> quarter = Period.parse("2016Q1")
    >>> quarter.start, quarter.end
    (datetime.date(2016, 1, 1), datetime.date(2016, 3, 31))
    >>> quarter == Period.parse("2015/16Q4")
    True
    """

    kind: str
    start: date
    end: date
    notation: str = field(default="calendar", compare=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period written as `text`, in capitals or not.

        Raises UsageError, saying what is accepted, where it is none or no such day exists.
        """
        return cls.containing(*notations.read(text))

    @classmethod
    def containing(cls, kind: str, day: date, notation: str = "calendar") -> Self:
        """The period of this kind ("year", "quarter", "month", "week", "day") that holds `day`."""
        if kind not in _BOUNDS:
            raise UsageError(f"No kind of period is called '{kind}': use {', '.join(_BOUNDS)}.")
        start, end = _BOUNDS[kind](day)
        return cls(kind, start, end, "financial" if kind == "year" else notation)

    def __str__(self) -> str:
        """The notation that `parse` reads: "2016Q1", "2015/16Q4", "2016-03", "2016-W12", ..."""
        if self.kind == "quarter" and self.notation == "financial":
            return f"{self.financial_year}Q{self.financial_quarter}"
        if self.kind == "quarter":
            return f"{self.start.year}Q{self.end.month // 3}"
        if self.kind == "year":
            return self.financial_year
        if self.kind == "month":
            return f"{self.start:%Y-%m}"
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return f"{year}-W{week:02}"
        return self.start.isoformat()

    @property
    def title(self) -> str:
        """The period in words: "January to March 2016 (quarter 4 of 2015/16)".

        >>> Period.parse("2016Q1").title
        'January to March 2016 (quarter 4 of 2015/16)'
        >>> Period.parse("2016-W12").title
        'week 12 of 2016 (21 to 27 March 2016)'
        """
        months = months_in_words(self.start, self.end)
        if self.kind == "year":
            return f"{months} (financial year {self.financial_year})"
        if self.kind == "quarter":
            return f"{months} (quarter {self.financial_quarter} of {self.financial_year})"
        if self.kind == "month":
            return months
        days = days_in_words(self.start, self.end)
        if self.kind == "week":
            year, week, _ = self.start.isocalendar()
            return f"week {week} of {year} ({days})"
        return days

    @property
    def folder(self) -> str:
        """A folder name, the same for the same days: "2016Q1" for 2015/16Q4, too.

        A financial year is "2015-2016" in full: "2011-12" is the folder of December 2011.

        >>> Period.parse("2015/16Q4").folder, Period.parse("2015/16").folder
        ('2016Q1', '2015-2016')
        """
        if self.kind == "year":
            return f"{self.start.year}-{self.end.year}"
        return str(Period.containing(self.kind, self.start))

    @property
    def financial_year(self) -> str:
        """The financial year that the last day lies in: "2015/16"."""
        return financial_year_of(self.end)

    @property
    def financial_quarter(self) -> int:
        """The quarter of the financial year that the last day lies in: 1 is April to June."""
        return (self.end.month - 4) % 12 // 3 + 1

    def previous(self) -> Self:
        """The period of the same kind that ends the day before this one starts.

        >>> str(Period.parse("2016Q1").previous()), str(Period.parse("2015/16Q4").previous())
        ('2015Q4', '2015/16Q3')
        """
        return self.containing(self.kind, self.start - ONE_DAY, self.notation)

    def next(self) -> Self:
        """The period of the same kind that starts the day after this one ends."""
        return self.containing(self.kind, self.end + ONE_DAY, self.notation)

    def same_period_last_year(self) -> Self:
        """The same quarter, month, week number or day of the year before.

        29 February is compared with 28 February, and week 53 with week 52, where the year before
        has none.

        >>> str(Period.parse("2016-02-29").same_period_last_year())
        '2015-02-28'
        """
        if self.kind == "week":
            return self.containing("week", _week_last_year(self.start))
        return self.containing(self.kind, add_months(self.start, -12), self.notation)


def _year(day: date) -> tuple[date, date]:
    start = day.year if day.month >= 4 else day.year - 1
    return date(start, 4, 1), date(start + 1, 3, 31)


def _quarter(day: date) -> tuple[date, date]:
    start = date(day.year, day.month - (day.month - 1) % 3, 1)
    return start, month_end(add_months(start, 2))


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), month_end(day)


def _week(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _day(day: date) -> tuple[date, date]:
    return day, day


_BOUNDS: dict[str, Callable[[date], tuple[date, date]]] = {
    "year": _year,
    "quarter": _quarter,
    "month": _month,
    "week": _week,
    "day": _day,
}


def _week_last_year(monday: date) -> date:
    year, week, _ = monday.isocalendar()
    last = date(year - 1, 12, 28).isocalendar().week  # 28 December is always in the last week
    return date.fromisocalendar(year - 1, min(week, last), 1)


def months_in_words(start: date, end: date) -> str:
    """Whole months: "March 2016", "January to March 2016" or "April 2015 to March 2016"."""
    first, last = MONTHS[start.month - 1], f"{MONTHS[end.month - 1]} {end.year}"
    if start.year != end.year:
        return f"{first} {start.year} to {last}"
    return last if start.month == end.month else f"{first} to {last}"


def days_in_words(start: date, end: date) -> str:
    """Days: "29 March 2016", "21 to 27 March 2016", "28 March to 3 April 2016", ..."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]}" for day in (start, end))
    if start == end:
        return f"{last} {end.year}"
    if start.year != end.year:
        return f"{first} {start.year} to {last} {end.year}"
    return f"{start.day if start.month == end.month else first} to {last} {end.year}"
