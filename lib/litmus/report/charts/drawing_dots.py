"""Drawing a dot plot: a row a group, with its name on the left and its value on the right.

What stands apart has another shape and a bold value, so that it is told without colour.
"""

from textwrap import shorten

from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from litmus.report.charts import style
from litmus.report.charts.dots import Dot, DotPlot
from litmus.report.charts.drawing import as_usual, encode

WIDE, ROW, TOP, BOTTOM = 7.0, 0.185, 0.26, 0.26  # inches
LEFT, RIGHT = 0.31, 0.745  # of the width
LONGEST = 36  # letters of a name


def draw(plot: DotPlot) -> bytes:
    """The picture of a dot plot, as SVG: the same whatever theme an analyst's own cell has set."""
    with as_usual():
        tall = TOP + BOTTOM + ROW * len(plot.dots)
        canvas = Canvas(figsize=(WIDE, tall), dpi=style.DPI, facecolor=style.PAPER)
        FigureCanvasSVG(canvas)
        area = (LEFT, BOTTOM / tall, RIGHT - LEFT, ROW * len(plot.dots) / tall)
        axes = canvas.add_axes(area, facecolor="none")
        _frame(axes, plot)
        _lines(axes, plot)
        for place, dot in enumerate(plot.dots):
            _dot(axes, plot, dot, place)
        return encode(canvas)


def _frame(axes: Axes, plot: DotPlot) -> None:
    axes.set_xlim(*plot.scale())
    axes.set_ylim(len(plot.dots) - 0.5, -0.5)
    axes.set_yticks([])
    suffix = "%" if plot.ceiling else ""
    axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}{suffix}"))
    axes.tick_params(
        length=0, labelsize=style.TEXT, labelcolor=style.INK, labelfontfamily=style.FONT
    )
    axes.grid(axis="x", color=style.GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    for side in ("left", "right", "top"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(style.QUIET)


def _lines(axes: Axes, plot: DotPlot) -> None:
    """The target and the others' value, each named above; one left and one right of its line."""
    lines = [("Target", plot.target, style.TARGET, style.DASHED),
             ("Others", plot.others, style.COMPARISON, style.DOTTED)]  # fmt: skip
    known = sorted((value, name, colour, dashes) for name, value, colour, dashes in lines
                   if value is not None)  # fmt: skip
    for place, (value, name, colour, dashes) in enumerate(known):
        axes.axvline(value, color=colour, linewidth=1.6, linestyle=dashes, zorder=2)
        left = len(known) == 2 and place == 0
        style.say(axes, value, -0.62, f"{name} {plot.printed(value)}", colour,
                  ha="right" if left else "left" if len(known) == 2 else "center",
                  va="bottom")  # fmt: skip


def _dot(axes: Axes, plot: DotPlot, dot: Dot, place: int) -> None:
    colour = style.TARGET if dot.apart else style.VALUE
    if dot.lower is not None and dot.upper is not None:
        axes.plot([dot.lower, dot.upper], [place] * 2, color=colour, linewidth=1.6, zorder=3)
    axes.plot([dot.value], [place], marker="D" if dot.apart else "o", markersize=5.5,
              color=colour, linestyle="none", zorder=4, clip_on=False)  # fmt: skip
    weight = "bold" if dot.apart else "normal"
    name = shorten(dot.name, LONGEST, placeholder=" …")
    across = axes.get_yaxis_transform()
    style.say(axes, -0.03, place, name, style.INK, ha="right", transform=across, fontweight=weight)
    value = f"{plot.printed(dot.value)}{f' ({dot.basis})' if dot.basis else ''}"
    style.say(axes, 1.03, place, value, style.INK, ha="left", transform=across, fontweight=weight)
