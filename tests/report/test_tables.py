"""Tables of figures: what stands in each cell, and what the notes say."""

from dataclasses import replace
from datetime import date

from litmus.base.breakdowns import BREAKDOWNS
from litmus.base.periods import Period
from litmus.base.windows import window_ending
from litmus.report import change, off_target, sentences, tables
from litmus.report.bundle import NoticeCell, TableCell, Text
from litmus.report.feed import PeriodSpan
from report import council


def test_the_overview_has_one_row_for_each_indicator_of_the_question():
    table = tables.overview("KQ1", council.lookup(), council.context())
    assert isinstance(table, TableCell)
    # a year ago 399 and 61: 412 - 399 of 480 and 65 - 61 of 640 may be chance
    assert table.words == [
        [
            "Children on a child protection plan seen within 10 working days", "31 March 2016",
            "85.8% (412 of 480)", "90.0%", "▲ Amber", "no clear change", "none",
        ],
        [
            "Looked-after children with three or more placements in the last 12 months",
            "31 March 2016", "10.2% (65 of 640)", "10.0%", "▲ Amber", "no clear change", "none",
        ],
    ]  # fmt: skip
    assert "Change on a year ago: January to March 2016 beside January to March 2015" in table.note


def test_an_overview_shows_the_benchmark_and_says_what_is_not_there():
    rows = [f for f in council.all_figures() if f.indicator == "REF01"]
    table = tables.overview("KQ3", council.lookup(rows), council.context())
    cells = {row[0]: row[1:] for row in table.words}
    assert cells["Referrals to children's social care per 10,000 children"] == [
        "12 months to 31 March 2016", "421.9 (3,535)", "none set", "",
        "no clear change: 422.0", "England 2015/16: 536.0",
    ]  # fmt: skip
    assert cells["Children in need per 10,000"][1] == "not available"


def test_a_question_without_indicators_says_so():
    assert isinstance(tables.overview("KQ4", council.lookup(), council.context()), NoticeCell)


def test_one_indicator_is_compared_over_time_and_between_services():
    declaration = council.BY_CODE["ASM02"]
    table = tables.comparison_table(declaration, council.lookup(), council.context())
    assert [row[0] for row in table.words] == [
        "12 months to 31 March 2016",
        "12 months to 31 December 2015",
        "12 months to 31 March 2015",
        "January to March 2016 alone",
        "Service: Children in Need",
        "Service: Duty and Advice",
    ]
    # the fixture's interval is 4% either way: 78.896 x 0.96 = 75.740, x 1.04 = 82.052
    assert table.words[0][1:] == ["2,415", "3,061", "78.9%", "75.7% to 82.1%"]
    assert table.note == ""


def test_a_single_service_is_not_repeated():
    declaration = council.BY_CODE["ASM02"]
    rows = [f for f in council.figures_of(declaration) if f.group != "Duty and Advice"]
    table = tables.comparison_table(declaration, council.lookup(rows), council.context())
    assert table.caption == "Single assessments completed within 45 working days: now and before"
    assert not [row for row in table.words if row[0].startswith("Service")]


def test_a_group_of_a_rate_is_labelled_as_a_contribution():
    declaration = council.BY_CODE["CPP01"]
    for table in (
        tables.comparison_table(declaration, council.lookup(), council.context()),
        tables.by_group(declaration, BREAKDOWNS["team"], council.lookup()),
    ):
        assert "not a rate within the group" in table.note
    # a quarter's events per 10,000 beside a year's would mislead: no such row for a rate
    referrals = tables.comparison_table(
        council.BY_CODE["REF01"], council.lookup(), council.context()
    )
    assert not [row for row in referrals.words if "alone" in row[0]]


def median_of(days: float | None, cases: int) -> tuple:
    """A drill-down of ASM02 that is a median, and its figures."""
    parent = council.BY_CODE["ASM02"]
    declaration = replace(parent, code="ASM02.2", kind="median", name="Median days", of="ASM02")
    window = council.history(parent.window, council.END, 1)[0]
    row = replace(council.figure(declaration, window, 0, cases), numerator=None, value=days)
    return declaration, council.lookup([row])


