"""What there is to do on a day of the gallery's council, in the states of a daily report.

The lists are made up. What a report says beside them, such as the figure of a list and the team
with most cases, is worked out from them, so that all of it adds up.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from litmus.base.periods import Period
from litmus.base.working_days import add_working_days
from litmus.figures.worklists.rows import CaseList, Worklists, Workload, WorkRow
from litmus.qa.immediate import NOT_TOLD, OF_AUDIT, Concern, Concerns
from litmus.report.feed import HELD, NOT_IN_SOURCE, DayLists
from litmus.report.gallery.case import PERIOD, Case

DAY = Period.containing("day", PERIOD.end)
DAY_BEFORE = DAY.previous().end
COMING_TO = add_working_days(DAY.end, 5)
MAXIMUM = 20  # cases that a worker should have at most
ASSESSMENTS, VISITS, ON_PLANS, REVIEWS, HEALTH = "ASM03", "CIN02", "CPP05", "CPP04", "LAC06"
ALONE, OVER, EARLY_HELP = "WFC01.1", "WFC01.2", "EHA02"
NO_DATA = "the data end on 1 March 2016"
# Of each list its name, whether its numerator counts what is not on time, whether its days are
# working days, why a case is on it, and by which rule it is due.
KINDS = {
    ASSESSMENTS: ("Open single assessments over 45 working days", True, True,
                  "open for more than 45 working days", "45 working days from its start"),
    VISITS: ("Children on a plan of need seen within 20 working days", False, True,
             "not seen in the last 20 working days", "20 working days since last seen"),
    ON_PLANS: ("Children on a child protection plan seen within 10 working days", False, True,
               "not seen since the plan began", "10 working days from the start of the plan"),
    REVIEWS: ("Child protection plans reviewed on time", False, False, "next review overdue",
              "6 months from the last review"),
    HEALTH: ("Health assessments in date", False, False, "out of date",
             "12 months from the last one"),
    ALONE: ("Children in need who are allocated to no social worker", True, False,
            "allocated to no social worker", ""),
    OVER: ("Social workers with more than 20 cases", True, False, "more than 20 open cases", ""),
    EARLY_HELP: ("Children with an open early help episode", True, False,
                 "open for less than six months", ""),
}  # fmt: skip
TEAMS = {f"T{n}": name for n, name in enumerate(
    ("Duty", "CIN 1", "CIN 2", "CIN 3", "Children with Disabilities", "Leaving Care"), 1
)}  # fmt: skip
LONG_TEAMS = {
    "T1": "Children with Disabilities and Complex Health Needs Team (North and West)",
    "T2": "Multi-Agency Safeguarding Hub, Duty and Out-of-Hours Assessment",
}
SERVICES = dict(zip(TEAMS, ("DAS", "CIN", "CIN", "CIN", "CIN", "LEAVING_CARE"), strict=True))
LONG_WORKER = "Agency-Worker-Locum-2016-000000417"
LONG_REASON = (
    "open for more than 45 working days, and no day is recorded on which the child, or a brother "
    "or sister of the child, was seen"
)
NO_CONCERNS, ALERT = Concerns(()), "Dispute resolution"
LONG_CONCERN = "A concern that is on no list, in the words of the reviewing officer"


@dataclass(frozen=True)
class DayState:
    """A day in a state: what is listed, whose concerns are open, what teams are called; `scope` is
    the team whose own report it is, with its printed name."""

    lists: Sequence[CaseList]
    concerns: Concerns = NO_CONCERNS
    loads: Sequence[Workload] = ()
    loads_why_not: str = ""
    teams: tuple[tuple[str, str], ...] = tuple(TEAMS.items())
    scope: tuple[str, str] | None = None
    held: tuple[str, ...] = ()

    @property
    def found(self) -> DayLists:
        """What the notebook has of it."""
        work = Worklists(
            day=DAY.end, day_before=DAY_BEFORE, coming_to=COMING_TO, lists=self.lists,
            maximum=MAXIMUM, loads=self.loads, loads_why_not=self.loads_why_not,
            services=SERVICES,
        )  # fmt: skip
        return DayLists(work, self.concerns)

    @property
    def cases(self) -> Iterator[Case]:
        """The indicators of the lists, with the figures that they come to."""
        for found in self.lists:
            name, is_late, *_ = KINDS[found.code]
            late = (
                len(found.overdue or found.cases)
                + found.counted_now
                + sum(found.late_before.values())
            )
            pair = (late if is_late else found.open - late, found.open)
            yield Case(
                found.code, name, name, [None if found.why_not else pair],
                kind="percentage" if found.rated else "count",
                polarity="lower" if is_late else "higher", pattern="snapshot", window="day",
                status=HELD if found.code in self.held else "final", reason=self._reason(found),
            )  # fmt: skip

    def _reason(self, found: CaseList) -> str | None:
        held = "more than 5% of the rows of visits had to be set aside"
        return held if found.code in self.held else found.why_not or None


def row(code: str, number: int, left: int | None, teams: Sequence[str] = (*TEAMS,)) -> WorkRow:
    """A case on a list, with so many days left; negative where it is over, None where the list has
    no such day. Some are new, and some have no worker that is known."""
    _, _, working, reason, rule = KINDS[code]
    due, over = None, left is None or left < 0
    if left is not None:
        due = add_working_days(DAY.end, left) if working else DAY.end + timedelta(days=left)
    of_worker = code == OVER
    return WorkRow(
        identifier="" if of_worker else str(70_412 + 31 * number),
        worker="" if code == ALONE or (number % 7 == 3 and not of_worker) else f"W{100 + number}",
        team=teams[number * number % len(teams)], due=due, left=left,
        reason=reason if over else rule, new=over and number % 5 == 0,
    )  # fmt: skip


def case_list(
    code: str, overdue: int, coming: int = 0, gone: int = 0, now: int = 0, **more: object
) -> CaseList:
    """A list of so many cases, `now` of them due that day; those that are over are so by one day
    more each. Of what is gone every other case has ended."""
    dated = code not in (ALONE, OVER)
    given = {
        "code": code, "working": KINDS[code][2], "open": 3 * (overdue + coming) + 40,
        "overdue": [row(code, n, -n - 1 if dated else None) for n in reversed(range(overdue))],
        "due_now": [row(code, 100 + n, 0) for n in range(now)],
        "coming": [row(code, 200 + n, n % 5 + 1) for n in range(coming)],
        "gone": [
            replace(row(code, 300 + n, -4 if dated else None), new=False, ended=bool(n % 2))
            for n in range(gone)
        ],
        "opened": overdue // 4, "closed": gone, **more,
    }  # fmt: skip
    return CaseList(**given)  # type: ignore[arg-type]


def absent(why_not: str, *codes: str) -> list[CaseList]:
    """Lists that there are not, for one reason."""
    return [CaseList(code=code, why_not=why_not) for code in codes]


def loads(workers: int, most: int, compared: bool = True) -> list[Workload]:
    """The caseloads of so many workers, the most first."""
    teams = [*TEAMS]
    return [
        Workload(f"W{100 + n}", teams[n % len(teams)], max(most - n, 1),
                 max(most - n + n % 3 - 1, 1) if compared else None)
        for n in range(workers)
    ]  # fmt: skip


def _concern(number: int, standing: str, late: bool, kind: str = OF_AUDIT) -> Concern:
    raised = DAY.end - timedelta(days=number)
    due = None if kind != ALERT else raised + timedelta(days=5)
    return Concern(
        kind=kind, identifier=str(70_412 + 31 * number), worker=f"W{100 + number}",
        team=[*TEAMS][number % len(TEAMS)], raised=raised, due=due, standing=standing,
        new=not number, late=late,
    )  # fmt: skip


def busy() -> DayState:
    """Much of everything: more than a page holds, some of it held, some not in the source."""
    open_now = [_concern(0, NOT_TOLD, True), _concern(3, "no answer yet", False, ALERT),
                _concern(12, "answer overdue", True, ALERT)]  # fmt: skip
    late_before = {"an earlier review was late": 12}
    return DayState(
        lists=[
            case_list(ASSESSMENTS, 45, 14, 6, 3), case_list(VISITS, 8, 33, 2, 31),
            *absent(f"{NOT_IN_SOURCE}: it has no visits on plans", ON_PLANS),
            case_list(REVIEWS, 3, 5, 0, 2, late_before=late_before, counted_now=1),
            case_list(ALONE, 34, gone=2),
            case_list(OVER, 9, gone=1, open=42), _early_help(6),
        ],
        concerns=Concerns(open_now, 2), loads=loads(42, 29), held=(VISITS,),
    )  # fmt: skip


def _early_help(number: int) -> CaseList:
    """Children with early help, of whom no team and no worker is recorded."""
    rows = [replace(row(EARLY_HELP, n, -1), due=None, left=None, team="", worker="", new=False)
            for n in range(number)]  # fmt: skip
    return CaseList(code=EARLY_HELP, open=number, opened=1, closed=2, rated=False, cases=rows)


def one() -> DayState:
    """One of each: a case, a worker, a team, a concern."""
    return DayState(
        lists=[case_list(ASSESSMENTS, 1, 1, 1, 1), case_list(ALONE, 1), case_list(OVER, 1, open=1)],
        concerns=Concerns([_concern(0, NOT_TOLD, True)], 1), loads=loads(1, MAXIMUM + 1),
    )  # fmt: skip


def long_names() -> DayState:
    """Teams, workers, reasons and concerns that are longer than their columns."""
    held = [Workload(LONG_WORKER, team, 24 - n, 22) for n, team in enumerate(LONG_TEAMS)]
    concern = replace(_concern(0, "no record that the manager was told", True), kind=LONG_CONCERN)
    lists = [_in_teams(case_list(ASSESSMENTS, 3, 2, 1, 1), LONG_TEAMS, LONG_WORKER, LONG_REASON)]
    lists += [_in_teams(case_list(code, 2), LONG_TEAMS, LONG_WORKER) for code in (ALONE, OVER)]
    return DayState(
        lists, Concerns([concern]), held, teams=tuple(LONG_TEAMS.items()),
    )  # fmt: skip


def _in_teams(
    found: CaseList, teams: Iterable[str], worker: str = "", reason: str = ""
) -> CaseList:
    """The list as it is of other teams; with another name and reason where it has some."""
    codes = [*teams]

    def moved(rows: Sequence[WorkRow]) -> list[WorkRow]:
        return [
            replace(
                each,
                team=codes[n % len(codes)],
                worker=each.worker and (worker or each.worker),
                reason=each.reason and (reason or each.reason),
            )
            for n, each in enumerate(rows)
        ]

    return replace(
        found,
        overdue=moved(found.overdue),
        due_now=moved(found.due_now),
        coming=moved(found.coming),
        gone=moved(found.gone),
    )


def quiet() -> DayState:
    """Nothing is overdue, due or changed, and every child has a worker."""
    lists = [case_list(code, 0) for code in (ASSESSMENTS, VISITS, ALONE, OVER)]
    return DayState([*lists, case_list(REVIEWS, 0, open=0)], loads=loads(6, 14))


def first_day() -> DayState:
    """The data begin that day: there is nothing to compare it with."""
    more = {"compared": False, "opened": 0, "closed": 0}
    lists = [case_list(ASSESSMENTS, 4, 2, **more), case_list(ALONE, 2, **more)]
    old = [replace(each, overdue=[replace(row, new=False) for row in each.overdue])
           for each in lists]  # fmt: skip
    return DayState(old, Concerns((), 0, ("There are no data on case file audits.",)),
                    loads(5, 18, compared=False))  # fmt: skip


def no_data() -> DayState:
    """The data do not reach the day."""
    said = "Concerns and alerts are not known: the data end on 1 March 2016."
    lists = absent(NO_DATA, ASSESSMENTS, VISITS, ALONE, OVER)
    return DayState(lists, Concerns((), 0, (said,)), loads_why_not=NO_DATA)


def own_team() -> DayState:
    """A team's own report: all of its rows, and no column for the team."""
    lists = [case_list(ASSESSMENTS, 32, 4, 1, 2), case_list(VISITS, 0, open=0), case_list(ALONE, 2)]
    held = [replace(each, team="T2") for each in loads(7, 22)]
    return DayState([_in_teams(each, ["T2"]) for each in lists], NO_CONCERNS, held,
                    scope=("team:T2", "team CIN 1"))  # fmt: skip
