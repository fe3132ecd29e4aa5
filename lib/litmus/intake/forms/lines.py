"""Files that only ever grow, by whole lines: what was written stays, a line cut short is no line.

Each addition is one write, forced to disk. A kill or a power cut in its middle leaves a last line
without an end: whoever reads leaves it out, whoever adds cuts it off first. A line that is sealed
carries a digest of what it says, by which a change of it is seen.
"""

import io
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from litmus.base import digests, files

SEAL = "digest"


def append(path: Path, lines: list[str]) -> None:
    """Add lines, given without their ends, and wait until they are on the disk.

    A new file is for its owner alone: the lines are children's records.
    """
    with open(path, "ab", opener=_privately) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, files.PRIVATE_FILE)


def seal(said: Mapping[str, Any]) -> str:
    """What a line is to say, as JSON with its digest."""
    return json.dumps({**said, SEAL: _digest(said)}, ensure_ascii=False)


def sealed(text: bytes) -> dict[str, Any] | None:
    """What a sealed line says; None where it was changed after it was written, or is none."""
    try:
        said: dict[str, Any] = json.loads(text)
        return said if said.pop(SEAL) == _digest(said) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def was_altered(text: bytes) -> bool:
    """Whether a line still reads as a sealed one and says something else than was written."""
    try:
        said = json.loads(text)
        return bool(said.pop(SEAL) != _digest(said))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return False


def _digest(said: Mapping[str, Any]) -> str:
    return digests.of_text(json.dumps(said, sort_keys=True, ensure_ascii=False))


def whole(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each whole line with its number, from 1; none where there is no file."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, text in enumerate(file, 1):
            if text.endswith(b"\n"):
                yield number, text


def mend(path: Path) -> bool:
    """Cut off a last line without an end. Returns whether there was one."""
    if not path.exists():
        return False
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        if not size:
            return False
        file.seek(size - 1)
        if file.read(1) == b"\n":
            return False
        file.truncate(_end_of_last_line(file, size))
        os.fsync(file.fileno())
    return True


def _end_of_last_line(file: io.BufferedRandom, size: int) -> int:
    at, step = size, 65_536
    while at > 0:
        start = max(0, at - step)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0
