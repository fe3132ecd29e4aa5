"""Folders that are whole or not there: filled beside their place, then moved into it at once."""

import secrets
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from litmus.base import files

STALE_SECONDS = 3600  # a folder still being filled after this is a killed run's


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """A private folder beside `target` to be filled; gone afterwards, unless it was moved there."""
    folder = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    folder.mkdir(parents=True, mode=files.PRIVATE_FOLDER)
    folder.chmod(files.PRIVATE_FOLDER)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path, seconds: float = STALE_SECONDS) -> None:
    """Remove what killed runs left half filled in a folder, and half written: it is children's
    data. What is younger than `seconds` may be of a run that goes on."""
    for left in folder.glob(".*.tmp"):
        if time.time() - left.stat().st_mtime < seconds:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def move_into_place(building: Path, target: Path, is_whole: Callable[[Path], bool]) -> None:
    """Move the folder `building`, which is complete, to `target`.

    Another run may have made the same folder meanwhile: it stays where `is_whole` says so of it.
    Anything else at `target` is damaged and is replaced.
    """
    try:
        building.rename(target)
    except OSError:
        if is_whole(target):
            return
        shutil.rmtree(target, ignore_errors=True)
        try:
            building.rename(target)
        except OSError:
            if not is_whole(target):
                raise
