"""The label of a value beside its point, where no line is in its way."""

from itertools import pairwise

from matplotlib.axes import Axes

from litmus.report.charts import theme
from litmus.report.charts.line import ChartLine, ChartPoint
from litmus.report.charts.theme import Frame

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points
Stretch = tuple[tuple[float, float], tuple[float, float]]
MARGIN = 2.0  # points around a label
AWAY = (1.0, 1.6, 2.3)  # heights of a label between it and its point, the nearest first


def label_value(axes: Axes, line: ChartLine, point: ChartPoint, frame: Frame) -> None:
    """Write the value above or below its point, as near as lines and axes let it."""
    assert point.value is not None
    text = line.printed(point.value)
    place, height = axes.transData.transform((point.place, point.value))
    wide = theme.breadth(text, frame.text)
    left = max(place - wide / 2, axes.bbox.x0 + MARGIN)  # never over the axis' own numbers
    lines = _lines(axes, line)
    boxes = []
    for away in AWAY:
        for side in (1, -1):
            middle = height + side * away * frame.line
            half = 0.5 * frame.text
            boxes.append((left, middle - half, left + wide, middle + half))
    best = min(boxes, key=lambda box: _crowding(axes, box, lines))
    x, y = axes.transData.inverted().transform((best[0], (best[1] + best[3]) / 2))
    theme.say(axes, x, y, text, theme.VALUE, ha="left", fontsize=frame.text)


def _crowding(axes: Axes, box: Box, lines: list[Stretch]) -> int:
    """How many lines cross a label, and much more where it leaves the axes."""
    outside = not axes.bbox.y0 + MARGIN < box[1] < box[3] < axes.bbox.y1 + MARGIN
    return 99 * outside + sum(crosses(box, stretch) for stretch in lines)


def crosses(box: Box, stretch: Stretch) -> bool:
    """Whether a stretch of a line touches a box with its margin.

    >>> crosses((0, 0, 10, 10), ((-20, 5), (20, 5)))
    True
    >>> crosses((0, 0, 10, 10), ((-20, 15), (20, 15)))
    False
    """
    left, bottom, right, top = box
    (x, y), (to_x, to_y) = sorted(stretch)
    if to_x < left - MARGIN or x > right + MARGIN:
        return False

    def height(at: float) -> float:
        share = 0.0 if to_x == x else (min(max(at, x), to_x) - x) / (to_x - x)
        return y + share * (to_y - y)

    ends = sorted([height(left - MARGIN), height(right + MARGIN)])
    return ends[0] <= top + MARGIN and ends[1] >= bottom - MARGIN


def _lines(axes: Axes, line: ChartLine) -> list[Stretch]:
    """All that is drawn, as straight stretches in points."""
    low, high = axes.get_xlim()
    found: list[Stretch] = []
    for run in line.runs():
        found += pairwise((p.place, p.value or 0) for p in run)
    for point, benchmark in zip(line.points, line.benchmarks, strict=True):
        ends = point.place - line.step / 2, point.place + line.step / 2
        levels = [level for level in (point.target, benchmark) if level is not None]
        found += [((ends[0], level), (ends[1], level)) for level in levels]
    found += pairwise(line.agreed)
    forecast = [p for p in (*line.values[-1:], *line.ahead) if p.value is not None]
    found += pairwise((p.place, p.value or 0) for p in forecast) if line.ahead else []
    for limits in line.limits:
        found += [((low, level), (high, level)) for level in limits.values]
    moved = [axes.transData.transform(stretch) for stretch in found]
    return [((a[0], a[1]), (b[0], b[1])) for a, b in moved]
