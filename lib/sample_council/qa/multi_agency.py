"""Audits with partner agencies, section 11 reports and lessons of reviews (framework 6, 15.3)."""

from sample_council.chance import Chance, Weights
from sample_council.days import age_at, day
from sample_council.qa.areas import AREAS
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.multi_agency import AGENCIES, AUDITS, COMMENTS, Audit
from sample_council.qa.staff import SAFEGUARDING_MANAGER
from sample_council.qa.voices import Deck, area_of, at_most, day_if_past

_GRADES = Weights({
    "OUTSTANDING": 6, "GOOD": 42, "REQUIRES_IMPROVEMENT": 38, "INADEQUATE": 9, "NOT_APPLICABLE": 5,
})  # fmt: skip
_ABSENT, _COMMENTED, _ACTED_ON = 140, 600, 700  # per thousand agencies, grades, concerns
_GOOD = ("OUTSTANDING", "GOOD")


def record(writing: Writing, seed: str) -> None:
    """Writes the audits, the agencies' grades for each case, and the lessons."""
    chance = Chance(f"{seed}/qa/multi-agency")
    decks = {good: Deck(said, chance) for good, said in COMMENTS.items()}
    for audit in AUDITS:
        one, when = writing.identifier("qa_multi_agency_audit", "MAA"), day(audit.when)
        cases = _cases(writing, audit, when, chance)
        reported = None if audit.reported is None else day_if_past(day(audit.reported))
        agencies = AGENCIES if cases or audit.kind == "SECTION_11" else AGENCIES[:3]
        writing.add(
            "qa_multi_agency_audit",
            *(one, audit.title, audit.kind, audit.commissioner, when, str(len(cases))),
            *(", ".join(agencies), audit.grade, " ".join(line.text for line in audit.lessons)),
            reported,
            by=SAFEGUARDING_MANAGER,
            at=ClockMoment(when, 16 * 60),
        )
        for child in cases:
            _grade(writing, one, child, when, decks, chance)
        _find(writing, one, audit, when, chance)


def _cases(writing: Writing, audit: Audit, when: int, chance: Chance) -> list[str]:
    """Children whose cases are open with one of the audit's teams that day, none twice."""
    born = {child.id: child.born for child in writing.register.people} if audit.cases else {}
    youngest, oldest = audit.ages
    drawn: list[str] = []
    for team in audit.teams:
        for file in writing.caseload.open(team, when):
            if youngest <= age_at(born[file.child], when) <= oldest and file.child not in drawn:
                drawn.append(file.child)
    while len(drawn) > audit.cases:
        drawn.pop(chance.below(len(drawn)))
    return drawn


def _grade(
    writing: Writing,
    audit: str,
    child: str,
    when: int,
    decks: dict[bool, Deck[str]],
    chance: Chance,
) -> None:
    for agency in AGENCIES:
        if chance.happens(_ABSENT):
            continue
        grade = chance.choose(_GRADES)
        said = None
        if grade != "NOT_APPLICABLE":
            said = at_most(decks[grade in _GOOD].deal(), _COMMENTED, chance)
        row = audit, child, agency, grade, said
        at = ClockMoment(when, 15 * 60)
        writing.add("qa_multi_agency_case", *row, by=SAFEGUARDING_MANAGER, at=at)


def _find(writing: Writing, one: str, audit: Audit, when: int, chance: Chance) -> None:
    for line in audit.lessons:
        # What agencies do together answers the third question; NEGLECT and the like stay theirs.
        area = "MULTI_AGENCY" if audit.cases else area_of(line.theme)
        source, question = ("qa_multi_agency_audit", one), AREAS[area].question
        polarity = "STRENGTH" if line.good else "CONCERN" if audit.cases else "LEARNING"
        escalated = "Y" if audit.escalates and not line.good else None
        writing.finding(
            *(*source, when, audit.service, question, area, polarity, line.theme, line.text),
            escalated=escalated,
        )
        if not line.good and chance.happens(_ACTED_ON):
            owner = SAFEGUARDING_MANAGER, "SM_SAFEGUARDING"
            text = f"Take to the LSCB's audit group and agree who does what: {line.text.lower()}"
            writing.action(*source, text, *owner, audit.service, question, "HIGH", when)
