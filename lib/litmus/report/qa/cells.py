"""The plain values of quality assurance as they are printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from litmus.base import numbers
from litmus.base.code_words import GRADES_OR_NONE
from litmus.qa.model import ColumnKind, Measure, Tally
from litmus.report.bundle import Table

RIGHT = ("count", "share", "mean", "days")
DENSE_FROM = 8  # columns
NOTHING = "none"


def tally(found: Tally) -> Table:
    """A tally as a table; a wide one in small print."""
    right = frozenset(n for n, column in enumerate(found.columns) if column.kind in RIGHT)
    rows = [
        [cell(value, column.kind) for value, column in zip(row, found.columns, strict=True)]
        for row in found.rows
    ]
    dense = len(found.columns) >= DENSE_FROM
    heads = [column.name for column in found.columns]
    return Table(found.caption, heads, rows, right=right, note=found.note, dense=dense)


def cell(value: Any, kind: ColumnKind) -> str:
    """One value: "1,204", "78.9% (15 of 19)", "4.2 (19)", "Good", "29 Mar 2016"."""
    if value is None or value == "":
        return NOTHING if kind in ("share", "mean") else "not recorded"
    if kind == "share":
        return share(value[0], value[1])
    if kind == "mean":
        return mean(value[0], value[1])
    if kind == "grade":
        return GRADES_OR_NONE.get(value, str(value))
    if kind == "date":
        return day(date.fromisoformat(str(value)[:10]))
    return numbers.amount(value) if kind in ("count", "days") else str(value)


def share(part: float, whole: float) -> str:
    """ "78.9% (15 of 19)"; "none of 0" is said as "none"."""
    if not whole:
        return NOTHING
    return (
        f"{numbers.percent(100 * part / whole)} ({numbers.amount(part)} of {numbers.amount(whole)})"
    )


def mean(total: float, number: float) -> str:
    """ "4.2 (19)": the mean, and of how many."""
    return f"{numbers.decimal(total / number)} ({numbers.amount(number)})" if number else NOTHING


def measured(measure: Measure, before: bool = False) -> str:
    """The measure in its period, or in the one before."""
    part, whole = measure.numerator, measure.denominator
    if before:
        if measure.previous_numerator is None:
            return "not known"
        part, whole = measure.previous_numerator, measure.previous_denominator
    if measure.kind == "count":
        return numbers.amount(part)
    return (share if measure.kind == "share" else mean)(part, whole or 0)


def value(measure: Measure) -> float | None:
    """The measure as a bare number: a count, a percentage or a mean; None where there is none."""
    if measure.kind == "count":
        return measure.numerator
    if not measure.denominator:
        return None
    scale = 100 if measure.kind == "share" else 1
    return scale * measure.numerator / measure.denominator


def day(when: date) -> str:
    """A date short enough for a table: 29 Mar 2016."""
    return f"{when.day} {when:%b %Y}"
