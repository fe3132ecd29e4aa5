"""Writes forms into folders, and never over what somebody may have filled in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from litmus.base import files
from litmus.base.council import read_council
from litmus.intake.forms import definitions
from litmus.intake.forms.proforma import proforma
from litmus.intake.forms.samples import Sample

EARLIER = "earlier"


@dataclass(frozen=True)
class WrittenForm:
    """The proformas in a folder, and the files of the same name that were moved out of the way."""

    paths: list[Path]
    moved: list[Path]


def write_proformas(project: Path, folder: Path, codes: Sequence[str] = ()) -> WrittenForm:
    """An empty workbook of each form in `folder`, or of those named: CODE.xlsx.

    A file that is there and differs is moved to `earlier/`: it may be an earlier version, or one
    that somebody has filled in. Raises UsageError for an unknown form or one that is wrong.
    """
    forms = [definitions.form(project, c) for c in codes or definitions.codes(project)]
    council = read_council(project).name
    paths, moved = [], []
    for form in forms:
        path, content = folder / f"{form.code}.xlsx", proforma(form, council)
        if path.exists() and path.read_bytes() != content:
            moved.append(_move_aside(path))
        if not path.exists():
            files.write_bytes(path, content)
        paths.append(path)
    return WrittenForm(paths, moved)


def write_samples(samples: Iterable[Sample], council: str, inbox: Path) -> list[Path]:
    """Filled forms in the inbox, such as `case file audit 1.xlsx`. Returns where they are.

    A file of the same name that holds something else stays; the form then gets the next free name.
    """
    return [
        _free(
            inbox / f"{sample.form.code.replace('_', ' ')} {sample.number}.xlsx",
            proforma(sample.form, council, sample.filled),
        )
        for sample in samples
    ]


def _free(path: Path, content: bytes) -> Path:
    wanted, number = path, 1
    while wanted.exists() and wanted.read_bytes() != content:
        number += 1
        wanted = path.with_name(f"{path.stem} ({number}){path.suffix}")
    if not wanted.parent.exists():
        files.private_folder(wanted.parent)  # an inbox: children's records will come into it
    return wanted if wanted.exists() else files.write_bytes(wanted, content, files.PRIVATE_FILE)


def _move_aside(path: Path) -> Path:
    target, number = path.parent / EARLIER / path.name, 1
    target.parent.mkdir(exist_ok=True)
    while target.exists():
        number += 1
        target = target.with_name(f"{path.stem} ({number}){path.suffix}")
    return path.rename(target)
