"""Quality assurance tables made by hand: every table of the contracts, with the rows of a test."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from litmus.base.periods import Period
from litmus.intake.contracts import load
from litmus.intake.contracts.model import Contract
from litmus.qa.query import Query

CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"
TYPES = {
    "date": "DATE",
    "timestamp": "TIMESTAMP",
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
}
Row = dict[str, Any]


@cache
def contracts() -> dict[str, Contract]:
    return load(CONTRACTS)


@cache
def statements() -> tuple[str, ...]:
    made = []
    for name, contract in contracts().items():
        columns = ", ".join(f"{c.name} {TYPES[c.type]}" for c in contract.columns.values())
        made.append(f"CREATE TABLE {name} ({columns})")
    return tuple(made)


def holding(**tables: list[Row]) -> duckdb.DuckDBPyConnection:
    """Every table of the contracts, empty but for these rows."""
    connection = duckdb.connect()
    for statement in statements():
        connection.execute(statement)
    for table, rows in tables.items():
        for row in rows:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            values = list(row.values())
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
    return connection


def asked(
    period: str, service: str = "", to: date = date(2017, 6, 30), **tables: list[Row]
) -> Query:
    """A question to tables that hold these rows; every table is provided."""
    names = frozenset(contracts())
    return Query(holding(**tables), names, Period.parse(period), to, service)
