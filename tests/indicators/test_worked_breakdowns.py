"""Worked examples of the breakdowns: which group a case belongs to on its day."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.worked import LEICESTER, Council
from litmus.base.windows import window_ending
from litmus.indicators import find
from litmus.indicators.engine import exact_rows

ONE_REFERRAL = """
referral_id | cine_person_id | referral_date | referral_team
R1          | P1             | 2016-02-29    | {team}
"""


@pytest.mark.parametrize(
    ("born", "expected", "band"),
    [
        ("2016-03-01", "", "unborn"),
        ("2016-02-29", "", "0"),
        ("2015-03-01", "", "0"),
        ("2015-02-28", "", "1-4"),
        ("2011-03-01", "", "1-4"),
        ("2011-02-28", "", "5-9"),
        ("2006-02-28", "", "10-15"),
        ("2000-03-01", "", "10-15"),
        ("2000-02-29", "", "16-17"),
        ("1998-02-28", "", "18+"),
        ("", "2016-03-01", "unborn"),
        ("", "2016-02-29", "not known"),
        ("", "", "not known"),
    ],
)
def test_age_at_the_event(council: Council, born: str, expected: str, band: str) -> None:
    council.of(
        ssd_person=f"""
        pers_person_id | pers_dob | expected_dob
        P1             | {born}   | {expected}
        """,
        ssd_cin_episodes=ONE_REFERRAL.format(team=""),
    )
    assert list(council.groups("REF01", "2016-03-31", "age_band")) == [band]


def test_age_at_s_in_a_snapshot(council: Council) -> None:
    # Ten on 31 March 2016, the snapshot date: 10-15 although nine when referred.
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 2006-03-31",
        ssd_cin_episodes=ONE_REFERRAL.format(team=""),
    )
    assert list(council.groups("CIN01", "2016-03-31", "age_band")) == ["10-15"]
    assert list(council.groups("CIN01", "2016-02-29", "age_band")) == ["5-9"]


def test_sex_and_ethnic_group(council: Council) -> None:
    # CHNE is Other. REFU, NOBT, an empty field and an unknown code are shown, never dropped.
    codes = {
        **dict.fromkeys(["WBRI", "WIRT"], "White"),
        "MOTH": "Mixed",
        "APKN": "Asian",
        "BAFR": "Black",
        **dict.fromkeys(["CHNE", "OOTH"], "Other"),
        **dict.fromkeys(["REFU", "NOBT", "", "XXXX"], "Not obtained or refused"),
    }
    people = "pers_person_id | pers_sex | pers_ethnicity"
    referrals = "referral_id | cine_person_id | referral_date"
    for number, code in enumerate(codes):
        people += f"\nP{number} | {'F' if number % 2 else ''} | {code}"
        referrals += f"\nR{number} | P{number} | 2016-03-01"
    council.of(ssd_person=people, ssd_cin_episodes=referrals)
    expected = {group: (list(codes.values()).count(group), 83785) for group in codes.values()}
    assert council.groups("REF01", "2016-03-31", "ethnic_group") == expected
    assert council.groups("REF01", "2016-03-31", "sex") == {"F": (5, 83785), "U": (6, 83785)}


def test_disability_is_any_code_but_none(council: Council) -> None:
    # P1 has two codes and counts once; P2's code is NONE, P3's empty; P4 has no row; P5's says no
    # in another way.
    council.of(
        ssd_disability="""
        table_id | person_id | disability_code
        1        | P1        | LD
        2        | P1        | AUT
        3        | P2        | NONE
        4        | P3        |
        5        | P5        | None
        """,
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date
        R1          | P1             | 2016-03-01
        R2          | P2             | 2016-03-01
        R3          | P3             | 2016-03-01
        R4          | P4             | 2016-03-01
        R5          | P5             | 2016-03-01
        """,
    )
    assert council.groups("REF01", "2016-03-31", "disability") == {
        "Disability recorded": (1, 83785),
        "No disability recorded": (4, 83785),
    }


def test_a_source_without_disabilities_says_nothing_of_anybodys(council: Council) -> None:
    # No row at all, or rows without a code because the source lacks that column.
    for rows in ("", "1 | P1 |"):
        council.of(
            ssd_disability=f"table_id | person_id | disability_code\n{rows}",
            ssd_cin_episodes=ONE_REFERRAL.format(team=""),
        )
        assert list(council.groups("REF01", "2016-03-31", "disability")) == ["not known"]


INVOLVEMENTS = """
involvements_id | person_id | role_id               | professional_team | start_date | end_date
I1              | P1        | CW                    | T1                | 2015-01-01 | 2016-02-29
I2              | P1        | ALLOCATED CASE WORKER | T2                | 2015-06-01 |
I3              | P1        | Allocated Case Worker | T3                | 2016-02-01 | 2016-03-01
I4              | P1        | 16PLUS                | T4                | 2016-02-20 |
I5              | P1        | CW                    | T5                | 2016-03-01 |
"""


