"""A short digest of source files: it changes when the code that made something changes."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1]
KINDS = {".py", ".j2", ".css", ".typ", ".json", ".csv", ".yml", ".yaml"}


def matching(*patterns: str) -> list[Path]:
    """The files of the library that patterns match, e.g. `"intake/contracts/*.py"`; sorted."""
    return sorted({path for pattern in patterns for path in LIBRARY.glob(pattern)})


@cache
def of(*patterns: str) -> str:
    """The SHA-256 of the library's files that patterns match, as this process first saw them."""
    return of_files(matching(*patterns), LIBRARY)


@cache
def library() -> str:
    """The SHA-256 of all of the library; the sample council, a source as any other, is no part."""
    return of_files((path for path in LIBRARY.rglob("*") if path.suffix in KINDS), LIBRARY)


def of_files(paths: Iterable[Path], within: Path) -> str:
    """The SHA-256 of files: their bytes, and their places below the folder `within`."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(within).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
