"""The report as one HTML file, by nbconvert with our own template.

Everything is inside the file: no script, no font, no address is fetched. The page's own content
security policy forbids both, so that even a mistake here could not run what somebody wrote.
"""

import base64
import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Self
from urllib.parse import quote

from litmus.base import notebook_files, tokens
from litmus.base.brand import Brand
from litmus.render import document, editions, outline, tables, theme
from litmus.render.blocks import (
    ChartBlock,
    Document,
    Picture,
    Table,
)
from litmus.render.text import plain, printable

# Characters that fit beside the contents on a small laptop's screen.
HALF_PAGE = 72


@dataclass(frozen=True)
class Frame:
    """What a page has that is served beside others, and a page by itself has not.

    head: markup for its head, such as its script; the server says by which policy it may run.
    top: markup that stands before the report, such as a mark that the server puts something for.
    address: where the page about a scope is ("team:CIN-1"); None where this page leads to none.
    """

    head: str
    top: str
    address: Callable[[str], str | None]


def render(
    nb: dict[str, Any],
    *,
    title: str,
    language: str = "en-GB",
    read: Document | None = None,
    frame: Frame | None = None,
) -> bytes:
    """The executed notebook `nb` as a UTF-8 HTML page, the same bytes for the same notebook.

    `title` names the page (browser tab, bookmarks) and should name the report, the council and
    the period. `read` is the reading of the notebook where it has been read already; `frame` is
    for a page that is served beside others. Raises LitmusError where the notebook holds an output
    not as agreed.
    """
    found = read or document.read(nb, printable(title))
    page, _ = _exporter(found, frame).from_notebook_node(
        _printed(nb),
        resources={
            "litmus": {
                "title": printable(title),
                "language": language,
                "theme": theme.style_sheet(found.brand),
                "draft": editions.BANNER,
                "record": editions.RECORD,
                "frame": frame,
            }
        },
    )
    return str(page).encode()


def _printed(notebook: dict[str, Any]) -> Any:
    """The notebook as nbconvert takes it, of which it makes no copies: it makes three, pictures and
    all, for the preprocessors that it may have; here are none, and the template only reads."""
    notebook_files.library()  # before nbconvert loads it in its slow way
    from nbformat import NotebookNode, from_dict

    class Printed(NotebookNode):
        def __deepcopy__(self, memo: object) -> Self:
            return self

    return Printed(from_dict(notebook))


def _exporter(read: Document, frame: Frame | None) -> Any:
    # nbconvert takes a third of a second to import: only when a page is made.
    from nbconvert.exporters.templateexporter import TemplateExporter
    from traitlets.config import Config

    exporter = TemplateExporter(
        template_name="report",
        extra_template_basedirs=[str(theme.TEMPLATES)],
        file_extension=".html",
        filters={
            "document": lambda _: read,
            "words": plain,
            "data_uri": _data_uri,
            "csv_uri": _csv_uri,
            "file_name": _file_name,
            "unbroken": tables.unbroken,
            "is_short": tables.is_short,
            "is_brief": tables.is_brief,
            "is_long": tables.is_long,
            "breadth": _breadth,
            "drawing": _drawing,
            "inline": _inline,
            "markup": _markup,
            "address": lambda page: (frame.address(page) if frame and page else None) or "",
        },
        config=Config({"TemplateExporter": {"default_preprocessors": []}}),
    )
    # What people wrote is text: the template has to ask for anything else, and never does.
    exporter.environment.autoescape = True
    return exporter


def _breadth(table: Table) -> str:
    """By how much room a table needs, the style that says where its rows become lists."""
    if len(table.columns) <= 2:
        return "narrow"
    return "wide" if tables.room(table) <= HALF_PAGE else "widest"


def _drawing(svg: str) -> Any:
    """A picture that Litmus drew itself of numbers: its markup is wanted, nobody else's is."""
    from markupsafe import Markup

    return Markup(tokens.themed(svg))


def _markup(text: str) -> Any:
    """Markup of the design's own: its style sheet, and what a server puts around a page."""
    from markupsafe import Markup

    return Markup(text)


def _inline(picture: Picture) -> Any:
    """A drawing as part of the page, in its font and its colours; for a phone another one."""
    from markupsafe import Markup

    sizes = {"wide": picture.content, "small": picture.small} if picture.small else {}
    drawn = [(f"drawing {name}", content) for name, content in sizes.items()]
    parts = []
    for name, content in drawn or [("drawing", picture.content)]:
        svg = _named(tokens.themed(content.decode()), picture.alt)
        parts.append(svg.replace("<svg ", f'<svg class="{name}" ', 1))
    return Markup("".join(parts))


def _named(svg: str, alt: str) -> str:
    """The drawing with its description."""
    if "aria-label=" in svg.split(">", 1)[0]:
        return svg
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt, quote=True)}" ', 1)


def _data_uri(picture: Picture | Brand) -> str:
    """A picture as an address that holds it; the council's own drawings run nothing there."""
    if isinstance(picture, Brand):
        return f"data:{picture.media};base64,{base64.b64encode(picture.logo).decode()}"
    return f"data:{picture.media};base64,{base64.b64encode(picture.content).decode()}"


def _csv_uri(table: Table) -> str:
    """The figures behind a chart as a file that the page itself holds; spreadsheets know by its
    mark that it is in UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(column.name for column in table.columns)
    rows.writerows([plain(cell) for cell in row] for row in table.rows)
    return f"data:text/csv;charset=utf-8,{quote(chr(0xFEFF) + written.getvalue())}"


def _file_name(chart: ChartBlock, number: int) -> str:
    return f"{outline.slug(chart.title)}{f'-{number + 1}' if number else ''}.csv"
