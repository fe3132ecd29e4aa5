"""Worked examples of the indicators that count events."""

import pytest

from indicators.worked import Council


def test_referrals_per_10000_children(council: Council) -> None:
    # Twelve months to 31 March 2016: 1 April 2015 to 31 March 2016. R2 and R3 lie in it (and R5,
    # although it led to no further action), R1 and R4 lie a day outside.
    # 3 / 83785 x 10000 = 0.358...; the population is that of mid-2015.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date | referral_nfa
        R1          | P1             | 2015-03-31    |
        R2          | P1             | 2015-04-01    |
        R3          | P2             | 2016-03-31    |
        R4          | P2             | 2016-04-01    |
        R5          | P3             | 2015-09-01    | Y
        """
    )
    assert council.figure("REF01", "2016-03-31") == (3, 83785)
    assert council.value("REF01", "2016-03-31") == pytest.approx(3 / 83785 * 10000)


def test_a_month_of_referrals_is_annualised(council: Council) -> None:
    # One referral in March 2016: 1 x 12 / 83785 x 10000 a year; in the quarter, 1 x 4.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date
        R1          | P1             | 2016-03-10
        """
    )
    assert council.value("REF01", "2016-03-31", "month") == pytest.approx(12 / 83785 * 10000)
    assert council.value("REF01", "2016-03-31", "quarter") == pytest.approx(4 / 83785 * 10000)
    assert council.figure("REF01", "2016-02-29", "month") == (0, 83785)


def test_a_month_cut_short_has_no_rate(council: Council) -> None:
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date
        R1          | P1             | 2016-03-10
        """
    )
    row = council.row("REF01", "2016-03-15", "month")
    assert (row["numerator"], row["value"]) == (1, None)
    assert row["reason"] == "no rate: the month or quarter is cut short"


def test_rereferral_looks_back_twelve_months_to_a_referral(council: Council) -> None:
    # P1: 10 May 2015 is 12 months to the day after 10 May 2014: a re-referral.
    # P2: 11 May 2015 is a day more than 12 months after 10 May 2014: none.
    # P3: closed without further action in June 2014, back in May 2015: counts (NFA on both sides).
    # P4: the first ever. In the window are 4 referrals, 2 of them re-referrals.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date | referral_nfa
        R1          | P1             | 2014-05-10    |
        R2          | P1             | 2015-05-10    |
        R3          | P2             | 2014-05-10    |
        R4          | P2             | 2015-05-11    |
        R5          | P3             | 2014-06-01    | Y
        R6          | P3             | 2015-05-20    | Y
        R7          | P4             | 2015-06-01    |
        """
    )
    assert council.figure("REF02", "2016-03-31") == (2, 4)


def test_same_day_duplicates_are_no_rereferrals(council: Council) -> None:
    # P1 was entered twice on 1 June: one referral, no re-referral. On 1 July P1 is back: 1 of 2.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date | referral_team
        R2          | P1             | 2015-06-01    | B
        R1          | P1             | 2015-06-01    | A
        R3          | P1             | 2015-07-01    | A
        """
    )
    assert council.figure("REF02", "2016-03-31") == (1, 2)
    assert council.row("REF02", "2016-03-31")["excluded"] == 1
    # The duplicate with the lowest id stays: team A's.
    assert council.groups("REF02", "2016-03-31", "team") == {"A": (1, 2)}
    # Every row is a referral in REF01.
    assert council.figure("REF01", "2016-03-31") == (3, 83785)


def test_rereferral_on_a_leap_day(council: Council) -> None:
    # 29 February 2016 less 12 months is 28 February 2015: a referral of that day is in time.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date
        R1          | P1             | 2015-02-28
        R2          | P1             | 2016-02-29
        R3          | P2             | 2015-02-27
        R4          | P2             | 2016-02-29
        """
    )
    assert council.figure("REF02", "2016-02-29", "month") == (1, 2)


