"""Freezing: a source is read, checked and kept as a snapshot (`litmus.intake.snapshot`).

It is built in a folder of its own, which gets its name when all is there: a run that is killed
leaves nothing that looks like a snapshot.
"""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import code_digest, digests, files, folders, json_files, spreadsheets
from litmus.base.errors import LitmusError
from litmus.base.progress import Step
from litmus.intake.contracts.quality import QualityReport
from litmus.intake.snapshot import QUALITY, RESTRICTED, SCHEMA, SUPPLY, Snapshot
from litmus.intake.sources.base import CODE_MAP, Source, SourceReading

if TYPE_CHECKING:  # where the snapshot is there nothing is read
    import polars as pl

    from litmus.intake.contracts.checking import Checked
    from litmus.intake.contracts.model import Contract
    from litmus.intake.contracts.supply import Before

MADE_HERE = ("ref_bank_holiday", "ref_calendar")
# The code that decides what a snapshot holds, below the library.
FROZEN_BY = (
    *("intake/snapshot.py", "intake/freezing.py", "intake/contracts/*.py"),
    *("base/text_values/*.py", "base/working_days.py", "base/bank_holidays.csv"),
)
Days = dict[str, date]  # the last day that a source speaks for, by its title


def freeze(source: Source, contracts: Path, folder: Path, progress: Step | None = None) -> Snapshot:
    """The snapshot of `source`, checked against the `contracts` folder, kept under `folder`.

    Where `folder` already holds it, whole, nothing is read. `progress` is called with the name of
    each step. Raises LitmusError as the source's reader and the check do.
    """
    say = progress or (lambda _: None)
    key = _key(source, contracts)
    try:
        return Snapshot.open(folder / key)
    except LitmusError:  # not there, or damaged
        folders.sweep(folder)
    checked, days = _read_and_check(source, contracts, say)
    say("Freezing the checked tables")
    with folders.building(folder / key) as building:
        (building / RESTRICTED).mkdir(mode=files.PRIVATE_FOLDER)
        tables = _write_tables(building, checked.tables)
        about = _about(source, key, checked.report, tables, days)
        _write_findings(building, checked, _before(source, folder, min(days.values())))
        _write_manifest(building, about, tables)
        return _move_into_place(building, folder / key)


def _key(source: Source, contracts: Path) -> str:
    """Everything that decides what the snapshot holds: data, contracts, code."""
    said = sorted(contracts.rglob("*.yaml"))
    parts = [str(SCHEMA), source.identity(), code_digest.of(*FROZEN_BY)]
    parts += [f"{path.name} {digests.of_file(path)}" for path in said]
    return digests.of_text("\n".join(parts))[:16]


def _read_and_check(source: Source, folder: Path, say: Step) -> tuple[Checked, Days]:
    """The tables that may be used with what was found in them, and the last day that each source
    of them speaks for."""
    from litmus.intake import contracts

    say(f"Reading {source.title}")
    expected = contracts.load(folder)
    reading = source.reading
    say("Checking the data against the contracts")
    today = date.today()
    days = _last_days(source, expected, today)
    # What one of several sources knows of days after another's end is no slip of the pen.
    checked = contracts.check(
        reading.tables, expected, max(days.values(), default=today), reading.reasons
    )
    if not days:
        raise LitmusError(
            "No table holds a date that can be read and is not after today, so the data speaks for "
            f"no period. Dates are written 2016-03-29 or 29/03/2016; today is {today:%d/%m/%Y}."
        )
    return checked, days


def _last_days(source: Source, contracts: dict[str, Contract], today: date) -> Days:
    """The last day that each source speaks for, by its title: as it says, else the last activity
    in its tables. Those in which nothing happens on a day are left out."""
    from litmus.intake.contracts.calendar import last_activity

    parts = source.reading.parts or {source.title: source.reading}
    said = {
        title: part.extract_date or last_activity(part.tables, contracts, today)
        for title, part in parts.items()
    }
    return {title: min(day, today) for title, day in said.items() if day}  # no day is to come


