"""Fisher's exact test against its textbook example and against SciPy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from litmus.figures.statistics.exact import fisher_greater, fisher_less

COUNTS = st.integers(0, 60)


def test_the_lady_tasting_tea():
    # Fisher, The Design of Experiments (1935): three of four cups with milk first recognised.
    # (C(4,3) C(4,1) + C(4,4) C(4,0)) / C(8,4) = (16 + 1) / 70
    assert fisher_greater(3, 1, 1, 3) == pytest.approx(17 / 70)
    assert fisher_greater(4, 0, 0, 4) == pytest.approx(1 / 70)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_as_scipy_has_it(x, others, y, others_y):
    table = [[x, others], [y, others_y]]
    if not (x + others and y + others_y and x + y and others + others_y):
        assert fisher_greater(x, others, y, others_y) == 1.0
        return
    assert fisher_greater(x, others, y, others_y) == pytest.approx(
        fisher_exact(table, alternative="greater").pvalue, rel=1e-9, abs=1e-12
    )
    assert fisher_less(x, others, y, others_y) == pytest.approx(
        fisher_exact(table, alternative="less").pvalue, rel=1e-9, abs=1e-12
    )
