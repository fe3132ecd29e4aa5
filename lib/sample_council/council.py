"""The sample council: its teams, their services, and the people who work there."""

from dataclasses import dataclass
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import LAST, day
from sample_council.names import FIRST_NAMES, LAST_NAMES
from sample_council.tables import Tables
from sample_council.volumes import EXTRACT


class Team(NamedTuple):
    """A team. `posts` hold cases; `quality` is how well it keeps to visits and reviews."""

    code: str
    name: str
    service: str
    posts: int
    quality: str
    opened: int = day("2000-04-01")


SERVICES = {
    "DAS": "Duty and Assessment Service",
    "CIN": "Children in Need Service",
    "LAC": "Looked After Children Service",
    "LEAVING_CARE": "Leaving Care Service",
    "CP_SAFEGUARDING": "Safeguarding and Quality Assurance Unit",
    "FOSTERING": "Fostering Service",
    "ADOPTION": "Adoption Service",
    "RESIDENTIAL": "Residential Service",
    "CFST": "Child and Family Support",
    "EARLY_HELP": "Early Help Service",
    "LADO": "Local Authority Designated Officer",
    "OTHER": "Emergency Duty Team",
}
TEAMS = (
    Team("DAS-A", "Duty and Assessment Team A", "DAS", 11, "good"),
    Team("DAS-B", "Duty and Assessment Team B", "DAS", 11, "fair"),
    Team("DAS-C", "Duty and Assessment Team C", "DAS", 11, "poor"),
    Team("DAS-D", "Duty and Assessment Team D", "DAS", 9, "fair", day("2015-06-01")),
    Team("CIN-1", "Children in Need Team North", "CIN", 13, "fair"),
    Team("CIN-2", "Children in Need Team East", "CIN", 12, "good"),
    Team("CIN-3", "Children in Need Team West", "CIN", 11, "poor"),
    Team("CIN-4", "Children in Need Team South", "CIN", 11, "fair"),
    Team("CIN-5", "Children in Need Team Central", "CIN", 9, "good"),
    Team("CIN-6", "Children in Need Team Riverside", "CIN", 8, "fair"),
    Team("DCS", "Disabled Children's Team", "CIN", 14, "good"),
    Team("LAC-1", "Looked After Children Team 1", "LAC", 13, "good"),
    Team("LAC-2", "Looked After Children Team 2", "LAC", 12, "fair"),
    Team("LAC-3", "Looked After Children Team 3", "LAC", 8, "poor"),
    Team("LAC-4", "Looked After Children Team 4", "LAC", 8, "fair"),
    Team("16P", "16 Plus Team", "LEAVING_CARE", 12, "fair"),
    Team("IRO", "Independent Reviewing Officers", "CP_SAFEGUARDING", 0, "good"),
    Team("CPC", "Independent Conference Chairs", "CP_SAFEGUARDING", 0, "good"),
    Team("FOS", "Fostering Team", "FOSTERING", 0, "fair"),
    Team("ADO", "Adoption Team", "ADOPTION", 0, "fair"),
    Team("RES", "Children's Homes", "RESIDENTIAL", 0, "fair"),
    Team("CFST", "Child and Family Support Team", "CFST", 0, "fair"),
    Team("EH-N", "Early Help North Cluster", "EARLY_HELP", 0, "fair"),
    Team("EH-S", "Early Help South Cluster", "EARLY_HELP", 0, "fair"),
    Team("LADO", "Designated Officer and Allegations", "LADO", 0, "good"),
    Team("EDT", "Emergency Duty Team", "OTHER", 0, "fair"),
)
QUALITY = {team.code: team.quality for team in TEAMS}
CIN_TEAMS = ("CIN-1", "CIN-2", "CIN-3", "CIN-4", "CIN-5", "CIN-6")
LAC_TEAMS = ("LAC-1", "LAC-2", "LAC-3", "LAC-4")
# Riverside moved from the front door to the children in need service in the reorganisation.
REORGANISED, RIVERSIDE = day("2015-06-01"), "CIN-6"
_DUTY_BEFORE = Weights({"DAS-A": 34, "DAS-B": 34, "DAS-C": 32})
_DUTY_AFTER = Weights({"DAS-A": 27, "DAS-B": 27, "DAS-C": 25, "DAS-D": 21})

