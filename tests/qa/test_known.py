"""What came after a period's end is not in it: each step that can come later, by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.qa.activities import families, partners, practice, safeguarding, themed_audits
from litmus.qa.activities.audits import audits
from litmus.qa.activities.observations import observations
from litmus.qa.gravest import Counted, Rule, find
from litmus.qa.known import LIVES, as_known
from litmus.qa.model import Activity
from litmus.qa.narrowing import narrow
from litmus.qa.programme.deadlines import collect
from litmus.qa.programme.programme import compliance
from litmus.qa.query import Query
from qa.audit_rows import SHIPPED, audit, programme, requirement, team
from qa.made import asked, holding

END, AFTER = "2016-03-31", "2016-04-01"


def numbers(activity: Activity) -> dict[str, tuple[Any, Any]]:
    return {m.label: (m.numerator, m.denominator) for m in activity.measures}


def before(activity: Activity) -> dict[str, tuple[Any, Any]]:
    return {m.label: (m.previous_numerator, m.previous_denominator) for m in activity.measures}


def made(column: str, own: str, **more: Any) -> list[dict[str, Any]]:
    """Two rows of the period: one whose later step was on the last day, one the day after."""
    key = column.split("_")[0]
    return [
        {f"{key}_id": str(n), own: "2016-03-20", column: day} | more
        for n, day in enumerate((END, AFTER))
    ]


COMPLAINT = {"cmp_stage": "STAGE1", "cmp_due_on": "2016-03-25", "cmp_outcome": "UPHELD"}
Count = Callable[[Query], Activity]


@pytest.mark.parametrize(
    ("count", "table", "rows", "label", "expected"),
    [
        (partners.multi_agency, "qa_multi_agency_audit", made("maa_reported_on", "maa_date"),
         "Reported", (1, None)),
        (practice.visits, "qa_visit", made("vis_form_sent_on", "vis_date", vis_type="VALIDATION"),
         "Form sent to the QA Manager", (1, 2)),
        (families.advisers, "qa_young_adviser_report", made("yar_sdmt_discussed_on", "yar_date"),
         "Discussed by the senior management team", (1, 2)),
        (safeguarding.alerts, "qa_exception_alert",
         made("exc_resolved_at", "exc_raised_at", exc_type="ALERT"),
         "Resolved by the end of the period", (1, 2)),
        (lambda q: observations(q, SHIPPED), "qa_observation",
         made("obs_fed_back_worker_at", "obs_at"), "Fed back to the worker", (1, 2)),
        # Both limits were missed by the end, and the second was not answered by then.
        (families.complaints, "qa_complaint",
         made("cmp_responded_on", "cmp_received_on", **COMPLAINT),
         "Upheld, wholly or partly", (1, 1)),
        (families.complaints, "qa_complaint",
         made("cmp_responded_on", "cmp_received_on", **COMPLAINT),
         "Answered within their time limit", (0, 2)),
        (families.complaints, "qa_complaint",
         made("cmp_missed_deadline_told_hos_on", "cmp_received_on", **COMPLAINT),
         "Missed limits reported to the head of service", (1, 2)),
        # An answer that was not due is none: nothing is said of the complaint.
        (families.complaints, "qa_complaint",
         made("cmp_responded_on", "cmp_received_on", **COMPLAINT | {"cmp_due_on": END}),
         "Answered within their time limit", (1, 1)),
        # Withdrawn after the end: at the end it was late.
        (families.complaints, "qa_complaint",
         made("cmp_responded_on", "cmp_received_on", **COMPLAINT | {"cmp_outcome": "WITHDRAWN"}),
         "Missed limits reported to the head of service", (0, 2)),
    ],
)  # fmt: skip
def test_a_step_on_the_last_day_counts_and_one_on_the_day_after_does_not(
    count: Count, table: str, rows: list[dict[str, Any]], label: str, expected: tuple[Any, Any]
) -> None:
    assert numbers(count(asked("2016Q1", **{table: rows})))[label] == expected
    # In the report of the next quarter the quarter before says the same, as it was known then.
    told = count(asked("2016Q2", **{table: [*rows, *_next(rows)]}))
    assert before(told)[label] == expected


def _next(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row of the quarter after, so that there is something to report in it."""
    return [{name: AFTER if v == "2016-03-20" else v for name, v in rows[0].items()}]


