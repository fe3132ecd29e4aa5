"""The blocks of a report as a Word document, by python-docx; the same bytes for the same report."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.shared import Emu, Mm, Pt
from docx.text.paragraph import Paragraph

from litmus.base import zip_files
from litmus.base.brand import SVG, Brand
from litmus.render import blocks as b
from litmus.render import document as reading
from litmus.render import editions, page_parts, pictures
from litmus.render import text as t
from litmus.render.word import fields, styles, tables

WIDE = 170  # millimetres of an A4 page's text
LOGO_WIDE, LOGO_TALL = 50, 15  # the most that a logo takes
LINE_WIDE = 18  # of a line over time in a table
DAY = datetime(2000, 1, 1)  # no time of making, so that the bytes are the same


def render(nb: dict[str, Any], *, title: str, read: b.Document | None = None) -> bytes:
    """The executed notebook `nb` as a .docx file.

    `title` names the document; `read` is its reading where it has been read already. Raises
    LitmusError where the notebook holds an output not as agreed.
    """
    report = read or reading.read(nb, title)
    document = docx.Document()
    styles.prepare(document, report.brand)
    _describe(document, title, report)
    _Writer(document, report).write()
    return _pack(document)


def _describe(document: Document, title: str, report: b.Document) -> None:
    about = document.core_properties
    about.title, about.author = t.printable(title), dict(report.facts).get("Council", "Litmus")
    about.language, about.created, about.modified = styles.LANGUAGE, DAY, DAY
    about.last_modified_by, about.revision = about.author, 1
    about.comments = ""
    section = document.sections[0]
    section.header.paragraphs[0].text = t.printable(title)
    footer = section.footer.paragraphs[0]
    footer.add_run("Page ")
    fields.add_field(footer, "PAGE")
    footer.add_run(" of ")
    fields.add_field(footer, "NUMPAGES")
    for paragraph in (section.header.paragraphs[0], footer):
        for run in paragraph.runs:
            run.font.size = Pt(styles.SMALL)


def _pack(document: Document) -> bytes:
    """The file, its parts in order and without the time of writing."""
    buffer = io.BytesIO()
    document.save(buffer)
    return zip_files.pack(zip_files.parts(buffer.getvalue()))


class _Writer:
    """Writes blocks one after the other."""

    def __init__(self, document: Document, report: b.Document) -> None:
        self._document = document
        self._report = report
        self._bookmarks = 0
        self._known = {h.anchor for part, below in report.contents for h in (part, *below)}

    def write(self) -> None:
        """The title, the first page, the contents, and all that follows."""
        report, document = self._report, self._document
        if report.incomplete:
            document.add_paragraph(
                "INCOMPLETE. A step of this report failed when it was made: what follows is "
                "partial and must not be used as evidence.", style=styles.NOTICE,
            )  # fmt: skip
        if report.draft:
            document.add_paragraph(editions.BANNER, style=styles.NOTICE)
        self._logo(report.brand)
        document.add_paragraph(report.title, style="Title")
        if report.subtitle:
            document.add_paragraph(report.subtitle, style="Subtitle")
        for name, value in report.head:
            document.add_paragraph(f"{name}: {value}", style=styles.NOTE)
        ahead = _first_page(report.blocks)
        self.blocks(report.blocks[:ahead])
        self._contents(on_new_page=ahead > 0)
        self.blocks(report.blocks[ahead:])
        for name, value in report.facts:
            document.add_paragraph(f"{name}: {value}", style=styles.NOTE)
        if report.record:
            document.add_paragraph(style=styles.NOTE).add_run(editions.RECORD).bold = True
        for name, value in report.record:
            document.add_paragraph(f"{name}: {value}", style=styles.NOTE)

    def _logo(self, brand: Brand) -> None:
        if not brand.logo:
            return
        content = pictures.of_svg(brand.logo) if brand.media == SVG else brand.logo
        run = self._document.add_paragraph().add_run()
        shown = run.add_picture(io.BytesIO(content))
        smaller = min(Mm(LOGO_WIDE) / shown.width, Mm(LOGO_TALL) / shown.height)
        shown.width, shown.height = Emu(shown.width * smaller), Emu(shown.height * smaller)
        fields.describe(run, brand.alt)

    def blocks(self, blocks: tuple[b.Block, ...], style: str | None = None) -> None:
        """Blocks in their order; `style` is that of their paragraphs, where they stand in one."""
        for block in blocks:
            self._block(block, style)

    def _block(self, block: b.Block, style: str | None) -> None:
        document = self._document
        match block:
            case b.Heading():
                self._heading(block)
            case b.Paragraph() | b.Notice():
                of_notice = styles.NOTICE if isinstance(block, b.Notice) else None
                self._text(document.add_paragraph(style=style or of_notice), block.text)
            case b.Items():
                self._items(block, style)
            case b.Quote():
                self.blocks(block.blocks, style or "Quote")
            case b.Preformatted():
                document.add_paragraph(block.text, style=style).runs[0].font.name = "Consolas"
            case b.Footnotes():
                for name, blocks in block.notes:
                    document.add_paragraph(f"[{name}]", style=styles.NOTE)
                    self.blocks(blocks, styles.NOTE)
            case b.Table():
                tables.add_table(document, block, self._text)
            case b.Picture():
                self._picture(block)
            case b.ChartBlock():
                self._chart(block)
            case b.Commentary():
                self._commentary(block)
            case b.TextMark():
                self._label("The figures have changed since these words were written")
                self.blocks(block.blocks, styles.NOTICE)
            case page_parts.Statement():
                self._text(document.add_paragraph(style=styles.STATEMENT), block.text)
            case page_parts.Blocks():
                self._points(block)
            case page_parts.Tiles():
                tables.add_table(document, _tiles_table(block), self._text)
            case _:  # a line between parts, and what waits behind a fold
                return

    def _heading(self, heading: b.Heading) -> None:
        paragraph = self._document.add_paragraph(style=f"Heading {min(heading.level - 1, 4)}")
        self._text(paragraph, heading.text)
        if heading.anchor:
            self._bookmarks += 1
            fields.add_bookmark(paragraph, _bookmark(heading.anchor), self._bookmarks)

    def _items(self, items: b.Items, style: str | None) -> None:
        kind = "List Number" if items.ordered else "List Bullet"
        for item in items.items:
            first, *rest = item or (b.Paragraph(()),)
            if isinstance(first, b.Paragraph):
                self._text(self._document.add_paragraph(style=kind), first.text)
            else:
                rest = [first, *rest]
            self.blocks(tuple(rest), style)

    def _points(self, part: page_parts.Blocks) -> None:
        for block in part.blocks:
            self._document.add_paragraph(block.heading, style=f"Heading {min(part.level - 1, 4)}")
            for point in block.points:
                paragraph = self._document.add_paragraph(style="List Bullet")
                self._text(paragraph, point.lead)
                paragraph.add_run(point.text)
            if not block.points:
                self._document.add_paragraph(block.none)

    def _commentary(self, commentary: b.Commentary) -> None:
        for mark in commentary.marks:
            self._block(mark, None)
        if commentary.blocks:
            self._label(commentary.heading)
            self.blocks(commentary.blocks, styles.COMMENTARY)
        elif commentary.unwritten:
            self._document.add_paragraph(commentary.unwritten, style=styles.NOTE)

    def _label(self, text: str) -> None:
        paragraph = self._document.add_paragraph(style=styles.COMMENTARY)
        paragraph.add_run(text).bold = True
        paragraph.paragraph_format.keep_with_next = True

    def _chart(self, chart: b.ChartBlock) -> None:
        caption = self._document.add_paragraph(style="Caption")
        caption.add_run(chart.title)
        self._picture(chart.picture)
        if words := " ".join(part for part in (chart.subtitle, chart.caption) if part):
            self._document.add_paragraph(words, style=styles.NOTE)

    def _picture(self, picture: b.Picture) -> None:
        run = self._document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(pictures.as_pixels(picture)), width=Mm(WIDE))
        fields.describe(run, picture.alt)

    def _text(self, paragraph: Paragraph, text: t.Text) -> None:
        for span in text:
            link = self._link(paragraph, span)
            run = paragraph.add_run()
            if span.svg:
                run.add_picture(io.BytesIO(pictures.of_svg(span.svg)), width=Mm(LINE_WIDE))
                fields.describe(run, span.text)
            elif span.text == "\n":
                run.add_break()
            else:
                run.text = span.text
            run.bold, run.italic = span.bold or None, span.italic or None
            run.font.strike, run.font.superscript = span.struck or None, span.raised or None
            if span.code:
                run.font.name = "Consolas"
            if link is not None:
                fields.move_into(link, run)

    def _link(self, paragraph: Paragraph, span: t.TextSpan) -> Any:
        if not span.link:
            return None
        if span.leads_to_section:
            known = span.link[1:] in self._known
            return fields.add_link(paragraph, f"#{_bookmark(span.link[1:])}") if known else None
        return fields.add_link(paragraph, span.link)

    def _contents(self, on_new_page: bool) -> None:
        """The table of contents, filled; Word renews it when it is asked to."""
        entries = [
            (level, heading)
            for part, below in self._report.contents
            for level, heading in ((1, part), *((2, each) for each in below))
        ]
        if not entries:
            return
        title = self._document.add_paragraph("Contents", style="Subtitle")
        title.paragraph_format.page_break_before = on_new_page
        for n, (level, heading) in enumerate(entries):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(6 * (level - 1))
            paragraph.paragraph_format.space_after = Pt(1)
            if n == 0:
                fields.begin_field(paragraph, 'TOC \\o "1-2" \\n \\h \\z \\u')
            link = fields.add_link(paragraph, f"#{_bookmark(heading.anchor)}")
            fields.move_into(link, paragraph.add_run(t.plain(heading.text)))
            if n == len(entries) - 1:
                fields.end_field(paragraph)


def _first_page(blocks: tuple[b.Block, ...]) -> int:
    """How many blocks stand before the contents: the first section, where it says all."""
    sections = [n for n, x in enumerate(blocks) if isinstance(x, b.Heading) and x.level == 2]
    until = sections[1] if len(sections) > 1 else 0
    return until if any(isinstance(x, page_parts.Blocks) for x in blocks[:until]) else 0


def _tiles_table(part: page_parts.Tiles) -> b.Table:
    """The tiles as a table: a row a number, under the question that it speaks to."""
    rows: list[tuple[t.Text, ...]] = []
    sections = []
    for tile in part.tiles:
        sections.append((len(rows), t.plain(tile.title)))
        rows += [
            (t.words(row.label), row.value, t.words(row.verdict or "none")) for row in tile.rows
        ]
        if not tile.rows:
            rows.append((t.words(tile.none), (), ()))
    columns = (b.TableColumn("Measure"), b.TableColumn("Now", "right"), b.TableColumn("Verdict"))
    return b.Table(
        columns,
        tuple(rows),
        caption="The key questions at a glance",
        row_headers=True,
        dense=True,
        sections=tuple(sections),
    )


def _bookmark(anchor: str) -> str:
    """An anchor as Word names places: letters, figures and underscores, at most forty of them."""
    return f"s_{anchor.replace('-', '_')}"[:40]
