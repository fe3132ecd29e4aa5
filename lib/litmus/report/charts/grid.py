"""What a heat map consists of, before it is drawn: a row a team, a column an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Tone = Literal["better", "worse", "usual", "apart", "none"]


@dataclass(frozen=True)
class Square:
    """One place of the grid: its value in words, what is said of it, and the tone of that.

    `said` is "" where nothing is; `tone` is never the only thing that tells.
    """

    value: str
    said: str
    tone: Tone


@dataclass(frozen=True)
class Head:
    """A column's name, and what it is held against ("target 85%"), or ""."""

    name: str
    against: str = ""


@dataclass(frozen=True)
class HeatMap:
    """What is drawn: `rows` are the names from the top, each with a square for every column."""

    heads: Sequence[Head]
    rows: Sequence[tuple[str, Sequence[Square]]]

    @property
    def is_empty(self) -> bool:
        """Whether no square has a value."""
        return not any(square.tone != "none" for _, squares in self.rows for square in squares)
