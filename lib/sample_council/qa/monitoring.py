"""Monitoring forms: after each conference and review, its chair says how it went.

The meetings are those of the children's records; not every form is completed.
"""

from collections.abc import Iterator
from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, age_at, day
from sample_council.qa.caseload import BEGINS, SERVICE
from sample_council.qa.clock import ClockMoment
from sample_council.qa.duties import Steps
from sample_council.qa.findings import Writing
from sample_council.qa.grading import auditor_score, grade
from sample_council.qa.phrases.said_at_meetings import VIEWS
from sample_council.qa.remarks import Remarks
from sample_council.steps import in_force
from sample_council.tables import Tables
from sample_council.volumes import EXTRACT

_COMPLETED: Steps = (  # per thousand meetings
    (day("2015-07-01"), 780), (day("2015-10-01"), 830), (day("2016-01-01"), 870),
    (day("2016-07-01"), 890), (day("2017-01-01"), 905),
)  # fmt: skip
_AFTER = Bands((450, 0, 1), (400, 2, 5), (120, 6, 10), (30, 11, 25))  # working days

_SLOW_TEAMS = ("CIN-3", "LAC-3", "DAS-C")
_REPORT_IN_TIME: Steps = (
    (day("2015-07-01"), 610), (day("2016-01-01"), 660), (day("2016-07-01"), 715),
    (day("2017-01-01"), 760),
)  # fmt: skip
_SLOWER = 160
_SHARED = {True: 860, False: 440}  # per thousand, by whether the report was in time
_CHILD_AT_CONFERENCE = (  # from an age on
    (0, Weights({"PN0": 1})),
    (4, Weights({"PN7": 420, "PN6": 400, "PN5": 140, "PN1": 20, "PN4": 20})),
    (10, Weights({"PN1": 160, "PN2": 50, "PN3": 20, "PN4": 30, "PN5": 180, "PN6": 330,
                  "PN7": 230})),
)  # fmt: skip
_CHAIRED_IN = 8  # one pathway review in so many has a reviewing officer in the chair
_AT_PATHWAY_REVIEW = Weights({"PN1": 690, "PN6": 190, "PN7": 120})
_ADVOCATE = {"PN2": 950, "PN5": 780}
_ADVOCATE_OTHERS = 60
_VIEWS_GIVEN = {"PN0": 90, "PN7": 60}
_VIEWS_GIVEN_OTHERS = 560
_PARENTS = {"ICPC": 860, "RCPC": 790, "LAC_REVIEW": 540, "PATHWAY_REVIEW": 110}
_PREVIOUS = Weights({"ALL": 520, "SOME": 400, "NONE": 80})
_QUORATE = {"ICPC": 945, "RCPC": 915}
_INVITED = {"ICPC": (5, 10), "RCPC": (4, 8), "LAC_REVIEW": (3, 7), "PATHWAY_REVIEW": (2, 5)}
_CAME = 735  # per thousand agencies invited
_EQUALITY: Steps = ((day("2015-07-01"), 600), (day("2016-04-01"), 680), (day("2017-01-01"), 740))
_CONCERN = {"INADEQUATE": 330, "REQUIRES_IMPROVEMENT": 60, "GOOD": 10, "OUTSTANDING": 0}
_LEFT_EMPTY = 18  # per thousand answers
_FOUND = 70  # per thousand forms: what is worth collating
_AREAS = Weights({
    "REVIEWS": 30, "VOICE_OF_CHILD": 25, "PLAN_SMART": 20, "MULTI_AGENCY": 20,
    "EQUALITY_DIVERSITY": 5,
})  # fmt: skip


class Meeting(NamedTuple):
    """A conference or review. `took_part` as recorded, `quorate` too."""

    held: int
    kind: str
    id: str | None
    child: str
    took_part: str | None = None
    quorate: str | None = None
    first: bool = False


def record(writing: Writing, seed: str) -> None:
    """Writes the forms, the earliest meeting first, and what some of them found."""
    chance = Chance(f"{seed}/qa/monitoring")
    remarks = Remarks(writing, "qa_meeting_monitoring", seed)
    born = {child.id: child.born for child in writing.register.people}
    for meeting in sorted(_meetings(writing.tables), key=lambda one: (*one[:2], one.child)):
        in_years = BEGINS <= meeting.held <= EXTRACT
        if in_years and chance.happens(in_force(_COMPLETED, meeting.held)):
            _form(writing, remarks, meeting, born[meeting.child], chance)


