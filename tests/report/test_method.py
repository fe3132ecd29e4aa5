"""The title, the definitions and what is not available."""

from dataclasses import replace
from datetime import date, timedelta

from litmus.report import method
from litmus.report.bundle import TableCell, Text
from litmus.report.coverage import coverage
from report import council


def test_the_title_identifies_the_report():
    title = method.title(council.context())
    assert title.title == "Quarterly quality assurance and performance report"
    assert title.subtitle == "Sample City, January to March 2016 (quarter 4 of 2015/16)"
    assert title.head == [("Records", "as they stood on 30 June 2017")]
    assert ("Made with", "Litmus 0.1.0") in title.facts
    assert method.title(council.context(data_to=None)).head == []


def test_the_head_says_for_whom_and_what_for_a_report_is():
    about = council.context(readers="lead members", purpose="To decide", scope_name="team CIN-1")
    assert method.title(about).head == [
        ("For", "lead members"),
        ("Purpose", "To decide"),
        ("About", "team CIN-1"),
        ("Records", "as they stood on 30 June 2017"),
    ]


def test_data_that_end_before_the_period_are_said_in_the_words_that_the_head_of_a_page_shows():
    early = method.title(council.context(data_to=council.END - timedelta(days=1)))
    assert early.head == [("Records", "to 30 March 2016, before the period ends")]


def test_every_indicator_has_its_definition_in_words():
    table = method.method(council.lookup(), council.context())[0]
    assert isinstance(table, TableCell)
    assert len(table.words) == len(council.DECLARATIONS)
    assert table.words[3] == [
        "Open single assessments over 45 working days (ASM03)",
        "All assessments open", "Assessments started more than 45 working days before",
        "the last day", "lower", "not counted", "DfE children in need census",
    ]  # fmt: skip


def test_the_number_left_out_is_shown():
    rows = [replace(f, excluded=12) for f in council.all_figures() if f.indicator == "ICP01"]
    table = method.method(council.lookup(rows), council.context())[0]
    left_out = {row[0][-6:-1]: row[5] for row in table.words}
    assert left_out["ICP01"] == "12"


def test_the_sample_council_is_said_to_be_made_up_and_real_data_are_not():
    def words(**more):
        return method.method(council.lookup(), council.context(**more))[-1].plain()

    assert "The sample council is made up" in words()
    assert "made up" not in words(source_kind="ssd")
    assert "Settings of this report: tone plain." in words(parameters={"tone": "plain"})


def test_what_is_not_available_is_listed_with_its_reason():
    def unavailable():
        figures = council.lookup(rows)
        return method.unavailable(figures, coverage(council.context(), figures, None))

    rows = council.all_figures()
    assert [type(part) for part in unavailable()] == [Text]
    rows = [
        replace(f, value=None, numerator=None, denominator=None, reason="a return has no visits")
        if f.indicator == "CPP05" and f.window_end == date(2016, 3, 31)
        else f
        for f in rows
    ]
    (table,) = unavailable()
    assert table.caption == "Indicators without a figure: 1 of 12"
    assert table.words == [
        [
            "Children on a child protection plan seen within 10 working days",
            "Not available: a return has no visits.",
        ]
    ]


def test_a_period_that_is_not_over_is_called_provisional_on_the_first_page():
    early = council.context(data_to=council.END - timedelta(days=1))
    said = method.of_the_period(council.lookup(), early)
    assert said.startswith("Provisional: the data end on 30 March 2016, before the period does.")
    assert method.title(early).subtitle.endswith("(quarter 4 of 2015/16), provisional")
    assert method.of_the_period(council.lookup(), council.context()) == ""


def test_a_period_without_data_says_so_and_invents_no_zero():
    before = council.context(data_to=date(2015, 6, 30))
    said = method.of_the_period(council.lookup([]), before)
    assert said == (
        "There are no data for January to March 2016: they end on 30 June 2015. No figure of this "
        "report has a value, and none is a zero."
    )
    nothing = method.of_the_period(council.lookup([]), council.context())
    assert nothing.startswith("There are no data for January to March 2016. No figure")


def test_a_team_without_a_case_is_not_told_that_there_are_no_data():
    team = council.context(scope_name="team CPC")
    assert method.of_the_period(council.lookup([]), team) == (
        "Of team CPC nothing is recorded in January to March 2016 that this report counts. No "
        "figure has a value, and none is a zero."
    )
    early = council.context(scope_name="team CPC", data_to=date(2015, 6, 30))
    assert method.of_the_period(council.lookup([]), early).startswith("There are no data for")
