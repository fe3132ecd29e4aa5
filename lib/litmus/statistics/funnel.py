"""Funnel comparison: does a team differ from all teams together by more than chance?

A small team's percentage swings more than a large one's, so the limits round the average widen as
numbers fall. Method of the UK Health Security Agency (R package PHEindicatormethods,
`calculate_funnel_limits` and `assign_funnel_significance` for proportions); the idea is
Spiegelhalter's (2005, Statistics in Medicine 24:1185). "2 sigma" and "3 sigma" are its names for
limits that hold 95% and 99.8% of teams that differ by chance alone: with twenty such teams, one
lies outside the 2 sigma limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from litmus.errors import LitmusError
from litmus.statistics.intervals import normal, tail

SIGMA_2 = 0.95
SIGMA_3 = 0.998

# Fewer cases than this are not compared at all: one child would decide.
MINIMUM = 5
# Where fewer cases than this are expected on either side, the limits are too rough to judge by
# (the usual rule for a normal approximation), and the exact binomial distribution decides.
EXPECTED = 5

ABOVE_3, ABOVE_2 = "above the 3 sigma limit", "above the 2 sigma limit"
BELOW_3, BELOW_2 = "below the 3 sigma limit", "below the 2 sigma limit"
TOO_FEW = "too few to compare"


@dataclass(frozen=True)
class Group:
    """A team in the funnel. Value and limits are proportions; the limits are None without cases.

    `position` is "" within the limits, one of the four names outside them, or TOO_FEW. `exact` says
    that the exact binomial distribution decided it, not the limits.
    """

    numerator: int
    denominator: int
    value: float | None
    lower_2: float | None
    upper_2: float | None
    lower_3: float | None
    upper_3: float | None
    position: str
    exact: bool


@dataclass(frozen=True)
class Funnel:
    """All groups round their common proportion `centre`, which is None where there are no cases."""

    centre: float | None
    groups: dict[str, Group]

    @property
    def outside(self) -> dict[str, str]:
        """The groups outside their limits, each with its position."""
        names = (ABOVE_3, ABOVE_2, BELOW_3, BELOW_2)
        return {name: g.position for name, g in self.groups.items() if g.position in names}


def limits(centre: float, n: float, level: float = SIGMA_2) -> tuple[float, float]:
    """The limits round the proportion `centre` for a group of `n` cases, within 0 to 1.

    Source: UKHSA, PHEindicatormethods: centre ± z √(centre (1 - centre) / n), clipped. A group lies
    within them exactly where its Wilson interval holds the centre.
    """
    half = normal(level) * sqrt(centre * (1 - centre) / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def compare(groups: Mapping[str, tuple[int, int]], centre: float | None = None) -> Funnel:
    """The funnel of groups given as name -> (numerator, denominator).

    Source: UKHSA, PHEindicatormethods; the exact binomial distribution where few are expected, as
    Spiegelhalter (2005) draws the limits of small denominators. `centre` is the proportion of all
    groups together unless another (of England, say) is given. Raises LitmusError where a numerator
    is no part of its denominator.
    """
    for name, (k, n) in groups.items():
        if not 0 <= k <= n:
            raise LitmusError(
                f"Group '{name}' has {k} out of {n}: a numerator counts a part of its denominator. "
                "Check the indicator's declaration."
            )
    total = sum(n for _, n in groups.values())
    if centre is None and total:
        centre = sum(k for k, _ in groups.values()) / total
    return Funnel(centre, {name: _group(k, n, centre) for name, (k, n) in groups.items()})


def _group(k: int, n: int, centre: float | None) -> Group:
    if not n or centre is None:
        return Group(k, n, None, None, None, None, None, TOO_FEW, exact=False)
    two, three = limits(centre, n, SIGMA_2), limits(centre, n, SIGMA_3)
    exact = n * min(centre, 1 - centre) < EXPECTED
    if n < MINIMUM:
        position = TOO_FEW
    elif exact:
        position = _exact_position(k, n, centre)
    else:
        position = _position(k / n, two, three)
    return Group(k, n, k / n, *two, *three, position, exact and n >= MINIMUM)


def _position(value: float, two: tuple[float, float], three: tuple[float, float]) -> str:
    if value > two[1]:
        return ABOVE_3 if value > three[1] else ABOVE_2
    if value < two[0]:
        return BELOW_3 if value < three[0] else BELOW_2
    return ""


def _exact_position(k: int, n: int, centre: float) -> str:
    """The position by the chance of so many or more, so few or fewer, in a group like all."""
    from scipy.special import bdtr, bdtrc

    many = float(bdtrc(k - 1, n, centre)) if k else 1.0
    few = float(bdtr(k, n, centre))
    if many < tail(SIGMA_2):
        return ABOVE_3 if many < tail(SIGMA_3) else ABOVE_2
    if few < tail(SIGMA_2):
        return BELOW_3 if few < tail(SIGMA_3) else BELOW_2
    return ""
