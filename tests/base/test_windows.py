"""Which days an indicator counts: `indicators.yml` conventions and the settled readings."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import UsageError
from litmus.base.periods import add_months, month_end
from litmus.base.windows import history, window_ending

ONE_DAY = timedelta(days=1)
days = st.dates(date(1994, 1, 1), date(2039, 12, 31))
generated = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("kind", "s", "start", "label", "title"),
    [
        ("month", "2016-03-31", "2016-03-01", "2016-03", "March 2016"),
        ("month", "2016-02-29", "2016-02-01", "2016-02", "February 2016"),
        ("month", "2016-03-27", "2016-03-01", "2016-03 to 2016-03-27", "1 to 27 March 2016"),
        ("quarter", "2016-03-31", "2016-01-01", "2016Q1", "January to March 2016"),
        # The quarter that contains S, from its first day to S.
        (
            "quarter",
            "2016-02-29",
            "2016-01-01",
            "2016Q1 to 2016-02-29",
            "January to February 2016",
        ),
        (
            "quarter",
            "2016-02-10",
            "2016-01-01",
            "2016Q1 to 2016-02-10",
            "1 January to 10 February 2016",
        ),
        ("R12M", "2016-03-31", "2015-04-01", "R12M to 2016-03-31", "12 months to 31 March 2016"),
        # 29 February less 12 months is 28 February, exclusive.
        ("R12M", "2016-02-29", "2015-03-01", "R12M to 2016-02-29", "12 months to 29 February 2016"),
        # 28 February 2017 less 12 months is 28 February 2016, so 29 February 2016 is inside.
        ("R12M", "2017-02-28", "2016-02-29", "R12M to 2017-02-28", "12 months to 28 February 2017"),
        # As the settled readings spell out.
        ("R36M", "2015-02-28", "2012-02-29", "R36M to 2015-02-28", "36 months to 28 February 2015"),
        ("R36M", "2016-03-31", "2013-04-01", "R36M to 2016-03-31", "36 months to 31 March 2016"),
        ("FYTD", "2016-03-31", "2015-04-01", "FYTD to 2016-03-31", "1 April 2015 to 31 March 2016"),
        ("FYTD", "2016-04-01", "2016-04-01", "FYTD to 2016-04-01", "1 April 2016"),
        ("week", "2016-03-27", "2016-03-21", "2016-W12", "21 to 27 March 2016"),
        ("week", "2016-03-23", "2016-03-21", "2016-W12 to 2016-03-23", "21 to 23 March 2016"),
        # A Sunday that ends a month is no month.
        ("week", "2016-01-31", "2016-01-25", "2016-W04", "25 to 31 January 2016"),
        ("day", "2016-03-31", "2016-03-31", "2016-03-31", "31 March 2016"),
    ],
)
def test_a_window_runs_from_its_first_day_to_the_snapshot_date(kind, s, start, label, title):
    window = window_ending(kind, date.fromisoformat(s))
    assert (window.kind, str(window.start), str(window.end)) == (kind, start, s)
    assert (window.label, window.title) == (label, title)


@generated
@given(days, st.sampled_from([("R12M", 12), ("R36M", 36)]))
def test_a_rolling_window_leaves_out_the_same_day_earlier_and_holds_the_next(s, rolling):
    kind, months = rolling
    window = window_ending(kind, s)
    assert window.start - ONE_DAY == add_months(s, -months)
    assert window.end == s


@generated
@given(days, st.sampled_from(["month", "quarter"]))
def test_months_and_quarters_of_a_history_touch_without_gap_or_overlap(s, kind):
    windows = history(kind, s, 13)
    assert len(windows) == 13
    assert windows[-1].end == s
    for earlier, later in pairwise(windows):
        assert later.start == earlier.end + ONE_DAY


@generated
@given(days)
def test_rolling_years_a_year_apart_touch_but_for_29_february(s):
    earlier, later = history("R12M", month_end(s), 2, step_months=12)
    gap = (later.start - earlier.end).days - 1
    # A February that ends on the 28th starts its window on a 29th of the year before, which that
    # year's own window holds, too.
    assert gap == (-1 if later.end.month == 2 and earlier.end.day == 29 else 0)


@generated
@given(days, st.sampled_from(["month", "quarter", "R12M", "R36M", "FYTD"]), st.integers(1, 20))
def test_a_history_is_of_whole_months_oldest_first_and_ends_on_the_snapshot_date(s, kind, count):
    windows = history(kind, s, count)
    ends = [window.end for window in windows]
    assert len(ends) == count
    assert ends == sorted(set(ends))
    assert ends[-1] == s
    assert all(end == month_end(end) for end in ends[:-1])
    assert windows == [window_ending(kind, end) for end in ends]


def test_the_histories_of_a_quarterly_report():
    s = date(2016, 3, 31)
    months = [window.label for window in history("month", s, 13)]
    quarters = [window.label for window in history("quarter", s, 8)]
    rolling = [window.end for window in history("R12M", s, 3)]
    assert (months[0], months[-1]) == ("2015-03", "2016-03")
    assert " ".join(quarters) == "2014Q2 2014Q3 2014Q4 2015Q1 2015Q2 2015Q3 2015Q4 2016Q1"
    assert rolling == [date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 31)]


def test_a_history_in_mid_month_ends_on_the_day_itself_after_earlier_month_ends():
    ends = [window.end for window in history("R12M", date(2016, 3, 15), 3)]
    assert ends == [date(2016, 1, 31), date(2016, 2, 29), date(2016, 3, 15)]
    quarters = history("quarter", date(2016, 2, 10), 3)
    assert [window.label for window in quarters] == ["2015Q3", "2015Q4", "2016Q1 to 2016-02-10"]


def test_a_history_can_step_by_quarters_or_years():
    ends = [window.end for window in history("R12M", date(2016, 3, 31), 3, step_months=3)]
    assert ends == [date(2015, 9, 30), date(2015, 12, 31), date(2016, 3, 31)]


def test_weeks_of_a_history_end_on_sundays_and_days_follow_each_other():
    weeks = history("week", date(2016, 3, 27), 13)
    assert (weeks[0].label, weeks[-1].label) == ("2015-W53", "2016-W12")
    assert all(later.start == earlier.end + ONE_DAY for earlier, later in pairwise(weeks))
    assert [window.label for window in history("day", date(2016, 3, 1), 2)] == [
        *("2016-02-29", "2016-03-01"),
    ]
    rolling = history("R12M", date(2016, 3, 27), 2, each="week")
    assert [window.end for window in rolling] == [date(2016, 3, 20), date(2016, 3, 27)]


def test_an_unknown_window_is_refused():
    with pytest.raises(UsageError, match="use day, week, month, quarter, FYTD, R3M, R12M, R36M"):
        window_ending("R24M", date(2016, 3, 31))
