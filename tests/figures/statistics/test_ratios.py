"""The ratio of two shares agrees with SciPy's."""

import pytest
from scipy.stats.contingency import relative_risk as scipys

from litmus.figures.statistics.ratios import Ratio, relative_risk


@pytest.mark.parametrize(
    "counts", [(30, 100, 60, 400), (1, 9, 3, 7), (27, 122, 44, 487), (5, 5, 5, 5)]
)
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_ratio_and_interval_agree_with_scipy(counts, level):
    found, theirs = relative_risk(*counts, level), scipys(*counts)
    interval = theirs.confidence_interval(level)
    assert found.value == pytest.approx(theirs.relative_risk)
    assert (found.lower, found.upper) == (pytest.approx(interval.low), pytest.approx(interval.high))


@pytest.mark.parametrize(
    "counts", [(0, 10, 5, 10), (5, 10, 0, 10), (5, 4, 1, 2), (None, 1, 1, 1), (0, 0, 0, 0)]
)
def test_what_has_no_ratio_has_none(counts):
    assert relative_risk(*counts) == Ratio()
