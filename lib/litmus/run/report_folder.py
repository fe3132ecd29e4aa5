"""The folder of one report, where people and runs meet: nobody's words may get lost here.

Runs take turns (a lock). All files of a report are exchanged together (`litmus.base.exchange`), the
working notebook only if nobody saved it since it was read; the former one is kept in `history/`.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from litmus.base import digests, exchange, files, locks, notebook_files
from litmus.base.errors import LitmusError
from litmus.base.notebook_files import Notebook, UnreadableNotebook

HISTORY = "history"
STAGING = ".run-"
# JupyterLab writes into the file it saves: for a moment the file is cut short.
ATTEMPTS, PAUSE_SECONDS = 10, 0.2


@dataclass(frozen=True)
class Saved:
    """A working notebook as somebody saved it; no bytes and no notebook where there is none."""

    content: bytes | None
    notebook: Notebook | None


@contextmanager
def hold(folder: Path, private: bool = False) -> Iterator[None]:
    """Hold the report's folder for one run; what killed runs left in it is put right or removed.

    A `private` folder is for its owner alone, with all that was in it and all that the run leaves:
    also where that came about before, or in another program. Raises LitmusError where another run
    holds it.
    """
    if private:
        files.close_folder(folder)
    else:
        folder.mkdir(parents=True, exist_ok=True)
    refusal = (
        f"Another run is making the report in {folder} at this moment. Wait until it has ended, "
        "then run this one again."
    )
    with locks.hold(folder / ".lock", refusal, files.PRIVATE_FILE if private else None):
        exchange.recover(folder)
        for left in (*folder.glob(f"{STAGING}*"), *folder.glob(".*.tmp")):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        try:
            yield
        finally:
            if private:
                files.close_folder(folder)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A folder inside the report's folder that is gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def load_working(path: Path) -> Saved:
    """The working notebook as it was last saved.

    Raises LitmusError for a file that stays unreadable; a copy of it is then in the history.
    """
    for attempt in range(ATTEMPTS):
        now = files.content(path)
        try:
            return Saved(now, None if now is None else notebook_files.parse(now))
        except UnreadableNotebook as error:
            reason = str(error)
        if attempt + 1 < ATTEMPTS:
            time.sleep(PAUSE_SECONDS)
    raise LitmusError(_unreadable(path, now or b"", reason))


def settle(folder: Path) -> None:
    """Put right what a killed run left in a report's folder, unless a run is at work in it."""
    if exchange.is_interrupted(folder):
        with suppress(LitmusError), hold(folder):
            pass


def put(
    path: Path, new: Mapping[str, bytes | None], expected: bytes | None, private: bool = False
) -> None:
    """Exchange the files of the report whose working notebook is `path`, all or none.

    A file whose new content is None is removed. The notebook must still hold `expected`, whether it
    is among the `new` ones or not: otherwise `exchange.Changed` is raised and what was saved is
    there, to be merged. A former notebook is in the history afterwards. `private` files are for
    their owner alone.
    """
    kept = {}
    if path.name in new and expected is not None:
        kept[path.name] = str(_in_history(path, expected, ".ipynb").relative_to(path.parent))
    mode = files.PRIVATE_FILE if private else files.PUBLIC_FILE
    exchange.exchange(path.parent, new, {path.name: expected}, kept, mode)


def retire(path: Path) -> Path:
    """Move the file at `path` into the history; returns where it is."""
    target = _in_history(path, path.read_bytes(), f"-{path.stem.rpartition('.')[2]}.ipynb")
    with files.naming(path):
        target.parent.mkdir(exist_ok=True)
        return path.replace(target)


def keep(path: Path, content: bytes, ending: str) -> Path:
    """Put a copy of the content of the file at `path` into the history; returns where it is.

    It is for its owner alone where the report's folder is.
    """
    return files.write_bytes(
        _in_history(path, content, ending), content, files.mode_within(path.parent)
    )


def newest_copy(folder: Path) -> Path | None:
    """The newest readable notebook in a report's history."""
    kept = sorted((folder / HISTORY).glob("*.ipynb"), reverse=True)
    return next((path for path in kept if "unreadable" not in path.name), None)


def _in_history(path: Path, kept: bytes, ending: str) -> Path:
    history = path.parent / HISTORY
    stem = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{digests.of_bytes(kept)[:8]}"
    return history / f"{stem}{ending}"


def _unreadable(path: Path, found: bytes, reason: str) -> str:
    digest = digests.of_bytes(found)[:8]
    copies = list((path.parent / HISTORY).glob(f"*-{digest}.unreadable.ipynb"))
    copy = copies[0] if copies else keep(path, found, ".unreadable.ipynb")
    whole = newest_copy(path.parent)
    instead = f"put the newest whole one, {HISTORY}/{whole.name}, in its place" if whole else ""
    ways = [way for way in ("repair it", instead, "or move it away to start afresh") if way]
    return (
        f"The working notebook {path} cannot be read ({reason}). It was left as it is, and a copy "
        f"is in {HISTORY}/{copy.name}. Nothing else was changed. To go on, {', '.join(ways)}."
    )
