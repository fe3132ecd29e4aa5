"""Children on a plan who are to be seen every so many working days (the setting `days`): by when
the next visit is due, and how long ago each was last seen.

The rows of such an indicator have the snapshot `s`, and `started`, the calendar's day on which the
plan began.
"""

from collections.abc import Mapping

from litmus.indicators.days import Days
from litmus.indicators.worklist import Worklist, due_after, later

TOO_NEW = "on the plan for too few working days to be due a visit"
NOT_DUE_YET = {
    TOO_NEW: "started.working_day IS NULL OR s.working_day - started.working_day < :days"
}

# By which rule the next visit is due.
RULES = {
    "{days} working days since last seen": "last_seen.working_day >= started.working_day",
    "{days} working days from the start of the plan": "",
}


def last_seen(table: str, visit: str, person: str, child: str) -> str:
    """The join that gives `last_seen`: of the last visit up to S on which the child was seen, the
    day (`latest`) and its working-day number. `visit` is how the table's columns of a visit begin.
    """
    return f"""
    LEFT JOIN (
        SELECT s.day, v.{person} AS child, MAX(v.{visit}_date) AS latest,
            MAX(visited.working_day) AS working_day
        FROM snapshots s
        JOIN {table} v ON v.{visit}_date <= s.day
        JOIN ref_calendar visited ON visited.day = v.{visit}_date
        WHERE v.{visit}_seen = 'Y'
        GROUP BY s.day, v.{person}
    ) last_seen ON last_seen.child = {child} AND last_seen.day = s.day"""


def next_visit(seen: str, never: Mapping[str, str]) -> Worklist:
    """The list of the visits that are due, by the join `last_seen`; `never` says in words, and in
    SQL, of whom no visit counts."""
    return Worklist(
        due="due.day",
        working=True,
        joins=seen
        + due_after(f"({later('last_seen.working_day', 'started.working_day')})", ":days"),
        rules=RULES,
        reasons={**never, "not seen in the last {days} working days": ""},
        not_yet=TOO_NEW,
    )


def since_last_seen(seen: str, unknown: str, counts: str = "last_seen.latest IS NOT NULL") -> Days:
    """How long ago each child was last seen, by the join `last_seen`; not known where that visit
    does not count."""
    return Days(
        joins=seen,
        sql=f"CASE WHEN {counts} THEN s.working_day - last_seen.working_day END",
        limit="days",
        one="child on a plan",
        cases="children on a plan",
        did="had waited",
        axis="Working days since the child was last seen",
        unknown=unknown,
    )
