"""Freezing: a source is read, checked and kept as a snapshot (`litmus.intake.snapshot`).

It is built in a folder of its own, which gets its name when all is there: a run that is killed
leaves nothing that looks like a snapshot.
"""

from __future__ import annotations

import hashlib
import io
import json
import secrets
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from litmus.base import code_digest, files, folders, spreadsheets
from litmus.base.errors import LitmusError
from litmus.intake.contracts.quality import QualityReport
from litmus.intake.snapshot import QUALITY, RESTRICTED, SCHEMA, SUPPLY, Snapshot

if TYPE_CHECKING:  # where the snapshot is there nothing is read
    import polars as pl

    from litmus.intake.contracts.checking import Accepted, Checked
    from litmus.intake.contracts.model import Contract
    from litmus.intake.contracts.supply import Before

MADE_HERE = ("ref_bank_holiday", "ref_calendar")
# The code that decides what a snapshot holds, below the library.
FROZEN_BY = (
    *("intake/snapshot.py", "intake/freezing.py", "intake/contracts/*.py"),
    *("base/written/*.py", "base/working_days.py", "base/bank_holidays.csv"),
)
READ_BESIDE = ("ref_code_map",)  # tables that a source's reader uses itself
STALE_SECONDS = 3600  # a folder still being built after this is a killed run's
Progress = Callable[[str], object]
Used = TypeVar("Used")


class Source(Protocol):
    """What a snapshot needs of a source; see `litmus.intake.sources.base`."""

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
    @property
    def filled_from(self) -> dict[str, list[str]]: ...
    def identity(self) -> str: ...
    def tables(self) -> dict[str, pl.DataFrame]: ...


def freeze(
    source: Source, contracts: Path, folder: Path, progress: Progress | None = None
) -> Snapshot:
    """The snapshot of `source`, checked against the `contracts` folder, kept under `folder`.

    Where `folder` already holds it, whole, nothing is read. `progress` is called with the name of
    each step. Raises LitmusError as the source's reader and the check do.
    """
    return freeze_and_use(source, contracts, folder, lambda _: None, progress)[0]


