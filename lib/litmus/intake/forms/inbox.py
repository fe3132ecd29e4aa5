"""The folder that completed forms are dropped in, and where they go when they are accepted.

An accepted file is moved to `accepted/` within the inbox, under the same name: what still lies in
the inbox is what still needs somebody. Nothing is ever deleted or written over.
"""

import os
from collections.abc import Callable
from pathlib import Path

from litmus.base import plain_text
from litmus.intake.forms.notes import ENDING

ACCEPTED = "accepted"
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini"}


def waiting(inbox: Path, closed: Callable[[OSError], object] = lambda _: None) -> list[str]:
    """The files to read, folders within folders included, those saved first before the others.

    As plain paths: ten thousand of them take little room.

    Left out are hidden files, those of Excel and of the system (~$name.xlsx), the notes beside
    refused files, and what was accepted. `closed` is told of each folder that may not be entered.
    """
    found: list[tuple[int, str]] = []
    for folder, folders, names in os.walk(inbox, onerror=closed):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in links and here / name != inbox / ACCEPTED
        )
        for name in [*names, *links]:
            if _is_for_us(name):
                found.append((_save_time(here / name), os.path.join(folder, name)))  # noqa: PTH118
    return [path for _, path in sorted(found)]


def accepted_files(inbox: Path) -> list[Path]:
    """The files that were accepted and lie there still."""
    return [path for path in (inbox / ACCEPTED).rglob("*") if path.is_file()]


def name_of(path: Path, inbox: Path) -> str:
    """The name by which a file is spoken of: its place within the inbox."""
    return plain_text.printable(path.relative_to(inbox).as_posix())


def move_to_accepted(path: Path, inbox: Path) -> bool:
    """Move an accepted file to `accepted/`. False where somebody has it open and it cannot go."""
    target = inbox / ACCEPTED / path.relative_to(inbox)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(_free(target))
    except OSError:
        return False
    return True


def _free(target: Path) -> Path:
    """The name itself, or the next one that is not taken: audit (2).xlsx."""
    found, number = target, 1
    while found.exists() or found.is_symlink():
        number += 1
        found = target.with_name(f"{target.stem} ({number}){target.suffix}")
    return found


def _is_for_us(name: str) -> bool:
    return not (
        name.startswith((".", "~$")) or name.endswith(ENDING) or name.lower() in _OF_THE_SYSTEM
    )


def _save_time(path: Path) -> int:
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0
