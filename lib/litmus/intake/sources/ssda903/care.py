"""Periods of care, placements and legal statuses: episodes that belong together, joined.

- A period of care begins at RNE S and runs on while episodes end with X1, until the child leaves.
- A placement runs on while the next episode begins for a change of legal status alone (RNE L).
- A legal status runs on while the next episode has the same LS.
None of the last two runs over days on which no episode was open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise, takewhile

from litmus.intake.sources.ssda903.episodes import Episode
from litmus.intake.sources.ssda903.identifiers import identifier
from litmus.intake.sources.ssda903.notes import Notes

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")  # the child returns from these to the same placement
WHERE = ("place", "place_provider", "urn", "pl_post")


@dataclass(eq=False)
class Spell:
    """Consecutive episodes of one child: a period of care, a placement or a legal status."""

    kind: str
    episodes: list[Episode] = field(default_factory=list)

    @property
    def first(self) -> Episode:
        """The episode that begins it."""
        return self.episodes[0]

    @property
    def last(self) -> Episode:
        """The episode that ends last; an open one ends after all others."""
        return max(self.episodes, key=lambda episode: episode.end or date.max)

    @property
    def id(self) -> str:
        """The same from extract to extract, as long as its first episode is the same."""
        if self.kind == "care":
            return identifier("care", self.first.child, self.first.start)
        return identifier(self.kind, self.first.id)

    def holds(self, day: date) -> bool:
        """Whether `day` lies in it, both its first and its last day included."""
        return self.first.start <= day and (self.last.end is None or day <= self.last.end)


@dataclass
class CareHistory:
    """What the episodes come to. `period_of` and `placement_of` go by the episode's id."""

    episodes: list[Episode]
    periods: list[Spell]
    placements: list[Spell]
    legal_statuses: list[Spell]

    def __post_init__(self) -> None:
        self.period_of = {e.id: spell for spell in self.periods for e in spell.episodes}
        self.placement_of = {e.id: spell for spell in self.placements for e in spell.episodes}
        self.periods_of_child = {
            child: list(its) for child, its in groupby(self.periods, key=lambda s: s.first.child)
        }

    def period_on(self, child: str, day: date | None) -> Spell | None:
        """The child's last period of care that holds `day`, if any."""
        its = self.periods_of_child.get(child, [])
        return next((p for p in reversed(its) if day and p.holds(day)), None)


def join(episodes: list[Episode], notes: Notes) -> CareHistory:
    """The periods, placements and legal statuses of episodes sorted by child and first day."""
    periods = _periods(episodes, notes)
    return CareHistory(
        episodes,
        periods,
        placements=[placement for period in periods for placement in _placements(period, notes)],
        legal_statuses=[status for period in periods for status in _legal_statuses(period)],
    )


def _periods(episodes: list[Episode], notes: Notes) -> list[Spell]:
    periods: list[Spell] = []
    for episode in episodes:
        before = periods[-1].episodes[-1] if periods else None
        if before is None or before.child != episode.child or _begins_period(before, episode):
            periods.append(Spell("care"))
        periods[-1].episodes.append(episode)
    for period in periods:
        _note_period(period, notes)
    return periods


def _begins_period(before: Episode, episode: Episode) -> bool:
    left = before.left and (before.end is None or before.end <= episode.start)
    return episode.reason == "S" or left


def _note_period(period: Spell, notes: Notes) -> None:
    if period.first.reason != "S":
        notes.add(
            "Periods of care whose first known episode does not begin with RNE S "
            "(taken to have begun on that episode's DECOM, the earliest known)",
            period.first.row,
        )
    for before, episode in pairwise(period.episodes):
        if _gap(before, episode):
            notes.add(
                "Episodes that do not begin on the day the one before ended with X1 (the period "
                "of care runs on; the days between are not counted as looked after)",
                episode.row,
            )


def _gap(before: Episode, episode: Episode) -> bool:
    return before.end is not None and before.end < episode.start


def _placements(period: Spell, notes: Notes) -> list[Spell]:
    placements: list[Spell] = []
    current: Spell | None = None
    for episode in period.episodes:
        if current is None or not _stays(current.episodes[-1], episode, notes):
            current = _placement_before(placements, episode) or Spell("placement")
            if current in placements:  # the one that the child is in stands last
                placements.remove(current)
            placements.append(current)
        current.episodes.append(episode)
    return sorted(placements, key=lambda placement: placement.first.start)


def _stays(before: Episode, episode: Episode, notes: Notes) -> bool:
    """Whether the child stays in the placement: only the legal status changed, on the same day."""
    if episode.reason != "L" or _gap(before, episode):
        return False
    if _where(before) != _where(episode):
        notes.add(
            "Episodes that begin for a change of legal status alone (RNE L) but name another "
            "placement (joined to the placement before, as RNE says)",
            episode.row,
        )
    return True


def _placement_before(placements: list[Spell], episode: Episode) -> Spell | None:
    """The placement before temporary ones, if the child is back in it without a break."""
    away = list(takewhile(_is_temporary, reversed(placements)))
    if not away or len(away) == len(placements) or not episode.row["place"]:
        return None
    usual = placements[-len(away) - 1]
    absence = [e for placement in reversed(away) for e in placement.episodes]
    whole = [usual.episodes[-1], *absence, episode]
    broken = any(_gap(before, after) for before, after in pairwise(whole))
    return None if broken or _where(whole[0]) != _where(episode) else usual


def _is_temporary(placement: Spell) -> bool:
    return placement.first.row["place"] in TEMPORARY


def _where(episode: Episode) -> tuple[str, ...]:
    return tuple((episode.row.get(name) or "").upper().replace(" ", "") for name in WHERE)


def _legal_statuses(period: Spell) -> list[Spell]:
    statuses: list[Spell] = []
    for episode in period.episodes:
        before = statuses[-1].episodes[-1] if statuses else None
        if before is None or before.row["ls"] != episode.row["ls"] or _gap(before, episode):
            statuses.append(Spell("legal"))
        statuses[-1].episodes.append(episode)
    return statuses