def freeze_and_use(
    source: Source,
    contracts: Path,
    folder: Path,
    use: Callable[[Snapshot], Used],
    progress: Progress | None = None,
) -> tuple[Snapshot, Used]:
    """The snapshot as `freeze` gives it, and what `use` makes of its tables.

    `use` is called as soon as all is known that a figure can be trusted by, what only warns
    included; the snapshot that it is given has no fingerprint yet. What it raises is raised when
    the snapshot is kept.
    """
    say = progress or (lambda _: None)
    key = _key(source, contracts)
    target = folder / key
    try:
        kept = Snapshot.open(target)
    except LitmusError:  # not there, or damaged
        _sweep(folder)
    else:
        return kept, use(kept)
    accepted, data_to = _read_and_check(source, contracts, say)
    say("Freezing the checked tables")
    building = folder / f".{key}.{secrets.token_hex(4)}.tmp"
    (building / RESTRICTED).mkdir(parents=True, mode=0o700)
    building.chmod(0o700)
    try:
        with ThreadPoolExecutor() as beside:  # what only warns changes no table
            warning = beside.submit(accepted.checked)
            tables = _write_tables(building, accepted.tables)
            checked = warning.result()
        about = _about(source, key, checked.report, tables, data_to)
        _write_findings(building, checked, _before(source, folder, data_to))
        with ThreadPoolExecutor() as beside:
            using = beside.submit(use, Snapshot(building, about))
            _finish(building, about, tables)
            wait([using])  # it reads the files where they are
        return _put_in_place(building, target), using.result()
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _key(source: Source, contracts: Path) -> str:
    """Everything that decides what the snapshot holds: data, contracts, code."""
    said = sorted(contracts.rglob("*.yaml"))
    parts = [str(SCHEMA), source.identity(), code_digest.of(*FROZEN_BY)]
    parts += [f"{path.name} {files.sha256(path)}" for path in said]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _sweep(folder: Path) -> None:
    """Remove what killed runs left half built: it is children's data."""
    for left in folder.glob(".*.tmp"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _load(contracts: Path) -> dict[str, Contract]:
    from litmus.intake.contracts import load

    return load(contracts)


def _read_and_check(source: Source, folder: Path, say: Progress) -> tuple[Accepted, date]:
    """The tables that may be used, and the last day that they speak for."""
    from litmus.intake.contracts.calendar import last_activity
    from litmus.intake.contracts.checking import accept

    say(f"Reading {source.title}")
    with ThreadPoolExecutor() as beside:
        loading = beside.submit(_load, folder)
        raw = source.tables()
    contracts = loading.result()
    say("Checking the data against the contracts")
    today = date.today()
    data_to = source.extract_date or last_activity(raw, contracts, today)
    data_to = data_to and min(data_to, today)  # data never speak for days to come
    accepted = accept(raw, contracts, data_to or today, source.reasons)
    if data_to is None:
        raise LitmusError(
            "No table holds a date that can be read, so the data speaks for no period. "
            "Dates are written 2016-03-29 or 29/03/2016."
        )
    return accepted, data_to


def _write_tables(folder: Path, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Writes the tables, the calendar among them; all of them."""
    from litmus.intake.contracts.calendar import with_calendar

    tables = with_calendar(tables)
    paths = [folder / f"{name}.parquet" for name in tables]
    with ThreadPoolExecutor() as several:
        list(several.map(lambda frame, path: frame.write_parquet(path), tables.values(), paths))
    return tables


def _about(
    source: Source, key: str, report: QualityReport, tables: dict[str, pl.DataFrame], data_to: date
) -> dict[str, Any]:
    """What the manifest says but for hashes."""
    provided = {table.table for table in report.tables if table.provided} | set(MADE_HERE)
    not_supplied = {t.table: t.columns_not_supplied for t in report.tables}
    return {
        "schema": SCHEMA,
        "key": key,
        "source": {"uri": source.uri, "kind": source.kind, "title": source.title},
        "source_identity": source.identity(),
        "data_from": source.data_from.isoformat() if source.data_from else None,
        "data_to": data_to.isoformat(),
        "provided": sorted(provided),
        "not_supplied": {table: names for table, names in not_supplied.items() if names},
        "reasons": _reasons(source, report, provided),
        "notes": [*source.notes, *_not_used(source.filled_from, report)],
        "filled_from": source.filled_from,
        "tables": {name: {"rows": len(frame)} for name, frame in tables.items()},
    }


def _not_used(filled_from: dict[str, list[str]], report: QualityReport) -> list[str]:
    """A note on the files that name a table which no contract describes."""
    described = [table.table for table in report.tables]
    strange = []
    for table, names in sorted(filled_from.items()):
        if table not in described and table not in READ_BESIDE:
            near = get_close_matches(table, described, n=1)
            strange += [f"{', '.join(names)}" + (f" (is it {near[0]}?)" if near else "")]
    if not strange:
        return []
    return [f"Not used, as no contract describes the table: {'; '.join(strange)}."]


def _reasons(source: Source, report: QualityReport, provided: set[str]) -> dict[str, str]:
    absent = {
        table.table: f"the data has no table {table.table} ({table.title.lower()})"
        for table in report.tables
        if table.table not in provided
    }
    given = {name: why for name, why in source.reasons.items() if name not in provided}
    return absent | given


def _write_findings(folder: Path, checked: Checked, before: Before | None) -> None:
    files.write_json(folder / QUALITY, checked.report.to_dict())
    files.write_json(folder / SUPPLY, replace(checked.supply, before=before).to_dict())
    _write_issues(folder / RESTRICTED / "issues.csv", checked.issues)


def _before(source: Source, folder: Path, data_to: date) -> Before | None:
    """How the extract before this one was filled: of the snapshots of other data of the same kind
    of source that speak for no later day the latest, and of several the one made last."""
    found = []
    for path in folder.glob("*/manifest.json"):
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            same = said["source"]["kind"] == source.kind
            other = said["source_identity"] != source.identity()
            if same and other and said["data_to"] <= data_to.isoformat():
                found.append((said["data_to"], path.stat().st_mtime, path.parent.name))
        except (OSError, ValueError, KeyError, TypeError):  # no whole snapshot
            continue
    for _, _, name in sorted(found, reverse=True):
        try:
            kept = Snapshot.open(folder / name)
            return kept.supply.as_before(kept.key, kept.data_to.isoformat())
        except (LitmusError, OSError):  # of another version, or damaged
            continue
    return None


def _finish(folder: Path, about: dict[str, Any], tables: dict[str, pl.DataFrame]) -> None:
    """Writes, last, the manifest with every hash."""
    from litmus.intake.contracts.fingerprint import of_table

    with ThreadPoolExecutor() as several:
        hashes = dict(zip(tables, several.map(of_table, tables.values()), strict=True))
    lines = "".join(f"{name} {hashes[name]}\n" for name in sorted(hashes))
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = about | {
        "fingerprint": hashlib.sha256(lines.encode()).hexdigest(),
        "tables": {name: said | {"sha256": hashes[name]} for name, said in about["tables"].items()},
        "files": {path.relative_to(folder).as_posix(): files.sha256(path) for path in written},
    }
    files.write_json(folder / "manifest.json", manifest)


def _write_issues(path: Path, issues: pl.DataFrame) -> None:
    """The list of findings with values, for the data manager, who opens it in a spreadsheet."""
    text = io.StringIO()
    spreadsheets.write(text, chain([issues.columns], issues.iter_rows()))
    files.create(path, text.getvalue().encode(), files.PRIVATE_FILE)


def _put_in_place(building: Path, target: Path) -> Snapshot:
    folders.move_into_place(building, target, _is_whole)
    return Snapshot.open(target)


def _is_whole(folder: Path) -> bool:
    try:
        Snapshot.open(folder)
    except LitmusError:
        return False
    return True
