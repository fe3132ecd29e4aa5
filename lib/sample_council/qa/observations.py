"""Observation of practice: managers go along, watch, give feedback and write it up.

Team managers at least once a month; service managers and heads of service every other month;
directors see a conference or review every quarter. It is recorded within five working days.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import QUALITY, TEAMS
from sample_council.days import day, months_after, year_and_month
from sample_council.qa.caseload import SERVICE
from sample_council.qa.clock import ClockMoment, at_work, if_past
from sample_council.qa.course import later
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.grading import auditor_score, grade
from sample_council.qa.phrases.observed import EFFECT, FEEDBACK, GOOD_FEEDBACK, QUALITY_SEEN
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.staff import (
    DIVISIONAL_DIRECTOR,
    SAFEGUARDING_MANAGER,
    STRATEGIC_DIRECTOR,
    role_of,
)
from sample_council.qa.turns import area_at_random
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

# Per thousand observations due that come to pass; team managers' second one of a month.
_DONE: Steps = (
    (day("2015-07-01"), 90), (day("2015-10-01"), 190), (day("2016-01-01"), 380),
    (day("2016-04-01"), 560), (day("2016-07-01"), 640), (day("2016-10-01"), 740),
    (day("2017-01-01"), 810),
)  # fmt: skip
_SECOND = 260
_QUIET = {8: 700, 12: 800}  # per thousand of what is done in other months

_OF_TEAM_MANAGERS = Weights({
    "HOME_VISIT": 470, "CONFERENCE": 150, "REVIEW": 190, "SHADOWING": 60, "SUPERVISION": 80,
    "OTHER": 50,
})  # fmt: skip
_ON_DUTY = Weights({"HOME_VISIT": 380, "CONFERENCE": 130, "DUTY": 370, "SUPERVISION": 120})
_OF_MANAGERS = Weights({
    "HOME_VISIT": 250, "CONFERENCE": 220, "REVIEW": 200, "SHADOWING": 170, "SUPERVISION": 110,
    "DUTY": 50,
})  # fmt: skip
_OF_DIRECTORS = Weights({"CONFERENCE": 450, "REVIEW": 350, "DUTY": 200})
_NO_CONFERENCES = ("FOSTERING", "ADOPTION", "RESIDENTIAL", "LADO", "EARLY_HELP", "CFST")
_WITH_FAMILY = {"CONFERENCE": 620, "REVIEW": 640, "HOME_VISIT": 410, "SHADOWING": 150}
_LIKED = {"OUTSTANDING": 970, "GOOD": 880, "REQUIRES_IMPROVEMENT": 560, "INADEQUATE": 240}
_WELL_PREPARED = 65  # thousandths of the scale: people know that they are watched

_RECORDED_AFTER = {  # working days
    "good": Bands((420, 0, 1), (480, 2, 5), (100, 6, 10)),
    "fair": Bands((360, 0, 1), (470, 2, 5), (170, 6, 12)),
    "poor": Bands((250, 0, 1), (430, 2, 5), (320, 6, 18)),
}
_NOT_RECORDED, _NOT_FED_BACK, _NOT_TOLD, _NOT_FILED, _NOT_SENT = 15, 30, 140, 90, 45
_FINDS = Bands((150, 0, 0), (480, 1, 1), (370, 2, 2))
_ACTS = 520  # per thousand concerns


class ObservationPlan(NamedTuple):
    """An observation to come: who watches which team, and what."""

    observer: str
    team: str
    types: Weights[str]


def record(writing: Writing, seed: str) -> None:
    """Writes observations of two years with findings and actions."""
    ObservationRecorder(writing, seed).record()


class ObservationRecorder:
    """Writes observations month by month."""

    def __init__(self, writing: Writing, seed: str) -> None:
        self._writing = writing
        self._chance = Chance(f"{seed}/qa/observations")
        self._remarks = Remarks(writing, "qa_observation", seed)
        self._turn = {team.code: self._chance.below(12) for team in TEAMS}

    def record(self) -> None:
        for month in months():
            for plan in self._plans(month):
                self._observe(plan, month)

    def _plans(self, month: int) -> Iterator[ObservationPlan]:
        chance, number = self._chance, year_and_month(month)[1]
        done = in_force(_DONE, month) * _QUIET.get(number, 1000) // 1000
        for team in TEAMS:
            if team.service not in ("OTHER", "CP_SAFEGUARDING", "LADO") and chance.happens(done):
                types = _ON_DUTY if team.service == "DAS" else _OF_TEAM_MANAGERS
                yield ObservationPlan(f"TM-{team.code}", team.code, types)
                if chance.happens(_SECOND):
                    yield ObservationPlan(f"TM-{team.code}", team.code, types)
        for observer, services, types in _above(number):
            if chance.happens(done):
                teams = [team.code for team in TEAMS if team.service in services]
                yield ObservationPlan(observer, chance.pick(teams), types)

    def _observe(self, plan: ObservationPlan, month: int) -> None:
        chance, team = self._chance, plan.team
        at = at_work(chance.between(month, months_after(month, 1) - 4), chance)
        if at.day > EXTRACT:
            return
        kind = chance.choose(plan.types)
        if SERVICE[team] in _NO_CONFERENCES and kind in ("CONFERENCE", "DUTY"):
            kind = "HOME_VISIT"
        self._turn[team] += 1
        worker = self._writing.caseload.worker(team, self._turn[team], at.day)
        child = None
        if kind not in ("DUTY", "SUPERVISION", "OTHER"):
            file = self._writing.caseload.of_worker(worker, team, at.day, chance)
            child = file.child if file else None
        score = self._writing.practice.score(child or worker, team, at.day)
        role = role_of(plan.observer)
        seen = auditor_score(plan.observer, role, score, chance) + _WELL_PREPARED
        self._write(plan, role, kind, at, worker, child, grade(seen))

    def _write(
        self,
        plan: ObservationPlan,
        role: str,
        kind: str,
        at: ClockMoment,
        worker: str,
        child: str | None,
        graded: str,
    ) -> None:
        chance, service = self._chance, SERVICE[plan.team]
        one = self._writing.identifier("qa_observation", "OBS")
        heard = child is not None and chance.happens(_WITH_FAMILY.get(kind, 0))
        said = chance.pick(GOOD_FEEDBACK if chance.happens(_LIKED[graded]) else FEEDBACK)
        recorded = later(at, chance.draw(_RECORDED_AFTER[QUALITY[plan.team]]), chance)
        told_worker = later(at, chance.between(0, 4), chance)
        sent = later(recorded, chance.between(0, 3), chance)
        row = (
            *(one, kind, at, worker, plan.team, service, plan.observer, role, child),
            *("Y" if heard else "N", said if heard else None, graded),
            *(chance.pick(QUALITY_SEEN[graded]), chance.pick(EFFECT[graded])),
            self._unless(_NOT_RECORDED, recorded),
            self._unless(_NOT_FED_BACK, told_worker),
            self._unless(_NOT_TOLD, later(recorded, chance.between(0, 5), chance)),
            None if child is None else self._unless(_NOT_FILED, later(recorded, 1, chance)),
            self._unless(_NOT_SENT, sent),
        )
        self._writing.add("qa_observation", *row, by=plan.observer, at=recorded)
        owner = Owner(worker, "SW") if chance.happens(600) else Owner(f"TM-{plan.team}", "TM")
        for _ in range(chance.draw(_FINDS)):
            good = graded in ("OUTSTANDING", "GOOD") if chance.happens(820) else chance.happens(500)
            self._remarks.write(
                *(one, at.day, service, area_at_random(chance), good),
                acts=_ACTS,
                owner=owner,
                person=child,
            )

    def _unless(self, per_mille: int, moment: ClockMoment) -> ClockMoment | None:
        return None if self._chance.happens(per_mille) else if_past(moment)


def _above(number: int) -> Iterator[tuple[str, tuple[str, ...], Weights[str]]]:
    """Who above team managers is to observe in a month of that number, and in which services."""
    for place, service in enumerate(("CIN", "LAC", "EARLY_HELP")):
        if (number + place) % 2 == 0:
            yield f"SM-{service}", (service,), _OF_MANAGERS
    if number % 2:
        yield SAFEGUARDING_MANAGER, ("CP_SAFEGUARDING",), _OF_DIRECTORS
    for place, service in enumerate(("DAS", "CIN", "LAC", "EARLY_HELP", "CP_SAFEGUARDING")):
        if (number + place) % 2:
            yield f"HOS-{service}", ("DAS", "CIN", "LAC"), _OF_MANAGERS
    for place, director in enumerate((DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR)):
        if number % 3 == place:
            yield director, ("CIN", "LAC", "DAS"), _OF_DIRECTORS
