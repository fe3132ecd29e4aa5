"""Quality assurance tables: what a data manager reads about a row that is not right.

Each table has good rows, of which nothing is said, and a bad one for each rule.
"""

import re

import pytest

from litmus.base.errors import LitmusError
from litmus.intake.contracts import load

from intake.contracts.conftest import CONTRACTS, PEOPLE  # isort: skip
from intake.contracts.test_loading import GOOD, loaded  # isort: skip

pytestmark = pytest.mark.slow

STAFF = "prof_professional_id|prof_staff_id\nTM-1|1\nIRO-1|2\nSW-1|3\nQA-1|4"
TEAMS = "dept_team_id|dept_team_name\nT1|CIN 1"
ROLES = "ar_code|ar_name|ar_level\nTM|Team Manager|1\nIRO|Independent Reviewing Officer|2"
AUDITS = (
    "aud_id|aud_type|aud_period_month|aud_person_id|aud_team_id|aud_service|aud_worker_id|"
    "aud_auditor_id|aud_auditor_role|aud_paired_audit_id|aud_started_at|aud_completed_at|"
    "aud_overall_grade|aud_immediate_concern_yn|aud_concern_text|aud_concern_fed_back_at|"
    "aud_summary_sent_at|aud_on_case_file_at|aud_form_submitted_at|aud_status\n"
)
DONE = {
    "aud_id": "A1", "aud_type": "CASE_FILE", "aud_period_month": "2016-03-01",
    "aud_person_id": "P1", "aud_team_id": "T1", "aud_service": "CIN", "aud_worker_id": "SW-1",
    "aud_auditor_id": "TM-1", "aud_auditor_role": "TM", "aud_paired_audit_id": "-",
    "aud_started_at": "2016-03-07 09:30", "aud_completed_at": "2016-03-07 12:00",
    "aud_overall_grade": "Requires improvement", "aud_immediate_concern_yn": "No",
    "aud_concern_text": "-", "aud_concern_fed_back_at": "-",
    "aud_summary_sent_at": "08/03/2016 10:00", "aud_on_case_file_at": "2016-03-08T10:05:00",
    "aud_form_submitted_at": "2016-03-10", "aud_status": "SUBMITTED",
}  # fmt: skip
JUDGED = "auj_aud_id|auj_key_area|auj_kq|auj_grade\nA1|ASSESSMENT|KQ2|GOOD\n"


def lines(good: dict[str, str], *others: dict[str, str]) -> str:
    """A good row and variations of it, as a table in text."""
    rows = [good, *(good | other for other in others)]
    return "\n".join(["|".join(good), *("|".join(row.values()) for row in rows)])


def found(result) -> dict[str, tuple[str, int]]:
    """What was found, by rule or by rule and column: (severity, rows)."""
    return {
        f"{r.rule} {r.column}" if r.rule in KINDS else r.rule: (r.severity, r.count)
        for r in result.report.rules
    }


KINDS = {"missing", "unreadable", "out_of_range", "unknown_code", "orphan"}


@pytest.fixture
def audits(checked):
    """Checks audits, with all that they refer to."""

    def run(*others: dict[str, str], **tables: str):
        rows = lines(DONE, *others)
        around = {
            "ssd_person": PEOPLE,
            "ssd_professionals": STAFF,
            "ssd_department": TEAMS,
            "ref_auditor_role": ROLES,
            "qa_audit_judgement": JUDGED + "A2|ASSESSMENT|KQ2|Good\n" * any(others),
        }
        return checked(qa_audit=rows, **(around | tables))

    return run


def test_a_sound_audit_passes_with_its_times_and_grade_as_codes(audits):
    result = audits()
    assert result.report.rules == []
    row = result.tables["qa_audit"].row(0, named=True)
    assert str(row["aud_summary_sent_at"]) == "2016-03-08 10:00:00"
    assert str(row["aud_form_submitted_at"]) == "2016-03-10 00:00:00"
    assert (row["aud_overall_grade"], row["aud_immediate_concern_yn"]) == (
        "REQUIRES_IMPROVEMENT",
        "N",
    )


