"""What a reader sees of a report: its words in their order, its tables, and the alt texts."""

import re
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

UNSEEN = {"script", "style", "head"}
# Elements within a line; any other begins another piece of text.
WITHIN = {"a", "abbr", "b", "em", "span", "strong", "sup", "sub", "i", "small", "time", "q", "br"}
SPOKEN = ("alt", "aria-label", "title")
VOID = {"br", "img", "hr", "meta", "link", "input", "col", "wbr", "source"}


@dataclass
class Table:
    """A table as it is printed: the heading it stands under, caption, columns, cells' texts."""

    under: str
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        """The texts of the first row."""
        return self.rows[0] if self.rows else []

    def records(self) -> list[dict[str, str]]:
        """Each row by the name of the column; rows that head a section are left out."""
        return [
            dict(zip(self.columns, row, strict=True))
            for row in self.rows[1:]
            if len(row) == len(self.columns)
        ]


@dataclass
class Page:
    """A report's page: `texts` with the heading that each stands under, tables, alt texts."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    spoken: list[tuple[str, str]] = field(default_factory=list)

    def everything(self) -> list[tuple[str, str]]:
        """All that is seen or heard, each with its heading."""
        return [*self.texts, *self.spoken]

    def under(self, heading: str) -> list[str]:
        """The texts that stand under a heading."""
        return [text for where, text in self.texts if where == heading]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[str] = []
        self._text: list[str] = []
        self._heading = ""
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in WITHIN:
            self._flush()
        if tag not in VOID:
            self._open.append(tag)
        for name, value in attrs:
            if name in SPOKEN and value:
                self.page.spoken.append((self._heading, value))
        if tag == "table":
            self.page.tables.append(Table(self._heading))
        elif tag == "tr" and self.page.tables:
            self.page.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self._cell = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in WITHIN:
            self._flush(tag)
        if tag in ("td", "th") and self._cell is not None:
            self.page.tables[-1].rows[-1].append(" ".join(self._cell))
            self._cell = None
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN.intersection(self._open):
            self._text.append(data)

    def _flush(self, tag: str = "") -> None:
        text = re.sub(r"\s+", " ", "".join(self._text)).strip()
        self._text = []
        if not text:
            return
        if re.fullmatch(r"h[1-6]", tag):
            self._heading = text
        if self._cell is not None:
            self._cell.append(text)
        elif tag == "caption":
            self.page.tables[-1].caption = text
        self.page.texts.append((self._heading, text))


@cache
def page(path: Path) -> Page:
    """The page of an HTML file."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.page
