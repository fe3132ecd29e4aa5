"""The HTML that people's own cells put out, as blocks in their order.

Words, headings, lists, tables, links, and pictures that are in the HTML itself survive; nothing
else does. What cannot be shown is said where it stood, or at the end where it has no place.
"""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any

from litmus.render import blocks as b
from litmus.render import cells, grid, tables
from litmus.render import text as t
from litmus.render.grammar import FOLLOWED
from litmus.render.pictures import describes, inside
from litmus.render.spans import dead_link_notice
from litmus.render.tags import (
    BARRIERS,
    BLOCKS,
    COLOURS,
    CONTROLS,
    HIDDEN,
    NOT_SHOWN,
    SCRIPT,
    STYLES,
    VOID,
)

Attributes = dict[str, str]

NO_ALT = "Picture from a cell that was added by hand; its author gave no description."
DEEPEST = 8
LEVEL = 4  # the characters of a page's width that each list or quotation takes
HEADING = re.compile(r"h([1-6])")
COLOUR = re.compile(r"(?<![\w-])(background(-color)?|color)\s*:(?!\s*(inherit|initial|unset))")
SHOWN = "The report shows tables, text, and pictures that are whole PNG or JPEG files."
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read(source: str) -> list[b.Block]:
    """The blocks of an HTML fragment, in its order; a heading has the level that it was given."""
    reader = _HtmlReader()
    reader.feed(t.printable(source))
    reader.close()
    return reader.finish()


def cannot(what: str) -> b.Notice:
    """The sentence that something is not shown."""
    return b.Notice("info", t.words(f"An output here cannot be shown ({what}). {SHOWN}"))


@dataclass
class _Place:
    """Where blocks go: the whole, a list and its items, a quotation, a table and its cells."""

    tag: str
    styles: int = 0
    blocks: list[b.Block] = field(default_factory=list)
    items: list[tuple[b.Block, ...]] = field(default_factory=list)
    start: int = 1
    table: grid.Raw = field(default_factory=grid.Raw)


