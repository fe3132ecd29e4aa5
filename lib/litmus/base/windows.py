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
_ROLLING = {"R12M": 12, "R36M": 36}
_SINCE = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "FYTD": "year"}


@dataclass(frozen=True)
class Window:
    """The days that a figure counts, `start` and `end` included.

    `kind` is "day", "week", "month", "quarter", "R12M" (rolling 12 months), "R36M" or "FYTD"
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
        """
        if self.kind in _ROLLING:
            return f"{_ROLLING[self.kind]} months to {days_in_words(self.end, self.end)}"
        if self.kind in ("day", "week", "FYTD") or self.end != month_end(self.end):
            return days_in_words(self.start, self.end)
        return months_in_words(self.start, self.end)


def window_ending(kind: str, s: date) -> Window:
    """The window of an indicator at the snapshot date `s`, as `indicators.yml` defines it.

    A month or quarter runs from its first day to `s`, FYTD from 1 April. R12M and R36M start the
    day after `s` less 12 or 36 months (a day that its month lacks is the last of that month): R36M
    at 2015-02-28 starts on 2012-02-29. Beside those, a week runs from Monday, a day is `s` itself.
    Raises UsageError for another kind.
    """
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
