"""The body of an e-mail as plain text: it says what the HTML says, descriptions of pictures too."""

import textwrap
from collections.abc import Iterator, Sequence

from litmus.base.text_table import text_table
from litmus.publish.delivery.summary import Summary
from litmus.render import blocks as b
from litmus.render.page_parts import Blocks, Statement, Tile, Tiles
from litmus.render.text import plain

WIDE = 76


def text(
    summary: Summary, blocks: Sequence[b.Block], closing: Sequence[str], note: str = ""
) -> str:
    """The text of a message: `blocks` are those of the summary that it has, `note` stands above all
    else, `closing` at the end."""
    head = [f"{name}: {value}" for name, value in summary.head]
    paragraphs = [
        *([note] if note else []),
        f"{summary.title}\n{'=' * min(WIDE, len(summary.title))}\n{summary.subtitle}",
        "\n".join(map(_filled, head)),
        *("\n".join(_lines(each)) for each in blocks),
        *map(_filled, closing),
    ]
    return "\n\n".join(each for each in paragraphs if each.strip()) + "\n"


def _filled(words: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        words, WIDE, initial_indent=first, subsequent_indent=rest, break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip


def _item(words: str) -> str:
    return _filled(words, "- ", "  ")


def _lines(block: b.Block) -> Iterator[str]:
    match block:
        case b.Heading():
            words = plain(block.text)
            yield from (words, "-" * min(WIDE, len(words)))
        case b.Paragraph() | Statement():
            yield _filled(plain(block.text))
        case b.Notice():
            kind = "Warning" if block.level == "warning" else "Note"
            yield _filled(f"{kind}: {plain(block.text)}")
        case b.Items():
            for item in block.items:
                yield _item(" ".join(plain(e.text) for e in item if isinstance(e, b.Paragraph)))
        case b.Table():
            yield from _table(block)
        case b.ChartBlock():
            yield _filled(" ".join(each for each in (block.title, block.subtitle) if each))
            yield _filled(f"[Picture: {block.picture.alt}]")
            if block.caption:
                yield _filled(block.caption)
        case Blocks():
            yield from _blocks(block)
        case Tiles():
            for number, tile in enumerate(block.tiles):
                yield from ([""] if number else [])
                yield from _tile(tile)


def _blocks(part: Blocks) -> Iterator[str]:
    for number, block in enumerate(part.blocks):
        if number:
            yield ""
        yield block.heading
        for point in block.points:
            yield _item(f"{plain(point.lead)}{point.text}")
        if not block.points:
            yield block.none


def _tile(tile: Tile) -> Iterator[str]:
    yield plain(tile.title)
    for row in tile.rows:
        said = [f"{row.label}: {plain(row.value)}", row.verdict]
        if row.line:
            said.append(f"[{plain(row.line)}]")
        yield _item(", ".join(each for each in said if each))
    if not tile.rows:
        yield tile.none


def _table(table: b.Table) -> Iterator[str]:
    """The table with its columns aligned, under its caption; each of its sections by itself."""
    if table.caption:
        yield _filled(table.caption)
    names = [column.name for column in table.columns]
    right = {column.name for column in table.columns if column.align == "right"}
    rows = [[" ".join(plain(cell).split()) for cell in row] for row in table.rows]
    starts = [*(number for number, _ in table.sections), len(rows)]
    if not table.sections or starts[0]:
        yield text_table(names, rows[: starts[0]] if table.sections else rows, right)
    for (start, head), end in zip(table.sections, starts[1:], strict=True):
        yield head
        yield text_table(names, rows[start:end], right)
    if table.note:
        yield _filled(table.note)
