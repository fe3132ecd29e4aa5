"""Grades over four periods and the balance of themes, as pictures with their messages."""

from datetime import date

import pytest

from litmus.qa.model import Activity, Graded
from litmus.report.bundle import ChartCell
from litmus.report.qa import grades, strengths
from report import council
from report.collation import collation, count, finding

QUARTERS = [
    (date(2015, 4, 1), date(2015, 6, 30)), (date(2015, 7, 1), date(2015, 9, 30)),
    (date(2015, 10, 1), date(2015, 12, 31)), (date(2016, 1, 1), date(2016, 3, 31)),
]  # fmt: skip


def audits(*counts: tuple[int, int, int, int]) -> Activity:
    ends = QUARTERS[-len(counts) :]
    graded = [Graded(*span, each) for span, each in zip(ends, counts, strict=True)]
    return Activity("audits", "Case file audits", "4", grades=graded)


def chart(*counts) -> ChartCell:
    (made,) = grades.over_time(audits(*counts), council.context())
    assert isinstance(made, ChartCell)
    return made


@pytest.mark.slow
def test_grades_over_four_quarters_with_the_share_that_is_good() -> None:
    made = chart((0, 0, 0, 0), (2, 6, 8, 0), (0, 0, 0, 0), (0, 18, 42, 10))
    # the first quarter had no audit yet and is left out, the third is a gap and is shown
    assert made.words == [
        ["Jul–Sep 2015", "2", "6", "8", "0", "16", "50.0% (8 of 16)"],
        ["Oct–Dec 2015", "0", "0", "0", "0", "0", "none"],
        ["Jan–Mar 2016", "0", "18", "42", "10", "70", "25.7% (18 of 70)"],
    ]
    assert made.title == "Case file audits: 18 of 70 good or better (25.7%)"
    assert "Oct–Dec 2015: none graded." in made.alt
    assert "Jan–Mar 2016: 18 good, 42 requires improvement and 10 inadequate of 70." in made.alt
    for said in (">25.7%<", ">of 70<", ">42<", ">none<", ">Outstanding<", ">Good or better<"):
        assert said in made.svg and said in made.small


def test_a_change_of_the_share_is_said_only_where_it_is_more_than_chance() -> None:
    def said(*counts) -> str:
        return grades.message("Case file audits", audits(*counts).grades)

    assert said((0, 18, 23, 7), (0, 18, 42, 10)).endswith(
        "(25.7%), no clear change on 37.5% in Oct–Dec 2015"
    )
    assert said((0, 40, 10, 0), (0, 18, 42, 10)).endswith("worse than 80.0% in Oct–Dec 2015")
    assert said((0, 40, 10, 0), (0, 0, 0, 0)) == "Case file audits: none was graded in Jan–Mar 2016"


def test_nothing_graded_is_no_picture() -> None:
    assert grades.over_time(audits((0, 0, 0, 0)), council.context()) == []
    assert grades.over_time(Activity("visits", "Visits", "11"), council.context()) == []


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2016, 3, 1), date(2016, 3, 31), "Mar 2016"),
        (date(2015, 12, 1), date(2016, 2, 29), "Dec 2015–Feb 2016"),
        (date(2016, 3, 21), date(2016, 3, 27), "21–27 Mar 2016"),
        (date(2016, 2, 29), date(2016, 3, 6), "29 Feb–6 Mar 2016"),
        (date(2016, 3, 27), date(2016, 3, 27), "27 Mar 2016"),
    ],
)
def test_periods_have_short_names(start: date, end: date, name: str) -> None:
    assert grades.name(Graded(start, end, ())) == name


@pytest.mark.slow
def test_learning_is_counted_apart_and_never_a_concern() -> None:
    found = collation(
        findings=[finding("1"), finding("2", "STRENGTH"), finding("3", "LEARNING")] * 2
    )
    counts = [count("NEGLECT", "Neglect", 9, strengths=2), count("FATHERS", "Fathers", 1,
                                                                  strengths=4)]  # fmt: skip
    (made,) = strengths.chart(counts, found, council.context())
    assert made.words == [["Neglect", "9", "2", "2"], ["Fathers", "1", "4", "0"]]
    assert made.title == ("More concerns than strengths: Neglect foremost; more strengths: Fathers")
    assert "Neglect 9 and 2; Fathers 1 and 4" in made.alt
    assert "2 points of learning of all themes are counted apart." in made.caption
    assert ">Concerns<" in made.svg and ">Strengths<" in made.svg and "Learning" not in made.svg


def test_without_a_theme_there_is_no_picture() -> None:
    assert strengths.chart([count("NEGLECT", "Neglect", 0)], collation(), council.context()) == []
