"""An indicator of the gallery in a state: what follows from the few numbers that it is given.

All are of the quarter January to March 2016. What is counted is given by quarter (events) or by
month (what is so at a day), the last being now; months and rolling years follow from those, and
values, intervals and ratings from the functions that reports compute theirs with.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from litmus.base.periods import Period
from litmus.base.scope import TEAM
from litmus.base.windows import Window, history
from litmus.figures.statistics import intervals
from litmus.report.feed import HELD, Declaration, Figure

PERIOD = Period.parse("2016Q1")
POPULATION = 83_785
QUARTERS = 8
SPREAD = 12.0  # the standard deviation of a mean, in its unit
NOTHING_COUNTED = "there was no case to count"
Pair = tuple[int, int] | None  # numerator and denominator; None where nothing is known
Groups = Mapping[str, Mapping[str, tuple[int, int]]]


@dataclass(frozen=True)
class Case:
    """An indicator in a state. `state` heads what is shown of it; `amber` is where amber begins."""

    code: str
    state: str
    name: str
    counts: Sequence[Pair]
    short: str = ""
    kind: str = "percentage"
    polarity: str = "higher"
    pattern: str = "events"
    window: str = "quarter"
    question: str = "KQ2"
    theme: str = "Assessment and planning"
    target: float | None = None
    amber: float = 0.0
    england: float | None = None
    groups: Groups = field(default_factory=dict)
    status: str = "final"
    reason: str | None = None

    @property
    def declaration(self) -> Declaration:
        """The indicator in words."""
        share = self.kind == "percentage"
        out_of = {"percentage": "All cases of the quarter", "rate": "Children aged 0 to 17",
                  "mean": "Cases", "median": "Cases"}  # fmt: skip
        return Declaration(
            code=self.code, name=self.name, short=self.short, theme=self.theme, kind=self.kind,
            pattern=self.pattern, window=self.window, polarity=self.polarity,
            numerator="Cases in which it was so" if share else "What is counted",
            denominator=out_of.get(self.kind, ""), source="made up for the gallery",
            key_questions=(self.question,),
            services=("Children in Need",),
        )  # fmt: skip

    @property
    def figures(self) -> Iterator[Figure]:
        """Its figures in every window, and by group."""
        for window, pair in self._windows():
            yield self._figure(window, pair)
        last = history(self.window, PERIOD.end, 1)[0]
        for breakdown, found in self.groups.items():
            if breakdown == TEAM and self.kind == "percentage":
                yield from self._quarters(found)
            for group, pair in found.items():
                made = self._figure(last, pair)
                yield replace(made, breakdown=breakdown, group=group, target=None, rag=None,
                              benchmark=None, benchmark_label=None)  # fmt: skip

    def _quarters(self, teams: Mapping[str, tuple[int, int]]) -> Iterator[Figure]:
        """The quarters of teams: a fiftieth fewer in each quarter back."""
        windows = reversed(history("quarter", PERIOD.end, QUARTERS))
        for back, window in enumerate(windows):
            if window.kind == self.window and not back:
                continue  # that is their figure of now
            for team, (cases, out_of) in teams.items():
                made = self._figure(window, (round(cases * (1 - back / 50)), out_of))
                yield replace(made, breakdown=TEAM, group=team, target=None, rag=None)

    def _windows(self) -> Iterator[tuple[Window, Pair]]:
        if self.pattern == "snapshot" or self.kind == "median":
            windows = history(self.window, PERIOD.end, len(self.counts)) if self.counts else []
            yield from zip(windows, self.counts, strict=True)
            return
        months = [month for pair in self.counts for month in _by_month(pair)]
        for kind, length, step in (("month", 1, 1), ("quarter", 3, 3), ("R12M", 12, 1)):
            ends = range(len(months), length - 1, -step)
            windows = history(kind, PERIOD.end, len(ends)) if ends else []
            sums = [_sum(months[end - length : end]) for end in ends]
            yield from zip(windows, reversed(sums), strict=True)

    def _figure(self, window: Window, pair: Pair) -> Figure:
        """The figure of a window; without a value where nothing is known."""
        last = window.end == PERIOD.end
        if pair is None:
            return Figure(
                indicator=self.code, window=window.kind, window_start=window.start,
                window_end=window.end, target=self.target, status="final",
                reason=self.reason or NOTHING_COUNTED,
            )  # fmt: skip
        numerator, denominator = pair
        value = self._value(window, numerator, denominator)
        lower, upper = self._limits(value, numerator, denominator)
        own = window.kind == self.window
        england = self.england if own else None
        return Figure(
            indicator=self.code, window=window.kind, window_start=window.start,
            window_end=window.end, numerator=None if self.kind == "median" else numerator,
            denominator=None if self.kind == "count" else denominator or self._population,
            value=value, lower=lower, upper=upper, target=self.target, rag=self._rating(value),
            benchmark=england, benchmark_label="England 2014/15" if england else None,
            status=self.status if last or self.status == HELD else "final",
            reason=self.reason if last else None if value is not None else NOTHING_COUNTED,
            excluded=0,
        )  # fmt: skip

    @property
    def _population(self) -> int:
        return POPULATION if self.kind == "rate" else 0

    def _value(self, window: Window, numerator: int, denominator: int) -> float | None:
        match self.kind:
            case "count":
                return float(numerator)
            case "rate":
                times = {"month": 12, "quarter": 4}.get(window.kind, 1)
                return 10_000 * numerator / POPULATION * (times if self.pattern == "events" else 1)
            case "median":
                return float(numerator) if denominator else None
            case "mean":
                return numerator / denominator if denominator else None
        return 100 * numerator / denominator if denominator else None

    def _limits(
        self, value: float | None, numerator: int, denominator: int
    ) -> tuple[float | None, float | None]:
        if value is None or self.kind == "median":
            return None, None
        if self.kind == "mean":
            return intervals.mean(denominator, value, SPREAD)
        if self.kind != "percentage":
            lower, upper = intervals.poisson(numerator)
            scale = value / numerator if numerator else 1.0
        else:
            lower, upper = intervals.wilson(numerator, denominator)
            scale = 100.0
        return None if lower is None else lower * scale, None if upper is None else upper * scale

    def _rating(self, value: float | None) -> str | None:
        if value is None or self.target is None or self.polarity == "neutral":
            return None
        sign = 1 if self.polarity == "higher" else -1
        if sign * value >= sign * self.target:
            return "green"
        return "amber" if sign * value >= sign * self.amber else "red"


def _by_month(pair: Pair) -> list[Pair]:
    """A quarter's counts as those of its months, which add up to them."""
    if pair is None:
        return [None] * 3
    (k, n), parts = pair, list[Pair]()
    for left in (3, 2, 1):
        part = k // left, n // left
        parts.append(part)
        k, n = k - part[0], n - part[1]
    return parts


def _sum(pairs: Sequence[Pair]) -> Pair:
    known = [pair for pair in pairs if pair is not None]
    return (sum(k for k, _ in known), sum(n for _, n in known)) if known else None