@pytest.mark.parametrize(
    ("wrong", "rule", "severity", "said"),
    [
        ({"aud_started_at": "2016-03-07 12:01"}, "audit_completed_before_started", "warning",
         "The audit was completed before it was started."),
        ({"aud_summary_sent_at": "2016-03-07 11:59"}, "summary_sent_before_completed", "warning",
         "The summary was sent before the audit was completed."),
        ({"aud_on_case_file_at": "2016-03-07 11:59"}, "on_case_file_before_completed", "warning",
         "The summary was on the case file before the audit was completed."),
        ({"aud_form_submitted_at": "2016-03-06"}, "form_submitted_before_completed", "warning",
         "The form was sent to the QA Manager before the audit was completed."),
        ({"aud_immediate_concern_yn": "Y"}, "concern_without_feedback", "warning",
         "The audit found an immediate concern, and no time at which it was fed back."),
        ({"aud_concern_text": "Nobody has seen him"}, "concern_without_flag", "warning",
         "A concern was written down or fed back, and the audit does not say that there was an "
         "immediate concern."),
        ({"aud_immediate_concern_yn": "Y", "aud_concern_fed_back_at": "2016-03-06 10:00"},
         "concern_fed_back_before_audit", "warning",
         "The immediate concern was fed back before the audit was started."),
        ({"aud_overall_grade": "-"}, "completed_without_grade", "warning",
         "The audit is completed and has no overall grade."),
        ({"aud_overall_grade": "Adequate"}, "unknown_code aud_overall_grade", "error",
         "The overall grade is not one of the known codes."),
        ({"aud_completed_at": "07/03/16 12:00"}, "unreadable aud_completed_at", "error",
         "The time at which the audit was completed cannot be read."),
        ({"aud_summary_sent_at": "Tuesday"}, "unreadable aud_summary_sent_at", "warning",
         "The time at which the summary was sent cannot be read."),
        ({"aud_status": "NOT_DONE"}, "not_done_but_completed", "warning",
         "The status says that the audit was not done, and it has a time of completion."),
        ({"aud_service": "-"}, "audit_without_service", "warning", "The audit names no service."),
        ({"aud_auditor_id": "SW-1"}, "auditor_is_the_worker", "warning",
         "The auditor audited their own case."),
        ({"aud_auditor_id": "NOBODY"}, "orphan aud_auditor_id", "warning",
         "The auditor is not in Workers (ssd_professionals)."),
        ({"aud_team_id": "T9"}, "orphan aud_team_id", "warning",
         "The team is not in Teams (ssd_department)."),
        ({"aud_person_id": "P9"}, "orphan aud_person_id", "warning",
         "The child is not in People (ssd_person)."),
        ({"aud_auditor_role": "BOSS"}, "orphan aud_auditor_role", "warning",
         "The auditor's role is not in Roles of those who audit and observe (ref_auditor_role)."),
        ({"aud_paired_audit_id": "A9"}, "orphan aud_paired_audit_id", "warning",
         "The paired audit is not in Case file audits (qa_audit)."),
        ({"aud_paired_audit_id": "A1", "aud_person_id": "P2"}, "paired_audit_of_another_child",
         "warning", "The audit and the one that it is paired with are of two children."),
        ({"aud_paired_audit_id": "A2"}, "paired_with_itself", "warning",
         "The audit is paired with itself."),
        ({"aud_type": "SPOT_CHECK"}, "unknown_code aud_type", "warning",
         "The kind of audit is not one of the known codes."),
        ({"aud_period_month": "-"}, "missing aud_period_month", "error",
         "The month for which the audit was done is missing."),
    ],
)  # fmt: skip
def test_a_bad_audit_is_named_in_plain_words(audits, wrong, rule, severity, said):
    result = audits({"aud_id": "A2"} | wrong)
    # The judgement of an audit that is set aside then refers to it: said apart.
    assert {rule: (severity, 1)} == {
        name: what for name, what in found(result).items() if name != "orphan_of_set_aside"
    }
    first = result.report.rules[0]
    assert first.description == said
    assert first.what_to_do
    kept = result.tables["qa_audit"]["aud_id"].to_list()
    assert kept == (["A1"] if severity == "error" else ["A1", "A2"])


def test_an_unreadable_time_is_in_the_restricted_list_with_its_file_and_row(audits):
    issue = audits({"aud_id": "A2", "aud_summary_sent_at": "Tuesday"}).issues.row(0, named=True)
    assert (issue["file"], issue["row"], issue["column"], issue["value"]) == (
        "qa_audit.csv", 3, "aud_summary_sent_at", "Tuesday",
    )  # fmt: skip
    assert issue["expected"] == "a date and time such as 2016-03-29 14:05 or 29/03/2016 14:05"


