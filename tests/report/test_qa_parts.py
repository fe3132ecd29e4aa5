"""The parts of the framework of the body that a report is for, as they are printed."""

from datetime import date

from litmus.qa.model import Activity, Measure
from litmus.qa.parts import Part
from litmus.report.bundle import NoticeCell, TableCell
from litmus.report.report import Report
from report import council
from report.collation import collation

DONE = Activity("multi_agency", "Multi-agency audits", "6", (Measure("Audits", "count", 1),))
AUDITS = Part("Multi-agency audits (MACFA)", 1, 2, date(2016, 1, 20), "Neglect. Share sooner.")
SAID = Part("Participation of children", 29, 69, date(2016, 3, 31))
SECTION_11 = Part("Section 11 reports")
COURTS = Part("Feedback of the family courts", absent="The data have no table qa_external_feedback")


def shown(*parts: Part, **more):
    evidence = collation(activities=(DONE,), parts=parts, **more)
    report = Report(council.context(), council.all_figures(), council.quality(), evidence)
    return list(report.qa.parts())


def test_each_part_has_a_row_and_what_is_not_recorded_is_said_plainly():
    notice, table = shown(AUDITS, SAID, SECTION_11, COURTS)
    assert isinstance(notice, NoticeCell) and isinstance(table, TableCell)
    assert notice.text == (
        "Nothing is recorded in the 12 months to 31 March 2016 of: section 11 reports; "
        "feedback of the family courts."
    )
    assert table.words == [
        ["Multi-agency audits (MACFA)", "1", "2", "20 Jan 2016", "Neglect. Share sooner."],
        ["Participation of children", "29", "69", "31 Mar 2016", "not quoted"],
        ["Section 11 reports", "0", "0", "none recorded", "nothing recorded"],
        ["Feedback of the family courts", "not in the data", "not in the data", "none",
         "nothing recorded"],
    ]  # fmt: skip


def test_where_all_is_recorded_no_notice_stands_above():
    (table,) = shown(AUDITS)
    assert isinstance(table, TableCell)


def test_a_report_whose_settings_name_no_part_shows_none():
    assert shown() == []
