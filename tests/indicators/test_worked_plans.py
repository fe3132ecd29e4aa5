"""Worked examples of the child protection plans that ended, their reviews and visits."""

from datetime import date

import pytest

from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.indicators import catalogue, compute


def test_plans_that_lasted_two_years(council: Council) -> None:
    # Twelve months to 31 March 2016. C1 began 10 June 2013 and ended 10 June 2015: two years to the
    # day, counts. C2 ended a day sooner: not. C3 ended on S, the last day of the window, after more
    # than two years: counts. C4 ended on 31 March 2015, the day before the window: not in it, nor
    # C5, which ended the day after S, nor C6, which is open. C7 was another authority's: left out.
    # P8 had two plans that ended in the window: two plans, neither of two years. 2 of 5.
    council.of(
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | end_date   | ola
        C1         | P1             | 2013-06-10 | 2015-06-10 | N
        C2         | P2             | 2013-06-10 | 2015-06-09 |
        C3         | P3             | 2013-01-01 | 2016-03-31 |
        C4         | P4             | 2012-01-01 | 2015-03-31 |
        C5         | P5             | 2012-01-01 | 2016-04-01 |
        C6         | P6             | 2012-01-01 |            |
        C7         | P7             | 2012-01-01 | 2015-06-10 | Y
        C8         | P8             | 2014-01-01 | 2015-04-01 |
        C9         | P8             | 2015-05-01 | 2015-05-01 |
        """
    )
    assert council.figure("CPP03", "2016-03-31") == (2, 5)
    assert council.value("CPP03", "2016-03-31") == 40.0
    assert council.row("CPP03", "2016-03-31")["excluded"] == 1


@pytest.mark.parametrize(("ended", "counted"), [("2014-02-27", 0), ("2014-02-28", 1)])
def test_a_plan_from_29_february_is_two_years_old_on_28(
    council: Council, ended: str, counted: int
) -> None:
    # 29 February 2012 + 2 years: 2014 has no such day, so the last of the month, 28 February.
    council.of(
        ssd_cp_plans=f"""
        cp_plan_id | cppl_person_id | start_date | end_date
        C1         | P1             | 2012-02-29 | {ended}
        """
    )
    assert council.figure("CPP03", "2014-02-28", "month") == (counted, 1)


def reviewed(council: Council, start: str, reviews: list[str], s: str) -> tuple[object, object]:
    """CPP04 of a single plan from `start` with reviews held on these days."""
    plan = f"cp_plan_id | cppl_person_id | start_date\nC1 | P1 | {start}"
    held = "cp_review_id | cppr_person_id | cp_plan_id | review_date"
    for number, day in enumerate(reviews):
        held += f"\nR{number} | P1 | C1 | {day}"
    return council.of(ssd_cp_plans=plan, ssd_cp_reviews=held).figure("CPP04", s)


@pytest.mark.parametrize(
    ("start", "reviews", "s", "figure", "why"),
    [
        # 10 October + 3 months = 10 January, + 6 months = 10 July, + 6 = 10 January.
        ("2015-10-10", ["2016-01-10"], "2016-03-31", (1, 1), "first on the day it is due"),
        ("2015-10-10", ["2016-01-11"], "2016-03-31", (0, 1), "first a day late"),
        ("2015-10-10", [], "2016-01-31", (0, 1), "first not held"),
        ("2015-10-10", ["2016-01-10"], "2016-07-10", (1, 1), "second due on S, not yet late"),
        ("2015-10-10", ["2016-01-10"], "2016-07-11", (0, 1), "second overdue since yesterday"),
        ("2015-10-10", ["2016-01-10", "2016-07-10"], "2016-07-31", (1, 1), "second on its day"),
        ("2015-10-10", ["2016-01-10", "2016-07-11"], "2016-07-31", (0, 1), "second a day late"),
        # Held on 1 December, 10 days early: the next is due on 1 June, not 10 July.
        ("2015-10-10", ["2015-12-01", "2016-06-02"], "2016-06-30", (0, 1), "early resets"),
        # A late review stays with the plan, however punctual the later ones.
        ("2014-01-01", ["2014-05-01", "2014-10-01", "2015-03-01"], "2015-03-31", (0, 1), "once"),
        # A review after S is not known at S.
        ("2015-10-10", ["2016-01-09", "2016-06-01"], "2016-03-31", (1, 1), "one after S"),
        ("2015-10-10", ["2016-04-01"], "2016-03-31", (0, 1), "the first held after S"),
        # Two rows of the same day: one review, nothing is late.
        ("2015-10-10", ["2016-01-10", "2016-01-10"], "2016-03-31", (1, 1), "same-day duplicate"),
        # What is held on the first day is the initial conference, not a review.
        ("2015-10-10", ["2015-10-10"], "2016-03-31", (0, 1), "initial conference"),
        # Three months to the day: in, and no review was held. A day less: not in.
        ("2015-12-31", [], "2016-03-31", (0, 1), "exactly three months old"),
        ("2016-01-01", [], "2016-03-31", (0, 0), "a day younger"),
    ],
)
def test_reviews_of_a_plan_on_time(
    council: Council, start: str, reviews: list[str], s: str, figure: tuple[int, int], why: str
) -> None:
    assert reviewed(council, start, reviews, s) == figure, why


@pytest.mark.parametrize(
    ("start", "reviews", "s", "figure"),
    [
        # 29 February 2016 less three months is 29 November: a plan of the 30th is not in.
        ("2015-11-30", [], "2016-02-29", (0, 0)),
        ("2015-11-29", ["2016-02-29"], "2016-02-29", (1, 1)),
        # 30 November + 3 months: the last of February, 29 in 2016, 28 in 2015.
        ("2015-11-30", ["2016-02-29"], "2016-03-31", (1, 1)),
        ("2015-11-30", ["2016-03-01"], "2016-03-31", (0, 1)),
        ("2014-11-30", ["2015-02-28"], "2015-03-31", (1, 1)),
        ("2014-11-30", ["2015-03-01"], "2015-03-31", (0, 1)),
        # 31 August + 6 months = 29 February 2016.
        ("2015-06-01", ["2015-08-31", "2016-02-29"], "2016-03-31", (1, 1)),
        ("2015-06-01", ["2015-08-31", "2016-03-01"], "2016-03-31", (0, 1)),
        ("2015-06-01", ["2015-08-31"], "2016-02-29", (1, 1)),
        # 29 February + 6 months = 29 August.
        ("2015-11-29", ["2016-02-29"], "2016-08-29", (1, 1)),
        ("2015-11-29", ["2016-02-29"], "2016-08-30", (0, 1)),
    ],
)
def test_reviews_due_at_the_end_of_short_months(
    council: Council, start: str, reviews: list[str], s: str, figure: tuple[int, int]
) -> None:
    assert reviewed(council, start, reviews, s) == figure


def test_which_plans_and_which_reviews(council: Council) -> None:
    # All began 1 October 2015: first review due 1 January 2016. S is 31 March 2016.
    # C1: the review names the plan: on time. C2: it names no plan, but the child, and lies in the
    # plan: on time. C3: the review of the child names another plan (C1): none of its own, late.
    # C4: the review was planned and has no date: late. C5 is another authority's: left out.
    # C6 ended on S: not open. C7: ends the day after S: open; no review. C8, unborn: reviewed.
    # P9 has two open plans: C9 from 1 October, and C10 from 1 December with its own review due by
    # 1 March. A review on 20 December that names no plan lies in both: on time for both.
    council.of(
        ssd_person="pers_person_id | pers_dob | expected_dob\nP8 | | 2016-06-01",
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | end_date   | ola
        C1         | P1             | 2015-10-01 |            | N
        C2         | P2             | 2015-10-01 |            |
        C3         | P3             | 2015-10-01 |            |
        C4         | P4             | 2015-10-01 |            |
        C5         | P5             | 2015-10-01 |            | Y
        C6         | P6             | 2015-10-01 | 2016-03-31 |
        C7         | P7             | 2015-10-01 | 2016-04-01 |
        C8         | P8             | 2015-10-01 |            |
        C9         | P9             | 2015-10-01 |            |
        C10        | P9             | 2015-12-01 |            |
        """,
        ssd_cp_reviews="""
        cp_review_id | cppr_person_id | cp_plan_id | review_date
        R1           | P1             | C1         | 2015-12-20
        R2           | P2             |            | 2015-12-20
        R3           | P3             | C1         | 2015-12-21
        R4           | P4             | C4         |
        R5           | P5             | C5         | 2015-12-20
        R6           | P6             | C6         | 2015-12-20
        R8           | P8             | C8         | 2016-01-01
        R9           | P9             |            | 2015-12-20
        """,
    )
    # In: C1, C2, C3, C4, C7, C8, C9, C10. On time: C1, C2, C8, C9, C10.
    assert council.figure("CPP04", "2016-03-31") == (5, 8)
    assert council.row("CPP04", "2016-03-31")["excluded"] == 1
    # Groups add up to plans, not children: P9 counts twice.
    assert council.groups("CPP04", "2016-03-31", "age_band") == {
        "not known": (4, 7),
        "unborn": (1, 1),
    }


