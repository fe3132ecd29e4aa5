"""Which figures over time a page draws: months or quarters, whose cases do not overlap; in a
report of a week or a day weeks or days."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from litmus.base.periods import Period
from litmus.figures.statistics.control import ControlChart, xmr
from litmus.figures.statistics.trend import Trend, mann_kendall
from litmus.report import sentences, wording
from litmus.report.feed import PROVISIONAL, DatedStep, Declaration, Figure
from litmus.report.history import BY_DAY, in_a_row
from litmus.report.lookup import Figures, is_whole

# Windows so long that a month of the same cases says little.
LONG = ("quarter", "R36M")


@dataclass(frozen=True)
class Series:
    """An indicator's figures by month or quarter, oldest first, without empty ones in front.

    `declaration` is the indicator with that window for its own. `chart` has the control limits
    and signals of events; `trend` that of figures at a day, most of whose children are the same
    from one point to the next, so that limits would not hold. The other one is None. `declared` are
    the dated steps within it, each with the place of the first point that lies wholly after it.
    """

    declaration: Declaration
    rows: list[Figure]
    chart: ControlChart | None
    trend: Trend | None
    declared: tuple[tuple[int, DatedStep], ...] = ()

    @property
    def kind(self) -> str:
        """ "month" or "quarter", or "week" or "day"."""
        return self.declaration.window

    @property
    def settled_figures(self) -> list[Figure]:
        """The figures up to the last that late recording will not change any more."""
        rows = list(self.rows)
        while rows and (rows[-1].status == PROVISIONAL or not rows[-1].usable):
            rows.pop()
        return rows


def of(declaration: Declaration, figures: Figures, steps: Sequence[DatedStep] = ()) -> Series:
    """The series of an indicator's trend chart, whose limits begin anew at these steps."""
    brief = declaration.window in BY_DAY
    if wording.at_a_day(declaration):
        rows = (
            _brief(declaration, figures) if brief else whole(figures.history(declaration, "month"))
        )
        trend = mann_kendall([row.value for row in rows])
        return Series(declaration, rows, None, trend, _declared(rows, steps, at_a_day=True))
    kind = declaration.window if brief else _kind(declaration, figures)
    rows = _brief(declaration, figures) if brief else whole(figures.history(declaration, kind))
    seen = replace(declaration, window=kind, pattern="events")
    declared = _declared(rows, steps)
    chart = xmr([row.value for row in rows], steps=[place for place, _ in declared])
    return Series(seen, rows, chart, None, declared)


def _declared(
    rows: Sequence[Figure], steps: Sequence[DatedStep], at_a_day: bool = False
) -> tuple[tuple[int, DatedStep], ...]:
    """The steps between the points, each with the place of the first point after it."""
    found: dict[int, DatedStep] = {}
    for step in steps:
        after = (
            n
            for n, row in enumerate(rows)
            if (row.window_end if at_a_day else row.window_start) >= step.day
        )
        if place := next(after, 0):
            found[place] = step
    return tuple(found.items())


def _brief(declaration: Declaration, figures: Figures) -> list[Figure]:
    """The weeks or days without a gap, from the first that has a value."""
    rows = figures.history(declaration)
    kept = in_a_row(rows) if rows else []
    first = next((n for n, row in enumerate(kept) if row.value is not None), len(kept))
    return kept[first:]


def quarters(declaration: Declaration, figures: Figures) -> Series:
    """The series by quarter: of events in it, or as things stood on its last day."""
    rows = whole(figures.history(declaration, "quarter"))
    pattern = declaration.pattern if wording.at_a_day(declaration) else "events"
    return Series(replace(declaration, window="quarter", pattern=pattern), rows, None, None)


def by_three_months(declaration: Declaration, figures: Figures) -> Series:
    """The series by stretches of three months that end with the report's period: quarters, or in a
    month that ends none such stretches of its own, where the report's settings ask for them."""
    of_quarter = figures.end == Period.containing("quarter", figures.end).end
    kind = "quarter" if of_quarter else "R3M"
    rows = whole(figures.history(declaration, kind))
    pattern = declaration.pattern if wording.at_a_day(declaration) else "events"
    return Series(replace(declaration, window=kind, pattern=pattern), rows, None, None)


def whole(rows: list[Figure]) -> list[Figure]:
    """The figures of windows that are not cut short, from the first that has a value."""
    kept = [row for row in rows if is_whole(row)]
    first = next((n for n, row in enumerate(kept) if row.value is not None), len(kept))
    return kept[first:]


def _kind(declaration: Declaration, figures: Figures) -> str:
    """Months, unless so few cases lie behind a usual one that chance would draw the line."""
    if declaration.window in LONG:
        return "quarter"
    share = declaration.kind in ("percentage", "mean", "median")
    rests_on: Callable[[Figure], float | None] = (
        (lambda row: row.denominator) if share else (lambda row: row.numerator)
    )
    behind = [n for row in figures.history(declaration, "month") if (n := rests_on(row))]
    least = sentences.SMALL_DENOMINATOR if share else sentences.SMALL_COUNT
    return "month" if behind and median(behind) >= least else "quarter"
