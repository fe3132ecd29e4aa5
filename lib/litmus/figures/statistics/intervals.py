"""Confidence intervals for the four kinds of figure.

The methods are those that the UK Health Security Agency approves for public health indicators (its
R package PHEindicatormethods): Wilson's score for proportions; for counts and rates the exact
Poisson interval below ten events and Byar's approximation from ten on; Student's t for means, not
a bootstrap: it needs the number of cases, their mean and their spread, never the cases themselves,
and gives the same limits on every machine.

Every function returns (lower, upper). A limit that cannot be given is None, never NaN: so is that
of what is no number, and of what cannot be (a negative count, 5 out of 3). Who asks for the
interval of an indicator says what is wrong with it (`litmus.figures.uncertainty`).
"""

from functools import cache
from math import isfinite, sqrt
from statistics import NormalDist

from litmus.base.errors import LitmusError
from litmus.figures.statistics.numbers import number, numbers, part

Limits = tuple[float | None, float | None]

LEVEL = 0.95
BYAR_FROM = 10  # events: below it Byar's approximation is too rough, so the exact interval is used

NOT_AVAILABLE: Limits = (None, None)

# The method of each kind of figure, as a report names it.
METHODS = {
    "percentage": "Wilson's score interval",
    "rate": "exact Poisson interval below 10 events, Byar's approximation from 10",
    "count": "exact Poisson interval below 10 events, Byar's approximation from 10",
    "mean": "Student's t interval",
}


def wilson(k: float | None, n: float | None, level: float = LEVEL) -> Limits:
    """Wilson's score interval of the proportion `k` of `n`, as proportions within 0 to 1.

    Source: Wilson (1927), as UKHSA's `phe_proportion`.

    Not available where `n` is 0 or `k` is not a part of `n`.

    >>> lower, upper = wilson(65, 100)
    >>> round(lower, 6), round(upper, 6)
    (0.552544, 0.736358)
    >>> wilson(0, 0)
    (None, None)
    """
    z = normal(level)
    known = part(k, n)
    if known is None or known[1] == 0:
        return NOT_AVAILABLE
    k, n = known
    middle = 2 * k + z * z
    half = z * sqrt(z * z + 4 * k * (n - k) / n)
    # The ends are exact: rounding would put 0 of 77 a hair below nothing, 38 of 38 above the whole.
    lower = 0.0 if k == 0 else (middle - half) / (2 * (n + z * z))
    upper = 1.0 if k == n else (middle + half) / (2 * (n + z * z))
    return lower, upper


def poisson(k: float | None, level: float = LEVEL) -> Limits:
    """The interval of a count of `k` events: exact below ten, Byar's from ten; never negative.

    Source: Garwood (1936) and Breslow & Day (1987) for Byar's, as UKHSA's `phe_rate`.

    Not available where `k` is no count, as a negative one.

    >>> lower, upper = poisson(20)
    >>> round(lower, 3), round(upper, 3)
    (12.211, 30.89)
    """
    tail(level)
    known = number(k)
    if known is None or known < 0:
        return NOT_AVAILABLE
    return _limits(*(_exact(known, level) if known < BYAR_FROM else _byar(known, level)))


def rate(
    k: float | None, population: float | None, per: float = 10_000, level: float = LEVEL
) -> Limits:
    """The interval of the rate of `k` events `per` so many of `population`, in that unit.

    Source: UKHSA's `phe_rate`, which takes the population as known without error.

    Not available without a population. An annualised rate (events x 12) takes `per` x 12.

    >>> lower, upper = rate(20, 100, per=100_000)
    >>> round(lower, 1), round(upper, 1)
    (12211.4, 30889.9)
    """
    lower, upper = poisson(k, level)
    known = numbers(population, per)
    if lower is None or upper is None or known is None or not min(known) > 0:
        return NOT_AVAILABLE
    people, per = known
    return _limits(lower * per / people, upper * per / people)


def mean(n: float | None, value: float | None, sd: float | None, level: float = LEVEL) -> Limits:
    """Student's t interval of the mean `value` of `n` observations whose sample deviation is `sd`.

    In the unit of `value`. Source: Student (1908), as UKHSA's `phe_mean`.

    Not available for fewer than two observations; the lower limit is not available where it would
    be negative, for we take means of durations, distances and caseloads.
    """
    tail(level)
    known = numbers(n, value, sd)
    if known is None or known[0] < 2 or known[2] < 0:
        return NOT_AVAILABLE
    n, value, sd = known
    times = student(n - 1, level)
    if times is None:
        return NOT_AVAILABLE
    half = times * sd / sqrt(n)
    lower, upper = _limits(value - half, value + half)
    return (lower if lower is not None and lower >= 0 else None), upper


def _limits(lower: float, upper: float) -> Limits:
    """The two limits; not available where a computer cannot hold one of them."""
    return (lower, upper) if isfinite(lower) and isfinite(upper) else NOT_AVAILABLE


@cache
def _exact(k: float, level: float) -> tuple[float, float]:
    from scipy.special import gammaincinv  # alone: scipy.stats takes a second to load

    outside = tail(level)
    lower = float(gammaincinv(k, outside)) if k > 0 else 0.0
    return lower, float(gammaincinv(k + 1, 1 - outside))


def _byar(k: float, level: float) -> tuple[float, float]:
    z = normal(level)
    above = k + 1
    lower = k * (1 - 1 / (9 * k) - z / (3 * sqrt(k))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    return lower, upper


@cache
def normal(level: float) -> float:
    """Between plus and minus so many standard errors lies `level` of a normal distribution."""
    return NormalDist().inv_cdf(1 - tail(level))


@cache
def student(freedom: float | None, level: float) -> float | None:
    """The same of Student's t distribution with so many degrees of freedom; None without any."""
    from scipy.special import stdtrit

    inside = 1 - tail(level)
    known = number(freedom)
    return number(stdtrit(known, inside)) if known is not None and known > 0 else None


def tail(level: float) -> float:
    """The share left outside at either end: 0.025 for 0.95.

    A level is no figure but a setting: raises LitmusError for one outside 0 to 1.

    >>> round(tail(0.95), 3)
    0.025
    """
    if not 0 < level < 1:
        raise LitmusError(f"A confidence level lies between 0 and 1, such as 0.95: not {level}.")
    return (1 - level) / 2
