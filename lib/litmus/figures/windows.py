"""The windows that a report's figures cover, and which of them is compared with which."""

from collections.abc import Callable
from datetime import date

from litmus.base.periods import Period, Window, add_months, history, month_end, window_ending
from litmus.base.settings import History
from litmus.indicators import Events, Indicator

ROLLING_YEARS = 13
USUAL = History()
# How many months earlier the figure of a month, quarter or year is compared with.
STEPS = {"month": 1, "quarter": 3, "year": 12}


def of(indicator: Indicator, period: Period, reach: History = USUAL) -> list[Window]:
    """The windows of an indicator in a report of `period`, each kind oldest first.

    Months and quarters as far back as `reach` says; for events thirteen rolling years, too, one
    ending with each month. The windows that are compared are always among them.
    """
    s = period.end
    found = history("month", s, reach.months) + history("quarter", s, reach.quarters)
    if isinstance(indicator.cases, Events):
        kind = indicator.window if indicator.window not in STEPS else "R12M"
        found += history(kind, s, ROLLING_YEARS)
    found += compared(indicator, period)
    return sorted(dict.fromkeys(found), key=lambda window: (window.kind, window.end))


def compared(indicator: Indicator, period: Period) -> list[Window]:
    """The indicator's own window a year ago, in the period before, and in this one."""
    ends = (period.same_period_last_year().end, period.previous().end, period.end)
    return [window_ending(indicator.window, end) for end in ends]


def before(period: Period) -> Callable[[date], date | None]:
    """The last day of the window that the one ending on a day is compared with.

    A figure at the end of the report's period is compared with the previous period of the report;
    earlier ones with as many months before. None where the period is a week or a day.
    """

    def earlier(end: date) -> date | None:
        if end == period.end:
            return period.previous().end
        if period.kind not in STEPS:
            return None
        return month_end(add_months(end, -STEPS[period.kind]))

    return earlier
