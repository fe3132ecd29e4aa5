"""Agreement of two judges beyond chance: an auditor and the moderator who looks again.

Kappa is 1 where they always agree, 0 where they agree as often as two people who grade without
looking, and below 0 where less often. Grades have an order, so a weighted kappa counts a near miss
as part agreement: linear weights by the steps between the grades, quadratic ones by their square.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from litmus.base.errors import LitmusError
from litmus.figures.statistics.intervals import LEVEL, normal, tail
from litmus.figures.statistics.numbers import whole

Weights = Literal["unweighted", "linear", "quadratic"]

# How much two grades agree, by the share of the scale that lies between them.
_WEIGHTS: dict[str, Callable[[float], float]] = {
    "unweighted": lambda apart: 1.0 if apart == 0 else 0.0,
    "linear": lambda apart: 1 - apart,
    "quadratic": lambda apart: 1 - apart**2,
}

Table = list[list[float]]

# A variance (of a single case) below this is rounding: the method saw no doubt. Weights and shares
# lie within 0 and 1, so that what is left of their differences is some 1e-16, whatever the cases.
ROUNDING = 1e-12


@dataclass(frozen=True)
class Agreement:
    """Kappa of `cases` judged twice, with its interval, all within -1 to 1.

    observed, expected: the (weighted) share of agreement seen, and the share chance would give.
    kappa is None where there are no cases, or where both judges gave one and the same grade
    throughout: then chance agrees, too. The limits are None where every case agrees: the method
    sees no doubt at all there, however few the cases. `floor` is then the lowest kappa that chance
    leaves room for, and the interval goes from it to 1; else it is None. `small` marks fewer than
    2 x grades² cases, below which interval and weights mean little (Cicchetti 1981). All is None
    for a table with a cell that is no count.
    """

    cases: int
    kappa: float | None
    lower: float | None
    upper: float | None
    observed: float | None
    expected: float | None
    small: bool
    floor: float | None = None


def tabulate(pairs: Iterable[tuple[str, str]], grades: Sequence[str]) -> list[list[int]]:
    """The table that `kappa` takes: rows are the first judge's grades, columns the second's.

    `grades` in their order. Raises LitmusError for a grade that is not among them.
    """
    place = {grade: i for i, grade in enumerate(grades)}
    table = [[0] * len(grades) for _ in grades]
    for first, second in pairs:
        for grade in (first, second):
            if grade not in place:
                raise LitmusError(f"'{grade}' is not a grade: use {', '.join(grades)}.")
        table[place[first]][place[second]] += 1
    return table


def kappa(
    table: Sequence[Sequence[int]], weights: Weights = "unweighted", level: float = LEVEL
) -> Agreement:
    """Cohen's kappa of a square table of counts, grades in their order.

    Source: Cohen (1960, Educational and Psychological Measurement 20:37), weighted Cohen (1968,
    Psychological Bulletin 70:213); the interval by the large-sample variance of Fleiss, Cohen &
    Everitt (1969, Psychological Bulletin 72:323), cut to -1 to 1; for the floor of full
    agreement see `_floor`. Raises LitmusError where the table is not square or has fewer than two
    grades.
    """
    tail(level)
    size = len(table)
    if size < 2 or any(len(row) != size for row in table):
        raise LitmusError("Agreement needs a square table of at least two grades.")
    counts = [whole(row) for row in table]
    cases = sum(sum(row or ()) for row in counts)
    small = cases < 2 * size**2
    if not cases or None in counts:
        return Agreement(0, None, None, None, None, None, small=True)
    weight = [
        [_WEIGHTS[weights](abs(i - j) / (size - 1)) for j in range(size)] for i in range(size)
    ]
    shares = [[count / cases for count in row] for row in table]
    chance = _by_chance(shares)
    observed, expected = _total(weight, shares), _total(weight, chance)
    if _grade_count(table) < 2 or not expected < 1:  # so large a table may round to one grade
        return Agreement(cases, None, None, None, observed, expected, small)
    value = (observed - expected) / (1 - expected)
    if all(table[i][j] == 0 for i in range(size) for j in range(size) if i != j):
        floor = _floor(cases, expected, level)
        return Agreement(cases, 1.0, None, None, 1.0, expected, small, floor)
    variance = _variance(shares, chance, weight, value)
    if variance < ROUNDING:
        return Agreement(cases, value, None, None, observed, expected, small)
    half = normal(level) * sqrt(variance) / (1 - expected) / sqrt(cases)
    lower, upper = max(-1.0, value - half), min(1.0, value + half)
    return Agreement(cases, value, lower, upper, observed, expected, small)


def _grade_count(table: Sequence[Sequence[int]]) -> int:
    """How many grades at least one of the judges gave."""
    columns = zip(*table, strict=True)
    return sum(any(row) or any(column) for row, column in zip(table, columns, strict=True))


def _by_chance(shares: Table) -> Table:
    """The shares that two judges would give who keep their habits and do not look."""
    columns = [sum(column) for column in zip(*shares, strict=True)]
    return [[sum(row) * column for column in columns] for row in shares]


def _total(weight: Table, shares: Table) -> float:
    """The weighted sum of a table of shares."""
    cells = zip(weight, shares, strict=True)
    return sum(w * share for ws, row in cells for w, share in zip(ws, row, strict=True))


def _floor(cases: int, expected: float, level: float) -> float:
    """The lowest kappa that `cases` which all agree leave room for.

    Of so many, all agree by chance in `tail(level)` of all tries where the share that agrees is
    the lower limit of Clopper & Pearson (1934, Biometrika 26:404): for n of n, tail^(1/n). Kappa is
    that share beyond chance, the habits of the two taken as seen, and a case that differs as
    agreeing not at all, whatever the weights.
    """
    share = tail(level) ** (1 / cases)
    return max(-1.0, (share - expected) / (1 - expected))


def _variance(shares: Table, chance: Table, weight: Table, value: float) -> float:
    """The variance of kappa for a single case, before the division by what chance leaves, squared:
    Fleiss, Cohen & Everitt (1969), equation 9."""
    size = range(len(shares))
    rows = [sum(row) for row in shares]
    columns = [sum(column) for column in zip(*shares, strict=True)]
    by_row = [sum(columns[j] * weight[i][j] for j in size) for i in size]
    by_column = [sum(rows[i] * weight[i][j] for i in size) for j in size]
    expected = _total(weight, chance)
    spread = sum(
        shares[i][j] * (weight[i][j] - (by_row[i] + by_column[j]) * (1 - value)) ** 2
        for i in size
        for j in size
    )
    centre = (value - expected * (1 - value)) ** 2
    return max(spread - centre, 0.0)
