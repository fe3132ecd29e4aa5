"""The cases that can be audited on a day: a child whom a case worker has, with the team."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from litmus.base.periods import add_months
from litmus.indicators.conventions import open_on
from litmus.qa.programme.audits import FULL_AUDITS, NOT_DONE, audits
from litmus.qa.programme.requirements import Emphasis
from litmus.qa.query import Query

# The roles of those who hold a case; personal advisers hold those of care leavers.
HOLDERS = "('CW', 'ALLOCATED CASE WORKER', '16PLUS')"


@dataclass(frozen=True)
class Case:
    """A case: the child's id, the team and worker who have it on the day.

    workers: everybody who was ever recorded as working with the child, reviewing officers included.
    preferred: whether it belongs to the theme that is asked for.
    """

    child: str
    team: str
    worker: str
    workers: frozenset[str] = field(default_factory=frozenset)
    preferred: bool = False


def cases(
    asked: Query,
    day: date,
    emphasis: Emphasis | None = None,
    clusters: Mapping[str, str] | None = None,
) -> list[Case]:
    """Every case on a day, by child; of two workers the one who has had it for less time.

    `clusters` gives the team of each early help cluster: without it there are no early help cases.
    A child with a case worker and early help is a case of the case worker's team.
    """
    found = {
        child: (team, "") for child, team in _early_help(asked, day, clusters or {}).items()
    } | _with_worker(asked, day)
    known = _workers(asked, day)
    preferred = _of_theme(asked, day, emphasis) if emphasis else set()
    return [
        Case(child, team, worker, frozenset(known[child] | ({worker} - {""})), child in preferred)
        for child, (team, worker) in sorted(found.items())
    ]


def recent_children(asked: Query, day: date, months: int) -> set[str]:
    """The children whose case was audited, or given out for it, in so many months before a day.

    An audit counts by the month it is for, else by the day it was done or given out. Audits for
    the month that begins on `day` do not count, so that the same draw can be made again later.
    """
    since = add_months(day, -months)
    return {
        each.person
        for each in audits(asked)
        if each.kind in FULL_AUDITS and each.status != NOT_DONE and each.person
        if (of := each.month or each.done_on or each.allocated) and since <= of < day
    }


def _with_worker(asked: Query, day: date) -> dict[str, tuple[str, str]]:
    """The team and worker of each child whom somebody in social care has on a day."""
    if not asked.has("ssd_involvements"):
        return {}
    is_open = open_on("invo_involvement_start_date", "invo_involvement_end_date", "CAST(? AS DATE)")
    rows = asked.rows(
        f"""SELECT invo_person_id, ARG_MAX(invo_professional_team, place),
            ARG_MAX(invo_professional_id, place)
        FROM (
            SELECT *, ROW_NUMBER() OVER (
                ORDER BY invo_involvement_start_date, invo_involvements_id
            ) AS place
            FROM ssd_involvements
            WHERE {is_open} AND UPPER(invo_professional_role_id) IN {HOLDERS}
                AND invo_professional_team IS NOT NULL AND invo_professional_id IS NOT NULL
        )
        GROUP BY 1""",
        day,
        day,
    )
    return {child: (team, worker) for child, team, worker in rows}


def _early_help(asked: Query, day: date, clusters: Mapping[str, str]) -> dict[str, str]:
    """The team of each child in an early help episode on a day: that of the last assessment."""
    if not clusters or not asked.has("ext_eh_assessment", "ssd_early_help_episodes"):
        return {}
    is_open = open_on("earl_episode_start_date", "earl_episode_end_date", "CAST(? AS DATE)")
    rows = asked.rows(
        f"""SELECT earl_person_id, ARG_MAX(eha_cluster, (eha_start_date, eha_id))
        FROM ssd_early_help_episodes
        JOIN ext_eh_assessment ON eha_episode_id = earl_episode_id
        WHERE {is_open} AND eha_start_date <= ? AND eha_cluster IS NOT NULL
        GROUP BY 1""",
        day,
        day,
        day,
    )
    return {child: clusters[cluster] for child, cluster in rows if cluster in clusters}


def _workers(asked: Query, day: date) -> dict[str, set[str]]:
    """Everybody who worked with each child until a day, and those who chaired its reviews."""
    found: dict[str, set[str]] = defaultdict(set)
    sources = []
    if asked.has("ssd_involvements"):
        sources.append(
            """SELECT invo_person_id, invo_professional_id FROM ssd_involvements
            WHERE invo_involvement_start_date <= ? AND invo_professional_id IS NOT NULL"""
        )
    if asked.has("qa_meeting_monitoring"):
        sources.append(
            """SELECT mon_person_id, mon_chair_id FROM qa_meeting_monitoring
            WHERE mon_meeting_date <= ? AND mon_chair_id IS NOT NULL"""
        )
    for source in sources:
        for child, worker in asked.rows(source, day):
            found[child].add(worker)
    return found


def _of_theme(asked: Query, day: date, emphasis: Emphasis) -> set[str]:
    """The children to whom any of the theme's marks applies on a day."""
    found: set[str] = set()
    if emphasis.needs and asked.has("ssd_cin_episodes"):
        is_open = open_on("cine_referral_date", "cine_close_date", "CAST(? AS DATE)")
        found |= _children(
            asked,
            f"""SELECT cine_person_id FROM ssd_cin_episodes
            WHERE {is_open} AND list_contains(?, cine_cin_primary_need_code)""",
            day,
            day,
            list(emphasis.needs),
        )
    if emphasis.plan_categories and asked.has("ssd_cp_plans"):
        is_open = open_on("cppl_cp_plan_start_date", "cppl_cp_plan_end_date", "CAST(? AS DATE)")
        found |= _children(
            asked,
            f"""SELECT cppl_person_id FROM ssd_cp_plans
            WHERE {is_open} AND list_contains(?,
                COALESCE(cppl_cp_plan_latest_category, cppl_cp_plan_initial_category))""",
            day,
            day,
            list(emphasis.plan_categories),
        )
    if emphasis.looked_after and asked.has("ssd_cla_episodes"):
        is_open = open_on("clae_cla_episode_start_date", "clae_cla_episode_ceased_date",
                          "CAST(? AS DATE)")  # fmt: skip
        found |= _children(
            asked, f"SELECT clae_person_id FROM ssd_cla_episodes WHERE {is_open}", day, day
        )
    return found


def _children(asked: Query, sql: str, *values: object) -> set[str]:
    return {row[0] for row in asked.rows(sql, *values)}
