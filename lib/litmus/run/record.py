"""run.json: what was made from what, so that a run can be repeated or be spared."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from litmus import files

NAME = "run.json"
TIMES = ("started", "finished")


def read(folder: Path) -> dict[str, Any]:
    """The record of the last run that ended well; empty where there is none."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(folder: Path, record: Mapping[str, Any]) -> Path:
    """Write the record, last of all files of a run; left alone if only its times would change."""
    former = read(folder)
    if not former or _timeless(former) != _timeless(json.loads(json.dumps(record))):
        files.write_json(folder / NAME, record)
    return folder / NAME


def hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of files in a folder, by name; a missing one is left out."""
    return {name: files.sha256(folder / name) for name in names if (folder / name).is_file()}


def _timeless(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in TIMES}
