"""What is drawn as a chart: its picture with everything that is said beside it."""

from collections.abc import Sequence

from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell
from litmus.report.charts import kinds
from litmus.report.charts.kinds import Drawable
from litmus.report.charts.line import ChartPictures


def make_chart(
    drawn: Drawable,
    *,
    title: str,
    alt: str,
    caption: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    subtitle: str = "",
    pictures: ChartPictures | None = None,
    tall: bool = False,
    on_screen: bool = False,
) -> ChartCell:
    """What is drawn as a chart with alternative text and the data behind it.

    `title` states the trend, `subtitle` the measure, place and period. `alt` says what the chart
    shows; `pictures` are there where it is drawn already. `tall` asks for all of its height in
    print, `on_screen` for its words alone there. Raises ValueError without alternative text, or
    without any value to draw.
    """
    if not alt.strip():
        raise ValueError(f"The chart {title!r} needs alternative text.")
    if drawn.is_empty:
        raise ValueError(f"The chart {title!r} has nothing to draw.")
    wide, small = pictures or kinds.draw(drawn)
    return ChartCell(wide, title, alt, caption, columns, rows, subtitle, small, tall, on_screen)
