"""What others see: multi-agency audits, external feedback, among it that of partners' boards."""

from __future__ import annotations

from dataclasses import replace

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import (
    GOOD,
    GRADED,
    RowsQuery,
    case,
    count,
    grades,
    list_rows,
    share,
)
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.query import Query

# Whose affair it is what this board asks to be audited or says; all else is the whole council's.
BOARDS = "WHEN 'EARLY_HELP_STRATEGY_BOARD' THEN 'EARLY_HELP'"
# How many actions a meeting agreed: as its record says, else as many as came in with it.
AGREED = """COALESCE(mtg_actions_n, (SELECT COUNT(*) FROM qa_action
    WHERE act_source_table = 'qa_meeting' AND act_source_id = mtg_id))"""


@activity("multi_agency", "Multi-agency audits", "6.1, 15.3", "qa_multi_agency_audit")
def multi_agency(asked: Query) -> Counted:
    """Audits with partners, section 11 reports and lessons of case reviews (6, 15.3)."""
    rows = RowsQuery("qa_multi_agency_audit", "maa_date", f"CASE maa_commissioner {BOARDS} END")
    tallies = [
        list_rows(asked, rows.quotable(), "Multi-agency audits",
               {"Audit": ("maa_title", "text"),
                "Kind": (case("maa_kind", LISTS["multi_agency_audits"]), "text"),
                "Date": ("maa_date", "date"), "Cases": ("NULLIF(maa_case_n, 0)", "count"),
                "Grade": ("maa_overall_grade", "grade"), "Lessons": ("maa_lessons", "text")},
               "maa_date, maa_id"),
    ]  # fmt: skip
    measures = [
        count(asked, rows, "Multi-agency audits"),
        count(asked, rows, "Reported", "maa_reported_on IS NOT NULL"),
    ]
    if asked.has("qa_multi_agency_case"):
        cases = replace(
            rows, table="qa_multi_agency_case JOIN qa_multi_agency_audit ON maa_id = mac_maa_id"
        )
        measures.append(
            share(asked, cases, "Agencies' work graded good or better", f"mac_grade {GOOD}",
                  f"mac_grade {GRADED}", base="grades of agencies' work on the cases")
        )  # fmt: skip
        tallies.append(
            grades(asked, cases, "Grades by agency", "mac_agency", "Agency", "mac_grade")
        )
    return Counted(measures, tallies)


@activity("external", "External feedback and challenge", "15, 16, 19.1", "qa_external_feedback")
def external(asked: Query) -> Counted:
    """Ofsted, courts, peers, members and the boards of partners (15, 16, 19.1)."""
    rows = RowsQuery("qa_external_feedback", "exf_date", f"CASE exf_source {BOARDS} END")
    return Counted(
        [count(asked, rows, "Pieces of external feedback")],
        [
            list_rows(asked, rows.quotable(), "External feedback",
                   {"Date": ("exf_date", "date"),
                    "From": (case("exf_source", LISTS["external_sources"]), "text"),
                    "Feedback": ("exf_text", "text")}, "exf_date, exf_source"),
        ],
    )  # fmt: skip


@activity("meetings", "Quality assurance and performance meetings", "2.3, 7.6, 19.2", "qa_meeting")
def meetings(asked: Query) -> Counted:
    """Meetings in which performance and quality were discussed (2.3, 7.6, 19.2)."""
    rows = RowsQuery("qa_meeting", "mtg_date", "mtg_service")
    return Counted(
        [
            count(asked, rows, "Meetings held"),
            count(asked, rows.only(f"{AGREED} > 0"), "Meetings that agreed actions"),
        ],
        [
            list_rows(asked, rows.only("mtg_kind <> 'PERFORMANCE'"),
                   "Quarterly and bi-monthly meetings",
                   {"Meeting": (case("mtg_kind", LISTS["meetings"]), "text"),
                    "Date": ("mtg_date", "date"),
                    "Actions": (AGREED, "count")}, "mtg_date, mtg_id"),
        ],
    )  # fmt: skip
