"""Files that belong together, exchanged all or none: a report and its figures, a list in two forms.

The new files are written beside the old ones, in `.exchange/new/`, and the old ones are linked into
`.exchange/old/`. Then a journal of the exchange is written and forced to disk, and the new files
are renamed into their places. Once all are there the journal goes, which ends the exchange.

Whatever goes wrong before that is undone: the old files, the very same ones, are put back. So a
fault leaves the old set, and a kill leaves a journal, which whoever holds the folder next reads
first (`recover`): if all new files are in place the exchange was whole, otherwise it is undone.
What somebody saved meanwhile is neither the old nor the new content of a file, and stays.

Whoever exchanges or recovers must hold the folder: two at a time would undo each other's work.
"""

import json
import os
import secrets
import shutil
import signal
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from litmus.base import digests, files

PLACE, NEW, OLD, JOURNAL = ".exchange", "new", "old", "journal.json"


class Changed(Exception):
    """A file was saved by somebody else meanwhile; nothing was exchanged, and its content stays."""


@dataclass(frozen=True)
class Step:
    """What becomes of one file: SHA-256 of its old content ("" where there was none) and of its
    new one ("" where it is removed), and where the old file is kept after the exchange, within the
    folder ("": nowhere)."""

    name: str
    old: str
    new: str
    kept: str = ""


def exchange(
    folder: Path,
    new: Mapping[str, bytes | None],
    expected: Mapping[str, bytes | None] | None = None,
    kept: Mapping[str, str] | None = None,
    mode: int = 0o666,
) -> list[str]:
    """Give these files of `folder` their new content, all or none; one whose new content is None is
    removed. Returns the names of those that had another one.

    `expected` is the content with which a file was read in which people write: where somebody saved
    it since, Changed is raised. `kept` says where in the folder the former file goes, for those
    that are to be kept. `mode` as in `files.write_bytes`. Raises OSError, which names the file;
    the old set is then in place, or `is_interrupted` is true.
    """
    expected, kept = expected or {}, kept or {}
    place = folder / PLACE
    steps = [
        Step(name, _digest(former), _digest(content), kept.get(name, "") if former else "")
        for name, content in new.items()
        if (former := _content(folder / name)) != content
    ]
    if not steps:
        _hold_to(folder, expected)
        return []
    try:
        _stage(folder, steps, new, mode)
        _hold_to(folder, expected)
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise
    try:
        _carry_out(folder, steps, expected)
    except BaseException:
        with delay_interrupt():
            _undo(folder, steps)
        raise
    shutil.rmtree(place, ignore_errors=True)
    return [step.name for step in steps]


def is_interrupted(folder: Path) -> bool:
    """Whether an exchange was cut off, so that old and new files may lie side by side."""
    return (folder / PLACE / JOURNAL).is_file()


def recover(folder: Path) -> None:
    """Bring the files of `folder` into one state after an exchange that was cut off: the new one
    where all were there, else the old one. Nothing where none was cut off."""
    place = folder / PLACE
    if not place.is_dir():
        return
    if (steps := _journal(place)) is not None:
        now = {step: _digest(_content(folder / step.name)) for step in steps}
        if all(now[step] != step.old and (now[step] or not step.new) for step in steps):
            (place / JOURNAL).unlink()
        else:
            with delay_interrupt():
                _undo(folder, steps)
    shutil.rmtree(place, ignore_errors=True)


@contextmanager
def delay_interrupt() -> Iterator[None]:
    """Ctrl-C waits until the block is done."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[Any] = []
    former = signal.signal(signal.SIGINT, lambda *given: asked.append(given))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, former)
        if asked and callable(former):
            former(*asked[0])


def _stage(folder: Path, steps: list[Step], new: Mapping[str, bytes | None], mode: int) -> None:
    """Write the new files and link the old ones, so that each is whole and on disk."""
    place = folder / PLACE
    with files.naming(place):
        if place.is_dir():  # of an exchange that never began
            shutil.rmtree(place)
        for part in (NEW, OLD):
            (place / part).mkdir(parents=part is NEW)
    for step in steps:
        for part in (NEW, OLD):
            (place / part / step.name).parent.mkdir(parents=True, exist_ok=True)
        with files.naming(folder / step.name):
            if (content := new[step.name]) is not None:
                files.create(place / NEW / step.name, content, mode)
            if step.old:
                _link(folder / step.name, place / OLD / step.name)
    for part in (NEW, OLD):
        files.sync_folder(place / part)


def _carry_out(folder: Path, steps: list[Step], expected: Mapping[str, bytes | None]) -> None:
    """Write the journal, put every new file into its place, and end the exchange."""
    journal = folder / PLACE / JOURNAL
    with files.naming(journal):
        files.write_bytes(journal, files.as_json([asdict(step) for step in steps]))
        files.sync_folder(folder / PLACE)
    _hold_to(folder, expected)
    for step in steps:
        _move_into_place(folder, step)
    _hold_old_to(folder, expected)
    for touched in {(folder / each).parent for s in steps for each in (s.name, s.kept) if each}:
        files.sync_folder(touched)
    journal.unlink()


def _move_into_place(folder: Path, step: Step) -> None:
    """The new file into its place; the old one is kept first, if it is to be kept."""
    with files.naming(folder / step.name):
        if step.kept:
            (folder / step.kept).parent.mkdir(exist_ok=True)
            _link(folder / PLACE / OLD / step.name, folder / step.kept)
        if not step.new:
            (folder / step.name).unlink(missing_ok=True)
            return
        (folder / step.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / PLACE / NEW / step.name).replace(folder / step.name)


def _undo(folder: Path, steps: list[Step]) -> None:
    """Put every old file back, then end the exchange. What is neither old nor new stays."""
    for step in reversed(steps):
        path, old = folder / step.name, folder / PLACE / OLD / step.name
        with files.naming(path):
            now = _content(path)
            if now is None or _digest(now) == step.new:
                if not step.old:
                    path.unlink(missing_ok=True)
                elif old.is_file():
                    old.replace(path)
            if step.kept and _content(folder / step.kept) == _content(path):
                (folder / step.kept).unlink(missing_ok=True)
    with files.naming(folder / PLACE):
        files.sync_folder(folder)
        (folder / PLACE / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(folder / PLACE, ignore_errors=True)


def _journal(place: Path) -> list[Step] | None:
    """The steps of an exchange that began; nothing where it did not.

    A journal that was damaged afterwards says nothing: all that lies beside it is then kept.
    """
    found = _content(place / JOURNAL)
    if found is None:
        return None
    try:
        return [Step(**each) for each in json.loads(found)]
    except (ValueError, TypeError):
        place.rename(place.with_name(f"{PLACE}-damaged-{secrets.token_hex(4)}"))
        return None


def _hold_to(folder: Path, expected: Mapping[str, bytes | None]) -> None:
    for name, was in expected.items():
        if _content(folder / name) != was:
            raise Changed(name)


def _hold_old_to(folder: Path, expected: Mapping[str, bytes | None]) -> None:
    """A save that was under way as its file was replaced has ended up in the old file."""
    for name, was in expected.items():
        old = folder / PLACE / OLD / name
        if old.is_file() and _content(old) != was:
            raise Changed(name)


def _link(path: Path, target: Path) -> None:
    """The same file under a second name; a copy where the file system has no links."""
    try:
        os.link(path, target)
    except OSError:
        files.create(target, path.read_bytes(), stat.S_IMODE(path.stat().st_mode))


def _content(path: Path) -> bytes | None:
    with files.naming(path):
        return files.content(path)


def _digest(content: bytes | None) -> str:
    return "" if content is None else digests.of_bytes(content)