def test_an_audit_on_the_afternoon_of_the_extract_is_not_in_the_future(audits):
    # The data speak for the whole of 31 March 2016.
    on_the_day = {
        "aud_started_at": "2016-03-31 13:00",
        "aud_completed_at": "2016-03-31 15:30",
        "aud_summary_sent_at": "-",
        "aud_on_case_file_at": "-",
        "aud_form_submitted_at": "-",
    }
    assert found(audits({"aud_id": "A2"} | on_the_day)) == {}
    later = on_the_day | {"aud_completed_at": "2016-04-01 00:01"}
    assert found(audits({"aud_id": "A2"} | later)) == {"aud_completed_at_in_future": ("warning", 1)}


def test_an_audit_without_a_judgement_is_said(audits):
    result = audits(qa_audit_judgement="auj_aud_id|auj_key_area|auj_kq|auj_grade")
    assert found(result) == {"completed_without_judgements": ("warning", 1)}


def test_a_judgement_outside_the_grades_is_set_aside(audits):
    rows = JUDGED + "A1|RISK_ANALYSIS|KQ2|N/A\nA1|REVIEWS|KQ2|Poor\nA1|PLAN_SMART|KQ2|-\n"
    result = audits(qa_audit_judgement=rows)
    assert found(result) == {
        "unknown_code auj_grade": ("error", 1),
        "missing auj_grade": ("error", 1),
    }
    assert result.tables["qa_audit_judgement"]["auj_grade"].to_list() == ["GOOD", "NOT_APPLICABLE"]


MODERATED = {
    "aum_id": "M1", "aum_aud_id": "A1", "aum_moderator_id": "QA-1", "aum_at": "2016-03-14 10:00",
    "aum_key_area": "-", "aum_original_grade": "REQUIRES_IMPROVEMENT",
    "aum_moderated_grade": "REQUIRES_IMPROVEMENT", "aum_agreed_yn": "Y", "aum_reason": "-",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"aum_moderated_grade": "-"}, "moderation_without_grade"),
        ({"aum_moderated_grade": "INADEQUATE", "aum_reason": "No analysis"},
         "agreed_but_grades_differ"),
        ({"aum_agreed_yn": "N"}, "disagreed_but_grades_are_the_same"),
        ({"aum_agreed_yn": "N", "aum_moderated_grade": "INADEQUATE"}, "changed_without_reason"),
        ({"aum_original_grade": "GOOD", "aum_moderated_grade": "GOOD"},
         "original_grade_is_not_the_audits"),
        ({"aum_key_area": "ASSESSMENT"}, "original_grade_is_not_the_judgements"),
        ({"aum_at": "2016-03-07 11:00"}, "moderated_before_completed"),
        ({"aum_moderator_id": "TM-1"}, "moderator_is_the_auditor"),
        ({"aum_at": "2016-04-02 11:00"}, "aum_at_in_future"),
    ],
)  # fmt: skip
def test_a_bad_moderation_warns(audits, wrong, rule):
    result = audits(qa_audit_moderation=lines(MODERATED, {"aum_id": "M2"} | wrong))
    assert found(result) == {rule: ("warning", 1)}


ACTION = {
    "act_id": "X1", "act_source_table": "qa_audit", "act_source_id": "A1", "act_person_id": "P1",
    "act_text": "Update the chronology", "act_owner_id": "SW-1", "act_owner_role": "SW",
    "act_service": "CIN", "act_kq": "KQ2", "act_priority": "HIGH", "act_raised_on": "2016-03-07",
    "act_due_on": "2016-03-21", "act_completed_on": "2016-03-20", "act_evidence": "On file",
    "act_verified_by": "QA-1", "act_status": "VERIFIED",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "rule", "severity"),
    [
        ({"act_completed_on": "2016-03-06"}, "action_completed_before_raised", "warning"),
        ({"act_due_on": "2016-03-06"}, "action_due_before_raised", "warning"),
        ({"act_completed_on": "-"}, "verified_without_completion", "warning"),
        ({"act_completed_on": "-", "act_verified_by": "-", "act_status": "Completed"},
         "done_without_completion", "warning"),
        ({"act_status": "OPEN"}, "open_but_completed", "warning"),
        ({"act_verified_by": "SW-1"}, "verified_by_its_owner", "warning"),
        ({"act_owner_id": "-", "act_owner_role": "-"}, "action_without_owner", "warning"),
        ({"act_due_on": "-"}, "action_without_due_date", "warning"),
        # An empty due date would mean "never overdue", an empty completion "still open".
        ({"act_due_on": "asap"}, "unreadable act_due_on", "error"),
        ({"act_completed_on": "done"}, "unreadable act_completed_on", "error"),
        ({"act_source_id": "A9"}, "orphan act_source_id", "warning"),
        ({"act_source_table": "qa_chat"}, "unknown_code act_source_table", "warning"),
    ],
)  # fmt: skip
def test_a_bad_action_is_named(audits, wrong, rule, severity):
    result = audits(qa_action=lines(ACTION, {"act_id": "X2"} | wrong))
    assert found(result) == {rule: (severity, 1)}


