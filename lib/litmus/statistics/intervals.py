"""Confidence intervals for the four kinds of figure.

The methods are those that the UK Health Security Agency approves for public health indicators (its
R package PHEindicatormethods): Wilson's score for proportions; for counts and rates the exact
Poisson interval below ten events and Byar's approximation from ten on; Student's t for means.

Every function returns (lower, upper). A limit that cannot be given is None, never NaN.
"""

from functools import cache
from math import sqrt
from statistics import NormalDist

from litmus.errors import LitmusError

Limits = tuple[float | None, float | None]

LEVEL = 0.95
BYAR_FROM = 10  # events: below it Byar's approximation is too rough, so the exact interval is used

NOT_AVAILABLE: Limits = (None, None)


def wilson(k: float, n: float, level: float = LEVEL) -> Limits:
    """Wilson's score interval of the proportion `k` of `n`, as proportions within 0 to 1.

    Not available where `n` is 0. Raises LitmusError where `k` is not a part of `n`.
    """
    if not 0 <= k <= n:
        raise LitmusError(
            f"A proportion was asked for of {k} out of {n}: a numerator counts a part of its "
            "denominator. Check the indicator's declaration."
        )
    if n == 0:
        return NOT_AVAILABLE
    z = _z(level)
    middle = 2 * k + z * z
    half = z * sqrt(z * z + 4 * k * (n - k) / n)
    # The ends are exact: rounding would put 0 of 77 a hair below nothing, 38 of 38 above the whole.
    lower = 0.0 if k == 0 else (middle - half) / (2 * (n + z * z))
    upper = 1.0 if k == n else (middle + half) / (2 * (n + z * z))
    return lower, upper


def poisson(k: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a count of `k` events: exact below ten, Byar's from ten; never negative.

    Raises LitmusError for a negative count.
    """
    if not k >= 0:  # so that NaN is refused, too
        raise LitmusError(f"A count cannot be {k}. Check the indicator's declaration.")
    return _exact(k, level) if k < BYAR_FROM else _byar(k, level)


def rate(k: float, population: float | None, per: float = 10_000, level: float = LEVEL) -> Limits:
    """The interval of the rate of `k` events `per` so many of `population`, in that unit.

    Not available without a population. An annualised rate (events x 12) takes `per` x 12.
    """
    if population is None or not population > 0:
        return NOT_AVAILABLE
    lower, upper = poisson(k, level)
    return lower * per / population, upper * per / population


def mean(n: int, value: float, sd: float, level: float = LEVEL) -> Limits:
    """Student's t interval of the mean `value` of `n` observations whose sample deviation is `sd`.

    In the unit of `value`. Not available for fewer than two observations; the lower limit is not
    available where it would be negative, for we take means of durations, distances and caseloads.
    """
    if n < 2:
        return NOT_AVAILABLE
    half = _t(n - 1, level) * sd / sqrt(n)
    lower = value - half
    return (lower if lower >= 0 else None), value + half


@cache
def _exact(k: float, level: float) -> tuple[float, float]:
    from scipy.special import gammaincinv  # alone: scipy.stats takes a second to load

    tail = _tail(level)
    lower = float(gammaincinv(k, tail)) if k > 0 else 0.0
    return lower, float(gammaincinv(k + 1, 1 - tail))


def _byar(k: float, level: float) -> tuple[float, float]:
    z = _z(level)
    above = k + 1
    lower = k * (1 - 1 / (9 * k) - z / (3 * sqrt(k))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    return lower, upper


@cache
def _z(level: float) -> float:
    """Between plus and minus so many standard errors lies `level` of a normal distribution."""
    return NormalDist().inv_cdf(1 - _tail(level))


@cache
def _t(freedom: int, level: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 1 - _tail(level)))


def _tail(level: float) -> float:
    """The share left outside at either end: 0.025 for 0.95."""
    if not 0 < level < 1:
        raise LitmusError(f"A confidence level lies between 0 and 1, such as 0.95: not {level}.")
    return (1 - level) / 2