def test_a_median_says_of_how_many_cases_it_is():
    declaration, figures = median_of(36.0, 3027)
    context = council.context(declarations=(*council.DECLARATIONS, declaration))
    (table,) = tables.drilldowns(council.BY_CODE["ASM02"], figures, context)
    assert table.words == [
        ["Median days over 12 months", "36.0 (3,027 cases)", "no figure", "no figure"]
    ]
    table = tables.comparison_table(declaration, figures, context)
    assert table.columns == ("Covers", "Cases", "Value")
    assert table.words[0][1:] == ["3,027", "36.0"]


def test_a_median_of_few_cases_is_said_to_be_small_and_is_not_tested():
    declaration, figures = median_of(36.0, 12)
    now = figures.headline(declaration)
    assert sentences.is_small(declaration, now)
    judged = change.between(declaration, now, now)
    assert (judged.word, judged.reason) == (
        "cannot be compared", "it is a median, for which there is no such test",
    )  # fmt: skip


def test_a_breakdown_without_figures_says_so():
    shown = tables.by_group(council.BY_CODE["ASM02"], BREAKDOWNS["team"], council.lookup([]))
    assert isinstance(shown, Text)
    assert shown.text.endswith("has no figures by team.")


def test_off_target_lists_the_red_first_and_names_what_is_on_target():
    table, on_target = off_target.off_target(council.lookup(), council.context())
    assert [row[5] for row in table.words] == ["■ Red", *["▲ Amber"] * 5]
    # 385 / 580 = 66.379; 80 - 66.379 = 13.621
    # what is rated says what it covers, and the change the value that it led to
    assert table.words[0][1:5] == [
        "12 months to 31 March 2016", "66.4%", "80.0%", "13.6 points below",
    ]  # fmt: skip
    assert table.words[0][6].startswith("no clear change: ")
    assert on_target.text == (
        "On target: Open single assessments over 45 working days; Care leavers aged 19-21 in "
        "education, employment or training."
    )


def test_all_on_target_is_said_and_so_are_missing_targets():
    rows = [f for f in council.all_figures() if f.indicator in ("ASM03", "CLV02")]
    first, unset = off_target.off_target(council.lookup(rows), council.context())
    assert first.text == "Every indicator that has a target and a figure meets it."
    assert unset.text.startswith("No target is set for: Re-referrals within 12 months")


def test_without_figures_nothing_is_said_to_be_on_target():
    first = off_target.off_target(council.lookup([]), council.context(declarations=()))
    assert [part.text for part in first] == [
        "No indicator of this report has both a figure and a target."
    ]


def test_a_months_report_puts_no_part_of_a_quarter_beside_a_whole_one():
    # 20 of 294 in January to March 2016, 11 of 178 in its first two months, 25 of 250 a year ago.
    drill = replace(council.BY_CODE["ASM02"], code="ASM02.1", name="Closed", of="ASM02",
                    window="quarter")  # fmt: skip
    rows = [
        council.figure(drill, window_ending("quarter", end), n, among)
        for end, n, among in (
            (council.END, 20, 294), (date(2016, 2, 29), 11, 178), (date(2015, 3, 31), 25, 250),
        )
    ]  # fmt: skip
    march = Period.parse("2016-03")
    context = council.context(
        declarations=(*council.DECLARATIONS, drill),
        period=PeriodSpan.of(march),
        previous=PeriodSpan.of(march.previous()),
        year_before=PeriodSpan.of(march.same_period_last_year()),
    )
    (table,) = tables.drilldowns(council.BY_CODE["ASM02"], council.lookup(rows), context)
    assert table.words == [
        ["Closed: January to March 2016", "6.8% (20 of 294)", "no comparison", "10.0% (25 of 250)"]
    ]


def test_a_years_report_prints_the_year_beside_the_change_of_a_year():
    declaration = replace(council.BY_CODE["ASM02"], window="month")
    rows = [
        council.figure(declaration, window_ending(kind, end), n, 1000)
        for kind, end, n in (
            ("month", council.END, 588), ("R12M", council.END, 544),
            ("R12M", date(2015, 3, 31), 545),
        )
    ]  # fmt: skip
    year = Period.parse("2015/16")
    context = council.context(
        declarations=(declaration,),
        period=PeriodSpan.of(year),
        previous=PeriodSpan.of(year.previous()),
        year_before=PeriodSpan.of(year.same_period_last_year()),
    )
    table = tables.indicator_list("All", [declaration], council.lookup(rows), context)
    assert table.words[0][1:3] == ["12 months to 31 March 2016", "54.4% (544 of 1,000)"]
    assert table.words[0][5] == "no clear change"
