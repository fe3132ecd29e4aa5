"""The tables of quality assurance and their columns.

A table's prefix and its columns; `/day` marks those that hold a day, `/time` a day and a time.
"""

from sample_council import qa_columns_voices

_DECLARED = {
    "ref_auditor_role": ("ar", "code name level"),
    "qa_audit": (
        "aud",
        "id type period_month/day person_id team_id service worker_id auditor_id auditor_role "
        "joint_with_worker_yn paired_audit_id theme_id allocated_on/day started_at/time "
        "completed_at/time overall_grade immediate_concern_yn concern_text "
        "concern_fed_back_at/time concern_told_to summary_sent_at/time on_case_file_at/time "
        "form_submitted_at/time status",
    ),
    "qa_audit_judgement": ("auj", "aud_id key_area kq grade evidence good_practice_yn"),
    "qa_audit_moderation": (
        "aum",
        "id aud_id moderator_id at/time key_area original_grade moderated_grade agreed_yn reason",
    ),
    "qa_action": (
        "act",
        "id source_table source_id person_id text owner_id owner_role service kq indicator "
        "priority raised_on/day due_on/day completed_on/day evidence verified_by status",
    ),
    "qa_finding": (
        "fin",
        "id source_table source_id date/day service kq key_area polarity text theme "
        "escalated_to_theme_audit_yn",
    ),
    "xref_finding_indicator": ("xfi", "fin_id indicator_code note in_book_month/day"),
    "qa_observation": (
        "obs",
        "id type at/time worker_id team_id service observer_id observer_role person_id "
        "child_family_feedback_yn feedback_text overall_grade quality_text effectiveness_text "
        "recorded_at/time fed_back_worker_at/time fed_back_sm_at/time on_case_file_at/time "
        "sent_qa_manager_at/time",
    ),
    "qa_visit": (
        "vis",
        "id type date/day service setting visitor_id visitor_role announced_yn findings "
        "form_sent_on/day",
    ),
    "qa_case_tracking": (
        "trk",
        "id person_id allocated_by tracker_id allocated_on/day closed_on/day",
    ),
    "qa_case_tracking_stage": (
        "trs",
        "trk_id stage completed_on/day audited_on/day grade comment",
    ),
    "qa_dip_sample": (
        "dip",
        "id month/day theme set_by_hos_id team_id sampled_by population_n sample_n met_n",
    ),
    "qa_dip_sample_item": ("dpi", "dip_id person_id question result comment"),
    "qa_exception_alert": (
        "exc",
        "id source type raised_at/time raised_by person_id team_id theme detail tm_told_at/time "
        "response_due/day response_at/time resolved_at/time escalation_level",
    ),
    "qa_meeting_monitoring": (
        "mon",
        "id meeting_type meeting_id person_id meeting_date/day chair_id form_completed_on/day "
        "report_received_on_time_yn report_shared_with_family_yn child_attended child_views "
        "advocate_yn parents_attended_yn plan_quality_grade previous_actions_done quorate_yn "
        "agencies_attended agencies_invited equality_addressed_yn concern_yn",
    ),
    "qa_theme": (
        "thm",
        "id title year kind commissioned_by requested_by services joint_yn lead_id sample_n "
        "planned_start/day planned_report/day status reported_on/day in_quarterly_report",
    ),
    "qa_supervision_check": (
        "spc",
        "id month/day team_id checked_by sample_n in_time_n reflective_grade decisions_recorded_n",
    ),
}
# Who wrote the row, when, how it came in, and whether only few may see it: on every qa_ table.
SHARED = ("created_by", "created_at/time", "source", "restricted_yn")


def _names(table: str, prefix: str, columns: str) -> list[str]:
    own = [f"{prefix}_{column}" for column in columns.split()]
    return [*own, *SHARED] if table.startswith("qa_") else own


_MARKED = {
    table: _names(table, *declared)
    for table, declared in (_DECLARED | qa_columns_voices.COLUMNS).items()
}


def _with_mark(mark: str) -> frozenset[str]:
    return frozenset(
        name.partition("/")[0]
        for names in _MARKED.values()
        for name in names
        if name.endswith(f"/{mark}")
    )


COLUMNS = {
    table: tuple(name.partition("/")[0] for name in names) for table, names in _MARKED.items()
}
DAYS, TIMES = _with_mark("day"), _with_mark("time")