def test_a_plan_after_another_does_not_take_its_reviews(council: Council) -> None:
    # P1's first plan ended on 1 November 2015; the review of 1 October names no plan and lies in
    # that one. The plan from 1 December had none by 1 March: late.
    council.of(
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | end_date
        C1         | P1             | 2015-07-15 | 2015-11-01
        C2         | P1             | 2015-12-01 |
        """,
        ssd_cp_reviews="""
        cp_review_id | cppr_person_id | cp_plan_id | review_date
        R1           | P1             |            | 2015-10-01
        """,
    )
    assert council.figure("CPP04", "2016-03-31") == (0, 1)
    assert council.figure("CPP04", "2015-10-31") == (1, 1)


def test_children_seen_alone(council: Council) -> None:
    # January to March 2016. P1 (aged 5): seen alone on 4 January, not alone on 31 March, twice on 1
    # February (two visits, one alone), on 4 April outside the quarter. P2 turns four on 10
    # February: the visit on the 9th is left out, that on the 10th counts. P3's age is not known:
    # out. P4 was visited but not seen, and P5's visit does not say: out. P6 was born after the
    # visit: out. P7: nothing says whether alone: in, not alone.
    # Seen alone: V1, V4, V7. In: V1, V2, V3, V4, V7, V12.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2010-06-01
        P2             | 2012-02-10
        P3             |
        P4             | 2010-06-01
        P5             | 2010-06-01
        P6             | 2016-03-10
        P7             | 2000-01-01
        """,
        ssd_cp_visits="""
        cp_visit_id | cppv_person_id | visit_date | visit_seen | seen_alone
        V1          | P1             | 2016-01-04 | Y          | Y
        V2          | P1             | 2016-03-31 | Y          | N
        V3          | P1             | 2016-02-01 | Y          | N
        V4          | P1             | 2016-02-01 | Y          | Y
        V5          | P1             | 2016-04-04 | Y          | Y
        V6          | P2             | 2016-02-09 | Y          | Y
        V7          | P2             | 2016-02-10 | Y          | Y
        V8          | P3             | 2016-02-10 | Y          | Y
        V9          | P4             | 2016-02-10 | N          | Y
        V10         | P5             | 2016-02-10 |            | Y
        V11         | P6             | 2016-03-09 | Y          | Y
        V12         | P7             | 2016-02-10 | Y          |
        """,
    )
    assert council.figure("CPP06", "2016-03-31") == (3, 6)
    assert council.value("CPP06", "2016-03-31") == 50.0
    assert council.row("CPP06", "2016-03-31")["excluded"] == 5
    # A council that expects it from six years on has P7 alone: P1 is five.
    six = catalogue({"CPP06": {"age": 6}})["CPP06"]
    windows = {"CPP06": [window_ending("quarter", date(2016, 3, 31))]}
    whole = compute(council.connection, [six], windows).to_dict("records")[0]
    assert (whole["numerator"], whole["denominator"]) == (0, 1)
    assert six.denominator.endswith("child aged 6 or over")


