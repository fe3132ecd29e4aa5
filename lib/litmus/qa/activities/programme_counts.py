"""The audit programme in an activity's section: what was due, done, late and missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import groupby

from litmus.base.code_words import ROLES, SERVICES
from litmus.qa.activities.counting import words_for
from litmus.qa.model import Column, Measure, Tally
from litmus.qa.programme.posts import team_names
from litmus.qa.programme.programme import Compliance, Duty, sum_of
from litmus.qa.programme.requirements import AuditProgramme
from litmus.qa.query import Query

NUMBERS = ("Due", "In time", "Late", "Missing", "Beyond")
IN_TIME = "Of those that the programme asked for, done in time"


def programme_measure(
    found: Compliance, earlier: Compliance, activities: Collection[str]
) -> Measure:
    """The share of what the programme asked for that was done in time, now and before."""
    now, before = (sum_of(_duties(each, activities)) for each in (found, earlier))
    return Measure(IN_TIME, "share", now.done, now.due, before.done, before.due, "higher",
                   "those that the programme asked for")  # fmt: skip


def programme_tables(
    asked: Query, found: Compliance, programme: AuditProgramme, activities: Collection[str]
) -> list[Tally]:
    """The programme by role and service, by team for team managers, and what is not scored."""
    duties = _duties(found, activities)
    names = team_names(asked)
    ids = {each.id for each in programme.requirements if each.activity in activities}
    note = _note(duties, sum(found.unmatched.get(each, 0) for each in ids))

    def place(duty: Duty) -> str:
        services = ", ".join(words_for(each, SERVICES) for each in duty.services)
        return (
            f"{words_for(duty.role, ROLES)}: {services}"
            if services
            else words_for(duty.role, ROLES)
        )

    def team(duty: Duty) -> str:
        return ", ".join(names.get(each, each) for each in duty.teams)

    by_role = _group_tally("The programme by role and service", "Role", duties, place, note)
    of_teams = [each for each in duties if each.role == "TM" and each.teams]
    by_team = _group_tally("The programme by team", "Team", of_teams, team)
    words = {each.id: each.seed_text for each in programme.requirements}
    unscored = Tally(
        "What the framework asks for without saying how often",
        [Column("Requirement", "text"), Column("By", "text"), Column("Done", "count")],
        [
            [
                words[each.requirement],
                ", ".join(words_for(role, ROLES) for role in each.roles),
                each.done,
            ]
            for each in found.unscored
            if each.activity in activities and not (asked.service or asked.scope)
        ],
        "Listed, never scored.",
    )
    return [by_role, by_team, unscored]


def _duties(found: Compliance, activities: Collection[str]) -> list[Duty]:
    return [each for each in found.duties if each.activity in activities]


def _group_tally(
    caption: str,
    heading: str,
    duties: Sequence[Duty],
    group: Callable[[Duty], str],
    note: str = "",
) -> Tally:
    rows = []
    for name, theirs in groupby(sorted(duties, key=group), group):
        total = sum_of(theirs)
        if total.due or total.extra:
            rows.append([name, total.due, total.done, total.late, total.missing, total.extra])
    columns = [Column(heading, "text"), *(Column(each, "count") for each in NUMBERS)]
    return Tally(caption, columns, rows, note)


def _note(duties: Sequence[Duty], nobodys: int) -> str:
    total = sum_of(duties)
    parts = [
        "Each requirement counts in the period in which its own ends; what is beyond the number "
        "asked for makes good for nobody else."
    ]
    if total.pairable:
        parts.append(
            f"Of {total.pairable} audits that were to be of the same case as a team manager's, "
            f"{total.paired} were."
        )
    if total.partly:
        parts.append(
            f"In {total.partly} cases a requirement or post was in force for only part of its "
            "period: not due."
        )
    if nobodys:
        parts.append(f"{nobodys} more were done by people who hold no such post.")
    return " ".join(parts)
