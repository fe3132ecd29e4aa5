"""Quality assurance of a team or a worker group: what is theirs, and what nobody records so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from litmus.base.scope import Scope
from litmus.qa.activities import titles
from litmus.qa.collated import Collation
from litmus.qa.collation import collate, vocabulary
from litmus.qa.kinds import METHODS
from litmus.qa.model import Activity
from litmus.qa.narrowing import narrow
from litmus.qa.query import Query
from qa.audit_rows import PROJECT, SHIPPED, audit, team
from qa.made import asked

WORDS = vocabulary(PROJECT)
DONE = "2016-02-10 10:00"


def finding(id_: str, table: str, of: str, day: str = "2016-02-11") -> dict[str, Any]:
    return {"fin_id": id_, "fin_source_table": table, "fin_source_id": of, "fin_date": day,
            "fin_service": "CIN", "fin_polarity": "CONCERN", "fin_text": "Seen."}  # fmt: skip


def action(id_: str, table: str, of: str) -> dict[str, Any]:
    return {"act_id": id_, "act_source_table": table, "act_source_id": of, "act_text": "Do it.",
            "act_service": "CIN", "act_raised_on": "2016-02-11", "act_due_on": "2016-04-01",
            "act_status": "OPEN"}  # fmt: skip


@pytest.fixture
def whole() -> Query:
    """Two teams of a service: A has audits 1 and 3 and a complaint, B audit 2."""
    return asked(
        "2016Q1",
        qa_audit=[
            audit("1", "2016-02", DONE, aud_worker_id="W1"),
            audit("2", "2016-02", DONE, by="TM-B", aud_team_id="B", aud_worker_id="W2",
                  aud_overall_grade="INADEQUATE"),
            audit("3", "2015-12", "2015-12-10 10:00", aud_worker_id="W2"),
        ],
        qa_complaint=[
            {"cmp_id": "C1", "cmp_received_on": "2016-02-01", "cmp_team_id": "A",
             "cmp_service": "CIN", "cmp_stage": "STAGE1"},
            {"cmp_id": "C2", "cmp_received_on": "2016-02-01", "cmp_service": "CIN",
             "cmp_stage": "STAGE1"},
        ],
        qa_feedback=[{"fbk_id": "K1", "fbk_date": "2016-02-01", "fbk_service": "CIN"}],
        qa_finding=[
            finding("F1", "qa_audit", "1"), finding("F2", "qa_audit", "2"),
            finding("F3", "qa_complaint", "C1"), finding("F4", "qa_complaint", "1"),
            finding("F5", "qa_feedback", "K1"),
        ],
        qa_action=[action("A1", "qa_audit", "1"), action("A2", "qa_audit", "2")],
        ref_team_service=[team("A"), team("B")],
        ext_workforce_post=[
            {"wfp_post_id": "P1", "wfp_as_at": date(2016, 1, 31), "wfp_role": "SW",
             "wfp_professional_id": "W1"},
            # W2 was a social worker, and is an advanced practitioner by the end of the period.
            {"wfp_post_id": "P2", "wfp_as_at": date(2016, 1, 31), "wfp_role": "SW",
             "wfp_professional_id": "W2"},
            {"wfp_post_id": "P2", "wfp_as_at": date(2016, 2, 29), "wfp_role": "AP",
             "wfp_professional_id": "W2"},
        ],
    )  # fmt: skip


def collated(question: Query) -> Collation:
    return collate(question, WORDS, SHIPPED, {}, {})


def activities(collation: Collation) -> dict[str, Activity]:
    return {each.key: each for each in collation.activities}


def ids(collation: Collation) -> tuple[list[str], list[str]]:
    return [each.id for each in collation.findings], [each.id for each in collation.actions]


@pytest.mark.slow
def test_a_team_has_what_forms_say_of_it_and_nothing_of_its_neighbour(whole: Query) -> None:
    found = collated(narrow(whole, Scope("team", "A")))
    assert ids(found) == (["F1", "F3"], ["A1"])
    audits = activities(found)["audits"]
    done = audits.measures[0]
    assert (done.numerator, done.previous_numerator) == (1, 1)  # audit 1, and 3 before
    assert activities(found)["complaints"].measures[0].numerator == 1
    everything = collated(whole)
    assert ids(everything) == (["F1", "F2", "F3", "F4", "F5"], ["A1", "A2"])
    assert activities(everything)["audits"].measures[0].numerator == 2


def test_what_is_not_recorded_by_team_is_said_to_be_so_and_is_no_nought(whole: Query) -> None:
    found = activities(collated(narrow(whole, Scope("team", "A"))))
    assert found["feedback"].absent == "This is not recorded by team."
    assert not found["feedback"].measures
    assert found["observations"].absent == "Nothing was recorded in January to March 2016 " \
        "(quarter 4 of 2015/16)."  # fmt: skip


@pytest.mark.slow
def test_a_managers_audit_of_another_teams_case_is_still_an_audit_done() -> None:
    # The programme asks who audited, whichever team the case is of: both are by the manager of A.
    tables = {
        "qa_audit": [
            audit("1", "2016-02", DONE),
            audit("4", "2016-03", "2016-03-10 10:00", aud_team_id="B"),
        ],
        "ref_team_service": [team("A"), team("B")],
    }
    for name, row in (("A", ["A", 2, 2, 0, 0, 0]), ("B", ["B", 2, 0, 0, 2, 0])):
        found = collated(narrow(asked("2016Q1", **tables), Scope("team", name)))
        tallies = {each.caption: each for each in activities(found)["audits"].tallies}
        assert [list(each) for each in tallies["The programme by team"].rows] == [row]


def test_a_worker_group_has_audits_of_its_workers_cases(whole: Query) -> None:
    social_workers = collated(narrow(whole, Scope("worker_group", "SW")))
    practitioners = collated(narrow(whole, Scope("worker_group", "AP")))
    assert ids(social_workers) == (["F1"], ["A1"])
    assert ids(practitioners) == (["F2"], ["A2"])
    absent = activities(practitioners)["complaints"].absent
    assert absent == "This is not recorded by worker group."


@pytest.mark.slow
def test_a_service_is_asked_as_it_always_was(whole: Query) -> None:
    cin = collated(narrow(whole, Scope("service", "CIN")))
    assert ids(cin) == ids(collated(whole))
    assert ids(collated(narrow(whole, Scope("service", "LAC")))) == ([], [])


@pytest.mark.slow
def test_of_the_activities_asked_of_alone_come_findings_and_actions(whole: Query) -> None:
    found = collated(replace(whole, activities=frozenset({"complaints", "feedback"})))
    assert list(activities(found)) == ["feedback", "complaints"]
    assert ids(found) == (["F3", "F4", "F5"], [])
    assert sum(each.concerns for each in found.balances) == 0  # none of these names a key question
    found = collated(replace(whole, activities=frozenset({"audits"})))
    assert ids(found) == (["F1", "F2"], ["A1", "A2"])


def test_every_activity_has_its_findings_and_every_finding_its_activity() -> None:
    # What a report lists of the one decides what it says of the other.
    assert {each.section for each in METHODS.values()} == set(titles())
