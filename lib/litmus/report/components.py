"""What a page is built of beside words, tables and charts: each a part of the page with one task.

A `Statement` says the whole in a sentence, `Blocks` set a few points beside one another, `Tiles`
give each question a small picture of its numbers, a `Quotation` is somebody's own words, and what
is `Folded` waits until it is asked for. They hold what is said; how they look is decided where they
are rendered, from their machine form.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Literal

from litmus.report.bundle import Shown
from litmus.report.cells import Cell, Sparkline, machine

# What a part is about, for its colour and its sign: never the only thing that says so.
Tone = Literal["good", "bad", "decide", "neutral"]


@dataclass(frozen=True, repr=False)
class Statement(Shown):
    """One sentence that says what all below it says; that of a whole report is set `large`."""

    text: str
    large: bool = False

    def machine(self) -> dict[str, Any]:
        """The content as JSON."""
        return {"kind": "statement", "text": self.text, "large": self.large}

    def plain(self) -> str:
        """The content as plain text."""
        return self.text

    def html(self) -> str:
        """The content as HTML."""
        return f'<p class="litmus-statement"><strong>{escape(self.text)}</strong></p>'


@dataclass(frozen=True)
class Point:
    """A sentence that begins with what it is about: "Conferences in 15 days: 64% this quarter ...".

    `lead` is set bold, `text` follows it. `section` is the heading of the part of the report that
    says more, to which it leads; "" for none.
    """

    lead: str
    text: str
    section: str = ""

    @property
    def sentence(self) -> str:
        """The lead and what follows it."""
        return f"{self.lead}{'' if self.text[:1] in ',.:;' else ' '}{self.text}"

    def machine(self) -> dict[str, Any]:
        """The point as JSON."""
        return {"lead": self.lead, "text": self.text, "section": self.section}


@dataclass(frozen=True)
class Block:
    """A few points under a heading; `none` is what stands there without any."""

    heading: str
    tone: Tone
    points: Sequence[Point]
    none: str = "Nothing."

    def machine(self) -> dict[str, Any]:
        """The block as JSON."""
        points = [point.machine() for point in self.points]
        return {"heading": self.heading, "tone": self.tone, "points": points, "none": self.none}


@dataclass(frozen=True, repr=False)
class Blocks(Shown):
    """Blocks beside one another, on a narrow screen one below the other."""

    blocks: Sequence[Block]

    def machine(self) -> dict[str, Any]:
        """The content as JSON."""
        return {"kind": "blocks", "blocks": [block.machine() for block in self.blocks]}

    def plain(self) -> str:
        """The content as plain text."""
        return "\n".join(
            line
            for block in self.blocks
            for line in (
                block.heading,
                *(f"- {point.sentence}" for point in block.points),
                *(() if block.points else (block.none,)),
            )
        )

    def html(self) -> str:
        """The content as HTML."""
        return "".join(
            f"<p><strong>{escape(block.heading)}</strong></p>"
            + (
                "<ul>"
                + "".join(
                    f"<li><strong>{escape(point.lead)}</strong>"
                    f"{escape(point.sentence.removeprefix(point.lead))}</li>"
                    for point in block.points
                )
                + "</ul>"
                if block.points
                else f"<p>{escape(block.none)}</p>"
            )
            for block in self.blocks
        )


@dataclass(frozen=True)
class TileRow:
    """One number of a tile: what it is, its course, the number, and the verdict in a word or two.

    `line` is None where there is no course to draw. `tone` is the verdict's.
    """

    label: str
    value: Cell
    verdict: str = ""
    tone: Tone = "neutral"
    line: Sparkline | None = None

    def machine(self) -> dict[str, Any]:
        """The row as JSON."""
        return {
            "label": self.label,
            "value": machine(self.value),
            "verdict": self.verdict,
            "tone": self.tone,
            **({"line": machine(self.line)} if self.line else {}),
        }

    def plain(self) -> str:
        """The row as plain text."""
        return ", ".join(part for part in (f"{self.label}: {self.value}", self.verdict) if part)


@dataclass(frozen=True)
class Tile:
    """A question with the few numbers that speak to it, or `none` where no number does.

    `section` is the heading of the part of the report that answers it, to which it leads.
    """

    title: str
    rows: Sequence[TileRow]
    section: str = ""
    none: str = "No figure."

    def machine(self) -> dict[str, Any]:
        """The tile as JSON."""
        rows = [row.machine() for row in self.rows]
        return {"title": self.title, "section": self.section, "rows": rows, "none": self.none}


@dataclass(frozen=True, repr=False)
class Tiles(Shown):
    """Tiles in rows, as many beside one another as there is room for."""

    tiles: Sequence[Tile]

    def machine(self) -> dict[str, Any]:
        """The content as JSON."""
        return {"kind": "tiles", "tiles": [tile.machine() for tile in self.tiles]}

    def plain(self) -> str:
        """The content as plain text."""
        return "\n".join(
            line
            for tile in self.tiles
            for line in (tile.title, *(f"- {row.plain()}" for row in tile.rows))
        )

    def html(self) -> str:
        """The content as HTML."""
        return "".join(
            f"<p><strong>{escape(tile.title)}</strong></p><ul>"
            + "".join(f"<li>{escape(row.plain())}</li>" for row in tile.rows)
            + f"</ul>{'' if tile.rows else escape(tile.none)}"
            for tile in self.tiles
        )


@dataclass(frozen=True, repr=False)
class Quotation(Shown):
    """What somebody said, in their own words, and who: "a young person, feedback, March 2016"."""

    text: str
    source: str

    def machine(self) -> dict[str, Any]:
        """The content as JSON."""
        return {"kind": "quotation", "text": self.text, "source": self.source}

    def plain(self) -> str:
        """The content as plain text."""
        return f"“{self.text}” ({self.source})"

    def html(self) -> str:
        """The content as HTML."""
        return f"<blockquote><p>“{escape(self.text)}”</p><p>{escape(self.source)}</p></blockquote>"


@dataclass(frozen=True, repr=False)
class Folded(Shown):
    """Parts that wait behind their title: opened on a screen, left to the annex on paper.

    `parts` are words, lists, tables; no charts.
    """

    title: str
    parts: Sequence[Shown] = field(default_factory=tuple)

    def machine(self) -> dict[str, Any]:
        """The content as JSON: that of each part within."""
        return {
            "kind": "folded",
            "title": self.title,
            "parts": [part.machine() for part in self.parts],
        }

    def plain(self) -> str:
        """The content as plain text."""
        return "\n".join([self.title, *(part.plain() for part in self.parts)])

    def html(self) -> str:
        """The content as HTML."""
        within = "".join(part.html() for part in self.parts)
        return f"<details><summary>{escape(self.title)}</summary>{within}</details>"
