"""Worked examples of caseloads, posts and supervision."""

from datetime import date

import pytest

from indicators.worked import LEICESTER, Council
from litmus.base.windows import window_ending
from litmus.indicators import catalogue, compute

S = "2016-03-31"
INVOLVED = """
involvements_id | professional_id | role_id | team | person_id | start_date | end_date
I1              | W1              | CW      | A    | P1        | 2015-01-01 |
I1b             | W1              | CW      | B    | P1        | 2016-03-01 |
I2              | W2              | cw      | B    | P1        | 2016-03-31 |
I3              | W1              | CW      | A    | P2        | 2015-01-01 | 2016-03-31
I4              | W2              | CW      | B    | P3        | 2015-01-01 | 2016-04-01
I5              | W2              | 16PLUS  | B    | P4        | 2015-01-01 |
I6              | W2              | CW      |      | P4        | 2015-01-01 |
I7              | W1              | CW      | A    | P5        | 2015-01-01 |
I8              |                 | CW      | A    | P3        | 2015-01-01 |
I9              | W1              | CW      | A    | P6        | 2015-01-01 |
"""
# P1 and P3 are in need at S. P2 is, too. P5's referral led to nothing, P6's case closed on S.
IN_NEED = """
referral_id | cine_person_id | referral_date | close_date | referral_nfa
R1          | P1             | 2014-01-01    |            |
R2          | P2             | 2014-01-01    |            | N
R3          | P3             | 2014-01-01    | 2016-04-01 | N
R5          | P5             | 2014-01-01    |            | Y
R6          | P6             | 2014-01-01    | 2016-03-31 |
"""
# P4 is a care leaver without an episode of need.
LEAVERS = "table_id | clea_person_id\nL1 | P4"
POSTS = """
post_id | wfp_as_at  | team_id | fte_in_post | case_holding_yn | agency_yn
S1      | 2016-03-31 | A       | 1.0         | Y               | N
S2      | 2016-03-31 | B       | 0.6         | Y               | Y
S3      | 2016-03-31 | B       | 0.1         | Y               | N
S4      | 2016-03-31 | B       | 1.0         | N               | N
S5      | 2016-03-31 | B       |             | Y               | N
S1      | 2016-02-29 | A       | 1.0         | Y               | N
"""


def test_caseload_per_full_time_equivalent(council: Council) -> None:
    # P1 is a case of W1, once though involved twice, and of W2, from S on. W1's involvement with
    # P2 ended on S: no case. W2 has P3, until the day after S, and P4, a care leaver: the adviser's
    # involvement does not count, the case worker's does. P5 and P6 are not open. P3 is allocated to
    # nobody by name, too: no case. So 2 cases of P1, P3 and P4: 4.
    # Case holders: 1.0 + 0.6 + 0.1 = 1.7; the manager's post holds no cases, the vacant one nobody.
    # 4 / 1.7 = 2.353.
    council.of(
        ssd_involvements=INVOLVED,
        ssd_cin_episodes=IN_NEED,
        ssd_care_leavers=LEAVERS,
        ext_workforce_post=POSTS,
    )
    assert council.figure("WFC01", S) == (4, 1.7)
    assert council.value("WFC01", S) == pytest.approx(4 / 1.7)
    # W1 has P1 for team B by now: A has no case left, and one post.
    # P4's involvement names no team: it is the team of the case worker allocated last, and no team.
    assert council.groups("WFC01", S, "team") == {"A": (0, 1), "B": (3, 0.7), "none": (1, 0)}
    assert council.groups("WFC01", S, "sex") == {}
    # Left out: I7 and I9 (not open), I8 (nobody).
    assert council.row("WFC01", S)["excluded"] == 3


def test_full_time_equivalents_add_up_exactly(council: Council) -> None:
    # 0.1 three times is 0.3, which binary fractions would make 0.30000000000000004.
    council.of(
        ext_workforce_post="""
        post_id | wfp_as_at  | fte_in_post | agency_yn | vacant_fte
        S1      | 2016-03-31 | 0.1         | N         | 0.1
        S2      | 2016-03-31 | 0.1         | N         | 0.1
        S3      | 2016-03-31 | 0.1         | N         | 0.1
        S4      | 2016-03-31 | 0.675676    | Y         |
        """
    )
    assert council.figure("WFC03", S) == (0.3, 0.6)
    assert council.value("WFC03", S) == 50.0
    assert council.figure("WFC02", S) == (0.675676, 0.975676)


