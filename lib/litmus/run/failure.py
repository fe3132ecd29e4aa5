"""What became of a report when its run ended badly, said only where it is true."""

from contextlib import suppress
from pathlib import Path

from litmus.base import exchange, files, system_errors
from litmus.base.errors import LitmusError, Stopped
from litmus.run import record

HALF = (
    "Some files of the report are those of this run and some of the last one. The next run, or "
    "opening the report with `lab`, brings them together again by itself."
)
NEW = "The new report is in place."
OLD = "The last good report is unchanged."
NONE = "There is no report yet."


class Incomplete(LitmusError):
    """A cell failed. `partial` is the notebook up to there."""

    def __init__(self, message: str, partial: Path) -> None:
        super().__init__(message)
        self.partial = partial


def mark(folder: Path) -> bytes | None:
    """What tells one state of a report from another: its record, part of every exchange."""
    with suppress(OSError):
        return files.content(folder / record.NAME)
    return None


def after(folder: Path, before: bytes | None) -> str:
    """What is in the folder of a report now that its run has ended badly; `before` is its mark from
    before the run."""
    if exchange.is_interrupted(folder):
        return HALF
    now = mark(folder)
    if now != before:
        return NEW
    return NONE if now is None else OLD


def explain(error: BaseException, folder: Path, before: bytes | None) -> BaseException:
    """The error to raise instead: what happened and what is there, in plain sentences.

    An error that says all this already, or that nobody foresaw, stays itself; the latter has what
    is there as a note.
    """
    if isinstance(error, LitmusError):
        return error
    if isinstance(error, KeyboardInterrupt):
        return Stopped(f"Stopped. {after(folder, before)}")
    if sentence := system_errors.explain(error):
        return LitmusError(f"{sentence} {after(folder, before)}")
    error.add_note(after(folder, before))
    return error
