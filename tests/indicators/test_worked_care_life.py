"""Worked examples of looked-after children: visits, health, absences, being heard, distance."""

from datetime import date

import pytest

from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.indicators import catalogue, compute


def local(council: Council, code: str, **settings: int) -> tuple[object, object]:
    """The figure to 31 March 2016 with a council's own settings."""
    indicator = catalogue({code: settings})[code]
    windows = [window_ending(indicator.window, date(2016, 3, 31))]
    whole = compute(council.connection, [indicator], {code: windows}).to_dict("records")[0]
    return whole["numerator"], whole["denominator"]


def in_care(*people: str, entered: str = "2014-01-01") -> dict[str, str]:
    """These people, born in 2006, with an open episode of care each."""
    person, episode = "pers_person_id | pers_dob", "cla_episode_id | clae_person_id"
    episode += " | clae_cla_id | entered_care_date | episode_start_date"
    for pid in people:
        person += f"\n{pid} | 2006-01-01"
        episode += f"\nE-{pid} | {pid} | X-{pid} | {entered} | {entered}"
    return {"ssd_person": person, "ssd_cla_episodes": episode}


def test_visits_to_looked_after_children(council: Council) -> None:
    # S is 31 March 2016: 7 days before is 24 March, 42 days 18 February, 84 days 7 January.
    # P1: visited on day 7 of the placement, and 42 days ago: yes.
    # P2: last visited 43 days ago: no. P3: first visited on day 8: no.
    # P4: long-term fostering (U4) for 12 months to the day, last visited 84 days ago: yes.
    # P5: a day less than 12 months, so 42 days hold: no. P6 (U1): last visited 85 days ago: no.
    # P7: placed 6 days ago: too new, left out. P8: placed 7 days ago, visited on S, day 7: yes.
    # P9's placement ended on S: none open, left out. P10 has two open: the later one is too new.
    # P11: visited the day after S: not in the six weeks to S, no. P12: other fostering (U6) for
    # two years, visited 50 days ago: 42 days hold, no. P13 (U1): 84 days ago, yes. 4 of 10.
    council.of(
        **in_care(*(f"P{number}" for number in range(1, 14))),
        ssd_cla_placement="""
        placement_id | clap_person_id | start_date | end_date   | placement_type
        A1           | P1             | 2015-12-01 |            | U6
        A2           | P2             | 2015-12-01 |            | U6
        A3           | P3             | 2015-12-01 |            | U6
        A4           | P4             | 2015-03-31 |            | U4
        A5           | P5             | 2015-04-01 |            | U4
        A6           | P6             | 2014-01-01 |            | U1
        A7           | P7             | 2016-03-25 |            | U6
        A8           | P8             | 2016-03-24 |            | K2
        A9           | P9             | 2014-01-01 | 2016-03-31 | U6
        A10          | P10            | 2014-01-01 |            | U6
        A10b         | P10            | 2016-03-28 |            | T1
        A11          | P11            | 2015-12-01 |            | U6
        A12          | P12            | 2014-01-01 |            | U6
        A13          | P13            | 2014-01-01 |            | U1
        """,
        ssd_cla_visits="""
        cla_visit_id | clav_person_id | visit_date
        V1           | P1             | 2015-12-08
        V1b          | P1             | 2016-02-18
        V2           | P2             | 2015-12-08
        V2b          | P2             | 2016-02-17
        V3           | P3             | 2015-12-09
        V3b          | P3             | 2016-03-20
        V4           | P4             | 2015-03-31
        V4b          | P4             | 2016-01-07
        V5           | P5             | 2015-04-01
        V5b          | P5             | 2016-01-07
        V6           | P6             | 2014-01-05
        V6b          | P6             | 2016-01-06
        V8           | P8             | 2016-03-31
        V9           | P9             | 2016-03-20
        V10          | P10            | 2014-01-02
        V10b         | P10            | 2016-03-29
        V11          | P11            | 2015-12-02
        V11b         | P11            | 2016-04-01
        V12          | P12            | 2014-01-02
        V12b         | P12            | 2016-02-10
        V13          | P13            | 2014-01-02
        V13b         | P13            | 2016-01-07
        """,
    )
    assert council.figure("LAC05", "2016-03-31") == (4, 10)
    assert council.row("LAC05", "2016-03-31")["excluded"] == 3
    # With 50 days for the usual placement, P2 (43 days) and P12 (50) are in time.
    assert local(council, "LAC05", days=50) == (6, 10)
    # With 84 days, P5's long-term placement of less than 12 months is in time as well.
    assert local(council, "LAC05", days=84) == (7, 10)
    # With 5 days for the first visit, P7 (placed 6 days ago, not visited) is in, P1 (seen on day
    # 7) and P8 (seen on day 7) are late: P4 and P13.
    assert local(council, "LAC05", first_days=5) == (2, 11)


