"""The plain values of quality assurance as they are printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from litmus.base.code_words import GRADES_OR_NONE
from litmus.base.numbers import Number
from litmus.qa.model import ColumnKind, Measure, Tally
from litmus.report.bundle import TableCell
from litmus.report.cells import Basis, Cell, Value, amount, nothing

RIGHT = ("count", "share", "mean", "days")
DENSE_FROM = 8  # columns
NOTHING = "not applicable"  # nothing to measure: neither 0% nor none
# What is said where there is no value, by what the column holds.
ABSENT = {"share": NOTHING, "mean": NOTHING, "done": "not yet"}


def tally(found: Tally) -> TableCell:
    """A tally as a table; a wide one in small print."""
    right = frozenset(n for n, column in enumerate(found.columns) if column.kind in RIGHT)
    rows = [
        [cell(value, column.kind) for value, column in zip(row, found.columns, strict=True)]
        for row in found.rows
    ]
    dense = len(found.columns) >= DENSE_FROM
    heads = [column.name for column in found.columns]
    return TableCell(found.caption, heads, rows, right=right, note=found.note, dense=dense)


def cell(value: Any, kind: ColumnKind) -> Cell:
    """One value: "1,204", "78.9% (15 of 19)", "4.2 (19)", "Good", "29 Mar 2016"."""
    if value is None or value == "":
        return nothing(ABSENT.get(kind, "not recorded"))
    match kind:
        case "share":
            return share(*value)
        case "mean":
            return mean(*value)
        case "agreement":
            return agreement(*value)
        case "grade":
            return GRADES_OR_NONE.get(value, str(value))
        case "date" | "done":
            return day(date.fromisoformat(str(value)[:10]))
        case "count":
            return amount(value)
        case "days":
            return amount(value, unit="days")
    return str(value)


def share(part: Number, whole: Number) -> Value:
    """ "78.9% (15 of 19)"; of nothing there is no share."""
    if not whole:
        return nothing(NOTHING)
    return Value(100 * part / whole, "percent", 1, basis=Basis(part, whole))


def mean(total: Number, number: Number) -> Value:
    """ "4.2 (19)": the mean, and of how many."""
    if not number:
        return nothing(NOTHING)
    return Value(total / number, decimals=1, basis=Basis(denominator=number))


def agreement(kappa: float | None, lower: float | None, upper: float | None, few: bool) -> Value:
    """Weighted kappa with its interval: "0.45 (0.06 to 0.84)", marked where audits are few."""
    if kappa is None:
        return nothing("too few to say")
    note = ", few audits" if few else ""
    return Value(kappa, decimals=2, lower=lower, upper=upper, note=note)


def text_of(measure: Measure, before: bool = False) -> Value:
    """The measure in its period, or in the one before."""
    part, whole = measure.numerator, measure.denominator
    if before:
        if measure.previous_numerator is None:
            return nothing("not known")
        part, whole = measure.previous_numerator, measure.previous_denominator
    if measure.kind == "count":
        return amount(part)
    return (share if measure.kind == "share" else mean)(part, whole or 0)


def value(measure: Measure) -> float | None:
    """The measure as a bare number: a count, a percentage or a mean; None where there is none."""
    if measure.kind == "count":
        return measure.numerator
    if not measure.denominator:
        return None
    scale = 100 if measure.kind == "share" else 1
    return scale * measure.numerator / measure.denominator


def day(when: date) -> Value:
    """A date short enough for a table: 29 Mar 2016."""
    return Value(when, "day")
