"""What a period is called, which days it holds and what lies next to it."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litmus.base.errors import UsageError
from litmus.base.periods import Period, add_months, financial_year_of, month_end

ONE_DAY = timedelta(days=1)
KINDS = ("year", "quarter", "month", "week", "day")

# Two years from either end, so that neighbours and last year's periods can still be written.
days = st.dates(date(1992, 1, 6), date(2038, 12, 31))
periods = st.builds(
    Period.containing, st.sampled_from(KINDS), days, st.sampled_from(["calendar", "financial"])
)
generated = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("written", "first", "last", "title", "folder"),
    [
        (
            "2016Q1",
            "2016-01-01",
            "2016-03-31",
            "January to March 2016 (quarter 4 of 2015/16)",
            "2016Q1",
        ),
        (
            "2015/16Q4",
            "2016-01-01",
            "2016-03-31",
            "January to March 2016 (quarter 4 of 2015/16)",
            "2016Q1",
        ),
        (
            "2015Q3",
            "2015-07-01",
            "2015-09-30",
            "July to September 2015 (quarter 2 of 2015/16)",
            "2015Q3",
        ),
        (
            "2015/16Q1",
            "2015-04-01",
            "2015-06-30",
            "April to June 2015 (quarter 1 of 2015/16)",
            "2015Q2",
        ),
        (
            "2015Q4",
            "2015-10-01",
            "2015-12-31",
            "October to December 2015 (quarter 3 of 2015/16)",
            "2015Q4",
        ),
        ("2016-03", "2016-03-01", "2016-03-31", "March 2016", "2016-03"),
        ("2016-02", "2016-02-01", "2016-02-29", "February 2016", "2016-02"),
        (
            "2016-W12",
            "2016-03-21",
            "2016-03-27",
            "week 12 of 2016 (21 to 27 March 2016)",
            "2016-W12",
        ),
        (
            "2016-W13",
            "2016-03-28",
            "2016-04-03",
            "week 13 of 2016 (28 March to 3 April 2016)",
            "2016-W13",
        ),
        (
            "2015-W53",
            "2015-12-28",
            "2016-01-03",
            "week 53 of 2015 (28 December 2015 to 3 January 2016)",
            "2015-W53",
        ),
        ("2016-03-29", "2016-03-29", "2016-03-29", "29 March 2016", "2016-03-29"),
        (
            "2015/16",
            "2015-04-01",
            "2016-03-31",
            "April 2015 to March 2016 (financial year 2015/16)",
            "2015-2016",
        ),
        (
            "1999/00",
            "1999-04-01",
            "2000-03-31",
            "April 1999 to March 2000 (financial year 1999/00)",
            "1999-2000",
        ),
    ],
)
def test_each_notation_names_its_days(written, first, last, title, folder):
    period = Period.parse(written)
    assert (str(period.start), str(period.end)) == (first, last)
    assert (str(period), period.title, period.folder) == (written, title, folder)


@generated
@given(periods)
def test_what_is_printed_reads_back_as_the_same_period(period):
    again = Period.parse(str(period))
    assert again == period
    assert str(again) == str(period)


@generated
@given(periods)
def test_small_letters_and_spaces_around_are_no_matter(period):
    assert str(Period.parse(f"  {str(period).lower()}\t\n")) == str(period)


def test_a_quarter_may_stand_apart_from_its_year():
    assert str(Period.parse("2016 q1")) == "2016Q1"
    assert str(Period.parse("2015/16 q4")) == "2015/16Q4"


def test_calendar_and_financial_names_are_the_same_period():
    assert Period.parse("2016Q1") == Period.parse("2015/16Q4")
    assert len({Period.parse("2016Q1"), Period.parse("2015/16Q4")}) == 1
    assert Period.parse("2016Q1").folder == Period.parse("2015/16Q4").folder


@generated
@given(periods, periods)
def test_folders_differ_exactly_where_periods_differ(one, other):
    assert (one.folder == other.folder) == (one == other)


def test_december_2011_and_the_financial_year_2011_have_folders_of_their_own():
    assert Period.parse("2011-12").folder == "2011-12"
    assert Period.parse("2011/12").folder == "2011-2012"


@generated
@given(periods)
def test_neighbours_touch_without_gap_or_overlap_and_lead_back(period):
    assert period.next().start == period.end + ONE_DAY
    assert period.previous().end == period.start - ONE_DAY
    assert str(period.next().previous()) == str(period)
    assert str(period.previous().next()) == str(period)


@generated
@given(periods, days)
def test_every_day_lies_in_one_period_of_a_kind(period, day):
    assert period.start <= period.end
    inside = Period.containing(period.kind, day) == period
    assert inside == (period.start <= day <= period.end)


@generated
@given(days)
def test_a_financial_year_is_its_four_quarters_and_its_twelve_months(day):
    year = Period.containing("year", day)
    for kind, parts in (("quarter", 4), ("month", 12)):
        part = Period.containing(kind, year.start)
        for _ in range(parts - 1):
            assert part.financial_year == str(year)
            part = part.next()
        assert part.end == year.end


@pytest.mark.parametrize(
    ("written", "last_year"),
    [
        ("2016Q1", "2015Q1"),
        ("2015/16Q4", "2014/15Q4"),
        ("2016-02", "2015-02"),
        ("2015/16", "2014/15"),
        ("2016-W12", "2015-W12"),
        ("2015-W53", "2014-W52"),  # 2014 has 52 weeks
        ("2016-03-29", "2015-03-29"),
        ("2016-02-29", "2015-02-28"),
    ],
)
def test_the_same_period_last_year(written, last_year):
    assert str(Period.parse(written).same_period_last_year()) == last_year


@generated
@given(periods)
def test_last_years_period_is_of_the_same_kind_and_about_a_year_earlier(period):
    earlier = period.same_period_last_year()
    assert earlier.kind == period.kind
    # 52 weeks are 364 days; week 53 is compared with week 52, one week further back.
    assert 364 <= (period.start - earlier.start).days <= 371
    assert str(earlier).count("Q") == str(period).count("Q")


@pytest.mark.parametrize(
    ("written", "financial_year"),
    [
        ("2016Q1", "2015/16"),
        ("2016-04", "2016/17"),
        ("2016-W13", "2016/17"),
        ("2015/16", "2015/16"),
    ],
)
def test_the_financial_year_is_that_of_the_last_day(written, financial_year):
    assert Period.parse(written).financial_year == financial_year


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2016Q5", "quarters Q1 to Q4"),
        ("2016Q0", "quarters Q1 to Q4"),
        ("2015/16Q5", "quarters Q1 to Q4"),
        ("2016-W53", "2016 has weeks W01 to W52"),
        ("2015-W54", "2015 has weeks W01 to W53"),
        ("2016-W00", "2016 has weeks W01 to W52"),
        ("2016-02-30", "2016-02 has days 01 to 29"),
        ("2015-02-29", "2015-02 has days 01 to 28"),
        ("2016-13-01", "months 01 to 12"),
        ("2016-00", "months 01 to 12"),
        ("2015/17", "the financial year that starts in 2015 is 2015/16"),
        ("2015/17Q2", "the financial year that starts in 2015 is 2015/16"),
        ("2106Q1", "periods run from 1990 to 2040"),
        ("0216-03", "periods run from 1990 to 2040"),
        ("9999/00", "periods run from 1990 to 2040"),
        ("2040/41", "periods run from 1990 to 2040"),
        ("2015-16", "Did you mean 2015/16?"),
        ("2015-2016", "Did you mean 2015/16?"),
        ("2015/2016", "Did you mean 2015/16?"),
        ("FY2015/16", "Did you mean 2015/16?"),
        ("2015-16Q4", "Did you mean 2015/16Q4?"),
        ("2016-Q1", "Did you mean 2016Q1?"),
        ("Q1 2016", "Did you mean 2016Q1?"),
        ("2016-3", "Did you mean 2016-03?"),
        ("201603", "Did you mean 2016-03?"),
        ("2016w9", "Did you mean 2016-W09?"),
        ("29/3/2016", "Did you mean 2016-03-29?"),
        ("20160329", "Did you mean 2016-03-29?"),
        ("2016", "financial year (2015/16)"),
        ("last quarter", "is not a period"),
        ("٢٠١٦Q1", "is not a period"),
        ("", "is not a period"),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason_and_what_is_accepted(written, said):
    with pytest.raises(UsageError) as refusal:
        Period.parse(written)
    message = str(refusal.value)
    assert message.startswith(f"'{written}' is not a period")
    assert said in message
    for example_of in ("2016Q1", "2015/16Q4", "2016-03", "2016-W12", "2016-03-29", "2015/16"):
        assert f"({example_of})" in message
    assert refusal.value.exit_code == 2


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=12),
        st.from_regex(r"[0-9]{4}[-/ ]?[QW]?[0-9]{0,2}[-/]?Q?[0-9]{0,2}", fullmatch=True),
    )
)
@example("2040/41Q1")
@example("9999-12-31")
def test_any_text_is_read_or_refused_and_every_suggestion_can_be_read(text):
    try:
        period = Period.parse(text)
    except UsageError as refusal:
        if "Did you mean " in str(refusal):
            Period.parse(str(refusal).split("Did you mean ")[1].split("?")[0])
    else:
        assert Period.parse(str(period)) == period


def test_an_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="use year, quarter, month, week, day"):
        Period.containing("fortnight", date(2016, 3, 31))


def test_months_have_their_english_names():
    titles = [Period.parse(f"2016-{month:02}").title for month in range(1, 13)]
    assert " ".join(title.removesuffix(" 2016") for title in titles) == (
        "January February March April May June July August September October November December"
    )


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        ("2015-08-31", 6, "2016-02-29"),  # a review of 31 August is due on the last of February
        ("2014-08-31", 6, "2015-02-28"),
        ("2016-02-29", -12, "2015-02-28"),
        ("2015-02-28", -36, "2012-02-28"),
        ("2015-11-30", 3, "2016-02-29"),
        ("2016-01-31", -1, "2015-12-31"),
        ("2015-12-15", 1, "2016-01-15"),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last_one(day, months, result):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(result)


@generated
@given(days, st.integers(-60, 60))
def test_adding_months_lands_in_the_right_month(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, month_end(later).day)


@generated
@given(days)
def test_a_month_ends_the_day_before_the_next_one_starts(day):
    assert (month_end(day) + ONE_DAY).day == 1
    assert month_end(day).month == day.month


def test_a_financial_year_starts_in_april():
    assert financial_year_of(date(2016, 3, 31)) == "2015/16"
    assert financial_year_of(date(2016, 4, 1)) == "2016/17"
    assert financial_year_of(date(2000, 3, 31)) == "1999/00"
