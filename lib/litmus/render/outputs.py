"""What cells put out, as blocks.

Litmus' own outputs carry their machine form (`application/vnd.litmus+json`) and are read from
that alone. Outputs of cells that people added are read for what is safe and says something:
tables, text, PNG and JPEG pictures. Code, warnings and errors are not for readers.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any

from litmus.errors import LitmusError
from litmus.present.cells import Spark
from litmus.render import blocks as b
from litmus.render import markdown, tables
from litmus.render.pictures import MEDIA, picture

LITMUS = "application/vnd.litmus+json"
NO_ALT = "Picture from a cell that was added by hand; its author gave no description."
FAILED = "This part of the report could not be made: its cell stopped with an error."
SHOWN = "The report shows tables, text, and pictures that are whole PNG or JPEG files."
# What a cell leaves behind without meaning to show it: <Axes: >, [<Line2D ...>], Text(0.5, 1, '')
LEFTOVER = re.compile(r"(array\(|\[|\()*<.*>.*|Text\(.*\)", re.DOTALL)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def read(output: Mapping[str, Any]) -> tuple[b.Block, ...]:
    """The blocks of one output; none where it has nothing for a reader.

    Raises LitmusError for a Litmus output that is not as agreed, such as a chart without a
    description: a report must not be printed with a part silently left out.
    """
    match output["output_type"]:
        case "stream":
            return _stream(output)
        case "error":
            return (b.Notice("warning", b.words(FAILED)),)
    data = output["data"]
    if LITMUS in data:
        return tuple(_litmus(printable(data[LITMUS]), data, output.get("metadata", {})))
    return tuple(_foreign(data, output.get("metadata", {})))


def printable(form: Any) -> Any:
    """A machine form whose texts can all be printed."""
    if isinstance(form, str):
        return b.printable(form)
    if isinstance(form, list):
        return [printable(part) for part in form]
    if isinstance(form, dict):
        return {name: printable(part) for name, part in form.items()}
    return form


def _litmus(form: Mapping[str, Any], data: Mapping[str, Any], metadata: Any) -> Iterator[b.Block]:
    match form.get("kind"):
        case "text":
            yield b.Paragraph(b.words(form["text"]))
        case "list":
            yield b.Items(tuple((b.Paragraph(b.words(item)),) for item in form["items"]))
        case "table":
            yield from tables.parts(_table(form))
        case "chart":
            yield _chart(form, data, metadata)
        case "notice":
            yield b.Notice(form["level"], b.words(form["text"]))
        case "title":
            return
        case kind:
            raise LitmusError(f"The report holds an output of an unknown kind ({kind!r}).")


def _table(form: Mapping[str, Any], caption: str | None = None) -> b.Table:
    return b.Table(
        columns=tuple(b.Column(c["name"], c.get("align", "left")) for c in form["columns"]),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in form["rows"]),
        caption=form.get("caption") or "" if caption is None else caption,
        note=form.get("note") or "",
        row_headers=True,
        dense=bool(form.get("dense")),
    )


def _cell(cell: Any) -> b.Text:
    """A table's cell: words, the name of a section that it leads to, or a line over time."""
    if isinstance(cell, str):
        return b.words(cell)
    if "section" in cell:
        return (b.Span(cell.get("text") or cell["section"], link=f"#{cell['section']}"),)
    try:
        values = [None if value is None else float(value) for value in cell["line"]]
        return (b.Span(cell["text"], svg=Spark(values, str(cell["text"])).svg()),)
    except (KeyError, TypeError, ValueError):
        raise LitmusError("The report holds a table with a cell that is not as agreed.") from None


def _chart(form: Mapping[str, Any], data: Mapping[str, Any], metadata: Any) -> b.Chart:
    alt = form.get("alt") or metadata.get("image/png", {}).get("alt") or ""
    if not alt.strip() or "image/png" not in data:
        missing = "picture" if alt.strip() else "description of what it shows"
        raise LitmusError(f"The chart “{form['title']}” has no {missing}.")
    content = base64.b64decode(data["image/png"])
    behind = tables.parts(_table(form, caption=f"Figures behind “{form['title']}”"))
    return b.Chart(
        b.Picture(content, "image/png", alt), form["title"], form.get("caption") or "", behind
    )


def _foreign(data: Mapping[str, Any], metadata: Any) -> Iterator[b.Block]:
    """The best form of an output that is not Litmus' own; what cannot be shown is said."""
    shown = _picture(data, metadata) or _html(data) or _text(data)
    if shown is not None:
        yield from shown
    elif kinds := ", ".join(kind for kind in data if kind != "text/plain"):
        sentence = f"An output here cannot be shown ({kinds}). {SHOWN}"
        yield b.Notice("info", b.words(sentence))


def _picture(data: Mapping[str, Any], metadata: Any) -> list[b.Block] | None:
    for media in MEDIA:
        if media in data:
            alt = b.printable(str(metadata.get(media, {}).get("alt") or "")).strip() or NO_ALT
            found = picture(base64.b64decode(_joined(data[media])), media, alt)
            return [found] if found else None
    return None


def _html(data: Mapping[str, Any]) -> list[b.Block] | None:
    if "text/html" not in data:
        return None
    found, outside = tables.from_html(_joined(data["text/html"]))
    blocks: list[b.Block] = [part for table in found for part in tables.parts(table)]
    if not found and "text/plain" in data and not LEFTOVER.fullmatch(_joined(data["text/plain"])):
        return None
    blocks += [b.Paragraph(b.words(line)) for line in outside.split("\n") if line.strip()]
    return blocks or None


def _text(data: Mapping[str, Any]) -> list[b.Block] | None:
    if "text/markdown" in data:
        return list(markdown.read(_joined(data["text/markdown"])))
    if "text/plain" in data and not any(kind.startswith("image/") for kind in data):
        text = _clean(_joined(data["text/plain"]))
        if not LEFTOVER.fullmatch(text.strip()):
            return [b.Preformatted(text)]
        return [] if set(data) == {"text/plain"} else None
    return None


def _stream(output: Mapping[str, Any]) -> tuple[b.Block, ...]:
    text = _clean(_joined(output["text"])).strip("\n")
    return (b.Preformatted(text),) if output["name"] == "stdout" and text.strip() else ()


def _clean(text: str) -> str:
    return b.printable(ANSI.sub("", text))


def _joined(value: str | list[str]) -> str:
    """nbformat allows a text to be split into lines."""
    return value if isinstance(value, str) else "".join(value)
