"""Exceptions that reviewing officers and conference chairs report, and how they are resolved.

The team manager is told at once. What is not resolved goes up: 1 is the team manager, 2 the
service manager, 3 the head of service, 4 the Divisional Director.
"""

from sample_council.chance import Bands, Chance, Weights
from sample_council.days import add_working, day, months_after, on_or_after, year_and_month
from sample_council.qa.caseload import SERVICE
from sample_council.qa.clock import ClockMoment, at_work, if_past
from sample_council.qa.course import later
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import Writing
from sample_council.qa.phrases import finding_text
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.theme_words import wording
from sample_council.qa.turns import area_at_random, theme_of
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

# A month's number: more are reported as people learn that it helps.
_A_MONTH: Steps = (
    (day("2015-07-01"), 7), (day("2016-01-01"), 12), (day("2016-07-01"), 16),
    (day("2017-01-01"), 18),
)  # fmt: skip
_FROM_CHAIRS = 420  # per thousand
_KIND = Weights({
    "ALERT": 500, "SERIOUS_CONCERN": 170, "DISPUTE_RESOLUTION": 120, "GOOD_PRACTICE": 210,
})  # fmt: skip
_TOLD_AFTER = Weights({0: 875, 1: 70, 3: 25, None: 30})  # working days
_DUE = {"SERIOUS_CONCERN": 2, "ALERT": 5, "DISPUTE_RESOLUTION": 10}  # working days
_ANSWERED = {
    "SERIOUS_CONCERN": Bands((450, 0, 1), (370, 2, 2), (180, 3, 7)),
    "ALERT": Bands((300, 0, 2), (420, 3, 5), (280, 6, 18)),
    "DISPUTE_RESOLUTION": Bands((250, 2, 6), (420, 7, 10), (330, 11, 30)),
}
_NOT_ANSWERED, _NOT_RESOLVED = 70, 60  # per thousand
_RESOLVED_AFTER = Bands((500, 0, 5), (330, 6, 20), (170, 21, 60))  # working days
_LEVEL = {
    "SERIOUS_CONCERN": Weights({"1": 620, "2": 270, "3": 110}),
    "ALERT": Weights({"1": 880, "2": 100, "3": 20}),
    "DISPUTE_RESOLUTION": Weights({"1": 130, "2": 480, "3": 300, "4": 90}),
    "GOOD_PRACTICE": Weights({"0": 1}),
}
_FOUND = {"SERIOUS_CONCERN": 650, "ALERT": 260, "DISPUTE_RESOLUTION": 400, "GOOD_PRACTICE": 380}
_ACTS = 450  # per thousand concerns


def record(writing: Writing, seed: str) -> None:
    """Writes the exceptions of two years, and findings of some."""
    chance = Chance(f"{seed}/qa/alerts")
    remarks = Remarks(writing, "qa_exception_alert", seed)
    for month in months():
        number = in_force(_A_MONTH, month) + chance.between(-3, 3)
        number -= 3 * (year_and_month(month)[1] == 8)
        last = months_after(month, 1) - 1
        days = sorted(chance.between(month, last) for _ in range(number))
        for when in days:
            if on_or_after(when) <= EXTRACT:
                _raise(writing, remarks, at_work(when, chance), chance)


def _raise(writing: Writing, remarks: Remarks, at: ClockMoment, chance: Chance) -> None:
    source = "CPC" if chance.happens(_FROM_CHAIRS) else "IRO"
    file = writing.caseload.draw(source, at.day, "exception", chance)
    held = writing.caseload.team_and_worker(file.child, at.day) if file else None
    if file is None or held is None:
        return
    team, kind = held[0], chance.choose(_KIND)
    service, area = SERVICE[team], area_at_random(chance)
    theme = theme_of(area, service, at.day, chance)
    good = kind == "GOOD_PRACTICE"
    detail = finding_text(theme, "STRENGTH" if good else "CONCERN", service, chance)
    one = writing.identifier("qa_exception_alert", "EXC")
    writing.add(
        "qa_exception_alert",
        *(one, source, kind, at, file.worker, file.child, team, wording(theme, chance), detail),
        *_answers(kind, at, chance),
        chance.choose(_LEVEL[kind]),
        by=file.worker,
        at=at,
    )
    if chance.happens(_FOUND[kind]):
        remarks.write(
            *(one, at.day, service, area, good),
            theme=theme,
            text=detail,
            acts=_ACTS,
            owner=Owner(f"TM-{team}", "TM"),
            person=file.child,
        )


def _answers(
    kind: str, at: ClockMoment, chance: Chance
) -> tuple[ClockMoment | None, int | None, ClockMoment | None, ClockMoment | None]:
    """When the manager was told, the answer was due and came, and the matter was resolved."""
    after = chance.choose(_TOLD_AFTER)
    told = None if after is None else if_past(later(at, after, chance))
    if kind == "GOOD_PRACTICE":
        return told, None, None, None
    due = add_working(at.day, _DUE[kind])
    answer = later(at, chance.draw(_ANSWERED[kind]), chance)
    if chance.happens(_NOT_ANSWERED):
        return told, due, None, None
    resolved = None
    if not chance.happens(_NOT_RESOLVED):
        resolved = later(answer, chance.draw(_RESOLVED_AFTER), chance)
    return told, due, if_past(answer), if_past(resolved)
