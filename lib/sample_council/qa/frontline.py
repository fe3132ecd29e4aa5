"""The Frontline group: what staff tell the directors every other month, and the answer (12.3)."""

from sample_council.chance import Chance
from sample_council.days import ISO, on_or_after
from sample_council.qa.areas import AREAS
from sample_council.qa.clock import ClockMoment
from sample_council.qa.duties import months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.frontline import TOPICS, Topic
from sample_council.qa.staff import DIVISIONAL_DIRECTOR
from sample_council.qa.voices import area_of, at_most
from sample_council.volumes import EXTRACT

_ANSWERED, _FOUND, _ACTED_ON = 860, 700, 500  # per thousand topics; of those found
_FIRST, _EVERY = 2, 2  # the group began to meet in September 2015
_SITS = (8, 22)  # days of the month


def record(writing: Writing, seed: str) -> None:
    """Writes the meetings, with the topics in the order in which they came up."""
    chance = Chance(f"{seed}/qa/frontline")
    topics = iter(TOPICS)
    for month in months()[_FIRST::_EVERY]:
        when = on_or_after(month + chance.between(*_SITS))
        for _ in range(chance.between(2, 3)):
            topic = next(topics, None)
            if topic is not None and when <= EXTRACT:
                _raise(writing, topic, when, chance)


def _raise(writing: Writing, topic: Topic, when: int, chance: Chance) -> None:
    answer = at_most(topic.answer, _ANSWERED, chance)
    row = when, topic.title, topic.message, answer
    at = ClockMoment(when, 16 * 60 + 30)
    writing.add("qa_frontline_group", *row, by=DIVISIONAL_DIRECTOR, at=at)
    if topic.theme and chance.happens(_FOUND):
        area = area_of(topic.theme)
        source = "qa_frontline_group", f"{ISO[when]}/{topic.title}"
        question, polarity = AREAS[area].question, "STRENGTH" if topic.good else "CONCERN"
        writing.finding(
            *source, when, None, question, area, polarity, topic.theme, f"Staff: {topic.message}"
        )
        if not topic.good and answer and chance.happens(_ACTED_ON):
            owner = DIVISIONAL_DIRECTOR, "DIV_DIRECTOR"
            writing.action(*source, answer, *owner, None, question, "MEDIUM", when)
