"""Figures from declarations: runs the composed SQL and says what every total means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from litmus.indicators import compose
from litmus.indicators.declaration import Events, Indicator
from litmus.indicators.population import Population
from litmus.periods import Period, Window

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

ALL = "all"
PER = 10_000
NO_CASES = "nothing to measure: the denominator is zero"
# A rate of events is shown for a year; these windows are that part of one.
YEARS = {
    "month": Fraction(1, 12),
    "quarter": Fraction(1, 4),
    "R12M": Fraction(1),
    "R36M": Fraction(3),
}

COLUMNS = (
    *("indicator", "window", "period", "window_start", "window_end", "breakdown", "group"),
    *("numerator", "denominator", "value", "excluded", "reason", "cases", "squares"),
)
Row = dict[str, Any]
# Gives the reason why an indicator cannot be computed in a window, or None.
Unavailable = Callable[[Indicator, Window], str | None]


@dataclass(frozen=True)
class Why:
    """How a figure came about, in totals.

    rows_in are the cases considered; `excluded` says how many were left out for which reason.
    For a rate the denominator is the population. `sql` gives the counts by reason.
    """

    indicator: Indicator
    window: Window
    sql: str
    rows_in: int
    excluded: dict[str, int]
    numerator: float
    denominator: float | None
    value: float | None
    reason: str


def available(
    indicator: Indicator,
    provided: Iterable[str],
    reasons: Mapping[str, str],
    not_supplied: Mapping[str, Iterable[str]] | None = None,
) -> str | None:
    """Why the source cannot feed the indicator, in a plain sentence; None where it can.

    `provided` are the tables that the source gave, `not_supplied` the columns that they came
    without; `reasons` say why a table, or a column (`table.column`), is not there.
    """
    given = set(provided)
    missing = [table for table in indicator.needed if table not in given]
    if indicator.one_of.isdisjoint(given):
        missing += sorted(indicator.one_of)
    absent = {f"{table}.{name}" for table, names in (not_supplied or {}).items() for name in names}
    said = dict.fromkeys(
        [reasons.get(table, f"the data has no table {table}") for table in missing]
        + [
            reasons.get(column, f"the data has no column {column}")
            for column in sorted(indicator.columns & absent)
        ]
    )
    if not said:
        return None
    return f"not available from this source: {'; '.join(said)}"


def compute(
    connection: "duckdb.DuckDBPyConnection",
    indicators: Iterable[Indicator],
    windows: Mapping[str, Sequence[Window]],
    population: Population | None = None,
    unavailable: Unavailable = lambda _indicator, _window: None,
) -> "pd.DataFrame":
    """The figures of the indicators in their windows (by code), for the whole and every group.

    One row an indicator, window, breakdown and group, with the columns `COLUMNS`: `value` is in
    the indicator's unit, unrounded, and missing with a `reason` where it cannot be given; `cases`
    are those in the denominator, `squares` the sum of their squared amounts. Groups without a case
    have no row; the whole (breakdown and group "all") always has one, also where `unavailable`
    gives a reason why the window cannot be computed.
    """
    import pandas as pd

    rows = counted(connection, indicators, windows, population, unavailable)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")


def counted(
    connection: "duckdb.DuckDBPyConnection",
    indicators: Iterable[Indicator],
    windows: Mapping[str, Sequence[Window]],
    population: Population | None = None,
    unavailable: Unavailable = lambda _indicator, _window: None,
) -> list[Row]:
    """The rows of `compute` as dictionaries, whose numbers are exact."""
    rows: list[Row] = []
    for indicator in indicators:
        rows += _figures(connection, indicator, windows[indicator.code], population, unavailable)
    return rows


def why(
    connection: "duckdb.DuckDBPyConnection",
    indicator: Indicator,
    window: Window,
    population: Population | None = None,
) -> Why:
    """How the indicator's figure of this window came about."""
    sql = compose.reasons_sql(indicator, window)
    counted = {reason: totals for reason, *totals in connection.execute(sql).fetchall()}
    _, numerator, denominator = counted.get(0, (0, 0, 0))
    measured = _measured(indicator, window, numerator, denominator, population)
    return Why(
        indicator=indicator,
        window=window,
        sql=sql,
        rows_in=sum(totals[0] for totals in counted.values()),
        excluded={
            reason: counted[number][0] if number in counted else 0
            for number, reason in enumerate(indicator.cases.excluded, 1)
        },
        numerator=measured["numerator"],
        denominator=measured["denominator"],
        value=measured["value"],
        reason=measured["reason"],
    )


