"""Tables of a Word document: a header row that repeats, whole rows, names that head rows."""

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from litmus.base import tokens
from litmus.render import blocks as b
from litmus.render import tables
from litmus.render import text as t
from litmus.render.word import styles

WIDE = 170  # millimetres of an A4 page's text
Write = Callable[[Paragraph, t.Text], None]


def add_table(document: Document, table: b.Table, write: Write) -> None:
    """A table with its caption above and its note below; `write` puts text into a paragraph."""
    if table.caption:
        document.add_paragraph(table.caption, style="Caption")
    made = document.add_table(rows=1, cols=len(table.columns))
    made.autofit = False
    _frame(made, table.caption)
    names = [(t.words(column.name), column.align) for column in table.columns]
    _fill(made.rows[0], names, write, bold=True)
    _mark_header(made.rows[0])
    for n, row in enumerate(table.rows):
        cells = [(cell, column.align) for cell, column in zip(row, table.columns, strict=True)]
        line = made.add_row()
        _fill(line, cells, write, follow=n < len(table.rows) - 1 and tables.is_brief(table))
        _keep_whole(line)
    for column, width in zip(made.columns, _widths(table), strict=True):
        for cell in column.cells:
            cell.width = Mm(width)
    if table.note:
        document.add_paragraph(table.note, style=styles.NOTE)
    else:
        document.add_paragraph(style=styles.NOTE).paragraph_format.space_after = Pt(0)


def _widths(table: b.Table) -> list[float]:
    """Millimetres of each column: by what its words need."""
    needed = [tables.least(table, n) + tables.GAP for n in range(len(table.columns))]
    longest = [max(map(len, column)) for column in table.cells]
    share = [max(least, min(length, 40)) for least, length in zip(needed, longest, strict=True)]
    return [WIDE * part / sum(share) for part in share]


def _fill(
    row: Any,
    cells: Sequence[tuple[t.Text, str]],
    write: Write,
    bold: bool = False,
    follow: bool = True,
) -> None:
    for cell, (text, align) in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.keep_with_next = follow
        if align == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(paragraph, text)
        for element in paragraph._p.iter(qn("w:r")):  # those within a link, too
            run = Run(element, paragraph)
            run.font.size = Pt(styles.TABLE)
            run.bold = bold or run.bold


def _frame(made: Any, caption: str) -> None:
    """Lines between rows, narrow margins, what heads rows and columns, and alternative text."""
    properties = made._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        colour = tokens.light("line" if side == "insideH" else "strong-line")[1:]
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", colour)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    look = OxmlElement("w:tblLook")
    for name, value in (("firstRow", "1"), ("firstColumn", "1"), ("lastRow", "0"),
                        ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):  # fmt: skip
        look.set(qn(f"w:{name}"), value)
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    for element in (borders, margins, look, *([described] if caption else [])):
        properties.append(element)


def _mark_header(row: Any) -> None:
    header = OxmlElement("w:tblHeader")
    _keep_whole(row)
    row._tr.get_or_add_trPr().append(header)


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
