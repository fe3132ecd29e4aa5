"""Posts of social workers month by month, as the HR system has them, and days lost to sickness.

Caseloads, agency and vacancy rates are near England's of September 2016 (Community Care, 16
February 2017, quoting DfE: 16.1 cases a case holder, 16.1% agency, 16.7% vacant, 3.5% of days
lost): how they came about is our own estimate.
"""

from dataclasses import dataclass

from sample_council.chance import Bands, Chance
from sample_council.council import NUMBERED, TEAMS, InventedCouncil, InventedWorker, give_number
from sample_council.days import LAST, day, is_working, months_after, year_and_month
from sample_council.names import FIRST_NAMES, LAST_NAMES
from sample_council.steps import in_force
from sample_council.tables import Tables
from sample_council.volumes import EXTRACT, OPEN_FROM

_WITH_CASES = ("DAS", "CIN", "LAC")
_ROLES = {"Senior Social Worker": "SENIOR", "Social Worker": "SW"}
# Posts beside those of the council's teams that hold cases: role, title, team, how many.
_OTHERS = (
    ("AP", "Advanced Practitioner", ("CIN-1", "CIN-2", "CIN-3", "CIN-4", "LAC-1", "LAC-2"), 1),
    ("AP", "Advanced Practitioner", ("DAS-B", "DCS"), 1),
    ("IRO", "Independent Reviewing Officer", ("IRO",), 7),
    ("CPC", "Independent Conference Chair", ("CPC",), 5),
    ("SW", "Supervising Social Worker", ("FOS",), 6),
    ("SW", "Adoption Social Worker", ("ADO",), 4),
)
_LONG_TENURE = Bands((300, 700, 1500), (400, 1501, 2600), (300, 2601, 5000))
_COVERS_ABSENCE = 150  # per thousand agency workers: the post is not vacant, its holder is away
# Posts that nobody holds, and the teams they are in.
_EMPTY = (
    (day("2012-01-01"), 4), (day("2013-04-01"), 6), (day("2014-01-01"), 10), (day("2015-03-01"), 9),
    (day("2015-11-01"), 8), (day("2016-10-01"), 5), (day("2017-04-01"), 4),
)  # fmt: skip
_HARD_TO_FILL = (
    *("CIN-1", "DAS-C", "CIN-3", "LAC-3", "CIN-4", "DAS-A", "CIN-6", "CIN-2", "LAC-2", "DAS-B"),
    *("CIN-3", "DAS-C", "LAC-4", "CIN-5", "DAS-A"),
)
_MOVES_ON_EVERY = 5  # months after which the next post on the list is an empty one
_LEAVES = (
    "Resigned",
    "Resigned",
    "Resigned",
    "Moved to another team",
    "Retired",
    "End of contract",
)

# Sickness, per thousand workers and month: short ones by season, and long ones that go on.
_SICK = {1: 190, 2: 175, 3: 150, 4: 130, 5: 120, 6: 110, 7: 100, 8: 85, 9: 125, 10: 150, 11: 170,
         12: 185}  # fmt: skip
_SICK_DAYS = Bands((520, 1, 2), (330, 3, 5), (150, 6, 10))
_LONG_SICK_BEGINS, _LONG_SICK_GOES_ON = 7, 540


def supervisor(team: str) -> str:
    """The id of a team's manager."""
    return f"TM-{team}"


def month_ends() -> list[int]:
    """The last days of the months from the one before the figures begin."""
    first = day("2012-03-01")
    ends: list[int] = []
    while not ends or ends[-1] < EXTRACT:
        first = months_after(first, 1)
        ends.append(first - 1)
    return ends


@dataclass(slots=True)
class StaffedPost:
    """A post from `opened` on, and who holds it, one after the other."""

    id: str
    team: str
    role: str
    holds_cases: bool
    opened: int
    holders: list[InventedWorker]

    def holder(self, when: int) -> InventedWorker | None:
        """Who is in post on a day."""
        return next((one for one in self.holders if one.start <= when < one.end), None)


