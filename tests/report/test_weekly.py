"""What the weekly report says of a week: 13 weeks of each indicator, and what there is to do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from litmus.base.periods import Period
from litmus.base.windows import history, window_ending
from litmus.figures.worklists.mending import RecordFault, ToMend
from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.qa.immediate import Concerns
from litmus.qa.programme.due import DueList, DueWork
from litmus.report.bundle import ChartCell, NoticeCell, TableCell, Text
from litmus.report.cells import Sparkline
from litmus.report.components import Blocks, Folded, Statement
from litmus.report.coverage import Coverage
from litmus.report.feed import DayLists, Figure, PeriodSpan
from litmus.report.weekly.weekly import Weekly
from report import council

WEEK = Period.parse("2016-W12")
SUNDAY = WEEK.end
TEAMS = {"T1": "Team North", "T2": "Team South"}
VISITS = replace(council.BY_CODE["CPP05"], window="week", theme="Plans", services=("CIN",))
REFERRALS = replace(council.BY_CODE["REF01"], theme="Referrals")
LATE = WorkRow("P1", "W1", "T1", SUNDAY - timedelta(days=9), -9, "not seen", True)
SOON = WorkRow("P2", "W2", "T1", SUNDAY + timedelta(days=2), 2, "")


def weeks(d=VISITS, pairs: Sequence[tuple[int, int] | None] = ((60, 100),) * 13, **more):
    """A figure a week; none of a week that is None."""
    windows = history("week", SUNDAY, len(pairs))
    return [
        council.figure(d, w, *(pair or (0, 0)), **{"rag": None, **more})
        if pair
        else council.figure(d, w, 0, 0, value=None, lower=None, upper=None)
        for w, pair in zip(windows, pairs, strict=True)
    ]


def a_year_ago(d, number: int, of: int) -> Figure:
    return council.figure(d, window_ending("week", WEEK.same_period_last_year().end), number, of)


def work(*lists: CaseList, day: date = SUNDAY) -> Worklists:
    return Worklists(
        day=day, day_before=WEEK.previous().end, coming_to=date(2016, 4, 4), lists=lists
    )


def weekly(
    rows: Sequence[Figure] = (), lists: DayLists | None = None, declared=(VISITS,), **more
) -> Weekly:
    context = council.context(
        **{
            "declarations": tuple(declared),
            "period": PeriodSpan.of(WEEK),
            "previous": PeriodSpan.of(WEEK.previous()),
            "year_before": PeriodSpan.of(WEEK.same_period_last_year()),
            "team_names": TEAMS,
            **more,
        }
    )
    found = lists or DayLists(work(), Concerns(()))
    return Weekly(found, rows or weeks(), context, Coverage(context, ()))


def cells(shown) -> list[list[str]]:
    return next(part for part in shown if isinstance(part, TableCell)).words


def test_a_row_has_its_line_the_week_and_what_became_of_it() -> None:
    pairs = [(50, 100)] * 12 + [(90, 100)]
    (row,) = cells(weekly([*weeks(pairs=pairs), a_year_ago(VISITS, 88, 100)]).indicators())
    assert row[0] == VISITS.brief
    assert row[1].endswith("13 weeks: from 50.0% to 90.0%, between 50.0% and 90.0%")
    assert row[2] == "90.0% (90 of 100)"
    assert row[-2:] == ["better, up 40.0 points", "no clear change"]


def test_the_line_has_thirteen_weeks_and_not_the_one_a_year_ago() -> None:
    shown = weekly([*weeks(), a_year_ago(VISITS, 10, 100)])
    table = next(part for part in shown.indicators() if isinstance(part, TableCell))
    line = table.rows[0][1]
    assert isinstance(line, Sparkline) and line.values == [60.0] * 13
    (numbers,) = shown.in_numbers()
    assert len(numbers.columns) == 14
    assert (numbers.columns[1], numbers.columns[-1]) == ("3 Jan", "27 Mar")
    assert numbers.words == [[f"{VISITS.brief}, %", *["60.0"] * 13]]


def test_a_week_without_cases_has_no_zero() -> None:
    shown = weekly(weeks(pairs=[*[(6, 10)] * 12, None]))
    assert cells(shown.indicators())[0][2] == "no cases"
    assert cells(shown.in_numbers())[0][-1] == "–"
    page = list(shown.indicator("CPP05"))
    assert isinstance(page[0], Statement) and "there were no cases to measure" in page[0].text


def test_the_sentence_says_what_is_worse_red_and_overdue() -> None:
    pairs = [(90, 100)] * 12 + [(50, 100)]
    rows = weeks(pairs=pairs)
    rows[-1] = replace(rows[-1], rag="red", target=90.0)
    late = CaseList(code="CPP05", open=100, overdue=[LATE], coming=[SOON])
    shown = weekly(rows, DayLists(work(late), Concerns(())))
    assert shown.statement().text == (
        "In the week of 21 to 27 March 2016, children on a child protection plan seen within 10 "
        "working days is clearly worse; 1 of 1 rated indicators is red; 1 visit is overdue."
    )
    blocks = next(part for part in shown.summary() if isinstance(part, Blocks)).blocks
    concern = blocks[1].points[0]
    assert concern.lead.endswith("50.0% (50 of 100)")
    assert concern.text == ", worse than the week before, down 40.0 points; target 90.0%, red."
    assert blocks[2].points[0].sentence == (
        "1 visit on a child protection plan overdue, by 9 days; 1 new."
    )


@pytest.mark.parametrize(
    ("late", "says"),
    [
        ([LATE], "No indicator stands out. What is overdue: To do."),
        ([], "Nothing stands out."),
    ],
)
def test_nothing_stands_out_is_not_said_beside_what_is_overdue(late, says) -> None:
    cases = CaseList(code="CPP05", open=100, overdue=late, coming=[SOON])
    shown = weekly(weeks(), DayLists(work(cases), Concerns(())))
    blocks = next(part for part in shown.summary() if isinstance(part, Blocks)).blocks
    assert (blocks[1].points, blocks[1].none) == ([], says)


def test_a_week_that_the_data_do_not_reach_has_no_figure_and_no_list() -> None:
    why = "the data end on 1 March 2016"
    none = {"value": None, "numerator": None, "denominator": None, "reason": why}
    rows = [replace(row, lower=None, upper=None, target=None, **none) for row in weeks()]
    lists = DayLists(work(CaseList(code="CPP05", why_not=why)), Concerns(()))
    shown = weekly(rows, lists)
    assert (
        shown.statement().text == f"There are no data for the week of 21 to 27 March 2016: {why}."
    )
    assert not list(shown.indicators()) and not list(shown.in_numbers())
    assert not list(shown.indicator("CPP05"))


def test_a_week_before_the_data_begin_says_so_and_refers_to_no_page_that_there_is_not() -> None:
    why = "the data begin on 1 April 2016, too late for this figure"
    none = {"value": None, "numerator": None, "denominator": None, "reason": why}
    rows = [replace(row, lower=None, upper=None, target=None, **none) for row in weeks()]
    lists = DayLists(work(CaseList(code="CPP05", why_not=why)), Concerns(()))
    shown = weekly(rows, lists)
    assert shown.statement().text == (
        "There are no data for the week of 21 to 27 March 2016: the data begin on 1 April 2016, "
        "too late for these lists."
    )
    assert not list(shown.indicator("CPP05"))


def test_a_week_that_is_not_over_compares_nothing() -> None:
    friday = date(2016, 3, 25)
    rows = weeks()
    rows[-1] = replace(rows[-1], window_end=friday, status="provisional")
    span = replace(PeriodSpan.of(WEEK), end=friday, title="week 12 of 2016 (21 to 25 March 2016)")
    shown = weekly(rows, period=span, data_to=friday)
    (row,) = cells(shown.indicators())
    assert row[2].endswith("so far") and row[-2:] == ["no comparison", "no comparison"]
    assert "21 to 25 March 2016, which is not over" in shown.statement().text
    assert next(iter(shown.in_numbers())).columns[-1] == "25 Mar so far"
    message = next(iter(shown.indicator("CPP05"))).text
    assert message.endswith("provisional; the week is not over.")


def test_of_a_team_indicators_that_it_hardly_has_are_named_and_left_out() -> None:
    pairs = [*[None] * 10, (1, 1), (0, 1), (1, 1)]
    few = replace(council.BY_CODE["ASM02"], theme="Assessments")
    rows = [*weeks(), *weeks(few, pairs)]
    shown = weekly(rows, declared=(VISITS, few), scope="team:T1", scope_name="team T1")
    parts = list(shown.indicators())
    assert [row[0] for row in cells(parts)] == [VISITS.brief]
    assert isinstance(parts[-1], Text) and "fewer than 7 of the 13 weeks" in parts[-1].text
    assert not list(shown.indicator("ASM02"))
    assert not list(shown.teams())


def test_a_week_has_the_number_of_events_and_no_rate_for_a_year() -> None:
    none = {"value": None, "lower": None, "upper": None, "reason": "no rate: a week is too short"}
    rows = [replace(row, **none) for row in weeks(REFERRALS, [(40 + n, 0) for n in range(13)])]
    shown = weekly(rows, declared=(REFERRALS,))
    assert cells(shown.indicators())[0][2] == "52"
    page = list(shown.indicator("REF01"))
    assert any(isinstance(part, ChartCell) for part in page)
    assert page[0].text.startswith("Referrals to children's social care: 52 in the week of 21 to ")


def test_what_is_owed_to_workers_has_a_row_a_worker() -> None:
    supervision = replace(VISITS, code="WFC04", name="Supervision", short="Supervision")
    rows = [LATE, replace(LATE, identifier="P3", left=-20), replace(LATE, worker="")]
    late = CaseList(code="WFC04", open=9, overdue=rows, coming=[SOON])
    shown = weekly(
        [*weeks(), *weeks(supervision)], DayLists(work(late), Concerns(())),
        (VISITS, supervision), scope="team:T1", scope_name="team T1",
    ).by_holder("WFC04")  # fmt: skip
    assert cells(shown) == [
        ["W1", "2", "20 days", "0"],
        ["nobody", "1", "9 days", "0"],
        ["W2", "0", "none", "1"],
    ]
    assert isinstance(list(shown)[-1], Folded)


DUE = DueList(
    day=SUNDAY,
    work=[
        DueWork("DIP_SAMPLE", "TM", ("CIN",), ("T1",), date(2016, 2, 29), 1, 0, 1, missed=True),
        DueWork("CASE_FILE", "TM", ("CIN",), ("T1",), date(2016, 3, 31), 1, 1, 0),
        DueWork("CASE_FILE", "TM", ("CIN",), ("T2",), date(2016, 3, 31), 1, 0, 1),
    ],
    workers=14,
    observed=3,
)


def test_what_is_due_is_said_by_activity_and_who_owes_it() -> None:
    shown = weekly(lists=DayLists(work(), Concerns(()), DUE))
    parts = list(shown.due())
    assert parts[0].text == "1 of 2 done so far, 1 to do; 1 missed before."
    assert cells(parts) == [
        ["Dip samples", "Team managers", "29 Feb 2016, over", "1", "0", "1", "Team North"],
        ["Case file audits", "Team managers", "31 Mar 2016", "2", "1", "1", "Team South"],
    ]
    assert "3 of 14 workers" in parts[-1].text
    to_do = next(p for p in shown.summary() if isinstance(p, Blocks)).blocks[2].points
    assert [point.sentence for point in to_do] == [
        "1 missed: audits, observations or samples of before, not made good yet.",
        "1 to do: audits, observations or samples by 31 March 2016.",
    ]


def test_without_quality_assurance_what_is_missing_is_said() -> None:
    nothing = DueList(SUNDAY, absent=("There are no data on case file audits.",))
    (notice,) = weekly(lists=DayLists(work(), Concerns(()), nothing)).due()
    assert (
        isinstance(notice, NoticeCell) and notice.text == "There are no data on case file audits."
    )


def test_what_to_mend_is_counted_by_cause_and_team_and_names_nobody() -> None:
    found = ToMend(
        [
            RecordFault(["Contacts"], "The date cannot be read.", "Correct it.", 3, True),
            RecordFault(["Visits", "Reviews"], "The child is not known.", "Add it.", 5, False),
        ],
        {"": 2, "T1": 6},
    )
    parts = list(weekly(lists=DayLists(work(), Concerns(()), None, found)).to_mend())
    assert parts[0].text == "8 rows to put right, 3 of them in no figure until then."
    assert [row[1:4] for row in parts[1].words] == [
        ["Contacts", "3", "in no figure"], ["Visits and Reviews", "5", "used"]
    ]  # fmt: skip
    assert parts[2].words == [["Team North", "6"], ["No team works with them now", "2"]]
    unknown = ToMend(why_not="the data do not say who works with which child")
    (notice,) = weekly(lists=DayLists(work(), Concerns(()), None, unknown)).to_mend()
    assert "not known which records are their own" in notice.text
