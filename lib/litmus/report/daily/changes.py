"""What changed since the day, or the week, before: begun and ended, newly overdue, and overdue no
longer."""

from collections.abc import Callable, Sequence

from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.daily.kinds import OVER_THE_LIMIT, Kind, has_due
from litmus.report.daily.lists import BEHIND, CHILD, MANY, NOT_KNOWN, Naming

CAPTION = "Since {day}, by kind of work"


def changes(work: Worklists, kind_of: Callable[[CaseList], Kind], naming: Naming) -> list[Shown]:
    """The counts of each list, then whose cases are new on it and whose are gone."""
    compared = [each for each in work.lists if not each.why_not and each.compared]
    parts = counts(work, kind_of, naming)
    if not compared:
        return parts
    new = [(each, row) for each in compared for row in each.overdue if row.new]
    gone = [(each, row) for each in compared for row in each.gone]
    for rows_of, title in ((new, "Newly on a list"), (gone, "No longer on a list")):
        if rows_of:
            parts += _table(title, rows_of, kind_of, naming)
    return parts if new or gone else [*parts, Text("No case is new on a list, and none is gone.")]


def counts(work: Worklists, kind_of: Callable[[CaseList], Kind], naming: Naming) -> list[Shown]:
    """How many cases began, ended, came on each list and left it."""
    known = [each for each in work.lists if not each.why_not]
    compared = [each for each in known if each.compared]
    before = wording.day(work.day_before)
    if not compared:
        return [NoticeCell(f"There are no data of {before} to compare with.")] if known else []
    columns = ("Work", "Begun", "Ended", "Newly on the list", "No longer on it")
    rows: list[list[Cell]] = [
        [
            kind_of(each).heading,
            *((Value(each.opened), Value(each.closed)) if has_due(each) else [nothing("–")] * 2),
            Value(sum(row.new for row in each.overdue)),
            Value(len(each.gone)),
        ]
        for each in compared
        if each.open or each.gone or not naming.scoped
    ]
    note = (
        "The lists of both days are made from the same data: what was recorded late counts on the "
        "day on which it happened. Begun and ended: cases, children with a plan or in care."
    )
    caption = CAPTION.format(day=before)
    return [TableCell(caption, columns, rows, frozenset(range(1, 5)), note)]


def _table(
    title: str,
    found: Sequence[tuple[CaseList, WorkRow]],
    kind_of: Callable[[CaseList], Kind],
    naming: Naming,
) -> list[Shown]:
    rows: list[list[Cell]] = [
        [
            row.identifier or (NOT_KNOWN if each.code != OVER_THE_LIMIT else "a worker"),
            kind_of(each).heading,
            *naming.who(row),
            row.reason,
        ]
        for each, row in found
    ]
    why = "Why it was" if title.startswith("No") else "Why"
    columns = (CHILD, "Work", *naming.columns, why)
    table = TableCell(title, columns, rows, dense=True)
    if len(rows) <= MANY or naming.of_team:
        return [table]
    return [Folded(f"{title}: all {len(rows)}", [table]), Text(BEHIND)]
