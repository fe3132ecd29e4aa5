"""The one reading of an executed notebook that every rendering prints.

Cells become blocks in their order: headings and words from Markdown, commentary from the slots,
marks on commentary whose figures changed, and outputs by their machine form. Code is left out.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from litmus.base.notebook_files import note, source, tags
from litmus.render import blocks as b
from litmus.render import editions, links, markdown, outputs, sections
from litmus.render import text as t
from litmus.render.outline import Outline
from litmus.report.bundle import LITMUS

PLACEHOLDER = "*Commentary: write here.*"
# Jupyter's own tag for a cell that its author keeps out of the report, and papermill's for the
# two cells by which it points at an error.
UNWANTED = {"remove-cell", "papermill-error-cell-tag"}


def read(nb: dict[str, Any], title: str) -> b.Document:
    """The report that the executed notebook `nb` (nbformat 4.5) holds.

    `title` stands where the notebook does not show one of its own, as when its first cell failed.
    Raises LitmusError where a Litmus output is not as agreed, such as a chart without alt text.
    """
    form = next(_title_forms(nb), {})
    shown = form.get("title") or t.printable(title)
    outline = Outline(shown)
    cells = [cell for cell in nb["cells"] if _is_printed(cell)]
    about = note(nb)
    found = _blocks(cells, outline, bool(about.get("draft")), about.get("required", ()))
    blocks, unwritten = sections.settle(tuple(found), shown)
    head = [(name, value) for name, value in form.get("head", [])]
    published = about.get("publication", {}).get("record", [])
    if status := editions.status(about, [heading for _, heading in unwritten]):
        head.append(("Status", status))
    return b.Document(
        title=shown,
        subtitle=form.get("subtitle") or "",
        facts=tuple((name, value) for name, value in form.get("facts", [])),
        incomplete=about.get("status") == "incomplete",
        blocks=links.resolve(blocks, outline),
        paged=about.get("layout") == "pages",
        head=tuple(head),
        draft=bool(about.get("draft")),
        day=about.get("day", ""),
        unwritten=unwritten,
        record=tuple((name, value) for name, value in published),
    )


def _title_forms(nb: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for cell in nb["cells"]:
        for output in cell.get("outputs", []):
            form = output.get("data", {}).get(LITMUS, {})
            if form.get("kind") == "title":
                yield outputs.printable(form)


def _is_printed(cell: dict[str, Any]) -> bool:
    return UNWANTED.isdisjoint(tags(cell))


def _blocks(
    cells: list[dict[str, Any]], outline: Outline, draft: bool, required: Sequence[str]
) -> Iterator[b.Block]:
    marks: tuple[b.TextMark, ...] = ()
    for cell in cells:
        if "commentary-mark" in tags(cell):
            marks += (b.TextMark(markdown.read(source(cell))),)
            continue
        if "commentary" in tags(cell) and cell["cell_type"] == "markdown":
            yield from _commentary(cell, marks, outline, draft)
            if (slot := note(cell).get("slot")) in required and not _words(cell).strip():
                yield sections.Missing(slot=str(slot))
        else:
            yield from marks
            yield from _cell(cell, outline)
        marks = ()
    yield from marks


def _cell(cell: dict[str, Any], outline: Outline) -> Iterator[b.Block]:
    match cell["cell_type"]:
        case "markdown":
            for block in markdown.read(source(cell), cell.get("attachments"), headings=True):
                yield from outline.place(block)
        case "code":
            shown = [block for output in cell.get("outputs", []) for block in outputs.read(output)]
            yield from outline.within(shown, outline.level)
            if not shown and "report." in source(cell):
                yield sections.Silence()
        case "raw" if source(cell).strip():
            yield b.Preformatted(t.printable(source(cell)))


def _commentary(
    cell: dict[str, Any], marks: tuple[b.TextMark, ...], outline: Outline, draft: bool
) -> Iterator[b.Block]:
    """What was written in a slot. While it is empty a draft says so in a line, and a final report
    nothing; of one with a heading of its own neither does."""
    written = markdown.read(_words(cell), cell.get("attachments"), headings=True)
    heading = note(cell).get("heading")
    if written or marks or (draft and not heading):
        level = outline.below_section()
        blocks = tuple(outline.within(written, level))
        line = editions.UNWRITTEN if draft and not written else ""
        yield b.Commentary(level, marks, blocks, t.printable(heading or "Commentary"), line)
    elif not heading:
        yield sections.Silence(of_words=True)


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
