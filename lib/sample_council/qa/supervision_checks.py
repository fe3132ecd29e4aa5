"""Service managers check a sample of each team's supervision records every other month."""

from collections import defaultdict

from sample_council.chance import Chance
from sample_council.council import TEAMS, Team
from sample_council.days import day, months_after, year_and_month
from sample_council.qa.clock import ClockMoment, at_work
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.grading import auditor_score, grade
from sample_council.qa.remarks import Owner, Remarks
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

_DONE: Steps = (
    (day("2015-07-01"), 130), (day("2015-10-01"), 260), (day("2016-01-01"), 520),
    (day("2016-07-01"), 740), (day("2017-01-01"), 860),
)  # fmt: skip
_CHECKED = ("DAS", "CIN", "LAC")
_POLICY = 31  # days within which a case is to be supervised
_FOUND, _ACTS, _WELL = 560, 700, 70  # per thousand checks; concerns; per cent in time

Supervised = dict[str, list[tuple[int, bool]]]  # by child: the day, and was a decision recorded


def record(writing: Writing, seed: str) -> None:
    """Writes the checks: their numbers are those of the supervision records themselves."""
    chance = Chance(f"{seed}/qa/supervision checks")
    remarks = Remarks(writing, "qa_supervision_check", seed)
    supervised = _supervision(writing)
    for month in months():
        for place, team in enumerate(TEAMS):
            due = team.service in _CHECKED and (year_and_month(month)[1] + place) % 2 == 0
            if due and chance.happens(in_force(_DONE, month)):
                _check(writing, remarks, supervised, team, month, chance)


def _supervision(writing: Writing) -> Supervised:
    found: Supervised = defaultdict(list)
    for _, child, _, _, held, _, kind, decided in writing.tables.rows["ext_supervision"]:
        if kind == "CASE":
            found[child].append((held, decided == "Y"))
    return found


def _check(
    writing: Writing,
    remarks: Remarks,
    supervised: Supervised,
    team: Team,
    month: int,
    chance: Chance,
) -> None:
    last = months_after(month, 1) - 1
    files = [one for one in writing.caseload.open(team.code, last) if one.start < last - _POLICY]
    if last > EXTRACT or not files:
        return
    children = sorted({file.child for file in files})
    sample = [children.pop(chance.below(len(children))) for _ in range(min(6, len(children)))]
    lately = [
        [decided for held, decided in supervised[child] if last - _POLICY <= held <= last]
        for child in sample
    ]
    in_time = sum(bool(meetings) for meetings in lately)
    decided = sum(any(meetings) for meetings in lately)
    manager = f"SM-{team.service}"
    score = writing.practice.score(None, team.code, last)
    graded = grade(auditor_score(manager, "SM", score, chance))
    one = writing.identifier("qa_supervision_check", "SPC")
    at = at_work(last - chance.below(5), chance)
    writing.add(
        "qa_supervision_check",
        *(one, month, team.code, manager, str(len(sample)), str(in_time), graded, str(decided)),
        by=manager,
        at=ClockMoment(min(at.day, EXTRACT), at.minute),
    )
    if chance.happens(_FOUND):
        good = in_time * 100 >= _WELL * len(sample)
        remarks.write(
            *(one, last, team.service, "SUPERVISION", good),
            theme="SUPERVISION",
            acts=_ACTS,
            owner=Owner(f"TM-{team.code}", "TM"),
        )
