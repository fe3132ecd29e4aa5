"""Worked examples: drill-downs, each beside the indicator that it looks into."""

from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import to_draw
from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.base.working_days import working_days
from litmus.indicators import catalogue, drilldowns, find, why
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS


def test_drilldowns_are_none_of_the_42() -> None:
    assert len(catalogue()) == 42
    assert not set(DRILLDOWNS) & set(catalogue())
    assert drilldowns("ASM02") == ["ASM02.1", "ASM02.2"]
    assert find("asm02.1").of == "ASM02"


def test_assessments_within_10_working_days(council: Council) -> None:
    # Monday 29 February to Monday 14 March 2016: ten working days, within. To the 15th: eleven.
    # Over Easter: Thursday 24 March to Thursday 31 March: the 29th, 30th and 31st, three.
    council.of(ssd_cin_assessments=THREE_ASSESSMENTS)
    assert council.figure("ASM02.1", "2016-03-31") == (2, 3)


THREE_ASSESSMENTS = """
assessment_id | person_id | assessment_start_date | assessment_auth_date
A1            | P1        | 2016-02-29            | 2016-03-14
A2            | P2        | 2016-02-29            | 2016-03-15
A3            | P3        | 2016-03-24            | 2016-03-31
"""


def test_the_median_of_working_days_is_the_middle_one(council: Council) -> None:
    # Ten, eleven and three working days, as above: in their order 3, 10, 11, the middle is 10. The
    # average would be 8.
    council.of(ssd_cin_assessments=THREE_ASSESSMENTS)
    assert council.value("ASM02.2", "2016-03-31") == 10
    assert council.figure("ASM02.2", "2016-03-31") == (None, 3)


def test_the_median_of_an_even_number_lies_between_the_two_in_the_middle(council: Council) -> None:
    # A fourth of no working day, started and authorised on a Monday: 0, 3, 10, 11, so 6.5. A5 was
    # authorised before it started, A6 is still open: neither is measured.
    more = """
    A4 | P4 | 2016-03-14 | 2016-03-14
    A5 | P5 | 2016-03-14 | 2016-03-11
    A6 | P6 | 2016-03-14 |
    """
    council.of(ssd_cin_assessments=THREE_ASSESSMENTS + more)
    row = council.row("ASM02.2", "2016-03-31")
    assert (row["value"], row["denominator"], row["excluded"]) == (6.5, 4, 1)


def test_a_median_of_nothing_is_no_figure(council: Council) -> None:
    council.of()
    row = council.row("ASM02.2", "2016-03-31")
    assert (row["value"], row["denominator"]) == (None, 0)
    assert row["reason"] == "nothing to measure: the denominator is zero"


def test_why_of_a_median_says_the_median(council: Council) -> None:
    council.of(ssd_cin_assessments=THREE_ASSESSMENTS)
    window = window_ending("R12M", date(2016, 3, 31))
    found = why(council.connection, find("ASM02.2"), window)
    assert (found.rows_in, found.numerator, found.denominator, found.value) == (3, None, 3, 10)
    # The SQL that is shown gives it: 10 is the one amount in the middle.
    assert council.connection.execute(found.sql).fetchone()[3:6] == (3, 10, 1)


def test_medians_are_of_the_whole_alone() -> None:
    medians = [each for each in DRILLDOWNS.values() if each.kind == "median"]
    assert medians and not any(each.breakdowns for each in medians)


@pytest.mark.slow
def test_medians_are_those_of_the_statistics_library(empty_council: Council) -> None:
    start = date(2015, 3, 2)

    @settings(max_examples=to_draw(40), deadline=None)
    @given(lasted=st.lists(st.integers(0, 40), min_size=1, max_size=12))
    def agree(lasted: list[int]) -> None:
        rows = [
            {
                "cina_assessment_id": f"A{n}",
                "cina_person_id": f"P{n}",
                "cina_assessment_start_date": start,
                "cina_assessment_auth_date": start + timedelta(days=days),
            }
            for n, days in enumerate(lasted)
        ]
        empty_council.holding({"ssd_cin_assessments": rows})
        expected = median(working_days(start, start + timedelta(days=days)) for days in lasted)
        assert empty_council.value("ASM02.2", "2015-12-31") == expected

    agree()