def _write_tables(folder: Path, tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Write the tables, and the calendar beside them; returns all that were written."""
    from litmus.intake.contracts.calendar import with_calendar

    tables = with_calendar(tables)
    for name, frame in tables.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return tables


def _about(
    source: Source, key: str, report: QualityReport, tables: dict[str, pl.DataFrame], days: Days
) -> dict[str, Any]:
    """What the manifest says but for hashes."""
    reading = source.reading
    provided = {table.table for table in report.tables if table.provided} | set(MADE_HERE)
    not_supplied = {t.table: t.columns_not_supplied for t in report.tables}
    return {
        "schema": SCHEMA,
        "key": key,
        "source": {"uri": source.uri, "kind": source.kind, "title": source.title},
        "source_identity": source.identity(),
        "data_from": reading.data_from.isoformat() if reading.data_from else None,
        "data_to": min(days.values()).isoformat(),
        "provided": sorted(provided),
        "not_supplied": {table: names for table, names in not_supplied.items() if names},
        "reasons": _reasons(reading, report, provided),
        "notes": [*reading.notes, *_ends(days), *_unused_files_note(reading.filled_from, report)],
        "filled_from": reading.filled_from,
        "tables": {name: {"rows": len(frame)} for name, frame in tables.items()},
    }


def _unused_files_note(filled_from: dict[str, list[str]], report: QualityReport) -> list[str]:
    """A note on the files that name a table which no contract describes."""
    described = [table.table for table in report.tables]
    strange = []
    for table, names in sorted(filled_from.items()):
        if table not in described and table != CODE_MAP:
            near = get_close_matches(table, described, n=1)
            strange += [f"{', '.join(names)}" + (f" (is it {near[0]}?)" if near else "")]
    if not strange:
        return []
    return [f"Not used, as no contract describes the table: {'; '.join(strange)}."]


def _ends(days: Days) -> list[str]:
    """A note where sources that are read together end on different days."""
    if len(set(days.values())) < 2:
        return []
    ends = "; ".join(f"{title} on {day.day} {day:%B %Y}" for title, day in days.items())
    return [f"The data are complete to the earliest day on which a source ends: {ends}."]


def _reasons(reading: SourceReading, report: QualityReport, provided: set[str]) -> dict[str, str]:
    absent = {
        table.table: f"the data has no table {table.table} ({table.title.lower()})"
        for table in report.tables
        if table.table not in provided
    }
    given = {name: why for name, why in reading.reasons.items() if name not in provided}
    return absent | given


def _write_findings(folder: Path, checked: Checked, before: Before | None) -> None:
    json_files.write(folder / QUALITY, checked.report)
    json_files.write(folder / SUPPLY, replace(checked.supply, before=before))
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


def _write_manifest(folder: Path, about: dict[str, Any], tables: dict[str, pl.DataFrame]) -> None:
    """Write, last, the manifest with every hash."""
    from litmus.intake.contracts.fingerprint import of_table

    with ThreadPoolExecutor() as several:
        hashes = dict(zip(tables, several.map(of_table, tables.values()), strict=True))
    lines = "".join(f"{name} {hashes[name]}\n" for name in sorted(hashes))
    written = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = about | {
        "fingerprint": digests.of_text(lines),
        "tables": {name: said | {"sha256": hashes[name]} for name, said in about["tables"].items()},
        "files": {path.relative_to(folder).as_posix(): digests.of_file(path) for path in written},
    }
    files.write_json(folder / "manifest.json", manifest)


def _write_issues(path: Path, issues: pl.DataFrame) -> None:
    """The list of findings with values, for the data manager, who opens it in a spreadsheet."""
    text = io.StringIO()
    spreadsheets.write(text, chain([issues.columns], issues.iter_rows()))
    files.create(path, text.getvalue().encode(), files.PRIVATE_FILE)


def _move_into_place(building: Path, target: Path) -> Snapshot:
    folders.move_into_place(building, target, _is_whole)
    return Snapshot.open(target)


def _is_whole(folder: Path) -> bool:
    try:
        Snapshot.open(folder)
    except LitmusError:
        return False
    return True
