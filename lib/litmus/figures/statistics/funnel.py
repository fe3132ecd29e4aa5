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

from litmus.figures.statistics.intervals import NOT_AVAILABLE, Limits, normal, tail
from litmus.figures.statistics.numbers import number, numbers, part

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
IMPOSSIBLE = "not a part of a whole"


@dataclass(frozen=True)
class FunnelTeam:
    """A team in the funnel. Value and limits are proportions; the limits are None without cases.

    `position` is "" within the limits, one of the four names outside them, or TOO_FEW; IMPOSSIBLE
    where the numerator is no part of its denominator, and the group is then in no centre. `exact`
    says that the exact binomial distribution decided it, not the limits.
    """

    numerator: int | None
    denominator: int | None
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
    groups: dict[str, FunnelTeam]

    @property
    def outside(self) -> dict[str, str]:
        """The groups outside their limits, each with its position."""
        names = (ABOVE_3, ABOVE_2, BELOW_3, BELOW_2)
        return {name: g.position for name, g in self.groups.items() if g.position in names}


def limits(centre: float | None, n: float | None, level: float = SIGMA_2) -> Limits:
    """The limits round the proportion `centre` for a group of `n` cases, within 0 to 1.

    Not available without cases, or where `centre` is no proportion.

    Source: UKHSA, PHEindicatormethods: centre ± z √(centre (1 - centre) / n), clipped. A group lies
    within them exactly where its Wilson interval holds the centre.
    """
    z = normal(level)
    known = numbers(centre, n)
    if known is None or not 0 <= known[0] <= 1 or not known[1] > 0:
        return NOT_AVAILABLE
    centre, n = known
    half = z * sqrt(centre * (1 - centre) / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def compare(groups: Mapping[str, tuple[int, int]], centre: float | None = None) -> Funnel:
    """The funnel of groups given as name -> (numerator, denominator).

    Source: UKHSA, PHEindicatormethods; the exact binomial distribution where few are expected, as
    Spiegelhalter (2005) draws the limits of small denominators. `centre` is the proportion of all
    groups together unless another (of England, say) is given; one that is no proportion is none.
    """
    parts = {name: part(k, n) for name, (k, n) in groups.items()}
    total = sum(known[1] for known in parts.values() if known)
    middle = number(centre)
    if centre is None and total:
        middle = sum(known[0] for known in parts.values() if known) / total
    if middle is not None and not 0 <= middle <= 1:
        middle = None
    return Funnel(
        middle, {name: _group(*groups[name], known, middle) for name, known in parts.items()}
    )


def _group(
    numerator: int, denominator: int, known: tuple[float, float] | None, centre: float | None
) -> FunnelTeam:
    if known is None:
        return _without_place(numerator, denominator, IMPOSSIBLE)
    k, n = known
    two, three = limits(centre, n, SIGMA_2), limits(centre, n, SIGMA_3)
    if centre is None or two == NOT_AVAILABLE:
        return _without_place(numerator, denominator, TOO_FEW)
    exact = n * min(centre, 1 - centre) < EXPECTED
    if n < MINIMUM:
        position = TOO_FEW
    elif exact:
        position = _exact_position(k, n, centre)
    else:
        position = _position(k / n, two, three)
    placed = exact and n >= MINIMUM
    return FunnelTeam(numerator, denominator, k / n, *two, *three, position, placed)


def _without_place(numerator: int, denominator: int, why: str) -> FunnelTeam:
    k = numerator if number(numerator) is not None else None
    n = denominator if number(denominator) is not None else None
    return FunnelTeam(k, n, None, None, None, None, None, why, exact=False)


def _position(value: float, two: Limits, three: Limits) -> str:
    if _beyond(value, two[1]):
        return ABOVE_3 if _beyond(value, three[1]) else ABOVE_2
    if _beyond(two[0], value):
        return BELOW_3 if _beyond(three[0], value) else BELOW_2
    return ""


def _beyond(value: float | None, limit: float | None) -> bool:
    return value is not None and limit is not None and value > limit


def _exact_position(k: float, n: float, centre: float) -> str:
    """The position by the chance of so many or more, so few or fewer, in a group like all."""
    from scipy.special import betainc  # the binomial's sums, of any size

    many = float(betainc(k, n - k + 1, centre)) if k > 0 else 1.0
    few = float(betainc(n - k, k + 1, 1 - centre)) if k < n else 1.0
    if many < tail(SIGMA_2):
        return ABOVE_3 if many < tail(SIGMA_3) else ABOVE_2
    if few < tail(SIGMA_2):
        return BELOW_3 if few < tail(SIGMA_3) else BELOW_2
    return ""
