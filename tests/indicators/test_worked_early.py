"""Worked examples: contacts, early help, assessments, section 47 enquiries, children in need."""

from datetime import date

import pytest

from indicators.worked import LEICESTER, Council
from litmus.base.errors import UsageError
from litmus.base.windows import window_ending
from litmus.indicators import available, catalogue, compute, find


def with_settings(council: Council, code: str, s: str, **values: int) -> tuple[object, object]:
    """Numerator and denominator of the whole council, with a council's own settings."""
    indicator = find(code, {code: values})
    window = window_ending(indicator.window, date.fromisoformat(s))
    row = compute(council.connection, [indicator], {code: [window]}, LEICESTER).iloc[0]
    return row["numerator"], row["denominator"]


# --- contacts and referrals ----------------------------------------------------------------------

CONTACTS_ROUND_AN_EPISODE = """
contact_id | person_id | contact_date
C1         | P1        | 2016-03-01
C2         | P1        | 2016-03-02
C3         | P1        | 2016-03-10
C4         | P1        | 2016-03-11
C5         | P2        | 2016-03-02
C6         | P2        | 2016-03-02
C7         | P3        | 2016-03-20
C8         | P4        | 2016-02-29
C9         | P4        | 2016-03-31
C10        | P4        | 2016-04-01
"""


def test_contacts_received(council: Council) -> None:
    # P1's episode is open from 1 to 10 March: at the end of the day on 1 to 9 March.
    # C1 on the day of the referral: the day before, nothing was open: counts.
    # C2 on the 2nd: open on the 1st: left out. C3 on the 10th, the day it closed: open on the
    # 9th: left out. C4 on the 11th: on the 10th it was closed: counts.
    # C5 and C6, two contacts about P2 on one day: both count. C7: P3's episode led to no further
    # action, but it was open: left out. C8 and C10 lie a day outside March, C9 within it: counts.
    # C1, C4, C5, C6, C9: five; three left out.
    council.of(
        ssd_contacts=CONTACTS_ROUND_AN_EPISODE,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | close_date | nfa
        R1          | P1        | 2016-03-01    | 2016-03-10 |
        R3          | P3        | 2016-03-01    |            | Y
        """,
    )
    assert council.figure("CON01", "2016-03-31") == (5, None)
    assert council.value("CON01", "2016-03-31") == 5.0
    assert council.row("CON01", "2016-03-31")["excluded"] == 3


def test_contacts_on_open_cases_count_where_the_council_says_so(council: Council) -> None:
    # All of March: C1 to C7 and C9.
    council.of(
        ssd_contacts=CONTACTS_ROUND_AN_EPISODE,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R1          | P1        | 2016-01-01
        """,
    )
    assert council.figure("CON01", "2016-03-31") == (4, None)
    everything = with_settings(council, "CON01", "2016-03-31", exclude_open_cases=False)
    assert everything == (8, None)


def test_no_contact_is_a_count_of_none(council: Council) -> None:
    row = council.row("CON01", "2016-03-31")
    assert (row["numerator"], row["denominator"], row["value"]) == (0, None, 0.0)


def test_a_switch_is_true_or_false() -> None:
    for wrong in (0, 1, 2):
        with pytest.raises(UsageError, match="exclude_open_cases: expected true or false, not"):
            catalogue({"CON01": {"exclude_open_cases": wrong}})
    with pytest.raises(UsageError, match="days: expected a number from 1, not True"):
        catalogue({"S4702": {"days": True}})


def test_contacts_by_the_team_of_the_day(council: Council) -> None:
    # P1 moved from team A to team B on 15 March: A's worker is no longer there at the end of that
    # day. P2 has no case worker.
    council.of(
        ssd_contacts="""
        contact_id | person_id | contact_date
        C1         | P1        | 2016-03-14
        C2         | P1        | 2016-03-15
        C3         | P2        | 2016-03-15
        """,
        ssd_involvements="""
        involvements_id | person_id | role_id | professional_team | start_date | end_date
        I1              | P1        | CW      | A                 | 2015-01-01 | 2016-03-15
        I2              | P1        | CW      | B                 | 2016-03-15 |
        """,
    )
    groups = council.groups("CON01", "2016-03-31", "team")
    assert groups == {"A": (1, None), "B": (1, None), "none": (1, None)}


