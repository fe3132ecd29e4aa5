"""Who holds the cases: by team and worker, who has too many, and which children have nobody."""

from collections import defaultdict
from collections.abc import Sequence

from litmus.base import numbers
from litmus.figures.worklists.rows import CaseList, Worklists, Workload
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded, Statement
from litmus.report.coverage import is_in_source
from litmus.report.daily.kinds import NOT_ALLOCATED
from litmus.report.daily.lists import BEHIND, MANY, Naming


def allocation(work: Worklists, held: Sequence[NoticeCell], naming: Naming) -> list[Shown]:
    """Caseloads by team, each worker's, and the children without a worker; first which of these
    are `held`."""
    alone = work.of(NOT_ALLOCATED)
    parts: list[Shown] = [*held, *_loads(work, alone, naming)]
    if alone and alone.why_not and is_in_source(alone.why_not):
        parts.append(NoticeCell(f"There is no list of unallocated cases: {alone.why_not}."))
    elif alone and alone.overdue:
        caption = f"Children in need without a social worker on {wording.day(work.day)}"
        table = naming.table(caption, alone, alone.overdue)
        parts += naming.few_or_many(caption, alone.overdue, table)
    folded = any(isinstance(each, Folded) for each in parts)
    return [*parts, Text(BEHIND)] if folded else parts


def _loads(work: Worklists, alone: CaseList | None, naming: Naming) -> list[Shown]:
    if not is_in_source(work.loads_why_not):
        return []
    if work.loads_why_not:
        return [NoticeCell(f"There are no caseloads: {work.loads_why_not}.")]
    if not work.loads:
        return []
    over = [load for load in work.loads if load.cases > work.maximum]
    workers = _workers(work.loads, "The caseload of every worker", naming)
    parts: list[Shown] = [Statement(_message(work, over)), _teams(work, alone, naming)]
    if over and not naming.of_team:
        caption = f"Workers with more than {work.maximum} cases"
        parts.append(_workers(over, caption, naming))
    if len(work.loads) > len(over) or naming.of_team:
        title = f"The caseload of every worker: all {numbers.whole(len(work.loads))}"
        many = len(work.loads) > MANY and not naming.of_team
        parts.append(Folded(title, [workers]) if many else workers)
    return parts


def _message(work: Worklists, over: Sequence[Workload]) -> str:
    cases, workers = sum(load.cases for load in work.loads), len(work.loads)
    held = f"{numbers.count_of(workers, 'worker')} {'holds' if workers == 1 else 'hold'} "
    held += numbers.count_of(cases, "case")
    if not over:
        return f"{held}; nobody has more than {work.maximum}."
    have = "has" if len(over) == 1 else "have"
    return f"{held}; {numbers.whole(len(over))} {have} more than {work.maximum}."


def _teams(work: Worklists, alone: CaseList | None, naming: Naming) -> TableCell:
    teams: dict[str, list[Workload]] = defaultdict(list)
    for load in work.loads:
        teams[load.team].append(load)
    nobody: dict[str, int] = defaultdict(int)
    for row in alone.overdue if alone else ():
        nobody[row.team] += 1
    rows: list[list[Cell]] = []
    for team in sorted({*teams, *nobody}, key=lambda code: (not code, naming.team(code))):
        loads = teams[team]
        cases = sum(load.cases for load in loads)
        rows.append(
            [
                naming.team(team),
                Value(len(loads)),
                Value(cases),
                Value(cases / len(loads), decimals=1) if loads else nothing("no worker"),
                Value(max((load.cases for load in loads), default=0)),
                Value(sum(load.cases > work.maximum for load in loads)),
                Value(nobody[team]) if alone and not alone.why_not else nothing("not known"),
            ]
        )
    columns = (
        "Team", "Workers", "Cases", "Cases a worker", "Most", f"Over {work.maximum}", "No worker"
    )  # fmt: skip
    note = (
        "Cases: children in need and care leavers, each with the worker they are allocated to, "
        "under the team of the worker. No worker: children in need whom nobody holds, under the "
        "team of their referral."
    )
    caption = f"Caseloads by team on {wording.day(work.day)}"
    return TableCell(caption, columns, rows, right=frozenset(range(1, 7)), note=note, dense=True)


def _workers(loads: Sequence[Workload], caption: str, naming: Naming) -> TableCell:
    rows: list[list[Cell]] = [
        [
            load.worker,
            *([] if naming.of_team else [naming.team(load.team)]),
            Value(load.cases),
            _change(load),
        ]
        for load in loads
    ]
    of_team = [] if naming.of_team else ["Team"]
    columns = ("Worker", *of_team, "Cases", f"Since {naming.then.before}")
    right = frozenset({1 + len(of_team)})
    return TableCell(caption, columns, rows, right=right, dense=True)


def _change(load: Workload) -> Cell:
    if load.before is None:
        return nothing("not known")
    gap = load.cases - load.before
    if not gap:
        return "same"
    return Value(abs(gap), note=" more" if gap > 0 else " fewer")
