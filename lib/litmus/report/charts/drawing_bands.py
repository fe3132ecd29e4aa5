"""Drawing a distribution of days: a bar a band, with the limit and the middle marked and named.

What is later than the limit lies right of its line and has another colour.
"""

from itertools import pairwise
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.base import numbers
from litmus.report.charts import theme
from litmus.report.charts.bands import DayBands
from litmus.report.charts.theme import SMALL, WIDE, Frame

TALL = {WIDE: 96.0, SMALL: 170.0}  # of the bars
LEFT = {WIDE: 42.0, SMALL: 50.0}
RIGHT = 12.0
FEWEST_BETWEEN = 14.0  # points between two names of days


def draw(bands: DayBands, frame: Frame) -> str:
    """The picture of a distribution, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        lines = _axis(bands, frame).count("\n") + 1
        top, bottom = 2.2 * frame.line + 4, (1.4 + lines) * frame.line + 6
        canvas = theme.canvas(frame, TALL[frame] + top + bottom)
        paint(theme.area(canvas, LEFT[frame], RIGHT, bottom, top), bands, frame)
        return theme.finish(canvas)


def paint(axes: Axes, bands: DayBands, frame: Frame) -> None:
    """Draw the bars, the limit and the middle on the axes."""
    edges = [band.first - 1 for band in bands.bands]
    edges[0] = 0
    edges.append(edges[-1] + bands.width)
    _bars(axes, bands, edges)
    most = max(band.number for band in bands.bands)
    axes.set(xlim=(0, edges[-1]), ylim=(0, most * 1.04), xlabel="", ylabel="")
    _days(axes, bands, edges, frame)
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
    axes.tick_params(labelsize=frame.text)
    axes.grid(axis="y", color=theme.GRID, linewidth=0.7, clip_on=False)
    _limit(axes, bands, frame)
    _median(axes, bands, frame)


def _bars(axes: Axes, bands: DayBands, edges: list[int]) -> None:
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    cases = pd.DataFrame(
        {
            "days": middles,
            "number": [band.number for band in bands.bands],
            "late": [band.first > bands.limit for band in bands.bands],
        }
    )
    sns.histplot(
        cases, x="days", weights="number", bins=edges, hue="late", multiple="stack", ax=axes,
        palette={False: theme.VALUE, True: theme.CONCERN}, alpha=1, legend=False,
        edgecolor=theme.PAPER, linewidth=1.2,
    )  # fmt: skip
    theme.drop_empty(axes)


def _days(axes: Axes, bands: DayBands, edges: list[int], frame: Frame) -> None:
    """The days below the bars: every end of a band that there is room for, the limit among them,
    and beyond which day the last bar gathers all."""
    each = axes.bbox.width / (len(edges) - 1)
    beyond = f"{edges[-2]}+"
    widest = theme.breadth(beyond, frame.text) + FEWEST_BETWEEN
    at_limit = edges.index(bands.limit)
    every = next(n for n in range(1, len(edges) + 1) if n * each >= widest)
    last = len(edges) - 1.5
    ends = [(n, str(edge)) for n, edge in enumerate(edges) if (n - at_limit) % every == 0]
    ends = [(n, text) for n, text in ends if (last - n) * each >= widest]
    shown = [*ends, (last, beyond)]
    axes.set_xticks([n * bands.width for n, _ in shown], [text for _, text in shown])
    axes.tick_params(axis="x", length=3, color=theme.LIMIT)
    spot: Any = {"transform": axes.transAxes, "bbox": None, "fontsize": frame.text}
    below = -(1.4 * frame.line + 4) / axes.bbox.height
    text = _axis(bands, frame)
    theme.say(axes, 0, below, text, theme.QUIET, ha="left", va="top", linespacing=1.1, **spot)


def _axis(bands: DayBands, frame: Frame) -> str:
    return theme.wrap(bands.axis, frame.text, frame.width - LEFT[frame] - RIGHT)


def _limit(axes: Axes, bands: DayBands, frame: Frame) -> None:
    """The limit, with how many are in time on its left and late on its right."""
    up = 1 + (1.5 * frame.line + 2) / axes.bbox.height
    spot: Any = {"transform": axes.get_xaxis_transform(), "fontsize": frame.text}
    look: Any = {"color": theme.INK, "linewidth": 1.3, "zorder": 4, "clip_on": False}
    ends = [0, 1 + (2 * frame.line) / axes.bbox.height]
    across = axes.get_xaxis_transform()
    axes.plot([bands.limit] * 2, ends, linestyle=theme.DASHED, transform=across, **look)
    apart = 4 * axes.get_xlim()[1] / axes.bbox.width
    bold = {**spot, "fontweight": "bold", "bbox": None}
    in_time = f"{numbers.whole(bands.in_time)} within {bands.limit}"
    late = f"{numbers.whole(bands.late)} later"
    theme.say(axes, bands.limit - apart, up, in_time, theme.VALUE, ha="right", **bold)
    theme.say(axes, bands.limit + apart, up, late, theme.CONCERN, ha="left", **bold)


def _median(axes: Axes, bands: DayBands, frame: Frame) -> None:
    """The middle as a line through the bars, with its name on the side away from the limit."""
    place = min(bands.median, axes.get_xlim()[1])
    up = 1 + (0.5 * frame.line + 1) / axes.bbox.height
    text = f"Median {numbers.amount(bands.median)}"
    point = axes.get_xlim()[1] / axes.bbox.width
    wide = theme.breadth(text, frame.text) * point
    fits = place - 4 * point - wide > -axes.bbox.x0 * point
    beside = place + 4 * point + wide > axes.get_xlim()[1] + (RIGHT - 2) * point
    left = fits and (place <= bands.limit or beside)
    side: Any = {"ha": "right" if left else "left", "bbox": None, "fontsize": frame.text}
    across = axes.get_xaxis_transform()
    away = place + (-4 if left else 4) * point
    theme.say(axes, away, up, text, theme.INK, transform=across, **side)
    look: Any = {"color": theme.INK, "linewidth": 1.3, "zorder": 4, "clip_on": False}
    ends = [0, 1 + frame.line / axes.bbox.height]
    axes.plot([place] * 2, ends, transform=across, **look)