def annualised(indicator: Indicator, window: Window) -> Fraction | None:
    """By what a rate of this window is multiplied to be a rate a year; None if it cannot be.

    A month of referrals counts twelve times. A rate of children at S is as it is.
    """
    if not isinstance(indicator.cases, Events):
        return Fraction(1)
    whole = window.kind in ("R12M", "R36M") or (
        window.kind in ("month", "quarter")
        and Period.containing(window.kind, window.end).end == window.end
    )
    return 1 / YEARS[window.kind] if whole else None


def _figures(
    connection: "duckdb.DuckDBPyConnection",
    indicator: Indicator,
    windows: Sequence[Window],
    population: Population | None,
    unavailable: Unavailable,
) -> list[Row]:
    reasons = {window: unavailable(indicator, window) for window in windows}
    rows = [_row(indicator, window, reason=why) for window, why in reasons.items() if why]
    open_windows = [window for window in windows if not reasons[window]]
    if not open_windows:
        return rows
    totals = _totals(connection, indicator, open_windows)
    for (window, breakdown, group), (cases, numerator, denominator, squares, excluded) in totals:
        measured = _measured(indicator, window, numerator, denominator, population)
        counts = {"cases": cases, "squares": _plain(squares), "excluded": excluded}
        rows.append(_row(indicator, window, breakdown, group, **measured, **counts))
    return rows


def _totals(
    connection: "duckdb.DuckDBPyConnection", indicator: Indicator, windows: Sequence[Window]
) -> list[tuple[tuple[Window, str, str], Sequence[Any]]]:
    """Totals by window, breakdown and group, in a fixed order, with zeros for an empty whole."""
    found = connection.execute(compose.figures_sql(indicator, windows)).fetchall()
    totals = {
        (windows[nr], breakdown, group): counts
        for nr, breakdown, group, *counts in found
        if breakdown == ALL or counts[0]
    }
    for window in windows:
        totals.setdefault((window, ALL, ALL), [0, 0, 0, 0, 0])
    places = {name: place for place, name in enumerate((ALL, *indicator.breakdowns))}
    order = {window: place for place, window in enumerate(windows)}
    return sorted(totals.items(), key=lambda t: (order[t[0][0]], places[t[0][1]], t[0][2]))


def _measured(
    indicator: Indicator,
    window: Window,
    numerator: Any,
    denominator: Any,
    population: Population | None,
) -> Row:
    """Numerator, denominator, value and reason of a figure, by the kind of indicator."""
    if indicator.kind == "count":
        return _measure(numerator, None, float(numerator))
    if indicator.kind == "rate":
        return _rate(indicator, window, numerator, population)
    if not denominator:
        return _measure(numerator, denominator, None, NO_CASES)
    times = 100 if indicator.kind == "percentage" else 1
    return _measure(numerator, denominator, float(times * numerator / denominator))


def _rate(
    indicator: Indicator, window: Window, numerator: Any, population: Population | None
) -> Row:
    children, note = (population or Population({})).at(window.end)
    if children is None:
        return _measure(numerator, None, None, note)
    times = annualised(indicator, window)
    if times is None:
        why_not = "no rate: the month or quarter is cut short"
        return _measure(numerator, children, None, why_not)
    return _measure(numerator, children, float(PER * times * numerator / children), note)


def _measure(numerator: Any, denominator: Any, value: float | None, reason: str = "") -> Row:
    return {
        "numerator": _plain(numerator),
        "denominator": _plain(denominator),
        "value": value,
        "reason": reason or None,
    }


def _plain(total: Any) -> Any:
    """Engines give sums of full-time equivalents as decimals; a whole number stays whole."""
    if not isinstance(total, Decimal):
        return total
    return int(total) if total == int(total) else float(total)


def _row(
    indicator: Indicator, window: Window, breakdown: str = ALL, group: str = ALL, **values: Any
) -> Row:
    return {
        **dict.fromkeys(COLUMNS),
        "indicator": indicator.code,
        "window": window.kind,
        "period": window.label,
        "window_start": window.start,
        "window_end": window.end,
        "breakdown": breakdown,
        "group": group,
        **values,
    }
