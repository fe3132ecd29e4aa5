"""What was known on a day: what came after it is not there yet.

A report of a period speaks of what happened in it, and so does every figure of quality assurance:
an answer, a moderation or a sign-off of later days is none yet. What has no day of its own counts
whenever it was written down, and so does what a form says of the day that it is about
(docs/quality-assurance.md lists both).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Life:
    """How a row comes to be known: `begins` is the day from which it is there, "" where each count
    goes by the row's day anyway. `later` are the days that come in its life, each with the columns
    that are known from that day on alone."""

    begins: str = ""
    later: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


LIVES = {
    "qa_action": Life(later={"act_completed_on": ("act_evidence", "act_verified_by")}),
    "qa_audit": Life(
        later={
            # A form that is sent says that the audit is done: never before it is.
            "aud_completed_at": ("aud_overall_grade", "aud_form_submitted_at"),
            "aud_concern_fed_back_at": ("aud_concern_told_to",),
            "aud_summary_sent_at": (),
            "aud_on_case_file_at": (),
            "aud_form_submitted_at": (),
        }
    ),
    "qa_audit_moderation": Life("aum_at"),
    "qa_case_tracking": Life(later={"trk_closed_on": ()}),
    "qa_case_tracking_stage": Life(later={"trs_audited_on": ("trs_grade", "trs_comment")}),
    "qa_complaint": Life(
        later={
            "cmp_responded_on": ("cmp_outcome", "cmp_compensation_yn"),
            "cmp_missed_deadline_told_hos_on": (),
        }
    ),
    "qa_exception_alert": Life(
        later={"exc_tm_told_at": (), "exc_response_at": (), "exc_resolved_at": ()}
    ),
    "qa_feedback": Life(later={"fbk_passed_to_complaints_mgr_on": ()}),
    "qa_multi_agency_audit": Life(later={"maa_reported_on": ()}),
    "qa_observation": Life(
        later={
            "obs_recorded_at": (),
            "obs_fed_back_worker_at": (),
            "obs_fed_back_sm_at": (),
            "obs_on_case_file_at": (),
            "obs_sent_qa_manager_at": (),
        }
    ),
    "qa_theme": Life(later={"thm_reported_on": ("thm_in_quarterly_report",)}),
    "qa_visit": Life(later={"vis_form_sent_on": ()}),
    "qa_young_adviser_report": Life(later={"yar_sdmt_discussed_on": ("yar_response",)}),
    "ref_team_service": Life("rts_valid_from", {"rts_valid_to": ()}),
}


def as_known(sql: str, day: date) -> str:
    """The same query of the tables as they stood at the end of `day`.

    Within the query the names of the tables mean what was known; nothing else of it changes. It may
    begin with WITH itself, but not WITH RECURSIVE: then a name would mean itself.
    """
    named = [table for table in LIVES if re.search(rf"\b{table}\b", sql)]
    if not named:
        return sql
    stood = ", ".join(f"{table} AS ({_rows(table, day)})" for table in named)
    own = re.match(r"\s*WITH\s+(?!RECURSIVE\b)", sql)
    return f"WITH {stood}, {sql[own.end() :]}" if own else f"WITH {stood} {sql}"


def _rows(table: str, day: date) -> str:
    life = LIVES[table]
    kept = f" REPLACE ({', '.join(_columns(life, day))})" if life.later else ""
    there = f" WHERE {life.begins} IS NULL OR NOT {_is_later(life.begins, day)}"
    return f"SELECT *{kept} FROM {table}{there if life.begins else ''}"


def _columns(life: Life, day: date) -> Iterator[str]:
    """Each column that is empty until a day, or one of several days, has come."""
    until: dict[str, list[str]] = {}
    for each, known_then in life.later.items():
        for column in (each, *known_then):
            until.setdefault(column, []).append(_is_later(each, day))
    for column, conditions in until.items():
        yield f"CASE WHEN {' OR '.join(conditions)} THEN NULL ELSE {column} END AS {column}"


def _is_later(column: str, day: date) -> str:
    return f"CAST({column} AS DATE) > DATE '{day}'"