def test_assessments_within_45_working_days(council: Council) -> None:
    # Started Monday 4 January 2016: nine weeks later, Monday 7 March, is working day 45 (no bank
    # holiday between). A1 is authorised that day: in time; A2 a day later, on day 46: late.
    # A3 on the day it started, day 0: in time. A4 started on Monday 25 January: nine weeks later,
    # 28 March, is week day 45, but Good Friday and Easter Monday do not count, so that Wednesday
    # 30 March is working day 45: in time. A5 is open: not counted. 3 of 4 = 75%.
    council.of(
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date
        A1            | P1             | 2016-01-04 | 2016-03-07
        A2            | P2             | 2016-01-04 | 2016-03-08
        A3            | P3             | 2016-02-01 | 2016-02-01
        A4            | P4             | 2016-01-25 | 2016-03-30
        A5            | P5             | 2016-01-04 |
        """
    )
    assert council.figure("ASM02", "2016-03-31") == (3, 4)
    assert council.value("ASM02", "2016-03-31") == 75.0


def test_an_assessment_that_ends_before_it_starts_is_not_in_time(council: Council) -> None:
    # Such a row is set aside by the contract; were it not, it would stay in the denominator.
    council.of(
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date
        A1            | P1             | 2016-02-02 | 2016-02-01
        """
    )
    assert council.figure("ASM02", "2016-03-31") == (0, 1)


def test_no_assessment_is_no_percentage(council: Council) -> None:
    row = council.row("ASM02", "2016-03-31")
    assert (row["numerator"], row["denominator"], row["value"]) == (0, 0, None)
    assert row["reason"] == "nothing to measure: the denominator is zero"


def test_conferences_within_15_working_days(council: Council) -> None:
    # Strategy discussions on Monday 1 February 2016: 15 working days later is Monday 22 February.
    # I1 is held that day: in time. I2 a day later: late. I3 names no enquiry, I4 that of another
    # child: in the denominator, not in time. I5 is a transfer in: left out. I6 was not held.
    # Q7 stands twice under one id, for two children (a family): each conference has its own.
    council.of(
        ssd_s47_enquiry="""
        s47_enquiry_id | s47e_person_id | s47_start_date
        Q1             | P1             | 2016-02-01
        Q2             | P2             | 2016-02-01
        Q5             | P5             | 2016-02-01
        Q6             | P6             | 2016-02-01
        Q7             | P7             | 2016-02-01
        Q7             | P8             | 2016-01-04
        """,
        ssd_initial_cp_conference="""
        icpc_id | icpc_s47_enquiry_id | icpc_person_id | icpc_icpc_transfer_in | icpc_icpc_date
        I1      | Q1                  | P1             | N                     | 2016-02-22
        I2      | Q2                  | P2             |                       | 2016-02-23
        I3      |                     | P3             |                       | 2016-02-22
        I4      | Q1                  | P4             |                       | 2016-02-22
        I5      | Q5                  | P5             | Y                     | 2016-02-22
        I6      | Q6                  | P6             |                       |
        I7      | Q7                  | P7             |                       | 2016-02-22
        I8      | Q7                  | P8             |                       | 2016-02-22
        """,
    )
    # In time: I1 and I7. Denominator: I1, I2, I3, I4, I7, I8.
    assert council.figure("ICP01", "2016-03-31") == (2, 6)
    assert council.row("ICP01", "2016-03-31")["excluded"] == 1


def test_second_or_subsequent_plans(council: Council) -> None:
    # P1: a plan in 2009 and one in 2015: a second plan, however long ago the first.
    # P2: the first plan here; P3: two that start the same day: neither is earlier.
    # P4: the earlier plan was held for another authority: does not count. C5, P4's plan, counts.
    # P6: none in the table, but the history knows of one: a second plan. P7's history says 0.
    # P8: this plan is another authority's: left out.
    council.of(
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | end_date   | ola
        C0         | P1             | 2009-01-05 | 2009-12-01 |
        C1         | P1             | 2015-05-01 |            |
        C2         | P2             | 2015-05-01 |            | N
        C3         | P3             | 2015-05-01 |            |
        C3b        | P3             | 2015-05-01 |            |
        C4         | P4             | 2014-05-01 | 2014-06-01 | Y
        C5         | P4             | 2015-05-01 |            |
        C6         | P6             | 2015-05-01 |            |
        C7         | P7             | 2015-05-01 |            |
        C8         | P8             | 2015-05-01 |            | Y
        """,
        ext_cp_history="""
        cph_person_id | as_at      | plans_total
        P6            | 2015-03-31 | 0
        P6            | 2016-03-31 | 1
        P7            | 2015-03-31 | 0
        """,
    )
    # Numerator: C1, C6. Denominator: C1, C2, C3, C3b, C5, C6, C7.
    assert council.figure("CPP02", "2016-03-31") == (2, 7)
