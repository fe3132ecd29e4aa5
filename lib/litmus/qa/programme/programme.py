"""Whether the audit programme is kept: what was due, done, late and missing (framework 4.3).

A requirement's period counts in the window in which it ends, so that each is counted once: a
quarter in the report of its last month, two months (January and February, March and April, ...) in
that of the second. What is due is the requirement's count for each post (or team, cluster or
service) and period. A period in which the requirement, or the post, was in force for only some of
the days is not due, but stated. What somebody does beyond the count makes good for nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from litmus.qa.programme.audits import audits
from litmus.qa.programme.pairs import pairs
from litmus.qa.programme.posts import Organisation
from litmus.qa.programme.requirements import AuditProgramme, Requirement
from litmus.qa.programme.sharing import Slot, share_out
from litmus.qa.programme.spans import spans
from litmus.qa.programme.work_done import TABLES, Deed, deeds
from litmus.qa.query import Query


@dataclass(frozen=True)
class Duty:
    """How far a requirement was kept by a role in a service and team.

    due = done + late + missing. done: in time; late: done for the period, but after it ended, by
    the last day that is asked about;
    extra: beyond the count, or in a period partly in force. partly: how many periods were only
    partly in force. paired: of `pairable` audits, those whose pair was kept (0 of 0 where none is
    asked for). services, teams: several where one person holds the post for them all.
    """

    requirement: str
    activity: str
    role: str
    services: Sequence[str]
    teams: Sequence[str]
    due: int = 0
    done: int = 0
    late: int = 0
    missing: int = 0
    extra: int = 0
    partly: int = 0
    paired: int = 0
    pairable: int = 0

    def plus(self, other: Duty) -> Duty:
        """Both together; of the first's requirement, role and place."""
        sums = {
            name: getattr(self, name) + getattr(other, name)
            for name in (
                "due", "done", "late", "missing", "extra", "partly", "paired", "pairable"
            )
        }  # fmt: skip
        return replace(self, **sums)


@dataclass(frozen=True)
class Unscored:
    """A requirement that is not scored, why not, and how many were done in the window."""

    requirement: str
    activity: str
    roles: Sequence[str]
    words: str
    why: str
    done: int


@dataclass(frozen=True)
class Compliance:
    """The programme in a window.

    unmatched: by requirement, how many were done in its role and service by people who hold no
    such post there. running: requirements whose period had not ended by the last day of the data.
    """

    duties: Sequence[Duty]
    unscored: Sequence[Unscored]
    unmatched: Mapping[str, int]
    running: Sequence[str]

    def total(self) -> Duty:
        """All duties together."""
        return sum_of(self.duties)


def compliance(asked: Query, programme: AuditProgramme) -> Compliance:
    """How far each requirement was kept in the period that is asked of; see the module."""
    everywhere = asked.everywhere()
    found = audits(everywhere)
    kept = {each.review.id for each in pairs(found, found) if each.state == "kept"}
    organisation = Organisation.of(asked, programme.posts)
    duties: dict[tuple[object, ...], Duty] = {}
    unscored: list[Unscored] = []
    unmatched: dict[str, int] = {}
    running: list[str] = []
    in_force = [each for each in programme.requirements if each.active_from <= asked.end]
    everything = {
        activity: deeds(everywhere, found, activity)
        for activity in {each.activity for each in in_force}
    }
    for requirement in in_force:
        done = everything[requirement.activity]
        if why := why_not(asked, requirement, organisation):
            unscored.append(_without_score(asked, requirement, why, done))
            continue
        for start, end in spans(requirement.period, asked.start, asked.end):
            if end > asked.data_to:
                running.append(requirement.id)
                continue
            lines, rest = judge(requirement, organisation, done, kept, start, end, asked.as_at)
            unmatched[requirement.id] = unmatched.get(requirement.id, 0) + rest
            for line in lines:
                if not asked.holds(line.services, line.teams):
                    continue
                key = (line.requirement, line.role, line.services, line.teams)
                duties[key] = duties[key].plus(line) if key in duties else line
    return Compliance(
        tuple(duties.values()), tuple(unscored), unmatched, tuple(dict.fromkeys(running))
    )


