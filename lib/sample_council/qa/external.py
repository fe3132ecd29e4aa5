"""What others say of the council's services, and the critical messages sent out (15, 16, 7.5)."""

from sample_council.chance import Chance
from sample_council.days import day
from sample_council.qa.areas import AREAS
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.phrases.external import CRITICAL, FEEDBACK
from sample_council.qa.staff import DIVISIONAL_DIRECTOR, SAFEGUARDING_MANAGER
from sample_council.qa.voices import area_of

_ACTED_ON = 550  # per thousand concerns of others
_LEARNT = 600  # per thousand critical messages: a finding of its own


def record(writing: Writing, seed: str) -> None:
    """Writes feedback from outside, then critical messages."""
    chance = Chance(f"{seed}/qa/external")
    for said in FEEDBACK:
        one, when = writing.identifier("qa_external_feedback", "EXF"), day(said.when)
        at = ClockMoment(when, 12 * 60)
        row = one, said.source, when, said.text
        writing.add("qa_external_feedback", *row, by=QA_MANAGER, at=at, source="MANUAL")
        source, question = ("qa_external_feedback", one), AREAS[area_of(said.theme)].question
        polarity = "STRENGTH" if said.good else "CONCERN"
        writing.finding(
            *(*source, when, said.service, question, area_of(said.theme), polarity, said.theme),
            said.text,
        )
        if not said.good and said.action and chance.happens(_ACTED_ON):
            owner = DIVISIONAL_DIRECTOR, "DIV_DIRECTOR"
            writing.action(*source, said.action, *owner, said.service, question, "HIGH", when)
    for card in CRITICAL:
        one, when = writing.identifier("qa_critical_message", "CRI"), day(card.when)
        by, at = SAFEGUARDING_MANAGER, ClockMoment(when, 10 * 60)
        message = one, when, card.text, card.issued_by, card.audience
        writing.add("qa_critical_message", *message, by=by, at=at)
        if chance.happens(_LEARNT):
            area = area_of(card.theme)
            writing.finding(
                *("qa_critical_message", one, when, "CP_SAFEGUARDING", AREAS[area].question, area),
                *("LEARNING", card.theme, card.text),
            )
