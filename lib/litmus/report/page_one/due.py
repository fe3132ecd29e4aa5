"""What is due before the next report: actions of the register, the nearest first."""

from datetime import date

from litmus.base.periods import Period
from litmus.qa.actions.register import Action
from litmus.qa.collated import Collation
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell
from litmus.report.feed import Context
from litmus.report.qa import cells
from litmus.report.qa.actions import owner

MOST = 5
URGENCY = {"IMMEDIATE": 0, "HIGH": 1, "MEDIUM": 2}


def due(collation: Collation | None, context: Context) -> Shown:
    """The actions that fall due in the period after this one: the most urgent, by day."""
    until = _until(context)
    found = in_time(collation, context)
    if not found:
        return Text("No action of the register falls due before the next report.")
    urgent = sorted(found, key=lambda a: (URGENCY.get(a.priority, 3), a.due_on or until))[:MOST]
    rows = [_row(each) for each in sorted(urgent, key=lambda a: a.due_on or until)]
    rest = len(found) - len(rows)
    note = f"{rest} more of lower priority or later." if rest else ""
    caption = "Due before the next report"
    return TableCell(caption, ("Action", "Owner", "By"), rows, note=note, dense=True)


def in_time(collation: Collation | None, context: Context) -> list[Action]:
    """The open actions that fall due in the period after this one."""
    return [
        each
        for each in (collation.actions if collation else ())
        if each.state == "open"
        and each.due_on
        and context.period.end < each.due_on <= _until(context)
    ]


def _until(context: Context) -> date:
    return Period.parse(context.period.notation).next().end


def _row(action: Action) -> list[Cell]:
    assert action.due_on is not None
    return [action.text or "not recorded", owner(action), cells.day(action.due_on)]
