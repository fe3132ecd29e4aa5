"""What a row of people consists of, before it is drawn: figures, of whom some are coloured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PeopleRow:
    """So many `figures` of people; those `coloured` are counted from the left, and a half of one
    may be. `label` says it in words ("about 9 of 10"), `beside` exactly ("87.9%")."""

    figures: int
    coloured: float
    label: str
    beside: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nobody."""
        return self.figures == 0

    def share(self, place: int) -> float:
        """How much of the figure at `place`, counted from 0, is coloured: 1, 0.5 or 0."""
        return min(max(self.coloured - place, 0.0), 1.0)
