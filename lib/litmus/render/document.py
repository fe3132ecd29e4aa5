"""The one reading of an executed notebook that every rendering prints.

Cells become blocks in their order: headings and words from Markdown, commentary from the slots,
marks on commentary whose figures changed, and outputs by their machine form. Code is left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from litmus.notebooks import note, source, tags
from litmus.render import blocks as b
from litmus.render import markdown, outputs

PLACEHOLDER = "*Commentary: write here.*"
# Anchors that the page itself uses.
RESERVED = ("main", "contents", "top")
# Jupyter's own tag for a cell that its author keeps out of the report, and papermill's for the
# two cells by which it points at an error.
UNWANTED = {"remove-cell", "papermill-error-cell-tag"}


def read(nb: dict[str, Any], title: str) -> b.Document:
    """The report that the executed notebook `nb` (nbformat 4.5) holds.

    `title` stands where the notebook does not show one of its own, as when its first cell failed.
    Raises LitmusError where a Litmus output is not as agreed, such as a chart without alt text.
    """
    form = next(_title_forms(nb), {})
    shown = form.get("title") or b.printable(title)
    outline = _Outline(shown)
    blocks = tuple(_blocks([cell for cell in nb["cells"] if _wanted(cell)], outline))
    return b.Document(
        title=shown,
        subtitle=form.get("subtitle") or "",
        facts=tuple((name, value) for name, value in form.get("facts", [])),
        incomplete=note(nb).get("status") == "incomplete",
        blocks=tuple(_led(block, outline.anchors) for block in blocks),
        paged=note(nb).get("layout") == "pages",
    )


def _led(block: b.Block, anchors: dict[str, str]) -> b.Block:
    """A table whose names of sections lead there; a name that no heading has leads nowhere."""
    if not isinstance(block, b.Table) or not _leads(block):
        return block
    return replace(
        block,
        rows=tuple(
            tuple(tuple(_span(span, anchors) for span in cell) for cell in row)
            for row in block.rows
        ),
    )


def _leads(table: b.Table) -> bool:
    return any(span.leads_to_section for row in table.rows for cell in row for span in cell)


def _span(span: b.Span, anchors: dict[str, str]) -> b.Span:
    if not span.leads_to_section:
        return span
    anchor = anchors.get((span.link or "").removeprefix("#"))
    return replace(span, link=f"#{anchor}" if anchor else None)


def _title_forms(nb: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            form = output.get("data", {}).get(outputs.LITMUS, {})
            if form.get("kind") == "title":
                yield outputs.printable(form)


def _wanted(cell: dict[str, Any]) -> bool:
    return UNWANTED.isdisjoint(tags(cell))


def _blocks(cells: list[dict[str, Any]], outline: "_Outline") -> Iterator[b.Block]:
    marks: tuple[b.Mark, ...] = ()
    for cell in cells:
        if "commentary-mark" in tags(cell):
            marks += (b.Mark(markdown.read(source(cell))),)
            continue
        if "commentary" in tags(cell) and cell["cell_type"] == "markdown":
            yield from _commentary(cell, marks, outline)
        else:
            yield from marks
            yield from _cell(cell, outline)
        marks = ()
    yield from marks


def _cell(cell: dict[str, Any], outline: "_Outline") -> Iterator[b.Block]:
    match cell["cell_type"]:
        case "markdown":
            for block in markdown.read(source(cell), cell.get("attachments"), headings=True):
                yield from outline.placed(block)
        case "code":
            for output in cell.get("outputs", []):
                yield from outputs.read(output)
        case "raw" if source(cell).strip():
            yield b.Preformatted(b.printable(source(cell)))


def _commentary(
    cell: dict[str, Any], marks: tuple[b.Mark, ...], outline: "_Outline"
) -> Iterator[b.Commentary]:
    """What was written in a slot. One with a heading of its own is left out while it is empty."""
    written = markdown.read(_words(cell), cell.get("attachments"), headings=True)
    heading = note(cell).get("heading")
    if written or marks or not heading:
        level = outline.below_section()
        blocks = tuple(outline.within(written, level))
        yield b.Commentary(level, marks, blocks, b.printable(heading or "Commentary"))


def _words(cell: dict[str, Any]) -> str:
    """What a person wrote in a slot, without the line that it was laid out with."""
    named = f"*{note(cell).get('heading')}: write here.*"
    unwritten = {PLACEHOLDER, named, note(cell).get("laid", "").strip()} - {""}
    lines = [line for line in source(cell).split("\n") if line.strip() not in unwritten]
    return "\n".join(_beside(line, unwritten) for line in lines)


def _beside(line: str, unwritten: set[str]) -> str:
    """What was typed before or after the line that a slot was laid out with, on the same line."""
    for text in unwritten:
        line = line.removeprefix(text).removesuffix(text)
    return line


class _Outline:
    """Keeps the headings in order: one title, no level skipped, each listed one with an anchor."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._level = 1
        self._section = 1
        self._anchors = set(RESERVED)
        self.anchors: dict[str, str] = {}

    def placed(self, block: b.Block) -> Iterator[b.Block]:
        """A block of the report itself; its headings are listed in the contents."""
        if not isinstance(block, b.Heading):
            yield block
        elif not (block.level == 1 and b.plain(block.text) == self._title):
            self._level = min(max(block.level, 2), self._level + 1, 6)
            self._section = 2
            anchor = self._anchor(b.plain(block.text))
            self.anchors.setdefault(b.plain(block.text), anchor)
            yield replace(block, level=self._level, anchor=anchor, listed=self._level <= 3)

    def below_section(self) -> int:
        """The level of a heading inside the section we are in, and from now on the present one."""
        self._level = self._section + 1
        return self._level

    def within(self, written: tuple[b.Block, ...], level: int) -> Iterator[b.Block]:
        """What people wrote in a slot: their headings stay below the slot's own, unlisted."""
        present = level
        for block in written:
            if isinstance(block, b.Heading):
                present = min(max(block.level, level + 1), present + 1, 6)
                yield replace(block, level=present)
            else:
                yield block

    def _anchor(self, heading: str) -> str:
        ascii_only = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
        slug = "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower())) or "section"
        anchor, number = slug, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{slug}-{number}"
        self._anchors.add(anchor)
        return anchor