def test_without_posts_the_workers_own_hours_count(council: Council) -> None:
    # The same cases; W1 works 0.8, W2 0.5, W3 has no case. 4 / 1.3.
    # W1's hours belong to B, the team of the case that came last; W2's latest is P1, in B.
    council.of(
        ssd_involvements=INVOLVED,
        ssd_cin_episodes=IN_NEED,
        ssd_care_leavers=LEAVERS,
        ssd_professionals="""
        professional_id | full_time_equivalency
        W1              | 0.8
        W2              | 0.5
        W3              | 1.0
        """,
    )
    assert council.figure("WFC01", S) == (4, 1.3)
    assert council.groups("WFC01", S, "team") == {"B": (3, 1.3), "none": (1, 0)}


def test_posts_of_another_day_are_no_posts_of_s(council: Council) -> None:
    # The last HR snapshot is of 31 March: on 15 March there is nothing to divide by.
    council.of(ssd_involvements=INVOLVED, ssd_cin_episodes=IN_NEED, ext_workforce_post=POSTS)
    row = council.row("WFC01", "2016-03-15")
    assert (row["denominator"], row["value"]) == (0, None)
    assert row["reason"] == "nothing to measure: the denominator is zero"


def test_agency_and_vacancy_rates(council: Council) -> None:
    # The post S2 is vacant and filled by an agency worker: agency, and still vacant. S4 is half
    # filled. S5 is vacant and empty. S6 does not say whether it is agency.
    # Agency: 1.0 of 1.0 + 1.0 + 0.8 + 0.5 + 0.4 = 3.7. Vacant: 1.0 + 0.5 + 1.0 = 2.5 of
    # 1.0 + 0.8 + 0.5 (not agency) + 2.5 = 4.8.
    council.of(
        ext_workforce_post="""
        post_id | wfp_as_at  | team_id | fte_in_post | agency_yn | vacant_fte
        S1      | 2016-03-31 | A       | 1.0         | N         | 0
        S2      | 2016-03-31 | A       | 1.0         | Y         | 1.0
        S3      | 2016-03-31 | B       | 0.8         | N         |
        S4      | 2016-03-31 | B       | 0.5         | N         | 0.5
        S5      | 2016-03-31 | B       |             |           | 1.0
        S6      | 2016-03-31 | B       | 0.4         |           | 0
        S7      | 2016-03-30 | B       | 1.0         | Y         | 1.0
        """
    )
    assert council.figure("WFC02", S) == (1, 3.7)
    assert council.value("WFC02", S) == pytest.approx(100 / 3.7)
    assert council.groups("WFC02", S, "team") == {"A": (1, 2), "B": (0, 1.7)}
    assert council.figure("WFC03", S) == (2.5, 4.8)
    assert council.groups("WFC03", S, "team") == {"A": (1, 2), "B": (1.5, 2.8)}
    assert council.groups("WFC03", S, "age_band") == {}


def test_the_published_formulas() -> None:
    # The rates that the DfE's workforce file gives: agency of in post and agency, vacancies of in
    # post and vacancies, cases of FTE case holders.
    assert round(100 * 7174.5 / (33119.1 + 7174.5), 1) == 17.8
    assert round(100 * 7722.9 / (33119.1 + 7722.9), 1) == 18.9
    assert round(337055 / 21111.4, 1) == 16.0


ONE_CASE = {
    "ssd_cin_episodes": "referral_id | cine_person_id | referral_date\nR1 | P1 | 2015-01-01",
    "ref_team_service": """
        rts_team_id | rts_service | valid_from | valid_to
        T           | DAS         | 2010-01-01 | 2016-03-31
        T           | CIN         | 2016-03-31 |
    """,
}


def case_since(start: str, sessions: str, team: str = "T") -> dict[str, str]:
    return ONE_CASE | {
        "ssd_involvements": f"""
        involvements_id | professional_id | role_id               | team   | person_id | start_date
        I1              | W1              | Allocated case worker | {team} | P1        | {start}
        """,
        "ext_supervision": "sup_id | sup_person_id | sup_date | sup_type | decision_yn\n"
        + sessions,
    }


