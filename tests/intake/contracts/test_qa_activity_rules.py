"""Quality assurance beside audits: a good row of each table, and a bad one for each rule."""

import pytest

from litmus.intake.contracts import check

from intake.contracts.conftest import EXTRACTED, PEOPLE  # isort: skip
from intake.contracts.conftest import table as as_table  # isort: skip
from intake.contracts.test_qa_rules import ROLES, STAFF, TEAMS, found, lines  # isort: skip

GOOD: dict[str, dict[str, str]] = {
    "qa_observation": {
        "obs_id": "O1", "obs_type": "HOME_VISIT", "obs_at": "2016-03-01 10:00",
        "obs_worker_id": "SW-1", "obs_team_id": "T1", "obs_service": "CIN",
        "obs_observer_id": "TM-1", "obs_observer_role": "TM", "obs_person_id": "P1",
        "obs_child_family_feedback_yn": "Y", "obs_feedback_text": "She listens",
        "obs_overall_grade": "Good", "obs_recorded_at": "02/03/2016 09:00",
        "obs_fed_back_worker_at": "2016-03-02 16:00", "obs_sent_qa_manager_at": "2016-03-03",
    },
    "qa_visit": {
        "vis_id": "V1", "vis_type": "UNANNOUNCED", "vis_date": "2016-03-01", "vis_service": "CIN",
        "vis_visitor_id": "TM-1", "vis_visitor_role": "TM", "vis_announced_yn": "N",
        "vis_form_sent_on": "2016-03-03",
    },
    "qa_case_tracking": {
        "trk_id": "K1", "trk_person_id": "P1", "trk_allocated_by": "QA-1",
        "trk_tracker_id": "TM-1", "trk_allocated_on": "2016-01-04", "trk_closed_on": "-",
    },
    "qa_case_tracking_stage": {
        "trs_trk_id": "K1", "trs_stage": "ASSESSMENT", "trs_completed_on": "2016-02-01",
        "trs_audited_on": "2016-02-08", "trs_grade": "2",
    },
    "qa_dip_sample": {
        "dip_id": "D1", "dip_month": "2016-03-01", "dip_theme": "RECORDING", "dip_team_id": "T1",
        "dip_sampled_by": "TM-1", "dip_population_n": "60", "dip_sample_n": "6", "dip_met_n": "6",
    },
    "qa_dip_sample_item": {
        "dpi_dip_id": "D1", "dpi_person_id": "P1", "dpi_question": "Is it up to date?",
        "dpi_result": "Partly met",
    },
    "qa_exception_alert": {
        "exc_id": "E1", "exc_source": "IRO", "exc_type": "ALERT",
        "exc_raised_at": "2016-03-01 11:00", "exc_raised_by": "IRO-1", "exc_person_id": "P1",
        "exc_team_id": "T1", "exc_tm_told_at": "2016-03-01 11:30",
        "exc_response_at": "2016-03-04 09:00", "exc_resolved_at": "2016-03-09 09:00",
        "exc_escalation_level": "1",
    },
    "qa_meeting_monitoring": {
        "mon_id": "N1", "mon_meeting_type": "LAC_REVIEW", "mon_meeting_id": "L1",
        "mon_person_id": "P1", "mon_meeting_date": "2016-03-01", "mon_chair_id": "IRO-1",
        "mon_form_completed_on": "2016-03-02", "mon_child_attended": "PN1",
        "mon_plan_quality_grade": "GOOD", "mon_previous_actions_done": "Partly",
        "mon_agencies_attended": "3", "mon_agencies_invited": "4",
    },
    "qa_theme": {
        "thm_id": "TH1", "thm_title": "Neglect", "thm_kind": "THEMED",
        "thm_planned_start": "2015-11-02", "thm_status": "REPORTED",
        "thm_reported_on": "2016-01-29",
    },
    "qa_multi_agency_audit": {
        "maa_id": "MA1", "maa_kind": "MACFA", "maa_commissioner": "LSCB",
        "maa_date": "2016-02-01", "maa_case_n": "6", "maa_overall_grade": "Good",
        "maa_reported_on": "2016-03-01",
    },
    "qa_complaint": {
        "cmp_id": "C1", "cmp_received_on": "2016-02-01", "cmp_stage": "Stage 1",
        "cmp_service": "CIN", "cmp_team_id": "T1", "cmp_person_id": "P1", "cmp_manager_id": "TM-1",
        "cmp_due_on": "2016-02-15", "cmp_extended_due_on": "-", "cmp_responded_on": "2016-02-15",
        "cmp_outcome": "Not upheld", "cmp_missed_deadline_told_hos_on": "-",
    },
    "qa_complaint_learning": {
        "cml_id": "CL1", "cml_cmp_id": "C1", "cml_learning": "Say when we call",
        "cml_form_sent_hos_on": "2016-02-16", "cml_form_sent_cm_on": "2016-02-16",
        "cml_wider_relevance_yn": "N", "cml_recommendation": "-",
    },
    "qa_feedback": {
        "fbk_id": "B1", "fbk_date": "2016-03-01", "fbk_kind": "INTERVIEW", "fbk_stage": "REVIEW",
        "fbk_respondent": "CHILD", "fbk_rating": "4", "fbk_text": "He always rings back",
        "fbk_passed_to_complaints_mgr_on": "-",
    },
    "qa_survey": {
        "srv_id": "S1", "srv_title": "Staff survey", "srv_type": "STAFF",
        "srv_open": "2016-02-01", "srv_close": "2016-02-29", "srv_invited_n": "100",
    },
    "qa_survey_response": {
        "srr_srv_id": "S1", "srr_question": "I have regular supervision", "srr_value": "Agree",
        "srr_n": "40",
    },
    "qa_training_feedback": {
        "trf_id": "R1", "trf_type": "WORKSHOP", "trf_date": "2016-03-01", "trf_attended_n": "12",
        "trf_score_before": "2.5", "trf_score_after": "4",
    },
    "qa_home_report": {
        "hom_id": "H1", "hom_home_name": "The Limes", "hom_urn": "-",
        "hom_report_type": "Regulation 44",
        "hom_visit_date": "2016-02-10", "hom_report_date": "2016-02-20", "hom_judgement": "-",
        "hom_safeguarding_ok_yn": "Y", "hom_requirements_n": "0",
    },
    "qa_external_placement_visit": {
        "epv_id": "EP1", "epv_person_id": "P1", "epv_kind": "FOSTER", "epv_date": "2016-03-01",
        "epv_visitor_id": "QA-1", "epv_grade": "GOOD", "epv_child_view": "I like it here",
        "epv_safeguarding_concern_yn": "N",
    },
    "qa_panel_feedback": {
        "pan_id": "PA1", "pan_panel": "ADOPTION", "pan_date": "2016-03-01",
        "pan_report_quality_grade": "GOOD", "pan_timely_yn": "Y",
    },
    "qa_supervision_check": {
        "spc_id": "SC1", "spc_month": "2016-03-01", "spc_team_id": "T1", "spc_checked_by": "QA-1",
        "spc_sample_n": "5", "spc_in_time_n": "4", "spc_reflective_grade": "RI",
        "spc_decisions_recorded_n": "5",
    },
    "qa_young_adviser_report": {
        "yar_id": "Y1", "yar_date": "2016-02-01", "yar_activity": "MYSTERY_SHOPPING",
        "yar_sdmt_discussed_on": "2016-02-15", "yar_response": "New leaflets",
    },
    "qa_meeting": {
        "mtg_id": "G1", "mtg_kind": "PERFORMANCE", "mtg_date": "2016-03-01", "mtg_service": "CIN",
        "mtg_chair_id": "QA-1", "mtg_actions_n": "3",
    },
    "qa_quarterly_report": {
        "qrt_id": "2015Q4", "qrt_from": "2015-10-01", "qrt_to": "2015-12-31",
        "qrt_status": "PRESENTED", "qrt_presented_to": "LCCIB", "qrt_presented_on": "2016-02-15",
    },
}  # fmt: skip
AROUND = {
    "ssd_person": PEOPLE,
    "ssd_professionals": STAFF,
    "ssd_department": TEAMS,
    "ref_auditor_role": ROLES,
    "ssd_cla_reviews": "clar_cla_review_id|clar_cla_person_id|clar_cla_review_date\n"
    "L1|P1|2016-03-01\nL2|P2|2016-03-02",
    "ssd_cp_reviews": "cppr_cp_review_id|cppr_person_id|cppr_cp_review_date\nV1|P1|2016-03-01",
    "ssd_initial_cp_conference": "icpc_icpc_id|icpc_icpc_meeting_id|icpc_s47_enquiry_id|"
    "icpc_person_id|icpc_icpc_transfer_in|icpc_icpc_date|icpc_icpc_outcome_cp_flag\n"
    "I1|J1|-|P1|Y|2016-03-01|Y",
}
WARNING, ERROR = "warning", "error"