@pytest.mark.parametrize(("visited", "met"), [("2015-01-31", 0), ("2015-02-01", 1)])
def test_a_visit_of_an_earlier_placement_is_no_first_visit(
    council: Council, visited: str, met: int
) -> None:
    # The placement began on 1 February 2015. The visit of the day before belongs to another; the
    # last visit, of any placement, is in time.
    council.of(
        **in_care("P1"),
        ssd_cla_placement="""
        cla_placement_id | clap_person_id | placement_start_date | placement_type
        A1               | P1             | 2015-02-01           | U6
        """,
        ssd_cla_visits=f"""
        cla_visit_id | clav_person_id | visit_date
        V1           | P1             | {visited}
        V2           | P1             | 2016-03-01
        V3           | P1             | 2016-03-01
        """,
    )
    assert council.figure("LAC05", "2016-03-31") == (met, 1)


def test_health_assessments(council: Council) -> None:
    # S is 31 March 2016: twelve months before is 31 March 2015, six months 30 September.
    # P1, in care for 12 months to the day, assessed on 1 April 2015: in the last 12 months, yes.
    # P2, assessed on 31 March 2015: no. P3, in care for a day less: left out.
    # P4, five the day after S, assessed on 1 October: in the last 6 months, yes. P5, also four,
    # assessed on 30 September: no. P6, five on S, on the same day: 12 months hold, yes.
    # P7 saw a dentist: no. P8's assessment is planned: no. P9's was the day after S: no.
    # P10's is written HEALTH, COMPLETED: yes. P11's day of entering care is not known: left out.
    # P12 is in short breaks (V4): left out. P13's has no date: no. 4 of 10.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2006-01-01
        P2             | 2006-01-01
        P3             | 2006-01-01
        P4             | 2011-04-01
        P5             | 2011-04-01
        P6             | 2011-03-31
        P7             | 2006-01-01
        P8             | 2006-01-01
        P9             | 2006-01-01
        P10            | 2006-01-01
        P11            | 2006-01-01
        P12            | 2006-01-01
        P13            | 2006-01-01
        """,
        ssd_cla_episodes="""
        cla_episode_id | clae_person_id | entered_care_date | episode_start_date
        E1             | P1             | 2015-03-31        | 2015-03-31
        E2             | P2             | 2014-01-01        | 2014-01-01
        E3             | P3             | 2015-04-01        | 2015-04-01
        E4             | P4             | 2014-01-01        | 2014-01-01
        E5             | P5             | 2014-01-01        | 2014-01-01
        E6             | P6             | 2014-01-01        | 2014-01-01
        E7             | P7             | 2014-01-01        | 2014-01-01
        E8             | P8             | 2014-01-01        | 2014-01-01
        E9             | P9             | 2014-01-01        | 2014-01-01
        E10            | P10            | 2014-01-01        | 2014-01-01
        E11            | P11            |                   | 2014-01-01
        E12            | P12            | 2014-01-01        | 2014-01-01
        E13            | P13            | 2014-01-01        | 2014-01-01
        """,
        ssd_legal_status="""
        lega_legal_status_id | lega_person_id | lega_legal_status | status_start_date
        L12                  | P12            | V4                | 2014-01-01
        """,
        ssd_cla_health="""
        health_check_id | clah_person_id | check_type        | check_date | check_status
        H1              | P1             | Health Assessment | 2015-04-01 | Completed
        H2              | P2             | Health Assessment | 2015-03-31 | Completed
        H3              | P3             | Health Assessment | 2016-01-01 | Completed
        H4              | P4             | Health Assessment | 2015-10-01 | Completed
        H5              | P5             | Health Assessment | 2015-09-30 | Completed
        H6              | P6             | Health Assessment | 2015-09-30 | Completed
        H7              | P7             | Dental Check      | 2016-01-01 | Completed
        H8              | P8             | Health Assessment | 2016-01-01 | Planned
        H9              | P9             | Health Assessment | 2016-04-01 | Completed
        H10             | P10            | HEALTH            | 2016-03-31 | COMPLETED
        H11             | P11            | HEALTH            | 2016-01-01 | Completed
        H12             | P12            | HEALTH            | 2016-01-01 | Completed
        H13             | P13            | HEALTH            |            | Completed
        """,
    )
    assert council.figure("LAC06", "2016-03-31") == (4, 10)
    assert council.value("LAC06", "2016-03-31") == 40.0
    assert council.row("LAC06", "2016-03-31")["excluded"] == 3


def test_twelve_months_in_care_at_the_end_of_a_short_month(council: Council) -> None:
    # 29 February 2016 less 12 months is 28 February 2015; less 6 months 29 August.
    tables = in_care("P1", entered="2015-02-28")
    assert council.of(**tables).figure("LAC06", "2016-02-29") == (0, 1)
    tables = in_care("P1", entered="2015-03-01")
    assert council.of(**tables).figure("LAC06", "2016-02-29") == (0, 0)


def test_return_interviews_after_going_missing(council: Council) -> None:
    # January to March 2016. P1, in care throughout: M1 offered; M2, over on S, not; M3 away without
    # authorisation and M4 not applicable: left out; M5 nothing recorded: in, not offered; M6 over
    # the day after S, M7 over on 31 December and M8 not over: not in the quarter; M9 began in
    # December and was over on 1 January, offered: in. M10: of a kind not known: left out.
    # P2 entered care on 1 February: M11 began the day before: left out; M12 on the day: in,
    # offered. P3 left care on 1 February: M13 began that day: left out; M14 the day before: in,
    # offered, although it was over after care.
    # P4 turned 18 on 1 February: M15 began that day: left out; M16 the day before: in, not offered.
    # P5 is in short breaks, P6's date of birth is not known, P7 is not in care: left out.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob
        P1             | 2002-01-01
        P2             | 2002-01-01
        P3             | 2002-01-01
        P4             | 1998-02-01
        P5             | 2002-01-01
        P6             |
        P7             | 2002-01-01
        """,
        ssd_cla_episodes="""
        cla_episode_id | clae_person_id | episode_start_date | episode_ceased_date
        E1             | P1             | 2014-01-01         |
        E1b            | P1             | 2015-01-01         |
        E2             | P2             | 2016-02-01         |
        E3             | P3             | 2014-01-01         | 2016-02-01
        E4             | P4             | 2014-01-01         |
        E5             | P5             | 2014-01-01         |
        E6             | P6             | 2014-01-01         |
        """,
        ssd_legal_status="""
        lega_legal_status_id | lega_person_id | lega_legal_status | status_start_date
        L5                   | P5             | V3                | 2014-01-01
        """,
        ssd_missing="""
        table_id | miss_person_id | start_date | type    | end_date   | offered
        M1       | P1             | 2016-01-10 | M       | 2016-01-11 | Y
        M2       | P1             | 2016-03-30 | Missing | 2016-03-31 | N
        M3       | P1             | 2016-02-01 | A       | 2016-02-02 | Y
        M4       | P1             | 2016-02-03 | M       | 2016-02-03 | NA
        M5       | P1             | 2016-02-05 | M       | 2016-02-06 |
        M6       | P1             | 2016-03-31 | M       | 2016-04-01 | Y
        M7       | P1             | 2015-12-30 | M       | 2015-12-31 | Y
        M8       | P1             | 2016-03-15 | M       |            | Y
        M9       | P1             | 2015-12-31 | M       | 2016-01-01 | Y
        M10      | P1             | 2016-02-10 |         | 2016-02-11 | Y
        M11      | P2             | 2016-01-31 | M       | 2016-02-03 | Y
        M12      | P2             | 2016-02-01 | M       | 2016-02-03 | Y
        M13      | P3             | 2016-02-01 | M       | 2016-02-02 | Y
        M14      | P3             | 2016-01-31 | M       | 2016-02-05 | Y
        M15      | P4             | 2016-02-01 | M       | 2016-02-02 | Y
        M16      | P4             | 2016-01-31 | M       | 2016-02-02 | N
        M17      | P5             | 2016-01-10 | M       | 2016-01-11 | Y
        M18      | P6             | 2016-01-10 | M       | 2016-01-11 | Y
        M19      | P7             | 2016-01-10 | M       | 2016-01-11 | Y
        """,
    )
    # Offered: M1, M9, M12, M14. In: these and M2, M5, M16. Left out: M3, M4, M10, M11, M13, M15,
    # M17, M18, M19.
    assert council.figure("LAC07", "2016-03-31") == (4, 7)
    assert council.row("LAC07", "2016-03-31")["excluded"] == 9


