"""The register of actions on the screen: ids, roles and dates. No child's id and nobody's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from litmus.base.text_table import text_table
from litmus.intake.forms.action_log import ActionChange, Update
from litmus.qa.actions.register import Action
from litmus.qa.actions.states import STATUSES, ActionState

COLUMNS = ("Action", "Owner role", "Service", "Priority", "Due", "State")
NAMES = {
    "act_status": "Status",
    "act_completed_on": "Completed on",
    "act_evidence": "Evidence",
    "act_verified_by": "Verified by",
    "act_due_on": "Due on",
}


def as_text(actions: Sequence[Action], day: date, kind: str = "outstanding") -> str:
    """The actions as a table, with how many there are; `kind` says which, "" for all."""
    what = "action" if len(actions) == 1 else "actions"
    head = " ".join(part for part in (f"{len(actions):,}", kind, what, f"on {_day(day)}") if part)
    if not actions:
        return f"{head}."
    return "\n".join([f"{head}:", "", text_table(COLUMNS, map(_row, actions))])


def history(
    action: Action, kept: ActionState, updates: Iterable[Update], words: bool = False
) -> str:
    """What happened to an action, oldest first. The words of evidence only if asked for."""
    mine = [
        (each, change) for each in updates for change in each.changes if change.action == kept.id
    ]
    first: dict[str, str | None] = {}
    for _, change in reversed(mine):
        first.update(change.former)
    began = {**kept.values, **first}
    due = (
        f", due {_value_text('act_due_on', began['act_due_on'], words)}"
        if began["act_due_on"]
        else ""
    )
    about = " ".join(part for part in (action.activity, action.reference) if part)
    more = ", ".join(p for p in (action.service, action.priority, action.owner_role) if p)
    lines = [
        f"{kept.id}: {about} ({more})",
        f"  {_day(kept.raised_on)}: raised{due}",
    ]
    if settled := _closure(began, words):
        lines.append(f"  in the source: {settled}")
    for update, change in mine:
        lines.append(
            f"  {_moment(update.accepted_at)}, {update.file}: {_change_text(change, words)}"
        )
    lines.append(f"  now: Status {STATUSES[kept.status]}; {action.state} on the data's last day")
    return "\n".join(lines)


def _row(action: Action) -> tuple[str, ...]:
    late = f" ({action.days_overdue} days)" if action.days_overdue else ""
    due = _day(action.due_on) if action.due_on else "none"
    return (
        action.id,
        action.owner_role or "not known",
        action.service or "not known",
        action.priority or "not known",
        due,
        f"{action.state}{late}",
    )


def _closure(values: dict[str, str | None], words: bool) -> str:
    """What the source itself says beyond that the action is open."""
    found = [
        f"{NAMES[column]} {_value_text(column, value, words)}"
        for column, value in values.items()
        if value and column != "act_due_on" and (column, value) != ("act_status", "OPEN")
    ]
    return "; ".join(found)


def _change_text(change: ActionChange, words: bool) -> str:
    return "; ".join(
        f"{NAMES[column]} {_value_text(column, change.former[column], words)} → "
        f"{_value_text(column, value, words)}"
        for column, value in change.now.items()
    )


def _value_text(column: str, value: str | None, words: bool) -> str:
    if not value:
        return "nothing"
    if column == "act_status":
        return STATUSES.get(value, value.capitalize())
    if column == "act_evidence":
        return f'"{value}"' if words else f"{len(value.split())} words"
    return _day(date.fromisoformat(value)) if column.endswith("_on") else value


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _moment(text: str) -> str:
    return f"{_day(date.fromisoformat(text[:10]))} {text[11:16]} UTC"
