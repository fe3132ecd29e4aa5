"""How long cases took: bands of days that end with the limit, the middle, who is in time."""

from datetime import date

from indicators.worked import Council
from litmus.base.periods import Period
from litmus.base.windows import Window, window_ending
from litmus.figures import for_report
from litmus.figures.days import of_each, taken
from litmus.indicators import Indicator, find
from litmus.indicators.engine import Unavailable

QUARTER = window_ending("quarter", date(2016, 3, 31))


def test_bands_end_with_the_limit_and_gather_what_took_longer_than_twice_as_long() -> None:
    # limit 10: bands of two days up to 20, then all else; 0 days are in the first
    found = taken(QUARTER, {0: 1, 2: 2, 3: 1, 10: 4, 11: 1, 20: 1, 21: 1, 99: 1, None: 3}, 10)
    assert [(b.first, b.last, b.number) for b in found.bands] == [
        (0, 2, 3), (3, 4, 1), (5, 6, 0), (7, 8, 0), (9, 10, 4), (11, 12, 1), (13, 14, 0),
        (15, 16, 0), (17, 18, 0), (19, 20, 1), (21, None, 2),
    ]  # fmt: skip
    assert (found.in_time, found.late, found.unknown) == (8, 4, 3)
    assert sum(band.number for band in found.bands) == found.known == 12
    assert found.median == 10.0


def test_without_known_days_there_is_no_middle() -> None:
    assert taken(QUARTER, {None: 2}, 45).median is None
    assert taken(QUARTER, {}, 45).known == 0


# Three assessments of 2016Q1, one of the quarter before and one of the same quarter of 2015.
ASSESSMENTS = """
assessment_id | cina_person_id | start_date | auth_date
A1            | P1             | 2016-01-04 | 2016-01-11
A2            | P2             | 2016-01-04 | 2016-01-18
A3            | P3             | 2016-01-04 | 2016-03-14
B1            | P4             | 2015-11-02 | 2015-11-09
C1            | P5             | 2015-02-02 | 2015-02-09
"""
YEAR_BEFORE = window_ending("quarter", date(2015, 3, 31))
PERIOD = Period.parse("2016Q1")
NONE_OF_EARLY_DATA = "the data begin on 1 April 2015"


def took(council: Council, unavailable: Unavailable, code: str = "ASM02") -> dict[date, int]:
    """How many cases there are by the end of the window."""
    council.of(ssd_cin_assessments=ASSESSMENTS)
    each = of_each(council.connection, find(code), PERIOD, unavailable, None, [None])
    found = each[None]
    return {each.end: each.known for each in found}


def test_the_days_of_now_and_of_the_same_months_a_year_before(empty_council: Council) -> None:
    assert took(empty_council, lambda *_: None) == {QUARTER.end: 3, YEAR_BEFORE.end: 1}


def test_a_window_that_the_data_cannot_feed_has_no_days_and_the_other_keeps_its_own(
    empty_council: Council,
) -> None:
    def early(_: Indicator, window: Window) -> str | None:
        return NONE_OF_EARLY_DATA if window.start < date(2015, 4, 1) else None

    assert took(empty_council, early) == {QUARTER.end: 3}
    assert took(empty_council, lambda _, w: None if early(_, w) else "later") == {
        YEAR_BEFORE.end: 1
    }
    assert took(empty_council, lambda *_: "there is no such table") == {}
    # A reason is one whatever its words are, none at all among them.
    assert took(empty_council, lambda *_: "") == {}


def test_it_is_asked_of_the_two_windows_alone_and_not_where_there_are_no_days(
    empty_council: Council,
) -> None:
    asked: list[tuple[str, Window]] = []

    def ask(indicator: Indicator, window: Window) -> str | None:
        asked.append((indicator.code, window))
        return None

    took(empty_council, ask)
    assert asked == [("ASM02", QUARTER), ("ASM02", YEAR_BEFORE)]
    assert took(empty_council, ask, "REF01") == {}
    assert len(asked) == 2


def test_a_report_has_the_days_of_the_windows_that_its_data_reach(frozen, project) -> None:
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    whole = for_report(snapshot, PERIOD, ["ASM02"], project()).days
    assert [each.end for each in whole["ASM02"]] == [QUARTER.end, YEAR_BEFORE.end]
    snapshot.data_from = date(2015, 4, 1)
    short = for_report(snapshot, PERIOD, ["ASM02"], project()).days
    assert [each.end for each in short["ASM02"]] == [QUARTER.end]
    snapshot.provided.discard("ssd_cin_assessments")
    assert for_report(snapshot, PERIOD, ["ASM02"], project()).days == {"ASM02": ()}
