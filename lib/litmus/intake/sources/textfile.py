"""CSV and Parquet files as tables of text, each record with the file and line it came from.

CSV is read with Python's own reader, not a faster one: it gives the line on which a record begins
where texts run over several lines, and shows a record with too few or too many fields, which
faster readers fill up or cut off without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base.errors import LitmusError
from litmus.base.text_values import dates, numbers
from litmus.intake.sources.base import name_within, unreadable_file_text

if TYPE_CHECKING:  # headings alone are read without polars
    import polars as pl

LINEAGE = ("_file", "_row")  # where each row came from; a column of theirs of this name is not read
RECORDS_AT_ONCE = 100_000  # bounds memory: text in Python takes ten times its room in polars
LONGEST_FIELD = 10_000_000
LONGEST_HEADINGS = 1_000_000  # bytes: what is longer has no headings
SEPARATORS = ",;\t|"
SEPARATOR_SAID = re.compile(r'"?sep=(.)"?', re.IGNORECASE)  # as Excel asks to be told
LINE_END = re.compile(rb"\r\n|\r|\n")
FAULTS_SHOWN = 5
QUOTES_AND_SPACES = str.maketrans(
    {"\xa0": " ", "\ufeff": "", "’": "'", "‘": "'", "“": '"', "”": '"'}
)

Record = tuple[int, list[str]]


def read(path: Path, folder: Path) -> pl.DataFrame:
    """A file as a table; headings are lower-case and trimmed, empty text is null.

    Adds `_file` and `_row`. Raises LitmusError for a file that cannot be opened, is neither UTF-8
    nor marked as UTF-16, has no or doubled headings, or has records of the wrong width.
    """
    import polars as pl

    name = name_within(folder, path)
    try:
        frame = _parquet(path, name) if path.suffix.lower() == ".parquet" else _csv(path, name)
        frame = _ids_without_point(frame)
    except OSError as error:
        raise LitmusError(unreadable_file_text(name, error)) from None
    return frame.with_columns(pl.lit(name).alias("_file"))


def _ids_without_point(frame: pl.DataFrame) -> pl.DataFrame:
    """The table with 1001 for each id 1001.0, as an id is that was stored as a number."""
    import polars as pl

    ids = [name for name in frame.columns if name.endswith("_id")]
    numbered = [name for name in ids if frame[name].dtype.is_float()]
    frame = as_text(frame, numbered) if numbered else frame
    texts = [name for name in ids if frame[name].dtype == pl.String]
    pointed = frame.select(numbers.may_have_point(pl.col(name)).any() for name in texts)
    wrong = [each.name for each in pointed if each.item()]
    return frame.with_columns(numbers.identifier(pl.col(name)) for name in wrong)


def headings(path: Path) -> list[str]:
    """A file's headings, lower-case and trimmed, without reading its records; none where it has
    none. Never raises: it is asked of files that may be anything."""
    try:
        if path.suffix.lower() == ".parquet":
            return _parquet_headings(path)
        with path.open("rb") as file:
            content = file.read(LONGEST_HEADINGS)
        text = _decode(content, errors="replace").replace("\0", "")
        lines = io.StringIO(text, newline=None)
        first = next((line for line in lines if line.strip(' ,;|\t\n"')), "")
        if said := SEPARATOR_SAID.fullmatch(first.strip()):
            return _normalise(next(csv.reader([next(lines, "")], delimiter=said[1]), []))
        return _normalise(next(csv.reader([first], delimiter=_separator(first)), []))
    except (OSError, ValueError, csv.Error, TypeError):
        return []


def as_text(frame: pl.DataFrame, columns: Iterable[str] = ()) -> pl.DataFrame:
    """A table of a Parquet file (or some columns of it) as if it had been CSV: days as 2016-03-31,
    whole numbers without a point."""
    import polars as pl

    def text(name: str, kind: pl.DataType) -> pl.Expr:
        if isinstance(kind, pl.Datetime):
            return pl.col(name).dt.strftime("%Y-%m-%dT%H:%M:%S")
        value = pl.col(name)
        if kind.is_float():
            whole = pl.when(value == value.floor()).then(value.cast(pl.Int64, strict=False))
            return pl.coalesce(whole.cast(pl.String), value.cast(pl.String)).alias(name)
        return value.cast(pl.String)

    chosen = set(columns) or {name for name in frame.columns if not name.startswith("_")}
    typed = {n: k for n, k in frame.schema.items() if k != pl.String and n in chosen}
    return frame.with_columns(text(name, kind) for name, kind in typed.items())


def _parquet_headings(path: Path) -> list[str]:
    import polars as pl

    try:
        return _normalise(list(pl.read_parquet_schema(path)))
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        return []


def _parquet(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    try:
        frame = pl.read_parquet(path)
    except PermissionError:
        raise
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError):
        raise LitmusError(
            f"{name} cannot be read as a Parquet file. Export it again, or as CSV."
        ) from None
    columns = _normalise(frame.columns)
    _check_headings(columns, name)
    frame.columns = columns
    wanted = [(c, kind) for c, kind in frame.schema.items() if c not in LINEAGE]
    frame = frame.select(_plain(name, column, kind) for column, kind in wanted)
    return frame.with_row_index("_row", offset=1).with_columns(pl.col("_row").cast(pl.Int64))


def _plain(name: str, column: str, kind: pl.DataType) -> pl.Expr:
    """A column of a Parquet file: moments with a time zone by the clock in the office, bytes and
    categories as text. Raises LitmusError for one that holds lists."""
    import polars as pl

    value = pl.col(column)
    if isinstance(kind, pl.Datetime):
        return dates.in_office(value) if kind.time_zone else value
    if isinstance(kind, pl.Struct):
        return value.struct.json_encode()
    if kind.is_nested() or isinstance(kind, pl.Object):
        raise LitmusError(
            f"{name}: the column {column} holds lists, which is no cell of a table. Export the "
            "table again with one value a cell, or as CSV."
        )
    if isinstance(kind, pl.Binary | pl.Categorical | pl.Enum | pl.Duration | pl.Null):
        return value.cast(pl.String, strict=False)
    return value


def _csv(path: Path, name: str) -> pl.DataFrame:
    import polars as pl

    text, skipped, separator = _split_separator_line(_text(path.read_bytes(), name))
    records = _records(text, name, skipped, separator)
    _, first = next(records, (0, []))
    columns = _normalise(first)
    while columns and not columns[-1]:  # Excel leaves commas behind for columns once used
        columns.pop()
    _check_headings(columns, name)
    parts = [_frame(columns, [])]
    rows = _of_width(records, len(columns), name)
    while part := list(islice(rows, RECORDS_AT_ONCE)):
        parts.append(_frame(columns, part))
    theirs = [column for column in columns if column not in LINEAGE]
    return pl.concat(parts).with_columns(pl.col(theirs).replace("", None))


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
    """The file's text: UTF-8, or UTF-16 that says so in its first two bytes. Nothing is guessed: a
    wrong encoding can change a name without anyone noticing."""
    try:
        text = _decode(content)
    except UnicodeDecodeError as error:
        line = len(LINE_END.findall(content[: error.start])) + 1
        raise LitmusError(f"{name}, line {line}: {_NOT_UTF8}") from None
    if "\0" in text:
        raise LitmusError(f"{name}, line 1: {_NOT_UTF8}")
    return text


def _decode(content: bytes, errors: str = "strict") -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if marked else "utf-8-sig", errors)


def _split_separator_line(text: str) -> tuple[str, int, str]:
    """The text without the line in which Excel is told the separator, how many lines that was, and
    the separator."""
    first = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    if said := SEPARATOR_SAID.fullmatch(first.strip()):
        start = text.index(first.rstrip("\n")) + len(first.rstrip("\n"))
        rest = text[start:]
        ended = next((end for end in ("\r\n", "\r", "\n") if rest.startswith(end)), "")
        before = text[:start].replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return rest[len(ended) :], before + 1, said[1]
    return text, 0, _separator(first)


def _separator(heading: str) -> str:
    """What separates the columns: a comma, or where the headings have none, what they have."""
    return next((mark for mark in SEPARATORS if mark in heading), ",")


_NOT_UTF8 = (
    "the file is not UTF-8 text. Export it as UTF-8 "
    '(Excel: "CSV UTF-8"; SQL Server: code page 65001) and run again.'
)


def _records(text: str, name: str, skipped: int, separator: str) -> Iterator[Record]:
    """Each record with the line it begins on; lines with nothing in any field are left out."""
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    begins = skipped + 1
    try:
        for fields in reader:
            if any(fields):
                yield begins, fields
            begins = skipped + reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise LitmusError(
                f"{name}, line {begins}: a text of more than {LONGEST_FIELD:,} characters. Usually "
                "a quotation mark that is not closed, or a file that is no table."
            ) from None
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


def _normalise(names: list[str]) -> list[str]:
    return [name.translate(QUOTES_AND_SPACES).strip().lower() for name in names]


def _check_headings(columns: list[str], name: str) -> None:
    if not columns:
        raise LitmusError(f"{name} is empty: its first line must name the columns.")
    for position, column in enumerate(columns):
        if not column:
            raise LitmusError(f"{name}, line 1: column {position + 1} has no name.")
        if column in columns[:position]:
            raise LitmusError(f"{name}, line 1: two columns are named {column}. Keep one.")
