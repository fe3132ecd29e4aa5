"""The kinds of charts: what each is made of, and the module that draws it.

A kind is a type of what is drawn, which is light to import, and a module `drawing*` whose `draw`
makes its picture for a frame, and brings the libraries for it: matplotlib, and seaborn where it is
used.
"""

from importlib import import_module

from litmus.report.charts.bands import DayBands
from litmus.report.charts.both_ways import DivergingBars
from litmus.report.charts.dots import DotPlot
from litmus.report.charts.funnels import FunnelPlot
from litmus.report.charts.grid import HeatMap
from litmus.report.charts.line import ChartLine, ChartPictures
from litmus.report.charts.multiples import SmallMultiples
from litmus.report.charts.panels import Panels
from litmus.report.charts.people import PeopleRow
from litmus.report.charts.stacks import StackedBars

Drawable = (
    ChartLine
    | DotPlot
    | DayBands
    | DivergingBars
    | FunnelPlot
    | HeatMap
    | Panels
    | PeopleRow
    | SmallMultiples
    | StackedBars
)

DRAWN_BY: dict[type[Drawable], str] = {
    ChartLine: "drawing",
    DotPlot: "drawing_dots",
    DayBands: "drawing_bands",
    DivergingBars: "drawing_both_ways",
    FunnelPlot: "drawing_funnel",
    HeatMap: "drawing_grid",
    Panels: "drawing_panels",
    PeopleRow: "drawing_people",
    SmallMultiples: "drawing_multiples",
    StackedBars: "drawing_stacks",
}


def draw(picture: Drawable) -> ChartPictures:
    """The pictures of what is drawn, for a page and for a phone.

    The module that draws is imported here: who only says what is drawn does without its libraries.
    """
    from litmus.report.charts.theme import SMALL, WIDE

    module = import_module(f"litmus.report.charts.{DRAWN_BY[type(picture)]}")
    return module.draw(picture, WIDE), module.draw(picture, SMALL)
