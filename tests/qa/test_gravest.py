"""The gravest facts, each rule on both sides of its line, by hand from a few rows."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.qa.actions.register import Action
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.gravest import Counted, find, read_rules
from litmus.qa.model import Activity, Measure
from qa.made import asked

PROJECT = Path(__file__).resolve().parents[2]
RULES = read_rules(PROJECT)


def facts(only: str = "", activities=(), actions=(), without_worker=None, **tables):
    rules = {only: RULES[only]} if only else RULES
    question = asked("2016Q1", **tables)
    return find(Counted(question, activities, actions, rules, without_worker))


def home(id_: str, kind: str, day: str, name: str = "Home B", **more):
    return {"hom_id": id_, "hom_home_name": name, "hom_report_type": kind,
            "hom_visit_date": day, **more}  # fmt: skip


def judged(id_: str, day: str, judgement: str | None, name: str = "Home B"):
    return home(id_, "OFSTED_FULL", day, name, hom_judgement=judgement)


def visited(id_: str, day: str, safe: str, name: str = "Home B"):
    return home(id_, "REG44", day, name, hom_safeguarding_ok_yn=safe)


def said(found) -> list[str]:
    return [f"{fact.lead} {fact.text}" for fact in found]


def test_nothing_grave_is_nothing():
    assert facts() == []


def test_a_home_that_is_judged_inadequate_stands_first_with_what_its_visitor_says():
    rows = [judged("1", "2015-06-05", "INADEQUATE"), visited("2", "2016-01-20", "N")]
    assert said(facts("home_inadequate", qa_home_report=rows)) == [
        "Home B was judged Inadequate by Ofsted on 5 June 2015; its visitor could not say on 20 "
        "January 2016 that children are safeguarded."
    ]


@pytest.mark.parametrize(
    ("first", "told"), [("2015-10-01", True), ("2015-09-30", False), ("2016-04-01", False)]
)
def test_a_better_judgement_since_is_said_for_half_a_year(first, told):
    rows = [judged("1", first, "INADEQUATE"), judged("2", "2016-03-10", "REQUIRES_IMPROVEMENT")]
    found = said(facts("home_inadequate", qa_home_report=rows))
    assert bool(found) == told
    if told:
        assert "1 October 2015 and Requires improvement on 10 March 2016." in found[0]


def test_a_monitoring_visit_without_a_judgement_changes_none():
    rows = [judged("1", "2015-01-05", "INADEQUATE"), judged("2", "2016-02-01", None)]
    assert len(facts("home_inadequate", qa_home_report=rows)) == 1


def test_a_visitor_who_could_not_say_that_children_are_safe_is_told_once():
    rows = [
        visited("1", "2016-02-14", "N"),
        visited("2", "2016-03-14", "Y"),
        visited("3", "2015-12-31", "N", "Home A"),
        visited("4", "2016-02-01", "Y", "Home C"),
    ]
    assert said(facts("home_not_safe", qa_home_report=rows)) == [
        "Home B: its visitor could not say on 14 February 2016 that children are safeguarded and "
        "could on 14 March 2016."
    ]
    rows.append(judged("5", "2016-01-05", "INADEQUATE"))
    assert [fact.rule for fact in facts(qa_home_report=rows)] == ["home_inadequate"]


def audit(id_: str, done: str, concern: str, told: str | None):
    return {"aud_id": id_, "aud_completed_at": f"{done} 10:00", "aud_immediate_concern_yn": concern,
            "aud_concern_fed_back_at": told and f"{told} 11:00"}  # fmt: skip


def test_immediate_concerns_ask_for_a_decision_where_nobody_was_told():
    rows = [audit("1", "2016-02-01", "Y", "2016-02-01"), audit("2", "2016-02-02", "N", None),
            audit("3", "2016-04-01", "Y", None)]  # fmt: skip
    (fact,) = facts("immediate_concern", qa_audit=rows)
    assert said([fact]) == [
        "1 immediate concern was found in case file audits; the manager was told of each."
    ]
    assert fact.decide == ""
    rows.append(audit("4", "2016-03-31", "Y", None))
    (fact,) = facts("immediate_concern", qa_audit=rows)
    assert "of 1 no record says that the manager was told" in fact.text and fact.decide


def test_a_serious_concern_that_reached_the_manager_another_day_is_late():
    rows = [
        {"exc_id": "1", "exc_type": "ALERT", "exc_raised_at": "2016-01-05 16:00",
         "exc_tm_told_at": "2016-01-06 00:10"},
        {"exc_id": "2", "exc_type": "ALERT", "exc_raised_at": "2016-01-05 16:00",
         "exc_tm_told_at": "2016-01-05 23:50"},
        {"exc_id": "3", "exc_type": "GOOD_PRACTICE", "exc_raised_at": "2016-01-05 16:00",
         "exc_tm_told_at": None},
    ]  # fmt: skip
    assert said(facts("notification_late", qa_exception_alert=rows)) == [
        "1 of 2 alerts and serious concerns was not told to the team manager on the day."
    ]
    assert facts("notification_late", qa_exception_alert=rows[1:]) == []


@pytest.mark.parametrize(("number", "lead"), [(None, ""), (0, ""), (1, "1 child in need")])
def test_a_child_without_a_social_worker(number, lead):
    assert [fact.lead for fact in facts("child_without_worker", without_worker=number)] == (
        [lead] if lead else []
    )


def action(days: int, priority: str = "HIGH") -> Action:
    return Action(
        id="A", activity="", reference="", text="", owner="", owner_role="TM", service="CIN",
        key_question="", priority=priority, raised_on=date(2016, 1, 1), due_on=date(2016, 1, 2),
        completed_on=None, state="overdue", days_overdue=days,
    )  # fmt: skip


def test_urgent_actions_long_overdue():
    rows = [action(28), action(29), action(204), action(300, "LOW")]
    assert said(facts("actions_overdue", actions=rows)) == [
        "2 high-priority actions are more than 28 days overdue, the oldest by 204 days."
    ]
    assert said(facts("actions_overdue", actions=[action(29)])) == [
        "1 high-priority action is overdue, by 29 days."
    ]


@pytest.mark.parametrize(("done", "due", "told"), [(5, 10, True), (6, 10, False), (0, 9, False)])
def test_a_programme_that_is_far_behind(done, due, told):
    activity = Activity("audits", "Case file audits", "6", (Measure(IN_TIME, "share", done, due),))
    found = facts("programme_behind", activities=[activity])
    assert said(found) == (
        [f"Case file audits: {done} of the {due} that the programme asked for were done in time."]
        if told
        else []
    )


def test_facts_stand_in_the_order_of_the_rules():
    rows = [judged("1", "2016-01-05", "INADEQUATE")]
    found = facts(qa_home_report=rows, actions=[action(99)], without_worker=3)
    assert [fact.rule for fact in found] == [
        "home_inadequate", "child_without_worker", "actions_overdue",
    ]  # fmt: skip


def test_a_service_has_no_facts_of_the_homes_of_another():
    question = replace(asked("2016Q1", qa_home_report=[judged("1", "2016-01-05", "INADEQUATE")]),
                       service="CIN")  # fmt: skip
    assert find(Counted(question, (), (), RULES)) == []


def test_a_rule_that_there_is_not_is_said(tmp_path):
    (tmp_path / "params").mkdir()
    (tmp_path / "params/gravest.yml").write_text("home_inadequat:\n  reason: x\n")
    with pytest.raises(UsageError, match=r"no rule home_inadequat\. Did you mean home_inadequate"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("rows", "clause", "asks"),
    [
        ([judged("1", "2016-02-05", "INADEQUATE")],
         "a children's home was judged Inadequate", True),
        ([judged("1", "2015-11-05", "INADEQUATE")],
         "a children's home has been Inadequate since November 2015", True),
        ([judged("1", "2015-11-05", "INADEQUATE"), judged("2", "2016-03-10", "GOOD")],
         "a children's home that was Inadequate in November 2015 is now judged Good", False),
        ([judged("1", "2015-11-05", "INADEQUATE"), judged("2", "2016-03-10", "GOOD"),
          visited("3", "2016-03-20", "N")],
         "a children's home that was Inadequate in November 2015 is now judged Good", True),
    ],
)  # fmt: skip
def test_a_judgement_of_before_is_told_with_its_month_and_what_came_since(rows, clause, asks):
    (fact,) = facts("home_inadequate", qa_home_report=rows)
    assert fact.clause == clause
    assert bool(fact.decide) == asks


def test_a_home_is_inadequate_since_the_first_of_its_judgements_in_a_row():
    rows = [
        judged("1", "2015-01-05", "GOOD"),
        judged("2", "2015-05-05", "INADEQUATE"),
        judged("3", "2015-11-05", "INADEQUATE"),
    ]
    (fact,) = facts("home_inadequate", qa_home_report=rows)
    assert fact.clause == "a children's home has been Inadequate since May 2015"


def test_what_the_last_visitor_said_holds_where_nobody_visited_since():
    rows = [
        judged("1", "2015-10-05", "INADEQUATE"),
        judged("2", "2015-11-10", "GOOD"),
        visited("3", "2015-12-20", "N"),
    ]
    (fact,) = facts("home_inadequate", qa_home_report=rows)
    assert fact.decide
    assert "could not say on 20 December 2015 that children are safeguarded" in fact.text
