"""What a dot plot consists of, before it is drawn: a row a group, its value with its interval."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Dot:
    """One group: its name, value and interval, what it rests on ("151 of 320"), and whether it
    stands apart from the others."""

    name: str
    value: float
    lower: float | None = None
    upper: float | None = None
    basis: str = ""
    apart: bool = False


@dataclass(frozen=True)
class DotPlot:
    """What is drawn, the first group on top. `printed` makes the label of a value.

    `target` and `others`, what those are that do not stand apart, are lines across all groups.
    `ceiling` is 100 for percentages. There is at least one group.
    """

    dots: Sequence[Dot]
    printed: Callable[[float], str]
    target: float | None = None
    others: float | None = None
    ceiling: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no group."""
        return not self.dots

    def scale(self) -> tuple[float, float]:
        """The ends of the value axis: all that is drawn, with room at either end."""
        each = [(d.value, d.lower, d.upper) for d in self.dots]
        shown = [
            v for values in (*each, (self.target, self.others)) for v in values if v is not None
        ]
        low, high = min(shown), max(shown)
        room = 0.06 * max(high - low, 0.1 * abs(high), 0.1)
        top = high + room if self.ceiling is None else min(high + room, self.ceiling + room / 2)
        return max(low - room, -room / 2), top
