"""Folders that are whole or not there: filled beside their place, then moved into it at once."""

import shutil
from collections.abc import Callable
from pathlib import Path


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
