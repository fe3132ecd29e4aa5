"""The collected forms: every form that was ever accepted, one line each, and what it was read from.

`accepted.jsonl` only ever grows (litmus.intake.forms.journal). A correction is a further line with
the next revision of the same form; the lines before it stay, as history. Each line is forced to
disk before its file leaves the inbox, and after its original is safe in `originals/`, so that a
kill at any moment loses nothing and takes nothing twice: a line cut short is recognised by its
missing end, and its file is still in the inbox. One collate at a time; the operating system frees
the lock of a killed one. A journal that lost lines is never counted from: see `check` and `hold`.

A line belongs to a council (`council_key`): what was tried out on the sample council is never laid
beside a council's own children.
"""

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from litmus.base import digests, files, locks, spreadsheets
from litmus.base.errors import LitmusError
from litmus.intake.forms import acceptance, action_log, journal
from litmus.intake.forms.completed_form import Rows
from litmus.intake.forms.journal import ORIGINALS

ACCEPTED, REGISTER, LOCK = "accepted.jsonl", "register.csv", ".lock"
_ORIGINAL = re.compile(rb'"original": "([^"\\]+)"')
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


@dataclass
class Records:
    """The collected forms of one council, held by one process; made by `hold`."""

    folder: Path
    council: str
    history: dict[str, list[Revision]] = field(default_factory=dict)
    shas: set[str] = field(default_factory=set)
    torn: bool = False
    mended: int = 0
    missing: list[str] = field(default_factory=list)
    councils: set[str] = field(default_factory=set)  # those that have forms here
    _known_as: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def of_identity(self, form: str, identity: str) -> list[str]:
        """The numbers of the forms that are known by this (litmus.intake.forms.identity), rows of
        exports left out."""
        return self._known_as.get((form, identity), [])

    def current(self, form_id: str) -> Revision | None:
        """The latest revision of a form; None where it was never accepted."""
        known = self.history.get(form_id)
        return known[-1] if known else None

    def has_original(self, kept_as: str) -> bool:
        """Whether a file is kept already."""
        return (self.folder / ORIGINALS / kept_as).exists()

    def keep(self, kept_as: str, content: bytes) -> None:
        """Keep what a form was read from, before the form is recorded."""
        journal.keep(self.folder, kept_as, content)

    def add(self, forms: Sequence[acceptance.Acceptance]) -> None:
        """Record forms, all or none of them lost in a power cut: one write, forced to disk."""
        if not forms:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        lines = [acceptance.line_of(one, self.council, now) for one in forms]
        texts = [json.dumps(line, ensure_ascii=False) for line in lines]
        journal.append(self.folder / ACCEPTED, texts)
        self.councils.add(self.council)
        journal.settle(self.folder, {one.kept_as for one in forms})
        for line in lines:
            self._know(line)

    def write_register(self) -> None:
        """The list of accepted forms with their numbers: what *Replaces form number* asks for."""
        latest = [revisions[-1] for revisions in self.history.values()]
        rows = [(o.form_id, o.form, o.revision, o.accepted_at, o.file) for o in latest]
        text = io.StringIO()
        spreadsheets.write(text, [REGISTER_COLUMNS, *rows])
        files.write_bytes(self.folder / REGISTER, text.getvalue().encode(), files.PRIVATE_FILE)

    def _know(self, line: dict[str, Any]) -> None:
        found = {name: line[name] for name in Revision.__dataclass_fields__}
        shared = {name: sys.intern(found[name]) for name in ("form", "accepted_at")}
        known = Revision(**(found | shared))
        if former := line.get("former"):
            self.history[known.form_id] = self._forget(former)
        elif last := self.current(known.form_id):
            self._unlist(last)
        self.history.setdefault(known.form_id, []).append(known)
        if line["row"] is None:
            self.shas.add(line["sha256"])
            self._known_as.setdefault((known.form, known.identity), []).append(known.form_id)

    def _forget(self, form_id: str) -> list[Revision]:
        """The revisions of a form that has another number now; it is known by that alone."""
        gone = self.history.pop(form_id, [])
        if gone:
            self._unlist(gone[-1])
        return gone

    def _unlist(self, last: Revision) -> None:
        listed = self._known_as.get((last.form, last.identity), [])
        if last.form_id in listed:
            listed.remove(last.form_id)


