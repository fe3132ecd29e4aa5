"""What a figure is held against: the council's target with its rating, a published comparison."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from litmus.base.errors import UsageError
from litmus.base.periods import financial_year_of
from litmus.figures.benchmarks import COVERED
from litmus.figures.benchmarks.settings import GROUP_NAMES, Benchmark, read_benchmarks
from litmus.figures.targets import Target, read_targets
from litmus.figures.windows import BRIEF
from litmus.indicators import Indicator, find

GREEN, AMBER, RED = "green", "amber", "red"
# Which comparison stands beside a figure, where several are published: the first.
GROUPS = tuple(GROUP_NAMES)


@dataclass(frozen=True)
class Judgement:
    """Target and rating, comparison and whose it is; None where there is none."""

    target: float | None = None
    rag: str | None = None
    benchmark: float | None = None
    benchmark_label: str | None = None


@dataclass(frozen=True)
class Aims:
    """The council's targets and the published comparisons that belong beside its figures."""

    targets: Mapping[tuple[str, str], Target]
    benchmarks: tuple[Benchmark, ...]

    @classmethod
    def read(cls, project: Path, indicators: Iterable[Indicator], own: bool) -> "Aims":
        """From params/; no targets where the data are not of the council that set them (`own`).

        Raises UsageError for a code that is no indicator's, or green and amber the wrong way round.
        """
        targets, benchmarks = read_targets(project), read_benchmarks(project)
        _check_codes("params/targets.yml", (code for code, _ in targets))
        # what DfE publishes may be ahead of the catalogue; a code typed in by hand may not
        typed = (each.indicator for each in benchmarks if each.indicator not in COVERED)
        _check_codes("params/benchmarks.csv", typed)
        by_code = {each.code: each for each in indicators}
        for (code, year), target in targets.items():
            if code in by_code:
                _check_scale(by_code[code], year, target)
                _check_order(by_code[code], year, target)
        return cls(targets if own else {}, tuple(benchmarks))

    def judge(
        self, indicator: Indicator, window: str, end: date, breakdown: str, value: float | None
    ) -> Judgement:
        """What a value of this window (its kind, its last day) is held against.

        A target is the whole year's: a percentage or mean may be held against it in any window and
        group, a rate for the whole council alone (a group's is its contribution), a count in its
        own window alone, and never in a week or a day, which no target is set for. A published
        comparison belongs beside the headline figure only.
        """
        whole = breakdown == "all"
        target = self.targets.get((indicator.code, financial_year_of(end)))
        share = indicator.kind in ("percentage", "mean")
        if not share and not whole:
            target = None
        if indicator.kind == "count" and (window != indicator.window or window in BRIEF):
            target = None
        compared = self._benchmark(indicator, end) if whole and window == indicator.window else None
        return Judgement(
            target=target.value if target else None,
            rag=rating(indicator, target, value) if target else None,
            benchmark=compared.value if compared else None,
            benchmark_label=compared.label if compared else None,
        )

    def _benchmark(self, indicator: Indicator, end: date) -> Benchmark | None:
        """The latest published year that is not after the figure's; England before others."""
        ours = self._by_indicator.get(indicator.code, ())
        return next(iter(latest(ours, indicator.code, end)), None)

    @cached_property
    def _by_indicator(self) -> dict[str, list[Benchmark]]:
        found: dict[str, list[Benchmark]] = {}
        for each in self.benchmarks:
            found.setdefault(each.indicator, []).append(each)
        return found


@dataclass(frozen=True)
class Comparison:
    """A published figure that stands beside one's own: whose and of when, and its value.

    `group` is whose (a key of `GROUP_NAMES`), `year` the financial year that it describes, `before`
    the same group's figure of the year before, None where none is published.
    """

    label: str
    value: float
    group: str = ""
    year: str = ""
    before: float | None = None


def published_beside(project: Path, codes: Iterable[str], end: date) -> dict[str, list[Comparison]]:
    """For each of these indicators what is published beside a figure that ends on `end`.

    Of the latest year that is not after it: England first, then regions, then neighbours.
    """
    every = read_benchmarks(project)
    values = {(each.indicator, each.group, each.year): each.value for each in every}
    return {
        code: [
            Comparison(
                each.label,
                each.value,
                each.group,
                each.year,
                values.get((code, each.group, year_before(each.year))),
            )
            for each in latest(every, code, end)
        ]
        for code in codes
    }


def year_before(year: str) -> str:
    """The financial year before one: "2014/15" before "2015/16"."""
    began = int(year[:4]) - 1
    return f"{began}/{(began + 1) % 100:02}"


def latest(benchmarks: Iterable[Benchmark], code: str, end: date) -> list[Benchmark]:
    """An indicator's published figures of the latest year not after `end`, England's first."""
    year = financial_year_of(end)
    ours = [b for b in benchmarks if b.indicator == code and b.year <= year]
    last = max((b.year for b in ours), default=None)
    return sorted((b for b in ours if b.year == last), key=lambda b: GROUPS.index(b.group))


def rating(indicator: Indicator, target: Target, value: float | None) -> str | None:
    """Green, amber or red by the limits of the target; on a limit is within it."""
    if value is None or indicator.polarity == "neutral":
        return None
    sign = 1 if indicator.polarity == "higher" else -1
    if sign * value >= sign * target.green_at:
        return GREEN
    return AMBER if sign * value >= sign * target.amber_at else RED


def _check_codes(where: str, codes: Iterable[str]) -> None:
    for code in codes:
        try:
            find(code)
        except UsageError as error:
            raise UsageError(f"{where}: {error}") from None


def _check_scale(indicator: Indicator, year: str, target: Target) -> None:
    """A percentage is written 85: not 0.85, nor 850."""
    if indicator.kind != "percentage":
        return
    for name in ("value", "green_at", "amber_at"):
        given = getattr(target, name)
        if 0 < given < 1 or given > 100:
            meant = f"; did you mean {given * 100:g}?" if given < 1 else ""
            raise UsageError(
                f"params/targets.yml, {indicator.code}, {year}, {name}: expected per cent, 0 or "
                f"from 1 to 100 (found {given:g}){meant}"
            )


def _check_order(indicator: Indicator, year: str, target: Target) -> None:
    sign = -1 if indicator.polarity == "lower" else 1
    if indicator.polarity != "neutral" and sign * target.amber_at > sign * target.green_at:
        raise UsageError(
            f"params/targets.yml, {indicator.code}, {year}: {indicator.polarity} is better, so "
            f"amber_at cannot be {'above' if sign == 1 else 'below'} green_at."
        )
