"""The periods of a requirement: months, pairs of months, quarters, half years, years."""

from __future__ import annotations

from datetime import date

from litmus.base.periods import add_months, month_end

MONTHS = {"MONTH": 1, "TWO_MONTHS": 2, "QUARTER": 3, "HALF_YEAR": 6, "YEAR": 12}
# Two months begin in January, March, ...; half years and years with the financial year, in April.
_BEGINS = {"MONTH": 1, "TWO_MONTHS": 1, "QUARTER": 1, "HALF_YEAR": 4, "YEAR": 4}


def span_of(period: str, day: date) -> tuple[date, date]:
    """The first and the last day of the requirement's period that holds a day."""
    months = MONTHS[period]
    into = (day.month - _BEGINS[period]) % months
    start = add_months(day.replace(day=1), -into)
    return start, month_end(add_months(start, months - 1))


def spans(period: str, start: date, end: date) -> list[tuple[date, date]]:
    """The requirement's periods that end from `start` to `end`, both included; oldest first."""
    found = []
    first, last = span_of(period, start)
    while last <= end:
        found.append((first, last))
        first, last = span_of(period, add_months(first, MONTHS[period]))
    return found
