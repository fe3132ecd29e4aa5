"""What a line over time consists of, before it is drawn."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

# A picture as SVG for a page, and one for a phone.
ChartPictures = tuple[str, str]
# A wobble must not look like a cliff: an axis spans at least this much.
LEAST_POINTS = 20.0  # of a percentage
LEAST_SHARE = 0.25  # of any other value, as a share of its size


@dataclass(frozen=True)
class ChartPoint:
    """One window of a line: its place (in months, weeks or days), its two-line tick, and its
    values, or None.

    `signal`: the control chart marks it. `lower` and `upper` are the interval of the value, and
    `benchmark` is the comparison of its own time, where there are those.
    """

    place: int
    tick: str
    value: float | None
    target: float | None = None
    hollow: bool = False
    signal: bool = False
    lower: float | None = None
    upper: float | None = None
    benchmark: float | None = None


@dataclass(frozen=True)
class ControlLimits:
    """The lines of a control chart; a limit is None where it lies outside possible values.

    They hold from the place `first` to the place `last`; None is the end of the chart.
    """

    mean: float
    lower: float | None
    upper: float | None
    first: int | None = None
    last: int | None = None

    @property
    def values(self) -> list[float]:
        """The lines that are drawn."""
        return [level for level in (self.lower, self.mean, self.upper) if level is not None]


@dataclass(frozen=True)
class ChartStep:
    """Something that happened between the point at `place` and the one before it, and its name."""

    place: int
    name: str


@dataclass(frozen=True)
class ChartLine:
    """What is drawn, oldest point first. `printed` makes the label of a value.

    `ceiling` is 100 for percentages; `whole` is for counts. At least one point has a value.
    `benchmark` is the same all the time; where points have their own, those are drawn as steps.
    `control` has the limits that hold at the end, `earlier` those that held before. `agreed` is a
    course that was agreed, as pairs of a place and a value that straight lines join; `ahead` are
    the points of a forecast, each with its interval, and `ahead_printed` makes the label of one.
    """

    points: Sequence[ChartPoint]
    printed: Callable[[float], str]
    unit: str = ""
    benchmark: float | None = None
    benchmark_label: str = ""
    ceiling: float | None = None
    whole: bool = False
    control: ControlLimits | None = None
    earlier: Sequence[ControlLimits] = ()
    steps: Sequence[ChartStep] = ()
    agreed: Sequence[tuple[float, float]] = ()
    ahead: Sequence[ChartPoint] = ()
    ahead_printed: Callable[[float], str] | None = None

    @property
    def every_point(self) -> list[ChartPoint]:
        """The points and those of the forecast."""
        return [*self.points, *self.ahead]

    @property
    def limits(self) -> list[ControlLimits]:
        """The limits of all times, in their order."""
        return [*self.earlier, *([self.control] if self.control else [])]

    @property
    def benchmarks(self) -> list[float | None]:
        """The comparison at each point."""
        own = [point.benchmark for point in self.points]
        return own if any(b is not None for b in own) else [self.benchmark] * len(own)

    @property
    def end_benchmark(self) -> float | None:
        """The comparison at the last point."""
        return self.benchmarks[-1]

    @property
    def is_empty(self) -> bool:
        """Whether no point has a value."""
        return not self.values

    @property
    def values(self) -> list[ChartPoint]:
        """The points that have a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def step(self) -> int:
        """The distance between neighbouring points, in months."""
        return min((b.place - a.place for a, b in pairwise(self.points)), default=1)

    def runs(self) -> Iterator[list[ChartPoint]]:
        """Neighbouring points that have values: a line is not drawn across a gap."""
        run: list[ChartPoint] = []
        for point in self.values:
            if run and point.place - run[-1].place > self.step:
                yield run
                run = []
            run.append(point)
        yield run

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The places on either side of each stretch without values."""
        edges = [self.points[0].place - self.step, *(point.place for point in self.values)]
        edges.append(self.points[-1].place + self.step)
        return ((a, b) for a, b in pairwise(edges) if b - a > self.step)

    def scale(self) -> tuple[float, float]:
        """The ends of the value axis: from zero, unless that would flatten the line."""
        each = [(p.value, p.target, p.lower, p.upper) for p in self.every_point]
        agreed = [value for _, value in self.agreed]
        shown = [v for values in (*each, self.benchmarks, agreed) for v in values if v is not None]
        shown += [level for limits in self.limits for level in limits.values]
        low, high = min(shown), max(shown)
        least = LEAST_POINTS if self.ceiling else max(high * LEAST_SHARE, 1.0)
        room = max(least - (high - low), 0) / 2 + 0.12 * max(high - low, least)
        bottom, top = low - room, high + room
        if bottom < 0.4 * high:
            bottom, top = 0.0, max(top, least)
        if self.ceiling and top > self.ceiling:
            bottom, top = min(bottom, self.ceiling - least), self.ceiling
        return max(bottom, 0.0), top
