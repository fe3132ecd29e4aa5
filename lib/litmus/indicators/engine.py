"""Figures from declarations: runs the composed SQL and says what every total means."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from litmus.base.windows import Window
from litmus.indicators import compose, compose_days
from litmus.indicators.database import Connection
from litmus.indicators.declaration import Indicator
from litmus.indicators.measures import exact, measure
from litmus.indicators.population import Population
from litmus.indicators.steps import Within

if TYPE_CHECKING:
    import pandas as pd

ALL = "all"
# How the reason begins why there is no figure of what the source does not have.
NOT_IN_SOURCE = "not available from this source"

COLUMNS = (
    *("indicator", "window", "period", "window_start", "window_end", "breakdown", "group"),
    *("numerator", "denominator", "value", "excluded", "left_out", "reason", "cases", "squares"),
)
Row = dict[str, Any]
# The place of the window, breakdown, group, then what `compose.figures_sql` adds up.
Totals = tuple[Any, ...]
# Gives the reason why an indicator cannot be computed in a window, or None.
Unavailable = Callable[[Indicator, Window], str | None]


@dataclass(frozen=True)
class Why:
    """How a figure came about, in totals.

    rows_in are the cases considered; `excluded` says how many were left out for which reason.
    For a rate the denominator is the population; a median has no numerator. `sql` is the query that
    ran, with the dates of the window: it gives the totals (see `compose.figures_sql`). `status`
    says how far the figure can be trusted, where somebody asked.
    """

    indicator: Indicator
    window: Window
    sql: str
    rows_in: int
    excluded: dict[str, int]
    numerator: float | None
    denominator: float | None
    value: float | None
    reason: str | None
    status: str = ""


def available(
    indicator: Indicator,
    provided: Iterable[str],
    reasons: Mapping[str, str],
    lacking: Mapping[str, str] | None = None,
) -> str | None:
    """Why the source cannot feed the indicator, in a plain sentence; None where it can.

    `provided` are the tables that the source gave; `lacking` says of each column (`table.column`)
    that the indicator needs and does not have what is wrong with it; `reasons` say why a table, or
    a column, is not there.
    """
    given = set(provided)
    missing = [table for table in indicator.needs if table not in given]
    if indicator.one_of.isdisjoint(given):
        missing += sorted(indicator.one_of)
    said = dict.fromkeys(
        [reasons.get(table, f"the data has no table {table}") for table in missing]
        + [reasons.get(column, why) for column, why in (lacking or {}).items()]
    )
    if not said:
        return None
    return f"{NOT_IN_SOURCE}: {'; '.join(said)}"


def compute(
    connection: Connection,
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
    gives a reason why the window cannot be computed. `excluded` are the cases left out, `left_out`
    the same by the reason of the declaration, where there are any.
    """
    import pandas as pd

    rows = exact_rows(connection, indicators, windows, population, unavailable)
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object")


def exact_rows(
    connection: Connection,
    indicators: Iterable[Indicator],
    windows: Mapping[str, Sequence[Window]],
    population: Population | None = None,
    unavailable: Unavailable = lambda _indicator, _window: None,
    grouped: Mapping[str, Collection[Window]] | None = None,
    within: Within | None = None,
) -> list[Row]:
    """The rows of `compute` as dictionaries, whose numbers are exact.

    `grouped` are the windows (by code) in which groups are wanted beside the whole: all if None.
    Finding every case's team, age and other groups is most of the work. `within` a group of a
    breakdown, such as ("service", "CIN"), the whole is that group: its row has the numbers that
    the group has among all cases.
    """
    rows: list[Row] = []
    for indicator in indicators:
        rows += exact_rows_of_each(
            connection, indicator, windows, within, [within], population, unavailable, grouped
        )[within]
    return rows


def exact_rows_of_each(
    connection: Connection,
    indicator: Indicator,
    windows: Mapping[str, Sequence[Window]],
    asked: Within | None,
    groups: Iterable[Within | None],
    population: Population | None = None,
    unavailable: Unavailable = lambda _indicator, _window: None,
    grouped: Mapping[str, Collection[Window]] | None = None,
) -> dict[Within | None, list[Row]]:
    """The rows of `exact_rows` of one indicator within each of the `groups`, by one query.

    `asked` is what the query is within: the one group, or ("team", None) for many of that
    breakdown. Finding the groups of every case is done once for all of them.
    """
    reasons = {each: unavailable(indicator, each) for each in windows[indicator.code]}
    without = [{**_whole(indicator, each), "reason": why} for each, why in reasons.items() if why]
    counted = [window for window, why in reasons.items() if not why]
    by = set(counted if grouped is None else grouped[indicator.code])
    totals = _totals(connection, indicator, counted, by, asked)
    stand_ins = _stand_ins(connection, indicator, counted)
    found = {}
    for group in groups:
        own = _in_order(indicator, len(counted), totals.get(group, []))
        rows = _rows(indicator, counted, own, population, stand_ins)
        found[group] = [dict(row) for row in without] + rows
    return found


