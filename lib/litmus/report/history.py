"""An indicator over time: its chart, the alternative text and the data behind it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise

from litmus.base import letters, numbers
from litmus.base.periods import month_end
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.cells import Cell, Value, amount, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.line import ChartLine, ChartPoint
from litmus.report.feed import PROVISIONAL, Amount, Declaration, Figure
from litmus.report.lookup import Figures, without_cut

MONTHS = 12
WEEK = 7
MOST_TICKS = 7  # of weeks or days, whose names are longer than those of months
# Windows that are named by their last day, be it the end of a month or not.
BY_DAY = ("day", "week")


def history(declaration: Declaration, figures: Figures, title: str = "") -> Shown:
    """The indicator's line over time with its target; a notice where there is nothing to draw, and
    a sentence where there is one value, of which a line would say less.

    `title` says what the line shows, where that is known.
    """
    rows = without_cut(figures.history(declaration))
    if not any(figure.value is not None for figure in rows):
        return NoticeCell("There are no figures to draw.")
    rows = in_a_row(rows)
    if said := alone(declaration, rows):
        return Text(said)
    headline = figures.headline(declaration)
    line = ChartLine(
        points=points(declaration, rows),
        printed=partial(wording.value, declaration),
        unit=wording.axis(declaration, declaration.window),
        benchmark=headline.benchmark,
        benchmark_label=headline.benchmark_label or "Comparison",
        ceiling=100.0 if declaration.kind == "percentage" else None,
        whole=declaration.kind == "count",
    )
    return make_chart(
        line,
        title=title or f"{declaration.name}, {from_to(declaration, rows)}",
        alt=alternative(declaration, rows, title),
        caption=(f"{declaration.name}, {from_to(declaration, rows)}. " if title else "")
        + _caption(declaration, rows, line.scale()[0]),
        columns=("Covers", "Value", "Number", "Out of", "Target"),
        rows=[row(declaration, figure) for figure in rows],
    )


def alone(declaration: Declaration, rows: list[Figure]) -> str:
    """What is said in place of a line where there are not two values; "" where there are."""
    known = [figure for figure in rows if figure.value is not None]
    if len(known) > 1:
        return ""
    if not known:
        return "No line is drawn: the latest weeks or days have no figure."
    return f"No line is drawn: there is one figure alone, {_value_text(declaration, known[0])}."


def alternative(declaration: Declaration, rows: list[Figure], message: str = "") -> str:
    """What the chart shows, for readers who cannot see it: the message first, then the figures."""
    known = [figure for figure in rows if figure.value is not None]
    first, last = known[0], known[-1]
    said = [f"{message}."] if message else []
    said.append(f"Line chart of {declaration.name}, {from_to(declaration, rows)}.")
    low = min(known, key=_value)
    high = max(known, key=_value)
    said.append(f"From {_value_text(declaration, first)} to {_value_text(declaration, last)}.")
    said.append(
        f"Lowest {_value_text(declaration, low)}, highest {_value_text(declaration, high)}."
        if _value(low) < _value(high)
        else "The value does not change."
    )
    if gaps := [f for f in rows if f.value is None]:
        said.append(f"No figure for {numbers.join([_end(declaration, f) for f in gaps])}.")
    targets = [wording.value(declaration, f.target) for f in rows if f.target is not None]
    if targets:
        former = [target for target in dict.fromkeys(targets) if target != targets[-1]]
        before = f", earlier {numbers.join(former)}" if former else ""
        said.append(f"Target {targets[-1]}{before}.")
    if (benchmark := rows[-1].benchmark) is not None:
        label = rows[-1].benchmark_label or "Comparison"
        others = [wording.value(declaration, f.benchmark) for f in rows if f.benchmark is not None]
        now = wording.value(declaration, benchmark)
        former = [each for each in dict.fromkeys(others) if each != now]
        before = f", earlier {numbers.join(former)}" if former else ""
        said.append(f"{letters.begin(label)}: {now}{before}.")
    return " ".join(said)


def _value_text(declaration: Declaration, figure: Figure) -> str:
    return f"{wording.value(declaration, _value(figure))} ({_end(declaration, figure)})"


def _value(figure: Figure) -> float:
    assert figure.value is not None
    return figure.value


def from_to(declaration: Declaration, rows: list[Figure]) -> str:
    """The time that a chart covers: "March 2015 to March 2016"."""
    first, last = (_end(declaration, figure) for figure in (rows[0], rows[-1]))
    return first if first == last else f"{first} to {last}"


def _end(declaration: Declaration, figure: Figure) -> str:
    """The point's name: the month, quarter, week or day that its window ends with."""
    if declaration.window == "quarter":
        return f"quarter to {month(figure.window_end)}"
    if declaration.window == "week" and not wording.at_a_day(declaration):
        return f"week to {wording.day(figure.window_end)}"
    if declaration.window in BY_DAY:
        return wording.day(figure.window_end)
    return month(figure.window_end)


