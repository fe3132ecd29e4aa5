"""What a contract says of single cells: all failures at once, found by pandera on Polars."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from litmus.contracts import wording
from litmus.contracts.findings import Finding, about
from litmus.contracts.model import Column, Contract, Severity
from litmus.contracts.reading import UNREADABLE
from litmus.contracts.sql import ROW
from litmus.contracts.wording import Wording

if TYPE_CHECKING:  # pandera takes half a second to load: only for a table that breaks a rule
    import pandera.polars as pa

# The checks of a cell by the name that findings carry.
KINDS: dict[str, Wording] = {
    "missing": wording.MISSING,
    "unreadable": wording.UNREADABLE,
    "out_of_range": wording.OUT_OF_RANGE,
    "unknown_code": wording.UNKNOWN_CODE,
}


def schema(rules: Mapping[str, Mapping[str, pl.Expr]], frame: pl.DataFrame) -> pa.DataFrameSchema:
    """What is asked of the cells of each column (`rules`), as a pandera schema for `frame`."""
    import pandera.polars as pa

    return pa.DataFrameSchema(
        {
            name: pa.Column(
                frame.schema[name],
                nullable=True,
                checks=[
                    pa.Check(_holds(rule), error=kind, ignore_na=False)
                    for kind, rule in asked.items()
                ],
            )
            for name, asked in rules.items()
        }
    )


def rules(contract: Contract, frame: pl.DataFrame) -> dict[str, dict[str, pl.Expr]]:
    """By column of a `frame` that `reading.read` gave, and by the name that findings carry:
    whether a cell is as the contract asks. An empty cell is, unless it is the one that is missing.

    Columns of unreadable texts stand among them: each text in one is a finding.
    """
    found = {
        column.name: {kind: rule.fill_null(value=True) for kind, rule in _asked(column)}
        for column in contract.columns.values()
    }
    unread = [name for name in frame.columns if name.endswith(UNREADABLE)]
    found |= {name: {"unreadable": pl.col(name).is_null()} for name in unread}
    return {name: asked for name, asked in found.items() if asked}


def number_of_checks(contract: Contract) -> int:
    """How many rules `check_columns` holds against a table."""
    return sum(
        column.required
        + (column.type != "string")
        + (column.minimum is not None or column.maximum is not None)
        + bool(column.allowed)
        for column in contract.columns.values()
    )


def check_columns(frame: pl.DataFrame, contract: Contract) -> list[Finding]:
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


def empty_impossible(frame: pl.DataFrame, findings: list[Finding]) -> pl.DataFrame:
    """`frame` with the cells emptied that are outside what is possible and whose row stays."""
    for finding in findings:
        if finding.rule == "out_of_range" and finding.severity == "warning":
            impossible = pl.col(ROW).is_in(finding.rows.implode())
            kept = pl.when(~impossible).then(pl.col(finding.column)).alias(finding.column)
            frame = frame.with_columns(kept)
    return frame


def _asked(column: Column) -> Iterator[tuple[str, pl.Expr]]:
    cell = pl.col(column.name)
    if column.required:
        yield "missing", cell.is_not_null()
    if column.allowed:
        yield "unknown_code", cell.is_in(column.allowed)
    possible = [cell >= column.minimum] if column.minimum is not None else []
    possible += [cell <= column.maximum] if column.maximum is not None else []
    if possible:
        yield "out_of_range", pl.all_horizontal(possible)


def _holds(rule: pl.Expr) -> Callable[[Any], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(rule)


def _broken(
    asked: Mapping[str, Mapping[str, pl.Expr]], frame: pl.DataFrame
) -> dict[str, dict[str, pl.Expr]]:
    """The rules that a cell breaks. One question of the whole table: pandera, which says where,
    asks many of each column, and most columns are as they should be."""
    each = [(name, kind, rule) for name, rules in asked.items() for kind, rule in rules.items()]
    holding = [rule.all().alias(str(n)) for n, (_, _, rule) in enumerate(each)]
    kept = frame.select(holding).row(0) if holding else ()
    found: dict[str, dict[str, pl.Expr]] = {}
    for (name, kind, rule), holds in zip(each, kept, strict=True):
        if not holds:
            found.setdefault(name, {})[kind] = rule
    return found


def _failures(frame: pl.DataFrame, contract: Contract) -> dict[tuple[str, str], pl.Series]:
    """Row numbers by column and kind of failure."""
    broken = _broken(rules(contract, frame), frame)
    if not broken:
        return {}
    from pandera.errors import SchemaErrors

    try:
        schema(broken, frame).validate(frame, lazy=True)
    except SchemaErrors as error:
        if error.failure_cases["index"].null_count():  # not a row's failure: a fault of ours
            raise
        cases = error.failure_cases.select(
            pl.col("column").str.strip_suffix(UNREADABLE),
            "check",
            frame[ROW].gather(error.failure_cases["index"]).alias(ROW),
        )
        grouped = cases.unique(maintain_order=True).partition_by("column", "check", as_dict=True)
        return {(str(name), str(kind)): rows[ROW] for (name, kind), rows in grouped.items()}
    raise AssertionError(f"{contract.table}: a rule is broken and no row breaks it")


def _finding(column: Column, kind: str, words: Wording, rows: pl.Series) -> Finding:
    severities: dict[str, Severity] = {
        "missing": "error",
        "unreadable": column.unreadable,
        "out_of_range": column.unreadable,
        "unknown_code": column.allowed_severity,
    }
    return Finding(
        rule=kind,
        severity=severities[kind],
        wording=about(column, words),
        rows=rows,
        columns=(column.name,),
        expected=wording.expected(column, words),
    )
