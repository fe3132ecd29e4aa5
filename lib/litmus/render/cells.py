"""What stands in a cell of an HTML table: its words in one line, and what has no place in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from litmus.render import blocks as b
from litmus.render import text as t


def beside(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """What a cell holds that is not words: pictures, tables, notices."""
    for block in blocks:
        match block:
            case b.Items():
                yield from beside(inner for item in block.items for inner in item)
            case b.Quote():
                yield from beside(block.blocks)
            case b.Table() | b.Picture() | b.Notice():
                yield block


def words(blocks: Iterable[b.Block]) -> t.Text:
    """The words of a cell, in one line of text."""
    found: list[t.TextSpan] = []
    for block in blocks:
        match block:
            case b.Paragraph() | b.Heading():
                found += [*block.text, t.TextSpan(" ")]
            case b.Preformatted():
                found += [t.TextSpan(block.text), t.TextSpan(" ")]
            case b.Items():
                found += [s for item in block.items for s in (*words(item), t.TextSpan(" "))]
            case b.Quote():
                found += [*words(block.blocks), t.TextSpan(" ")]
    return tidy(found, breaks=False)


def tidy(text: Iterable[t.TextSpan], breaks: bool = True) -> t.Text:
    """`text` with one space where there are several, none at its ends; lines stay if `breaks`."""
    found: list[t.TextSpan] = []
    space = True
    for span in text:
        if span.text == "\n" and breaks:
            found.append(t.TextSpan("\n"))
            space = True
            continue
        shown = re.sub(r"\s+", " ", span.text)
        shown = shown.lstrip(" ") if space else shown
        if shown:
            found.append(replace(span, text=shown))
            space = shown.endswith(" ")
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(found)
