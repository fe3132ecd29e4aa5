"""What children and families say, and what is learnt from complaints (framework 11, 13)."""

from __future__ import annotations

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import RowsQuery, by_group, case, count, list_rows, ratio, share
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.model import Quotation
from litmus.qa.query import Query

RATED = "pieces with a rating"
QUOTED = 6  # quotations of children that a report has room for
LIMIT = "COALESCE(cmp_extended_due_on, cmp_due_on)"
ON_TIME = f"cmp_responded_on <= {LIMIT}"
# Answered, or still unanswered after the last day on which an answer was due. A complaint that was
# withdrawn needs none.
ANSWER_DUE = (
    f"{LIMIT} IS NOT NULL AND (cmp_responded_on IS NOT NULL OR ({LIMIT} < {{end}} "
    "AND COALESCE(cmp_outcome, '') <> 'WITHDRAWN'))"
)
MISSED = f"({ANSWER_DUE}) AND COALESCE(cmp_responded_on > {LIMIT}, TRUE)"
# The day on which a lesson was passed on; where none is written down, that of the complaint.
LEARNT_ON = """COALESCE(
    LEAST(cml_form_sent_hos_on, cml_form_sent_cm_on, cml_recommendation_to_dd_on), cmp_received_on
)"""


@activity("feedback", "Feedback of children and families", "11", "qa_feedback")
def feedback(asked: Query) -> Counted:
    """Surveys, interviews, compliments, grumbles and the Children in Care Council (11)."""
    rows = RowsQuery("qa_feedback", "fbk_date", "fbk_service")
    rated = "fbk_rating IS NOT NULL"
    columns: dict[str, str | tuple[str, str]] = {
        words: f"fbk_respondent = '{code}'" for code, words in LISTS["respondents"].items()
    }
    columns["Rated 4 or 5 of 5"] = ("fbk_rating >= 4", rated)
    return Counted(
        [
            count(asked, rows, "Pieces of feedback received"),
            share(asked, rows, "From children and young people", "fbk_respondent = 'CHILD'",
                  better="neutral"),
            share(asked, rows, "Rated 4 or 5 of 5", "fbk_rating >= 4", rated, base=RATED),
            ratio(asked, rows, "Mean rating, of 5", "fbk_rating",
                   "CASE WHEN fbk_rating IS NOT NULL THEN 1 END", "mean", base=RATED),
            count(asked, rows.only("fbk_kind = 'COMPLIMENT'"), "Compliments", better="higher"),
            count(asked, rows.only("fbk_kind = 'GRUMBLE'"), "Grumbles", better="lower"),
            share(asked, rows, "With an improvement made",
                  "fbk_improvement_made IS NOT NULL AND fbk_improvement_made NOT IN ('', 'N')",
                  "fbk_kind IN ('GRUMBLE', 'COMPLIMENT')", base="compliments and grumbles"),
        ],
        [
            by_group(asked, rows, "Feedback by stage of the child's journey", "fbk_stage", "Stage",
                     columns, LISTS["feedback_stages"],
                     "Views are sought at first contact, at the end of an assessment, at reviews "
                     "and when a case is closed."),
            by_group(asked, rows, "Feedback by kind", "fbk_kind", "Kind",
                     {"Received": "TRUE", "Rated 4 or 5 of 5": ("fbk_rating >= 4", rated)},
                     LISTS["feedback"]),
        ],
        quotations(asked, rows),
    )  # fmt: skip


def quotations(asked: Query, rows: RowsQuery) -> list[Quotation]:
    """What children said, as given: at most one in a stage before a second, the latest first."""
    said = rows.quotable().only("fbk_respondent = 'CHILD' AND fbk_text IS NOT NULL")
    source, values = said.sql(asked)
    found = asked.rows(
        f"""SELECT fbk_text, fbk_respondent, fbk_stage, ROW_NUMBER() OVER (
            PARTITION BY fbk_stage ORDER BY fbk_date DESC, fbk_id
        ) AS place
        FROM {source} ORDER BY place, fbk_stage LIMIT {QUOTED}""",
        *values,
    )
    return [Quotation(text, who, stage or "OTHER") for text, who, stage, _ in found]


@activity("complaints", "Complaints and what is learnt from them", "13", "qa_complaint")
def complaints(asked: Query) -> Counted:
    """Statutory complaints: how many, in time or not, their outcome and their learning (13)."""
    rows = RowsQuery("qa_complaint", "cmp_received_on", "cmp_service")
    decided = "cmp_outcome IN ('UPHELD', 'PARTLY', 'NOT_UPHELD')"
    upheld = "cmp_outcome IN ('UPHELD', 'PARTLY')"
    formal = rows.only("cmp_stage <> 'INFORMAL'")
    measures = [
        count(asked, formal, "Complaints received"),
        share(asked, formal, "Answered within their time limit", ON_TIME, ANSWER_DUE,
              base="complaints answered or due an answer"),
        share(asked, formal, "Upheld, wholly or partly", upheld, decided, better="neutral",
              base="complaints with an outcome"),
        share(asked, formal, "Missed limits reported to the head of service",
              "cmp_missed_deadline_told_hos_on IS NOT NULL", MISSED,
              base="complaints whose limit was missed"),
        count(asked, rows.only("cmp_stage = 'INFORMAL'"), "Informal complaints"),
    ]  # fmt: skip
    tallies = [
        by_group(asked, rows, "Complaints by stage", "cmp_stage", "Stage",
                 {"Received": "TRUE", "In time": (ON_TIME, ANSWER_DUE),
                  "Upheld": (upheld, decided)},
                 LISTS["complaint_stages"],
                 "Informal complaints have no time limit and do not count among those received."),
        by_group(asked, formal, "What complaints are about", "cmp_subject", "Subject",
                 {"Received": "TRUE", "Upheld": (upheld, decided)}),
    ]  # fmt: skip
    if asked.has("qa_complaint_learning"):
        learnt = RowsQuery(
            "qa_complaint_learning JOIN qa_complaint ON cmp_id = cml_cmp_id",
            LEARNT_ON,
            "cmp_service",
        )
        measures.append(count(asked, learnt, "Lessons drawn from complaints"))
        tallies.append(
            list_rows(asked, learnt.quotable("qa_complaint_learning").only(
                      "cml_wider_relevance_yn = 'Y'"),
                   "Lessons of wider relevance",
                   {"Lesson": ("cml_learning", "text"), "Recommended": ("cml_recommendation",
                    "text")}, "cmp_received_on, cml_id")
        )  # fmt: skip
    return Counted(measures, tallies)


@activity("advisers", "Young advisers", "18", "qa_young_adviser_report")
def advisers(asked: Query) -> Counted:
    """Young people who look at services (18)."""
    rows = RowsQuery("qa_young_adviser_report", "yar_date", "yar_service")
    return Counted(
        [
            count(asked, rows, "Reports of young advisers"),
            share(asked, rows, "Discussed by the senior management team",
                  "yar_sdmt_discussed_on IS NOT NULL"),
        ],
        [
            list_rows(asked, rows.quotable(), "Reports of young advisers",
                   {"Date": ("yar_date", "date"),
                    "Activity": (case("yar_activity", LISTS["advised"]), "text"),
                    "Young advisers": ("yar_n_advisers", "count"),
                    "What they found": ("yar_findings", "text"),
                    "Response": ("yar_response", "text")}, "yar_date, yar_id"),
        ],
    )  # fmt: skip
