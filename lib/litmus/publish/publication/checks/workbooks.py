"""Whether an Excel workbook can be read by everybody: what its sheets and tables say of themselves.

The rules are those of the UK Government Analysis Function for spreadsheets that can be told from
the file: a title, a heading at the top of each sheet, tables that are marked as such with a header
above every column, and no merged or hidden parts.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any


def faults_of_xlsx(content: bytes) -> Iterator[str]:
    """What is wrong with an Excel workbook, each as a sentence."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError):
        yield "It is no Excel workbook that can be read."
        return
    if not str(book.properties.title or "").strip():
        yield "It has no title."
    for sheet in book.worksheets:
        for said in _of_sheet(sheet):
            yield f"Sheet “{sheet.title}”: {said}"


def _of_sheet(sheet: Any) -> Iterator[str]:
    if sheet.sheet_state != "visible":
        yield "it is hidden."
    if not _has_words(sheet["A1"]):
        yield "its first cell, where a screen reader begins, has no heading."
    if sheet.merged_cells.ranges:
        yield f"merged cells: {len(sheet.merged_cells.ranges)}."
    if sheet.max_column > 1 and not sheet.tables:
        yield "it has columns that are not marked as a table."
    for table in sheet.tables.values():
        head = sheet[table.ref][0]
        if not table.headerRowCount or not all(map(_has_words, head)):
            yield f"the table {table.displayName} has a column without a header."


def _has_words(cell: Any) -> bool:
    return bool(str(cell.value or "").strip())
