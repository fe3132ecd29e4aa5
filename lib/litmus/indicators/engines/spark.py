"""Spark: the snapshot's Parquet files read where they lie, as temporary views of one session.

Only totals come back; no row about a person leaves the cluster, and no table is written.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from py4j.protocol import Py4JError, Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from litmus.base.errors import LitmusError
from litmus.indicators.engines import translation
from litmus.intake.snapshot import Snapshot

HERE = "local[*]"
# What separates the master from the place where the cluster finds copies of snapshots.
COPIES = "?snapshots="
# A session on this machine talks to nobody else, and plans for one machine.
ON_THIS_MACHINE: dict[str, bool | float | int | str | None] = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
}
HINTS = {
    "JAVA_GATEWAY_EXITED": " It needs Java 17 or newer; JAVA_HOME says where.",
    "PATH_NOT_FOUND": " The snapshot must lie where every node of the cluster can read it: copy "
    "its folder there and add ?snapshots=LOCATION to the address (docs/engines.md).",
}
Row = tuple[Any, ...]


class SparkTotals:
    """The rows of a query."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def fetchall(self) -> list[Row]:
        """All rows."""
        return self._rows


class SparkEngine:
    """A Spark session that sees the tables of a snapshot while it is open."""

    def __init__(self, uri: str | None, snapshot: Snapshot) -> None:
        master, _, copies = (uri or "").partition(COPIES)
        self._snapshot = snapshot
        self._views: set[str] = set()
        self._id = secrets.token_hex(8)  # nothing else in a shared session has these names
        running = SparkSession.getActiveSession()
        self._own = running is None
        self._scratch = TemporaryDirectory(prefix="litmus-")
        with _without_its_words():
            self._session = running or _start(master or HERE, self._scratch.name)
        self._folder = f"{copies.rstrip('/')}/{snapshot.key}" if copies else _here(snapshot)
        if copies:
            self._check_copy()

    def execute(self, query: str, /) -> SparkTotals:
        """Run a query in DuckDB's dialect. Raises LitmusError where Spark cannot."""
        tree = translation.parse(query, self._snapshot.manifest["tables"])
        for table in sorted(translation.tables(tree) - self._views):
            with _without_its_words():
                self._read(table).createOrReplaceTempView(self._view(table))
            self._views.add(table)
        text = translation.write(tree, "spark", self._view)
        with _without_its_words():
            return SparkTotals([tuple(row) for row in self._session.sql(text).collect()])

    def close(self) -> None:
        """Drop the views, and end the session if it was started here."""
        for table in self._views:
            self._session.catalog.dropTempView(self._view(table))
        self._views.clear()
        if self._own:
            self._session.stop()
        self._scratch.cleanup()

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

    def _view(self, table: str) -> str:
        return f"litmus_{self._id}_{table}"

    def _read(self, table: str) -> DataFrame:
        # Dates are as they stand, also those before 1582 that only a slip of the pen explains.
        reader = self._session.read.option("datetimeRebaseMode", "CORRECTED")
        return reader.parquet(f"{self._folder}/{table}.parquet")

    def _check_copy(self) -> None:
        """Raise LitmusError unless what lies there was copied from this very snapshot."""
        with _without_its_words():
            text = self._session.read.text(f"{self._folder}/manifest.json", wholetext=True).head()
        if text is None or json.loads(text[0]) != self._snapshot.manifest:
            raise LitmusError(
                f"{self._folder} is not a copy of this snapshot. Copy the folder "
                f"{self._snapshot.folder} there as a whole."
            )


def _here(snapshot: Snapshot) -> str:
    return f"file://{snapshot.folder.resolve().as_posix()}"


def _start(master: str, scratch: str) -> SparkSession:
    builder = SparkSession.builder.appName("litmus")
    if master.startswith("sc://"):
        return builder.remote(master).getOrCreate()
    if not master.startswith("local"):
        return builder.master(master).getOrCreate()
    # What does not fit into memory, rows about children too, goes where only we can read it.
    folders = {"spark.local.dir": scratch, "spark.sql.warehouse.dir": f"{scratch}/warehouse"}
    session = builder.master(master).config(map={**ON_THIS_MACHINE, **folders}).getOrCreate()
    session.sparkContext.setLogLevel("OFF")  # its words can hold what stands in a row
    return session


@contextmanager
def _without_its_words() -> Iterator[None]:
    """Say what happened by its name: Spark's own words can hold what stands in a row."""
    try:
        yield
    except PySparkException as error:
        condition = error.getCondition() or type(error).__name__
        raise LitmusError(f"Spark stopped: {condition}.{HINTS.get(condition, '')}") from error
    except Py4JJavaError as error:
        kind = error.java_exception.getClass().getSimpleName()
        raise LitmusError(f"Spark stopped: {kind}.") from error
    except (Py4JError, OSError) as error:
        raise LitmusError("Spark stopped: the connection to it was lost.") from error