def _meetings(tables: Tables) -> Iterator[Meeting]:
    for row in tables.rows["ssd_initial_cp_conference"]:
        meeting, child, held = row[1], row[3], row[8]
        yield Meeting(held, "ICPC", meeting, child, first=True)
    for row in tables.rows["ssd_cp_reviews"]:
        review, child, _, _, held, _, quorate, _ = row
        if held is not None:
            yield Meeting(held, "RCPC", review, child, quorate=quorate)
    seen: set[str] = set()
    for row in tables.rows["ssd_cla_reviews"]:
        review, period, child, _, held, cancelled, took_part = row
        if cancelled == "N" and held is not None:
            yield Meeting(held, "LAC_REVIEW", review, child, took_part, first=period not in seen)
            seen.add(period)
    for row in tables.rows["ssd_care_leavers"]:
        child, reviewed = row[1], row[8]
        if reviewed is not None and int(child) % _CHAIRED_IN == 0:
            yield Meeting(reviewed, "PATHWAY_REVIEW", None, child)


def _form(writing: Writing, remarks: Remarks, meeting: Meeting, born: int, chance: Chance) -> None:
    kind, held, child = meeting.kind, meeting.held, meeting.child
    unit = "CPC" if kind in ("ICPC", "RCPC") else "IRO"
    chair = writing.caseload.worker(unit, int(child) // 7, held)
    allocated = writing.caseload.team_and_worker(child, held)
    team = allocated[0] if allocated else "16P"
    score = writing.practice.score(child, team, held)
    graded = grade(auditor_score(chair, unit, score, chance))
    in_time = chance.happens(in_force(_REPORT_IN_TIME, held) - _SLOWER * (team in _SLOW_TEAMS))
    took_part = meeting.took_part or _takes_part(kind, born, held, chance)
    advocate = chance.happens(_ADVOCATE.get(took_part, _ADVOCATE_OTHERS))
    views = chance.happens(_VIEWS_GIVEN.get(took_part, _VIEWS_GIVEN_OTHERS))
    invited = chance.between(*_INVITED[kind])
    came = sum(chance.happens(_CAME) for _ in range(invited))
    completed = add_working(held, chance.draw(_AFTER))
    if completed > EXTRACT:
        return
    one = writing.identifier("qa_meeting_monitoring", "MON")
    row = (
        *(one, kind, meeting.id, child, held, chair, completed),
        _or_empty(_yes(in_time), chance),
        _or_empty(_yes(chance.happens(_SHARED[in_time])), chance),
        *(took_part, chance.pick(VIEWS[_age_group(born, held)]) if views else None),
        *(_yes(advocate), _yes(chance.happens(_PARENTS[kind]))),
        _or_empty(graded, chance),
        _or_empty("NOT_APPLICABLE" if meeting.first else chance.choose(_PREVIOUS), chance),
        *(_quorate(meeting, chance), str(came), str(invited)),
        _or_empty(_yes(chance.happens(in_force(_EQUALITY, held))), chance),
        _yes(chance.happens(_CONCERN[graded])),
    )
    at = ClockMoment(completed, chance.between(560, 1040))
    writing.add("qa_meeting_monitoring", *row, by=chair, at=at)
    if chance.happens(_FOUND):
        good = graded in ("OUTSTANDING", "GOOD")
        remarks.write(one, completed, SERVICE[team], chance.choose(_AREAS), good, person=child)


def _takes_part(kind: str, born: int, held: int, chance: Chance) -> str:
    """How the child took part in a meeting of which the records say nothing."""
    if kind == "PATHWAY_REVIEW":
        return chance.choose(_AT_PATHWAY_REVIEW)
    return chance.choose(in_force(_CHILD_AT_CONFERENCE, max(0, age_at(born, held))))


def _age_group(born: int, held: int) -> str:
    age = age_at(born, held)
    return "small" if age < 5 else "child" if age < 12 else "young"


def _quorate(meeting: Meeting, chance: Chance) -> str | None:
    if meeting.kind not in _QUORATE:
        return None
    if meeting.quorate is not None:
        return meeting.quorate[0]
    return _yes(chance.happens(_QUORATE[meeting.kind]))


def _or_empty(answer: str, chance: Chance) -> str | None:
    """The answer; now and then a box is left empty."""
    return None if chance.happens(_LEFT_EMPTY) else answer


def _yes(it_is: bool) -> str:
    return "Y" if it_is else "N"