def test_children_taking_part_in_their_reviews(council: Council) -> None:
    # January to March 2016. PN1, PN2, PN3, PN5 and PN6 took part: R1 to R5. PN4 (there, but views
    # not conveyed) and PN7 did not: R6, R7. PN0 (under four), nothing recorded, a code that does
    # not exist and a cancelled review are left out. R12 and R13 lie a day outside the quarter.
    # R14, with no date, was not held. R15 is a second review of the same day: a row each. 6 of 8.
    codes = ["PN1", "PN2", "PN3", "PN5", "PN6", "PN4", "PN7", "PN0", "", "PN8"]
    reviews = "cla_review_id | cla_person_id | review_date | cancelled | participation"
    for number, code in enumerate(codes, 1):
        reviews += f"\nR{number} | P{number} | 2016-02-01 | {'N' if number % 2 else ''} | {code}"
    reviews += """
        R11 | P11 | 2016-02-01 | Y | PN1
        R12 | P12 | 2015-12-31 |   | PN1
        R13 | P13 | 2016-04-01 |   | PN1
        R14 | P14 |            |   | PN1
        R15 | P1  | 2016-02-01 |   | PN1
    """
    council.of(ssd_cla_reviews=reviews)
    assert council.figure("LAC08", "2016-03-31") == (6, 8)
    assert council.value("LAC08", "2016-03-31") == 75.0
    assert council.row("LAC08", "2016-03-31")["excluded"] == 4
    assert council.figure("LAC08", "2016-03-31", "R12M") == (7, 9)
    # A council that counts being there as taking part has R6 beside them, another R7 as well.
    assert local(council, "LAC08", count_pn4=True) == (7, 8)
    assert local(council, "LAC08", count_pn4=True, count_pn7=True) == (8, 8)


