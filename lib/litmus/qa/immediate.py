"""Immediate concerns and alerts that somebody has to act on: those of a day, or of a week, and
those still open.

Read as they were known at the end of its last day: what was told, answered or resolved later was
not. They name children by our own number: they go where lists of cases go, and nowhere else. Of a
restricted record nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from litmus.base.code_words import LISTS
from litmus.base.periods import days_in_words
from litmus.base.scope import WORKER_GROUP
from litmus.qa.query import Query

ALERTS, AUDITS = "qa_exception_alert", "qa_audit"
OF_AUDIT = "Immediate concern in an audit"
NOT_TOLD, NOT_FED_BACK = "team manager not told", "no record that the manager was told"
ALERTED = """
SELECT exc_type, exc_person_id, '', exc_team_id, CAST(exc_raised_at AS DATE), exc_response_due,
    CAST(exc_tm_told_at AS DATE), CAST(exc_response_at AS DATE), CAST(exc_resolved_at AS DATE),
    COALESCE(restricted_yn, 'N')
FROM qa_exception_alert
WHERE exc_type <> 'GOOD_PRACTICE' AND CAST(exc_raised_at AS DATE) <= ?
    AND (exc_resolved_at IS NULL OR CAST(exc_resolved_at AS DATE) >= ?)
ORDER BY exc_raised_at, exc_id"""
AUDITED = """
SELECT 'AUDIT', aud_person_id, aud_worker_id, aud_team_id, CAST(aud_completed_at AS DATE), NULL,
    CAST(aud_concern_fed_back_at AS DATE), NULL, CAST(aud_concern_fed_back_at AS DATE),
    COALESCE(restricted_yn, 'N')
FROM qa_audit
WHERE aud_immediate_concern_yn = 'Y' AND CAST(aud_completed_at AS DATE) <= ?
    AND (aud_concern_fed_back_at IS NULL OR CAST(aud_concern_fed_back_at AS DATE) >= ?
        OR CAST(aud_completed_at AS DATE) >= ?)
ORDER BY aud_completed_at, aud_id"""
TEAMS = """
SELECT rts_team_id FROM ref_team_service
WHERE rts_service = ? AND rts_valid_from <= ? AND (rts_valid_to IS NULL OR rts_valid_to > ?)"""


@dataclass(frozen=True, kw_only=True)
class Concern:
    """A concern or an alert: what it is, whom it is about and whose team, when it was raised, by
    when an answer is due, how it stood at the end, and whether it was raised in the days that are
    asked about.

    `late` says that the answer was due and is not there, or that the manager was not told.
    """

    kind: str
    identifier: str
    worker: str
    team: str
    raised: date
    due: date | None
    standing: str
    new: bool
    late: bool


@dataclass(frozen=True)
class Concerns:
    """Those of a day or week and those still open; `resolved` were settled then. `absent` says of
    what there are no data, in sentences."""

    open: Sequence[Concern]
    resolved: int = 0
    absent: Sequence[str] = ()


def concerns(asked: Query) -> Concerns:
    """The concerns and alerts at the end of the last day of the period that the data reach, the
    oldest first."""
    start, end, found, absent = asked.start, min(asked.end, asked.data_to), [], []
    if end < start:
        last = days_in_words(asked.data_to, asked.data_to)
        return Concerns((), 0, (f"Concerns and alerts are not known: the data end on {last}.",))
    if asked.has(ALERTS):
        found += asked.rows(ALERTED, end, start)
    else:
        absent.append("There are no data on alerts of reviewing officers and conference chairs.")
    if asked.has(AUDITS):
        found += asked.rows(AUDITED, end, start, start)
    else:
        absent.append("There are no data on case file audits and the concerns found in them.")
    if asked.scope.kind == WORKER_GROUP:
        return Concerns((), 0, ("Concerns and alerts are not recorded by worker group.",))
    ours = [row for row in found if asked.service == "" or row[3] in _teams(asked)]
    settled = [row for row in ours if row[8] and row[8] <= end and row[4] < start]
    return Concerns(
        [_concern(row, start, end) for row in ours if row not in settled],
        len(settled),
        absent,
    )


def _teams(asked: Query) -> set[str]:
    """The teams of the service that is asked about, on the day."""

    def ask() -> set[str]:
        if not asked.has("ref_team_service"):
            return set()
        return {team for (team,) in asked.rows(TEAMS, asked.service, asked.end, asked.end)}

    return asked.once("teams of the day", ask)


def _concern(row: tuple[object, ...], start: date, end: date) -> Concern:
    kind, child, worker, team, raised, due, told, answered, resolved, restricted = row
    if restricted == "Y":
        child, worker = "restricted", ""
    told, answered, resolved = (
        day if isinstance(day, date) and day <= end else None for day in (told, answered, resolved)
    )
    assert isinstance(raised, date) and (due is None or isinstance(due, date))
    name = OF_AUDIT if kind == "AUDIT" else LISTS["alerts"].get(str(kind), str(kind))
    if kind == "AUDIT":
        standing, late = ("manager told", False) if told else (NOT_FED_BACK, True)
    elif not told:
        standing, late = NOT_TOLD, True
    elif not answered:
        late = due is not None and due < end
        standing = "answer overdue" if late else "no answer yet"
    else:
        standing, late = ("resolved" if resolved else "answered, not resolved"), False
    return Concern(
        kind=name,
        identifier=str(child or ""),
        worker=str(worker or ""),
        team=str(team or ""),
        raised=raised,
        due=due,
        standing=standing,
        new=raised >= start,
        late=late,
    )
