"""What small multiples consist of: the same line in panels of one scale, one for each group."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Small:
    """One panel: whose line it is, its values from left to right (None is a gap), and the last
    value in words. `apart`: it clearly differs from the others."""

    name: str
    values: Sequence[float | None]
    label: str
    apart: bool = False


@dataclass(frozen=True)
class SmallMultiples:
    """What is drawn: the panels in reading order; `all_together` is drawn behind each of them.

    `ends` name the first and the last place of the lines; `target` is that of the last. In the
    unit of the values; `ceiling` is the most that they can be, where there is such a thing.
    """

    panels: Sequence[Small]
    all_together: Sequence[float | None]
    ends: tuple[str, str]
    target: float | None = None
    target_label: str = ""
    ceiling: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no panel has a value."""
        return not any(value is not None for panel in self.panels for value in panel.values)
