"""Worked examples of the indicators that say how things stand at the end of a day S."""

import pytest

from indicators.worked import Council


def test_open_assessments_over_45_working_days(council: Council) -> None:
    # S is Thursday 31 March 2016; 45 working days before it is Tuesday 26 January (26 January to
    # 31 March: 9 weeks and 2 days = 47 week days, less Good Friday and Easter Monday).
    # A1 started on 26 January: exactly 45, not over. A2 the day before: 46, over. A3 was
    # authorised on S: not open at the end of S. A4 the day after S: open at S, and over.
    # A5 starts on S: open.
    council.of(
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date
        A1            | P1             | 2016-01-26 |
        A2            | P2             | 2016-01-25 |
        A3            | P3             | 2016-01-04 | 2016-03-31
        A4            | P4             | 2016-01-04 | 2016-04-01
        A5            | P5             | 2016-03-31 |
        """
    )
    assert council.figure("ASM03", "2016-03-31") == (2, 4)
    assert council.value("ASM03", "2016-03-31") == 50.0


def test_children_in_need(council: Council) -> None:
    # P1 has two open episodes: one child. P2's ended on S: not open. P3's ends the day after: open.
    # P4's led to no further action: left out. P5's starts on S: open.
    council.of(
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date | close_date | referral_nfa | referral_team
        R1          | P1             | 2014-01-01    |            | N            | A
        R2          | P1             | 2016-01-01    |            |              | B
        R3          | P2             | 2014-01-01    | 2016-03-31 |              | A
        R4          | P3             | 2014-01-01    | 2016-04-01 |              | A
        R5          | P4             | 2016-03-01    |            | Y            | A
        R6          | P5             | 2016-03-31    |            |              | A
        """
    )
    assert council.figure("CIN01", "2016-03-31") == (3, 83785)
    assert council.value("CIN01", "2016-03-31") == pytest.approx(3 / 83785 * 10000)
    assert council.row("CIN01", "2016-03-31")["excluded"] == 1
    # P1 belongs to the team of the episode that began last.
    assert council.groups("CIN01", "2016-03-31", "team") == {"A": (2, 83785), "B": (1, 83785)}


def test_the_published_rate_of_children_in_need() -> None:
    # Leicester, 31 March 2016, as the DfE published it: 2636 / 83785 x 10000 = 314.6.
    assert round(2636 / 83785 * 10000, 1) == 314.6


def test_children_on_a_plan(council: Council) -> None:
    # P1: two open plans, one child. P2: held for another authority, out. P3: both kinds, in.
    # P4: ended on S, out. P5 is unborn: in the numerator.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob   | expected_dob
        P5             |            | 2016-05-01
        """,
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | end_date   | ola
        C1         | P1             | 2015-01-01 |            |
        C2         | P1             | 2016-01-01 |            | N
        C3         | P2             | 2016-01-01 |            | Y
        C4         | P3             | 2015-01-01 |            | Y
        C5         | P3             | 2016-01-01 |            | N
        C6         | P4             | 2015-01-01 | 2016-03-31 |
        C7         | P5             | 2016-03-31 |            |
        """,
    )
    assert council.figure("CPP01", "2016-03-31") == (3, 83785)
    assert council.row("CPP01", "2016-03-31")["excluded"] == 1
    assert council.groups("CPP01", "2016-03-31", "age_band") == {
        "not known": (2, 83785),
        "unborn": (1, 83785),
    }


def test_children_on_a_plan_seen_within_10_working_days(council: Council) -> None:
    # S is Thursday 31 March 2016. Ten working days before it is Tuesday 15 March (Good Friday and
    # Easter Monday do not count): a visit on the 15th is in time, on the 14th it is not.
    # P1 seen on the 15th: yes. P2 on the 14th: no. P3 visited on the 29th but not seen: no.
    # P4's plan began on the 15th, 10 working days ago, seen on the 14th, before the plan: no.
    # P5's plan began on the 16th: too new, left out. P6 is not born: left out. P7's plan is held
    # for another authority: left out. P8 is seen the day after S: no. P9's plan began on the 15th,
    # seen that very day: yes. 2 of 6.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2010-01-01
        P2             | 2010-01-01
        P3             | 2010-01-01
        P4             | 2016-03-31
        P5             | 2010-01-01
        P6             | 2016-04-01
        P7             | 2010-01-01
        P8             | 2010-01-01
        P9             | 2010-01-01
        """,
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | ola
        C1         | P1             | 2015-10-01 |
        C2         | P2             | 2015-10-01 |
        C3         | P3             | 2015-10-01 |
        C4         | P4             | 2016-03-15 |
        C5         | P5             | 2016-03-16 |
        C6         | P6             | 2015-10-01 |
        C7         | P7             | 2015-10-01 | Y
        C8         | P8             | 2015-10-01 |
        C9         | P9             | 2016-03-15 |
        """,
        ssd_cp_visits="""
        cp_visit_id | cppv_person_id | visit_date | visit_seen
        V1          | P1             | 2016-03-15 | Y
        V2          | P2             | 2016-03-14 | Y
        V3          | P3             | 2016-03-29 | N
        V3b         | P3             | 2016-03-01 | Y
        V4          | P4             | 2016-03-14 | Y
        V5          | P5             | 2016-03-30 | Y
        V8          | P8             | 2016-04-01 | Y
        V9          | P9             | 2016-03-15 | Y
        """,
    )
    assert council.figure("CPP05", "2016-03-31") == (2, 6)
    assert council.row("CPP05", "2016-03-31")["excluded"] == 3


