"""The ratio of two shares: how many times as often something is so in one group as in another."""

from dataclasses import dataclass
from math import exp, log, sqrt

from litmus.figures.statistics.intervals import LEVEL, normal
from litmus.figures.statistics.numbers import number, part


@dataclass(frozen=True)
class Ratio:
    """A ratio with its interval; all None where it cannot be given."""

    value: float | None = None
    lower: float | None = None
    upper: float | None = None


def relative_risk(
    k1: float | None, n1: float | None, k2: float | None, n2: float | None, level: float = LEVEL
) -> Ratio:
    """The ratio (k1 / n1) / (k2 / n2) of two independent shares.

    Source: Katz et al. (1978, Biometrics 34:469), the interval on the scale of logarithms. Not
    given where a numerator is none or no part of its denominator: then nothing bounds it.

    >>> found = relative_risk(30, 100, 60, 400)
    >>> round(found.value, 2), round(found.lower, 2), round(found.upper, 2)
    (2.0, 1.37, 2.92)
    """
    one, two = part(k1, n1), part(k2, n2)
    times = normal(level)
    if one is None or two is None or not min(one[0], two[0]) > 0:
        return Ratio()
    share, other = one[0] / one[1], two[0] / two[1]
    value = number(share / other) if other else None  # too small a share to be told from none
    # Of numbers too small to have a reciprocal, the sum is none either.
    squares = number(1 / one[0] - 1 / one[1] + 1 / two[0] - 1 / two[1])
    if not value or squares is None or squares < 0:
        return Ratio()
    half = times * sqrt(squares)
    if abs(log(value)) + half > log(1e300):
        return Ratio()
    return Ratio(value, exp(log(value) - half), exp(log(value) + half))
