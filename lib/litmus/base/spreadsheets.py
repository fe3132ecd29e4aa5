"""CSV that a spreadsheet opens without running anything, and that reads back as it was written.

A text that begins like a formula gets an apostrophe in front, which spreadsheets take for "this is
text"; `plain` takes it off again. Numbers stay numbers, also -5 and also where they come as text.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

# What a spreadsheet takes for the beginning of a formula; the last four are the wide forms of the
# first four, which some of them read alike.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; anything but a text stays as it is.

    >>> harmless("=SUM(A1)"), harmless("-5"), harmless(-5)
    ("'=SUM(A1)", '-5', -5)
    """
    if isinstance(value, str) and _begins_a_formula(value) and not NUMBER.fullmatch(value):
        return f"{MARK}{value}"
    return value


def plain(text: str) -> str:
    """The text of which `harmless` made this one.

    >>> plain("'=SUM(A1)"), plain("'tis")
    ('=SUM(A1)', "'tis")
    """
    return text[1:] if text.startswith(MARK) and _begins_a_formula(text) else text


def write(
    out: TextIO, rows: Iterable[Sequence[Any]], lineterminator: str = "\n", bom: bool = False
) -> None:
    """Write rows as harmless CSV. `bom`: begin with the mark by which Excel knows UTF-8.

    A carriage return within a text would end its row unless it stands in quotation marks.
    """
    if bom:
        out.write("\ufeff")
    few = csv.writer(out, lineterminator=lineterminator)
    all_quoted = csv.writer(out, lineterminator=lineterminator, quoting=csv.QUOTE_ALL)
    for row in rows:
        cells = [harmless(cell) for cell in row]
        ends = any(isinstance(cell, str) and "\r" in cell for cell in cells)
        (all_quoted if ends else few).writerow(cells)


def _begins_a_formula(text: str) -> bool:
    """Whether a text begins a formula, as it is or behind apostrophes, which then count, too."""
    return text.lstrip(MARK).startswith(FORMULA_STARTS)
