"""Worked examples of adoption and of care leavers."""

import pytest

from indicators.worked import Council

# Each child entered care on the day in the last column.
CARE = """
cla_episode_id | clae_person_id | clae_cla_id | episode_start_date | entered_care_date
E1             | P1             | C1          | 2014-01-01         | 2014-01-01
E1b            | P1             | C1          | 2014-06-01         | 2014-01-01
E2             | P2             | C2          | 2012-02-28         | 2012-02-28
E3             | P3             | C3          | 2014-01-01         | 2014-01-01
E4             | P4             | C4          | 2014-01-01         | 2014-01-01
E5             | P5             | C5          | 2014-01-01         | 2014-01-01
E6             | P6             | C6          | 2014-01-01         |
E7             | P7             | C7          | 2014-01-01         | 2014-01-01
E8             | P8             | C8          | 2014-01-01         | 2014-01-01
"""
ORDERS = """
table_id | person_id | cla_id | type     | permanence_order_date | adoption_date | flag | carer_date
O1       | P1        | C1     | Adoption | 2016-03-31            | 2015-01-01    | N    |
O1b      | P1        | C1     | Adoption | 2016-03-31            | 2015-01-01    | N    |
O2       | P2        | C2     | Adoption | 2013-04-01            | 2012-03-01    |      |
O3       | P3        | C3     | Adoption | 2015-06-01            | 2015-01-01    | Y    | 2014-01-11
O4       | P4        | C4     | Adoption | 2015-06-01            | 2014-01-31    | Y    |
O5       | P5        | C5     | Adoption | 2015-06-01            | 2015-06-01    |      |
O6       | P6        | C6     | Adoption | 2015-06-01            | 2015-01-01    |      |
O7       | P7        | C7     | Adoption | 2015-06-01            | 2013-12-31    |      |
O8       | P8        | C8     | SGO      | 2015-06-01            | 2015-01-01    |      |
O9       | P9        | C1     | Adoption | 2013-03-31            | 2012-01-01    |      |
"""


def test_days_from_entering_care_to_the_adoptive_family(council: Council) -> None:
    # 36 months to 31 March 2016 begin on 1 April 2013.
    # P1: 1 January 2014 to 1 January 2015 = 365 days.
    # P2: 28 February to 1 March 2012 = 2 days, with the 29th; the order is of the first day of the
    #     window.
    # P3: adopted by the foster carers: to the start of the fostering, 1 to 11 January 2014 = 10
    #     days, and not to the placement for adoption.
    # P4: the same, but that start is not known (1900-01-01 was read as empty): to the placement
    #     for adoption, 1 to 31 January 2014 = 30 days.
    # P5: placed on the very day of the order: not placed before it, left out.
    # P6: the day of entering care is not known: left out.
    # P7: placed before entering care, which cannot be: left out.
    # P8: special guardianship: no adoption. P9: the order was made the day before the window.
    # P1's order stands there twice, of the same day: one child.
    # (365 + 2 + 10 + 30) / 4 = 407 / 4 = 101.75.
    council.of(
        ssd_cla_episodes=CARE,
        ssd_permanence=ORDERS,
    )
    assert council.figure("ADO01", "2016-03-31") == (407, 4)
    assert council.value("ADO01", "2016-03-31") == 101.75
    assert council.row("ADO01", "2016-03-31")["excluded"] == 3
    # In the last twelve months P1, P3 and P4: 405 / 3 = 135.
    assert council.value("ADO01", "2016-03-31", "R12M") == 135.0
    assert council.figure("ADO01", "2016-03-31", "month") == (365, 1)


def test_without_an_adoption_there_is_no_average(council: Council) -> None:
    row = council.row("ADO01", "2016-03-31")
    assert (row["numerator"], row["denominator"], row["value"]) == (0, 0, None)
    assert row["reason"] == "nothing to measure: the denominator is zero"


ENDED = "cla_episode_id | clae_person_id | clae_cla_id | start_date | ceased_date | ceased_reason\n"


