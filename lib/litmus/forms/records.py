"""The collected forms: every form that was ever accepted, one line each, and what it was read from.

`accepted.jsonl` only ever grows. A correction is a further line with the next revision of the same
form; the lines before it stay, as history. Each line is forced to disk before its file leaves the
inbox, and after its original is safe in `originals/`, so that a kill at any moment loses nothing
and takes nothing twice: a line cut short is recognised by its missing end, and its file is still in
the inbox. One collate at a time; the operating system frees the lock of a killed one.

A line belongs to a council (`council_key`): what was tried out on the sample council is never laid
beside a council's own children.
"""

import hashlib
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from litmus import files, spreadsheets
from litmus.errors import LitmusError
from litmus.forms.completed import Completed, Rows
from litmus.forms.lines import append, mend, whole

ACCEPTED, ORIGINALS, REGISTER, LOCK = "accepted.jsonl", "originals", "register.csv", ".lock"
REGISTER_COLUMNS = ("form_number", "form", "revision", "accepted_at", "file")


@dataclass(frozen=True, slots=True)
class Revision:
    """One accepted revision of a form, without its answers: of thousands, all are in memory."""

    form: str
    form_id: str
    revision: int
    identity: str
    digest: str
    saved_at: str | None
    accepted_at: str
    file: str


@dataclass(frozen=True)
class Acceptance:
    """A form about to be recorded: what it says, and what it was read from.

    `file` is its name within the inbox; `sha256` is of the file's bytes; `original` is what is kept
    of it, under `kept_as` in `originals/`.
    """

    completed: Completed
    file: str
    sha256: str
    kept_as: str
    revision: int


@dataclass
class Records:
    """The collected forms of one council, held by one process; made by `held`."""

    folder: Path
    council: str
    history: dict[str, list[Revision]] = field(default_factory=dict)
    shas: set[str] = field(default_factory=set)
    torn: bool = False

    def current(self, form_id: str) -> Revision | None:
        """The latest revision of a form; None where it was never accepted."""
        known = self.history.get(form_id)
        return known[-1] if known else None

    def has_original(self, kept_as: str) -> bool:
        """Whether a file is kept already."""
        return (self.folder / ORIGINALS / kept_as).exists()

    def keep(self, kept_as: str, content: bytes) -> None:
        """Keep what a form was read from, before the form is recorded."""
        if not self.has_original(kept_as):
            files.write_bytes(self.folder / ORIGINALS / kept_as, content)

    def add(self, accepted: Sequence[Acceptance]) -> None:
        """Record forms, all or none of them lost in a power cut: one write, forced to disk."""
        if not accepted:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [_line(one, self.council, now) for one in accepted]
        append(self.folder / ACCEPTED, [json.dumps(line, ensure_ascii=False) for line in lines])
        for line in lines:
            self._know(line)

    def write_register(self) -> None:
        """The list of accepted forms with their numbers: what *Replaces form number* asks for."""
        latest = [revisions[-1] for revisions in self.history.values()]
        rows = [(o.form_id, o.form, o.revision, o.accepted_at, o.file) for o in latest]
        text = io.StringIO()
        spreadsheets.write(text, [REGISTER_COLUMNS, *rows])
        files.write_text(self.folder / REGISTER, text.getvalue())

    def _know(self, line: dict[str, Any]) -> None:
        found = {name: line[name] for name in Revision.__dataclass_fields__}
        shared = {name: sys.intern(found[name]) for name in ("form", "accepted_at")}
        known = Revision(**(found | shared))
        self.history.setdefault(known.form_id, []).append(known)
        if line["row"] is None:
            self.shas.add(line["sha256"])


@contextmanager
def held(folder: Path, council: str) -> Iterator[Records]:
    """The records in `folder`, for one collate alone; the folder is made where there is none.

    Raises LitmusError where another collate holds them, or a line was changed after it was written.
    """
    (folder / ORIGINALS).mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)  # children's records: for the owner alone
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LitmusError(
            f"Another collate is using {folder.name}/. Wait until it has ended and try again."
        ) from None
    try:
        found = Records(folder, council, torn=mend(folder / ACCEPTED))
        for line in _lines(folder / ACCEPTED):
            if line["council"] == council:
                found._know(line)
        yield found
    finally:
        lock.release()


def council_key(*, sample: bool, la_code: str) -> str:
    """Whose forms are collected: the sample council's, or those of the council with this code."""
    return "sample" if sample else la_code


def identity(folder: Path) -> str | None:
    """SHA-256 of what was accepted; None where nothing was."""
    path = folder / ACCEPTED
    return files.sha256(path) if path.is_file() and path.stat().st_size else None


@dataclass(frozen=True)
class Collected:
    """What one form says, in its latest revision: the rows it became, by table."""

    form_id: str
    accepted_at: str
    is_row_of_export: bool
    tables: Rows


def current(folder: Path, council: str) -> Iterator[Collected]:
    """The latest revision of each form of a council, in the order in which they were accepted.

    Raises LitmusError where a line was changed after it was written.
    """
    latest: dict[str, int] = {}
    for number, line in enumerate(_lines(folder / ACCEPTED)):
        if line["council"] == council:
            latest[line["form_id"]] = number
    wanted = set(latest.values())
    for number, line in enumerate(_lines(folder / ACCEPTED)):
        if number in wanted:
            yield Collected(
                line["form_id"], line["accepted_at"], line["row"] is not None, line["tables"]
            )


def councils(folder: Path) -> dict[str, int]:
    """How many forms each council has among the records."""
    found: dict[str, set[str]] = {}
    for line in _lines(folder / ACCEPTED):
        found.setdefault(line["council"], set()).add(line["form_id"])
    return {council: len(ids) for council, ids in found.items()}


def digest(form: str, tables: Rows) -> str:
    """SHA-256 of what a form says, whatever file it came in."""
    text = json.dumps([form, tables], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _line(one: Acceptance, council: str, now: str) -> dict[str, Any]:
    completed = one.completed
    said = asdict(completed)
    return {
        "form": completed.form,
        "form_id": completed.form_id,
        "version": completed.version,
        "revision": one.revision,
        "supersedes": one.revision - 1 or None,
        "council": council,
        "sha256": one.sha256,
        "file": one.file,
        "original": one.kept_as,
        "row": completed.row,
        "accepted_at": now,
        "saved_at": completed.saved_at,
        "identity": completed.identity,
        "digest": digest(completed.form, completed.tables),
        "tables": said["tables"],
    }


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Each whole line; one still being written, or cut short, has no end and is left out."""
    for number, text in whole(path):
        try:
            line = json.loads(text)
            unchanged = line["digest"] == digest(line["form"], line["tables"])
        except (ValueError, KeyError, TypeError):
            unchanged = False
        if not unchanged:
            raise LitmusError(
                f"{path.parent.name}/{path.name}, line {number}: the line was changed after it "
                "was written. Put the file back from a backup; to change what a form says, "
                "send in a corrected form."
            )
        yield line
