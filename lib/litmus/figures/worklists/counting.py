"""The lists of a day or a week: as they stood at its end, and at the end of the one before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base.council import read_council
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.base.windows import window_ending
from litmus.base.working_days import add_working_days
from litmus.figures import computing, scoped, trust
from litmus.figures.trust import Obstacle
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
    asked = {each.code: each for each in computing.indicators(codes, project, period, scope, ())}
    _check(asked.values())
    workers, cases = computing.indicators([WORKERS, CASES], project, period, COUNCIL_WIDE, ())
    day, before = _ends(snapshot, period)
    coming_to = add_working_days(day, COMING)
    with snapshot.connect(held=HELD) as connection:
        connection.execute("SET threads = 1")  # each: as many queries run as there are processors
        scoped.check(connection, snapshot.provided, scope)
        within = _Asking(connection, (day, before), scope, _obstacle(snapshot, project, scope))
        obstacle = _obstacle(snapshot, project, COUNCIL_WIDE)
        whole = _Asking(connection, (day, before), COUNCIL_WIDE, obstacle)
        found = computing.side_by_side(within.days, list(asked.values()))
        # A worker's cases count wherever they are: also those outside of the scope.
        loads = _loads(within.days(workers), whole.days(cases), cases)
    return Worklists(
        day=day,
        day_before=before,
        coming_to=coming_to,
        lists=[
            _list(each, days, coming_to) for each, days in zip(asked.values(), found, strict=True)
        ],
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
        if each.listed is None:
            raise UsageError(f"{each.code} counts posts and not cases: it has no worklist.")


def _obstacle(snapshot: Snapshot, project: Path, scope: Scope) -> Obstacle:
    return trust.of(snapshot, read_council(project), scope)[0]


@dataclass(frozen=True)
class _Asking:
    """Whom the lists are asked of, and what says why there is one not."""

    connection: Any
    ends: tuple[date, date]
    scope: Scope
    obstacle: Obstacle

    def days(self, indicator: Indicator) -> _Days:
        """The cases of an indicator at the end of both days."""
        return _Days(*(self._cases(indicator, end) for end in self.ends))

    def _cases(self, indicator: Indicator, end: date) -> list[ListedCase] | str:
        window = window_ending(indicator.window, end)
        if why_not := self.obstacle(indicator, window):
            return why_not
        with self.connection.cursor() as own:
            return listing.every(own, indicator, window, self.scope.breakdown)


def _list(indicator: Indicator, days: _Days, coming_to: date) -> CaseList:
    if isinstance(days.now, str):
        return CaseList(code=indicator.code, why_not=days.now)
    before = None if isinstance(days.before, str) else days.before
    were = {case.key for case in before or () if case.overdue}
    overdue = [case for case in days.now if case.overdue]
    late = Counter(case.reason for case in days.now if case.outside and not case.overdue)
    are = {case.key for case in overdue}
    open_now, open_before = ({c.key for c in each or ()} for each in (days.now, before))
    return CaseList(
        code=indicator.code,
        working=indicator.worklist.working,
        open=len(days.now),
        overdue=[_row(case, before is not None and case.key not in were) for case in overdue],
        late_before=dict(sorted(late.items())),
        coming=[
            _row(case)
            for case in days.now
            if case.due and not case.overdue and (case.left or 0) >= 0 and case.due <= coming_to
        ],
        gone=[_row(case) for case in before or () if case.overdue and case.key not in are],
        opened=len(open_now - open_before) if before is not None else 0,
        closed=len(open_before - open_now),
        compared=before is not None,
    )


def _row(case: ListedCase, new: bool = False) -> WorkRow:
    team = "" if case.team == listing.NO_TEAM else case.team
    return WorkRow(case.identifier, case.worker, team, case.due, case.left, case.reason, new)


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
