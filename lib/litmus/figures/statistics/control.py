"""XmR control charts: has something changed, or is this how the numbers always vary?

As NHS England's "Making Data Count" draws them (R package NHSRplotthedots): the mean, process
limits at 2.66 times the average moving range, and four rules that mark a point as a signal.
For figures that do not share events: months or quarters, not rolling twelve months, whose
neighbours are alike by construction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from litmus.figures.statistics.numbers import number
from litmus.figures.statistics.stretches import Series, Stretch, stretches


@dataclass(frozen=True)
class Rules:
    """The settings of a chart, each with the value and source of the NHS's own."""

    # Band in average moving ranges: 3 / 1.128, the constant of Shewhart's XmR chart.
    limit: float = 2.66
    # Moving ranges from so many times their average on are outliers and do not widen the limits,
    # unless nothing but outliers varies: then all count.
    screen: float = 3.267
    # Points on one side of the mean that make a shift: Making Data Count.
    shift: int = 7
    # Points that each rise, or each fall, that make a trend: Making Data Count.
    trend: int = 7
    # Points below which limits mean little: NHSRplotthedots warns, we draw none. Half as many
    # moving ranges must be there, too: gaps may leave few neighbours.
    minimum: int = 12
    # Standard errors by which two levels must differ before limits begin anew: in a hundred steady
    # series of 24 months chance makes one such step (a simulation in the tests).
    sure: float = 3.5


NHS = Rules()

# The signals, strongest first. "Near a limit" is two of three neighbours in the outer third, all
# three of them on that side of the mean: Making Data Count, NHSRplotthedots from 0.2.2 on. In 6,000
# series of 24 normal points it marks 523 points, all of them false; with the third anywhere, 687.
SIGNALS = (
    "above the upper limit",
    "below the lower limit",
    "shift above the mean",
    "shift below the mean",
    "rising trend",
    "falling trend",
    "near the upper limit",
    "near the lower limit",
)

# Those whose neighbours are one signal: a run of seven is said once. A point beyond a limit is one.
SIGNALS_OF_RUNS = SIGNALS[2:]

# Differences smaller than this share of the values' size are rounding, not change.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Band:
    """Mean and limits that hold from the place `first` to before `end`, in the values' unit.

    All None where the points there are too few; not cut at 0 or 100. They rest on the points
    before `steady_end`: where it is not `end`, the points from it on have left that level.
    """

    first: int
    end: int
    steady_end: int
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Signal:
    """What one rule marks: its name (of `SIGNALS`), and the places of the points that make it."""

    name: str
    places: tuple[int, ...]


@dataclass(frozen=True)
class ControlChart:
    """The chart of a series: its lines, and each point's signals.

    `bands` are those of each stretch, oldest first. `signals` has one tuple a value, strongest
    rule first and empty where nothing is marked.
    """

    bands: tuple[Band, ...]
    signals: tuple[tuple[str, ...], ...]

    @property
    def mean(self) -> float | None:
        """The mean that holds at the end; None where the last stretch is too short."""
        return self.bands[-1].mean if self.bands else None

    @property
    def lower(self) -> float | None:
        """The lower limit that holds at the end."""
        return self.bands[-1].lower if self.bands else None

    @property
    def upper(self) -> float | None:
        """The upper limit that holds at the end."""
        return self.bands[-1].upper if self.bands else None

    @property
    def latest(self) -> str:
        """The strongest signal of the last point, empty if there is none."""
        return self.signals[-1][0] if self.signals and self.signals[-1] else ""

    @property
    def last_signal(self) -> Signal | None:
        """The latest signal since the last step, with all the neighbours that make it."""
        first = self.bands[-1].first if self.bands else 0
        marked = [place for place, names in enumerate(self.signals) if names and place >= first]
        if not marked:
            return None
        name, place = self.signals[marked[-1]][0], marked[-1]
        places = [place]
        while name in SIGNALS_OF_RUNS and place > first and name in self.signals[place - 1]:
            place -= 1
            places.insert(0, place)
        return Signal(name, tuple(places))


def xmr(values: Series, rules: Rules = NHS, steps: Sequence[int] = ()) -> ControlChart:
    """The XmR chart of `values`, oldest first, None (or no number) where there is no figure.

    A gap is no point, and ends a run: the values on either side of it are not neighbours. The
    signals are named in `SIGNALS`, the strongest first. `steps` are the places from which on
    something is known to be different; there, and after a step that lasts, the limits begin anew
    (`litmus.figures.statistics.stretches`), so that they rest on steady data alone.
    """
    points = [number(value) for value in values]
    found = stretches(points, steps, rules.shift, rules.minimum, rules.sure)
    parts = [_stretch(points[each.first : each.end], each, rules) for each in found]
    signals = [names for _, marked in parts for names in marked]
    return ControlChart(tuple(band for band, _ in parts), tuple(signals))


