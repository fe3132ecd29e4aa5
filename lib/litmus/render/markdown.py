"""What people write in Markdown, as blocks.

It reads as JupyterLab shows it (`grammar`), with one difference: raw HTML is text like any other,
shown as it was typed, and never becomes part of a page. Only `<br>` and pictures pasted as `<img>`
are understood, and a comment `<!-- ... -->`, which its author meant to hide, is left out. Nothing
else is dropped: what a person wrote appears in the report, and what cannot be shown is said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it.tree import SyntaxTreeNode as Node

from litmus.render import blocks as b
from litmus.render import grammar, spans, tables
from litmus.render import text as t
from litmus.render.spans import Attachments, Typed

# The characters of a page's width that the box around a commentary takes, and each list or
# quotation in it.
BOX, LEVEL = 6, 4
HIDDEN = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
# What stands beside a fence where its author means a language for JupyterLab to colour.
LANGUAGE = re.compile(r"[a-z0-9_+#.{}=-]*|R|SQL|JSON|YAML|XML|HTML|CSS|Python|Markdown")


def read(
    source: str, attachments: Attachments | None = None, headings: bool = False
) -> tuple[b.Block, ...]:
    """The blocks of a Markdown text. `attachments` holds the cell's pasted pictures.

    With `headings`, headings come with the level that was typed, unlisted and without an anchor:
    where they belong in the outline is for the document to say. Elsewhere, as in a list or a
    quotation, a heading is a paragraph in bold. Links to `#...` are left for the document too.
    """
    root, used = grammar.tree(t.printable(source))
    reader = _MarkdownReader(attachments or {}, used)
    found = [*reader.blocks(root.children, headings)]
    notes = reader.footnotes()
    return (*found, *notes)


class _MarkdownReader:
    """Reads the blocks of one text; footnotes are kept back for its end."""

    def __init__(self, attachments: Attachments, used: set[str]) -> None:
        self._attachments = attachments
        self._used = used
        self._depth = 0
        self._asked: list[str] = []
        self._notes: list[tuple[str, tuple[b.Block, ...]]] = []

    def footnotes(self) -> Iterator[b.Footnotes]:
        """All notes in the order in which the text names them, then those that it never names."""
        order = {name: number for number, name in enumerate(dict.fromkeys(self._asked))}
        if self._notes:
            yield b.Footnotes(tuple(sorted(self._notes, key=lambda n: order.get(n[0], len(order)))))

    def blocks(self, nodes: list[Node], headings: bool = False) -> Iterator[b.Block]:
        for node in nodes:
            match node.type:
                case "heading":
                    yield from self._heading(node, headings)
                case "paragraph":
                    yield from self._paragraph(self._inline(node))
                case "bullet_list" | "ordered_list":
                    yield self._list(node)
                case "blockquote":
                    yield b.Quote(self._inner(node))
                case "code_block" | "fence":
                    yield from self._code(node)
                case "table":
                    yield from self._table(node)
                case "hr":
                    yield b.Divider()
                case "html_block":
                    yield from self._html(node.content)
                case "math_block" | "math_block_label" | "amsmath":
                    yield from self._formula(node)
                case "definition":
                    if node.meta["name"] not in self._used:
                        yield b.Paragraph(t.words(node.content.strip()))
                case "footnote_reference":
                    self._notes.append((node.meta["label"], self._inner(node)))

    def _inner(self, node: Node) -> tuple[b.Block, ...]:
        self._depth += 1
        found = tuple(self.blocks(node.children))
        self._depth -= 1
        return found

    def _inline(self, node: Node, kept: bool = False) -> Typed:
        """The text of a paragraph, a heading or a cell; its footnotes are remembered."""
        inline = [child for child in node.children if child.type == "inline"]
        tokens = [token for child in inline for token in child.meta["text"]]
        self._asked += [t.meta["label"] for t in tokens if t.type == "footnote_ref"]
        return spans.read(tokens, self._attachments, kept)

    def _heading(self, node: Node, headings: bool) -> Iterator[b.Block]:
        written = self._inline(node)
        if not t.plain(written.spans).strip():
            yield from written.beside
        elif headings:
            yield b.Heading(int(node.tag[1:]), written.spans, anchor="", listed=False)
            yield from written.beside
        else:
            bold = [replace(span, bold=True) for span in written.text]
            yield from self._paragraph(replace(written, text=bold))

    def _paragraph(self, written: Typed) -> Iterator[b.Block]:
        """The words, then the pictures pasted among them and what is to be said of them."""
        if t.plain(written.spans).strip():
            yield b.Paragraph(written.spans)
        yield from written.beside

    def _list(self, node: Node) -> b.Items:
        start = node.attrs.get("start")
        items = tuple(self._item(child) for child in node.children)
        ordered = node.type == "ordered_list"
        return b.Items(items, ordered=ordered, start=1 if start is None else int(start))

    def _item(self, node: Node) -> tuple[b.Block, ...]:
        found = self._inner(node)
        if "checked" not in node.meta:
            return found
        box = t.TextSpan("☑ " if node.meta["checked"] else "☐ ")
        if found and isinstance(found[0], b.Paragraph):
            return (b.Paragraph((box, *found[0].text)), *found[1:])
        return (b.Paragraph((box,)), *found)

    def _code(self, node: Node) -> Iterator[b.Block]:
        """Code as it was typed. Beside a fence stands a language's name, or words to be kept."""
        said = node.info.strip() if node.type == "fence" else ""
        code = node.content.rstrip("\n")
        if said and not (code and LANGUAGE.fullmatch(said)):
            yield b.Paragraph(t.words(said))
        if code or not said:
            yield b.Preformatted(code)

    def _formula(self, node: Node) -> Iterator[b.Block]:
        if node.token is not None:
            yield b.Paragraph((spans.formula(node.token),))
        if node.type == "math_block_label":
            yield b.Paragraph(t.words(f"({node.info})"))

    def _html(self, raw: str) -> Iterator[b.Block]:
        found = spans.Typed()
        shown = HIDDEN.sub("", raw).strip()
        for part in re.split(f"({spans.IMAGE.pattern})", shown, flags=re.IGNORECASE):
            attrs = spans.attributes(part) if spans.IMAGE.fullmatch(part) else {}
            read = spans.html(part, self._attachments) if attrs.get("src") else None
            found.text += read.text if read else t.words(part)
            found.pictures += read.pictures if read else []
        yield from self._paragraph(found)

    def _table(self, node: Node) -> Iterator[b.Block]:
        """The table, or its parts where it is wide; then what its cells cannot hold."""
        head, *body = [row for part in node.children for row in part.children]
        heads = [self._inline(cell, kept=True) for cell in head.children]
        columns = tuple(
            b.TableColumn(
                " ".join(t.plain(name.spans).split()) or f"Column {number}",
                "right" if "right" in str(cell.attrs.get("style")) else "left",
            )
            for number, (name, cell) in enumerate(zip(heads, head.children, strict=True), 1)
        )
        rows = [[self._inline(cell, kept=True) for cell in row.children] for row in body]
        found = b.Table(
            columns,
            tuple(tuple(cell.spans for cell in row) for row in rows),
            inset=BOX + LEVEL * self._depth,
        )
        yield from tables.parts(found)
        for cell in [*heads, *(cell for row in rows for cell in row)]:
            yield from cell.beside
        yield from _beyond(body)


def _beyond(rows: list[Node]) -> Iterator[b.Notice]:
    """What stands in cells beyond the last column, which a table has no place for."""
    for number, row in enumerate(rows, 1):
        if extra := row.meta.get("extra"):
            words = " | ".join(extra)
            yield b.Notice(
                "info",
                t.words(f"Row {number} of the table above has more cells than columns: {words}"),
            )
