"""A council's tables as they were at the end of a day: by the contracts, not by the code.

A row whose own day is later is gone. Every other day that is later is empty, and so is what only
that day made known. Days that somebody planned or set as a limit were known before they came.
"""

from collections.abc import Mapping
from datetime import date

import duckdb

from indicators import as_known
from qa.made import contracts

# The day of a row itself. None: it has none, as a plan has, or as part of the row named in PARTS.
OWN: Mapping[str, str | None] = {
    "qa_action": "act_raised_on",
    "qa_audit": "aud_allocated_on",
    "qa_audit_judgement": None,
    "qa_audit_moderation": "aum_at",
    "qa_case_tracking": "trk_allocated_on",
    "qa_case_tracking_stage": "trs_completed_on",
    "qa_complaint": "cmp_received_on",
    # A lesson is there from the first day on which somebody was told of it.
    "qa_complaint_learning": (
        "LEAST(cml_form_sent_hos_on, cml_form_sent_cm_on, cml_recommendation_to_dd_on)"
    ),
    "qa_critical_message": "cri_date",
    "qa_dip_sample": "dip_month",
    "qa_dip_sample_item": None,
    "qa_exception_alert": "exc_raised_at",
    "qa_external_feedback": "exf_date",
    "qa_external_placement_visit": "epv_date",
    "qa_feedback": "fbk_date",
    "qa_finding": "fin_date",
    "qa_frontline_group": "flg_date",
    "qa_home_report": "hom_visit_date",
    "qa_meeting": "mtg_date",
    "qa_meeting_monitoring": "mon_meeting_date",
    "qa_multi_agency_audit": "maa_date",
    "qa_multi_agency_case": None,
    "qa_observation": "obs_at",
    "qa_panel_feedback": "pan_date",
    "qa_quarterly_report": "qrt_from",
    "qa_supervision_check": "spc_month",
    "qa_survey": "srv_open",
    "qa_survey_response": None,
    "qa_theme": None,
    "qa_training_feedback": "trf_date",
    "qa_visit": "vis_date",
    "qa_young_adviser_report": "yar_date",
    "xref_finding_indicator": None,
}
# Of which row a row without a day is a part: its column, the table and key that it names, and the
# day from which that row has such parts.
PARTS: Mapping[str, tuple[str, str, str, str]] = {
    "qa_audit_judgement": (
        "auj_aud_id",
        "qa_audit",
        "aud_id",
        "COALESCE(aud_completed_at, aud_form_submitted_at)",
    ),
    "qa_audit_moderation": ("aum_aud_id", "qa_audit", "aud_id", "aud_allocated_on"),
    "qa_complaint_learning": ("cml_cmp_id", "qa_complaint", "cmp_id", "cmp_received_on"),
    "qa_dip_sample_item": ("dpi_dip_id", "qa_dip_sample", "dip_id", "dip_month"),
    "qa_multi_agency_case": ("mac_maa_id", "qa_multi_agency_audit", "maa_id", "maa_date"),
    "qa_survey_response": ("srr_srv_id", "qa_survey", "srv_id", "srv_open"),
    "xref_finding_indicator": ("xfi_fin_id", "qa_finding", "fin_id", "fin_date"),
}
# Days that were known before they came.
PLANNED = {
    "act_due_on",
    "aud_period_month",
    "cmp_due_on",
    "cmp_extended_due_on",
    "exc_response_due",
    "qrt_to",
    "thm_planned_report",
    "thm_planned_start",
}
# What only a day made known. Of an action that was cancelled the data have no day.
WITH: Mapping[str, tuple[str, ...]] = {
    "act_completed_on": ("act_evidence", "act_status", "act_verified_by"),
    "aud_completed_at": (
        "aud_overall_grade",
        "aud_immediate_concern_yn",
        "aud_concern_text",
        "aud_form_submitted_at",
        "aud_status",
    ),
    "aud_concern_fed_back_at": ("aud_concern_told_to",),
    "cmp_responded_on": ("cmp_outcome", "cmp_compensation_yn"),
    "thm_reported_on": ("thm_in_quarterly_report", "thm_status"),
    "trs_audited_on": ("trs_grade", "trs_comment"),
    "yar_sdmt_discussed_on": ("yar_response",),
}


def dated(table: str) -> list[str]:
    """Every column of a table that holds a day or a time, by the contract."""
    columns = contracts()[table].columns.values()
    return [each.name for each in columns if each.type in ("date", "timestamp")]


def tables() -> list[str]:
    """Every table that is cut."""
    return [*OWN, *as_known.LIVES, "ssd_person"]


def cut(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    """Cuts the tables in memory of `connection` at the end of a day, those of the record too."""
    as_known.cut(connection, day)
    for table in PARTS:  # while the rows that they are part of are whole
        as_known.replace(connection, table, {}, _has_parts(table, day), day)
    for table, own in OWN.items():
        empty = {
            each: (each, *WITH.get(each, ()))
            for each in dated(table)
            if each != own and each not in PLANNED
        }
        there = _not_later(own, day) if own else "TRUE"
        as_known.replace(connection, table, empty, there, day)


def _has_parts(table: str, day: date) -> str:
    column, whole, key, since = PARTS[table]
    return f"{column} NOT IN (SELECT {key} FROM {whole} WHERE NOT {_not_later(since, day)})"


def _not_later(column: str, day: date) -> str:
    return f"COALESCE(CAST({column} AS DATE) <= DATE '{day}', TRUE)"
