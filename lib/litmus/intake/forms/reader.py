"""One file of the inbox, read: the forms in it, or what is wrong with it.

What is read here is all that is held in memory of a file; what was read from is kept by its hash.
"""

import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base import digests
from litmus.intake.forms import checks, definitions, export_files, exports, maps, safety, workbooks
from litmus.intake.forms.completed_form import Completed
from litmus.intake.forms.faults import FormFault, Refused, refuse
from litmus.intake.forms.grid import Grid
from litmus.intake.forms.maps import FormMap
from litmus.intake.forms.model import Form

EXPECTED = "a completed form (.xlsx), or an export of a survey (.csv or .xlsx)"
_SAVE_AS = {
    ".xls": "an .xlsx workbook. This is the old Excel format: save it as Excel Workbook",
    ".xlsb": "an .xlsx workbook. This is a binary workbook: save it as Excel Workbook",
    ".ods": "an .xlsx workbook. This is an OpenDocument file: save it as Excel Workbook",
}


@dataclass(frozen=True)
class Definitions:
    """The forms by code, and the maps of exports."""

    forms: Mapping[str, Form]
    maps: Sequence[FormMap]


@dataclass(frozen=True)
class ReadFile:
    """What reading a file gave. `changed`: it was being written meanwhile, so nothing counts.

    `closed`: it may not be read; on Windows that is how a program holds what it writes. `whole`: it
    could be opened as what it is; a file that cannot may just be half copied. `kept_as` names what
    is kept of it; `kept` is its content where that is not the file itself.
    """

    sha256: str = ""
    found: list[Completed] = field(default_factory=list)
    faults: list[FormFault] = field(default_factory=list)
    is_export: bool = False
    holds_people: bool = False
    whole: bool = True
    changed: bool = False
    closed: bool = False
    kept_as: str = ""
    kept: bytes | None = None


def load(project: Path) -> Definitions:
    """The forms and maps of a project. Raises UsageError where one is wrong."""
    forms = definitions.load(project)
    return Definitions(forms, maps.load(project, forms))


def read(path: Path, known: Definitions) -> ReadFile:
    """Read one file, whatever it is; never raises for what a file is or holds."""
    try:
        content = _bytes(path)
    except Refused as refused:
        return ReadFile(faults=refused.faults)
    except PermissionError:
        return ReadFile(closed=os.name == "posix", changed=os.name != "posix")
    except OSError:
        return ReadFile(changed=True)  # gone, or held by the program that writes it
    if content is None:
        return ReadFile(changed=True)
    sha256 = digests.of_bytes(content)
    try:
        if path.suffix.lower() == ".csv":
            return _export(export_files.of_csv(content, known.maps), known, sha256)
        grid = Grid(content)
    except Refused as refused:
        return ReadFile(sha256, faults=refused.faults, whole=False)
    try:
        return _workbook(grid, known, sha256)
    except Refused as refused:
        return ReadFile(sha256, faults=refused.faults)


def _workbook(grid: Grid, known: Definitions, sha256: str) -> ReadFile:
    stamp = workbooks.stamp_of(grid)
    if stamp is None:
        return _export(export_files.of_workbook(grid, known.maps), known, sha256)
    form = checks.complete(workbooks.read(grid, stamp, known.forms))
    return ReadFile(sha256, [form], kept_as=f"{sha256}.xlsx")


def _export(export: export_files.Export, known: Definitions, sha256: str) -> ReadFile:
    found, faults = exports.whole_forms(export, known.forms[export.map.form])
    return ReadFile(
        sha256,
        found,
        faults,
        is_export=True,
        holds_people=bool(export.map.never_kept),
        kept_as=f"{sha256}.csv",
        kept=exports.without_people(export),
    )


def _bytes(path: Path) -> bytes | None:
    """The file's bytes; None where it changed while it was read. Links are never followed."""
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        raise refuse("the file itself. This is a link to another place: copy the file here")
    if not stat.S_ISREG(about.st_mode):
        raise refuse(EXPECTED)
    if wrong := _SAVE_AS.get(path.suffix.lower()):
        raise refuse(wrong)
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".csv"):
        raise refuse(EXPECTED)
    if about.st_size > safety.MOST_BYTES:
        raise refuse(f"a file of at most {safety.MOST_BYTES // 1_000_000} MB; remove its pictures")
    with os.fdopen(os.open(path, _READ_ONLY), "rb") as file:
        content = file.read(about.st_size + 1)
        after = os.fstat(file.fileno())
    same = (after.st_size, after.st_mtime_ns) == (about.st_size, about.st_mtime_ns)
    return content if same and len(content) == about.st_size else None


_READ_ONLY = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
