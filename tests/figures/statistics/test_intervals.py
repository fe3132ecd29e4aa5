"""Confidence intervals, checked against published values and against scipy."""

import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.figures.statistics.intervals import NOT_AVAILABLE, mean, poisson, rate, wilson

generated = settings(max_examples=60, deadline=None)
levels = st.sampled_from([0.8, 0.9, 0.95, 0.998])


@pytest.mark.parametrize(
    ("k", "n", "lower", "upper"),
    [
        (65, 100, 0.552544432969, 0.736357517569),
        (0, 30, 0, 0.11351339),
        (30, 30, 0.8864866, 1),
    ],
)
def test_wilson_agrees_with_published_values(k, n, lower, upper):
    assert wilson(k, n) == pytest.approx((lower, upper), abs=1e-7)


def test_wilson_by_hand():
    # 1 of 4, z = 1.959964: z2 = 3.841459. Middle (2 + 3.841459) / (2 x 7.841459) = 0.372472;
    # half 1.959964 x sqrt(3.841459 + 4 x 1 x 3 / 4) / 15.682918 = 0.326880.
    assert wilson(1, 4) == pytest.approx((0.045587, 0.699358), abs=1e-5)


@pytest.mark.parametrize(("k", "n"), [(38, 38), (0, 77), (0, 1), (1, 1), (29, 29), (0, 3061)])
def test_wilson_stays_within_the_whole_to_the_last_digit(k, n):
    lower, upper = wilson(k, n)
    assert 0 <= lower < upper <= 1
    assert lower == 0 or upper == 1


@generated
@given(st.integers(1, 5000), st.data(), levels)
def test_wilson_agrees_with_scipy_and_holds_the_proportion(n, data, level):
    from scipy.stats import binomtest

    k = data.draw(st.integers(0, n))
    lower, upper = wilson(k, n, level)
    expected = binomtest(k, n).proportion_ci(level, method="wilson")
    assert (lower, upper) == pytest.approx((expected.low, expected.high), abs=1e-9)
    assert 0 <= lower <= k / n <= upper <= 1
    assert wilson(n - k, n, level) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


def test_nothing_out_of_nothing_has_no_interval():
    assert wilson(0, 0) == NOT_AVAILABLE


@pytest.mark.parametrize(("k", "n"), [(5, 3), (-1, 3), (1, 0)])
def test_a_numerator_that_is_no_part_of_its_denominator_has_no_interval(k, n):
    assert wilson(k, n) == NOT_AVAILABLE


@pytest.mark.parametrize(
    ("k", "lower", "upper"),
    [
        (5, 1623.486390118, 11668.332079323),  # below ten events: exact
        (20, 12211.428834876, 30889.880369197),  # from ten: Byar
        (0, 0, 3688.879454114),  # -ln(0.025) = 3.688879 events
    ],
)
def test_rates_agree_with_published_values(k, lower, upper):
    assert rate(k, 100, per=100_000) == pytest.approx((lower, upper), abs=1e-6)


def test_byar_takes_over_at_ten_events():
    from scipy.stats import chi2

    # Byar at 10: 10 x (1 - 1/90 - 1.959964 / (3 x 3.162278))^3 = 10 x 0.782289^3 = 4.7874;
    # upper 11 x (1 - 1/99 + 1.959964 / (3 x 3.316625))^3 = 11 x 1.186886^3 = 18.3915.
    assert poisson(10) == pytest.approx((4.7874, 18.3915), abs=2e-3)
    exact = (chi2.ppf(0.025, 20) / 2, chi2.ppf(0.975, 22) / 2)
    assert poisson(10) != pytest.approx(exact, abs=1e-4)
    assert poisson(9) == pytest.approx((chi2.ppf(0.025, 18) / 2, chi2.ppf(0.975, 20) / 2))


@generated
@given(st.integers(0, 5000), levels)
def test_counts_agree_closely_with_the_exact_interval_of_scipy(k, level):
    from scipy.stats import chi2

    tail = (1 - level) / 2
    exact = (chi2.ppf(tail, 2 * k) / 2 if k else 0, chi2.ppf(1 - tail, 2 * k + 2) / 2)
    lower, upper = poisson(k, level)
    # Byar's approximation is within a twentieth of an event or half a per cent.
    tolerance = {"rel": 1e-9} if k < 10 else {"rel": 5e-3, "abs": 0.05}
    assert (lower, upper) == pytest.approx(exact, **tolerance)
    assert 0 <= lower <= k <= upper


@generated
@given(st.integers(0, 60), st.sampled_from([0.5, 0.998, 1 - 1e-12, 1 - 1e-15]))
def test_a_count_is_never_below_nothing_at_any_level(k, level):
    lower, upper = poisson(k, level)
    assert 0 <= lower <= k < upper


@pytest.mark.parametrize("population", [None, 0, float("nan")])
def test_a_rate_without_a_population_has_no_interval(population):
    assert rate(12, population) == NOT_AVAILABLE


def test_a_rate_per_ten_thousand():
    # 640 children of 83,785: 76.4 per 10,000. Byar 640: lower 591.4, upper 691.6 events.
    lower, upper = rate(640, 83_785)
    assert (lower, upper) == pytest.approx((70.58, 82.54), abs=0.02)
    assert rate(640, 83_785, per=120_000) == pytest.approx((lower * 12, upper * 12))


@pytest.mark.parametrize("k", [-1, float("nan")])
def test_what_is_no_count_has_no_interval(k):
    assert poisson(k) == NOT_AVAILABLE


def test_a_mean_by_hand():
    # 2, 4, 6: mean 4, sample deviation 2; t(2 degrees, 0.975) = 4.302653;
    # half = 4.302653 x 2 / sqrt(3) = 4.968276, so the lower limit would be negative.
    assert mean(3, 4, 2) == (None, pytest.approx(8.968276, abs=1e-6))
    assert mean(3, 14, 2) == pytest.approx((9.031724, 18.968276), abs=1e-6)


@generated
@given(st.lists(st.integers(100, 200), min_size=2, max_size=40), levels)
def test_a_mean_agrees_with_scipy(values, level):
    import numpy as np
    from scipy.stats import t

    sd = float(np.std(values, ddof=1))
    assume(sd > 0)
    middle = float(np.mean(values))
    expected = t.interval(level, len(values) - 1, middle, sd / len(values) ** 0.5)
    lower, upper = mean(len(values), middle, sd, level)
    assert upper == pytest.approx(expected[1])
    assert lower == (pytest.approx(expected[0]) if expected[0] >= 0 else None)


@pytest.mark.parametrize("n", [0, 1])
def test_one_observation_has_no_interval(n):
    assert mean(n, 12, 0) == NOT_AVAILABLE


@pytest.mark.parametrize("level", [0, 1, 95])
@pytest.mark.parametrize(
    "interval",
    [
        lambda level: wilson(1, 3, level),
        lambda level: poisson(3, level),
        lambda level: poisson(30, level),
        lambda level: mean(3, 4, 2, level),
    ],
)
def test_a_level_outside_0_to_1_is_refused(interval, level):
    with pytest.raises(LitmusError, match=r"between 0 and 1, such as 0\.95"):
        interval(level)


def test_importing_intervals_does_not_load_scipy():
    code = "import sys, litmus.figures.statistics.intervals; print('scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