def days_taken(
    connection: Connection, indicator: Indicator, window: Window, asked: Within | None = None
) -> dict[Within | None, dict[int | None, int]]:
    """How many cases of a window took how many days (None: not known), by what they are within.

    That is what is `asked`; where each group of a breakdown is, those that have a case. Raises
    LitmusError where no days are declared.
    """
    sql = compose_days.days_sql(indicator, window, asked)
    found: dict[Within | None, dict[int | None, int]] = {}
    for days, number, *group in connection.execute(sql).fetchall():
        place = _group(asked, group)
        found.setdefault(place, {})[None if days is None else int(days)] = int(number)
    return {
        group: dict(sorted(numbers.items(), key=lambda pair: (pair[0] is None, pair[0] or 0)))
        for group, numbers in found.items()
    }


def why(
    connection: Connection,
    indicator: Indicator,
    window: Window,
    population: Population | None = None,
) -> Why:
    """How the indicator's figure of this window came about, by the query that gives the figure."""
    code = {indicator.code: [window]}
    (figure,) = exact_rows(connection, [indicator], code, population, grouped={indicator.code: ()})
    left_out = figure["left_out"]
    return Why(
        indicator=indicator,
        window=window,
        sql=compose.figures_sql(indicator, [window], ()),
        rows_in=figure["cases"] + figure["excluded"],
        excluded={reason: left_out.get(reason, 0) for reason in indicator.cases.excluded},
        numerator=figure["numerator"],
        denominator=figure["denominator"],
        value=figure["value"],
        reason=figure["reason"],
    )


def _rows(
    indicator: Indicator,
    windows: Sequence[Window],
    totals: Iterable[Totals],
    population: Population | None,
    stand_ins: Mapping[date, Sequence[str]],
) -> list[Row]:
    rows: list[Row] = []
    wholes = [_whole(indicator, window) for window in windows]
    measures = [measure(indicator, window, population) for window in windows]
    reasons = list(indicator.cases.excluded)
    for nr, breakdown, group, cases, over, under, squares, *excluded in totals:
        numerator, denominator, value, reason = measures[nr](over, under)
        if indicator.kind == "median":
            numerator, denominator = None, cases
        if value is not None:
            reason = _join_reasons(reason, stand_ins.get(windows[nr].end, []))
        left_out = {why: int(n) for why, n in zip(reasons, excluded, strict=True) if n}
        rows.append(
            {
                **wholes[nr],
                "breakdown": breakdown,
                "group": group,
                "numerator": exact(numerator),
                "denominator": exact(denominator),
                "value": value,
                "excluded": sum(left_out.values()),
                "left_out": left_out,
                "reason": reason,
                "cases": cases,
                "squares": exact(squares),
            }
        )
    return rows


def _stand_ins(
    connection: Connection, indicator: Indicator, windows: Sequence[Window]
) -> dict[date, list[str]]:
    """What stands in for what the definition asks for, in words, by the last day of a window."""
    words = list(indicator.cases.stand_ins)
    found: dict[date, list[str]] = {}
    if words and windows:
        sql = compose.stand_ins_sql(indicator, windows)
        for place, day, _ in sorted(connection.execute(sql).fetchall()):
            found.setdefault(day, []).append(words[place])
    return found


def _join_reasons(reason: str | None, said: Sequence[str]) -> str | None:
    return "; ".join(part for part in (reason, *said) if part) or None


def _totals(
    connection: Connection,
    indicator: Indicator,
    windows: Sequence[Window],
    grouped: Collection[Window],
    asked: Within | None,
) -> dict[Within | None, list[Totals]]:
    """Totals by place of the window, breakdown and group; of each group that is `asked` about."""
    once = indicator.cases.as_known_on_s  # a query for each S
    found: dict[Within | None, list[Totals]] = {}
    for first, some in [(nr, [w]) for nr, w in enumerate(windows)] if once else [(0, windows)]:
        if some:
            sql = compose.figures_sql(indicator, some, grouped, asked)
            size = 7 + len(indicator.cases.excluded)
            for nr, *rest in connection.execute(sql).fetchall():
                place = _group(asked, rest[size - 1 :])
                found.setdefault(place, []).append((first + nr, *rest[: size - 1]))
    return found


def _group(asked: Within | None, last: Sequence[Any]) -> Within | None:
    """What a row of a query is within, by its last column where each group is asked about."""
    return (asked[0], str(last[0])) if asked and asked[1] is None else asked


def _in_order(indicator: Indicator, windows: int, found: Iterable[Totals]) -> list[Totals]:
    """Totals in a fixed order. An empty whole has zeros; empty groups have no row."""
    totals = [row for row in found if row[1] == ALL or row[3]]
    empty = set(range(windows)) - {row[0] for row in totals if row[1] == ALL}
    none = [0] * (4 + len(indicator.cases.excluded))
    totals += [(nr, ALL, ALL, *none) for nr in empty]
    order = {name: place for place, name in enumerate((ALL, *indicator.breakdowns))}
    return sorted(totals, key=lambda row: (row[0], order[row[1]], row[2]))


def _whole(indicator: Indicator, window: Window) -> Row:
    """The row of the whole council, without its values."""
    return {
        **dict.fromkeys(COLUMNS),
        "indicator": indicator.code,
        "window": window.kind,
        "period": window.label,
        "window_start": window.start,
        "window_end": window.end,
        "breakdown": ALL,
        "group": ALL,
    }
