"""The table that HTML describes by rows and by cells that span several: its columns and rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from litmus.render.blocks import (
    Align,
    Table,
    TableColumn,
)
from litmus.render.text import Text, plain

FIGURE = re.compile(r"[-−+£]?[\d.,]+\s*%?|[-–—]|nan|<NA>|NaT|None|\.\.\.|", re.IGNORECASE)
MOST = 200  # rows or columns that one cell may span


@dataclass
class _Cell:
    header: bool
    across: int
    down: int
    text: Text = ()


@dataclass
class Raw:
    """A table as its tags came: header rows apart from the rest."""

    caption: str = ""
    head: bool = False
    rows: list[tuple[bool, list[_Cell]]] = field(default_factory=list)

    def row(self) -> None:
        """A row begins."""
        self.rows.append((self.head, []))

    def cell(self, header: bool, attributes: Mapping[str, str]) -> None:
        """A cell begins."""
        if not self.rows:
            self.row()
        across, down = (attributes.get(name, "") for name in ("colspan", "rowspan"))
        to_the_end = down.strip() == "0"
        cell = _Cell(header, _span(across), MOST if to_the_end else _span(down))
        self.rows[-1][1].append(cell)

    def fill(self, text: Text) -> None:
        """The words of the cell that began last."""
        self.rows[-1][1][-1].text = text

    @property
    def has_words(self) -> bool:
        return any(cell.text for _, row in self.rows for cell in row)

    def table(self) -> Table:
        """The table; a cell that spans rows or columns is repeated in every place it covers."""
        grid = _grid([row for _, row in self.rows])
        heads = _head_rows([head for head, _ in self.rows], grid)
        width = max(len(row) for row in grid)
        body = grid[heads:]
        first = [row for _, row in self.rows[heads:] if row]
        row_headers = bool(first) and all(row[0].header for row in first)
        columns = tuple(
            TableColumn(
                _name(grid[:heads], n),
                "left" if row_headers and n == 0 else _align([plain(row[n]) for row in body]),
            )
            for n in range(width)
        )
        rows = tuple(tuple(row) for row in body)
        return Table(columns=columns, rows=rows, caption=self.caption, row_headers=row_headers)


def _head_rows(heads: list[bool], grid: list[list[Text]]) -> int:
    """How many rows stand above the figures: those of `<thead>`, else the first."""
    counted = 0
    while counted < len(heads) and heads[counted]:
        counted += 1
    return counted if counted else min(1, len(grid) - 1)


def _grid(rows: list[list[_Cell]]) -> list[list[Text]]:
    taken: dict[tuple[int, int], Text] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for down in range(min(cell.down, len(rows) - y)):
                for across in range(cell.across):
                    taken.setdefault((y + down, x + across), cell.text)
            x += cell.across
    width = max((x for _, x in taken), default=-1) + 1
    return [[taken.get((y, x), ()) for x in range(width)] for y in range(len(rows))]


def _name(heads: list[list[Text]], column: int) -> str:
    """A column's name: its header cells from the top down, each once. Never empty."""
    names = dict.fromkeys(plain(row[column]) for row in heads if row[column])
    return ", ".join(names) or ("Row" if column == 0 else f"Column {column + 1}")


def _align(column: list[str]) -> Align:
    return "right" if column and all(FIGURE.fullmatch(cell) for cell in column) else "left"


def _span(value: str) -> int:
    """A colspan or rowspan, kept within reason: HTML written by hand may say anything."""
    return min(max(int(value), 1), MOST) if value.isdecimal() and len(value) < 8 else 1
