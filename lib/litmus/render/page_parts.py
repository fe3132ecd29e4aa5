"""The parts of a page beside text, tables and pictures: as a report shows them, read as blocks.

Each is read from the machine form of `litmus.report.components`. A name that leads to a section of
the report is a span with a link, as in a table; where there is no such section it is words alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from litmus.render import blocks as b
from litmus.render import text as t

Reader = Callable[[Any], t.Text]  # of a cell of a table
Change = Callable[[t.Text], t.Text]


@dataclass(frozen=True)
class Statement(b.PagePart):
    """One sentence that says all; `large` is that of a whole report."""

    text: t.Text
    large: bool = False
    level: int = 3
    kind: str = "statement"


@dataclass(frozen=True)
class Point:
    """What it is about, with its link, and what follows."""

    lead: t.Text
    text: str


@dataclass(frozen=True)
class Points:
    """Points under a heading; `none` stands there without any."""

    heading: str
    tone: str
    points: tuple[Point, ...]
    none: str


@dataclass(frozen=True)
class Blocks(b.PagePart):
    """Groups of points beside one another, each under a heading of `level`."""

    blocks: tuple[Points, ...]
    level: int = 3
    kind: str = "blocks"

    def texts(self) -> Iterator[t.Text]:
        """What may lead to a section."""
        yield from (point.lead for block in self.blocks for point in block.points)

    def change(self, change: Change) -> Blocks:
        """The same with each of those texts changed."""
        return replace(
            self,
            blocks=tuple(
                replace(
                    block,
                    points=tuple(replace(each, lead=change(each.lead)) for each in block.points),
                )
                for block in self.blocks
            ),
        )


@dataclass(frozen=True)
class TileRow:
    """One number: what it is, its line over time (empty for none), the number, the verdict."""

    label: str
    line: t.Text
    value: t.Text
    verdict: str
    tone: str


@dataclass(frozen=True)
class Tile:
    """A question, with its link, and its numbers; `none` stands there without any."""

    title: t.Text
    rows: tuple[TileRow, ...]
    none: str


@dataclass(frozen=True)
class Tiles(b.PagePart):
    """Tiles beside one another, each under a heading of `level`."""

    tiles: tuple[Tile, ...]
    level: int = 3
    kind: str = "tiles"

    def texts(self) -> Iterator[t.Text]:
        """What may lead to a section."""
        yield from (tile.title for tile in self.tiles)

    def change(self, change: Change) -> Tiles:
        """The same with each of those texts changed."""
        tiles = tuple(replace(each, title=change(each.title)) for each in self.tiles)
        return replace(self, tiles=tiles)


@dataclass(frozen=True)
class Folded(b.PagePart):
    """Blocks behind a title that is opened; in print they stand below it, in small print."""

    title: str
    blocks: tuple[b.Block, ...]
    level: int = 3
    kind: str = "folded"


def statement(form: Mapping[str, Any]) -> Statement:
    """A statement from its machine form."""
    return Statement(t.words(form["text"]), bool(form.get("large")))


def points(form: Mapping[str, Any]) -> Blocks:
    """Blocks of points from their machine form."""
    return Blocks(
        tuple(
            Points(
                block["heading"],
                block["tone"],
                tuple(
                    Point(_name(p["lead"], p.get("section", ""), bold=True), _follow(p["text"]))
                    for p in block["points"]
                ),
                block["none"],
            )
            for block in form["blocks"]
        )
    )


def tiles(form: Mapping[str, Any], cell: Reader) -> Tiles:
    """Tiles from their machine form; `cell` reads what stands in a table's cell."""
    return Tiles(
        tuple(
            Tile(
                _name(tile["title"], tile.get("section", "")),
                tuple(
                    TileRow(
                        row["label"],
                        cell(row["line"]) if "line" in row else (),
                        cell(row["value"]),
                        row.get("verdict", ""),
                        row.get("tone", "neutral"),
                    )
                    for row in tile["rows"]
                ),
                tile["none"],
            )
            for tile in form["tiles"]
        )
    )


def quotation(form: Mapping[str, Any]) -> b.Quote:
    """Somebody's own words, and who said them."""
    said = b.Paragraph(t.words(f"“{form['text']}”"))
    return b.Quote((said, b.Paragraph((t.TextSpan(form["source"], italic=True),))))


def _name(text: str, section: str, bold: bool = False) -> t.Text:
    return (t.TextSpan(text, bold=bold, link=f"#{section}" if section else None),)


def _follow(text: str) -> str:
    """What follows a name, with the space before it where one belongs there."""
    return text if not text or text[0] in ",.:;" else f" {text}"
