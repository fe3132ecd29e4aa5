"""Fisher's exact test of a two by two table, one-sided.

Written out, because loading SciPy takes longer than all else that a report collates; the tests hold
it to `scipy.stats.fisher_exact`.
"""

from fractions import Fraction
from math import comb

from litmus.figures.statistics.numbers import whole


def fisher_greater(x: int, others: int, y: int, others_y: int) -> float | None:
    """The probability, by chance, of at least `x` where the table's margins are what they are.

    The table is [[x, others], [y, others_y]]. Source: Fisher (1935), the hypergeometric
    distribution of its first cell. 1.0 where there is nothing to compare; None where a cell is no
    count.

    >>> fisher_greater(3, 1, 1, 3)  # the lady tasting tea
    0.24285714285714285
    """
    counts = whole((x, others, y, others_y))
    if counts is None:
        return None
    x, others, y, others_y = counts
    drawn, marked, total = x + others, x + y, x + others + y + others_y
    most = min(drawn, marked)
    ways = sum(comb(marked, k) * comb(total - marked, drawn - k) for k in range(x, most + 1))
    return float(Fraction(ways, comb(total, drawn)))


def fisher_less(x: int, others: int, y: int, others_y: int) -> float | None:
    """The probability, by chance, of at most `x`; see `fisher_greater`."""
    return fisher_greater(others, x, others_y, y)