@pytest.mark.parametrize(
    ("why", "episodes", "counted"),
    [
        ("adopted on the last day", "E1 | P1 | C1 | 2014-01-01 | 2016-03-31 | E11", (1, 1)),
        ("adopted on the first day", "E1 | P1 | C1 | 2014-01-01 | 2015-04-01 | E12", (1, 1)),
        ("adopted the day before", "E1 | P1 | C1 | 2014-01-01 | 2015-03-31 | E12", (0, 0)),
        ("adopted the day after", "E1 | P1 | C1 | 2014-01-01 | 2016-04-01 | E12", (0, 0)),
        ("went home", "E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | E4A", (0, 1)),
        ("still in care", "E1 | P1 | C1 | 2014-01-01 | |", (0, 0)),
        # Why care ended is not known; that it did, is.
        ("no reason recorded", "E1 | P1 | C1 | 2014-01-01 | 2015-06-01 |", (0, 1)),
        ("the next episode is missing", "E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | X1", (0, 0)),
        (
            "another episode starts the same day: care goes on, whatever the reason says",
            """E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | E8
            E2 | P1 | C1 | 2015-06-01 | 2015-09-01 | E11""",
            (1, 1),
        ),
        (
            "an episode of one day at the end, after another that ended for the next: one end",
            """E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | X1
            E2 | P1 | C1 | 2015-06-01 | 2015-06-01 | E4A""",
            (0, 1),
        ),
        (
            "two periods of care of one child are two ends",
            """E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | E4A
            E2 | P1 | C2 | 2015-09-01 | 2016-03-01 | E11""",
            (1, 2),
        ),
        (
            "a period of care that seems to end twice ended once, the last time",
            """E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | E4A
            E2 | P1 | C1 | 2015-06-05 | 2016-03-01 | E11""",
            (1, 1),
        ),
    ],
)
def test_children_leaving_care_who_were_adopted(
    council: Council, why: str, episodes: str, counted: tuple[int, int]
) -> None:
    # The twelve months to 31 March 2016 begin on 1 April 2015.
    council.of(ssd_cla_episodes=ENDED + episodes)
    assert council.figure("ADO02", "2016-03-31") == counted, why


@pytest.mark.parametrize(
    ("why", "statuses", "counted"),
    [
        ("only short breaks", "L1 | P1 | V4 | 2014-01-01 | 2015-06-01", 0),
        (
            "two kinds of short breaks",
            "L1 | P1 | V3 | 2014-01-01 | 2015-01-01\nL2 | P1 | V4 | 2015-01-01 |",
            0,
        ),
        (
            "short breaks that became care",
            "L1 | P1 | V4 | 2014-01-01 | 2015-01-01\nL2 | P1 | V2 | 2015-01-01 | 2015-06-01",
            1,
        ),
        (
            # The care order ended on the day on which this period of care began; the next one
            # began on the day on which it ended.
            "care before and after, short breaks in between",
            "L0 | P1 | C2 | 2012-01-01 | 2014-01-01\nL1 | P1 | V4 | 2014-01-01 | 2015-06-01"
            "\nL2 | P1 | C2 | 2015-06-01 |",
            0,
        ),
        ("legal status not known", "L1 | P2 | V4 | 2014-01-01 |", 1),
    ],
)
def test_a_period_of_short_breaks_is_no_period_of_care(
    council: Council, why: str, statuses: str, counted: int
) -> None:
    head = "lega_legal_status_id | lega_person_id | lega_legal_status | status_start_date | "
    council.of(
        ssd_cla_episodes=ENDED + "E1 | P1 | C1 | 2014-01-01 | 2015-06-01 | E4A",
        ssd_legal_status=f"{head}status_end_date\n{statuses}",
    )
    assert council.figure("ADO02", "2016-03-31") == (0, counted), why
    assert council.row("ADO02", "2016-03-31")["excluded"] == 1 - counted


