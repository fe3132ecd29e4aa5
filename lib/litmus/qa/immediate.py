"""Immediate concerns and alerts that somebody has to act on: those of a day, or of a week, and
those still open.

Read as they were known at the end of its last day: what was told, answered or resolved later was
not. They name children by our own number: they go where lists of cases go, and nowhere else. Of a
restricted record nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from litmus.base.code_words import LISTS
from litmus.base.periods import days_in_words
from litmus.base.scope import WORKER_GROUP
from litmus.qa.alerts import ANSWERED_ON, CONCERN, RAISED_ON, RESOLVED_ON, TOLD_ON
from litmus.qa.programme.audits import audits
from litmus.qa.query import Query

ALERTS, AUDITS = "qa_exception_alert", "qa_audit"
OF_AUDIT = "Immediate concern in an audit"
NOT_TOLD, NOT_FED_BACK = "team manager not told", "no record that the manager was told"
ALERTED = f"""
SELECT exc_type, exc_person_id, exc_team_id, {RAISED_ON}, exc_response_due, {TOLD_ON},
    {ANSWERED_ON}, {RESOLVED_ON}, COALESCE(restricted_yn = 'Y', FALSE)
FROM qa_exception_alert WHERE {CONCERN} AND {RAISED_ON} <= ? ORDER BY exc_raised_at, exc_id"""
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


@dataclass(frozen=True, kw_only=True)
class _Raised:
    """A row of either table. `settled`: the day on which nothing was left to do about it."""

    kind: str
    child: str
    worker: str = ""
    team: str
    raised: date
    due: date | None = None
    told: date | None
    answered: date | None = None
    settled: date | None
    restricted: bool

    def is_past(self, day: date) -> bool:
        """Whether it was raised and settled before a day."""
        return self.raised < day and self.settled is not None and self.settled < day

    def is_settled(self, start: date, end: date) -> bool:
        """Whether it was settled in the days that are asked about, and raised before them."""
        return self.raised < start and self.settled is not None and start <= self.settled <= end


def concerns(asked: Query) -> Concerns:
    """The concerns and alerts at the end of the last day of the period that the data reach, the
    oldest first."""
    start, end, found, absent = asked.start, asked.as_at, [], []
    if end < start:
        last = days_in_words(asked.data_to, asked.data_to)
        return Concerns((), 0, (f"Concerns and alerts are not known: the data end on {last}.",))
    if asked.has(ALERTS):
        found += _alerts(asked, end)
    else:
        absent.append("There are no data on alerts of reviewing officers and conference chairs.")
    if asked.has(AUDITS):
        found += _audits(asked, end)
    else:
        absent.append("There are no data on case file audits and the concerns found in them.")
    if asked.scope.kind == WORKER_GROUP:
        return Concerns((), 0, ("Concerns and alerts are not recorded by worker group.",))
    ours = [
        each
        for each in found
        if not each.is_past(start) and (asked.service == "" or each.team in _teams(asked))
    ]
    return Concerns(
        [_concern(each, start, end) for each in ours if not each.is_settled(start, end)],
        sum(each.is_settled(start, end) for each in ours),
        absent,
    )


def _alerts(asked: Query, end: date) -> list[_Raised]:
    return [
        _Raised(
            kind=LISTS["alerts"].get(kind, kind),
            child=child or "",
            team=team or "",
            raised=raised,
            due=due,
            told=told,
            answered=answered,
            settled=resolved,
            restricted=restricted,
        )
        for kind, child, team, raised, due, told, answered, resolved, restricted in asked.rows(
            ALERTED, end
        )
    ]


def _audits(asked: Query, end: date) -> list[_Raised]:
    """The audits that found an immediate concern, by when they were done."""
    found = []
    for audit in audits(replace(asked, service="")):
        if audit.concern and audit.done_on and audit.done_on <= end:
            told = audit.concern_fed_back.date() if audit.concern_fed_back else None
            found.append(
                _Raised(
                    kind=OF_AUDIT,
                    child=audit.person,
                    worker=audit.worker,
                    team=audit.team,
                    raised=audit.done_on,
                    told=told,
                    settled=told,
                    restricted=audit.restricted,
                )
            )
    return sorted(found, key=lambda each: each.raised)


def _teams(asked: Query) -> set[str]:
    """The teams of the service that is asked about, on the day."""

    def ask() -> set[str]:
        if not asked.has("ref_team_service"):
            return set()
        return {team for (team,) in asked.rows(TEAMS, asked.service, asked.as_at, asked.as_at)}

    return asked.once("teams of the day", ask)


def _concern(found: _Raised, start: date, end: date) -> Concern:
    standing, late = _standing(found, end)
    return Concern(
        kind=found.kind,
        identifier="restricted" if found.restricted else found.child,
        worker="" if found.restricted else found.worker,
        team=found.team,
        raised=found.raised,
        due=found.due,
        standing=standing,
        new=found.raised >= start,
        late=late,
    )


def _standing(found: _Raised, end: date) -> tuple[str, bool]:
    """How it stands in words, and whether somebody is late."""
    if found.kind == OF_AUDIT:
        return ("manager told", False) if found.told else (NOT_FED_BACK, True)
    if not found.told:
        return NOT_TOLD, True
    if not found.answered:
        late = found.due is not None and found.due < end
        return ("answer overdue" if late else "no answer yet"), late
    return ("resolved" if found.settled else "answered, not resolved"), False
