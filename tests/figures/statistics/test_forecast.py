"""Forecasts: the models against R, the back-test by hand, and when there is none."""

import random
import subprocess
import sys
from math import nan, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.figures.statistics.forecast import NO_BETTER, TOO_SHORT, drift, fit, forecast, smoothing

generated = settings(max_examples=40, deadline=None)

# Annual oil production of Saudi Arabia, millions of tonnes, 1996 to 2013: the example of
# Hyndman & Athanasopoulos, "Forecasting: Principles and Practice", section on simple exponential
# smoothing (data "oil" of the R package fpp2).
OIL = [
    *(445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43),
    *(521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34),
]


def test_smoothing_agrees_with_r():
    # R's ses(oil, h = 5): 542.6806, 95% 484.2183 to 601.1429, a year later 466.5589 to 618.8023.
    # Our weights go in steps of 0.01; R's is 0.8339.
    model = smoothing(OIL)
    for ahead, lower, upper in [(1, 484.2183, 601.1429), (2, 466.5589, 618.8023)]:
        value, error = model.ahead(ahead)
        assert value == pytest.approx(542.6806, abs=0.05)
        reach = 1.959964 * error
        assert (value - reach, value + reach) == pytest.approx((lower, upper), abs=0.5)


def test_drift_by_hand():
    # 10, 12, 11, 16: steps 2, -1, 5, average 2; deviations 0, -3, 3: σ = √(18 / 2) = 3.
    # One ahead 18, error 3 √(1 x (1 + 1/3)) = 3.4641; two ahead 20, 3 √(2 x (1 + 2/3)) = 5.4772.
    model = drift([10, 12, 11, 16])
    assert model.sigma == 3
    assert model.ahead(1) == pytest.approx((18, 3.4641), abs=1e-4)
    assert model.ahead(2) == pytest.approx((20, 5.4772), abs=1e-4)


def test_smoothing_by_hand():
    # Weight 1 throughout is the last value carried forward; a flat series is met exactly.
    assert smoothing([5, 5, 5, 5]).ahead(2) == pytest.approx((5, 0))


def test_the_model_with_the_smaller_errors_is_taken():
    assert fit([1, 3, 5, 7, 9, 11, 13.5, 15]).name == "random walk with drift"
    assert fit([5, 9, 4, 8, 6, 9, 4, 6]).name == "simple exponential smoothing"


def test_figures_that_swing_round_a_level_are_forecast():
    values = [50, 56, 47, 53, 49, 57, 46, 54, 50, 55, 47, 52, 51, 56, 48, 53]
    found = forecast(values, highest=100)
    assert (found.reason, found.method) == ("", "simple exponential smoothing")
    assert len(found.points) == 2
    for point in found.points:
        assert 49 < point.value < 55
        assert 0 <= point.lower < point.value < point.upper <= 100
    # 16 quarters: made at the ends of the 8th to the 15th, two ahead each but one for the last.
    assert found.backtest.forecasts == 15
    assert found.backtest.error < found.backtest.carried
    assert found.backtest.within <= 15


def test_the_back_test_knows_only_what_was_known_then():
    # Each forecast of the back-test once more, from the values up to then.
    values = [50, 56, 47, 53, 49, 57, 46, 54, 50, 55, 47, 52, 51]
    errors, carried = [], []
    for end in range(8, 13):
        for ahead in range(1, min(2, 13 - end) + 1):
            came = values[end + ahead - 1]
            errors.append(abs(came - fit(values[:end]).ahead(ahead)[0]))
            carried.append(abs(came - values[end - 1]))
    backtest = forecast(values).backtest
    assert backtest.forecasts == len(errors) == 9
    assert backtest.error == pytest.approx(sum(errors) / 9)
    assert backtest.carried == pytest.approx(sum(carried) / 9)


def test_no_interval_is_narrower_than_the_back_test_was_wrong():
    # Steady for eight quarters, then wild: the errors one ahead are large from then on.
    values = [50, 51, 50, 51, 50, 51, 50, 51, 60, 40, 62, 41, 60, 38]
    found = forecast(values)
    one_ahead = [came - fit(values[:end]).ahead(1)[0] for end, came in list(enumerate(values))[8:]]
    spread = sqrt(sum(error**2 for error in one_ahead) / len(one_ahead))
    assert found.points[0].upper - found.points[0].value >= 1.959 * spread