def test_the_answer_to_a_report_of_young_advisers_is_printed_once_it_was_discussed():
    rows = made("yar_sdmt_discussed_on", "yar_date", yar_response="The form is shorter now.")
    found = families.advisers(asked("2016Q1", qa_young_adviser_report=rows))
    assert [row[-1] for row in found.tallies[0].rows] == ["The form is shorter now.", None]


def test_a_lesson_counts_when_it_was_passed_on():
    complaints = [{"cmp_id": "C", "cmp_received_on": "2016-02-01", "cmp_stage": "STAGE1"}]
    lessons = [
        {"cml_id": str(n), "cml_cmp_id": "C", "cml_form_sent_hos_on": told,
         "cml_form_sent_cm_on": sent, "cml_learning": f"Lesson {n}", "cml_wider_relevance_yn": "Y"}
        for n, (told, sent) in enumerate(((END, AFTER), (AFTER, None), (None, None)))
    ]  # fmt: skip
    tables = {"qa_complaint": complaints, "qa_complaint_learning": lessons}
    found = families.complaints(asked("2016Q1", **tables))
    # The first on the last day; of the third nobody says when, so it belongs to its complaint.
    assert numbers(found)["Lessons drawn from complaints"] == (2, None)
    assert [row[0] for row in found.tallies[-1].rows] == ["Lesson 0", "Lesson 2"]
    later = families.complaints(asked("2016Q2", **tables))
    assert numbers(later)["Lessons drawn from complaints"] == (1, None)


def test_a_themed_audit_is_overdue_until_the_day_of_its_report():
    rows = [{"thm_id": "T", "thm_title": "Neglect", "thm_planned_start": "2015-11-02",
             "thm_planned_report": "2015-12-15", "thm_reported_on": AFTER}]  # fmt: skip
    found = themed_audits.themed_audits(asked("2016Q1", qa_theme=rows))
    assert numbers(found) == {"Audits reported": (0, None), "Reports overdue": (1, None)}
    assert before(found)["Reports overdue"] == (1, None)  # and in December
    assert found.tallies[0].rows[0][-1] is None
    (later,) = themed_audits.themed_audits(asked("2016Q2", qa_theme=rows)).tallies
    assert later.rows[0][-1] == AFTER


G, R = "GOOD", "REQUIRES_IMPROVEMENT"
AUDITS = [
    audit("1", "2016-03", "2016-03-20 10:00", aud_overall_grade=G),
    audit("2", "2016-03", "2016-03-21 10:00", aud_overall_grade=G, aud_summary_sent_at=AFTER,
          aud_immediate_concern_yn="Y", aud_concern_fed_back_at=f"{AFTER} 09:00"),
]  # fmt: skip
MODERATED = [
    {"aum_id": n, "aum_aud_id": n, "aum_at": f"{day} 12:00", "aum_moderated_grade": R}
    for n, day in (("1", END), ("2", AFTER))
]


def test_an_audit_is_moderated_from_that_day_on():
    tables = {"qa_audit": AUDITS, "qa_audit_moderation": MODERATED}
    found = audits(asked("2016Q1", **tables), SHIPPED)
    assert numbers(found)["Moderated"] == (1, 2)
    assert numbers(found)["Graded good or better"] == (1, 2)
    assert found.grades[-1].counts == (0, 1, 1, 0)
    since = audits(asked("2016Q2", **tables), SHIPPED)
    assert before(since)["Moderated"] == (1, 2)
    assert since.grades[-2].counts == (0, 1, 1, 0)  # as its own report said
    years = next(t for t in since.tallies if t.caption.startswith("Moderation of audits"))
    assert years.rows[-1][1] == [2, 2]  # by the end of June both of the last months


def test_a_concern_of_which_the_manager_heard_afterwards_was_not_told():
    rule = Rule(reason="", decide="", owner="")
    counted = Counted(asked("2016Q1", qa_audit=AUDITS), (), (), {"immediate_concern": rule})
    (fact,) = find(counted)
    assert fact.text.endswith("of 1 no record says that the manager was told.")


