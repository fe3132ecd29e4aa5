"""Turn what stands in a cell into the text that the tables hold, or say what was expected."""

import re
from datetime import date, datetime, time, timedelta

from litmus.intake.forms import dates
from litmus.intake.forms.dates import NotADate, Order, Sign
from litmus.intake.forms.grid import Value
from litmus.intake.forms.model import Field

MOST_DIGITS = 10**15  # beyond this Excel keeps no number exactly
MOST_CHOICES_NAMED = 12
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class NotUnderstood(ValueError):
    """The message is what was expected; `sign` is what a wrong date shows (see `dates`)."""

    def __init__(self, expected: str, sign: Sign = Sign.NONE) -> None:
        super().__init__(expected)
        self.sign = sign


def understand(
    field: Field, value: Value, order: Order = Order.DAY_FIRST
) -> tuple[str | None, Sign]:
    """The answer as the tables hold it (None where there is none) and what a date shows.

    Raises NotUnderstood. A text that begins like a formula stays the text that it is.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, Sign.NONE
    if field.type in ("date", "datetime", "month"):
        return _date(field, value, order)
    if field.type in ("number", "whole_number"):
        return _number(field, value), Sign.NONE
    if field.type in ("choice", "yes_no"):
        return _choice(field, value), Sign.NONE
    return _text(value), Sign.NONE


def expectation(field: Field) -> str:
    """What a field asks for, in words: to be told to somebody who left it empty."""
    if field.type == "date":
        return dates.SUCH_AS
    if field.type == "datetime":
        return dates.SUCH_AS_TIME
    if field.type == "month":
        return dates.SUCH_AS_MONTH
    if field.type in ("choice", "yes_no"):
        return _choices(field)
    if field.type in ("number", "whole_number"):
        return _numbers(field)
    return "some text"


def _date(field: Field, value: Value, order: Order) -> tuple[str, Sign]:
    try:
        if field.type == "month":
            found = dates.month(value, order)
            return found.month_text, found.sign
        found = dates.moment(value, order, expectation(field))
    except NotADate as error:
        raise NotUnderstood(str(error), error.sign) from None
    return (found.text if field.type == "datetime" else found.day_text), found.sign


def _number(field: Field, value: Value) -> str:
    text = value.strip() if isinstance(value, str) else _of_number(value)
    if text is None or not _NUMBER.fullmatch(text):
        raise NotUnderstood(_numbers(field))
    number = float(text)
    too_small = field.minimum is not None and number < field.minimum
    too_large = field.maximum is not None and number > field.maximum
    if too_small or too_large or (field.type == "whole_number" and number != int(number)):
        raise NotUnderstood(_numbers(field))
    return str(int(number)) if number == int(number) else text.removeprefix("+")


def _choice(field: Field, value: Value) -> str:
    said = value if isinstance(value, str) else _of_number(value)
    code = field.code(said) if said is not None else None
    if code is None:
        raise NotUnderstood(_choices(field))
    return code


def _text(value: Value) -> str:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, date | datetime | time | timedelta):
        raise NotUnderstood(
            "text. Excel took what was typed for a date: begin it with an apostrophe (')"
        )
    text = _of_number(value)
    if text is None:
        raise NotUnderstood(
            "text. Excel keeps no more than 15 digits of a number: begin it with an apostrophe (')"
        )
    return text


def _of_number(value: Value) -> str | None:
    """A number as text: 12 for 12.0. None where it is none, or too large to be exact."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if not isinstance(value, int | float) or abs(value) >= MOST_DIGITS:
        return None
    return str(int(value)) if value == int(value) else f"{value:.15f}".rstrip("0")


def _numbers(field: Field) -> str:
    kind = "a whole number" if field.type == "whole_number" else "a number"
    low, high = (_plain(bound) for bound in (field.minimum, field.maximum))
    if low and high:
        return f"{kind} from {low} to {high}"
    if low:
        return f"{kind} of at least {low}"
    return f"{kind} of at most {high}" if high else kind


def _plain(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"


def _choices(field: Field) -> str:
    labels = list(field.options.values())
    if len(labels) > MOST_CHOICES_NAMED:
        return f"one of the {len(labels)} entries of the list that the cell offers"
    return f"one of: {'; '.join(labels)}"
