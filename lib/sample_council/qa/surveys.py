"""Surveys of staff, families and partners: counts of answers, never who gave them (12.2, 11.4)."""

from typing import NamedTuple

from sample_council.chance import Chance, Weights
from sample_council.days import add_working, day
from sample_council.qa.areas import AREAS
from sample_council.qa.clock import ClockMoment
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.phrases.asked_in_surveys import QUESTIONS, Question
from sample_council.qa.voices import area_of


class Survey(NamedTuple):
    """A survey: who is asked, from when to when, how many are invited, how many per thousand
    answer, and by how much they are happier (per hundred) than the questions' usual level."""

    id: str
    title: str
    kind: str
    opened: str
    closed: str
    invited: int
    answer: int
    happier: int
    service: str | None


SURVEYS = (
    Survey("SRV001", "Staff survey 2015", "STAFF", "2015-10-05", "2015-10-30", 612, 385, -6, None),
    Survey("SRV002", "Families in early help 2016", "SERVICE_USER", "2016-02-01", "2016-03-04",
           340, 262, 3, "EARLY_HELP"),
    Survey("SRV003", "Adopters 2016", "SERVICE_USER", "2016-05-03", "2016-05-27", 15, 530, 4,
           "ADOPTION"),
    Survey("SRV004", "Partner agencies 2016", "PARTNER", "2016-06-06", "2016-07-01", 148, 412, 0,
           None),
    Survey("SRV005", "Staff survey 2016", "STAFF", "2016-10-03", "2016-10-28", 634, 468, 4, None),
    Survey("SRV006", "Families on child in need plans 2017", "SERVICE_USER", "2017-01-16",
           "2017-02-17", 420, 181, -3, "CIN"),
    Survey("SRV007", "Your voice: children looked after 2017", "SERVICE_USER", "2017-03-06",
           "2017-03-31", 460, 371, 2, "LAC"),
    Survey("SRV008", "Partner agencies 2017", "PARTNER", "2017-06-01", "2017-06-23", 151, 390, 5,
           None),
)  # fmt: skip
SCALE = "1 strongly disagree to 5 strongly agree"
# A question is agreed with (4 or 5) by so many of a hundred; the others are spread like this.
_AGREE = Weights({"4": 68, "5": 32})
_NOT = Weights({"3": 52, "2": 32, "1": 16})
_LEFT_OUT = 35  # per thousand answers
_COUNTED_AFTER = 4  # working days from the survey's last
_VARIES = 6  # points by which a question is above or below its level in a year
_WELL, _POORLY, _FEWEST = 68, 52, 10  # per hundred who agree; people without whom nothing is said


def record(writing: Writing, seed: str) -> None:
    """Writes the surveys, their answers, and what stands out in them."""
    for survey in SURVEYS:
        chance = Chance(f"{seed}/qa/surveys/{survey.id}")
        opened, closed = day(survey.opened), day(survey.closed)
        at = ClockMoment(add_working(closed, _COUNTED_AFTER), 15 * 60)
        row = survey.id, survey.title, survey.kind, opened, closed, str(survey.invited)
        writing.add("qa_survey", *row, by=QA_MANAGER, at=at, source="IMPORT")
        people = survey.invited * (survey.answer + chance.between(-15, 15)) // 1000
        for question in QUESTIONS[survey.id.translate(_SAME_AS_BEFORE)]:
            _ask(writing, survey, question, people, at, chance)


# Staff and partners are asked the same again, so that years can be compared.
_SAME_AS_BEFORE = {ord("5"): "1", ord("8"): "4"}


def _ask(
    writing: Writing,
    survey: Survey,
    question: Question,
    people: int,
    at: ClockMoment,
    chance: Chance,
) -> None:
    share = question.agree + survey.happier + chance.between(-_VARIES, _VARIES)
    answers = dict.fromkeys("12345", 0)
    for _ in range(people):
        answer = chance.choose(_AGREE if chance.happens(share * 10) else _NOT)
        if not chance.happens(_LEFT_OUT):
            answers[answer] += 1
    for value, number in answers.items():
        row = survey.id, question.text, SCALE, value, str(number)
        writing.add("qa_survey_response", *row, by=QA_MANAGER, at=at, source="IMPORT")
    agreed, answered = answers["4"] + answers["5"], sum(answers.values())
    if question.theme and answered >= _FEWEST:
        _find(writing, survey, question, 100 * agreed // answered, at.day)


def _find(writing: Writing, survey: Survey, question: Question, agreed: int, when: int) -> None:
    """What most agree with is a strength, what too few agree with a concern and to be acted on."""
    if _POORLY < agreed < _WELL:
        return
    area, good = area_of(question.theme), agreed >= _WELL
    key_question, service = AREAS[area].question, survey.service
    who = {"STAFF": "staff", "PARTNER": "partner agencies", "SERVICE_USER": "those who answered"}
    text = f"{agreed}% of {who[survey.kind]} agree: {question.text[0].lower()}{question.text[1:]}"
    source, polarity = ("qa_survey", survey.id), "STRENGTH" if good else "CONCERN"
    writing.finding(
        *source, when, service, key_question, area, polarity, question.theme, f"{text}."
    )
    if not good and question.action:
        owner = (f"SM-{service}", "SM") if service else ("DD-1", "DIV_DIRECTOR")
        writing.action(*source, question.action, *owner, service, key_question, "MEDIUM", when)
