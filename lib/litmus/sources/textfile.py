"""CSV and Parquet files as tables of text, each record with the file and line it came from.

CSV is read with Python's own reader, not a faster one: it gives the line on which a record begins
where texts run over several lines, and shows a record with too few or too many fields, which
faster readers fill up or cut off without a word.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.errors import LitmusError
from litmus.sources.base import name_within

if TYPE_CHECKING:  # headings alone are read without polars
    import polars as pl

RECORDS_AT_ONCE = 100_000  # bounds memory: text in Python takes ten times its room in polars
LONGEST_FIELD = 10_000_000
FAULTS_SHOWN = 5
QUOTES_AND_SPACES = str.maketrans(
    {"\xa0": " ", "\ufeff": "", "’": "'", "‘": "'", "“": '"', "”": '"'}
)

Record = tuple[int, list[str]]


def read(path: Path, folder: Path) -> pl.DataFrame:
    """A file as a table; headings are lower-case and trimmed, empty text is null.

    Adds `_file` and `_row`. Raises LitmusError for a file that is not UTF-8, has no or doubled
    headings, or has records of the wrong width.
    """
    import polars as pl

    name = name_within(folder, path)
    frame = _parquet(path, name) if path.suffix.lower() == ".parquet" else _csv(path, name)
    return frame.with_columns(pl.lit(name).alias("_file"))


def headings(path: Path, folder: Path) -> list[str]:
    """A CSV file's headings, lower-case and trimmed, without reading its records."""
    name = name_within(folder, path)
    with path.open("rb") as file:
        first = _text(file.readline(), name)
    return _normalised(next(csv.reader([first]), []))


def _parquet(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError):
        raise LitmusError(
            f"{name} cannot be read as a Parquet file. Export it again, or as CSV."
        ) from None
    columns = _normalised(frame.columns)
    _check_headings(columns, name)
    frame.columns = columns
    return frame.with_row_index("_row", offset=1).with_columns(pl.col("_row").cast(pl.Int64))


def _csv(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    records = _records(_text(path.read_bytes(), name), name)
    _, first = next(records, (0, []))
    columns = _normalised(first)
    while columns and not columns[-1]:  # Excel leaves commas behind for columns once used
        columns.pop()
    _check_headings(columns, name)
    parts = [_frame(columns, [])]
    rows = _of_width(records, len(columns), name)
    while part := list(islice(rows, RECORDS_AT_ONCE)):
        parts.append(_frame(columns, part))
    return pl.concat(parts).with_columns(pl.col(columns).replace("", None))


def _frame(columns: list[str], records: list[Record]) -> pl.DataFrame:
    import polars as pl

    values = (
        zip(*(fields for _, fields in records), strict=True) if records else [[]] * len(columns)
    )
    frame = pl.DataFrame(
        dict(zip(columns, values, strict=True)), schema=dict.fromkeys(columns, pl.String)
    )
    return frame.with_columns(pl.Series("_row", [line for line, _ in records], dtype=pl.Int64))


def _text(content: bytes, name: str) -> str:
    """The file's text. Only UTF-8: a guessed encoding can change a name without anyone noticing."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise LitmusError(f"{name}, line {line}: {_NOT_UTF8}") from None
    if "\0" in text:
        raise LitmusError(f"{name}, line 1: {_NOT_UTF8}")
    return text


_NOT_UTF8 = (
    "the file is not UTF-8 text. Export it as UTF-8 "
    '(Excel: "CSV UTF-8"; SQL Server: code page 65001) and run again.'
)


def _records(text: str, name: str) -> Iterator[Record]:
    """Each record with the line it begins on; lines with nothing in any field are left out."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for fields in reader:
            if any(fields):
                yield begins, fields
            begins = reader.line_num + 1
    except csv.Error:
        raise LitmusError(
            f'{name}, line {begins}: the quotation marks (") of this record do not match. '
            "A text that holds one must be in quotation marks, with the inner one doubled."
        ) from None


def _of_width(records: Iterator[Record], width: int, name: str) -> Iterator[Record]:
    """The records, each with as many fields as there are headings; raises LitmusError at the end
    if some have not, naming the first few lines."""
    wrong: list[tuple[int, int]] = []
    for line, fields in records:
        if len(fields) > width and not any(fields[width:]):
            fields = fields[:width]
        if len(fields) == width:
            yield line, fields
        else:
            wrong.append((line, len(fields)))
    if wrong:
        raise LitmusError(_wrong_width(wrong, width, name))


def _wrong_width(wrong: list[tuple[int, int]], width: int, name: str) -> str:
    shown = "; ".join(f"line {line} has {fields}" for line, fields in wrong[:FAULTS_SHOWN])
    others = f"; and {len(wrong) - FAULTS_SHOWN} more" if len(wrong) > FAULTS_SHOWN else ""
    return (
        f"{name}: {width} columns are named, but some records have another number of fields: "
        f"{shown}{others}. Usually a comma in a text without quotation marks, or a file cut off. "
        "Export the file again."
    )


def _normalised(names: list[str]) -> list[str]:
    return [name.translate(QUOTES_AND_SPACES).strip().lower() for name in names]


def _check_headings(columns: list[str], name: str) -> None:
    if not columns:
        raise LitmusError(f"{name} is empty: its first line must name the columns.")
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        raise LitmusError(f"{name}, line 1: columns must be separated by commas. Export it again.")
    for position, column in enumerate(columns):
        if not column:
            raise LitmusError(f"{name}, line 1: column {position + 1} has no name.")
        if column in columns[:position]:
            raise LitmusError(f"{name}, line 1: two columns are named {column}. Keep one.")