@pytest.fixture
def activity(checked):
    """Checks a table: its good row and a variation of it, among good rows of all the others."""

    def run(table: str, wrong: dict[str, str] | None = None):
        return checked(**AROUND, **rows_with({} if wrong is None else {table: wrong}))

    return run


def rows_with(wrong: dict[str, dict[str, str]]) -> dict[str, str]:
    """A good row of every table, and beside it, in those named, one with something wrong."""
    tables = {name: [row] for name, row in GOOD.items()}
    for table, changes in wrong.items():
        key = next(iter(GOOD[table]))
        tables[table].append(({} if key in LINKS else {key: "X"}) | changes)
    return {name: lines(*rows) for name, rows in tables.items()}


# Their first column is the row that they belong to; the variation differs elsewhere.
LINKS = {"trs_trk_id", "dpi_dip_id", "srr_srv_id"}


@pytest.mark.slow
def test_nothing_is_said_of_good_rows_in_the_words_that_people_use(activity):
    result = activity("qa_complaint")
    assert found(result) == {}
    assert result.tables["qa_complaint"]["cmp_stage"].to_list() == ["STAGE1"]
    assert result.tables["qa_complaint"]["cmp_outcome"].to_list() == ["NOT_UPHELD"]
    assert result.tables["qa_case_tracking_stage"]["trs_grade"].to_list() == ["GOOD"]
    assert result.tables["qa_dip_sample_item"]["dpi_result"].to_list() == ["PARTLY"]
    assert result.tables["qa_home_report"]["hom_report_type"].to_list() == ["REG44"]
    done = result.tables["qa_meeting_monitoring"]["mon_previous_actions_done"]
    assert done.to_list() == ["SOME"]
    reflective = result.tables["qa_supervision_check"]["spc_reflective_grade"]
    assert reflective.to_list() == ["REQUIRES_IMPROVEMENT"]


