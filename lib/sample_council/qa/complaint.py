"""A complaint at one stage while the sample makes it up."""

from dataclasses import dataclass


@dataclass(slots=True)
class Complaint:
    """A complaint at one stage; days as ordinals, whether or not the extract knows them yet."""

    stage: str
    received: int
    service: str
    team: str
    child: str | None
    complainant: str
    subject: str
    due: int | None = None
    extended: int | None = None
    responded: int | None = None
    outcome: str | None = None

    @property
    def limit(self) -> int | None:
        """The last day on which an answer is in time."""
        return self.due if self.extended is None else self.extended
