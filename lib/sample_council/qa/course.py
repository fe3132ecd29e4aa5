"""When what follows an audit is done: summary, filing, the form to the QA Manager.

The summary is due within 48 hours by the clock, the form within five working days.
"""

from typing import NamedTuple

from sample_council.chance import Bands, Chance, Weights
from sample_council.council import QUALITY
from sample_council.days import add_working, day, months_after, on_or_after
from sample_council.qa.clock import ClockMoment, at_work, if_past
from sample_council.volumes import EXTRACT

# Working days until the summary is sent, by how well the team keeps to things; 48 hours are over
# on the third day, and over a weekend.
_SUMMARY_AFTER = {
    "good": Bands((590, 0, 0), (330, 1, 1), (50, 2, 2), (30, 3, 6)),
    "fair": Bands((520, 0, 0), (350, 1, 1), (75, 2, 2), (55, 3, 8)),
    "poor": Bands((340, 0, 0), (360, 1, 1), (140, 2, 2), (160, 3, 12)),
}
_FORM_AFTER = {
    "good": Bands((560, 0, 2), (380, 3, 5), (60, 6, 9)),
    "fair": Bands((480, 0, 2), (400, 3, 5), (120, 6, 12)),
    "poor": Bands((330, 0, 2), (370, 3, 5), (300, 6, 17)),
}
_SETTLED = day("2016-07-01")  # until then deadlines were new to everybody
_NEW_TO_IT = 160  # per thousand audits until then: as a poorer team
_NEVER_SENT, _NEVER_FILED, _NEVER_SUBMITTED = 12, 25, 8  # per thousand
_FILED_WITH_SUMMARY = 720  # per thousand: put on the file as it is sent
_OVERRUNS = 95  # per thousand audits are completed in the month after theirs
_AT_ONE_SITTING = 760  # per thousand audits; the others take two days
_STARTS_BEFORE = Bands((600, 90, 180), (400, 181, 330))  # minutes
_FED_BACK_AFTER = Weights({0: 790, 1: 130, 2: 30, 4: 15, None: 35})  # working days
_CLOSES = 18 * 60 + 30


class Course(NamedTuple):
    """An audit's moments. What has not happened by the extract is null."""

    allocated: int
    started: ClockMoment | None
    completed: ClockMoment | None
    summary: ClockMoment | None
    on_file: ClockMoment | None
    submitted: ClockMoment | None


def course(month: int, team: str, chance: Chance) -> Course:
    """The course of an audit for a month, of a team's file."""
    allocated = on_or_after(month + chance.between(0, 3))
    last = months_after(month, 1) - 1
    when = chance.between(allocated + 3, last)
    if chance.happens(_OVERRUNS):
        when = last + chance.between(1, 18)
    return course_on(allocated, when, team, chance)


def course_on(allocated: int, when: int, team: str, chance: Chance) -> Course:
    """The course of an audit completed on (or just after) a day."""
    completed = at_work(when, chance)
    started = completed.after(-chance.draw(_STARTS_BEFORE))
    if started.day < completed.day or not chance.happens(_AT_ONE_SITTING):
        started = ClockMoment(add_working(completed.day, -1), chance.between(540, 900))
    started = max(started, ClockMoment(allocated, 9 * 60))
    quality = "poor" if when < _SETTLED and chance.happens(_NEW_TO_IT) else QUALITY[team]
    summary = later(completed, chance.draw(_SUMMARY_AFTER[quality]), chance)
    filed = summary
    if not chance.happens(_FILED_WITH_SUMMARY):
        filed = later(summary, chance.between(0, 2), chance)
    form = later(completed, chance.draw(_FORM_AFTER[quality]), chance)
    done = completed.day <= EXTRACT
    return Course(
        allocated,
        started if started.day <= EXTRACT else None,
        completed if done else None,
        None if chance.happens(_NEVER_SENT) else if_past(summary),
        None if chance.happens(_NEVER_FILED) else if_past(filed),
        None if chance.happens(_NEVER_SUBMITTED) else if_past(form),
    )


def feedback_moment(completed: ClockMoment, chance: Chance) -> ClockMoment | None:
    """When an immediate concern was fed back: at once, but not always."""
    days = chance.choose(_FED_BACK_AFTER)
    return None if days is None else if_past(later(completed, days, chance))


def later(moment: ClockMoment, working_days: int, chance: Chance) -> ClockMoment:
    """So many working days later, in working hours; the same day: some time after."""
    if working_days:
        return at_work(add_working(moment.day, working_days), chance)
    return moment._replace(minute=min(moment.minute + chance.between(5, 150), _CLOSES))
