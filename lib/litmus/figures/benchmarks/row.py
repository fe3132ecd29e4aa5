"""One line of params/benchmarks.csv."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from litmus.base import files, spreadsheets
from litmus.base.errors import LitmusError
from litmus.figures.benchmarks.settings import COLUMNS

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Row:
    """A comparison figure, or (`value` None) the symbol that says why there is none."""

    indicator: str
    year: str
    group: str
    value: Decimal | None
    n: int | None
    source: str
    status: str
    symbol: str = ""

    @property
    def key(self) -> Key:
        """What only one row may describe."""
        return self.indicator, self.year, self.group

    @property
    def fields(self) -> list[str]:
        """The row as text, in the order of COLUMNS."""
        return [
            "" if value is None else str(value)
            for value in (getattr(self, name) for name in COLUMNS)
        ]


def update(path: Path, rows: list[Row]) -> int:
    """Put the rows into the file, which is made if need be; returns how many lines it then has.

    A line about the same indicator, year and group is replaced. The others stay: figures typed in
    by hand, or from files that are not at hand today.
    """
    lines: dict[Key, list[str]] = {(line[0], line[1], line[2]): line for line in _lines(path)}
    lines |= {row.key: row.fields for row in rows}
    out = io.StringIO()
    in_order = sorted(lines, key=lambda key: (key[0], key[2], key[1]))
    spreadsheets.write(out, [COLUMNS, *(lines[key] for key in in_order)])
    files.write_text(path, out.getvalue())
    return len(lines)


def _lines(path: Path) -> list[list[str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header, lines = next(reader, []), list(reader)
    if tuple(header) != COLUMNS:
        raise LitmusError(
            f"{path.name}, line 1: found {','.join(header)!r}, expected {','.join(COLUMNS)!r}."
        )
    return [[spreadsheets.plain(text) for text in line] for line in lines if any(line)]
