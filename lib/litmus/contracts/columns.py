"""What a contract says of single cells, checked by pandera on Polars: all failures at once."""

from collections.abc import Iterator
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from litmus.contracts import wording
from litmus.contracts.findings import Finding, about
from litmus.contracts.model import Column, Contract, Severity
from litmus.contracts.reading import TYPES, UNREADABLE
from litmus.contracts.sql import ROW
from litmus.contracts.wording import Wording

# The checks of a cell by the name that findings carry.
KINDS: dict[str, Wording] = {
    "missing": wording.MISSING,
    "unreadable": wording.UNREADABLE,
    "out_of_range": wording.OUT_OF_RANGE,
    "unknown_code": wording.UNKNOWN_CODE,
}


def schema(contract: Contract, frame: pl.DataFrame) -> pa.DataFrameSchema:
    """What the contract asks of cells, as a pandera schema for a `frame` that `reading.read` gave.

    Columns of which it asks nothing but their type are left out: reading gave them that. With the
    others stand those of unreadable texts that are not empty: each is a check.
    """
    columns = {
        column.name: pa.Column(TYPES[column.type], nullable=not column.required, checks=checks)
        for column in contract.columns.values()
        if (checks := list(_checks(column))) or column.required
    }
    unread = [name for name in frame.columns if name.endswith(UNREADABLE)]
    columns |= {
        name: pa.Column(pl.String, nullable=True, checks=pa.Check(_is_null, error="unreadable"))
        for name in unread
        if frame[name].null_count() < len(frame)
    }
    return pa.DataFrameSchema(columns)


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


def _checks(column: Column) -> Iterator[Any]:
    if column.allowed:
        yield pa.Check.isin(column.allowed, error="unknown_code")
    if column.minimum is not None:
        yield pa.Check.ge(column.minimum, error="out_of_range")
    if column.maximum is not None:
        yield pa.Check.le(column.maximum, error="out_of_range")


def _is_null(data: Any) -> pl.LazyFrame:
    return data.lazyframe.select(pl.col(data.key).is_null())


def _failures(frame: pl.DataFrame, contract: Contract) -> dict[tuple[str, str], pl.Series]:
    """Row numbers by column and kind of failure."""
    try:
        schema(contract, frame).validate(frame, lazy=True)
    except SchemaErrors as error:
        if error.failure_cases["index"].null_count():  # not a row's failure: a fault of ours
            raise
        cases = error.failure_cases.select(
            pl.col("column").str.strip_suffix(UNREADABLE),
            pl.col("check").replace("not_nullable", "missing"),
            frame[ROW].gather(error.failure_cases["index"]).alias(ROW),
        )
        grouped = cases.unique(maintain_order=True).partition_by("column", "check", as_dict=True)
        return {(str(name), str(kind)): rows[ROW] for (name, kind), rows in grouped.items()}
    return {}


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