def sum_of(duties: Iterable[Duty]) -> Duty:
    """All of these duties together, of no role or place."""
    total = Duty("", "", "", (), ())
    for each in duties:
        total = total.plus(each)
    return total


def why_not(asked: Query, requirement: Requirement, organisation: Organisation) -> str:
    """Why a requirement cannot be scored, in one sentence; "" where it can."""
    if not requirement.is_scored:
        return "The framework does not say how often."
    if requirement.unit == "worker":
        return "Counted for each worker over twelve months; see observations of practice."
    if not asked.has(TABLES[requirement.activity]):
        return f"The data have no table {TABLES[requirement.activity]}."
    if requirement.unit == "post":
        unknown = [
            role
            for role in requirement.roles
            if organisation.posts(role, asked.start, asked.end) is None
        ]
        if unknown:
            return f"Nothing says how many posts there are of {', '.join(unknown)}."
    elif requirement.unit != "service" and not organisation.spells:
        return "The data have no table ref_team_service."
    return ""


def _without_score(
    asked: Query, requirement: Requirement, why: str, done: Sequence[Deed]
) -> Unscored:
    number = sum(
        each.role in ("", *requirement.roles)
        and (not each.service or requirement.covers(each.service))
        and asked.start <= each.day <= asked.end
        for each in done
    )
    return Unscored(
        requirement.id, requirement.activity, requirement.roles, requirement.seed_text, why, number
    )


def judge(
    requirement: Requirement,
    organisation: Organisation,
    done: Sequence[Deed],
    kept: set[str],
    start: date,
    end: date,
    as_at: date,
) -> tuple[list[Duty], int]:
    """A line for each who owed it in one period, and how many deeds nobody owed."""
    if requirement.active_from > end or (
        requirement.active_to is not None and requirement.active_to < start
    ):
        return [], 0
    slots = _slots(requirement, organisation, start, end)
    for_it = [
        each
        for each in done
        if each.belongs_to(start, end)
        and each.day <= as_at
        and each.role in ("", *requirement.roles)
    ]
    shared, rest = share_out(slots, for_it, requirement)
    whole = requirement.active_from <= start and (
        requirement.active_to is None or requirement.active_to >= end
    )
    lines = [
        _line(requirement, slot, theirs, whole and slot.whole, end, kept)
        for slot, theirs in zip(slots, shared, strict=True)
    ]
    nobodys = [each for each in rest if not each.service or requirement.covers(each.service)]
    return lines, len(nobodys) if requirement.unit == "post" else 0


def _slots(
    requirement: Requirement, organisation: Organisation, start: date, end: date
) -> list[Slot]:
    """Who owes the requirement in these days."""
    if requirement.unit == "service":
        if requirement.services != "ALL":
            return [Slot(requirement.roles[0], (each,), (), True) for each in requirement.services]
        there = sorted({service for service, _ in organisation.teams(start, end)})
        return [Slot(requirement.roles[0], (each,), (), True) for each in there]
    if requirement.unit in ("team", "cluster"):
        return [
            Slot(requirement.roles[0], (service,), (team,), whole)
            for (service, team), whole in organisation.teams(start, end).items()
            if requirement.covers(service)
        ]
    return [
        Slot(post.role, post.services, post.teams, post.whole, post)
        for role in requirement.roles
        for post in organisation.posts(role, start, end) or ()
        if not post.services or any(map(requirement.covers, post.services))
    ]


def _line(
    requirement: Requirement,
    slot: Slot,
    theirs: Sequence[Deed],
    whole: bool,
    end: date,
    kept: set[str],
) -> Duty:
    due = (requirement.count or 0) if whole else 0
    in_time = sum(each.day <= end for each in theirs)
    done = min(due, in_time)
    late = min(due - done, len(theirs) - in_time)
    pairs_asked = requirement.paired_with_role is not None
    return Duty(
        requirement=requirement.id,
        activity=requirement.activity,
        role=slot.role,
        services=slot.services,
        teams=slot.teams,
        due=due,
        done=done,
        late=late,
        missing=due - done - late,
        extra=len(theirs) - done - late,
        partly=0 if whole else 1,
        paired=sum(each.id in kept for each in theirs) if pairs_asked else 0,
        pairable=len(theirs) if pairs_asked else 0,
    )
