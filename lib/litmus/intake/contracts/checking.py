"""Check the tables of a source against their contracts and set unusable rows aside.

In this order, so that each step sees what the step before accepted: single cells; rules that set
rows aside; rows that are there twice; and then, on the rows that stay, references between tables
and rules that only warn. A row that is set aside takes no other row with it: rows that refer to it
stay, and are counted and listed as such.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import polars as pl

from litmus.base.errors import LitmusError
from litmus.intake.contracts import reading
from litmus.intake.contracts.columns import check_columns, empty_impossible, number_of_checks
from litmus.intake.contracts.filling import supply_of
from litmus.intake.contracts.findings import NO_ISSUES, TableCheck
from litmus.intake.contracts.keys import check_keys
from litmus.intake.contracts.model import Contract
from litmus.intake.contracts.quality import QualityReport, TableQuality
from litmus.intake.contracts.relations import Relations
from litmus.intake.contracts.supply import Supply


@dataclass(frozen=True)
class Checked:
    """What checking gives.

    `tables`: every table that has a contract, typed, its columns alone, without the rows set
    aside; empty where the source does not provide it. `report`: counts and words. `supply`: how
    columns are filled, and what breaks figures. `issues`: each finding's rows with their values,
    RESTRICTED.
    """

    tables: dict[str, pl.DataFrame]
    report: QualityReport
    supply: Supply
    issues: pl.DataFrame


def check(
    raw: dict[str, pl.DataFrame],
    contracts: dict[str, Contract],
    extract_date: date,
    reasons: dict[str, str] | None = None,
) -> Checked:
    """`raw` tables, as a source read them, held against `contracts` as at `extract_date`.

    A frame's columns are text or typed, with `_file` and `_row` where they came from. Tables
    without a contract are left alone. `reasons` says why a `table.column` is rightly not there.
    Raises LitmusError where a table lacks a column without which figures would be wrong, or a
    contract's rule cannot be run.
    """
    _check_supply(raw, contracts, reasons or {})
    with ThreadPoolExecutor() as several:
        read = several.map(lambda each: _table(raw.get(each.table), each), contracts.values())
    checks = dict(zip(contracts, read, strict=True))
    provided = [each for each in checks.values() if each.provided]
    with closing(Relations(checks, extract_date)) as relations:
        for each in provided:
            each.record(relations.check_rules(each, "error"))
    with ThreadPoolExecutor() as several:
        tables = dict(zip(checks, several.map(_usable_rows, checks.values()), strict=True))
    with closing(Relations(checks, extract_date)) as relations:
        for each in provided:
            each.record(relations.check_references(each))
            each.record(relations.check_rules(each, "warning"))
    return Checked(
        tables=tables,
        report=QualityReport([_quality(each) for each in checks.values()]),
        supply=supply_of(checks.values()),
        issues=pl.concat([NO_ISSUES, *(each.issues() for each in provided)]),
    )


def _check_supply(
    raw: dict[str, pl.DataFrame], contracts: dict[str, Contract], reasons: dict[str, str]
) -> None:
    sentences = [
        _missing_column(table, frame, column.name)
        for table, frame in raw.items()
        if table in contracts
        for column in contracts[table].columns.values()
        if column.is_essential and column.name not in frame.columns
        if f"{table}.{column.name}" not in reasons
    ]
    if sentences:
        raise LitmusError(
            "Figures would be wrong without these columns:\n"
            + "\n".join(sentences)
            + "\nAdd them to the extract (empty where there is nothing to say), or leave out the "
            "whole table: its indicators are then reported as not available."
        )


def _missing_column(table: str, frame: pl.DataFrame, name: str) -> str:
    files = frame["_file"].unique().sort().to_list() if "_file" in frame.columns else []
    where = f" ({', '.join(files)})" if files else ""
    near = get_close_matches(name, [c for c in frame.columns if not c.startswith("_")], n=1)
    return f"  {table}{where}: {name}" + (f" (is it the column {near[0]}?)" if near else "")


def _table(frame: pl.DataFrame | None, contract: Contract) -> TableCheck:
    given = pl.DataFrame(schema={"_file": pl.String, "_row": pl.Int64}) if frame is None else frame
    raw = reading.with_lineage(given, contract.table)
    read = reading.read(raw, contract)
    check = TableCheck(contract, raw, read, provided=frame is not None)
    if check.provided:
        _check_cells(check)
    return check


def _check_cells(check: TableCheck) -> None:
    findings = check_columns(check.accepted, check.contract)
    check.rules_checked += number_of_checks(check.contract)
    check.record(findings)
    check.accepted = empty_impossible(check.accepted, findings)


def _check_keys(check: TableCheck) -> None:
    check.record(check_keys(check))
    check.rules_checked += 2 * bool(check.contract.key)


def _usable_rows(check: TableCheck) -> pl.DataFrame:
    if check.provided:
        _check_keys(check)
    columns = list(check.contract.columns)
    key = list(check.contract.key) or columns
    frame = check.accepted.select(columns)
    if len(key) == 1 and frame[key[0]].is_sorted():  # as most extracts are: nothing is copied
        frame = frame.with_columns(pl.col(key).set_sorted())
    return frame.sort(key)


def _quality(check: TableCheck) -> TableQuality:
    contract, read = check.contract, check.reading
    if not check.provided:
        return TableQuality(contract.table, contract.title, provided=False)
    return TableQuality(
        table=contract.table,
        title=contract.title,
        provided=True,
        rows_in=len(check.raw),
        rows_accepted=len(check.accepted),
        rows_quarantined=len(check.set_aside),
        sentinels=read.sentinels,
        empty=read.empty,
        columns_not_supplied=read.not_supplied,
        columns_ignored=read.ignored,
        rules_checked=check.rules_checked,
        not_checked=check.not_checked,
        rules=check.results(),
    )