@pytest.mark.parametrize(
    ("outcome", "referred"),
    [
        ('{"NEW_REFERRAL_FLAG":"Y","NFA_FLAG":"N"}', 1),
        ('{"NEW_REFERRAL_FLAG":"N","EXISTING_REFERRAL_FLAG":"Y"}', 0),
        # However it is written.
        ('{ "NEW_REFERRAL_FLAG" : "Y" }', 1),
        ('{"NFA_FLAG":"N",\n\t"new_referral_flag":\t"yes"}', 1),
        ('{"NEW_REFERRAL_FLAG":true}', 1),
        ('{"NEW_REFERRAL_FLAG": 1}', 1),
        ('{"NEW_REFERRAL_FLAG":"a) Yes"}', 1),
        ('{"NEW_REFERRAL_FLAG":"b) No"}', 0),
        ('{"NEW_REFERRAL_FLAG":false,"NFA_FLAG":true}', 0),
        # Cut short, or with a comment that breaks the JSON.
        ('{"NEW_REFERRAL_FLAG":"Y","CO', 1),
        ('{"COMMENTS":"mother said "no"","NEW_REFERRAL_FLAG":"Y"}', 1),
        # The flag is there and unanswered: that is no referral.
        ('{"NEW_REFERRAL_FLAG":"","NFA_FLAG":"Y"}', 0),
        # There is no flag, nor a referral to make up for it.
        ('{"NFA_FLAG":"Y"}', 0),
        ("", 0),
    ],
)
def test_contacts_whose_outcome_is_a_referral(
    council: Council, outcome: str, referred: int
) -> None:
    council.holding(
        {
            "ssd_contacts": [
                {
                    "cont_contact_id": "C1",
                    "cont_person_id": "P1",
                    "cont_contact_date": date(2016, 3, 1),
                    "cont_contact_outcome_json": outcome or None,
                }
            ]
        }
    )
    assert council.figure("CON02", "2016-03-31") == (referred, 1)


@pytest.mark.parametrize(
    ("why", "outcome", "contact", "referral", "matched"),
    [
        ("on the day", "", "2016-03-01", "2016-03-01", 1),
        ("the next working day", "", "2016-03-01", "2016-03-02", 1),
        ("the second working day", "", "2016-03-01", "2016-03-03", 0),
        # Thursday 24 March; Good Friday the 25th and Easter Monday the 28th are no working days.
        ("over Easter, Tuesday is the next", "", "2016-03-24", "2016-03-29", 1),
        ("over Easter, Wednesday is the second", "", "2016-03-24", "2016-03-30", 0),
        ("on Easter Monday itself", "", "2016-03-24", "2016-03-28", 1),
        ("a referral of the day before", "", "2016-03-02", "2016-03-01", 0),
        # From Sunday back to Saturday there is no working day, but it came before the contact.
        ("a referral of Saturday, contact on Sunday", "", "2016-03-06", "2016-03-05", 0),
        ("the JSON has no such flag", '{"NFA_FLAG":"N"}', "2016-03-01", "2016-03-02", 1),
        ("no flag says yes", '{"NEW_REFERRAL_FLAG":"N"}', "2016-03-01", "2016-03-01", 1),
        (
            "an empty flag",
            '{"NEW_REFERRAL_FLAG":"","NFA_FLAG":null}',
            "2016-03-01",
            "2016-03-01",
            1,
        ),
        (
            "a no, and another outcome",
            '{"NEW_REFERRAL_FLAG":"N","ADVICE_FLAG":"Y"}',
            "2016-03-01",
            "2016-03-01",
            0,
        ),
        ("another outcome alone", '{"NFA_FLAG":"Yes"}', "2016-03-01", "2016-03-01", 0),
        ("the flag says yes", '{"NEW_REFERRAL_FLAG":"Y"}', "2016-03-01", "2016-03-30", 1),
        # The last day of the window; the referral is of the next month.
        ("after the window", "", "2016-03-31", "2016-04-01", 1),
    ],
)
def test_a_referral_stands_in_for_a_missing_outcome(
    council: Council, why: str, outcome: str, contact: str, referral: str, matched: int
) -> None:
    council.of(
        ssd_contacts=f"""
        contact_id | person_id | contact_date | outcome_json
        C1         | P1        | {contact}    | {outcome}
        """,
        ssd_cin_episodes=f"""
        referral_id | person_id | referral_date
        R1          | P1        | {referral}
        R2          | P2        | {contact}
        """,
    )
    assert council.figure("CON02", "2016-03-31") == (matched, 1), why


