"""Where a council's data comes from. Each source yields standard tables and nothing else.

Every way in is one line in `open_source`; a reader is imported only when it reads, so that a run
whose data did not change reads nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from litmus.base.errors import LitmusError, UsageError
from litmus.intake.sources import folders
from litmus.intake.sources.base import LOCAL_PREFIXES, TABLE_PREFIXES, Reading, Source, table_name

__all__ = ["Reading", "Source", "open_source"]

ACCEPTED = (
    "Give --source as sample, ssd:FOLDER (SSD tables as CSV or Parquet), ssda903:FOLDER "
    "(an SSDA903 return as CSV files), or a FOLDER holding one of these."
)


def open_source(uri: str, project: Path, cache: Path) -> Source:
    """The source that `uri` names: `sample`, `ssd:FOLDER`, `ssda903:FOLDER` or a bare `FOLDER`.

    A folder's name is taken from where the command runs, else from the `project` folder. Raises
    UsageError for a name that cannot be understood, a folder that is not there or one that holds
    no source, and LitmusError where it is not certain which file is a table. Nothing is read yet.
    """
    if uri == "sample":
        return _sample(cache)
    kind, _, name = uri.partition(":")
    if kind not in {"ssd", "ssda903"} or not name:
        kind, name = "", uri
    folder = _folder(name, project)
    if not folder.is_dir():
        raise UsageError(f"There is no folder {name}. {ACCEPTED}")
    held, known = folders.held(folder), folders.known_tables(project)
    kind = kind or _recognised(folder, held.paths, known)
    folders.ask(folder, known, TABLE_PREFIXES if kind == "ssd" else LOCAL_PREFIXES)
    if kind == "ssda903":
        _ask_further_down(folder)
    return _of_kind(kind, uri, folder, held)


def _folder(name: str, project: Path) -> Path:
    path = Path(name).expanduser()
    return path if path.is_dir() or path.is_absolute() else project / path


def _ask_further_down(folder: Path) -> None:
    """Refuse a return of which a file lies where it is not read."""
    from litmus.intake.sources.ssda903 import layout

    deep = [path for path in folders.further_down(folder) if layout.its_columns(path)]
    if deep:
        names = ", ".join(path.relative_to(folder).as_posix() for path in deep[:5])
        raise LitmusError(
            f"{names} look like files of an SSDA903 return, but lie too far down in {folder} to be "
            "read. Give the folder that they lie in, or move them: the files of one return belong "
            "in the folder itself or in one folder a year."
        )


def _of_kind(kind: str, uri: str, folder: Path, held: folders.Held) -> Source:
    paths, left = held.paths, held.left
    if not paths:
        raise UsageError(f"{folder} holds no CSV or Parquet file. {ACCEPTED}")
    where = folder.resolve().name
    if kind == "ssd":
        return Source(uri, kind, f"the SSD tables in {where}", folder, paths, _read_ssd, left)
    return Source(uri, kind, f"the SSDA903 return in {where}", folder, paths, _read_ssda903, left)


def _recognised(folder: Path, paths: list[Path], known: set[str]) -> str:
    """What a folder holds, by file names (SSD) or column names (SSDA903)."""
    from litmus.intake.sources.ssda903 import layout

    holds_ssd = any((table_name(path) or "").startswith("ssd_") for path in paths)
    holds_ssd = holds_ssd or folders.holds(folder, known, "ssd_")
    deep = folders.further_down(folder)
    holds_903 = any(layout.its_columns(path) for path in [*paths, *deep])
    if holds_ssd and holds_903:
        raise UsageError(
            f"{folder} holds both SSD tables and SSDA903 files. Say which to read: "
            f"ssd:{folder} or ssda903:{folder}."
        )
    if not holds_ssd and not holds_903:
        found = ", ".join(path.name for path in paths[:5]) or "no CSV or Parquet file"
        raise UsageError(
            f"{folder} is no source that Litmus knows. Looked for files named as SSD tables "
            "(ssd_person.csv, ...) and for CSV files with the columns of an SSDA903 return "
            f"(CHILD, DECOM, RNE, ...); found {found}. {ACCEPTED}"
        )
    return "ssd" if holds_ssd else "ssda903"


def _sample(cache: Path) -> Source:
    import sample_council as sample

    folder = sample.build(cache / "sample" / sample.VERSION)
    return Source(
        "sample", "sample", "the sample council", folder, folders.held(folder).paths, _read_sample
    )


def _read_sample(folder: Path, paths: list[Path]) -> Reading:
    from sample_council import EXTRACT_DATE, FIGURES_FROM

    return replace(_read_ssd(folder, paths), extract_date=EXTRACT_DATE, data_from=FIGURES_FROM)


def _read_ssd(folder: Path, paths: list[Path]) -> Reading:
    from litmus.intake.sources import ssd

    return ssd.read(folder, paths)


def _read_ssda903(folder: Path, paths: list[Path]) -> Reading:
    from litmus.intake.sources.ssda903 import reader

    return reader.read(folder, paths)
