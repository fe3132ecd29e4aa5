"""How charts look: readable in print, without colour, at the width of an A4 page's text."""

from typing import Any

from matplotlib import patheffects
from matplotlib.axes import Axes

SIZE = (7.0, 2.45)  # inches
DPI = 170
AREA = (0.085, 0.19, 0.68, 0.70)  # left, bottom, width, height of the axes within the picture
TEXT = 9.0  # points
FONT = "DejaVu Sans"  # comes with matplotlib, so that it is the same everywhere
# Contrast on white 10:1, 8:1, 8:1 and 5:1; WCAG 2.2 asks 3:1 of lines and 4.5:1 of text.
VALUE, TARGET, COMPARISON, QUIET = "#12436d", "#8a2b06", "#4d4d4d", "#6b6b6b"
GRID = "#dddddd"
DASHED, DOTTED, DASH_DOTTED = (0, (6, 3)), (0, (1.2, 2)), (0, (5, 2, 1, 2))
HALO = [patheffects.withStroke(linewidth=3, foreground="white")]


def say(axes: Axes, x: float, y: float, text: str, colour: str, **options: Any) -> None:
    """Write `text` with a white edge, so that a line behind it does not strike it through."""
    look = {"fontsize": TEXT, "fontfamily": FONT, "va": "center", "path_effects": HALO}
    axes.text(x, y, text, color=colour, zorder=5, clip_on=False, **{**look, **options})
