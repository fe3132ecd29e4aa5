"""The figure that a page speaks of is the same on the front of the book, in its index and on the
page of a key question."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.windows import window_ending
from litmus.report import method, wording
from litmus.report.bundle import TableCell
from litmus.report.feed import HELD
from litmus.report.lookup import Figures
from litmus.report.page_one import facts
from litmus.report.report import Report
from report import council

ASM02 = replace(council.BY_CODE["ASM02"], short="Assessments")
QUARTER = council.figure(ASM02, window_ending("quarter", council.END), 900, 1000)  # 90.0%
YEAR = council.figure(ASM02, window_ending("R12M", council.END), 800, 1000)  # 80.0%


@pytest.mark.parametrize(
    ("rows", "spoken_of"),
    [
        ([QUARTER, YEAR], "90.0%"),
        ([QUARTER], "90.0%"),  # the data are too young for a year
        ([replace(QUARTER, status=HELD), YEAR], "80.0%"),
        ([YEAR], "80.0%"),
    ],
)
def test_each_place_speaks_of_the_same_figure(rows, spoken_of):
    report = Report(council.context(declarations=(ASM02,)), rows, council.quality())
    front, index, question = (
        next(row for row in table.words if row[0] in (ASM02.brief, ASM02.name))
        for shown in (report.book_summary(), report.index(), report.question("KQ2"))
        for table in [
            next(p for p in shown.parts if isinstance(p, TableCell) and "Now" in p.columns)
        ]
    )
    assert [front[1], index[2], question[2].split(" (")[0]] == [spoken_of] * 3


def test_of_a_held_year_no_place_speaks_of_the_quarter():
    rows = [QUARTER, replace(YEAR, status=HELD)]
    report = Report(council.context(declarations=(ASM02,)), rows, council.quality())
    for shown in (report.book_summary(), report.index(), report.question("KQ2")):
        assert "90.0%" not in "\n".join(part.plain() for part in shown.parts)


def test_where_the_data_are_too_young_for_a_year_the_quarter_is_held_against_the_target():
    low = replace(QUARTER, numerator=600, value=60.0, rag="red")  # the target is 85%
    report = Report(council.context(declarations=(ASM02,)), [low], council.quality())
    words = "\n".join(part.plain() for part in report.question("KQ2").parts)
    assert "Off target: assessments" in words
    words = "\n".join(part.plain() for part in report.off_target().parts)
    assert "60.0%" in words


def test_a_held_year_is_neither_rated_nor_worse():
    held = replace(YEAR, status=HELD, rag="red")
    before = council.figure(ASM02, window_ending("quarter", date(2015, 3, 31)), 950, 1000)
    figures = Figures([replace(QUARTER, numerator=500, value=50.0), before, held], council.END)
    context = council.context(declarations=(ASM02,))
    assert facts.read(figures, context) == []


def test_the_method_says_of_differences_what_the_sentences_do():
    # 85.14 - 83.66 = 1.48, printed 85.1 and 83.7: the difference of what is seen is 1.4.
    now, before = replace(QUARTER, value=85.14), replace(QUARTER, value=83.66)
    gap = wording.difference(ASM02, now.value, before.value).gap
    assert gap == pytest.approx(1.4)
    assert "that of the numbers as they are printed" in method.RULES[0]
