"""The one rule of change: which windows are compared, by which test, and in which words."""

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from scipy import stats

from litmus.base.periods import Period
from litmus.base.windows import change_windows, window_ending
from litmus.indicators import EVERY, in_words
from litmus.indicators.declaration import Events
from litmus.report import change, wording
from litmus.report.feed import Figure, PeriodSpan
from litmus.report.lookup import Figures
from report import council

ASM02, CPP05, REF01 = (council.BY_CODE[code] for code in ("ASM02", "CPP05", "REF01"))
AGO, BEFORE = date(2015, 3, 31), date(2015, 12, 31)


def of(end: date, numerator: int, denominator: int, d=ASM02, window: str = "quarter", **more):
    return council.figure(d, window_ending(window, end), numerator, denominator, **more)


def judge(*rows: Figure, d=ASM02, **context):
    figures = Figures(rows, council.END)
    return change.on_year(d, figures, council.context(**context))


def test_windows_share_no_day_whatever_the_period():
    for text in ("2016Q1", "2016-03", "2016-02", "2015/16", "2016-W12", "2016-03-29"):
        now, *others = change_windows(Period.parse(text), True, "R12M")
        assert all(each.end < now.start for each in others)


def test_a_month_and_a_quarter_that_end_on_a_day_are_judged_alike():
    month, quarter = (change_windows(Period.parse(t), True, "R12M") for t in ("2016-03", "2016Q1"))
    assert month == quarter


def test_a_month_within_a_quarter_is_never_compared_with_part_of_one():
    titles = [w.title for w in change_windows(Period.parse("2016-02"), True, "R12M")]
    assert titles == ["December 2015 to February 2016", "September to November 2015",
                      "December 2014 to February 2015"]  # fmt: skip


def test_what_is_counted_over_time_is_so_in_the_figures_and_on_the_page():
    for indicator in EVERY.values():
        at_a_day = wording.at_a_day(in_words(indicator))
        assert isinstance(indicator.cases, Events) != at_a_day, indicator.code


@pytest.mark.parametrize(
    ("now", "ago", "word"),
    [
        ((900, 1000), (800, 1000), "better"),
        ((800, 1000), (900, 1000), "worse"),
        ((805, 1000), (800, 1000), "no clear change"),
    ],
)
def test_a_share_is_better_or_worse_only_beyond_chance(now, ago, word):
    judged = judge(of(council.END, *now), of(AGO, *ago))
    assert (judged.word, judged.reason) == (word, "")


def test_where_lower_is_better_less_is_better():
    declared = replace(ASM02, polarity="lower")
    assert judge(of(council.END, 800, 1000), of(AGO, 900, 1000), d=declared).word == "better"


def test_of_what_neither_way_is_better_it_is_higher_or_lower():
    rows = of(council.END, 600, 0, REF01), of(AGO, 900, 0, REF01)
    assert judge(*rows, d=REF01).word == "lower"
    assert judge(*reversed([replace(r, window_start=o.window_start, window_end=o.window_end)
                            for r, o in zip(rows, reversed(rows), strict=True)]),
                 d=REF01).word == "higher"  # fmt: skip


