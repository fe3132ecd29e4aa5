"""Tables made fit for a page: HTML tables of people's own cells read, wide tables cut in parts."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from litmus.render.blocks import Align, Column, Table, printable, words

# What fits side by side on an A4 page and in the text column of the page on a screen, counted in
# characters of the tables' small type; each column spends GAP on the space around it.
PAGE = 104
DENSE_PAGE = 125  # in the smaller type of dense tables
GAP = 3
# A cell up to this long stays on one line: "681 of 800" is read at one glance.
SHORT = 16
# A word longer than this may be broken.
LONG = 24
FIGURE = re.compile(r"[-−+£]?[\d.,]+\s*%?|[-–—]|nan|<NA>|NaT|None|\.\.\.|", re.IGNORECASE)
HIDDEN = ("script", "style", "template")
BREAKS = ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table")


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
    return DENSE_PAGE if table.dense else PAGE


def least(table: Table, column: int, short: int = SHORT) -> int:
    """The characters that a column needs at least, its words and its short cells unbroken."""
    name, *body = table.cells[column]
    unbroken = name.split()
    for cell in body:
        unbroken += [cell] if len(cell) <= short else cell.split()
    return min(max(map(len, unbroken), default=1), LONG)


def room(table: Table, short: int = SHORT) -> int:
    """The characters that a table needs from side to side, without breaking a word."""
    return sum(least(table, n, short) + GAP for n in range(len(table.columns)))


def unbroken(table: Table) -> int:
    """Up to how many characters a cell stays on one line: none where the table has no room."""
    return SHORT if room(table) <= page(table) else 0


def widths(table: Table) -> list[int] | None:
    """Each column's share of the page in characters, or None where every cell fits on one line.

    Each column has room for its words; what is left goes, one by one, to the column whose longest
    cell takes the most lines.
    """
    columns = range(len(table.columns))
    longest = [max(map(len, column)) for column in table.cells]
    if sum(longest) + GAP * len(longest) <= page(table):
        return None
    found = [least(table, n, unbroken(table)) for n in columns]
    for _ in range(page(table) - GAP * len(found) - sum(found)):
        tallest = max(columns, key=lambda n: longest[n] / found[n])
        found[tallest] += 1
    return [width + GAP for width in found]


def is_brief(table: Table) -> bool:
    """Whether a table is small enough to be kept on one page."""
    letters = sum(len(cell) for column in table.cells for cell in column)
    return len(table.rows) <= 14 and letters <= 1500


def from_html(source: str) -> tuple[list[Table], str]:
    """The tables of an HTML fragment, and the words outside them. Nothing else survives."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    outside = re.sub(r"[ \t]+", " ", "".join(reader.outside))
    return [raw.table() for raw in reader.tables if any(row for _, row in raw.rows)], re.sub(
        r"\s*\n\s*", "\n", outside
    )


@dataclass
class _Cell:
    header: bool
    across: int
    down: int
    text: list[str] = field(default_factory=list)


@dataclass
class _RawTable:
    """A table as its tags came: header rows apart from the rest."""

    rows: list[tuple[bool, list[_Cell]]] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)

    def table(self) -> Table:
        grid = _grid([row for _, row in self.rows])
        heads = _head_rows([head for head, _ in self.rows], grid)
        width = max(len(row) for row in grid)
        padded = [row + [""] * (width - len(row)) for row in grid]
        body = padded[heads:]
        first = [row for _, row in self.rows[heads:] if row]
        row_headers = bool(first) and all(row[0].header for row in first)
        columns = tuple(
            Column(
                _name(padded[:heads], n),
                "left" if row_headers and n == 0 else _align([row[n] for row in body]),
            )
            for n in range(width)
        )
        return Table(
            columns=columns,
            rows=tuple(tuple(words(cell) for cell in row) for row in body),
            caption=_tidy(self.caption),
            row_headers=row_headers,
        )


def _head_rows(heads: list[bool], grid: list[list[str]]) -> int:
    """How many rows stand above the figures: those of `<thead>`, else the first."""
    counted = 0
    while counted < len(heads) and heads[counted]:
        counted += 1
    return counted if counted else min(1, len(grid) - 1)


def _grid(rows: list[list[_Cell]]) -> list[list[str]]:
    """Cells that span rows or columns, repeated in every place they cover."""
    taken: dict[tuple[int, int], str] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for down in range(min(cell.down, len(rows) - y)):
                for across in range(cell.across):
                    taken[y + down, x + across] = _tidy(cell.text)
            x += cell.across
    width = max((x for _, x in taken), default=-1) + 1
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _name(heads: list[list[str]], column: int) -> str:
    """A column's name: its header cells from the top down, each once. Never empty."""
    names = dict.fromkeys(row[column] for row in heads if row[column])
    return ", ".join(names) or ("Row" if column == 0 else f"Column {column + 1}")


def _align(column: list[str]) -> Align:
    return "right" if column and all(FIGURE.fullmatch(cell) for cell in column) else "left"


def _tidy(text: list[str]) -> str:
    return " ".join(printable("".join(text)).split())


class _Reader(HTMLParser):
    """Collects tables and words; scripts, styles and attributes other than spans are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_RawTable] = []
        self.outside: list[str] = []
        self._inside = 0
        self._hidden = 0
        self._head = False
        self._into: list[str] = self.outside

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._inside += 1
            self.tables.append(_RawTable())
            self._into = []
        elif self._inside:
            self._start_in_table(tag, dict(attrs))
        if tag in BREAKS:
            self._into.append("\n")

    def _start_in_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if tag in ("thead", "tbody", "tfoot"):
            self._head = tag == "thead"
        elif tag == "caption":
            self._into = table.caption
        elif tag == "tr":
            table.rows.append((self._head, []))
        elif tag in ("td", "th"):
            if not table.rows:
                table.rows.append((self._head, []))
            cell = _Cell(tag == "th", _span(attrs.get("colspan")), _span(attrs.get("rowspan")))
            table.rows[-1][1].append(cell)
            self._into = cell.text

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "table" and self._inside:
            self._inside -= 1
            self._head = False
            self._into = [] if self._inside else self.outside
        elif tag in ("td", "th", "caption") and self._inside:
            self._into = []

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._into.append(data)


def _span(value: str | None) -> int:
    """A colspan or rowspan, kept within reason: HTML written by hand may say anything."""
    return min(max(int(value), 1), 200) if value and value.isdigit() else 1
