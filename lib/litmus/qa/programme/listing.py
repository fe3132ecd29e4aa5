"""Worklists as files: one row a line, as CSV for machines and as a workbook for people.

A worklist names children's cases and staff: its folder and its files are the owner's alone, and no
report includes it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import exchange, files, locks, spreadsheets

if TYPE_CHECKING:  # openpyxl is slow to import
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | date | None

WIDEST, MARGIN = 60, 2  # characters


@dataclass(frozen=True)
class Listing:
    """A table with its title, what to know about it, its headings and its rows."""

    title: str
    about: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write(listing: Listing, path: Path) -> Path:
    """Writes `path` with the endings .xlsx and .csv, both or neither. Returns the CSV file."""
    put(path.parent, contents(listing, path.name))
    return path.with_name(f"{path.name}.csv")


def contents(listing: Listing, name: str) -> dict[str, bytes]:
    """The two files of a worklist called `name`, by their names."""
    return {f"{name}.xlsx": workbook(listing), f"{name}.csv": text(listing).encode()}


def settle(folder: Path) -> None:
    """Put right what a command that was cut off left in a folder of worklists."""
    if exchange.is_interrupted(folder):
        put(folder, {})


def put(folder: Path, new: Mapping[str, bytes]) -> None:
    """Put private files in a folder that is the owner's alone, all of them or none.

    Raises LitmusError where another command is at work in it.
    """
    files.private_folder(folder)
    refusal = f"Another command is writing into {folder} at this moment. Run this one again."
    with locks.hold(folder / ".lock", refusal, files.PRIVATE_FILE):
        exchange.recover(folder)
        exchange.exchange(folder, new, mode=files.PRIVATE_FILE)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file that `write` made, by heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {heading: spreadsheets.plain(value) for heading, value in row.items()}
            for row in csv.DictReader(file)
        ]


def text(listing: Listing) -> str:
    """The table as CSV; with the mark by which spreadsheets know UTF-8."""
    out = io.StringIO(newline="")
    rows = [["" if cell is None else cell for cell in row] for row in listing.rows]
    spreadsheets.write(out, [listing.columns, *rows], lineterminator="\r\n", bom=True)
    return out.getvalue()


def workbook(listing: Listing) -> bytes:
    """The table as an accessible workbook: the rows first, with headings that stay in sight and
    print on each page, then what to know about them."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Worklist"
    _write_rows(sheet, listing)
    _set_widths(sheet, listing)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    _write_about(book.create_sheet("About"), listing)
    book.properties.title = listing.title
    book.properties.creator = "Litmus"
    book.properties.language = "en-GB"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_rows(sheet: Worksheet, listing: Listing) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.table import Table, TableStyleInfo

    for row_number, row in enumerate([listing.columns, *listing.rows], 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(row_number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # words are words, whatever they begin with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(value, date):
                cell.number_format = "dd/mm/yyyy"
    if listing.rows:
        last = get_column_letter(len(listing.columns))
        table = Table(displayName="Worklist", ref=f"A1:{last}{len(listing.rows) + 1}")
        table.tableStyleInfo = TableStyleInfo("TableStyleMedium2", showRowStripes=True)
        sheet.add_table(table)


def _set_widths(sheet: Worksheet, listing: Listing) -> None:
    from openpyxl.utils import get_column_letter

    for column, heading in enumerate(listing.columns, 1):
        longest = max(len(str(row[column - 1] or "")) for row in [listing.columns, *listing.rows])
        width = min(WIDEST, max(longest, len(heading)) + MARGIN)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _write_about(sheet: Worksheet, listing: Listing) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate([listing.title, *listing.about], 1):
        cell = sheet.cell(number, 1, line)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True)
        if number == 1:
            cell.font = Font(bold=True, size=14)
