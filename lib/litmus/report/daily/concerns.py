"""Immediate concerns and alerts: those of the day or week first, and those that are open."""

from datetime import date

from litmus.base import numbers
from litmus.qa.immediate import Concerns
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Statement
from litmus.report.daily.lists import CHILD, NOT_KNOWN, Naming


def concerns(found: Concerns, day: date, naming: Naming) -> list[Shown]:
    """What was raised then, what is open, and of what there are no data."""
    parts: list[Shown] = [NoticeCell(said) for said in found.absent]
    if found.open:
        parts = [Statement(_message(found, naming)), *parts, _table(found, day, naming)]
    elif not found.absent:
        parts.append(
            Text(f"No concern and no alert is open, and none was raised {naming.then.within}.")
        )
    return parts


def _message(found: Concerns, naming: Naming) -> str:
    within = naming.then.within
    new, late = (sum(getattr(each, name) for each in found.open) for name in ("new", "late"))
    raised = f"{numbers.count_of(new, 'concern') if new else 'None'} raised {within}"
    open_now = len(found.open) - new
    settled = f"; {numbers.whole(found.resolved)} settled {within}" if found.resolved else ""
    overdue = f", {numbers.whole(late)} of all without an answer in time" if late else ""
    return f"{raised}; {numbers.whole(open_now)} open from before{overdue}{settled}."


def _table(found: Concerns, day: date, naming: Naming) -> TableCell:
    order = sorted(found.open, key=lambda e: (not e.new, not e.late, e.raised, e.identifier))
    rows: list[list[Cell]] = [
        [
            each.identifier or NOT_KNOWN,
            each.kind,
            naming.team(each.team),
            each.worker or "not recorded",
            Value(each.raised, "day"),
            Value(each.due, "day", note=", that day" if each.due == day else "")
            if each.due
            else nothing("none"),
            each.standing,
            "new" if each.new else "",
        ]
        for each in order
    ]
    columns = (CHILD, "What", "Team", "Worker", "Raised", "Answer due", "Stands", "New")
    note = (
        "As it was known at the end of the day. Worker: whom the record names, or the case worker "
        "of that day. Of restricted records nobody is named."
    )
    return TableCell("Immediate concerns and alerts", columns, rows, note=note, dense=True)
