"""Running text of Markdown, as spans; beside it what cannot stand in running text.

Pictures follow their paragraph. A link that leads nowhere from a report is words, and a notice
says where it led.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from markdown_it.token import Token

from litmus.render import blocks as b
from litmus.render import formulas
from litmus.render import text as t
from litmus.render.grammar import FOLLOWED
from litmus.render.pictures import decode, describes, inside, picture

Attachments = Mapping[str, Mapping[str, str]]

LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
IMAGE = re.compile(r"<img\s[^>]*>", re.IGNORECASE)
STYLES = {"strong": "bold", "em": "italic", "s": "struck"}
# Words that GitHub and JupyterLab make a link; a full stop without a space after it makes none.
BARE = re.compile(r"(https?://|mailto:|www\.)|[^/\s]+@", re.IGNORECASE)
# Formulas that stand in a line; the others are drawn larger.
INLINE = re.compile(r"\$(?!\$)|\\{1,2}\(")
NO_ALT = "Picture added to the commentary; its author gave no description."


@dataclass
class Typed:
    """What a run of text became: its spans, the pictures in it, and what is to be said of it."""

    text: list[t.TextSpan] = field(default_factory=list)
    pictures: list[b.Picture] = field(default_factory=list)
    said: list[b.Notice] = field(default_factory=list)

    @property
    def spans(self) -> t.Text:
        return tuple(span for span in self.text if span.text)

    @property
    def beside(self) -> list[b.Block]:
        return [*self.pictures, *self.said]


def read(tokens: Sequence[Token], attachments: Attachments, kept: bool = False) -> Typed:
    """The text of Markdown's inline `tokens`. `attachments` holds the cell's pasted pictures.

    With `kept`, as in a table's cell, a word stands where a picture was.
    """
    return _SpanReader(attachments, kept).read(tokens)


def html(tag: str, attachments: Attachments) -> Typed:
    """What one raw HTML tag becomes: a picture that is pasted, a line break, else itself."""
    return _SpanReader(attachments, kept=False).html(tag)


@dataclass
class _Link:
    address: str
    title: str
    start: int
    guessed: bool


class _SpanReader:
    def __init__(self, attachments: Attachments, kept: bool) -> None:
        self._attachments = attachments
        self._kept = kept
        self._found = Typed()
        self._styles: list[str] = []
        self._links: list[_Link] = []

    def read(self, tokens: Sequence[Token]) -> Typed:
        for token in tokens:
            self._token(token)
        return self._found

    def _token(self, token: Token) -> None:
        name, _, end = token.type.rpartition("_")
        match token.type:
            case "softbreak":
                self._add(" ")
            case "hardbreak":
                self._add("\n")
            case "code_inline":
                self._add(token.content, code=True)
            case "html_inline":
                self.html(token.content)
            case "footnote_ref":
                self._add(f"[{token.meta['label']}]", raised=True)
            case "math_inline" | "math_inline_double" | "tex":
                self._found.text.append(self._style(formula(token)))
            case "image":
                self._image(token)
            case "link_open":
                guessed = token.markup == "linkify"
                address, title = str(token.attrs["href"]), str(token.attrs.get("title") or "")
                self._links.append(_Link(address, title, len(self._found.text), guessed))
            case "link_close":
                self._close(self._links.pop())
            case _ if name in STYLES:
                getattr(self._styles, "append" if end == "open" else "remove")(STYLES[name])
            case _:
                self._add(token.content)

    def _add(self, text: str, code: bool = False, raised: bool = False) -> None:
        self._found.text.append(self._style(t.TextSpan(text, code=code, raised=raised)))

    def _style(self, span: t.TextSpan) -> t.TextSpan:
        styles: dict[str, Any] = dict.fromkeys(self._styles, True)
        return replace(span, **styles) if styles else span

    def _close(self, link: _Link) -> None:
        """The words of a link lead to its address, or it is said where they led."""
        text = self._found.text
        within = text[link.start :]
        words = t.plain(tuple(within)).strip()
        if link.guessed and not BARE.match(words):
            return
        if not words:
            within = [self._style(t.TextSpan(link.address))]
        if FOLLOWED.match(link.address) or link.address.startswith("#"):
            within = [replace(span, link=link.address) for span in within]
        elif not link.guessed:
            self._found.said.append(dead_link_notice(words or link.address, link.address))
        text[link.start :] = within
        if link.title:
            self._add(f" ({link.title})")

    def _image(self, token: Token) -> None:
        alt = t.plain(read(token.children or [], self._attachments).spans).strip()
        self._picture(str(token.attrs["src"]), alt, str(token.attrs.get("title") or "").strip())

    def _picture(self, address: str, alt: str, title: str = "") -> None:
        said = ". ".join(words for words in (alt, title) if describes(words))
        found = self._load_picture(address, said)
        if found is None:
            name = said or alt or address
            self._add(f"[Picture not included: {name if len(name) < 200 else 'no description'}]")
            return
        self._found.pictures.append(found)
        if self._kept:
            self._add(f"[Picture: {said}]" if said else "[Picture]")

    def _load_picture(self, address: str, alt: str) -> b.Picture | None:
        """The picture that is pasted into the cell or held by its own address, or None."""
        alt = alt or NO_ALT
        if (held := inside(address, alt)) is not None:
            return held
        name = address.removeprefix("attachment:")
        pasted = self._attachments.get(name) or self._attachments.get(unquote(name)) or {}
        for media, content in pasted.items():
            found = picture(decode("".join(content)), media, alt)
            if found is not None:
                return found
        return None

    def html(self, raw: str) -> Typed:
        if LINE_BREAK.fullmatch(raw):
            self._add("\n")
        elif IMAGE.fullmatch(raw) and (attrs := attributes(raw)).get("src"):
            if self._load_picture(attrs["src"], "") is None:
                self._add(raw)
            else:
                self._picture(attrs["src"], attrs.get("alt", ""), attrs.get("title", ""))
        elif not COMMENT.fullmatch(raw):
            self._add(raw)
        return self._found


def formula(token: Token) -> t.TextSpan:
    """A formula; its words are as it was typed, its signs for "a formula" among them."""
    if token.type in ("tex", "amsmath"):
        typed = token.markup if token.type == "tex" else token.content
    else:
        typed = f"{token.markup}{token.content}{token.markup}"
    typed = " ".join(typed.split())
    drawn = formulas.read(token.content.strip())
    if drawn is not None and not INLINE.match(typed):
        drawn = t.Formula("mstyle", parts=(drawn,))
    return t.TextSpan(typed, formula=drawn)


def dead_link_notice(words: str, address: str) -> b.Notice:
    """That `words` were a link to something that a report does not hold or open."""
    if re.match(r"[A-Za-z][\w+.-]+:|\\\\|//", address):
        reason = f"leads to {unquote(address)}, which cannot be opened from this report."
    else:
        reason = f"leads to {unquote(address)}, a file that is not part of this report."
    return b.Notice("info", t.words(f"“{' '.join(words.split())}” {reason}"))


def attributes(tag: str) -> dict[str, str]:
    """The attributes of one HTML tag."""
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({name: value or "" for name, value in attrs})

    reader = Reader()
    reader.feed(tag)
    reader.close()
    return found
