"""A line over time as a chart: its picture with everything that is said beside it."""

from collections.abc import Sequence

from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell
from litmus.report.charts.dots import DotPlot
from litmus.report.charts.line import ChartLine


def line_chart(
    line: ChartLine,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    drawing: bytes | None = None,
) -> ChartCell:
    """A line over time as a chart with alternative text and the data behind it.

    `alt` says what the chart shows; `drawing` is the picture where it is drawn already. Raises
    ValueError without alternative text, or without any value to draw.
    """
    if not alt.strip():
        raise ValueError(f"The chart {title!r} needs alternative text.")
    if not line.values:
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    if drawing is None:
        from litmus.report.charts.drawing import draw  # matplotlib takes half a second to import

        drawing = draw(line)
    return ChartCell(drawing, title, alt, caption, columns, rows)


def dot_chart(
    plot: DotPlot,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    drawing: bytes | None = None,
) -> ChartCell:
    """A dot plot as a chart with alternative text and the data behind it; see `line_chart`."""
    if not plot.dots:
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    if drawing is None:
        from litmus.report.charts.drawing_dots import draw

        drawing = draw(plot)
    return ChartCell(drawing, title, alt, caption, columns, rows)
