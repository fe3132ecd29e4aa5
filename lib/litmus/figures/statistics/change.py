"""Change between two periods: more than chance, or not?

Every test takes the two figures as counted from different cases. So windows that overlap are never
tested: twelve months to March and twelve months to December share nine months of cases, and their
difference says little. The same period last year is tested where the windows do not meet, as
twelve months ending a year apart do not; 36 months ending a year apart do.

Two snapshots may hold some of the same children. Their figures then vary together, and a test that
takes them as different claims too little rather than too much. The tests also take each case as its
own; brothers and sisters share outcomes, so a bare significance is a weak one. Of twenty unchanged
figures tested at 95%, one will seem to have changed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from litmus.base.windows import Window
from litmus.figures.statistics.intervals import LEVEL, Limits, student, tail, wilson
from litmus.figures.statistics.numbers import number, numbers, part

NEWCOMBE = "Newcombe's interval for the difference of two proportions"
CONDITIONAL = "exact conditional interval for the ratio of two rates"
WELCH = "Welch's t interval for the difference of two means"

# Why numbers that cannot be are not tested.
NO_PART = "a numerator is no part of its denominator"
NO_COUNT = "a count is not known or cannot be"
NO_MEAN = "a mean, its spread or its cases are not known or cannot be"

# The value of each measure that means "no change".
UNCHANGED = {"difference": 0.0, "ratio": 1.0}


@dataclass(frozen=True)
class Change:
    """What changed from the earlier figure to the later, with its confidence interval.

    measure: "difference" (later - earlier: proportions within -1 to 1, means in their unit) or
        "ratio" (later / earlier: rates and counts). `value` or a limit without end is None.
    significant: whether the interval leaves out "no change"; None where it was not tested, and
        `reason` says why in plain words.
    method: what the interval is, as a report names it.
    """

    measure: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    significant: bool | None = None
    method: str = ""
    reason: str = ""

    @property
    def direction(self) -> str:
        """ "up" or "down" where the change is significant, else ""."""
        if not self.significant:
            return ""
        above = self.lower is not None and self.lower >= UNCHANGED[self.measure]
        return "up" if above else "down"


@dataclass(frozen=True)
class Estimate:
    """One of the two figures: numerator and denominator as in figures.csv, None where missing.

    `sd` is the sample deviation of the cases of a mean, where it is known.
    """

    window: Window
    numerator: float | None
    denominator: float | None = None
    sd: float | None = None


Kind = Literal["count", "percentage", "rate", "mean"]


def compare(
    kind: Kind, earlier: Estimate, later: Estimate, snapshot: bool = False, level: float = LEVEL
) -> Change:
    """The change between two figures of one indicator, by the method of its kind.

    Percentages by `proportions`, rates and counts by `rates`, means by `means`. Counts and rates
    of events are compared per day, so that February is not fewer only for being short; snapshots
    have no length. Not tested, with the reason, where the windows overlap or a figure is missing.
    Only for figures that count cases: full-time equivalents and other sums have no such chance.
    """
    reason = overlap(earlier.window, later.window) or _missing(kind, earlier, later)
    if reason:
        return Change(reason=reason)
    return _TESTS[kind](earlier, later, snapshot, level)


def overlap(earlier: Window, later: Window) -> str:
    """Why two windows cannot be compared because they share days; "" where they do not."""
    if earlier.end < later.start or later.end < earlier.start:
        return ""
    return "both count some of the same days"


Number = float | None


def proportions(k1: Number, n1: Number, k2: Number, n2: Number, level: float = LEVEL) -> Change:
    """The difference k2 / n2 - k1 / n1 of two independent proportions, earlier first.

    Source: Newcombe (1998, Statistics in Medicine 17:873), method 10: the Wilson intervals of the
    two combined. Not tested, with the reason, where a denominator is 0 or a numerator is no part
    of its own.
    """
    tail(level)
    before, after = part(k1, n1), part(k2, n2)
    if before is None or after is None:
        return Change(reason=NO_PART, method=NEWCOMBE)
    if not before[1] or not after[1]:
        return Change(reason="there are no cases in one of the periods", method=NEWCOMBE)
    (l1, u1), (l2, u2) = _bounds(wilson(*before, level)), _bounds(wilson(*after, level))
    p1, p2 = before[0] / before[1], after[0] / after[1]
    lower = p2 - p1 - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)
    upper = p2 - p1 + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    return _change("difference", p2 - p1, lower, upper, NEWCOMBE)


def rates(
    k1: Number, exposure1: Number, k2: Number, exposure2: Number, level: float = LEVEL
) -> Change:
    """The ratio of two rates of events, (k2 / exposure2) / (k1 / exposure1), earlier first.

    Exposure is what the events are counted against: population, days, or population x days.
    Source: Przyborowski & Wilenski (1940, Biometrika 31:313): of all events, the later ones are
    binomial; their exact interval (Clopper & Pearson 1934) gives that of the ratio, as R's
    `poisson.test`. Not tested, with the reason, without events or exposure, or where a count
    cannot be.
    """
    tail(level)
    counts, against = numbers(k1, k2), numbers(exposure1, exposure2)
    if counts is None or min(counts) < 0:
        return Change(reason=NO_COUNT, method=CONDITIONAL)
    if against is None or not min(against) > 0:
        return Change(reason="there is no population for one of the periods", method=CONDITIONAL)
    before, after = counts
    if before + after == 0:
        return Change(reason="there are no events in either period", method=CONDITIONAL)
    scale = against[0] / against[1]
    lower, upper = _clopper_pearson(after, before + after, level)
    ratio = number(scale * after / before) if before else None
    limit = number(scale * upper / (1 - upper)) if before and upper < 1 else None
    least = number(scale * lower / (1 - lower)) if lower < 1 else None
    if least is None:
        return Change(reason=NO_COUNT, method=CONDITIONAL)
    return _change("ratio", ratio, least, limit, CONDITIONAL)


def means(
    n1: Number,
    mean1: Number,
    sd1: Number,
    n2: Number,
    mean2: Number,
    sd2: Number,
    level: float = LEVEL,
) -> Change:
    """The difference mean2 - mean1 of two independent means, earlier first.

    Source: Welch (1947, Biometrika 34:28), with Satterthwaite's degrees of freedom, as R's
    `t.test`. Not tested, with the reason, for fewer than two cases in a period, where no case
    differs from another, or where a spread cannot be.
    """
    tail(level)
    one, two = numbers(n1, mean1, sd1), numbers(n2, mean2, sd2)
    if one is None or two is None or min(one[0], one[2], two[0], two[2]) < 0:
        return Change(reason=NO_MEAN, method=WELCH)
    if one[0] < 2 or two[0] < 2:
        return Change(reason="a mean of fewer than two cases cannot be tested", method=WELCH)
    v1, v2 = one[2] ** 2 / one[0], two[2] ** 2 / two[0]
    if v1 + v2 == 0:
        return Change(reason="the cases do not vary", method=WELCH)
    # As shares of the whole, so that the squares of the very small do not vanish.
    s1, s2 = v1 / (v1 + v2), v2 / (v1 + v2)
    times = student(1 / (s1**2 / (one[0] - 1) + s2**2 / (two[0] - 1)), level)
    if times is None:
        return Change(reason=NO_MEAN, method=WELCH)
    half, difference = times * sqrt(v1 + v2), two[1] - one[1]
    return _change("difference", difference, difference - half, difference + half, WELCH)


def _change(
    measure: str, value: float | None, lower: float, upper: float | None, method: str
) -> Change:
    none = UNCHANGED[measure]
    significant = lower > none or (upper is not None and upper < none)
    return Change(measure, value, lower, upper, significant, method)


def _bounds(limits: Limits) -> tuple[float, float]:
    lower, upper = limits
    assert lower is not None and upper is not None  # wilson gives both wherever there are cases
    return lower, upper


def _clopper_pearson(k: float, n: float, level: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    outside = tail(level)
    lower = float(betaincinv(k, n - k + 1, outside)) if k > 0 else 0.0
    upper = float(betaincinv(k + 1, n - k, 1 - outside)) if k < n else 1.0
    return lower, upper


def _missing(kind: Kind, earlier: Estimate, later: Estimate) -> str:
    figures = (earlier, later)
    if any(number(figure.numerator) is None for figure in figures):
        return "there is no figure for one of the periods"
    if kind != "count" and any(not number(figure.denominator) for figure in figures):
        return "there are no cases in one of the periods"
    if kind == "mean" and any(number(figure.sd) is None for figure in figures):
        return "how far the cases of this mean lie apart is not known"
    return ""


def _compare_proportions(earlier: Estimate, later: Estimate, _: bool, level: float) -> Change:
    one, two = _parts(earlier), _parts(later)
    return proportions(*one, *two, level)


def _compare_rates(earlier: Estimate, later: Estimate, snapshot: bool, level: float) -> Change:
    (k1, pop1), (k2, pop2) = _parts(earlier), _parts(later)
    return rates(k1, pop1 * _days(earlier, snapshot), k2, pop2 * _days(later, snapshot), level)


def _compare_counts(earlier: Estimate, later: Estimate, snapshot: bool, level: float) -> Change:
    k1, k2 = earlier.numerator, later.numerator
    return rates(k1, _days(earlier, snapshot), k2, _days(later, snapshot), level)


def _compare_means(earlier: Estimate, later: Estimate, _: bool, level: float) -> Change:
    (sum1, n1), (sum2, n2) = _parts(earlier), _parts(later)
    return means(n1, sum1 / n1, earlier.sd, n2, sum2 / n2, later.sd, level)


def _parts(figure: Estimate) -> tuple[float, float]:
    known = numbers(figure.numerator, figure.denominator)
    assert known is not None  # _missing has seen to it
    return known[0], known[1]


def _days(figure: Estimate, snapshot: bool) -> int:
    return 1 if snapshot else (figure.window.end - figure.window.start).days + 1


_TESTS: dict[str, Callable[[Estimate, Estimate, bool, float], Change]] = {
    "percentage": _compare_proportions,
    "rate": _compare_rates,
    "count": _compare_counts,
    "mean": _compare_means,
}
