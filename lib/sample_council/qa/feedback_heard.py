"""What is made of feedback: learning, improvements, findings, actions."""

from sample_council.chance import Chance, Weights
from sample_council.days import day
from sample_council.qa.areas import AREAS
from sample_council.qa.feedback_piece import Piece
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.heard import HEARD, WHO
from sample_council.qa.voices import Line, area_of
from sample_council.steps import in_force

# Per thousand pieces with words, by kind.
_LEARNT = {"GRUMBLE": 640, "COMPLIMENT": 260, "CICC": 560, "INTERVIEW": 320}
_LEARNT_ELSE, _IMPROVED = 170, 560  # the second: of those from which something was learnt
_FOUND = {"CICC": 900, "INTERVIEW": 620, "GRUMBLE": 480, "COMPLIMENT": 300}
_FOUND_ELSE = 330
# Neglect at home is asked about more and more, and so heard of.
_NEGLECT_NOTED = ((day("2015-07-01"), 120), (day("2016-01-01"), 480), (day("2016-07-01"), 950))
_ACTED_ON = 240  # per thousand concerns
_PRIORITY = Weights({"HIGH": 160, "MEDIUM": 600, "LOW": 240})
_TO_DO = (
    "Tell those who said so what will be done about it.",
    "Take to the team meeting and agree one change.",
    "Discuss with the worker concerned in supervision.",
    "Ask the participation team to look into it with young people.",
    "Check on five other cases whether the same is so.",
    "Report back to the Children in Care Council.",
    "Agree a standard for the service and tell families about it.",
)


class HeardPieces:
    """Writes what was learnt, found and is to be done."""

    def __init__(self, writing: Writing, seed: str) -> None:
        self._writing = writing
        self._chance = Chance(f"{seed}/qa/feedback heard")

    def learnt(self, kind: str, line: Line, chance: Chance) -> tuple[str | None, str | None]:
        """What was learnt and what was improved, where anything was."""
        heard = HEARD[line.theme]
        learnt, improved = chance.pick(heard.learnt), chance.pick(heard.improved)
        if not chance.happens(_LEARNT.get(kind, _LEARNT_ELSE)):
            return None, None
        return learnt, improved if not line.good and chance.happens(_IMPROVED) else None

    def find(self, identifier: str, piece: Piece, who: str, line: Line) -> None:
        """A finding of a piece of feedback, of some that have words."""
        chance, theme = self._chance, line.theme
        share = _FOUND.get(piece.channel.kind, _FOUND_ELSE)
        if theme == "NEGLECT":
            share = in_force(_NEGLECT_NOTED, piece.when)
        if not chance.happens(share):
            return
        # What a child says answers the first question: what is life like for children?
        area = "VOICE_OF_CHILD" if who == "CHILD" else area_of(theme)
        clauses = HEARD[theme].good if line.good else HEARD[theme].bad
        text = f"{chance.pick(WHO[who])} {chance.pick(clauses)}."
        polarity, question = "STRENGTH" if line.good else "CONCERN", AREAS[area].question
        source = "qa_feedback", identifier
        self._writing.finding(
            *source, piece.when, piece.service, question, area, polarity, theme, text
        )
        if not line.good and chance.happens(_ACTED_ON):
            self._writing.action(
                *(*source, chance.pick(_TO_DO), f"SM-{piece.service}", "SM", piece.service),
                *(question, chance.choose(_PRIORITY), piece.when),
            )
