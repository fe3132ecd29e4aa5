"""The trend chart of a page: months, quarters, weeks or days, with target, limits and signals."""

from dataclasses import replace
from datetime import date
from functools import partial

from litmus.base import numbers
from litmus.report import history, wording
from litmus.report.book import signals
from litmus.report.book.series import Series
from litmus.report.bundle import NoticeCell, Shown, Text
from litmus.report.cells import nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.line import (
    ChartLine,
    ChartPictures,
    ChartPoint,
    ChartStep,
    ControlLimits,
)
from litmus.report.feed import PROVISIONAL, Declaration, Figure

CROWDED = 14  # more points than can each have a tick of their own


def trend(
    series: Series, headline: Figure, title: str = "", pictures: ChartPictures | None = None
) -> Shown:
    """The chart, whose pictures may be drawn already; a notice where there is nothing to draw, and
    a sentence where there is one value.

    `title` says what became of the figure; else the chart is called by the time that it covers.
    """
    rows, declaration = series.rows, series.declaration
    if not rows:
        return NoticeCell("There are no figures by month or quarter to draw.")
    if said := history.alone(declaration, rows):
        return Text(said)
    drawn = line(series, headline)
    over, caption = f"By {series.kind}, {_from_to(rows)}.", _caption(series, drawn.scale()[0])
    compared = replace(rows[-1], benchmark=drawn.benchmark, benchmark_label=drawn.benchmark_label)
    return make_chart(
        drawn,
        title=f"{title}." if title else over,
        alt=" ".join(
            [
                history.alternative(declaration, [*rows[:-1], compared], title),
                *_signal_sentences(series),
            ]
        ),
        caption=f"{over} {caption}" if title else caption,
        columns=("Covers", "Value", "Number", "Out of", "Target", "Signal"),
        rows=[
            [*history.row(declaration, row), signal or nothing("none")]
            for row, signal in zip(rows, marks(series), strict=True)
        ],
        pictures=pictures,
    )


def line(series: Series, headline: Figure) -> ChartLine:
    """What the chart draws; `series` has rows."""
    declaration, found = series.declaration, limits(series)
    holds = bool(found and series.chart and series.chart.mean is not None)  # at the end
    return ChartLine(
        points=_points(series),
        printed=partial(_printed, declaration),
        unit=wording.axis(series.declaration, series.kind),
        benchmark=headline.benchmark,
        benchmark_label=headline.benchmark_label or "Comparison",
        ceiling=100.0 if declaration.kind == "percentage" else None,
        whole=declaration.kind == "count",
        control=found[-1] if holds else None,
        earlier=found[:-1] if holds else found,
        steps=_steps(series),
    )


def limits(series: Series) -> list[ControlLimits]:
    """The lines of the control chart, of each stretch that has some; a limit that no value can
    pass is left out."""
    ceiling = 100.0 if series.declaration.kind == "percentage" else None
    places = [point.place for point in history.points(series.declaration, series.rows)]
    return [
        ControlLimits(
            band.mean,
            band.lower if band.lower > 0 else None,
            band.upper if ceiling is None or band.upper < ceiling else None,
            places[band.first],
            places[band.end - 1],
        )
        for band in (series.chart.bands if series.chart else ())
        if band.mean is not None and band.lower is not None and band.upper is not None
    ]


def marks(series: Series) -> list[str]:
    """The latest signal at each of the points that make it, "" at all others."""
    signal = series.chart.last_signal if series.chart else None
    places = signal.places if signal else ()
    return [signal.name if signal and n in places else "" for n in range(len(series.rows))]


def _printed(declaration: Declaration, level: float) -> str:
    """A value as a chart prints it: the average of counts is whole, as they are."""
    if declaration.kind == "count":
        return numbers.whole(level)
    return wording.value(declaration, level)


def _steps(series: Series) -> list[ChartStep]:
    """The dated steps that people declared, as lines of the chart."""
    places = [point.place for point in history.points(series.declaration, series.rows)]
    return [ChartStep(places[place], step.label) for place, step in series.declared]


def _points(series: Series) -> list[ChartPoint]:
    points = history.points(series.declaration, series.rows)
    found = []
    for point, row, signal in zip(points, series.rows, marks(series), strict=True):
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


def _signal_sentences(series: Series) -> list[str]:
    """What the alternative text says of the control chart."""
    found = limits(series)
    if not found:
        return signals.steps(series)
    printed = [_printed(series.declaration, level) for level in found[-1].values]
    signal = series.chart.last_signal if series.chart else None
    which = f"Latest signal: {signals.name_of(signal, series)}." if signal else "No signal."
    lines = f"Average and control limits: {numbers.join(printed)}."
    return [*signals.steps(series), lines, which]


def _caption(series: Series, bottom: float) -> str:
    said = [_each(series.declaration, series.kind)]
    if limits(series):
        said.append("Grey: average and limits of the usual ups and downs.")
        if any(marks(series)):
            said.append("Diamonds: the latest signal.")
        said += [step for step in signals.steps(series) if step.startswith("Limits")]
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
