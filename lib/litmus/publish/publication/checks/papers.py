"""Whether a PDF and a Word document can be read by everybody: what their own entries say."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

UA = "1"
DRAWN = re.compile(rb"<wp:docPr\b[^>]*>")
DESCRIBED = re.compile(rb'\bdescr="[^"]*\S[^"]*"')
CORE = {
    "title": re.compile(rb"<dc:title>\s*[^<\s]"),
    "language": re.compile(rb"<dc:language>\s*\w"),
}


def faults_of_pdf(content: bytes) -> Iterator[str]:
    """What is wrong with a PDF, each as a sentence."""
    import pikepdf

    try:
        opened = pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError:
        yield "It is no PDF that can be read."
        return
    with opened as pdf:
        root: Any = pdf.Root
        about = pdf.open_metadata()
        if not (root.get("/MarkInfo", {}).get("/Marked") and "/StructTreeRoot" in root):
            yield "It is not tagged: a screen reader cannot tell its headings, lists and tables."
        if about.get("pdfuaid:part") != UA:
            yield "It does not claim PDF/UA-1, the standard for accessible PDF."
        if not str(root.get("/Lang", "")).strip():
            yield "It does not say in which language it is."
        if not str(about.get("dc:title") or "").strip():
            yield "It has no title."
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            yield "Its window would show the name of the file in place of its title."
        if number := _undescribed(pdf):
            yield f"Pictures without words for who cannot see them: {number}."


def faults_of_docx(content: bytes) -> Iterator[str]:
    """What is wrong with a Word document, each as a sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            core, body = parts.read("docProps/core.xml"), parts.read("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        yield "It is no Word document that can be read."
        return
    for name, pattern in CORE.items():
        if not pattern.search(core):
            yield f"It does not say its {name}."
    number = sum(not DESCRIBED.search(drawn) for drawn in DRAWN.findall(body))
    if number:
        yield f"Pictures without words for who cannot see them: {number}."


def _undescribed(pdf: Any) -> int:
    """The figures of a tagged PDF that have neither a description nor words in their place."""
    import pikepdf

    number = 0
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == pikepdf.Name.Figure:
            named = str(each.get("/Alt", "")) or str(each.get("/ActualText", ""))
            number += not named.strip()
    return number
