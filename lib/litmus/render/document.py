"""The one reading of an executed notebook that every rendering prints.

Cells become blocks in their order: headings and words from Markdown, commentary from the slots,
marks on commentary whose figures changed, and outputs by their machine form. Code is left out.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from litmus.render import blocks as b
from litmus.render import markdown, outputs

PLACEHOLDER = "*Commentary: write here.*"
# Anchors that the page itself uses.
RESERVED = ("main", "contents", "top")
# Jupyter's own tag for a cell that its author keeps out of the report, and papermill's for the
# two cells by which it points at an error.
UNWANTED = {"remove-cell", "papermill-error-cell-tag"}


def read(nb: Mapping[str, Any], title: str) -> b.Document:
    """The report that the executed notebook `nb` (nbformat 4.5) holds.

    `title` stands where the notebook does not show one of its own, as when its first cell failed.
    Raises LitmusError where a Litmus output is not as agreed, such as a chart without alt text.
    """
    form = next(_title_forms(nb), {"title": title})
    shown = form["title"]
    outline = _Outline(shown)
    blocks = tuple(_blocks([cell for cell in nb["cells"] if _wanted(cell)], outline))
    return b.Document(
        title=b.printable(shown),
        subtitle=b.printable(form.get("subtitle") or ""),
        facts=tuple((b.printable(name), b.printable(value)) for name, value in form.get("facts", [])),
        incomplete=nb["metadata"].get("litmus", {}).get("status") == "incomplete",
        blocks=blocks,
    )


def _title_forms(nb: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            form = output.get("data", {}).get(outputs.LITMUS, {})
            if form.get("kind") == "title":
                yield form


def _tags(cell: Mapping[str, Any]) -> list[str]:
    tags: list[str] = cell["metadata"].get("tags", [])
    return tags


def _wanted(cell: Mapping[str, Any]) -> bool:
    return UNWANTED.isdisjoint(_tags(cell))


def _blocks(cells: list[Mapping[str, Any]], outline: "_Outline") -> Iterator[b.Block]:
    marks: tuple[b.Mark, ...] = ()
    for cell in cells:
        if "commentary-mark" in _tags(cell):
            marks += (b.Mark(markdown.read(cell["source"])),)
            continue
        if "commentary" in _tags(cell) and cell["cell_type"] == "markdown":
            yield _commentary(cell, marks, outline)
        else:
            yield from marks
            yield from _cell(cell, outline)
        marks = ()
    yield from marks


def _cell(cell: Mapping[str, Any], outline: "_Outline") -> Iterator[b.Block]:
    match cell["cell_type"]:
        case "markdown":
            for block in markdown.read(cell["source"], cell.get("attachments"), headings=True):
                yield from outline.placed(block)
        case "code":
            for output in cell["outputs"]:
                yield from outputs.read(output)
        case "raw" if cell["source"].strip():
            yield b.Preformatted(b.printable(cell["source"]))


def _commentary(
    cell: Mapping[str, Any], marks: tuple[b.Mark, ...], outline: "_Outline"
) -> b.Commentary:
    source = cell["source"]
    level = outline.below_section()
    if source.strip() in ("", PLACEHOLDER):
        return b.Commentary(level, marks, ())
    written = markdown.read(source, cell.get("attachments"), headings=True)
    return b.Commentary(level, marks, tuple(outline.within(written, level)))


class _Outline:
    """Keeps the headings in order: one title, no level skipped, each listed one with an anchor."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._level = 1
        self._section = 1
        self._anchors = set(RESERVED)

    def placed(self, block: b.Block) -> Iterator[b.Block]:
        """A block of the report itself; its headings are listed in the contents."""
        if not isinstance(block, b.Heading):
            yield block
        elif not (block.level == 1 and b.plain(block.text) == self._title):
            self._level = min(max(block.level, 2), self._level + 1, 6)
            self._section = 2
            anchor = self._anchor(b.plain(block.text))
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
