"""The report in one of Quarto's formats: of a copy without code, in an empty folder, checked."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from litmus.base.errors import LitmusError
from litmus.render import blocks as b
from litmus.render import document as reading
from litmus.render import text as t
from litmus.render.quarto import preparing
from litmus.render.quarto.calling import call

SOURCE, LANGUAGE = "report.ipynb", "en-GB"
# What each kind of file is asked of Quarto by.
TO = {
    "html": ["--to", "html", "--embed-resources", "-M", "html-math-method:mathml",
             "-M", "minimal:true"],
    "pdf": ["--to", "typst", "-M", "pdf-standard:ua-1"],
    "docx": ["--to", "docx"],
}  # fmt: skip
# What a page would fetch when it is looked at: a script, a style, a picture from elsewhere.
FETCHED = re.compile(
    rb"""<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)\s*=\s*["']?(?:https?:)?//[^"' >]+""",
    re.IGNORECASE,
)


def render(nb: dict[str, Any], *, title: str, to: str, read: b.Document | None = None) -> bytes:
    """The executed notebook `nb` as Quarto's "html", "pdf" or "docx".

    `title` names the document; `read` is its reading where it has been read already. Raises
    UsageError where Quarto is not installed, LitmusError where it fails or its page would fetch.
    """
    report = read or reading.read(nb, title)
    with tempfile.TemporaryDirectory(prefix="litmus-quarto-") as made:
        folder = Path(made)
        pictures: dict[str, bytes] = {}
        notebook = preparing.prepare(report, pictures)
        for name, content in pictures.items():
            (folder / name).write_bytes(content)
        (folder / SOURCE).write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        content = call(folder, SOURCE, f"report.{to}", [*TO[to], *_metadata(title, report)])
    if to == "html" and (found := FETCHED.search(content)):
        address = found[0][-80:].decode(errors="replace")
        raise LitmusError(f"The page that Quarto made would fetch something: {address}")
    return content


def _metadata(title: str, report: b.Document) -> list[str]:
    """Title, subtitle and language, which Quarto prints itself; one line each."""
    given = {"title": title, "subtitle": report.subtitle, "lang": LANGUAGE, "toc": "true"}
    said = {name: " ".join(t.printable(value).split()) for name, value in given.items() if value}
    return [word for name, value in said.items() for word in ("-M", f"{name}:{value}")]
