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
        asked = windows[indicator.code]
        reasons = {window: unavailable(indicator, window) for window in asked}
        rows += [
            {**_whole(indicator, window), "reason": why} for window, why in reasons.items() if why
        ]
        counted = [window for window, why in reasons.items() if not why]
        groups = set(counted if grouped is None else grouped[indicator.code])
        rows += _figures(connection, indicator, counted, groups, population, within)
    return rows


def days_taken(
    connection: Connection, indicator: Indicator, window: Window, within: Within | None = None
) -> dict[int | None, int]:
    """How many cases of a window took how many days; None for those of which it is not known.

    `within` a group only its cases are counted. Raises LitmusError where no days are declared.
    """
    sql = compose_days.days_sql(indicator, window, within)
    found = {None if days is None else int(days): int(number)
             for days, number in connection.execute(sql).fetchall()}  # fmt: skip
    return dict(sorted(found.items(), key=lambda pair: (pair[0] is None, pair[0] or 0)))


def why(
    connection: Connection,
    indicator: Indicator,
    window: Window,
    population: Population | None = None,
) -> Why:
    """How the indicator's figure of this window came about, by the query that gives the figure."""
    (figure,) = _figures(connection, indicator, [window], (), population)
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


def _figures(
    connection: Connection,
    indicator: Indicator,
    windows: Sequence[Window],
    grouped: Collection[Window],
    population: Population | None,
    within: Within | None = None,
) -> list[Row]:
    rows: list[Row] = []
    wholes = [_whole(indicator, window) for window in windows]
    measures = [measure(indicator, window, population) for window in windows]
    reasons = list(indicator.cases.excluded)
    stand_ins = _stand_ins(connection, indicator, windows)
    for nr, breakdown, group, cases, over, under, squares, *excluded in _totals(
        connection, indicator, windows, grouped, within
    ):
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
    within: Within | None,
) -> list[tuple[Any, ...]]:
    """Totals by place of the window, breakdown and group, in a fixed order.

    An empty whole has zeros; empty groups have no row.
    """
    if not windows:
        return []
    if indicator.cases.as_known_on_s and len(windows) > 1:
        return [
            (nr, *row[1:])
            for nr, window in enumerate(windows)
            for row in _totals(connection, indicator, [window], grouped, within)
        ]
    sql = compose.figures_sql(indicator, windows, grouped, within)
    found = [tuple(row) for row in connection.execute(sql).fetchall()]
    totals = [row for row in found if row[1] == ALL or row[3]]
    empty = set(range(len(windows))) - {row[0] for row in totals if row[1] == ALL}
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
