"""Drawing one line over time, with its target and a comparison.

Lines are told apart by their dashes and named at their ends, not by colour or a legend. The same
data give the same bytes with the same version of matplotlib.
"""

import io
from contextlib import AbstractContextManager
from itertools import groupby
from typing import Any

from matplotlib import rc_context, rcParams, rcParamsOrig
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.base import tokens
from litmus.report.charts import style, svg
from litmus.report.charts.labels import name_ends
from litmus.report.charts.line import ChartLine, ChartPoint

OURS: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "litmus", "path.simplify": False}
# How matplotlib draws, as it was when it started.
USUAL = {name: value for name, value in rcParamsOrig.items() if not name.startswith("backend")}
CROWDED = 18  # from so many points on, they are drawn smaller


def draw(line: ChartLine) -> bytes:
    """The picture of a line, as SVG: the same whatever theme an analyst's own cell has set."""
    with as_usual():
        return _draw(line)


def as_usual() -> AbstractContextManager[None]:
    """Within it, matplotlib draws as it was when it started, with text that stays text."""
    style.add_fonts()
    changed = {name: usual for name, usual in USUAL.items() if rcParams[name] != usual}
    return rc_context({**changed, **OURS})


def encode(canvas: Canvas) -> bytes:
    """A canvas as SVG, its text as text; the same canvas gives the same bytes."""
    buffer = io.BytesIO()
    canvas.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return svg.tidy(buffer.getvalue().decode(), tokens.families()).encode()


def _draw(line: ChartLine) -> bytes:
    canvas = Canvas(figsize=style.SIZE, dpi=style.DPI, facecolor=style.PAPER)
    FigureCanvasSVG(canvas)
    axes = canvas.add_axes(style.AREA, facecolor="none")
    _frame(axes, line)
    _control(axes, line)
    _targets(axes, line)
    _values(axes, line)
    _gaps(axes, line)
    _steps(axes, line)
    name_ends(axes, line)
    return encode(canvas)


def _frame(axes: Axes, line: ChartLine) -> None:
    """Axes, ticks and grid, with as little ink as will do."""
    places = [point.place for point in line.points]
    left = 0.75 if len(places) > 2 else 0.5  # room for the first value's label
    axes.set_xlim(places[0] - left * line.step, places[-1] + line.step / 2)
    axes.set_ylim(*line.scale())
    axes.set_xticks(places, [_two_lines(point.tick) for point in line.points])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=line.whole, steps=[1, 2, 2.5, 5, 10]))
    suffix = "%" if line.ceiling else ""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}{suffix}"))
    axes.tick_params(
        length=0, labelsize=style.TEXT, labelcolor=style.INK, labelfontfamily=style.FONT
    )
    axes.tick_params(axis="x", length=3, color=style.QUIET)
    axes.grid(axis="y", color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(style.QUIET)
    if line.unit:
        style.say(axes, 0, 1.04, line.unit, style.QUIET, transform=axes.transAxes, va="bottom")


def _two_lines(tick: str) -> str:
    """All labels have two lines, so that all stand at the same height."""
    return tick if "\n" in tick else f"{tick}\n "


def _control(axes: Axes, line: ChartLine) -> None:
    """The mean and the limits of the usual ups and downs, each as long as it holds."""
    half, (left, right) = line.step / 2, axes.get_xlim()
    for limits in line.limits:
        ends = (
            left if limits.first in (None, line.points[0].place) else (limits.first or 0) - half,
            right if limits.last is None else limits.last + half,
        )
        for level in limits.values:
            dashes = "-" if level == limits.mean else style.DASH_DOTTED
            axes.plot(
                ends, [level] * 2, color=style.QUIET, linewidth=0.9, linestyle=dashes, zorder=1.5
            )


def _steps(axes: Axes, line: ChartLine) -> None:
    """What happened between two points: a line from top to bottom, named above the axes."""
    across = axes.get_xaxis_transform()
    middle = (line.points[0].place + line.points[-1].place) / 2
    for step in line.steps:
        at = step.place - line.step / 2
        axes.axvline(at, color=style.QUIET, linewidth=1.2, zorder=1.8)
        side = "left" if at < middle else "right"
        style.say(axes, at, 1.02, step.name, style.INK, ha=side, va="bottom", transform=across)


def _targets(axes: Axes, line: ChartLine) -> None:
    """The target, which may step from one year to the next, and the comparison."""
    half = line.step / 2
    for level, same in groupby(line.points, key=lambda point: point.target):
        if level is not None:
            places = [point.place for point in same]
            ends = [places[0] - half, places[-1] + half]
            axes.plot(
                ends,
                [level] * 2,
                color=style.TARGET,
                linewidth=1.6,
                linestyle=style.DASHED,
                zorder=2,
            )
    if line.benchmark is not None:
        axes.axhline(
            line.benchmark, color=style.COMPARISON, linewidth=1.6, linestyle=style.DOTTED, zorder=2
        )


def _values(axes: Axes, line: ChartLine) -> None:
    for run in line.runs():
        places, values = [p.place for p in run], [p.value or 0 for p in run]
        axes.plot(places, values, color=style.VALUE, linewidth=2.2, zorder=3, clip_on=False)
    for look, points in _looks(line).items():
        hollow, signal = look
        axes.plot(
            [point.place for point in points],
            [point.value or 0 for point in points],
            linestyle="none",
            marker="D" if signal else "o",
            markersize=6.5 if signal else 5.5 if len(line.points) < CROWDED else 4,
            markerfacecolor=style.PAPER if hollow else style.VALUE,
            markeredgecolor=style.VALUE,
            markeredgewidth=1.6,
            zorder=4,
            clip_on=False,
        )
    for point in {line.values[0], line.values[-1]} - {line.points[-1]}:
        _label(axes, line, point)


def _looks(line: ChartLine) -> dict[tuple[bool, bool], list[ChartPoint]]:
    """The points by how they are drawn: hollow or not, signal or not."""
    found: dict[tuple[bool, bool], list[ChartPoint]] = {}
    for point in line.values:
        found.setdefault((point.hollow, point.signal), []).append(point)
    return found


def _label(axes: Axes, line: ChartLine, point: ChartPoint) -> None:
    """The value above or below its point, on the side where fewer lines are in its way."""
    assert point.value is not None
    value = point.value
    low, high = axes.get_ylim()
    away = 0.11 * (high - low)
    index = line.points.index(point)
    near = [p.value for p in line.points[max(index - 1, 0) : index + 2] if p is not point]
    lines = [v for v in (*near, point.target, line.benchmark) if v is not None]
    lines += [level for limits in line.limits for level in limits.values]

    def crowding(side: int) -> float:
        spot = value + side * away
        outside = 0.0 if low + away / 3 < spot < high - (away / 2 if line.unit else 0) else 9.0
        return outside + sum(max(0.0, 1 - abs(v - spot) / away) for v in lines)

    side = min((1, -1), key=crowding)
    style.say(axes, point.place, value + side * away, line.printed(value), style.VALUE, ha="center")


def _gaps(axes: Axes, line: ChartLine) -> None:
    """Say where a stretch without points has no figures."""
    low, high = axes.get_ylim()
    for before, after in line.gaps():
        text = "no figures" if after - before > 2 * line.step else "no\nfigure"
        spot = (before + after) / 2, low + 0.03 * (high - low)
        style.say(axes, *spot, text, style.QUIET, ha="center", va="bottom", fontsize=7.5)
