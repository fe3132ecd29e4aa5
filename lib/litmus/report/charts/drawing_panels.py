"""Drawing shares and multiples in panels: the same rows in each, so that an eye goes along them.

On a phone two panels stand beside one another, and the names are written again for each pair.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from litmus.report.charts import theme
from litmus.report.charts.panels import Bar, Multiple, Panel, Panels
from litmus.report.charts.theme import SMALL, WIDE, Frame

ROW = {WIDE: 19.0, SMALL: 27.0}
BESIDE = {WIDE: 6, SMALL: 2}  # panels in a line
HEAD_LINES = 2
NAMES = theme.RowNames({WIDE: 78.0, SMALL: 84.0}, {WIDE: 1, SMALL: 1}, gap=8.0)
BETWEEN = 12.0  # points between panels, and between lines of them
THICK = 0.66  # of a row's height
# No interval is drawn further than this, so that one of few children does not flatten the others.
FURTHEST = 8.0
# How much of a panel of multiples is theirs, the rest their labels'; how wide it is, in panels.
PLOTTED = {WIDE: 0.72, SMALL: 0.42}
BREADTH = {WIDE: 1.3, SMALL: 1.0}


def draw(panels: Panels, frame: Frame) -> str:
    """The picture of panels, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        rows = _in_rows(panels.panels, BESIDE[frame])
        left = NAMES.room(panels.names, frame)
        parts = [[BREADTH[frame] if p.of_multiples else 1.0 for p in row] for row in rows]
        free = [frame.width - left - 2 - (len(row) - 1) * BETWEEN for row in rows]
        each = min(room / sum(wide) for room, wide in zip(free, parts, strict=True))
        top = (HEAD_LINES + 1) * frame.line + 4
        body = ROW[frame] * len(panels.names)
        canvas = theme.canvas(frame, len(rows) * (top + body + BETWEEN))
        tall = canvas.get_size_inches()[1] * 72
        for line, row in enumerate(rows):
            above = line * (top + body + BETWEEN) + top
            start = left
            for panel, share in zip(row, parts[line], strict=True):
                wide = share * each
                sides = (start, frame.width - start - wide, tall - above - body, above)
                axes = theme.area(canvas, *sides)
                paint(axes, panels, panel, frame)
                if panel is row[0]:
                    for place, name in enumerate(panels.names):
                        NAMES.write(axes, name, place, frame)
                start += wide + BETWEEN
        return theme.finish(canvas)


def paint(axes: Axes, panels: Panels, panel: Panel, frame: Frame) -> None:
    """Draw one panel on the axes, with its name above."""
    axes.spines["bottom"].set_visible(False)
    if panel.of_multiples:
        _multiples(axes, panels, panel, frame)
    else:
        _shares(axes, panels, panel, frame)
    axes.set(ylim=(len(panels.names) - 0.5, -0.5), xlabel="", ylabel="", yticks=[])
    spot: Any = {"transform": axes.transAxes, "ha": "left", "va": "bottom", "bbox": None}
    spot |= {"fontsize": frame.text, "linespacing": 1.1}
    up = 4 / axes.bbox.height
    theme.say(axes, 0, 1 + up, panel.below, theme.QUIET, **spot)
    name = theme.wrap(panel.name, frame.text, axes.bbox.width, HEAD_LINES)
    theme.say(axes, 0, 1 + up + frame.line / axes.bbox.height, name, theme.INK, **spot)


def _in_rows(panels: Sequence[Panel], most: int) -> list[Sequence[Panel]]:
    """All in a line where there is room; else the multiples in lines of their own."""
    if len(panels) <= most:
        return [panels]
    kinds = [[p for p in panels if p.of_multiples == multiples] for multiples in (False, True)]
    return [kind[start : start + most] for kind in kinds for start in range(0, len(kind), most)]


