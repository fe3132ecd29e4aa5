"""The table of figures: its columns, how it is completed, written and read."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus import files
from litmus.errors import LitmusError
from litmus.figures.judging import Judgement
from litmus.figures.trust import Trust
from litmus.figures.uncertainty import limits, signals
from litmus.indicators import Indicator
from litmus.periods import Window

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
Row = dict[str, Any]


def complete(
    counted: list[Row],
    indicators: Mapping[str, Indicator],
    judge: Callable[..., Judgement],
    trust: Trust,
    before: Callable[[date], date | None],
) -> "pd.DataFrame":
    """The figures that were counted, with everything that they are read beside.

    `judge` gives target and comparison, `trust` the status, `before` the last day of the window
    that a window is compared with.
    """
    values = {_place(row, row["window_end"]): row["value"] for row in counted}
    signalled = signals(indicators, counted)
    for row in counted:
        indicator = indicators[row["indicator"]]
        window = Window(row["window"], row["window_start"], row["window_end"])
        row["lower"], row["upper"] = limits(indicator, window, row)
        judged = judge(indicator, window.kind, window.end, row["breakdown"], row["value"])
        row |= vars(judged)
        row["previous"] = values.get(_place(row, before(window.end)))
        row["change"] = _change(row["value"], row["previous"])
        if row["breakdown"] == "all":
            row["signal"] = signalled.get((indicator.code, window.kind, window.end))
        if row["numerator"] is not None:
            row["status"], said = trust(indicator, window)
            row["reason"] = "; ".join(part for part in (row["reason"], said) if part) or None
    return _table(counted)


def _place(row: Row, end: date | None) -> tuple[Any, ...]:
    return row["indicator"], row["window"], row["breakdown"], row["group"], end


def _change(value: float | None, previous: float | None) -> float | None:
    return None if value is None or previous is None else value - previous


def write_csv(figures: "pd.DataFrame", path: Path) -> Path:
    """Write the table as UTF-8 CSV: ISO dates, unrounded values, an empty cell for a missing one.

    A number of cases is written whole (2392), also where others in its column are sums of parts.
    Equal tables give equal files. Returns `path`.
    """
    import pandas as pd

    written = figures[list(COLUMNS)].copy()
    for name, kind in COLUMNS.items():
        if kind == COUNT and str(written[name].dtype) != COUNT:
            numbers = [None if pd.isna(value) else _whole(value) for value in written[name]]
            written[name] = pd.Series(numbers, index=written.index, dtype="object")
    text = written.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    return files.write_text(path, text)


def _whole(value: float) -> float:
    """A whole number as one, another number as it is."""
    return int(value) if value.is_integer() else value


def read_csv(path: Path) -> "pd.DataFrame":
    """The table that `write_csv` wrote, with the same types.

    Raises LitmusError where the file is missing or has other columns.
    """
    import pandas as pd

    try:
        text = path.read_text(encoding="utf-8")
        found = pd.read_csv(StringIO(text), dtype="str", keep_default_na=False, na_values=[""])
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise LitmusError(f"{path} cannot be read as figures. Run the report again.") from error
    if list(found.columns) != list(COLUMNS):
        raise LitmusError(
            f"{path} does not have the columns of figures: it was written by another version of "
            "Litmus. Run the report again."
        )
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


def headlines(
    figures: "pd.DataFrame", indicators: Iterable[Indicator], s: date
) -> dict[str, dict[str, Any]]:
    """`headline` of each indicator, by code: its row as a dictionary, None where a cell is empty.

    Looks through the table once. Raises LitmusError where it has none.
    """
    whole = figures[(figures["breakdown"] == "all") & (figures["window_end"] == _timestamp(s))]
    plain = whole.astype("object").where(whole.notna(), None).to_dict("records")
    rows = {(row["indicator"], row["window"]): row for row in plain}
    found = {each.code: rows.get((each.code, each.window)) for each in indicators}
    for code, row in found.items():
        if row is None:
            raise LitmusError(f"There is no figure of {code} for the window ending {s}.")
    return {code: row for code, row in found.items() if row is not None}


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


def _table(rows: list[Row]) -> "pd.DataFrame":
    import pandas as pd

    return _typed(pd.DataFrame(rows, columns=list(COLUMNS), dtype="object"))


def _typed(figures: "pd.DataFrame") -> "pd.DataFrame":
    """The columns in their types; sums of parts of a whole make numerators decimal numbers."""
    import pandas as pd

    typed = {}
    for name, kind in COLUMNS.items():
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
