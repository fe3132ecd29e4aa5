"""Worked examples of looked-after children: staying in one place, reviews on time."""

import pytest

from indicators.worked import Council

TEN_YEARS_OLD = "pers_person_id | pers_dob\nP1 | 2006-01-01"
PLACEMENTS = """
cla_placement_id | clap_person_id | placement_type
A                | P1             | U4
B                | P1             | U6
C                | P1             | A4
T                | P1             | T1
"""


def episodes(entered: str, text: str) -> str:
    """Episodes of P1 from lines of placement, reason, start and end."""
    table = "cla_episode_id | clae_person_id | clae_cla_id | entered_care_date"
    table += " | clae_cla_placement_id | start_reason | episode_start_date | episode_ceased_date"
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        table += f"\nE{number} | P1 | X | {entered} | {line}"
    return table


@pytest.mark.parametrize(
    ("entered", "moves", "figure", "why"),
    [
        # 31 March 2016 less 30 months is 30 September 2013, less 24 months 31 March 2014.
        ("2013-09-30", "A | S | 2013-09-30 |", (1, 1), "in care for 2.5 years to the day"),
        ("2013-10-01", "A | S | 2013-10-01 |", (0, 0), "a day less"),
        (
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2014-03-31
            B | P | 2014-03-31 |
            """,
            (1, 1),
            "moved two years ago to the day",
        ),
        (
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2014-04-01
            B | P | 2014-04-01 |
            """,
            (0, 1),
            "moved a day later",
        ),
        (
            # T: another placement with the same carer; L: only the legal status; U: both.
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2015-01-01
            B | T | 2015-01-01 | 2015-06-01
            B | L | 2015-06-01 | 2015-09-01
            A | U | 2015-09-01 |
            """,
            (1, 1),
            "other changes leave the carer",
        ),
        (
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2015-01-01
            B | B | 2015-01-01 |
            """,
            (0, 1),
            "B: another carer, and another legal status",
        ),
        (
            # In hospital for a week: two moves with reason P, the last on 8 January 2016.
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2016-01-01
            T | P | 2016-01-01 | 2016-01-08
            A | P | 2016-01-08 |
            """,
            (0, 1),
            "a stay elsewhere and the return are moves",
        ),
        (
            # Placed for adoption in 2015, with the carer of 2013 before: the two are joined.
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2015-06-01
            C | P | 2015-06-01 |
            """,
            (1, 1),
            "placed for adoption: the run before is joined",
        ),
        (
            # Joined once: the run before the placement for adoption began in January 2015.
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2015-01-01
            B | P | 2015-01-01 | 2015-06-01
            C | P | 2015-06-01 |
            """,
            (0, 1),
            "only the one run before",
        ),
        (
            # A move after S is not known at S.
            "2013-01-01",
            """
            A | S | 2013-01-01 | 2016-04-01
            B | P | 2016-04-01 |
            """,
            (1, 1),
            "moved the day after S",
        ),
        # The first that is known of the child: the run began there, whatever the reason.
        ("2013-01-01", "A | T | 2013-06-01 |", (1, 1), "the data begin in a placement"),
        ("2013-01-01", "C | P | 2013-06-01 |", (1, 1), "no run before the placement for adoption"),
        ("", "A | S | 2013-01-01 |", (0, 0), "date of entering care not known"),
    ],
)
def test_two_years_with_the_same_carer(
    council: Council, entered: str, moves: str, figure: tuple[int, int], why: str
) -> None:
    council.of(
        ssd_person=TEN_YEARS_OLD,
        ssd_cla_placement=PLACEMENTS,
        ssd_cla_episodes=episodes(entered, moves),
    )
    assert council.figure("LAC03", "2016-03-31") == figure, why


@pytest.mark.parametrize(("born", "figure"), [("2000-03-31", (0, 0)), ("2000-04-01", (1, 1))])
def test_stability_is_for_children_under_16(
    council: Council, born: str, figure: tuple[int, int]
) -> None:
    # Sixteen on S: left out. Sixteen the day after: in.
    council.of(
        ssd_person=f"pers_person_id | pers_dob\nP1 | {born}",
        ssd_cla_episodes=episodes("2013-01-01", "A | S | 2013-01-01 |"),
    )
    assert council.figure("LAC03", "2016-03-31") == figure


def test_short_breaks_before_care_count_from_entering_care(council: Council) -> None:
    # V4 from 1 June 2013, V2 from 1 June 2015: in, and in care since the V4 began, as recorded.
    council.of(
        ssd_person=TEN_YEARS_OLD,
        ssd_cla_episodes=episodes("2013-06-01", "A | S | 2013-06-01 |"),
        ssd_legal_status="""
        lega_legal_status_id | lega_person_id | lega_legal_status | start_date | end_date
        L1                   | P1             | V4                | 2013-06-01 | 2015-06-01
        L2                   | P1             | V2                | 2015-06-01 |
        """,
    )
    assert council.figure("LAC03", "2016-03-31") == (1, 1)
    # On 31 May 2015 the V4 is open: not looked after.
    assert council.figure("LAC03", "2015-05-31") == (0, 0)


def all_reviewed(
    council: Council, entered: str, reviews: list[str], s: str, cancelled: str = ""
) -> tuple[object, object]:
    """LAC04 of a single child who entered care on a day and had reviews on these days."""
    held = "cla_review_id | clar_cla_id | cla_person_id | review_date | cancelled"
    for number, day in enumerate(reviews):
        held += f"\nR{number} | X | P1 | {day} | {'Y' if day == cancelled else ''}"
    council.of(
        ssd_person=TEN_YEARS_OLD,
        ssd_cla_episodes=episodes(entered, f"A | S | {entered or '2015-01-01'} |"),
        ssd_cla_reviews=held,
    )
    return council.figure("LAC04", s)


@pytest.mark.parametrize(
    ("entered", "reviews", "s", "figure", "why"),
    [
        # 1 March 2016 is a Tuesday: to the 31st are 22 week days less Good Friday and Easter
        # Monday, so the 31st is working day 20, on which the first review is due.
        ("2016-03-01", [], "2016-03-31", (0, 1), "due on S and not held"),
        ("2016-03-01", ["2016-03-31"], "2016-03-31", (1, 1), "held on S"),
        ("2016-03-01", ["2016-04-01"], "2016-03-31", (0, 1), "held after S"),
        ("2016-03-02", [], "2016-03-31", (0, 0), "19 working days in care"),
        # 1 December 2015, a Tuesday: working day 17 is the 24th; Friday 25th and Monday 28th are
        # bank holidays; so 29, 30 and 31 December are 18, 19 and 20. The second: 31 March.
        ("2015-12-01", ["2015-12-31"], "2016-02-29", (1, 1), "over Christmas, on the last day"),
        ("2015-12-01", ["2016-01-01"], "2016-02-29", (0, 1), "over Christmas, a day late"),
        ("2015-12-01", ["2015-12-31"], "2016-03-30", (1, 1), "second due tomorrow"),
        ("2015-12-01", ["2015-12-31"], "2016-03-31", (0, 1), "second due on S and not held"),
        ("2015-12-01", ["2015-12-31", "2016-03-31"], "2016-03-31", (1, 1), "second on its day"),
        # Friday 5 February 2016 + 20 working days = Friday 4 March. Saturday has the same number
        # of working days behind it, and is a day late.
        ("2016-02-05", ["2016-03-04"], "2016-03-31", (1, 1), "Friday"),
        ("2016-02-05", ["2016-03-05"], "2016-03-31", (0, 1), "Saturday"),
        # Early: held on 10 December, so the second is due on 10 March.
        ("2015-12-01", ["2015-12-10", "2016-03-10"], "2016-03-31", (1, 1), "early, then on time"),
        ("2015-12-01", ["2015-12-10", "2016-03-11"], "2016-03-31", (0, 1), "early, then late"),
        # Two rows of a day are one review: the next is the second, due on 31 March.
        ("2015-12-01", ["2015-12-31", "2015-12-31"], "2016-04-30", (0, 1), "same-day duplicate"),
        # A review before the day of entering care belongs to no review of it.
        ("2015-12-01", ["2015-11-30"], "2016-01-31", (0, 1), "before entering care"),
        ("2015-12-01", ["2015-12-01"], "2016-01-31", (1, 1), "on the day of entering care"),
        # Second review on 31 August; 31 August + 6 months = 29 February 2016.
        # 1 May 2015 + 20 working days = 2 June (4 and 25 May are bank holidays); 1 June + 3 months
        # = 1 September.
        (
            "2015-05-01",
            ["2015-06-01", "2015-08-31", "2016-02-29"],
            "2016-03-31",
            (1, 1),
            "29 February",
        ),
        ("2015-05-01", ["2015-06-01", "2015-08-31", "2016-03-01"], "2016-03-31", (0, 1), "1 March"),
        # 30 November + 3 months = 29 February. From Monday 2 November, 30 November is day 20.
        ("2015-11-02", ["2015-11-30", "2016-02-29"], "2016-03-31", (1, 1), "29 February"),
        ("2015-11-02", ["2015-11-30", "2016-03-01"], "2016-03-31", (0, 1), "1 March"),
        ("", ["2015-11-30"], "2016-03-31", (0, 0), "date of entering care not known"),
    ],
)
def test_reviews_of_looked_after_children_on_time(
    council: Council,
    entered: str,
    reviews: list[str],
    s: str,
    figure: tuple[int, int],
    why: str,
) -> None:
    assert all_reviewed(council, entered, reviews, s) == figure, why


@pytest.mark.parametrize(
    ("entered", "reviews", "figure", "why"),
    [
        # S is 31 March 2016: the twelve months begin on 1 April 2015.
        # From 1 December 2014 the first is due, and held, on 31 December (25 and 26 are bank
        # holidays); the second is due on 31 March 2015, a day before the twelve months, and was
        # two days late; the third, due on 2 October, was on time.
        ("2014-12-01", ["2014-12-31", "2015-04-02", "2015-10-02"], (1, 1), "due before the year"),
        # From 2 December the first is due on 2 January 2015 and held on the 1st, so the second is
        # due on 1 April 2015, the first day of the twelve months, and was a day late.
        ("2014-12-02", ["2015-01-01", "2015-04-02", "2015-10-02"], (0, 1), "due in the year"),
        # The second was due on 31 March 2015 and never held: late ever since.
        ("2014-12-01", ["2014-12-31"], (0, 1), "outstanding since before the year"),
        # Never reviewed in five years of care.
        ("2011-03-01", [], (0, 1), "never reviewed"),
        # First review four weeks late, in 2014; all since then on time.
        (
            "2014-01-06",
            ["2014-03-01", "2014-06-01", "2014-12-01", "2015-06-01", "2015-12-01"],
            (1, 1),
            "late long ago",
        ),
    ],
)
def test_only_reviews_due_in_the_last_12_months(
    council: Council, entered: str, reviews: list[str], figure: tuple[int, int], why: str
) -> None:
    assert all_reviewed(council, entered, reviews, "2016-03-31") == figure, why


def test_a_cancelled_review_was_not_held(council: Council) -> None:
    # First due on 31 December 2015: the meeting of the 20th was cancelled, that of the 30th held.
    reviews = ["2015-12-20", "2015-12-30"]
    assert all_reviewed(council, "2015-12-01", reviews, "2016-03-29", "2015-12-20") == (1, 1)
    # So the 30th is the first review and the second is due on 30 March; were the 20th the first,
    # the 30th would be the second and the third due on 30 June.
    assert all_reviewed(council, "2015-12-01", reviews, "2016-03-30", "2015-12-20") == (0, 1)
    # The only one cancelled: none was held.
    cancelled = ["2015-12-30"]
    assert all_reviewed(council, "2015-12-01", cancelled, "2016-02-29", "2015-12-30") == (0, 1)


def test_reviews_belong_to_their_period_of_care(council: Council) -> None:
    # P1 was in care until November 2015 (period X) and is again since 1 December (period Z). The
    # review of 20 December is entered for X: Z has none by 31 December. P2's period has no id: no
    # review can be found for it. P3's review has no date.
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 2006-01-01\nP2 | 2006-01-01\nP3 | 2006-01-01",
        ssd_cla_episodes="""
        episode_id | clae_person_id | clae_cla_id | entered_care_date | start_date | ceased_date
        E1         | P1             | X           | 2015-01-01        | 2015-01-01 | 2015-11-01
        E2         | P1             | Z           | 2015-12-01        | 2015-12-01 |
        E3         | P2             |             | 2015-12-01        | 2015-12-01 |
        E4         | P3             | V           | 2015-12-01        | 2015-12-01 |
        """,
        ssd_cla_reviews="""
        cla_review_id | clar_cla_id | cla_person_id | review_date
        R1            | X           | P1            | 2015-12-20
        R2            |             | P2            | 2015-12-20
        R3            | V           | P3            |
        """,
    )
    assert council.figure("LAC04", "2016-01-31") == (0, 3)
