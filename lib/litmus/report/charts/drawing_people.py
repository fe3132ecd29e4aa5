"""Drawing people: a head and a body each, filled where they are counted and an outline where not.

So that they are told apart without colour, too. Of one of whom a half counts the left half is
filled.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from litmus.report.charts import theme
from litmus.report.charts.people import PeopleRow
from litmus.report.charts.theme import SMALL, WIDE, Frame

TALL = {WIDE: 44.0, SMALL: 60.0}  # points of a figure
APART = {WIDE: 27.0, SMALL: 34.5}  # from one figure to the next
MARGIN = 3.0
GAP = 14.0  # between the figures and the words to their right
OUTLINE = 1.1
LARGER = 1.35  # of the label's letters
MOVE, LINE, CURVE, CLOSE = (
    int(kind) for kind in (Path.MOVETO, Path.LINETO, Path.CURVE4, Path.CLOSEPOLY)
)

Point = tuple[float, float]
# The left half of a figure that is one wide and two high: the body from below, then half the head.
# A curve is its two handles and its end.
BODY: tuple[Point, ...] = ((0.5, 0.0), (0.3, 0.0), (0.08, 0.98))
SHOULDER: tuple[Point, Point, Point] = ((0.04, 1.28), (0.2, 1.4), (0.5, 1.4))
HEAD_START: Point = (0.5, 1.46)
HEAD: tuple[tuple[Point, Point, Point], ...] = (
    ((0.36, 1.46), (0.24, 1.58), (0.24, 1.73)),
    ((0.24, 1.88), (0.36, 2.0), (0.5, 2.0)),
)


def draw(row: PeopleRow, frame: Frame) -> str:
    """The picture of a row of people, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        below = 2 * MARGIN + 2.2 * frame.line if frame is SMALL else MARGIN
        tall = TALL[frame] + below + MARGIN
        canvas = theme.canvas(frame, tall)
        axes = theme.area(canvas, 0, 0, 0, 0)
        axes.set(xlim=(0, frame.width), ylim=(0, tall), xticks=[], yticks=[])
        axes.spines["bottom"].set_visible(False)
        paint(axes, row, frame, below)
        return theme.finish(canvas)


def paint(axes: Axes, row: PeopleRow, frame: Frame, low: float) -> None:
    """Draw the figures, whose feet stand at `low`, and the words beside or below them."""
    for place in range(row.figures):
        _figure(axes, MARGIN + place * APART[frame], low, TALL[frame], row.share(place))
    end = MARGIN + row.figures * APART[frame] + GAP
    size = LARGER * frame.text
    look: Any = {"ha": "left", "bbox": None}
    if frame is WIDE:
        middle = low + TALL[frame] / 2
        places = ((end, middle + 0.5 * frame.line), (end, middle - 0.75 * frame.line))
    else:
        places = ((MARGIN, low - MARGIN - 0.7 * frame.line), (MARGIN, low - 1.85 * frame.line))
    theme.say(axes, *places[0], row.label, theme.INK, fontsize=size, fontweight="bold", **look)
    theme.say(axes, *places[1], row.beside, theme.QUIET, fontsize=frame.text, **look)


def _figure(axes: Axes, x: float, y: float, tall: float, share: float) -> None:
    filled: Any = {"facecolor": theme.VALUE, "edgecolor": theme.VALUE}
    empty: Any = {"facecolor": theme.PAPER, "edgecolor": theme.LIMIT}
    for points in _parts(mirrored=True):
        _shape(axes, points, x, y, tall, filled if share == 1 else empty)
    if 0 < share < 1:
        for points in _parts(mirrored=False):
            _shape(axes, points, x, y, tall, filled)


Part = tuple[list[Point], list[int]]


def _parts(mirrored: bool) -> Iterator[Part]:
    """Body and head: points and what each is; the left half alone, or with the right one."""
    yield _outline(BODY, (SHOULDER,), mirrored)
    yield _outline((HEAD_START,), HEAD, mirrored)


def _outline(
    lines: Sequence[Point], curves: Sequence[tuple[Point, Point, Point]], mirrored: bool
) -> Part:
    points = [*lines, *(point for curve in curves for point in curve)]
    straight, bent = [LINE] * (len(lines) - 1), [CURVE] * 3 * len(curves)
    kinds = [MOVE, *straight, *bent]
    if mirrored:
        # Back along the same points, from the top down the other side.
        back = [(1 - x, y) for x, y in reversed(points[:-1])]
        points += back
        kinds += [*bent, *straight]
    return [*points, points[0]], [*kinds, CLOSE]


def _shape(axes: Axes, part: Part, x: float, y: float, tall: float, look: Any) -> None:
    points, kinds = part
    scale = tall / 2
    placed = [(x + px * scale, y + py * scale) for px, py in points]
    axes.add_patch(PathPatch(Path(placed, kinds), linewidth=OUTLINE, clip_on=False, **look))
