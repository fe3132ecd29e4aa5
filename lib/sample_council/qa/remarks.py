"""Findings and actions of the activities that use no audit tool."""

from typing import NamedTuple

from sample_council.chance import Chance, Weights
from sample_council.qa.areas import AREAS
from sample_council.qa.findings import Writing
from sample_council.qa.phrases import action_text, finding_text
from sample_council.qa.turns import theme_of

_LEARNING, _BRIEF = 145, 300  # per thousand findings
_ALL_THE_SAME = 130  # per thousand of what is not good: something in it was
_PRIORITY = Weights({"HIGH": 240, "MEDIUM": 560, "LOW": 200})


class Owner(NamedTuple):
    """Who is to act, in which role."""

    id: str | None
    role: str


class Remarks:
    """Writes findings of the rows of one table, and actions for some of the concerns."""

    def __init__(self, writing: Writing, table: str, seed: str) -> None:
        self._writing = writing
        self._table = table
        self._chance = Chance(f"{seed}/qa/remarks/{table}")

    def write(
        self,
        identifier: str,
        day: int,
        service: str,
        area: str,
        good: bool,
        *,
        theme: str | None = None,
        text: str | None = None,
        acts: int = 0,
        owner: Owner | None = None,
        person: str | None = None,
    ) -> None:
        """A finding on a key area, and in `acts` of a thousand concerns an action of `owner`.

        Theme and text are drawn where they are not given.
        """
        chance = self._chance
        if theme is None and not good:
            good = chance.happens(_ALL_THE_SAME)
        theme = theme or theme_of(area, service, day, chance)
        polarity = "STRENGTH" if good else "CONCERN"
        if chance.happens(_LEARNING):
            polarity = "LEARNING"
        brief = chance.happens(_BRIEF)
        said = text or finding_text(theme, polarity, service, chance, brief=brief)
        question = AREAS[area].question
        self._writing.finding(
            self._table, identifier, day, service, question, area, polarity, theme, said
        )
        if polarity == "CONCERN" and owner is not None and chance.happens(acts):
            self._writing.action(
                self._table,
                identifier,
                action_text(theme, service, chance),
                owner.id,
                owner.role,
                service,
                question,
                chance.choose(_PRIORITY),
                day,
                person=person,
            )