def test_what_is_late_in_hindsight_was_not_due_or_not_there():
    rows = [
        audit("1", "2016-03", "2016-03-30 10:00", aud_summary_sent_at="2016-04-05 09:00"),
        audit("2", "2016-03", "2016-03-20 10:00", aud_summary_sent_at="2016-04-05 09:00"),
    ]
    period = asked("2016Q1", qa_audit=rows)
    for question, states in ((period, ["not_yet_due", "not_recorded"]),
                             (period.in_hindsight(), ["late", "late"])):  # fmt: skip
        found = [t.state for t in collect(question, SHIPPED) if t.rule == "summary"]
        assert found == states


def test_the_programme_of_a_quarter_counts_what_was_done_by_its_end():
    tables = {
        "ref_team_service": [team("A")],
        "qa_audit": [
            audit("1", "2016-01", "2016-02-03 10:00"),  # late, within the quarter
            audit("2", "2016-02", "2016-02-20 10:00"),
            audit("3", "2016-03", "2016-04-03 10:00"),  # late, after it
        ],
    }
    period, monthly = asked("2016Q1", **tables), programme(requirement())

    def of(question: Query) -> tuple[int, ...]:
        total = compliance(question, monthly).total()
        return total.due, total.done, total.late, total.missing

    assert of(period) == (3, 1, 1, 1)
    assert of(period.in_hindsight()) == (3, 1, 2, 0)


def test_a_team_is_in_the_service_that_it_was_in():
    alerts = [{"exc_id": "1", "exc_type": "ALERT", "exc_raised_at": "2016-03-20 10:00",
               "exc_team_id": "A"}]  # fmt: skip
    teams = [team("A", "DAS") | {"rts_valid_to": date(2016, 4, 1)}, team("A", "CIN", AFTER)]
    tables = {"qa_exception_alert": alerts, "ref_team_service": teams}
    raised = "Alerts and serious concerns raised"
    assert numbers(safeguarding.alerts(asked("2016Q1", "DAS", **tables)))[raised] == (1, None)
    assert not safeguarding.alerts(asked("2016Q1", "CIN", **tables)).measures


def test_a_part_of_the_council_is_bound_by_the_same_day():
    rows = made("obs_fed_back_worker_at", "obs_at", obs_team_id="A")
    ours = narrow(asked("2016Q1", qa_observation=rows), Scope.parse("team:A"))
    assert numbers(observations(ours, SHIPPED))["Fed back to the worker"] == (1, 2)


def test_where_the_data_end_before_the_period_they_are_what_is_known():
    rows = made("vis_form_sent_on", "vis_date", vis_type="VALIDATION")
    asked_early = asked("2016Q1", to=date(2016, 3, 30), qa_visit=rows)
    assert asked_early.as_at == date(2016, 3, 30)
    assert numbers(practice.visits(asked_early))["Form sent to the QA Manager"] == (0, 2)


def test_a_query_of_other_tables_is_asked_as_it_stands():
    assert as_known("SELECT * FROM ssd_person", date(2016, 3, 31)) == "SELECT * FROM ssd_person"
    assert as_known("SELECT * FROM qa_auditors", date(2016, 3, 31)) == "SELECT * FROM qa_auditors"


@pytest.mark.parametrize("table", LIVES)
def test_every_table_can_be_asked_as_it_stood_and_has_all_its_columns(table: str) -> None:
    connection = holding()
    sql = f"SELECT * FROM {table}"
    stood = connection.execute(as_known(sql, Period.parse("2016Q1").end)).description
    assert stood == connection.execute(sql).description


def test_a_query_with_parts_of_its_own_is_asked_of_what_was_known() -> None:
    rows = made("exc_resolved_at", "exc_raised_at", exc_type="ALERT")
    parts = "WITH settled AS (SELECT exc_id FROM qa_exception_alert WHERE exc_resolved_at NOTNULL)"
    found = asked("2016Q1", qa_exception_alert=rows).rows(f"{parts} SELECT exc_id FROM settled")
    assert found == [("0",)]
