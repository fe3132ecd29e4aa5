"""Whether every worker is observed twice a year by the team manager (framework 10.1).

One observation is to be on a home visit, the other at a conference or review, with feedback from
the child and the family. Counted for the workers who are in the team at the end of the period, over
the twelve months to that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from litmus.base.periods import add_months
from litmus.indicators.conventions import CASE_WORKER_ROLES, open_on
from litmus.qa.query import Query

MONTHS = 12
# Roles of the HR system whose practice with families can be observed.
OBSERVED = ("SW", "SENIOR", "AP", "FSW", "PA")
HOME, MEETING = ("HOME_VISIT",), ("CONFERENCE", "REVIEW")


@dataclass(frozen=True)
class ObservedWorker:
    """Somebody in a team, since when if that is known."""

    id: str
    team: str
    since: date | None


@dataclass(frozen=True)
class TeamCoverage:
    """The workers of a team by how often they were observed.

    twice: two times or more. home: on a home visit; meeting: at a conference or review with
    feedback from the child and family; both: the two that 10.1 asks for. newer: of the workers,
    those less than twelve months in the team, from whom less can be expected.
    """

    service: str
    team: str
    workers: int
    none: int
    once: int
    twice: int
    home: int
    meeting: int
    both: int
    newer: int


def coverage(asked: Query) -> list[TeamCoverage]:
    """Each team that has workers, by service and team; none without observations in the data.

    Workers are those of the last HR snapshot of posts, else those whom a child is allocated to.
    """
    if not asked.has("qa_observation"):
        return []
    until = asked.as_at
    since = add_months(until, -MONTHS)
    seen = _observations(asked, since, until)
    services = _services(asked, until)
    teams: dict[str, list[ObservedWorker]] = defaultdict(list)
    for worker in _workers(asked, until):
        teams[worker.team].append(worker)
    found = [
        _team_coverage(services.get(team, ""), team, workers, seen, since)
        for team, workers in teams.items()
        if asked.holds((services.get(team, ""),), (team,))
    ]
    return sorted(found, key=lambda each: (each.service, each.team))


def _team_coverage(
    service: str,
    team: str,
    workers: Sequence[ObservedWorker],
    seen: dict[str, list[tuple[str, bool]]],
    since: date,
) -> TeamCoverage:
    times = [len(seen.get(each.id, ())) for each in workers]
    home = [any(kind in HOME for kind, _ in seen.get(each.id, ())) for each in workers]
    meeting = [
        any(kind in MEETING and feedback for kind, feedback in seen.get(each.id, ()))
        for each in workers
    ]
    return TeamCoverage(
        service=service,
        team=team,
        workers=len(workers),
        none=times.count(0),
        once=times.count(1),
        twice=sum(each >= 2 for each in times),
        home=sum(home),
        meeting=sum(meeting),
        both=sum(one and other for one, other in zip(home, meeting, strict=True)),
        newer=sum(each.since is not None and each.since > since for each in workers),
    )


def _observations(asked: Query, since: date, until: date) -> dict[str, list[tuple[str, bool]]]:
    """The observations of each worker by a team manager: type, and whether with feedback."""
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for worker, kind, feedback in asked.rows(
        """SELECT obs_worker_id, obs_type, COALESCE(obs_child_family_feedback_yn = 'Y', FALSE)
        FROM qa_observation
        WHERE obs_worker_id IS NOT NULL AND obs_observer_role = 'TM'
            AND CAST(obs_at AS DATE) > ? AND CAST(obs_at AS DATE) <= ?""",
        since,
        until,
    ):
        found[worker].append((kind or "", feedback))
    return found


def _workers(asked: Query, day: date) -> Iterable[ObservedWorker]:
    return _in_post(asked, day) or _with_cases(asked, day)


def _in_post(asked: Query, day: date) -> list[ObservedWorker]:
    if not asked.has("ext_workforce_post"):
        return []
    rows = asked.rows(
        f"""SELECT DISTINCT wfp_professional_id, wfp_team_id, MIN(wfp_start_date)
        FROM ext_workforce_post
        WHERE wfp_as_at = (SELECT MAX(wfp_as_at) FROM ext_workforce_post WHERE wfp_as_at <= ?)
            AND wfp_professional_id IS NOT NULL AND wfp_team_id IS NOT NULL
            AND wfp_role IN {OBSERVED}
        GROUP BY 1, 2""",
        day,
    )
    return [ObservedWorker(*row) for row in rows]


def _with_cases(asked: Query, day: date) -> list[ObservedWorker]:
    if not asked.has("ssd_involvements"):
        return []
    is_open = open_on("invo_involvement_start_date", "invo_involvement_end_date", "CAST(? AS DATE)")
    rows = asked.rows(
        f"""SELECT invo_professional_id, invo_professional_team, NULL
        FROM ssd_involvements
        WHERE {is_open} AND UPPER(invo_professional_role_id) IN {CASE_WORKER_ROLES}
            AND invo_professional_id IS NOT NULL AND invo_professional_team IS NOT NULL
        GROUP BY 1, 2""",
        day,
        day,
    )
    return [ObservedWorker(*row) for row in rows]


def _services(asked: Query, day: date) -> dict[str, str]:
    if not asked.has("ref_team_service"):
        return {}
    is_open = open_on("rts_valid_from", "rts_valid_to", "CAST(? AS DATE)")
    rows = asked.rows(
        f"""SELECT rts_team_id, rts_service FROM ref_team_service
        WHERE {is_open} ORDER BY rts_valid_from""",
        day,
        day,
    )
    return dict(rows)
