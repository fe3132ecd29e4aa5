"""Running text of a report: a sequence of spans, each of which carries its own style."""

import re
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Formula:
    """A formula or a part of one: `tag` is the name that MathML has for it."""

    tag: str
    text: str = ""
    parts: tuple["Formula", ...] = ()


@dataclass(frozen=True)
class TextSpan:
    """A run of text in one style. The text "\\n" alone is a line break.

    `link` is an address, or "#" and the anchor of a heading. `svg` is a small picture in the place
    of the text, which says the same in words; so is `formula` of a text in TeX. `raised` is that of
    the number of a footnote. `page` is whom another page is about that the text leads to where
    pages are served together ("team:CIN-1"); everywhere else it is words alone.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    link: str | None = None
    svg: str | None = None
    raised: bool = False
    formula: Formula | None = None
    page: str = ""

    @property
    def leads_to_section(self) -> bool:
        """Whether its link is the name or the anchor of a heading of the report itself."""
        return self.link is not None and self.link.startswith("#")

    @property
    def bare(self) -> bool:
        """Whether it is words without any style."""
        styled = self.bold or self.italic or self.struck or self.code or self.raised
        other = self.link or self.svg or self.formula or self.page
        return not styled and not other and self.text != "\n"


Text: TypeAlias = tuple[TextSpan, ...]


# Control characters other than line end, halves of surrogate pairs, byte order marks and
# what Unicode sets apart as no character.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` without the characters that no page and no font can hold; tabs become spaces."""
    if text.isprintable():  # as nearly all words are: no line end, no tab, nothing to leave out
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNPRINTABLE.sub("", lines.expandtabs(4))


def plain(text: Text) -> str:
    """The words of `text` without their styles."""
    return "".join(span.text for span in text)


def words(text: str) -> Text:
    """`text` as one unstyled span; line ends become line breaks."""
    shown = printable(str(text))
    if "\n" not in shown:  # as in nearly all of the thousands of cells of a report's tables
        return (TextSpan(shown),) if shown else ()
    spans = [TextSpan(part) for line in shown.split("\n") for part in (line, "\n")][:-1]
    return tuple(span for span in spans if span.text)
