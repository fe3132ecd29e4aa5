"""What a list holds, in plain values, as it lies in the file between a run and its notebook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class WorkRow:
    """One row of a list: whose case, who holds it, by when, how many days are left (negative: over;
    None where that is not known), and why it is overdue, or by which rule it is due.

    identifier: "" where the case is a worker. worker, team: "" where nobody is known.
    new: whether it was not overdue at the end of the day, or week, before. ended: of one that was,
    and is not any more, whether it is no case any more.
    """

    identifier: str
    worker: str
    team: str
    due: date | None
    left: int | None
    reason: str
    new: bool = False
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """The list of one indicator at the end of a day or week; `why_not` says why there is none.

    open: how many cases there are. overdue: those outside the standard whose day is over, the
    longest first. due_now: those whose last day this is, or was with no working day since;
    counted_now: how many of them the figure counts as outside already. late_before: how many are
    outside for what was late earlier, by reason; with `overdue` and `counted_now` they are as many
    as the figure says. coming: what is due in the next working days. gone: what was overdue the day
    or week before and is no longer. opened, closed: how many cases began and ended since.
    compared: whether there is a list of the time before.
    working: whether days left are working days. rated: whether there is a standard that a case can
    miss; where there is none nothing is overdue, and `cases` has all that there are.
    """

    code: str
    why_not: str = ""
    working: bool = False
    open: int = 0
    overdue: Sequence[WorkRow] = ()
    due_now: Sequence[WorkRow] = ()
    counted_now: int = 0
    late_before: Mapping[str, int] = field(default_factory=dict)
    coming: Sequence[WorkRow] = ()
    gone: Sequence[WorkRow] = ()
    opened: int = 0
    closed: int = 0
    compared: bool = True
    rated: bool = True
    cases: Sequence[WorkRow] = ()


@dataclass(frozen=True)
class Workload:
    """A worker's open cases, and how many of them the worker had the day or week before; None where
    that is not known."""

    worker: str
    team: str
    cases: int
    before: int | None


@dataclass(frozen=True, kw_only=True)
class Worklists:
    """Everything that a report lists at the end of a day or week.

    day: the day of the lists; of a week that is not over the last one of the data. day_before: the
    day that it is compared with. coming_to: the last day of what is coming.
    maximum: how many cases a worker should have at most. loads: by worker, the most cases first;
    `loads_why_not` says why there are none. services: the service that each team is of on the day,
    where the data say it.
    """

    day: date
    day_before: date
    coming_to: date
    lists: Sequence[CaseList] = ()
    maximum: int = 0
    loads: Sequence[Workload] = ()
    loads_why_not: str = ""
    services: Mapping[str, str] = field(default_factory=dict)

    def of(self, code: str) -> CaseList | None:
        """The list of an indicator, if it is among them."""
        return next((each for each in self.lists if each.code == code), None)
