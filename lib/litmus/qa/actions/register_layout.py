"""How the register of actions lies in its workbook: shared by who writes it and who reads it back.

Sheet "Actions" has the actions, one a row below the headings; "Read me first" says how to fill it
in. The very hidden sheet HIDDEN has two parts. First what the workbook is: rows of a name (VERSION,
COUNCIL, DAY) and a value. Then, below a row that begins with WRITTEN, a row for each action: its
id, the values of FOLLOWED as they were when the workbook was written, and a checksum of the columns
that nobody fills in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from litmus.base import digests

SHEET, READ_ME, HIDDEN = "Actions", "Read me first", "litmus register"
VERSION, COUNCIL, DAY, WRITTEN = "register version", "council", "day", "values when written"
REGISTER_VERSION = "2"
MOST_IN_CELL = 32_000  # characters; Excel keeps 32,767

ID = "Action"
TOLD = (
    ID, "Activity", "Form", "Service", "Key question", "Indicator", "What is to be done", "Owner",
    "Owner role", "Priority", "Raised on", "Due on", "State", "Days overdue",
)  # fmt: skip
STATUS, COMPLETED, EVIDENCE = "Status", "Completed on", "Evidence"
VERIFIED_BY, NEW_DUE = "Verified by", "New due date"
# The columns that people fill in, with the column of qa_action that each becomes.
ASKED = {
    STATUS: "act_status",
    COMPLETED: "act_completed_on",
    EVIDENCE: "act_evidence",
    VERIFIED_BY: "act_verified_by",
    NEW_DUE: "act_due_on",
}
HEADINGS = (*TOLD, *ASKED)


def checksum(told: Sequence[object]) -> str:
    """A checksum of the columns that nobody fills in, however a program has stored them."""
    text = "\n".join(plain(value) for value in told)
    return digests.of_text(text)[:16]


def plain(value: object) -> str:
    """A value as text, the same for a cell that was written and for that cell read back."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    words = "" if value is None else str(value)[:MOST_IN_CELL]
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
