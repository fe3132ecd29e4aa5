"""How a form looks: a few named styles that a council can change in Excel in one place.

Text has a contrast of at least 7:1 with what is behind it, lines around answers at least 3:1. What
must be answered is said in words, never by colour.
"""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from litmus.intake.forms.model import FieldType

INK, DARK, PALE, PAPER = "1F2933", "1B3A57", "E8EEF4", "FFFDF2"
LINE = "76838F"
FONT = "Calibri"

TITLE, SECTION, HEADING = "Form title", "Form section", "Form heading"
QUESTION, WORDS, NOTE = "Form question", "Form words", "Form note"
PLAIN, LINK, ABOUT = "Form plain", "Form link", "Form section words"
DAY_FORMAT, TIME_FORMAT, MONTH_FORMAT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "mmmm yyyy"
TEXT_FORMAT = "@"  # so that 007 stays 007 and what begins with = stays text
_FORMATS: dict[FieldType, str] = {
    "text": TEXT_FORMAT,
    "long_text": TEXT_FORMAT,
    "date": DAY_FORMAT,
    "datetime": TIME_FORMAT,
    "month": MONTH_FORMAT,
    "whole_number": "0",
    "number": "General",
    "choice": TEXT_FORMAT,
    "yes_no": TEXT_FORMAT,
}


def answer_style(kind: FieldType) -> str:
    """The name of the style of a cell that takes answers of this kind."""
    return f"Form answer {kind.replace('_', ' ')}"


def add_styles(workbook: Workbook) -> None:
    """Every named style of a form."""
    plain = Font(name=FONT, size=11, color=INK)
    strong = Font(name=FONT, size=11, bold=True, color=INK)
    _add(workbook, TITLE, Font(name=FONT, size=16, bold=True, color=DARK), wrap=False)
    _add(workbook, SECTION, Font(name=FONT, size=12, bold=True, color=DARK), fill=PALE)
    _add(workbook, ABOUT, plain, fill=PALE)
    _add(workbook, HEADING, Font(name=FONT, size=11, bold=True, color="FFFFFF"), fill=DARK)
    _add(workbook, QUESTION, strong, lined=True)
    _add(workbook, WORDS, plain, lined=True)
    _add(workbook, NOTE, plain, wrap=False)
    _add(workbook, PLAIN, plain)
    _add(workbook, LINK, Font(name=FONT, size=11, underline="single", color="0B4F8A"), wrap=False)
    for kind, number_format in _FORMATS.items():
        style = _add(workbook, answer_style(kind), plain, fill=PAPER, lined=True)
        style.number_format = number_format
        style.protection = Protection(locked=False)


def _add(
    workbook: Workbook,
    name: str,
    font: Font,
    *,
    fill: str | None = None,
    lined: bool = False,
    wrap: bool = True,
) -> NamedStyle:
    style = NamedStyle(name=name, font=font)
    style.alignment = Alignment(
        horizontal="left", vertical="top", wrap_text=wrap, indent=1 if lined or fill else 0
    )
    if fill:
        style.fill = PatternFill("solid", start_color=fill, end_color=fill)
    if lined:
        side = Side(style="thin", color=LINE)
        style.border = Border(left=side, right=side, top=side, bottom=side)
    workbook.add_named_style(style)
    return style