def test_contacts_on_open_cases_count_among_all_contacts(council: Council) -> None:
    # P1's case is open. The outcome is missing for C1 and said for C2: one by one. Two referrals
    # follow C1 and it counts once. 1 of 2 = 50%.
    council.of(
        ssd_contacts="""
        contact_id | person_id | contact_date | outcome_json
        C1         | P1        | 2016-03-01   |
        C2         | P1        | 2016-03-01   | {"NEW_REFERRAL_FLAG":"N","NFA_FLAG":"Y"}
        """,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date
        R0          | P1        | 2015-01-01
        R1          | P1        | 2016-03-01
        R2          | P1        | 2016-03-02
        """,
    )
    assert council.figure("CON02", "2016-03-31") == (1, 2)
    assert council.value("CON02", "2016-03-31") == 50.0


def test_referrals_without_further_action(council: Council) -> None:
    # Twelve months to 29 February 2016 begin on 1 March 2015 (28 February 2015 is outside).
    # R1 and R6 lie outside. R2 yes; R3 entered twice on one day: both rows count; R4 no answer:
    # not; R5 no. Numerator R2, R3, R3b; denominator R2, R3, R3b, R4, R5: 3 of 5 = 60%.
    council.of(
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | nfa | referral_team
        R1          | P1        | 2015-02-28    | Y   | A
        R2          | P1        | 2015-03-01    | Y   | A
        R3          | P2        | 2015-06-01    | Y   | A
        R3b         | P2        | 2015-06-01    | Y   | B
        R4          | P3        | 2015-07-01    |     | B
        R5          | P4        | 2016-02-29    | N   |
        R6          | P5        | 2016-03-01    | Y   | A
        """
    )
    assert council.figure("REF03", "2016-02-29") == (3, 5)
    assert council.value("REF03", "2016-02-29") == 60.0
    groups = council.groups("REF03", "2016-02-29", "team")
    assert groups == {"A": (2, 2), "B": (1, 2), "none": (0, 1)}


# --- early help ----------------------------------------------------------------------------------

EARLY_HELP_EPISODES = """
episode_id | person_id | start_date | episode_end_date | end_reason
E1         | P1        | 2016-03-01 | 2016-03-31       | NEEDS_MET
E2         | P2        | 2016-03-31 |                  |
E3         | P3        | 2016-02-29 | 2016-02-29       | MOVED
E4         | P4        | 2016-04-01 |                  |
E5         | P5        | 2015-12-01 | 2016-01-01       | our own word
E6         | P6        | 2015-12-01 | 2016-03-31       |
"""


def test_early_help_assessments(council: Council) -> None:
    # A1 and A2 are one family's: two children, two. A3 and A4 a day outside March. A5 is not
    # complete. A6, P1's second of the month, counts. Episodes are not looked at: 3.
    council.of(
        ext_eh_assessment="""
        eha_id | person_id | family_id | start_date | completed_date
        A1     | P1        | F1        | 2016-02-01 | 2016-03-01
        A2     | P2        | F1        | 2016-02-01 | 2016-03-01
        A3     | P3        | F2        | 2016-02-01 | 2016-02-29
        A4     | P4        | F3        | 2016-02-01 | 2016-04-01
        A5     | P5        | F4        | 2016-03-01 |
        A6     | P1        | F1        | 2016-03-02 | 2016-03-31
        """,
        ssd_early_help_episodes=EARLY_HELP_EPISODES,
    )
    assert council.figure("EHA01", "2016-03-31") == (3, None)