def window_name(window: str, day: date) -> str:
    """The month or the day that a window of this kind ends with: "March 2016", "27 March 2016"."""
    return wording.day(day) if window in BY_DAY else month(day)


def month(day: date) -> str:
    return f"{day:%B %Y}" if day == month_end(day) else wording.day(day)


def _caption(declaration: Declaration, rows: list[Figure], bottom: float) -> str:
    each = {
        "R12M": "Each point covers the 12 months that end with that month.",
        "R36M": "Each point covers the three years that end with that month.",
        "FYTD": "Each point covers the financial year up to that month.",
        "quarter": "Each point covers the three months to that month.",
        "month": "Each point covers one month.",
        "week": "Each point covers one week, Monday to Sunday.",
        "day": "Each point covers one day.",
    }
    said, ends = [], _ends_with(rows)
    if wording.at_a_day(declaration):
        said.append(f"Each point is the position at the end of that {ends}.")
    else:
        said.append(each.get(declaration.window, "").replace("that month", f"that {ends}"))
    if wording.is_annualised(declaration, declaration.window):
        said.append("Rates are annualised: as many a year, at the pace of those months.")
    if ends == "month" and (last := rows[-1].window_end) != month_end(last):
        said.append(f"The last point goes up to {wording.day(last)}.")
    if bottom > 0:
        said.append("The scale does not start at zero.")
    if any(figure.status == PROVISIONAL for figure in rows):
        said.append("Hollow points are provisional.")
    return " ".join(said)


def _ends_with(rows: list[Figure]) -> str:
    """What most windows end with, one after the other: "month", "week" or "day"."""
    if rows[-1].window in BY_DAY:
        return rows[-1].window
    days = [figure.window_end for figure in rows]
    steps = sorted((later - earlier).days for earlier, later in pairwise(days))
    usual = steps[len(steps) // 2] if steps else MONTHS
    return "month" if usual > WEEK else "week" if usual == WEEK else "day"


def in_a_row(rows: list[Figure]) -> list[Figure]:
    """Of weeks and days those up to the last without a gap: the one a year ago would be far off."""
    if (ends := _ends_with(rows)) == "month":
        return rows
    first = len(rows) - 1
    while first and _place(rows[first].window_end, ends) == 1 + _place(
        rows[first - 1].window_end, ends
    ):
        first -= 1
    return rows[first:]


def points(declaration: Declaration, rows: list[Figure]) -> list[ChartPoint]:
    """The points of the line, each named by the month, or the day, that it ends with."""
    found: list[ChartPoint] = []
    year, ends = None, _ends_with(rows)
    for figure in rows:
        end = figure.window_end
        whole = ends == "month" and end == month_end(end)
        name = f"{end:%b}" if whole else f"{end.day} {end:%b}"
        if declaration.window == "quarter":
            name = f"{figure.window_start:%b}–{name}"
        tick = name if end.year == year else f"{name}\n{end.year}"
        if ends != "month" and (len(rows) - 1 - len(found)) % -(-len(rows) // MOST_TICKS):
            tick = ""  # so many names of days have no room
        else:
            year = end.year
        hollow = figure.status == PROVISIONAL
        place = _place(end, ends)
        found.append(
            ChartPoint(place, tick, figure.value, figure.target, hollow, benchmark=figure.benchmark)
        )
    return found


def _place(end: date, ends: str) -> int:
    """Where a point stands on the line, in months, weeks or days."""
    if ends == "month":
        return end.year * MONTHS + end.month
    return -(-end.toordinal() // (WEEK if ends == "week" else 1))  # a week ends with its Sunday


def row(declaration: Declaration, figure: Figure) -> list[Cell]:
    """The figure's row in the table behind the chart."""
    printed = partial(wording.value_of_kind, declaration)
    pairs: list[tuple[Amount | None, Callable[[Amount], Value]]] = [
        (figure.value, printed),
        (figure.numerator, amount),
        (figure.denominator, amount),
        (figure.target, printed),
    ]
    cells = [nothing("none") if n is None else as_cell(n) for n, as_cell in pairs]
    return [wording.span(declaration, figure), *cells]
