"""Visits to services: unannounced, front-line, validation, to children's homes, with a worker."""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Urn
from sample_council.days import add_working, day, months_after, on_or_after, year_and_month
from sample_council.qa.clock import ClockMoment
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases import finding_text
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.staff import DIVISIONAL_DIRECTOR, LEAD_MEMBER, STRATEGIC_DIRECTOR, role_of
from sample_council.qa.turns import area_at_random, theme_of
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

VISITED = ("EARLY_HELP", "DAS", "CIN", "CP_SAFEGUARDING", "LAC")
_DONE: Steps = (
    (day("2015-07-01"), 250), (day("2015-10-01"), 420), (day("2016-01-01"), 640),
    (day("2016-04-01"), 800), (day("2016-10-01"), 880), (day("2017-01-01"), 930),
)  # fmt: skip
_INSPECTIONS_FROM, _INSPECTED = day("2016-04-01"), 620  # per thousand due
_SETTINGS = {
    "EARLY_HELP": ("Children's centre", "Family hub", "Early help duty desk"),
    "DAS": ("Duty and assessment floor", "Contact and referral desk"),
    "CIN": ("Area office", "Family centre", "Contact centre"),
    "CP_SAFEGUARDING": ("Conference suite", "Safeguarding unit office"),
    "LAC": ("Area office", "Contact centre", "Semi-independent unit"),
    "RESIDENTIAL": ("Children's home A", "Children's home B", "Short breaks home"),
}
_GOOD = 560  # per thousand findings
_FINDS = Bands((200, 1, 1), (500, 2, 2), (300, 3, 3))
_SENT_AFTER = Bands((640, 0, 5), (260, 6, 10), (100, 11, 20))  # working days
_NOT_SENT, _ACTS = 60, 600  # per thousand visits; concerns


class VisitPlan(NamedTuple):
    """A visit to come in a quarter."""

    kind: str
    service: str
    visitor: str


def record(writing: Writing, seed: str) -> None:
    """Writes visits quarter by quarter with their findings."""
    chance = Chance(f"{seed}/qa/visits")
    remarks = Remarks(writing, "qa_visit", seed)
    # An urn, because few visits are due and a quarter without any would say something else.
    taking_place: Urn[bool] = Urn(chance)
    for quarter in months()[::3]:
        for plan in _plans(quarter, chance, taking_place):
            _visit(writing, remarks, plan, quarter, chance)


def _plans(quarter: int, chance: Chance, urn: Urn[bool]) -> Iterator[VisitPlan]:
    done, number = in_force(_DONE, quarter), year_and_month(quarter)[1] // 3
    for service in VISITED:
        if urn.happens(done):
            visitor = DIVISIONAL_DIRECTOR if chance.happens(300) else f"HOS-{service}"
            yield VisitPlan("UNANNOUNCED", service, visitor)
    if urn.happens(done):
        yield VisitPlan("VALIDATION", "EARLY_HELP", "SM-EARLY_HELP")
    for service in VISITED:
        if quarter >= _INSPECTIONS_FROM and urn.happens(_INSPECTED):
            yield VisitPlan("INSPECTION_OWN", service, f"HOS-{service}")
    for director in (DIVISIONAL_DIRECTOR, STRATEGIC_DIRECTOR):
        if urn.happens(done):
            yield VisitPlan("HALF_DAY", chance.pick(("DAS", "CIN", "LAC", "EARLY_HELP")), director)
        if urn.happens(done // 2):
            yield VisitPlan("CHILDRENS_HOME", "RESIDENTIAL", director)
    front = ("EARLY_HELP", "CIN", "CP_SAFEGUARDING", "LAC")
    for place in range(1 + (done > 700)):
        if urn.happens(done):
            yield VisitPlan("FRONT_LINE", front[(number + place) % 4], LEAD_MEMBER)


def _visit(
    writing: Writing, remarks: Remarks, plan: VisitPlan, quarter: int, chance: Chance
) -> None:
    when = on_or_after(chance.between(quarter + 3, months_after(quarter, 3) - 6))
    if when > EXTRACT:
        return
    one = writing.identifier("qa_visit", "VIS")
    announced = "N" if plan.kind == "UNANNOUNCED" or chance.happens(120) else "Y"
    sent: int | None = add_working(when, chance.draw(_SENT_AFTER))
    if chance.happens(_NOT_SENT) or (sent is not None and sent > EXTRACT):
        sent = None
    notes = []
    owner = Owner(f"SM-{plan.service}", "SM")
    for _ in range(chance.draw(_FINDS)):
        area, good = area_at_random(chance), chance.happens(_GOOD)
        theme = theme_of(area, plan.service, when, chance)
        polarity = "STRENGTH" if good else "CONCERN"
        notes.append(finding_text(theme, polarity, plan.service, chance, brief=True))
        remarks.write(*(one, when, plan.service, area, good), theme=theme, acts=_ACTS, owner=owner)
    writing.add(
        "qa_visit",
        *(one, plan.kind, when, plan.service, chance.pick(_SETTINGS[plan.service])),
        *(plan.visitor, role_of(plan.visitor), announced, " ".join(notes), sent),
        by=plan.visitor,
        at=ClockMoment(sent or when, 17 * 60),
    )
