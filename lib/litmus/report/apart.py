"""Which groups stand apart: the team, service or group whose own cases differ from all the others'.

Each group is held against the others together, never against a whole that it is part of, by the
test of two proportions that judges change, at a level that allows for how many groups are looked at
(Bonferroni: of twenty sets of groups that differ by chance alone, one has a group named). Cases
whose group is not known are compared with nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.base import numbers
from litmus.figures.statistics.change import proportions
from litmus.report import wording
from litmus.report.change import BETTER, HIGHER, LOWER, WORSE
from litmus.report.feed import Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

LEVEL = 0.95
FEWEST = 10  # cases of a group, below which nothing is said of it
NAMED = 2  # groups named in a sentence, those that lie furthest off


@dataclass(frozen=True)
class Apart:
    """A group that stands apart: its figure, and the others' numerator and denominator.

    `word` is "better" or "worse" than the others, or "higher" or "lower" where neither is better.
    """

    figure: Figure
    name: str
    numerator: float
    denominator: float
    word: str

    @property
    def others(self) -> float:
        """The others' value, in per cent."""
        return 100 * self.numerator / self.denominator

    @property
    def gap(self) -> float:
        """How many points the group lies above the others."""
        return (self.figure.value or 0) - self.others


def groups(declaration: Declaration, figures: Figures, by: str = "team") -> list[Apart]:
    """The groups of a breakdown that stand apart, those that lie furthest off first.

    None where the indicator is no percentage of cases, or has fewer than two groups.
    """
    found = [f for f in figures.groups(declaration, by) if _is_counted(f)]
    if declaration.kind != "percentage" or len(found) < 2:
        return []
    level = 1 - (1 - LEVEL) / len(found)
    apart = []
    for each in found:
        rest = [other for other in found if other is not each]
        over = sum(other.numerator or 0 for other in rest)
        under = sum(other.denominator or 0 for other in rest)
        tested = proportions(over, under, each.numerator, each.denominator, level)
        if tested.direction:
            way = 1 if tested.direction == "up" else -1
            name = figures.name(by, each.group)
            apart.append(Apart(each, name, over, under, _word(declaration, way)))
    return sorted(apart, key=lambda one: -abs(one.gap))


def sentence(declaration: Declaration, figures: Figures, by: str = "team") -> str:
    """The groups that stand apart in a sentence; "" where none does.

    "Apart from the others: Disabled Children's Team, 47.0% (14 of 30; the others 86.1%)."
    """
    found = groups(declaration, figures, by)
    if not found:
        return ""
    named = [
        f"{each.name}, {wording.value_and_basis(declaration, each.figure)}, "
        f"where the others have {wording.value(declaration, each.others)}"
        for each in found[:NAMED]
    ]
    more = len(found) - NAMED
    rest = f"; {numbers.count_of(more, 'more differs', 'more differ')} clearly" if more > 0 else ""
    return f"{'Stands' if len(found) == 1 else 'Stand'} apart: {'; '.join(named)}{rest}."


def clearest(
    declaration: Declaration, figures: Figures, breakdowns: Sequence[str] = ("team", "service")
) -> Apart | None:
    """The group of the first of these breakdowns with any that lies furthest off; None for none."""
    for by in breakdowns:
        if found := groups(declaration, figures, by):
            return found[0]
    return None


def _is_counted(figure: Figure) -> bool:
    """Whether it counts enough cases of a group that is known."""
    enough = figure.numerator is not None and (figure.denominator or 0) >= FEWEST
    return enough and figure.lower is not None and not is_unknown(figure) and not figure.is_held


def _word(declaration: Declaration, way: int) -> str:
    better = wording.better(declaration, way)
    if better is None:
        return HIGHER if way > 0 else LOWER
    return BETTER if better else WORSE
