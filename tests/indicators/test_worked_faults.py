"""Worked examples of faults that were found: looking ahead, empty cells, order, cases left out."""

from datetime import date

import pytest

from indicators.worked import LEICESTER, Council
from litmus.base.windows import window_ending
from litmus.indicators import find, why

S = "2016-03-31"


def test_a_history_taken_anew_makes_no_first_plan_a_second(council: Council) -> None:
    # P1's first plan ended in September; the history of April counts that one. 1 - 1 = 0: first.
    # P2's: one before the plan and the plan itself. 2 - 1 = 1: second. P3's history is as at the
    # start of the plan and counts as it stands: second. P4's was taken while the plan ran: second.
    # P5's plans of June and January: the history of April has both, and the later is a second by
    # the plans themselves. So 4 of 6.
    council.of(
        ssd_cp_plans="""
        plan_id | person_id | start_date | end_date
        C1      | P1        | 2015-06-01 | 2015-09-01
        C2      | P2        | 2015-06-01 | 2015-09-01
        C3      | P3        | 2015-06-01 |
        C4      | P4        | 2015-06-01 |
        C5      | P5        | 2015-06-01 | 2015-09-01
        C6      | P5        | 2016-01-04 | 2016-02-01
        """,
        ext_cp_history="""
        cph_person_id | as_at      | previous_plans_total
        P1            | 2016-04-01 | 1
        P2            | 2016-04-01 | 2
        P3            | 2015-06-01 | 1
        P4            | 2015-12-31 | 1
        P5            | 2016-04-01 | 2
        """,
    )
    assert council.figure("CPP02", S) == (4, 6)


IN_CARE = {"ssd_person": "person_id | pers_dob\nP1 | 2008-01-01"}
PLACEMENTS = """
placement_id | person_id | placement_type
A            | P1        | U6
B            | P1        | {b}
C            | P1        | U6
D            | P1        | T0
"""
EPISODES = """
episode_id | clae_person_id | placement_id | episode_start_date | start_reason | ceased_date
E1         | P1             | A            | 2015-05-01         | S            | 2015-08-01
E2         | P1             | C            | 2015-08-01         | P            | 2015-11-01
E3         | P1             | B            | 2015-11-01         | U            | 2016-01-10
E4         | P1             | D            | 2016-01-10         | P            | 2016-02-10
E5         | P1             | B            | 2016-02-10         | P            |
"""


@pytest.mark.parametrize("b", ["U6", ""])
def test_a_return_of_february_makes_no_placement_of_december(council: Council, b: str) -> None:
    # A and C are new placements, B is a move with the same carer: two by 31 December. In February
    # the child goes back to B with reason P: three by then, whatever B's type, or without one.
    council.of(**IN_CARE, ssd_cla_placement=PLACEMENTS.format(b=b), ssd_cla_episodes=EPISODES)
    assert council.figure("LAC02", "2015-12-31") == (0, 1)
    assert council.figure("LAC02", S) == (1, 1)


def test_whom_nobody_has_reached_stays_among_the_care_leavers(council: Council) -> None:
    # P1 has no latest contact. P2's undated row is older than the dated one, which says 1.
    council.of(
        ssd_person="person_id | pers_dob\nP1 | 1996-01-01\nP2 | 1996-01-01",
        ssd_care_leavers="""
        table_id | person_id | eligibility     | in_touch | latest_contact | accom_suitable
        L1       | P1        | Former Relevant | NO       |                | 2
        L3       | P2        | Former Relevant | YES      |                | 2
        L2       | P2        | Former Relevant | YES      | 2016-03-01     | 1
        """,
    )
    assert council.figure("CLV01", S) == (1, 2)


@pytest.mark.parametrize(
    ("enquiry", "conference", "in_time"),
    [("2016-03-05", "2016-03-04", 0), ("2016-03-04", "2016-03-05", 1)],
)
def test_a_friday_before_a_saturday_is_not_in_time(
    council: Council, enquiry: str, conference: str, in_time: int
) -> None:
    # Between Friday 4 and Saturday 5 March there is no working day, whichever comes first.
    council.of(
        ssd_s47_enquiry=f"""
        s47_enquiry_id | s47e_person_id | s47_start_date | s47_end_date
        Q1             | P1             | {enquiry}      | {conference}
        """,
        ssd_initial_cp_conference=f"""
        icpc_icpc_id | s47_enquiry_id | icpc_person_id | icpc_icpc_date
        I1           | Q1             | P1             | {conference}
        """,
        ssd_cin_assessments=f"""
        assessment_id | cina_person_id | assessment_start_date | assessment_auth_date
        A1            | P1             | {enquiry}             | {conference}
        """,
    )
    for code in ("ICP01", "S4702", "ASM02", "ASM02.1"):
        assert council.figure(code, S) == (in_time, 1), code


def test_an_end_of_care_without_a_period_is_listed(council: Council) -> None:
    # E1 ended one period of care by adoption; E2's period has no id: 1 of 1, and 1 listed.
    council.of(
        ssd_cla_episodes="""
        episode_id | clae_person_id | clae_cla_id | episode_start_date | ceased_date | ceased_reason
        E1         | P1             | X1          | 2014-01-01         | 2015-06-01  | E11
        E2         | P2             |             | 2014-01-01         | 2015-06-01  | E4A
        """,
    )
    assert council.figure("ADO02", S) == (1, 1)
    assert council.row("ADO02", S)["left_out"] == {"period of care without an id": 1}


def test_hours_of_workers_stand_in_where_no_post_is_dated_s_and_the_figure_says_so(
    council: Council,
) -> None:
    # Posts are dated February; in March the worker's 0.5 stands in: 1 case by 0.5 = 2.
    council.of(
        ssd_cin_episodes="referral_id | person_id | referral_date\nR1 | P1 | 2015-01-01",
        ssd_involvements="""
        involvements_id | professional_id | role_id | person_id | start_date
        I1              | W1              | CW      | P1        | 2015-01-01
        """,
        ssd_professionals="prof_professional_id | full_time_equivalency\nW1 | 0.5",
        ext_workforce_post="""
        post_id | as_at      | fte_in_post | case_holding_yn
        S1      | 2016-02-29 | 1           | Y
        """,
    )
    march, february = council.row("WFC01", S), council.row("WFC01", "2016-02-29")
    assert march["value"] == 2 and "no post is dated that day" in march["reason"]
    assert february["value"] == 1 and february["reason"] is None
    window = window_ending("month", date(2016, 3, 31))
    assert march["reason"] == why(council.connection, find("WFC01"), window, LEICESTER).reason
