"""Drawing a funnel plot: a dot a group, the limits of chance as curves round all together.

What lies outside has another shape and its name, so that it is told without colour.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.figures.statistics.funnel import SIGMA_3
from litmus.report.charts import theme
from litmus.report.charts.funnels import LEVELS, FunnelDot, FunnelPlot
from litmus.report.charts.theme import SMALL, WIDE, Frame

TALL = {WIDE: 200.0, SMALL: 280.0}
LEFT = {WIDE: 42.0, SMALL: 50.0}
RIGHT = {WIDE: 108.0, SMALL: 96.0}
AWAY = 7.0  # points between a dot and its name
NAMES = {LEVELS[0]: "95 of 100", LEVELS[1]: "998 of 1,000"}


class Box(NamedTuple):
    """A place in the picture, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: "Box") -> bool:
        """Whether two places have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


def draw(plot: FunnelPlot, frame: Frame) -> str:
    """The picture of a funnel plot, as SVG: the same whatever theme an analyst's own cell has
    set."""
    with theme.theme():
        canvas = theme.canvas(frame, TALL[frame])
        sides = (LEFT[frame], RIGHT[frame], 2.6 * frame.line + 6, 8.0)
        paint(theme.area(canvas, *sides), plot, frame)
        return theme.finish(canvas)


def paint(axes: Axes, plot: FunnelPlot, frame: Frame) -> None:
    """Draw the curves, the groups and their names on the axes."""
    _frame(axes, plot, frame)
    _curves(axes, plot, frame)
    for dot in plot.dots:
        _dot(axes, dot)
    _names(axes, plot.dots, frame)


def _frame(axes: Axes, plot: FunnelPlot, frame: Frame) -> None:
    axes.set_xlim(*plot.reach())
    low, high = plot.scale()
    room = AWAY + 6 + 1.15 * frame.text  # for a name above or below
    name = (high - low) * room / (axes.bbox.height - 2 * room)
    axes.set_ylim(low - name, high + name)
    axes.xaxis.set_major_locator(MaxNLocator(5 if frame is WIDE else 3, integer=True))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
    axes.yaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}%"))
    axes.tick_params(labelsize=frame.text)
    axes.grid(axis="y", color=theme.GRID, linewidth=0.7, clip_on=False)
    below: Any = {"transform": axes.transAxes, "ha": "left", "va": "top", "fontsize": frame.text}
    theme.say(axes, 0, -1.55 * frame.line / axes.bbox.height, plot.cases, theme.QUIET, **below)


def _curves(axes: Axes, plot: FunnelPlot, frame: Frame) -> None:
    """All together, and the limits of chance, each named at its right end."""
    look: Any = {"color": theme.LIMIT, "linewidth": 1.1, "zorder": 2, "clip_on": False}
    axes.plot(plot.reach(), [plot.centre] * 2, linestyle="-", **look)
    ends = [(plot.centre, f"All together {plot.printed(plot.centre)}")]
    for level in LEVELS:
        cases, low, high = zip(*plot.curve(level), strict=True)
        dashes = theme.DASHED if level == SIGMA_3 else theme.DOTTED
        for side in (low, high):
            axes.plot(cases, side, linestyle=dashes, **look)
        ends += [(high[-1], NAMES[level])]
    _at_the_end(axes, sorted(ends), frame)


def _at_the_end(axes: Axes, ends: Sequence[tuple[float, str]], frame: Frame) -> None:
    """Names right of the axes, the lowest first, none upon the one below."""
    low, high = axes.get_ylim()
    room, floor = RIGHT[frame] - AWAY, -frame.line
    for level, name in ends:
        text = theme.wrap(name, frame.text, room, 2)
        tall = (text.count("\n") + 1) * frame.line
        middle = max((level - low) / (high - low) * axes.bbox.height, floor + tall / 2)
        floor = middle + tall / 2
        spot = 1 + AWAY / axes.bbox.width, middle / axes.bbox.height
        look: Any = {"transform": axes.transAxes, "ha": "left", "fontsize": frame.text}
        theme.say(axes, *spot, text, theme.QUIET, linespacing=0.95, **look)


def _dot(axes: Axes, dot: FunnelDot) -> None:
    axes.plot(
        [dot.cases],
        [dot.value],
        marker="D" if dot.apart else "o",
        markersize=7 if dot.is_named else 5.5,
        color=theme.CONCERN if dot.apart else theme.VALUE if dot.is_ours else theme.NEIGHBOUR,
        markeredgecolor=theme.PAPER,
        markeredgewidth=0.8,
        linestyle="none",
        zorder=4 if dot.is_named else 3,
        clip_on=False,
    )


def _names(axes: Axes, dots: Sequence[FunnelDot], frame: Frame) -> None:
    """The names of ours and of those outside: beside their dots where there is room."""
    taken = [_around(axes, dot, 4 if dot.is_named else 2.5) for dot in dots]
    for dot in sorted(dots, key=lambda each: (not each.is_ours, -each.value)):
        if not dot.is_named:
            continue
        text = theme.wrap(dot.name, frame.text, 0.75 * axes.bbox.width, 1)
        places = list(_places(axes, dot, theme.breadth(text, frame.text, dot.is_ours), frame))
        inside = [p for p in places if _is_within(axes, p)]
        free = [p for p in inside if not any(p.touches(each) for each in taken)]
        box = (free or inside or places)[0]
        taken.append(box)
        look: Any = {"transform": axes.transAxes, "ha": "left", "fontsize": frame.text}
        look |= {"fontweight": "bold" if dot.is_ours else "normal"}
        spot = box.left / axes.bbox.width, (box.bottom + box.top) / 2 / axes.bbox.height
        theme.say(axes, *spot, text, theme.INK, **look)


def _around(axes: Axes, dot: FunnelDot, half: float) -> Box:
    """A square round a dot, in points from the lower left corner of the axes."""
    across, up = axes.transData.transform((dot.cases, dot.value))
    x, y = across - axes.bbox.x0, up - axes.bbox.y0
    return Box(x - half, y - half, x + half, y + half)


def _places(axes: Axes, dot: FunnelDot, wide: float, frame: Frame) -> Iterator[Box]:
    """Where its name may stand: right, left, above, below."""
    x, y, *_ = _around(axes, dot, 0)
    tall = frame.text * 1.15
    yield Box(x + AWAY, y - tall / 2, x + AWAY + wide, y + tall / 2)
    yield Box(x - AWAY - wide, y - tall / 2, x - AWAY, y + tall / 2)
    left = min(max(x - wide / 2, 2), axes.bbox.width - wide - 2)
    for low in (y + AWAY, y - AWAY - tall):
        yield Box(left, low, left + wide, low + tall)


def _is_within(axes: Axes, box: Box) -> bool:
    across = box.left >= 0 and box.right <= axes.bbox.width
    return across and box.bottom >= 0 and box.top <= axes.bbox.height
