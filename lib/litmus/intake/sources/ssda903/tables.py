"""The standard tables of looked-after children, from joined episodes and the return's other files.

Dates keep the text that they have in the return: the contracts read it and report what is no date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from litmus.base.text_values import dates
from litmus.intake.sources.ssda903.care import CareHistory, Spell
from litmus.intake.sources.ssda903.episodes import Episode
from litmus.intake.sources.ssda903.identifiers import identifier
from litmus.intake.sources.ssda903.notes import Notes, Row
from litmus.intake.sources.ssda903.returns import Return, latest


def frame(columns: str, records: Iterable[tuple[Row, tuple[Any, ...]]]) -> pl.DataFrame:
    """A table of text with the named columns; each record brings the row that it comes from."""
    names = columns.split()
    found = [(*values, row["_file"], row["_row"]) for row, values in records]
    schema = dict.fromkeys(names, pl.String) | {"_file": pl.String, "_row": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def cla_episodes(care: CareHistory, adrift: list[Row]) -> pl.DataFrame:
    """One row per episode, those that no period could take included."""
    columns = (
        "clae_cla_episode_id clae_person_id clae_cla_placement_id clae_cla_episode_start_date "
        "clae_cla_episode_start_reason clae_cla_primary_need_code clae_cla_episode_ceased_date "
        "clae_cla_episode_ceased_reason clae_cla_id clae_entered_care_date"
    )
    joined = ((episode.row, _episode(episode, care)) for episode in care.episodes)
    return frame(columns, [*joined, *((row, _adrift(row)) for row in adrift)])


def _episode(episode: Episode, care: CareHistory) -> tuple[Any, ...]:
    period, placement = care.period_of[episode.id], care.placement_of[episode.id]
    return (
        episode.id,
        episode.child,
        placement.id,
        episode.start_text,
        episode.reason,
        episode.row["cin"],
        episode.end_text,
        episode.end_reason,
        period.id,
        period.first.start_text,
    )


def _adrift(row: Row) -> tuple[Any, ...]:
    own = identifier("episode", row["_file"], row["_row"])
    return (
        own,
        row["child"],
        None,
        row["decom"],
        row["rne"],
        row["cin"],
        row["dec"],
        row["rec"],
        None,
        None,
    )


def cla_placements(care: CareHistory) -> pl.DataFrame:
    """One row per placement; type and place are those it began with, the change reason its last."""
    columns = (
        "clap_cla_placement_id clap_cla_id clap_person_id clap_cla_placement_start_date "
        "clap_cla_placement_end_date clap_cla_placement_type clap_cla_placement_provider "
        "clap_cla_placement_urn clap_cla_placement_postcode clap_cla_placement_change_reason"
    )
    return frame(columns, ((p.first.row, _placement(p, care)) for p in care.placements))


def _placement(placement: Spell, care: CareHistory) -> tuple[Any, ...]:
    first, last = placement.first, placement.last
    return (
        placement.id,
        care.period_of[first.id].id,
        first.child,
        first.start_text,
        last.end_text,
        first.row["place"],
        first.row.get("place_provider"),
        first.row.get("urn"),
        first.row.get("pl_post"),
        last.row.get("reason_place_change"),
    )


def legal_statuses(care: CareHistory) -> pl.DataFrame:
    """One row per spell of a legal status."""
    columns = (
        "lega_legal_status_id lega_person_id lega_legal_status lega_legal_status_start_date "
        "lega_legal_status_end_date"
    )
    return frame(columns, ((s.first.row, _legal_status(s)) for s in care.legal_statuses))


def _legal_status(spell: Spell) -> tuple[Any, ...]:
    first = spell.first
    return spell.id, first.child, first.row["ls"], first.start_text, spell.last.end_text


def cla_reviews(returns: list[Return], care: CareHistory, notes: Notes) -> pl.DataFrame:
    """One row per review; returns repeat earlier years' reviews, which count once."""
    rows = latest(returns, "Reviews", lambda r: _key(r, "review"), ("review_code",), notes)
    columns = (
        "clar_cla_review_id clar_cla_id clar_cla_person_id clar_cla_review_date "
        "clar_cla_review_participation"
    )

    def records() -> Iterator[tuple[Row, tuple[Any, ...]]]:
        for row, own in _with_ids("review", rows, "review"):
            period = care.period_on(row["child"], dates.day(row["review"]))
            if period is None:
                notes.add("Reviews on a day outside every known period of care of the child", row)
            its = period.id if period else None
            yield row, (own, its, row["child"], row["review"], row["review_code"])

    return frame(columns, records())


def missing(returns: list[Return], notes: Notes) -> pl.DataFrame:
    """One row per absence. The return does not say whether a return interview was offered."""
    compared = ("missing", "mis_end")
    rows = latest(returns, "Missing", lambda r: _key(r, "mis_start"), compared, notes)
    columns = (
        "miss_table_id miss_person_id miss_missing_episode_start_date miss_missing_episode_type "
        "miss_missing_episode_end_date"
    )
    return frame(
        columns,
        (
            (row, (own, row["child"], row["mis_start"], row["missing"], row["mis_end"]))
            for row, own in _with_ids("missing", rows, "mis_start")
        ),
    )


def immigration_statuses(returns: list[Return], care: CareHistory, notes: Notes) -> pl.DataFrame:
    """One row per unaccompanied asylum-seeking child.

    The return has only the day the status ends (DUC). The children came as such into care, so it
    is taken to have begun with the first known period of care.
    """
    rows = latest(returns, "UASC", lambda row: (row["child"],), ("duc",), notes)
    columns = (
        "immi_immigration_status_id immi_person_id immi_immigration_status_start_date "
        "immi_immigration_status_end_date immi_immigration_status"
    )

    def records() -> Iterator[tuple[Row, tuple[Any, ...]]]:
        for row, own in _with_ids("immigration", rows):
            periods = care.periods_of_child.get(row["child"])
            start = periods[0].first.start_text if periods else None
            yield row, (own, row["child"], start, row["duc"], "UASC")

    return frame(columns, records())


def _key(row: Row, column: str) -> tuple[object, ...]:
    return row["child"], dates.day(row[column]) or row[column]


def _with_ids(kind: str, rows: list[Row], column: str = "") -> Iterator[tuple[Row, str]]:
    """Each row with an id of child and day, numbered where several have the same."""
    count: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        key = _key(row, column) if column else (row["child"],)
        count[key] += 1
        yield row, identifier(kind, *(str(part) for part in key), count[key])
