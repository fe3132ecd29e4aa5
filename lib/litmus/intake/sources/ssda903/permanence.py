"""Routes to permanence: adoption decisions and placements, and the orders that end care."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from litmus.base.text_values import dates, words
from litmus.intake.sources.ssda903.care import CareHistory, Spell
from litmus.intake.sources.ssda903.episodes import Episode
from litmus.intake.sources.ssda903.identifiers import identifier
from litmus.intake.sources.ssda903.notes import Notes, Row
from litmus.intake.sources.ssda903.returns import Return, latest
from litmus.intake.sources.ssda903.tables import frame

PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
PLACEMENT_ORDER = "E1"
ORDERS = {
    **dict.fromkeys(("E11", "E12"), "Adoption"),
    **dict.fromkeys(("E43", "E44", "E45", "E46", "E47", "E48"), "Special Guardianship Order"),
    "E41": "Child Arrangements/ Residence Order",
}
COLUMNS = (
    "perm_table_id perm_person_id perm_cla_id perm_adm_decision_date perm_placement_order_date "
    "perm_matched_date perm_placed_for_adoption_date perm_adopted_by_carer_flag "
    "perm_decision_reversed_date perm_decision_reversed_reason perm_permanence_order_date "
    "perm_permanence_order_type"
)


@dataclass(frozen=True)
class Decision:
    """That a child should be placed for adoption: DATE_PLACED or DATE_INT, which say the same."""

    row: Row
    child: str
    text: str | None
    ad1: Row

    @property
    def day(self) -> date | None:
        """The day of the decision, if it can be read."""
        return dates.day(self.text)


def permanence(returns: list[Return], care: CareHistory, notes: Notes) -> pl.DataFrame:
    """One row per adoption decision, and one per period of care with a placement order, a
    placement for adoption or a permanence order but no decision known.

    Orders and placements of a period with several decisions belong to the last of them.
    """
    by_period: dict[str, list[Decision]] = {}
    loose = []
    for decision in _decisions(returns, notes):
        period = _period(decision, care)
        if period:
            by_period.setdefault(period.id, []).append(decision)
        else:
            notes.add("Adoption decisions of a child without a known period of care", decision.row)
            loose.append(decision)
    records = [record for p in care.periods for record in _of_period(p, by_period.get(p.id, []))]
    return frame(COLUMNS, [*records, *(_record(d, d.child, None) for d in loose)])


def _decisions(returns: list[Return], notes: Notes) -> list[Decision]:
    """Decisions of both files, matched by child and day. AD1 is filled once a child is adopted."""
    compared = ("date_placed_ceased", "reason_placed_ceased")
    placed = latest(returns, "PlacedAdoption", lambda r: _key(r, "date_placed"), compared, notes)
    compared = ("date_match", "foster_care")
    ad1 = latest(returns, "AD1", lambda r: _key(r, "date_int"), compared, notes)
    adopted = {_key(row, "date_int"): row for row in ad1}
    found = []
    for row in placed:
        match = adopted.pop(_key(row, "date_placed"), {})
        found.append(Decision(row, row["child"], row["date_placed"], match))
    found += [Decision(row, row["child"], row["date_int"], row) for row in adopted.values()]
    return sorted(found, key=lambda d: (d.child or "", d.day or date.min))


def _key(row: Row, column: str) -> tuple[object, ...]:
    return row["child"], dates.day(row[column]) or row[column]


def _period(decision: Decision, care: CareHistory) -> Spell | None:
    """The period of care that holds the decision's day; else the last one begun by then; else the
    first, as the day may be wrong but the decision is the child's."""
    its = care.periods_of_child.get(decision.child, [])
    day = decision.day
    begun = [period for period in its if day and period.first.start <= day]
    return care.period_on(decision.child, day) or next(iter([*reversed(begun), *its]), None)


def _of_period(period: Spell, decisions: list[Decision]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    last = decisions[-1] if decisions else None
    for decision in decisions[:-1]:
        yield _record(decision, decision.child, period.id)
    since = last.day if last and len(decisions) > 1 else None
    placed = _first(period, "place", PLACED_FOR_ADOPTION, since)
    order = _first(period, "ls", (PLACEMENT_ORDER,))
    ended = next((e for e in reversed(period.episodes) if e.end_reason in ORDERS and e.end), None)
    about = ended or placed or order
    if last or about:
        child = period.first.child
        yield _record(last, child, period.id, placed, order, ended, about.row if about else None)


def _first(
    period: Spell, column: str, codes: tuple[str, ...], since: date | None = None
) -> Episode | None:
    return next(
        (e for e in period.episodes if e.row[column] in codes and (not since or e.start >= since)),
        None,
    )


def _record(
    decision: Decision | None,
    child: str,
    period: str | None,
    placed: Episode | None = None,
    order: Episode | None = None,
    ended: Episode | None = None,
    otherwise: Row | None = None,
) -> tuple[Row, tuple[Any, ...]]:
    """One row of ssd_permanence with the row that it comes from."""
    row = decision.row if decision else otherwise or {}
    ad1 = decision.ad1 if decision else {}
    carer = ad1.get("foster_care")
    return row, (
        identifier("permanence", child, period, decision.text if decision else None),
        child,
        period,
        decision.text if decision else None,
        order.start_text if order else None,
        ad1.get("date_match"),
        placed.start_text if placed else None,
        words.FLAGS.get((carer or "").lower(), carer),
        row.get("date_placed_ceased"),
        row.get("reason_placed_ceased"),
        ended.end_text if ended else None,
        ORDERS.get(ended.end_reason or "") if ended else None,
    )
