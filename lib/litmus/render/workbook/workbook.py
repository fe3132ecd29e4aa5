"""A workbook by gptables, as the Government Statistical Service advises.

One table a sheet, a cover, contents; no merged cells, no colour that says something. The same bytes
for the same report.
"""

import io
import tempfile
import warnings
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from litmus.render import blocks as b
from litmus.render import document as reading
from litmus.render import text as t
from litmus.render.workbook import sheets
from litmus.render.workbook.sheets import Sheet

DAY = datetime(2000, 1, 1)  # no time of making, so that the bytes are the same
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day that an archive knows
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

    facts = [f"{name}: {value}" for name, value in (*report.head, *report.facts)]
    cover = gptables.Cover(title=t.printable(title), intro=[*ABOUT], about=facts or [report.title])
    tables = {f"Table {n}": _table(n, sheet) for n, sheet in enumerate(found, 1)}
    with warnings.catch_warnings():  # that there are no notes, and what an empty cell would mean
        warnings.simplefilter("ignore", UserWarning)
        workbook = gptables.produce_workbook(
            str(path),
            sheets=tables,
            cover=cover,
            contentsheet_options={"additional_elements": ["subtitles"]},
            # Words that begin with = are words.
            workbook_options={"strings_to_formulas": False, "strings_to_urls": False},
        )
    council = dict(report.facts).get("Council", "Litmus")
    workbook.set_properties({"title": t.printable(title), "author": council, "created": DAY})
    workbook.close()


def _table(number: int, sheet: Sheet) -> Any:
    import gptables
    import pandas as pd

    frame = pd.DataFrame(
        {name: pd.Series(_filled(column), dtype=object) for name, column in sheet.columns}
    )
    subtitles = [text for text in (sheet.section, sheet.note) if text and text != sheet.title]
    return gptables.GPTable(
        table=frame,
        table_name=f"table_{number}",
        title=sheet.title,
        subtitles=subtitles,
        instructions=f"This sheet holds one table. {NOTHING}: not applicable.",
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
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as made, zipfile.ZipFile(packed, "w") as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
    return packed.getvalue()
