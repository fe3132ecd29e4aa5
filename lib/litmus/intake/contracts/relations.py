"""What a contract says across rows and tables, asked as set-based queries: rules of DuckDB,
references of Polars."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any

import duckdb
import polars as pl

from litmus.base.errors import LitmusError
from litmus.intake.contracts import wording
from litmus.intake.contracts.findings import Fault, TableCheck, about
from litmus.intake.contracts.model import ColumnRule, Contract, Severity, SqlRule
from litmus.intake.contracts.sql import ROW, condition_on_row, offending_rows, words
from litmus.intake.contracts.wording import Wording

# The column that holds what refers, or is referred to, when the two are held against each other.
VALUE = "value"


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """An empty database in memory: to open one takes longer than most of what is asked of it, and
    what is registered with one of its cursors is not seen by another."""
    return duckdb.connect()


class Relations:
    """The rows that are accepted by now of every table in one DuckDB connection, asked for those
    that offend."""

    def __init__(self, checks: Mapping[str, TableCheck], extract_date: Any) -> None:
        self._checks = checks
        self._extract_date = extract_date
        self._connection = _database().cursor()
        self._tables = {table: check.accepted for table, check in checks.items()}

    def close(self) -> None:
        """Let go of the tables."""
        self._connection.close()

    def check_rules(self, check: TableCheck, severity: Severity) -> list[Fault]:
        """The table's SQL rules of one severity, where all that they name is supplied."""
        asked = []
        for rule in check.contract.rules:
            if rule.severity != severity:
                continue
            if lacking := self._lacking(rule):
                check.not_checked.append(f"{_sentence(rule)} needs {lacking}.")
            else:
                asked.append(rule)
        check.rules_checked += len(asked)
        found = self._breaches_of_row_rules(asked, check.contract)
        alone = {r: self._breaches_of(r, check.contract) for r in asked if r not in found}
        return [_finding(rule, check.contract, (found | alone)[rule]) for rule in asked]

    def check_references(self, check: TableCheck) -> list[Fault]:
        """Values that the table referred to does not hold; rows that were set aside told apart."""
        found = []
        for column in check.contract.columns.values():
            if column.refers_to is None or column.name in check.reading.not_supplied:
                continue
            table, target = column.refers_to
            other = self._target(table, target)
            if other is None:
                check.not_checked.append(
                    f"Whether each {column.label} is known needs {table}, which is not supplied."
                )
                continue
            check.rules_checked += 1
            orphans = self._orphans.get((check.contract.table, column.name))
            if orphans is not None:
                found += _orphan_faults(column, orphans, other, pl.col(target))
        return found + self._check_tables_in_rows(check)

    def _target(self, table: str, column: str) -> TableCheck | None:
        other = self._checks[table]
        return other if other.provided and column not in other.reading.not_supplied else None

    @cached_property
    def _orphans(self) -> dict[tuple[Any, ...], pl.DataFrame]:
        """By table and column that refers to another: the rows whose value that one does not hold.

        All columns that refer to one are looked up in it together, because most of the work is to
        make it searchable: dozens of columns hold a person's id.
        """
        referring = defaultdict(list)
        for table, check in self._checks.items():
            for column in check.contract.columns.values():
                if column.refers_to and self._target(*column.refers_to):
                    place = pl.lit(table).alias("table"), pl.lit(column.name).alias("column")
                    given = check.accepted.select(*place, ROW, pl.col(column.name).alias(VALUE))
                    referring[column.refers_to].append(given.drop_nulls())
        found: dict[tuple[Any, ...], pl.DataFrame] = {}
        for (other, target), several in referring.items():
            known = self._checks[other].accepted.select(pl.col(target).alias(VALUE))
            orphans = pl.concat(several).join(known, on=VALUE, how="anti")
            found |= orphans.partition_by("table", "column", as_dict=True)
        return found

    def _check_tables_in_rows(self, check: TableCheck) -> list[Fault]:
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
                rows = check.accepted.filter(pl.col(column.table_in) == name)
                given = rows.select(ROW, pl.col(column.name).alias(VALUE)).drop_nulls()
                named = _key_in_words(other.contract)
                known = other.accepted.select(named.alias(VALUE))
                orphans = given.join(known, on=VALUE, how="anti")
                found += _orphan_faults(column, orphans, other, named)
        return found

    def _breaches_of_row_rules(
        self, rules: list[SqlRule], contract: Contract
    ) -> dict[SqlRule, pl.Series]:
        """The rows that break the rules that look at each row by itself, found by one query: most
        of what a query takes is the planning of it. Nothing where one of them cannot be asked."""
        try:
            conditions = {
                rule: condition
                for rule in rules
                if (condition := condition_on_row(rule.query, contract.table, self._extract_date))
            }
            if not conditions:
                return {}
            broken = [f'({asked}) IS TRUE AS "{n}"' for n, asked in enumerate(conditions.values())]
            any_broken = " OR ".join(f"({asked})" for asked in conditions.values())
            found = self._answer(
                f"SELECT {ROW}, {', '.join(broken)} FROM {contract.table} WHERE {any_broken}"
            )
        except (duckdb.Error, ValueError):  # asked alone, the one that is wrong can be named
            return {}
        return {rule: _rows(found[ROW][found[str(n)]]) for n, rule in enumerate(conditions)}

    def _breaches_of(self, rule: SqlRule, contract: Contract) -> pl.Series:
        try:
            query = offending_rows(rule.query, contract.table, self._extract_date)
            return _rows(self._answer(query)[ROW])
        except (duckdb.Error, ValueError) as error:
            first_line = str(error).splitlines()[0]
            raise LitmusError(
                f"Rule {rule.id} of the contract {contract.table} cannot be run: {first_line}"
            ) from error

    def _answer(self, query: str) -> dict[str, Any]:
        named = words(query.lower())
        for table in [each for each in self._tables if each.lower() in named]:
            columns = [ROW, *self._checks[table].contract.columns]
            self._connection.register(table, _Stream(self._tables.pop(table).select(columns)))
        return self._connection.execute(query).fetchnumpy()

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


