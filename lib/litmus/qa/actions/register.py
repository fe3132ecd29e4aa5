"""The register of actions: what every activity asked for, who owns it, whether it was done.

An action is carried from report to report until somebody other than its owner has verified it, or
it was cancelled (framework 4.6, 10.3, 19.1). Its state is that on a given day: an action completed
later was still open then.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from litmus.base.code_words import PRIORITIES
from litmus.qa.kinds import method_of
from litmus.qa.known import as_known
from litmus.qa.model import Column, Measure, Tally

if TYPE_CHECKING:
    import duckdb

State = Literal["open", "overdue", "done", "verified", "cancelled"]
URGENT = ("IMMEDIATE", "HIGH")
REGISTER = """
SELECT act_id, act_source_table, act_source_id, act_text, act_owner_id, act_owner_role, act_service,
    act_kq, act_priority, act_raised_on, act_due_on, act_completed_on, act_status, act_verified_by,
    act_indicator
FROM qa_action WHERE act_raised_on <= ? ORDER BY act_raised_on, act_id"""
# How long an action is overdue, in days: the label and the last day of each band.
AGES: dict[str, int | None] = {
    "1 to 30 days": 30,
    "31 to 90 days": 90,
    "91 to 180 days": 180,
    "over 180 days": None,
}


@dataclass(frozen=True)
class Action:
    """One action as it stood on the day asked for. `reference` leads back to its form, `indicator`
    is the code of the one that it is to move; "" where none is named."""

    id: str
    activity: str
    reference: str
    text: str
    owner: str
    owner_role: str
    service: str
    key_question: str
    priority: str
    raised_on: date
    due_on: date | None
    completed_on: date | None
    state: State
    days_overdue: int
    indicator: str = ""

    @property
    def outstanding(self) -> bool:
        """Whether the next report still has to follow it up."""
        return self.is_open or self.state == "done"

    @property
    def settled(self) -> bool:
        """Whether nobody has to follow it up: somebody verified it, or it was cancelled."""
        return not self.outstanding

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, overdue or not."""
        return self.state in ("open", "overdue")

    @property
    def is_overdue(self) -> bool:
        """Whether it is still to be done, and the day on which it was due has passed."""
        return self.state == "overdue"

    @property
    def is_urgent(self) -> bool:
        """Whether its priority is one of the two highest."""
        return self.priority in URGENT


def register(connection: duckdb.DuckDBPyConnection, day: date) -> list[Action]:
    """Every action raised by the end of `day`, as it stood then, by day raised and id.

    Done means completed and not verified yet. Cancelled and verified actions have no date of
    their own in the data: a completed action counts as verified from its completion on, a
    cancelled one from the day on which it was raised.
    """
    rows = connection.execute(
        as_known(REGISTER, day),
        [day],
    ).fetchall()
    found = []
    for id_, table, source, text, owner, role, service, question, priority, *rest in rows:
        raised, due, completed, status, verifier, indicator = rest
        state = _state(day, due, completed, status, verifier)
        late = (day - due).days if due and state == "overdue" else 0
        found.append(
            Action(
                id=id_,
                activity=method_of(table).title,
                reference=source or "",
                text=text or "",
                owner=owner or "",
                owner_role=role or "",
                service=service or "",
                key_question=question or "",
                priority=priority or "",
                raised_on=raised,
                due_on=due,
                completed_on=completed,
                state=state,
                days_overdue=late,
                indicator=(indicator or "").strip().upper(),
            )
        )
    return found


def _state(
    day: date, due: date | None, completed: date | None, status: str | None, verifier: str | None
) -> State:
    if status == "CANCELLED":
        return "cancelled"
    if completed:
        return "verified" if status == "VERIFIED" or verifier else "done"
    return "overdue" if due and due < day else "open"


def measures(
    now: Sequence[Action], before: Sequence[Action], start: date, end: date
) -> list[Measure]:
    """What became of the actions from `start` to `end`.

    `now` is the register on `end`, `before` the one on the day before `start`.
    """
    carried = {each.id for each in before if each.outstanding}
    verified = [a for a in now if a.id in carried and a.state == "verified"]
    completed = [a for a in now if a.completed_on and start <= a.completed_on <= end]
    in_time = [a for a in completed if not a.due_on or a.completed_on <= a.due_on]  # type: ignore[operator]
    still_open, were_open = ([a for a in some if a.is_open] for some in (now, before))
    return [
        Measure("Actions carried over from before", "count", len(carried)),
        Measure(
            "Carried over and verified since", "share", len(verified), len(carried), better="higher"
        ),
        Measure("Actions raised", "count", sum(start <= a.raised_on <= end for a in now)),
        Measure(
            "Completed by their due date", "share", len(in_time), len(completed), better="higher"
        ),
        Measure(
            "Open actions that are overdue",
            "share",
            sum(a.is_overdue for a in still_open),
            len(still_open),
            sum(a.is_overdue for a in were_open),
            len(were_open),
            better="lower",
        ),
        Measure(
            "Done and waiting to be verified",
            "count",
            sum(a.state == "done" for a in now),
            previous_numerator=sum(a.state == "done" for a in before),
            better="lower",
        ),
    ]


def ageing(actions: Iterable[Action]) -> Tally:
    """The overdue actions of each service by how long they are overdue."""
    overdue = [each for each in actions if each.is_overdue]
    services = sorted({each.service for each in overdue})
    rows = []
    for service in services:
        ours = [each for each in overdue if each.service == service]
        rows.append([service, *(_in_band(ours, label) for label in AGES), len(ours)])
    columns = [Column("Service", "text"), *(Column(label, "count") for label in AGES)]
    return Tally("Overdue actions by age", [*columns, Column("All", "count")], rows)


def deadlines_ahead(actions: Iterable[Action], day: date, days: int = 14) -> list[Action]:
    """Open actions due within so many days after `day`, soonest first."""
    last = day + timedelta(days=days)
    found = [a for a in actions if a.state == "open" and a.due_on and a.due_on <= last]
    return sorted(found, key=lambda a: (a.due_on or last, a.id))


def by_urgency(actions: Iterable[Action]) -> list[Action]:
    """The outstanding actions: the most urgent priority first, then the longest overdue."""
    rank = {priority: place for place, priority in enumerate(PRIORITIES)}
    return sorted(
        (each for each in actions if each.outstanding),
        key=lambda a: (a.state == "done", rank.get(a.priority, len(rank)), -a.days_overdue, a.id),
    )


def _in_band(actions: Iterable[Action], label: str) -> int:
    bands = list(AGES)
    lowest = 0 if label == bands[0] else AGES[bands[bands.index(label) - 1]] or 0
    highest = AGES[label]
    return sum(
        lowest < each.days_overdue and (highest is None or each.days_overdue <= highest)
        for each in actions
    )
