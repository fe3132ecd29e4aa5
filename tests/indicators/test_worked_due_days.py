"""What is due on its last day is due that day and not overdue, whichever rule gives the day.

Each case is worked by hand: its day, what is said of it on the day before, on the day and on the
day after, and whether the figure counts it as not on time on the day already.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.indicators import EVERY, find
from litmus.indicators.declaration import StateAt
from litmus.indicators.listing import ListedCase, every, of_side


def person(born: str = "2010-05-06") -> dict[str, str]:
    return {"ssd_person": f"person_id | pers_dob\nP1 | {born}"}


def enquiry(start: str, end: str = "") -> dict[str, str]:
    return {
        "ssd_s47_enquiry": "s47_enquiry_id | s47e_person_id | start_date | end_date\n"
        f"Q1 | P1 | {start} | {end}"
    }


def assessment(start: str, end: str = "") -> dict[str, str]:
    return {
        "ssd_cin_assessments": "assessment_id | cina_person_id | start_date | auth_date\n"
        f"A1 | P1 | {start} | {end}"
    }


def need_plan(start: str, *seen: str) -> dict[str, str]:
    return person() | {
        "ssd_cin_plans": f"cin_plan_id | cinp_person_id | start_date\nN1 | P1 | {start}",
        "ssd_cin_visits": "cin_visit_id | cinv_person_id | visit_date | visit_seen\n"
        + "\n".join(f"V{n} | P1 | {day} | Y" for n, day in enumerate(seen)),
    }


def protection_plan(start: str, seen: tuple[str, ...] = (), reviews: tuple[str, ...] = ()):
    return person() | {
        "ssd_cp_plans": f"cp_plan_id | cppl_person_id | start_date\nC1 | P1 | {start}",
        "ssd_cp_visits": "cp_visit_id | cppv_person_id | visit_date | visit_seen\n"
        + "\n".join(f"V{n} | P1 | {day} | Y" for n, day in enumerate(seen)),
        "ssd_cp_reviews": "cp_review_id | cppr_cp_plan_id | cppr_person_id | review_date\n"
        + "\n".join(f"R{n} | C1 | P1 | {day}" for n, day in enumerate(reviews)),
    }


def in_care(entered: str, born: str = "2010-05-06") -> dict[str, str]:
    return person(born) | {
        "ssd_cla_episodes": "cla_episode_id | clae_person_id | cla_id | entered_care_date "
        f"| episode_start_date\nE1 | P1 | X | {entered} | {entered}"
    }


def reviewed(entered: str, *reviews: str) -> dict[str, str]:
    held = "cla_review_id | clar_cla_id | cla_person_id | review_date\n"
    held += "\n".join(f"R{n} | X | P1 | {day}" for n, day in enumerate(reviews))
    return in_care(entered) | {"ssd_cla_reviews": held}


def placed(kind: str, began: str, *visits: str) -> dict[str, str]:
    return in_care("2014-01-01") | {
        "ssd_cla_placement": "placement_id | clap_person_id | placement_type | start_date\n"
        f"L1 | P1 | {kind} | {began}",
        "ssd_cla_visits": "visit_id | clav_person_id | visit_date\n"
        + "\n".join(f"V{n} | P1 | {day}" for n, day in enumerate(visits)),
    }


def checked(kind: str, born: str, *days: str, entered: str = "2014-01-01") -> dict[str, str]:
    head = "check_id | clah_person_id | check_type | check_date | check_status\n"
    rows = "\n".join(f"H{n} | P1 | {kind} | {day} | Completed" for n, day in enumerate(days))
    return in_care(entered, born) | {"ssd_cla_health": head + rows}


def care_leaver(plan_reviewed: str) -> dict[str, str]:
    return person("1998-01-01") | {
        "ssd_care_leavers": "table_id | person_id | eligibility | latest_contact "
        f"| plan_review_date\nL1 | P1 | Relevant | 2015-01-01 | {plan_reviewed}"
    }


def allocated(since: str, *supervised: str) -> dict[str, str]:
    return {
        "ssd_cin_episodes": "referral_id | cine_person_id | referral_date\nR1 | P1 | 2015-01-01",
        "ssd_involvements": "involvements_id | professional_id | role_id | team | person_id "
        f"| start_date\nI1 | W1 | CW | T | P1 | {since}",
        "ext_supervision": "sup_id | sup_person_id | sup_date | sup_type | decision_yn\n"
        + "\n".join(f"U{n} | P1 | {day} | CASE | Y" for n, day in enumerate(supervised)),
    }


@dataclass(frozen=True)
class Due:
    """A case that is due on `day` by `rule`, and why it is overdue the day after.

    counted: whether the figure counts it as not on time on the day itself already.
    """

    code: str
    tables: dict[str, str]
    day: str
    rule: str
    overdue: str
    counted: bool = False


# In March 2016 the 1st is a Tuesday; Good Friday is the 25th, Easter Monday the 28th. Working days
# after the 1st: 10 to the 15th, 15 to the 22nd, 20 to the 31st.
DUE = [
    Due(
        "S4702.1", enquiry("2016-03-01"), "2016-03-22",
        "15 working days from the strategy discussion", "open for more than 15 working days",
    ),
    # 45 working days after Monday 25 January: 4 in January, 21 in February, 18 to the 24th of
    # March, the 29th, the 30th.
    Due(
        "ASM03", assessment("2016-01-25"), "2016-03-30",
        "45 working days from its start", "open for more than 45 working days",
    ),
    # A plan is so new that nothing is due up to the 19th working day: on the 20th the child has to
    # have been seen.
    Due(
        "CIN02", need_plan("2016-03-01"), "2016-03-31",
        "20 working days from the start of the plan", "not seen on any visit", counted=True,
    ),
    Due(
        "CIN02", need_plan("2016-03-01", "2016-02-29"), "2016-03-31",
        "20 working days from the start of the plan", "not seen in the last 20 working days",
        counted=True,
    ),
    # Seen 20 working days ago is still in time.
    Due(
        "CIN02", need_plan("2015-06-01", "2016-03-01"), "2016-03-31",
        "20 working days since last seen", "not seen in the last 20 working days",
    ),
    Due(
        "CPP05", protection_plan("2016-03-01"), "2016-03-15",
        "10 working days from the start of the plan", "not seen since the plan began",
        counted=True,
    ),
    Due(
        "CPP05", protection_plan("2015-06-01", seen=("2016-03-01",)), "2016-03-15",
        "10 working days since last seen", "not seen in the last 10 working days",
    ),
    Due(
        "CPP04", protection_plan("2015-12-10"), "2016-03-10",
        "3 months from the start of the plan", "first review not held", counted=True,
    ),
    # 6 months after 31 August are over on 29 February.
    Due(
        "CPP04", protection_plan("2015-06-01", reviews=("2015-08-31",)), "2016-02-29",
        "6 months from the last review", "next review overdue",
    ),
    # A review of a child in care that is due on S and not held is late in the figure.
    Due(
        "LAC04", reviewed("2016-03-01"), "2016-03-31",
        "20 working days from entering care", "first review not held", counted=True,
    ),
    Due(
        "LAC04", reviewed("2015-11-02", "2015-11-20"), "2016-02-20",
        "3 months from the first review", "next review overdue", counted=True,
    ),
    Due(
        "LAC04", reviewed("2015-06-01", "2015-06-10", "2015-09-10"), "2016-03-10",
        "6 months from the last review", "next review overdue", counted=True,
    ),
    Due(
        "LAC05", placed("U6", "2016-03-01"), "2016-03-08",
        "7 days from the start of the placement", "not visited in this placement", counted=True,
    ),
    # A visit in the placement before counts for that one.
    Due(
        "LAC05", placed("U6", "2016-03-01", "2016-02-28"), "2016-03-08",
        "7 days from the start of the placement", "not visited in this placement", counted=True,
    ),
    # 42 days from 10 February: 19 to the 29th, 23 more.
    Due(
        "LAC05", placed("U6", "2016-01-01", "2016-01-05", "2016-02-10"), "2016-03-23",
        "42 days from the last visit", "last visit too long ago",
    ),
    # Long-term fostering for less than a year: the 42nd day comes before the year is over.
    Due(
        "LAC05", placed("U1", "2015-03-25", "2015-03-27", "2016-02-10"), "2016-03-23",
        "42 days from the last visit", "last visit too long ago",
    ),
    # 84 days from 5 January: 26 to the 31st, 29 in February, 29 more.
    Due(
        "LAC05", placed("U4", "2014-06-01", "2014-06-03", "2016-01-05"), "2016-03-29",
        "84 days from the last visit, permanent placement", "last visit too long ago",
    ),
    # The placement has lasted a year on 20 March, before the 42nd day: 84 days to 4 May.
    Due(
        "LAC05", placed("U1", "2015-03-20", "2015-03-22", "2016-02-10"), "2016-05-04",
        "84 days from the last visit, permanent placement", "last visit too long ago",
    ),
    # A supported lodging of the same length is not permanent.
    Due(
        "LAC05", placed("P2", "2014-06-01", "2014-06-03", "2016-02-10"), "2016-03-23",
        "42 days from the last visit", "last visit too long ago",
    ),
    # "In the last 12 months" begins the day after that day a year ago.
    Due(
        "LAC06", checked("Health", "2010-05-06", "2015-03-20"), "2016-03-20",
        "12 months from the last one", "out of date", counted=True,
    ),
    Due(
        "LAC06", checked("Health", "2012-06-01", "2015-09-20"), "2016-03-20",
        "6 months from the last one, under five", "out of date", counted=True,
    ),
    # Five on 10 March, before the six months are over: the next is due after twelve.
    Due(
        "LAC06", checked("Health", "2011-03-10", "2015-09-20"), "2016-09-20",
        "12 months from the last one", "out of date", counted=True,
    ),
    # Five on 25 March, after they are over.
    Due(
        "LAC06", checked("Health", "2011-03-25", "2015-09-20"), "2016-03-20",
        "6 months from the last one, under five", "out of date", counted=True,
    ),
    Due(
        "LAC06", checked("Health", "2010-05-06", entered="2015-03-20"), "2016-03-20",
        "12 months from entering care", "none recorded as completed", counted=True,
    ),
    Due(
        "LAC06.1", checked("Dental Check", "2010-05-06", "2015-03-20"), "2016-03-20",
        "12 months from the last one", "out of date", counted=True,
    ),
    Due(
        "CLV03", care_leaver("2015-09-20"), "2016-03-20",
        "6 months from the last review", "not reviewed in the last 6 months", counted=True,
    ),
    # 28 days from 1 March. A case of 28 days is not in the figure yet.
    Due(
        "WFC04", allocated("2015-06-01", "2016-03-01"), "2016-03-29",
        "the interval of the policy from the last supervision", "last supervision too long ago",
    ),
    Due(
        "WFC04", allocated("2016-03-01"), "2016-03-29",
        "the interval of the policy from the allocation",
        "no supervision with a decision recorded",
    ),
]  # fmt: skip
IDS = [f"{case.code}, {case.rule}" for case in DUE]


def listed(council: Council, code: str, s: date) -> list[ListedCase]:
    return every(council.connection, find(code), window_ending(find(code).window, s))


@pytest.mark.parametrize("case", DUE, ids=IDS)
def test_on_its_last_day_a_case_is_due_and_not_overdue(council: Council, case: Due) -> None:
    day = date.fromisoformat(case.day)
    (found,) = listed(council.of(**case.tables), case.code, day)
    assert (found.due, found.left, found.rule) == (day, 0, case.rule)
    assert found.due_now and not found.overdue
    assert found.outside == case.counted
    # The list of the figure has it where the figure does, and says no word of being late.
    figure = of_side([found], find(case.code), find(case.code).listed)
    assert len(figure) == int(case.counted)
    assert found.reason == (case.rule if case.counted else "")


@pytest.mark.parametrize("case", DUE, ids=IDS)
def test_the_day_after_it_is_overdue_by_one(council: Council, case: Due) -> None:
    day = date.fromisoformat(case.day)
    (found,) = listed(council.of(**case.tables), case.code, day + timedelta(1))
    assert (found.due, found.left) == (day, -1)
    assert found.overdue and not found.due_now
    assert found.reason == case.overdue
    assert len(of_side([found], find(case.code), find(case.code).listed)) == 1


@pytest.mark.parametrize("case", DUE, ids=IDS)
def test_the_day_before_it_is_coming(council: Council, case: Due) -> None:
    day = date.fromisoformat(case.day)
    cases = listed(council.of(**case.tables), case.code, day - timedelta(1))
    if case.rule == "12 months from entering care":
        assert not cases  # in care for less than the twelve months that the figure asks for
        return
    (found,) = cases
    assert (found.due, found.left, found.rule) == (day, 1, case.rule)
    assert not (found.overdue or found.due_now or found.outside)


def test_every_rule_has_a_worked_case() -> None:
    worked = {(case.code, case.rule) for case in DUE}
    for code, indicator in EVERY.items():
        if not indicator.worklist.due:
            continue
        rules = list(find(code).worklist.rules.values())
        assert rules and rules[-1] == "" and all(rules[:-1]), code
        if isinstance(indicator.cases, StateAt) and code != "LAC06.1":
            # Under five there is no one without an assessment whose half year ends later than the
            # twelve months in care that the figure asks for: overdue from the first day on.
            named = set(find(code).worklist.rules) - {"6 months from entering care, under five"}
            assert {(code, rule) for rule in named} <= worked


def test_under_five_without_an_assessment_it_is_overdue_from_the_first_day_on(
    council: Council,
) -> None:
    council.of(**checked("Health", "2013-06-01", entered="2015-03-20"))
    (found,) = listed(council, "LAC06", date(2016, 3, 20))
    assert (found.due, found.rule) == (date(2015, 9, 20), "6 months from entering care, under five")
    assert found.overdue and found.reason == "none recorded as completed"


def test_a_child_who_turns_five_after_the_half_year_is_owed_none_for_twelve_months(
    council: Council,
) -> None:
    council.of(**checked("Health", "2011-03-25", "2015-09-20"))
    (found,) = listed(council, "LAC06", date(2016, 3, 25))
    assert (found.due, found.overdue) == (date(2016, 9, 20), False)


def test_a_placement_that_has_become_permanent_gives_the_longer_time(council: Council) -> None:
    council.of(**placed("U1", "2015-03-25", "2015-03-27", "2016-02-10"))
    (over,) = listed(council, "LAC05", date(2016, 3, 24))
    (now,) = listed(council, "LAC05", date(2016, 3, 25))
    assert (over.overdue, over.left) == (True, -1)
    assert (now.overdue, now.due) == (False, date(2016, 5, 4))


@pytest.mark.parametrize(
    ("code", "tables", "day"),
    [
        # The first review was late, on 10 December instead of 30 November; the second is not.
        ("LAC04", reviewed("2015-11-02", "2015-12-10"), "2016-03-10"),
        # First visited after 8 days; visited 42 days ago.
        ("LAC05", placed("U6", "2016-02-02", "2016-02-10"), "2016-03-23"),
        # The first review of the plan was ten days late.
        ("CPP04", protection_plan("2015-05-31", reviews=("2015-09-10",)), "2016-03-10"),
    ],
)
def test_what_was_late_before_stays_in_the_figure_and_is_not_overdue(
    council: Council, code: str, tables: dict[str, str], day: str
) -> None:
    council.of(**tables)
    (found,) = listed(council, code, date.fromisoformat(day) - timedelta(1))
    assert found.outside and found.earlier and not found.overdue
    assert found.reason == find(code).worklist.earlier
    (on_it,) = listed(council, code, date.fromisoformat(day))
    assert on_it.due_now and on_it.outside and not on_it.overdue


def test_over_a_weekend_no_working_day_is_over(council: Council) -> None:
    """10 working days from Friday 4 March end on Friday the 18th, from 1 March on the 15th."""
    council.of(**protection_plan("2016-03-04"))
    for day, left, overdue in (
        ("18", 0, False),
        ("19", 0, False),
        ("20", 0, False),
        ("21", -1, True),
    ):
        (found,) = listed(council, "CPP05", date.fromisoformat(f"2016-03-{day}"))
        assert (found.due, found.left) == (date(2016, 3, 18), left)
        assert (found.overdue, found.due_now) == (overdue, not overdue)
    # In calendar days a Saturday is a last day like any other.
    council.of(**placed("U6", "2016-03-12"))
    (found,) = listed(council, "LAC05", date(2016, 3, 19))
    assert (found.due, found.due_now) == (date(2016, 3, 19), True)
    (found,) = listed(council, "LAC05", date(2016, 3, 20))
    assert (found.left, found.overdue) == (-1, True)


@pytest.mark.parametrize(
    ("code", "tables", "late"),
    [
        ("S4702", ("2016-03-01", "2016-03-22"), False),
        ("S4702", ("2016-03-01", "2016-03-23"), True),
        ("ASM02", ("2016-01-25", "2016-03-30"), False),
        ("ASM02", ("2016-01-25", "2016-03-31"), True),
    ],
)
def test_what_was_done_on_its_last_day_was_done_in_time(
    council: Council, code: str, tables: tuple[str, str], late: bool
) -> None:
    made = enquiry if code == "S4702" else assessment
    (found,) = listed(council.of(**made(*tables)), code, date(2016, 3, 31))
    assert (found.left, found.outside) == (-1 if late else 0, late)