HELPED = """
episode_id | person_id | episode_start_date | episode_end_date
E1         | P1        | 2016-03-01         |
E2         | P2        | 2016-03-31         |
E3         | P3        | 2016-04-01         |
E4         | P4        | 2015-09-30         |
E5         | P5        | 2015-10-01         |
E6         | P6        | 2015-06-01         | 2016-03-31
E7         | P4        | 2016-03-02         |
"""


def test_early_help_that_began_in_the_month(council: Council) -> None:
    # E1, E2 and E7 began in March, on its first and last day and between; E3 a day too late.
    council.of(ssd_early_help_episodes=HELPED)
    assert council.figure("EHA01.1", "2016-03-31") == (3, None)


def test_early_help_that_began_soon_after_social_care_closed(council: Council) -> None:
    # January to March: E1, E2 and E7 began. P1's case closed 28 days before 1 March, on 2 February:
    # stepped down. P2's closed 29 days before 31 March, on 2 March: too long ago. P4's closed on
    # the day of E7, but it had been a referral with no further action: no case of social care. And
    # one that closed the day after help began is none that it followed. 1 of 3.
    council.of(
        ssd_early_help_episodes=HELPED,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | close_date | referral_nfa
        R1          | P1        | 2015-06-01    | 2016-02-02 | N
        R2          | P2        | 2015-06-01    | 2016-03-02 | N
        R3          | P4        | 2016-03-01    | 2016-03-02 | Y
        R4          | P4        | 2015-06-01    | 2016-03-03 | N
        """,
    )
    assert council.figure("EHA01.2", "2016-03-31") == (1, 3)


def test_early_help_that_is_open_for_six_months(council: Council) -> None:
    # On 31 March 2016 six months ago is 30 September 2015: E4 began that day, so six months; E5 a
    # day later. P4 has two open episodes and is one child. P6's ended on the day itself: not open.
    # P1, P2, P4 and P5 have open help, of whom P4 for six months.
    council.of(ssd_early_help_episodes=HELPED)
    assert council.figure("EHA02.2", "2016-03-31") == (1, 4)
    # A child with a case of social care is not counted, as in the indicator itself.
    in_need = "referral_id | person_id | referral_date\nR1 | P4 | 2016-03-20"
    council.of(ssd_early_help_episodes=HELPED, ssd_cin_episodes=in_need)
    assert council.figure("EHA02.2", "2016-03-31") == (0, 3)


def test_how_long_early_help_lasted(council: Council) -> None:
    # E6 from 1 June 2015 to 31 March 2016: 304 days (29 in June, 31, 31, 30, 31, 30, 31, 31, 29 and
    # 31). Another from 1 to 31 March: 30 days. (304 + 30) / 2 = 167. What is open is not measured.
    council.of(ssd_early_help_episodes=HELPED + "E8 | P8 | 2016-03-01 | 2016-03-31")
    assert council.figure("EHA03.3", "2016-03-31") == (334, 2)
    assert council.value("EHA03.3", "2016-03-31") == 167


def test_episodes_stepped_up_and_referred_afterwards(council: Council) -> None:
    # E1 stepped up; E2 closed on 5 January and referred on 5 July, the last day of six months;
    # E3 referred a day later; E4 referred on the day it closed, which is no referral afterwards;
    # E5 moved away and is left out.
    council.of(
        ext_eh_closure="""
        episode_id | person_id | closed_date | outcome
        E1         | P1        | 2016-01-05  | STEP_UP_CSC
        E2         | P2        | 2016-01-05  | NEEDS_MET
        E3         | P3        | 2016-01-05  | NEEDS_MET
        E4         | P4        | 2016-01-05  | DISENGAGED
        E5         | P5        | 2016-01-05  | MOVED
        """,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R2          | P2        | 2016-07-05
        R3          | P3        | 2016-07-06
        R4          | P4        | 2016-01-05
        R5          | P5        | 2016-02-01
        """,
    )
    assert council.figure("EHA03.1", "2016-03-31") == (1, 4)
    assert council.figure("EHA03.2", "2016-03-31") == (1, 4)


