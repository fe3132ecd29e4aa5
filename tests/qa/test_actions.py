"""The register of actions: their state on a day, what was carried over, how long overdue."""

from datetime import date

from litmus.qa.actions.register import ageing, by_urgency, deadlines_ahead, measures, register
from qa.made import holding

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
