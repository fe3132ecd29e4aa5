"""What becomes of an action: due, done or not by then, verified or not."""

from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, day
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

_DUE = {  # working days from the day it was raised
    "IMMEDIATE": Bands((800, 0, 0), (200, 1, 1)),
    "HIGH": Bands((600, 5, 5), (400, 6, 10)),
    "MEDIUM": Bands((500, 15, 20), (500, 21, 30)),
    "LOW": Bands((1, 40, 65)),
}
# Per thousand actions: done in time; late; the others are never done, or no longer needed.
_FOLLOWED_UP = (
    (day("2000-01-01"), Weights({"IN_TIME": 560, "LATE": 310, "NEVER": 100, "CANCELLED": 30})),
    (day("2016-01-01"), Weights({"IN_TIME": 640, "LATE": 270, "NEVER": 65, "CANCELLED": 25})),
    (day("2016-10-01"), Weights({"IN_TIME": 720, "LATE": 220, "NEVER": 40, "CANCELLED": 20})),
)
_SLOW, _SLOW_SERVICES = 350, ("CIN", "DAS")  # per thousand of theirs in time: late after all
_IMMEDIATE_IS_DONE = 940  # per thousand actions due at once, whoever owns them
_LATE_BY = Bands((450, 1, 5), (350, 6, 20), (200, 21, 70))
_VERIFIED, _VERIFIED_AFTER = 620, 15  # per thousand done at least so many days ago
_EVIDENCE_GIVEN = 780  # per thousand actions done
_EVIDENCE = (
    "Case note and updated plan on file",
    "Discussed in supervision and recorded",
    "Record checked by the manager",
    "Revised assessment authorised",
    "Visit recorded",
    "Minutes of the meeting on file",
    "Taken to team meeting",
    "Chronology now on file",
    "Confirmed by e-mail to the QA Manager",
)


class ActionCourse(NamedTuple):
    """An action's days as ordinals, and its status on the day of the extract."""

    due: int
    completed: int | None
    evidence: str | None
    status: str


class ActionBook:
    """Draws the course of actions, a stream of chance for each kind of activity."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._chances: dict[str, Chance] = {}

    def course(self, table: str, service: str | None, priority: str, raised: int) -> ActionCourse:
        """The course of an action raised on a day from a row of `table`."""
        if table not in self._chances:
            self._chances[table] = Chance(f"{self._seed}/qa/actions/{table}")
        chance = self._chances[table]
        due = add_working(raised, chance.draw(_DUE[priority]))
        outcome = _outcome(chance, service, priority, raised)
        if outcome == "CANCELLED" and due <= EXTRACT:
            return ActionCourse(due, None, None, "CANCELLED")
        completed = _completion_day(chance, outcome, raised, due)
        evidence = chance.pick(_EVIDENCE) if chance.happens(_EVIDENCE_GIVEN) else None
        verified = chance.happens(_VERIFIED)
        if completed is None or completed > EXTRACT:
            return ActionCourse(due, None, None, "OVERDUE" if due < EXTRACT else "OPEN")
        verified = verified and completed <= EXTRACT - _VERIFIED_AFTER
        return ActionCourse(due, completed, evidence, "VERIFIED" if verified else "DONE")


def _outcome(chance: Chance, service: str | None, priority: str, raised: int) -> str:
    outcome = chance.choose(in_force(_FOLLOWED_UP, raised))
    if outcome == "IN_TIME" and service in _SLOW_SERVICES and chance.happens(_SLOW):
        outcome = "LATE"
    if priority == "IMMEDIATE" and chance.happens(_IMMEDIATE_IS_DONE):
        outcome = "IN_TIME"
    return outcome


def _completion_day(chance: Chance, outcome: str, raised: int, due: int) -> int | None:
    if outcome in ("NEVER", "CANCELLED"):
        return None
    if outcome == "LATE":
        return add_working(due, chance.draw(_LATE_BY))
    return chance.between(raised, due)