def test_episodes_stand_in_where_there_is_no_early_help_assessment(council: Council) -> None:
    # Begun in March 2016: E1 and E2 (E4 in April). In February: E3.
    council.of(ssd_early_help_episodes=EARLY_HELP_EPISODES)
    assert council.figure("EHA01", "2016-03-31") == (2, None)
    assert council.figure("EHA01", "2016-02-29") == (1, None)


def test_one_open_assessment_is_enough_for_episodes_not_to_stand_in(council: Council) -> None:
    # The table is not empty, although nothing was completed: no assessment, not two episodes.
    council.of(
        ext_eh_assessment="eha_id | person_id | start_date\nA1 | P1 | 2016-03-01",
        ssd_early_help_episodes=EARLY_HELP_EPISODES,
    )
    assert council.figure("EHA01", "2016-03-31") == (0, None)


@pytest.mark.parametrize("code", ["EHA01", "EHA03"])
def test_one_early_help_table_is_enough(code: str) -> None:
    own = {"EHA01": "ext_eh_assessment", "EHA03": "ext_eh_closure"}[code]
    assert available(find(code), {own}, {}) is None
    assert available(find(code), {"ssd_early_help_episodes"}, {}) is None
    assert available(find(code), {"ssd_contacts"}, {}) == (
        f"not available from this source: the data has no table {own}; "
        "the data has no table ssd_early_help_episodes"
    )


