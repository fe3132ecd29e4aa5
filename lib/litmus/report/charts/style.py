"""How charts look: the design's colours and font, readable in print and without colour."""

from functools import cache
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes

from litmus.base import tokens

SIZE = (6.7, 2.45)  # inches: the text of an A4 page is 170 mm wide
DPI = 72  # a point of the drawing is one of paper
AREA = (0.085, 0.19, 0.68, 0.70)  # left, bottom, width, height of the axes within the picture
TEXT = 9.0  # points
FONT = tokens.family()
PAPER, INK = tokens.light("paper"), tokens.light("ink")
VALUE, TARGET = tokens.light("accent"), tokens.light("concern")
COMPARISON = QUIET = tokens.light("quiet")
GRID = tokens.light("line")
DASHED, DOTTED, DASH_DOTTED = (0, (6, 3)), (0, (1.2, 2)), (0, (5, 2, 1, 2))
# A ground of its own behind a text, so that a line behind it does not strike it through: an edge
# drawn around the letters would make shapes of them.
GROUND = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}


@cache
def add_fonts() -> None:
    """Let matplotlib know the font that the library carries."""
    for face in tokens.faces():
        font_manager.fontManager.addfont(str(tokens.FONTS / f"{face.file}.ttf"))


def say(axes: Axes, x: float, y: float, text: str, colour: str, **options: Any) -> None:
    """Write `text` where no line strikes it through."""
    look = {"fontsize": TEXT, "fontfamily": FONT, "va": "center", "bbox": GROUND}
    axes.text(x, y, text, color=colour, zorder=5, clip_on=False, **{**look, **options})
