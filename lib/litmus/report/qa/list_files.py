"""The lists of a report that are too long for a page, whole, as files beside it.

`actions.csv` has every outstanding action, `findings.csv` every finding of the period, each with
the form that it came from; for a report for the council's own managers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from litmus.base import spreadsheets
from litmus.base.code_words import LISTS, POLARITIES, PRIORITIES, SERVICES
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.qa.actions.register import Action
from litmus.qa.collated import Collation
from litmus.qa.model import Finding
from litmus.report import ACTIONS_LIST, FINDINGS_LIST

STATES = {
    "open": "Open",
    "overdue": "Overdue",
    "done": "Done, to verify",
    "verified": "Verified",
    "cancelled": "Cancelled",
}
ACTION_COLUMNS = (
    *("Action", "Form", "Activity", "What is to be done", "Owner", "Service", "Priority"),
    *("Raised on", "Due on", "State", "Days overdue"),
)
FINDING_COLUMNS = (
    *("Finding", "Form", "Activity", "Day", "Service", "Key question", "Theme", "Kind"),
    "What was found",
)


def contents(collation: Collation) -> dict[str, bytes]:
    """The files by their names; none of a list without a row."""
    actions = map(_action, collation.actions)
    findings = (_finding(each, collation) for each in collation.findings)
    found = {
        ACTIONS_LIST: [ACTION_COLUMNS, *actions],
        FINDINGS_LIST: [FINDING_COLUMNS, *findings],
    }
    return {name: _csv(rows) for name, rows in found.items() if len(rows) > 1}


def _action(each: Action) -> Sequence[Any]:
    return (
        each.id, each.reference, each.activity, each.text,
        LISTS["owner_roles"].get(each.owner_role, each.owner_role),
        SERVICES.get(each.service, each.service),
        PRIORITIES.get(each.priority, each.priority),
        each.raised_on, each.due_on or "", STATES[each.state], each.days_overdue or "",
    )  # fmt: skip


def _finding(each: Finding, collation: Collation) -> Sequence[Any]:
    return (
        each.id, each.reference, each.activity, each.day,
        SERVICES.get(each.service, each.service),
        KEY_QUESTIONS.get(each.key_question, each.key_question),
        collation.theme_titles.get(each.theme, each.theme),
        POLARITIES[each.polarity], each.text,
    )  # fmt: skip


def _csv(rows: Iterable[Sequence[Any]]) -> bytes:
    written = StringIO(newline="")
    spreadsheets.write(written, rows, lineterminator="\r\n", bom=True)
    return written.getvalue().encode()
