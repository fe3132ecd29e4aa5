"""Drawing a heat map of teams and indicators: in each square the value, and what is said of it.

The squares have their verdict in words, so that no colour is the only thing that tells. On a phone
the columns follow one another in pictures of few columns.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap

from litmus.report.charts import theme
from litmus.report.charts.grid import Head, HeatMap, Square
from litmus.report.charts.theme import SMALL, WIDE, Frame

ROW = {WIDE: 25.0, SMALL: 48.0}
MOST = {WIDE: 7, SMALL: 3}  # columns beside one another
HEAD_LINES = 4
GAP = 6.0  # points between the squares and the names
NAMES = theme.RowNames({WIDE: 112.0, SMALL: 104.0}, {WIDE: 2, SMALL: 3}, GAP)
LOOKS = {  # the ground of a square and the colour of its words, by its tone
    "none": (theme.PAPER, theme.QUIET),
    "usual": (theme.CALM, theme.ON_LIGHT),
    "apart": (theme.STEP, theme.ON_LIGHT),
    "better": (theme.GRADES[0], theme.ON_STRONG),
    "worse": (theme.GRADES[3], theme.ON_STRONG),
}


def draw(grid: HeatMap, frame: Frame) -> str:
    """The picture of a heat map, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        parts = _parts(grid, MOST[frame])
        left = NAMES.room((name for name, _ in grid.rows), frame)
        each = (frame.width - left - 2) / max(len(part.heads) for part in parts)
        tops = [_head_height(part.heads, each, frame) for part in parts]
        bodies = [ROW[frame] * len(part.rows) for part in parts]
        canvas = theme.canvas(frame, sum(tops) + sum(bodies) + len(parts) * GAP)
        above = 0.0
        for part, top, body in zip(parts, tops, bodies, strict=True):
            below = canvas.get_size_inches()[1] * 72 - above - top - body
            right = frame.width - left - each * len(part.heads)
            paint(theme.area(canvas, left, right, below, above + top), part, frame)
            above += top + body + GAP
        return theme.finish(canvas)


def paint(axes: Axes, grid: HeatMap, frame: Frame) -> None:
    """Draw the squares with their words, and the names beside and above them, on the axes."""
    tones = list(LOOKS)
    codes = pd.DataFrame([[tones.index(each.tone) for each in squares] for _, squares in grid.rows])
    sns.heatmap(
        codes, cmap=ListedColormap([ground for ground, _ in LOOKS.values()]), vmin=-0.5,
        vmax=len(tones) - 0.5, cbar=False, linewidths=2, linecolor=theme.PAPER, ax=axes,
        xticklabels=False, yticklabels=False,
    )  # fmt: skip
    axes.set(xlabel="", ylabel="")
    axes.spines["bottom"].set_visible(False)
    for place, (name, squares) in enumerate(grid.rows):
        NAMES.write(axes, name, place + 0.5, frame)
        for column, square in enumerate(squares):
            _square(axes, square, column, place, frame)
    for column, head in enumerate(grid.heads):
        _head(axes, head, column, frame)


def _parts(grid: HeatMap, most: int) -> list[HeatMap]:
    """The columns in as even parts as will do, each with the rows that have a value in it; columns
    without any are left out."""
    number = -(-len(grid.heads) // most)
    size = -(-len(grid.heads) // number)
    ends = [(start, start + size) for start in range(0, len(grid.heads), size)]
    made = [
        HeatMap(
            grid.heads[a:b],
            [
                (name, squares[a:b])
                for name, squares in grid.rows
                if number == 1 or _has_values(squares[a:b])
            ],
        )
        for a, b in ends
    ]
    return [part for part in made if part.rows]


def _has_values(squares: Sequence[Square]) -> bool:
    return any(square.tone != "none" for square in squares)


def _square(axes: Axes, square: Square, column: int, place: int, frame: Frame) -> None:
    """The value, and below it what is said of it."""
    colour = LOOKS[square.tone][1]
    size = frame.text * (0.92 if frame is WIDE else 0.9)
    look: Any = {"ha": "center", "bbox": None, "fontsize": size}
    lift = 0.21 if square.said else 0.0
    weight = "bold" if square.said else "normal"
    spot = column + 0.5, place + 0.5 - lift
    theme.say(axes, *spot, square.value, colour, **look, fontweight=weight)
    if square.said:
        theme.say(axes, column + 0.5, place + 0.5 + lift, square.said, colour, **look)


def _head(axes: Axes, head: Head, column: int, frame: Frame) -> None:
    """The indicator and what it is held against, standing on the squares."""
    each = _each(axes)
    spot: Any = {"transform": axes.get_xaxis_transform(), "va": "bottom", "ha": "center"}
    spot |= {"bbox": None, "fontsize": frame.text, "linespacing": 1.1}
    up = GAP / axes.bbox.height
    if head.against:
        theme.say(axes, column + 0.5, 1 + up, _against(head, each, frame), theme.QUIET, **spot)
        up += (_against(head, each, frame).count("\n") + 1) * frame.line / axes.bbox.height
    theme.say(axes, column + 0.5, 1 + up, _title(head, each, frame), theme.INK, **spot)


def _each(axes: Axes) -> float:
    """How wide a column is, in points."""
    low, high = axes.get_xlim()
    return float(axes.bbox.width / (high - low))


def _title(head: Head, each: float, frame: Frame) -> str:
    return theme.wrap(head.name, frame.text, each - 4, HEAD_LINES)


def _against(head: Head, each: float, frame: Frame) -> str:
    return theme.wrap(head.against, frame.text, each - 2, 2)


def _head_height(heads: Sequence[Head], each: float, frame: Frame) -> float:
    lines = [
        f"{_title(head, each, frame)}\n{_against(head, each, frame)}".strip().count("\n") + 1
        for head in heads
    ]
    return max(lines) * frame.line + GAP + 2