def _stretch(points: Series, stretch: Stretch, rules: Rules) -> tuple[Band, list[tuple[str, ...]]]:
    """The limits of the points of a stretch, and their signals.

    Where nothing varies but a few outliers (thirteen months of 100% and one of 50%), screening them
    out would leave limits without width: then the limits come from all moving ranges, and what is
    equal to all the rest is no shift.
    """
    first, end, steady_end = stretch.first, stretch.end, stretch.steady_end
    usual = points[: steady_end - first]
    present = [point for point in usual if point is not None]
    ranges = [abs(b - a) for a, b in pairwise(usual) if a is not None and b is not None]
    if len(present) < rules.minimum or len(ranges) < rules.minimum / 2:
        return Band(first, end, steady_end), [() for _ in points]
    middle = mean(present)  # exact, so that the mean of equal values is that value
    kept = _screen(ranges, rules.screen)
    steady = not any(kept)
    reach = rules.limit * mean(ranges if steady else kept)
    level = _level(usual, middle, reach) if steady else middle
    marked = _signals(points, middle, reach, level, rules)
    signals = [tuple(name for name in SIGNALS if i in marked[name]) for i in range(len(points))]
    return Band(first, end, steady_end, middle, middle - reach, middle + reach), signals


def _screen(ranges: Sequence[float], screen: float) -> list[float]:
    """The moving ranges that lie below `screen` times their mean: screened once."""
    cut = screen * mean(ranges)
    return [moving for moving in ranges if moving < cut]


def _level(points: Series, middle: float, reach: float) -> float:
    """What the points within the limits lie at: the mean itself where none or all do."""
    offsets = [_difference(point, middle) for point in points]
    beyond = _beyond_limit(offsets, reach) | _beyond_limit(_mirror(offsets), reach)
    within = [each for i, each in enumerate(points) if each is not None and i not in beyond]
    return mean(within) if within else middle


def _signals(
    points: Series, middle: float, reach: float, level: float, rules: Rules
) -> dict[str, set[int]]:
    """Which points each signal marks. Each rule looks upwards; mirrored, it looks downwards.

    `level` is what a shift is a shift from: the mean, but in a steady series.
    """
    offsets = [_difference(point, middle) for point in points]
    shifted = [_difference(point, level) for point in points]
    steps = [_difference(later, earlier) for earlier, later in pairwise(points)]
    down, falls = _mirror(offsets), _mirror(steps)
    places = (
        _beyond_limit(offsets, reach),
        _beyond_limit(down, reach),
        _runs(_above(shifted), rules.shift),
        _runs(_above(_mirror(shifted)), rules.shift),
        _trends(_above(steps), rules.trend),
        _trends(_above(falls), rules.trend),
        _two_of_three(offsets, reach),
        _two_of_three(down, reach),
    )
    return dict(zip(SIGNALS, places, strict=True))


def _difference(value: float | None, base: float | None) -> float | None:
    """How far a value lies above another; 0 where the two differ by rounding alone."""
    if value is None or base is None:
        return None
    difference = value - base
    return 0.0 if abs(difference) <= ROUNDING * max(abs(value), abs(base)) else difference


def _mirror(series: Series) -> Series:
    return [None if value is None else -value for value in series]


def _above(series: Series) -> list[bool]:
    return [value is not None and value > 0 for value in series]


def _beyond_limit(offsets: Series, limit: float) -> set[int]:
    """The points beyond the limit; a point on it is not."""
    beyond = limit * (1 + ROUNDING)
    return {i for i, offset in enumerate(offsets) if offset is not None and offset > beyond}


def _runs(flags: Sequence[bool], length: int) -> set[int]:
    """The places that lie in an unbroken run of at least `length` true flags."""
    runs = (range(i, i + length) for i in range(len(flags) - length + 1))
    return {i for run in runs if all(flags[j] for j in run) for i in run}


def _trends(steps: Sequence[bool], length: int) -> set[int]:
    """The points of every unbroken rise of at least `length` points, one more than its steps."""
    rising = _runs(steps, length - 1)
    return rising | {i + 1 for i in rising}


def _two_of_three(offsets: Series, reach: float) -> set[int]:
    """The points in the upper outer third, two or more of them in three neighbours above the mean.

    A third point below the mean, or on it, breaks the three, as it breaks a shift.
    """
    near = _beyond_limit(offsets, reach * 2 / 3) - _beyond_limit(offsets, reach)
    above = _above(offsets)
    threes = (range(i, i + 3) for i in range(len(offsets) - 2))
    one_side = (set(three) for three in threes if all(above[i] for i in three))
    return {i for three in one_side if len(three & near) >= 2 for i in three & near}
