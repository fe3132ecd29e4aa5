"""A zip with the tables and `csv-metadata.json`, which says what each table and column holds.

The metadata follow the W3C's "Metadata Vocabulary for Tabular Data" (CSV on the Web): a program
that knows it reads the tables with their types, and a person reads what each column means. The same
report gives the same bytes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from litmus.base import files, zip_files
from litmus.render.csvw import tables
from litmus.render.csvw.tables import DataColumn, DataTable
from litmus.report import feed
from litmus.report.feed import Context

METADATA = "csv-metadata.json"  # where readers of CSVW look for it beside a table
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
NOTES = (
    "Percentages are from 0 to 100. Nothing is rounded: a report rounds half up to one decimal.",
    "An empty cell is a value that there is not, never a zero; the note on the data says why.",
    "A text that a spreadsheet would take for a formula begins with an apostrophe.",
)


def render(folder: Path, *, title: str) -> bytes:
    """The figures of the report whose files lie in `folder`, with their metadata, as a zip.

    `title` names the report, the council and the period. Raises LitmusError where a file is missing
    or damaged.
    """
    found = feed.read(folder)
    every = [tables.figures(found.figures, found.context), tables.indicators(found.context)]
    described = metadata(every, found.context, title)
    contents = {each.file: each.csv() for each in every}
    return zip_files.pack({METADATA: files.as_json(described), **contents})


def metadata(every: Sequence[DataTable], context: Context, title: str) -> dict[str, Any]:
    """What `csv-metadata.json` says of the tables, as JSON holds it."""
    about = {
        "dc:title": title,
        "dc:description": context.purpose,
        "dc:publisher": context.council,
        "dc:audience": context.readers,
        "dc:language": "en",
        "dc:temporal": f"{context.period.start}/{context.period.end}",
        "dc:source": context.source_title,
        "dc:spatial": context.scope_name,
        "dc:rights": context.notice,
        "dc:license": _licence(context.licence),
    }
    return {
        "@context": CONTEXT,
        **{name: said for name, said in about.items() if said},
        "notes": [
            {"type": "Annotation", "body": said} for said in (context.notice, *NOTES) if said
        ],
        "tables": [_table(each) for each in every],
    }


def _licence(licence: str) -> str | dict[str, str]:
    """The licence; a link where it is an address."""
    return {"@id": licence} if licence.startswith(("https://", "http://")) else licence


def _table(table: DataTable) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(each) for each in table.columns],
        "primaryKey": list(table.key),
    }
    if table.refers:
        column, file, there = table.refers
        reference = {"resource": file, "columnReference": there}
        schema["foreignKeys"] = [{"columnReference": column, "reference": reference}]
    return {
        "url": table.file,
        "dc:title": table.title,
        "dc:description": table.description,
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": schema,
    }


def _column(column: DataColumn) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": [column.name, column.title],
        "dc:description": column.description,
        "datatype": column.datatype,
        "null": "",
        "required": column.required,
    }
