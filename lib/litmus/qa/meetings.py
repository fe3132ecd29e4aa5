"""What became of what meetings agreed: the next one closes the loop (framework 2.3, 19.2).

Three kinds of meeting agree actions: the performance meeting of a service, the bi-monthly meeting
of the Safeguarding Unit, and the quarterly one. The pack of the next meeting has the actions of
those before it as they stood on the last day of its period, and nothing that came after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litmus.base.periods import add_months
from litmus.base.scope import TEAM
from litmus.qa.actions.register import Action, register
from litmus.qa.query import Query

PERFORMANCE, QUARTERLY, BIMONTHLY = "PERFORMANCE", "QA_PERFORMANCE_QUARTERLY", "SG_QA_BIMONTHLY"
MEETINGS, ACTIONS = "qa_meeting", "qa_action"
# For so many months an action stays in the packs once it is settled: by then its indicator has
# moved, or it has not.
FOLLOWED_MONTHS = 3
OF_TEAM = """SELECT rts_service FROM ref_team_service
WHERE rts_team_id = ? AND rts_valid_from <= ? AND (rts_valid_to IS NULL OR rts_valid_to > ?)
ORDER BY rts_valid_from DESC LIMIT 1"""


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting: when it was, of which service ("" for all), and how many actions it agreed."""

    day: date
    service: str
    agreed: int


@dataclass(frozen=True)
class FollowUp:
    """The meetings of a kind, of a service (or all, ""), and what became of what they agreed.

    last: the last meeting of each service, the latest first. actions: what the meetings of the last
    months agreed, and all else of theirs that is outstanding, the latest agreed first. absent: why
    nothing is known, in a sentence.
    """

    kind: str
    service: str
    last: Sequence[HeldMeeting] = ()
    actions: Sequence[Action] = ()
    absent: str = ""


def follow_up(asked: Query, kind: str) -> FollowUp:
    """The meetings up to the last day of the period, and their actions as they stood on it."""
    whole, service = asked.everywhere(), _service(asked) if kind == PERFORMANCE else ""
    if not whole.has(MEETINGS):
        return FollowUp(kind, service, absent="There are no records of meetings.")
    rows = whole.rows(
        """SELECT mtg_id, mtg_date, COALESCE(mtg_service, ''), mtg_actions_n FROM qa_meeting
        WHERE mtg_kind = ? AND mtg_date <= ? AND ? IN ('', mtg_service)
        ORDER BY mtg_date DESC, mtg_id""",
        kind, asked.as_at, service,
    )  # fmt: skip
    if not rows:
        return FollowUp(kind, service, absent="No such meeting is recorded yet.")
    ours = _actions(whole, {row[0] for row in rows}, asked.as_at)
    agreed = _by_meeting(whole)
    last: dict[str, HeldMeeting] = {}
    for identifier, day, whose, number in rows:
        held = HeldMeeting(day, whose, max(number or 0, agreed.get(identifier, 0)))
        last.setdefault(whose, held)
    return FollowUp(kind, service, tuple(last.values()), ours)


def _actions(whole: Query, meetings: set[str], end: date) -> list[Action]:
    if not whole.has(ACTIONS):
        return []
    since = add_months(end, -FOLLOWED_MONTHS)
    titles = _sources(whole)
    found = [
        each
        for each in register(whole.connection, end)
        if titles.get(each.id) in meetings and (each.outstanding or each.raised_on > since)
    ]
    return sorted(found, key=lambda each: (-each.raised_on.toordinal(), each.id))


def _sources(whole: Query) -> dict[str, str]:
    """The meeting that each action of one was agreed at."""
    rows = whole.rows(
        "SELECT act_id, act_source_id FROM qa_action WHERE act_source_table = 'qa_meeting'"
    )
    return dict(rows)


def _by_meeting(whole: Query) -> Mapping[str, int]:
    """How many actions each meeting agreed, by what is recorded of them."""
    counted: dict[str, int] = {}
    for meeting in _sources(whole).values() if whole.has(ACTIONS) else ():
        counted[meeting] = counted.get(meeting, 0) + 1
    return counted


def _service(asked: Query) -> str:
    """The service that is asked about; of a team its service on the last day."""
    if asked.scope.kind != TEAM:
        return asked.service
    whole = asked.everywhere()
    if not whole.has("ref_team_service"):
        return ""
    found = whole.rows(OF_TEAM, asked.scope.group, asked.as_at, asked.as_at)
    return str(found[0][0]) if found else ""
