"""The parts of another body's framework: counted in period and year, the last one quoted."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.qa.parts import RECORDED, Part, part
from qa.made import asked


def audit(number: int, day: str, kind: str = "MACFA", **more: str) -> dict[str, str]:
    return {
        "maa_id": f"MAA{number}", "maa_date": day, "maa_kind": kind, "maa_title": f"Audit {number}",
        "maa_lessons": "Share sooner.", "restricted_yn": "N", **more,
    }  # fmt: skip


AUDITS = [
    audit(1, "2015-03-31"),  # a day before the year
    audit(2, "2015-04-01"),
    audit(3, "2016-01-01"),
    audit(4, "2016-03-31"),
    audit(5, "2016-04-01"),  # a day after the period
    audit(6, "2015-11-25", "SECTION_11"),
]
ASKED = asked("2016Q1", qa_multi_agency_audit=AUDITS)


def test_a_part_is_counted_in_the_period_and_in_the_year_and_its_last_row_is_quoted():
    found = part(ASKED, "Case file audits", "multi_agency", ["MACFA"])
    assert found == Part("Case file audits", 2, 3, date(2016, 3, 31), "Audit 4. Share sooner.")


def test_what_is_of_the_year_alone_is_not_said_to_be_of_the_period():
    found = part(ASKED, "Section 11", "multi_agency", ["SECTION_11"])
    assert (found.in_period, found.in_year, found.latest) == (0, 1, date(2015, 11, 25))


def test_a_part_of_which_nothing_is_recorded_says_so():
    assert part(ASKED, "Reviews", "multi_agency", ["SCR_LESSONS"]) == Part("Reviews")


def test_without_kinds_all_rows_of_the_activity_are_counted():
    assert part(ASKED, "All", "multi_agency").in_year == 4


def test_what_few_may_see_is_counted_and_not_quoted():
    rows = [audit(1, "2016-03-01", restricted_yn="Y")]
    found = part(asked("2016Q1", qa_multi_agency_audit=rows), "A", "multi_agency")
    assert (found.in_period, found.said) == (1, "")


def test_what_families_say_is_counted_and_quoted_nowhere_here():
    rows = [{"fbk_id": "F1", "fbk_date": "2016-02-01", "fbk_respondent": "CHILD",
             "fbk_text": "Nobody asked."}]  # fmt: skip
    found = part(asked("2016Q1", qa_feedback=rows), "Participation", "feedback", ["CHILD"])
    assert (found.in_period, found.said) == (1, "")


def test_a_part_whose_table_is_missing_says_why():
    without = replace(ASKED, provided=ASKED.provided - {"qa_external_feedback"})
    assert part(without, "Courts", "external", ["CAFCASS"]).absent == (
        "The data have no table qa_external_feedback."
    )


def test_what_names_no_service_is_no_service_s():
    query = asked("2016Q1", "CIN", qa_multi_agency_audit=AUDITS)
    assert part(query, "All", "multi_agency").in_year == 0


@pytest.mark.parametrize("key", RECORDED)
def test_the_kinds_of_an_activity_have_words(key):
    assert all(RECORDED[key].codes.values())
