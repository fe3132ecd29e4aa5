"""Progress on actions since the report before, and the register of those outstanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litmus.base import numbers
from litmus.base.code_words import LISTS, PRIORITIES, SERVICES
from litmus.qa.actions.register import Action
from litmus.qa.collated import Collation
from litmus.report import ACTIONS_LIST
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.feed import Context
from litmus.report.qa import activity, cells, long_lists
from litmus.report.qa.list_files import STATES

SIGNS = {"overdue": "■ "}
COLUMNS = ("What is to be done", "Owner", "Priority", "Due", "State")


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


def register(collation: Collation, context: Context, most: int = 0) -> list[Shown]:
    """The outstanding actions: overdue ones of high priority first, and how many others there are.

    The first `most`; where that is not said a page's worth, with all of them behind a fold.
    """
    found = list(collation.actions)
    if not found:
        return [NoticeCell("No action is outstanding.")]
    whole = numbers.whole(len(found))
    listed = long_lists.first_actions(found, most or long_lists.MOST)
    if len(listed) == len(found):
        return [_table(f"Outstanding actions ({whole})", listed)]
    here = {each.id for each in listed}
    rest = [each for each in found if each.id not in here]
    file = ACTIONS_LIST if context.list_files else ""
    caption = f"Outstanding actions: the {len(listed)} most urgent of {whole}"
    said = Text(long_lists.rest_of_actions(rest, len(found), file))
    every = f"All {whole} outstanding actions"
    behind = [] if most else [Folded(every, [_table(every, found)])]
    return [_table(caption, listed), said, *behind]


def _table(caption: str, actions: Sequence[Action]) -> TableCell:
    return TableCell(caption, COLUMNS, [_row(each) for each in actions], dense=True)


def owner(action: Action) -> str:
    """Who owes an action, in words: role and service."""
    role = LISTS["owner_roles"].get(action.owner_role, action.owner_role)
    service = SERVICES.get(action.service, action.service)
    return ", ".join(part for part in (role, service) if part) or "no owner"


def _row(action: Action) -> list[Cell]:
    state: Cell = f"{SIGNS.get(action.state, '')}{STATES[action.state]}"
    if late := action.days_overdue:
        state = Value(late, "days", lead=f"{state} ", note=" day" if late == 1 else " days")
    return [
        action.text or "not recorded",
        owner(action),
        PRIORITIES.get(action.priority, action.priority or "none"),
        cells.day(action.due_on) if action.due_on else nothing("no date"),
        state,
    ]
