"""Values, differences and dates in words, by the kind of indicator."""

from dataclasses import dataclass
from datetime import date

from litmus.base import numbers
from litmus.base.periods import Window
from litmus.report.feed import Amount, Declaration, Figure

RATE_UNIT = "per 10,000"
RATING = {"green": "● Green", "amber": "▲ Amber", "red": "■ Red"}
NOT_AVAILABLE = "not available"


def value(declaration: Declaration, number: Amount) -> str:
    """A value by its kind: "78.9%", "421.9" (a rate or mean), "1,204" (a count)."""
    if declaration.kind == "percentage":
        return numbers.percent(number)
    if declaration.kind == "count":
        return numbers.amount(number)
    return numbers.decimal(number)


def value_with_unit(declaration: Declaration, number: Amount) -> str:
    """As `value`, but a rate says what it is per: "421.9 per 10,000"."""
    text = value(declaration, number)
    return f"{text} {RATE_UNIT}" if declaration.kind == "rate" else text


def basis(declaration: Declaration, figure: Figure) -> str:
    """What a value rests on: "2,415 of 3,061", "3,535 in a population of 83,785", or "".

    Of a median: "3,027 cases".
    """
    if declaration.kind == "median" and figure.denominator:
        return numbers.counted(int(figure.denominator), "case")
    if figure.numerator is None or not figure.denominator or declaration.kind == "count":
        return ""
    over, under = numbers.amount(figure.numerator), numbers.amount(figure.denominator)
    if declaration.kind == "rate":
        return f"{over} in a population of {under}"
    return f"{over} of {under}" if declaration.kind == "percentage" else f"{over} over {under}"


def cell(declaration: Declaration, figure: Figure) -> str:
    """A table's cell: "78.9% (2,415 of 3,061)", "421.9 (3,535)" for a rate, "not available"."""
    if declaration.kind == "rate" and figure.value is not None and figure.numerator is not None:
        return f"{value(declaration, figure.value)} ({numbers.amount(figure.numerator)})"
    return value_and_basis(declaration, figure)


def value_and_basis(declaration: Declaration, figure: Figure) -> str:
    """How a figure reads: "78.9% (2,415 of 3,061)", "not available" where there is no value."""
    if figure.value is None:
        return NOT_AVAILABLE
    shown, rests_on = value(declaration, figure.value), basis(declaration, figure)
    return f"{shown} ({rests_on})" if rests_on else shown


@dataclass(frozen=True)
class Difference:
    """How far one value lies from another, ready to be said.

    way: 1 up, -1 down, 0 where they are the same as far as they are printed. `exact` says whether
    a difference of 0 is really none. `words` is the size with its unit: "6.1 points",
    "12.3 per 10,000"; `short` leaves out "per 10,000", for where the indicator's name says it, and
    `number` is the size alone.
    """

    way: int
    number: str
    short: str
    words: str
    exact: bool


def difference(declaration: Declaration, now: Amount, before: Amount) -> Difference:
    """`now` less `before`, taken before rounding."""
    gap = now - before
    places = 0 if declaration.kind == "count" else 1
    size = abs(numbers.rounded(gap, places))
    way = 0 if size == 0 else (1 if gap > 0 else -1)
    number = text = numbers.decimal(abs(gap), places)
    if declaration.kind == "percentage":
        text += " point" if size == 1 else " points"
    words = f"{text} {RATE_UNIT}" if declaration.kind == "rate" else text
    return Difference(way, number, text, words, gap == 0)


def smallest(declaration: Declaration) -> str:
    """The smallest difference that is printed: "0.1 points"."""
    unit = {"percentage": " points", "rate": f" {RATE_UNIT}"}.get(declaration.kind, "")
    return f"0.1{unit}"


def better(declaration: Declaration, way: int) -> bool | None:
    """Whether a move `way` (1 up, -1 down) is for the better; None where neither way is."""
    good = {"higher": 1, "lower": -1}.get(declaration.polarity)
    return None if good is None or way == 0 else way == good


def rating(figure: Figure) -> str:
    """The RAG rating as a symbol and a word: "▲ Amber"; "" where there is none."""
    return RATING.get(figure.rag or "", figure.rag or "")


def at_a_day(declaration: Declaration) -> bool:
    """Whether the indicator says how things stood on a day, not what happened over time."""
    return declaration.pattern != "events" and declaration.window in ("day", "week", "month")


def within(name: str) -> str:
    """A name within a sentence: "single assessments", but "S47 enquiries" and "PEPs"."""
    first, space, rest = name.partition(" ")
    return f"{first.lower()}{space}{rest}" if first[1:].islower() else name


def day(when: date) -> str:
    """A date as it is printed: 31 March 2016."""
    return f"{when.day} {when:%B %Y}"


def span(declaration: Declaration, figure: Figure) -> str:
    """What a figure covers, as a label: "12 months to 31 March 2016", "31 March 2016"."""
    if at_a_day(declaration):
        return day(figure.window_end)
    return Window(figure.window, figure.window_start, figure.window_end).title


def when(declaration: Declaration, figure: Figure) -> str:
    """The same in a sentence: "in the 12 months to 31 March 2016", "at 31 March 2016"."""
    label = span(declaration, figure)
    if at_a_day(declaration):
        return f"at {label}"
    return f"in the {label}" if " months to " in label else f"in {label}"
