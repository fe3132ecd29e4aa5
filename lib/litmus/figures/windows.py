"""The windows that a report's figures cover, and which of them is compared with which."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from litmus.base.history import History
from litmus.base.periods import Period, add_months, month_end
from litmus.base.windows import Window, change_windows, history, window_ending
from litmus.indicators import Events, Indicator

ROLLING_YEARS = 13
USUAL = History()
# How many months earlier the figure of a month, quarter or year is compared with.
STEPS = {"month": 1, "quarter": 3, "year": 12}
# The same for reports of a week and of a day, and how many of them such a report shows.
BRIEF_STEPS = {"week": timedelta(days=7), "day": timedelta(days=1)}
BRIEF = {"week": 13, "day": 14}
# Windows that a report of a week or a day would cut short on some day within them.
CUT_SHORT = ("month", "quarter")


def in_own_window(indicator: Indicator, period: Period) -> Indicator:
    """The indicator as a report of `period` shows it.

    In a report of a week or a day, that week or day is the window of what has a month or a quarter
    otherwise: the 1st to the 27th is no month to be compared with the 1st to the 20th. Rolling
    windows end with the period.
    """
    if period.kind in BRIEF and indicator.window in CUT_SHORT:
        return replace(indicator, window=period.kind)
    return indicator


def of(indicator: Indicator, period: Period, reach: History = USUAL) -> list[Window]:
    """The windows of an indicator in a report of `period`, each kind oldest first.

    Months and quarters, weeks and days as far back as `reach` says; for events thirteen rolling
    years, too, one ending with each month, or as many as there are weeks or days in a report of a
    week or a day. The windows that are compared are always among them.
    """
    s, each = period.end, period.kind if period.kind in BRIEF else ""
    numbers = {"week": reach.weeks, "day": reach.days}
    found = history("month", s, reach.months) + history("quarter", s, reach.quarters)
    for kind, number in numbers.items():
        asked = number or (BRIEF[kind] if kind == each else 0)
        found += history(kind, s, asked) if asked else []
    if reach.rolling and s != Period.containing("quarter", s).end:
        found += history("R3M", s, reach.quarters, step_months=3)
    if isinstance(indicator.cases, Events):
        short = indicator.window in (*STEPS, *BRIEF)
        kind = "R12M" if short else indicator.window
        found += history(kind, s, BRIEF.get(each, ROLLING_YEARS), each=each)
    found += comparison_windows(indicator, period)
    return sorted(dict.fromkeys(found), key=lambda window: (window.kind, window.end))


def comparison_windows(indicator: Indicator, period: Period) -> list[Window]:
    """The indicator's own window a year ago, in the period before, and in this one; and those
    between which change is judged (`litmus.base.windows.change_windows`)."""
    ends = (period.same_period_last_year().end, period.previous().end, period.end)
    own = [window_ending(indicator.window, end) for end in ends]
    over_time = isinstance(indicator.cases, Events)
    judged = change_windows(period, over_time, indicator.window)
    return list(dict.fromkeys((*own, *judged)))


Wanted = dict[str, list[Window]]


def report_windows(
    indicators: Iterable[Indicator], brief: Iterable[str], period: Period, reach: History
) -> tuple[Wanted, Wanted]:
    """The windows of each indicator in a report, and those in which it has groups, by code.

    Those that are `brief` have no history and no groups.
    """
    every, brief = list(indicators), set(brief)
    near = {each.code: comparison_windows(each, period) for each in every}
    far = {
        each.code: near[each.code] if each.code in brief else of(each, period, reach)
        for each in every
    }
    grouped = far if reach.groups else near
    return far, {code: [] if code in brief else found for code, found in grouped.items()}


def before(period: Period) -> Callable[[date], date | None]:
    """The last day of the window that the one ending on a day is compared with.

    A figure at the end of the report's period is compared with the previous period of the report;
    earlier ones with as many days or months before.
    """

    def earlier(end: date) -> date | None:
        if end == period.end:
            return period.previous().end
        if period.kind in BRIEF_STEPS:
            return end - BRIEF_STEPS[period.kind]
        return month_end(add_months(end, -STEPS[period.kind]))

    return earlier
