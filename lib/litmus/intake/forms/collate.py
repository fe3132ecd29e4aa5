"""`litmus collate`: the forms in the inbox, each accepted once or refused with what to put right.

Forms are accepted in batches: first what they were read from is kept, then they are recorded and
forced to disk, then their files leave the inbox. What is told on the screen are numbers and names
of files; what people typed stays in the notes beside the refused files.
"""

import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from litmus.base import digests, files, paths
from litmus.base.council import read_council
from litmus.base.numbers import count_of
from litmus.base.progress import Step
from litmus.intake.forms import inbox as folder
from litmus.intake.forms import notes, pool, reader, records
from litmus.intake.forms.acceptance import Acceptance
from litmus.intake.forms.completed_form import Completed
from litmus.intake.forms.faults import FormFault, Refused, refuse
from litmus.intake.forms.reader import Definitions, ReadFile
from litmus.intake.forms.records import Records
from litmus.intake.forms.verdicts import NOT_ACCEPTED_YET, FormVerdict, known_form, verdict

BATCH = 100  # forms recorded at once: one wait for the disk instead of a hundred
SETTLED = 2.0  # seconds after which a file that was cut off counts as bad, not as half copied


@dataclass
class CollateOutcome:
    """What came of a collate, in numbers and names of files. `closed`: files and folders that may
    not be read. `notes`: those beside the refused files. `superseded`: form number, revision,
    file. `rebuilt`: lines of the records put right from their copy; `unsound`: originals that are
    missing or were changed; `left_alone`: files that lie among the accepted ones of the inbox while
    the records have none."""

    accepted: int = 0
    had: int = 0
    superseded: list[tuple[str, int, str]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused_rows: int = 0
    unsettled: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    with_people: list[str] = field(default_factory=list)
    mended: bool = False
    rebuilt: int = 0
    unsound: list[str] = field(default_factory=list)
    left_alone: int = 0

    @property
    def is_clean(self) -> bool:
        """Whether nothing was refused or closed, and nothing is amiss with the records."""
        return not (self.refused or self.closed or self.unsound or self.left_alone)


def collate(project: Path, inbox: Path, kept: Path, progress: Step | None = None) -> CollateOutcome:
    """Read every file in `inbox`, record what is accepted in the folder `kept`.

    The inbox is made where there is none. Raises UsageError for a form or map that is wrong,
    LitmusError where another collate is at work or the records were damaged.
    """
    known = reader.load(project)
    council = read_council(project)
    key = records.council_key(sample=council.sample, la_code=council.la_code)
    if not inbox.is_dir() or inbox.resolve() == paths.inbox().resolve():
        files.private_folder(inbox)  # elsewhere, whoever made the folder decides who may drop in
    files.private_folder(inbox / folder.ACCEPTED)
    with records.hold(kept, key, lambda: set(_hashes(inbox))) as held:
        work = _Collation(project, inbox, held, known)
        work.run(progress or (lambda _: None))
        held.write_register()
        return work.outcome


@dataclass
class _File:
    """A file whose forms wait to be recorded: when the last of them is, it leaves the inbox."""

    path: Path
    read: ReadFile


@dataclass
class _Collation:
    project: Path
    inbox: Path
    records: Records
    known: Definitions
    outcome: CollateOutcome = field(default_factory=CollateOutcome)
    _batch: list[Acceptance] = field(default_factory=list)
    _done: list[_File] = field(default_factory=list)

    def run(self, progress: Step) -> None:
        self.outcome.mended = self.records.torn
        self.outcome.rebuilt, self.outcome.unsound = self.records.mended, self.records.missing
        paths = folder.waiting(self.inbox, self._note_closed)
        progress(f"Reading {count_of(len(paths), 'file')}")
        unsettled, before_others = [], []
        for path, read in pool.read_all(paths, self.project, self.known):
            if read.closed:
                self.outcome.closed.append(folder.name_of(path, self.inbox))
            elif read.changed or _is_half(path, read):
                unsettled.append(path)
            elif self._is_too_early(read):
                before_others.append(path)
            else:
                self._take(path, read)
        self._write()
        for path in [*before_others, *_quiet_files(unsettled)]:
            read = reader.read(path, self.known)
            self._take(path, replace(read, changed=True) if _is_half(path, read) else read)
            self._write()
        notes.withdraw_orphans(self.inbox)
        if not self.records.councils:
            self.outcome.left_alone = len(folder.accepted_files(self.inbox))

    def _note_closed(self, error: OSError) -> None:
        self.outcome.closed.append(folder.name_of(Path(os.fsdecode(error.filename)), self.inbox))

    def _is_too_early(self, read: ReadFile) -> bool:
        """Whether it corrects a form that may still come: it is then taken after the others."""
        try:
            found = [verdict(each, self.records) for each in read.found if each.corrects]
        except Refused:
            return False
        return FormVerdict.UNKNOWN_NUMBER in found and not read.is_export

    def _take(self, path: Path, read: ReadFile) -> None:
        """Decide on a file; what is accepted is recorded with the batch."""
        name = folder.name_of(path, self.inbox)
        if read.changed:
            self.outcome.unsettled.append(name)
        elif read.sha256 and read.sha256 in self.records.shas:
            self.outcome.had += 1
            self._done.append(_File(path, read))
        else:
            self._decide(path, name, read)
        if len(self._batch) >= BATCH or len(self._done) >= BATCH:
            self._write()

    def _decide(self, path: Path, name: str, read: ReadFile) -> None:
        """Put the forms of a file into the batch, and say what is wrong with those that cannot."""
        if any(_are_one(each, one.completed) for each in read.found for one in self._batch):
            self._write()  # the form before it must be known first
        accepted: list[Acceptance] = []
        faults, good = list(read.faults), len(read.found)
        for each in read.found:
            try:
                if one := self._acceptance(each, name, read):
                    accepted.append(one)
            except Refused as refused:
                faults += _in_row(refused.faults, each)
                good -= 1
        if accepted and not self._keep(path, read):
            self.outcome.unsettled.append(name)
            return
        self._batch += accepted
        for one in accepted:
            self._count(one)
        if faults:
            self._refuse(path, name, faults, good if read.is_export else None)
        else:
            self._done.append(_File(path, read))

    def _acceptance(self, each: Completed, name: str, read: ReadFile) -> Acceptance | None:
        """The form as it will be recorded; None for one that was had already."""
        known = known_form(each, self.records)
        each, former = known.completed, known.former
        found = verdict(each, self.records, former)
        if found is FormVerdict.UNKNOWN_NUMBER:
            raise refuse(NOT_ACCEPTED_YET, each.form_id)
        if found is FormVerdict.HAD:
            self.outcome.had += 1
            return None
        last = self.records.current(former or each.form_id)
        revision = last.revision + 1 if last else 1
        return Acceptance(each, name, read.sha256, read.kept_as, revision, former)

    def _keep(self, path: Path, read: ReadFile) -> bool:
        """Keep what the forms were read from; False where the file is no longer what was read."""
        if self.records.has_original(read.kept_as):
            return True
        content = read.kept
        if content is None:
            try:
                content = path.read_bytes()
            except OSError:
                return False
            if digests.of_bytes(content) != read.sha256:
                return False
        self.records.keep(read.kept_as, content)
        return True

    def _count(self, one: Acceptance) -> None:
        if one.revision > 1:
            said = (one.completed.form_id, one.revision, one.file)
            self.outcome.superseded.append(said)
        else:
            self.outcome.accepted += 1

    def _refuse(self, path: Path, name: str, faults: list[FormFault], good: int | None) -> None:
        """Say beside a file what to put right; `good` rows of an export are accepted or had."""
        notes.write(path, faults, good)
        self.outcome.refused.append(name)
        self.outcome.notes.append(folder.name_of(notes.note_of(path), self.inbox))
        if good is not None:
            self.outcome.refused_rows += len({fault.cell.partition(",")[0] for fault in faults})

    def _write(self) -> None:
        """Record the batch, and let its files leave the inbox."""
        self.records.add(self._batch)
        self._batch = []
        for done in self._done:
            name = folder.name_of(done.path, self.inbox)
            notes.withdraw(done.path)
            if not folder.move_to_accepted(done.path, self.inbox):
                self.outcome.stuck.append(name)
            elif done.read.holds_people:
                self.outcome.with_people.append(name)
        self._done = []


def _are_one(one: Completed, other: Completed) -> bool:
    """Whether two forms may be the same one: by their number, or by what they are known by."""
    same = (one.form, one.identity) == (other.form, other.identity)
    return one.form_id == other.form_id or (same and one.row is None and other.row is None)


def _hashes(inbox: Path) -> Iterator[str]:
    """The SHA-256 of each file that waits in the inbox, as far as they can be read."""
    for path in map(Path, folder.waiting(inbox)):
        try:
            yield digests.of_file(path)
        except OSError:
            continue


def _in_row(faults: Iterable[FormFault], each: Completed) -> Iterator[FormFault]:
    for fault in faults:
        yield (
            fault
            if each.row is None
            else FormFault(fault.expected, fault.value, "", f"row {each.row}")
        )


def _is_half(path: Path, read: ReadFile) -> bool:
    """Whether a file that cannot be opened may still be on its way: it was written just now."""
    try:
        return not read.whole and time.time() - path.lstat().st_mtime < SETTLED
    except OSError:
        return False


def _quiet_files(paths: list[Path]) -> Iterator[Path]:
    """The files once nobody is likely to be still copying them, those that are still there."""
    if paths:
        time.sleep(SETTLED)
    yield from (path for path in paths if path.exists())
