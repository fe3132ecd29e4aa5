"""Copies in a report's history of what people wrote, made before a run changes anything.

Every version of the working notebook that a run sees is kept, and a rendering that somebody edited
by hand. Nothing in the history is ever deleted but a second copy of the same version.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from litmus.base import digests
from litmus.run import report_folder
from litmus.run.report_folder import HISTORY

NOTEBOOK = ".ipynb"
COPY = "-copy.ipynb"  # of one that was merged, and never lay in the report's place


def keep_version(path: Path, found: bytes | None, before: Mapping[str, Any]) -> Path | None:
    """Keep a working notebook as somebody saved it; nothing for one that the last run left so.

    A copy, not a link: JupyterLab saves into the file itself.
    """
    if found is None or _digest(found) == _known_name(path, before):
        return None
    if kept := _write_copy(path, found, NOTEBOOK):
        return kept
    return report_folder.keep(path, found, NOTEBOOK)


def keep_copy(path: Path, content: bytes) -> Path:
    """Keep a copy of the working notebook `path` that is merged into it."""
    return _write_copy(path, content, COPY) or report_folder.keep(path, content, COPY)


def once(copy: Path | None) -> None:
    """Delete a copy that `keep_version` made, where the run has kept the same version once more."""
    if copy is None or not copy.exists():
        return
    content = copy.read_bytes()
    short = _digest(content)[:8]
    same = [path for path in copy.parent.glob(f"*-{short}{NOTEBOOK}") if path != copy]
    if any(path.read_bytes() == content for path in same):
        copy.unlink()


def keep_edited_rendering(
    path: Path, before: Mapping[str, Any], whatever: bool = False
) -> Path | None:
    """Keep a rendering that is not as the last run left it, or `whatever` it is; where it is."""
    if not path.is_file():
        return None
    found = path.read_bytes()
    if _digest(found) == _known_name(path, before) and not whatever:
        return None
    ending = f"-{path.name}"
    return _write_copy(path, found, ending) or report_folder.keep(path, found, ending)


def kept_notebooks(folder: Path) -> list[Path]:
    """The readable notebooks in a report's history, newest first."""
    found = sorted((folder / HISTORY).glob(f"*{NOTEBOOK}"), reverse=True)
    return [path for path in found if "unreadable" not in path.name]


def now() -> str:
    """This moment, as the names of kept files begin."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"


def _known_name(path: Path, before: Mapping[str, Any]) -> str | None:
    known = before.get("files", {}).get(path.name)
    return known if isinstance(known, str) else None


def _write_copy(path: Path, found: bytes, ending: str) -> Path | None:
    short = _digest(found)[:8]
    same = (path.parent / HISTORY).glob(f"*-{short}{ending}")
    return next((each for each in same if each.read_bytes() == found), None)


def _digest(content: bytes) -> str:
    return digests.of_bytes(content)