def test_children_with_early_help(council: Council) -> None:
    # Open at the end of 31 March 2016. P1: two open episodes, one child. P2's ended on S: not
    # open. P3's ends the day after: open. P4's begins the day after: not yet. P5's begins on S.
    # P6 has an open episode of need: left out. P7's closed on S, P8's led to no further action,
    # P9's begins the day after S: none is open, they stay. P10 is 18: there is no age limit.
    # P1, P3, P5, P7, P8, P9, P10: 7 / 83785 x 10000 = 0.835...
    council.of(
        ssd_person="pers_person_id | pers_dob\nP10 | 1998-03-31",
        ssd_early_help_episodes="""
        episode_id | person_id | start_date | episode_end_date
        E1         | P1        | 2015-01-01 |
        E1b        | P1        | 2016-01-01 |
        E2         | P2        | 2016-01-01 | 2016-03-31
        E3         | P3        | 2016-01-01 | 2016-04-01
        E4         | P4        | 2016-04-01 |
        E5         | P5        | 2016-03-31 |
        E6         | P6        | 2016-01-01 |
        E7         | P7        | 2016-01-01 |
        E8         | P8        | 2016-01-01 |
        E9         | P9        | 2016-01-01 |
        E10        | P10       | 2016-01-01 |
        """,
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | close_date | nfa
        R6          | P6        | 2016-03-31    |            |
        R7          | P7        | 2016-01-01    | 2016-03-31 |
        R8          | P8        | 2016-01-01    |            | Y
        R9          | P9        | 2016-04-01    |            |
        """,
    )
    assert council.figure("EHA02", "2016-03-31") == (7, 83785)
    assert council.value("EHA02", "2016-03-31") == pytest.approx(7 / 83785 * 10000)
    assert council.row("EHA02", "2016-03-31")["excluded"] == 1
    ages = council.groups("EHA02", "2016-03-31", "age_band")
    assert ages == {"18+": (1, 83785), "not known": (6, 83785)}


def test_early_help_closed_with_needs_met(council: Council) -> None:
    # The quarter to 31 March 2016. X1 and X2 met; X3 stepped up, X4 without an outcome, X5 with an
    # unknown one: in the denominator only; X6 moved and X7 died: left out; X8 and X9 lie a day
    # outside. 2 of 5 = 40%.
    council.of(
        ext_eh_closure="""
        episode_id | person_id | closed_date | outcome
        X1         | P1        | 2016-01-01  | NEEDS_MET
        X2         | P2        | 2016-03-31  | STEP_DOWN_UNIVERSAL
        X3         | P3        | 2016-02-29  | STEP_UP_CSC
        X4         | P4        | 2016-02-01  |
        X5         |           | 2016-02-01  | SOMETHING
        X6         | P6        | 2016-02-01  | MOVED
        X7         | P7        | 2016-02-01  | DIED
        X8         | P8        | 2015-12-31  | NEEDS_MET
        X9         | P9        | 2016-04-01  | NEEDS_MET
        """,
        ssd_early_help_episodes=EARLY_HELP_EPISODES,
    )
    assert council.figure("EHA03", "2016-03-31") == (2, 5)
    assert council.value("EHA03", "2016-03-31") == 40.0
    assert council.row("EHA03", "2016-03-31")["excluded"] == 2


def test_only_moved_or_died_is_no_percentage(council: Council) -> None:
    council.of(
        ext_eh_closure="""
        episode_id | person_id | closed_date | outcome
        X6         | P6        | 2016-02-01  | MOVED
        """
    )
    row = council.row("EHA03", "2016-03-31")
    assert (row["numerator"], row["denominator"], row["value"]) == (0, 0, None)


def test_end_reasons_stand_in_where_there_is_no_outcome_table(council: Council) -> None:
    # The quarter to 31 March 2016: E1 met; E3 moved, left out; E5 a reason that the council has
    # not mapped and E6 none: in the denominator only. 1 of 3.
    council.of(ssd_early_help_episodes=EARLY_HELP_EPISODES)
    assert council.figure("EHA03", "2016-03-31") == (1, 3)


def test_end_reasons_of_which_none_is_mapped_say_nothing(council: Council) -> None:
    # 0% would be a wrong figure: nobody knows what "our own word" means. That this council, too,
    # has a word that reads "OTHER" does not show that it has mapped its own.
    council.of(
        ssd_early_help_episodes="""
        episode_id | person_id | start_date | episode_end_date | end_reason
        E1         | P1        | 2015-12-01 | 2016-01-01       | our own word
        E2         | P2        | 2015-12-01 | 2016-01-01       |
        E3         | P3        | 2015-12-01 | 2016-01-01       | OTHER
        """
    )
    row = council.row("EHA03", "2016-03-31")
    assert (row["denominator"], row["value"]) == (0, None)


# --- assessments ---------------------------------------------------------------------------------


def test_assessments_per_10000_children(council: Council) -> None:
    # Twelve months to 31 March 2016. A1 and A5 lie a day outside, A4 is open. A2, A3 and A3b (the
    # same child and day) count: 3 / 83785 x 10000 = 0.358... In March alone A3 and A3b:
    # 2 x 12 / 83785 x 10000.
    council.of(
        ssd_cin_assessments="""
        assessment_id | person_id | start_date | auth_date  | assessment_team
        A1            | P1        | 2015-03-01 | 2015-03-31 | A
        A2            | P1        | 2015-03-01 | 2015-04-01 | A
        A3            | P2        | 2016-03-01 | 2016-03-31 | B
        A3b           | P2        | 2016-03-01 | 2016-03-31 | B
        A4            | P3        | 2016-03-01 |            | A
        A5            | P4        | 2016-03-01 | 2016-04-01 | A
        """
    )
    assert council.figure("ASM01", "2016-03-31") == (3, 83785)
    assert council.value("ASM01", "2016-03-31") == pytest.approx(3 / 83785 * 10000)
    assert council.value("ASM01", "2016-03-31", "month") == pytest.approx(24 / 83785 * 10000)
    teams = council.groups("ASM01", "2016-03-31", "team")
    assert teams == {"A": (1, 83785), "B": (2, 83785)}


def test_the_published_rate_of_assessments() -> None:
    # Leicester 2015/16 as the DfE published it: 3061 / 83785 x 10000 = 365.3.
    assert round(3061 / 83785 * 10000, 1) == 365.3


def test_assessments_where_the_child_was_seen(council: Council) -> None:
    # The quarter to 31 March 2016. A1 seen. A2 not, A3 not recorded: in the denominator. A4 is
    # born on the day of authorisation: counts, seen. A5 is born the day after: unborn, left out,
    # although "seen". A6's date of birth is not known, A7 has no row of its own: left out.
    # A8 is of the quarter before, A9 open. 2 of 4 = 50%; 3 left out.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob   | expected_dob
        P1             | 2010-01-01 |
        P4             | 2016-02-29 |
        P5             | 2016-03-01 |
        P6             |            | 2016-05-01
        """,
        ssd_cin_assessments="""
        assessment_id | person_id | start_date | auth_date  | child_seen
        A1            | P1        | 2016-01-01 | 2016-01-01 | Y
        A2            | P1        | 2016-01-01 | 2016-03-31 | N
        A3            | P1        | 2016-01-01 | 2016-02-01 |
        A4            | P4        | 2016-01-01 | 2016-02-29 | Y
        A5            | P5        | 2016-01-01 | 2016-02-29 | Y
        A6            | P6        | 2016-01-01 | 2016-02-29 | Y
        A7            | P7        | 2016-01-01 | 2016-02-29 | Y
        A8            | P1        | 2015-12-01 | 2015-12-31 | Y
        A9            | P1        | 2016-01-01 |            | Y
        """,
    )
    assert council.figure("ASM04", "2016-03-31") == (2, 4)
    assert council.value("ASM04", "2016-03-31") == 50.0
    assert council.row("ASM04", "2016-03-31")["excluded"] == 3


