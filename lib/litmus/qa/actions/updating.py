"""A returned register of actions taken into the records: all that changed in it, or nothing.

What was said before stays, as history (litmus.intake.forms.action_log). The same workbook twice
changes nothing. An action that somebody else changed since the workbook was written refuses it:
nobody's words are overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from litmus.base import digests, paths
from litmus.base.errors import UsageError
from litmus.intake.forms import action_log, journal, notes
from litmus.intake.forms.action_log import FOLLOWED, ActionChange, Update
from litmus.intake.forms.faults import FormFault, Refused, refuse
from litmus.qa.actions import register_layout as layout
from litmus.qa.actions import returned_workbook, rules
from litmus.qa.actions.returned_workbook import Returned, ReturnedRow
from litmus.qa.actions.states import ActionState

UNKNOWN = "the id of an action that the data have; this one is not in them any more"


@dataclass(frozen=True)
class UpdateOutcome:
    """What became of a workbook: how many actions it changed. had: it was taken before. note:
    where it is said what to put right, if it was refused, and how many `faults` there are."""

    changed: int = 0
    had: bool = False
    faults: int = 0
    note: Path | None = None


@dataclass(frozen=True)
class KnownActions:
    """What a workbook is held against: whose data, its actions and staff, and what day it is."""

    council: str
    actions: Mapping[str, ActionState]
    staff: Collection[str]
    today: date


def content_of(path: Path) -> bytes:
    """The bytes of a returned workbook. Raises UsageError where there is no such file."""
    try:
        return path.read_bytes()
    except OSError:
        raise UsageError(f"There is no file {path} that can be read.") from None


def was_had(content: bytes, records: Path, council: str) -> bool:
    """Whether this very workbook was taken before."""
    sha256 = digests.of_bytes(content)
    return any(each.sha256 == sha256 for each in action_log.updates(records, council))


def take(path: Path, content: bytes, records: Path, known: KnownActions) -> UpdateOutcome:
    """Take a workbook into `records`, which must be held (`action_log.hold`), or refuse it with a
    note beside it; then nothing of it counts."""
    try:
        found = returned_workbook.read(content)
        changes = _changes(found, known)
    except Refused as refused:
        notes.write(path, refused.faults, then=f"run {paths.command()} actions update again")
        return UpdateOutcome(faults=len(refused.faults), note=notes.note_of(path))
    notes.withdraw(path)
    if changes:
        sha256 = digests.of_bytes(content)
        journal.keep(records, kept := f"{sha256}.xlsx", content)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        action_log.add(
            records, Update(known.council, path.name, sha256, now, found.day, tuple(changes))
        )
        journal.settle(records, [kept])
    return UpdateOutcome(len(changes))


def _changes(found: Returned, known: KnownActions) -> list[ActionChange]:
    """What the workbook changes. Raises Refused with everything that is to be put right."""
    if found.council != known.council:
        raise refuse(
            f"a register of this council ({known.council}); this one was written for another, or "
            "for the sample council",
            found.council,
        )
    faults, changes = list(found.faults), []
    signs = []
    for row in found.rows:
        said = rules.changes_in(row)
        signs += said.signs
        faults += said.faults
        if said.changed and not said.faults:
            one, wrong = _change(row, said.changed, known)
            faults += wrong
            changes += [one] if one else []
    faults += rules.doubts(signs)
    if faults:
        raise Refused(faults)
    return changes


def _change(
    row: ReturnedRow, changed: action_log.Values, known: KnownActions
) -> tuple[ActionChange | None, list[FormFault]]:
    """What a row changes of its action, if that is not so already; or why it cannot."""
    action = known.actions.get(row.action)
    if action is None:
        return None, [row.at.fault(UNKNOWN)]
    now = action.values
    if all(now[column] == value for column, value in changed.items()):
        return None, []
    if moved := list(_changed_headings(row, now)):
        return None, [row.at.fault(_since(moved))]
    after = {**now, **changed}
    faults = list(rules.wrong(row, after, action, known.staff, known.today))
    former = {column: now[column] for column in changed}
    return ActionChange(row.action, former, changed), faults


def _changed_headings(row: ReturnedRow, now: action_log.Values) -> Iterator[str]:
    """The headings whose values are no longer what the workbook was written with."""
    headings = {column: heading for heading, column in layout.ASKED.items()}
    for column in FOLLOWED:
        if layout.plain(now[column]) != (row.written[column] or ""):
            yield headings[column] if column != "act_due_on" else "Due on"


def _since(moved: list[str]) -> str:
    return (
        f"an action that nobody has changed since this register was written; {' and '.join(moved)} "
        f"changed. See {paths.command()} actions history, and fill in a fresh register"
    )
