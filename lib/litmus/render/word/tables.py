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
ROOM, DENSE_ROOM = 97, 112  # the characters of Arial that stand side by side there
MOST = 40  # a longer cell has several lines
Write = Callable[[Paragraph, t.Text], None]


def add_table(document: Document, table: b.Table, write: Write) -> None:
    """A table with its caption above and its note below; `write` puts text into a paragraph."""
    if table.caption:
        document.add_paragraph(table.caption, style="Caption")
    made = document.add_table(rows=1, cols=len(table.columns))
    made.autofit = False
    _frame(made, table.caption)
    sections, size = dict(table.sections), styles.DENSE if table.dense else styles.TABLE
    names = [(t.words(column.name), column.align) for column in table.columns]
    _fill(made.rows[0], names, write, size, bold=True)
    _mark_header(made.rows[0])
    for n, row in enumerate(table.rows):
        if n in sections:
            _add_section(made.add_row(), sections[n], write, size)
        cells = [(cell, column.align) for cell, column in zip(row, table.columns, strict=True)]
        line = made.add_row()
        _fill(line, cells, write, size, follow=n < len(table.rows) - 1 and tables.is_brief(table))
        _keep_whole(line)
    _set_widths(made, _widths(table))
    if table.note:
        document.add_paragraph(table.note, style=styles.NOTE)
    else:
        document.add_paragraph(style=styles.NOTE).paragraph_format.space_after = Pt(0)


def _set_widths(made: Any, widths: Sequence[float]) -> None:
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        if len(row._tr.tc_lst) == len(widths):
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        else:  # what heads the rows below it
            row.cells[0].width = Mm(WIDE)


def _add_section(row: Any, head: str, write: Write, size: float) -> None:
    """What heads the rows below it, from side to side."""
    row.cells[0].merge(row.cells[-1])
    paragraph = row.cells[0].paragraphs[0]
    paragraph.style = styles.SECTION
    paragraph.paragraph_format.space_before = Pt(4)
    paragraph.paragraph_format.space_after = Pt(1)
    paragraph.paragraph_format.keep_with_next = True
    write(paragraph, t.words(head))
    for run in paragraph.runs:
        run.font.size = Pt(size)
    _keep_whole(row)


def _widths(table: b.Table) -> list[float]:
    """Millimetres of each column: its words whole, and what is left by the length of its cells."""
    columns = range(len(table.columns))
    room = DENSE_ROOM if table.dense else ROOM
    for short in (tables.SHORT, 0):
        least = [tables.least(table, n, short) + tables.GAP for n in columns]
        if sum(least) <= room:
            break
    longest = [
        max(min(max(map(len, table.cells[n])), MOST) + tables.GAP, least[n]) for n in columns
    ]
    wanted = [most - few for most, few in zip(longest, least, strict=True)]
    spare = max(room - sum(least), 0) / max(sum(wanted), 1)
    share = [few + more * min(spare, 1) for few, more in zip(least, wanted, strict=True)]
    return [WIDE * part / sum(share) for part in share]


def _fill(
    row: Any,
    cells: Sequence[tuple[t.Text, str]],
    write: Write,
    size: float,
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
            run.font.size = Pt(size)
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
