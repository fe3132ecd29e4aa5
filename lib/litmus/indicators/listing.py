"""The list of the cases behind a figure: the same declaration, and the same rows.

The query begins as that of the figure does (`litmus.indicators.steps`) and ends with one row a case
instead of totals, so that list and figure always add up. A row holds our own identifier, who holds
the case, by when something is due, and why; nothing else of a child.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from litmus.base.breakdowns import NO_TEAM
from litmus.base.windows import Window
from litmus.base.working_days import FIRST, LAST, working_days
from litmus.indicators.breakdowns import case_workers
from litmus.indicators.breakdowns import steps as grouping_steps
from litmus.indicators.database import Connection
from litmus.indicators.declaration import Indicator, Side, StateAt
from litmus.indicators.steps import (
    Within,
    case_steps,
    each_of,
    in_window,
    only,
    to_group,
    with_steps,
    with_values,
)
from litmus.indicators.worklist import Worklist

__all__ = ["NO_TEAM", "ListedCase", "cases_sql", "every", "of_side"]

WORKERS = case_workers("allocated", "invo_professional_id", "worker", "to_group")


@dataclass(frozen=True, kw_only=True)
class ListedCase:
    """One case behind a figure.

    key: what tells it apart in the list of any day. identifier: the person, or the case, by our own
    number; "" where the case is a worker. worker, team: who holds it on its day; "" where nobody is
    known to. due: the last day on which the standard is met, None where it has none or it is not
    known. left: days (or working days) from its day to that; negative when it is over. rule: by
    which rule that is the day. outside: whether the standard is not met for it. reason: why not, or
    why it is on the list; "" where it meets the standard. earlier: whether that is for what was
    late before, and nothing is now. counts: whether the numerator counts it. not_yet: it is no case
    of the figure, as nothing has been due of it so far.
    """

    key: str
    identifier: str
    worker: str
    team: str
    due: date | None
    left: int | None
    outside: bool
    reason: str
    counts: bool
    rule: str = ""
    earlier: bool = False
    not_yet: bool = False

    @property
    def overdue(self) -> bool:
        """Whether it is outside the standard and its day is over: not for what was late before.

        Where the day is not known, whether it is outside.
        """
        return self.outside and (self.left is None or self.left < 0)

    @property
    def due_now(self) -> bool:
        """Whether this is its last day, or there was no working day since. Some figures count it as
        not on time on that day already, others do not: it is due in both, and overdue in neither.
        """
        return self.left == 0


def of_side(cases: Iterable[ListedCase], indicator: Indicator, side: Side) -> list[ListedCase]:
    """Those of the cases of a figure that are on one side of it."""
    figure = (case for case in cases if not case.not_yet)
    if side == "denominator":
        # Posts, which a mean of cases has beside the cases, have no key.
        return [case for case in figure if indicator.cases.weight == "1" or case.counts]
    if side == "numerator":
        return [case for case in figure if case.counts]
    return [case for case in figure if case.counts == (indicator.polarity == "lower")]


def every(
    connection: Connection, indicator: Indicator, window: Window, within: Within | None = None
) -> list[ListedCase]:
    """All cases of the figure of one window, `within` a group such as ("team", "CIN-1"), and those
    of which nothing is due yet; the longest overdue first."""
    return every_in_each(connection, indicator, window, within).get(within, [])


def every_in_each(
    connection: Connection, indicator: Indicator, window: Window, asked: Within | None
) -> dict[Within | None, list[ListedCase]]:
    """The same by what they are within: of each group, where `asked` is ("team", None). Groups
    without a case are left out."""
    found: dict[Within | None, list[ListedCase]] = {}
    each = len(each_of(asked))
    for row in connection.execute(cases_sql(indicator, window, asked)).fetchall():
        place = (asked[0], str(row[-1])) if asked and each else asked
        found.setdefault(place, []).append(_case(row[: len(row) - each], indicator))
    for cases in found.values():
        cases.sort(key=lambda case: (case.due or LAST, case.team, case.identifier, case.key))
    return found


def cases_sql(indicator: Indicator, window: Window, within: Within | None = None) -> str:
    """The query of `every`: a row a case, with the columns that `_case` reads; within each group of
    a breakdown the last column is that group."""
    cases, listed = indicator.cases, indicator.worklist
    person = f"CAST({cases.person} AS VARCHAR(48))"
    said = {
        "case_key": listed.key or cases.one_per or person,
        "shown_as": listed.identifier or person,
        "own_worker": listed.worker or "CAST(NULL AS VARCHAR(48))",
        "why": _why(listed),
    }
    latest = {"due": _due(listed)}
    more = (*said, *latest)
    described = {name: f"t.{name}" for name in ("person", "reason", "amount", *more)}
    groups = [within[0]] if within else []
    steps = case_steps(cases, [window], True, said, latest, listed.joins)
    steps += [to_group("", more), WORKERS]
    steps += [*grouping_steps(described, groups, more), *([only(within)] if within else [])]
    each = "".join(f", d.{name} AS its_{name}" for name in each_of(within))
    query = f"""{with_steps(steps)}
