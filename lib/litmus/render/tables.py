"""Tables made fit for a page: wide ones are cut in parts, and no column is too narrow."""

import re
from dataclasses import replace
from functools import lru_cache

from litmus.render.blocks import (
    Table,
)

# What fits side by side on an A4 page and in the text column of the page on a screen, counted in
# characters of the tables' small type; each column spends GAP on the space around it.
PAGE = 104
DENSE_PAGE = 125  # in the smaller type of dense tables
GAP = 3
# A cell up to this long stays on one line: "681 of 800" is read at one glance.
SHORT = 16
# So does a number with what it rests on, "79.0% (2,392 of 3,027)", however long. Where there is no
# room for both, it comes before other short cells.
WITH_VALUES, VALUES_ALONE = SHORT + 1, 1
VALUE = re.compile(r"[−-]?[0-9.,]+%? \([0-9.,]+ (?:of|over) [0-9.,]+\)")
# A word longer than this may be broken.
LONG = 24
# So many letters of a long word stay together: they are never wider than that.
PIECE = 12
# Cells up to this long are a few words, such as a name or a span of months.
FEW_WORDS = 30
# The names of rows, in the first column, are usual up to this length.
NAME, LONGEST_NAME = 40, 90
# A cell longer than this could be higher than a page in a narrow column.
TALLEST = 400


# The width of letters in the tables' type, of which a page's characters are the average.
WIDTHS = {
    **dict.fromkeys("ABCDEGHKNOQRTUVXYZ", 1.35),
    **dict.fromkeys("FJLPS", 1.1),
    **dict.fromkeys("mwMW%@&—…", 1.7),
    **dict.fromkeys("abcdeghknopqsuvxyz", 0.95),
    **dict.fromkeys("ijlftrI.,:;'!|()[]{} -/", 0.65),
    **dict.fromkeys("0123456789£", 0.92),
}
OTHER = 1.5  # a letter of another alphabet, a sign
BOLD = 1.12
SLACK = 1.15


@lru_cache(maxsize=20_000)
def breadth(text: str, bold: bool = False) -> int:
    """The characters of average width that `text` takes on a line: as many as it has, unless
    capitals or signs make it wider than the space around a column allows for."""
    width = sum(WIDTHS.get(letter, OTHER) for letter in text) * (BOLD if bold else 1)
    if VALUE.fullmatch(text):  # figures and signs alone: narrower than as many letters
        return round(width) + 1
    return len(text) if width <= len(text) * SLACK + 1 else round(width)


def is_long(text: str) -> bool:
    """Whether a word of `text` may be broken: it is wider than a column need be."""
    return len(text) > PIECE and any(breadth(word, bold=True) > LONG for word in text.split())


def is_short(text: str, short: int) -> bool:
    """Whether a cell stays on one line, by what `unbroken` says of its table.

    >>> is_short("79.0% (2,392 of 3,027)", WITH_VALUES), is_short("31 March 2016", WITH_VALUES)
    (True, True)
    >>> is_short("79.0% (2,392 of 3,027)", VALUES_ALONE), is_short("31 March 2016", VALUES_ALONE)
    (True, False)
    """
    values = short in (WITH_VALUES, VALUES_ALONE)
    return len(text) <= min(short, SHORT) or (values and VALUE.fullmatch(text) is not None)


def parts(table: Table) -> tuple[Table, ...]:
    """`table`, or where its words do not fit side by side several that repeat the first column."""
    if room(table, short=0) <= page(table):
        return (table,)
    needed = [least(table, n) + GAP for n in range(len(table.columns))]
    groups: list[list[int]] = [[]]
    for column in range(1, len(needed)):
        if groups[-1] and needed[0] + sum(needed[n] for n in [*groups[-1], column]) > page(table):
            groups.append([])
        groups[-1].append(column)
    return tuple(_part(table, [0, *group], n, len(groups)) for n, group in enumerate(groups, 1))


def _part(table: Table, columns: list[int], number: int, of: int) -> Table:
    caption = f"{table.caption or 'Table'} (part {number} of {of})"
    return replace(
        table,
        columns=tuple(table.columns[n] for n in columns),
        rows=tuple(tuple(row[n] for n in columns) for row in table.rows),
        caption=caption,
        note=table.note if number == of else "",
    )


def page(table: Table) -> int:
    """The characters that fit side by side in this table's type."""
    return (DENSE_PAGE if table.dense else PAGE) - table.inset


def least(table: Table, column: int, short: int = WITH_VALUES) -> int:
    """The characters that a column needs at least, its words and its short cells unbroken."""
    name, *body = table.cells[column]
    unbroken: list[str] = []
    for cell in body:
        unbroken += [cell] if is_short(cell, short) else cell.split()
    named = max((breadth(word, bold=True) for word in name.split()), default=1)
    return min(max([named, *map(breadth, unbroken)]), LONG)


def room(table: Table, short: int = WITH_VALUES) -> int:
    """The characters that a table needs from side to side, without breaking a word."""
    return sum(least(table, n, short) + GAP for n in range(len(table.columns)))


def unbroken(table: Table) -> int:
    """Which cells stay on one line: WITH_VALUES, VALUES_ALONE, those up to SHORT characters, or
    none (0): the first that the table has room for."""
    if room(table) <= page(table):
        return WITH_VALUES
    has_values = any(VALUE.fullmatch(cell) for column in table.cells for cell in column)
    steps = (VALUES_ALONE, SHORT) if has_values else (SHORT,)
    return next((each for each in steps if room(table, each) <= page(table)), 0)


def widths(table: Table) -> list[int] | None:
    """Each column's share of the page in characters, or None where every cell fits on one line.

    Each column has room for its words; what is left goes, one by one, to the column whose longest
    cell takes the most lines.
    """
    columns = range(len(table.columns))
    longest = [max(breadth(c[0], bold=True), *map(breadth, c[1:]), 1) for c in table.cells]
    if sum(longest) + GAP * len(longest) <= page(table):
        return None
    found = [least(table, n, unbroken(table)) for n in columns]
    for n in columns:  # a few words stand in two lines and not in a tower
        left = page(table) - GAP * len(found) - sum(found) + found[n]
        wanted = _of_names(longest[0]) if n == 0 else (_of_words(longest[n]),)
        found[n] = max(found[n], next((each for each in wanted if each <= left), 0))
    for _ in range(page(table) - GAP * len(found) - sum(found)):
        tallest = max(columns, key=lambda n: longest[n] / found[n])
        found[tallest] += 1
    return [width + GAP for width in found]


def _of_words(longest: int) -> int:
    """The characters in which a few words stand in two lines; 0 where they are more."""
    return min(longest, longest // 2 + 3) if longest <= FEW_WORDS else 0


def _of_names(longest: int) -> tuple[int, ...]:
    """The same of the names of rows, the widest first: on one line, most of them on one, on two;
    long ones on three, none in a tower. Sentences are no names."""
    if longest > NAME:
        return (longest // 3 + 4,) if longest <= LONGEST_NAME else ()
    whole = (longest,) if longest <= FEW_WORDS else ()
    return (*whole, longest // 2 + 8, longest // 2 + 3)


def is_brief(table: Table) -> bool:
    """Whether a table is small enough to be kept on one page."""
    letters = sum(len(cell) for column in table.cells for cell in column)
    return len(table.rows) <= 14 and letters <= 1500


def has_low_rows(table: Table) -> bool:
    """Whether no row is so high that it could not be kept on one page."""
    return all(len(cell) <= TALLEST for column in table.cells for cell in column)
