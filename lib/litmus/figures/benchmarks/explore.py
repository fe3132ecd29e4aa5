"""The files that DfE publishes on Explore Education Statistics, row by row.

One row describes one place in one year; filters and figures stand in columns. Where a figure is
missing, a symbol says why: it is kept beside an empty value, never read as 0. Layout and symbols:
https://explore-education-statistics.service.gov.uk/ ("Data guidance" of each release).
"""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from litmus.base.errors import LitmusError

SYMBOLS = {
    "c": "suppressed to protect confidentiality",
    "x": "not available",
    "z": "not applicable",
    "k": "rounds to zero",
    "low": "rounds to zero (older files)",
    "u": "of low reliability",
    "~": "rounds to zero or is negligible (older files)",
    ":": "not available (older files)",
}
YEAR_KINDS = {"reporting year", "financial year"}
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NATIONAL, REGIONAL, LOCAL = "National", "Regional", "Local authority"


@dataclass(frozen=True)
class Cell:
    """A published figure, or the symbol that stands in its place."""

    value: Decimal | None
    symbol: str = ""


@dataclass(frozen=True)
class Record:
    """One row of a file: a place in a year."""

    file: str
    row: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """What the column holds, trimmed; empty where the file has no such column."""
        return self.cells.get(column.lower(), "").strip()

    def number(self, column: str) -> Cell:
        """The figure in a column. Raises LitmusError for what is neither number nor symbol."""
        text = self.text(column)
        if NUMBER.fullmatch(text):
            return Cell(Decimal(text))
        if text.lower() in SYMBOLS or not text:
            return Cell(None, text.lower())
        raise self.wrong(column, f"a number or one of the symbols {' '.join(SYMBOLS)}")

    @property
    def year(self) -> int:
        """The year in which the described year ends: 2016 for 2016, 201516 and 2015/16."""
        text = self.text("time_period")
        kind = self.text("time_identifier").lower()
        if kind and kind not in YEAR_KINDS:
            raise self.wrong("time_identifier", "Reporting year or Financial year")
        if re.fullmatch(r"\d{4}", text):
            return int(text)
        if (split := re.fullmatch(r"(\d{4})/?(\d{2})", text)) and (
            (int(split[1]) + 1) % 100 == int(split[2])
        ):
            return int(split[1]) + 1
        raise self.wrong("time_period", "a year such as 2016 or 201516")

    @property
    def place(self) -> tuple[str, str]:
        """The level and the place's code: region code, or the three digits of an authority."""
        level = self.text("geographic_level")
        code = {REGIONAL: "region_code", LOCAL: "old_la_code"}.get(level)
        return level, self.text(code) if code else ""

    def wrong(self, column: str, expected: str) -> LitmusError:
        """The error that says where the value stands and what was expected."""
        return LitmusError(
            f"{self.file}, row {self.row}, column {column}: found {self.text(column)!r}, "
            f"expected {expected}."
        )


@dataclass(frozen=True)
class PublishedTable:
    """One file."""

    file: str
    columns: frozenset[str]
    records: list[Record]

    def release(self) -> int:
        """The last year in the file: the year of the release that it belongs to."""
        return max((record.year for record in self.records), default=0)

    def has(self, columns: Collection[str]) -> bool:
        """Whether all these columns are there, in capitals or not."""
        return {column.lower() for column in columns} <= self.columns


def read(path: Path) -> PublishedTable:
    """A file as a table; capitals in headings do not matter. Rows count from 1, the headings.

    Raises LitmusError where the file is not UTF-8, is cut off or names a column twice.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise LitmusError(f"{path.name} is not UTF-8 text. Download it again.") from None
    reader = csv.reader(io.StringIO(text, newline=""))
    names = [name.strip().lower() for name in next(reader, [])]
    _no_column_twice(names, path.name)
    records = []
    for fields in reader:
        if not any(fields):
            continue
        if len(fields) != len(names):
            raise LitmusError(
                f"{path.name}, row {reader.line_num}: found {len(fields)} fields, expected "
                f"{len(names)} as in row 1. The file may be cut off: download it again."
            )
        cells = dict(zip(names, fields, strict=True))
        records.append(Record(path.name, reader.line_num, cells))
    return PublishedTable(path.name, frozenset(names), records)


def read_folder(folder: Path) -> list[PublishedTable]:
    """Every published table in a folder, by file name; other CSV files are left out.

    Raises LitmusError where there is none.
    """
    tables = [read(path) for path in sorted(folder.glob("*.csv")) if _is_release_file(path)]
    if not tables:
        raise LitmusError(
            f"{folder} holds no CSV file with the columns time_period and geographic_level. "
            "Download the data files from Explore Education Statistics into it."
        )
    return tables


def _is_release_file(path: Path) -> bool:
    with path.open("rb") as file:
        heading = file.readline().decode("utf-8-sig", errors="replace").lower()
    return {"time_period", "geographic_level"} <= {name.strip() for name in heading.split(",")}


def _no_column_twice(names: list[str], file: str) -> None:
    for position, name in enumerate(names):
        if name and name in names[:position]:
            raise LitmusError(f"{file}, row 1: two columns are named {name}. Download it again.")
