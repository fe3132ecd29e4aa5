"""Drawing a dot plot: a row a group, with its name on the left and its value on the right.

What stands apart has another shape and a bold name, so that it is told without colour.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.report.charts import theme
from litmus.report.charts.dots import Dot, DotPlot
from litmus.report.charts.theme import SMALL, WIDE, Frame

RIGHT = {WIDE: 112.0, SMALL: 96.0}
ROW = {WIDE: 17.0, SMALL: 40.0}
TWO_LINES = 24.0  # a row on a page where a name needs two lines
GAP = 10.0  # points between the axes and what is beside them
NAMES = theme.RowNames({WIDE: 150.0, SMALL: 118.0}, {WIDE: 2, SMALL: 2}, GAP)


def draw(plot: DotPlot, frame: Frame) -> str:
    """The picture of a dot plot, as SVG: the same whatever theme an analyst's own cell has set."""
    with theme.theme():
        named = any(level is not None for level in (plot.target, plot.others))
        top, bottom = 4 + (frame.line if named else 0), frame.line + 6
        tall = top + bottom + _row(plot, frame) * len(plot.dots)
        left = NAMES.room((dot.name for dot in plot.dots), frame, bold=True)
        sides = (left, RIGHT[frame], bottom, top)
        canvas = theme.canvas(frame, tall)
        paint(theme.area(canvas, *sides), plot, frame)
        return theme.finish(canvas)


def paint(axes: Axes, plot: DotPlot, frame: Frame) -> None:
    """Draw the groups and the lines across them on the axes."""
    _frame(axes, plot, frame)
    _lines(axes, plot, frame)
    for place, dot in enumerate(plot.dots):
        _dot(axes, dot, place)
        _name(axes, plot, dot, place, frame)


def _row(plot: DotPlot, frame: Frame) -> float:
    """The height of a row."""
    two = any("\n" in NAMES.wrapped(dot.name, frame) for dot in plot.dots)
    return max(ROW[frame], TWO_LINES) if two else ROW[frame]


def _frame(axes: Axes, plot: DotPlot, frame: Frame) -> None:
    axes.set_xlim(*plot.scale())
    axes.set_ylim(len(plot.dots) - 0.5, -0.5)
    axes.set_yticks([])
    suffix = "%" if plot.ceiling else ""
    axes.xaxis.set_major_locator(MaxNLocator(5 if frame is WIDE else 3, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}{suffix}"))
    axes.tick_params(labelsize=frame.text)
    axes.grid(axis="x", color=theme.GRID, linewidth=0.7, clip_on=False)


def _lines(axes: Axes, plot: DotPlot, frame: Frame) -> None:
    """The target and the others' value, each named above, the lower one to the left of its line."""
    levels: dict[str, float | None] = {"Target": plot.target, "Others": plot.others}
    known = sorted((level, name) for name, level in levels.items() if level is not None)
    for place, (level, name) in enumerate(known):
        colour = theme.CONCERN if name == "Target" else theme.QUIET
        dashes = theme.DASHED if name == "Target" else theme.DOTTED
        ends = [-0.5, len(plot.dots) - 0.5]
        look: Any = {"linewidth": 1.5, "linestyle": dashes, "zorder": 2, "clip_on": False}
        axes.plot([level] * 2, ends, color=colour, **look)
        text = f"{name} {plot.printed(level)}"
        wide = theme.breadth(text, frame.text)
        # Two names stand on either side of their lines, which may be one.
        away = -3.0 if len(known) == 1 else 3.0 if place else -wide - 3
        _above(axes, level, text, colour, away, frame)


def _above(axes: Axes, level: float, text: str, colour: str, away: float, frame: Frame) -> None:
    """A name above its line, beginning so far from it; kept within the picture."""
    wide = theme.breadth(text, frame.text)
    x = axes.transData.transform((level, 0))[0] + away
    x = min(max(x, 1), frame.width - wide - 1)
    spot = ((x - axes.bbox.x0) / axes.bbox.width, 1 + 2 / axes.bbox.height)
    look: Any = {"transform": axes.transAxes, "va": "bottom", "ha": "left", "fontsize": frame.text}
    theme.say(axes, *spot, text, colour, **look)


def _dot(axes: Axes, dot: Dot, place: int) -> None:
    if dot.lower is not None and dot.upper is not None:
        look: Any = {"color": theme.INTERVAL, "linewidth": 4, "zorder": 3, "clip_on": False}
        axes.plot([dot.lower, dot.upper], [place] * 2, solid_capstyle="butt", **look)
    axes.plot(
        [dot.value],
        [place],
        marker="D" if dot.apart else "o",
        markersize=7 if dot.apart else 7.5,
        color=theme.CONCERN if dot.apart else theme.VALUE,
        markeredgecolor=theme.PAPER,
        markeredgewidth=0.8,
        linestyle="none",
        zorder=4,
        clip_on=False,
    )


def _name(axes: Axes, plot: DotPlot, dot: Dot, place: int, frame: Frame) -> None:
    """The name on the left; the value on the right, and what it rests on beside or below it."""
    wide, size = axes.bbox.width, {"fontsize": frame.text}
    across = {"transform": axes.get_yaxis_transform(), "bbox": None, **size}
    NAMES.write(axes, dot.name, place, frame, "bold" if dot.apart else "normal")
    value = plot.printed(dot.value)
    below = dot.basis if frame is SMALL else ""
    lift = 0.2 if below else 0
    spot = 1 + GAP / wide
    bold = {**across, "ha": "left", "fontweight": "bold"}
    theme.say(axes, spot, place - lift, value, theme.INK, **bold)
    if dot.basis:
        least = 30 if frame is WIDE else 0  # so that most stand below one another
        away = max(theme.breadth(value, frame.text, True), least) + 5 if not below else 0
        text = theme.wrap(dot.basis, frame.text, RIGHT[frame] - GAP - away, 1)
        beside = {**across, "ha": "left"}
        theme.say(axes, spot + away / wide, place + 1.2 * lift, text, theme.QUIET, **beside)
