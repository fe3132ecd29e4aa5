"""Significance of change, checked against published intervals, R's and scipy's."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.windows import window_ending
from litmus.figures.statistics.change import (
    Change,
    Estimate,
    compare,
    means,
    overlap,
    proportions,
    rates,
)

generated = settings(max_examples=60, deadline=None)

MARCH_16, DECEMBER_15, MARCH_15 = date(2016, 3, 31), date(2015, 12, 31), date(2015, 3, 31)


def window(kind, end=MARCH_16):
    return window_ending(kind, end)


@pytest.mark.parametrize(
    ("k1", "n1", "k2", "n2", "lower", "upper"),
    [
        # Newcombe (1998), table II, method 10: 56/70 - 48/80 and 9/10 - 3/10.
        (48, 80, 56, 70, 0.0524, 0.3339),
        (3, 10, 9, 10, 0.1705, 0.8090),
        # statsmodels 0.15, confint_proportions_2indep(27, 34, 33, 34, method="newcomb").
        (33, 34, 27, 34, -0.340368687, -0.018921444),
    ],
)
def test_two_proportions_agree_with_published_values(k1, n1, k2, n2, lower, upper):
    change = proportions(k1, n1, k2, n2)
    assert change.measure == "difference"
    assert change.value == pytest.approx(k2 / n2 - k1 / n1)
    assert (change.lower, change.upper) == pytest.approx((lower, upper), abs=5e-5)
    assert change.significant
    assert change.direction == ("up" if lower > 0 else "down")


def test_an_interval_that_holds_no_change_is_not_significant():
    # 50% and 54% of 100: standard error about 0.07.
    change = proportions(50, 100, 54, 100)
    assert change.lower < 0 < change.upper
    assert (change.significant, change.direction, change.reason) == (False, "", "")


def test_two_rates_agree_with_published_values():
    # R's poisson.test(c(11, 6+8+7), c(800, 1083+1050+878)), the example of its help page.
    change = rates(21, 3011, 11, 800)
    assert (change.measure, change.significant) == ("ratio", False)
    assert change.value == pytest.approx(1.971488, abs=5e-7)
    assert (change.lower, change.upper) == pytest.approx((0.8584264, 4.2772659), abs=5e-7)
    # Gu et al. (2008), example 1: ratio 2.10999757, exact p = 0.000675 by R's exactci.
    change = rates(30, 54308.7, 60, 51477.5)
    assert change.value == pytest.approx(2.10999757175465)
    assert change.direction == "up"
    assert rates(30, 54308.7, 60, 51477.5, level=0.9999).significant is False


def test_two_means_agree_with_r():
    # R's t.test(10:20, seq(20, 26, 0.5)): t = -7.0391, df = 15.58, 95% interval of the difference
    # -10.414599 to -5.585401, means 15 and 23. Deviations √11 and √3.791667.
    change = means(11, 15, 11**0.5, 13, 23, (3.5 + 7 / 24) ** 0.5)
    assert change.value == 8
    assert (change.lower, change.upper) == pytest.approx((5.585401, 10.414599), abs=1e-6)
    assert change.direction == "up"


def test_rates_by_hand_where_nothing_happened_before():
    # 0 then 5 with equal exposure: all of 5 are later ones; the exact lower limit of 5 of 5 is
    # 0.025^(1/5) = 0.478, odds 0.916: not shown. 6: 0.541, odds 1.178: shown.
    five, six = rates(0, 100, 5, 100), rates(0, 100, 6, 100)
    assert (five.value, five.upper, five.significant) == (None, None, False)
    assert five.lower == pytest.approx(0.9163, abs=1e-4)
    assert (six.significant, six.direction) == (True, "up")
    ended = rates(6, 100, 0, 100)
    assert (ended.value, ended.lower, ended.direction) == (0, 0, "down")
    assert ended.upper == pytest.approx(1 / six.lower)


def test_rolling_years_are_tested_a_year_apart_only():
    now = Estimate(window("R12M"), 800, 1000)
    assert overlap(window("R12M", DECEMBER_15), window("R12M")) == (
        "both count some of the same days"
    )
    # However large the change, nine shared months are never called significant.
    before = compare("percentage", Estimate(window("R12M", DECEMBER_15), 200, 1000), now)
    assert (before.significant, before.value, before.direction) == (None, None, "")
    assert "same days" in before.reason
    last_year = compare("percentage", Estimate(window("R12M", MARCH_15), 700, 1000), now)
    assert (last_year.significant, last_year.reason) == (True, "")


def test_windows_that_lie_within_each_other_are_never_tested():
    year, month = window("R12M"), window("month")
    assert overlap(month, year)
    assert overlap(year, month)
    assert overlap(month, month)
    assert overlap(window("FYTD", DECEMBER_15), window("FYTD"))
    assert overlap(window("R36M", MARCH_15), window("R36M"))


def test_windows_that_follow_each_other_are_tested():
    assert overlap(window("quarter", DECEMBER_15), window("quarter")) == ""
    assert overlap(window("R36M", MARCH_15), window("R12M")) == ""
    assert overlap(window("FYTD", MARCH_15), window("FYTD")) == ""


def test_counts_of_events_are_compared_per_day():
    # 290 in the 29 days of February 2016 and 310 in the 31 of March: ten a day both times.
    february = Estimate(window("month", date(2016, 2, 29)), 290)
    march = Estimate(window("month"), 310)
    assert compare("count", february, march).value == pytest.approx(1)
    # As children on a day they are 310 / 290 = 1.069.
    assert compare("count", february, march, snapshot=True).value == pytest.approx(310 / 290)


def test_rates_are_compared_by_population():
    # 240 of 80,000 then 252 of 84,000: 30 per 10,000 both times. 92 and 91 days.
    before = Estimate(window("quarter", DECEMBER_15), 240, 80_000)
    after = Estimate(window("quarter"), 252, 84_000)
    assert compare("rate", before, after, snapshot=True).value == pytest.approx(1)
    assert compare("rate", before, after).value == pytest.approx(92 / 91)


def test_means_take_their_sums_apart():
    # 30 cases of 10 days, then 40 of 14 days, deviation 4: half width t(63.0) x √(16/30 + 16/40).
    before = Estimate(window("quarter", DECEMBER_15), 300, 30, sd=4)
    after = Estimate(window("quarter"), 560, 40, sd=4)
    change = compare("mean", before, after)
    assert change == means(30, 10, 4, 40, 14, 4)
    assert change.lower == pytest.approx(4 - 1.9983 * (16 / 30 + 16 / 40) ** 0.5, abs=1e-3)


@pytest.mark.parametrize(
    ("kind", "before", "after", "reason"),
    [
        ("count", (None,), (5,), "no figure"),
        ("count", (0,), (0,), "no events"),
        ("percentage", (0, 0), (5, 9), "no cases"),
        ("rate", (4, None), (5, 900), "no cases"),
        ("mean", (40, 4), (90, 9), "is not known"),
        ("mean", (40, 1, 1.0), (90, 9, 1.0), "fewer than two"),
        ("mean", (40, 4, 0.0), (90, 9, 0.0), "do not vary"),
    ],
)
def test_what_cannot_be_tested_says_why(kind, before, after, reason):
    change = compare(
        kind, Estimate(window("month", DECEMBER_15), *before), Estimate(window("month"), *after)
    )
    assert reason in change.reason
    assert (change.significant, change.value, change.direction) == (None, None, "")


def test_low_level_tests_say_why_too():
    assert proportions(0, 0, 1, 2).reason == "there are no cases in one of the periods"
    assert rates(1, 0, 1, 2).reason == "there is no population for one of the periods"
    assert rates(-1, 1, 1, 1).reason == "a count is not known or cannot be"
    assert proportions(1, 2, 3, 2).reason == "a numerator is no part of its denominator"


shares = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@generated
@given(shares, shares)
def test_the_interval_of_a_difference_holds_it_and_turns_round(one, two):
    there, back = proportions(*one, *two), proportions(*two, *one)
    assert -1 <= there.lower <= there.value <= there.upper <= 1
    assert (back.lower, back.upper) == pytest.approx((-there.upper, -there.lower), abs=1e-12)
    assert there.significant == back.significant
    assert {there.direction, back.direction} in ({""}, {"up", "down"})


@generated
@given(shares)
def test_the_same_figure_twice_has_not_changed(share):
    assert proportions(*share, *share).significant is False


@generated
@given(shares, shares, st.integers(2, 5))
def test_more_cases_never_undo_a_change(one, two, times):
    small = proportions(*one, *two)
    large = proportions(*(times * x for x in (*one, *two)))
    assert large.upper - large.lower < small.upper - small.lower
    assert large.significant or not small.significant


@generated
@given(st.integers(0, 300), st.integers(1, 300), st.floats(0.2, 5))
def test_rates_agree_with_the_exact_binomial_test(k1, k2, relative):
    from scipy.stats import binomtest

    # Later exposure 1, earlier `relative`: under no change the later share is 1 / (1 + relative).
    change = rates(k1, relative, k2, 1)
    exact = binomtest(k2, k1 + k2).proportion_ci(0.95, method="exact")
    assert change.lower == pytest.approx(relative * exact.low / (1 - exact.low), rel=1e-6)
    if k1:
        assert change.upper == pytest.approx(relative * exact.high / (1 - exact.high), rel=1e-6)
        assert change.lower <= change.value <= change.upper
    else:
        assert change.upper is None


@generated
@given(
    st.lists(st.integers(0, 60), min_size=2, max_size=30),
    st.lists(st.integers(0, 60), min_size=2, max_size=30),
)
def test_means_agree_with_scipy(one, two):
    import numpy as np
    from scipy.stats import ttest_ind

    parts = [(len(x), float(np.mean(x)), float(np.std(x, ddof=1))) for x in (one, two)]
    change = means(*parts[0], *parts[1])
    if parts[0][2] == parts[1][2] == 0:
        assert change == Change(reason="the cases do not vary", method=change.method)
        return
    interval = ttest_ind(two, one, equal_var=False).confidence_interval(0.95)
    assert (change.lower, change.upper) == pytest.approx((interval.low, interval.high), abs=1e-9)


@generated
@given(
    st.dates(date(2012, 4, 1), date(2017, 6, 30)),
    st.dates(date(2012, 4, 1), date(2017, 6, 30)),
    st.sampled_from(["month", "quarter", "R12M", "FYTD", "R36M"]),
    st.sampled_from(["month", "quarter", "R12M", "FYTD", "R36M"]),
)
def test_nothing_is_ever_significant_where_a_day_is_shared(one, two, kind, other):
    earlier, later = window_ending(kind, one), window_ending(other, two)
    shared = max(earlier.start, later.start) <= min(earlier.end, later.end)
    change = compare("percentage", Estimate(earlier, 1, 1000), Estimate(later, 999, 1000))
    assert change.significant is (None if shared else True)
