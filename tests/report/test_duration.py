"""How long cases took, as a picture: its message, its numbers, and what it leaves out."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.windows import window_ending
from litmus.figures.days import DaysTaken, taken
from litmus.indicators.days import DaysInWords
from litmus.report import block, duration
from litmus.report.book import page
from litmus.report.bundle import ChartCell
from report import council

WORDS = DaysInWords(
    limit=45, one="assessment", cases="assessments", did="took",
    axis="Working days from start to authorisation",
    unknown="without a known start",
)  # fmt: skip
ASM02 = replace(council.BY_CODE["ASM02"], days=WORDS)
NOW = {10: 40, 44: 50, 46: 8, 200: 2, None: 1}
BEFORE = {10: 10, 50: 10}


def days(counts: dict[int | None, int], end: date = council.END) -> DaysTaken:
    return taken(window_ending("quarter", end), counts, 45)


def chart(*found: DaysTaken) -> ChartCell:
    context = council.context(days={"ASM02": found})
    drawn = duration.plot(ASM02, context)
    assert drawn is not None
    return duration.chart(ASM02, context, drawn)


@pytest.mark.slow
def test_the_message_says_the_middle_and_how_many_are_beyond_the_limit() -> None:
    made = chart(days(NOW), days(BEFORE, date(2015, 3, 31)))
    said = "Half of the assessments took 44 working days or fewer; 10 of 100 took more than 45"
    assert made.title == said
    assert made.subtitle == (
        "Working days from start to authorisation, January to March 2016, Sample City."
    )
    assert made.caption == (
        "A year ago the median was 30, and 50.0% of 20 were beyond the limit; now 10.0%. The "
        "largest group comes just before the limit: 50 within its last 5 days. Not drawn: 1 "
        "without a known start."
    )
    assert made.alt.startswith(f"{said}. Bar chart of numbers of assessments")
    assert made.alt.endswith(
        "Days and cases: 6 to 10: 40; 41 to 45: 50; 46 to 50: 8; more than 90: 2."
    )
    assert made.columns == ("Working days", "January to March 2016", "January to March 2015")
    assert made.words[1] == ["6 to 10", "40", "10"]
    assert made.words[-2:] == [["Not known", "1", "0"], ["Median", "44", "30"]]


def test_a_few_cases_have_no_half_and_one_is_called_one() -> None:
    assert duration.message(WORDS, days({50: 1})) == (
        "1 assessment, in the middle 50 working days; 1 of 1 took more than 45"
    )
    on_plan = replace(WORDS, one="child on a plan", cases="children on a plan", did="had waited")
    assert duration.message(on_plan, days({5: 1})) == (
        "1 child on a plan, in the middle 5 working days; none of 1 had waited more than 45"
    )


def test_where_no_days_are_known_there_is_no_picture() -> None:
    assert duration.plot(ASM02, council.context()) is None
    assert duration.plot(ASM02, council.context(days={"ASM02": (days({None: 3}),)})) is None
    assert duration.plot(council.BY_CODE["ASM02"], council.context()) is None


@pytest.mark.slow
def test_an_indicators_block_shows_it_after_its_line() -> None:
    context = council.context(days={"ASM02": (days(NOW),)})
    charts = [p for p in block.block(ASM02, council.lookup(), context) if isinstance(p, ChartCell)]
    assert [c.title.startswith("Half") for c in charts] == [False, True]


@pytest.mark.slow
def test_a_page_of_the_book_says_it_in_print_and_draws_it_on_a_screen() -> None:
    context = council.context(days={"ASM02": (days(NOW),)})
    shown = page.page(ASM02, council.lookup(), context)
    (took,) = [p for p in shown if isinstance(p, ChartCell) and p.title.startswith("Half")]
    assert took.on_screen
