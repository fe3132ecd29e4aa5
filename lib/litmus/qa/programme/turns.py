"""Whose turn it is to audit in a month, how many cases, and of which teams."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from litmus.base.periods import Period
from litmus.qa.programme.posts import Organisation, Post
from litmus.qa.programme.requirements import AllocationSettings, AuditProgramme, Requirement
from litmus.qa.programme.spans import MONTHS, span_of


@dataclass(frozen=True)
class Turn:
    """Audits that a post is to do.

    teams: whose cases; empty for any. auditor: "" where nobody is named: of a `vacant` post there
    is nobody; of another the role is known and the person is not.
    """

    requirement: str
    reference: str
    role: str
    auditor: str
    count: int
    services: tuple[str, ...]
    teams: tuple[str, ...]
    due: date
    paired: bool
    vacant: bool = False

    def audit_reference(self, number: int) -> str:
        """The reference of one of its audits, counted from 0."""
        return self.reference if self.count == 1 else f"{self.reference}/{number + 1}"


def turns(
    programme: AuditProgramme,
    organisation: Organisation,
    month: Period,
    settings: AllocationSettings,
) -> list[Turn]:
    """The audits of case files to give out in a month, in the order of the requirements."""
    found: list[Turn] = []
    for requirement in programme.requirements:
        if requirement.activity != "CASE_FILE" or not requirement.is_scored:
            continue
        if not _in_force(requirement, month.start):
            continue
        theirs = _turns(requirement, organisation, month)
        if "TM" in requirement.roles and settings.own_cases == "team":
            theirs = _exchange(theirs, month)
        found += theirs
    return found


def _in_force(requirement: Requirement, day: date) -> bool:
    return requirement.active_from <= day and (
        requirement.active_to is None or requirement.active_to >= day
    )


def _turns(requirement: Requirement, organisation: Organisation, month: Period) -> list[Turn]:
    day = month.start
    start, end = span_of(requirement.period, day)
    place = (day.year - start.year) * 12 + day.month - start.month
    found = []
    for number, (post, teams) in enumerate(_posts(requirement, organisation, day), 1):
        who = "+".join(teams) if post.role == "TM" else post.holder or str(number)
        name = f"{requirement.id}/{post.role}/{who}"
        if _month_of(name, MONTHS[requirement.period]) != place:
            continue
        found.append(
            Turn(
                requirement=requirement.id,
                reference=f"{month}/{name}",
                role=post.role,
                auditor=post.holder,
                count=requirement.count or 1,
                services=post.services,
                teams=() if requirement.paired_with_role else teams,
                due=end,
                paired=requirement.paired_with_role is not None,
                vacant=bool(post.teams) and not post.holder,
            )
        )
    return found


def _posts(
    requirement: Requirement, organisation: Organisation, day: date
) -> list[tuple[Post, tuple[str, ...]]]:
    """The posts that owe audits, each with the teams whose cases it audits.

    Where each team (or cluster) owes them, its manager does, once for each.
    """
    found: list[tuple[Post, tuple[str, ...]]] = []
    for role in requirement.roles:
        for post in organisation.posts(role, day, day) or ():
            if post.services and not any(map(requirement.covers, post.services)):
                continue
            if requirement.unit in ("team", "cluster"):
                found += [(post, (team,)) for team in post.teams]
            else:
                found.append((post, post.teams))
    return found


def _month_of(name: str, months: int) -> int:
    """The month of its period, from 0, in which a post's audits are given out: always the same."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) % months


def _exchange(theirs: Sequence[Turn], month: Period) -> list[Turn]:
    """Team managers audit each other's cases within the service, with another one each month.

    A manager who has no colleague in the service audits the own team.
    """
    found: list[Turn] = []
    for services in dict.fromkeys(turn.services for turn in theirs):
        group = [turn for turn in theirs if turn.services == services]
        people = list(dict.fromkeys(turn.auditor for turn in group if turn.auditor))
        if len(people) < 2:
            found += group
            continue
        shift = 1 + (month.start.year * 12 + month.start.month) % (len(people) - 1)
        colleague = {
            person: people[(place + shift) % len(people)] for place, person in enumerate(people)
        }
        found += [replace(turn, auditor=colleague.get(turn.auditor, "")) for turn in group]
    return found