def test_a_position_is_compared_with_those_of_other_days():
    now, ago = (of(end, n, 480, CPP05, "month") for end, n in ((council.END, 460), (AGO, 400)))
    judged = judge(now, ago, d=CPP05)
    assert judged.word == "better" and judged.before == ago
    assert change.sentence(CPP05, judged) == (
        "Better than at 31 March 2015: 83.3% then (up 12.5 points)."
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"status": "held for data quality"}, "the data have to be checked first"),
        ({"lower": None, "upper": None},
         "it does not count cases, so that chance cannot be told"),
        ({"value": None}, "there is no figure of now"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_says_why(changes, reason):
    judged = judge(of(council.END, 900, 1000, **changes), of(AGO, 800, 1000))
    assert (judged.word, judged.reason) == ("cannot be compared", reason)


def test_a_median_cannot_be_compared():
    median = replace(ASM02, kind="median")
    judged = change.between(median, of(AGO, 1, 9), of(council.END, 1, 9))
    assert judged.reason == "it is a median, for which there is no such test"


def test_what_is_not_complete_yet_is_not_worse():
    rows = of(council.END, 100, 1000), of(AGO, 900, 1000)
    assert judge(*rows).word == "worse"
    early = judge(*rows, data_to=date(2016, 3, 12))
    assert early.reason == "the data end on 12 March 2016, before these months do"
    followed = replace(ASM02, follow_up_months=6)
    waiting = judge(*rows, d=followed, data_to=date(2016, 9, 29))
    assert (waiting.word, waiting.reason) == (
        "cannot be compared", "what it counts is complete on 30 September 2016",
    )  # fmt: skip
    assert judge(*rows, d=followed, data_to=date(2016, 9, 30)).word == "worse"


def mean_of(values: list[float], end: date) -> Figure:
    """A mean with the interval of Student that figures have."""
    n, mean = len(values), sum(values) / len(values)
    half = stats.t.ppf(0.975, n - 1) * stats.tstd(values) / sqrt(n)
    row = of(end, 1, 1)
    return replace(row, numerator=sum(values), denominator=n, value=mean, lower=mean - half,
                   upper=mean + half)  # fmt: skip


def test_means_are_tested_by_welch_from_their_intervals():
    declared = replace(ASM02, kind="mean", polarity="lower")
    for shift in (0, 12, 40):
        ago = [float(300 + 7 * n % 90) for n in range(40)]
        now = [each + shift + n % 5 for n, each in enumerate(ago)]
        p = stats.ttest_ind(now, ago, equal_var=False).pvalue
        judged = change.between(declared, mean_of(ago, AGO), mean_of(now, council.END))
        assert (judged.word == "worse") == (p < 0.05)


def test_two_reports_that_end_on_a_day_say_the_same_of_every_indicator():
    """A quarterly and a book of the same figures: no word of one contradicts one of the other."""
    month = Period.parse("2016-03")
    book = council.context(
        report="book", period=PeriodSpan.of(month), previous=PeriodSpan.of(month.previous()),
        year_before=PeriodSpan.of(month.same_period_last_year()),
    )  # fmt: skip
    figures = council.lookup()
    for declared in council.DECLARATIONS:
        for rule in (change.on_year, change.on_before):
            one, two = (rule(declared, figures, each) for each in (council.context(), book))
            assert (one.word, one.before) == (two.word, two.before), declared.code


def test_the_clearest_change_is_the_strongest():
    slight = judge(of(council.END, 840, 1000), of(AGO, 800, 1000))
    clear = judge(of(council.END, 900, 1000), of(AGO, 700, 1000))
    none = judge(of(council.END, 801, 1000), of(AGO, 800, 1000))
    assert clear.strength > slight.strength > none.strength == 0


def test_a_course_of_quarters_leaves_out_the_two_months_before_the_last_ended() -> None:
    """A month's report has the quarter to February, too, for comparison: no point of a line."""
    ends = [date(2015, 3, 31), date(2015, 6, 30), date(2015, 9, 30), BEFORE, date(2016, 2, 29)]
    rows = [of(end, 800, 1000) for end in (*ends, council.END)]
    _, drawn = change.course(ASM02, Figures(rows, council.END), council.context())
    assert [row.window_end for row in drawn] == [*ends[:-1], council.END]


def since(day: date, *rows: Figure, d=ASM02, **more):
    figures = Figures(rows, council.END)
    march = PeriodSpan.of(Period.parse("2016-03"))
    return change.since(day, d, figures, council.context(period=march, **more))


def test_since_a_day_events_are_compared_by_the_months_around_it():
    months = [of(end, n, 100, window="month")
              for end, n in ((date(2016, 1, 31), 50), (date(2016, 2, 29), 60), (council.END, 90))
              ]  # fmt: skip
    judged = since(date(2016, 2, 9), *months)
    assert (judged.word, judged.before.window_end) == (change.BETTER, date(2016, 1, 31))
    assert since(date(2016, 3, 1), *months).reason == change.TOO_SOON
    assert since(date(2016, 2, 29), *months).before.window_end == date(2016, 1, 31)


def test_since_a_day_a_position_is_compared_with_that_at_the_end_of_the_month_before():
    ends = [of(end, n, 100, CPP05, "month")
            for end, n in ((date(2016, 2, 29), 50), (council.END, 90))]  # fmt: skip
    judged = since(date(2016, 3, 21), *ends, d=CPP05)
    assert (judged.word, judged.before.window_end) == (change.BETTER, date(2016, 2, 29))
    assert since(council.END, *ends, d=CPP05).reason == change.TOO_SOON
    earlier = [of(date(2015, 12, 31), 50, 100, CPP05, "month"), ends[1]]
    assert since(date(2016, 3, 21), *earlier, d=CPP05).before.window_end == date(2015, 12, 31)


def test_since_a_day_windows_that_share_days_are_not_compared():
    years = replace(CPP05, pattern="cohort", window="R36M", kind="mean")
    assert since(date(2016, 2, 9), d=years).reason == change.TOO_SOON


def test_a_week_that_is_not_over_is_not_compared():
    week = Period.parse("2016-W12")
    span = replace(PeriodSpan.of(week), end=date(2016, 3, 25))
    rows = [of(end, 50, 100, window="week")
            for end in (week.previous().end, week.same_period_last_year().end)]  # fmt: skip
    rows.append(of(date(2016, 3, 25), 5, 100, window="week"))
    judged = change.on_before(ASM02, Figures(rows, span.end), council.context(period=span))
    assert (judged.word, judged.reason) == (change.CANNOT, "the week is not over")