def _rows(numbers: Any) -> pl.Series:
    return pl.Series(ROW, numbers, dtype=pl.UInt32)


def _finding(rule: SqlRule, contract: Contract, rows: pl.Series) -> Fault:
    named = words(rule.query)
    kind = wording.SQL_ERROR if rule.severity == "error" else wording.SQL_WARNING
    return Fault(
        rule=rule.id,
        severity=rule.severity,
        wording=Wording(
            rule.description,
            " ".join(part for part in (kind.consequence, rule.impact) if part),
            rule.what_to_do or kind.what_to_do,
        ),
        rows=rows,
        columns=tuple(name for name in contract.columns if name in named),
        expected=f"not: {rule.description}",
        breaks=rule.breaks or rule.severity == "error",
    )


def _key_in_words(contract: Contract) -> pl.Expr:
    """What names a row of the table where the table stands beside it: its key, parts joined."""
    parts = pl.col(contract.key).cast(pl.String)
    return pl.concat_str(parts, separator="/", ignore_nulls=True)


def _orphan_faults(
    column: ColumnRule, orphans: pl.DataFrame, other: TableCheck, named: pl.Expr
) -> list[Fault]:
    """Rows that name nothing known, and those that name a row that was set aside."""
    if orphans.is_empty():
        return []
    set_aside = other.set_aside.select(named.alias(VALUE))
    aside = orphans.join(set_aside, on=VALUE, how="semi")[ROW]
    unknown = orphans.join(set_aside, on=VALUE, how="anti")[ROW]
    return [
        _orphans("orphan", wording.ORPHAN, column, other, unknown),
        _orphans("orphan_of_set_aside", wording.ORPHAN_OF_SET_ASIDE, column, other, aside),
    ]


def _orphans(
    rule: str, kind: Wording, column: ColumnRule, other: TableCheck, rows: pl.Series
) -> Fault:
    words_ = about(column, kind, other=f"{other.contract.title} ({other.contract.table})")
    return Fault(rule, "warning", words_, rows, (column.name,), words_.expected)


def _sentence(rule: SqlRule) -> str:
    return f"The rule “{rule.description.rstrip('.')}”"
