"""What the audit programme still asks for: of the periods that run, and of those just over.

A week is shorter than any period of the programme. So a report of a week says, of the month (or two
months, or quarter) that holds its last day, what is asked for, what is done by then and what is
left to do; and of the one before it what was missed and has not been made good since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from litmus.base import letters
from litmus.base.numbers import join
from litmus.base.periods import days_in_words
from litmus.base.scope import TEAM, WORKER_GROUP
from litmus.qa.kinds import method_of
from litmus.qa.programme.audits import audits
from litmus.qa.programme.coverage import coverage
from litmus.qa.programme.posts import Organisation
from litmus.qa.programme.programme import Duty, judge, why_not
from litmus.qa.programme.requirements import AuditProgramme, Requirement
from litmus.qa.programme.spans import span_of
from litmus.qa.programme.work_done import TABLES, deeds
from litmus.qa.query import Query

ONE_DAY = timedelta(days=1)
OF_A_TEAM = "TM"


@dataclass(frozen=True)
class DueWork:
    """What one role in one place owes of an activity, by a day: asked for, done, left to do.

    services, teams: whose it is, several where one person holds the post for them all. missed:
    whether the day is over.
    """

    activity: str
    role: str
    services: Sequence[str]
    teams: Sequence[str]
    by: date
    asked: int
    done: int
    left: int
    missed: bool = False


@dataclass(frozen=True)
class DueList:
    """All that is owed at the end of a day: of the programme, and of workers (framework 10.1) how
    many there are and how many of them were observed at home and in a meeting in twelve months.

    absent: of what there are no data, in sentences.
    """

    day: date
    work: Sequence[DueWork] = ()
    workers: int = 0
    observed: int = 0
    absent: Sequence[str] = ()


def due(asked: Query, programme: AuditProgramme) -> DueList:
    """What is due at the end of the last day of the period that the data reach."""
    day = min(asked.end, asked.data_to)
    if day < asked.start:
        why = f"What is due is not known: the data end on {days_in_words(day, day)}."
        return DueList(day, absent=(why,))
    teams = coverage(asked)
    return DueList(
        day=day,
        work=sorted(
            _work(asked, programme, day),
            key=lambda each: (not each.missed, each.by, each.activity, each.role, *each.teams),
        ),
        workers=sum(each.workers for each in teams),
        observed=sum(each.both for each in teams),
        absent=_absent(asked, programme),
    )


def _work(asked: Query, programme: AuditProgramme, day: date) -> Iterator[DueWork]:
    everywhere = asked.everywhere()
    found = audits(everywhere)
    organisation = Organisation.of(asked, programme.posts)
    for requirement in programme.requirements:
        if requirement.active_from > day or why_not(asked, requirement, organisation):
            continue
        done = deeds(everywhere, found, requirement.activity)
        start, end = span_of(requirement.period, day)
        before = span_of(requirement.period, start - ONE_DAY)
        for first, last in (before, (start, end)):
            lines, _ = judge(requirement, organisation, done, set(), first, last, day)
            yield from _owed(requirement, lines, asked, last, day)


def _owed(
    requirement: Requirement, lines: Iterable[Duty], asked: Query, end: date, day: date
) -> Iterator[DueWork]:
    """The duties of those who are asked about; of a period that is over, those that were missed."""
    for line in lines:
        if not line.due or not asked.holds(line.services, line.teams):
            continue
        if asked.scope.kind == TEAM and line.role != OF_A_TEAM:
            continue  # what a service manager owes is in the report of the service
        if end < day and not line.missing:
            continue
        yield DueWork(
            activity=requirement.activity,
            role=line.role,
            services=line.services,
            teams=line.teams,
            by=end,
            asked=line.due,
            done=line.due - line.missing,
            left=line.missing,
            missed=end < day,
        )


def _absent(asked: Query, programme: AuditProgramme) -> list[str]:
    """Of what the programme is counted by there are no data."""
    whole = asked.everywhere()
    tables = {TABLES[each.activity] for each in programme.requirements if each.is_scored}
    titles = [method_of(table).title for table in sorted(tables) if not whole.has(table)]
    missing = join([letters.within(each) for each in titles])
    said = [f"There are no data on {missing}."] if missing else []
    if asked.scope.kind == WORKER_GROUP:
        said.append("What the programme of audits asks for is not said by worker group.")
    elif not whole.has("ref_team_service"):
        said.append("Nothing says who manages which team, so that it is not known who owes what.")
    return said
