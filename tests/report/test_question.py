"""A key question on a page, and quality assurance as one matrix."""

from dataclasses import replace

from litmus.qa.gravest import GraveFact
from litmus.qa.model import Activity, Measure
from litmus.report.bundle import TableCell
from litmus.report.components import Folded, Quotation, Statement
from litmus.report.qa import activity, matrix
from litmus.report.question import question, two_by_two
from report import council
from report.collation import collation, crossing


def shown(code: str, **parts):
    return question(code, council.lookup(), council.context(), collation(**parts))


def test_the_answer_comes_first_and_in_words():
    first, table, *_ = shown("KQ2")
    assert isinstance(first, Statement) and isinstance(table, TableCell)
    assert first.text.startswith(
        "Better than a year ago: single assessments completed within 45 working days. Off target: "
    )
    row = next(r for r in table.words if r[0].startswith("Single assessments completed"))
    assert row[2:] == ["79.0% (604 of 765)", "85.0%", "▲ Amber: 78.9% over 12 months",
                       "better, up 7.0 points"]  # fmt: skip


def test_what_is_higher_or_lower_without_being_better_is_no_absence_of_change():
    (said,) = [part.text for part in shown("KQ3") if isinstance(part, Statement)]
    assert "Higher than a year ago: " in said and "No figure" not in said


def test_a_question_without_targets_or_a_year_before_says_so():
    rows = [f for f in council.all_figures() if f.window_end == council.END]
    parts = question("KQ1", council.lookup(rows), council.context(), None)
    assert parts[0].text.startswith("Off target: ")
    rows = [replace(f, target=None, rag=None) for f in rows]
    parts = question("KQ1", council.lookup(rows), council.context(), None)
    assert parts[0].text == "Its figures cannot be compared with a year ago."


def test_figure_and_practice_stand_in_a_table_of_four_places():
    crossings = (
        crossing("ASM02", "good", "poor"), crossing("ICP01", "poor", "poor"),
        crossing("CPP05", "mixed", "good"),
    )  # fmt: skip
    (table,) = two_by_two("KQ2", collation(crossings=crossings), council.context())
    assert table.words == [
        ["Practice good", "none", "none"],
        ["Practice poor", council.BY_CODE["ASM02"].name, council.BY_CODE["ICP01"].name],
    ]
    assert table.note == (
        "Not shown: 1 other indicator of this question, whose figure or practice is not clear."
    )
    assert two_by_two("KQ2", collation(crossings=crossings[2:]), council.context()) == []


def test_what_a_child_said_stands_where_the_question_is_about_their_lives():
    from litmus.qa.model import Quotation as Said

    feedback = Activity("feedback", "Feedback", "11", quotations=(Said("They listened.", "CHILD",
                                                                       ""),))  # fmt: skip
    assert any(isinstance(p, Quotation) for p in shown("KQ1", activities=(feedback,)))
    assert not any(isinstance(p, Quotation) for p in shown("KQ2", activities=(feedback,)))


AUDITS = Activity(
    "audits", "Case file audits", "6",
    (Measure("Audits completed", "count", 70, None, 60),
     Measure("Judged good or better", "share", 18, 70, 40, 60, "higher"),
     Measure("Of those that the programme asked for, done in time", "share", 12, 33, 9, 30)),
)  # fmt: skip
SURVEYS = Activity("surveys", "Surveys", "12", (Measure("Surveys closed", "count", 0, None, 0),))
VISITS = Activity("visits", "Visits", "13", absent="Nothing was recorded.")


def test_a_row_an_activity_and_a_sentence_on_those_in_which_nothing_happened():
    fact = GraveFact("programme_behind", "", "", "audits are behind", "Case file audits", "", "")
    whole = collation(activities=(AUDITS, SURVEYS, VISITS), gravest=(fact,))
    table, silent = matrix.matrix(whole, council.context())
    assert table.words == [
        ["Case file audits", "70", "60", "36.4% (12 of 33)", "25.7% (18 of 70)", "worse",
         "■ audits are behind"],
    ]  # fmt: skip
    assert silent.text == "Nothing to report of: Surveys and Visits."


def test_a_number_of_other_months_is_marked_and_the_note_says_of_which():
    homes = Activity(
        "homes", "Children's homes", "15", (Measure("Visits", "count", 20, None, 9),),
        covers="October 2015 to March 2016", covers_before="April to September 2015",
    )  # fmt: skip
    forms = replace(homes, title="Forms", covers="January to March 2016", covers_before="")
    table, *_ = matrix.matrix(collation(activities=(AUDITS, homes, forms)), council.context())
    assert [row[1:3] for row in table.words] == [["70", "60"], ["20*", "9*"], ["20†", "9"]]
    assert table.note.endswith(
        "* Done in October 2015 to March 2016; before: April to September 2015. † Done in January "
        "to March 2016."
    )


def test_an_activity_has_a_section_only_where_something_happened():
    said, folded = activity.section(AUDITS, council.context())
    assert said.text.startswith("Audits completed: 70; 60 in October to December 2015. Judged good")
    assert isinstance(folded, Folded)
    assert activity.section(SURVEYS, council.context()) == []
    assert activity.section(VISITS, council.context()) == []
