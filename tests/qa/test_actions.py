"""The register of actions: their state on a day, what was carried over, how long overdue."""

from datetime import date

import pytest

from litmus.qa.actions.register import ageing, by_urgency, deadlines_ahead, measures, register
from litmus.qa.collated import Collation
from litmus.qa.collation import collate, vocabulary
from litmus.qa.query import Query
from qa.audit_rows import PROJECT, SHIPPED
from qa.made import asked, holding

START, END = date(2016, 1, 1), date(2016, 3, 31)


def action(id_: str, raised: str, due: str | None, done: str | None = None, **more):
    return {
        "act_id": id_,
        "act_source_table": "qa_audit",
        "act_source_id": "AUD00001",
        "act_text": "Record the child's wishes",
        "act_owner_role": "TM",
        "act_service": "CIN",
        "act_priority": "MEDIUM",
        "act_raised_on": raised,
        "act_due_on": due,
        "act_completed_on": done,
        "act_status": "OPEN",
        **more,
    }


ROWS = [
    action("A1", "2015-11-02", "2015-11-30"),  # overdue: 122 days at 31 March 2016
    action("A2", "2015-12-01", "2016-01-15", "2016-01-10", act_status="VERIFIED"),
    action("A3", "2015-12-01", "2016-02-01", "2016-02-20", act_status="DONE"),  # 19 days late
    action("A4", "2016-02-01", "2016-03-31", act_priority="IMMEDIATE"),  # due on the last day
    action("A5", "2016-02-01", "2016-03-30", act_priority="HIGH"),  # overdue by one day
    action("A6", "2016-02-10", None),  # no due date: never overdue
    action("A7", "2016-01-05", "2016-01-20", act_status="CANCELLED"),
    action("A8", "2016-03-01", "2016-05-01", "2016-04-12", act_status="VERIFIED"),  # later
    action("A9", "2016-04-02", "2016-04-20"),  # not raised yet
]


def states(day):
    return {each.id: each.state for each in register(holding(qa_action=ROWS), day)}


def test_the_state_is_that_of_the_day():
    assert states(END) == {
        "A1": "overdue", "A2": "verified", "A3": "done", "A4": "open", "A5": "overdue",
        "A6": "open", "A7": "cancelled", "A8": "open",
    }  # fmt: skip
    assert states(date(2015, 12, 31)) == {"A1": "overdue", "A2": "open", "A3": "open"}
    assert states(date(2016, 4, 30))["A8"] == "verified"


def test_an_action_leads_back_to_its_activity_and_form():
    first = register(holding(qa_action=ROWS), END)[0]
    assert (first.activity, first.reference) == ("Case file audits", "AUD00001")


def numbers():
    connection = holding(qa_action=ROWS)
    now, before = register(connection, END), register(connection, date(2015, 12, 31))
    return {m.label: (m.numerator, m.denominator) for m in measures(now, before, START, END)}


def test_progress_since_the_report_before():
    found = numbers()
    # A1, A2 and A3 were outstanding on 31 December; A2 was verified since.
    assert found["Actions carried over from before"] == (3, None)
    assert found["Carried over and verified since"] == (1, 3)
    assert found["Actions raised"] == (5, None)  # A4 to A8
    assert found["Completed by their due date"] == (1, 2)  # A2 in time, A3 not
    assert found["Open actions that are overdue"] == (2, 5)  # A1, A5 of A1, A4, A5, A6, A8
    assert found["Done and waiting to be verified"] == (1, None)  # A3


def test_overdue_actions_by_age():
    tally = ageing(register(holding(qa_action=ROWS), END))
    assert [column.name for column in tally.columns][1:4] == [
        "1 to 30 days", "31 to 90 days", "91 to 180 days",
    ]  # fmt: skip
    assert tally.rows == [["CIN", 1, 0, 1, 0, 2]]  # A5 one day, A1 122 days


def test_the_most_urgent_come_first_and_the_settled_are_left_out():
    urgent = [each.id for each in by_urgency(register(holding(qa_action=ROWS), END))]
    assert urgent == ["A4", "A5", "A1", "A6", "A8", "A3"]


def test_what_is_due_within_a_fortnight():
    soon = deadlines_ahead(register(holding(qa_action=ROWS), END), END)
    assert [each.id for each in soon] == ["A4"]


# One action, due on 15 March, looked at from the ends of February, March, April and May.
ENDS = [date(2016, 2, 29), date(2016, 3, 31), date(2016, 4, 30), date(2016, 5, 31)]


