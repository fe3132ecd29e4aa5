"""Who audits what each month: the framework's table of duties, as it was taken up."""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Chance
from sample_council.council import TEAMS
from sample_council.days import day, months_after, year_and_month
from sample_council.qa.caseload import BEGINS, SERVICE, Caseload
from sample_council.qa.staff import (
    CHAIRS,
    DIVISIONAL_DIRECTOR,
    IROS,
    SAFEGUARDING_MANAGER,
    STRATEGIC_DIRECTOR,
    role_of,
)
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

Steps = tuple[tuple[int, int], ...]

# Per thousand audits due that are done, as the framework was phased in.
_PHASED_IN: Steps = (
    (BEGINS, 170), (day("2015-10-01"), 300), (day("2016-01-01"), 520), (day("2016-04-01"), 690),
    (day("2016-07-01"), 740), (day("2016-10-01"), 820), (day("2017-01-01"), 880),
)  # fmt: skip
_LATER: Steps = (  # for those whose part began later
    (BEGINS, 40), (day("2015-10-01"), 110), (day("2016-01-01"), 260), (day("2016-05-01"), 590),
    (day("2016-10-01"), 740), (day("2017-01-01"), 830),
)  # fmt: skip
# Beside the table, duty managers audit too, once there is time for it.
_ON_DUTY: Steps = ((BEGINS, 60), (day("2016-01-01"), 200), (day("2016-07-01"), 480))
_AUGUST = 780  # per thousand of what is done in other months
_OWN_TEAM = 250  # per thousand of a team manager's audits; the others are of another team
_MANAGED = ("CIN", "LAC", "EARLY_HELP")
_HEADED = ("DAS", "CIN", "LAC", "EARLY_HELP", "CP_SAFEGUARDING")
_KINDS = {
    "FOSTERING": "FOSTERING",
    "ADOPTION": "ADOPTION",
    "RESIDENTIAL": "RESIDENTIAL",
    "EARLY_HELP": "EARLY_HELP",
}


class RecordedDuty(NamedTuple):
    """An audit that somebody is to do for a month. `done`: whether it comes to pass.

    `kind` is the audit's; `team` whose file it is. Paired audits take another's file: theirs are
    the `services` from which it is taken.
    """

    month: int
    auditor: str
    role: str
    kind: str
    team: str
    done: bool
    paired: tuple[str, ...] = ()


def months() -> list[int]:
    """The first days of the months from the framework's beginning to the extract."""
    found, first = [], BEGINS
    while first <= EXTRACT:
        found.append(first)
        first = months_after(first, 1)
    return found


class Duties:
    """Draws who does what is asked of them, month by month."""

    def __init__(self, seed: str, caseload: Caseload) -> None:
        self._chance = Chance(f"{seed}/qa/duties")
        self._caseload = caseload

    def of_month(self, month: int) -> Iterator[RecordedDuty]:
        """Team managers' audits first, because others audit the same files."""
        yield from self._of_team_managers(month)
        yield from self._of_those_above(month)
        yield from self._of_the_unit(month)
        yield from self._of_audits(month)

    def _of_team_managers(self, month: int) -> Iterator[RecordedDuty]:
        for team in TEAMS:
            manager = f"TM-{team.code}"
            if team.service in ("CIN", "LAC", "FOSTERING", "ADOPTION", "CFST", "EARLY_HELP"):
                yield self._duty(month, manager, self._other_team(team.code), _PHASED_IN)
            elif team.service in ("DAS", "LEAVING_CARE"):
                yield self._duty(month, manager, self._other_team(team.code), _ON_DUTY)
            elif team.service == "RESIDENTIAL" and _of_quarter(month) == 1:
                yield self._duty(month, manager, team.code, _PHASED_IN)

    def _of_those_above(self, month: int) -> Iterator[RecordedDuty]:
        """Service managers every other month; heads of service and directors by the quarter."""
        for place, service in enumerate(_MANAGED):
            if (_number(month) + place) % 2 == 0:
                yield self._duty(month, f"SM-{service}", self._team_of(service), _PHASED_IN)
        for place, service in enumerate(_HEADED):
            if (_of_quarter(month) + place) % 3 != 0:
                yield self._duty(month, f"HOS-{service}", self._team_of(service), _LATER)
        for place, director in enumerate((DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR)):
            if _of_quarter(month) == 1 + place:
                service = self._chance.pick(("DAS", "CIN", "LAC"))
                yield self._duty(month, director, self._team_of(service), _LATER)

    def _of_the_unit(self, month: int) -> Iterator[RecordedDuty]:
        """Reviewing officers and chairs take the file of a team manager's audit."""
        for people, services in ((IROS, ("LAC", "LEAVING_CARE")), (CHAIRS, ("CIN", "DAS"))):
            for place, person in enumerate(people):
                if (_number(month) + place) % 2 == 0:
                    auditor = self._caseload.in_post(person, month)
                    duty = self._duty(month, auditor, "", _LATER)
                    yield duty._replace(role=role_of(person), paired=services)
        unit = self._duty(month, SAFEGUARDING_MANAGER, "IRO", _LATER)
        yield unit._replace(kind="SUPERVISED_IRO")
        if _of_quarter(month) == 2:
            unit = self._duty(month, SAFEGUARDING_MANAGER, "LADO", _LATER)
            yield unit._replace(kind="LADO")

    def _of_audits(self, month: int) -> Iterator[RecordedDuty]:
        """Managers look again at files that were audited in their service."""
        for service in _HEADED:
            for _ in range(2):
                again = self._duty(month, f"HOS-{service}", "", _LATER)
                yield again._replace(kind="QA_OF_AUDIT", paired=(service,))
        for service in _MANAGED:
            again = self._duty(month, f"SM-{service}", "", _LATER)
            yield again._replace(kind="QA_OF_AUDIT", paired=(service,))

    def _duty(self, month: int, auditor: str, team: str, phased: Steps) -> RecordedDuty:
        share = in_force(phased, month)
        if year_and_month(month)[1] == 8:
            share = share * _AUGUST // 1000
        done = self._chance.happens(share)
        kind = _KINDS.get(SERVICE[team], "CASE_FILE") if team else "CASE_FILE"
        return RecordedDuty(month, auditor, role_of(auditor), kind, team, done)

    def _team_of(self, service: str) -> str:
        return self._chance.pick([team.code for team in TEAMS if team.service == service])

    def _other_team(self, own: str) -> str:
        """Mostly a colleague's team of the service, now and then the own one."""
        others = [team.code for team in TEAMS if team.service == SERVICE[own] and team.code != own]
        if not others or self._chance.happens(_OWN_TEAM):
            return own
        return self._chance.pick(others)


def _number(month: int) -> int:
    year, number = year_and_month(month)
    return year * 12 + number


def _of_quarter(month: int) -> int:
    """1, 2 or 3: which month of its quarter."""
    return (year_and_month(month)[1] - 1) % 3 + 1
