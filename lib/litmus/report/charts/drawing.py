"""Drawing one line over time, with its target and a comparison.

Lines are told apart by their dashes and named at their ends, not by colour or a legend.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.report.charts import theme
from litmus.report.charts.ahead import draw_agreed, draw_ahead
from litmus.report.charts.beside import label_value
from litmus.report.charts.labels import name_ends
from litmus.report.charts.line import ChartLine, ChartPoint, ControlLimits
from litmus.report.charts.theme import SMALL, WIDE, Frame
from litmus.report.charts.ticks import shown_ticks

TALL = {WIDE: 136.0, SMALL: 230.0}
LEFT = {WIDE: 42.0, SMALL: 50.0}
RIGHT = {WIDE: 108.0, SMALL: 104.0}
CROWDED = 18  # from so many points on, they are drawn smaller


def draw(line: ChartLine, frame: Frame) -> str:
    """The picture of a line, as SVG: the same whatever theme an analyst's own cell has set."""
    with theme.theme():
        canvas = theme.canvas(frame, TALL[frame])
        unit = frame.line if line.unit or line.steps else 0
        sides = (LEFT[frame], RIGHT[frame], 2.4 * frame.line + 6, 8 + unit)
        paint(theme.area(canvas, *sides), line, frame)
        return theme.finish(canvas)


def paint(axes: Axes, line: ChartLine, frame: Frame) -> None:
    """Draw the line and what belongs to it on the axes."""
    _frame(axes, line, frame)
    _band(axes, line)
    _control(axes, line)
    _levels(axes, line, [p.target for p in line.points], theme.CONCERN, theme.DASHED)
    _levels(axes, line, line.benchmarks, theme.QUIET, theme.DOTTED)
    _steps(axes, line, frame)
    draw_agreed(axes, line)
    draw_ahead(axes, line)
    _values(axes, line)
    for point in _named(line):
        label_value(axes, line, point, frame)
    _gaps(axes, line, frame)
    name_ends(axes, line, frame, RIGHT[frame])


def _frame(axes: Axes, line: ChartLine, frame: Frame) -> None:
    """Axes, ticks and grid, with as little ink as will do."""
    places = [point.place for point in line.every_point]
    axes.set_xlim(places[0] - line.step / 2, places[-1] + line.step / 2)
    axes.set_ylim(*line.scale())
    shown = shown_ticks(line, axes.bbox.width, frame.text)
    axes.set_xticks([place for place, _ in shown], [tick for _, tick in shown])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=line.whole, steps=[1, 2, 2.5, 5, 10]))
    suffix = "%" if line.ceiling else ""
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}{suffix}"))
    axes.tick_params(labelsize=frame.text)
    axes.tick_params(axis="x", length=3, color=theme.LIMIT)
    axes.grid(axis="y", color=theme.GRID, linewidth=0.7, clip_on=False)
    if line.unit:
        spot = {"transform": axes.transAxes, "va": "bottom", "fontsize": frame.text}
        theme.say(axes, 0, 1 + 6 / axes.bbox.height, line.unit, theme.QUIET, **spot)


def _band(axes: Axes, line: ChartLine) -> None:
    """The interval of each value."""
    known = [p for p in line.points if p.lower is not None and p.upper is not None]
    if known:
        places = [p.place for p in known]
        lower, upper = [p.lower or 0 for p in known], [p.upper or 0 for p in known]
        look: dict[str, Any] = {"color": theme.STEP, "linewidth": 0, "zorder": 1, "clip_on": False}
        axes.fill_between(places, lower, upper, **look)


def _control(axes: Axes, line: ChartLine) -> None:
    """The mean and the limits of the usual ups and downs, each while it holds."""
    for limits in line.limits:
        ends = _reach(axes, line, limits)
        for level in limits.values:
            dashes = "-" if level == limits.mean else theme.DASH_DOTTED
            look: dict[str, Any] = {
                "color": theme.LIMIT,
                "linewidth": 0.9,
                "zorder": 1.5,
                "clip_on": False,
            }
            axes.plot(ends, [level] * 2, linestyle=dashes, **look)


