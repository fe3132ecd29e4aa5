"""What a report is made of: plain data, without HTML, Typst or notebook in it.

Text is a sequence of spans, each of which carries its own style, so that nothing nests deeper
than a list in a quotation. `kind` names the block for the templates.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeAlias

from litmus.base.brand import NO_BRAND, Brand
from litmus.render.text import Text, TextSpan

Align = Literal["left", "right"]
# The room that a small line over time takes in a table, in characters.
LINE = 11


def _kind(name: str) -> Any:
    return field(default=name, init=False)


@dataclass(frozen=True)
class Heading:
    """A heading of level 2 (a section) to 6; `listed` ones stand in the table of contents."""

    level: int
    text: Text
    anchor: str
    listed: bool = True
    kind: str = _kind("heading")


@dataclass(frozen=True)
class Paragraph:
    text: Text
    kind: str = _kind("paragraph")


@dataclass(frozen=True)
class Items:
    """A list; each item is a sequence of blocks. `start` is the first number of an ordered one."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1
    kind: str = _kind("items")


@dataclass(frozen=True)
class Quote:
    blocks: tuple["Block", ...]
    kind: str = _kind("quote")


@dataclass(frozen=True)
class Preformatted:
    """Text whose spaces and line ends matter."""

    text: str
    kind: str = _kind("preformatted")


@dataclass(frozen=True)
class Footnotes:
    """The notes at the end of a text; each has its name, as it is typed in the text."""

    notes: tuple[tuple[str, tuple["Block", ...]], ...]
    kind: str = _kind("footnotes")


@dataclass(frozen=True)
class Divider:
    kind: str = _kind("rule")


@dataclass(frozen=True)
class TableColumn:
    name: str
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """Rows of text under named columns; with `row_headers` the first column names its row.

    A `dense` one is set in small print. `inset` is the room, in characters, that is lost to what
    it stands in, such as a list in a commentary's box. `sections` are the numbers of rows, each
    with what heads the rows from there on.
    """

    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    note: str = ""
    row_headers: bool = False
    dense: bool = False
    inset: int = 0
    sections: tuple[tuple[int, str], ...] = ()
    kind: str = _kind("table")

    @cached_property
    def cells(self) -> list[list[str]]:
        """The words of each column, its name first, as long as the room that they take in print.

        A table never changes and is measured for both printings: its words are put together once.
        """
        return [
            [column.name, *(_words(row[n]) for row in self.rows)]
            for n, column in enumerate(self.columns)
        ]


def _words(cell: Text) -> str:
    """The words of a cell; a line over time is as wide as it is, whatever its words."""
    return "".join("-" * LINE if s.svg else s.text + _page_of(s) for s in cell)


def _page_of(span: TextSpan) -> str:
    """The room for the page that print names beside a section."""
    return " p. 00" if span.leads_to_section else ""


@dataclass(frozen=True)
class Picture:
    """A PNG, a JPEG or a drawing of Litmus' own as SVG. `alt` says in words what it shows and is
    never empty. `small` is the drawing for a phone, where there is another.
    """

    content: bytes
    media: str
    alt: str
    small: bytes = b""
    kind: str = _kind("picture")


@dataclass(frozen=True)
class ChartBlock:
    """A picture with its title, its caption and the figures behind it.

    The `subtitle` says what the title is about: the measure, the place, the period. A `tall` one
    is printed in its own height; of one that is `on_screen` a PDF has the words alone.
    """

    picture: Picture
    title: str
    caption: str
    data: tuple[Table, ...]
    subtitle: str = ""
    tall: bool = False
    on_screen: bool = False
    kind: str = _kind("chart")


@dataclass(frozen=True)
class Notice:
    """A sentence that stands out: `level` is "info" or "warning"."""

    level: str
    text: Text
    kind: str = _kind("notice")


@dataclass(frozen=True)
class TextMark:
    """The sign that words were written when the figures beside them were others."""

    blocks: tuple["Block", ...]
    kind: str = _kind("mark")


@dataclass(frozen=True)
class Commentary:
    """What people wrote in a slot; no blocks where nobody has written yet.

    `level` is that of the small `heading` above the words; `marks` say which figures beside them
    have changed since. `unwritten` is what a draft says where there are no words.
    """

    level: int
    marks: tuple[TextMark, ...]
    blocks: tuple["Block", ...]
    heading: str = "Commentary"
    unwritten: str = ""
    kind: str = _kind("commentary")


@dataclass(frozen=True)
class PagePart:
    """A part of a page with a form of its own: see `litmus.render.page_parts`."""

    def texts(self) -> Iterator[Text]:
        """The texts that may lead to a section of the report."""
        yield from ()

    def change(self, change: Callable[[Text], Text]) -> "PagePart":  # noqa: ARG002
        """The same with each of those texts changed."""
        return self


Block: TypeAlias = (
    PagePart
    | Heading
    | Paragraph
    | Items
    | Quote
    | Preformatted
    | Footnotes
    | Divider
    | Table
    | Picture
    | ChartBlock
    | Notice
    | Commentary
    | TextMark
)


@dataclass(frozen=True)
class Document:
    """A whole report. `facts` are the (name, value) pairs that identify it, at its end, and `head`
    those that stand under its title.

    `paged`: in print each part that the contents list begins on a page of its own. `brand` is what
    it shows of the council. `day` is the last day that it speaks of, as 2016-03-31, where that is
    known. `unwritten` are the slots whose required words are missing, each with the printed heading
    that it stands under: what the head and the command say of them. `record` are the pairs that say
    of a publication which it is, below all else; none of what is not published.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    incomplete: bool
    blocks: tuple[Block, ...]
    paged: bool = False
    brand: Brand = NO_BRAND
    head: tuple[tuple[str, str], ...] = ()
    draft: bool = False
    day: str = ""
    unwritten: tuple[tuple[str, str], ...] = ()
    record: tuple[tuple[str, str], ...] = ()

    @property
    def contents(self) -> list[tuple[Heading, list[Heading]]]:
        """The table of contents: each section's heading with those of its parts, in order."""
        sections: list[tuple[Heading, list[Heading]]] = []
        for block in self.blocks:
            if isinstance(block, Heading) and block.listed:
                if block.level == 2 or not sections:
                    sections.append((block, []))
                else:
                    sections[-1][1].append(block)
        return sections
