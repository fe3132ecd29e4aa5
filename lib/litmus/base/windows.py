"""The windows that figures are counted over: what an indicator counts in.

A window is not a period: the twelve months to 31 March 2016 are a window of the quarter 2016Q1.
"""

from dataclasses import dataclass
from datetime import date

from litmus.base.errors import UsageError
from litmus.base.periods import (
    ONE_DAY,
    Period,
    add_months,
    days_in_words,
    month_end,
    months_in_words,
)

_DAYS = {"day": ONE_DAY, "week": 7 * ONE_DAY}
_ROLLING = {"R3M": 3, "R12M": 12, "R36M": 36}
_SINCE = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "FYTD": "year"}


@dataclass(frozen=True)
class Window:
    """The days that a figure counts, `start` and `end` included.

    `kind` is "day", "week", "month", "quarter", "R3M" (rolling 3 months), "R12M", "R36M" or "FYTD"
    (financial year to date).
    """

    kind: str
    start: date
    end: date

    @property
    def label(self) -> str:
        """The short name: "2016-03", "2016Q1", "2016-W12", "R12M to 2016-03-31".

        A week, month or quarter that is cut short says so: "2016-03 to 2016-03-27".
        """
        if self.kind not in ("day", "week", "month", "quarter"):
            return f"{self.kind} to {self.end}"
        period = Period.containing(self.kind, self.end)
        return str(period) if period.end == self.end else f"{period} to {self.end}"

    @property
    def title(self) -> str:
        """The window in words: "January to March 2016", "12 months to 31 March 2016".

        >>> window_ending("R12M", date(2016, 3, 31)).title
        '12 months to 31 March 2016'
        >>> window_ending("R3M", date(2016, 2, 29)).title
        'December 2015 to February 2016'
        """
        if self.kind in _ROLLING and (self.kind != "R3M" or self.end != month_end(self.end)):
            return f"{_ROLLING[self.kind]} months to {days_in_words(self.end, self.end)}"
        if self.kind in ("day", "week", "FYTD") or self.end != month_end(self.end):
            return days_in_words(self.start, self.end)
        return months_in_words(self.start, self.end)


def window_ending(kind: str, s: date) -> Window:
    """The window of an indicator at the snapshot date `s`, as `indicators.yml` defines it.

    A month or quarter runs from its first day to `s`, FYTD from 1 April. R3M, R12M and R36M start
    the day after `s` less 3, 12 or 36 months (a day that its month lacks is the last of that
    month): R36M at 2015-02-28 starts on 2012-02-29; R3M at the end of a month takes whole months.
    Beside those, a week runs from Monday, a day is `s` itself.
    Raises UsageError for another kind.
    """
    if kind == "R3M" and s == month_end(s):  # whole months, so that none shares a day with the next
        return Window(kind, month_end(add_months(s, -_ROLLING[kind])) + ONE_DAY, s)
    if kind in _ROLLING:
        return Window(kind, add_months(s, -_ROLLING[kind]) + ONE_DAY, s)
    if kind in _SINCE:
        return Window(kind, Period.containing(_SINCE[kind], s).start, s)
    raise UsageError(f"No window is called '{kind}': use {', '.join((*_SINCE, *_ROLLING))}.")


def history(
    kind: str, s: date, count: int, step_months: int | None = None, each: str = ""
) -> list[Window]:
    """The last `count` windows of a kind, oldest first; the last one ends on `s`.

    The others end on quarter ends for quarters, else on month ends, `step_months` apart (three for
    quarters, else one). Days and weeks end with the days and Sundays before, as do windows of
    any kind of which one is asked for `each` "day" or "week".

    >>> [window.label for window in history("week", date(2016, 3, 23), 3)]
    ['2016-W10', '2016-W11', '2016-W12 to 2016-03-23']
    """
    if (every := each or kind) in _DAYS:
        last = Period.containing(every, s).end
        earlier = [last - _DAYS[every] * back for back in range(count - 1, 0, -1)]
    else:
        step = step_months or (3 if kind == "quarter" else 1)
        anchor = Period.containing("quarter", s).end if kind == "quarter" else s
        earlier = [month_end(add_months(anchor, -step * back)) for back in range(count - 1, 0, -1)]
    return [window_ending(kind, end) for end in (*earlier, s)]


def windows_since(day: date, end: date, over_time: bool, own: str) -> tuple[Window, Window] | None:
    """The windows between which is judged what has come since a day: before it, and to `end`.

    Of events the last whole month before it, and the month that ends on `end`, which has to begin
    after it; what is counted at a day has its `own` window, to the end of the month before and to
    `end`. None where there is no such pair that shares no day.

    >>> since = windows_since(date(2016, 2, 9), date(2016, 3, 31), True, "R12M")
    >>> [window.title for window in since]
    ['January 2016', 'March 2016']
    """
    kind = "month" if over_time else own
    before, now = window_ending(kind, month_end(add_months(day, -1))), window_ending(kind, end)
    begins = now.start if over_time else end
    return (before, now) if day < begins and before.end < now.start else None


def change_windows(period: Period, over_time: bool, own: str) -> list[Window]:
    """The windows between which change is judged: this one, the one before, the one a year ago.

    No two share a day. In a report of a month or a quarter each is three months long, so that two
    reports that end on one day judge alike; in that of a year a year, of a week or a day that. What
    is not counted `over_time` but at a day has its `own` window, with those ends.

    >>> month = Period.parse("2016-02")
    >>> [window.title for window in change_windows(month, True, "R12M")]
    ['December 2015 to February 2016', 'September to November 2015', \
'December 2014 to February 2015']
    """
    s, months = period.end, {"month": 3, "quarter": 3, "year": 12}.get(period.kind)
    if not months:
        kind = period.kind if over_time else own
        ends = [s, period.previous().end, period.same_period_last_year().end]
    else:
        of_quarter = s == Period.containing("quarter", s).end
        kind = "R12M" if months == 12 else "quarter" if of_quarter else "R3M"
        kind = kind if over_time else own
        ends = [s, *(month_end(add_months(s, -back)) for back in (months, 12))]
    return [window_ending(kind, end) for end in ends]
