"""Trend: do the figures keep rising or falling over the whole series?

The Mann-Kendall test asks whether later figures tend to be higher (or lower) than earlier ones,
whatever the shape of the rise; Sen's slope says by how much a period. Periods must not overlap: a
rolling twelve months resembles its neighbour by construction.

Neighbouring months resemble each other in any case, most of all where children stay: the same
children are looked after at both ends of a month. Such a series drifts, and the plain test calls
every second drift of sixteen months a trend. So the test's variance is widened by the
resemblance of neighbours. It then finds a trend less often, which is the safer error. A series
that moves the same way at every single step is a trend however bent: a drift has even chances at
each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import erfc, sqrt
from statistics import median

from litmus.figures.statistics.intervals import LEVEL, normal, tail
from litmus.figures.statistics.numbers import number, numbers

# From 8 points on the statistic is near enough normal (Mann 1945; Kendall 1975).
MINIMUM = 8
# The correction of a short series' resemblance divides by so many points less than it has.
OFF = 4
# A resemblance of 1 would leave nothing to test.
MOST_ALIKE = 0.99
# Differences beyond so many digits of the range are rounding.
DIGITS = 9


@dataclass(frozen=True)
class Trend:
    """The trend of a series.

    slope, lower, upper: Sen's slope a period, with its interval, in the unit of the values.
    p: how often chance alone would look so much like a trend. s: the Mann-Kendall score.
    widened: the factor by which resemblance of neighbours widened the variance, 1 for none.
    direction: "rising", "falling", or "" where no trend is shown; `reason` says why not tested.
    """

    points: int
    s: int = 0
    p: float | None = None
    slope: float | None = None
    lower: float | None = None
    upper: float | None = None
    widened: float = 1.0
    direction: str = ""
    reason: str = ""


def mann_kendall(values: Sequence[float | None], level: float = LEVEL) -> Trend:
    """The trend of `values`, evenly spaced and oldest first, None (or no number) where there is a
    gap.

    Source: Mann (1945, Econometrica 13:245) and Kendall (1975), corrected for ties and continuity;
    slope and interval of Sen (1968, JASA 63:1379) as in Gilbert (1987, "Statistical Methods for
    Environmental Pollution Monitoring", chapters 16 and 17); variance widened for resemblance
    of neighbours as Yue & Wang (2004, Water Resources Management 18:201), see `widening`; for a
    series without a step back also the sign test of its steps (Dixon & Mood 1946, JASA 41:557).
    """
    tail(level)
    known = ((t, number(value)) for t, value in enumerate(values))
    points = [(t, value) for t, value in known if value is not None]
    if len(points) < MINIMUM:
        return Trend(len(points), reason=f"a trend needs at least {MINIMUM} figures")
    s = _score([value for _, value in points])
    slopes = sorted(
        (v2 - v1) / (t2 - t1) for i, (t1, v1) in enumerate(points) for t2, v2 in points[i + 1 :]
    )
    slope = median(slopes)
    widened = _widening(_without_line(points, slope))
    sigma = sqrt(_variance([value for _, value in points]) * widened)
    p = erfc(max(abs(s) - 1, 0) / sigma / sqrt(2)) if sigma else 1.0
    if abs(s) == len(slopes):
        p = min(p, 2.0 ** (2 - len(points)))  # every step the same way: sign test of the steps
    lower, upper = _limits(slopes, sigma, level)
    shown = p < 1 - level
    direction = ("rising" if s > 0 else "falling") if shown else ""
    return Trend(len(points), s, p, slope, lower, upper, widened, direction)


Series = Sequence[float | None]


def score(values: Series) -> int | None:
    """The Mann-Kendall score: pairs whose later value is higher, less those where it is lower.

    None where one of the values is no number. Source: Mann (1945); Gilbert (1987), equation 16.2.
    """
    known = numbers(*values)
    return None if known is None else _score(known)


def variance(values: Series) -> float | None:
    """The variance of the score where there is no trend, less what equal values take away.

    None where one of the values is no number. Source: Kendall (1975); Gilbert (1987), equation
    16.3.
    """
    known = numbers(*values)
    return None if known is None else _variance(known)


def widening(rest: Series) -> float | None:
    """How much the resemblance of neighbours widens the variance of the score; 1 at the least.

    `rest` is what a straight line leaves of the series. Its ranks are taken as a first-order
    autoregression, whose variance grows by 1 + 2 Σ (1 - i/n) rⁱ: Yue & Wang (2004), from Matalas
    & Langbein (1962). A short series without its line looks less alike than it is; r is corrected
    for that, (n r + 2) / (n - 4), as Hamed (2009, Journal of Hydrology 368:143). So it is None for
    fewer than five values, and where one of them is no number.
    """
    known = numbers(*rest)
    return None if known is None or len(known) <= OFF else _widening(known)


def _score(values: Sequence[float]) -> int:
    return sum(
        (later > earlier) - (later < earlier)
        for i, earlier in enumerate(values)
        for later in values[i + 1 :]
    )


def _variance(values: Sequence[float]) -> float:
    ties = [values.count(value) for value in set(values)]
    return (_share(len(values)) - sum(_share(tie) for tie in ties)) / 18


def _widening(rest: Sequence[float]) -> float:
    n = len(rest)
    ranks = [sum(b < a for b in rest) + (rest.count(a) + 1) / 2 for a in rest]
    offsets = [rank - (n + 1) / 2 for rank in ranks]
    spread = sum(offset**2 for offset in offsets)
    if not spread:
        return 1.0
    alike = sum(a * b for a, b in pairwise(offsets)) / spread
    r = min((n * alike + 2) / (n - OFF), MOST_ALIKE)
    return 1 + 2 * sum((1 - i / n) * r**i for i in range(1, n)) if r > 0 else 1.0


def _without_line(points: Sequence[tuple[int, float]], slope: float) -> list[float]:
    """What a line leaves of the series, as shares of its range; rounded, so that ties stay ties."""
    first = points[0][1]
    values = [value for _, value in points]
    reach = max(values) - min(values)
    return [round((v - first - slope * t) / reach, DIGITS) if reach else 0.0 for t, v in points]


def _share(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def _limits(slopes: Sequence[float], sigma: float, level: float) -> tuple[float, float]:
    """The slopes that lie `normal(level)` standard errors of the score off the middle one."""
    reach = normal(level) * sigma
    last = len(slopes) - 1
    lower = max(round((len(slopes) - reach) / 2) - 1, 0)
    return slopes[lower], slopes[last - lower]
