"""Where a series steps to another level and stays there: its stretches, each steady in itself.

Limits drawn over a step fit neither what was nor what is: they are too wide, and mark half of
either side. NHS England's Making Data Count has limits drawn anew after a step that is sustained,
and leaves it to judgement when that is ("there is no formula"). The rule here is slow on purpose: a
run as long as its shift, a difference so wide that chance makes one in a hundred steady series of
two years of months, no way back, and a step rather than a climb. That it waits for as many points
as limits need is the idea of the Stable Shift Algorithm (R package autospc).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import mean

from litmus.figures.statistics.numbers import number

# The mean moving range of normal values is so many standard deviations: Shewhart's d2 for pairs.
D2 = 1.128

Series = Sequence[float | None]


@dataclass(frozen=True)
class Stretch:
    """The points from the place `first` up to `end` (which is the next one's), and where those end
    on which its limits rest: before `end` where the latest points have left their level, but not
    for long enough to have limits of their own."""

    first: int
    end: int
    steady_end: int


@dataclass(frozen=True)
class Step:
    """A candidate: the first place at the new level, how many standard errors it is high."""

    place: int
    height: float


def stretches(
    values: Series, steps: Sequence[int], run: int, minimum: int, sure: float
) -> list[Stretch]:
    """The stretches of a series, oldest first; without a step it is one.

    `steps` are places at which people say that something changed: a stretch begins there in any
    case. Others begin where the `run` points from a place on lie beyond the level before it, the
    levels are `sure` standard errors apart, and there are `minimum` points since.
    """
    points = _scaled(values)
    edges = sorted({0, len(points), *(place for place in steps if 0 < place < len(points))})
    return [
        stretch
        for first, end in pairwise(edges)
        for stretch in _split(points, first, end, run, minimum, sure)
    ]


def _scaled(values: Series) -> Series:
    """The values as shares of the largest, so that no square of them is too large to be held."""
    points = [number(value) for value in values]
    largest = max((abs(point) for point in points if point is not None), default=0.0)
    return [None if point is None else point / (largest or 1.0) for point in points]


def _split(
    points: Series, first: int, end: int, run: int, minimum: int, sure: float
) -> list[Stretch]:
    step = _highest(points, first, end, run, sure)
    if step is None:
        return [Stretch(first, end, end)]
    if _count(points[step.place : end]) >= minimum:
        parts = (first, step.place), (step.place, end)
        return [stretch for part in parts for stretch in _split(points, *part, run, minimum, sure)]
    steady = _highest(points, first, step.place, run, sure) is None
    kept = steady and _count(points[first : step.place]) >= minimum
    return [Stretch(first, end, step.place if kept else end)]


def _highest(points: Series, first: int, end: int, run: int, sure: float) -> Step | None:
    """The step that is the most standard errors high, where one is high enough."""
    places = range(first + run, end - run + 1)
    found = [step for at in places if (step := _step(points, first, at, end, run))]
    step = max(found, key=lambda each: each.height, default=None)
    return step if step is not None and step.height >= sure else None


def _step(points: Series, first: int, at: int, end: int, run: int) -> Step | None:
    """The step at a place, as far as there is one that lasts."""
    before = [value for value in points[first:at] if value is not None]
    after = [value for value in points[at:end] if value is not None]
    if points[at] is None or len(before) < run or len(after) < run:
        return None
    old, new = mean(before), mean(after)
    up = 1 if new > old else -1
    stays = abs(mean(after[-run:]) - new) < abs(mean(after[-run:]) - old)
    if not stays or any(up * (value - old) <= 0 for value in after[:run]):
        return None
    if not _squares(before, old) + _squares(after, new) < _squares_round_line([*before, *after]):
        return None
    spread = _spread(points, first, at, end) * sqrt(1 / len(before) + 1 / len(after))
    return Step(at, abs(new - old) / spread if spread else float("inf"))


def _spread(points: Series, first: int, at: int, end: int) -> float:
    """The standard deviation by the moving ranges on either side of a place."""
    ranges = [
        abs(b - a)
        for part in (points[first:at], points[at:end])
        for a, b in pairwise(part)
        if a is not None and b is not None
    ]
    return mean(ranges) / D2 if ranges else 0.0


def _squares(values: Sequence[float], level: float) -> float:
    return sum((value - level) ** 2 for value in values)


def _squares_round_line(values: Sequence[float]) -> float:
    """What is left of the squares round the straight line that fits best: that of a climb."""
    middle, centre = (len(values) - 1) / 2, mean(values)
    wide = sum((n - middle) ** 2 for n in range(len(values)))
    slope = sum((n - middle) * (value - centre) for n, value in enumerate(values)) / wide
    return sum((v - centre - slope * (n - middle)) ** 2 for n, v in enumerate(values))


def _count(points: Series) -> int:
    return sum(point is not None for point in points)
