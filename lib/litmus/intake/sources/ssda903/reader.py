"""An SSDA903 return, or several years of them, as standard tables of looked-after children."""

from itertools import pairwise
from pathlib import Path

import polars as pl

from litmus.intake.sources import codes, named_files
from litmus.intake.sources.base import SourceReading, files_of, name_within, table_name
from litmus.intake.sources.ssda903 import (
    care,
    episodes,
    layout,
    people,
    permanence,
    reasons,
    returns,
    tables,
)
from litmus.intake.sources.ssda903.notes import Notes
from litmus.intake.sources.ssda903.returns import Return


def read(folder: Path, paths: list[Path]) -> SourceReading:
    """The tables that the returns allow, local tables lying beside them, and why others are not.

    Raises LitmusError for a file that cannot be read or matched to a year.
    """
    notes = Notes()
    years = returns.collect(folder, paths, notes)
    absent = reasons.missing_files(years)
    found = {name: frame for name, frame in _tables(years, notes).items() if name not in absent}
    found |= named_files.local_tables(folder, paths)
    described = codes.from_descriptions(found)
    read_as = [sentence for table, sentence in reasons.READINGS.items() if table in found]
    said = [*_years(years), *notes.sentences(), *read_as, *([described] if described else [])]
    return SourceReading(
        found,
        extract_date=years[-1].last_day,
        data_from=years[0].first_day,
        reasons={**reasons.NOT_IN_A_RETURN, **absent},
        filled_from=files_of(found),
        notes=[*said, *_other_files(folder, paths)],
    )


def _tables(years: list[Return], notes: Notes) -> dict[str, pl.DataFrame]:
    """Every table that a return can fill; empty where its file is not there."""
    linked, adrift = episodes.link(years, notes)
    joined = care.join(linked, notes)
    return {
        "ssd_person": people.persons(years, notes),
        "ssd_cla_episodes": tables.cla_episodes(joined, adrift),
        "ssd_cla_placement": tables.cla_placements(joined),
        "ssd_legal_status": tables.legal_statuses(joined),
        "ssd_cla_reviews": tables.cla_reviews(years, joined, notes),
        "ssd_immigration_status": tables.immigration_statuses(years, joined, notes),
        "ssd_missing": tables.missing(years, notes),
        "ssd_permanence": permanence.permanence(years, joined, notes),
        "ssd_care_leavers": people.care_leavers(years, notes),
    }


def _years(years: list[Return]) -> list[str]:
    names = ", ".join(one.name for one in years)
    sentences = [f"Returns read, their years told by the dates of their episodes: {names}."]
    for one, following in pairwise(years):
        if following.year > one.year + 1:
            sentences.append(
                f"There is no return between {one.name} and {following.name}: figures for the time "
                "between miss whoever was looked after only then."
            )
    return sentences


def _other_files(folder: Path, paths: list[Path]) -> list[str]:
    names = [
        name_within(folder, path)
        for path in paths
        if not layout.recognise(path, folder) and (table_name(path) or "ssd_").startswith("ssd_")
    ]
    return [f"Not read, as they are no file of the return: {', '.join(names)}."] if names else []
