"""What a service, a team or the council is made of: how each of its parts stands, one row each."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from litmus.base.code_words import SERVICES
from litmus.base.scope import SERVICE, TEAM, Scope
from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.report import wording
from litmus.report.bundle import Shown, TableCell
from litmus.report.cells import Cell, PageLink, Value
from litmus.report.daily.kinds import NOT_ALLOCATED, OVER_THE_LIMIT, Kind, has_due
from litmus.report.daily.lists import NO_TEAM, NOBODY, Naming
from litmus.report.feed import Context

WORKER = "Worker"
NOTE = (
    "Overdue at the end of the day, by kind of work. Due soon: that day, or by {until}. Cases: "
    "those of its workers."
)


@dataclass(frozen=True)
class _Level:
    """What the rows of the table are: the parts of the council are services, those of a service
    teams, and those of a team its workers.

    one: the heading of their names. key: the part that a case belongs to, "" for none that is
    known. name: how a part is called, and where its name leads.
    """

    one: str
    key: Callable[[WorkRow], str]
    name: Callable[[str], Cell]

    @property
    def is_worker(self) -> bool:
        """Whether a part is one worker, who is not counted once more."""
        return self.one == WORKER


def parts(
    work: Worklists, kind_of: Callable[[CaseList], Kind], naming: Naming, context: Context
) -> list[Shown]:
    """How each part stands; nothing where the data do not say which there are."""
    level = _level(work, naming, Scope.parse(context.scope))
    counted = _counted(work, kind_of, level)
    found = {part for each in counted.values() for part in each}
    if not any(found):
        return []
    rows: list[list[Cell]] = [
        [level.name(part), *(Value(each[part]) for each in counted.values())]
        for part in sorted(found, key=lambda part: (not part, *_place(part, level)))
    ]
    caption = f"Where each {level.one.lower()} stands on {wording.day(work.day)}"
    note = NOTE.format(until=wording.day(work.coming_to))
    right = frozenset(range(1, len(counted) + 1))
    columns = (level.one, *counted)
    return [TableCell(caption, columns, rows, right=right, note=note, dense=True)]


def _counted(
    work: Worklists, kind_of: Callable[[CaseList], Kind], level: _Level
) -> Mapping[str, Counter[str]]:
    """What is counted, by the heading of its column, of each part."""
    lists = [each for each in work.lists if not each.why_not]
    found = _overdue(lists, kind_of, level)
    found["Due soon"] = Counter(
        level.key(row) for each in lists for row in (*each.due_now, *each.coming)
    )
    if work.loads:
        cases: Counter[str] = Counter()
        for load in work.loads:
            cases[level.key(WorkRow("", load.worker, load.team, None, None, ""))] += load.cases
        found["Cases"] = cases
    more = {NOT_ALLOCATED: "No worker", OVER_THE_LIMIT: f"Over {work.maximum}"}
    for each in lists:
        if each.code in more and not level.is_worker:
            found[more[each.code]] = Counter(level.key(row) for row in each.overdue)
    return found


def _level(work: Worklists, naming: Naming, scope: Scope) -> _Level:
    if scope.kind == TEAM:
        return _Level(WORKER, lambda row: row.worker, lambda code: code or NOBODY)
    if scope.kind == SERVICE:
        return _Level("Team", lambda row: row.team, lambda code: _link(TEAM, code, naming.team))
    return _Level(
        "Service",
        lambda row: work.services.get(row.team, ""),
        lambda code: _link(SERVICE, code, lambda known: SERVICES.get(known, known)),
    )


def _link(kind: str, code: str, name: Callable[[str], str]) -> Cell:
    return PageLink(name(code), str(Scope(kind, code))) if code else NO_TEAM


def _place(part: str, level: _Level) -> tuple[int, str]:
    """Services in their own order, all else by name."""
    known = list(SERVICES)
    return (known.index(part) if part in known else len(known), str(level.name(part)))


def _overdue(
    lists: Sequence[CaseList], kind_of: Callable[[CaseList], Kind], level: _Level
) -> dict[str, Counter[str]]:
    """How much is overdue by part, under what kinds of work are together: "Visits", "Reviews"."""
    found: dict[str, Counter[str]] = {}
    for each in lists:
        if has_due(each) and (each.open or each.overdue):
            counted = found.setdefault(kind_of(each).together, Counter())
            counted.update(level.key(row) for row in each.overdue)
    return found
