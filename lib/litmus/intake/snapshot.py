"""Snapshots: the checked tables of a source, frozen, so that a run can be repeated and proved.

A snapshot is a folder named after everything that made it: the source's bytes, the contracts and
the code that reads and checks. It holds one Parquet file a table, `quality.json`, `supply.json`,
the restricted list of findings, and `manifest.json`, which is written last and knows the hash of
each file: a folder without it, or with a file that differs, is not a snapshot.

The fingerprint says which data it is, whatever order the rows came in and on whatever machine: the
SHA-256 of one line a table, `name hash`, in order of name, where the hash is the SHA-256 of the
table's rows as sorted CSV (`litmus.intake.contracts.fingerprint`).
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import digests, json_files
from litmus.base.errors import LitmusError
from litmus.intake.contracts.quality import QualityReport
from litmus.intake.contracts.supply import Supply

if TYPE_CHECKING:  # opening a snapshot reads the manifest alone
    import duckdb

SCHEMA = 1
QUALITY = "quality.json"
SUPPLY = "supply.json"
RESTRICTED = "restricted"


@dataclass(frozen=True)
class Snapshot:
    """A frozen, checked set of standard tables. `manifest` is what `manifest.json` says."""

    folder: Path
    manifest: dict[str, Any] = field(repr=False)

    @classmethod
    def open(cls, folder: Path) -> Snapshot:
        """The snapshot in `folder`. Raises LitmusError where a file is missing or was changed."""
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            damaged = [n for n, h in manifest["files"].items() if digests.of_file(folder / n) != h]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise LitmusError(f"{folder} is not a whole snapshot. Run the report again.") from error
        if manifest.get("schema") != SCHEMA or damaged:
            raise LitmusError(
                f"{folder} was changed after it was made ({', '.join(damaged) or 'schema'}). "
                "Run the report again."
            )
        return cls(folder, manifest)

    @property
    def key(self) -> str:
        """The name of the folder: what made the snapshot, as 16 hexadecimal digits."""
        return str(self.manifest["key"])

    @property
    def fingerprint(self) -> str:
        """Which data it is, as 64 hexadecimal digits; see the module."""
        return str(self.manifest["fingerprint"])

    @property
    def provided(self) -> set[str]:
        """The tables that the source gave, and those that Litmus makes itself."""
        return set(self.manifest["provided"])

    @property
    def not_supplied(self) -> dict[str, list[str]]:
        """Columns that a table that is provided came without, by table; they are empty."""
        return dict(self.manifest["not_supplied"])

    @property
    def reasons(self) -> dict[str, str]:
        """Why a table, or a column of one (`table.column`), is not there, as the source puts it."""
        return dict(self.manifest["reasons"])

    @property
    def notes(self) -> list[str]:
        """What the source's reader did that somebody should know."""
        return list(self.manifest["notes"])

    @property
    def filled_from(self) -> dict[str, list[str]]:
        """The source's files that each table was read from."""
        return dict(self.manifest["filled_from"])

    @property
    def data_to(self) -> date:
        """The last day that the data speaks for."""
        return date.fromisoformat(self.manifest["data_to"])

    @property
    def data_from(self) -> date | None:
        """The first day that the data speaks for, where the source says so."""
        first = self.manifest["data_from"]
        return date.fromisoformat(first) if first else None

    @cached_property
    def quality(self) -> QualityReport:
        """What checking found, as counts and words."""
        return json_files.read(self.folder / QUALITY, QualityReport)

    @cached_property
    def supply(self) -> Supply:
        """How the source filled its columns, and what in them breaks figures: counts."""
        return json_files.read(self.folder / SUPPLY, Supply)

    @property
    def issues(self) -> Path:
        """The list of findings with values. RESTRICTED: for the data manager alone."""
        return self.folder / RESTRICTED / "issues.csv"

    def connect(self, held: Collection[str] = ()) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with one view a table over the frozen files. The caller closes it.

        Tables that are `held` are taken into memory instead: where many questions are asked of
        them, that is quicker than to open their files for each.
        """
        import duckdb

        connection = duckdb.connect()
        for table in self.manifest["tables"]:
            connection.execute(self.sql_of(table, "TABLE" if table in held else "VIEW"))
        return connection

    def sql_of(self, table: str, kind: str = "VIEW") -> str:
        """The statement that makes a frozen table known to DuckDB."""
        path = str((self.folder / f"{table}.parquet").resolve()).replace("'", "''")
        return f"CREATE {kind} {table} AS SELECT * FROM read_parquet('{path}')"
