"""One figure: a computed value with all that it is read beside. Its fields are the table's columns.

Light to import: a notebook's kernel reads figures without pandas.
"""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar

Amount = int | float
ALL = "all"
FINAL, PROVISIONAL, HELD = "final", "provisional", "held for data quality"

# The types of the columns in pandas.
TEXT, DAY, AMOUNT, COUNT = "str", "datetime64[s]", "Float64", "Int64"
TYPES: dict[Any, str] = {
    str: TEXT,
    str | None: TEXT,
    date: DAY,
    float | None: AMOUNT,
    Amount | None: COUNT,
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One computed value: a row of figures.csv. Percentages are 0 to 100, nothing is rounded.

    `period` names the window: "2016Q1", "R12M to 2016-03-31". `value` is None where the
    denominator is zero or the source cannot feed the indicator; `reason` then says why. Numerator
    and denominator are whole numbers unless they are sums of parts (full-time equivalents).
    `change` is `value` less `previous`, in its own unit. `scope` is whose figure it is, such
    as "team:CIN-1"; None for the whole council, whose table lacks the column.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"allow_inf_nan": False}

    indicator: str
    window: str
    period: str = ""
    window_start: date
    window_end: date
    breakdown: str = ALL
    group: str = ALL
    numerator: Amount | None = None
    denominator: Amount | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    target: float | None = None
    rag: str | None = None
    benchmark: float | None = None
    benchmark_label: str | None = None
    previous: float | None = None
    change: float | None = None
    signal: str | None = None
    status: str | None = None
    reason: str | None = None
    excluded: Amount | None = None
    scope: str | None = None

    @property
    def is_held(self) -> bool:
        """The data behind it have to be checked before the figure may be used."""
        return self.status == HELD

    @property
    def usable(self) -> bool:
        """It has a value that may be read as a finding."""
        return self.value is not None and not self.is_held


_EVERY = {each.name: TYPES[each.type] for each in fields(Figure)}
# The last column of figures of less than the whole council: whose they are ("team:CIN-1").
SCOPE = {"scope": _EVERY.pop("scope")}
COLUMNS = _EVERY


def columns(names: Collection[str]) -> dict[str, str]:
    """The columns of a table that has these, each with its type in pandas."""
    return COLUMNS | (SCOPE if "scope" in names else {})
