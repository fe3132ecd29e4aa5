"""What a contract says across rows and tables, asked as set-based queries: rules of DuckDB, simple
references of Polars."""

from collections.abc import Mapping
from typing import Any

import duckdb
import polars as pl

from litmus.contracts import wording
from litmus.contracts.findings import Finding, TableCheck, about
from litmus.contracts.model import Column, Contract, Severity, SqlRule
from litmus.contracts.sql import ROW, offending_rows, words
from litmus.contracts.wording import Wording
from litmus.errors import LitmusError


class Relations:
    """The rows that are accepted by now of every table in one DuckDB connection, asked for those
    that offend."""

    def __init__(self, checks: Mapping[str, TableCheck], extract_date: Any) -> None:
        self._checks = checks
        self._extract_date = extract_date
        self._connection = duckdb.connect()
        for table, check in checks.items():
            columns = [ROW, *check.contract.columns]
            self._connection.register(table, _Stream(check.accepted.select(columns)))

    def close(self) -> None:
        """Let go of the tables."""
        self._connection.close()

    def check_rules(self, check: TableCheck, severity: Severity) -> list[Finding]:
        """The table's SQL rules of one severity, where all that they name is supplied."""
        found = []
        for rule in check.contract.rules:
            if rule.severity != severity:
                continue
            if lacking := self._lacking(rule):
                check.not_checked.append(f"{_sentence(rule)} needs {lacking}.")
                continue
            check.rules_checked += 1
            found.append(self._rule(rule, check.contract))
        return found

    def check_references(self, check: TableCheck) -> list[Finding]:
        """Values that the table referred to does not hold; rows that were set aside told apart."""
        found = []
        for column in check.contract.columns.values():
            if column.refers_to is None or column.name in check.reading.not_supplied:
                continue
            table, target = column.refers_to
            other = self._checks[table]
            if not other.provided or target in other.reading.not_supplied:
                check.not_checked.append(
                    f"Whether each {column.label} is known needs {table}, which is not supplied."
                )
                continue
            check.rules_checked += 1
            found += self._reference(check.contract.table, column, other)
        return found + self._check_tables_in_rows(check)

    def _check_tables_in_rows(self, check: TableCheck) -> list[Finding]:
        """Values whose table stands beside them in the row, where that table does not hold them."""
        found = []
        for column in check.contract.columns.values():
            supplied = {column.name, column.table_in}.isdisjoint(check.reading.not_supplied)
            if not column.table_in or not supplied:
                continue
            for name in check.accepted[column.table_in].drop_nulls().unique().sort():
                other = self._checks.get(name)
                if other is None:
                    continue  # an unknown code, which the column of the table's name reports
                if not other.provided:
                    check.not_checked.append(
                        f"Whether each {column.label} is known needs {name}, which is not supplied."
                    )
                    continue
                check.rules_checked += 1
                found += self._reference_in_row(check.contract.table, column, other)
        return found

    def _reference_in_row(self, table: str, column: Column, other: TableCheck) -> list[Finding]:
        key = ", ".join(f"CAST(o.{part} AS VARCHAR)" for part in other.contract.key)
        orphans = self._rows(
            f"SELECT here.{ROW} FROM {table} here WHERE here.{column.name} IS NOT NULL AND "
            f"here.{column.table_in} = '{other.contract.table}' AND NOT EXISTS (SELECT 1 FROM "
            f"{other.contract.table} o WHERE concat_ws('/', {key}) = here.{column.name})"
        )
        parts = pl.col(other.contract.key).cast(pl.String)
        aside = pl.concat_str(parts, separator="/", ignore_nulls=True)
        return self._told_apart(table, column, other, orphans, other.set_aside.select(aside))

    def _rule(self, rule: SqlRule, contract: Contract) -> Finding:
        try:
            rows = self._rows(offending_rows(rule.query, contract.table, self._extract_date))
        except (duckdb.Error, ValueError) as error:
            first_line = str(error).splitlines()[0]
            raise LitmusError(
                f"Rule {rule.id} of the contract {contract.table} cannot be run: {first_line}"
            ) from error
        kind = wording.SQL_ERROR if rule.severity == "error" else wording.SQL_WARNING
        return Finding(
            rule=rule.id,
            severity=rule.severity,
            wording=Wording(
                rule.description,
                " ".join(part for part in (kind.consequence, rule.impact) if part),
                rule.what_to_do or kind.what_to_do,
            ),
            rows=rows,
            columns=tuple(name for name in contract.columns if name in words(rule.query)),
            expected=f"not: {rule.description}",
        )

    def _reference(self, table: str, column: Column, other: TableCheck) -> list[Finding]:
        target = column.refers_to[1] if column.refers_to else ""
        given = self._checks[table].accepted.select(ROW, column.name).drop_nulls()
        known = other.accepted.select(target)
        orphans = given.join(known, left_on=column.name, right_on=target, how="anti")[ROW]
        return self._told_apart(table, column, other, orphans, other.set_aside.select(target))

    def _told_apart(
        self,
        table: str,
        column: Column,
        other: TableCheck,
        orphans: pl.Series,
        set_aside: pl.DataFrame,
    ) -> list[Finding]:
        """Rows that name nothing known, and those that name a row that was set aside."""
        if orphans.is_empty():
            return []
        aside = self._checks[table].accepted.filter(
            pl.col(ROW).is_in(orphans.implode())
            & pl.col(column.name).is_in(set_aside.to_series().implode())
        )[ROW]
        unknown = orphans.filter(~orphans.is_in(aside.implode()))
        return [
            _orphans("orphan", wording.ORPHAN, column, other, unknown),
            _orphans("orphan_of_set_aside", wording.ORPHAN_OF_SET_ASIDE, column, other, aside),
        ]

    def _rows(self, query: str) -> pl.Series:
        rows = self._connection.execute(query).fetchnumpy()[ROW]
        return pl.Series(ROW, rows, dtype=pl.UInt32)

    def _lacking(self, rule: SqlRule) -> str:
        """What the rule names and the source does not supply: a table or a column of one."""
        named = words(rule.query)
        for table, check in self._checks.items():
            if table not in named:
                continue
            if not check.provided:
                return f"{table}, which is not supplied"
            for column in check.reading.not_supplied:
                if column in named:
                    return f"{table}.{column}, which is not supplied"
        return ""


class _Stream:
    """A Polars frame as the Arrow stream that DuckDB reads without a copy (and without pyarrow,
    which DuckDB would import for the frame itself)."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        return self._frame.__arrow_c_stream__(requested_schema)


def _orphans(
    rule: str, kind: Wording, column: Column, other: TableCheck, rows: pl.Series
) -> Finding:
    words_ = about(column, kind, other=f"{other.contract.title} ({other.contract.table})")
    return Finding(rule, "warning", words_, rows, (column.name,), words_.expected)


def _sentence(rule: SqlRule) -> str:
    return f"The rule “{rule.description.rstrip('.')}”"