# A table, what is wrong in its row, the rule that says so, and whether the row is set aside.
BAD = [
    ("qa_observation", {"obs_recorded_at": "2016-03-01 09:59"},
     "observation_recorded_before_held", WARNING),
    ("qa_observation", {"obs_fed_back_worker_at": "2016-02-29"},
     "observation_fed_back_before_held", WARNING),
    ("qa_observation", {"obs_sent_qa_manager_at": "2016-02-29"},
     "observation_sent_before_held", WARNING),
    ("qa_observation", {"obs_overall_grade": "-"}, "observation_without_grade", WARNING),
    ("qa_observation", {"obs_overall_grade": "Fine"}, "unknown_code obs_overall_grade", ERROR),
    ("qa_observation", {"obs_worker_id": "-"}, "observation_without_worker", WARNING),
    ("qa_observation", {"obs_observer_id": "SW-1"}, "observer_is_the_worker", WARNING),
    ("qa_observation", {"obs_child_family_feedback_yn": "N"}, "feedback_without_flag", WARNING),
    ("qa_observation", {"obs_at": "morning"}, "unreadable obs_at", ERROR),
    ("qa_visit", {"vis_form_sent_on": "2016-02-29"}, "visit_form_sent_before_visit", WARNING),
    ("qa_visit", {"vis_announced_yn": "Yes"}, "unannounced_but_announced", WARNING),
    ("qa_visit", {"vis_service": "-"}, "visit_without_service", WARNING),
    ("qa_case_tracking", {"trk_closed_on": "2016-01-03"}, "tracking_closed_before_allocated",
     ERROR),
    ("qa_case_tracking", {"trk_tracker_id": "-"}, "tracking_without_tracker", WARNING),
    ("qa_case_tracking_stage", {"trs_stage": "REVIEW", "trs_audited_on": "2016-01-31"},
     "stage_audited_before_completed", WARNING),
    ("qa_case_tracking_stage", {"trs_stage": "REVIEW", "trs_grade": "-"},
     "stage_audited_without_grade", WARNING),
    # 7 of 6 would be 117%.
    ("qa_dip_sample", {"dip_met_n": "7"}, "more_met_than_sampled", ERROR),
    ("qa_dip_sample", {"dip_sample_n": "61", "dip_met_n": "6"}, "more_sampled_than_there_are",
     WARNING),
    ("qa_dip_sample", {"dip_sample_n": "0", "dip_met_n": "0"}, "nothing_sampled", WARNING),
    ("qa_dip_sample", {"dip_met_n": "-2"}, "out_of_range dip_met_n", ERROR),
    ("qa_dip_sample_item", {"dpi_person_id": "P2", "dpi_result": "Yes"},
     "unknown_code dpi_result", ERROR),
    ("qa_exception_alert", {"exc_tm_told_at": "2016-03-01 10:59"}, "manager_told_before_raised",
     WARNING),
    ("qa_exception_alert", {"exc_tm_told_at": "-"}, "manager_not_told", WARNING),
    ("qa_exception_alert", {"exc_response_at": "2016-02-28"}, "alert_responded_before_raised",
     WARNING),
    ("qa_exception_alert", {"exc_resolved_at": "2016-02-28"}, "alert_resolved_before_raised",
     ERROR),
    ("qa_meeting_monitoring", {"mon_meeting_id": "L2", "mon_agencies_attended": "5"},
     "more_agencies_came_than_were_invited", WARNING),
    ("qa_meeting_monitoring", {"mon_meeting_id": "L2", "mon_form_completed_on": "2016-02-29"},
     "form_completed_before_meeting", WARNING),
    ("qa_meeting_monitoring", {"mon_meeting_id": "L9"}, "looked_after_review_not_known",
     WARNING),
    # A looked after review's id is no conference's.
    ("qa_meeting_monitoring", {"mon_meeting_type": "RCPC"}, "review_conference_not_known",
     WARNING),
    ("qa_meeting_monitoring", {"mon_meeting_type": "ICPC", "mon_meeting_id": "I1"},
     "initial_conference_not_known", WARNING),
    ("qa_meeting_monitoring", {}, "two_forms_of_one_meeting", WARNING),
    ("qa_theme", {"thm_reported_on": "-"}, "reported_without_date", WARNING),
    ("qa_theme", {"thm_reported_on": "2015-11-01"}, "theme_reported_before_start", WARNING),
    ("qa_multi_agency_audit", {"maa_reported_on": "2016-01-31"},
     "multi_agency_audit_reported_before_held", WARNING),
    ("qa_complaint", {"cmp_responded_on": "2016-01-31"}, "responded_before_received", ERROR),
    ("qa_complaint", {"cmp_due_on": "2016-01-31", "cmp_extended_due_on": "2016-02-20"},
     "due_before_received", WARNING),
    ("qa_complaint", {"cmp_due_on": "2016-02-20", "cmp_extended_due_on": "2016-02-15"},
     "extended_before_due", WARNING),
    ("qa_complaint", {"cmp_responded_on": "2016-02-16"}, "missed_and_nobody_told", WARNING),
    ("qa_complaint", {"cmp_responded_on": "-", "cmp_due_on": "2016-04-01"},
     "outcome_without_response", WARNING),
    ("qa_complaint", {"cmp_due_on": "in a fortnight"}, "unreadable cmp_due_on", ERROR),
    ("qa_complaint", {"cmp_received_on": "2016-04-01", "cmp_due_on": "2016-04-15",
                      "cmp_responded_on": "-", "cmp_outcome": "-"},
     "cmp_received_on_in_future", WARNING),
    ("qa_complaint_learning", {"cml_form_sent_cm_on": "2016-01-31"},
     "learning_sent_before_complaint", WARNING),
    ("qa_complaint_learning", {"cml_wider_relevance_yn": "Y"},
     "wider_relevance_without_recommendation", WARNING),
    ("qa_complaint_learning", {"cml_cmp_id": "C9"}, "orphan cml_cmp_id", WARNING),
    ("qa_feedback", {"fbk_rating": "-", "fbk_text": "-"}, "feedback_without_content", WARNING),
    ("qa_feedback", {"fbk_rating": "7"}, "out_of_range fbk_rating", WARNING),
    ("qa_feedback", {"fbk_passed_to_complaints_mgr_on": "2016-02-29"},
     "passed_on_before_given", WARNING),
    ("qa_survey", {"srv_close": "2016-01-31"}, "survey_closed_before_opened", ERROR),
    ("qa_survey_response", {"srr_value": "Disagree", "srr_n": "101"},
     "more_answers_than_invited", WARNING),
    ("qa_survey_response", {"srr_value": "Disagree", "srr_n": "-3"}, "out_of_range srr_n",
     ERROR),
    ("qa_training_feedback", {"trf_score_before": "-"}, "only_one_score", WARNING),
    ("qa_home_report", {"hom_visit_date": "-", "hom_report_date": "-"},
     "home_report_without_date", ERROR),
    ("qa_home_report", {"hom_home_name": "-"}, "home_not_named", WARNING),
    ("qa_home_report", {"hom_safeguarding_ok_yn": "-"},
     "regulation_44_without_safeguarding_opinion", WARNING),
    ("qa_home_report", {"hom_report_type": "OFSTED_FULL"}, "full_inspection_without_judgement",
     WARNING),
    ("qa_home_report", {"hom_report_date": "2016-02-09"}, "home_reported_before_visit",
     WARNING),
    ("qa_external_placement_visit", {"epv_child_view": "-"},
     "placement_visit_without_childs_view", WARNING),
    ("qa_panel_feedback", {"pan_report_quality_grade": "-"}, "panel_without_grade", WARNING),
    ("qa_supervision_check", {"spc_in_time_n": "6"}, "more_in_time_than_checked", ERROR),
    ("qa_supervision_check", {"spc_decisions_recorded_n": "6"}, "more_decisions_than_checked",
     ERROR),
    ("qa_young_adviser_report", {"yar_sdmt_discussed_on": "2016-01-31"},
     "discussed_before_reported", WARNING),
    ("qa_young_adviser_report", {"yar_sdmt_discussed_on": "-"}, "answered_without_discussion",
     WARNING),
    ("qa_meeting", {"mtg_service": "-"}, "performance_meeting_without_service", WARNING),
    ("qa_quarterly_report", {"qrt_to": "2015-09-30"}, "report_ends_before_it_begins", ERROR),
    ("qa_quarterly_report", {"qrt_presented_on": "2015-12-01"},
     "presented_before_the_quarter_ended", WARNING),
    ("qa_quarterly_report", {"qrt_presented_on": "-"}, "presented_without_date", WARNING),
]  # fmt: skip


