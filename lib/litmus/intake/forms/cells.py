"""Cells by row and column, and by the names that people know them by."""

import re
from dataclasses import dataclass

Position = tuple[int, int]  # row and column, from 1
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True)
class CellArea:
    """A block of cells: its first and last row and column, from 1, both included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, position: Position) -> bool:
        row, column = position
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def is_one_cell(self) -> bool:
        return (self.top, self.left) == (self.bottom, self.right)

    def __str__(self) -> str:
        first, last = reference(self.top, self.left), reference(self.bottom, self.right)
        return first if self.is_one_cell else f"{first}:{last}"


def reference(row: int, column: int) -> str:
    """A cell as people call it: row 4, column 2 is B4."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def position(text: str) -> Position | None:
    """The row and column of a cell written B4 or $B$4; None where the text is none."""
    if not (match := _CELL.fullmatch(text)):
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def area(first: str, last: str | None) -> CellArea | None:
    """The block between two cells; the one cell where there is no `last`; None for no cells."""
    one, two = position(first), position(last or first)
    return CellArea(*one, *two) if one and two else None
