"""The lines of the journal of accepted forms: what makes one whole, and as it was written."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from litmus.base import digests
from litmus.base.errors import LitmusError
from litmus.intake.forms.completed_form import Completed, Rows
from litmus.intake.forms.lines import whole

TEXTS = ("form", "form_id", "identity", "digest", "accepted_at", "file", "council", "sha256")


@dataclass(frozen=True)
class Acceptance:
    """A form about to be recorded: what it says, and what it was read from.

    `file` is its name within the inbox; `sha256` is of the file's bytes; `original` is what is kept
    of it, under `kept_as` in `originals/`.
    """

    completed: Completed
    file: str
    sha256: str
    kept_as: str
    revision: int
    former: str | None = None  # the number that the form had until now, without one of its own


def line_of(one: Acceptance, council: str, now: str) -> dict[str, Any]:
    """The line of a form accepted `now`."""
    completed = one.completed
    said = asdict(completed)
    return {
        "form": completed.form,
        "form_id": completed.form_id,
        "version": completed.version,
        "revision": one.revision,
        "supersedes": one.revision - 1 or None,
        "former": one.former,
        "council": council,
        "sha256": one.sha256,
        "file": one.file,
        "original": one.kept_as,
        "row": completed.row,
        "accepted_at": now,
        "saved_at": completed.saved_at,
        "identity": completed.identity,
        "digest": digest(completed.form, completed.tables),
        "tables": said["tables"],
    }


def digest(form: str, tables: Rows) -> str:
    """SHA-256 of what a form says, whatever file it came in."""
    text = json.dumps([form, tables], sort_keys=True, ensure_ascii=False)
    return digests.of_text(text)


def every(path: Path) -> Iterator[dict[str, Any]]:
    """Each whole line; one still being written, or cut short, has no end and is left out."""
    for number, text in whole(path):
        if (line := _read(text)) is None:
            raise LitmusError(
                f"{path.parent.name}/{path.name}, line {number}: the line was changed after it "
                "was written. Run make collate, which puts it back from its copy if that has it; "
                "to change what a form says, send in a corrected form."
            )
        yield line


def _read(text: bytes) -> dict[str, Any] | None:
    """A line as it was written; None for one that was changed, or is something else."""
    try:
        line = json.loads(text)
        known = all(isinstance(line[name], str) for name in TEXTS) and line["original"]
        whole = known and line["digest"] == digest(line["form"], line["tables"])
        return line if whole and {"revision", "saved_at", "row"} <= set(line) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def was_altered(text: bytes) -> bool:
    """Whether a line still says something, and not what was written."""
    try:
        line = json.loads(text)
        return bool(line["digest"] != digest(line["form"], line["tables"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return False


def is_line(text: bytes) -> bool:
    return _read(text) is not None
