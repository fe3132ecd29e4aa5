"""Counting days to a deadline: working days by the council's calendar, or calendar days."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from litmus.base import working_days
from litmus.qa.query import Query

CALENDAR = "calendar"


@dataclass(frozen=True)
class Days:
    """Adds days to a day. `working`: every working day, in order; None counts all days."""

    working: tuple[date, ...] | None

    @classmethod
    def of(cls, asked: Query, kind: str) -> Days:
        """Of "working" or "calendar" days. Working days are those of the data's `ref_calendar`,
        which knows the council's own bank holidays; else those of England and Wales."""
        return cls(None) if kind == CALENDAR else asked.once("working days", lambda: cls._of(asked))

    @classmethod
    def _of(cls, asked: Query) -> Days:
        days: list[tuple[date, int]] = []
        if asked.has("ref_calendar"):
            days = asked.rows("SELECT day, working_day FROM ref_calendar ORDER BY day")
        first: dict[int, date] = {}
        for day, number in days or working_days.calendar():
            first.setdefault(number, day)
        # Before the first working day the running number is 0.
        return cls(tuple(day for number, day in first.items() if number > 0))

    def add(self, day: date, days: int) -> date:
        """The day that is so many days later; the first of them is the next day (that counts).

        5 working days after Thursday 24 March 2016 (Easter follows) is Monday 4 April 2016.
        """
        if self.working is None or days == 0:
            return day + timedelta(days=days)
        return self.working[bisect_right(self.working, day) + days - 1]
