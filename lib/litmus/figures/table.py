"""The table of figures: how it is completed, and what is looked for in it.

A run completes and writes rows, plain dictionaries with the keys `COLUMNS`; whoever works on with
them has a pandas table, which takes a third of a second to import.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from litmus.base.errors import LitmusError
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.base.windows import Window
from litmus.figures import scoped
from litmus.figures.figure import (
    COLUMNS,
    COUNT,
    DAY,
    FINAL,
    HELD,
    PROVISIONAL,
    TEXT,
    Figure,
    columns,
)
from litmus.figures.judging import Judgement
from litmus.figures.trust import Trust
from litmus.figures.uncertainty import limits, signals
from litmus.indicators import Indicator

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def complete(
    counted: list[Row],
    indicators: Mapping[str, Indicator],
    judge: Callable[..., Judgement],
    trust: Trust,
    before: Callable[[date], date | None],
    scope: Scope = COUNCIL_WIDE,
) -> list[Row]:
    """The figures that were counted, with everything that they are read beside.

    `judge` gives target and comparison, `trust` the status, `before` the last day of the window
    that a window is compared with. Figures of a `scope` are judged as a group of the council's,
    and name it.
    """
    counted = _available_rows(counted, indicators, trust)
    values = {_place(row, row["window_end"]): row["value"] for row in counted}
    signalled = signals(indicators, counted)
    for row in counted:
        indicator = indicators[row["indicator"]]
        window = Window(row["window"], row["window_start"], row["window_end"])
        row["lower"], row["upper"] = limits(indicator, window, row)
        whole = row["breakdown"] == "all"
        place = scope.kind if scope and whole else row["breakdown"]
        row |= vars(judge(indicator, window.kind, window.end, place, row["value"]))
        row["previous"] = values.get(_place(row, before(window.end)))
        row["change"] = _change(row["value"], row["previous"])
        row["signal"] = signalled.get((indicator.code, window.kind, window.end)) if whole else None
        row["status"] = None
        if row["cases"] is not None:
            row["status"], said = trust(indicator, window, row["breakdown"])
            if unknown := trust.unknown(row):
                row["status"] = HELD
            parts = [scoped.remark(indicator, scope), row["reason"], unknown, said]
            if whole:
                parts += _missing_breakdown_notes(indicator, trust)
            row["reason"] = "; ".join(part for part in parts if part) or None
        if scope:
            row["scope"] = str(scope)
    return counted


def _available_rows(
    counted: list[Row], indicators: Mapping[str, Indicator], trust: Trust
) -> list[Row]:
    """The rows without those of breakdowns that the source cannot feed."""
    without = {code: trust.missing_breakdowns(each) for code, each in indicators.items()}
    if not any(without.values()):
        return counted
    return [row for row in counted if row["breakdown"] not in without[row["indicator"]]]


def _missing_breakdown_notes(indicator: Indicator, trust: Trust) -> list[str]:
    """That there are no groups of some breakdowns, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for breakdown, why in trust.missing_breakdowns(indicator).items():
        by_reason.setdefault(why, []).append(breakdown.replace("_", " "))
    return [f"no figures by {' and '.join(names)}: {why}" for why, names in by_reason.items()]


def _place(row: Row, end: date | None) -> tuple[Any, ...]:
    return row["indicator"], row["window"], row["breakdown"], row["group"], end


def _change(value: float | None, previous: float | None) -> float | None:
    return None if value is None or previous is None else value - previous


def provisional(rows: Iterable[Row], day: date) -> list[Row]:
    """The same figures, with those that end on `day`, in a week that is not over, not final."""
    ends = {"status": PROVISIONAL}
    return [
        row | (ends if row["window_end"] == day and row["status"] == FINAL else {}) for row in rows
    ]


def headline(figures: "pd.DataFrame", indicator: Indicator, s: date) -> "pd.Series[Any]":
    """The whole council's figure in the indicator's own window ending on `s`.

    Raises LitmusError where the table has none.
    """
    rows = history(figures, indicator.code, indicator.window)
    found = rows[rows["window_end"] == _timestamp(s)]
    if len(found) != 1:
        raise LitmusError(f"There is no figure of {indicator.code} for the window ending {s}.")
    return found.iloc[0]


def headlines(rows: Iterable[Row], indicators: Iterable[Indicator], s: date) -> dict[str, Row]:
    """The row of each indicator that `headline` finds in a table, by code.

    Raises LitmusError where there is none.
    """
    whole = (row for row in rows if row["breakdown"] == "all" and row["window_end"] == s)
    by_window = {(row["indicator"], row["window"]): row for row in whole}
    found = {}
    for each in indicators:
        if (each.code, each.window) not in by_window:
            raise LitmusError(f"There is no figure of {each.code} for the window ending {s}.")
        found[each.code] = by_window[each.code, each.window]
    return found


def history(figures: "pd.DataFrame", code: str, window: str) -> "pd.DataFrame":
    """The whole council's figures of an indicator in one kind of window, oldest first."""
    rows = figures[
        (figures["indicator"] == code)
        & (figures["window"] == window)
        & (figures["breakdown"] == "all")
    ]
    return rows.sort_values("window_end", ignore_index=True)


def _timestamp(day: date) -> Any:
    import pandas as pd

    return pd.Timestamp(day)


def table(rows: Iterable[Row]) -> "pd.DataFrame":
    """Figures as a pandas table with the columns `COLUMNS` in their types."""
    import pandas as pd

    listed = list(rows)
    names = list(columns(listed[0] if listed else ()))
    return _with_types(pd.DataFrame(listed, columns=names, dtype="object"))


def of_figures(figures: Iterable[Figure]) -> "pd.DataFrame":
    """The same of figures; of the whole council they have no column of scopes."""
    rows = [vars(each) for each in figures]
    if not any(row["scope"] for row in rows):
        rows = [{name: row[name] for name in COLUMNS} for row in rows]
    return table(rows)


def records(figures: "pd.DataFrame") -> list[Row]:
    """The rows of a pandas table as dictionaries, None where a cell is empty."""
    plain = figures[list(columns(figures.columns))].astype("object")
    return plain.where(plain.notna(), None).to_dict("records")


def _with_types(figures: "pd.DataFrame") -> "pd.DataFrame":
    """The columns in their types; sums of parts of a whole make numerators decimal numbers."""
    import pandas as pd

    typed = {}
    for name, kind in columns(figures.columns).items():
        column = figures[name]
        if kind == TEXT:
            typed[name] = column.where(column.notna(), None).astype("str")
        elif kind == DAY:
            typed[name] = pd.to_datetime(column, format="ISO8601").astype(DAY)
        else:
            numbers = pd.to_numeric(column).astype("Float64")
            whole = kind == COUNT and bool((numbers.dropna() % 1 == 0).all())
            typed[name] = numbers.astype(COUNT) if whole else numbers
    return pd.DataFrame(typed)
