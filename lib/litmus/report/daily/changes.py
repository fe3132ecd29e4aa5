"""What changed since the day, or the week, before: begun and ended, newly overdue, still so, and no
longer."""

from collections.abc import Callable, Sequence

from litmus.base import numbers
from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.daily.kinds import OVER_THE_LIMIT, Kind, is_of_work
from litmus.report.daily.lists import BEHIND, CHILD, MANY, NOT_KNOWN, Naming

CAPTION = "Since {day}, by kind of work"
NOTE = (
    "On the list: overdue, without a worker, or with too many cases. The lists of both days are "
    "made from the same data: what was recorded late counts on the day on which it happened. Begun "
    "and ended: cases, children with a plan or in care."
)
NEW, GONE = "Newly on a list", "No longer on a list"
ENDED, PUT_RIGHT = "ended", "put right"
Found = Sequence[tuple[CaseList, WorkRow]]


def changes(work: Worklists, kind_of: Callable[[CaseList], Kind], naming: Naming) -> list[Shown]:
    """The counts of each list, then whose cases are new on it and whose are gone."""
    parts = counts(work, kind_of, naming)
    compared = [each for each in work.lists if not each.why_not and each.compared]
    if not compared:
        return parts
    new = [(each, row) for each in compared for row in each.overdue if row.new]
    gone = [(each, row) for each in compared for row in each.gone]
    if not new and not gone:
        return [*parts, Text("No case is new on a list, and none is gone.")]
    parts += [_table(NEW, new, kind_of, naming)] if new else []
    parts += [_table(GONE, gone, kind_of, naming)] if gone else []
    folded = [each.title for each in parts if isinstance(each, Folded)]
    return [*parts, Text(f"{'. '.join(folded)}. {BEHIND}")] if folded else parts


def counts(work: Worklists, kind_of: Callable[[CaseList], Kind], naming: Naming) -> list[Shown]:
    """How many cases began, ended, came on each list and left it."""
    known = [each for each in work.lists if not each.why_not]
    compared = [each for each in known if each.compared]
    before = wording.day(work.day_before)
    if not compared:
        return [NoticeCell(f"There are no data of {before} to compare with.")] if known else []
    parts: list[Shown] = [_counts(compared, before, kind_of, naming)]
    if len(compared) < len(known):
        names = numbers.join([kind_of(each).many for each in known if not each.compared])
        parts.append(NoticeCell(f"There are no data of {before} to compare with on {names}."))
    return parts


def _counts(
    lists: Sequence[CaseList], before: str, kind_of: Callable[[CaseList], Kind], naming: Naming
) -> TableCell:
    """How many began and ended, and are newly, still and no longer on each list."""
    columns = ("Work", "Begun", "Ended", "Newly on the list", "Still on it", "No longer on it")
    rows: list[list[Cell]] = []
    for each in lists:
        if not (each.open or each.gone or not naming.scoped):
            continue
        new = sum(row.new for row in each.overdue)
        moved = _or_none((each.opened, each.closed), is_of_work(each.code))
        on_it = _or_none((new, len(each.overdue) - new, len(each.gone)), each.rated)
        rows.append([kind_of(each).heading, *moved, *on_it])
    return TableCell(CAPTION.format(day=before), columns, rows, frozenset(range(1, 6)), NOTE)


def _or_none(counted: Sequence[int], known: bool) -> list[Cell]:
    """Numbers as cells; a dash for each where there is no such thing to count."""
    return [Value(number) if known else nothing("–") for number in counted]


def _table(title: str, found: Found, kind_of: Callable[[CaseList], Kind], naming: Naming) -> Shown:
    """A row a case: of what is new why it is on a list, of what is gone why it was and what became
    of it."""
    gone = title == GONE
    rows: list[list[Cell]] = [
        [
            row.identifier or (NOT_KNOWN if each.code != OVER_THE_LIMIT else "a worker"),
            kind_of(each).heading,
            *naming.who(row),
            row.reason,
            *((ENDED if row.ended else PUT_RIGHT,) if gone else ()),
        ]
        for each, row in found
    ]
    why = ("Why it was", "Now") if gone else ("Why",)
    table = TableCell(title, (CHILD, "Work", *naming.columns, *why), rows, dense=True)
    if len(rows) <= MANY or naming.of_team:
        return table
    return Folded(f"{title}: all {numbers.whole(len(rows))}", [table])
