"""Funnels: where the limits lie, and which teams are called different."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from litmus.figures.statistics.funnel import (
    ABOVE_2,
    ABOVE_3,
    BELOW_2,
    BELOW_3,
    IMPOSSIBLE,
    SIGMA_2,
    SIGMA_3,
    TOO_FEW,
    compare,
    limits,
)
from litmus.figures.statistics.intervals import wilson

generated = settings(max_examples=60, deadline=None)
centres = st.floats(0.01, 0.99)


def position(k, n, centre):
    return compare({"team": (k, n)}, centre).groups["team"].position


def test_limits_agree_with_the_published_value():
    # UKHSA, PHEindicatormethods: baseline 80.642448%, 75 cases, lower 2 sigma limit 71.700657%.
    assert limits(0.80642448, 75)[0] * 100 == pytest.approx(71.700657, abs=5e-7)


def test_limits_by_hand():
    # 0.5 and 100: standard error √(0.25 / 100) = 0.05; 1.959964 and 3.090232 of it.
    assert limits(0.5, 100) == pytest.approx((0.40200180, 0.59799820), abs=1e-7)
    assert limits(0.5, 100, SIGMA_3) == pytest.approx((0.34548839, 0.65451161), abs=1e-7)


def test_limits_stay_within_the_whole():
    assert limits(0.9, 8, SIGMA_3)[1] == 1
    assert limits(0.1, 8, SIGMA_3)[0] == 0


def test_teams_are_compared_with_all_of_them_together():
    # 150 of 300 = 0.5. North 70 of 100: above 0.6545. South 40 of 100: below 0.4020, not 0.3455.
    # East 40 of 100 likewise.
    funnel = compare({"North": (70, 100), "South": (40, 100), "East": (40, 100)})
    assert funnel.centre == 0.5
    assert funnel.outside == {"North": ABOVE_3, "South": BELOW_2, "East": BELOW_2}
    north = funnel.groups["North"]
    assert (north.value, north.exact) == (0.7, False)
    assert north.lower_3 < north.lower_2 < 0.5 < north.upper_2 < north.upper_3


def test_the_four_positions():
    # 0.5 and 100: limits 0.402 to 0.598 and 0.345 to 0.655.
    places = {k: position(k, 100, 0.5) for k in (34, 35, 40, 41, 59, 60, 65, 66)}
    assert places == {
        34: BELOW_3,
        35: BELOW_2,
        40: BELOW_2,
        41: "",
        59: "",
        60: ABOVE_2,
        65: ABOVE_2,
        66: ABOVE_3,
    }


def test_where_few_are_expected_the_exact_distribution_decides():
    # 2% of 20 = 0.4 expected. Three or more: 1 - 0.98^20 - 20 x 0.02 x 0.98^19
    # - 190 x 0.0004 x 0.98^18 = 1 - 0.66761 - 0.27249 - 0.05283 = 0.0071: beyond 2 sigma, not 3.
    # The rough limit 0.02 + 3.09 x 0.0313 = 0.117 would have called 3 of 20 beyond 3 sigma.
    group = compare({"team": (3, 20)}, 0.02).groups["team"]
    assert group.exact
    assert group.position == ABOVE_2
    assert group.value > group.upper_3
    # Two or more: 0.0599, by chance; the rough 2 sigma limit is 0.081 and would have marked it.
    assert position(2, 20, 0.02) == ""
    assert position(18, 20, 0.98) == ""
    assert position(17, 20, 0.98) == BELOW_2


def test_a_handful_of_cases_is_not_compared():
    # 0 of 4 where 95% are in time would otherwise be far outside.
    assert position(0, 4, 0.95) == TOO_FEW
    assert position(0, 5, 0.95) == BELOW_3
    assert compare({"team": (0, 4)}, 0.95).outside == {}


def test_a_team_without_cases_has_no_value_and_no_limits():
    funnel = compare({"North": (30, 60), "New": (0, 0)})
    new = funnel.groups["New"]
    assert (new.value, new.lower_2, new.upper_3, new.position) == (None, None, None, TOO_FEW)
    assert funnel.centre == 0.5


def test_nothing_to_compare():
    assert compare({}).centre is None
    assert compare({"New": (0, 0)}).centre is None


def test_where_all_teams_always_succeed_none_stands_out():
    funnel = compare({"North": (30, 30), "South": (8, 8)})
    assert funnel.centre == 1
    assert funnel.outside == {}


@pytest.mark.parametrize("cases", [(5, 3), (-1, 3)])
def test_a_numerator_that_is_no_part_of_its_denominator_has_no_place(cases):
    north = compare({"North": cases}).groups["North"]
    assert (north.value, north.upper_2, north.position) == (None, None, IMPOSSIBLE)


@generated
@given(centres, st.integers(1, 5000), st.integers(1, 5000))
def test_limits_are_ordered_symmetric_and_narrow_as_numbers_grow(centre, n, more):
    lower, upper = limits(centre, n)
    lower_3, upper_3 = limits(centre, n, SIGMA_3)
    assert 0 <= lower_3 <= lower < centre < upper <= upper_3 <= 1
    mirrored = limits(1 - centre, n)
    assert (1 - upper, 1 - lower) == pytest.approx(mirrored, abs=1e-12)
    narrower = limits(centre, n + more)
    assert lower <= narrower[0] < narrower[1] <= upper


@generated
@given(centres, st.integers(1, 500), st.data(), st.sampled_from([SIGMA_2, SIGMA_3]))
def test_outside_the_limits_is_where_the_wilson_interval_leaves_out_the_centre(
    centre, n, data, level
):
    # Wilson (1927): his interval holds the proportions whose limits hold the value.
    k = data.draw(st.integers(0, n))
    lower, upper = limits(centre, n, level)
    assume(abs(k / n - lower) > 1e-9 and abs(k / n - upper) > 1e-9)
    around = wilson(k, n, level)
    assert (lower <= k / n <= upper) == (around[0] <= centre <= around[1])


@generated
@given(centres, st.integers(5, 400), st.data())
def test_the_exact_decision_agrees_with_scipy(centre, n, data):
    from scipy.stats import binom

    k = data.draw(st.integers(0, n))
    group = compare({"team": (k, n)}, centre).groups["team"]
    assert group.exact == (n * min(centre, 1 - centre) < 5)
    if group.exact:
        many, few = binom.sf(k - 1, n, centre), binom.cdf(k, n, centre)
        assume(all(abs(p - edge) > 1e-9 for p in (many, few) for edge in (0.025, 0.001)))
        assert (group.position in (ABOVE_2, ABOVE_3)) == (many < 0.025)
        assert (group.position in (BELOW_2, BELOW_3)) == (few < 0.025)
        assert (group.position in (ABOVE_3, BELOW_3)) == (min(many, few) < 0.001)
