"""The files of an SSDA903 return, known by their column names and never by their file names."""

from dataclasses import dataclass
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.intake.sources import textfile
from litmus.intake.sources.base import name_within, table_name


@dataclass(frozen=True)
class Layout:
    """One file of the return: the columns that no other file has, and all that it must have."""

    name: str
    known_by: frozenset[str]
    columns: frozenset[str]


def _layout(name: str, known_by: str, others: str) -> Layout:
    mine = frozenset(known_by.split())
    return Layout(name, mine, mine | frozenset(others.split()))


# Columns that differ from year to year or that nothing here reads are not demanded.
LAYOUTS = (
    _layout("Header", "child sex dob ethnic", ""),
    _layout("Episodes", "child decom rne", "ls cin place dec rec"),
    _layout("Reviews", "child review review_code", ""),
    _layout("UASC", "child duc", ""),
    _layout("OC2", "child sdq_score", ""),
    _layout("OC3", "child in_touch activ accom", "dob"),
    _layout("AD1", "child date_int date_match", ""),
    _layout("PlacedAdoption", "child date_placed date_placed_ceased", "reason_placed_ceased"),
    _layout("PrevPerm", "child prev_perm", ""),
    _layout("Missing", "child missing mis_start", "mis_end"),
    _layout("SWEpisodes", "child sw_id sw_decom", ""),
    _layout("DoLo", "child dolo_start", ""),
)


def its_columns(path: Path) -> bool:
    """Whether a file has the columns by which one of the return is known. Never raises."""
    return not table_name(path) and _layout_by(set(textfile.headings(path))) is not None


def recognise(path: Path, folder: Path) -> Layout | None:
    """Which file of the return this is, by its headings; None where it is none of them.

    Raises LitmusError for a file of the return that lacks a column the reader needs.
    """
    if table_name(path):
        return None
    found = set(textfile.headings(path))
    layout = _layout_by(found)
    if layout and (missing := sorted(layout.columns - found)):
        raise LitmusError(
            f"{name_within(folder, path)} is the {layout.name} file of an SSDA903 return, but its "
            f"column {missing[0].upper()} is missing. Export it again with all its columns."
        )
    return layout


def _layout_by(found: set[str]) -> Layout | None:
    return next((layout for layout in LAYOUTS if layout.known_by <= found), None)
