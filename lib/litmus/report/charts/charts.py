"""A line over time or a dot plot as a chart: its picture with everything that is said beside it."""

from collections.abc import Sequence

from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell
from litmus.report.charts.dots import DotPlot
from litmus.report.charts.line import ChartLine, ChartPictures


def line_chart(
    line: ChartLine,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    subtitle: str = "",
    pictures: ChartPictures | None = None,
) -> ChartCell:
    """A line over time as a chart with alternative text and the data behind it.

    `title` states the trend, `subtitle` the measure, place and period. `alt` says what the chart
    shows; `pictures` are there where it is drawn already. Raises ValueError without alternative
    text, or without any value to draw.
    """
    if not alt.strip():
        raise ValueError(f"The chart {title!r} needs alternative text.")
    if not line.values:
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    if pictures is None:
        from litmus.report.charts.drawing import pictures_of  # matplotlib takes half a second

        pictures = pictures_of(line)
    wide, small = pictures
    return ChartCell(wide, title, alt, caption, columns, rows, subtitle, small)


def dot_chart(
    plot: DotPlot,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    subtitle: str = "",
    pictures: ChartPictures | None = None,
) -> ChartCell:
    """A dot plot as a chart with alternative text and the data behind it; see `line_chart`."""
    if not plot.dots:
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    if pictures is None:
        from litmus.report.charts.drawing_dots import pictures_of

        pictures = pictures_of(plot)
    wide, small = pictures
    return ChartCell(wide, title, alt, caption, columns, rows, subtitle, small)
