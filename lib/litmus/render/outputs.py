"""What cells put out, as blocks.

Litmus' own outputs carry their machine form (`application/vnd.litmus+json`) and are read from
that alone. Outputs of cells that people added are read for what is safe and says something, in the
form that JupyterLab prefers: tables, text, formulas, PNG and JPEG pictures. Code, warnings and
errors are not for readers. What cannot be shown is said.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from litmus.base.errors import LitmusError
from litmus.render import blocks as b
from litmus.render import drawings, foreign, formulas, markdown, page_parts, tables
from litmus.render import text as t
from litmus.render.pictures import MEDIA, decode, describes, picture
from litmus.report import cells
from litmus.report.bundle import LITMUS, SMALL, SVG
from litmus.report.cells import PageLink, Reference, Sparkline

FAILED = "This part of the report could not be made: its cell stopped with an error."
# What a cell leaves behind without meaning to show it: <Axes: >, [<Line2D ...>], Text(0.5, 1, '')
WORDS = {"text/html", "text/markdown", "text/latex", "application/json", "text/plain"}
LEFTOVER = re.compile(r"(array\(|\[|\()*<.*>.*|Text\(.*\)", re.DOTALL)
ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# A line that was written over, as a progress bar is, and what was there before.
OVERWRITTEN = re.compile(r"[^\n]*\r(?=[^\n\r])")
DOLLARS = re.compile(r"\$\$?(.+?)\$\$?", re.DOTALL)


def read(output: Mapping[str, Any]) -> tuple[b.Block, ...]:
    """The blocks of one output; none where it has nothing for a reader.

    Raises LitmusError for a Litmus output that is not as agreed, such as a chart without a
    description: a report must not be printed with a part silently left out.
    """
    match output["output_type"]:
        case "stream":
            return _stream(output)
        case "error":
            return (b.Notice("warning", t.words(FAILED)),)
    data = output["data"]
    if LITMUS in data:
        return tuple(_litmus(printable(data[LITMUS]), data, output.get("metadata", {})))
    return tuple(_foreign(data, output.get("metadata", {})))


def printable(form: Any) -> Any:
    """A machine form whose texts can all be printed."""
    if isinstance(form, str):
        return t.printable(form)
    if isinstance(form, list):
        return [printable(part) for part in form]
    if isinstance(form, dict):
        return {name: printable(part) for name, part in form.items()}
    return form


def _litmus(form: Mapping[str, Any], data: Mapping[str, Any], metadata: Any) -> Iterator[b.Block]:
    match form.get("kind"):
        case "text":
            yield b.Paragraph(t.words(form["text"]))
        case "list":
            yield b.Items(tuple((b.Paragraph(t.words(item)),) for item in form["items"]))
        case "table":
            yield from tables.parts(_table(form))
        case "chart":
            yield _chart(form, data, metadata)
        case "notice":
            yield b.Notice(form["level"], t.words(form["text"]))
        case "statement":
            yield page_parts.statement(form)
        case "blocks":
            yield page_parts.points(form)
        case "tiles":
            yield page_parts.tiles(form, _cell)
        case "quotation":
            yield page_parts.quotation(form)
        case "folded":
            within = (block for part in form["parts"] for block in _litmus(part, {}, {}))
            yield page_parts.Folded(form["title"], tuple(within))
        case "title":
            return
        case kind:
            raise LitmusError(f"The report holds an output of an unknown kind ({kind!r}).")


def _table(form: Mapping[str, Any], caption: str | None = None) -> b.Table:
    return b.Table(
        columns=tuple(b.TableColumn(c["name"], c.get("align", "left")) for c in form["columns"]),
        rows=tuple(tuple(_cell(cell) for cell in row) for row in form["rows"]),
        caption=form.get("caption") or "" if caption is None else caption,
        note=form.get("note") or "",
        row_headers=True,
        dense=bool(form.get("dense")),
        sections=tuple((int(row), str(head)) for row, head in form.get("sections") or ()),
    )


def _cell(form: Any) -> t.Text:
    """A table's cell: words, a value, the name of a section that it leads to, or a small line."""
    try:
        cell = cells.read(form)
    except ValueError:
        raise LitmusError("The report holds a table with a cell that is not as agreed.") from None
    if isinstance(cell, Reference):
        return (t.TextSpan(cell.text, link=f"#{cell.section or cell.text}"),)
    if isinstance(cell, PageLink):
        return (t.TextSpan(cell.text, page=cell.scope),)
    if isinstance(cell, Sparkline):
        return (t.TextSpan(cell.text, svg=cell.svg()),)
    return t.words(str(cell))


