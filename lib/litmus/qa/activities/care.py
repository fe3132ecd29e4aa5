"""The care of looked-after children: homes, external placements, panels (framework 14, 17)."""

from __future__ import annotations

from dataclasses import replace

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import (
    GOOD,
    GRADED,
    RowsQuery,
    by_group,
    count,
    grades,
    list_rows,
    number,
    share,
)
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.model import Activity, Column, Tally
from litmus.qa.query import Query, months


def homes(asked: Query) -> Activity:
    """The homes' section: in every second quarterly report, and then for half a year (14.1).

    Those that end with the second and the fourth quarter of the financial year have it.
    """
    period = asked.period
    if period.kind != "quarter":
        return reports_on_homes(asked)
    if period.financial_quarter % 2:
        why = f"Homes are reported on in alternate quarters, next for {period.next().title}."
        return replace(reports_on_homes(asked), measures=(), tallies=(), absent=why)
    both = replace(asked, periods=2)
    covers, before = months(both), months(both.before())
    return replace(reports_on_homes(both), covers=covers, covers_before=before)


@activity("homes", "Quality of children's homes", "14", "qa_home_report")
def reports_on_homes(asked: Query) -> Counted:
    """Regulation 44 and 45 reports and Ofsted's on the council's homes."""
    rows = RowsQuery("qa_home_report", "hom_visit_date")
    inspected = rows.only("hom_report_type LIKE 'OFSTED%'")
    return Counted(
        [
            count(asked, rows.only("hom_report_type = 'REG44'"), "Regulation 44 visits"),
            count(asked, rows.only("hom_report_type = 'REG45'"), "Regulation 45 reviews"),
            count(asked, inspected, "Ofsted inspections"),
            share(asked, rows, "Reports that find children safeguarded",
                  "hom_safeguarding_ok_yn = 'Y'", "hom_safeguarding_ok_yn IN ('Y', 'N')",
                  base="reports of every kind that say whether children are"),
        ],
        [
            _monthly_visits(asked, rows),
            by_group(asked, rows, "Reports by type", "hom_report_type", "Report",
                     {"Reports": "TRUE", "With requirements": "hom_requirements_n > 0",
                      "With recommendations": "hom_recommendations_n > 0"}, LISTS["home_reports"]),
            list_rows(asked, inspected, "Ofsted's judgements",
                   {"Home": ("hom_home_name", "text"), "Inspected": ("hom_visit_date", "date"),
                    "Judgement": ("hom_judgement", "grade"),
                    "Requirements": ("hom_requirements_n", "count")}, "hom_visit_date"),
        ],
    )  # fmt: skip


def _monthly_visits(asked: Query, rows: RowsQuery) -> Tally:
    """Every home with a report ever is to be visited once in each month of the period."""
    months = (asked.end.year - asked.start.year) * 12 + asked.end.month - asked.start.month + 1
    homes = asked.rows(
        "SELECT DISTINCT hom_home_name FROM qa_home_report WHERE hom_visit_date <= ? ORDER BY 1",
        asked.end,
    )
    visits = rows.only("hom_report_type = 'REG44'")
    table = []
    for (home,) in homes:
        quoted = home.replace("'", "''")
        months_visited = number(
            asked, visits.only(f"hom_home_name = '{quoted}'"),
            "DISTINCT DATE_TRUNC('month', hom_visit_date)",
        )  # fmt: skip
        table.append([home, [min(months_visited, months), months]])
    columns = [Column("Home", "text"), Column("Months with a Regulation 44 visit", "share")]
    return Tally("Regulation 44 visits by home", columns, table)


@activity("placements", "Visits to children in external placements", "17.1",
          "qa_external_placement_visit")  # fmt: skip
def placements(asked: Query) -> Counted:
    """Quality assurance visits of the Placement Commissioning Service (17.1)."""
    rows = RowsQuery("qa_external_placement_visit", "epv_date")
    return Counted(
        [
            count(asked, rows, "Children visited"),
            share(asked, rows, "Placements graded good or better", f"epv_grade {GOOD}",
                  f"epv_grade {GRADED}", base="visits with a grade"),
            share(asked, rows, "With the child's view recorded",
                  "epv_child_view IS NOT NULL AND epv_child_view <> ''"),
            count(asked, rows.only("epv_safeguarding_concern_yn = 'Y'"), "Safeguarding concerns",
                    better="lower"),
        ],
        [grades(asked, rows, "External placements by kind", "epv_kind", "Placement", "epv_grade",
                names=LISTS["external_placements"])],
    )  # fmt: skip


@activity("panels", "Feedback of adoption and fostering panels", "17.2", "qa_panel_feedback")
def panels(asked: Query) -> Counted:
    """What panels say of the reports that come to them (17.2)."""
    rows = RowsQuery("qa_panel_feedback", "pan_date")
    return Counted(
        [
            count(asked, rows, "Cases that panels gave feedback on"),
            share(asked, rows, "Reports graded good or better", f"pan_report_quality_grade {GOOD}",
                  f"pan_report_quality_grade {GRADED}", base="reports with a grade"),
            share(asked, rows, "Reports in time", "pan_timely_yn = 'Y'",
                  "pan_timely_yn IN ('Y', 'N')", base="reports that say so"),
        ],
        [grades(asked, rows, "Quality of reports, by panel", "pan_panel", "Panel",
                "pan_report_quality_grade", names=LISTS["panels"])],
    )  # fmt: skip