@pytest.mark.parametrize(
    ("born", "visited", "figure"),
    [
        # Born 29 February 2012: four on 29 February 2016.
        ("2012-02-29", "2016-02-28", (0, 0)),
        ("2012-02-29", "2016-02-29", (1, 1)),
        # Born 1 March 2012: still three on 29 February 2016.
        ("2012-03-01", "2016-02-29", (0, 0)),
        ("2012-03-01", "2016-03-01", (1, 1)),
    ],
)
def test_four_years_old_round_a_leap_day(
    council: Council, born: str, visited: str, figure: tuple[int, int]
) -> None:
    council.of(
        ssd_person=f"pers_person_id | pers_dob\nP1 | {born}",
        ssd_cp_visits=f"""
        cp_visit_id | cppv_person_id | visit_date | visit_seen | seen_alone
        V1          | P1             | {visited}  | Y          | Y
        """,
    )
    assert council.figure("CPP06", "2016-03-31") == figure


def test_team_of_the_day_of_the_visit(council: Council) -> None:
    # The child moves from team A to team B on 1 March: each visit belongs to the team of its day.
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 2010-06-01",
        ssd_involvements="""
        involvements_id | invo_person_id | role_id | professional_team | start_date | end_date
        I1              | P1             | CW      | A                 | 2015-01-01 | 2016-03-01
        I2              | P1             | CW      | B                 | 2016-03-01 |
        """,
        ssd_cp_visits="""
        cp_visit_id | cppv_person_id | visit_date | visit_seen | seen_alone
        V1          | P1             | 2016-02-29 | Y          | Y
        V2          | P1             | 2016-03-01 | Y          | N
        """,
    )
    assert council.groups("CPP06", "2016-03-31", "team") == {"A": (1, 1), "B": (0, 1)}
