"""A team's briefing: three questions by rule, and nothing made of a handful of cases."""

from dataclasses import replace

import pytest

from litmus.qa.model import Activity
from litmus.report import change
from litmus.report.briefing import (
    NO_FIGURE,
    NO_FINDING,
    NONE_OF_OURS,
    NOTHING_GOOD,
    in_order,
    questions,
)
from litmus.report.change import Judged
from litmus.report.feed import Figure
from litmus.report.page_one.facts import FigureFact
from litmus.report.report import Report
from report import council
from report.collation import collation, finding, plain

ON_TIME = replace(council.BY_CODE["ASM02"], short="Assessments on time")


def fact(numerator: int, denominator: int, word: str = change.NO_CLEAR, **more) -> FigureFact:
    value = 100 * numerator / denominator
    now = Figure(
        indicator="ASM02", window="quarter", window_start=council.PERIOD.start,
        window_end=council.END, numerator=numerator, denominator=denominator, value=value,
        lower=max(value - 8, 0), upper=min(value + 8, 100), scope="team:CIN-1",
    )  # fmt: skip
    now = replace(now, **more)
    before = replace(now, value=50.0)
    gap = change.between(ON_TIME, before, now).gap
    return FigureFact(ON_TIME, now, Judged(now, before, word, "", gap), None)


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        (fact(40, 100, change.WORSE), "Assessments on time worsened to 40.0%. What is behind it"),
        (fact(40, 100, rag="red", target=85.0),
         "Assessments on time missed the target (40.0%, target 85.0%). What is behind it"),
        (fact(40, 100, benchmark=70.0),
         "Assessments on time: we have 40.0% (40 of 100), the whole council 70.0%. Why is it"),
        (fact(80, 100, rag="amber", target=85.0), "Assessments on time missed the target (80.0%"),
        (fact(80, 100), NO_FIGURE),
        (fact(1, 4, change.WORSE, rag="red", target=85.0), NO_FIGURE),  # of four children
        (fact(66, 100, benchmark=70.0), NO_FIGURE),  # no more than chance explains
    ],
)  # fmt: skip
def test_the_first_question_is_on_the_figure_that_gives_most_cause(given, begins):
    assert questions([given], None)[0].startswith(begins)


def test_the_second_is_on_the_theme_that_most_concerns_name():
    found = [finding("F1"), finding("F2", activity="Complaints"), finding("F3", theme="FATHERS"),
             *(finding(f"S{n}", "STRENGTH", "FATHERS") for n in range(3))]  # fmt: skip
    said = questions([], collation(findings=found))[1]
    assert said.startswith(
        "Neglect was named as a concern twice, in case file audits and complaints."
    )
    learning = questions([], collation(findings=[finding("L1", "LEARNING", "FATHERS")]))[1]
    assert learning.startswith("Fathers was named as something to learn from once")
    assert questions([], collation())[1] == NO_FINDING


@pytest.mark.parametrize(
    ("given", "begins"),
    [
        (fact(90, 100, change.BETTER), "Assessments on time improved to 90.0%. What did we do"),
        (
            fact(90, 100, benchmark=70.0),
            "Assessments on time: we have 90.0% (90 of 100), the whole",
        ),
        (fact(90, 100), "Fathers was named as a strength twice."),
        (fact(4, 4, change.BETTER), "Fathers was named as a strength twice."),
    ],
)
def test_the_third_is_on_something_to_share(given, begins):
    strong = [finding("S1", "STRENGTH", "FATHERS"), finding("S2", "STRENGTH", "FATHERS")]
    assert questions([given], collation(findings=strong))[2].startswith(begins)


def test_a_team_of_which_nothing_is_known_is_asked_itself():
    assert questions([], None) == [NONE_OF_OURS, NO_FINDING, NOTHING_GOOD]
    nothing = collation(activities=(Activity("audits", "Case file audits", "4"),))
    empty = Report(council.context(), [], council.quality(), nothing)
    assert "No figure of ours can be used yet." in plain(empty.briefing.figures())
    said = plain(empty.briefing.findings())
    assert "No finding of January to March 2016 is about our work." in said
    assert "No action of ours is outstanding." in said


def test_what_gives_cause_stands_first_and_what_has_no_case_is_left_out():
    worse, few, none = fact(40, 100, change.WORSE), fact(1, 4), fact(0, 1)
    none = replace(
        none,
        headline=replace(none.headline, denominator=0),
        judged=Judged(replace(none.headline, denominator=0), None, change.CANNOT),
    )
    assert in_order([few, none, worse]) == [worse, few]