def test_families_with_an_open_early_help_episode(council: Council) -> None:
    # F1 has two children with an open episode, F2 one; F3's only child has an open episode of need
    # and is not counted; F4's episode has ended; E5 has no family.
    council.of(
        ssd_early_help_episodes="""
        episode_id | person_id | episode_start_date | episode_end_date
        E1         | P1        | 2016-01-01         |
        E2         | P2        | 2016-01-01         |
        E3         | P3        | 2016-01-01         |
        E4         | P4        | 2016-01-01         |
        E5         | P5        | 2016-01-01         | 2016-03-31
        E6         | P6        | 2016-01-01         |
        """,
        ext_eh_assessment="""
        eha_id | person_id | family_id | episode_id
        1  | P1        | F1        | E1
        2  | P2        | F1        | E2
        3  | P3        | F2        | E3
        4  | P4        | F3        | E4
        5  | P5        | F4        | E5
        """,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R4          | P4        | 2016-02-01
        """,
    )
    assert council.figure("EHA02.1", "2016-03-31") == (2, None)


@pytest.mark.parametrize("turned", [False, True])
def test_a_family_is_in_the_group_of_its_first_child_in_whatever_order(
    council: Council, turned: bool
) -> None:
    # P1, a girl, and P2, a boy, are of one family: it counts once, among the girls.
    children = ["P1 | F", "P2 | M"]
    episodes = ["E1 | P1 | 2016-01-01", "E2 | P2 | 2015-01-01"]
    order = -1 if turned else 1
    council.of(
        ssd_person="\n".join(["pers_person_id | pers_sex", *children[::order]]),
        ssd_early_help_episodes="\n".join(
            ["earl_episode_id | earl_person_id | earl_episode_start_date", *episodes[::order]]
        ),
        ext_eh_assessment="""
        eha_id | person_id | family_id | episode_id
        1  | P1        | F1        | E1
        2  | P2        | F1        | E2
        """,
    )
    assert council.groups("EHA02.1", "2016-03-31", "sex") == {"F": (1, None)}


def test_an_open_episode_has_one_family(council: Council) -> None:
    # P1's open episode E1 is named by an assessment of F1, although a later one of another family
    # names E0, which has ended. No assessment names P2's open episode: the child's latest counts,
    # F4, not F3 before it nor F5, which began after S. P3's family is not known.
    council.of(
        ssd_early_help_episodes="""
        episode_id | person_id | episode_start_date | episode_end_date
        E0         | P1        | 2012-01-01         | 2013-01-01
        E1         | P1        | 2016-01-01         |
        E2         | P2        | 2016-01-01         |
        E3         | P3        | 2016-01-01         |
        """,
        ext_eh_assessment="""
        eha_id | person_id | family_id | episode_id | eha_start_date
        1      | P1        | F1        | E1         | 2016-01-01
        2      | P1        | F2        | E0         | 2016-02-01
        3      | P2        | F3        |            | 2014-01-01
        4      | P2        | F4        |            | 2015-12-01
        5      | P2        | F5        |            | 2016-05-01
        6      | P3        |           | E3         | 2016-01-01
        """,
    )
    assert council.figure("EHA02.1", "2016-03-31") == (2, None)


def test_enquiries_that_led_to_a_conference_or_to_nothing(council: Council) -> None:
    # S1 is an enquiry on two children with one id: a conference was held on one of them.
    # S2's conference was never held; S3 ended with no further action; S4 lies before the window.
    council.of(
        ssd_s47_enquiry="""
        s47_enquiry_id | person_id | s47_start_date | s47_nfa
        S1             | P1        | 2016-02-01     | N
        S1             | P2        | 2016-02-01     | N
        S2             | P3        | 2016-02-01     | N
        S3             | P4        | 2016-02-01     | Y
        S4             | P5        | 2015-03-31     | Y
        """,
        ssd_initial_cp_conference="""
        icpc_id | person_id | s47_enquiry_id | icpc_date
        I1      | P1        | S1             | 2016-02-20
        I2      | P3        | S2             |
        """,
    )
    assert council.figure("S4701.1", "2016-03-31") == (1, 4)
    assert council.figure("S4701.2", "2016-03-31") == (1, 4)


def test_enquiries_that_are_open_for_too_long(council: Council) -> None:
    # From Monday 7 March 2016, over Easter, 30 March is the fifteenth working day: Q1 and Q2 are a
    # day over at the end of the 31st, Q3 began a day later and is not. Q4 ended on the day itself,
    # Q5 begins after it.
    council.of(
        ssd_s47_enquiry="""
        s47_enquiry_id | person_id | s47_start_date | s47_end_date
        Q1             | P1        | 2016-03-07     |
        Q2             | P2        | 2016-03-07     | 2016-04-05
        Q3             | P3        | 2016-03-08     |
        Q4             | P4        | 2016-01-04     | 2016-03-31
        Q5             | P5        | 2016-04-01     |
        """
    )
    assert council.figure("S4702.1", "2016-03-31") == (2, 3)
    assert council.figure("S4702.1", "2016-03-30") == (1, 4)


def test_each_child_in_need_has_the_first_status_that_applies(council: Council) -> None:
    # P1 is looked after and has a plan, too: looked after. P2 protection and CIN plan: protection.
    # P3 a CIN plan and an open assessment: the plan. P4 an assessment that was authorised on the
    # day S itself is not open: another case. P5 an assessment still open.
    council.of(
        ssd_person="""
        person_id | pers_dob
        P1        | 2008-05-05
        """,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R1          | P1        | 2016-01-01
        R2          | P2        | 2016-01-01
        R3          | P3        | 2016-01-01
        R4          | P4        | 2016-01-01
        R5          | P5        | 2016-01-01
        """,
        ssd_cla_episodes="""
        cla_episode_id | person_id | cla_episode_start_date
        L1             | P1        | 2016-01-10
        """,
        ssd_cp_plans="""
        cp_plan_id | person_id | cp_plan_start_date
        C1         | P1        | 2016-01-10
        C2         | P2        | 2016-01-10
        """,
        ssd_cin_plans="""
        cin_plan_id | person_id | cin_plan_start_date
        N2          | P2        | 2016-01-10
        N3          | P3        | 2016-01-10
        """,
        ssd_cin_assessments="""
        assessment_id | person_id | assessment_start_date | assessment_auth_date
        A3            | P3        | 2016-02-01            |
        A4            | P4        | 2016-02-01            | 2016-03-31
        A5            | P5        | 2016-02-01            |
        """,
    )
    assert council.figure("CIN01.1", "2016-03-31") == (1, 5)
    assert council.figure("CIN01.2", "2016-03-31") == (1, 5)
    assert council.figure("CIN01.3", "2016-03-31") == (1, 5)
    assert council.figure("CIN01.4", "2016-03-31") == (1, 5)
    assert council.figure("CIN01.5", "2016-03-31") == (1, 5)
    assert council.figure("CIN01", "2016-03-31")[0] == 5


