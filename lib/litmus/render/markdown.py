"""What people write in Markdown, as blocks.

Raw HTML is text like any other: it is shown as it was typed and never becomes part of a page.
Only `<br>` is understood, and a comment `<!-- ... -->`, which its author meant to hide, is left
out. Nothing else is dropped: what a person wrote appears in the report.
"""

import base64
import binascii
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import unquote

from litmus.render import blocks as b
from litmus.render.pictures import picture

Token = dict[str, Any]
Attachments = Mapping[str, Mapping[str, str]]

LINKS = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
STYLES = {"strong": "bold", "emphasis": "italic", "strikethrough": "struck"}
NO_ALT = "Picture added to the commentary; its author gave no description."


def read(
    source: str, attachments: Attachments | None = None, headings: bool = False
) -> tuple[b.Block, ...]:
    """The blocks of a Markdown text. `attachments` holds the cell's pasted pictures.

    With `headings`, headings come with the level that was typed, unlisted and without an anchor:
    where they belong in the outline is for the document to say. Elsewhere, as in a list or a
    quotation, a heading is a paragraph in bold.
    """
    tokens: list[Token] = _parser()(b.printable(source))
    return tuple(_blocks(tokens, attachments or {}, headings))


@cache
def _parser() -> Any:
    import mistune

    plugins = ["strikethrough", "table", "task_lists", "url"]
    return mistune.create_markdown(renderer=None, plugins=plugins)


def _blocks(
    tokens: list[Token], attachments: Attachments, headings: bool = False
) -> Iterator[b.Block]:
    for token in tokens:
        match token["type"]:
            case "heading":
                text = _text(token["children"])
                if not b.plain(text).strip():
                    continue
                if headings:
                    yield b.Heading(token["attrs"]["level"], text, anchor="", listed=False)
                else:
                    yield b.Paragraph(tuple(replace(span, bold=True) for span in text))
            case "paragraph" | "block_text":
                yield from _paragraph(token["children"], attachments)
            case "list":
                yield _list(token, attachments)
            case "block_quote":
                yield b.Quote(tuple(_blocks(token["children"], attachments)))
            case "block_code":
                yield b.Preformatted(token["raw"].rstrip("\n"))
            case "table":
                yield _table(token)
            case "thematic_break":
                yield b.Rule()
            case "block_html":
                yield from _raw_html(token["raw"])


def _paragraph(children: list[Token], attachments: Attachments) -> Iterator[b.Block]:
    """The words, then the pictures pasted among them."""
    pictures = [(child, _attached(child, attachments)) for child in children]
    text = _text([child for child, found in pictures if found is None])
    if b.plain(text).strip():
        yield b.Paragraph(text)
    yield from (found for _, found in pictures if found is not None)


def _list(token: Token, attachments: Attachments) -> b.Items:
    attrs = token["attrs"]
    items = tuple(_item(child, attachments) for child in token["children"])
    return b.Items(items, ordered=attrs["ordered"], start=attrs.get("start", 1))


def _item(token: Token, attachments: Attachments) -> tuple[b.Block, ...]:
    found = tuple(_blocks(token["children"], attachments))
    if token["type"] != "task_list_item":
        return found
    box = b.Span("☑ " if token["attrs"]["checked"] else "☐ ")
    if found and isinstance(found[0], b.Paragraph):
        return (b.Paragraph((box, *found[0].text)), *found[1:])
    return (b.Paragraph((box,)), *found)


def _table(token: Token) -> b.Table:
    head, *body = token["children"]
    columns = tuple(
        b.Column(
            b.plain(_text(cell["children"])) or f"Column {number}",
            "right" if cell["attrs"]["align"] == "right" else "left",
        )
        for number, cell in enumerate(head["children"], 1)
    )
    rows = tuple(
        tuple(_text(cell["children"]) for cell in row["children"])
        for part in body
        for row in part["children"]
    )
    return b.Table(columns, rows)


def _raw_html(raw: str) -> Iterator[b.Block]:
    if shown := COMMENT.sub("", raw).strip():
        yield b.Paragraph(b.words(shown))


def _text(tokens: list[Token]) -> b.Text:
    return tuple(span for token in tokens for span in _spans(token) if span.text)


def _spans(token: Token) -> Iterator[b.Span]:
    match token["type"]:
        case "text":
            yield b.Span(html.unescape(token["raw"]))
        case "softbreak":
            yield b.Span(" ")
        case "linebreak":
            yield b.Span("\n")
        case "codespan":
            yield b.Span(token["raw"], code=True)
        case "inline_html":
            yield from _inline_html(token["raw"])
        case "link":
            link = token["attrs"]["url"]
            allowed = link if LINKS.match(link) else None
            yield from (replace(span, link=allowed) for span in _text(token["children"]))
        case "image":
            alt = b.plain(_text(token["children"]))
            yield b.Span(f"[Picture not included: {alt or token['attrs']['url']}]")
        case style if style in STYLES:
            name = STYLES[style]
            yield from (_styled(span, name) for span in _text(token["children"]))
        case _:
            yield b.Span(token.get("raw", ""))


def _styled(span: b.Span, style: str) -> b.Span:
    changes: dict[str, Any] = {style: True}
    return replace(span, **changes)


def _inline_html(raw: str) -> Iterator[b.Span]:
    if LINE_BREAK.fullmatch(raw):
        yield b.Span("\n")
    elif not COMMENT.fullmatch(raw):
        yield b.Span(raw)


def _attached(token: Token, attachments: Attachments) -> b.Picture | None:
    """The picture pasted into the cell, or None where `token` is not one that can be shown."""
    if token["type"] != "image":
        return None
    name = token["attrs"]["url"].removeprefix("attachment:")
    alt = b.plain(_text(token["children"]))
    for media, content in attachments.get(unquote(name), {}).items():
        try:
            found = base64.b64decode(content)
        except (binascii.Error, ValueError):
            continue
        # JupyterLab puts the file's name where the description belongs.
        described = alt if alt and not alt.lower().startswith("image") else NO_ALT
        return picture(found, media, described)
    return None
