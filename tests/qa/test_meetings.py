"""What became of what meetings agreed, as it stood on the last day of the period."""

from datetime import date

from litmus.base.scope import Scope
from litmus.qa.activities import partners
from litmus.qa.meetings import BIMONTHLY, PERFORMANCE, QUARTERLY, follow_up
from litmus.qa.narrowing import narrow
from qa.made import asked


def meeting(id_: str, day: str, service: str | None = "CIN", kind: str = PERFORMANCE, **more):
    row = {"mtg_id": id_, "mtg_kind": kind, "mtg_date": date.fromisoformat(day)}
    return row | {"mtg_service": service} | more


def action(id_: str, of: str, raised: str, done: str | None = None, **more):
    return {
        "act_id": id_,
        "act_source_table": "qa_meeting",
        "act_source_id": of,
        "act_raised_on": date.fromisoformat(raised),
        "act_due_on": date(2016, 3, 15),
        "act_completed_on": date.fromisoformat(done) if done else None,
        "act_service": "CIN",
        "act_indicator": "cin02",
        **more,
    }


MEETINGS = [
    meeting("JAN", "2016-01-12"),
    meeting("FEB", "2016-02-09", mtg_actions_n=2),
    meeting("LAC", "2016-03-04", "LAC"),
    meeting("APR", "2016-04-05"),
    meeting("ALL", "2016-02-10", None, QUARTERLY),
]
ACTIONS = [
    action("A1", "JAN", "2016-01-12", "2016-02-01", act_status="VERIFIED"),
    action("A2", "FEB", "2016-02-09"),
    action("A3", "FEB", "2016-02-09", "2016-04-02"),
    action("A4", "LAC", "2016-03-04", act_service="LAC"),
    action("A5", "APR", "2016-04-05"),
    action("A6", "ALL", "2016-02-10"),
    # Of another activity, that has a row of the same name.
    action("A7", "FEB", "2016-02-09", act_source_table="qa_audit"),
]


def of(service: str = "CIN", kind: str = PERFORMANCE, period: str = "2016-03", **tables):
    rows = {"qa_meeting": MEETINGS, "qa_action": ACTIONS, **tables}
    query = asked(period, **rows)
    return follow_up(narrow(query, Scope.parse(f"service:{service}" if service else "")), kind)


def test_nothing_that_came_after_the_period_is_told() -> None:
    found = of()
    assert [each.day for each in found.last] == [date(2016, 2, 9)]
    assert {each.id: each.state for each in found.actions} == {
        "A1": "verified", "A2": "overdue", "A3": "overdue"
    }  # fmt: skip
    later = {each.id: each.state for each in of(period="2016-04").actions}
    assert later["A3"] == "done" and "A5" in later


def test_actions_have_the_indicator_that_they_are_to_move() -> None:
    assert {each.indicator for each in of().actions} == {"CIN02"}


def test_what_is_settled_is_followed_for_three_months_and_what_is_open_until_it_is_settled() -> (
    None
):
    assert [each.id for each in of(period="2016-04").actions] == ["A5", "A2", "A3"]
    assert [each.id for each in of(period="2017-04").actions] == ["A5", "A2", "A3"]  # A3 to verify


def test_each_kind_of_meeting_has_its_own() -> None:
    assert [each.id for each in of(kind=QUARTERLY).actions] == ["A6"]
    assert of(kind=BIMONTHLY).absent == "No such meeting is recorded yet."


def test_without_a_service_the_last_meeting_of_each_is_told() -> None:
    assert {(each.service, each.day) for each in of("").last} == {
        ("CIN", date(2016, 2, 9)), ("LAC", date(2016, 3, 4))
    }  # fmt: skip


def test_a_team_has_the_meetings_of_its_service() -> None:
    team = {"rts_team_id": "T1", "rts_service": "LAC", "rts_valid_from": date(2010, 1, 1)}
    query = asked("2016-03", qa_meeting=MEETINGS, qa_action=ACTIONS, ref_team_service=[team])
    found = follow_up(narrow(query, Scope.parse("team:T1")), PERFORMANCE)
    assert (found.service, [each.id for each in found.actions]) == ("LAC", ["A4"])


def test_a_meeting_without_a_number_agreed_as_many_as_came_in_with_it() -> None:
    (last,) = of(period="2016-01").last
    assert last.agreed == 1
    counted = partners.meetings(asked("2016-01", qa_meeting=MEETINGS, qa_action=ACTIONS))
    assert [measure.numerator for measure in counted.measures] == [1, 1]


def test_data_without_meetings_say_so() -> None:
    query = asked("2016-03")
    bare = follow_up(type(query)(query.connection, frozenset(), query.period, query.data_to),
                     PERFORMANCE)  # fmt: skip
    assert bare.absent == "There are no records of meetings."
