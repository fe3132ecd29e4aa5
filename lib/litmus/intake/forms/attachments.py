"""What is attached to a sheet beside its cells: comments, text boxes, pictures, page headers.

Nobody is asked for any of it, so whatever is found is somebody's words (or a picture of them) that
no answer holds.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from litmus.intake.forms import sheet_xml
from litmus.intake.forms.cells import reference

COMMENT, TEXT_BOX, PICTURE = "a comment", "a text box or shape", "a picture"
DRAWING, OBJECT, HEADER = "a chart or drawing", "an embedded file", "a page header or footer"
_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|.)', re.S)
_PLACEHOLDER = "[Threaded comment]"  # what older programs are shown instead of the words
_KINDS = {"comments", "threadedComment", "drawing", "oleObject", "package"}


@dataclass(frozen=True)
class Attached:
    """One thing that is attached to a sheet: what it is, at which cell ("" where at none), and
    its words, if it has any."""

    what: str
    cell: str
    words: str


def attachments(path: str, scan: sheet_xml.Scan, parts: Mapping[str, bytes]) -> Iterator[Attached]:
    """What is attached to the sheet in the part `path`; `parts` by their names in small letters."""
    for text in scan.headers:
        if words := " ".join(_CODES.sub(" ", text).split()):
            yield Attached(HEADER, "", words)
    related = _relations(path, parts)
    threads = {
        each.cell: each
        for kind, target in related
        if kind == "threadedComment"
        for each in _comments(parts.get(target, b""), "threadedComment")
    }
    yield from threads.values()
    for kind, target in related:
        part = parts.get(target, b"")
        if kind == "comments":
            for each in _comments(part, "comment"):
                if each.cell not in threads or not each.words.startswith(_PLACEHOLDER):
                    yield each
        elif kind == "drawing":
            drawing = _Drawing()
            sheet_xml.read(part, drawing)
            yield from drawing.found
        elif kind in ("oleObject", "package"):
            yield Attached(OBJECT, "", "")


def _relations(path: str, parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The kind and the part of whatever a sheet refers to."""
    folder, name = posixpath.split(path.lower())
    relations = sheet_xml.RelationParts()
    sheet_xml.read(parts.get(f"{folder}/_rels/{name}.rels", b""), relations)
    found = []
    for kind, target in relations.kinds:
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        if kind in _KINDS:
            found.append((kind, posixpath.normpath(whole).lower()))
    return found


def _comments(part: bytes, element: str) -> list[Attached]:
    heard = _Comments(element)
    sheet_xml.read(part, heard)
    return heard.found


class _Comments(sheet_xml.Listener):
    """xl/comments1.xml or xl/threadedComments/threadedComment1.xml: replies are comments, too."""

    def __init__(self, element: str) -> None:
        self.found: list[Attached] = []
        self._element, self._cell = element, ""
        self._text: list[str] = []
        self._inside = False

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        if name == self._element:
            self._cell, self._text, self._inside = attributes.get("ref", ""), [], True

    def says(self, text: str) -> None:
        if self._inside:
            self._text.append(text)

    def ends(self, name: str) -> None:
        if name == self._element:
            words = " ".join("".join(self._text).split())
            self.found.append(Attached(COMMENT, self._cell, words))
            self._inside = False


class _Drawing(sheet_xml.Listener):
    """xl/drawings/drawing1.xml: what is anchored at which cell, and the words in it."""

    def __init__(self) -> None:
        self.found: list[Attached] = []
        self._what, self._words = DRAWING, list[str]()
        self._from = {"row": "", "col": ""}
        self._part = ""
        self._is_from = False

    def starts(self, name: str, _: dict[str, str]) -> None:
        if name.endswith("Anchor"):
            self._what, self._words, self._from = DRAWING, [], {"row": "", "col": ""}
        elif name == "from":
            self._is_from = True
        elif name == "pic":
            self._what = PICTURE
        elif name == "sp":
            self._what = TEXT_BOX
        self._part = name

    def says(self, text: str) -> None:
        if self._part == "t":
            self._words.append(text)
        elif self._is_from and self._part in self._from:
            self._from[self._part] += text

    def ends(self, name: str) -> None:
        self._part = ""
        if name == "from":
            self._is_from = False
        elif name.endswith("Anchor"):
            row, column = (self._from[each].strip() for each in ("row", "col"))
            known = all(each.isdecimal() and len(each) < 8 for each in (row, column))
            cell = reference(int(row) + 1, int(column) + 1) if known else ""
            words = " ".join(" ".join(self._words).split())
            if words or self._what != TEXT_BOX:
                self.found.append(Attached(self._what, cell, words))
