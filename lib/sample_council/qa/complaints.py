"""Complaints, from received to answered, and from one stage to the next (framework 13).

Stages and their limits are those of the Children Act 1989 Representations Procedure (England)
Regulations 2006: ten working days, twenty where it is complex; twenty-five, sixty-five at most;
a panel within thirty. The Ombudsman asks for an answer within twenty. An informal complaint has no
limit of law.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import QUALITY, TEAMS
from sample_council.days import add_working, day
from sample_council.qa.clock import ClockMoment
from sample_council.qa.complaint import Complaint
from sample_council.qa.complaint_learning import Learning
from sample_council.qa.duties import months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases.complained import SUBJECTS
from sample_council.qa.staff import COMPLAINTS_MANAGER
from sample_council.qa.voices import day_if_past, working_day_of, yes
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT


class Stage(NamedTuple):
    """A stage: its limit in working days, the extended one, how often it is extended and by whom
    it is answered."""

    limit: int | None
    longer: int | None
    extended: int  # per thousand
    manager: str


STAGES = {
    "INFORMAL": Stage(None, None, 0, "TM"),
    "STAGE1": Stage(10, 20, 310, "TM"),
    "STAGE2": Stage(25, 65, 640, "SM"),
    "STAGE3": Stage(30, None, 0, "HOS"),
    "OMBUDSMAN": Stage(20, None, 0, "HOS"),
}
_A_MONTH = {"STAGE1": (4, 7), "INFORMAL": (1, 3)}  # the others follow from these
_NEXT = {  # per thousand answers, by outcome
    "STAGE1": {"STAGE2": {"NOT_UPHELD": 230, "PARTLY": 130}, "OMBUDSMAN": {"NOT_UPHELD": 25}},
    "STAGE2": {"STAGE3": {"NOT_UPHELD": 380, "PARTLY": 150}, "OMBUDSMAN": {"PARTLY": 70}},
    "STAGE3": {"OMBUDSMAN": {"NOT_UPHELD": 500, "PARTLY": 200}},
}
_GOES_ON_AFTER = (4, 18)  # working days
_SERVICE = Weights({
    "CIN": 41, "DAS": 20, "LAC": 20, "LEAVING_CARE": 6, "FOSTERING": 4, "CP_SAFEGUARDING": 4,
    "CFST": 2, "EARLY_HELP": 2, "ADOPTION": 1,
})  # fmt: skip
_COMPLAINANT = {
    "LAC": Weights({
        "Child or young person": 24, "Parent": 36, "Foster carer": 17, "Grandparent": 10,
        "Advocate for the child": 13,
    }),
    "LEAVING_CARE": Weights({"Young person": 66, "Advocate for the young person": 34}),
    "FOSTERING": Weights({"Foster carer": 90, "Other relative": 10}),
    "ADOPTION": Weights({"Adopter": 100}),
}  # fmt: skip
_COMPLAINANT_ELSE = Weights({
    "Parent": 68, "Grandparent": 12, "Other relative": 8, "Child or young person": 5,
    "Advocate for the child": 3, "Foster carer": 1, "Neighbour": 3,
})  # fmt: skip
_OUTCOME = {
    "INFORMAL": Weights({"UPHELD": 34, "PARTLY": 28, "NOT_UPHELD": 30, "WITHDRAWN": 8}),
    "STAGE1": Weights({"UPHELD": 19, "PARTLY": 34, "NOT_UPHELD": 41, "WITHDRAWN": 6}),
    "STAGE2": Weights({"UPHELD": 16, "PARTLY": 51, "NOT_UPHELD": 33}),
    "STAGE3": Weights({"UPHELD": 14, "PARTLY": 46, "NOT_UPHELD": 40}),
    "OMBUDSMAN": Weights({"UPHELD": 30, "PARTLY": 22, "NOT_UPHELD": 48}),
}
# Per thousand answers in time, by how well the team keeps to things; better as years go by.
_IN_TIME = {"good": 800, "fair": 690, "poor": 530}
_BETTER = ((day("2015-07-01"), -90), (day("2016-01-01"), 0), (day("2016-10-01"), 55))
_LATE_BY = Bands((520, 1, 4), (330, 5, 12), (150, 13, 34))  # working days
_INFORMAL_TAKES = Bands((600, 0, 4), (300, 5, 10), (100, 11, 25))
_TOLD, _TOLD_AFTER = 730, Bands((640, 0, 1), (260, 2, 4), (100, 5, 12))
_NEVER_ANSWERED, _COMPENSATED = 12, 55  # per thousand complaints; of those upheld
_NO_CHILD, _NO_SUBJECT = 45, 12  # per thousand


def record(writing: Writing, seed: str) -> None:
    """Writes the complaints of two years in the order they came, and what was learnt of them."""
    chance = Chance(f"{seed}/qa/complaints")
    learning = Learning(writing, seed)
    complaints = [one for first in _firsts(writing, chance) for one in _course(first, chance)]
    for one in sorted(complaints, key=lambda one: one.received):
        if one.received <= EXTRACT:
            identifier = _write(writing, one, chance)
            learning.record(identifier, one)


def _firsts(writing: Writing, chance: Chance) -> Iterator[Complaint]:
    """Complaints as they are first made."""
    for month in months():
        for stage, (least, most) in _A_MONTH.items():
            for _ in range(chance.between(least, most)):
                received = working_day_of(month, chance)
                service = chance.choose(_SERVICE)
                code = "CPC" if service == "CP_SAFEGUARDING" else _team(service, chance)
                file = writing.caseload.draw(code, received, "complaint", chance)
                who = chance.choose(_COMPLAINANT.get(service, _COMPLAINANT_ELSE))
                yield Complaint(
                    *(stage, received, service, code),
                    None if file is None or chance.happens(_NO_CHILD) else file.child,
                    *(who, chance.choose(SUBJECTS.get(service, SUBJECTS[""]))),
                )


def _team(service: str, chance: Chance) -> str:
    return chance.pick([team.code for team in TEAMS if team.service == service])


def _course(complaint: Complaint | None, chance: Chance) -> Iterator[Complaint]:
    """The complaint, answered, and what it becomes at the next stages."""
    while complaint is not None:
        _answer(complaint, chance)
        yield complaint
        complaint = _following(complaint, chance)


def _answer(one: Complaint, chance: Chance) -> None:
    stage = STAGES[one.stage]
    one.outcome = chance.choose(_OUTCOME[one.stage])
    if stage.limit is None:
        one.responded = add_working(one.received, chance.draw(_INFORMAL_TAKES))
        return
    one.due = add_working(one.received, stage.limit)
    days = stage.limit
    if stage.longer is not None and chance.happens(stage.extended):
        one.extended = add_working(one.received, stage.longer)
        days = stage.longer
    in_time = _IN_TIME[QUALITY[one.team]] + in_force(_BETTER, one.received)
    taken = chance.between(days * 2 // 5, days)
    if not chance.happens(in_time):
        taken = days + chance.draw(_LATE_BY)
    if not chance.happens(_NEVER_ANSWERED):
        one.responded = add_working(one.received, taken)


def _following(one: Complaint, chance: Chance) -> Complaint | None:
    """The same complaint at the next stage, where the complainant goes on."""
    if one.responded is None or one.outcome is None:
        return None
    for stage, shares in _NEXT.get(one.stage, {}).items():
        if chance.happens(shares.get(one.outcome, 0)):
            received = add_working(one.responded, chance.between(*_GOES_ON_AFTER))
            return Complaint(
                *(stage, received, one.service, one.team, one.child, one.complainant, one.subject)
            )
    return None


def _write(writing: Writing, one: Complaint, chance: Chance) -> str:
    identifier = writing.identifier("qa_complaint", "CMP")
    manager = STAGES[one.stage].manager
    answered = day_if_past(one.responded)
    compensated = one.outcome in ("UPHELD", "PARTLY") and chance.happens(_COMPENSATED)
    writing.add(
        "qa_complaint",
        *(identifier, one.received, one.stage, one.service, one.team, one.child, one.complainant),
        None if chance.happens(_NO_SUBJECT) else one.subject,
        f"{manager}-{one.team if manager == 'TM' else one.service}",
        *(one.due, one.extended, answered, None if answered is None else one.outcome),
        _day_head_informed(one, chance),
        None if answered is None else yes(compensated),
        by=COMPLAINTS_MANAGER,
        at=ClockMoment(one.received, 11 * 60 + 30),
        source="IMPORT",
    )
    return identifier


def _day_head_informed(one: Complaint, chance: Chance) -> int | None:
    """When the head of service was told of a missed limit: not always, and not always at once."""
    told, after = chance.happens(_TOLD), chance.draw(_TOLD_AFTER)
    missed = one.limit is not None and (one.responded is None or one.responded > one.limit)
    if not missed or one.limit is None or not told:
        return None
    return day_if_past(add_working(one.limit, 1 + after))
