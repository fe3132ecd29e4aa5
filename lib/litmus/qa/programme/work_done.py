"""What was done for the audit programme: audits, observations, visits and dip samples alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from litmus.qa.programme.audits import FULL_AUDITS, Audit
from litmus.qa.query import Query

# The rows that count as an activity of the programme, by their type. An empty set: every type.
AUDITS = {
    "CASE_FILE": FULL_AUDITS,
    "QA_OF_AUDIT": frozenset({"QA_OF_AUDIT"}),
    "SUPERVISED_IRO": frozenset({"SUPERVISED_IRO"}),
    "LADO": frozenset({"LADO"}),
}
OBSERVATIONS: dict[str, frozenset[str]] = {
    "OBSERVATION": frozenset(),
    "CONFERENCE_OBSERVATION": frozenset({"CONFERENCE", "REVIEW"}),
    "DUTY_OBSERVATION": frozenset({"DUTY"}),
}
VISITS = {
    each: frozenset({each})
    for each in (
        "UNANNOUNCED", "FRONT_LINE", "INSPECTION_OWN", "VALIDATION", "CHILDRENS_HOME", "HALF_DAY",
    )
}  # fmt: skip
DIP_SAMPLE, CASE_TRACKING = "DIP_SAMPLE", "CASE_TRACKING"

# The table without which an activity cannot be counted.
TABLES = {
    **dict.fromkeys(AUDITS, "qa_audit"),
    **dict.fromkeys(OBSERVATIONS, "qa_observation"),
    **dict.fromkeys(VISITS, "qa_visit"),
    DIP_SAMPLE: "qa_dip_sample",
    CASE_TRACKING: "qa_case_tracking",
}


@dataclass(frozen=True)
class Deed:
    """Something done. `by` is the professional, `month` the month that it was for, if it says.

    `role` is "" where the record does not say in which role (dip samples and case tracking).
    """

    id: str
    by: str
    role: str
    service: str
    team: str
    day: date
    month: date | None = None

    def belongs_to(self, start: date, end: date) -> bool:
        """Whether it counts for these days: by its month, else by the day it was done."""
        return start <= (self.month or self.day) <= end


def deeds(asked: Query, audits: Iterable[Audit], activity: str) -> list[Deed]:
    """All that was done of an activity, of any period, the earliest first.

    Empty where the data have no such table.
    """
    if activity in AUDITS:
        found = _audits(audits, AUDITS[activity])
    elif not asked.has(TABLES[activity]):
        found = []
    elif activity in OBSERVATIONS:
        found = _observations(asked, OBSERVATIONS[activity])
    elif activity in VISITS:
        found = _visits(asked, VISITS[activity])
    elif activity == DIP_SAMPLE:
        found = _dip_samples(asked)
    else:
        found = _trackings(asked)
    return sorted(found, key=lambda each: (each.day, each.id))


def _audits(audits: Iterable[Audit], kinds: frozenset[str]) -> list[Deed]:
    return [
        Deed(each.id, each.auditor, each.role, each.service, each.team, each.done_on, each.month)
        for each in audits
        if each.kind in kinds and each.done_on
    ]


def _observations(asked: Query, kinds: frozenset[str]) -> list[Deed]:
    rows = asked.rows(
        """SELECT obs_id, COALESCE(obs_observer_id, ''), COALESCE(obs_observer_role, ''),
            COALESCE(obs_service, ''), COALESCE(obs_team_id, ''), CAST(obs_at AS DATE), obs_type
        FROM qa_observation WHERE obs_at IS NOT NULL"""
    )
    return [Deed(*row[:-1]) for row in rows if not kinds or row[-1] in kinds]


def _visits(asked: Query, kinds: frozenset[str]) -> list[Deed]:
    rows = asked.rows(
        """SELECT vis_id, COALESCE(vis_visitor_id, ''), COALESCE(vis_visitor_role, ''),
            COALESCE(vis_service, ''), '', vis_date, vis_type
        FROM qa_visit WHERE vis_date IS NOT NULL"""
    )
    return [Deed(*row[:-1]) for row in rows if row[-1] in kinds]


def _dip_samples(asked: Query) -> list[Deed]:
    rows = asked.rows(
        """SELECT dip_id, COALESCE(dip_sampled_by, ''), '', '', COALESCE(dip_team_id, ''),
            dip_month, dip_month
        FROM qa_dip_sample WHERE dip_month IS NOT NULL AND dip_sample_n > 0"""
    )
    return [Deed(*row) for row in rows]


def _trackings(asked: Query) -> list[Deed]:
    rows = asked.rows(
        """SELECT trk_id, COALESCE(trk_tracker_id, ''), '', '', '', trk_allocated_on
        FROM qa_case_tracking WHERE trk_allocated_on IS NOT NULL"""
    )
    return [Deed(*row) for row in rows]
