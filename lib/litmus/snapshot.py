"""Snapshots: the checked tables of a source, frozen, so that a run can be repeated and proved.

A snapshot is a folder named after everything that made it: the source's bytes, the contracts and
the code that reads and checks. It holds one Parquet file a table, `quality.json`, the restricted
list of findings, and `manifest.json`, which is written last and knows the hash of each file: a
folder without it, or with a file that differs, is not a snapshot.

The fingerprint says which data it is, whatever order the rows came in and on whatever machine: the
SHA-256 of one line a table, `name hash`, in order of name, where the hash is the SHA-256 of the
table's rows as sorted CSV (`litmus.contracts.fingerprint`).
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from litmus import files
from litmus.contracts.quality import QualityReport
from litmus.errors import LitmusError

if TYPE_CHECKING:  # opening a snapshot reads the manifest alone
    import duckdb
    import polars as pl

    from litmus.contracts.checking import Accepted, Checked
    from litmus.contracts.model import Contract

SCHEMA = 1
RESTRICTED = "restricted"
MADE_HERE = ("ref_bank_holiday", "ref_calendar")
STALE_SECONDS = 3600  # a folder still being built after this is a killed run's


class Source(Protocol):
    """What a snapshot needs of a source; see `litmus.sources.base`."""

    @property
    def uri(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def extract_date(self) -> date | None: ...
    @property
    def data_from(self) -> date | None: ...
    @property
    def reasons(self) -> dict[str, str]: ...
    @property
    def notes(self) -> list[str]: ...
    def identity(self) -> str: ...
    def tables(self) -> dict[str, pl.DataFrame]: ...


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
            damaged = [n for n, h in manifest["files"].items() if files.sha256(folder / n) != h]
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
        path = self.folder / "quality.json"
        return QualityReport.from_dict(json.loads(path.read_text(encoding="utf-8")))

    @property
    def issues(self) -> Path:
        """The list of findings with values. RESTRICTED: for the data manager alone."""
        return self.folder / RESTRICTED / "issues.csv"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection with one view a table over the frozen files. The caller closes it."""
        import duckdb

        connection = duckdb.connect()
        for table in self.manifest["tables"]:
            path = str((self.folder / f"{table}.parquet").resolve()).replace("'", "''")
            connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{path}')")
        return connection


def freeze(
    source: Source,
    contracts: Path,
    folder: Path,
    progress: Callable[[str], object] | None = None,
) -> Snapshot:
    """The snapshot of `source`, checked against the `contracts` folder, kept under `folder`.

    Where `folder` already holds it, whole, nothing is read. `progress` is called with the name of
    each step. Raises LitmusError as the source's reader and the check do.
    """
    say = progress or (lambda _: None)
    key = _key(source, contracts)
    target = folder / key
    try:
        return Snapshot.open(target)
    except LitmusError:  # not there, or damaged
        _sweep(folder)
    say(f"Reading {source.title}")
    with ThreadPoolExecutor() as beside:
        loading = beside.submit(_load, contracts)
        raw = source.tables()
    say("Checking the data against the contracts")
    accepted, data_to = _accept(source, raw, loading.result())
    say("Freezing the checked tables")
    building = folder / f".{key}.{secrets.token_hex(4)}.tmp"
    (building / RESTRICTED).mkdir(parents=True, mode=0o700)
    building.chmod(0o700)
    try:
        with ThreadPoolExecutor() as beside:  # what only warns changes no table
            checking = beside.submit(accepted.checked)
            tables = _write_tables(building, accepted.tables)
        checked = checking.result()
        _write(building, checked, _about(source, key, checked, tables, data_to))
        return _put_in_place(building, target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _key(source: Source, contracts: Path) -> str:
    """Everything that decides what the snapshot holds: data, contracts, code."""
    library = Path(__file__).parent
    code = [*library.glob("contracts/*.py"), library / "snapshot.py", library / "workingdays.py"]
    said = sorted(contracts.rglob("*.yaml"))
    parts = [str(SCHEMA), source.identity()]
    parts += [f"{path.name} {files.sha256(path)}" for path in [*said, *sorted(code)]]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _sweep(folder: Path) -> None:
    """Remove what killed runs left half built: it is children's data."""
    for left in folder.glob(".*.tmp"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _load(contracts: Path) -> dict[str, Contract]:
    from litmus.contracts import load

    return load(contracts)


def _accept(
    source: Source, raw: dict[str, pl.DataFrame], contracts: dict[str, Contract]
) -> tuple[Accepted, date]:
    from litmus.contracts.calendar import last_activity
    from litmus.contracts.checking import accept

    data_to = source.extract_date or last_activity(raw, contracts)
    accepted = accept(raw, contracts, data_to or date.today(), source.reasons)
    if data_to is None:
        raise LitmusError(
            "No table holds a date that can be read, so the data speaks for no period. "
            "Dates are written 2016-03-29 or 29/03/2016."
        )
    return accepted, data_to


def _write_tables(folder: Path, tables: dict[str, pl.DataFrame]) -> dict[str, dict[str, Any]]:
    """Writes the tables, the calendar among them; what the manifest says of each."""
    from litmus.contracts.calendar import with_calendar
    from litmus.contracts.fingerprint import of_table

    def write(name: str, frame: pl.DataFrame) -> dict[str, Any]:
        frame.write_parquet(folder / f"{name}.parquet")
        return {"rows": len(frame), "sha256": of_table(frame)}

    tables = with_calendar(tables)
    with ThreadPoolExecutor() as several:
        said = several.map(write, tables, tables.values())
    return dict(zip(tables, said, strict=True))


def _about(
    source: Source, key: str, checked: Checked, tables: dict[str, dict[str, Any]], data_to: date
) -> dict[str, Any]:
    lines = "".join(f"{name} {said['sha256']}\n" for name, said in sorted(tables.items()))
    report = checked.report.tables
    provided = {table.table for table in report if table.provided} | set(MADE_HERE)
    return {
        "schema": SCHEMA,
        "key": key,
        "source": {"uri": source.uri, "kind": source.kind, "title": source.title},
        "source_identity": source.identity(),
        "fingerprint": hashlib.sha256(lines.encode()).hexdigest(),
        "data_from": source.data_from.isoformat() if source.data_from else None,
        "data_to": data_to.isoformat(),
        "provided": sorted(provided),
        "not_supplied": {t.table: t.columns_not_supplied for t in report if t.columns_not_supplied},
        "reasons": _reasons(source, checked, provided),
        "notes": list(source.notes),
        "tables": tables,
    }


def _reasons(source: Source, checked: Checked, provided: set[str]) -> dict[str, str]:
    absent = {
        table.table: f"the data has no table {table.table} ({table.title.lower()})"
        for table in checked.report.tables
        if table.table not in provided
    }
    given = {name: why for name, why in source.reasons.items() if name not in provided}
    return absent | given


def _write(folder: Path, checked: Checked, about: dict[str, Any]) -> None:
    files.write_json(folder / "quality.json", checked.report.to_dict())
    checked.issues.write_csv(folder / RESTRICTED / "issues.csv")
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    about["files"] = {path.relative_to(folder).as_posix(): files.sha256(path) for path in written}
    files.write_json(folder / "manifest.json", about)


def _put_in_place(building: Path, target: Path) -> Snapshot:
    try:
        building.rename(target)
    except OSError:
        try:  # another run was faster, and what it made is the same
            return Snapshot.open(target)
        except LitmusError:  # what lies there is damaged
            shutil.rmtree(target)
            building.rename(target)
    return Snapshot.open(target)
