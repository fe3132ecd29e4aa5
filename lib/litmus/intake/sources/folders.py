"""What a council's folder holds: the files that are read, and those that leave a doubt.

Two files of one table, a browser's second download (`ssd_person (1).csv`), a workbook beside the
CSV, tables further down: which of them is meant is asked, never chosen. Everything else that is no
file of ours is left alone, whatever it is.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.sources.base import (
    CODE_MAP,
    PREFIXED,
    READ,
    SSD_TABLES,
    Place,
    Surroundings,
    name_within,
    table_name,
    unreadable_file_text,
)

DEEPEST, MOST = 6, 20_000  # how far, and among how many files, tables in the wrong place are sought
ARCHIVE = ".zip"
DEPTH = 2  # a file of the folder, or of a folder in it
KEPT_OTHERWISE = (
    *(".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".txt", ".tsv", ".tab", ".dat"),
    *(".zip", ".gz", ".7z", ".feather", ".json", ".xml"),
)
# What people and browsers add to the name of a copy or of another extract.
_ADDED = re.compile(
    r"(?:[\s_.-]*(?:\(\d+\)|copy|of|\d+|v\d+|final|old|new|latest|backup|bak|orig(?:inal)?|draft"
    r"|updated?|revised|corrected|extract|export|sheet|before|after"
    r"|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*"
    r"|q[1-4]|csv))+"
)
_BEFORE = re.compile(r"(?:copy[\s_-]*(?:\(\d+\)[\s_-]*)?of[\s_-]*)*(?:\w+\.)*#*")
SHOWN = 8
LINK = "a link to a folder: copy what is in it here"


@dataclass(frozen=True)
class Held:
    """The CSV and Parquet `paths` of a folder, and `left` (name: why): those that cannot be
    opened, which may be anything."""

    paths: list[Path]
    left: dict[str, str] = field(default_factory=dict)


def find(name: str, around: Surroundings, endings: tuple[str, ...] = READ) -> Place | None:
    """The files of these `endings` in the folder or the zip archive that `name` names; None where
    there is neither.

    A name is taken from where the command runs, else from the project's folder. An archive is
    unpacked first. Raises LitmusError for one that cannot be.
    """
    given = Path(name).expanduser()
    fitting = (path for path in (given, around.project / given) if path.is_dir() or _packed(path))
    if (path := next(fitting, None)) is None:
        return None
    folder = path
    if _packed(path):
        from litmus.intake.sources import archives

        folder = archives.unpack(path, around)
    found = contents(folder, endings)
    return Place(str(path), folder, found.paths, found.left, table_names(around.project))


def _packed(path: Path) -> bool:
    return path.suffix.lower() == ARCHIVE and path.is_file()


def contents(folder: Path, endings: tuple[str, ...] = READ) -> Held:
    """What a folder and the folders in it hold; hidden and locked files left out."""
    paths, left, closed = [], {}, list[OSError]()
    for path in _every(folder, closed.append):
        within = path.relative_to(folder).parts
        if len(within) > DEPTH or path.suffix.lower() not in endings or os.path.isdir(path):  # noqa: PTH112
            continue
        if why := _why_not(path):
            left[name_within(folder, path)] = why
        else:
            paths.append(path)
    for error in closed:
        place = Path(os.fsdecode(error.filename))
        if place == folder:
            raise error
        left[name_within(folder, place)] = error.strerror or "no reason given"
    left |= {name_within(folder, link): LINK for link in _links(folder)}
    return Held(sorted(paths), dict(sorted(left.items())))


def ask(place: Place, prefixes: Collection[str]) -> None:
    """Raise LitmusError where it is not certain which file is a table: all such tables at once.

    Only the known tables that begin with `prefixes` are read.
    """
    folder, found = place.folder, defaultdict[str, list[Path]](list)
    for path in _every(folder):
        table = _table_meant(path, place.known)
        if table and table.startswith(tuple(prefixes)):
            found[table].append(path)
    doubts = [
        sentence
        for table, paths in sorted(found.items())
        if (sentence := _doubt(table, sorted(paths), folder))
    ]
    if doubts:
        more = [f"and {len(doubts) - SHOWN} more tables"] if len(doubts) > SHOWN else []
        raise LitmusError(
            f"It is not certain which file in {place.given} is the table:\n"
            + "\n".join(f"  {each}" for each in [*doubts[:SHOWN], *more])
            + "\nLitmus does not choose between files. Keep one file a table, named as the table, "
            "in the folder itself; move the others out of it, and run again."
        )


def holds(folder: Path, known: Collection[str], prefix: str) -> bool:
    """Whether a file there is a known table of a name with `prefix`, or plainly a copy of one."""
    return any((_table_meant(path, known) or "").startswith(prefix) for path in _every(folder))


def further_down(folder: Path) -> list[Path]:
    """The CSV and Parquet files that lie too far down to be read."""
    return [
        path
        for path in _every(folder)
        if len(path.relative_to(folder).parts) > DEPTH
        and path.suffix.lower() in READ
        and path.is_file()
    ]


def _links(folder: Path) -> list[Path]:
    """Links to folders, where files would be read, which are not followed: they may lead
    anywhere."""
    found = []
    for place, folders, _ in os.walk(folder):
        if len(Path(place).relative_to(folder).parts) + 1 >= DEPTH:
            walked, folders[:] = list(folders), []
        else:
            walked = list(folders)
        found += [
            Path(place, each)
            for each in walked
            if not each.startswith((".", "~")) and os.path.islink(Path(place, each))  # noqa: PTH114
        ]
    return found


def _every(folder: Path, closed: Callable[[OSError], object] = lambda _: None) -> Iterator[Path]:
    """The files, and the folders named as files, in a folder; `closed` is told of each that may not
    be entered."""
    number = 0
    for place, folders, files in os.walk(folder, onerror=closed):
        inside = Path(place)
        folders[:] = sorted(each for each in folders if not each.startswith((".", "~", "__MACOSX")))
        depth = len(inside.relative_to(folder).parts)
        named = [each for each in folders if Path(each).suffix.lower() in READ]
        if depth + 1 >= DEEPEST:
            folders.clear()
        for name in [*sorted(files), *named]:
            number += 1
            if number > MOST:
                return
            if not name.startswith((".", "~")):
                yield inside / name


def _why_not(path: Path) -> str:
    """Why a file cannot be read; empty where it can."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # to open a pipe would wait for ever
            return "it is no file"
        with path.open("rb") as file:
            file.read(1)
    except OSError as error:
        return error.strerror or "no reason given"
    return ""


