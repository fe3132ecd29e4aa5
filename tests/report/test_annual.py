"""The annual report: the quarters together, what became of what was said, closer to whom."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.periods import Period
from litmus.figures.judging import Comparison, year_before
from litmus.qa.actions.register import Action
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.by_quarter import actions_of, activities_of, quarters_of, said
from litmus.qa.model import Activity, Measure
from litmus.qa.recommendations import Recommendation
from litmus.qa.year import Said
from litmus.report.annual import became_of_actions
from litmus.report.travel import travelled
from report import council
from report.collation import collation

YEAR = Period.parse("2015/16")
QUARTERS = quarters_of(YEAR)
ASM02 = council.BY_CODE["ASM02"]


def action(id_: str, raised: date, state: str) -> Action:
    return Action(
        id=id_, activity="", reference="", text="", owner="", owner_role="", service="",
        key_question="", priority="", raised_on=raised, due_on=None, completed_on=None,
        state=state, days_overdue=0,
    )  # type: ignore[arg-type] # fmt: skip


def advice(kind: str, subject: str = "", evidence: tuple[str, ...] = ()) -> Recommendation:
    return Recommendation(kind, subject, "Neglect", (), evidence, 1)  # type: ignore[arg-type]


def test_a_year_has_four_quarters_and_a_quarter_one():
    assert [str(each) for each in QUARTERS] == ["2015Q2", "2015Q3", "2015Q4", "2016Q1"]
    assert [str(each) for each in quarters_of(Period.parse("2016Q1"))] == ["2016Q1"]


def test_a_recommendation_is_said_once_with_its_quarters_and_what_became_of_it():
    audit, overdue = advice("themed audit", "NEGLECT"), advice("overdue actions", "", ("A", "B"))
    found = [collation(), collation(recommendations=(audit, overdue)),
             collation(recommendations=(audit,)), collation()]  # fmt: skip
    register = [action("A", date(2015, 5, 1), "verified"), action("B", date(2015, 5, 1), "overdue")]
    audits = [
        ({"NEGLECT"}, "Before", date(2015, 4, 1), date(2015, 6, 1)),
        ({"NEGLECT"}, "Neglect: a look", date(2016, 1, 4), date(2016, 6, 1)),
    ]
    of_audit, of_actions = said(QUARTERS, found, register, audits)
    assert of_audit.quarters == ("July to September 2015", "October to December 2015")
    # What came after the year's last day, the report of the audit, is not told.
    assert (of_audit.audit, of_audit.reported) == ("Neglect: a look", None)
    assert of_actions.states == {"verified": 1, "overdue": 1}


@pytest.mark.parametrize(
    ("states", "words"),
    [
        ({"verified": 1, "overdue": 1},
         "Of 2 actions then overdue, 1 is settled (1 verified), 1 still to be done"),
        ({"overdue": 2}, "Of 2 actions then overdue, none is settled, 2 still to be done"),
        ({"done": 3}, "Of 3 actions then overdue, 3 are settled, none still to be done"),
    ],
)  # fmt: skip
def test_what_became_of_overdue_actions_is_said_in_numbers(states, words):
    made = Said(advice("overdue actions"), ("",), date(2015, 9, 30), states)
    assert became_of_actions(made) == words


def test_actions_stand_in_the_quarter_in_which_they_were_raised():
    register = [action("A", date(2015, 4, 1), "verified"), action("B", date(2016, 3, 31), "open"),
                action("C", date(2015, 3, 31), "overdue")]  # fmt: skip
    rows = actions_of(register, QUARTERS).rows
    assert rows[0] == ["April to June 2015", 1, 1, 0, 0, 0, 0]
    assert rows[3] == ["January to March 2016", 1, 0, 0, 1, 0, 0]
    assert rows[4] == ["The year", 2, 1, 0, 1, 0, 0]  # not what was raised before it


def test_an_activity_is_told_in_each_quarter_with_what_was_asked_for():
    done = Activity(
        "audits",
        "Case file audits",
        "4",
        (Measure("Case files audited", "count", 70), Measure(IN_TIME, "share", 12, 33)),
    )
    found = [collation(), collation(), collation(), collation(activities=(done,))]
    (audits,) = activities_of(found)
    assert audits.done[:3] == [None, None, None]
    assert audits.in_time[3].numerator == 12


@pytest.mark.parametrize(
    ("ours", "before", "words"),
    [
        ((79.0, 63.1), 81.5, "83.4%: 4.4 points behind, closer"),
        ((79.0, 80.0), 81.5, "83.4%: 4.4 points behind, further away"),
        ((90.0, 83.0), 81.5, "83.4%: 6.6 points ahead, further ahead"),
        ((85.0, 86.0), 81.5, "83.4%: 1.6 points ahead, less far ahead"),
        ((90.0, 80.0), 81.5, "83.4%: 6.6 points ahead, was behind"),
        ((79.0, 86.0), 81.5, "83.4%: 4.4 points behind, was ahead"),
        ((79.0, 77.1), 81.5, "83.4%: 4.4 points behind, as far as before"),
        ((79.0, None), 81.5, "83.4%: 4.4 points behind"),
        ((79.0, 63.1), None, "83.4%: 4.4 points behind"),
        ((None, None), None, "83.4%"),
    ],
)
def test_a_comparator_is_closer_or_further_than_a_year_before(ours, before, words):
    theirs = Comparison("England 2015/16", 83.4, "ENGLAND", "2015/16", before)
    assert str(travelled(ASM02, ours, theirs)) == words
    assert str(travelled(ASM02, ours, None)) == "not published"
    of_neither = travelled(replace(ASM02, polarity="neutral"), ours, theirs)
    assert "ahead" not in str(of_neither)


def test_the_year_before_a_financial_year():
    assert (year_before("2015/16"), year_before("2000/01")) == ("2014/15", "1999/00")
