"""The next two quarters if the past went on, with the back-test beside it; or nothing."""

from dataclasses import dataclass
from datetime import date

from litmus.base import numbers
from litmus.base.periods import add_months, month_end
from litmus.base.windows import window_ending
from litmus.figures.statistics.forecast import NO_BETTER, BackTest, ForecastPoint, forecast
from litmus.report import sentences, wording
from litmus.report.book.series import Series
from litmus.report.feed import Declaration

TENTHS_BELOW = 10
YEAR = 4  # quarters; where one of them rests on small numbers, a forecast would, too


@dataclass(frozen=True)
class Ahead:
    """Where the next two quarters would lie if the past went on: each with its last day.

    Empty where there is no forecast, and `reason` says why in words that follow "because"."""

    points: tuple[tuple[date, ForecastPoint], ...] = ()
    backtest: BackTest | None = None
    reason: str = ""


def ahead(series: Series) -> Ahead:
    """The forecast of a series by three months, one after the other, made of the figures that late
    recording will not change any more."""
    rows, declaration = series.settled_figures, series.declaration
    if any(sentences.is_small(declaration, row) for row in rows[-YEAR:]):
        return Ahead(reason="so few cases lie behind it that chance decides")
    highest = 100.0 if declaration.kind == "percentage" else None
    made = forecast([row.value for row in rows], highest=highest)
    if not made.points or made.backtest is None:
        return Ahead(reason=made.reason)
    if not _helps(declaration, made.backtest):
        return Ahead(reason=NO_BETTER)
    ends = [month_end(add_months(rows[-1].window_end, 3 * n)) for n in (1, 2)]
    return Ahead(tuple(zip(ends, made.points, strict=True)), made.backtest)


def outlook(series: Series) -> str:
    """The forecast in words; "" where there is none."""
    found = ahead(series)
    return in_words(series.declaration, found) if found.points else ""


def in_words(declaration: Declaration, found: Ahead) -> str:
    """A forecast with its back-test; there are points."""
    assert found.backtest is not None
    said = [(when(declaration, end), *rounded(declaration, point)) for end, point in found.points]
    return f"If the past went on: {_points(said)}. {_test(declaration, found.backtest)}"


def _points(said: list[tuple[str, str, str]]) -> str:
    """When, value and range of each forecast; what is the same is said once.

    >>> _points([("in April", "84%", "80% to 88%"), ("in May", "84%", "79% to 89%")])
    'about 84% in April (95% range 80% to 88%) and in May (79% to 89%)'
    >>> _points([("in April", "84%", "80% to 88%"), ("in May", "84%", "80% to 88%")])
    'about 84% in April and in May (95% range 80% to 88%)'
    """
    ranges = {each for _, _, each in said}
    parts, former = [], ""
    for n, (when, value, reach) in enumerate(said):
        start = "" if value == former else f"about {value} "
        once = len(ranges) == 1 and len(said) > 1 and len({v for _, v, _ in said}) == 1
        label = "95% range " if n == 0 or once else ""
        shown = "" if once and n < len(said) - 1 else f" ({label}{reach})"
        parts.append(f"{start}{when}{shown}")
        former = value
    return numbers.join(parts)


def _helps(declaration: Declaration, test: BackTest) -> bool:
    """Whether its errors are smaller by as much as is printed."""
    return wording.difference(declaration, test.carried, test.error).way > 0


def when(declaration: Declaration, end: date) -> str:
    """The three months that end on a day, in words; of what is so at a day that day."""
    if declaration.pattern != "events":
        return f"at {wording.day(end)}"
    return f"in {window_ending('R3M', end).title}"


def rounded(declaration: Declaration, point: ForecastPoint) -> tuple[str, str]:
    """The value and its range in whole numbers: nobody knows what comes to a tenth.

    Small rates and means, of which a whole number would say nothing, keep their tenths.
    """
    small = point.value < TENTHS_BELOW
    value, low, high = (
        printed(declaration, n, small) for n in (point.value, point.lower, point.upper)
    )
    return value, f"{low} to {high}"


def printed(declaration: Declaration, number: float, small: bool | None = None) -> str:
    """A number of a forecast; `small` says whether the forecast is, where the number is not it."""
    is_small = number < TENTHS_BELOW if small is None else small
    places = 1 if declaration.kind in ("rate", "mean") and is_small else 0
    sign = "%" if declaration.kind == "percentage" else ""
    return f"{numbers.decimal(number, places)}{sign}"


def _test(declaration: Declaration, test: BackTest) -> str:
    missed, carried = (
        wording.difference(declaration, error, 0).words for error in (test.error, test.carried)
    )
    return (
        f"Tested on the past, {test.forecasts} such forecasts missed by {missed} on average, and "
        f"saying “as in the last quarter” by {carried}; {test.within} of the {test.forecasts} "
        "figures came to lie within the range."
    )
