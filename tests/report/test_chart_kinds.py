"""Every kind of chart: drawn alike each time, text as text, colours of the design alone."""

import re
import warnings

import pytest

from litmus.base import tokens
from litmus.figures.days import CountedDays
from litmus.render import drawings
from litmus.report.charts import kinds
from litmus.report.charts.bands import DayBands
from litmus.report.charts.both_ways import BothWays, DivergingBars
from litmus.report.charts.funnels import FunnelDot, FunnelPlot
from litmus.report.charts.grid import Head, HeatMap, Square
from litmus.report.charts.line import ChartLine, ChartPoint
from litmus.report.charts.multiples import Small, SmallMultiples
from litmus.report.charts.panels import Bar, Multiple, Panel, Panels
from litmus.report.charts.people import PeopleRow
from litmus.report.charts.stacks import Stack, StackedBars

pytestmark = pytest.mark.slow

LONG = "Looked After Children Team of the North and the East of the City"
STEPS = ["Outstanding", "Good", "Requires improvement", "Inadequate"]


def bands(numbers: list[int], median: float = 7) -> DayBands:
    made = [CountedDays(2 * n + 1 if n else 0, 2 * n + 2, k) for n, k in enumerate(numbers[:-1])]
    made.append(CountedDays(21, None, numbers[-1]))
    late = sum(numbers[5:])
    return DayBands(made, 10, median, "Working days", sum(numbers) - late, late)


