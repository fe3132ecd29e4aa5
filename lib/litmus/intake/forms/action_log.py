"""What people said of actions after they were raised: every accepted register workbook, one line.

`actions.jsonl` only ever grows. A line has all that one returned workbook changed, with the values
before, so that the file is the history of each action and a workbook is taken whole or not at all,
even in a power cut. A line belongs to a council (`records.council_key`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from litmus.base import digests, locks
from litmus.base.errors import LitmusError
from litmus.intake.forms import journal, lines

LOG, LOCK = "actions.jsonl", ".actions.lock"
# What people may say of an action; all else is said once, when it is raised.
FOLLOWED = ("act_status", "act_completed_on", "act_evidence", "act_verified_by", "act_due_on")

Values = dict[str, str | None]  # by column, dates as 2016-03-29; None where nothing is said


@dataclass(frozen=True)
class ActionChange:
    """What was said of one action: the columns that changed, before and after."""

    action: str
    former: Values
    now: Values


@dataclass(frozen=True)
class Update:
    """One accepted workbook: its name and SHA-256, when it was read (UTC, to the second), the day
    of the register that it was written as, and what it changed."""

    council: str
    file: str
    sha256: str
    accepted_at: str
    register_day: str
    changes: tuple[ActionChange, ...]


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """The log in `folder`, for one update alone; a line cut short is removed.

    Raises LitmusError where another update holds it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)  # children's records: for the owner alone
    refusal = (
        f"Another update of actions is using {folder.name}/. Wait until it has ended and try again."
    )
    with locks.hold(folder / LOCK, refusal):
        journal.mend(folder / LOG, _is_line, lines.was_altered)
        yield


def add(folder: Path, update: Update) -> None:
    """Record an update; `hold` must be held."""
    journal.append(folder / LOG, [lines.seal(asdict(update))])


def updates(folder: Path, council: str) -> Iterator[Update]:
    """The updates of a council, oldest first.

    Raises LitmusError where a line was changed after it was written.
    """
    for number, text in lines.whole(folder / LOG):
        if (said := _content(text)) is None:
            raise LitmusError(
                f"{folder.name}/{LOG}, line {number}: the line was changed after it was written. "
                "Put the file back from a backup; to correct an action, send in the register again."
            )
        if said["council"] == council:
            changes = tuple(ActionChange(**change) for change in said.pop("changes"))
            yield Update(**said, changes=changes)


def workbooks(folder: Path) -> set[str]:
    """The SHA-256 of every workbook that was taken, whosever register it is."""
    said = (_content(text) for _, text in lines.whole(folder / LOG))
    return {str(each["sha256"]) for each in said if each}


def _content(text: bytes) -> dict[str, Any] | None:
    """What a line says, as it was written; None where it was changed."""
    said = lines.sealed(text)
    return said if said and isinstance(said.get("sha256"), str) else None


def _is_line(text: bytes) -> bool:
    return _content(text) is not None


def latest(folder: Path, council: str) -> dict[str, Values]:
    """What was last said of each action, by its id: the columns of which anything was said."""
    found: dict[str, Values] = {}
    for update in updates(folder, council):
        for change in update.changes:
            found.setdefault(change.action, {}).update(change.now)
    return found


def identity(folder: Path) -> str | None:
    """SHA-256 of all that was said; None where nothing was."""
    path = folder / LOG
    return digests.of_file(path) if path.is_file() and path.stat().st_size else None
