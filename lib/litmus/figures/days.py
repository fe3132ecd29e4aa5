"""How long cases took: numbers of cases by band of days, the middle, and how many are in time.

The bands are as wide as divides the limit into at least five, so that one of them ends with it; all
that took more than twice the limit is in the last one. Nothing of a single case is in here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from litmus.base.periods import Period
from litmus.base.windows import Window, change_windows
from litmus.indicators import Events, Indicator, engine
from litmus.indicators.database import Connection
from litmus.indicators.engine import Unavailable
from litmus.indicators.steps import Within

FEWEST_BANDS = 5  # up to the limit
WIDEST = 5  # days


@dataclass(frozen=True)
class CountedDays:
    """So many cases took from `first` to `last` days; None where the band is open."""

    first: int
    last: int | None
    number: int


@dataclass(frozen=True)
class DaysTaken:
    """How long the cases of a window took. `median` is None where no days are known.

    `in_time` took no more than the limit, `late` more; of `unknown` the days are not known. The
    three together are the cases that the figure of the window rests on, `in_time` its numerator.
    """

    window: str
    start: date
    end: date
    bands: tuple[CountedDays, ...]
    median: float | None
    in_time: int
    late: int
    unknown: int

    @property
    def known(self) -> int:
        """How many cases there are of which the days are known."""
        return self.in_time + self.late


def of_each(
    connection: Connection,
    indicator: Indicator,
    period: Period,
    unavailable: Unavailable,
    asked: Within | None,
    groups: Sequence[Within | None],
) -> dict[Within | None, tuple[DaysTaken, ...]]:
    """The days of the window in which change is judged, and of the same a year before, within each
    of the `groups`: by one query a window, as `engine.exact_rows_of_each` has it.

    None of a window that the data cannot feed, and none where the indicator declares no days.
    """
    if indicator.days is None:
        return dict.fromkeys(groups, ())
    over_time = isinstance(indicator.cases, Events)
    now, _, year_before = change_windows(period, over_time, indicator.window)
    limit = indicator.days.limit_with(indicator.parameters)
    known = [window for window in (now, year_before) if unavailable(indicator, window) is None]
    counts = {window: engine.days_taken(connection, indicator, window, asked) for window in known}
    return {
        group: tuple(taken(window, counts[window].get(group, {}), limit) for window in known)
        for group in groups
    }


def taken(window: Window, counts: Mapping[int | None, int], limit: int) -> DaysTaken:
    """What numbers of cases by days come to."""
    known = dict(sorted(_known(counts).items()))
    in_time = sum(number for days, number in known.items() if days <= limit)
    return DaysTaken(
        window=window.kind,
        start=window.start,
        end=window.end,
        bands=tuple(_bands(known, limit)),
        median=median(known),
        in_time=in_time,
        late=sum(known.values()) - in_time,
        unknown=counts.get(None, 0),
    )


def median(known: Mapping[int, int]) -> float | None:
    """The middle of numbers of cases by days, in their order; None of nothing.

    >>> median({3: 2, 10: 1}), median({3: 1, 10: 1}), median({})
    (3.0, 6.5, None)
    """
    whole = sum(known.values())
    if not whole:
        return None
    ends = list(zip(known, accumulate(known.values()), strict=True))
    low, high = (
        next(days for days, up_to in ends if up_to >= place)
        for place in ((whole + 1) // 2, whole // 2 + 1)
    )
    return (low + high) / 2


def width(limit: int) -> int:
    """How many days a band holds.

    >>> width(45), width(15), width(10), width(13)
    (5, 3, 2, 1)
    """
    fit = [days for days in range(1, WIDEST + 1) if not limit % days]
    return max([days for days in fit if limit // days >= FEWEST_BANDS], default=1)


def _known(counts: Mapping[int | None, int]) -> dict[int, int]:
    return {days: number for days, number in counts.items() if days is not None}


def _bands(known: Mapping[int, int], limit: int) -> list[CountedDays]:
    wide, furthest = width(limit), 2 * limit
    starts = range(0, furthest, wide)
    ends = [(start + 1 if start else 0, start + wide) for start in starts]
    found = [CountedDays(a, b, _number(known, a, b)) for a, b in ends]
    rest = sum(number for days, number in known.items() if days > furthest)
    return [*found, CountedDays(furthest + 1, None, rest)]


def _number(known: Mapping[int, int], first: int, last: int) -> int:
    return sum(number for days, number in known.items() if first <= days <= last)
