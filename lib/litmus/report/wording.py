"""Values, differences and dates in words, by the kind of indicator."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from litmus.base import numbers
from litmus.base.periods import days_in_words
from litmus.base.windows import Window
from litmus.report.cells import Basis, Unit, Value, amount, nothing
from litmus.report.feed import Amount, Declaration, Figure

RATE_UNIT: Unit = "per 10,000"
UNITS: dict[str, Unit] = {"percentage": "percent", "rate": RATE_UNIT}
# What stands between numerator and denominator.
BETWEEN = {"percentage": "of", "rate": "in a population of"}
RATING = {"green": "● Green", "amber": "▲ Amber", "red": "■ Red"}
# How long a window is, where a rating names it.
LENGTHS = {"R12M": " over 12 months", "R36M": " over 36 months", "FYTD": " over the year to date"}
NOT_AVAILABLE = "not available"


def value_of_kind(declaration: Declaration, number: Amount, **more: Any) -> Value:
    """A value by its kind, for a table: "78.9%", "421.9" (a rate or mean), "1,204" (a count).

    `more` is what is said beside it, see `litmus.report.cells.Value`.
    """
    if declaration.kind == "count":
        return amount(number, **more)
    return Value(number, UNITS.get(declaration.kind, ""), 1, **more)


def value(declaration: Declaration, number: Amount) -> str:
    """The same in words."""
    return value_of_kind(declaration, number).text


def value_with_unit(declaration: Declaration, number: Amount) -> str:
    """As `value`, but a rate says what it is per: "421.9 per 10,000"."""
    text = value(declaration, number)
    return f"{text} {RATE_UNIT}" if declaration.kind == "rate" else text


def interval(declaration: Declaration, lower: Amount, upper: Amount) -> Value:
    """The interval of a percentage, rate or mean for a table: "77.4% to 80.3%"."""
    return Value(None, UNITS.get(declaration.kind, ""), 1, lower=lower, upper=upper)


def basis(declaration: Declaration, figure: Figure) -> Basis | None:
    """What a value rests on: "2,415 of 3,061", "3,535 in a population of 83,785", if anything.

    Of a median: "3,027 cases". Of a rate of three months: "886 in a population of 83,785,
    annualised".
    """
    if declaration.kind == "median" and figure.denominator:
        cases = int(figure.denominator)
        return Basis(denominator=cases, note=" case" if cases == 1 else " cases")
    if figure.numerator is None or not figure.denominator or declaration.kind == "count":
        return None
    between = BETWEEN.get(declaration.kind, "over")
    return Basis(
        figure.numerator, figure.denominator, between, note=_annualised(declaration, figure)
    )


def is_annualised(declaration: Declaration, window: str) -> bool:
    """Whether a rate of such a window is a rate a year, which its numerator alone does not give.

    Three months of referrals count four times, see `litmus.indicators.measures.annual_factor`.
    """
    return declaration.kind == "rate" and declaration.pattern == "events" and window != "R12M"


def axis(declaration: Declaration, window: str) -> str:
    """What the values of a chart of such windows are per: "Per 10,000 children, annualised"."""
    if declaration.kind != "rate":
        return ""
    yearly = ", annualised" if is_annualised(declaration, window) else ""
    return f"Per 10,000 children{yearly}"


def _annualised(declaration: Declaration, figure: Figure) -> str:
    return ", annualised" if is_annualised(declaration, figure.window) else ""


def alone(declaration: Declaration, figure: Figure) -> Value:
    """A table's cell for a value without what it rests on: "78.9%", "not available"."""
    if figure.value is None:
        return nothing(NOT_AVAILABLE)
    return value_of_kind(declaration, figure.value)


def cell(declaration: Declaration, figure: Figure, note: str = "") -> Value:
    """A table's cell: "78.9% (2,415 of 3,061)", "421.9 (3,535)" for a rate, "not available".

    `note` follows a value.
    """
    if declaration.kind == "rate" and figure.value is not None and figure.numerator is not None:
        rests_on = Basis(figure.numerator, note=_annualised(declaration, figure))
        return value_of_kind(declaration, figure.value, basis=rests_on, note=note)
    return with_basis(declaration, figure, note)


def with_basis(declaration: Declaration, figure: Figure, note: str = "") -> Value:
    """How a figure reads: "78.9% (2,415 of 3,061)"; where there is no value "not available", or
    how many were counted: "651, but no rate"."""
    if figure.value is None and declaration.kind == "rate" and figure.numerator is not None:
        return nothing(f"{numbers.amount(figure.numerator)}, but no rate")
    if figure.value is None:
        return nothing(NOT_AVAILABLE)
    return value_of_kind(declaration, figure.value, basis=basis(declaration, figure), note=note)


