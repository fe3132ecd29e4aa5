"""What diverging bars consist of, before they are drawn: a row a theme, a number either way."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BothWays:
    """One row: what speaks against it on the left, what speaks for it on the right."""

    name: str
    against: int
    for_it: int


@dataclass(frozen=True)
class DivergingBars:
    """What is drawn, the first row on top, with the names of the two ways."""

    rows: Sequence[BothWays]
    against_name: str
    for_name: str

    @property
    def is_empty(self) -> bool:
        """Whether there is no bar to draw."""
        return not any(row.against or row.for_it for row in self.rows)
