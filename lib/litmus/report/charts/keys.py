"""What colours mean: a small square before each name, in lines above a picture."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from litmus.report.charts import theme
from litmus.report.charts.theme import Frame

SQUARE = 0.8  # of the size of the text
APART = 14.0  # points between two names

Key = tuple[str, str]  # a name and its colour
Line = Sequence[tuple[float, Key]]


def lines(keys: Sequence[Key], frame: Frame) -> list[list[tuple[float, Key]]]:
    """The keys in lines no wider than the picture, each with where it begins, in points."""
    found: list[list[tuple[float, Key]]] = [[]]
    x = 0.0
    for key in keys:
        wide = breadth(key, frame)
        if found[-1] and x + wide > frame.width - 2:
            found.append([])
            x = 0.0
        found[-1].append((x, key))
        x += wide + APART
    return found


def breadth(key: Key, frame: Frame) -> float:
    """How wide a key is, in points."""
    return SQUARE * frame.text + 4 + theme.breadth(key[0], frame.text)


def write(axes: Axes, named: Sequence[Line], frame: Frame, lifted: bool = False) -> None:
    """Write the lines at the top of the picture, from its left edge.

    They are `lifted` by a line where another stands between them and the picture.
    """
    wide, tall = axes.bbox.width, axes.bbox.height
    side = SQUARE * frame.text
    for number, keys in enumerate(named):
        middle = 1 + ((len(named) - number + lifted - 0.5) * frame.line + 4) / tall
        for start, (name, colour) in keys:
            x = (start + 1 - axes.bbox.x0) / wide
            across: Any = {"transform": axes.transAxes, "clip_on": False}
            spot = (x, middle - side / 2 / tall)
            axes.add_patch(Rectangle(spot, side / wide, side / tall, color=colour, lw=0, **across))
            look: Any = {**across, "ha": "left", "bbox": None, "fontsize": frame.text}
            theme.say(axes, x + (side + 4) / wide, middle, name, theme.INK, **look)
