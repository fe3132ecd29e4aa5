"""Progress on actions since the report before, and the register of those outstanding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litmus.base import letters, numbers
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


def outstanding(actions: Sequence[Action], which: str = "") -> str:
    """How many of these actions are outstanding, to do or done and to be verified, and how many of
    them overdue: a sentence without its end. `which` follows their number.

    Of 3, "3 actions are outstanding: 2 to do (1 overdue), 1 done, to be verified".
    """
    if not actions:
        return f"no action{which} is outstanding"
    to_do = [each for each in actions if each.is_open]
    late, done = sum(each.is_overdue for each in to_do), len(actions) - len(to_do)
    are = "is" if len(actions) == 1 else "are"
    said = f"{numbers.count_of(len(actions), 'action')}{which} {are} outstanding"
    if len(actions) == 1:
        return said + (", and overdue" if late else ": it is done, to be verified" if done else "")
    overdue = f"{numbers.whole(late) if late else 'none'}"
    if not done:
        return f"{said}, {overdue} of them overdue"
    if not to_do:
        return f"{said}: all are done, to be verified"
    left = f"{numbers.whole(len(to_do))} to do ({overdue} overdue)"
    return f"{said}: {left}, {numbers.whole(done)} done, to be verified"


def progress_in_short(collation: Collation) -> str:
    """How many actions are outstanding and overdue, and how many recommendations there are."""
    said = letters.begin(outstanding(collation.actions))
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
