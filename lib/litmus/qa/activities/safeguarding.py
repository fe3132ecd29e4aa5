"""The Safeguarding and QA Unit: alerts, monitoring forms and critical messages (framework 7)."""

from __future__ import annotations

from dataclasses import replace

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import (
    GOOD,
    GRADED,
    RowsQuery,
    by_group,
    count,
    list_rows,
    of_teams,
    share,
)
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.alerts import CONCERN, GOOD_PRACTICE, RESOLVED, TOLD_IN_TIME
from litmus.qa.model import Activity, Column, Tally
from litmus.qa.query import Query, months

QUARTER = 3  # months
# What measures of alerts are called.
RAISED = "Alerts and serious concerns raised"
RESOLVED_BY_THE_END = "Resolved by the end of the period"
ESCALATED = "Escalated beyond the team manager"
ANSWERED = "forms that answer the question"
OF_MEETINGS = (
    "A meeting counts once here, however many brothers and sisters it is about; a form is about "
    "one child, so that there may be more forms than meetings."
)
# The day of each kind of meeting, in the tables of the record: what coverage is held against.
HELD = {
    "ICPC": ("ssd_initial_cp_conference", "icpc_icpc_meeting_id", "icpc_icpc_date"),
    "RCPC": ("ssd_cp_reviews", "cppr_cp_review_id", "cppr_cp_review_date"),
    "LAC_REVIEW": ("ssd_cla_reviews", "clar_cla_review_id", "clar_cla_review_date"),
}


@activity(
    "alerts", "Alerts by reviewing officers and conference chairs", "7.2", "qa_exception_alert"
)
def alerts(asked: Query) -> Counted:
    """Exceptions that reviewing officers and conference chairs reported (7.2)."""
    rows = of_teams(asked, "qa_exception_alert", "exc_raised_at", "exc_team_id")
    concerns = rows.only(CONCERN)
    return Counted(
        [
            count(asked, concerns, RAISED),
            share(asked, concerns, "Told to the team manager the same day", TOLD_IN_TIME),
            share(asked, concerns, RESOLVED_BY_THE_END, RESOLVED),
            count(
                asked,
                concerns.only("exc_escalation_level >= 2"),
                ESCALATED,
                better="lower",
            ),
            count(asked, rows.only(GOOD_PRACTICE), "Examples of good practice"),
        ],
        [
            by_group(
                asked,
                rows,
                "Alerts by type",
                "exc_type",
                "Type",
                {
                    "Reviewing officers": "exc_source = 'IRO'",
                    "Conference chairs": "exc_source = 'CPC'",
                    "Told the same day": (TOLD_IN_TIME, CONCERN),
                    "Resolved": (RESOLVED, CONCERN),
                },
                LISTS["alerts"],
                "An example of good practice is no concern: there is nothing to tell the same day "
                "or to resolve, and it does not count among those raised.",
            ),
        ],
    )


def monitoring(asked: Query) -> Activity:
    """The forms of a quarter (7.3): in a monthly report, in the month that ends the quarter."""
    if asked.period.kind != "month":
        return forms(asked)
    ahead = -asked.end.month % QUARTER
    if ahead:
        last = asked.period
        for _ in range(ahead):
            last = last.next()
        why = f"Monitoring forms are reported on by quarter, next for {last.title}."
        return replace(forms(asked), measures=(), tallies=(), absent=why)
    quarter = replace(asked, periods=QUARTER)
    before = months(quarter.before())
    return replace(forms(quarter), covers=months(quarter), covers_before=before)


@activity("monitoring", "Review and conference monitoring forms", "7.3", "qa_meeting_monitoring")
def forms(asked: Query) -> Counted:
    """The forms that chairs fill in after every review and conference (7.3)."""
    rows = RowsQuery("qa_meeting_monitoring", "mon_meeting_date")
    attended = "mon_child_attended IN ('PN1', 'PN2', 'PN3', 'PN4')"
    old_enough = "mon_child_attended IS NOT NULL AND mon_child_attended <> 'PN0'"
    columns: dict[str, str | tuple[str, str]] = {
        "Forms": "TRUE",
        "Report in time": _yes("mon_report_received_on_time_yn"),
        "Shared with family": _yes("mon_report_shared_with_family_yn"),
        "Child attended": (attended, old_enough),
        "Parents attended": _yes("mon_parents_attended_yn"),
        "Quorate": _yes("mon_quorate_yn"),
    }
    return Counted(
        [
            count(asked, rows, "Monitoring forms completed"),
            share(asked, rows, "Reports received in time", *_yes("mon_report_received_on_time_yn"),
                  base=ANSWERED),
            share(asked, rows, "Reports shared with the family before the meeting",
                  *_yes("mon_report_shared_with_family_yn"), base=ANSWERED),
            share(asked, rows, "Children aged four and over who attended", attended, old_enough,
                  base="forms on children aged four and over"),
            share(asked, rows, "Plans graded good or better", f"mon_plan_quality_grade {GOOD}",
                  f"mon_plan_quality_grade {GRADED}", base=ANSWERED),
            share(asked, rows, "Equality and diversity addressed",
                  *_yes("mon_equality_addressed_yn"), base=ANSWERED),
            count(asked, rows.only("mon_concern_yn = 'Y'"), "Forms that raise a concern",
                    better="lower"),
        ],
        [
            _coverage(asked),
            by_group(asked, rows, "Monitoring forms by kind of meeting", "mon_meeting_type",
                     "Meeting", columns, LISTS["monitored_meetings"]),
            by_group(asked, rows, "How children took part", "mon_child_attended", "Participation",
                     {"Children": "TRUE"}, LISTS["participation"]),
        ],
    )  # fmt: skip


@activity("messages", "Critical messages", "7.5", "qa_critical_message")
def messages(asked: Query) -> Counted:
    """Critical message cards of the unit and the Safeguarding Children Board (7.5)."""
    rows = RowsQuery("qa_critical_message", "cri_date")
    return Counted(
        [count(asked, rows, "Critical messages issued")],
        [
            list_rows(
                asked,
                rows.quotable(),
                "Critical messages",
                {
                    "Date": ("cri_date", "date"),
                    "Message": ("cri_text", "text"),
                    "For": ("cri_audience", "text"),
                },
                "cri_date",
            )
        ],
    )


def _coverage(asked: Query) -> Tally:
    """Meetings with a form among the meetings held: one form is due after every meeting."""
    rows = []
    for kind, (table, meeting, day) in HELD.items():
        if not asked.has(table):
            continue
        held, with_form = asked.rows(
            f"""SELECT COUNT(DISTINCT {meeting}), COUNT(DISTINCT mon_meeting_id)
            FROM {table} LEFT JOIN qa_meeting_monitoring
                ON mon_meeting_id = {meeting} AND mon_meeting_type = ?
            WHERE {day} BETWEEN ? AND ?""",
            kind,
            asked.start,
            asked.end,
        )[0]
        rows.append([LISTS["monitored_meetings"][kind], [with_form, held]])
    columns = [Column("Meeting", "text"), Column("Held, with a form", "share")]
    return Tally("Meetings held and monitoring forms", columns, rows, OF_MEETINGS)


def _yes(column: str) -> tuple[str, str]:
    return f"{column} = 'Y'", f"{column} IN ('Y', 'N')"