@pytest.fixture(scope="module")
def one_of_each(contracts):
    """Checks of a bad row in every table at once, until each bad row had its turn: those that were
    in it, and the result. They refer to good rows alone."""
    waiting, results = list(BAD), []
    while waiting:
        turn = list({each[0]: each for each in reversed(waiting)}.values())
        waiting = [each for each in waiting if each not in turn]
        texts = AROUND | rows_with({table: wrong for table, wrong, *_ in turn})
        raw = {name: as_table(name, text) for name, text in texts.items()}
        results.append((turn, check(raw, contracts, EXTRACTED)))
    return results


@pytest.mark.slow
@pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad[0]}-{bad[2]}")
def test_a_bad_row_is_named_once_and_set_aside_only_where_figures_would_be_wrong(one_of_each, bad):
    table, _, rule, severity = bad
    (result,) = (result for turn, result in one_of_each if bad in turn)
    (said,) = (each for each in result.report.rules if each.table == table)
    assert found(result)[rule] == (severity, 1)
    assert rule.startswith(said.rule)
    assert said.description.endswith(".")
    assert len(result.tables[table]) == (1 if severity == ERROR else 2)


def test_nothing_else_is_said_of_bad_rows(one_of_each):
    for turn, result in one_of_each:
        assert found(result) == {rule: (severity, 1) for _, _, rule, severity in turn}


@pytest.mark.slow
def test_a_manager_who_was_not_told_is_to_be_told_first(activity):
    rule = activity("qa_exception_alert", {"exc_tm_told_at": "-"}).report.rules[0]
    assert rule.description == (
        "No time is recorded at which the team manager was told of the alert."
    )
    assert rule.consequence == "The row stays. It counts as not told the same day."
    assert rule.what_to_do.startswith("Make sure at once that the team manager knows")


@pytest.mark.slow
def test_good_practice_need_not_be_told_the_same_day(activity):
    told = {"exc_type": "GOOD_PRACTICE", "exc_tm_told_at": "-"}
    assert found(activity("qa_exception_alert", told)) == {}


@pytest.mark.slow
def test_a_withdrawn_complaint_is_nobodys_missed_deadline(activity):
    assert (
        found(activity("qa_complaint", {"cmp_responded_on": "-", "cmp_outcome": "WITHDRAWN"})) == {}
    )
