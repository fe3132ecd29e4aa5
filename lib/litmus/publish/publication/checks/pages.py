"""Whether a web page can be read by everybody: what can be told from its markup alone.

It is asked for its language, a title, one first heading and no level left out, words for every
picture, and the headers of its tables. Colours and focus are held by the tests of the design.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

NO_WORDS = "No description has been provided"  # what nbconvert writes for a picture without any
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                  "source", "track", "wbr"})  # fmt: skip
DECORATION = {"presentation", "none"}

Attributes = dict[str, str | None]


@dataclass
class Element:
    """One element that is open: its name, its attributes and the words in it so far."""

    tag: str
    attributes: Attributes
    words: list[str] = field(default_factory=list)
    has_title: bool = False


class Page(HTMLParser):
    """A page taken apart: its language, title and headings, and the faults in it."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.unnamed: list[str] = []
        self.headers_without_scope = 0
        self.tables_without_headers = 0
        self._open: list[Element] = []
        self._headers: list[int] = []
        text = content.decode("utf-8", errors="replace")
        self.undescribed = text.count(NO_WORDS)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        match tag:
            case "html":
                self.language = (found.get("lang") or "").strip()
            case "img" if not _is_named_picture(found):
                self.unnamed.append("img")
            case "table":
                self._headers.append(0)
            case "th":
                self.headers_without_scope += not found.get("scope")
                if self._headers:
                    self._headers[-1] += 1
            case "title" if self._open and self._open[-1].tag == "svg":
                self._open[-1].has_title = True
        if tag not in VOID:
            self._open.append(Element(tag, found))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            ended = self._open.pop()
            self._end(ended)
            if ended.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        for each in self._open:
            if each.tag in ("title", "h1", "h2", "h3", "h4", "h5", "h6"):
                each.words.append(data)

    def _end(self, ended: Element) -> None:
        words = " ".join("".join(ended.words).split())
        if ended.tag == "title" and not any(each.tag == "svg" for each in self._open):
            self.title = words
        elif ended.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append((int(ended.tag[1]), words))
        elif ended.tag == "svg" and not (_is_named_drawing(ended) or self._is_inside_named()):
            self.unnamed.append("svg")
        elif ended.tag == "table" and self._headers:
            role = ended.attributes.get("role")
            self.tables_without_headers += not self._headers.pop() and role not in DECORATION

    def _is_inside_named(self) -> bool:
        return any(each.attributes.get("aria-hidden") == "true" or _is_labelled(each.attributes)
                   for each in self._open if each.tag != "html")  # fmt: skip


def faults(content: bytes) -> Iterator[str]:
    """What is wrong with a page, each as a sentence."""
    page = Page(content)
    if not page.language:
        yield "It does not say in which language it is (lang)."
    if not page.title:
        yield "It has no title."
    firsts = sum(level == 1 for level, _ in page.headings)
    if firsts != 1:
        yield f"It has {firsts} headings of the first level; expected one."
    yield from skipped(page.headings)
    for tag in ("img", "svg"):
        if number := page.unnamed.count(tag):
            kind = "pictures" if tag == "img" else "drawings"
            yield f"{kind.capitalize()} without words for who cannot see them ({tag}): {number}."
    if page.undescribed:
        yield f"“{NO_WORDS}” stands in it: {page.undescribed}."
    if page.headers_without_scope:
        yield f"Headers of tables that do not say of what (scope): {page.headers_without_scope}."
    if page.tables_without_headers:
        yield f"Tables without a header: {page.tables_without_headers}."


def skipped(headings: list[tuple[int, str]]) -> Iterator[str]:
    """The headings that leave out a level, such as one of the fourth below one of the second."""
    former = 0
    for level, words in headings:
        if former and level > former + 1:
            yield f"The heading “{words}” is of level {level}, below one of level {former}."
        former = level


def _is_labelled(attributes: Attributes) -> bool:
    return bool((attributes.get("aria-label") or attributes.get("aria-labelledby") or "").strip())


def _is_named_picture(attributes: Attributes) -> bool:
    if attributes.get("role") in DECORATION or attributes.get("aria-hidden") == "true":
        return True
    return bool((attributes.get("alt") or "").strip()) or _is_labelled(attributes)


def _is_named_drawing(drawing: Element) -> bool:
    hidden = drawing.attributes.get("aria-hidden") == "true"
    decoration = drawing.attributes.get("role") in DECORATION
    return hidden or decoration or drawing.has_title or _is_labelled(drawing.attributes)
