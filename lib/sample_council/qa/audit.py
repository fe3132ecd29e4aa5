"""A case file audit while the sample makes it up."""

from dataclasses import dataclass

from sample_council.qa.course import Course
from sample_council.qa.duties import RecordedDuty
from sample_council.qa.grading import grade
from sample_council.qa.themes import Theme


@dataclass(slots=True)
class Audit:
    """An audit as it is being done. `score` is practice as the auditor sees it."""

    id: str
    duty: RecordedDuty
    service: str
    course: Course
    child: str | None
    worker: str | None
    paired: str | None = None
    theme: Theme | None = None
    true: int = 0
    score: int = 0

    @property
    def grade(self) -> str:
        return grade(self.score)