SELECT d.case_key, d.shown_as, COALESCE(d.own_worker, a.worker) AS worker, d.team, d.day, d.due,
    d.why, CASE WHEN d.amount > 0 THEN 1 ELSE 0 END AS counts, d.reason{each}
FROM {"scoped" if within else "described"} d
JOIN windows w ON {in_window(cases)}
LEFT JOIN allocated a ON a.person = d.person AND a.day = d.day
WHERE d.reason IN {_kept(indicator)}"""
    return with_values(query, indicator)


def _why(listed: Worklist) -> str:
    """The number of the first reason that applies, 0 for none."""
    return _first(listed.reasons.values())


def _due(listed: Worklist) -> str:
    """The day and the number of its rule, as in "2016-03-29 1": the latest is the highest text."""
    if not listed.due:
        return "CAST(NULL AS VARCHAR(48))"
    day = f"CAST(CAST({listed.due} AS DATE) AS VARCHAR(48))"
    return f"{day} || ' ' || CAST({_first(listed.rules.values())} AS VARCHAR(48))"


def _first(conditions: Iterable[str]) -> str:
    """The number of the first condition that holds, the empty one always; 0 for none."""
    tests = [
        f"WHEN {condition or '1 = 1'} THEN {number}"
        for number, condition in enumerate(conditions, 1)
    ]
    return f"CASE {' '.join(tests)} ELSE 0 END" if tests else "0"


def _kept(indicator: Indicator) -> str:
    """The numbers of the reasons for which cases are left out and yet listed; 0 is none."""
    not_yet = indicator.worklist.not_yet
    kept = [n for n, why in enumerate(indicator.cases.excluded, 1) if why == not_yet]
    return f"({', '.join(map(str, [0, *kept]))})"


def _case(row: tuple[object, ...], indicator: Indicator) -> ListedCase:
    key, shown_as, worker, team, day, due_by, why, counts, left_out = row
    assert isinstance(day, date)
    listed = indicator.worklist
    due, rule = _rule(due_by, listed)
    left = _days_left(day, due, listed.working)
    counted, not_yet = bool(counts), bool(left_out)
    rated = indicator.kind == "percentage" and indicator.polarity != "neutral"
    outside = rated and not not_yet and counted == (indicator.polarity == "lower")
    meets = not_yet or (rated and not outside)
    reason = "" if meets else ["", *listed.reasons][int(str(why))] or indicator.name
    # On its last day nothing is too late yet, whatever the figure says of it.
    on_its_day = left == 0 and isinstance(indicator.cases, StateAt) and reason != listed.earlier
    return ListedCase(
        key=str(key or ""),
        identifier=str(shown_as or ""),
        worker=str(worker or ""),
        team=str(team),
        due=due,
        left=left,
        outside=outside,
        reason=rule if outside and on_its_day else reason,
        counts=counted,
        rule=rule,
        earlier=outside and left is not None and left >= 0 and not on_its_day,
        not_yet=not_yet,
    )


def _rule(due_by: object, listed: Worklist) -> tuple[date | None, str]:
    """The day on which a case is due and the words of its rule, as `_due` gives both."""
    if not due_by:
        return None, ""
    day, number = str(due_by).split()
    return date.fromisoformat(day), ["", *listed.rules][int(number)]


def _days_left(day: date, due: date | None, working: bool) -> int | None:
    if due is None:
        return None
    if not working:
        return (due - day).days
    known = min(day, due) >= FIRST and max(day, due) <= LAST
    return working_days(day, due) if known else None
