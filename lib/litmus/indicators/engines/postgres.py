"""PostgreSQL: the snapshot as temporary tables of one connection.

Temporary tables are seen by this connection alone and the server drops them when it ends, however
it ends: no copy of children's data stays behind, and two runs cannot meet. A table is copied when
the first query reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from types import TracebackType
from typing import Any, Self

import polars as pl
import psycopg
from psycopg import sql

from litmus.base.errors import LitmusError, UsageError
from litmus.indicators.engines import translation
from litmus.intake.snapshot import Snapshot

# Text is compared byte by byte, as in DuckDB and Spark, whatever the server's language.
TYPES = {
    pl.Date: "date",
    pl.Datetime: "timestamp",
    pl.Datetime: "timestamp",
    pl.String: 'text COLLATE "C"',
    pl.Int64: "bigint",
    pl.Float64: "double precision",
}
# No table of the server's own can stand in for one of the snapshot. PostgreSQL cannot know how many
# rows a step of a query will give, and guesses few: left to itself it goes through whole tables
# once for every child (twenty times slower). Compiling short queries costs more than it saves.
SESSION = ("SET search_path TO pg_temp", "SET enable_nestloop TO off", "SET jit TO off")
ROWS_AT_ONCE = 50_000
Row = tuple[Any, ...]


class PostgresTotals:
    """The rows of a query."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def fetchall(self) -> list[Row]:
        """All rows, whole numbers as int whatever PostgreSQL summed them in."""
        return [tuple(_exact(value) for value in row) for row in self._rows]


class Postgres:
    """A connection to a PostgreSQL server that holds the tables of a snapshot while it is open."""

    def __init__(self, uri: str | None, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._loaded: set[str] = set()
        self._connection = _connect(uri)

    def execute(self, query: str, /) -> PostgresTotals:
        """Run a query in DuckDB's dialect. Raises LitmusError where the server refuses."""
        tree = translation.parse(query, self._snapshot.manifest["tables"])
        for table in sorted(translation.tables(tree) - self._loaded):
            self._load(table)
        with _without_its_words():
            found = self._connection.execute(translation.write(tree, "postgres").encode())
            return PostgresTotals(found.fetchall())

    def close(self) -> None:
        """End the connection; the server drops its tables."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.close()

    def _load(self, table: str) -> None:
        """Copy a table of the snapshot. In one transaction: it is there whole or not at all."""
        frame = pl.read_parquet(self._snapshot.folder / f"{table}.parquet", glob=False)
        name = sql.Identifier(table)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(TYPES[type(kind)]))
            for column, kind in frame.schema.items()
        )
        copy = sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(name)
        with _without_its_words(), self._connection.transaction():
            cursor = self._connection.cursor()
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(name, columns))
            with cursor.copy(copy) as sink:
                for part in frame.iter_slices(ROWS_AT_ONCE):
                    sink.write(part.write_csv(include_header=False))
            cursor.execute(sql.SQL("ANALYZE {}").format(name))
        self._loaded.add(table)


def _connect(uri: str | None) -> psycopg.Connection[Row]:
    try:
        connection = psycopg.connect(uri or "", autocommit=True, application_name="litmus")
        for setting in SESSION:
            connection.execute(setting)
    except psycopg.OperationalError as error:
        raise LitmusError(f"PostgreSQL cannot be reached: {error}") from error
    except psycopg.Error as error:  # its words can hold the password
        raise UsageError(
            "The address of the PostgreSQL server is not understood. Expected "
            "postgresql://user@server/database."
        ) from error
    return connection


@contextmanager
def _without_its_words() -> Iterator[None]:
    """Say what happened by its code: the server's own words can hold what stands in a row."""
    try:
        yield
    except psycopg.Error as error:
        code = error.sqlstate or "the connection was lost"
        raise LitmusError(f"PostgreSQL stopped: {type(error).__name__} ({code}).") from error


def _exact(value: Any) -> Any:
    """PostgreSQL gives sums of bigint as numeric: without decimals these are whole numbers."""
    whole = isinstance(value, Decimal) and value.as_tuple().exponent == 0
    return int(value) if whole else value
