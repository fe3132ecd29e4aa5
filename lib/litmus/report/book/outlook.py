"""The next two quarters if the past went on, with the back-test beside it; or nothing."""

from litmus.base import numbers
from litmus.base.periods import Period
from litmus.figures.statistics.forecast import BackTest, ForecastPoint, forecast
from litmus.report import sentences, wording
from litmus.report.book.series import Series
from litmus.report.feed import Declaration

TENTHS_BELOW = 10
YEAR = 4  # quarters; where one of them rests on small numbers, a forecast would, too


def outlook(series: Series) -> str:
    """The forecast in words; "" where the statistics refuse one.

    `series` is that by quarter. Figures that late recording may change are not used.
    """
    rows, declaration = series.settled_figures, series.declaration
    if any(sentences.is_small(declaration, row) for row in rows[-YEAR:]):
        return ""
    highest = 100.0 if declaration.kind == "percentage" else None
    made = forecast([row.value for row in rows], highest=highest)
    if not made.points or made.backtest is None or not _helps(declaration, made.backtest):
        return ""
    quarter = Period.containing("quarter", rows[-1].window_end)
    said: list[tuple[str, str, str]] = []
    for point in made.points:
        quarter = quarter.next()
        said.append((_when(declaration, quarter), *_rounded(declaration, point)))
    return f"If the past went on: {_points(said)}. {_test(declaration, made.backtest)}"


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


def _when(declaration: Declaration, quarter: Period) -> str:
    if declaration.pattern != "events":
        return f"at {wording.day(quarter.end)}"
    return f"in {quarter.title.partition(' (')[0]}"


def _rounded(declaration: Declaration, point: ForecastPoint) -> tuple[str, str]:
    """The value and its range in whole numbers: nobody knows what comes to a tenth.

    Small rates and means, of which a whole number would say nothing, keep their tenths.
    """
    places = 1 if declaration.kind in ("rate", "mean") and point.value < TENTHS_BELOW else 0
    sign = "%" if declaration.kind == "percentage" else ""
    value, low, high = (
        f"{numbers.decimal(n, places)}{sign}" for n in (point.value, point.lower, point.upper)
    )
    return value, f"{low} to {high}"


def _test(declaration: Declaration, test: BackTest) -> str:
    missed, carried = (
        wording.difference(declaration, error, 0).words for error in (test.error, test.carried)
    )
    return (
        f"Tested on the past, {test.forecasts} such forecasts missed by {missed} on average, and "
        f"saying “as in the last quarter” by {carried}; {test.within} of the {test.forecasts} "
        "figures came to lie within the range."
    )
