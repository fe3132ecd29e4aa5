"""The executed notebook as Quarto may have it: nothing in it can run, read a file or fetch.

Quarto takes settings from front matter in any cell, expands shortcodes wherever they stand, and
looks for scripts of its own where an output is HTML. So each output becomes Markdown, made of its
machine form, and what people wrote is kept from being read as more than words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from litmus.render import blocks as b
from litmus.render import page_parts
from litmus.render import text as t

# Signs of Markdown, of Quarto's shortcodes, of TeX. A rule of three dashes begins settings.
MARKS = re.compile(r"([\\`*_{}\[\]<>#|$~^@+!:=-])")


def prepare(report: b.Document, pictures: dict[str, bytes]) -> dict[str, Any]:
    """A notebook of Markdown cells that says what `report` says. Its pictures are put into
    `pictures` by the names of the files in which Quarto is to find them."""
    texts = [f"**{words(name)}** {words(value)}" for name, value in report.head]
    texts += [text for block in report.blocks for text in _block(block, pictures)]
    cells = [
        {"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": text}
        for n, text in enumerate(texts)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def words(text: str) -> str:
    """Plain words as Markdown that says them and nothing else.

    >>> words("a *b* {{< env HOME >}}")
    'a \\\\*b\\\\* \\\\{\\\\{\\\\< env HOME \\\\>\\\\}\\\\}'
    """
    return MARKS.sub(r"\\\1", text)


def _block(block: b.Block, pictures: dict[str, bytes]) -> Iterator[str]:
    match block:
        case b.Heading():
            yield f"{'#' * block.level} {_text(block.text)}"
        case b.Paragraph():
            yield _text(block.text)
        case b.Notice():
            yield f"> **{'Warning' if block.level == 'warning' else 'Note'}:** {_text(block.text)}"
        case b.Items():
            yield _items(block, pictures)
        case b.Quote():
            yield _quoted("\n\n".join(_all(block.blocks, pictures)))
        case b.Preformatted():
            yield "\n".join(f"    {line}" for line in block.text.splitlines())
        case b.Table():
            yield _table(block)
        case b.Picture():
            yield _picture(block, "", pictures)
        case b.ChartBlock():
            yield _picture(block.picture, block.title, pictures)
            if block.caption:
                yield words(block.caption)
        case b.Commentary():
            for mark in block.marks:
                yield from _block(mark, pictures)
            if block.blocks:
                yield _quoted("\n\n".join([f"**{words(block.heading)}**",
                                           *_all(block.blocks, pictures)]))  # fmt: skip
            elif block.unwritten:
                yield words(block.unwritten)
        case b.TextMark():
            yield _quoted("\n\n".join(_all(block.blocks, pictures)))
        case b.Footnotes():
            for name, inner in block.notes:
                yield "\n\n".join([f"\\[{words(name)}\\]", *_all(inner, pictures)])
        case page_parts.Statement():
            yield f"**{_text(block.text)}**"
        case page_parts.Blocks():
            yield from _points(block)
        case page_parts.Tiles():
            yield _tiles(block)


def _all(blocks: Sequence[b.Block], pictures: dict[str, bytes]) -> list[str]:
    return [text for block in blocks for text in _block(block, pictures)]


def _items(items: b.Items, pictures: dict[str, bytes]) -> str:
    lines = []
    for n, item in enumerate(items.items, items.start):
        inner = "\n\n".join(_all(item, pictures))
        sign = f"{n}. " if items.ordered else "- "
        lines.append(sign + inner.replace("\n", "\n" + " " * len(sign)))
    return "\n".join(lines)


def _points(part: page_parts.Blocks) -> Iterator[str]:
    for block in part.blocks:
        yield f"{'#' * part.level} {words(block.heading)}"
        said = [f"- **{words(t.plain(p.lead))}**{words(p.text)}" for p in block.points]
        yield "\n".join(said) or words(block.none)


def _tiles(part: page_parts.Tiles) -> str:
    rows = [
        [t.plain(tile.title), row.label, t.plain(row.value), row.verdict]
        for tile in part.tiles
        for row in tile.rows
    ]
    return _pipes(["Question", "Measure", "Now", "Verdict"], rows, "lllr", "At a glance")


def _table(table: b.Table) -> str:
    names = [column.name for column in table.columns]
    sides = "".join("r" if column.align == "right" else "l" for column in table.columns)
    rows = [[t.plain(cell) for cell in row] for row in table.rows]
    note = f"\n\n{words(table.note)}" if table.note else ""
    return _pipes(names, rows, sides, table.caption) + note


def _pipes(names: Sequence[str], rows: Sequence[Sequence[str]], sides: str, caption: str) -> str:
    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(words(cell.replace("\n", " ")) for cell in cells) + " |"

    rule = "|" + "|".join("---:" if side == "r" else ":---" for side in sides) + "|"
    said = "\n".join([line(names), rule, *map(line, rows)])
    return f"{said}\n\n: {words(caption)}" if caption else said


def _picture(picture: b.Picture, title: str, pictures: dict[str, bytes]) -> str:
    name = f"picture-{len(pictures) + 1}.{picture.media.split('/')[1].split('+')[0]}"
    pictures[name] = picture.content
    alt = picture.alt.replace('"', "”").replace("\n", " ")
    return f'![{words(title)}]({name}){{fig-alt="{words(alt)}"}}'


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def _text(text: t.Text) -> str:
    return "".join(map(_span, text))


def _span(span: t.TextSpan) -> str:
    if span.text == "\n":
        return "\\\n"
    said = words(span.text)
    for wanted, sign in ((span.bold, "**"), (span.italic, "*"), (span.struck, "~~")):
        said = f"{sign}{said}{sign}" if wanted and said.strip() == said else said
    if span.link and not span.leads_to_section:
        return f"[{said}](<{span.link.replace('<', '').replace('>', '')}>)"
    return said
