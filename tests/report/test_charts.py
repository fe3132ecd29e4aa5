"""Charts: what they say to readers who cannot see them, and that they are drawn soundly."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from litmus.report import block
from litmus.report.bundle import ChartCell, NoticeCell, Text
from litmus.report.charts.labels import End, spread
from litmus.report.charts.line import ChartLine, ChartPoint
from litmus.report.history import history, points
from litmus.report.lookup import Figures
from report import council

pytestmark = pytest.mark.slow

ASM02 = council.BY_CODE["ASM02"]
YEAR = [f for f in council.figures_of(ASM02) if f.breakdown == "all" and f.window == "R12M"]


def chart(values, **more) -> ChartCell:
    """The chart of thirteen values."""
    rows = [replace(f, value=v, **more) for f, v in zip(YEAR, values, strict=True)]
    shown = history(ASM02, Figures(rows, council.END))
    assert isinstance(shown, ChartCell)
    return shown


def drawn(values, **more):
    """The axes and the line of a chart of these values, before it becomes a picture."""
    from litmus.report.charts import drawing, theme

    frame = more.get("frame", theme.WIDE)
    points = [ChartPoint(n, f"m{n}", v, more.get("target")) for n, v in enumerate(values)]
    unit = more.get("unit", "")
    line = ChartLine(
        points,
        lambda v: f"{v:.1f}%",
        unit=unit,
        benchmark=more.get("benchmark"),
        benchmark_label="England 2015/16",
        ceiling=None if unit else 100.0,
    )
    with theme.theme():
        canvas = theme.canvas(frame, drawing.TALL[frame])
        top = 8 + (frame.line if unit else 0)
        sides = (drawing.LEFT[frame], drawing.RIGHT[frame], 2.4 * frame.line + 6, top)
        axes = theme.area(canvas, *sides)
        drawing.paint(axes, line, frame)
    return axes, line


def test_alternative_text_states_ends_extremes_target_and_benchmark():
    # lowest: 2173 / 3061 = 70.990 in May 2015
    assert history(ASM02, council.lookup()).alt == (
        "Line chart of Single assessments completed within 45 working days, March 2015 to March "
        "2016. From 72.0% (March 2015) to 78.9% (March 2016). Lowest 71.0% (May 2015), highest "
        "78.9% (March 2016). Target 85.0%, earlier 80.0%. England 2015/16: 83.4%."
    )


def test_the_numbers_of_a_title_are_points_of_its_line():
    # A quarter of the months' numerators: 551 of 765 = 72.026 in 2015Q1, 604 of 765 = 78.954 now;
    # over twelve months 78.896, which prints as 78.9%, another number.
    figures, context = council.lookup(), council.context()
    with_numbers = []
    for declaration in council.DECLARATIONS:
        shown = block.block(declaration, figures, context)
        (line,) = [cell for cell in shown if isinstance(cell, ChartCell)]
        values = [row[1] for row in line.words]
        if ends := re.search(r" from (\S+) to (\S+) in a year$", line.title):
            with_numbers.append(declaration.code)
            assert ends[2] == values[-1]
            assert ends[1] in values[:-1]
    assert "ASM02" in with_numbers


def test_what_was_published_of_each_year_stands_beside_the_figures_of_that_year():
    rows = [replace(f, benchmark=b) for f, b in zip(YEAR, [81.0] + [83.4] * 12, strict=True)]
    assert [point.benchmark for point in points(ASM02, rows)] == [81.0] + [83.4] * 12
    shown = history(ASM02, Figures(rows, council.END))
    assert isinstance(shown, ChartCell)
    assert shown.alt.endswith("England 2015/16: 83.4%, earlier 81.0%.")


def test_gaps_are_said_in_the_alternative_text_and_the_data():
    shown = chart([70, None, *[75] * 10, None])
    assert "No figure for April 2015 and March 2016." in shown.alt
    assert shown.words[1][1] == "none"
    assert "to 75.0% (February 2016)" in shown.alt


def test_one_value_is_a_sentence_and_no_line_for_it_would_say_less_than_its_number():
    said = "No line is drawn: there is one figure alone, 78.0% (March 2016)."
    for values in ([*[None] * 12, 78.0], [None, 78.0]):
        rows = [replace(f, value=v) for f, v in zip(YEAR[-len(values) :], values, strict=True)]
        assert history(ASM02, Figures(rows, council.END)) == Text(said)


def test_no_change_is_said_as_it_is():
    assert "The value does not change." in chart([0.0] * 13).alt


def test_nothing_to_draw_is_a_notice():
    rows = [replace(figure, value=None) for figure in YEAR]
    assert isinstance(history(ASM02, Figures(rows, council.END)), NoticeCell)
    assert isinstance(history(ASM02, Figures([], council.END)), NoticeCell)


def test_the_data_behind_the_chart_are_its_figures():
    shown = history(ASM02, council.lookup())
    assert len(shown.words) == 13
    assert list(shown.columns) == ["Covers", "Value", "Number", "Out of", "Target"]
    assert shown.words[0] == ["12 months to 31 March 2015", "72.0%", "2,204", "3,061", "80.0%"]
    assert shown.words[-1] == ["12 months to 31 March 2016", "78.9%", "2,415", "3,061", "85.0%"]


def test_the_caption_says_what_a_point_is_and_when_the_scale_is_cut():
    assert history(ASM02, council.lookup()).caption == (
        "Each point covers the 12 months that end with that month. The scale does not start at "
        "zero."
    )
    low = chart([5.0] * 13, target=None, benchmark=None)
    assert "zero" not in low.caption
    assert "Hollow points are provisional." in chart([80] * 13, status="provisional").caption


def test_a_last_point_within_a_month_says_its_day():
    end = date(2016, 3, 12)
    rows = [*YEAR[:-1], replace(YEAR[-1], window_end=end)]
    shown = history(ASM02, Figures(rows, end))
    assert "to 78.9% (12 March 2016)" in shown.alt
    assert "The last point goes up to 12 March 2016." in shown.caption


def test_alternative_text_is_required():
    from litmus.report.charts.charts import make_chart

    line = ChartLine([ChartPoint(1, "Mar", 1.0)], str)
    words = {"title": "t", "caption": "", "columns": ["a"], "rows": []}
    with pytest.raises(TypeError):
        make_chart(line, **words)
    with pytest.raises(ValueError, match="alternative text"):
        make_chart(line, alt="  ", **words)
    with pytest.raises(ValueError, match="nothing to draw"):
        make_chart(ChartLine([ChartPoint(1, "Mar", None)], str), alt="a", **words)


def test_the_same_data_give_the_same_bytes_in_small_files_for_a_page_and_a_phone():
    first, second = (history(ASM02, council.lookup()) for _ in range(2))
    assert (first.svg, first.small) == (second.svg, second.small)
    assert len(first.svg) < 12_000 and len(first.small) < 12_000
    assert 'viewBox="0 0 482 ' in first.svg  # 170 mm in points
    assert 'viewBox="0 0 360 ' in first.small


def test_text_stays_text_in_the_documents_font_and_no_name_can_clash():
    shown = history(ASM02, council.lookup())
    for drawing in (shown.svg, shown.small):
        words = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
        assert {"Mar", "Jan", "2015", "2016", "72.0%", "78.9%", "Target 85.0%"} <= set(words)
        assert "font-family:Litmus Sans, " in drawing
        assert not re.search(r'\bid="|<style|<defs|<metadata|<!', drawing)


def test_every_colour_is_one_of_the_design_so_that_the_drawing_follows_its_page():
    from litmus.base import tokens

    shown = history(ASM02, council.lookup())
    colours = set(re.findall(r"#[0-9a-f]{6}", shown.svg))
    assert colours and colours <= {colour.light for colour in tokens.colours().values()}


NASTY = {
    "realistic": ([72, 71.5, 71, 72, 73, 74, 74.5, 75, 76, 77, 78, 78.5, 78.9], 85.0, 83.4),
    "one point": ([*[None] * 12, 78.0], 85.0, 83.4),
    "gaps": ([70, None, 72, None, None, None, 80, 81, None, 79, 78, 77, 76], 85.0, None),
    "all zero": ([0.0] * 13, None, None),
    "near 100": ([99, 99.5, 100, 100, 98, 99, 100, 100, 100, 99.9, 100, 100, 100], 85.0, 99.0),
    "target far away": ([20, 22, 21, 23, 24, 22, 21, 20, 19, 22, 23, 24, 25], 95.0, 94.0),
    "falling": ([58, 56, 55, 53.5, 52, 51, 50, 48.5, 47, 46, 45, 43.5, 42], None, 53.6),
    "all the same": ([85.0] * 13, 85.0, 85.0),
    "wild": ([5, 95, 3, 90, 50, 100, 0, 77, 80, 20, 85, 10, 84.9], 85.0, 83.4),
}


def written(axes):
    """Every text in the picture, with the box that it fills (a pointer to its line left out)."""
    from matplotlib.text import Text

    from litmus.report.charts import theme

    with theme.theme():
        axes.figure.draw_without_rendering()
    low, high = axes.get_ylim()
    ticks = [t for t in axes.get_yticklabels() if low <= t.get_position()[1] <= high]
    texts = [t for t in (*axes.texts, *axes.get_xticklabels(), *ticks) if t.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text)) for text in texts]


@pytest.mark.parametrize("unit", ["", "Per 10,000 children"])
@pytest.mark.parametrize("frame", ["WIDE", "SMALL"])
@pytest.mark.parametrize("name", NASTY)
def test_no_label_overlaps_another_or_leaves_the_picture(name, frame, unit):
    from litmus.report.charts import theme

    values, target, benchmark = NASTY[name]
    frame = getattr(theme, frame)
    axes, _ = drawn(values, target=target, benchmark=benchmark, unit=unit, frame=frame)
    boxes = written(axes)
    page = axes.figure.bbox
    for n, (words, box) in enumerate(boxes):
        assert page.x0 <= box.x0 and box.x1 <= page.x1, f"{words} leaves the picture"
        assert page.y0 <= box.y0 and box.y1 <= page.y1, f"{words} leaves the picture"
        for other, its in boxes[n + 1 :]:
            assert not box.shrunk(0.98, 0.9).overlaps(its.shrunk(0.98, 0.9)), (words, other)


@pytest.mark.parametrize("name", NASTY)
def test_every_value_target_and_benchmark_is_within_the_axes(name):
    values, target, benchmark = NASTY[name]
    axes, _ = drawn(values, target=target, benchmark=benchmark)
    low, high = axes.get_ylim()
    assert 0 <= low < high <= 100
    for value in (*values, target, benchmark):
        assert value is None or low <= value <= high
    assert high - low >= 20  # a wobble does not look like a cliff


def test_a_line_is_not_drawn_across_a_gap():
    _, line = drawn([70, None, 72, 73, None, 74])
    assert [[p.value for p in run] for run in line.runs()] == [[70], [72, 73], [74]]
    assert list(line.gaps()) == [(0, 2), (3, 5)]


def test_a_missing_window_is_a_gap_as_well():
    line = ChartLine([ChartPoint(1, "", 1.0), ChartPoint(2, "", 2.0), ChartPoint(5, "", 3.0)], str)
    assert [len(run) for run in line.runs()] == [2, 1]
    assert list(line.gaps()) == [(2, 5)]


def test_lines_are_told_apart_without_colour():
    axes, _ = drawn([70, 71, 72], target=80.0, benchmark=75.0)
    styles = {str(line._unscaled_dash_pattern) for line in axes.lines[:3]}
    assert len(styles) == 3


def test_crowded_names_are_moved_apart_in_order():
    names = [End(1, "Target 85.0%", "k"), End(1, "a\nb", "k"), End(1, "85.0%", "k")]
    for end in names:
        end.middle = 40
    spread(names, 120)
    for below, above in pairwise(names):
        assert above.middle - below.middle >= (below.tall + above.tall) / 2 - 1e-9


def test_a_theme_that_an_analyst_sets_leaves_the_reports_charts_as_they_are():
    import seaborn
    from matplotlib import rc_context

    plain = history(ASM02, council.lookup())
    with rc_context():
        seaborn.set_theme(style="darkgrid", font_scale=2)
        themed = history(ASM02, council.lookup())
    assert (themed.svg, themed.small) == (plain.svg, plain.small)


def test_a_chart_becomes_pixels_where_a_format_holds_no_drawing():
    from PIL import Image

    from litmus.render.pictures import of_svg

    image = Image.open(io.BytesIO(of_svg(history(ASM02, council.lookup()).svg)))
    assert image.width == round(170 / 25.4 * 200)  # of the page's width at 200 dots an inch
    assert image.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_names_below_a_line_do_not_touch_where_two_years_meet():
    from litmus.report.charts import theme
    from litmus.report.charts.ticks import shown_ticks

    quarters = [
        "Sep\n2012",
        "Mar\n2013",
        "Sep",
        "Mar\n2014",
        "Sep",
        "Mar\n2015",
        "Sep",
        "Mar\n2016",
    ]
    line = ChartLine([ChartPoint(6 * n, tick, 50.0) for n, tick in enumerate(quarters)], str)
    wide = shown_ticks(line, 330, theme.WIDE.text)
    assert [tick.split("\n")[0] for _, tick in wide] == ["Sep", "Mar"] * 4
    small = shown_ticks(line, 206, theme.SMALL.text)
    assert [tick for _, tick in small] == ["Mar\n2013", "Mar\n2014", "Mar\n2015", "Mar\n2016"]
