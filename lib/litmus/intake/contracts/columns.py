"""Check single cells against their column's rules: every failure of a table in one Polars query."""

from collections.abc import Iterator

import polars as pl

from litmus.base.text_values import numbers
from litmus.intake.contracts import wording
from litmus.intake.contracts.findings import Fault, about
from litmus.intake.contracts.model import ColumnRule, Contract, Severity
from litmus.intake.contracts.reading import HOUR_EARLY, UNREADABLE
from litmus.intake.contracts.sql import ROW
from litmus.intake.contracts.wording import Wording

# The checks of a cell by the name that findings carry.
KINDS: dict[str, Wording] = {
    "missing": wording.MISSING,
    "unreadable": wording.UNREADABLE,
    "out_of_range": wording.OUT_OF_RANGE,
    "unknown_code": wording.UNKNOWN_CODE,
    "shortened_id": wording.SHORTENED_ID,
    "hour_early": wording.HOUR_EARLY,
}


def rules(contract: Contract, frame: pl.DataFrame) -> dict[tuple[str, str], pl.Expr]:
    """By column of a `frame` that `reading.read` gave, and by the name that findings carry:
    whether a cell is as the contract asks. An empty cell is, unless it is the one that is missing.

    Beside a column stand the texts in it that cannot be read: each of them is a finding.
    """
    found = {
        (column.name, kind): rule.fill_null(value=True)
        for column in contract.columns.values()
        for kind, rule in _checks(column)
    }
    unread = [name for name in frame.columns if name.endswith(UNREADABLE)]
    early = [name for name in frame.columns if name.endswith(HOUR_EARLY)]
    found |= {(name.removesuffix(HOUR_EARLY), "hour_early"): ~pl.col(name) for name in early}
    return found | {
        (name.removesuffix(UNREADABLE), "unreadable"): pl.col(name).is_null() for name in unread
    }


def number_of_checks(contract: Contract) -> int:
    """How many rules `check_columns` holds against a table."""
    return sum(
        column.required
        + (column.type != "string")
        + (column.minimum is not None or column.maximum is not None)
        + bool(column.allowed)
        + column.is_id
        for column in contract.columns.values()
    )


def check_columns(frame: pl.DataFrame, contract: Contract) -> list[Fault]:
    """The cells that do not meet the contract, one finding a column and kind of failure."""
    failures = _failures(frame, contract)
    found = []
    for column in contract.columns.values():
        unreadable = failures.get((column.name, "unreadable"))
        for kind, words in KINDS.items():
            rows = failures.get((column.name, kind))
            if rows is None:
                continue
            if kind == "missing" and unreadable is not None:
                # A cell that cannot be read is empty by now, but nothing is missing from it.
                rows = rows.filter(~rows.is_in(unreadable.implode()))
            found.append(_finding(column, kind, words, rows))
    return found


def empty_impossible(frame: pl.DataFrame, findings: list[Fault]) -> pl.DataFrame:
    """`frame` with the cells emptied that are outside what is possible and whose row stays."""
    for finding in findings:
        if finding.rule == "out_of_range" and finding.severity == "warning":
            impossible = pl.col(ROW).is_in(finding.rows.implode())
            kept = pl.when(~impossible).then(pl.col(finding.column)).alias(finding.column)
            frame = frame.with_columns(kept)
    return frame


def _checks(column: ColumnRule) -> Iterator[tuple[str, pl.Expr]]:
    cell = pl.col(column.name)
    if column.required:
        yield "missing", cell.is_not_null()
    if column.allowed:
        yield "unknown_code", cell.is_in(column.allowed)
    if column.is_id:
        yield "shortened_id", ~numbers.is_shortened_id(cell)
    possible = [cell >= column.minimum] if column.minimum is not None else []
    possible += [cell <= column.maximum] if column.maximum is not None else []
    if possible:
        yield "out_of_range", pl.all_horizontal(possible)


def _failures(frame: pl.DataFrame, contract: Contract) -> dict[tuple[str, str], pl.Series]:
    """Row numbers by column and kind of failure.

    One question of the whole table says which rules a cell breaks, and only those are asked where:
    most columns are as they should be.
    """
    asked = rules(contract, frame)
    holding = [rule.all().alias(str(n)) for n, rule in enumerate(asked.values())]
    kept = frame.select(holding).row(0) if holding else ()
    return {
        place: frame.filter(~rule)[ROW]
        for (place, rule), holds in zip(asked.items(), kept, strict=True)
        if not holds
    }


def _finding(column: ColumnRule, kind: str, words: Wording, rows: pl.Series) -> Fault:
    severities: dict[str, Severity] = {
        "missing": "error",
        "unreadable": column.unreadable,
        "out_of_range": column.unreadable,
        "unknown_code": column.allowed_severity,
        "shortened_id": "warning",
        "hour_early": "warning",
    }
    return Fault(
        rule=kind,
        severity=severities[kind],
        wording=about(column, words),
        rows=rows,
        columns=(column.name,),
        expected=wording.expectation(column, words),
    )
