"""What a funnel plot consists of, before it is drawn: a dot a group, by its cases and its share.

The limits of chance round the share of all together are wide where cases are few.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from litmus.figures.statistics.funnel import SIGMA_2, SIGMA_3, limits

STEPS = 60  # of a curve
LEVELS = (SIGMA_2, SIGMA_3)


@dataclass(frozen=True)
class FunnelDot:
    """One group: its share in per cent, of how many cases, whether it is ours, and whether it lies
    outside the outer limits. Those that are either are named in the picture."""

    name: str
    value: float
    cases: int
    is_ours: bool = False
    apart: bool = False

    @property
    def is_named(self) -> bool:
        """Whether its name stands beside it."""
        return self.is_ours or self.apart


@dataclass(frozen=True)
class FunnelPlot:
    """What is drawn: the groups, and the share of all together in per cent. `printed` makes the
    label of a share, `cases` says what is counted below. There is at least one group."""

    dots: Sequence[FunnelDot]
    centre: float
    printed: Callable[[float], str]
    cases: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no group."""
        return not self.dots

    def reach(self) -> tuple[float, float]:
        """The ends of the axis of cases: all groups, with room at either end."""
        found = [dot.cases for dot in self.dots]
        room = 0.06 * (max(found) - min(found) or max(found))
        return max(min(found) - room, 1.0), max(found) + room

    def scale(self) -> tuple[float, float]:
        """The lowest and the highest share: of all groups and of the outer limits."""
        _, low, high = zip(*self.curve(SIGMA_3), strict=True)
        values = [dot.value for dot in self.dots]
        bottom, top = min(*values, *low), max(*values, *high)
        return bottom, top if top > bottom else bottom + 1

    def curve(self, level: float) -> list[tuple[float, float, float]]:
        """Points of the limits that hold this share of groups that differ by chance alone: cases,
        lower and upper limit in per cent."""
        first, last = self.reach()
        cases = [first + (last - first) * n / STEPS for n in range(STEPS + 1)]
        ends = [(n, limits(self.centre / 100, n, level)) for n in cases]
        return [(n, 100 * (low or 0.0), 100 * (high or 0.0)) for n, (low, high) in ends]