def test_a_second_plan_within_24_months_of_the_last_ones_end(council: Council) -> None:
    # P1: the last plan ended on 1 February 2014, the next starts on 1 February 2016: within, on the
    # last day. P2: a day too late. P3: the earlier plan was another authority's. P4: the history
    # table knows of a plan that ended in 2015. P5: a first plan.
    council.of(
        ssd_cp_plans="""
        cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date | cp_plan_ola
        1          | P1        | 2013-01-01         | 2014-02-01       |
        2          | P1        | 2016-02-01         |                  |
        3          | P2        | 2013-01-01         | 2014-01-31       |
        4          | P2        | 2016-02-01         |                  |
        5          | P3        | 2015-01-01         | 2015-12-01       | Y
        6          | P3        | 2016-02-01         |                  |
        7          | P4        | 2016-02-01         |                  |
        8          | P5        | 2016-02-01         |                  |
        """,
        ext_cp_history="""
        person_id | as_at      | previous_plans_total | last_plan_end_date
        P4        | 2016-01-01 | 1                    | 2015-06-01
        """,
    )
    assert council.figure("CPP02.1", "2016-03-31") == (2, 5)


def test_a_plan_that_had_not_ended_before_is_no_last_one(council: Council) -> None:
    # P1's only plan: the history, written after it ended, knows of its own end. P2's first plan
    # ended after the second had started. P3 has two plans from the same day. P4's only plan ended
    # on the day it started: the history knows that end and says that there was none before.
    council.of(
        ssd_cp_plans="""
        cp_plan_id | person_id | cp_plan_start_date | cp_plan_end_date
        1          | P1        | 2015-06-01         | 2015-12-01
        2          | P2        | 2013-01-01         | 2015-09-01
        3          | P2        | 2015-06-01         |
        4          | P3        | 2015-06-01         | 2015-07-01
        5          | P3        | 2015-06-01         |
        6          | P4        | 2015-06-01         | 2015-06-01
        """,
        ext_cp_history="""
        person_id | as_at      | previous_plans_total | last_plan_end_date
        P1        | 2016-03-31 | 1                    | 2015-12-01
        P4        | 2016-03-31 | 0                    | 2015-06-01
        """,
    )
    assert council.figure("CPP02.1", "2016-03-31") == (0, 5)


