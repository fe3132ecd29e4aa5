"""Feedback on training, workshops and development: before, after, and months later (12.1)."""

from typing import NamedTuple

from sample_council.chance import Chance
from sample_council.days import day, months_after, year_and_month
from sample_council.qa.clock import at_work
from sample_council.qa.duties import months
from sample_council.qa.findings import Writing
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.staff import DIVISIONAL_DIRECTOR
from sample_council.qa.voices import Deck, area_of, at_most, working_day_of
from sample_council.volumes import EXTRACT


class Course(NamedTuple):
    """A course: its kind, theme, from when it is offered, and what people say of it later on:
    what it changed, and what it did not (empty: nothing of the kind)."""

    title: str
    kind: str
    theme: str
    since: str
    changed: str
    unchanged: str


COURSES = (
    Course("Writing a SMART plan", "WORKSHOP", "PLANS_NOT_SMART", "2015-07-01",
           "Plans in the team are shorter and have dates.",
           "The plan form makes it hard to use what was learnt."),
    Course("Analysis in assessment", "TRAINING", "ASSESSMENT_QUALITY", "2015-07-01",
           "Managers send back fewer assessments for analysis.",
           "Little time in the week to put it into practice."),
    Course("Reflective supervision", "DEVELOPMENT", "SUPERVISION", "2015-09-01",
           "Supervision notes show more of the child.",
           "Managers ask for a follow-up; sessions slip when it is busy."),
    Course("Chronologies that count", "WORKSHOP", "CHRONOLOGY", "2015-09-01",
           "Chronologies are started at the first visit.",
           "Old chronologies are still untouched."),
    Course("Working with fathers", "WORKSHOP", "FATHERS", "2016-01-01",
           "Both parents are invited as a matter of course.",
           "Fathers who live elsewhere are still hard to include."),
    Course("Graded care profile", "TRAINING", "NEGLECT", "2016-02-01",
           "The profile is used and families see it with us.",
           "Used once at the start and not repeated, so neglect looks the same."),
    Course("Recognising neglect in teenagers", "WORKSHOP", "NEGLECT", "2016-09-01",
           "We ask teenagers about meals and beds too.",
           "Neglect of teenagers is still written up as behaviour."),
    Course("Child sexual exploitation: the risk tool", "TRAINING", "CHILD_SEXUAL_EXPLOITATION",
           "2015-07-01", "The tool is used at each strategy meeting.",
           "The tool is filled in and not thought about."),
    Course("Life story work", "WORKSHOP", "LIFE_STORY_WORK", "2015-11-01",
           "Six books were begun after the workshop.", "Nobody has time set aside for it."),
    Course("Talking with small children", "TRAINING", "VOICE_OF_CHILD", "2015-10-01",
           "Workers bring toys and the records show more of the child.", ""),
    Course("Domestic abuse and the child", "TRAINING", "DOMESTIC_ABUSE", "2015-07-01",
           "Safety plans are made with children.", "Risk from former partners is still missed."),
    Course("Interpreters and identity", "WORKSHOP", "IDENTITY_AND_CULTURE", "2016-03-01",
           "Interpreters are booked at the first contact.", ""),
    Course("Permanence from day one", "DEVELOPMENT", "PERMANENCE", "2016-04-01",
           "Parallel plans are discussed at the first review.", ""),
    Course("Pathway plans with young people", "WORKSHOP", "LEAVING_CARE_SUPPORT", "2016-05-01",
           "Young people write the first page themselves.", "Reviews of plans still slip."),
)  # fmt: skip
_A_MONTH, _IN_AUGUST = (2, 4), 1
_ATTENDED = {"TRAINING": (9, 24), "WORKSHOP": (6, 18), "DEVELOPMENT": (5, 12)}
_BEFORE, _GAIN = (22, 34), (2, 16)  # tenths of a mark of five
_MOST = 49
_NOT_SCORED, _ASKED_LATER, _LATER_AFTER = 110, 640, 75  # per thousand; per thousand; days
_CHANGED, _FOUND, _ACTS = 640, 750, 520  # per thousand asked later; of their words; concerns


def record(writing: Writing, seed: str) -> None:
    """Writes two years of courses with their scores, and what changed later on."""
    chance = Chance(f"{seed}/qa/training")
    remarks = Remarks(writing, "qa_training_feedback", seed)
    decks: dict[int, Deck[Course]] = {}
    for month in months():
        offered = [course for course in COURSES if day(course.since) <= month]
        deck = decks.setdefault(len(offered), Deck(offered, chance))
        number = _IN_AUGUST if year_and_month(month)[1] == 8 else chance.between(*_A_MONTH)
        for when in sorted(working_day_of(month, chance) for _ in range(number)):
            if when <= EXTRACT:
                _write(writing, remarks, deck.deal(), when, chance)


def _write(writing: Writing, remarks: Remarks, course: Course, when: int, chance: Chance) -> None:
    one = writing.identifier("qa_training_feedback", "TRF")
    before = chance.between(*_BEFORE)
    after = min(before + chance.between(*_GAIN), _MOST)
    scored = not chance.happens(_NOT_SCORED)
    good = not course.unchanged or chance.happens(_CHANGED)
    said = at_most(course.changed if good else course.unchanged, _ASKED_LATER, chance)
    later = when + _LATER_AFTER
    said = said if later <= EXTRACT else None
    writing.add(
        "qa_training_feedback",
        *(one, course.title, course.kind, when, str(chance.between(*_ATTENDED[course.kind]))),
        *((_mark(before), _mark(after)) if scored else (None, None)),
        said,
        by=None,
        at=at_work(when, chance),
    )
    if said is not None and chance.happens(_FOUND):
        collated = min(months_after(later, 1), EXTRACT)
        remarks.write(
            *(one, collated, "OTHER", area_of(course.theme), good),
            theme=course.theme,
            text=said,
            acts=_ACTS,
            owner=Owner(DIVISIONAL_DIRECTOR, "DIV_DIRECTOR"),
        )


def _mark(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
