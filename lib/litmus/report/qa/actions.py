"""Progress on actions since the report before, and the register of those outstanding."""

from __future__ import annotations

from dataclasses import replace

from litmus.base import numbers
from litmus.base.code_words import LISTS, PRIORITIES, SERVICES
from litmus.qa.actions.register import Action
from litmus.qa.collated import Collation
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, Value, nothing
from litmus.report.feed import Context
from litmus.report.qa import activity, cells

STATES = {
    "open": "Open",
    "overdue": "■ Overdue",
    "done": "Done, to verify",
    "verified": "Verified",
    "cancelled": "Cancelled",
}


def progress(collation: Collation, context: Context) -> list[Shown]:
    """What became of the actions of earlier reports; the overdue ones by age."""
    if not collation.actions and not any(each.numerator for each in collation.action_measures):
        return [NoticeCell("No action is recorded.")]
    caption = "Actions: progress in the period"
    measures, periods = collation.action_measures, (context.period.short, context.previous.short)
    shown: list[Shown] = [activity.key_numbers(caption, measures, *periods)]
    overdue = collation.overdue_actions
    if overdue.rows:
        named = [[SERVICES.get(service, service), *ages] for service, *ages in overdue.rows]
        shown.append(cells.tally(replace(overdue, rows=named)))
    return shown


def progress_in_short(collation: Collation) -> str:
    """How many actions are outstanding and overdue, and how many recommendations there are."""
    late = sum(each.is_overdue for each in collation.actions)
    outstanding = numbers.count_of(len(collation.actions), "action")
    are = "is" if len(collation.actions) == 1 else "are"
    said = "No action is outstanding"
    if collation.actions:
        overdue = numbers.whole(late) if late else "none"
        said = f"{outstanding} {are} outstanding, {overdue} of them overdue"
    found = numbers.count_of(len(collation.recommendations), "recommendation")
    follow = "follows" if len(collation.recommendations) == 1 else "follow"
    return (
        f"{said}; {found} {follow} from what was found."
        if collation.recommendations
        else (f"{said}.")
    )


def register(collation: Collation, most: int = 0) -> list[Shown]:
    """The outstanding actions, most urgent first; all of them, or the first `most`."""
    found = list(collation.actions)
    if not found:
        return [NoticeCell("No action is outstanding.")]
    listed = found[:most] if most else found
    rest = len(found) - len(listed)
    note = (
        f"{numbers.count_of(rest, 'more action')}: all of them are in the register." if rest else ""
    )
    columns = ("What is to be done", "Owner", "Priority", "Due", "State")
    rows = [_row(each) for each in listed]
    caption = f"Outstanding actions ({numbers.whole(len(found))})"
    return [TableCell(caption, columns, rows, note=note, dense=True)]


def owner(action: Action) -> str:
    """Who owes an action, in words: role and service."""
    role = LISTS["owner_roles"].get(action.owner_role, action.owner_role)
    service = SERVICES.get(action.service, action.service)
    return ", ".join(part for part in (role, service) if part) or "no owner"


def _row(action: Action) -> list[Cell]:
    state: Cell = STATES[action.state]
    if late := action.days_overdue:
        state = Value(late, "days", lead=f"{state} ", note=" day" if late == 1 else " days")
    return [
        action.text or "not recorded",
        owner(action),
        PRIORITIES.get(action.priority, action.priority or "none"),
        cells.day(action.due_on) if action.due_on else nothing("no date"),
        state,
    ]
