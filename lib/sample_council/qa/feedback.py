"""What children, families, carers and partners say: collected at the stages of the journey.

Views are sought at first contact, at the end of an assessment, at reviews and at closing. Much
of it never comes back, most of all at first contact and closing; services began at different times.
"""

from collections.abc import Iterator

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import TEAMS
from sample_council.days import add_working, age_at, day, year_and_month
from sample_council.qa.clock import at_work
from sample_council.qa.duties import Steps, months
from sample_council.qa.feedback_heard import HeardPieces
from sample_council.qa.feedback_piece import Channel, Piece
from sample_council.qa.findings import Writing
from sample_council.qa.phrases import said_by_children as children
from sample_council.qa.phrases.said_by_families import CARERS, PARENTS, PARTNERS
from sample_council.qa.voices import Deck, Line, at_most, day_if_past, working_day_of
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT


def _from(*steps: tuple[str, int]) -> Steps:
    return tuple((day(start), number) for start, number in steps)


_AT_HOME = Weights({"CIN": 70, "DAS": 20, "CFST": 10})
_IN_CARE = Weights({"LAC": 85, "FOSTERING": 6, "RESIDENTIAL": 9})
_ANYWHERE = Weights({
    "CIN": 28, "LAC": 20, "EARLY_HELP": 16, "DAS": 12, "LEAVING_CARE": 6, "FOSTERING": 6,
    "CP_SAFEGUARDING": 4, "CFST": 4, "ADOPTION": 4,
})  # fmt: skip
_START = "2015-07-01"
CHANNELS = (
    Channel("SURVEY", "FIRST_CONTACT_REFERRAL", "Call-back after first contact",
            Weights({"DAS": 80, "EARLY_HELP": 20}), Weights({"PARENT": 66, "PARTNER": 34}),
            _from((_START, 0), ("2016-02-01", 2), ("2016-10-01", 4)), 300, 900, 420, 560),
    Channel("QUESTIONNAIRE", "END_OF_ASSESSMENT", "Feedback card with the assessment",
            Weights({"DAS": 75, "CIN": 25}), Weights({"CHILD": 38, "PARENT": 62}),
            _from((_START, 1), ("2016-01-01", 3), ("2016-09-01", 5)), 820, 860, 560, 540),
    Channel("QUESTIONNAIRE", "REVIEW", "Consultation form before a looked-after review",
            _IN_CARE, Weights({"CHILD": 82, "CARER": 18}),
            _from((_START, 5), ("2016-04-01", 8)), 1000, 800, 700, 610),
    Channel("QUESTIONNAIRE", "REVIEW", "Form after a child protection conference",
            Weights({"CIN": 88, "CP_SAFEGUARDING": 12}),
            Weights({"CHILD": 20, "PARENT": 62, "PARTNER": 18}),
            _from((_START, 3), ("2016-01-01", 5)), 900, 880, 520, 500),
    Channel("INTERVIEW", "REVIEW", "Advocacy service", _IN_CARE, Weights({"CHILD": 1}),
            _from((_START, 1), ("2016-06-01", 2)), 1000, 0, 1000, 430),
    Channel("SURVEY", "CASE_CLOSURE", "Closing questionnaire",
            Weights({"EARLY_HELP": 62, "CIN": 28, "CFST": 10}),
            Weights({"PARENT": 68, "CHILD": 32}),
            _from((_START, 2), ("2016-05-01", 3), ("2017-01-01", 4)), 500, 950, 500, 760),
    Channel("INTERVIEW", "CASE_CLOSURE", "Conversation on leaving care",
            Weights({"LEAVING_CARE": 1}), Weights({"CHILD": 1}),
            _from((_START, 0), ("2016-03-01", 1)), 1000, 300, 1000, 520),
    Channel("COMPLIMENT", "OTHER", "Letter, card or e-mail", _ANYWHERE,
            Weights({"PARENT": 52, "CHILD": 14, "CARER": 12, "PARTNER": 22}),
            _from((_START, 5), ("2016-09-01", 6)), 700, 0, 940, 1000),
    Channel("GRUMBLE", "OTHER", "Telephone or in passing", _ANYWHERE,
            Weights({"PARENT": 64, "CARER": 14, "CHILD": 14, "PARTNER": 8}),
            _from((_START, 3), ("2016-01-01", 4)), 760, 0, 1000, 0),
    Channel("CICC", "OTHER", "Children in Care Council", Weights({"LAC": 80, "LEAVING_CARE": 20}),
            Weights({"CHILD": 1}), _from((_START, 1), ("2015-11-01", 2)), 0, 0, 1000, 400),
)  # fmt: skip

_MARK = {  # of five, when what is said is good, and when it is not
    True: Weights({"5": 46, "4": 44, "3": 10}),
    False: Weights({"1": 16, "2": 34, "3": 40, "4": 10}),
}
_NOTHING_CAME = 90  # per thousand channels and months: forms were not handed out
_FEWER_IN_AUGUST, _A_SECOND_SENTENCE = 400, 240  # per thousand
_BETTER_EACH_YEAR = 40
_OLD_ENOUGH, _YOUNG = 5, 12
_TRIES = 12
_PASSED_ON, _PASSED_ON_AFTER = 660, Bands((700, 0, 4), (300, 5, 15))
_FOR_COMPLAINTS_MANAGER = ("COMPLIMENT", "GRUMBLE")


