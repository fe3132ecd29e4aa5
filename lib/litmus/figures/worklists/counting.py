"""The lists of a day or a week: as they stood at its end, and at the end of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base.council import read_council
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope, by_kind, within
from litmus.base.windows import window_ending
from litmus.base.working_days import add_working_days
from litmus.figures import computing, scoped, trust
from litmus.figures.trust import Obstacle
from litmus.figures.worklists import teams
from litmus.figures.worklists.rows import CaseList, Worklists, Workload, WorkRow
from litmus.indicators import Indicator, listing
from litmus.indicators.listing import ListedCase

if TYPE_CHECKING:
    from litmus.intake.snapshot import Snapshot

CASES, WORKERS = "WFC01", "WFC01.2"
COMING = 5  # working days
HELD = {"ref_calendar", "ref_team_service", "ssd_involvements", "ssd_person"}


@dataclass(frozen=True)
class _Days:
    """The cases of an indicator at the end of the period and of the one before; a sentence where
    they cannot be had."""

    now: list[ListedCase] | str
    before: list[ListedCase] | str


def of_period(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    scope: Scope = COUNCIL_WIDE,
) -> Worklists:
    """The lists of these indicators at the end of a day or week, and what changed since the one
    before. Those of a week that is not over are of the last day of the data.

    Raises UsageError for an indicator that has no list, or that there is not.
    """
    return for_scopes(snapshot, period, codes, project, [scope])[scope]


def for_scopes(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    scopes: Sequence[Scope],
) -> dict[Scope, Worklists]:
    """What `of_period` gives, of each of several scopes; of all of one kind lists are read at
    once."""
    listed, ends = list(codes), _ends(snapshot, period)
    workers, cases = computing.indicators([WORKERS, CASES], project, period, COUNCIL_WIDE, ())
    found: dict[Scope, Worklists] = {}
    with snapshot.connect(held=HELD) as connection:
        connection.execute("SET threads = 1")  # each: as many queries run as there are processors
        obstacle = _obstacle(snapshot, project, COUNCIL_WIDE)
        whole = _Asking(connection, ends, [COUNCIL_WIDE], obstacle)
        # A worker's cases count wherever they are: also those outside of the scope.
        carried = whole.days(cases)[COUNCIL_WIDE]
        for alike in by_kind(scopes):
            declared = computing.indicators(listed, project, period, alike[0], ())
            asked = {each.code: each for each in declared}
            _check(asked.values())
            for scope in alike:
                scoped.check(connection, snapshot.provided, scope)
            asking = _Asking(connection, ends, alike, _obstacle(snapshot, project, alike[0]))
            each_once = {**asked, WORKERS: workers}
            days = computing.side_by_side(asking.days, list(each_once.values()))
            for scope in alike:
                own = {code: each[scope] for code, each in zip(each_once, days, strict=True)}
                # Of a report that lists no workers none are told.
                loads = _loads(own[WORKERS], carried, cases) if WORKERS in asked else []
                found[scope] = _worklists(ends, asked.values(), own, loads, workers)
        services = teams.services(connection, snapshot.provided, ends[0])
    return {scope: replace(each, services=services) for scope, each in found.items()}


def _worklists(
    ends: tuple[date, date],
    asked: Iterable[Indicator],
    days: Mapping[str, _Days],
    loads: list[Workload] | str,
    workers: Indicator,
) -> Worklists:
    day, before = ends
    coming_to = add_working_days(day, COMING)
    return Worklists(
        day=day,
        day_before=before,
        coming_to=coming_to,
        lists=[_list(each, days[each.code], coming_to) for each in asked],
        maximum=workers.parameters["maximum"],
        loads=[] if isinstance(loads, str) else loads,
        loads_why_not=loads if isinstance(loads, str) else "",
    )


def _ends(snapshot: Snapshot, period: Period) -> tuple[date, date]:
    """The day of the lists, and that which they are compared with."""
    reached = period.start <= snapshot.data_to
    day = min(period.end, snapshot.data_to) if reached else period.end
    return day, period.previous().end


def _check(asked: Iterable[Indicator]) -> None:
    for each in asked:
        if why_not := each.not_for_a_day:
            raise UsageError(why_not)


def _obstacle(snapshot: Snapshot, project: Path, scope: Scope) -> Obstacle:
    return trust.of(snapshot, read_council(project), scope)[0]


@dataclass(frozen=True)
class _Asking:
    """Whom the lists are asked of, scopes of one kind, and what says why there is one not."""

    connection: Any
    ends: tuple[date, date]
    scopes: Sequence[Scope]
    obstacle: Obstacle

    def days(self, indicator: Indicator) -> dict[Scope, _Days]:
        """The cases of an indicator at the end of both days."""
        now, before = (self._cases(indicator, each) for each in self.ends)
        return {scope: _Days(now[scope], before[scope]) for scope in self.scopes}

    def _cases(self, indicator: Indicator, end: date) -> dict[Scope, list[ListedCase] | str]:
        window = window_ending(indicator.window, end)
        if why_not := self.obstacle(indicator, window):
            return dict.fromkeys(self.scopes, why_not)
        with self.connection.cursor() as own:
            found = listing.every_in_each(own, indicator, window, within(self.scopes))
        return {scope: found.get(scope.breakdown, []) for scope in self.scopes}


def _list(indicator: Indicator, days: _Days, coming_to: date) -> CaseList:
    if isinstance(days.now, str):
        return CaseList(code=indicator.code, why_not=days.now)
    before = None if isinstance(days.before, str) else days.before
    rated = not indicator.worklist.all_open
    were = {case.key for case in before or () if case.overdue}
    overdue = [case for case in days.now if case.overdue]
    now = [case for case in days.now if case.due_now]
    earlier = Counter(case.reason for case in days.now if case.earlier)
    are = {case.key for case in overdue}
    open_now, open_before = ({c.key for c in each or ()} for each in (days.now, before))
    return CaseList(
        code=indicator.code,
        working=indicator.worklist.working,
        open=len(days.now),
        overdue=[_row(case, before is not None and case.key not in were) for case in overdue],
        due_now=[_row(case) for case in now],
        counted_now=sum(case.outside and not case.earlier for case in now),
        late_before=dict(sorted(earlier.items())),
        coming=[
            _row(case)
            for case in days.now
            if case.due and (case.left or 0) > 0 and case.due <= coming_to
        ],
        gone=[
            _row(case, ended=case.key not in open_now)
            for case in before or ()
            if case.overdue and case.key not in are
        ],
        opened=len(open_now - open_before) if before is not None else 0,
        closed=len(open_before - open_now),
        compared=before is not None,
        rated=rated,
        cases=[] if rated else [replace(_row(case), reason=case.reason) for case in days.now],
    )


def _row(case: ListedCase, new: bool = False, ended: bool = False) -> WorkRow:
    team = "" if case.team == listing.NO_TEAM else case.team
    why = case.reason if case.overdue else case.rule
    return WorkRow(case.identifier, case.worker, team, case.due, case.left, why, new, ended)


def _loads(workers: _Days, cases: _Days, indicator: Indicator) -> list[Workload] | str:
    """The open cases of each worker; a sentence where they are not known."""
    if isinstance(workers.now, str):
        return workers.now
    held = [_by_worker(each, indicator) for each in (cases.now, cases.before)]
    if held[0] is None:
        return str(cases.now)
    now, before = held[0], held[1]
    loads = [
        Workload(
            case.worker,
            "" if case.team == listing.NO_TEAM else case.team,
            now[case.worker],
            None if before is None else before[case.worker],
        )
        for case in workers.now
    ]
    return sorted(loads, key=lambda load: (-load.cases, load.team, load.worker))


def _by_worker(cases: Sequence[ListedCase] | str, indicator: Indicator) -> Counter[str] | None:
    if isinstance(cases, str):
        return None
    return Counter(c.worker for c in listing.of_side(cases, indicator, "numerator"))
