"""What lies ahead of a line: the course that was agreed, and a forecast with its interval."""

from typing import Any

from matplotlib.axes import Axes

from litmus.report.charts import theme
from litmus.report.charts.line import ChartLine


def draw_agreed(axes: Axes, line: ChartLine) -> None:
    """The agreed course: straight from one agreed value to the next."""
    if not line.agreed:
        return
    places, values = zip(*line.agreed, strict=True)
    look: dict[str, Any] = {
        "color": theme.CONCERN,
        "linewidth": 1.5,
        "linestyle": theme.DASHED,
        "clip_on": False,
        "zorder": 2,
    }
    axes.plot(places, values, **look)


def draw_ahead(axes: Axes, line: ChartLine) -> None:
    """The forecast, dotted from the last value on, with the range in which it may come to lie."""
    known = [point for point in line.ahead if point.value is not None]
    if not known or not line.values:
        return
    last = line.values[-1]
    points = [last, *known]
    places, values = [p.place for p in points], [p.value or 0.0 for p in points]
    lower = [last.value or 0.0, *((p.value if p.lower is None else p.lower) or 0.0 for p in known)]
    upper = [last.value or 0.0, *((p.value if p.upper is None else p.upper) or 0.0 for p in known)]
    ground: dict[str, Any] = {
        "color": theme.STEP,
        "linewidth": 0,
        "zorder": 1,
        "clip_on": False,
    }
    axes.fill_between(places, lower, upper, **ground)
    look: dict[str, Any] = {
        "color": theme.VALUE,
        "linewidth": 1.5,
        "linestyle": theme.DOTTED,
        "zorder": 3,
        "clip_on": False,
    }
    axes.plot(places, values, **look)
    hollow: dict[str, Any] = {
        "linestyle": "none",
        "marker": "o",
        "markersize": 4.6,
        "markerfacecolor": theme.PAPER,
        "markeredgecolor": theme.VALUE,
        "markeredgewidth": 1.4,
        "zorder": 4,
        "clip_on": False,
    }
    axes.plot(places[1:], values[1:], **hollow)
