"""Control charts: where the limits lie, and which points are signals."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import inf, nan
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from litmus.figures.statistics.control import NHS, SIGNALS, Rules, Signal, xmr

generated = settings(max_examples=60, deadline=None)
ABOVE, BELOW, SHIFT_UP, SHIFT_DOWN, RISING, FALLING, NEAR_UPPER, NEAR_LOWER = SIGNALS

PUBLISHED = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
STEADY = [10, 12] * 6  # mean 11, moving ranges 2, limits 11 -+ 5.32


def marked(values, signal, rules=NHS):
    """The places that `signal` marks."""
    return [i for i, names in enumerate(xmr(values, rules).signals) if signal in names]


def test_limits_agree_with_published_values():
    # Sum 35 of 18 = 1.9444. Moving ranges: fifteen of 1, an 8 and a 9; average 32 / 17 = 1.88;
    # 8 and 9 are above 3.267 x 1.88 = 6.15 and screened; the others average 1, so -+ 2.66.
    chart = xmr(PUBLISHED)
    assert chart.mean == pytest.approx(1.9444, abs=5e-5)
    assert chart.lower == pytest.approx(-0.7156, abs=5e-5)
    assert chart.upper == pytest.approx(4.6044, abs=5e-5)
    assert marked(PUBLISHED, ABOVE) == [4]


def test_a_steady_series_has_limits_and_no_signals():
    chart = xmr(STEADY)
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((11, 5.68, 16.32))
    assert chart.signals == ((),) * 12
    assert chart.latest == ""


def test_a_point_beyond_a_limit():
    # 12 steady points and 30: mean (132 + 30) / 13 = 12.46; the range of 18 is screened
    # (average 40 / 12 = 3.33, cut 10.9), so the limits are 12.46 -+ 5.32.
    assert marked([*STEADY, 30], ABOVE) == [12]
    assert xmr([*STEADY, 30]).latest == ABOVE
    # The other way: mean (132 - 8) / 13 = 9.54, limits 4.22 to 14.86.
    assert marked([*STEADY, -8], BELOW) == [12]


def test_a_point_on_a_limit_is_within_it():
    # Ten points 0, 10, 0, 10, ...: ranges 10, mean 5, and the limit set so that 10 lies on it.
    values = [0, 10] * 6
    assert xmr(values, Rules(limit=0.5)).upper == 10
    assert marked(values, ABOVE, Rules(limit=0.5)) == []


def test_seven_points_on_one_side_of_the_mean_are_a_shift():
    # Mean of seven 14s and seven 10s is 12.
    assert marked([10] * 7 + [14] * 7, SHIFT_UP) == list(range(7, 14))
    assert marked([10] * 7 + [14] * 7, SHIFT_DOWN) == list(range(7))


def test_six_points_on_one_side_are_no_shift():
    values = [10] * 6 + [14] * 6
    assert marked(values, SHIFT_UP) == marked(values, SHIFT_DOWN) == []


def test_a_point_on_the_mean_breaks_a_shift():
    # 3 x 14 + 12 + 4 x 14 against 7 x 10: mean (98 + 12 + 70) / 15 = 12.
    values = [14] * 3 + [12] + [14] * 4 + [10] * 7
    assert marked(values, SHIFT_UP) == []
    assert marked(values, SHIFT_DOWN) == list(range(8, 15))


def test_seven_points_that_each_rise_are_a_trend():
    values = [10, 12, 10, 12, 11, 8, 9, 10, 11, 12, 13, 14, 10]
    assert marked(values, RISING) == list(range(5, 12))
    assert marked([-value for value in values], FALLING) == list(range(5, 12))


def test_six_rising_points_or_a_level_step_are_no_trend():
    assert marked([10, 12, 10, 12, 11, 8, 9, 10, 11, 12, 13, 10, 12], RISING) == []
    assert marked([12, 10, 12, 11, 8, 9, 10, 10, 11, 12, 13, 14, 10], RISING) == []


def test_two_of_three_points_in_the_outer_third():
    # Mean of STEADY, 15, 12, 15, 10 = (132 + 52) / 16 = 11.5. Ranges: eleven of 2, then 3, 3, 3, 5:
    # 36 / 15 = 2.4, none screened (cut 7.8). Limits -+ 6.384, outer third from -+ 4.256: not 15.
    assert marked([*STEADY, 15, 12, 15, 10], NEAR_UPPER) == []
    # With 17 for 15: mean 188 / 16 = 11.75, ranges 22 + 5 + 5 + 5 + 7 = 44, average 2.933, limits
    # -+ 7.80 = 19.55, outer third from 16.95: 17 lies in it.
    values = [*STEADY, 17, 12, 17, 10]
    assert marked(values, NEAR_UPPER) == [12, 14]
    assert marked([-value for value in values], NEAR_LOWER) == [12, 14]


def test_two_of_three_whose_third_lies_on_the_other_side_are_no_signal():
    # The two 17s above, with 11 between them: mean 187 / 16 = 11.69, ranges 22 + 5 + 6 + 6 + 7 = 46
    # (the first 22 are eleven of 2), average 3.07, limits -+ 8.16, outer third from 17.13: not 17.
    # With 18s: mean 189 / 16 = 11.81, ranges 22 + 6 + 7 + 7 + 8 = 50, average 3.33, limits -+ 8.87,
    # outer third from 17.72: 18 lies in it, 11 below the mean.
    assert marked([*STEADY, 18, 11, 18, 10], NEAR_UPPER) == []
    assert marked([-value for value in [*STEADY, 18, 11, 18, 10]], NEAR_LOWER) == []
    # 12 lies above the mean of 11.88, and the three are one side's.
    assert marked([*STEADY, 18, 12, 18, 10], NEAR_UPPER) == [12, 14]


def test_two_of_three_on_different_sides_are_no_signal():
    values = [*STEADY, 17, 11, 5, 11]
    assert marked(values, NEAR_UPPER) == marked(values, NEAR_LOWER) == []


def test_too_few_points_have_no_limits_and_no_signals():
    chart = xmr([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    assert (chart.mean, chart.lower, chart.upper) == (None, None, None)
    assert chart.signals == ((),) * 11
    assert xmr([]).latest == ""


@pytest.mark.parametrize("gap", [None, nan])
def test_a_gap_is_no_point_and_ends_a_run(gap):
    values = [10] * 7 + [14] * 4 + [gap] + [14] * 3
    assert marked(values, SHIFT_DOWN) == list(range(7))
    assert marked(values, SHIFT_UP) == []
    assert xmr(values).mean == pytest.approx((70 + 98) / 14)
    rising = [10, 12, 10, 12, 11, 8, 9, 10, gap, 11, 12, 13, 14, 10]
    assert marked(rising, RISING) == []


def test_gaps_that_leave_few_neighbours_leave_no_limits():
    assert xmr([10, None, 12, None] * 6).mean is None


@pytest.mark.parametrize("value", [0, 0.1, 100 / 3, 78.9])
def test_equal_values_are_no_signal_whatever_their_last_digit(value):
    chart = xmr([value] * 13)
    assert chart.mean == chart.lower == chart.upper == value
    assert chart.signals == ((),) * 13
    noisy = [value * (1 + 1e-15 * (i % 3)) for i in range(13)]
    assert xmr(noisy).signals == ((),) * 13


@pytest.mark.parametrize("place", range(14))
@pytest.mark.parametrize(("usual", "other", "signal"), [(100, 50, BELOW), (0, 1, ABOVE)])
def test_thirteen_alike_and_one_other_mark_the_other_alone(place, usual, other, signal):
    # Screening leaves moving ranges of 0: limits without width, which would mark the thirteen, too.
    # All ranges count then. 100 x 13 and 50 last: mean 96.43, ranges 50 / 13 = 3.85, limits -+
    # 10.23.
    values = [usual] * 14
    values[place] = other
    chart = xmr(values)
    assert chart.lower < chart.mean < chart.upper
    assert [i for i, names in enumerate(chart.signals) if names] == [place]
    assert chart.signals[place] == (signal,)


def test_two_others_among_many_alike_are_marked_alone():
    values = [100] * 20
    values[4] = values[15] = 60
    assert [i for i, names in enumerate(xmr(values).signals) if names] == [4, 15]


def test_other_run_lengths_are_settings():
    assert marked([10] * 6 + [14] * 6, SHIFT_UP, Rules(shift=6)) == list(range(6, 12))
    assert xmr([1, 2, 1, 2], Rules(minimum=4)).mean == 1.5


def test_the_strongest_signal_comes_first():
    values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 12, 13, 14, 30]
    assert xmr(values).signals[13][0] == ABOVE


series = st.lists(st.integers(0, 12), min_size=12, max_size=30)


@pytest.mark.slow
@generated
@given(series)
def test_every_rule_agrees_with_its_words(values):
    """The rules once more, point by point, in whole numbers: everything is scaled by n x m."""
    (band, *later) = xmr(values).bands
    assume(not later and band.steady_end == band.end)
    n = len(values)
    ranges = [abs(b - a) for a, b in pairwise(values)]
    kept = [r for r in ranges if r * len(ranges) * 1000 < 3267 * sum(ranges)]
    steady = not any(kept)
    kept = ranges if steady else kept
    m = len(kept)
    reach = 266 * sum(kept) * n  # 2.66 x average kept range, in units of 1 / (100 n m)
    off = [100 * m * (n * value - sum(values)) for value in values]
    within = [v for v, o in zip(values, off, strict=True) if abs(o) <= reach]
    level = Fraction(sum(within), len(within)) if steady and within else Fraction(sum(values), n)

    def in_seven(test):
        sevens = [range(i, i + 7) for i in range(n - 6)]
        return sorted({i for seven in sevens if test(list(seven)) for i in seven})

    assert marked(values, ABOVE) == [i for i in range(n) if off[i] > reach]
    assert marked(values, BELOW) == [i for i in range(n) if -off[i] > reach]
    assert marked(values, SHIFT_UP) == in_seven(lambda s: all(values[i] > level for i in s))
    assert marked(values, SHIFT_DOWN) == in_seven(lambda s: all(values[i] < level for i in s))
    assert marked(values, RISING) == in_seven(
        lambda s: all(values[a] < values[b] for a, b in pairwise(s))
    )
    assert marked(values, FALLING) == in_seven(
        lambda s: all(values[a] > values[b] for a, b in pairwise(s))
    )
    for signal, side in ((NEAR_UPPER, 1), (NEAR_LOWER, -1)):
        near = [2 * reach < 3 * side * o and side * o <= reach for o in off]
        threes = [
            range(i, i + 3)
            for i in range(n - 2)
            if sum(near[i : i + 3]) >= 2 and all(side * o > 0 for o in off[i : i + 3])
        ]
        assert marked(values, signal) == sorted({i for t in threes for i in t if near[i]})


@generated
@given(series, st.integers(1, 9), st.integers(-50, 50))
def test_signals_do_not_depend_on_the_unit(values, factor, shift):
    assert xmr([factor * value + shift for value in values]).signals == xmr(values).signals


BEFORE, AFTER = [10, 12, 11, 10, 12, 11, 12, 10], [30, 32, 31, 30, 32, 31, 32, 30, 31, 32, 30, 31]


def places(values, steps=()):
    return [(band.first, band.end, band.steady_end) for band in xmr(values, steps=steps).bands]


def test_limits_begin_anew_after_a_step_that_lasts():
    chart = xmr([*BEFORE, *AFTER])
    assert places([*BEFORE, *AFTER]) == [(0, 8, 8), (8, 20, 20)]
    # mean 372 / 12 = 31; moving ranges 2 1 1 2 1 1 2 1 1 2 1 = 15 / 11; limits 31 -+ 3.627
    assert (chart.mean, chart.lower, chart.upper) == pytest.approx((31, 27.3727, 34.6273), abs=1e-4)
    assert chart.bands[0].mean is None  # eight points are too few for limits
    assert chart.last_signal is None


def test_a_recent_step_is_a_signal_beside_the_limits_of_what_was_before():
    before = [10, 12, 11, 10, 12, 11, 12, 10, 11, 12, 10, 11]
    values = [*before, *AFTER[:8]]
    assert places(values) == [(0, 20, 12)]
    assert xmr(values).mean == pytest.approx(11)
    assert xmr(values).last_signal == Signal(ABOVE, (19,))


def test_a_step_that_went_back_a_climb_and_an_outlier_are_no_steps():
    assert places([*BEFORE, *AFTER[:8], *BEFORE]) == [(0, 24, 24)]
    assert places(list(range(24))) == [(0, 24, 24)]
    assert places([*STEADY, 60, *STEADY]) == [(0, 25, 25)]


def test_a_step_that_people_declare_begins_the_limits_whatever_the_figures_say():
    assert places([*STEADY, *STEADY], steps=[12]) == [(0, 12, 12), (12, 24, 24)]
    short = xmr([*STEADY, 11, 12], steps=[12])
    assert (short.mean, short.latest) == (None, "")
    assert places(STEADY, steps=[0, 99]) == [(0, 12, 12)]
    assert xmr([], steps=[3]).mean is None


def test_only_the_latest_signal_is_told_with_all_its_points():
    values = [*STEADY, 30, *STEADY, *[12] * 7]
    chart = xmr(values)
    assert chart.signals[12]
    assert chart.last_signal.places[-1] == max(i for i, names in enumerate(chart.signals) if names)
    assert xmr([*STEADY, 30, 11]).last_signal == Signal(ABOVE, (12,))
    shifted = xmr([*STEADY, 13, 12, 13, 12, 13, 12, 13]).last_signal
    assert shifted == Signal(SHIFT_UP, tuple(range(11, 19)))


def test_a_signal_from_before_the_last_step_is_over():
    before = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 30, 11]
    chart = xmr([*before, *AFTER], steps=[14])
    assert chart.signals[12]
    assert chart.last_signal is None


@pytest.mark.slow
def test_chance_alone_rarely_makes_a_step_and_no_more_marks_than_without():
    draw, steps, marks, without, tries = Random(7), 0, 0, 0, 1500
    never = replace(NHS, sure=inf)
    for _ in range(tries):
        values = [draw.gauss(0, 1) for _ in range(24)]
        chart = xmr(values)
        steps += len(chart.bands) > 1 or chart.bands[0].steady_end < 24
        marks += bool(chart.latest)
        without += bool(xmr(values, never).latest)
    assert steps / tries <= 0.015
    assert marks <= without + tries * 0.002


@pytest.mark.slow
@pytest.mark.parametrize(("height", "least"), [(2, 0.7), (3, 0.9)])
def test_a_step_of_two_standard_deviations_is_mostly_found(height, least):
    draw, found = Random(8), 0
    for _ in range(500):
        values = [draw.gauss(height * (i >= 10), 1) for i in range(24)]
        found += len(xmr(values).bands) > 1
    assert found / 500 >= least
