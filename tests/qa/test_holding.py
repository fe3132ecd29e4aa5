"""The worker of a concern whose record names none: the case worker of that day."""

from dataclasses import replace
from datetime import date, datetime

from litmus.base.scope import Scope
from litmus.qa.holding import with_case_workers
from litmus.qa.immediate import concerns
from litmus.qa.narrowing import narrow
from litmus.qa.query import Query
from qa.made import asked

DAY = "2016-03-29"


def alert(child: str, **more) -> dict:
    raised = datetime(2016, 3, 29, 10)
    return {
        "exc_id": f"E-{child}", "exc_type": "SERIOUS_CONCERN", "exc_person_id": child,
        "exc_team_id": "T1", "exc_raised_at": raised, "exc_tm_told_at": raised, **more,
    }  # fmt: skip


def involved(worker: str, child: str, start: date, end: date | None = None, role="CW") -> dict:
    return {
        "invo_involvements_id": f"{worker}-{child}", "invo_professional_id": worker,
        "invo_professional_role_id": role, "invo_person_id": child,
        "invo_involvement_start_date": start, "invo_involvement_end_date": end,
    }  # fmt: skip


def workers(query: Query) -> dict[str, str]:
    found = with_case_workers(query, concerns(query))
    return {each.identifier: each.worker for each in found.open}


def test_the_case_worker_of_the_day_is_named() -> None:
    query = asked(
        DAY,
        qa_exception_alert=[alert("P1"), alert("P2"), alert("P3"), alert("P4")],
        qa_audit=[
            {
                "aud_id": "A1", "aud_person_id": "P1", "aud_worker_id": "W9", "aud_team_id": "T1",
                "aud_completed_at": datetime(2016, 3, 29, 9), "aud_immediate_concern_yn": "Y",
            }
        ],
        ssd_involvements=[
            involved("W1", "P1", date(2015, 1, 1)),
            involved("W2", "P2", date(2015, 1, 1), date(2016, 3, 29)),  # ended that day
            involved("W3", "P2", date(2016, 3, 29)),
            involved("W4", "P3", date(2016, 3, 30)),  # from the day after
            involved("W5", "P4", date(2015, 1, 1), role="IRO"),
        ],
    )  # fmt: skip
    found = with_case_workers(query, concerns(query))
    assert sorted((each.kind, each.identifier, each.worker) for each in found.open) == [
        ("Immediate concern in an audit", "P1", "W9"),
        ("Serious concern", "P1", "W1"),
        ("Serious concern", "P2", "W3"),
        ("Serious concern", "P3", ""),
        ("Serious concern", "P4", ""),
    ]
    assert workers(narrow(query, Scope.parse("team:T1")))["P2"] == "W3"


def test_of_a_restricted_record_nobody_is_named() -> None:
    query = asked(
        DAY,
        qa_exception_alert=[alert("P1", restricted_yn="Y")],
        ssd_involvements=[involved("W1", "P1", date(2015, 1, 1))],
    )
    assert workers(query) == {"restricted": ""}


def test_where_the_source_has_no_allocations_nobody_is() -> None:
    query = asked(DAY, qa_exception_alert=[alert("P1")])
    without = replace(query, provided=query.provided - {"ssd_involvements"})
    assert workers(without) == {"P1": ""}
