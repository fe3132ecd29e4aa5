"""What every source is: where it lies, what identifies it, and the standard tables it yields.

Which kinds of source there are is said in `litmus.intake.sources.kinds`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from litmus.base import code_digest, digests, plain_text
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
CODE_MAP = "ref_code_map"  # which a source's own reader uses, and nobody after it
# The code that decides what a reader makes of a file, below the library: with it a snapshot ends.
READ_BY = ("intake/sources/**/*.py", "base/text_values/*.py")


@dataclass
class SourceReading:
    """What reading a source gave.

    `tables` hold text as it stood in the files (typed columns where a Parquet file had them), with
    `_file` (name within the source's folder) and `_row` (line of the file where the record begins,
    header = 1; in a Parquet file the number of the record). `extract_date` and `data_from` are the
    last and the first day that the source speaks for, where it says so. `reasons` says, for a
    standard table or a `table.column` that is not there, why; `notes` are sentences with counts,
    never values. `filled_from` names, for each table, the files that it was read from. `parts` are
    the readings of several sources that were joined, by what notes call them; empty for one.
    """

    tables: dict[str, pl.DataFrame]
    extract_date: date | None = None
    data_from: date | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    filled_from: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, SourceReading] = field(default_factory=dict)


class Source(Protocol):
    """A council's data, in some form: all that what comes after knows of it.

    `uri` is how SOURCE names it, `kind` what run.json and snapshots call such sources, `title` what
    a report prints.
    """

    @property
    def uri(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...

    def identity(self) -> str:
        """A SHA-256 that changes with the data and the code that reads them. Parses nothing."""
        ...

    @property
    def reading(self) -> SourceReading:
        """The tables and what is to be said of them, read once. Raises LitmusError for data that
        cannot be read."""
        ...


@dataclass(frozen=True)
class Place:
    """Where the files of a source lie.

    `given` is what SOURCE calls it, for errors; `paths` are the files that may be read, in `folder`
    and the folders in it; `left_out` (name: why) those that may be anything, as they cannot be
    opened. `known` are the tables that Litmus reads. `version` is of what decides what a place
    says beside its files, "" where nothing does.
    """

    given: str
    folder: Path
    paths: list[Path]
    left_out: dict[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    version: str = ""

    @property
    def name(self) -> str:
        """What reports call it: the folder's own name, or the archive's."""
        return Path(self.given).resolve().name


@dataclass(frozen=True)
class Surroundings:
    """What finding a source may use: the `project` folder, a private `cache` folder, and `say`, to
    be called with what takes a while."""

    project: Path
    cache: Path
    say: Callable[[str], object] = lambda _: None


@dataclass(frozen=True)
class FileSource:
    """A source whose files lie in a place. `read` makes its tables of them."""

    uri: str
    kind: str
    title: str
    place: Place
    read: Callable[[Place], SourceReading]

    def identity(self) -> str:
        """SHA-256 over the kind, the readers' code, and the name and bytes of every file; and over
        the version of the place."""
        parts = [self.kind, code_digest.of(*READ_BY), self.place.version]
        for path in sorted(self.place.paths):
            name = name_within(self.place.folder, path)
            try:
                parts += [name, digests.of_file(path)]
            except OSError as error:
                raise LitmusError(unreadable_file_text(name, error)) from None
        parts += sorted(self.place.left_out)
        return digests.of_text("\n".join(parts))

    @cached_property
    def reading(self) -> SourceReading:
        """As `Source.reading`."""
        left = [f"{name} ({why})" for name, why in self.place.left_out.items()]
        said = f"Not read, as they cannot be opened: {', '.join(left)}."
        try:
            found = self.read(self.place)
        except LitmusError as error:
            if left:  # what is missing may be in them
                raise LitmusError(f"{error} {said}") from None
            raise
        notes = [said] if left else []
        return replace(found, notes=[*found.notes, *notes])


def unreadable_file_text(name: str, error: OSError) -> str:
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
    return plain_text.printable(path.relative_to(folder).as_posix())


def table_name(path: Path) -> str | None:
    """The standard table that a file's name names (schema and `#` left out), else None."""
    name = path.stem.lower().rsplit(".", 1)[-1].lstrip("#")
    return name if name.startswith(TABLE_PREFIXES) else None