def _chart(form: Mapping[str, Any], data: Mapping[str, Any], metadata: Any) -> b.ChartBlock:
    alt = form.get("alt") or metadata.get(SVG, {}).get("alt") or ""
    drawn = drawings.read(_join(data.get(SVG, "")))
    if not alt.strip() or drawn is None:
        missing = "picture" if alt.strip() else "description of what it shows"
        raise LitmusError(f"The chart “{form['title']}” has no {missing}.")
    small = drawings.read(_join(data.get(SMALL, ""))) or ""
    behind = tables.parts(_table(form, caption=f"Figures behind “{form['title']}”"))
    return b.ChartBlock(
        b.Picture(drawn.encode(), SVG, alt, small.encode()),
        form["title"],
        form.get("caption") or "",
        behind,
        form.get("subtitle") or "",
        form.get("tall") is True,
        form.get("on_screen") is True,
    )


def _foreign(data: Mapping[str, Any], metadata: Any) -> Iterator[b.Block]:
    """The best form of an output that is not Litmus' own; what cannot be shown is said."""
    other = [kind for kind in data if kind not in WORDS]
    shown = _picture(data, metadata)
    if shown is None and not (other and set(data) <= {*other, "text/plain"}):
        shown = _words(data)
    if shown is not None:
        yield from shown
    elif kinds := ", ".join(other or [kind for kind in data if kind != "text/plain"]):
        yield foreign.cannot(kinds)


def _picture(data: Mapping[str, Any], metadata: Any) -> list[b.Block] | None:
    for media in MEDIA:
        if media in data:
            given = metadata.get(media, {})
            alt = t.printable(str(given.get("alt") or "")) if isinstance(given, Mapping) else ""
            content = decode(_join(data[media]))
            found = picture(content, media, alt.strip() if describes(alt) else foreign.NO_ALT)
            return [found] if found else None
    return None


def _words(data: Mapping[str, Any]) -> list[b.Block] | None:
    """The words of an output, in the richest form that has any; None where it has no form."""
    readers = (
        ("text/html", _html),
        ("text/markdown", lambda text: list(markdown.read(text, headings=True))),
        ("text/latex", _latex),
        ("application/json", _json),
        ("text/plain", _plain),
    )
    for kind, read in readers:
        if kind in data and (found := read(_join(data[kind]))):
            return found
    # a page of styles alone, or the trace of an object: nothing that JupyterLab shows either
    return [] if {"text/html", "text/plain"} & set(data) else None


def _html(source: str) -> list[b.Block]:
    return foreign.read(source)


def _latex(source: str) -> list[b.Block]:
    """A formula, or what was typed: TeX's own signs are none of Markdown's."""
    text = source.strip()
    found = DOLLARS.fullmatch(text)
    formula = formulas.read(found[1].strip()) if found else None
    if formula is None:
        return [b.Preformatted(_clean(text))] if text else []
    return [b.Paragraph((t.TextSpan(t.printable(text), formula=formula),))]


def _json(source: Any) -> list[b.Block]:
    return [b.Preformatted(_clean(json.dumps(source, indent=2, ensure_ascii=False)))]


def _plain(source: str) -> list[b.Block]:
    text = _clean(source)
    return [b.Preformatted(text)] if text.strip() and not LEFTOVER.fullmatch(text.strip()) else []


def _stream(output: Mapping[str, Any]) -> tuple[b.Block, ...]:
    text = _clean(_join(output["text"])).strip("\n")
    return (b.Preformatted(text),) if output["name"] == "stdout" and text.strip() else ()


def _clean(text: str) -> str:
    whole = ANSI.sub("", text).replace("\r\n", "\n")
    return t.printable(OVERWRITTEN.sub("", whole))


def _join(value: Any) -> Any:
    """nbformat allows a text to be split into lines; JSON is left as it is."""
    lines = isinstance(value, list) and all(isinstance(line, str) for line in value)
    return "".join(value) if lines else value
