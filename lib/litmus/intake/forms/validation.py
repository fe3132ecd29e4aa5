"""What Excel tells somebody who fills in a cell: what is wanted, and what was wrong with it.

This helps; it does not protect. Pasting passes by every one of these checks, so a completed form is
checked again when it is read.
"""

from datetime import date

from openpyxl.worksheet.datavalidation import DataValidation

from litmus.intake.forms.model import Field

_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_MOST_TITLE, _MOST_WORDS = 32, 255  # as many characters as Excel keeps
_LARGEST = 1_000_000
_SUCH_AS = {
    "date": "Type a day such as 29/03/2016: day, month, year.",
    "datetime": "Type a day and a time such as 29/03/2016 14:05.",
    "month": "Type any day of the month, such as 01/03/2016.",
}


def validation(field: Field, list_name: str | None) -> DataValidation:
    """The check of one field's cells, with its messages. `list_name` names what can be picked."""
    check = _check(field, list_name)
    check.allow_blank = True
    check.showInputMessage = True
    check.promptTitle = _short(field.label, _MOST_TITLE)
    check.prompt = _short(field.hint or _expectation(field), _MOST_WORDS)
    if check.type is not None:
        check.showErrorMessage = True
        check.errorStyle = "warning" if field.other_allowed else "stop"
        check.errorTitle = _short(field.label, _MOST_TITLE)
        check.error = _short(_expectation(field), _MOST_WORDS)
    return check


def _check(field: Field, list_name: str | None) -> DataValidation:
    if field.options:
        return DataValidation(type="list", formula1=f"={list_name}")
    if field.type in _SUCH_AS:
        first, last = ((day - _EXCEL_DAY_ZERO).days for day in (_FIRST_DAY, _LAST_DAY))
        return DataValidation(
            type="date", operator="between", formula1=str(first), formula2=str(last)
        )
    if field.type in ("whole_number", "number"):
        low, high = _bounds(field)
        kind = "whole" if field.type == "whole_number" else "decimal"
        return DataValidation(
            type=kind, operator="between", formula1=f"{low:g}", formula2=f"{high:g}"
        )
    return DataValidation(type=None)


def _expectation(field: Field) -> str:
    if field.other_allowed:
        return "This is not in the list. Keep it if nothing in the list says what you mean."
    if field.options:
        return "Pick one of the list: press Alt and the down arrow to open it."
    if field.type in _SUCH_AS:
        return _SUCH_AS[field.type]
    if field.type in ("whole_number", "number"):
        low, high = _bounds(field)
        kind = "a whole number" if field.type == "whole_number" else "a number"
        if field.maximum is None:
            return f"Type {kind}, {low:g} or more."
        return f"Type {kind} from {low:g} to {high:g}."
    return "Type some text."


def _bounds(field: Field) -> tuple[float, float]:
    low = 0 if field.minimum is None else field.minimum
    return low, _LARGEST if field.maximum is None else field.maximum


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
