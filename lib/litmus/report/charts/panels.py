"""What a picture of shares and multiples consists of: panels beside one another, the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A share of a row in one panel, in percent, and its label; None where there is none."""

    value: float | None
    label: str


@dataclass(frozen=True)
class Multiple:
    """How often a row is there as a multiple of the others, with its interval; None where unknown.

    `label` is the value in words, `interval` the interval where there is room for it. `apart`: it
    is clearly more or less often than the others.
    """

    value: float | None
    lower: float | None = None
    upper: float | None = None
    label: str = ""
    interval: str = ""
    apart: bool = False


@dataclass(frozen=True)
class Panel:
    """One panel: its name, a line below it, and a mark a row: all bars or all multiples."""

    name: str
    below: str
    marks: Sequence[Bar | Multiple]

    @property
    def of_multiples(self) -> bool:
        """Whether its marks are multiples."""
        return any(isinstance(mark, Multiple) for mark in self.marks)


@dataclass(frozen=True)
class Panels:
    """What is drawn: the names of the rows from the top, and the panels from the left."""

    names: Sequence[str]
    panels: Sequence[Panel]

    @property
    def is_empty(self) -> bool:
        """Whether no mark has a value."""
        return not any(mark.value is not None for panel in self.panels for mark in panel.marks)
