"""Intervals of figures, by the kind of indicator, and signals of change in a series of them."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from math import sqrt
from typing import Any

from litmus.base.errors import LitmusError
from litmus.base.windows import Window
from litmus.figures.statistics import intervals
from litmus.figures.statistics.control import xmr
from litmus.figures.statistics.intervals import NOT_AVAILABLE, Limits
from litmus.indicators import Events, Indicator
from litmus.indicators.measures import PER, annual_factor

# Windows that share no event with their neighbours: only there is a signal a signal.
APART = ("day", "week", "month", "quarter")


def limits(indicator: Indicator, window: Window, row: Mapping[str, Any]) -> Limits:
    """The 95% interval of a figure, in its unit; none where the value is missing.

    A ratio of full-time equivalents has none: it is no share of cases. Raises LitmusError where
    the numerator cannot be one: a declaration that counts so is wrong.
    """
    value, numerator = row["value"], row["numerator"]
    if value is None:
        return NOT_AVAILABLE
    _check(indicator, numerator, row["denominator"])
    if indicator.kind == "count":
        return intervals.poisson(numerator)
    if indicator.kind == "rate":
        times = annual_factor(indicator, window) or 1
        return intervals.rate(numerator, row["denominator"], per=float(PER * times))
    if indicator.kind == "percentage" and indicator.counts_cases:
        lower, upper = intervals.wilson(numerator, row["denominator"])
        return None if lower is None else 100 * lower, None if upper is None else 100 * upper
    if indicator.kind == "mean" and indicator.cases.weight == "1":
        return _of_mean(int(row["cases"]), float(value), float(row["squares"]))
    return NOT_AVAILABLE


def _check(indicator: Indicator, numerator: Any, denominator: Any) -> None:
    """Raises LitmusError for a negative count, and for a numerator beyond its denominator."""
    share = indicator.kind == "percentage" and indicator.counts_cases
    if indicator.kind in ("count", "rate") and not numerator >= 0:
        raise LitmusError(
            f"{indicator.code}: a count cannot be {numerator}. Check the indicator's declaration."
        )
    if share and not 0 <= numerator <= denominator:
        raise LitmusError(
            f"{indicator.code} has {numerator} out of {denominator}: a numerator counts a part of "
            "its denominator. Check the indicator's declaration."
        )


def _of_mean(n: int, mean: float, squares: float) -> Limits:
    if n < 2:
        return NOT_AVAILABLE
    variance = max(squares - n * mean * mean, 0.0) / (n - 1)
    return intervals.mean(n, mean, sqrt(variance))


def signals(
    indicators: Mapping[str, Indicator], rows: Iterable[Mapping[str, Any]]
) -> dict[Hashable, str]:
    """The strongest signal of each day, week, month and quarter of the whole, where there is one.

    Keyed by indicator, window and last day. States at S are no points of such a chart: most
    children are the same from one month to the next.
    """
    series: dict[tuple[str, str], dict[date, float | None]] = {}
    for row in rows:
        events = isinstance(indicators[row["indicator"]].cases, Events)
        if events and row["breakdown"] == "all" and row["window"] in APART:
            key = row["indicator"], row["window"]
            series.setdefault(key, {})[row["window_end"]] = row["value"]
    found: dict[Hashable, str] = {}
    for key, points in series.items():
        ends = sorted(points)
        chart = xmr([points[end] for end in ends])
        found |= {
            (*key, end): names[0] for end, names in zip(ends, chart.signals, strict=True) if names
        }
    return found