class _HtmlReader(HTMLParser):
    """Collects blocks; scripts, styles and all but a few attributes are dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._places = [_Place("")]
        self._text: list[t.TextSpan] = []
        self._styles: list[str] = []
        self._links: list[tuple[str, list[str]]] = []  # where each leads, and its words
        self._heading = 0
        self._pre: list[str] | None = None
        self._hidden: list[str] = []
        self._later: list[b.Block] = []
        self._end: dict[str, None] = {}

    def finish(self) -> list[b.Block]:
        while len(self._places) > 1:
            self._leave()
        self._flush()
        said = [b.Notice("info", t.words(sentence)) for sentence in self._end]
        return [*self._places[0].blocks, *said]

    # ---- what the parser meets ----

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._hidden:
            self._hidden += [tag] if tag == self._hidden[0] else []
        elif tag in HIDDEN or tag in NOT_SHOWN or _unseen(given):
            self._hidden = [] if tag in VOID else [tag]
            self._report_omission(tag, given)
        else:
            self._start(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            if tag == self._hidden[0]:
                self._hidden.pop()
            return
        if STYLES.get(tag) in self._styles:
            self._styles.remove(STYLES[tag])
        if tag == "a" and self._links:
            self._unlink(*self._links.pop())
        if tag in BLOCKS or HEADING.fullmatch(tag) or tag == "pre":
            self._flush()
            self._heading = 0
        elif tag in ("thead", "tbody", "tfoot"):
            self._rows(head=False)
        elif tag in ("ul", "ol", "li", "blockquote", "table", "td", "th", "caption"):
            self._back_to("td" if tag == "th" else tag)

    def handle_data(self, data: str) -> None:
        if self._hidden:
            if self._hidden[0] == "style" and "#T_" in data and COLOUR.search(data):
                self._end[COLOURS] = None
        elif self._pre is not None:
            self._pre.append(data)
        else:
            self._add(data)

    # ---- what it becomes ----

    def _start(self, tag: str, given: Attributes) -> None:
        if tag in BLOCKS:
            self._flush()
        if tag in STYLES:
            self._styles.append(STYLES[tag])
        if tag in CONTROLS:
            self._end[CONTROLS[tag]] = None
        match tag:
            case "br":
                (self._add if self._pre is None else self._pre.append)("\n")
            case "hr":
                self._flush()
                self._places[-1].blocks.append(b.Divider())
            case "img":
                self._image(given)
            case "a":
                self._links.append((given.get("href", ""), []))
            case "pre":
                self._flush()
                self._pre = []
            case "ul" | "ol" | "blockquote" | "li":
                self._enter(tag, given)
            case "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th":
                self._in_table(tag, given)
            case _ if found := HEADING.fullmatch(tag):
                self._flush()
                self._heading = int(found[1])

    def _enter(self, tag: str, given: Attributes) -> None:
        self._flush()
        if tag == "li" and not self._back_to("ul", "ol", leave=False):
            self._enter("ul", {})
        within = sum(place.tag in ("ul", "ol", "blockquote") for place in self._places)
        if tag == "li" or within < DEEPEST:
            start = given.get("start", "")
            number = int(start) if start.isdecimal() and len(start) < 8 else 1
            self._places.append(_Place(tag, len(self._styles), start=number))

    def _in_table(self, tag: str, given: Attributes) -> None:
        if tag == "table":
            self._flush()
            self._places.append(_Place("table", len(self._styles)))
            return
        found = self._back_to("table", leave=False)
        self._flush()
        if not found:
            return
        if tag == "caption":
            self._places.append(_Place("caption", len(self._styles)))
        elif tag in ("td", "th"):
            self._places[-1].table.cell(tag == "th", given)
            self._places.append(_Place("td", len(self._styles)))
        elif tag == "tr":
            self._places[-1].table.row()
        else:
            self._rows(head=tag == "thead")
        if COLOUR.search(given.get("style", "")):
            self._end[COLOURS] = None

    def _rows(self, head: bool) -> None:
        if self._back_to("table", leave=False):
            self._places[-1].table.head = head

    def _back_to(self, *tags: str, leave: bool = True) -> bool:
        """Go out to the nearest place of these tags, and with `leave` out of it; False if none."""
        barriers = BARRIERS.get(tags[0], () if "table" in tags else ("td",))
        for n in range(len(self._places) - 1, 0, -1):
            if self._places[n].tag in tags:
                while len(self._places) > n + (not leave):
                    self._leave()
                return True
            if self._places[n].tag in barriers:
                return False
        return False

    def _leave(self) -> None:
        self._flush()
        place = self._places.pop()
        del self._styles[place.styles :]
        outer = self._places[-1]
        match place.tag:
            case "li":
                outer.items.append(tuple(place.blocks))
            case "ul" | "ol":
                outer.blocks += place.blocks
                if place.items:
                    items = tuple(place.items)
                    outer.blocks.append(b.Items(items, place.tag == "ol", place.start))
            case "blockquote":
                outer.blocks += [b.Quote(tuple(place.blocks))] if place.blocks else []
            case "caption":
                words = (outer.table.caption, t.plain(cells.words(place.blocks)))
                outer.table.caption = " ".join(" ".join(words).split())
                outer.blocks += cells.beside(place.blocks)
            case "td":
                outer.table.fill(cells.words(place.blocks))
                outer.blocks += cells.beside(place.blocks)
            case "table":
                outer.blocks += [*self._tables(place.table), *place.blocks]

    def _tables(self, raw: grid.Raw) -> tuple[b.Block, ...]:
        if not raw.has_words:
            return (b.Paragraph(t.words(raw.caption)),) if raw.caption else ()
        within = sum(place.tag in ("ul", "ol", "blockquote") for place in self._places)
        return tables.parts(replace(raw.table(), inset=LEVEL * within))

    def _flush(self) -> None:
        """What was read so far becomes a block of the place that we are in."""
        place = self._places[-1]
        if self._pre is not None:
            text = "".join(self._pre).strip("\n")
            self._pre = None
            place.blocks += [b.Preformatted(text)] if text.strip() else []
        words, self._text = cells.tidy(self._text), []
        if words and self._heading and len(self._places) == 1:
            place.blocks.append(b.Heading(self._heading, words, anchor="", listed=False))
        elif words:
            bold = tuple(replace(span, bold=True) for span in words)
            place.blocks.append(b.Paragraph(bold if self._heading else words))
        place.blocks += self._later
        self._later = []

    def _add(self, text: str) -> None:
        styles: dict[str, Any] = dict.fromkeys(self._styles, True)
        href, words = self._links[-1] if self._links else ("", [])
        words.append(text)
        led = href if FOLLOWED.match(href) or (href.startswith("#") and href != "#") else None
        self._text.append(t.TextSpan(text, link=led, **styles))

    def _unlink(self, href: str, words: list[str]) -> None:
        """A link has ended; where it led is said if that is nowhere from a report."""
        if href and not FOLLOWED.match(href) and not href.startswith("#"):
            self._later.append(dead_link_notice("".join(words).strip() or "A link", href[:200]))

    def _image(self, given: Attributes) -> None:
        self._flush()
        said = next((w for w in (given.get("alt", ""), given.get("title", "")) if describes(w)), "")
        found = inside(given.get("src", ""), said or NO_ALT)
        name = said or given.get("alt") or given.get("src", "")[:100]
        what = f"a picture: {name}" if name and not name.startswith("data:") else "a picture"
        self._places[-1].blocks.append(found or cannot(what))

    def _report_omission(self, tag: str, given: Attributes) -> None:
        if tag == "script" and "json" not in given.get("type", ""):
            self._end[SCRIPT] = None
        elif tag in NOT_SHOWN and not _unseen(given):
            self._flush()
            names = (given.get(n, "") for n in ("aria-label", "title", "src", "data"))
            name = next((f": {n[:200]}" for n in names if n and not n.startswith("data:")), "")
            self._places[-1].blocks.append(cannot(NOT_SHOWN[tag] + name))


def _unseen(given: Attributes) -> bool:
    return "hidden" in given or bool(UNSEEN.search(given.get("style", "")))
