"""The next two quarters if the past went on, with the back-test beside it; or nothing."""

from litmus.base import numbers
from litmus.base.periods import Period
from litmus.figures.statistics.forecast import BackTest, ForecastPoint, forecast
from litmus.report import sentences, wording
from litmus.report.book.series import Series
from litmus.report.feed import Declaration

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
    said = []
    for point in made.points:
        quarter = quarter.next()
        said.append(_point(declaration, quarter, point))
    return f"If the past went on: {numbers.join(said)}. {_test(declaration, made.backtest)}"


def _helps(declaration: Declaration, test: BackTest) -> bool:
    """Whether its errors are smaller by as much as is printed."""
    return wording.difference(declaration, test.carried, test.error).way > 0


def _point(declaration: Declaration, quarter: Period, point: ForecastPoint) -> str:
    value, low, high = (
        wording.value(declaration, n) for n in (point.value, point.lower, point.upper)
    )
    months = quarter.title.partition(" (")[0]
    when = f"at {wording.day(quarter.end)}" if declaration.pattern != "events" else f"in {months}"
    return f"about {value} {when} (95% range {low} to {high})"


def _test(declaration: Declaration, test: BackTest) -> str:
    missed, carried = (
        wording.difference(declaration, error, 0).words for error in (test.error, test.carried)
    )
    return (
        f"Tested on the past, {test.forecasts} such forecasts missed by {missed} on average, and "
        f"saying “as in the last quarter” by {carried}; {test.within} of the {test.forecasts} "
        "figures came to lie within the range."
    )