def _table_meant(path: Path, known: Collection[str]) -> str | None:
    """The known table that a file's name names, or is plainly a copy or another extract of."""
    name, suffix = path.name.lower(), path.suffix.lower()
    if suffix not in READ and suffix not in KEPT_OTHERWISE:
        return None
    stem = name
    while Path(stem).suffix in READ or Path(stem).suffix in KEPT_OTHERWISE:
        stem = Path(stem).stem
    start = re.search(PREFIXED, stem)
    if start is None or not _BEFORE.fullmatch(stem[: start.start()]):
        return None
    rest = stem[start.start() :]
    tables = [table for table in known if rest.startswith(table)]
    table = max(tables, key=len, default=None)
    if table is None or rest == table:
        return table
    return table if _ADDED.fullmatch(rest[len(table) :]) else None


def _doubt(table: str, paths: list[Path], folder: Path) -> str:
    """What is not certain of a table, in a sentence; empty where one file is it."""
    names = [name_within(folder, path) for path in paths]
    if len(paths) > 1:
        return f"{table}: there are {', '.join(names[:-1])} and {names[-1]}."
    path, name = paths[0], names[0]
    if path.is_dir():
        return f"{table}: {name} is a folder, not a file."
    if path.suffix.lower() not in READ:
        return f"{table}: {name} is not read. Save it as CSV (UTF-8), {table}.csv."
    if len(path.relative_to(folder).parts) > DEPTH:
        return f"{table}: {name} lies too far down. Give the folder that it lies in as the source."
    if why := _why_not(path):
        return unreadable_file_text(name, OSError(0, why))
    if table_name(path) != table:
        return f"{table}: there is only {name}. If it is the table, name it {table}.csv."
    return ""


def table_names(project: Path) -> frozenset[str]:
    """The tables that Litmus reads: the standard's, and those that the contracts describe."""
    described = (path.stem for path in (project / "data_contracts").rglob("*.yaml"))
    return frozenset({*SSD_TABLES, CODE_MAP, *described})
