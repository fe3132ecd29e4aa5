"""The first sheet of a form: what it is for, how to fill it in, and where to send it."""

from collections.abc import Iterator

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from litmus.intake.forms import styles
from litmus.intake.forms.model import Form
from litmus.intake.forms.sheets import height

_WIDTH = 110
_HOW = (
    "Answers go into the cells with a pale background. Press Tab to go to the next one.",
    "Where a cell offers a list, press Alt and the down arrow to open it.",
    "Dates are day, month, year: 29/03/2016. A time follows after a space: 29/03/2016 14:05.",
    "Press Alt and Enter to begin a new line in a cell. If the words do not fit, make the row "
    "higher; nothing is lost.",
    "Write no names of children, families or staff: use case references, staff ids and roles.",
    "Do not insert, merge or rename anything. If a table is too short, put what is left into its "
    "last row.",
    "If you find an immediate concern for a child, do not wait for this form: act and tell the "
    "manager at once.",
)
_AFTER = (
    "Save the workbook under a name of its own and send it to the QA Manager, who puts it into the "
    "inbox folder. If something is missing or unclear, it comes back with a list of what to fix.",
    "To correct a form that was accepted: change it, write the number under which it was accepted "
    "into “Replaces form number”, and send it again.",
    "Start each form from the empty proforma. If you copy a completed one, clear its form number.",
)


def write_read_me(sheet: Worksheet, form: Form, council: str, sheets: list[str]) -> None:
    """Title, purpose, instructions and links to the sheets that are to be filled in."""
    sheet.column_dimensions["A"].width = _WIDTH
    for row, (text, style) in enumerate(_lines(form, council), 1):
        _put(sheet, row, text, style)
    _put(sheet, sheet.max_row + 1, "The sheets of this form", styles.SECTION)
    for name in sheets:
        row = sheet.max_row + 1
        _put(sheet, row, name, styles.LINK)
        place = f"{quote_sheetname(name)}!A1"
        sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=place, display=name)
        sheet.cell(row, 1).style = styles.LINK


def _lines(form: Form, council: str) -> Iterator[tuple[str, str]]:
    yield form.title, styles.TITLE
    yield form.purpose, styles.PLAIN
    yield f"{council}. Version {form.version}. Framework {form.framework}.", styles.PLAIN
    if form.instructions:
        yield "About this form", styles.SECTION
        yield from ((text, styles.PLAIN) for text in form.instructions)
    yield "How to fill it in", styles.SECTION
    yield from ((text, styles.PLAIN) for text in _HOW)
    yield "When it is done", styles.SECTION
    yield from ((text, styles.PLAIN) for text in _AFTER)


def _put(sheet: Worksheet, row: int, text: str, style: str) -> None:
    cell = sheet.cell(row, 1)
    cell.value, cell.style = text, style
    sheet.row_dimensions[row].height = 26 if style == styles.TITLE else height([(text, _WIDTH)])
