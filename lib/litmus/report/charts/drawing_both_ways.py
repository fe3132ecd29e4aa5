"""Drawing diverging bars: what speaks against a theme to the left, what speaks for it to the right.

The numbers stand at the ends of the bars, and the two ways are named above them.
"""

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from litmus.base import numbers
from litmus.report.charts import theme
from litmus.report.charts.both_ways import BothWays, DivergingBars
from litmus.report.charts.theme import SMALL, WIDE, Frame

ROW = {WIDE: 16.0, SMALL: 38.0}
GAP = 8.0  # points between the bars and the names
NAMES = theme.RowNames({WIDE: 150.0, SMALL: 128.0}, {WIDE: 1, SMALL: 2}, GAP)
THICK = 0.74  # of a row's height
ROUNDS = 20


def draw(bars: DivergingBars, frame: Frame) -> str:
    """The picture of diverging bars, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        top = frame.line + 6
        canvas = theme.canvas(frame, top + ROW[frame] * len(bars.rows) + 4)
        left = NAMES.room((row.name for row in bars.rows), frame)
        axes = theme.area(canvas, left, 2, 4, top)
        paint(axes, bars, frame)
        return theme.finish(canvas)


def paint(axes: Axes, bars: DivergingBars, frame: Frame) -> None:
    """Draw the bars, the numbers at their ends and the names on the axes."""
    _bars(axes, bars)
    _scale(axes, bars, frame)
    axes.spines["bottom"].set_visible(False)
    ends = [-0.5, len(bars.rows) - 0.5]
    axes.plot([0, 0], ends, color=theme.INK, linewidth=1, zorder=4, clip_on=False)
    each = (axes.get_xlim()[1] - axes.get_xlim()[0]) / axes.bbox.width  # of a point
    for place, row in enumerate(bars.rows):
        _words(axes, row, place, frame, each)
    _ways(axes, bars, frame, each)


def _bars(axes: Axes, bars: DivergingBars) -> None:
    ways = {"against": theme.CONCERN, "for": theme.VALUE}
    both = pd.DataFrame(
        [
            {"row": place, "way": way, "number": number}
            for place, row in enumerate(bars.rows)
            for way, number in (("against", -row.against), ("for", row.for_it))
        ]
    )
    sns.barplot(
        both, x="number", y="row", hue="way", hue_order=list(ways), palette=ways, orient="h",
        dodge=False, width=THICK, saturation=1, errorbar=None, legend=False, ax=axes,
    )  # fmt: skip
    theme.drop_empty(axes)


def _scale(axes: Axes, bars: DivergingBars, frame: Frame) -> None:
    """As long a bar either way for as many, with room for its number and its way's name."""
    against = max(row.against for row in bars.rows)
    for_it = max(row.for_it for row in bars.rows)
    number = theme.breadth(numbers.whole(max(against, for_it)), frame.text) + 8
    names = [theme.breadth(name, frame.text, True) + 8 for name in _names(bars)]
    rooms = [number, number]
    each = 1.0  # of a point
    for _ in range(ROUNDS):  # a name may need more than its bar, which depends on the other's room
        each = (against + for_it) / (axes.bbox.width - sum(rooms))
        ends = zip(names, (against, for_it), strict=True)
        rooms = [max(number, name - most / each) for name, most in ends]
    axes.set(xlim=(-against - rooms[0] * each, for_it + rooms[1] * each))
    axes.set(ylim=(len(bars.rows) - 0.5, -0.5), xticks=[], yticks=[], xlabel="", ylabel="")


def _names(bars: DivergingBars) -> tuple[str, str]:
    return bars.against_name, bars.for_name


def _words(axes: Axes, row: BothWays, place: int, frame: Frame, each: float) -> None:
    """The name on the left, and the numbers at the ends of the bars."""
    NAMES.write(axes, row.name, place, frame)
    look: Any = {"fontsize": frame.text, "bbox": None}
    if row.against:
        said = numbers.whole(row.against)
        theme.say(axes, -row.against - 4 * each, place, said, theme.INK, ha="right", **look)
    if row.for_it:
        said = numbers.whole(row.for_it)
        theme.say(axes, row.for_it + 4 * each, place, said, theme.INK, ha="left", **look)


def _ways(axes: Axes, bars: DivergingBars, frame: Frame, each: float) -> None:
    """What the two ways are, above the bars on either side of the middle."""
    up = 1 + (0.5 * frame.line + 2) / axes.bbox.height
    spot: Any = {"transform": axes.get_xaxis_transform(), "bbox": None, "fontsize": frame.text}
    bold = {**spot, "fontweight": "bold"}
    theme.say(axes, -5 * each, up, bars.against_name, theme.CONCERN, ha="right", **bold)
    theme.say(axes, 5 * each, up, bars.for_name, theme.VALUE, ha="left", **bold)
