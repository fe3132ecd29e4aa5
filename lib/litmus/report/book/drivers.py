"""What a change is made of: the part of each group, by exact arithmetic.

A percentage is the sum of its groups' own percentages, each weighted by the group's share of the
cases. So a change has two sources: groups' own values change, or cases move between groups with
different values (the mix). The weights of the first are the mean shares of both periods, those of
the second the groups' mean values less that of the whole; the parts then add up to the change
(Kitagawa 1955, Journal of the American Statistical Association 50:1168). A rate per population
and a count are plain sums of what the groups contribute.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from litmus.report.feed import Declaration, Figure

# A group or two account for a change where they make up more than half of it.
MOST = Fraction(1, 2)
# Where groups moved both ways by so many times the change, naming one would mislead.
BOTH_WAYS = 2
# With so few groups, one or two of them always account for most.
FEWEST = 4


@dataclass(frozen=True)
class Part:
    """What one group adds to a change, in the unit of the value: by its own value, by the mix."""

    group: str
    own: Fraction
    mix: Fraction

    @property
    def total(self) -> Fraction:
        """Both together."""
        return self.own + self.mix


Pair = tuple[Fraction, Fraction]


def parts(
    declaration: Declaration,
    before: Figure,
    now: Figure,
    groups_before: Sequence[Figure],
    groups_now: Sequence[Figure],
) -> list[Part]:
    """The part of each group in the change from `before` to `now`; their sum is that change.

    None at all where the groups do not add up to the whole: a child who counts in two teams.
    """
    old, new = ({g.group: g for g in groups} for groups in (groups_before, groups_now))
    if not (_adds_up(declaration, before, old) and _adds_up(declaration, now, new)):
        return []
    names = list(dict.fromkeys([*new, *old]))
    if declaration.kind in ("count", "rate"):
        return [
            Part(name, _contribution(new.get(name), now) - _contribution(old.get(name), before),
                 Fraction(0))
            for name in names
        ]  # fmt: skip
    times = 100 if declaration.kind == "percentage" else 1
    ends = (_counts(before), _counts(now))
    return [
        _part(name, (_counts(old.get(name)), _counts(new.get(name))), ends, times) for name in names
    ]


def leading(found: Sequence[Part]) -> list[Part]:
    """The one or two groups that account for most of the change; none where it is spread."""
    change = sum((part.total for part in found), Fraction(0))
    sign = 1 if change > 0 else -1
    ahead = sorted((p for p in found if sign * p.total > 0), key=lambda p: -sign * p.total)
    moved = sum((abs(part.total) for part in ahead), Fraction(0))
    if len(found) < FEWEST or not change or moved > BOTH_WAYS * abs(change):
        return []
    for count in (1, 2):
        if sum((abs(part.total) for part in ahead[:count]), Fraction(0)) > MOST * abs(change):
            return ahead[:count]
    return []


def _counts(figure: Figure | None) -> Pair:
    if figure is None:
        return Fraction(0), Fraction(0)
    return Fraction(figure.numerator or 0), Fraction(figure.denominator or 0)


def _adds_up(declaration: Declaration, whole: Figure, groups: dict[str, Figure]) -> bool:
    counts = [_counts(figure) for figure in groups.values()]
    over, under = _counts(whole)
    shared = declaration.kind in ("percentage", "mean")
    return sum(n for n, _ in counts) == over and (
        not shared or (bool(under) and sum(d for _, d in counts) == under)
    )


def _contribution(group: Figure | None, whole: Figure) -> Fraction:
    """A group's part of a count or rate: the whole's value, shared by numerators."""
    over, _ = _counts(whole)
    if group is None or not over or whole.value is None:
        return Fraction(0)
    return Fraction(whole.value) * _counts(group)[0] / over


def _part(name: str, group: tuple[Pair, Pair], ends: tuple[Pair, Pair], times: int) -> Part:
    """A group's part of a ratio: its own change at its mean share, its shift at its mean value."""
    (n0, d0), (n1, d1) = group
    (over0, under0), (over1, under1) = ends
    share0, share1 = d0 / under0, d1 / under1
    # a group that was not there before cannot have changed its own value
    value0 = n0 / d0 if d0 else n1 / d1 if d1 else Fraction(0)
    value1 = n1 / d1 if d1 else value0
    centre = (over0 / under0 + over1 / under1) / 2
    own = (share0 + share1) / 2 * (value1 - value0)
    mix = (share1 - share0) * ((value0 + value1) / 2 - centre)
    return Part(name, times * own, times * mix)
