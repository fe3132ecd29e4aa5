"""Drawing stacked bars: a bar a row, its parts in the colours of the grades, best on the left.

The parts have their numbers in them and stand in one order, named above, so that no colour is the
only thing that tells; the share that is good stands at the end, with what it rests on.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from litmus.base import numbers
from litmus.report.charts import keys, theme
from litmus.report.charts.stacks import Stack, StackedBars
from litmus.report.charts.theme import SMALL, WIDE, Frame

RIGHT = {WIDE: 104.0, SMALL: 74.0}
ROW = {WIDE: 22.0, SMALL: 44.0}
GAP = 8.0  # points between a bar and what is beside it
NAMES = theme.RowNames({WIDE: 120.0, SMALL: 96.0}, {WIDE: 1, SMALL: 2}, GAP)
THICK = 0.74  # of a row's height
LONGEST = 100.0  # percent


def draw(bars: StackedBars, frame: Frame) -> str:
    """The picture of stacked bars, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        named = keys.lines(_keys(bars), frame)
        top = (len(named) + 0.5 + (not _beside(bars, named, frame))) * frame.line
        tall = top + ROW[frame] * len(bars.rows) + 2
        canvas = theme.canvas(frame, tall)
        left = NAMES.room((row.name for row in bars.rows), frame)
        axes = theme.area(canvas, left, RIGHT[frame], 2, top)
        paint(axes, bars, frame)
        keys.write(axes, named, frame, lifted=not _beside(bars, named, frame))
        return theme.finish(canvas)


def paint(axes: Axes, bars: StackedBars, frame: Frame) -> None:
    """Draw the bars, the numbers in them and the words beside them on the axes."""
    if not bars.is_empty:
        _bars(axes, bars)
    axes.set(xlim=(0, LONGEST), ylim=(len(bars.rows) - 0.5, -0.5), xlabel="", ylabel="")
    axes.set(xticks=[], yticks=[])
    axes.spines["bottom"].set_visible(False)
    head: Any = {"transform": axes.transAxes, "ha": "right", "bbox": None, "fontsize": frame.text}
    x, y = (frame.width - 2 - axes.bbox.x0) / axes.bbox.width, 0.5 * frame.line + 4
    theme.say(axes, x, 1 + y / axes.bbox.height, bars.good_name, theme.INK, **head)
    for place, row in enumerate(bars.rows):
        _numbers(axes, row, place, frame)
        _words(axes, bars, row, place, frame)


def _keys(bars: StackedBars) -> list[tuple[str, str]]:
    return list(zip(bars.steps, theme.GRADES, strict=False))


def _beside(bars: StackedBars, named: Sequence[keys.Line], frame: Frame) -> bool:
    """Whether what is good has room for its name beside the last line of the keys."""
    start, key = named[-1][-1]
    end = start + keys.breadth(key, frame)
    return end + keys.APART + theme.breadth(bars.good_name, frame.text) < frame.width


def _bars(axes: Axes, bars: StackedBars) -> None:
    shares = pd.DataFrame(
        [
            {"row": place, "step": name, "share": LONGEST * count / row.total}
            for place, row in enumerate(bars.rows)
            for name, count in zip(bars.steps, row.counts, strict=True)
            if row.total
        ]
    )
    sns.histplot(
        shares, y="row", hue="step", weights="share", multiple="stack", discrete=True, ax=axes,
        hue_order=list(reversed(bars.steps)), palette=dict(_keys(bars)), shrink=THICK, alpha=1,
        edgecolor=theme.PAPER, linewidth=1, legend=False,
    )  # fmt: skip
    theme.drop_empty(axes)


def _numbers(axes: Axes, row: Stack, place: int, frame: Frame) -> None:
    """How many there are, in each part that has room for its number."""
    start = 0.0
    for count, on in zip(row.counts, theme.ON_GRADES, strict=False):
        share = LONGEST * count / row.total if row.total else 0.0
        room = share / LONGEST * axes.bbox.width
        text = numbers.whole(count)
        if count and theme.breadth(text, frame.text) + 4 <= room:
            look: Any = {"ha": "center", "bbox": None, "fontsize": frame.text}
            theme.say(axes, start + share / 2, place, text, on, **look)
        start += share


def _words(axes: Axes, bars: StackedBars, row: Stack, place: int, frame: Frame) -> None:
    """The name on the left; on the right what is good, and of how many."""
    across: Any = {"transform": axes.get_yaxis_transform(), "bbox": None, "fontsize": frame.text}
    wide = axes.bbox.width
    NAMES.write(axes, row.name, place, frame)
    spot = 1 + GAP / wide
    good = bars.share_good(row)
    if good is None:
        theme.say(axes, spot, place, "none", theme.QUIET, ha="left", **across)
        return
    share, of = numbers.percent(good), f"of {numbers.whole(row.total)}"
    below = frame is SMALL
    lift, away = (0.2, 0.0) if below else (0.0, 36.0)
    bold = {**across, "ha": "left", "fontweight": "bold"}
    theme.say(axes, spot, place - lift, share, theme.INK, **bold)
    beside = {**across, "ha": "left"}
    theme.say(axes, spot + away / wide, place + 1.2 * lift, of, theme.QUIET, **beside)