@contextmanager
def hold(
    folder: Path, council: str, in_inbox: Callable[[], set[str]] | None = None
) -> Iterator[Records]:
    """The records in `folder`, for one collate alone; the folder is made where there is none.

    A journal that lost lines is put right from its copy. Raises LitmusError where another collate
    holds the records, where a line was changed after it was written, and where originals are there
    that no line names and that are not among the files `in_inbox` (their SHA-256), about to be
    taken.
    """
    (folder / ORIGINALS).mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)  # children's records: for the owner alone
    refusal = f"Another collate is using {folder.name}/. Wait until it has ended and try again."
    with locks.hold(folder / LOCK, refusal):
        torn, mended = journal.mend(folder / ACCEPTED, acceptance.is_line, acceptance.was_altered)
        found = Records(folder, council, torn=torn, mended=mended)
        named = set()
        for line in acceptance.every(folder / ACCEPTED):
            named.add(line["original"])
            found.councils.add(line["council"])
            if line["council"] == council:
                found._know(line)
        journal.settle(folder, named)
        found.missing = sorted(name for name in named if not _is_sound(folder, name))
        _check_originals(folder, named, in_inbox or set)
        yield found


def check(folder: Path) -> None:
    """Raises LitmusError where the records may have lost what was accepted: what to do is said.

    For whoever reads them. While a collate is at work, it sees to that itself.
    """
    for name in (ACCEPTED, action_log.LOG):
        journal.check_readable(folder / name)
    lost = [name for name in (ACCEPTED, action_log.LOG) if not journal.is_whole(folder / name)]
    if lost:
        repair = "make collate" if lost[0] == ACCEPTED else "litmus actions update"
        raise LitmusError(
            f"{folder.name}/{lost[0]} no longer holds all that was accepted. Nothing is counted "
            f"until it does: run {repair}, which puts it right from its copy."
        )
    if not (folder / ORIGINALS).is_dir():
        return
    found = journal.names(folder / ACCEPTED, _original)
    # A collate that is at work keeps a file before it writes its line.
    if journal.strangers(folder, named := set(found)) and not locks.is_held(folder / LOCK):
        _check_originals(folder, named, set)


def _original(text: bytes) -> str | None:
    match = _ORIGINAL.search(text)
    return match[1].decode() if match else None


def _check_originals(folder: Path, named: set[str], in_inbox: Callable[[], set[str]]) -> None:
    """Raises LitmusError for originals that no line names and that are not about to be taken."""
    unknown = journal.strangers(folder, named)
    if not unknown:
        return
    registers = {f"{sha256}.xlsx" for sha256 in action_log.workbooks(folder)}
    waiting = in_inbox()
    lost = [name for name in unknown if name not in registers and Path(name).stem not in waiting]
    if not lost:
        return
    one = len(lost) == 1
    names = ", ".join(lost[:3]) + (f" and {len(lost) - 3:,} more" if len(lost) > 3 else "")
    raise LitmusError(
        f"{folder.name}/{ACCEPTED} has lost lines: {len(lost):,} "
        f"{'file' if one else 'files'} in {folder.name}/{ORIGINALS}/ {'is' if one else 'are'} not "
        f"in it ({names}). Nothing is counted until {'it is' if one else 'they are'}. Put "
        f"{ACCEPTED} back from a backup. Where there is none, move {'it' if one else 'them'} into "
        "the inbox and run make collate: what they say is then accepted anew. (A register of "
        "actions that came back goes to litmus actions update.)"
    )


def _is_sound(folder: Path, name: str) -> bool:
    """Whether an original is there and is what was read; of an export, whether it is there."""
    path = folder / ORIGINALS / name
    try:
        return path.is_file() and (path.suffix != ".xlsx" or digests.of_file(path) == path.stem)
    except OSError:
        return False


def council_key(*, sample: bool, la_code: str) -> str:
    """Whose forms are collected: the sample council's, or those of the council with this code."""
    return "sample" if sample else la_code


def identity(folder: Path) -> str | None:
    """SHA-256 of what was accepted; None where nothing was."""
    path = folder / ACCEPTED
    return digests.of_file(path) if path.is_file() and path.stat().st_size else None


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
    for number, line in enumerate(acceptance.every(folder / ACCEPTED)):
        if line["council"] == council:
            latest.pop(line.get("former") or "", None)
            latest[line["form_id"]] = number
    wanted = set(latest.values())
    for number, line in enumerate(acceptance.every(folder / ACCEPTED)):
        if number in wanted:
            yield Collected(
                line["form_id"], line["accepted_at"], line["row"] is not None, line["tables"]
            )


def councils(folder: Path) -> dict[str, int]:
    """How many forms each council has among the records."""
    found: dict[str, set[str]] = {}
    for line in acceptance.every(folder / ACCEPTED):
        ids = found.setdefault(line["council"], set())
        ids.discard(line.get("former") or "")
        ids.add(line["form_id"])
    return {council: len(ids) for council, ids in found.items()}
