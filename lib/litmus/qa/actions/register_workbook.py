"""The register of actions as a workbook that people fill in and send back.

Accessible (title, language, headings that stay in sight and print on each page, no merged cells),
and protected without a password: against slips, not against anybody. The same register always
gives the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from litmus.indicators import EVERY
from litmus.intake.forms.action_log import FOLLOWED
from litmus.intake.forms.packing import pack
from litmus.qa.actions import register_layout as layout
from litmus.qa.actions.register import Action
from litmus.qa.actions.states import STATUSES, ActionState

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

WIDTHS = {
    layout.ID: 12, "Activity": 18, "Form": 14, "Service": 12, "Key question": 9,
    "Indicator": 16, "What is to be done": 40, "Owner": 12, "Owner role": 10, "Priority": 12,
    "Raised on": 12, "Due on": 12, "State": 10, "Days overdue": 9, layout.STATUS: 12,
    layout.COMPLETED: 12, layout.EVIDENCE: 32, layout.VERIFIED_BY: 12, layout.NEW_DUE: 12,
}  # fmt: skip
HELP = {
    layout.STATUS: "Pick one. Done: it has a day of completion. Verified: somebody other than the "
    "owner has looked.",
    layout.COMPLETED: "The day on which the action was completed, such as 29/03/2016: day, month, "
    "year.",
    layout.EVIDENCE: "What shows that the action was done, and where it can be seen. No names of "
    "children.",
    layout.VERIFIED_BY: "The staff id of who has seen that it was done, such as QA-1. Not the "
    "owner.",
    layout.NEW_DUE: "Only if the due date is put off: the new one, such as 29/03/2016.",
}
ABOUT = (
    "Fill in the light columns of the sheet Actions: Status, Completed on, Evidence, Verified by, "
    "New due date. Leave all else as it is; leave what has not changed.",
    "Done needs a day of completion. Verified needs that and who verified it, who is somebody "
    "other than the owner. Cancelled has neither.",
    "To reopen an action, set Status to Open and empty Completed on and Verified by.",
    "State is that on the day of this register; Status is what is known by now.",
    "An action stays in the register until it is verified or cancelled.",
    "Save, and give the file back to whoever sent it. They run: .venv/bin/litmus actions update "
    "FILE.xlsx",
    "The sheet is protected without a password, so that nothing is changed by a slip. The words in "
    "it may be about children: keep it as you keep their records.",
)
_DAY_FORMAT, _TEXT_FORMAT = "dd/mm/yyyy", "@"
_FIRST_DAY, _LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
_LINE, _HIGHEST = 15, 400  # points
_WIDER = 1.2  # words break before the end of a line
_MOST_TITLE = 32  # characters that Excel keeps of a message's title


def workbook(
    actions: Sequence[Action], kept: Mapping[str, ActionState], day: date, council: str, label: str
) -> bytes:
    """The xlsx file. `kept`: the standing of each action by id; `council`: whose register it is
    (litmus.intake.forms.records.council_key); `label`: what it covers, for its title."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = layout.SHEET
    _fill(sheet, actions, kept)
    _look(sheet, len(actions))
    _heights(sheet)
    _checks(sheet, len(actions))
    _read_me(book, label)
    _write_hidden_sheet(book, actions, kept, {layout.COUNCIL: council, layout.DAY: day.isoformat()})
    book.properties.title = label
    book.properties.creator = "Litmus"
    book.properties.language = "en-GB"
    return pack(book, datetime.combine(day, time()))


def fixed_cells(action: Action) -> list[object]:
    """What the register says of an action, in the order of the columns that nobody fills in."""
    return [
        action.id, action.activity, action.reference, action.service, action.key_question,
        indicator_name(action), action.text, action.owner, action.owner_role, action.priority,
        action.raised_on, action.due_on, action.state, action.days_overdue,
    ]  # fmt: skip


def indicator_name(action: Action) -> str:
    """What the indicator is called that an action is to move; its code as it is written where the
    catalogue has no such one, "" where none is named."""
    found = EVERY.get(action.indicator)
    return (found.short or found.name) if found else action.indicator


