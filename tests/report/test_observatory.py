"""The council beside others: rank and funnel of published figures, our own count called so."""

from dataclasses import replace

from litmus.figures.benchmarks.councils import NamedCouncil
from litmus.figures.judging import Comparison
from litmus.report.bundle import ChartCell, TableCell
from litmus.report.observatory import message
from litmus.report.places import Place, beyond, funnel_of, rank, together
from litmus.report.report import Report
from report import council
from report.collation import plain

ON_TIME = council.BY_CODE["ASM02"]  # higher is better
AGAIN = council.BY_CODE["REF02"]  # lower is
OURS = Place("Ours", 50.0, 250, 500, is_ours=True)
OTHERS = [Place("A", 81.0, 405, 500), Place("B", 80.0, 400, 500), Place("C", 79.0, 395, 500)]


def named(*values: float | None, counts: bool = True) -> tuple[NamedCouncil, ...]:
    return tuple(
        NamedCouncil(f"Council {n}", "2015/16", value,
                     round(5 * value) if counts and value is not None else None,
                     500 if counts and value is not None else None)
        for n, value in enumerate(values)
    )  # fmt: skip


def report(councils: tuple[NamedCouncil, ...]) -> Report:
    about = council.context(
        published={"ASM02": (Comparison("England 2015/16", 83.4, "ENGLAND", "2015/16"),)}
    )
    about = replace(about, councils={"ASM02": councils} if councils else {})
    return Report(about, council.all_figures(), council.quality(), None)


def test_the_rank_is_by_the_way_that_is_better_and_shared_where_equal():
    assert rank(ON_TIME, [OURS, *OTHERS]) == "4 of 4"
    assert rank(AGAIN, [OURS, *OTHERS]) == "1 of 4"
    assert rank(ON_TIME, [OURS, Place("D", 50.0, 1, 2)]) == "1 of 2"
    assert str(rank(ON_TIME, OTHERS)) == "no rank"


def test_a_funnel_needs_the_numbers_of_every_council():
    found = funnel_of(ON_TIME, [OURS, *OTHERS])
    assert "Ours" in beyond(found)
    assert together([OURS, *OTHERS], {"Ours": ""}) == 80.0
    assert funnel_of(ON_TIME, [OURS, Place("D", 80.0, None, None)]) is None
    assert funnel_of(council.BY_CODE["REF01"], [OURS, *OTHERS]) is None  # a rate


def test_the_message_says_whether_we_differ_by_more_than_chance():
    assert message(AGAIN, [OURS, *OTHERS], {"Ours": "below the 3 sigma limit"}).endswith(
        "we are 1 of 4, and below all together by more than chance explains"
    )
    assert "no further from all together than chance" in message(AGAIN, [OURS, *OTHERS], {})
    without = replace(OURS, numerator=None, denominator=None)
    assert message(AGAIN, [without, *OTHERS], {}).endswith("we are 1 of 4")


def test_our_own_count_is_called_so_and_the_suppressed_are_named():
    chart, _ = report(named(70.0, 80.0, 90.0, None)).observatory.councils()
    assert isinstance(chart, ChartCell)
    said = plain(chart)
    assert "Sample City (own count)" in said
    assert "3 named councils for 2015/16, the same measure and year" in chart.caption
    assert "Suppressed or not published: Council 3." in chart.caption


def test_a_published_figure_of_ours_takes_its_place_in_place_of_our_count():
    ours = replace(named(75.0)[0], name="Sample City", is_ours=True)
    for part in report((*named(70.0, 80.0, 90.0), ours)).observatory.councils():
        assert "own count" not in plain(part)


def test_without_named_councils_it_says_what_there_is_to_compare_with():
    for few in ((), named(70.0, 80.0)):
        alone = report(few).observatory
        assert "No figures of named councils are at hand" in plain(alone.councils())
        table = next(part for part in alone.overview() if isinstance(part, TableCell))
        assert table.words[0][1:5] == ["2015/16", "83.4%", "none at hand", "no rank"]


def test_the_funnel_is_a_picture_with_its_limits_where_the_numbers_are_published():
    _, chart = report(named(60.0, 80.0, 82.0, 81.0)).observatory.councils()
    assert isinstance(chart, ChartCell) and chart.svg.startswith("<svg")
    assert chart.title.endswith("Council 0 lies below the limits of chance")
    assert "Funnel plot of councils, all together " in chart.alt
    first = chart.rows[-1]
    assert [str(cell) for cell in (first[0], first[1], first[-1])] == [
        "Council 0",
        "500",
        "differs",
    ]
    assert len(chart.columns) == len(first)


def test_without_the_numbers_behind_the_shares_there_is_no_funnel():
    (chart,) = report(named(60.0, 80.0, 82.0, counts=False)).observatory.councils()
    assert "Dot plot" in chart.alt


def in_short(councils=(), published=None, rows=None):
    made = report(councils)
    about = replace(made.context, published=published or made.context.published)
    shown = Report(about, rows or council.all_figures(), council.quality(), None)
    said, *more = shown.observatory.in_short()
    blocks = (
        [[f"{p.lead} {p.text}" for p in each.points] for each in more[0].blocks] if more else []
    )
    return said.text, blocks


def test_the_first_page_says_where_we_are_clearly_worse_and_whom_to_ask():
    # 78.9% of ours, by its interval from 75.8% to 82.1%, beside 83.4% of England.
    published = {
        "ASM02": (
            Comparison("England 2015/16", 83.4, "ENGLAND", "2015/16"),
            Comparison("East Midlands 2015/16", 86.9, "EAST_MIDLANDS", "2015/16"),
        )
    }
    said, (better, worse, ask) = in_short(published=published)
    assert said == "Beside England one measure can be judged: in it we are clearly worse."
    assert better == []
    assert worse == [
        f"{ON_TIME.brief}: 78.9% in the 12 months to 31 March 2016, 4.5 points below England "
        "2015/16 (83.4%)."
    ]
    assert ask == [f"{ON_TIME.brief}: East Midlands (86.9%): how do they come to it?"]


def test_councils_that_are_better_by_more_than_chance_are_asked_by_name():
    _, (_, _, ask) = in_short(named(95.0, 80.0, 79.0, 78.0, 81.0, 40.0))
    assert ask == [f"{ON_TIME.brief}: Council 0 (95.0%): what do they do?"]


def test_within_chance_of_england_nothing_is_claimed():
    published = {"ASM02": (Comparison("England 2015/16", 79.5, "ENGLAND", "2015/16"),)}
    said, (better, worse, ask) = in_short(published=published)
    assert said == "Beside England one measure can be judged: the difference may be chance."
    assert better == worse == ask == []


def test_nobody_who_does_worse_than_us_is_asked():
    # 78.9% of ours; Council 0 is better than the others by more than chance, and worse than us.
    _, (_, _, ask) = in_short(named(70.0, 40.0, 41.0, 40.0, 42.0, 40.0))
    assert ask == []


def test_where_neither_way_is_better_it_is_said_and_nothing_is_called_better():
    published = {"REF01": (Comparison("England 2015/16", 536.0, "ENGLAND", "2015/16"),)}
    said, blocks = in_short(published=published)
    assert said == "Of the figures that stand beside England's neither way is better."
    assert blocks == []
