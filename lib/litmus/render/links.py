"""Links from one place of a report to a heading of it: none of them leads nowhere.

JupyterLab names a heading `#What-we-found`, GitHub `#what-we-found`: both lead there, from the
page and in print. A link to a heading that the report does not have becomes words, and a notice
says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from litmus.render import blocks as b
from litmus.render import text as t
from litmus.render.outline import Outline, slug


def resolve(blocks: tuple[b.Block, ...], outline: Outline) -> tuple[b.Block, ...]:
    """`blocks` with each link to a heading leading to its anchor."""
    wanted = {slug(unquote(target)) for target in _targets(blocks)}
    return tuple(_Ways(outline, wanted, blocks).all(blocks)) if wanted else blocks


def _targets(blocks: Iterable[b.Block]) -> Iterator[str]:
    for block in _every(blocks):
        for text in _texts(block):
            yield from (span.link[1:] for span in text if span.link and span.leads_to_section)


def _every(blocks: Iterable[b.Block]) -> Iterator[b.Block]:
    """The blocks, and all that stand inside of them."""
    for block in blocks:
        yield block
        for inside in _groups(block):
            yield from _every(inside)


def _texts(block: b.Block) -> Iterator[t.Text]:
    if isinstance(block, b.Heading | b.Paragraph | b.Notice):
        yield block.text
    elif isinstance(block, b.PagePart):
        yield from block.texts()
    elif isinstance(block, b.Table):
        yield from (cell for row in block.rows for cell in row)


def _groups(block: b.Block) -> tuple[tuple[b.Block, ...], ...]:
    """The sequences of blocks that stand inside a block."""
    match block:
        case b.Items():
            return block.items
        case b.Quote() | b.TextMark():
            return (block.blocks,)
        case b.Commentary():
            return (block.marks, block.blocks)
        case b.Footnotes():
            return tuple(blocks for _, blocks in block.notes)
        case _:
            return ()


class _Ways:
    """Knows each heading's anchor; one that is not listed gets one where a link asks for it.

    The outline knows headings, too, that were left out because nothing stood under them: no link
    leads there.
    """

    def __init__(self, outline: Outline, wanted: set[str], blocks: tuple[b.Block, ...]) -> None:
        self._outline = outline
        self._wanted = wanted
        there = {each.anchor for each in _every(blocks) if isinstance(each, b.Heading)}
        self._named = {name: a for name, a in outline.anchors.items() if a in there}
        self._anchors = {slug(name): anchor for name, anchor in reversed(self._named.items())}
        self._anchors |= {anchor: anchor for anchor in self._named.values()}

    def all(self, blocks: tuple[b.Block, ...]) -> Iterator[b.Block]:
        return self._resolve(tuple(self._with_anchors(blocks)))

    def _with_anchors(self, blocks: tuple[b.Block, ...]) -> Iterator[b.Block]:
        """The blocks, with an anchor at each heading that is asked for, before any link is led."""
        for block in blocks:
            if isinstance(block, b.Commentary):
                yield replace(block, blocks=tuple(self._with_anchors(block.blocks)))
            elif isinstance(block, b.Heading) and not block.anchor:
                yield self._heading(block)
            else:
                yield block

    def _heading(self, heading: b.Heading) -> b.Heading:
        name = slug(t.plain(heading.text))
        if name not in self._wanted or name in self._anchors:
            return heading
        self._anchors[name] = self._outline.anchor(name)
        return replace(heading, anchor=self._anchors[name])

    def _resolve(self, blocks: tuple[b.Block, ...]) -> Iterator[b.Block]:
        for block in blocks:
            dead: list[b.Notice] = []
            yield self._block(block, dead)
            yield from dead

    def _block(self, block: b.Block, dead: list[b.Notice]) -> b.Block:
        match block:
            case b.Heading() | b.Paragraph() | b.Notice():
                return replace(block, text=self._text(block.text, dead))
            case b.Table():
                rows = tuple(tuple(self._text(c, dead) for c in row) for row in block.rows)
                # A name in a table of Litmus' own is no promise of a section.
                dead[:] = [] if block.row_headers else dead
                return replace(block, rows=rows)
            case b.PagePart():  # a name there is no promise of a section either
                return block.change(lambda text: self._text(text, []))
            case b.Items():
                return replace(block, items=tuple(tuple(self._resolve(x)) for x in block.items))
            case b.Quote() | b.TextMark():
                return replace(block, blocks=tuple(self._resolve(block.blocks)))
            case b.Commentary():
                return replace(block, blocks=tuple(self._resolve(block.blocks)))
            case b.Footnotes():
                return b.Footnotes(
                    tuple((name, tuple(self._resolve(x))) for name, x in block.notes)
                )
            case _:
                return block

    def _text(self, text: t.Text, dead: list[b.Notice]) -> t.Text:
        return tuple(self._span(span, dead) for span in text)

    def _span(self, span: t.TextSpan, dead: list[b.Notice]) -> t.TextSpan:
        if not span.link or not span.leads_to_section:
            return span
        target = unquote(span.link[1:])
        anchor = self._named.get(target) or self._anchors.get(slug(target))
        if anchor is not None:
            return replace(span, link=f"#{anchor}")
        said = f"“{span.text}” leads to “#{target}”, but no heading of this report has that name."
        dead.append(b.Notice("info", t.words(said)))
        return replace(span, link=None)
