"""The figure that a page speaks of is the same on the front of the book, in its index and on the
page of a key question."""

from dataclasses import replace

import pytest

from litmus.base.windows import window_ending
from litmus.report.bundle import TableCell
from litmus.report.feed import HELD
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
