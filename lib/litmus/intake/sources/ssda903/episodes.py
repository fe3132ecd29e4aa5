"""Episodes of care, linked over the years, each with the day it ended as far as that is known.

The Episodes file of a return has one record for each stretch of days in which a child's placement
and legal status stayed the same: DECOM is its first day, RNE why it began, DEC and REC when and
why it ended. The same child and DECOM in two returns are one episode.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from litmus.base.text_values import dates
from litmus.intake.sources.ssda903.identifiers import identifier
from litmus.intake.sources.ssda903.notes import Notes, Row
from litmus.intake.sources.ssda903.returns import Return, financial_year, latest

FOLLOWED = (
    "Episodes without an end that another of the child follows (taken to have ended on the day "
    "that began)"
)
GONE = (
    "Episodes open at the end of the return for {name} that are in no later return (taken to "
    "have ended on 1 April {next}, for a reason not known)"
)
COMPARED = ("rne", "ls", "cin", "place", "place_provider", "dec")


@dataclass(eq=False)
class Episode:
    """One episode whose child and first day are known. `end` is None while it is open."""

    id: str
    row: Row
    child: str
    start: date
    end: date | None
    end_text: str | None
    end_reason: str | None
    left: bool  # whether the child left care when it ended

    @property
    def start_text(self) -> str:
        """DECOM as it stands in the return."""
        return str(self.row["decom"])

    @property
    def reason(self) -> str | None:
        """RNE: S started to be looked after, L legal status, P placement, T, B, U."""
        return self.row["rne"]


def link(returns: list[Return], notes: Notes) -> tuple[list[Episode], list[Row]]:
    """All episodes by child and day, and the records that name no child or no readable first day.

    An episode without an end that cannot be open any more is given one; see `_end_stale`.
    """
    rows = latest(
        returns, "Episodes", lambda row: (row["child"], _day(row["decom"])), COMPARED, notes
    )
    known = [row for row in rows if row["child"] and dates.day(row["decom"])]
    adrift = [row for row in rows if not (row["child"] and dates.day(row["decom"]))]
    for row in adrift:
        notes.add("Episodes without a child or a readable first day (in no period of care)", row)
    episodes = sorted(_with_ids(known), key=_order)
    last_year = returns[-1].year
    for _, its in groupby(episodes, key=lambda episode: episode.child):
        _end_stale(list(its), last_year, notes)
    return episodes, adrift


def _day(text: str | None) -> object:
    return dates.day(text) or text


def _with_ids(rows: Iterable[Row]) -> Iterable[Episode]:
    """Episodes with ids that stay the same from extract to extract."""
    count: dict[tuple[str, date], int] = {}
    for row in rows:
        child, start = row["child"], dates.day(row["decom"])
        assert start is not None
        nth = count[child, start] = count.get((child, start), 0) + 1
        end = dates.day(row["dec"])
        left = bool(row["dec"] and (row["rec"] or "").startswith("E"))
        own = identifier("episode", child, start, nth)
        yield Episode(own, row, child, start, end, row["dec"], row["rec"], left)


def _order(episode: Episode) -> tuple[str, date, date]:
    return episode.child, episode.start, episode.end or date.max


def _end_stale(episodes: list[Episode], last_year: int, notes: Notes) -> None:
    """End one child's episodes that have no DEC although they cannot be open any more.

    Episodes of a child follow one another, so one that another follows ended by the day that began.
    A return holds every episode open in its year, so one that is in no later return had ended by
    1 April. Left open, either would keep the child in care for ever. Why it ended is not known.
    """
    for episode in episodes:
        if episode.end_text:
            continue
        year: int = episode.row["_year"]
        ends = [(other.start, False, FOLLOWED) for other in episodes if other.start > episode.start]
        if year < last_year:
            gone = GONE.format(name=financial_year(year), next=year + 1)
            ends.append((date(year + 1, 4, 1), True, gone))
        day, left, finding = min(ends, default=(date.min, False, ""))
        if day > episode.start:
            notes.add(finding, episode.row)
            episode.end, episode.end_text = day, day.isoformat()
            episode.end_reason, episode.left = None, left