FINDING = {
    "fin_id": "F1", "fin_source_table": "qa_audit", "fin_source_id": "A1", "fin_date": "2016-03-07",
    "fin_service": "CIN", "fin_kq": "KQ1", "fin_key_area": "VOICE_OF_CHILD",
    "fin_polarity": "CONCERN", "fin_text": "Her views are not in the plan",
    "fin_theme": "voice of the child",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "rule", "severity"),
    [
        ({"fin_polarity": "MIXED"}, "unknown_code fin_polarity", "error"),
        ({"fin_date": "-"}, "missing fin_date", "error"),
        ({"fin_text": "-"}, "finding_without_text", "warning"),
        ({"fin_kq": "-", "fin_key_area": "-", "fin_theme": "-"},
         "finding_without_key_question", "warning"),
        ({"fin_key_area": "COOKING"}, "unknown_code fin_key_area", "warning"),
        ({"fin_source_id": "A9"}, "orphan fin_source_id", "warning"),
        ({"fin_date": "2016-04-01"}, "fin_date_in_future", "warning"),
    ],
)  # fmt: skip
def test_a_bad_finding_is_named(audits, wrong, rule, severity):
    result = audits(qa_finding=lines(FINDING, {"fin_id": "F2"} | wrong))
    assert found(result) == {rule: (severity, 1)}


def test_a_finding_is_looked_up_in_the_table_that_its_row_names(audits):
    group = "flg_date|flg_topic|flg_message|flg_response\n2016-03-01|Caseloads|Too high|Noted"
    result = audits(
        qa_frontline_group=group,
        qa_finding=lines(
            FINDING,
            # The parts of a key of several columns are joined.
            {"fin_id": "F2", "fin_source_table": "qa_frontline_group",
             "fin_source_id": "2016-03-01/Caseloads"},
            # An audit's id, but not the id of a meeting of the group.
            {"fin_id": "F3", "fin_source_table": "qa_frontline_group", "fin_source_id": "A1"},
        ),
    )  # fmt: skip
    rule = result.report.rules[0]
    assert rule.description == "The row of that activity is not in Frontline group " + (
        "(qa_frontline_group)."
    )
    assert result.issues["record"].to_list() == ["F3"]


def test_a_finding_of_an_audit_that_was_set_aside_stays_and_says_so(audits):
    result = audits(
        {"aud_id": "A2", "aud_overall_grade": "Adequate"},
        qa_finding=lines(FINDING | {"fin_source_id": "A2"}),
    )
    said = {rule.description for rule in result.report.rules}
    assert (
        "The row of that activity names a row of Case file audits (qa_audit) that was set aside."
        in said
    )
    assert len(result.tables["qa_finding"]) == 1


def test_a_finding_of_a_table_that_is_not_supplied_is_not_checked_and_that_is_said(audits):
    result = audits(qa_finding=lines(FINDING | {"fin_source_table": "qa_visit"}))
    assert found(result) == {}
    quality = next(t for t in result.report.tables if t.table == "qa_finding")
    assert quality.not_checked == [
        "Whether each row of that activity is known needs qa_visit, which is not supplied."
    ]


def test_every_activity_that_writes_findings_and_actions_is_a_table(contracts):
    tables = contracts["qa_finding"].columns["fin_source_table"].allowed
    assert set(tables) < set(contracts)
    assert contracts["qa_action"].columns["act_source_table"].allowed == tables


def test_a_column_that_names_no_column_as_its_table_is_refused(tmp_path):
    text = GOOD.replace(
        "    required: true",
        "    customProperties:\n    - {property: tableIn, value: t_table}",
        1,
    )
    with pytest.raises(LitmusError, match=re.escape("t.t_id: its table is to be in t_table")):
        loaded(tmp_path, text)


def test_every_quality_assurance_table_says_who_wrote_the_row_and_who_may_see_it():
    for name, contract in load(CONTRACTS).items():
        if name.startswith("qa_"):
            shared = ("created_by", "created_at", "source", "restricted_yn")
            assert tuple(contract.columns)[-4:] == shared, name
            assert not any(contract.columns[column].is_essential for column in shared)