# --- section 47 enquiries ------------------------------------------------------------------------


def test_enquiries_per_10000_children(council: Council) -> None:
    # Twelve months to 31 March 2016. Q1 stands for two children of a family: two. Q2 and Q3 lie a
    # day outside. Q4 is still open: counts. 3 / 83785 x 10000.
    council.of(
        ssd_s47_enquiry="""
        enquiry_id | person_id | start_date | end_date   | by_team
        Q1         | P1        | 2015-04-01 | 2015-04-10 | A
        Q1         | P2        | 2015-04-01 | 2015-04-10 | A
        Q2         | P3        | 2015-03-31 | 2015-04-10 | A
        Q3         | P3        | 2016-04-01 |            |
        Q4         | P3        | 2016-03-31 |            |
        """
    )
    assert council.figure("S4701", "2016-03-31") == (3, 83785)
    assert council.value("S4701", "2016-03-31") == pytest.approx(3 / 83785 * 10000)
    teams = council.groups("S4701", "2016-03-31", "team")
    assert teams == {"A": (2, 83785), "none": (1, 83785)}


def test_the_published_rate_of_enquiries() -> None:
    # Leicester 2015/16 as the DfE published it: 1563 / 83785 x 10000 = 186.5.
    assert round(1563 / 83785 * 10000, 1) == 186.5


SECTION_47 = """
enquiry_id | person_id | start_date | end_date
Q1         | P1        | 2016-03-07 | 2016-03-30
Q2         | P2        | 2016-03-07 | 2016-03-31
Q3         | P3        | 2015-12-11 | 2016-01-06
Q4         | P4        | 2015-12-11 | 2016-01-07
Q5         | P5        | 2016-02-01 | 2016-02-01
Q6         | P6        | 2016-03-02 | 2016-03-01
Q7         | P7        | 2016-03-07 |
Q8         | P8        | 2016-03-30 | 2016-04-01
"""


def test_enquiries_within_15_working_days(council: Council) -> None:
    # From Monday 7 March 2016: 8 to 11 March are days 1 to 4, 14 to 18 are 5 to 9, 21 to 24 are 10
    # to 13; Good Friday and Easter Monday do not count; 29 March is 14, 30 March 15: Q1 is in
    # time, Q2 a day late. From Friday 11 December 2015: 14 to 18 are days 1 to 5, 21 to 24 are 6
    # to 9; 25 and 28 December do not count; 29 to 31 are 10 to 12; 1 January does not count; 4, 5
    # and 6 January are 13, 14, 15: Q3 is in time, Q4 late. Q5 took no day: in time. Q6 ends before
    # it starts: not in time. Q7 is open, Q8 ends after S. 3 of 6 = 50%.
    council.of(ssd_s47_enquiry=SECTION_47)
    assert council.figure("S4702", "2016-03-31") == (3, 6)
    assert council.value("S4702", "2016-03-31") == 50.0