def _reach(axes: Axes, line: ChartLine, limits: ControlLimits) -> list[float]:
    low, high = axes.get_xlim()
    half = line.step / 2
    return [
        low if limits.first is None else limits.first - half,
        high if limits.last is None else limits.last + half,
    ]


def _levels(
    axes: Axes, line: ChartLine, levels: Iterable[float | None], colour: str, dashes: object
) -> None:
    """A target or a comparison, which may step from one year to the next."""
    half = line.step / 2
    pairs = zip(line.points, levels, strict=True)
    look: dict[str, Any] = {
        "color": colour,
        "linewidth": 1.5,
        "linestyle": dashes,
        "clip_on": False,
    }
    for level, same in groupby(pairs, key=lambda pair: pair[1]):
        if level is not None:
            places = [point.place for point, _ in same]
            axes.plot([places[0] - half, places[-1] + half], [level] * 2, zorder=2, **look)


def _steps(axes: Axes, line: ChartLine, frame: Frame) -> None:
    """What happened on the way, as an upright line with its name above."""
    low, high = axes.get_ylim()
    for step in line.steps:
        place = step.place - line.step / 2
        look: dict[str, Any] = {
            "color": theme.LIMIT,
            "linewidth": 0.9,
            "clip_on": False,
            "zorder": 1.6,
        }
        axes.plot([place] * 2, [low, high], **look)
        left = place > sum(axes.get_xlim()) / 2
        room = abs(axes.transData.transform((place, 0))[0] - axes.bbox.x0)
        room = room if left else axes.bbox.width - room
        text = theme.wrap(step.name, frame.text, room, 1)
        spot = {"va": "bottom", "ha": "right" if left else "left", "fontsize": frame.text}
        away = 4 * (high - low) / axes.bbox.height
        theme.say(axes, place, high + away, text, theme.QUIET, **spot)


def _values(axes: Axes, line: ChartLine) -> None:
    for run in line.runs():
        places, values = [p.place for p in run], [p.value or 0 for p in run]
        axes.plot(places, values, color=theme.VALUE, linewidth=2, zorder=3, clip_on=False)
    for look, points in _looks(line).items():
        hollow, signal = look
        axes.plot(
            [point.place for point in points],
            [point.value or 0 for point in points],
            linestyle="none",
            marker="D" if signal else "o",
            markersize=6 if signal else 4.6 if len(line.points) < CROWDED else 3.4,
            markerfacecolor=theme.PAPER if hollow else theme.VALUE,
            markeredgecolor=theme.VALUE,
            markeredgewidth=1.4,
            zorder=4,
            clip_on=False,
        )


def _looks(line: ChartLine) -> dict[tuple[bool, bool], list[ChartPoint]]:
    """The points by how they are drawn: hollow or not, signal or not."""
    found: dict[tuple[bool, bool], list[ChartPoint]] = {}
    for point in line.values:
        found.setdefault((point.hollow, point.signal), []).append(point)
    return found


def _named(line: ChartLine) -> Sequence[ChartPoint]:
    """The first and the last value; that of the last window is named at the line's end, unless a
    forecast goes on from there."""
    ends = (line.values[0], line.values[-1])
    at_end = None if line.ahead else line.points[-1]
    return [p for n, p in enumerate(ends) if p is not at_end and p not in ends[:n]]


def _gaps(axes: Axes, line: ChartLine, frame: Frame) -> None:
    """Say where a stretch without points has no figures."""
    low, high = axes.get_ylim()
    size = 0.85 * frame.text
    for before, after in line.gaps():
        wide = (after - before) * axes.bbox.width / (axes.get_xlim()[1] - axes.get_xlim()[0])
        text = "no figures" if after - before > 2 * line.step else "no figure"
        if theme.breadth(text, size) > wide:
            text = text.replace(" ", "\n")
        spot = (before + after) / 2, low + 0.03 * (high - low)
        theme.say(axes, *spot, text, theme.QUIET, ha="center", va="bottom", fontsize=size)