# Mid-year estimates of children aged 0 to 17 in Leicester, whose size the sample council has:
# year, children, published. Office for National Statistics, as DfE republished them with the
# children looked after statistics (ons_mid-year_population_estimates_2012_to_2023.csv).
POPULATION = (
    ("2012", "79012", "2013-06-26"),
    ("2013", "80573", "2014-06-26"),
    ("2014", "82188", "2015-06-25"),
    ("2015", "83785", "2016-06-23"),
    ("2016", "85492", "2017-06-22"),
    ("2017", "86335", "2018-06-28"),
)
LA_CODE = "SAMPLE"

_TENURE = Bands((250, 120, 365), (350, 366, 900), (300, 901, 2200), (100, 2201, 5000))


# Reviewing officers and chairs have a number: that of their post when the framework began.
NUMBERED = {"IRO": "Independent Reviewing Officer", "CPC": "Independent Conference Chair"}
_NUMBERED_ON = day("2015-07-01")


@dataclass(slots=True)
class InventedWorker:
    """Someone in a post from one day to another (exclusive)."""

    id: str
    name: str
    title: str
    agency: bool
    fte: str
    start: int
    end: int


class InventedCouncil:
    """The council's posts, each with the chain of workers who held it."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.workers: list[InventedWorker] = []
        self.posts = {
            team.code: [self._chain(team) for _ in range(max(team.posts, 1))] for team in TEAMS
        }
        for role in NUMBERED:
            give_number(role, 1, self.posts[role][0])

    def duty_team(self, referred: int, chance: Chance) -> str:
        """The team at the front door that takes a referral of that day."""
        return chance.choose(_DUTY_BEFORE if referred < REORGANISED else _DUTY_AFTER)

    def holder(self, team: str, post: int, when: int) -> InventedWorker:
        """Who held a post (its number is taken round the team's posts) on a day."""
        chain = self.posts[team][post % len(self.posts[team])]
        for worker in chain:
            if when < worker.end:
                return worker
        return chain[-1]

    def _chain(self, team: Team) -> list[InventedWorker]:
        chance, chain, start = self._chance, [], team.opened
        start += chance.below(400) - 400
        while start <= EXTRACT:
            end = start + chance.draw(_TENURE)
            chain.append(self._worker(team, start, end))
            start = end
        chain[-1].end = LAST
        return chain

    def _worker(self, team: Team, start: int, end: int) -> InventedWorker:
        chance = self._chance
        if team.code == "16P":
            title = "Personal Adviser"
        else:
            title = "Senior Social Worker" if chance.happens(220) else "Social Worker"
        worker = InventedWorker(
            id=f"W{len(self.workers) + 1:05d}",
            name=f"{chance.pick(FIRST_NAMES)} {chance.pick(LAST_NAMES)}",
            title=title,
            agency=team.service in ("DAS", "CIN", "LAC") and chance.happens(210),
            fte="1.0" if chance.happens(780) else chance.pick(("0.5", "0.6", "0.8")),
            start=start,
            end=end,
        )
        self.workers.append(worker)
        return worker

    def record(self, tables: Tables) -> None:
        """Writes teams, services, professionals and the population."""
        for service, name in SERVICES.items():
            tables.add("ssd_department", f"S-{service}", name, None, None)
        for team in TEAMS:
            parent = SERVICES[team.service]
            tables.add("ssd_department", team.code, team.name, f"S-{team.service}", parent)
            self._record_service(tables, team)
        for place, worker in enumerate(self.workers, 1):
            if worker.end > day("2008-01-01"):
                self._record_worker(tables, worker, f"U{place:05d}")
        for year, children, published in POPULATION:
            source = "ONS mid-year estimate"
            tables.add("ext_population", LA_CODE, year, children, source, day(published))

    def _record_service(self, tables: Tables, team: Team) -> None:
        spells: list[tuple[str, int, int | None]] = [(team.service, team.opened, None)]
        if team.code == RIVERSIDE:
            spells = [("DAS", team.opened, REORGANISED), (team.service, REORGANISED, None)]
        manager, above, head = f"TM-{team.code}", f"SM-{team.service}", f"HOS-{team.service}"
        for service, start, end in spells:
            tables.add("ref_team_service", team.code, service, manager, above, head, start, end)

    def _record_worker(self, tables: Tables, worker: InventedWorker, staff: str) -> None:
        flag = "Y" if worker.agency else "N"
        tables.add(
            "ssd_professionals", worker.id, staff, worker.name, worker.title, flag, worker.fte, None
        )


def give_number(role: str, place: int, chain: list[InventedWorker]) -> None:
    """Gives who held the post when the framework began its id, such as IRO-3, and its title."""
    for worker in chain:
        worker.title = NUMBERED[role]
        if worker.start <= _NUMBERED_ON < worker.end:
            worker.id = f"{role}-{place}"
