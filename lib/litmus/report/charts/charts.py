"""A line over time or a dot plot as a chart: its picture with everything that is said beside it."""

from collections.abc import Sequence

from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell
from litmus.report.charts.dots import DotPlot
from litmus.report.charts.line import ChartLine, ChartPictures


def make_chart(
    drawn: ChartLine | DotPlot,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    subtitle: str = "",
    pictures: ChartPictures | None = None,
) -> ChartCell:
    """What is drawn as a chart with alternative text and the data behind it.

    `title` states the trend, `subtitle` the measure, place and period. `alt` says what the chart
    shows; `pictures` are there where it is drawn already. Raises ValueError without alternative
    text, or without any value to draw.
    """
    if not alt.strip():
        raise ValueError(f"The chart {title!r} needs alternative text.")
    if not (drawn.dots if isinstance(drawn, DotPlot) else drawn.values):
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    wide, small = pictures or _draw(drawn)
    return ChartCell(wide, title, alt, caption, columns, rows, subtitle, small)


def _draw(drawn: ChartLine | DotPlot) -> ChartPictures:
    """Its two pictures; matplotlib, which takes half a second to import, is imported here alone."""
    if isinstance(drawn, DotPlot):
        from litmus.report.charts.drawing_dots import pictures_of as of_dots

        return of_dots(drawn)
    from litmus.report.charts.drawing import pictures_of as of_line

    return of_line(drawn)