def test_team_of_the_row_itself_comes_first(council: Council) -> None:
    council.of(ssd_cin_episodes=ONE_REFERRAL.format(team="T9"), ssd_involvements=INVOLVEMENTS)
    assert list(council.groups("REF01", "2016-03-31", "team")) == ["T9"]


def test_team_of_the_case_worker_else(council: Council) -> None:
    # On 29 February 2016: T1's spell has ended that day, T2 and T3 are allocated, T3 later. T4 is
    # no case worker. At S, 31 March, T2 and T5 are allocated, T5 later.
    council.of(ssd_cin_episodes=ONE_REFERRAL.format(team=""), ssd_involvements=INVOLVEMENTS)
    assert list(council.groups("REF01", "2016-03-31", "team")) == ["T3"]
    assert list(council.groups("CIN01", "2016-03-31", "team")) == ["T5"]


def test_no_team_is_a_group_too(council: Council) -> None:
    council.of(ssd_cin_episodes=ONE_REFERRAL.format(team=""))
    assert list(council.groups("REF01", "2016-03-31", "team")) == ["none"]
    assert list(council.groups("REF01", "2016-03-31", "service")) == ["none"]


@pytest.mark.parametrize(
    ("moved", "service"), [("2016-02-29", "CIN"), ("2016-03-01", "DAS"), ("2015-01-01", "CIN")]
)
def test_service_of_the_team_on_the_day(council: Council, moved: str, service: str) -> None:
    # The team leaves DAS for CIN on the day `moved`: the first day of the new service.
    council.of(
        ssd_cin_episodes=ONE_REFERRAL.format(team="T1"),
        ref_team_service=f"""
        rts_team_id | rts_service | valid_from | valid_to
        T1          | DAS         | 2010-01-01 | {moved}
        T1          | CIN         | {moved}    |
        """,
    )
    assert list(council.groups("REF01", "2016-03-31", "service")) == [service]


def test_a_group_of_a_rate_is_its_share_of_the_whole(council: Council) -> None:
    # Two girls and a boy: 2 / 83785 and 1 / 83785, which add up to the whole council's rate.
    council.of(
        ssd_person="pers_person_id | pers_sex\nP1 | F\nP2 | F\nP3 | M",
        ssd_cin_episodes="""
        referral_id | cine_person_id | referral_date
        R1          | P1             | 2016-03-01
        R2          | P2             | 2016-03-01
        R3          | P3             | 2016-03-01
        """,
    )
    values = {
        row["group"]: row["value"]
        for row in council.rows("REF01", "2016-03-31")
        if row["breakdown"] in ("all", "sex")
    }
    assert values["F"] == pytest.approx(2 / 83785 * 10000)
    assert values["F"] + values["M"] == pytest.approx(values["all"])


def test_a_group_that_is_left_out_entirely_has_no_row(council: Council) -> None:
    # P2's plan is another authority's: no figure for boys.
    council.of(
        ssd_person="pers_person_id | pers_sex\nP1 | F\nP2 | M",
        ssd_cp_plans="""
        cp_plan_id | cppl_person_id | start_date | ola
        C1         | P1             | 2016-01-01 |
        C2         | P2             | 2016-01-01 | Y
        """,
    )
    assert council.groups("CPP01", "2016-03-31", "sex") == {"F": (1, 83785)}


def test_cluster_and_lead_agency_are_those_of_the_latest_early_help_assessment(
    council: Council,
) -> None:
    # On 31 March P1's assessment of 2 March counts, not that of April. P2's latest names no
    # cluster: the one before does, and of the two that began that day the one with the higher id.
    # P3's begins later, and P4 has none: not recorded.
    council.of(
        ssd_early_help_episodes="""
        episode_id | person_id | episode_start_date
        E1         | P1        | 2016-01-01
        E2         | P2        | 2016-01-01
        E3         | P3        | 2016-01-01
        E4         | P4        | 2016-01-01
        """,
        ext_eh_assessment="""
        eha_id | eha_person_id | eha_start_date | eha_cluster | eha_lead_agency
        A1     | P1            | 2015-02-01     | North       | School
        A2     | P1            | 2016-03-02     | South       | School
        A3     | P1            | 2016-04-01     | West        | Health
        A4     | P2            | 2016-01-01     | East        | Health
        A5     | P2            | 2016-01-01     | North       | Health
        A6     | P2            | 2016-03-01     |             | School
        A7     | P3            | 2016-04-01     | North       | School
        """,
    )
    window = window_ending("month", date(2016, 3, 31))
    asked = replace(find("EHA02.2"), breakdowns=("cluster", "lead_agency"))
    rows = exact_rows(council.connection, [asked], {"EHA02.2": [window]}, LEICESTER)
    found = {(row["breakdown"], row["group"]): row["denominator"] for row in rows}
    assert found == {
        ("all", "all"): 4,
        ("cluster", "South"): 1, ("cluster", "North"): 1, ("cluster", "none"): 2,
        ("lead_agency", "School"): 2, ("lead_agency", "none"): 2,
    }  # fmt: skip
