"""What python-docx has no call for: fields, bookmarks, links within the document, alt texts."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def add_field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """A field that Word works out, such as PAGE; `shown` stands there until it does."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), (None, shown), ("end", "")):
        run = paragraph.add_run()
        if kind is None:
            run.text = text
        elif kind == "":
            _append_text(run, "w:instrText", text)
        else:
            _append_mark(run, kind)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """The begin of a field that goes on over several paragraphs."""
    _append_mark(paragraph.add_run(), "begin")
    _append_text(paragraph.add_run(), "w:instrText", code)
    _append_mark(paragraph.add_run(), "separate")


def end_field(paragraph: Paragraph) -> None:
    """The end of such a field."""
    _append_mark(paragraph.add_run(), "end")


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that links lead to: the whole of a heading."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, address: str) -> Any:
    """A link to an address, or to "#" and a bookmark; runs are moved into it by `move_into`."""
    link = OxmlElement("w:hyperlink")
    if address.startswith("#"):
        link.set(qn("w:anchor"), address[1:])
    else:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), paragraph.part.relate_to(address, kind, is_external=True))
    paragraph._p.append(link)
    return link


def move_into(link: Any, run: Run) -> None:
    """Put a run into a link."""
    link.append(run._r)


def describe(run: Run, alt: str) -> None:
    """Give the picture of a run its alternative text."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alt)


def _append_mark(run: Run, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _append_text(run: Run, tag: str, text: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("xml:space"), "preserve")
    element.text = text
    run._r.append(element)
