"""Meetings on performance and quality, and the quarterly reports they discuss (2.3, 7.6, 19, 20).

Performance meetings are held in each service every month; the head of the Safeguarding Unit meets
with service managers every other month, the Divisional Director with all of them every quarter.
"""

from sample_council.chance import Chance, Weights
from sample_council.days import add_working, day, months_after, on_or_after, year_and_month
from sample_council.qa.clock import ClockMoment
from sample_council.qa.duties import Steps, months
from sample_council.qa.findings import QA_MANAGER, Writing
from sample_council.qa.remarks import Owner, Remarks
from sample_council.qa.staff import DIVISIONAL_DIRECTOR
from sample_council.qa.turns import area_at_random
from sample_council.qa.voices import working_day_of
from sample_council.steps import in_force
from sample_council.volumes import EXTRACT

IN_SERVICES = ("DAS", "CIN", "LAC", "LEAVING_CARE", "EARLY_HELP", "CP_SAFEGUARDING")
_HELD: Steps = ((day("2015-07-01"), 720), (day("2016-01-01"), 870), (day("2016-10-01"), 940))
_AUGUST = 600
_ACTIONS = Weights({0: 14, 1: 18, 2: 26, 3: 22, 4: 13, 6: 7})
_FOUND, _GOOD, _ACTS = 260, 380, 850  # per thousand meetings; findings; concerns
_UNIT, _FIRST_TOGETHER = "CP_SAFEGUARDING", day("2015-11-01")

# Quarterly reports: presented to whom, and when (none: not yet). Status as at the extract.
REPORTS = (
    ("2015-07-01", "PRESENTED", "LCCIB, Council", "2015-11-17"),
    ("2015-10-01", "PRESENTED", "LCCIB, Council, LSCB", "2016-02-16"),
    ("2016-01-01", "PRESENTED", "LCCIB, lead members, scrutiny, LSCB", "2016-05-17"),
    ("2016-04-01", "PRESENTED", "LCCIB, lead members, LSCB", "2016-09-06"),
    ("2016-07-01", "PRESENTED", "LCCIB, lead members, scrutiny, LSCB", "2016-11-22"),
    ("2016-10-01", "PRESENTED", "LCCIB, lead members, LSCB", "2017-02-21"),
    ("2017-01-01", "PRESENTED", "LCCIB, lead members, scrutiny, LSCB", "2017-05-23"),
    ("2017-04-01", "DRAFT", None, None),
)


def record(writing: Writing, seed: str) -> None:
    """Writes two years of meetings in order of days, and the quarterly reports."""
    chance = Chance(f"{seed}/qa/meetings")
    remarks = Remarks(writing, "qa_meeting", seed)
    for month in months():
        held = [*_in_services(month, chance), *_of_the_unit(month, chance), *_together(month)]
        for when, kind, service, chair in sorted(held, key=lambda one: (one[0], one[1], one[3])):
            if when <= EXTRACT:
                _write(writing, remarks, when, kind, service, chair, chance)
    _write_reports(writing)


Meeting = tuple[int, str, str | None, str]  # its day, kind, service and chair


def _in_services(month: int, chance: Chance) -> list[Meeting]:
    share = in_force(_HELD, month)
    if year_and_month(month)[1] == 8:
        share = share * _AUGUST // 1000
    return [
        (working_day_of(month, chance), "PERFORMANCE", service, f"HOS-{service}")
        for service in IN_SERVICES
        if chance.happens(share)
    ]


def _of_the_unit(month: int, chance: Chance) -> list[Meeting]:
    if year_and_month(month)[1] % 2 == 0 or not chance.happens(in_force(_HELD, month)):
        return []
    return [(working_day_of(month, chance), "SG_QA_BIMONTHLY", _UNIT, f"HOS-{_UNIT}")]


def _together(month: int) -> list[Meeting]:
    """In the second month of a quarter, on the report of the quarter before."""
    if year_and_month(month)[1] % 3 != 2 or month < _FIRST_TOGETHER:
        return []
    return [(on_or_after(month + 9), "QA_PERFORMANCE_QUARTERLY", None, DIVISIONAL_DIRECTOR)]


def _write(
    writing: Writing,
    remarks: Remarks,
    when: int,
    kind: str,
    service: str | None,
    chair: str,
    chance: Chance,
) -> None:
    one = writing.identifier("qa_meeting", "MTG")
    row = one, kind, when, service, chair, str(chance.choose(_ACTIONS))
    at = ClockMoment(min(add_working(when, 1), EXTRACT), 12 * 60)
    writing.add("qa_meeting", *row, by=chair, at=at, source="MANUAL")
    if chance.happens(_FOUND) and service is not None:
        area, good = area_at_random(chance), chance.happens(_GOOD)
        remarks.write(
            one, when, service, area, good, acts=_ACTS, owner=Owner(f"SM-{service}", "SM")
        )


def _write_reports(writing: Writing) -> None:
    for begins, status, presented_to, presented_on in REPORTS:
        first = day(begins)
        last = months_after(first, 3) - 1
        on = None if presented_on is None else day(presented_on)
        one = writing.identifier("qa_quarterly_report", "QRT")
        row = one, first, last, status, presented_to, on
        at = ClockMoment(min(last + 30, EXTRACT), 12 * 60)
        writing.add("qa_quarterly_report", *row, by=QA_MANAGER, at=at, source="MANUAL")
