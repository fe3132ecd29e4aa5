"""Filled forms for tests, and the ways in which people and programs spoil them."""

import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from litmus.intake.forms import reader
from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.model import Form
from litmus.intake.forms.proforma import proforma

PROJECT = Path(__file__).resolve().parents[3]
SAVED = datetime(2016, 3, 30, 9)
ALERT = {
    "source": "IRO",
    "raised_by": "IRO-1",
    "raised_at": "2016-03-29T14:05:00",
    "type": "ALERT",
    "child": "0001234",
    "team": "T07",
    "service": "CIN",
    "theme": "NEGLECT",
    "detail": "Nobody has visited for six weeks.",
    "told_at": "2016-03-29T15:30:00",
    "response_due": "2016-04-05",
    "level": "1",
}
FINDING = {"polarity": "CONCERN", "key_area": "VISITS_DIRECT_WORK", "finding": "No visits."}


def project(folder: Path) -> Path:
    """A project with one form, the exception alert, and the lists that it uses."""
    params = folder / "params"
    (params / "forms").mkdir(parents=True)
    (params / "form_maps").mkdir()
    shutil.copytree(PROJECT / "data_contracts", folder / "data_contracts")
    for name in ("council", "form_lists", "form_parts", "key_areas", "themes"):
        shutil.copy(PROJECT / "params" / f"{name}.yml", params)
    shutil.copy(PROJECT / "params/forms/exception_alert.yml", params / "forms")
    return folder


def alert(folder: Path) -> Form:
    """The form of the project in `folder`."""
    return reader.load(folder).forms["exception_alert"]


def filled(
    form: Form,
    saved_at: datetime = SAVED,
    rows: Mapping[str, Mapping[int, Mapping[str, str]]] | None = None,
    **changes: str | None,
) -> bytes:
    """A filled alert; `changes` are answers other than those of ALERT, None for none."""
    answers = {name: said for name, said in {**ALERT, **changes}.items() if said is not None}
    rows = {"findings": {1: FINDING}} if rows is None else rows
    return proforma(form, "Sample City", Filled(answers, rows, saved_at))


def altered(content: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """A workbook after somebody changed it in a spreadsheet program and saved it."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    change(workbook)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def answer_cell(content: bytes, name: str) -> tuple[str, str]:
    """The sheet and cell in which a question is answered."""
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    sheet, cell = next(iter(workbook.defined_names[f"answer_{name}"].destinations))
    return sheet, cell.replace("$", "")


def typed(content: bytes, **values: Any) -> bytes:
    """The workbook with other values typed into the cells of these questions."""

    def change(workbook: openpyxl.Workbook) -> None:
        for name, value in values.items():
            sheet, cell = next(iter(workbook.defined_names[f"answer_{name}"].destinations))
            workbook[sheet][cell.replace("$", "")] = value

    return altered(content, change)


def part_replaced(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for each in old.namelist():
            part = old.read(each)
            new.writestr(each, change(part) if each == name else part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def part_added(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part."""
    packed = io.BytesIO(content)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return packed.getvalue()
