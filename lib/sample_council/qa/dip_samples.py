"""Dip samples: each month a team manager looks at some cases on the head of service's theme."""

from typing import NamedTuple

from sample_council.chance import Chance, Weights
from sample_council.council import QUALITY, TEAMS, Team
from sample_council.days import add_working, day, months_after, on_or_before, year_and_month
from sample_council.qa.clock import ClockMoment
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.theme_words import wording
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

_DONE: Steps = (
    (day("2015-07-01"), 110), (day("2015-10-01"), 240), (day("2016-01-01"), 560),
    (day("2016-04-01"), 700), (day("2016-07-01"), 760), (day("2016-10-01"), 840),
    (day("2017-01-01"), 900),
)  # fmt: skip
_MET = {"good": 800, "fair": 720, "poor": 600}  # per thousand answers
_BETTER_EACH_YEAR = 35  # per thousand
_NOT_QUITE, _NOT_ASKED = 520, 25  # per thousand answers not met: partly; of all: not applicable
_COMMENTED = 330  # per thousand answers not met
_FOUND, _ACTS = 520, 650  # per thousand samples; concerns
_WELL = 60  # per cent of cases met: a strength


class Topic(NamedTuple):
    """What a sample looks at: its theme, its key area and what is asked of each case."""

    theme: str
    area: str
    questions: tuple[str, ...]


_ASSESSMENT = Topic("ASSESSMENT_QUALITY", "ASSESSMENT", (
    "Is the assessment up to date?", "Does the analysis say what needs to change?",
    "Was the assessment shared with the family?",
))  # fmt: skip
_CHRONOLOGY = Topic("CHRONOLOGY", "CHRONOLOGY_HISTORY", (
    "Is there a chronology on the file?", "Is it up to date?", "Does it show significant events?",
))  # fmt: skip
_VOICE = Topic("VOICE_OF_CHILD", "VOICE_OF_CHILD", (
    "Was the child seen alone?", "Are the child's views recorded?",
    "Do they make a difference to the plan?",
))  # fmt: skip
_PLAN = Topic("PLANS_NOT_SMART", "PLAN_SMART", (
    "Does the plan have dates and names?", "Does it say what will be different for the child?",
    "Does the family have a copy?",
))  # fmt: skip
_OVERSIGHT = Topic("MANAGEMENT_OVERSIGHT", "MANAGEMENT_OVERSIGHT", (
    "Is there a management decision in the last month?", "Are its reasons given?",
))  # fmt: skip
_NEGLECT = Topic("NEGLECT", "RISK_ANALYSIS", (
    "Is neglect named where it is present?", "Was the graded care profile used?",
    "Is the cumulative effect described?",
))  # fmt: skip
_FATHERS = Topic("FATHERS", "ASSESSMENT", (
    "Is the father named?", "Was he spoken to?",
))  # fmt: skip
_REVIEWS = Topic("DRIFT_AND_DELAY", "REVIEWS", (
    "Was the last review held in time?", "Were its decisions carried out?",
    "Was the report ready beforehand?",
))  # fmt: skip
_PERMANENCE = Topic("PERMANENCE", "PERMANENCE", (
    "Is there a permanence plan?", "Does the child know of it?",
))  # fmt: skip
_HEALTH = Topic("HEALTH_OF_LOOKED_AFTER", "REVIEWS", (
    "Is the health assessment in date?", "Is the dental check in date?",
    "Were recommendations followed up?",
))  # fmt: skip
_PATHWAY = Topic("LEAVING_CARE_SUPPORT", "PLAN_SMART", (
    "Was the pathway plan reviewed in the last six months?",
    "Did the young person write part of it?", "Does it cover housing, money and work?",
))  # fmt: skip
_RECORDING = Topic("RECORDING", "RECORDING", (
    "Is the case summary up to date?", "Were visits recorded within a week?",
))  # fmt: skip