class Workforce:
    """The posts of social workers and of those who manage, review and chair."""

    def __init__(self, seed: str, council: InventedCouncil) -> None:
        self._chance = Chance(f"{seed}/workforce")
        self._others: list[InventedWorker] = []
        self.posts = [*self._of_teams(council), *self._managers(), *self._specialists(council)]
        self._cover = {
            worker.id
            for worker in council.workers
            if worker.agency and self._chance.happens(_COVERS_ABSENCE)
        }

    def record(self, tables: Tables) -> None:
        """Writes posts and absences month by month, and the workers whom no case names."""
        for place, worker in enumerate(self._others, 1):
            staff = f"U9{place:04d}"
            tables.add(
                "ssd_professionals",
                worker.id,
                staff,
                worker.name,
                worker.title,
                "N",
                worker.fte,
                None,
            )
        unwell: dict[str, bool] = {}
        for place, month_end in enumerate(month_ends()):
            for post in self.posts:
                if post.opened <= month_end:
                    self._record_post(tables, post, month_end)
            self._record_empty(tables, place, month_end)
            if month_end >= OPEN_FROM:
                self._record_absence(tables, month_end, unwell)

    # --- posts -----------------------------------------------------------------------------------

    def _of_teams(self, council: InventedCouncil) -> list[StaffedPost]:
        return [
            StaffedPost(f"{team.code}-{number:02d}", team.code, "", True, team.opened, chain)
            for team in TEAMS
            if team.service in _WITH_CASES
            for number, chain in enumerate(council.posts[team.code], 1)
        ]

    def _managers(self) -> list[StaffedPost]:
        found = []
        for team in TEAMS:
            if team.service in _WITH_CASES:
                name = supervisor(team.code)
                manager = self._worker(name, "Team Manager", team.opened - 300, LAST)
                found.append(StaffedPost(name, team.code, "TM", False, team.opened, [manager]))
        return found

    def _specialists(self, council: InventedCouncil) -> list[StaffedPost]:
        found = []
        for role, title, teams, many in _OTHERS:
            for team in teams:
                first = [council.posts[team][0]] if role != "AP" else []
                chains = first + [self._chain(title) for _ in range(many - len(first))]
                if role in NUMBERED:
                    for place, chain in enumerate(chains, 1):
                        give_number(role, place, chain)
                found += [
                    StaffedPost(f"{team}-{role}{place}", team, role, role == "AP", 0, chain)
                    for place, chain in enumerate(chains, 1)
                ]
        return found

    def _chain(self, title: str) -> list[InventedWorker]:
        chain: list[InventedWorker] = []
        start = OPEN_FROM - self._chance.below(1500) - 100
        while start <= EXTRACT:
            end = start + self._chance.draw(_LONG_TENURE)
            chain.append(self._worker(f"S{len(self._others) + 1:05d}", title, start, end))
            start = end
        chain[-1].end = LAST
        return chain

    def _worker(self, name: str, title: str, start: int, end: int) -> InventedWorker:
        chance = self._chance
        part_time = title != "Team Manager" and chance.happens(200)
        worker = InventedWorker(
            id=name,
            name=f"{chance.pick(FIRST_NAMES)} {chance.pick(LAST_NAMES)}",
            title=title,
            agency=False,
            fte=chance.pick(("0.6", "0.8")) if part_time else "1.0",
            start=start,
            end=end,
        )
        self._others.append(worker)
        return worker

    def _record_post(self, tables: Tables, post: StaffedPost, month_end: int) -> None:
        worker = post.holder(month_end)
        if worker is None:
            return
        leaves_soon = worker.end <= min(months_after(month_end, 1), EXTRACT)
        covers = worker.id in self._cover
        tables.add(
            "ext_workforce_post",
            post.id,
            month_end,
            post.team,
            post.role or _ROLES[worker.title],
            "0.0" if covers else worker.fte,
            worker.fte,
            "Y" if worker.agency else "N",
            worker.fte if worker.agency and not covers else "0.0",
            "Y" if post.holds_cases else "N",
            worker.id,
            worker.start,
            worker.end if leaves_soon else None,
            self._reason(worker) if leaves_soon else None,
        )

    def _reason(self, worker: InventedWorker) -> str:
        return "End of contract" if worker.agency else self._chance.pick(_LEAVES)

    def _record_empty(self, tables: Tables, place: int, month_end: int) -> None:
        first = place // _MOVES_ON_EVERY
        for number in range(first, first + in_force(_EMPTY, month_end)):
            team = _HARD_TO_FILL[number % len(_HARD_TO_FILL)]
            post = f"{team}-N{number:02d}"
            empty = ("1.0", "0.0", None, "1.0", "Y", None, None, None, None)
            tables.add("ext_workforce_post", post, month_end, team, "SW", *empty)

    # --- sickness --------------------------------------------------------------------------------

    def _record_absence(self, tables: Tables, month_end: int, unwell: dict[str, bool]) -> None:
        """Working days that were there, and those lost: agency workers are not paid when ill."""
        month = year_and_month(month_end)[1]
        first = months_after(month_end + 1, -1)
        working = [one for one in range(first, month_end + 1) if is_working(one)]
        for post in self.posts:
            worker = post.holder(month_end) if post.opened <= month_end else None
            if worker is None or worker.agency:
                continue
            days = sum(one >= worker.start for one in working)
            lost = self._days_lost(worker.id, month, days, unwell)
            part = int(worker.fte[0] + worker.fte[2])
            row = worker.id, first, _tenths(lost * part), _tenths(days * part)
            tables.add("ext_workforce_absence", *row)

    def _days_lost(self, worker: str, month: int, days: int, unwell: dict[str, bool]) -> int:
        chance = self._chance
        was_unwell = unwell.get(worker, False)
        unwell[worker] = chance.happens(_LONG_SICK_GOES_ON if was_unwell else _LONG_SICK_BEGINS)
        if unwell[worker]:
            return days if was_unwell else days * chance.between(4, 10) // 10
        return min(days, chance.draw(_SICK_DAYS)) if chance.happens(_SICK[month]) else 0


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"