def _shares(axes: Axes, panels: Panels, panel: Panel, frame: Frame) -> None:
    """Bars from nought, to the same scale in every panel, each with its label at its end."""
    marks = [mark for mark in panel.marks if isinstance(mark, Bar)]
    shares = pd.DataFrame(
        {"row": range(len(marks)), "share": [mark.value or 0.0 for mark in marks]}
    )
    sns.barplot(
        shares, x="share", y="row", orient="h", width=THICK, color=theme.INTERVAL, saturation=1,
        errorbar=None, ax=axes,
    )  # fmt: skip
    theme.drop_empty(axes)
    bars = [mark for each in panels.panels for mark in each.marks if isinstance(mark, Bar)]
    room = max(theme.breadth(mark.label, frame.text) for mark in bars) + 6
    longest = max(mark.value or 0.0 for mark in bars) or 1.0
    each = longest / max(axes.bbox.width - room, 1)  # of a point
    axes.set(xlim=(0, longest + room * each), xticks=[])
    for place, mark in enumerate(marks):
        colour = theme.QUIET if mark.value is None else theme.INK
        spot = (mark.value or 0.0) + 3 * each
        theme.say(axes, spot, place, mark.label, colour, ha="left", bbox=None, fontsize=frame.text)


def _multiples(axes: Axes, panels: Panels, panel: Panel, frame: Frame) -> None:
    """Points with their intervals on a scale of times, around 1; the label on the right."""
    marks = [mark for mark in panel.marks if isinstance(mark, Multiple)]
    low, high = _reach(panels)
    axes.set_xscale("log")
    known = [(place, mark) for place, mark in enumerate(marks) if mark.value is not None]
    frame_of = pd.DataFrame(
        {"row": [n for n, _ in known], "times": [_within(m.value, low, high) for _, m in known],
         "apart": [m.apart for _, m in known]}
    )  # fmt: skip
    ends = [-0.5, len(marks) - 0.5]
    axes.plot([1, 1], ends, color=theme.LIMIT, linewidth=1, zorder=1, clip_on=False)
    for place, mark in known:
        if mark.lower is not None and mark.upper is not None:
            reach = [_within(mark.lower, low, high), _within(mark.upper, low, high)]
            look: Any = {"color": theme.INTERVAL, "linewidth": 4, "zorder": 2, "clip_on": False}
            axes.plot(reach, [place] * 2, solid_capstyle="butt", **look)
    sns.scatterplot(
        frame_of, x="times", y="row", hue="apart", style="apart", legend=False, ax=axes, s=46,
        palette={False: theme.VALUE, True: theme.CONCERN}, markers={False: "o", True: "D"},
        edgecolor=theme.PAPER, linewidth=0.8, zorder=3, clip_on=False,
    )  # fmt: skip
    axes.xaxis.set_major_locator(NullLocator())
    axes.xaxis.set_minor_locator(NullLocator())
    further = 1 / PLOTTED[frame]
    axes.set_xlim(low, low * (high / low) ** further)
    spot: Any = {"transform": axes.get_yaxis_transform(), "bbox": None, "fontsize": frame.text}
    for place, mark in enumerate(marks):
        weight = "bold" if mark.apart else "normal"
        colour = theme.QUIET if mark.value is None else theme.INK
        label = mark.label if frame is WIDE else f"{mark.label} {mark.interval}".strip()
        theme.say(axes, 1, place, label, colour, ha="right", fontweight=weight, **spot)


def _reach(panels: Panels) -> tuple[float, float]:
    """The ends of the scale of multiples, the same in every panel, 1 in the middle."""
    found = [
        value
        for panel in panels.panels
        for mark in panel.marks
        if isinstance(mark, Multiple)
        for value in (mark.lower, mark.value, mark.upper)
        if value
    ]
    furthest = max([max(value, 1 / value) for value in found], default=2.0)
    furthest = min(max(furthest, 2.0), FURTHEST) * 1.1
    return 1 / furthest, furthest


def _within(value: float | None, low: float, high: float) -> float:
    return min(max(value or low, low), high)
