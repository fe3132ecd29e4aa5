"""The trend chart of a page: months, quarters, weeks or days, with target, limits and signals."""

from dataclasses import replace
from datetime import date
from functools import partial

from litmus.base import numbers
from litmus.report import history, wording
from litmus.report.book.series import Series
from litmus.report.bundle import NoticeCell, Shown
from litmus.report.cells import nothing
from litmus.report.charts.charts import line_chart
from litmus.report.charts.line import ChartLine, ChartPictures, ChartPoint, ControlLimits
from litmus.report.feed import PROVISIONAL, Declaration, Figure

MANY = 4  # more signals than a sentence can name
CROWDED = 14  # more points than can each have a tick of their own


def trend(series: Series, headline: Figure, pictures: ChartPictures | None = None) -> Shown:
    """The chart, whose pictures may be drawn already; a notice where there is nothing to draw."""
    rows, declaration = series.rows, series.declaration
    if not rows:
        return NoticeCell("There are no figures by month or quarter to draw.")
    drawn = line(series, headline)
    compared = replace(rows[-1], benchmark=drawn.benchmark, benchmark_label=drawn.benchmark_label)
    return line_chart(
        drawn,
        title=f"By {series.kind}, {_from_to(rows)}.",
        alt=" ".join(
            [history.alternative(declaration, [*rows[:-1], compared]), *_signal_sentences(series)]
        ),
        caption=_caption(series, drawn.control, drawn.scale()[0]),
        columns=("Covers", "Value", "Number", "Out of", "Target", "Signal"),
        rows=[
            [*history.row(declaration, row), signal or nothing("none")]
            for row, signal in zip(rows, signals(series), strict=True)
        ],
        pictures=pictures,
    )


def line(series: Series, headline: Figure) -> ChartLine:
    """What the chart draws; `series` has rows."""
    declaration = series.declaration
    return ChartLine(
        points=_points(series),
        printed=partial(wording.value, declaration),
        unit=_unit(series),
        benchmark=headline.benchmark,
        benchmark_label=headline.benchmark_label or "Comparison",
        ceiling=100.0 if declaration.kind == "percentage" else None,
        whole=declaration.kind == "count",
        control=limits(series),
    )


def limits(series: Series) -> ControlLimits | None:
    """The lines of the control chart; a limit that no value can pass is left out."""
    chart = series.chart
    if chart is None or chart.mean is None or chart.lower is None or chart.upper is None:
        return None
    ceiling = 100.0 if series.declaration.kind == "percentage" else None
    return ControlLimits(
        chart.mean,
        chart.lower if chart.lower > 0 else None,
        chart.upper if ceiling is None or chart.upper < ceiling else None,
    )


def signals(series: Series) -> list[str]:
    """The strongest signal of each point, "" where there is none."""
    if series.chart is None:
        return [""] * len(series.rows)
    return [names[0] if names else "" for names in series.chart.signals]


def _points(series: Series) -> list[ChartPoint]:
    points = history.points(series.declaration, series.rows)
    found = []
    for point, row, signal in zip(points, series.rows, signals(series), strict=True):
        few = len(points) < CROWDED or series.kind in history.BY_DAY  # whose ticks are sparse
        tick = point.tick if few else _sparse(series.kind, row.window_end)
        found.append(replace(point, tick=tick, signal=bool(signal)))
    return found


def _sparse(kind: str, end: date) -> str:
    """A tick for every third month or every second quarter, the others none."""
    named = end.month % (3 if kind == "month" else 6) == (0 if kind == "month" else 3)
    return f"{end:%b}\n{end.year}" if named else ""


def _from_to(rows: list[Figure]) -> str:
    first, last = (history.window_name(row.window, row.window_end) for row in (rows[0], rows[-1]))
    return first if first == last else f"{first} to {last}"


def _unit(series: Series) -> str:
    declaration = series.declaration
    if declaration.kind != "rate":
        return ""
    at_a_day = wording.at_a_day(declaration)
    return "Per 10,000 children" if at_a_day else "Per 10,000 children, as if for a year"


def _signal_sentences(series: Series) -> list[str]:
    """What the alternative text says of the control chart."""
    control = limits(series)
    if control is None:
        return []
    printed = [wording.value(series.declaration, level) for level in control.values]
    found = [
        history.window_name(row.window, row.window_end)
        for row, signal in zip(series.rows, signals(series), strict=True)
        if signal
    ]
    which = f"Signals at {numbers.join(found)}." if found else "No signals."
    if len(found) > MANY:
        which = f"Signals at {len(found)} points, the last at {found[-1]}."
    return [f"Average and control limits: {numbers.join(printed)}.", which]


def _caption(series: Series, control: ControlLimits | None, bottom: float) -> str:
    said = [_each(series.declaration, series.kind)]
    if control:
        said.append("Grey: the average and the limits of the usual ups and downs.")
        if any(signals(series)):
            said.append("Diamonds: signals of something unusual.")
    elif series.chart is not None:
        said.append("Too few points for control limits.")
    else:
        said.append("No control limits: most cases are the same from one point to the next.")
    if bottom > 0:
        said.append("The scale does not start at zero.")
    if any(row.status == PROVISIONAL for row in series.rows):
        said.append("Hollow: provisional.")
    return " ".join(said)


def _each(declaration: Declaration, kind: str) -> str:
    if wording.at_a_day(declaration):
        return f"Each point is the position at the end of a {kind}."
    return f"Each point covers one {kind}."
