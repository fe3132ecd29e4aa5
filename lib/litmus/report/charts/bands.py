"""What a distribution of days consists of, before it is drawn: how many cases took so long."""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.figures.days import CountedDays


@dataclass(frozen=True)
class DayBands:
    """What is drawn: the bands from the left, all as wide, the open one last.

    `limit` is the last day in time, with which a band ends. `axis` says what days these are.
    """

    bands: Sequence[CountedDays]
    limit: int
    median: float
    axis: str
    in_time: int
    late: int

    @property
    def is_empty(self) -> bool:
        """Whether no case is in any band."""
        return not any(band.number for band in self.bands)

    @property
    def width(self) -> int:
        """How many days a band holds."""
        return self.bands[0].last or 1