@pytest.mark.parametrize(
    ("why", "start", "sessions", "counted"),
    [
        # 28 days before 31 March 2016 is 3 March.
        ("28 days ago", "2015-06-01", "U1 | P1 | 2016-03-03 | CASE | Y", (1, 1)),
        ("29 days ago", "2015-06-01", "U1 | P1 | 2016-03-02 | CASE | Y", (0, 1)),
        ("on the day", "2015-06-01", "U1 | P1 | 2016-03-31 | CASE | Y", (1, 1)),
        ("the day after", "2015-06-01", "U1 | P1 | 2016-04-01 | CASE | Y", (0, 1)),
        (
            "the day after, and in time",
            "2015-06-01",
            "U1 | P1 | 2016-03-10 | CASE | Y\nU2 | P1 | 2016-04-01 | CASE | Y",
            (1, 1),
        ),
        ("no decision", "2015-06-01", "U1 | P1 | 2016-03-10 | CASE | N", (0, 1)),
        ("decision not recorded", "2015-06-01", "U1 | P1 | 2016-03-10 | CASE |", (0, 1)),
        ("personal supervision", "2015-06-01", "U1 | | 2016-03-10 | PERSONAL | Y", (0, 1)),
        ("in a group", "2015-06-01", "U1 | P1 | 2016-03-10 | GROUP | Y", (0, 1)),
        ("another child's", "2015-06-01", "U1 | P2 | 2016-03-10 | CASE | Y", (0, 1)),
        ("never", "2015-06-01", "", (0, 1)),
        ("allocated 29 days ago", "2016-03-02", "", (0, 1)),
        ("allocated 28 days ago", "2016-03-03", "U1 | P1 | 2016-03-10 | CASE | Y", (0, 0)),
    ],
)
def test_supervision_within_28_days(
    council: Council, why: str, start: str, sessions: str, counted: tuple[int, int]
) -> None:
    council.of(**case_since(start, sessions))
    assert council.figure("WFC04", S) == counted, why


@pytest.mark.parametrize(
    ("team", "session", "counted"),
    [
        # The team moved to CIN on S: 42 days there, back to 18 February. The others have 28.
        ("T", "2016-02-18", 1),
        ("T", "2016-02-17", 0),
        ("U", "2016-03-03", 1),
        ("U", "2016-03-02", 0),
        ("", "2016-03-02", 0),
    ],
)
def test_a_service_can_have_its_own_interval(
    council: Council, team: str, session: str, counted: int
) -> None:
    council.of(**case_since("2015-06-01", f"U1 | P1 | {session} | CASE | Y", team))
    local = catalogue({"WFC04": {"cin_days": 42, "das_days": 1}})["WFC04"]
    windows = {"WFC04": [window_ending("month", date(2016, 3, 31))]}
    figures = compute(council.connection, [local], windows, LEICESTER)
    assert next(iter(figures["numerator"])) == counted
    assert "42 in CIN" in local.working_days


def test_a_case_of_two_workers_is_two_cases_and_a_new_spell_is_no_new_case(
    council: Council,
) -> None:
    # W1 has had the case since 2015; that a new involvement began on 20 March, in team V, makes it
    # no new case. W2 has had it for ten days: too new. W3's involvement ended on S.
    council.of(
        **ONE_CASE,
        ssd_involvements="""
        involvements_id | professional_id | role_id | team | person_id | start_date | end_date
        I1              | W1              | CW      | T    | P1        | 2015-06-01 |
        I2              | W1              | CW      | V    | P1        | 2016-03-20 |
        I3              | W2              | CW      | T    | P1        | 2016-03-21 |
        I4              | W3              | CW      | T    | P1        | 2015-06-01 | 2016-03-31
        """,
        ext_supervision="sup_id | sup_person_id | sup_date | sup_type | decision_yn\n"
        "U1 | P1 | 2016-03-25 | CASE | Y\nU2 | P1 | 2016-03-25 | CASE | Y",
    )
    assert council.figure("WFC04", S) == (1, 1)
    assert council.groups("WFC04", S, "team") == {"V": (1, 1)}
    assert council.row("WFC04", S)["excluded"] == 1