DRAWN = {
    "grades": StackedBars(
        [Stack(LONG, [1, 2, 3, 4]), Stack("Mar 2016", [0] * 4)], STEPS, 2, "Good or better"
    ),
    "one grade": StackedBars([Stack("Mar 2016", [0, 1, 0, 0])], STEPS, 2, "Good or better"),
    "days": bands([3, 4, 0, 2, 9, 1, 0, 0, 0, 1, 2], 9.5),
    "one case, late": bands([0] * 10 + [1], 60),
    "one case, at once": bands([1] + [0] * 10, 0),
    "themes": DivergingBars([BothWays(LONG, 3, 30), BothWays("Neglect", 8, 0)], "Concerns", "Good"),
    "concerns alone": DivergingBars([BothWays("Neglect", 1, 0)], "Concerns", "Strengths"),
    "agreed and ahead": ChartLine(
        [ChartPoint(n, f"Q{n}\n2016", 60.0 + n) for n in range(9)], lambda v: f"{v:.1f}%",
        ceiling=100.0, agreed=[(2.5, 62.0), (4.0, 70.0), (10.0, 88.0)],
        ahead=[ChartPoint(9, "Q9\n2016", 69.0, lower=64.0, upper=74.0),
               ChartPoint(10, "Q10\n2016", 70.0, lower=62.0, upper=78.0)],
    ),
    "agreed without a forecast": ChartLine(
        [ChartPoint(0, "Mar\n2016", 3.0)], str, agreed=[(0.0, 3.0), (2.0, 4.0)],
        ahead=[ChartPoint(1, "Jun\n2016", None), ChartPoint(2, "Sep\n2016", None)],
    ),
    "councils": FunnelPlot(
        [FunnelDot(LONG, 50.0, 120, apart=True), FunnelDot("Ours", 24.0, 60, is_ours=True)]
        + [FunnelDot(f"C{n}", 20.0 + n, 100 + 40 * n) for n in range(9)],
        22.0, lambda v: f"{v:.1f}%", "Plans"),
    "councils of one size": FunnelPlot(
        [FunnelDot(f"C{n}", 0.0, 50, apart=True) for n in range(3)], 0.0, str, "Plans"),
    "teams": HeatMap(
        [Head(LONG, "target 90%")] + [Head("Visits")] * 8,
        [(LONG, [Square("50%", "worse", "worse")] + [Square("no cases", "", "none")] * 8)] * 3,
    ),
    "groups": Panels(
        ["White", "Not known"],
        [
            Panel("In need", "all: 10", [Bar(100.0, "100.0%"), Bar(None, "nobody")]),
            Panel("Times", "as others", [Multiple(1.2, 0.9, 40.0, "1.2", "(0.9 to 40.0)"),
                                         Multiple(None)]),
        ],
    ),
    "quarters of teams": SmallMultiples(
        [Small(LONG, [80.0, None, 90.0, 47.1], "47.1%", True), Small("B", [None, 81.0, None, 82.0],
         "82.0%"), Small("C", [80.0, 81.0, 83.0, None], "")] * 2,
        [80.0, 81.0, 83.0, 82.5], ("Jun\n2015", "Mar\n2016"), 85.0),
    "people": PeopleRow(10, 9, "about 9 of 10", "87.9% (565 of 643)"),
    "people, not quite all": PeopleRow(10, 9.5, "more than 9 of 10", "98.1% (1,204 of 1,227)"),
    "few people, none of them": PeopleRow(5, 0, "none of 5", "0.0% (0 of 5)"),
    "one team, no change": SmallMultiples([Small("B", [0.0] * 3, "0.0%")], [0.0] * 3, ("a", "b")),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_the_same_each_time_and_follows_the_page_it_stands_in(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a library that says something will change soon breaks it
        pictures = kinds.draw(DRAWN[name])
    assert pictures == kinds.draw(DRAWN[name])
    ours = {colour.light for colour in tokens.colours().values()}
    for drawing in pictures:
        assert drawings.read(drawing) is not None  # what the renderer lets through
        assert set(re.findall(r"#[0-9a-f]{6}\b", drawing)) <= ours
        assert "nan" not in drawing.lower()


@pytest.mark.parametrize("name", DRAWN)
def test_no_text_leaves_the_picture(name: str) -> None:
    from litmus.report.charts import theme

    for drawing in kinds.draw(DRAWN[name]):
        wide, tall = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing).groups())
        written = re.findall(r"<text ([^>]*)>([^<]*)</text>", drawing)
        assert written
        for attributes, words in written:
            size = float(re.search(r"font(?:-size)?:(?:bold )?([\d.]+)px", attributes)[1])
            breadth = theme.breadth(words, size, "bold" in attributes)
            anchor = re.search(r"text-anchor:(\w+)", attributes)
            place = re.search(r"translate\((-?[\d.]+) (-?[\d.]+)\)", attributes) or re.search(
                r'x="(-?[\d.]+)" y="(-?[\d.]+)"', attributes
            )
            x, y = float(place[1]), float(place[2])
            left = x - {"middle": breadth / 2, "end": breadth}.get(anchor[1] if anchor else "", 0)
            assert left > -3 and left + breadth < wide + 3, (words, left, breadth, wide)
            assert 0 < y < tall + 1, (words, y)


def test_people_who_count_are_filled_and_the_others_are_outlines() -> None:
    for drawing in kinds.draw(DRAWN["people, not quite all"]):
        filled = drawing.count(f"fill:{tokens.light('accent')}")
        hollow = drawing.count(f"fill:{tokens.light('paper')}")
        # Head and body of nine, and of the half of the tenth, who is an outline as well.
        assert (filled, hollow - 1) == (20, 2)  # the ground is of the same colour as an outline


def test_nothing_to_draw_is_known_before_it_is_drawn() -> None:
    assert PeopleRow(0, 0, "").is_empty
    assert bands([0] * 11).is_empty
    assert SmallMultiples([Small("A", [None], "")], [1.0], ("a", "b")).is_empty
    assert StackedBars([Stack("Mar", [0] * 4)], STEPS, 2, "Good").is_empty
    assert DivergingBars([], "Concerns", "Strengths").is_empty
    assert HeatMap([Head("Visits")], [("A", [Square("no cases", "", "none")])]).is_empty
    assert Panels(["White"], [Panel("In need", "", [Bar(None, "nobody")])]).is_empty
