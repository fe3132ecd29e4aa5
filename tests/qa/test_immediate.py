"""Immediate concerns and alerts: those of a day, and those that somebody still has to answer."""

from datetime import date, datetime

from litmus.base.scope import Scope
from litmus.qa.immediate import concerns
from litmus.qa.narrowing import narrow
from qa.made import asked

DAY = "2016-03-29"


def alert(number: int, raised: str, **more) -> dict:
    return {
        "exc_id": f"E{number}",
        "exc_type": "SERIOUS_CONCERN",
        "exc_person_id": f"P{number}",
        "exc_team_id": "T1",
        "exc_raised_at": datetime.fromisoformat(raised),
        "exc_tm_told_at": datetime.fromisoformat(raised),
        **more,
    }


def audit(number: int, completed: str, told: str | None = None) -> dict:
    return {
        "aud_id": f"A{number}",
        "aud_person_id": f"C{number}",
        "aud_worker_id": "W1",
        "aud_team_id": "T2",
        "aud_completed_at": datetime.fromisoformat(completed),
        "aud_immediate_concern_yn": "Y",
        "aud_concern_fed_back_at": told and datetime.fromisoformat(told),
    }


def test_how_each_stands_at_the_end_of_the_day() -> None:
    found = concerns(
        asked(
            DAY,
            qa_exception_alert=[
                alert(1, "2016-03-29T10:00"),
                alert(2, "2016-03-01T10:00", exc_response_due=date(2016, 3, 8)),
                alert(3, "2016-03-02T10:00", exc_tm_told_at=None),
                # Resolved since: on that day it was not.
                alert(4, "2016-03-03T10:00", exc_response_at=datetime(2016, 3, 5),
                      exc_resolved_at=datetime(2016, 4, 1)),
                alert(5, "2016-03-04T10:00", exc_resolved_at=datetime(2016, 3, 29, 9)),
                alert(6, "2016-03-04T10:00", exc_resolved_at=datetime(2016, 3, 20)),
                alert(7, "2016-03-30T10:00"),
                alert(8, "2016-03-29T10:00", exc_type="GOOD_PRACTICE"),
            ],
            qa_audit=[
                audit(1, "2016-03-29T10:00", "2016-03-29T11:00"),
                audit(2, "2016-03-10T10:00"),
                audit(3, "2016-03-10T10:00", "2016-03-11T10:00"),
            ],
        )
    )  # fmt: skip
    assert {(c.identifier, c.standing, c.new, c.late) for c in found.open} == {
        ("P1", "no answer yet", True, False),
        ("P2", "answer overdue", False, True),
        ("P3", "team manager not told", False, True),
        ("P4", "answered, not resolved", False, False),
        ("C1", "manager told", True, False),
        ("C2", "no record that the manager was told", False, True),
    }
    assert found.resolved == 1


def test_of_a_restricted_record_nobody_is_named() -> None:
    (found,) = concerns(
        asked(DAY, qa_exception_alert=[alert(1, "2016-03-29T10:00", restricted_yn="Y")])
    ).open
    assert (found.identifier, found.worker) == ("restricted", "")


def test_a_team_and_a_service_have_their_own() -> None:
    rows = {
        "qa_exception_alert": [alert(1, "2016-03-29T10:00")],
        "qa_audit": [audit(1, "2016-03-10T10:00")],
        "ref_team_service": [
            {"rts_team_id": "T2", "rts_service": "CIN", "rts_valid_from": date(2010, 1, 1)}
        ],
    }
    every = asked(DAY, **rows)
    assert [c.identifier for c in concerns(narrow(every, Scope.parse("team:T1"))).open] == ["P1"]
    assert [c.identifier for c in concerns(narrow(every, Scope.parse("service:CIN"))).open] == [
        "C1"
    ]


def test_what_is_not_known_is_said_and_is_no_zero() -> None:
    no_data = asked(DAY)
    nothing = concerns(narrow(no_data, Scope.parse("worker_group:SW")))
    assert nothing.absent == ("Concerns and alerts are not recorded by worker group.",)
    late = concerns(asked(DAY, to=date(2016, 2, 1), qa_audit=[audit(2, "2016-01-10T10:00")]))
    assert late.open == ()
    assert late.absent == ("Concerns and alerts are not known: the data end on 1 February 2016.",)


def test_a_week_has_what_came_in_it_and_what_was_settled_in_it() -> None:
    rows = [
        alert(1, "2016-03-22T10:00"),
        alert(2, "2016-03-23T10:00", exc_resolved_at=datetime(2016, 3, 25),
              exc_response_at=datetime(2016, 3, 24)),
        alert(3, "2016-03-01T10:00", exc_resolved_at=datetime(2016, 3, 21)),
        alert(4, "2016-03-01T10:00", exc_resolved_at=datetime(2016, 3, 28)),
        alert(5, "2016-03-28T10:00"),
    ]  # fmt: skip
    found = concerns(asked("2016-W12", qa_exception_alert=rows))
    assert {(c.identifier, c.standing, c.new) for c in found.open} == {
        ("P1", "no answer yet", True), ("P2", "resolved", True), ("P4", "no answer yet", False)
    }  # fmt: skip
    assert found.resolved == 1
    # Of a week that is not over what is known by the last day of the data.
    part = concerns(asked("2016-W12", to=date(2016, 3, 22), qa_exception_alert=rows))
    assert [c.identifier for c in part.open] == ["P4", "P1"]