def test_looked_after_children(council: Council) -> None:
    # P1 in care. P2 turns 18 on S: no longer. P3 turns 18 the day after: in. P4's date of birth is
    # not known: out. P5 is in short breaks (V4): out; P6's V4 became V2 on S: in; P7 is in both:
    # out while the V4 is open. P8's episode ceased on S: out. P9 has two open episodes: one child.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2005-01-01
        P2             | 1998-03-31
        P3             | 1998-04-01
        P4             |
        P5             | 2005-01-01
        P6             | 2005-01-01
        P7             | 2005-01-01
        P8             | 2005-01-01
        P9             | 2005-01-01
        """,
        ssd_cla_episodes="""
        cla_episode_id | clae_person_id | episode_start_date | episode_ceased_date
        E1             | P1             | 2015-01-01         |
        E2             | P2             | 2015-01-01         |
        E3             | P3             | 2015-01-01         |
        E4             | P4             | 2015-01-01         |
        E5             | P5             | 2015-01-01         |
        E6             | P6             | 2015-01-01         |
        E7             | P7             | 2015-01-01         |
        E8             | P8             | 2015-01-01         | 2016-03-31
        E9             | P9             | 2015-01-01         |
        E10            | P9             | 2016-01-01         |
        """,
        ssd_legal_status="""
        legal_status_id | lega_person_id | lega_legal_status | status_start_date | status_end_date
        L1              | P1             | C2                | 2015-01-01        |
        L5              | P5             | V4                | 2015-01-01        |
        L6              | P6             | V4                | 2015-01-01        | 2016-03-31
        L6b             | P6             | V2                | 2016-03-31        |
        L7              | P7             | V4                | 2015-01-01        |
        L7b             | P7             | V2                | 2016-01-01        |
        """,
    )
    assert council.figure("LAC01", "2016-03-31") == (4, 83785)
    assert council.row("LAC01", "2016-03-31")["excluded"] == 4


def test_born_on_29_february_is_18_on_1_march(council: Council) -> None:
    tables = {
        "ssd_person": "pers_person_id | pers_dob\nP1 | 1996-02-29",
        "ssd_cla_episodes": (
            "cla_episode_id | clae_person_id | episode_start_date\nE1 | P1 | 2010-01-01"
        ),
    }
    # 1996 + 18 = 2014, a common year: the 18th birthday is completed on 1 March.
    assert council.of(**tables).figure("LAC01", "2014-02-28") == (1, None)
    assert council.figure("LAC01", "2014-03-01") == (0, None)


PLACEMENTS = """
cla_placement_id | clap_person_id | placement_type
A                | P1             | U4
B                | P1             | U6
C                | P1             | K2
D                | P1             | U4
T                | P1             | T1
"""


@pytest.mark.parametrize(
    ("why", "episodes", "counted"),
    [
        (
            # 31 March 2015 is the last day before the window: A is in force then and counts, B and
            # C are new in it: three.
            "the placement at the start of the window counts",
            """
            E1 | A | S | 2014-01-01 | 2015-04-01
            E2 | B | P | 2015-04-01 | 2015-10-01
            E3 | C | P | 2015-10-01 |
            """,
            1,
        ),
        (
            # A ended on 31 March 2015, so it is not in force at the end of that day: B and C, two.
            "a placement that ended when the window began does not",
            """
            E1 | A | S | 2014-01-01 | 2015-03-31
            E2 | B | P | 2015-03-31 | 2015-10-01
            E3 | C | P | 2015-10-01 |
            """,
            0,
        ),
        (
            # B to D is a move with the same carer (T): A, B, two.
            "a move with the same carer is no new placement",
            """
            E1 | A | S | 2014-01-01 | 2015-05-01
            E2 | B | P | 2015-05-01 | 2015-10-01
            E3 | D | T | 2015-10-01 |
            """,
            0,
        ),
        (
            # D began with the same carer as the one before, but it is where the child lived when
            # the window began: D, A, B, three.
            "the placement at the start of the window counts whatever its reason",
            """
            E0 | C | S | 2013-01-01 | 2014-06-01
            E1 | D | T | 2014-06-01 | 2015-05-01
            E2 | A | P | 2015-05-01 | 2015-10-01
            E3 | B | P | 2015-10-01 |
            """,
            1,
        ),
        (
            # The same, on the very day: D began on 31 March 2015 and is in force at its end.
            "a placement that began the day before the window counts whatever its reason",
            """
            E0 | C | S | 2013-01-01 | 2015-03-31
            E1 | D | T | 2015-03-31 | 2015-05-01
            E2 | A | P | 2015-05-01 | 2015-10-01
            E3 | B | P | 2015-10-01 |
            """,
            1,
        ),
        (
            # A, a temporary stay in hospital (T1), back to A (reason P, the same id), then B: two.
            "temporary placements and the return from them are no new placements",
            """
            E1 | A | S | 2014-01-01 | 2015-05-01
            E2 | T | P | 2015-05-01 | 2015-05-10
            E3 | A | P | 2015-05-10 | 2015-10-01
            E4 | B | P | 2015-10-01 |
            """,
            0,
        ),
        (
            # A changes its legal status (L) and stays one placement: A, B, C, three.
            "a new legal status is no new placement",
            """
            E1 | A | S | 2015-05-01 | 2015-06-01
            E2 | A | L | 2015-06-01 | 2015-07-01
            E3 | B | B | 2015-07-01 | 2015-10-01
            E4 | C | P | 2015-10-01 |
            """,
            1,
        ),
        (
            # Home in between; the placement of the earlier period of care counts: A, B, C, three.
            "placements of an earlier period of care count",
            """
            E1 | A | S | 2015-05-01 | 2015-06-01
            E2 | B | S | 2015-07-01 | 2015-10-01
            E3 | C | P | 2015-10-01 |
            """,
            1,
        ),
    ],
)
def test_three_or_more_placements(council: Council, why: str, episodes: str, counted: int) -> None:
    rows = [line.split("|") for line in episodes.splitlines() if line.strip()]
    table = "cla_episode_id | clae_person_id | clae_cla_placement_id | start_reason"
    table += " | episode_start_date | episode_ceased_date"
    for episode, placement, reason, start, end in rows:
        table += f"\n{episode} | P1 | {placement} | {reason} | {start} | {end}"
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 2005-01-01",
        ssd_cla_placement=PLACEMENTS,
        ssd_cla_episodes=table,
    )
    assert council.figure("LAC02", "2016-03-31") == (counted, 1), why


def test_care_leavers_in_education_employment_or_training(council: Council) -> None:
    # S is 31 March 2016. P1's latest row says F4: counts. P2 was in F1, now G5: not. P3 will be in
    # F1 after S: at S it was G4. P4 is "Former relevant child" and not in touch (null): stays in.
    # P5 turns 19 on S: in. P6 turns 19 the day after: out. P7 turned 22 on S: out. P8 turns 22 the
    # day after: in. P9 died: out. P10's latest row is not former relevant: out, although an
    # earlier one was. P11's row has no date of contact, the oldest there is: in.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 1996-01-01
        P2             | 1996-01-01
        P3             | 1996-01-01
        P4             | 1996-01-01
        P5             | 1997-03-31
        P6             | 1997-04-01
        P7             | 1994-03-31
        P8             | 1994-04-01
        P9             | 1996-01-01
        P10            | 1996-01-01
        P11            | 1996-01-01
        """,
        ssd_care_leavers="""
        table_id | clea_person_id | eligibility           | in_touch | latest_contact | activity
        L1              | P1             | Former Relevant       | YES      | 2016-03-31     | F4
        L2              | P2             | Former Relevant       | YES      | 2015-06-01     | F1
        L2b             | P2             | Former Relevant       | YES      | 2016-03-01     | G5
        L3              | P3             | Former Relevant       | YES      | 2016-03-01     | G4
        L3b             | P3             | Former Relevant       | YES      | 2016-04-01     | F1
        L4              | P4             | Former relevant child |          | 2016-03-01     |
        L5              | P5             | Former Relevant       | NO       | 2016-03-01     | P1
        L6              | P6             | Former Relevant       | YES      | 2016-03-01     | P2
        L7              | P7             | Former Relevant       | YES      | 2016-03-01     | P2
        L8              | P8             | Former Relevant       | RHOM     | 2016-03-01     | P5
        L9              | P9             | Former Relevant       | DIED     | 2016-03-01     | F2
        L10      | P10            | Former Relevant       | YES      | 2015-03-01     | F2
        L10b     | P10            | Qualifying            | YES      | 2016-03-01     | F2
        L11      | P11            | Former Relevant       | NO       |                |
        """,
    )
    # Numerator: P1, P5, P8. Denominator: P1, P2, P3, P4, P5, P8, P11. 300 / 7 = 42.857...
    assert council.figure("CLV02", "2016-03-31") == (3, 7)
    assert council.value("CLV02", "2016-03-31") == pytest.approx(42.857143)
    assert council.row("CLV02", "2016-03-31")["excluded"] == 4


def test_of_two_rows_of_one_day_the_last_id_counts(council: Council) -> None:
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 1996-01-01",
        ssd_care_leavers="""
        table_id | clea_person_id | eligibility     | latest_contact | activity
        L1              | P1             | Former Relevant | 2016-03-01     | F1
        L2              | P1             | Former Relevant | 2016-03-01     | G4
        """,
    )
    assert council.figure("CLV02", "2016-03-31") == (0, 1)
