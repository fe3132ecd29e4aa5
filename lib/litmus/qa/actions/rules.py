"""What may be said of an action in the register: understood, and held against the rules.

An action is done on a day; it is verified by somebody other than its owner (framework 4.6, 19.1).
Only rows that somebody changed are looked at: what the data had before is the data's own matter.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from litmus.intake.forms import dates
from litmus.intake.forms.action_log import Values
from litmus.intake.forms.dates import NotADate, Sign
from litmus.intake.forms.faults import FormFault
from litmus.qa.actions import register_layout as layout
from litmus.qa.actions.register_layout import COMPLETED, EVIDENCE, NEW_DUE, STATUS, VERIFIED_BY
from litmus.qa.actions.returned_workbook import Entry, ReturnedRow
from litmus.qa.actions.states import CANCELLED, DONE, OPEN, STATUSES, VERIFIED, ActionState

DOUBTFUL = (
    "a date that can be read in one way only, such as 5 April 2016: another date in this register "
    "shows that day and month may have been exchanged"
)


@dataclass(frozen=True)
class RowChanges:
    """What a row says: the columns that differ from what was written; `signs` of its dates."""

    changed: Values
    faults: list[FormFault]
    signs: list[tuple[Entry, Sign]]


def changes_in(row: ReturnedRow) -> RowChanges:
    """What somebody changed in a row, understood."""
    changed: Values = {}
    faults: list[FormFault] = []
    signs: list[tuple[Entry, Sign]] = []
    for heading, column in layout.ASKED.items():
        entry = row.entries[heading]
        before = None if heading == NEW_DUE else _display(heading, row.written[column])
        if layout.plain(entry.value) == (before or ""):
            continue
        try:
            value, sign = _understand(heading, entry.value)
        except NotADate as error:
            faults.append(entry.fault(str(error)))
            signs.append((entry, error.sign))
            continue
        except ValueError as error:
            faults.append(entry.fault(str(error)))
            continue
        signs.append((entry, sign))
        if value != row.written[column] and not (heading == STATUS and value == _unused_note(row)):
            changed[column] = value
    return RowChanges(changed, faults, signs)


def doubts(signs: list[tuple[Entry, Sign]]) -> Iterator[FormFault]:
    """The dates of a workbook whose day and month may have been exchanged."""
    doubtful = dates.suspicions(sign for _, sign in signs)
    for entry, sign in signs:
        if sign in doubtful:
            yield entry.fault(DOUBTFUL)


def wrong(
    row: ReturnedRow, now: Values, action: ActionState, staff: Collection[str], today: date
) -> Iterator[FormFault]:
    """What does not hold of an action whose values would be `now`.

    `staff`: everybody whom the data know, where they do; `today`: nothing is completed after it.
    """
    status = now["act_status"] if now["act_status"] in STATUSES else OPEN
    completed, verifier = now["act_completed_on"], now["act_verified_by"]
    cell = row.entries
    if status in (DONE, VERIFIED) and not completed:
        yield cell[COMPLETED].fault(f"the day of completion, as Status is {STATUSES[status]}")
    if status in (OPEN, CANCELLED) and completed:
        yield cell[COMPLETED].fault(
            f"nothing, as Status is {STATUSES[status]}; or Status Done or Verified"
        )
    if status == VERIFIED and not verifier:
        yield cell[VERIFIED_BY].fault("who verified it, as Status is Verified")
    if status != VERIFIED and verifier:
        yield cell[VERIFIED_BY].fault(
            f"nothing, as Status is {STATUSES[status]}; or Status Verified"
        )
    if verifier and verifier == action.owner:
        yield cell[VERIFIED_BY].fault(
            "somebody other than the owner of the action: nobody verifies what they did themselves"
        )
    elif verifier and staff and verifier not in staff:
        yield cell[VERIFIED_BY].fault("the staff id of somebody whom the data know, such as QA-1")
    raised = action.raised_on.isoformat()
    if completed and completed < raised:
        yield cell[COMPLETED].fault(f"a day not before the action was raised ({_day(raised)})")
    if completed and completed > today.isoformat():
        yield cell[COMPLETED].fault(f"a day not after today ({_day(today.isoformat())})")
    if (due := now["act_due_on"]) and row.entries[NEW_DUE].value is not None and due < raised:
        yield cell[NEW_DUE].fault(f"a day not before the action was raised ({_day(raised)})")


def _understand(heading: str, value: object) -> tuple[str | None, Sign]:
    """A cell as it is kept. Raises ValueError (NotADate) that says what was expected."""
    if heading == STATUS:
        word = layout.plain(value).casefold()
        found = [code for code, shown in STATUSES.items() if word == shown.casefold()]
        if not found:
            raise ValueError(f"one of {', '.join(STATUSES.values())}")
        return found[0], Sign.NONE
    if value is None:
        return None, Sign.NONE
    if heading in (COMPLETED, NEW_DUE):
        moment = dates.moment(value)
        return moment.day_text, moment.sign
    if heading == EVIDENCE:
        return str(value).strip(), Sign.NONE
    return layout.plain(value), Sign.NONE


def _display(heading: str, value: str | None) -> str:
    """What the workbook showed of a value when it was written."""
    if heading == STATUS:
        return STATUSES[value] if value in STATUSES else STATUSES[OPEN]
    return layout.plain(value)


def _unused_note(row: ReturnedRow) -> str:
    said = row.written["act_status"]
    return said if said in STATUSES else OPEN


def _day(text: str) -> str:
    return f"{text[8:]}/{text[5:7]}/{text[:4]}"
