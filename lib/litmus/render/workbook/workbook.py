"""A workbook by gptables, as the Government Statistical Service advises.

One table a sheet, a cover, contents, notes; no merged cells, no colour that says something. The
same bytes for the same report.
"""

import copy
import tempfile
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

from litmus.base import zip_files
from litmus.render import blocks as b
from litmus.render import document as reading
from litmus.render import text as t
from litmus.render.workbook import sheets, sizes
from litmus.render.workbook.sheets import Sheet

DAY = datetime(2000, 1, 1)  # no time of making, so that the bytes are the same
LETTERS = 100  # of a line of text
FIRST = 3  # the row of the first note or table, below title, instructions and names
NOTHING = "[z]"  # the shorthand of government statistics for what does not apply
ABOUT = (
    "This workbook holds the tables of the report, and the figures behind its charts, one a sheet.",
    "Percentages and rates are rounded half up to one decimal, as the report prints them. Where "
    "there is no number, words say why.",
    f"{NOTHING}: not applicable, or nothing is said beside the value.",
)


def render(nb: dict[str, Any], *, title: str, read: b.Document | None = None) -> bytes:
    """The tables of the executed notebook `nb` as an .xlsx file.

    `title` names the workbook; `read` is the notebook's reading where it has been read already.
    Raises LitmusError where the notebook holds an output not as agreed.
    """
    report = read or reading.read(nb, title)
    found = sheets.read(nb)
    with tempfile.TemporaryDirectory(prefix="litmus-") as made:
        path = Path(made) / "report.xlsx"
        _write(path, title, report, found)
        return _pack(path)


def _write(path: Path, title: str, report: b.Document, found: list[Sheet]) -> None:
    import gptables

    about = (*report.head, *report.facts, *report.record)
    facts = [f"{name}: {value}" for name, value in about]
    cover = gptables.Cover(
        title=t.printable(title), intro=[*ABOUT], about=facts or [report.title], width=LETTERS
    )
    notes = {note: n for n, note in enumerate(dict.fromkeys(s.note for s in found if s.note), 1)}
    tables = {
        f"Table {n}": _table(n, sheet, notes.get(sheet.note)) for n, sheet in enumerate(found, 1)
    }
    with warnings.catch_warnings():  # that there are no notes, and what an empty cell would mean
        warnings.simplefilter("ignore", UserWarning)
        workbook = gptables.produce_workbook(
            str(path),
            sheets=tables,
            cover=cover,
            notes_table=_notes(notes),
            theme=_theme(),
            # Words that begin with = are words.
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False},
        )
    cover_words = [t.printable(title), "", *ABOUT, "", *facts]
    _fit(workbook, tables, list(notes), cover_words)
    council = dict(report.facts).get("Council", "Litmus")
    workbook.set_properties({"title": t.printable(title), "author": council, "created": DAY})
    workbook.close()


def _theme() -> Any:
    """The usual theme, with numbers beside the first line of long words."""
    import gptables

    theme = copy.deepcopy(gptables.gptheme)
    theme.data_format = {**theme.data_format, "valign": "top"}
    theme.index_2_format = {**theme.index_2_format, "valign": "top"}
    return theme


def _fit(workbook: Any, tables: dict[str, Any], notes: list[str], cover: list[str]) -> None:
    """Make room for what is written, on every sheet; `cover` has the words of the cover's rows."""
    titles = [table.title.split(" $$")[0] for table in tables.values()]  # without notes
    words = {"Cover": (0, 0, cover), "Contents": (FIRST, 1, titles)}
    words |= {"Notes": (FIRST, 1, notes)} if notes else {}
    for name, (row, column, texts) in words.items():
        sheet = workbook.get_worksheet_by_name(name)
        sizes.fit_words(sheet, row, texts, column, LETTERS)
        sizes.fit_page(sheet)
    workbook.get_worksheet_by_name("Cover").set_row(0, sizes.height(cover[0], LETTERS, sizes.TITLE))
    for name, table in tables.items():
        frame = table.table
        columns = [(str(each), list(frame[each])) for each in frame.columns]
        sizes.fit_table(workbook.get_worksheet_by_name(name), table.data_range[0], columns)


def _notes(notes: dict[str, int]) -> Any:
    """The notes of all tables, each once; None without any."""
    import pandas as pd

    if not notes:
        return None
    return pd.DataFrame(
        {"Note number": [f"note{n}" for n in notes.values()], "Note text": list(notes)}
    )


def _table(number: int, sheet: Sheet, note: int | None) -> Any:
    import gptables
    import pandas as pd

    frame = pd.DataFrame(
        {name: pd.Series(_filled(column), dtype=object) for name, column in sheet.columns}
    )
    where = f"{sheet.section}: " if sheet.section and sheet.section not in sheet.title else ""
    more = f" $$note{note}$$" if note else ""
    see = f" The sheet Notes has note {note}." if note else ""
    return gptables.GPTable(
        table=frame,
        table_name=f"table_{number}",
        title=f"{where}{sheet.title}{more}",
        instructions=f"This sheet holds one table. {NOTHING}: not applicable.{see}",
        index_columns={},
    )


def _filled(column: list[Any]) -> list[Any]:
    """A column without empty cells, and without those that hold signs alone."""
    return [
        cell if not isinstance(cell, str) or any(map(str.isalnum, cell)) else NOTHING
        for cell in column
    ]


def _pack(path: Path) -> bytes:
    """The file without the time of writing."""
    return zip_files.pack(zip_files.parts(path.read_bytes()))
