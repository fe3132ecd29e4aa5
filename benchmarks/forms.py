"""`make bench`: completed forms in the inbox, read by `litmus collate`, against openpyxl.

Ten thousand filled case file audits, each about another child, are written and then collated by the
command itself: opened, checked, recorded with their originals and moved. A tenth as many show
whether memory grows with their number. Compared is openpyxl, which many analysts would use: reading
the values of every cell of the same files, in one process, checking and keeping nothing.

The headline is forms a second. Memory is that of the largest single process, as the operating
system accounts for it; writing the forms is a process of its own, so as not to be counted.
"""

import argparse
import io
import os
import platform
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from measuring import BIN, PROJECT, Cost, measured

if TYPE_CHECKING:  # this process stays small: a command starts with the memory of its parent
    from litmus.intake.forms.model import Field, Form

CODE, CHILD = "case_file_audit", "CHILD0000000"
WRITE, READ = "--write", "--read"


def answer(field: "Field") -> str:
    """An answer that any question takes."""
    if field.type in ("date", "datetime", "month"):
        return "2016-03-01" if field.type != "datetime" else "2016-03-01T10:00:00"
    if field.options:
        return next(iter(field.options))
    if field.type in ("number", "whole_number"):
        return f"{field.minimum or 1:g}"
    return (
        CHILD if "child" in field.name else "What was seen on the file, in a sentence or two. " * 3
    )


def filled(form: "Form") -> bytes:
    """One completed form: every question answered, every fixed row and four of the others."""
    from litmus.intake.forms.filled_form import Filled
    from litmus.intake.forms.proforma import proforma

    own = {field.name: answer(field) for field in form.fields}
    rows = {
        table.name: {
            number: {field.name: answer(field) for field in table.fields}
            for number in range(1, (table.length if table.rows else min(table.length, 4)) + 1)
        }
        for table in form.tables
    }
    return proforma(form, "Sample City", Filled(own, rows, datetime(2016, 3, 30)))


def copies(content: bytes, number: int) -> Iterator[bytes]:
    """The same form about so many children: only the child differs, so that writing is quick."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for child in range(number):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, part in parts.items():
                archive.writestr(name, part.replace(CHILD.encode(), f"CHILD{child:07}".encode()))
        yield packed.getvalue()


def write(number: int, inbox: Path) -> None:
    """So many completed forms into a folder."""
    from litmus.intake.forms import definitions

    inbox.mkdir(parents=True)
    content = filled(definitions.form(PROJECT, CODE))
    for at, form in enumerate(copies(content, number)):
        (inbox / f"audit {at:05}.xlsx").write_bytes(form)


def read(number: int, folder: Path) -> None:
    """As many files by openpyxl: every cell of every sheet."""
    from openpyxl import load_workbook

    for path in sorted(folder.iterdir())[:number]:
        workbook = load_workbook(path, read_only=True)
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    _ = cell.value


def collated(number: int, folder: Path) -> Cost:
    """`litmus collate` on so many forms; stops where one of them was not accepted."""
    inbox, records = folder / "inbox", folder / "records"
    measured(sys.executable, __file__, WRITE, number, inbox)
    cost = measured(BIN / "litmus", "collate", "--inbox", inbox, "--records", records)
    with (records / "accepted.jsonl").open("rb") as lines:
        kept = sum(1 for _ in lines)
    if kept != number or len(list((inbox / "accepted").iterdir())) != number:
        raise SystemExit(f"{kept:,} of {number:,} forms were accepted")
    return cost


def line(name: str, forms: int, cost: Cost) -> str:
    return (
        f"{name:<34}{forms:>8,}{forms / cost.seconds:>10.1f}{forms / cost.processor:>20.1f}"
        f"{cost.mebibytes:>8.0f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--forms", type=int, default=10_000)
    parser.add_argument("--openpyxl", type=int, default=500, help="how many of them openpyxl reads")
    asked = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="litmus-forms-"))
    try:
        few = collated(asked.forms // 10, work / "few")
        many = collated(asked.forms, work / "many")
        files = work / "many" / "inbox" / "accepted"
        size = next(files.iterdir()).stat().st_size
        other = measured(sys.executable, __file__, READ, asked.openpyxl, files)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"one form: {CODE}, {size:,} bytes, every question answered")
    print(f"{'':<34}{'forms':>8}{'a second':>10}{'a processor second':>20}{'MiB':>8}")
    print(line("litmus collate", asked.forms // 10, few))
    print(line("litmus collate", asked.forms, many))
    print(line("openpyxl, reading the cells alone", asked.openpyxl, other))
    faster = asked.forms / many.seconds / (asked.openpyxl / other.seconds)
    print(f"litmus collate is {faster:.1f} times as fast as openpyxl")
    grown = many.mebibytes / few.mebibytes
    print(f"memory with ten times as many forms: {grown:.2f} times")


if __name__ == "__main__":
    if sys.argv[1:2] in ([WRITE], [READ]):
        {WRITE: write, READ: read}[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
