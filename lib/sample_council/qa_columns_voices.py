"""Columns of what children, families, staff and others say: declared as in `columns`."""

COLUMNS: dict[str, tuple[str, str]] = {
    "qa_multi_agency_audit": (
        "maa",
        "id title kind commissioner date/day case_n agencies overall_grade lessons reported_on/day",
    ),
    "qa_multi_agency_case": ("mac", "maa_id person_id agency grade comment"),
    "qa_complaint": (
        "cmp",
        "id received_on/day stage service team_id person_id complainant subject manager_id "
        "due_on/day extended_due_on/day responded_on/day outcome missed_deadline_told_hos_on/day "
        "compensation_yn",
    ),
    "qa_complaint_learning": (
        "cml",
        "id cmp_id learning potential_yn form_sent_hos_on/day form_sent_cm_on/day "
        "wider_relevance_yn recommendation recommendation_to_dd_on/day theme",
    ),
    "qa_feedback": (
        "fbk",
        "id date/day kind stage source service respondent person_id rating text learning "
        "improvement_made passed_to_complaints_mgr_on/day",
    ),
    "qa_survey": ("srv", "id title type open/day close/day invited_n"),
    "qa_survey_response": ("srr", "srv_id question scale value n"),
    "qa_training_feedback": (
        "trf",
        "id course type date/day attended_n score_before score_after impact_later_text",
    ),
    "qa_frontline_group": ("flg", "date/day topic message response"),
    "qa_home_report": (
        "hom",
        "id home_name urn report_type visit_date/day report_date/day author judgement "
        "safeguarding_ok_yn findings requirements_n recommendations_n",
    ),
    "qa_external_placement_visit": (
        "epv",
        "id person_id provider urn kind date/day visitor_id grade child_view "
        "safeguarding_concern_yn",
    ),
    "qa_panel_feedback": (
        "pan",
        "id panel date/day case_ref report_quality_grade timely_yn feedback",
    ),
    "qa_young_adviser_report": (
        "yar",
        "id date/day activity service n_advisers findings sdmt_discussed_on/day response",
    ),
    "qa_external_feedback": ("exf", "id source date/day text"),
    "qa_critical_message": ("cri", "id date/day text issued_by audience"),
    "qa_meeting": ("mtg", "id kind date/day service chair_id actions_n"),
    "qa_quarterly_report": ("qrt", "id from/day to/day status presented_to presented_on/day"),
}
