"""Looking at practice besides the audit: visits, case tracking, dip samples, supervision."""

from __future__ import annotations

from typing import Any

from litmus.base.code_words import LISTS, SERVICES
from litmus.qa.activities.counting import (
    GOOD,
    GRADED,
    RowsQuery,
    by_group,
    count,
    grades,
    number,
    of_teams,
    ratio,
    share,
    total,
)
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.model import Column, Tally
from litmus.qa.query import Query

# The services that are to be visited unannounced every quarter (framework 10.4).
VISITED = ("EARLY_HELP", "DAS", "CIN", "CP_SAFEGUARDING", "LAC")
RECORDS = "records of supervision looked at in the checks"
MONTH = 31  # days within which a stage is audited "as it is completed" (framework 4.5)


@activity("visits", "Visits to services", "4.3, 10.4", "qa_visit")
def visits(asked: Query) -> Counted:
    """Unannounced and other visits by heads of service, directors and members (10.4)."""
    rows = RowsQuery("qa_visit", "vis_date", "vis_service")
    unannounced = rows.only("vis_type = 'UNANNOUNCED'")
    table = [
        [
            SERVICES[service],
            number(asked, unannounced, where=f"vis_service = '{service}'"),
        ]
        for service in VISITED
        if asked.service in ("", service)
    ]
    return Counted(
        [
            count(asked, rows, "Visits made"),
            count(asked, unannounced, "Unannounced visits"),
            share(asked, rows, "Form sent to the QA Manager", "vis_form_sent_on IS NOT NULL"),
        ],
        [
            by_group(
                asked,
                rows,
                "Visits by type",
                "vis_type",
                "Type",
                {"Visits": "TRUE", "Form sent": ("vis_form_sent_on IS NOT NULL", "TRUE")},
                LISTS["visits"],
            ),
            Tally(
                "Unannounced visits by service",
                [Column("Service", "text"), Column("Visits", "count")],
                table,
                "One a quarter is due in each of these services.",
            ),
        ],
    )


@activity("tracking", "Case tracking", "4.5", "qa_case_tracking", "qa_case_tracking_stage")
def tracking(asked: Query) -> Counted:
    """A child's journey audited stage by stage as each is completed (4.5)."""
    rows = RowsQuery("qa_case_tracking_stage", "trs_audited_on")
    soon = f"trs_audited_on - trs_completed_on BETWEEN 0 AND {MONTH}"
    return Counted(
        [
            count(asked, RowsQuery("qa_case_tracking", "trk_allocated_on"), "Cases allocated"),
            count(asked, rows, "Stages audited"),
            share(asked, rows, "Audited within a month of completion", soon,
                  "trs_completed_on IS NOT NULL", base="stages audited"),
            share(asked, rows, "Stages graded good or better", f"trs_grade {GOOD}",
                  f"trs_grade {GRADED}", base="stages audited"),
        ],
        [grades(asked, rows, "Stages of the child's journey", "trs_stage", "Stage", "trs_grade",
                names=LISTS["tracked_stages"])],
    )  # fmt: skip


@activity("dip_samples", "Dip samples", "9.1", "qa_dip_sample")
def dip_samples(asked: Query) -> Counted:
    """Samples of a team's cases on the theme that the head of service set (9.1)."""
    rows = of_teams(asked, "qa_dip_sample", "dip_month", "dip_team_id")
    met = ("dip_met_n", "dip_sample_n")
    return Counted(
        [
            count(asked, rows, "Dip samples taken"),
            # how many, and never what share of a base that grows: effort is no outcome
            total(asked, rows, "Cases sampled", "dip_sample_n"),
            ratio(asked, rows, "Sampled cases that met the standard", *met, base="cases sampled"),
        ],
        [_theme_tally(asked, rows)],
    )  # fmt: skip


@activity("supervision", "Supervision of cases", "8.1, 9.1", "qa_supervision_check")
def supervision(asked: Query) -> Counted:
    """What service managers found when they checked supervision (8.1, 9.1)."""
    rows = of_teams(asked, "qa_supervision_check", "spc_month", "spc_team_id")
    graded = f"spc_reflective_grade {GRADED}"
    return Counted(
        [
            count(asked, rows, "Checks of supervision made"),
            ratio(asked, rows, "Records in time", "spc_in_time_n", "spc_sample_n",
                   base=RECORDS),
            ratio(asked, rows, "Records with decisions", "spc_decisions_recorded_n",
                   "spc_sample_n", base=RECORDS),
            share(asked, rows, "Reflective supervision graded good or better",
                  f"spc_reflective_grade {GOOD}", graded, base="checks with a grade"),
        ],
        [grades(asked, rows, "How reflective supervision was, by team", "spc_team_id", "Team",
                "spc_reflective_grade", names=asked.teams())],
    )  # fmt: skip


def _theme_tally(asked: Query, rows: RowsQuery) -> Tally:
    """Samples by theme, whatever words were written for it; the least often met first."""
    source, values = rows.sql(asked)
    found = asked.rows(
        f"""SELECT dip_theme, dip_team_id, COALESCE(dip_met_n, 0), COALESCE(dip_sample_n, 0)
        FROM {source} ORDER BY dip_id""",
        *values,
    )
    by_theme: dict[str, list[tuple[str, int, int]]] = {}
    for words, *sample in found:
        by_theme.setdefault(asked.theme(words), []).append((sample[0], sample[1], sample[2]))
    table: list[list[Any]] = [
        [theme, len({team for team, _, _ in samples}),
         [sum(met for _, met, _ in samples), sum(n for _, _, n in samples)]]
        for theme, samples in by_theme.items()
    ]  # fmt: skip
    table.sort(key=lambda row: (row[2][0] / row[2][1] if row[2][1] else 1, row[0]))
    columns = [Column("Theme", "text"), Column("Teams", "count"), Column("Standard met", "share")]
    note = "The theme least often met comes first."
    return Tally("Dip samples by theme", columns, table, note)