def test_a_local_limit_for_enquiries(council: Council) -> None:
    # Sixteen working days: Q2 and Q4 are in time as well; fourteen: only Q5.
    council.of(ssd_s47_enquiry=SECTION_47)
    assert with_settings(council, "S4702", "2016-03-31", days=16) == (5, 6)
    assert with_settings(council, "S4702", "2016-03-31", days=14) == (1, 6)
    named = find("S4702", {"S4702": {"days": 16}})
    assert named.name == "Section 47 enquiries completed within 16 working days"


# --- children in need ----------------------------------------------------------------------------


def test_children_on_a_plan_seen_within_20_working_days(council: Council) -> None:
    # S is Thursday 31 March 2016. The 20 working days to S are 31, 30, 29, 24, 23, 22, 21, 18 to
    # 14, 11 to 7, 4, 3 and 2 March (not Good Friday 25 and Easter Monday 28): a visit on Tuesday
    # 1 March was 20 working days ago and is in time, one on 29 February is late.
    # P1 seen on the 1st: yes. P2 on 29 February: no. P3 visited but not seen: no. P4's plan began
    # on the 1st, 20 working days ago: due; seen the day before S: yes. P5's began on the 2nd: too
    # new. P6 is on a child protection plan, P7 looked after: out. P8's ended on S: no plan.
    # P9's protection plan is another authority's, P10's care is short breaks (V4), P11's ended on
    # S: all three are in, not seen. P12 is seen the day after S: no. P13 was seen before the plan
    # and while on none: any visit counts: yes. P14 is unborn: on a plan, in. P15 has two plans,
    # one of them long enough: one child. 3 of 11 seen.
    council.of(
        ssd_person="""
        pers_person_id | pers_dob   | expected_dob
        P7             | 2010-01-01 |
        P10            | 2010-01-01 |
        P11            | 2010-01-01 |
        P14            |            | 2016-05-01
        """,
        ssd_cin_plans="""
        plan_id | person_id | start_date | plan_end_date | plan_team
        N1      | P1        | 2015-01-01 |               | A
        N2      | P2        | 2015-01-01 |               | A
        N3      | P3        | 2015-01-01 |               | A
        N4      | P4        | 2016-03-01 |               | A
        N5      | P5        | 2016-03-02 |               | A
        N6      | P6        | 2015-01-01 |               | A
        N7      | P7        | 2015-01-01 |               | A
        N8      | P8        | 2015-01-01 | 2016-03-31    | A
        N9      | P9        | 2015-01-01 | 2016-04-01    | A
        N10     | P10       | 2015-01-01 |               | A
        N11     | P11       | 2015-01-01 |               | A
        N12     | P12       | 2015-01-01 |               | A
        N13     | P13       | 2016-02-01 |               | A
        N14     | P14       | 2015-12-01 |               | A
        N15     | P15       | 2015-01-01 |               | B
        N15b    | P15       | 2016-03-10 |               | C
        """,
        ssd_cin_visits="""
        visit_id | person_id | visit_date | visit_seen
        V1       | P1        | 2016-03-01 | Y
        V2       | P2        | 2016-02-29 | Y
        V3       | P3        | 2016-03-30 | N
        V3b      | P3        | 2016-03-30 |
        V4       | P4        | 2016-03-30 | Y
        V5       | P5        | 2016-03-30 | Y
        V6       | P6        | 2016-03-30 | Y
        V7       | P7        | 2016-03-30 | Y
        V8       | P8        | 2016-03-30 | Y
        V12      | P12       | 2016-04-01 | Y
        V13      | P13       | 2016-03-02 | Y
        """,
        ssd_cp_plans="""
        cp_plan_id | person_id | start_date | end_date   | ola
        C6         | P6        | 2016-03-31 |            |
        C9         | P9        | 2016-01-01 |            | Y
        C11        | P11       | 2015-01-01 | 2016-03-31 |
        """,
        ssd_cla_episodes="""
        cla_episode_id | person_id | episode_start_date | episode_ceased_date
        L7             | P7        | 2016-01-01         |
        L10            | P10       | 2016-01-01         |
        L11            | P11       | 2016-01-01         | 2016-03-31
        """,
        ssd_legal_status="""
        status_id | person_id | lega_legal_status | start_date | end_date
        S7        | P7        | V2                | 2016-01-01 |
        S10       | P10       | V4                | 2016-01-01 |
        """,
    )
    # Numerator: P1, P4, P13. Denominator: P1, P2, P3, P4, P9 to P15.
    assert council.figure("CIN02", "2016-03-31") == (3, 11)
    assert council.row("CIN02", "2016-03-31")["excluded"] == 3
    # P15's team is that of the plan that is long enough, not of the newer one.
    teams = council.groups("CIN02", "2016-03-31", "team")
    assert teams == {"A": (3, 10), "B": (0, 1)}
    # With a standard of 21 working days P2 is seen in time, and P4's plan is too new.
    assert with_settings(council, "CIN02", "2016-03-31", days=21) == (3, 10)