@pytest.mark.parametrize(
    ("done", "status", "verifier", "states_then"),
    [
        # Completed after the end of March: until then it is open, and overdue by 16 days.
        ("2016-04-10", "DONE", None, ["open", "overdue 16", "done", "done"]),
        ("2016-04-10", "VERIFIED", "QA-1", ["open", "overdue 16", "verified", "verified"]),
        # Who verifies says so by name or by the status.
        ("2016-04-10", "DONE", "QA-1", ["open", "overdue 16", "verified", "verified"]),
        # On the last day, and on the day after it.
        ("2016-03-31", "DONE", None, ["open", "done", "done", "done"]),
        ("2016-04-01", "DONE", None, ["open", "overdue 16", "done", "done"]),
        ("2016-05-01", "VERIFIED", "QA-1", ["open", "overdue 16", "overdue 46", "verified"]),
        # Before it was due.
        ("2016-03-10", "DONE", None, ["open", "done", "done", "done"]),
        # Never completed, whatever somebody wrote as its status then or now.
        (None, "OPEN", None, ["open", "overdue 16", "overdue 46", "overdue 77"]),
        (None, "DONE", None, ["open", "overdue 16", "overdue 46", "overdue 77"]),
        # A cancellation has no day: it counts from the day on which the action was raised.
        (None, "CANCELLED", None, ["cancelled"] * 4),
    ],
)
def test_an_action_is_open_until_the_day_of_its_completion(done, status, verifier, states_then):
    row = action("A", "2016-02-01", "2016-03-15", done, act_status=status, act_verified_by=verifier)
    connection = holding(qa_action=[row])
    found = [register(connection, day)[0] for day in ENDS]
    assert [f"{a.state} {a.days_overdue}" if a.days_overdue else a.state for a in found] == (
        states_then
    )
    assert [a.completed_on is None for a in found] == [
        done is None or date.fromisoformat(done) > day for day in ENDS
    ]
    # What one asks of an action follows from its state alone.
    for each in found:
        assert each.is_open == (each.state in ("open", "overdue"))
        assert each.is_overdue == (each.state == "overdue") == bool(each.days_overdue)
        assert each.outstanding == (each.state in ("open", "overdue", "done"))
        assert each.settled is not each.outstanding


def test_the_day_of_the_due_date_is_in_time_and_the_day_after_is_overdue():
    rows = [action("A", "2016-02-01", "2016-03-31"), action("B", "2016-02-01", "2016-03-30")]
    assert states_of(rows, END) == {"A": "open", "B": "overdue"}


def states_of(rows, day):
    return {each.id: each.state for each in register(holding(qa_action=rows), day)}


def collated(question: Query) -> Collation:
    return collate(question, vocabulary(PROJECT), SHIPPED, {}, {})


LATE = [
    # Overdue at the end, and completed in the days after it: both are outstanding at the end.
    action("L1", "2016-02-01", "2016-03-01", "2016-04-02", act_status="VERIFIED",
           act_priority="HIGH"),
    action("L2", "2016-02-01", "2016-03-01", "2016-03-31", act_status="VERIFIED",
           act_priority="HIGH"),
    action("L3", "2015-11-01", "2016-01-20", "2016-04-02", act_status="DONE"),
]  # fmt: skip


@pytest.mark.slow
def test_a_report_counts_as_overdue_what_was_completed_after_its_period():
    collation = collated(asked("2016Q1", qa_action=LATE))
    assert [(a.id, a.state, a.days_overdue) for a in collation.actions] == [
        ("L1", "overdue", 30),
        ("L3", "overdue", 71),
    ]
    measured = {m.label: m for m in collation.action_measures}
    overdue = measured["Open actions that are overdue"]
    assert (overdue.numerator, overdue.denominator) == (2, 2)
    # In December L3 alone was there, open and not due yet.
    assert (overdue.previous_numerator, overdue.previous_denominator) == (0, 1)
    completed = measured["Completed by their due date"]
    assert (completed.numerator, completed.denominator) == (0, 1)  # L2, 30 days late
    assert collation.overdue_actions.rows == [["CIN", 1, 1, 0, 0, 2]]
    recommended = {each.kind: each.evidence for each in collation.recommendations}
    assert recommended == {
        "overdue immediate actions": ("L1",),
        "overdue actions": ("L3",),
    }
    # Of the quarter after, all are completed.
    later = collated(asked("2016Q2", qa_action=LATE))
    assert [(a.id, a.state) for a in later.actions] == [("L3", "done")]
    measured = {m.label: m for m in later.action_measures}
    assert measured["Open actions that are overdue"].denominator == 0
    assert measured["Completed by their due date"].denominator == 2
    assert measured["Carried over and verified since"].numerator == 1


@pytest.mark.slow
def test_where_the_data_end_before_the_period_actions_are_as_at_that_day():
    early = collated(asked("2016Q1", to=date(2016, 3, 10), qa_action=LATE))
    assert [(a.id, a.days_overdue) for a in early.actions] == [("L1", 9), ("L2", 9), ("L3", 50)]


@pytest.mark.parametrize(
    ("priority", "urgent"),
    [("IMMEDIATE", True), ("HIGH", True), ("MEDIUM", False), ("LOW", False), (None, False)],
)
def test_two_priorities_are_urgent(priority, urgent):
    (found,) = register(
        holding(qa_action=[action("A", "2016-02-01", None, act_priority=priority)]), END
    )
    assert found.is_urgent is urgent
