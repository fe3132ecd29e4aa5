"""Drawing small multiples: a panel a group, all on one scale, the whole in grey behind each.

The last value stands beside its point, so that no scale need be read; the target is a dashed line.
"""

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from litmus.report.charts import theme
from litmus.report.charts.multiples import Small, SmallMultiples
from litmus.report.charts.theme import SMALL, WIDE, Frame

BESIDE = {WIDE: 4, SMALL: 2}  # panels in a line
BODY = {WIDE: 58.0, SMALL: 70.0}  # points: the height of a panel without its name
NAME_LINES = 2
BETWEEN = 14.0  # points between panels, and between lines of them
ROOM = 0.08  # of the height, free above and below the lines
BOLDER = 0.92  # as much room as bold letters leave to others
AROUND = 8.0  # of a scale whose lines have no height


def draw(multiples: SmallMultiples, frame: Frame = WIDE) -> str:
    """The picture of small multiples, as SVG: the same whatever theme a cell has set."""
    with theme.theme():
        beside = min(BESIDE[frame], len(multiples.panels))
        label = max(theme.breadth(each.label, frame.text, bold=True) for each in multiples.panels)
        wide = (frame.width - 2 - (BESIDE[frame] - 1) * BETWEEN) / BESIDE[frame]
        top, foot = NAME_LINES * frame.line + 6, 2.4 * frame.line
        tall = top + BODY[frame] + foot
        lines = -(-len(multiples.panels) // beside)
        height = lines * tall + (lines - 1) * BETWEEN
        canvas = theme.canvas(frame, height)
        for number, panel in enumerate(multiples.panels):
            down, along = divmod(number, beside)
            left, above = 1 + along * (wide + BETWEEN), down * (tall + BETWEEN) + top
            sides = (frame.width - left - wide + label + 6, height - above - BODY[frame], above)
            axes = theme.area(canvas, left, *sides)
            paint(axes, multiples, panel, frame, wide)
        return theme.finish(canvas)


def paint(axes: Axes, multiples: SmallMultiples, panel: Small, frame: Frame, wide: float) -> None:
    """Draw one panel on the axes: `wide` points are there for its name."""
    colour = theme.CONCERN if panel.apart else theme.VALUE
    last = len(panel.values) - 1
    if multiples.target is not None:
        look: Any = {"color": theme.LIMIT, "linestyle": theme.DASHED, "linewidth": 0.9}
        axes.plot([0, last], [multiples.target] * 2, zorder=1, **look)
    _line(axes, multiples.all_together, theme.INTERVAL, 2.2)
    _line(axes, panel.values, colour, 1.6)
    axes.set(xlim=(-0.2, last + 0.2), ylim=_scale(multiples), xlabel="", ylabel="", yticks=[])
    axes.set_xticks([0, last], multiples.ends, fontsize=frame.text)
    first_tick, last_tick = axes.get_xticklabels()
    first_tick.set_horizontalalignment("left")
    last_tick.set_horizontalalignment("right")
    known = [(place, value) for place, value in enumerate(panel.values) if value is not None]
    if known and known[-1][0] == last:
        spot = last + 6 * (last + 0.4) / axes.bbox.width, known[-1][1]
        axes.plot(last, spot[1], "D" if panel.apart else "o", color=colour, markersize=4.5)
        weight = "bold" if panel.apart else "normal"
        theme.say(
            axes, *spot, panel.label, theme.INK, ha="left", fontsize=frame.text, bbox=None,
            fontweight=weight,
        )  # fmt: skip
    name = theme.wrap(panel.name, frame.text, wide * (BOLDER if panel.apart else 1), NAME_LINES)
    above: Any = {"transform": axes.transAxes, "ha": "left", "va": "bottom", "bbox": None}
    theme.say(
        axes, 0, 1 + 5 / axes.bbox.height, name, theme.INK, fontsize=frame.text, linespacing=1.1,
        fontweight="bold" if panel.apart else "normal", **above,
    )  # fmt: skip


def _line(axes: Axes, values: Any, colour: str, width: float) -> None:
    """A line that breaks where a value is missing; a value between two gaps is a point."""
    found = pd.DataFrame({"place": range(len(values)), "value": list(values)}, dtype=float)
    # Each stretch without a gap is a line of its own.
    found["stretch"] = found["value"].isna().cumsum()
    sns.lineplot(
        found.dropna(), x="place", y="value", units="stretch", estimator=None, ax=axes,
        color=colour, linewidth=width, legend=False,
    )  # fmt: skip
    for _, stretch in found.dropna().groupby("stretch"):
        if len(stretch) == 1:
            axes.plot(stretch["place"], stretch["value"], "o", color=colour, markersize=2.5)


def _scale(multiples: SmallMultiples) -> tuple[float, float]:
    """The ends of the scale, the same for every panel, with room above and below."""
    lines = [each.values for each in multiples.panels] + [multiples.all_together]
    known = [value for line in lines for value in line if value is not None]
    if multiples.target is not None:
        known.append(multiples.target)
    low, high = min(known), max(known)
    room = (high - low) * ROOM or AROUND
    return low - room, high + room
