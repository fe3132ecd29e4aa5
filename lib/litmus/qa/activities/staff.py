"""What staff say: surveys, training, practice workshops, the Frontline group (framework 12)."""

from __future__ import annotations

from litmus.base.code_words import LISTS
from litmus.qa.activities.counting import RowsQuery, by_group, count, list_rows, ratio, words_for
from litmus.qa.activities.declaring import Counted, activity
from litmus.qa.model import Column, Tally
from litmus.qa.query import Query

ATTENDED = "people who attended"
FEWEST = 10  # answers below which a survey's results are not shown: staff could be recognised


@activity("surveys", "Surveys", "11.4, 12.2", "qa_survey", "qa_survey_response")
def surveys(asked: Query) -> Counted:
    """Surveys that closed in the period; the staff survey is annual (11.4, 12.2)."""
    rows = RowsQuery("qa_survey", "srv_close")
    source, values = rows.sql(asked)
    answered = asked.rows(
        f"""SELECT srv_title, srv_type, srv_invited_n, (
            SELECT MAX(n) FROM (
                SELECT SUM(srr_n) AS n FROM qa_survey_response
                WHERE srr_srv_id = srv_id GROUP BY srr_question
            )
        ) FROM {source} ORDER BY srv_close, srv_id""",
        *values,
    )
    table = [
        [title, words_for(kind, LISTS["surveys"]), [answers or 0, invited or 0]]
        for title, kind, invited, answers in answered
    ]
    columns = [Column("Survey", "text"), Column("Of", "text"), Column("Answered", "share")]
    return Counted(
        [count(asked, rows, "Surveys closed")],
        [Tally("Surveys", columns, table), _answers(asked, source, values)],
    )


def _answers(asked: Query, source: str, values: list[object]) -> Tally:
    """The share of the two best answers on the question's scale, where enough people answered."""
    joined = source.replace(" WHERE ", " JOIN qa_survey_response ON srr_srv_id = srv_id WHERE ", 1)
    found = asked.rows(
        f"""SELECT srv_title, srr_question,
            SUM(srr_n) FILTER (WHERE TRY_CAST(srr_value AS INTEGER) >= 4), SUM(srr_n)
        FROM {joined}
        GROUP BY srv_title, srr_question HAVING SUM(srr_n) >= {FEWEST}
        ORDER BY srv_title, srr_question""",
        *values,
    )
    return Tally(
        "Answers 4 or 5 of 5, by question",
        [Column("Question", "text"), Column("Survey", "text"), Column("4 or 5 of 5", "share")],
        [[question, title, [agreed or 0, n]] for title, question, agreed, n in found],
        f"Questions that fewer than {FEWEST} people answered are left out.",
    )


@activity("training", "Training, development and practice workshops", "12.1",
          "qa_training_feedback")  # fmt: skip
def training(asked: Query) -> Counted:
    """What training changed, by those who attended: scores before and after (12.1)."""
    rows = RowsQuery("qa_training_feedback", "trf_date")
    people = "trf_attended_n"
    return Counted(
        [
            count(asked, rows, "Events with feedback"),
            ratio(asked, rows, "People attending an event, on average", people, "1", "mean"),
            ratio(asked, rows, "Mean score before, of 5", f"trf_score_before * {people}", people,
                   "mean", base=ATTENDED),
            ratio(asked, rows, "Mean score after, of 5", f"trf_score_after * {people}", people,
                   "mean", base=ATTENDED),
        ],
        [
            by_group(asked, rows, "Events by type", "trf_type", "Type",
                     {"Events": "TRUE", "Score rose": ("trf_score_after > trf_score_before",
                      "trf_score_before IS NOT NULL AND trf_score_after IS NOT NULL")},
                     LISTS["training"]),
        ],
    )  # fmt: skip


@activity("frontline", "Frontline group", "12.3", "qa_frontline_group")
def frontline(asked: Query) -> Counted:
    """What staff told the directors, and what the directors answered (12.3)."""
    rows = RowsQuery("qa_frontline_group", "flg_date")
    return Counted(
        [
            count(asked, rows, "Topics raised with the directors"),
            ratio(asked, rows, "Answered", "CASE WHEN flg_response IS NULL THEN 0 ELSE 1 END",
                   "1"),
        ],
        [
            list_rows(asked, rows.quotable(), "What the group raised",
                   {"Date": ("flg_date", "date"), "Topic": ("flg_topic", "text"),
                    "Message": ("flg_message", "text"), "Response": ("flg_response", "text")},
                   "flg_date, flg_topic"),
        ],
    )  # fmt: skip
