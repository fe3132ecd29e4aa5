"""What the audit programme still asks for at the end of a week."""

from dataclasses import replace
from datetime import date

from litmus.base.scope import Scope
from litmus.qa.narrowing import narrow
from litmus.qa.programme.due import DueList, due
from qa.audit_rows import audit, programme, requirement, team
from qa.made import asked

AUDITS = [
    audit("1", "2016-03", "2016-03-10 10:00"),
    audit("2", "2016-03", "2016-03-29 10:00", by="TM-B", aud_team_id="B"),
    audit("3", "2016-02", "2016-02-10 10:00"),
]
TEAMS = [team("A"), team("B")]


def of(week: str = "2016-W12", scope: str = "", to: date = date(2017, 6, 30), **more) -> DueList:
    query = asked(week, to=to, qa_audit=AUDITS, ref_team_service=TEAMS, **more)
    return due(narrow(query, Scope.parse(scope)), programme(requirement()))


def told(found: DueList) -> list[tuple]:
    return [(e.teams, e.by.isoformat(), e.asked, e.done, e.left, e.missed) for e in found.work]


def test_the_running_month_and_what_was_missed_in_the_one_before() -> None:
    # On Sunday 27 March B has neither audited for February nor, until the 29th, for March.
    assert told(of()) == [
        (("B",), "2016-02-29", 1, 0, 1, True),
        (("A",), "2016-03-31", 1, 1, 0, False),
        (("B",), "2016-03-31", 1, 0, 1, False),
    ]


def test_what_is_done_after_the_week_is_not_known_yet() -> None:
    after = told(of("2016-W13"))  # Sunday is 3 April: March is over, and B has done its audit
    assert all(by != "2016-03-31" for _, by, *_ in after)
    assert [row for row in after if row[1] == "2016-04-30"] == [
        (("A",), "2016-04-30", 1, 0, 1, False), (("B",), "2016-04-30", 1, 0, 1, False)
    ]  # fmt: skip


def test_a_team_has_its_own_managers_work_and_a_service_all() -> None:
    assert [row[0] for row in told(of(scope="team:A"))] == [("A",)]
    assert len(told(of(scope="service:CIN"))) == 3
    assert told(of(scope="service:LAC")) == []


def test_a_requirement_that_is_not_in_force_yet_asks_for_nothing() -> None:
    later = programme(requirement(active_from="2016-04-01"))
    assert not due(asked("2016-W12", qa_audit=AUDITS, ref_team_service=TEAMS), later).work


def test_without_data_it_is_said_what_is_missing() -> None:
    query = replace(asked("2016-W12"), provided=frozenset())
    found = due(query, programme(requirement()))
    assert found.work == [] and found.absent == [
        "There are no data on case file audits.",
        "Nothing says who manages which team, so that it is not known who owes what.",
    ]


def test_a_week_that_the_data_do_not_reach_is_not_known() -> None:
    (said,) = of("2019-W12").absent
    assert said == "What is due is not known: the data end on 30 June 2017."