def test_team_of_the_day_of_the_review(council: Council) -> None:
    # P1 moves from team A to team B on 1 March.
    council.of(
        ssd_involvements="""
        involvements_id | invo_person_id | role_id | professional_team | start_date | end_date
        I1              | P1             | CW      | A                 | 2015-01-01 | 2016-03-01
        I2              | P1             | CW      | B                 | 2016-03-01 |
        """,
        ssd_cla_reviews="""
        cla_review_id | cla_person_id | review_date | participation
        R1            | P1            | 2016-02-29  | PN1
        R2            | P1            | 2016-03-01  | PN7
        """,
    )
    assert council.groups("LAC08", "2016-03-31", "team") == {"A": (1, 1), "B": (0, 1)}


def test_far_from_home_and_outside_the_city(council: Council) -> None:
    # P1: 20.5 miles, outside: yes. P2: exactly 20: no. P3: 30 miles, inside: no. P4: the lookup
    # has no distance, the placement says 35: yes. P5: the lookup says 12, the placement 35: no.
    # P6: the lookup says unknown (999.9) beside a known 35: left out. P7: no distance: left out.
    # P8: 40 miles, not in the lookup, so nothing says outside: in, no. P9: no placement open.
    # P10 came alone and seeks asylum: left out. P11 did until S: in, yes. P12's status says so in
    # words: left out. P13 has two open placements: the later one, 10 miles, counts: no.
    # P14 is a refugee who came with a family: in, yes.
    council.of(
        **in_care(*(f"P{number}" for number in range(1, 15))),
        ssd_cla_placement="""
        cla_placement_id | clap_person_id | placement_start_date | placement_end_date | distance
        A1               | P1             | 2015-01-01           |                    |
        A2               | P2             | 2015-01-01           |                    |
        A3               | P3             | 2015-01-01           |                    | 30
        A4               | P4             | 2015-01-01           |                    | 35
        A5               | P5             | 2015-01-01           |                    | 35
        A6               | P6             | 2015-01-01           |                    | 35
        A7               | P7             | 2015-01-01           |                    |
        A8               | P8             | 2015-01-01           |                    | 40
        A9               | P9             | 2015-01-01           | 2016-03-31         | 40
        A10              | P10            | 2015-01-01           |                    | 40
        A11              | P11            | 2015-01-01           |                    | 40
        A12              | P12            | 2015-01-01           |                    | 40
        A13              | P13            | 2015-01-01           |                    | 40
        A13b             | P13            | 2015-06-01           |                    | 10
        A14              | P14            | 2015-01-01           |                    | 40
        """,
        ext_placement_location="""
        plo_placement_id | in_out | distance_miles
        A1               | OUT    | 20.5
        A2               | OUT    | 20
        A3               | IN     |
        A4               | OUT    |
        A5               | OUT    | 12
        A6               | OUT    | 999.9
        A9               | OUT    | 40
        A10              | OUT    | 40
        A11              | OUT    | 40
        A12              | OUT    | 40
        A13              | OUT    | 40
        A13b             | OUT    | 10
        A14              | OUT    | 40
        """,
        ssd_immigration_status="""
        status_id | immi_person_id | start_date | end_date   | immi_immigration_status
        I10       | P10            | 2015-01-01 |            | uasc
        I11       | P11            | 2015-01-01 | 2016-03-31 | UASC
        I12       | P12            | 2015-01-01 | 2016-04-01 | Unaccompanied asylum seeking child
        I14       | P14            | 2015-01-01 |            | Refugee
        """,
    )
    # Far and outside: P1, P4, P11, P14. In: these and P2, P3, P5, P8, P13.
    assert council.figure("LAC09", "2016-03-31") == (4, 9)
    assert council.row("LAC09", "2016-03-31")["excluded"] == 5
