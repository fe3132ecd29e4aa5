"""What the data hold of each action now: what people may change in the register, and what binds it.

The state of an action on a day is litmus.qa.actions.register; here are the values as they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from litmus.intake.forms.action_log import Values

OPEN, DONE, VERIFIED, CANCELLED = "OPEN", "DONE", "VERIFIED", "CANCELLED"
STATUSES = {OPEN: "Open", DONE: "Done", VERIFIED: "Verified", CANCELLED: "Cancelled"}


@dataclass(frozen=True)
class ActionState:
    """An action as the data have it; `values` by column, as the action log keeps them."""

    id: str
    owner: str
    raised_on: date
    values: Values

    @property
    def status(self) -> str:
        """One of STATUSES. OVERDUE is open: whether it is overdue is worked out from its dates."""
        said = self.values["act_status"]
        return said if said in STATUSES else OPEN


def standings(connection: duckdb.DuckDBPyConnection) -> dict[str, ActionState]:
    """Every action of the data by its id."""
    rows = connection.execute(
        """SELECT act_id, COALESCE(act_owner_id, ''), act_raised_on, act_status,
            act_completed_on, act_evidence, act_verified_by, act_due_on
        FROM qa_action ORDER BY act_id"""
    ).fetchall()
    return {
        id_: ActionState(
            id_,
            owner,
            raised,
            {
                "act_status": status,
                "act_completed_on": _text(completed),
                "act_evidence": evidence,
                "act_verified_by": verifier,
                "act_due_on": _text(due),
            },
        )
        for id_, owner, raised, status, completed, evidence, verifier, due in rows
    }


def staff(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The ids of everybody whom the data know as staff; none where the data have no list."""
    rows = connection.execute("SELECT prof_professional_id FROM ssd_professionals").fetchall()
    return {id_ for (id_,) in rows}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
