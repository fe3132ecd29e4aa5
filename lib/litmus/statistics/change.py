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

from litmus.errors import LitmusError
from litmus.periods import Window
from litmus.statistics.intervals import LEVEL, Limits, student, tail, wilson

NEWCOMBE = "Newcombe's interval for the difference of two proportions"
CONDITIONAL = "exact conditional interval for the ratio of two rates"
WELCH = "Welch's t interval for the difference of two means"

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
class Figure:
    """One of the two figures: numerator and denominator as in figures.csv, None where missing.

    `sd` is the sample deviation of the cases of a mean, where it is known.
    """

    window: Window
    numerator: float | None
    denominator: float | None = None
    sd: float | None = None


Kind = Literal["count", "percentage", "rate", "mean"]


def compare(
    kind: Kind, earlier: Figure, later: Figure, snapshot: bool = False, level: float = LEVEL
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
    return (
        f"{earlier.label} and {later.label} count some of the same days, so their difference "
        "cannot be tested"
    )


def proportions(k1: float, n1: float, k2: float, n2: float, level: float = LEVEL) -> Change:
    """The difference k2 / n2 - k1 / n1 of two independent proportions, earlier first.

    Source: Newcombe (1998, Statistics in Medicine 17:873), method 10: the Wilson intervals of the
    two combined. Not tested where a denominator is 0. Raises LitmusError as `wilson` does.
    """
    before, after = wilson(k1, n1, level), wilson(k2, n2, level)
    if not n1 or not n2:
        return Change(reason="there are no cases in one of the periods", method=NEWCOMBE)
    (l1, u1), (l2, u2) = _known(before), _known(after)
    p1, p2 = k1 / n1, k2 / n2
    lower = p2 - p1 - sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2)
    upper = p2 - p1 + sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2)
    return _change("difference", p2 - p1, lower, upper, NEWCOMBE)


def rates(k1: float, exposure1: float, k2: float, exposure2: float, level: float = LEVEL) -> Change:
    """The ratio of two rates of events, (k2 / exposure2) / (k1 / exposure1), earlier first.

    Exposure is what the events are counted against: population, days, or population x days.
    Source: Przyborowski & Wilenski (1940, Biometrika 31:313): of all events, the later ones are
    binomial; their exact interval (Clopper & Pearson 1934) gives that of the ratio, as R's
    `poisson.test`. Not tested without events or exposure. Raises LitmusError for negative counts.
    """
    if k1 < 0 or k2 < 0:
        raise LitmusError(f"A count cannot be {min(k1, k2)}. Check the indicator's declaration.")
    if not exposure1 > 0 or not exposure2 > 0:
        return Change(reason="there is no population for one of the periods", method=CONDITIONAL)
    if k1 + k2 == 0:
        return Change(reason="there are no events in either period", method=CONDITIONAL)
    scale = exposure1 / exposure2
    lower, upper = _clopper_pearson(k2, k1 + k2, level)
    ratio = scale * k2 / k1 if k1 else None
    limit = scale * upper / (1 - upper) if k1 else None
    return _change("ratio", ratio, scale * lower / (1 - lower), limit, CONDITIONAL)


def means(
    n1: float,
    mean1: float,
    sd1: float,
    n2: float,
    mean2: float,
    sd2: float,
    level: float = LEVEL,
) -> Change:
    """The difference mean2 - mean1 of two independent means, earlier first.

    Source: Welch (1947, Biometrika 34:28), with Satterthwaite's degrees of freedom, as R's
    `t.test`. Not tested for fewer than two cases in a period, or where no case differs from
    another.
    """
    if n1 < 2 or n2 < 2:
        return Change(reason="a mean of fewer than two cases cannot be tested", method=WELCH)
    v1, v2 = sd1**2 / n1, sd2**2 / n2
    if v1 + v2 == 0:
        return Change(reason="the cases do not vary", method=WELCH)
    freedom = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    half = student(freedom, level) * sqrt(v1 + v2)
    difference = mean2 - mean1
    return _change("difference", difference, difference - half, difference + half, WELCH)


def _change(
    measure: str, value: float | None, lower: float, upper: float | None, method: str
) -> Change:
    none = UNCHANGED[measure]
    significant = lower > none or (upper is not None and upper < none)
    return Change(measure, value, lower, upper, significant, method)


def _known(limits: Limits) -> tuple[float, float]:
    lower, upper = limits
    assert lower is not None and upper is not None  # wilson gives both wherever there are cases
    return lower, upper


def _clopper_pearson(k: float, n: float, level: float) -> tuple[float, float]:
    from scipy.special import betaincinv

    outside = tail(level)
    lower = float(betaincinv(k, n - k + 1, outside)) if k > 0 else 0.0
    upper = float(betaincinv(k + 1, n - k, 1 - outside)) if k < n else 1.0
    return lower, upper


def _missing(kind: Kind, earlier: Figure, later: Figure) -> str:
    figures = (earlier, later)
    if any(figure.numerator is None for figure in figures):
        return "there is no figure for one of the periods"
    if kind != "count" and any(not figure.denominator for figure in figures):
        return "there are no cases in one of the periods"
    if kind == "mean" and any(figure.sd is None for figure in figures):
        return "how far the cases of this mean lie apart is not known"
    return ""


def _number(value: float | None) -> float:
    assert value is not None  # _missing has seen to it
    return value


def _compare_proportions(earlier: Figure, later: Figure, _: bool, level: float) -> Change:
    one, two = _parts(earlier), _parts(later)
    return proportions(*one, *two, level)


def _compare_rates(earlier: Figure, later: Figure, snapshot: bool, level: float) -> Change:
    (k1, pop1), (k2, pop2) = _parts(earlier), _parts(later)
    return rates(k1, pop1 * _days(earlier, snapshot), k2, pop2 * _days(later, snapshot), level)


def _compare_counts(earlier: Figure, later: Figure, snapshot: bool, level: float) -> Change:
    k1, k2 = _number(earlier.numerator), _number(later.numerator)
    return rates(k1, _days(earlier, snapshot), k2, _days(later, snapshot), level)


def _compare_means(earlier: Figure, later: Figure, _: bool, level: float) -> Change:
    (sum1, n1), (sum2, n2) = _parts(earlier), _parts(later)
    sd1, sd2 = _number(earlier.sd), _number(later.sd)
    return means(n1, sum1 / n1, sd1, n2, sum2 / n2, sd2, level)


def _parts(figure: Figure) -> tuple[float, float]:
    return _number(figure.numerator), _number(figure.denominator)


def _days(figure: Figure, snapshot: bool) -> int:
    return 1 if snapshot else (figure.window.end - figure.window.start).days + 1


_TESTS: dict[str, Callable[[Figure, Figure, bool, float], Change]] = {
    "percentage": _compare_proportions,
    "rate": _compare_rates,
    "count": _compare_counts,
    "mean": _compare_means,
}