# Month by month, what the head of service sets; round and round.
_TOPICS = {
    "DAS": (_ASSESSMENT, _OVERSIGHT, _VOICE, _FATHERS, _CHRONOLOGY, _NEGLECT),
    "CIN": (_PLAN, _VOICE, _CHRONOLOGY, _NEGLECT, _OVERSIGHT, _REVIEWS),
    "LAC": (_REVIEWS, _PERMANENCE, _VOICE, _HEALTH, _PLAN, _CHRONOLOGY),
    "LEAVING_CARE": (_PATHWAY, _RECORDING, _OVERSIGHT),
}
_TOPICS_OF_OTHERS = (_RECORDING, _VOICE, _PLAN)
SAMPLED = ("DAS", "CIN", "LAC", "LEAVING_CARE", "FOSTERING", "ADOPTION", "CFST", "EARLY_HELP")
_COMMENTS = (
    "Older than six months.", "To be done this week.", "Draft only.", "Not found on the file.",
    "Discussed with the worker.", "Partly, for one of the children.", "Since put right.",
    "Case was transferred last month.",
)  # fmt: skip


def record(writing: Writing, seed: str) -> None:
    """Writes dip samples of two years with their items, and findings of half of them."""
    chance = Chance(f"{seed}/qa/dip samples")
    remarks = Remarks(writing, "qa_dip_sample", seed)
    for number, month in enumerate(months()):
        for team in TEAMS:
            if team.service in SAMPLED and chance.happens(in_force(_DONE, month)):
                topics = _TOPICS.get(team.service, _TOPICS_OF_OTHERS)
                _sample(writing, remarks, team, topics[number % len(topics)], month, chance)


def _sample(
    writing: Writing, remarks: Remarks, team: Team, topic: Topic, month: int, chance: Chance
) -> None:
    when = on_or_before(months_after(month, 1) - 1 - chance.below(12))
    files = writing.caseload.open(team.code, when)
    children = sorted({file.child for file in files})
    if not children:
        return
    chosen = _draw(children, chance.between(4, 8), chance)
    one, manager = writing.identifier("qa_dip_sample", "DIP"), f"TM-{team.code}"
    met = 0
    for child in chosen:
        met += _answer(writing, one, team, topic, child, when, chance)
    written_at = ClockMoment(
        min(add_working(when, chance.below(4)), EXTRACT), chance.between(600, 1000)
    )
    writing.add(
        "qa_dip_sample",
        *(one, month, wording(topic.theme, chance), f"HOS-{team.service}", team.code, manager),
        *(str(len(children)), str(len(chosen)), str(met)),
        by=manager,
        at=written_at,
    )
    if chance.happens(_FOUND):
        remarks.write(
            *(one, when, team.service, topic.area, met * 100 >= _WELL * len(chosen)),
            theme=topic.theme,
            acts=_ACTS,
            owner=Owner(manager, "TM"),
        )


def _answer(
    writing: Writing, one: str, team: Team, topic: Topic, child: str, when: int, chance: Chance
) -> bool:
    """Writes the answers for a case; says whether it met all that was asked."""
    share = _MET[QUALITY[team.code]] + (year_and_month(when)[0] - 2016) * _BETTER_EACH_YEAR
    answers = Weights({
        "MET": share,
        "PARTLY": (1000 - share) * _NOT_QUITE // 1000,
        "NOT_MET": (1000 - share) * (1000 - _NOT_QUITE) // 1000,
        "NA": _NOT_ASKED,
    })  # fmt: skip
    met = True
    for question in topic.questions:
        answer = chance.choose(answers)
        met = met and answer in ("MET", "NA")
        said = None
        if answer in ("PARTLY", "NOT_MET") and chance.happens(_COMMENTED):
            said = chance.pick(_COMMENTS)
        row = one, child, question, answer, said
        manager = f"TM-{team.code}"
        at = ClockMoment(when, 15 * 60)
        writing.add("qa_dip_sample_item", *row, by=manager, at=at)
    return met


def _draw(children: list[str], many: int, chance: Chance) -> list[str]:
    """So many of them, none twice."""
    left, drawn = list(children), []
    for _ in range(min(many, len(left))):
        drawn.append(left.pop(chance.below(len(left))))
    return drawn
