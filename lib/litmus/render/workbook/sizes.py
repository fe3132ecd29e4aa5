"""How wide the columns and how high the rows of a sheet are: not every program that shows one makes
room for words of several lines by itself."""

from collections.abc import Sequence
from math import ceil
from typing import Any

WIDEST = 54  # characters of a column: a longer cell has several lines
LEAST = 9
LINE = 15.6  # points
# Letters of the sheets' type (Arial 12) that a column's unit of width holds; bold ones are wider.
LETTERS, BOLD = 1.0, 0.85
TITLE = 1.5  # by how much the title of the cover is larger, its weight included
A4 = 9  # as Excel numbers paper


def fit_table(worksheet: Any, first: int, columns: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """Give a table whose names stand in the row `first` its widths and heights, and its sheet pages
    that are as wide as it is."""
    widths = [_width(name, cells) for name, cells in columns]
    for n, width in enumerate(widths):
        worksheet.set_column(n, n, width)
    names = [name for name, _ in columns]
    worksheet.set_row(first, _height(names, widths, BOLD))
    for n, row in enumerate(zip(*(cells for _, cells in columns), strict=True), 1):
        worksheet.set_row(first + n, _height(row, widths))
    worksheet.freeze_panes(first + 1, 1)
    fit_page(worksheet)
    worksheet.repeat_rows(first)


def fit_words(worksheet: Any, first: int, words: Sequence[str], column: int, width: int) -> None:
    """Give a column of words, from the row `first` on, its width and the heights of its rows."""
    worksheet.set_column(column, column, width)
    for n, text in enumerate(words):
        worksheet.set_row(first + n, height(text, width))


def fit_page(worksheet: Any) -> None:
    """Print a sheet as wide as a page."""
    worksheet.set_paper(A4)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)


def height(text: str, width: float, scale: float = 1.0) -> float:
    """The height in points of a row that holds `text` in a column of this width; `scale` is by how
    much its type is larger."""
    return scale * _height([text], [width / scale])


def _width(name: str, cells: Sequence[Any]) -> float:
    longest = max((len(str(cell)) for cell in cells), default=0)
    words = max(map(len, name.split()), default=0)  # a name may have several lines
    needed = max(longest / LETTERS, words / BOLD, min(len(name), 16) / BOLD)
    return min(max(needed + 2, LEAST), WIDEST)


def _height(cells: Sequence[Any], widths: Sequence[float], letters: float = LETTERS) -> float:
    lines = [
        sum(max(ceil(len(line) / (width * letters)), 1) for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    ]
    return LINE * max(lines, default=1) + 2
