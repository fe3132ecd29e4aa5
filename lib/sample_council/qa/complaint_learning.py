"""What is learnt from complaints: the manager's form, and what the Complaints Manager makes of it.

The form goes to the head of service and to the Complaints Manager; what concerns others too is
recommended to the Divisional Director.
"""

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working
from sample_council.qa.areas import AREAS
from sample_council.qa.clock import ClockMoment
from sample_council.qa.complaint import Complaint
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.complained import LESSONS, Lesson
from sample_council.qa.theme_words import wording
from sample_council.qa.voices import Deck, area_of, day_if_past, yes
from sample_council.volumes import EXTRACT

# Per thousand answers that lead to a form, by outcome; fewer where it was informal.
_LEARNT = {"UPHELD": 900, "PARTLY": 720, "NOT_UPHELD": 190, "WITHDRAWN": 40}
_INFORMAL = 450  # per thousand of those
_POTENTIAL = {"UPHELD": 60, "PARTLY": 240, "NOT_UPHELD": 850, "WITHDRAWN": 900}
_SENT_AFTER = Bands((560, 0, 4), (310, 5, 12), (130, 13, 30))  # working days
_NOT_SENT_TO_HOS, _NOT_SENT_TO_MANAGER = 130, 70  # per thousand forms
_WIDER, _NOT_RECOMMENDED = 210, 70  # per thousand lessons; of wider relevance
_TO_DIRECTOR_AFTER = Bands((500, 3, 12), (500, 13, 30))
_POLARITY = Weights({"LEARNING": 62, "CONCERN": 38})
_ACTED_ON = 560  # per thousand forms
_PRIORITY = Weights({"HIGH": 180, "MEDIUM": 590, "LOW": 230})


class Learning:
    """Writes the forms, findings and actions that follow from complaints."""

    def __init__(self, writing: Writing, seed: str) -> None:
        self._writing = writing
        self._chance = Chance(f"{seed}/qa/complaint learning")
        self._decks = {subject: Deck(lessons, self._chance) for subject, lessons in LESSONS.items()}

    def record(self, complaint: str, one: Complaint) -> None:
        """What is learnt from an answered complaint, if anything is."""
        chance, outcome = self._chance, one.outcome
        if one.responded is None or outcome is None or one.responded > EXTRACT:
            return
        share = _LEARNT[outcome] * (_INFORMAL if one.stage == "INFORMAL" else 1000) // 1000
        if chance.happens(share):
            lesson = self._decks[one.subject].deal()
            self._form(complaint, one, lesson, yes(chance.happens(_POTENTIAL[outcome])))

    def _form(self, complaint: str, one: Complaint, lesson: Lesson, potential: str) -> None:
        chance, answered = self._chance, one.responded or one.received
        to_head = add_working(answered, chance.draw(_SENT_AFTER))
        to_manager = add_working(answered, chance.draw(_SENT_AFTER))
        wider = chance.happens(_WIDER) and bool(lesson.recommended)
        recommended = wider and not chance.happens(_NOT_RECOMMENDED)
        told = add_working(to_manager, chance.draw(_TO_DIRECTOR_AFTER))
        identifier = self._writing.identifier("qa_complaint_learning", "CML")
        self._writing.add(
            "qa_complaint_learning",
            *(identifier, complaint, lesson.text, potential),
            None if chance.happens(_NOT_SENT_TO_HOS) else day_if_past(to_head),
            None if chance.happens(_NOT_SENT_TO_MANAGER) else day_if_past(to_manager),
            yes(wider),
            lesson.recommended if recommended else None,
            day_if_past(told) if recommended else None,
            wording(lesson.theme, chance),
            by="-".join(("TM", one.team)),
            at=ClockMoment(answered, 16 * 60),
        )
        self._find(identifier, one, lesson, answered)

    def _find(self, identifier: str, one: Complaint, lesson: Lesson, answered: int) -> None:
        chance, area = self._chance, area_of(lesson.theme)
        source = "qa_complaint_learning", identifier
        question = AREAS[area].question
        polarity = chance.choose(_POLARITY)
        self._writing.finding(
            *source, answered, one.service, question, area, polarity, lesson.theme, lesson.text
        )
        if chance.happens(_ACTED_ON):
            self._writing.action(
                *(*source, lesson.action, f"SM-{one.service}", "SM", one.service, question),
                *(chance.choose(_PRIORITY), answered),
            )
