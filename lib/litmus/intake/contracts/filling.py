"""Count how many cells of each column are filled, and which faults make figures unreliable."""

from collections.abc import Iterable

import polars as pl

from litmus.intake.contracts.findings import Fault, TableCheck
from litmus.intake.contracts.model import Contract
from litmus.intake.contracts.sql import ROW
from litmus.intake.contracts.supply import Fill, Months, QualityMark, Supply, YearFill

# Tables that no figure reads.
ASSURANCE = ("qa_", "xref_")


def supply_of(checks: Iterable[TableCheck]) -> Supply:
    """How the tables that were checked are filled, and the marks on them."""
    read = [
        each for each in checks if each.provided and not each.contract.table.startswith(ASSURANCE)
    ]
    marks, months = [], {}
    for check in read:
        found = [finding for finding in check.findings if check.breaks(finding)]
        if found:
            months[check.contract.table] = _months(check.accepted, check.contract)
        marks += [_mark(check, finding) for finding in found]
    return Supply({each.contract.table: _fill(each) for each in read}, marks, months)


def _fill(check: TableCheck) -> Fill:
    contract, frame = check.contract, check.accepted.select(*check.contract.columns)
    day = _day(contract)
    years = {}
    if day and len(frame):
        of = pl.col(day).dt.date() if day in contract.key else pl.col(day).dt.year()
        by_year = of.cast(pl.String).alias(" year")
        counted = frame.group_by(by_year).agg(pl.len().alias(" rows"), pl.all().count())
        for row in counted.drop_nulls(" year").sort(" year").to_dicts():
            year, rows = row.pop(" year"), row.pop(" rows")
            years[year] = YearFill(rows, row)
    return Fill(
        contract.title,
        len(frame),
        {name: len(frame) - nulls for name, nulls in frame.null_count().row(0, named=True).items()}
        if len(frame)
        else dict.fromkeys(contract.columns, 0),
        {column.name: column.label for column in contract.columns.values()},
        day,
        years,
        _rows_by_date(frame, contract, "%Y"),
    )


def _day(contract: Contract) -> str:
    """The date of a row: its first date that is required; else the first that must be supplied."""
    dates = [column for column in contract.columns.values() if column.type in ("date", "timestamp")]
    for wanted in ([c for c in dates if c.required], [c for c in dates if c.is_essential]):
        if wanted:
            return wanted[0].name
    return ""


def _mark(check: TableCheck, finding: Fault) -> QualityMark:
    months = {}
    if finding.severity == "warning":
        rows = check.accepted.filter(pl.col(ROW).is_in(finding.rows.implode()))
        months = _months(rows, check.contract)
    return QualityMark(
        check.contract.table,
        list(finding.columns),
        finding.rule,
        finding.severity,
        finding.wording.found.rstrip("."),
        len(finding.rows),
        months,
    )


def _months(frame: pl.DataFrame, contract: Contract) -> dict[str, Months]:
    """The rows by month of each date column."""
    return _rows_by_date(frame, contract, "%Y-%m")


def _rows_by_date(frame: pl.DataFrame, contract: Contract, form: str) -> dict[str, dict[str, int]]:
    """The rows by year or month of each date column."""
    return {
        column.name: dict(
            frame.select(pl.col(column.name).dt.strftime(form).alias("when"))
            .drop_nulls()
            .group_by("when")
            .len()
            .sort("when")
            .rows()
        )
        for column in contract.columns.values()
        if column.type == "date"
    }
