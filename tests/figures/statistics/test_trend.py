"""Mann-Kendall and Sen's slope, checked against published examples, pymannkendall and scipy."""

import random
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.figures.statistics.trend import mann_kendall, score, variance, widening

generated = settings(max_examples=60, deadline=None)


def test_without_ties_agrees_with_a_published_example():
    # Ipaper.jl, example of slope_mk (after R's modifiedmk), and pymannkendall 1.4.3: Z = 0.3577709,
    # p = 0.7205148, slope 0.04, S = 5. Interval of the slope: scipy 1.17, theilslopes.
    trend = mann_kendall([4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69])
    assert (trend.s, trend.direction, trend.widened) == (5, "", 1)
    assert trend.p == pytest.approx(0.7205147871, abs=1e-9)
    assert (trend.slope, trend.lower, trend.upper) == pytest.approx((0.04, -0.236, 0.24))


def test_with_ties_agrees_with_a_published_example():
    # EarthSoft EQuIS, "Mann-Kendall Tests": three tied groups, of 3, 2 and 4.
    values = [17, 14, 39, 16, 39, 14, 14, 39, 17, 39]
    # (10 x 9 x 25 - 3 x 2 x 11 - 2 x 1 x 9 - 4 x 3 x 13) / 18 = (2250 - 66 - 18 - 156) / 18
    assert variance(values) == pytest.approx(2010 / 18)
    # pymannkendall 1.4.3, original_test: s = 7, z = 0.5677922681, p = 0.5701760306.
    assert score(values) == 7
    assert mann_kendall(values).p == pytest.approx(0.5701760306, abs=1e-9)


def test_the_score_by_hand():
    # 10 is passed by 15, 14 and 20; 15 by 20 but not by 14; 14 by 20: 3 + 1 - 1 + 1.
    assert score([10, 15, 14, 20]) == 4


def test_a_hundred_rising_values():
    # MannKendall.jl, test suite: 1 to 100 has S = 4950, variance 112750.
    assert score(range(1, 101)) == 4950
    assert variance(list(range(1, 101))) == 112750


def test_a_steady_rise_and_a_steady_fall():
    values = [600, 604, 603, 609, 612, 610, 617, 621, 619, 625, 628, 633, 631]
    rising, falling = mann_kendall(values), mann_kendall([-value for value in values])
    assert (rising.direction, falling.direction) == ("rising", "falling")
    assert rising.slope == -falling.slope > 0
    assert rising.lower == pytest.approx(-falling.upper)
    assert 0 < rising.lower <= rising.slope <= rising.upper
    assert rising.reason == ""


def test_a_bent_rise_without_a_step_back_is_a_trend():
    # A straight line leaves a bow, whose neighbours resemble each other: the widened test alone
    # would not show it. Twelve steps upwards are 2 x 0.5^12 = 0.0005.
    values = [60, 65, 70, 74, 77, 80, 82, 84, 85, 86, 87, 87.5, 88]
    trend = mann_kendall(values)
    assert trend.widened > 5
    assert (trend.direction, trend.p) == ("rising", pytest.approx(2.0**-11))


@pytest.mark.parametrize("gap", [None, nan])
def test_a_gap_keeps_its_place_in_time(gap):
    # Two a period, with three gaps: Sen's slope stays two.
    values = [2 * i for i in range(12)]
    trend = mann_kendall([gap if i in (3, 4, 9) else value for i, value in enumerate(values)])
    assert (trend.points, trend.slope, trend.direction) == (9, 2, "rising")


@pytest.mark.parametrize("values", [[], [1, 2, 3, 4, 5, 6, 7], [1, None] * 7])
def test_too_short_a_series_is_not_tested(values):
    trend = mann_kendall(values)
    assert (trend.direction, trend.p, trend.slope) == ("", None, None)
    assert trend.reason == "a trend needs at least 8 figures"


def test_equal_values_have_no_trend():
    trend = mann_kendall([78.9] * 13)
    assert (trend.s, trend.p, trend.slope, trend.direction) == (0, 1, 0, "")


def test_widening_by_hand():
    # Ranks of 1, 2, 3, 4, 5, 6, 7, 8 less 4.5: -3.5 .. 3.5. Products of neighbours: 8.75 + 3.75 +
    # 0.75 - 0.25 + 0.75 + 3.75 + 8.75 = 26.25; squares 42: r = 0.625. Corrected (8 x 0.625 + 2) / 4
    # = 1.75, cut to 0.99: 1 + 2 Σ (1 - i/8) 0.99^i for i = 1 .. 7 is 7.80.
    assert widening([1, 2, 3, 4, 5, 6, 7, 8]) == pytest.approx(
        1 + 2 * sum((8 - i) / 8 * 0.99**i for i in range(1, 8))
    )
    assert widening([1, 8, 2, 7, 3, 6, 4, 5]) == 1
    assert widening([5, 5, 5, 5, 5, 5, 5, 5]) == 1


def drifting(keep, seed, length=13):
    """A series without a trend, of which each value keeps a share of the one before."""
    source, value, values = random.Random(seed), 0.0, []
    for _ in range(length + 50):
        value = keep * value + source.gauss(0, 1)
        values.append(value)
    return values[-length:]


@pytest.mark.parametrize(("keep", "most"), [(0, 0.06), (0.5, 0.1), (0.8, 0.2)])
def test_a_drifting_series_is_seldom_called_a_trend(keep, most):
    # The plain test would call about 0.05, 0.2 and 0.4 of them a trend.
    found = sum(mann_kendall(drifting(keep, seed)).direction != "" for seed in range(400))
    assert found / 400 <= most


series = st.lists(st.integers(0, 40), min_size=8, max_size=25)


@generated
@given(series)
def test_score_and_slope_agree_with_scipy(values):
    from scipy.stats import kendalltau, theilslopes

    pairs = len(values) * (len(values) - 1) / 2
    trend = mann_kendall(values)
    sen = theilslopes(values, alpha=0.95)
    assert trend.slope == pytest.approx(sen.slope)
    if len(set(values)) == 1:
        return
    ties = sum(values.count(v) * (values.count(v) - 1) / 2 for v in set(values))
    tau = kendalltau(range(len(values)), values).statistic
    assert trend.s == pytest.approx(tau * (pairs * (pairs - ties)) ** 0.5)
    if trend.widened == 1:
        assert (trend.lower, trend.upper) == pytest.approx((sen.low_slope, sen.high_slope))
    else:
        assert trend.lower <= sen.low_slope <= sen.high_slope <= trend.upper


@generated
@given(series, st.integers(1, 9), st.integers(-50, 50))
def test_the_trend_does_not_depend_on_the_unit_and_turns_round(values, factor, shift):
    trend = mann_kendall(values)
    other = mann_kendall([factor * value + shift for value in values])
    assert (other.s, other.direction, other.p) == (trend.s, trend.direction, pytest.approx(trend.p))
    assert other.slope == pytest.approx(factor * trend.slope)
    mirrored = mann_kendall([-value for value in values])
    assert (mirrored.s, mirrored.slope) == (-trend.s, pytest.approx(-trend.slope))
    assert 0 <= trend.p <= 1
    assert trend.lower <= trend.slope <= trend.upper
