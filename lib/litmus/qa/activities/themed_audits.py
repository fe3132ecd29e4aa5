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
    begun = "thm_planned_start <= {end}"
    open_ = "(thm_reported_on IS NULL OR thm_reported_on >= {start})"
    rows = RowsQuery("qa_theme", "{end}", where=f"{begun} AND {open_}")
    reported = RowsQuery("qa_theme", "thm_reported_on")
    overdue = "thm_planned_report <= {end} AND thm_reported_on IS NULL"
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
                    "Reported": ("thm_reported_on", "done")}, "thm_planned_start, thm_id"),
        ],
    )  # fmt: skip
