"""Journals that are never lost: each line is written twice, and held against what it was made from.

A journal `NAME.jsonl` has a copy beside it, `NAME.copy.jsonl`. Lines go to the journal first, then
to the copy, both forced to disk; so the copy is the beginning of the journal, or all of it. Where a
journal was cut, emptied, removed, overwritten or put back from an older copy, the copy says so and
has the lines; where the copy was damaged, the journal has them. What both have lost is found by the
files in `originals/` that no line names: nothing is then counted until somebody has seen to it.

A file is kept in `originals/` under a name that begins with `.` until its line is written: what a
stopped collate leaves under such a name is still in the inbox.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from litmus.base import files
from litmus.base.errors import LitmusError
from litmus.intake.forms import lines

ORIGINALS = "originals"
PENDING = "."
_STEP = 1 << 20
IsLine = Callable[[bytes], bool]  # whether a line is whole and as it was written


def copy_of(path: Path) -> Path:
    """Where the copy of a journal is."""
    return path.with_name(f"{path.stem}.copy{path.suffix}")


def append(path: Path, added: list[str]) -> None:
    """Add lines to a journal and to its copy, and wait until they are on the disk."""
    for each in (path, copy_of(path)):
        is_new = not each.exists()
        lines.append(each, added)
        if is_new:
            sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; not every system can be asked to."""
    try:
        held = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(held)
    except OSError:
        pass
    finally:
        os.close(held)


def keep(folder: Path, name: str, content: bytes) -> None:
    """Keep what a line will speak of, before the line is written; `settle` gives it its name."""
    if not (folder / ORIGINALS / name).exists():
        files.write_bytes(folder / ORIGINALS / f"{PENDING}{name}", content, files.PRIVATE_FILE)


def settle(folder: Path, names: Iterable[str]) -> None:
    """Give originals their names, now that lines speak of them."""
    kept = folder / ORIGINALS
    for name in names:
        if (pending := kept / f"{PENDING}{name}").exists():
            pending.replace(kept / name)
    sync_folder(kept)


def check_readable(path: Path) -> None:
    """Raises LitmusError where a journal or its copy is there and cannot be read."""
    for each in (path, copy_of(path)):
        try:
            with each.open("rb"):
                pass
        except FileNotFoundError:
            continue
        except OSError as error:
            raise LitmusError(
                f"{each.parent.name}/{each.name} cannot be read ({error.strerror}), so nothing is "
                "counted. See to it that it is a file and that this account may read it."
            ) from None


def is_whole(path: Path) -> bool:
    """Whether a journal holds all that its copy holds: it begins with the same bytes."""
    copy = copy_of(path)
    if not copy.exists():
        return True
    if _size(path) < _size(copy):
        return False
    if not path.exists():
        return True
    with path.open("rb") as one, copy.open("rb") as other:
        while block := other.read(_STEP):
            if one.read(len(block)) != block:
                return False
    return True


def mend(path: Path, is_line: IsLine, is_changed: IsLine) -> tuple[bool, int]:
    """Put a journal and its copy right from one another; the journal must be held.

    Returns whether a line that was cut short was removed, and how many lines were put back or
    removed. Raises LitmusError, naming the line, where neither has it as it was written, and where
    one still reads as a line and says something else (`is_changed`): that was no accident.
    """
    check_readable(path)
    torn = lines.mend(path)
    lines.mend(copy_of(path))
    ours, theirs = _lines(path), _lines(copy_of(path))
    if ours == theirs and len(set(ours)) == len(ours) and all(map(is_line, ours)):
        return torn, 0
    good, others = _good(ours, is_line), _good(theirs, is_line)
    whole = _join(others, good) if others else good
    # A line that is bad in one must stand, right, in the other.
    bad = [n for n, line in enumerate(ours, 1) if not is_line(line)]
    edited = [n for n in bad if is_changed(ours[n - 1])]
    if edited or (bad and len(whole) < len(set(ours))):
        raise LitmusError(
            f"{path.parent.name}/{path.name}, line {(edited or bad)[0]}: the line was changed "
            "after it was written. Put the file back from a backup"
            f"{_or_copy(path, theirs, is_line)}; to change what was said, send it in anew, "
            "corrected."
        )
    changed = len(set(whole) ^ set(ours)) + len(ours) - len(set(ours))
    if whole != ours:
        _write(path, whole)
    if whole != theirs:
        _write(copy_of(path), whole)
    return torn, changed


def strangers(folder: Path, named: set[str]) -> list[str]:
    """The files in `originals/` that no line names, by name."""
    kept = folder / ORIGINALS
    found = (path.name for path in kept.iterdir()) if kept.is_dir() else iter(())
    return sorted(name for name in found if not name.startswith(PENDING) and name not in named)


def _or_copy(path: Path, theirs: list[bytes], is_line: IsLine) -> str:
    if not theirs or not all(map(is_line, theirs)):
        return ""
    return f", or remove it: {copy_of(path).name} has it as it was written"


def _good(found: list[bytes], is_line: IsLine) -> list[bytes]:
    return [line for line in dict.fromkeys(found) if is_line(line)]


def _join(first: list[bytes], more: list[bytes]) -> list[bytes]:
    """All lines of both in their order: what one alone has follows what it follows there."""
    found, there = list(first), set(first)
    before: bytes | None = None
    for line in more:
        if line not in there:
            found.insert(found.index(before) + 1 if before is not None else 0, line)
            there.add(line)
        before = line
    return found


def _lines(path: Path) -> list[bytes]:
    return [text for _, text in lines.whole(path)]


def _write(path: Path, whole: list[bytes]) -> None:
    files.write_bytes(path, b"".join(whole), files.PRIVATE_FILE)
    sync_folder(path.parent)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def names(path: Path, find: Callable[[bytes], str | None]) -> Iterator[str]:
    """What `find` finds in each line of a journal."""
    for _, text in lines.whole(path):
        if name := find(text):
            yield name