def test_a_visit_before_the_plan_counts(council: Council) -> None:
    # 29 February 2016 was 21 working days before S, so that Friday the 26th was 22, and Saturday
    # the 27th, on which the plan began, as well: with a standard of 22 the plan is due a visit,
    # and the one of the Friday, a day before the plan, is in time. With 21 it is late.
    council.of(
        ssd_cin_plans="plan_id | person_id | start_date\nN1 | P1 | 2016-02-27",
        ssd_cin_visits="visit_id | person_id | visit_date | visit_seen\nV1 | P1 | 2016-02-26 | Y",
    )
    assert with_settings(council, "CIN02", "2016-03-31", days=22) == (1, 1)
    assert with_settings(council, "CIN02", "2016-03-31", days=21) == (0, 1)


def test_episodes_of_need_open_for_two_years(council: Council) -> None:
    # S is 31 March 2016: two years before is 31 March 2014. R1 began that day: counts. R2 the day
    # after: not. R3 is P1's second open episode: an episode of its own. R4 ended on S: not open.
    # R5 ends the day after: open, and old. R6 led to no further action: left out. R7 is of an
    # adult and R8 of a child without a row: they count. Numerator R1, R5, R7; denominator R1, R2,
    # R3, R5, R7, R8.
    council.of(
        ssd_person="pers_person_id | pers_dob\nP7 | 1990-01-01",
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | close_date | nfa | referral_team
        R1          | P1        | 2014-03-31    |            |     | A
        R2          | P2        | 2014-04-01    |            | N   | A
        R3          | P1        | 2016-03-31    |            |     | B
        R4          | P4        | 2010-01-01    | 2016-03-31 |     | A
        R5          | P5        | 2010-01-01    | 2016-04-01 |     | A
        R6          | P6        | 2010-01-01    |            | Y   | A
        R7          | P7        | 2010-01-01    |            |     | A
        R8          | P8        | 2016-01-01    |            |     | A
        """,
    )
    assert council.figure("CIN03", "2016-03-31") == (3, 6)
    assert council.value("CIN03", "2016-03-31") == 50.0
    assert council.row("CIN03", "2016-03-31")["excluded"] == 1
    teams = council.groups("CIN03", "2016-03-31", "team")
    assert teams == {"A": (3, 5), "B": (0, 1)}


def test_two_years_before_and_after_a_leap_day(council: Council) -> None:
    # Two years before 29 February 2016 is 28 February 2014: R1 counts, R2 of the day after does
    # not. Two years before 28 February 2018 is 28 February 2016: R3 of the 29th does not count.
    council.of(
        ssd_cin_episodes="""
        referral_id | person_id | referral_date | close_date
        R1          | P1        | 2014-02-28    | 2016-03-01
        R2          | P2        | 2014-03-01    | 2016-03-01
        R3          | P3        | 2016-02-29    |
        """
    )
    assert council.figure("CIN03", "2016-02-29") == (1, 3)
    assert council.figure("CIN03", "2018-02-28") == (0, 1)
    assert council.figure("CIN03", "2018-03-01") == (1, 1)
