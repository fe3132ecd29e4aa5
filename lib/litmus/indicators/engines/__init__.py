"""Where figures are computed: DuckDB inside Litmus, a PostgreSQL server, or Spark.

The declarations are the same for all three and so are the figures. An engine is whatever takes the
composed SQL, in DuckDB's dialect, and gives the rows of its totals; what it cannot read as it
stands it translates for itself.
"""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from litmus.base.errors import LitmusError, UsageError
from litmus.indicators.database import Connection
from litmus.intake.snapshot import Snapshot

ENGINES = ("duckdb", "postgres", "spark")


class Engine(Connection, Protocol):
    """A database that the indicators are computed in: a DuckDB connection is one as it is."""

    def close(self) -> None:
        """Remove what was put there, and let go."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> object: ...


def check_engine(name: str, uri: str | None) -> None:
    """Raises UsageError for an engine that does not exist, and an address where it has none."""
    if name not in ENGINES:
        raise UsageError(f"There is no engine {name!r}: expected {', '.join(ENGINES)}.")
    if name == "duckdb" and uri is not None:
        raise UsageError(f"DuckDB runs inside Litmus and has no address: leave out {uri!r}.")


def open_engine(name: str, uri: str | None, snapshot: Snapshot) -> Engine:
    """The engine of that name over the tables of a snapshot; close it, or use it in a `with`.

    `uri` says where it is (docs/engines.md): for "postgres" an address such as
    postgresql://analyst@server/database, or None for what PGHOST and the like say; for "spark" a
    master such as local[4] or yarn, or None for the running session or this machine; for "duckdb"
    None. Raises UsageError for an unknown name or address, LitmusError where the engine's packages
    are not installed or it cannot be reached.
    """
    check_engine(name, uri)
    if name == "duckdb":
        return snapshot.connect()
    try:
        if name == "postgres":
            from litmus.indicators.engines.postgres import Postgres

            return Postgres(uri, snapshot)
        from litmus.indicators.engines.spark import SparkEngine

        return SparkEngine(uri, snapshot)
    except ModuleNotFoundError as error:
        raise LitmusError(
            f"The engine {name} needs the package {error.name}, which is not installed. Run "
            f"`make engines`, or install litmus[{name}]."
        ) from error