def test_care_leavers_in_suitable_accommodation(council: Council) -> None:
    # S is 31 March 2016. P1 suitable: counts. P2 was, and is not any more. P3 is not in touch and
    # nothing is known of the accommodation: in the denominator. P4 died: out. P5 turned 22 on S:
    # out. P6 turns 22 the day after: in. P7 returned home: in (only those who died leave). P8's
    # latest row is of the day after S: the one before it counts, which is suitable.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 1996-01-01
        P2             | 1996-01-01
        P3             | 1997-03-31
        P4             | 1996-01-01
        P5             | 1994-03-31
        P6             | 1994-04-01
        P7             | 1996-02-29
        P8             | 1996-01-01
        """,
        ssd_care_leavers="""
        table_id | person_id | eligibility           | in_touch | latest_contact | accom_suitable
        L1       | P1        | Former Relevant       | YES      | 2016-03-31     | 1
        L2       | P2        | Former Relevant       | YES      | 2015-06-01     | 1
        L2b      | P2        | former relevant       | YES      | 2016-03-01     | 2
        L3       | P3        | Former relevant child | NO       | 2015-12-01     |
        L4       | P4        | Former Relevant       | DIED     | 2016-03-01     | 1
        L5       | P5        | Former Relevant       | YES      | 2016-03-01     | 1
        L6       | P6        | Former Relevant       | YES      | 2016-03-01     | 1
        L7       | P7        | Former Relevant       | RHOM     | 2016-03-01     | 1
        L8       | P8        | Former Relevant       | YES      | 2016-03-01     | 1
        L8b      | P8        | Former Relevant       | YES      | 2016-04-01     | 2
        """,
    )
    # Numerator: P1, P6, P7, P8. Denominator: these, P2 and P3.
    assert council.figure("CLV01", "2016-03-31") == (4, 6)
    assert council.row("CLV01", "2016-03-31")["excluded"] == 2


@pytest.mark.parametrize(
    ("s", "reviewed", "counted"),
    [
        # Six months before 31 March is 30 September: a review of that day is too old.
        ("2016-03-31", "2015-09-30", 0),
        ("2016-03-31", "2015-10-01", 1),
        ("2016-03-31", "2016-03-31", 1),
        ("2016-03-31", "2016-04-01", 0),
        ("2016-03-31", "", 0),
        # Six months before 31 August is 29 February in a leap year, 28 February otherwise.
        ("2016-08-31", "2016-02-29", 0),
        ("2016-08-31", "2016-03-01", 1),
        ("2015-08-31", "2015-02-28", 0),
        ("2015-08-31", "2015-03-01", 1),
        ("2016-02-29", "2015-08-29", 0),
        ("2016-02-29", "2015-08-30", 1),
    ],
)
def test_a_pathway_plan_reviewed_within_six_months(
    council: Council, s: str, reviewed: str, counted: int
) -> None:
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 1998-01-01",
        ssd_care_leavers=f"""
        table_id | person_id | eligibility | latest_contact | plan_review_date
        L1       | P1        | Relevant    | 2015-01-01     | {reviewed}
        """,
    )
    assert council.figure("CLV03", s) == (counted, 1)


def test_who_is_owed_a_pathway_plan(council: Council) -> None:
    # S is 31 March 2016. P1 turns 16 on S: in. P2 turns 16 the day after: out. P3 turned 21 on S:
    # out. P4 turns 21 the day after: in. P5 is Qualifying: out. P6 died, P7 needs the service no
    # more and P8 returned home: out. P9 refuses contact, P10's contact is not recorded: in. P11's
    # date of birth is not known: out.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2000-03-31
        P2             | 2000-04-01
        P3             | 1995-03-31
        P4             | 1995-04-01
        P5             | 1998-01-01
        P6             | 1998-01-01
        P7             | 1998-01-01
        P8             | 1998-01-01
        P9             | 1998-01-01
        P10            | 1998-01-01
        """,
        ssd_care_leavers="""
        table_id | person_id | eligibility           | in_touch | latest_contact | plan_review_date
        L1       | P1        | Eligible              | YES      | 2016-03-01     | 2016-03-01
        L2       | P2        | Eligible              | YES      | 2016-03-01     | 2016-03-01
        L3       | P3        | Former Relevant       | YES      | 2016-03-01     | 2016-03-01
        L4       | P4        | Former relevant child | YES      | 2016-03-01     | 2015-03-01
        L5       | P5        | Qualifying            | YES      | 2016-03-01     | 2016-03-01
        L6       | P6        | Relevant              | DIED     | 2016-03-01     | 2016-03-01
        L7       | P7        | Relevant              | NREQ     | 2016-03-01     | 2016-03-01
        L8       | P8        | Relevant              | RHOM     | 2016-03-01     | 2016-03-01
        L9       | P9        | Relevant              | REFU     | 2016-03-01     |
        L10      | P10       | Relevant              |          | 2016-03-01     | 2016-03-01
        L11      | P11       | Relevant              | YES      | 2016-03-01     | 2016-03-01
        """,
    )
    # Numerator: P1 and P10. Denominator: P1, P4, P9, P10.
    assert council.figure("CLV03", "2016-03-31") == (2, 4)
    assert council.row("CLV03", "2016-03-31")["excluded"] == 7