def test_dental_checks_go_by_the_rule_of_health_assessments(council: Council) -> None:
    council.of(
        ssd_person="""
        person_id | pers_dob
        P1        | 2008-05-05
        P2        | 2008-05-05
        """,
        ssd_cla_episodes="""
        cla_episode_id | person_id | cla_episode_start_date | entered_care_date
        L1             | P1        | 2014-01-10             | 2014-01-10
        L2             | P2        | 2014-01-10             | 2014-01-10
        """,
        ssd_cla_health="""
        health_check_id | person_id | health_check_type | health_check_date | health_check_status
        1               | P1        | Dental Check      | 2015-04-01        | Completed
        2               | P2        | Health Assessment | 2016-01-01        | Completed
        """,
    )
    assert council.figure("LAC06.1", "2016-03-31") == (1, 2)
    assert council.figure("LAC06", "2016-03-31") == (1, 2)


def test_days_from_the_placement_order_to_the_match(council: Council) -> None:
    # P1: 1 March to 31 March 2015: 30 days. P2 was matched before the order: 0, not less. P3 has no
    # date of the match and is left out. 30 days over two children.
    council.of(
        ssd_permanence="""
        table_id | person_id | permanence_order_type | permanence_order_date | placement_order_date | matched_date
        1        | P1        | Adoption              | 2016-01-10            | 2015-03-01           | 2015-03-31
        2        | P2        | Adoption              | 2016-01-10            | 2015-03-01           | 2015-02-01
        3        | P3        | Adoption              | 2016-01-10            | 2015-03-01           |
        """  # noqa: E501
    )
    assert council.figure("ADO01.1", "2016-03-31") == (30, 2)


