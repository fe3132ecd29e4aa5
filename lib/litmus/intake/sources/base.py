"""What every source is: where it lies, what identifies it, and the standard tables it yields."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base import code_digest, files
from litmus.base.errors import LitmusError

if TYPE_CHECKING:  # polars is slow to import and an unchanged re-run never reads
    import polars as pl

# The 26 tables of the Standard Safeguarding Dataset that the indicators rest on.
SSD_TABLES = (
    "ssd_person",
    "ssd_disability",
    "ssd_immigration_status",
    "ssd_contacts",
    "ssd_early_help_episodes",
    "ssd_cin_episodes",
    "ssd_cin_assessments",
    "ssd_cin_plans",
    "ssd_cin_visits",
    "ssd_s47_enquiry",
    "ssd_initial_cp_conference",
    "ssd_cp_plans",
    "ssd_cp_visits",
    "ssd_cp_reviews",
    "ssd_cla_episodes",
    "ssd_cla_placement",
    "ssd_legal_status",
    "ssd_cla_reviews",
    "ssd_cla_visits",
    "ssd_cla_health",
    "ssd_missing",
    "ssd_permanence",
    "ssd_care_leavers",
    "ssd_involvements",
    "ssd_professionals",
    "ssd_department",
)
TABLE_PREFIXES = ("ssd_", "ext_", "ref_", "qa_", "xref_")
LOCAL_PREFIXES = TABLE_PREFIXES[1:]
PREFIXED = r"(?<![a-z0-9])(?:ssd|ext|ref|qa|xref)_"
READ = (".csv", ".parquet")


@dataclass
class Reading:
    """What reading a source gave.

    `tables` hold text as it stood in the files (typed columns where a Parquet file had them), with
    `_file` (name within the source's folder) and `_row` (line of the file where the record begins,
    header = 1; in a Parquet file the number of the record). `reasons` says, for a standard table
    or a `table.column` that is not there, why; `notes` are sentences with counts, never values.
    `filled_from` names, for each table, the files that it was read from.
    """

    tables: dict[str, pl.DataFrame]
    extract_date: date | None = None
    data_from: date | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    filled_from: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Source:
    """A council's data, in some form. `identity()` never parses; everything else reads once.

    `left_out` says of files that may be anything why they are not read.
    """

    uri: str
    kind: str
    title: str
    folder: Path
    paths: list[Path]
    read: Callable[[Path, list[Path]], Reading]
    left_out: dict[str, str] = field(default_factory=dict)

    def identity(self) -> str:
        """SHA-256 over the kind, the reader's own code, and the name and bytes of every file."""
        parts = [self.kind, _reader_version()]
        for path in sorted(self.paths):
            name = name_within(self.folder, path)
            try:
                parts += [name, files.sha256(path)]
            except OSError as error:
                raise LitmusError(cannot_be_opened(name, error)) from None
        parts += sorted(self.left_out)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    @cached_property
    def reading(self) -> Reading:
        """The tables and what is to be said of them. Raises LitmusError for an unreadable file."""
        found = self.read(self.folder, self.paths)
        left = [f"{name} ({why})" for name, why in self.left_out.items()]
        notes = [f"Not read, as they cannot be opened: {', '.join(left)}."] if left else []
        return replace(found, notes=[*found.notes, *notes])

    def tables(self) -> dict[str, pl.DataFrame]:
        """The standard tables by name, as `Reading.tables`."""
        return self.reading.tables

    @property
    def extract_date(self) -> date | None:
        """The last day the source speaks for, where it says so."""
        return self.reading.extract_date

    @property
    def data_from(self) -> date | None:
        """The first day the source speaks for, where it says so."""
        return self.reading.data_from

    @property
    def reasons(self) -> dict[str, str]:
        """Why a standard table, or a column of one (`table.column`), is not there."""
        return self.reading.reasons

    @property
    def filled_from(self) -> dict[str, list[str]]:
        """The files that each table was read from."""
        return self.reading.filled_from

    @property
    def notes(self) -> list[str]:
        """What the reader did that somebody should know, in sentences with counts."""
        return self.reading.notes


def cannot_be_opened(name: str, error: OSError) -> str:
    """The sentence for a file that the system does not let us read."""
    return (
        f"{name} cannot be opened ({error.strerror or 'no reason given'}). Close it elsewhere, or "
        "ask for the right to read it, and run again."
    )


def files_of(tables: dict[str, pl.DataFrame]) -> dict[str, list[str]]:
    """The files that each table was read from, by the lineage of its rows."""
    return {
        table: sorted(frame["_file"].drop_nulls().unique().to_list())
        for table, frame in tables.items()
        if "_file" in frame.columns
    }


def name_within(folder: Path, path: Path) -> str:
    """The name by which reports speak of a file: its place within the source's folder."""
    return path.relative_to(folder).as_posix()


def table_name(path: Path) -> str | None:
    """The standard table that a file's name names (schema and `#` left out), else None."""
    name = path.stem.lower().rsplit(".", 1)[-1].lstrip("#")
    return name if name.startswith(TABLE_PREFIXES) else None


# The code that decides what a reader makes of a file, below the library.
READ_BY = ("intake/sources/**/*.py", "base/written/*.py")


def _reader_version() -> str:
    """A change of any reader makes a new identity, so that no snapshot outlives its reader."""
    return code_digest.of(*READ_BY)