def _fill(sheet: Worksheet, actions: Sequence[Action], kept: Mapping[str, ActionState]) -> None:
    for column, heading in enumerate(layout.HEADINGS, 1):
        _write(sheet.cell(1, column), heading)
    for row, action in enumerate(actions, 2):
        known = kept[action.id]
        said = known.values
        completed = said["act_completed_on"]
        asked = [
            STATUSES[known.status],
            date.fromisoformat(completed) if completed else None,
            said["act_evidence"],
            said["act_verified_by"],
            None,
        ]
        for column, value in enumerate([*fixed_cells(action), *asked], 1):
            _write(sheet.cell(row, column), value)


def _write(cell: Cell, value: object) -> None:
    """Words are words, whatever they begin with: no spreadsheet takes them for a formula."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[: layout.MOST_IN_CELL]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = True
        cell.number_format = _TEXT_FORMAT
    elif isinstance(value, date):
        cell.number_format = _DAY_FORMAT


def _heights(sheet: Worksheet) -> None:
    """Rows as high as their words need; not every program works that out when it opens a file."""
    for row in sheet.iter_rows():
        lines = 1
        for heading, cell in zip(layout.HEADINGS, row, strict=True):
            words = 0 if isinstance(cell.value, date) else len(str(cell.value or ""))
            lines = max(lines, math.ceil(words * _WIDER / WIDTHS[heading]))
        sheet.row_dimensions[row[0].row].height = min(_LINE * lines, _HIGHEST)


def _look(sheet: Worksheet, rows: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    top = Alignment(wrap_text=True, vertical="top", horizontal="left")
    paper = PatternFill("solid", start_color="FFFDF2", end_color="FFFDF2")
    dark = PatternFill("solid", start_color="1B3A57", end_color="1B3A57")
    for column, heading in enumerate(layout.HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[heading]
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), dark
        head.alignment = top
        for row in range(2, rows + 2):
            cell = sheet.cell(row, column)
            cell.alignment = top
            if heading in layout.ASKED:
                cell.protection = Protection(locked=False)
                cell.fill = paper
                dated = heading in (layout.COMPLETED, layout.NEW_DUE)
                cell.number_format = _DAY_FORMAT if dated else _TEXT_FORMAT
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(layout.HEADINGS))}{rows + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "Page &P of &N"
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(sheet.protection, allowed, False)  # False allows it


def _checks(sheet: Worksheet, rows: int) -> None:
    """What each column that people fill in asks for. It helps; pasting passes by it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.datetime import to_excel
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(STATUSES.values())
    between = {"operator": "between", "formula1": str(int(to_excel(_FIRST_DAY)))}
    between["formula2"] = str(int(to_excel(_LAST_DAY)))
    for column, heading in enumerate(layout.HEADINGS, 1):
        if heading not in layout.ASKED or not rows:
            continue
        if heading == layout.STATUS:
            check = DataValidation(type="list", formula1=f'"{words}"')
        elif heading in (layout.COMPLETED, layout.NEW_DUE):
            check = DataValidation(type="date", **between)
        else:
            check = DataValidation(type=None)
        check.allow_blank = check.showInputMessage = True
        check.promptTitle, check.prompt = heading[:_MOST_TITLE], HELP[heading]
        if check.type:
            check.showErrorMessage, check.errorStyle = True, "stop"
            check.errorTitle, check.error = heading[:_MOST_TITLE], HELP[heading]
        letter = get_column_letter(column)
        check.add(f"{letter}2:{letter}{rows + 1}")
        sheet.add_data_validation(check)


def _read_me(book: Workbook, label: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet(layout.READ_ME)
    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate([label, *ABOUT], 1):
        cell = sheet.cell(row, 1)
        _write(cell, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row == 1:
            cell.font = Font(bold=True, size=14)
    sheet.protection.sheet = True


def _write_hidden_sheet(
    book: Workbook,
    actions: Sequence[Action],
    kept: Mapping[str, ActionState],
    about: Mapping[str, str],
) -> None:
    """What the workbook is, and what was known of each action when it was written."""
    stamp = {layout.VERSION: layout.REGISTER_VERSION, **about}
    rows: list[Sequence[str | None]] = [*stamp.items(), (layout.WRITTEN, *FOLLOWED, "checksum")]
    for action in actions:
        values = kept[action.id].values
        said = [values[column] for column in FOLLOWED]
        rows.append((action.id, *said, layout.checksum(fixed_cells(action))))
    sheet = book.create_sheet(layout.HIDDEN)
    sheet.sheet_state = "veryHidden"
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(number, column), value)
