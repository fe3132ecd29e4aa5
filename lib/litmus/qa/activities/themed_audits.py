"""The programme of themed and deep-dive audits (framework 5)."""

from __future__ import annotations

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import RowsQuery, case, count, list_rows
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.query import Query


@activity("themed", "Themed and deep-dive audits", "5", "qa_theme")
def themed_audits(asked: Query) -> Counted:
    """The audits under way or reported in the period: planned, begun, reported (5).

    They are reported separately; this includes them by reference.
    """
    begun = f"thm_planned_start <= DATE '{asked.end}'"
    open_ = f"(thm_reported_on IS NULL OR thm_reported_on >= DATE '{asked.start}')"
    rows = RowsQuery("qa_theme", f"DATE '{asked.end}'", where=f"{begun} AND {open_}")
    reported = RowsQuery("qa_theme", "thm_reported_on")
    late = f"(thm_reported_on IS NULL OR thm_reported_on > DATE '{asked.end}')"
    reported_on = f"CASE WHEN NOT {late} THEN thm_reported_on END"
    overdue = f"thm_planned_report <= DATE '{asked.end}' AND {late}"
    return Counted(
        [
            count(asked, reported, "Audits reported"),
            count(asked, rows.only(overdue), "Reports overdue", better="lower"),
        ],
        [
            list_rows(asked, rows, "Themed audits under way or reported",
                   {"Audit": ("thm_title", "text"),
                    "Kind": (case("thm_kind", LISTS["themed_audits"]), "text"),
                    "Cases": ("thm_sample_n", "count"),
                    "Report due": ("thm_planned_report", "date"),
                    "Reported": (reported_on, "done")}, "thm_planned_start, thm_id"),
        ],
    )  # fmt: skip
