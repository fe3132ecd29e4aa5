"""Snapshots that the live dashboard froze and nobody needs any more: children's records that would
else pile up, one set for each change of the source."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from litmus.base import files
from litmus.intake.opening import CACHE
from litmus.intake.snapshot import Snapshot
from litmus.run import record

LIST = "snapshots.json"
# A run that opened one must have ended before it goes; a batch takes an hour at most.
KEPT_SECONDS = 6 * 3600


def names(outputs: Path) -> set[str]:
    """The snapshots that there are."""
    folder = _folder(outputs)
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def note(folder: Path, outputs: Path, snapshot: Snapshot, before: set[str]) -> None:
    """Note in the dashboard's `folder` a snapshot that was not there `before`."""
    ours = _noted(folder)
    if snapshot.folder.parent == _folder(outputs) and snapshot.key not in before | set(ours):
        _write(folder, [*ours, snapshot.key])


def remove(folder: Path, outputs: Path, current: str) -> list[str]:
    """Remove those noted in `folder` that are hours old, are not the `current` one, and that no
    report in `outputs` was made from. Returns their names."""
    ours, used = _noted(folder), {current, *_of_reports(outputs)}
    gone = []
    for name in [each for each in ours if each not in used]:
        place = _folder(outputs) / name
        if place.is_dir() and time.time() - place.stat().st_mtime < KEPT_SECONDS:
            continue
        shutil.rmtree(place, ignore_errors=True)
        if not place.exists():
            gone.append(name)
    if gone:
        _write(folder, [each for each in ours if each not in gone])
    return gone


def _folder(outputs: Path) -> Path:
    return outputs / CACHE / "snapshots"


def _of_reports(outputs: Path) -> Iterator[str]:
    for path in outputs.glob(f"*/*/{record.NAME}"):
        key = record.read(path.parent).get("snapshot", {}).get("key")
        if isinstance(key, str):
            yield key


def _noted(folder: Path) -> list[str]:
    try:
        found = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    # A name is never a way out of the folder, whatever somebody wrote there.
    known = found if isinstance(found, list) else []
    return [each for each in known if isinstance(each, str) and each.isalnum()]


def _write(folder: Path, ours: list[str]) -> None:
    files.write_bytes(folder / LIST, files.as_json(ours), files.PRIVATE_FILE)
