"""figures.csv: the table of figures as a file that people and programs open.

UTF-8, ISO dates, unrounded values, an empty cell for a missing one. A text that a spreadsheet
would take for a formula is marked as text; reading takes the mark off. A number of cases is
written whole (2392), also where others in its column are sums of parts. Equal rows give equal
files.
"""

import csv
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from litmus.base import files, json_files, spreadsheets
from litmus.base.errors import LitmusError
from litmus.figures import table
from litmus.figures.figure import AMOUNT, COUNT, DAY, TEXT, Figure, columns

if TYPE_CHECKING:
    import pandas as pd

AGAIN = "Run the report again."
FIRST = 2  # the line of the first figure


def write_rows(rows: Iterable[Mapping[str, Any]], path: Path) -> Path:
    """Write figures, dictionaries with the keys `COLUMNS`. Returns `path`."""
    text, rows = StringIO(), list(rows)
    written = {name: WRITTEN[kind] for name, kind in columns(rows[0] if rows else ()).items()}
    lines = ([write(row[name]) for name, write in written.items()] for row in rows)
    spreadsheets.write(text, chain([list(written)], lines))
    return files.write_text(path, text.getvalue())


def write_csv(figures: "pd.DataFrame", path: Path) -> Path:
    """Write a pandas table of figures. Returns `path`."""
    return write_rows(table.records(figures), path)


def read_rows(path: Path) -> list[Figure]:
    """The figures that were written.

    Raises FileNotFoundError, and LitmusError, naming line and column, for anything else.
    """
    found = StringIO(_text(path))  # a carriage return in a text stays what it is
    names, *lines = list(csv.reader(found)) or [[]]
    if names != list(columns(names)):
        raise LitmusError(
            f"{path.name} does not have the columns of figures: it was written by another version "
            f"of Litmus. {AGAIN}"
        )
    for number, line in enumerate(lines, FIRST):
        if len(line) != len(names):
            raise LitmusError(f"{path.name}, line {number}, is cut short or has too much. {AGAIN}")
    try:
        return json_files.adapter(list[Figure]).validate_python(
            [dict(zip(names, map(_cell, line), strict=True)) for line in lines]
        )
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False, include_input=False)[0]
        row, column, *_ = fault["loc"]
        raise LitmusError(
            f"{path.name}, line {int(row) + FIRST}, column {column}: {fault['msg']}. {AGAIN}"
        ) from None


def read_csv(path: Path) -> "pd.DataFrame":
    """The same figures as a pandas table, with the types that `write_csv` had."""
    return table.of_figures(read_rows(path))


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise LitmusError(f"{path.name} is damaged. {AGAIN}") from None


def _cell(text: str) -> str | None:
    return spreadsheets.plain(text) if text.startswith(spreadsheets.MARK) else text or None


@cache  # a report has thousands of rows and few days
def _day(value: Any) -> str | None:
    return None if value is None else f"{value:%Y-%m-%d}"


def _amount(value: Any) -> float | None:
    return None if value is None else float(value)


def _count(value: Any) -> Any:
    if value is None or type(value) is int:
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


WRITTEN: dict[str, Callable[[Any], Any]] = {
    TEXT: lambda value: value, DAY: _day, AMOUNT: _amount, COUNT: _count,
}  # fmt: skip
