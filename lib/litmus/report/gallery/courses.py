"""Priorities of the gallery: what is agreed for its indicators, so that each has another state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from litmus.base.priorities import AgreedValue, Priority
from litmus.report.gallery import cases
from litmus.report.gallery.case import Case

A_YEAR_AGO, NOW, IN_A_YEAR = date(2015, 3, 31), date(2016, 3, 31), date(2017, 3, 31)
REASON = "The inspection of February 2015 found that families waited too long."
OWNER = "Head of Service, Duty and Assessment"
LONG_REASON = (
    "Two inspections, the peer review of the region and what children and young people told the "
    "council say that whoever goes missing and comes back waits too long to be listened to."
)
LONG_OWNER = "Head of Service, Safeguarding, Quality Assurance and Independent Reviewing Unit"
Agreed = Mapping[str, Priority]


def _agreed(
    values: Sequence[tuple[date, float]], reason: str = REASON, owner: str = OWNER
) -> Priority:
    return Priority(reason, owner, tuple(AgreedValue(*each) for each in values))


def _course(then: float, now: float, later: float) -> Priority:
    return _agreed([(A_YEAR_AGO, then), (NOW, now), (IN_A_YEAR, later)])


# What is agreed for each of these indicators.
EVERY: Agreed = {
    "USUAL": _course(70, 88, 92),  # behind
    "FEW": _course(50, 70, 80),  # behind, by what may be chance
    "ALWAYS": _course(90, 95, 100),  # on course
    "STEP": _course(60, 70, 82),  # on course, with a step in its line
    "FREE": _course(470, 460, 440),  # neither way is better
    "LATE": _course(20, 19, 18),  # provisional
    "HELD": _course(70, 76, 80),  # no figure that may be used
    "NONE": _course(60, 70, 80),  # no data
    "LONG": _agreed([(A_YEAR_AGO, 80), (IN_A_YEAR, 95)], LONG_REASON, LONG_OWNER),
    "COUNT": _agreed([(date(2016, 9, 30), 20)]),  # nothing is agreed yet for now
    "MEAN": Priority(),  # the settings are another council's
}


def _of(found: Sequence[Case], values: Sequence[float]) -> tuple[Sequence[Case], Agreed]:
    return found, {case.code: _course(*values) for case in found}


_BY_CODE = {case.code: case for case in cases.CASES}
_SILENT = [replace(case, counts=[], groups={}) for case in cases.alike(1)]
# The indicators of a report on priorities and what is agreed for them, by the name of its state.
STATES: Mapping[str, tuple[Sequence[Case], Agreed]] = {
    "priorities": ([_BY_CODE[code] for code in EVERY], EVERY),
    "on_course": _of(cases.alike(1), (70, 80, 90)),
    "behind": _of(cases.alike(-1), (70, 80, 90)),
    "no_figures": _of(_SILENT, (70, 80, 90)),
    "no_priority": ((), {}),
}
