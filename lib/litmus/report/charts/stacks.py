"""What stacked bars consist of, before they are drawn: a bar a row, parted by the same steps."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Stack:
    """One bar: its name, and how many there are at each step, best first."""

    name: str
    counts: Sequence[int]

    @property
    def total(self) -> int:
        """How many the bar rests on."""
        return sum(self.counts)


@dataclass(frozen=True)
class StackedBars:
    """Shares of a whole, a bar a row from the top. `steps` are the names of the parts, best first.

    `good` are so many steps from the best: their share stands at the end of each bar, and
    `good_name` says what it is. There are at most four steps.
    """

    rows: Sequence[Stack]
    steps: Sequence[str]
    good: int
    good_name: str

    @property
    def is_empty(self) -> bool:
        """Whether no bar rests on anything."""
        return not any(row.total for row in self.rows)

    def share_good(self, row: Stack) -> float | None:
        """The share of a bar that is good, in percent; None where it rests on nothing."""
        return 100 * sum(row.counts[: self.good]) / row.total if row.total else None