def record(writing: Writing, seed: str) -> None:
    """Writes two years of feedback in order of days, and what those who collated it made of it."""
    chance, said = Chance(f"{seed}/qa/feedback"), Sayings(Chance(f"{seed}/qa/sayings"))
    collation = HeardPieces(writing, seed)
    born = {child.id: child.born for child in writing.register.people}
    for month in months():
        for when, channel in sorted(_of_month(month, chance), key=lambda one: one[0]):
            if when <= EXTRACT:
                piece = Piece(channel, when, chance.choose(channel.services))
                _write(piece, writing, said, collation, born, chance)


def _of_month(month: int, chance: Chance) -> Iterator[tuple[int, Channel]]:
    for channel in CHANNELS:
        number = in_force(channel.a_month, month)
        number += chance.between(-number // 2, (number + 1) // 2)
        quiet = year_and_month(month)[1] == 8 and chance.happens(_FEWER_IN_AUGUST)
        if quiet or chance.happens(_NOTHING_CAME):
            continue
        for _ in range(number):
            yield working_day_of(month, chance), channel


class Sayings:
    """Deals what people say, so that a sentence comes again only after all others."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._decks: dict[tuple[str, bool], Deck[Line]] = {}

    def deal(self, group: str, lines: tuple[Line, ...], good: bool) -> Line:
        """Something good, or bad, that this group of people says; at times in two sentences."""
        chosen = self._one(group, lines, good)
        if self._chance.happens(_A_SECOND_SENTENCE):
            other = self._one(group, lines, good)
            if other.theme != chosen.theme:
                return chosen._replace(text=f"{chosen.text} {other.text}")
        return chosen

    def _one(self, group: str, lines: tuple[Line, ...], good: bool) -> Line:
        if (group, good) not in self._decks:
            wanted = [one for one in lines if one.good == good]
            self._decks[group, good] = Deck(wanted, self._chance)
        return self._decks[group, good].deal()


def _write(
    piece: Piece,
    writing: Writing,
    said: Sayings,
    collation: HeardPieces,
    born: dict[str, int],
    chance: Chance,
) -> None:
    """Writes the piece, if it is from somebody who can be asked."""
    channel, when = piece.channel, piece.when
    who = chance.choose(channel.who)
    child = _child(piece, writing, who, born, chance)
    if child is None:
        return
    better = _BETTER_EACH_YEAR * (year_and_month(when)[0] - 2016) * (0 < channel.good < 1000)
    good = chance.happens(channel.good + better)
    line = said.deal(*_speakers(piece, who, age_at(born[child], when)), good)
    rating = at_most(chance.choose(_MARK[good]), channel.rated, chance)
    text = line.text if rating is None else at_most(line.text, channel.worded, chance)
    learnt, improved = collation.learnt(channel.kind, line, chance)
    one = writing.identifier("qa_feedback", "FBK")
    writing.add(
        "qa_feedback",
        *(one, when, channel.kind, channel.stage, channel.source, piece.service, who),
        child if chance.happens(channel.named) else None,
        *(rating, text, learnt, improved, _day_passed_on(piece, chance)),
        by=None,
        at=at_work(when, chance),
    )
    if text is not None:
        collation.find(one, piece, who, line)


def _child(
    piece: Piece, writing: Writing, who: str, born: dict[str, int], chance: Chance
) -> str | None:
    """A child of the service: old enough, where it is the child who answers."""
    service = "LAC" if piece.channel.kind == "CICC" else piece.service
    teams = [team.code for team in TEAMS if team.service == service]
    least = _YOUNG if piece.channel.kind == "CICC" else _OLD_ENOUGH
    for _ in range(_TRIES):
        files = writing.caseload.open(chance.pick(teams), piece.when)
        child = chance.pick(files).child if files else None
        if child is not None and (who != "CHILD" or age_at(born[child], piece.when) >= least):
            return child
    return None


def _speakers(piece: Piece, who: str, age: int) -> tuple[str, tuple[Line, ...]]:
    """The group of people who says it, and what such people say."""
    if who != "CHILD":
        return who, {"PARENT": PARENTS, "CARER": CARERS, "PARTNER": PARTNERS}[who]
    if piece.channel.kind == "CICC":
        return "COUNCIL", children.COUNCIL
    if piece.service == "LEAVING_CARE":
        return "LEAVERS", children.LEAVERS
    in_care = piece.service in ("LAC", "FOSTERING", "ADOPTION", "RESIDENTIAL")
    if age < _YOUNG:
        return ("IN_CARE", children.IN_CARE) if in_care else ("AT_HOME", children.AT_HOME)
    if in_care:
        return "YOUNG_IN_CARE", children.YOUNG_IN_CARE
    return "YOUNG_AT_HOME", children.YOUNG_AT_HOME


def _day_passed_on(piece: Piece, chance: Chance) -> int | None:
    """Compliments and grumbles go to the Complaints Manager too."""
    after = chance.draw(_PASSED_ON_AFTER)
    if piece.channel.kind not in _FOR_COMPLAINTS_MANAGER or not chance.happens(_PASSED_ON):
        return None
    return day_if_past(add_working(piece.when, after))