def test_adoptions_of_the_last_12_months_alone(council: Council) -> None:
    # P1 was adopted in the last 12 months after 100 days, P2 two years ago after 300.
    council.of(
        ssd_permanence="""
        table_id | person_id | cla_id | permanence_order_type | permanence_order_date | placed_for_adoption_date
        1        | P1        | K1     | Adoption              | 2016-01-10            | 2015-04-11
        2        | P2        | K2     | Adoption              | 2014-01-10            | 2013-10-28
        """,  # noqa: E501
        ssd_cla_episodes="""
        cla_episode_id | person_id | cla_id | cla_episode_start_date | entered_care_date
        1              | P1        | K1     | 2015-01-01             | 2015-01-01
        2              | P2        | K2     | 2013-01-01             | 2013-01-01
        """,
    )
    assert council.figure("ADO01.2", "2016-03-31") == (100, 1)
    assert council.figure("ADO01", "2016-03-31") == (400, 2)


def test_the_median_of_adoptions_beside_their_average(council: Council) -> None:
    # 100, 110 and 900 days from entering care to moving in: the median is 110, the average 370.
    # P4 was adopted before the last twelve months.
    council.of(
        ssd_permanence="""
        table_id | person_id | cla_id | permanence_order_type | permanence_order_date | placed_for_adoption_date
        1        | P1        | K1     | Adoption              | 2016-01-10            | 2015-04-11
        2        | P2        | K2     | Adoption              | 2016-01-10            | 2015-04-21
        3        | P3        | K3     | Adoption              | 2016-01-10            | 2015-06-20
        4        | P4        | K4     | Adoption              | 2015-01-10            | 2014-12-10
        """,  # noqa: E501
        ssd_cla_episodes="""
        cla_episode_id | person_id | cla_id | cla_episode_start_date | entered_care_date
        1              | P1        | K1     | 2015-01-01             | 2015-01-01
        2              | P2        | K2     | 2015-01-01             | 2015-01-01
        3              | P3        | K3     | 2013-01-01             | 2013-01-01
        4              | P4        | K4     | 2014-12-01             | 2014-12-01
        """,
    )
    assert council.value("ADO01.3", "2016-03-31") == 110
    assert council.figure("ADO01.3", "2016-03-31") == (None, 3)
    assert council.value("ADO01.2", "2016-03-31") == 370


def test_cases_not_allocated_and_workers_over_the_maximum(council: Council) -> None:
    # 23 children in need: W1 has 21 of them, W2 one, one has nobody. Over 20 cases: one of two.
    children = [f"P{n}" for n in range(23)]
    council.holding(
        {
            "ssd_cin_episodes": [
                {"cine_referral_id": f"R{c}", "cine_person_id": c,
                 "cine_referral_date": date(2016, 1, 1)}
                for c in children
            ],
            "ssd_involvements": [
                {"invo_involvements_id": f"I{c}", "invo_person_id": c,
                 "invo_professional_id": "W1" if n < 21 else "W2",
                 "invo_professional_role_id": "CW",
                 "invo_involvement_start_date": date(2016, 1, 1)}
                for n, c in enumerate(children[:22])
            ],
        }
    )  # fmt: skip
    assert council.figure("WFC01.1", "2016-03-31") == (1, 23)
    assert council.figure("WFC01.2", "2016-03-31") == (1, 2)


def test_a_worker_is_in_the_team_of_the_open_case_allocated_last(council: Council) -> None:
    # W1's open cases are P1 in T1, since January, and P2 in T2, since February. P3 in T0, allocated
    # in March, has no open episode of need: no open case.
    council.of(
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R1          | P1        | 2016-01-01
        R2          | P2        | 2016-01-01
        """,
        ssd_involvements="""
        involvements_id | person_id | professional_id | role_id | professional_team | start_date
        I1              | P1        | W1              | CW      | T1                | 2016-01-01
        I2              | P2        | W1              | CW      | T2                | 2016-02-01
        I3              | P3        | W1              | CW      | T0                | 2016-03-01
        """,
    )
    assert council.groups("WFC01.2", "2016-03-31", "team") == {"T2": (0, 1)}
