"""The table of figures: its columns, how it is completed, written and read.

A run completes and writes rows, plain dictionaries with the keys `COLUMNS`; whoever works on with
them has a pandas table, which takes a third of a second to import.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import files, spreadsheets
from litmus.base.errors import LitmusError
from litmus.base.periods import Window
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.figures import scoped
from litmus.figures.judging import Judgement
from litmus.figures.trust import HELD, Trust
from litmus.figures.uncertainty import limits, signals
from litmus.indicators import Indicator

if TYPE_CHECKING:
    import pandas as pd

TEXT, DAY, AMOUNT, COUNT = "str", "datetime64[s]", "Float64", "Int64"

# numerator and denominator are whole numbers unless one of them is a sum of parts (full-time
# equivalents): see `_typed`.
COLUMNS = {
    "indicator": TEXT,
    "window": TEXT,
    "period": TEXT,
    "window_start": DAY,
    "window_end": DAY,
    "breakdown": TEXT,
    "group": TEXT,
    "numerator": COUNT,
    "denominator": COUNT,
    "value": AMOUNT,
    "lower": AMOUNT,
    "upper": AMOUNT,
    "target": AMOUNT,
    "rag": TEXT,
    "benchmark": AMOUNT,
    "benchmark_label": TEXT,
    "previous": AMOUNT,
    "change": AMOUNT,
    "signal": TEXT,
    "status": TEXT,
    "reason": TEXT,
    "excluded": COUNT,
}
# The last column of figures of less than the whole council: whose they are ("team:CIN-1").
SCOPE = {"scope": TEXT}
Row = dict[str, Any]


def columns(names: Collection[str]) -> dict[str, str]:
    """The columns of a table that has these, each with its kind."""
    return COLUMNS | (SCOPE if "scope" in names else {})


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
    counted = _given(counted, indicators, trust)
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
                parts += _not_given(indicator, trust)
            row["reason"] = "; ".join(part for part in parts if part) or None
        if scope:
            row["scope"] = str(scope)
    return counted


def _given(counted: list[Row], indicators: Mapping[str, Indicator], trust: Trust) -> list[Row]:
    """The rows without those of breakdowns that the source cannot feed."""
    without = {code: trust.not_given(each) for code, each in indicators.items()}
    if not any(without.values()):
        return counted
    return [row for row in counted if row["breakdown"] not in without[row["indicator"]]]


def _not_given(indicator: Indicator, trust: Trust) -> list[str]:
    """That there are no groups of some breakdowns, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for breakdown, why in trust.not_given(indicator).items():
        by_reason.setdefault(why, []).append(breakdown.replace("_", " "))
    return [f"no figures by {' and '.join(names)}: {why}" for why, names in by_reason.items()]


def _place(row: Row, end: date | None) -> tuple[Any, ...]:
    return row["indicator"], row["window"], row["breakdown"], row["group"], end


def _change(value: float | None, previous: float | None) -> float | None:
    return None if value is None or previous is None else value - previous


def write_csv(figures: "pd.DataFrame", path: Path) -> Path:
    """Write a table of figures as `write_rows` writes its rows. Returns `path`."""
    return write_rows(_records(figures[list(columns(figures.columns))]), path)


def write_rows(rows: Iterable[Mapping[str, Any]], path: Path) -> Path:
    """Write figures as UTF-8 CSV: ISO dates, unrounded values, an empty cell for a missing one.

    A text that a spreadsheet would take for a formula is marked as text; `read_csv` takes the mark
    off. A number of cases is written whole (2392), also where others in its column are sums of
    parts. Equal rows give equal files. Returns `path`.
    """
    text, rows = StringIO(), list(rows)
    written = {name: WRITTEN[kind] for name, kind in columns(rows[0] if rows else ()).items()}
    lines = ([write(row[name]) for name, write in written.items()] for row in rows)
    spreadsheets.write(text, chain([list(written)], lines))
    return files.write_text(path, text.getvalue())


def _text(value: Any) -> Any:
    return value


@cache  # a report has thousands of rows and few days
def _day(value: Any) -> str | None:
    return None if value is None else f"{value:%Y-%m-%d}"


def _amount(value: Any) -> float | None:
    return None if value is None else float(value)


def _count(value: Any) -> Any:
    if value is None or type(value) is int:
        return value
    number = float(value)
    return int(number) if number.is_integer() else number


WRITTEN: dict[str, Callable[[Any], Any]] = {
    TEXT: _text, DAY: _day, AMOUNT: _amount, COUNT: _count,
}  # fmt: skip


def read_csv(path: Path) -> "pd.DataFrame":
    """The table that `write_csv` wrote, with the same types.

    Raises LitmusError where the file is missing or has other columns.
    """
    import pandas as pd

    try:
        text = path.read_bytes().decode()  # a carriage return in a text stays what it is
        found = pd.read_csv(StringIO(text), dtype="str", keep_default_na=False, na_values=[""])
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise LitmusError(f"{path} cannot be read as figures. Run the report again.") from error
    if list(found.columns) != list(columns(found.columns)):
        raise LitmusError(
            f"{path} does not have the columns of figures: it was written by another version of "
            "Litmus. Run the report again."
        )
    texts = [name for name, kind in columns(found.columns).items() if kind == TEXT]
    found[texts] = found[texts].map(spreadsheets.plain, na_action="ignore")
    return _typed(found)


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
    return _typed(pd.DataFrame(listed, columns=names, dtype="object"))


def _records(figures: "pd.DataFrame") -> list[Row]:
    """The rows of a table as dictionaries, None where a cell is empty."""
    plain = figures.astype("object")
    return plain.where(plain.notna(), None).to_dict("records")


def _typed(figures: "pd.DataFrame") -> "pd.DataFrame":
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
