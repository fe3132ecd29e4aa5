"""run.json: what was made from what, so that a run can be repeated or be spared."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from litmus.base import digests, files
from litmus.base.brand import Brand

NAME = "run.json"
TIMES = ("started", "finished")
PARTS: dict[str, type] = {
    **dict.fromkeys(("code", "look", "report", "scope", "title", *TIMES), str),
    **dict.fromkeys(("commentary", "feed", "files", "inputs", "parameters", "period"), dict),
    **dict.fromkeys(("record", "snapshot", "source", "versions"), dict),
    "set_aside": list,
}


def read(folder: Path) -> dict[str, Any]:
    """The record of the last run that ended well; empty where there is none, and where somebody or
    something has changed it so that it is none."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8")
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # no half of a character
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and _is_whole(found) else {}


def _is_whole(found: Mapping[str, Any]) -> bool:
    """Whether each part that is there is of its kind."""
    parts = all(isinstance(found[name], kind) for name, kind in PARTS.items() if name in found)
    written = found.get("record", {}) if parts else {}
    texts = written.get("written")
    return parts and (
        texts is None
        or (
            isinstance(texts, dict)
            and all(isinstance(each, list | dict) for each in texts.values())
        )
    )


def look(brand: Brand) -> str:
    """A hash of what the pages of a council look like."""
    return digests.of_text(repr(brand))


def to_bytes(folder: Path, record: Mapping[str, Any]) -> bytes:
    """The record as the bytes of its file; those of the former one if only its times changed."""
    former, now = files.content(folder / NAME), files.as_json(record)
    same = former and _timeless(read(folder)) == _timeless(json.loads(now))
    return former if former and same else now


def hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of files in a folder, by name; a missing one is left out."""
    return {name: digests.of_file(folder / name) for name in names if (folder / name).is_file()}


def of_bytes(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 of the contents of files, by name."""
    return {name: digests.of_bytes(content) for name, content in contents.items()}


def _timeless(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key not in TIMES}