def value_and_basis(declaration: Declaration, figure: Figure) -> str:
    """The same in words."""
    return with_basis(declaration, figure).text


@dataclass(frozen=True)
class Difference:
    """How far one value lies from another, ready to be said.

    way: 1 up, -1 down, 0 where they are the same as far as they are printed. `gap` is the
    difference of the values as they are printed, so that what is seen subtracts; `exact` says
    whether one of 0 is really none. `words` is the size with its
    unit: "6.1 points", "12.3 per 10,000"; `short` leaves out "per 10,000", for where the
    indicator's name says it.
    """

    declaration: Declaration
    way: int
    gap: float
    exact: bool = False

    def cell(self, lead: str = "", note: str = "", bare: bool = False) -> Value:
        """The size for a table, between words that say which way; `bare` leaves out "points"."""
        unit: Unit = "" if bare else _unit_of_difference(self.declaration)
        places = _places(self.declaration)
        return Value(self.gap, unit, places, lead=lead, note=note, unsigned=True)

    @property
    def number(self) -> str:
        """The size alone."""
        return self.cell(bare=True).text

    @property
    def short(self) -> str:
        """The size, with "points" of a percentage."""
        return self.cell().text

    @property
    def words(self) -> str:
        """The size with its unit."""
        rate = self.declaration.kind == "rate"
        return f"{self.short} {RATE_UNIT}" if rate else self.short


def difference(declaration: Declaration, now: Amount, before: Amount) -> Difference:
    """`now` less `before`, of both as they are printed: 54.4% after 59.5% is 5.1 points less."""
    places = _places(declaration)
    seen = [numbers.round_half_up(value, places) for value in (now, before)]
    gap = float(seen[0] - seen[1])
    return Difference(declaration, (gap > 0) - (gap < 0), gap, exact=now == before)


def _places(declaration: Declaration) -> int:
    return 0 if declaration.kind == "count" else 1


def _unit_of_difference(declaration: Declaration) -> Unit:
    return "points" if declaration.kind == "percentage" else UNITS.get(declaration.kind, "")


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


def over(rated: Figure, shown: Figure) -> str:
    """ " over 12 months": how long a figure is that is rated while another is shown; "" where it is
    the same, so that nobody takes a rating for that of the value beside it."""
    same = (rated.window_start, rated.window_end) == (shown.window_start, shown.window_end)
    if same or rated.value is None or shown.value is None:
        return ""
    return LENGTHS.get(rated.window, f" over {Window(*_days(rated)).title}")


def rated(declaration: Declaration, headline: Figure, shown: Figure) -> str:
    """A table's cell for a rating beside a value that it may not be the rating of.

    "▲ Amber", and of another window with what is rated: "▲ Amber: 79.0% over 12 months".
    """
    said, long = rating(headline), over(headline, shown)
    if not said or not long or headline.value is None:
        return said
    return f"{said}: {value(declaration, headline.value)}{long}"


def _days(figure: Figure) -> tuple[str, date, date]:
    return figure.window, figure.window_start, figure.window_end


def at_a_day(declaration: Declaration) -> bool:
    """Whether the indicator says how things stood on a day, not what happened over time."""
    return declaration.pattern != "events" and declaration.window in ("day", "week", "month")


def day(when: date) -> str:
    """A date as it is printed: 31 March 2016.

    >>> day(date(2016, 3, 31))
    '31 March 2016'
    """
    return days_in_words(when, when)


def span(declaration: Declaration, figure: Figure) -> str:
    """What a figure covers, as a label: "12 months to 31 March 2016", "31 March 2016"."""
    if at_a_day(declaration):
        return day(figure.window_end)
    return Window(figure.window, figure.window_start, figure.window_end).title


def when(declaration: Declaration, figure: Figure) -> str:
    """The same in a sentence: "in the 12 months to 31 March 2016", "at 31 March 2016", "in the week
    of 21 to 27 March 2016", "on 29 March 2016"."""
    label = span(declaration, figure)
    if at_a_day(declaration):
        return f"at {label}"
    if figure.window in ("week", "day"):
        return f"in the week of {label}" if figure.window == "week" else f"on {label}"
    return f"in the {label}" if " months to " in label else f"in {label}"