def test_too_short_a_history_is_refused():
    found = forecast([50, 56, 47, 53, 49, 57, 46, 54, 50, 55, 47])
    assert (found.points, found.backtest, found.reason) == ((), None, TOO_SHORT)
    assert TOO_SHORT == "a forecast needs at least 12 quarters without a gap"


@pytest.mark.parametrize("gap", [None, nan])
def test_what_lies_before_a_gap_is_not_used(gap):
    values = [50, 56, 47, 53, 49, 57, 46, 54, 50, 55, 47, 52]
    assert forecast([*values, gap]).reason == TOO_SHORT
    assert forecast([*values[:6], gap, *values[7:], 50, 51]).reason == TOO_SHORT
    assert forecast([900, gap, *values]) == forecast(values)


def test_a_forecast_no_better_than_the_last_figure_is_refused_with_its_back_test():
    flat = forecast([78.9] * 16)
    assert (flat.points, flat.reason) == ((), NO_BETTER)
    assert (flat.backtest.error, flat.backtest.carried) == pytest.approx((0, 0), abs=1e-9)
    # Up for two years, then down as fast: every model looks the wrong way.
    turned = forecast([*range(10, 26, 2), *range(22, 6, -2)])
    assert (turned.points, turned.reason) == ((), NO_BETTER)
    assert turned.backtest.error >= turned.backtest.carried


def test_most_random_walks_are_refused():
    # Nothing beats the last value of a walk; some luck remains.
    refused = 0
    for seed in range(100):
        source, value, values = random.Random(seed), 500.0, []
        for _ in range(20):
            value += source.gauss(0, 10)
            values.append(value)
        refused += forecast(values).reason == NO_BETTER
    assert refused >= 70


def test_intervals_hold_about_as_many_figures_as_they_say():
    held = made = 0
    for seed in range(150):
        source = random.Random(seed)
        values = [60 + 2 * i + source.gauss(0, 3) for i in range(18)]
        for point, came in zip(forecast(values[:16]).points, values[16:], strict=False):
            made += 1
            held += point.lower <= came <= point.upper
    assert made > 200
    assert held / made > 0.9


def test_a_percentage_stays_within_0_and_100():
    values = [90, 99, 92, 98, 91, 99, 93, 99, 92, 98, 94, 99, 95, 99]
    for point in forecast(values, highest=100).points:
        assert 0 <= point.lower <= point.value <= point.upper <= 100
    assert forecast(values).points[1].upper > 100


@generated
@given(st.lists(st.integers(0, 100), min_size=12, max_size=24), st.integers(1, 4))
def test_limits_are_ordered_and_widen_with_the_level(values, quarters):
    wide, narrow = forecast(values, quarters), forecast(values, quarters, level=0.8)
    assert len(wide.points) in (0, quarters)
    assert (wide.reason == "") == (len(wide.points) == quarters)
    for outer, inner in zip(wide.points, narrow.points, strict=True):
        assert 0 <= outer.lower <= inner.lower <= inner.value <= inner.upper <= outer.upper


@generated
@given(
    st.lists(st.integers(0, 100), min_size=12, max_size=20), st.integers(1, 9), st.integers(-50, 50)
)
def test_a_forecast_does_not_depend_on_the_unit(values, factor, shift):
    one = forecast(values, lowest=None)
    other = forecast([factor * value + shift for value in values], lowest=None)
    if {one.reason, other.reason} == {"", NO_BETTER}:  # equal errors, told apart by rounding
        assert one.backtest.error == pytest.approx(one.backtest.carried)
        return
    assert other.backtest.error == pytest.approx(factor * one.backtest.error, rel=1e-6, abs=1e-9)
    for a, b in zip(one.points, other.points, strict=True):
        assert b.value == pytest.approx(factor * a.value + shift, rel=1e-6, abs=1e-6)


def test_importing_statistics_does_not_load_scipy_or_numpy():
    modules = "agreement, change, control, forecast, funnel, intervals, trend"
    code = f"import sys; from litmus.figures.statistics import {modules}; "
    code += "print({'scipy', 'numpy'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
