"""What the daily report says of what is due that day, and of what it does not know."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.figures.worklists.rows import CaseList, WorkRow
from litmus.qa.immediate import Concern, Concerns
from litmus.report.bundle import NoticeCell, TableCell, Text
from litmus.report.components import Blocks
from litmus.report.daily.daily import Daily
from report import council
from report.test_daily import ALONE, DAY, LATE, OVER, daily, row, work

NOT_THERE = "not available from this source: there is no file ssd_cp_visits.csv"
NOT_YET = "the data begin on 1 March 2016, too late for this figure"
QUIET = replace(LATE, overdue=[], coming=[], gone=[])
VISITS = replace(QUIET, code="CPP05")


def due(number: int, left: int | None = 0, on: date = DAY) -> WorkRow:
    return WorkRow(f"P{number}", "W1", "T1", on, left, "45 working days from its start")


def held(*codes: str):
    """The figures of a report of which those of some indicators are held for data quality."""
    return [
        replace(f, status="held for data quality", reason="Visits (ssd_cp_visits) has no row")
        if f.indicator in codes
        else f
        for f in council.all_figures()
    ]


def points(shown: Daily) -> dict[str, list[str]]:
    """The sentences of the first page's blocks; what stands there where there is none."""
    (found,) = (part for part in shown.summary() if isinstance(part, Blocks))
    return {
        block.heading: [point.sentence for point in block.points] or [block.none]
        for block in found.blocks
    }


# --- due that day --------------------------------------------------------------------------------


def test_what_is_due_that_day_is_neither_overdue_nor_to_come() -> None:
    shown = daily(work(replace(LATE, due_now=[due(5)])))
    said, figure, *tables = shown.worklist("ASM03")
    assert said.text == (
        "2 single assessments are overdue, the longest by 12 working days; 1 more is due that day, "
        "and 1 by 5 April 2016."
    )
    assert isinstance(figure, Text)
    assert [table.caption for table in tables] == [
        "Single assessments: overdue on 29 March 2016",
        "Single assessments: due on 29 March 2016",
        "Single assessments: due by 5 April 2016",
    ]
    assert tables[1].words == [
        [
            "P5",
            "Team North",
            "W1",
            "29 Mar 2016",
            "0 working days",
            "45 working days from its start",
        ]
    ]
    assert "overdue" not in tables[1].caption and "Over" not in tables[1].columns


def test_the_first_page_counts_what_is_due_that_day() -> None:
    found = work(
        replace(LATE, due_now=[due(5)]), replace(VISITS, due_now=[due(6), due(7)], open=9), OVER
    )
    shown = daily(found)
    assert shown.statement().text == (
        "On 29 March 2016, 2 single assessments are overdue; 3 more are due that day."
    )
    assert points(shown)["Overdue"][-1] == ("3 due that day: 1 single assessment and 2 visits.")
    (table,) = (part for part in shown.summary() if isinstance(part, TableCell))
    assert [*table.columns][-2:] == ["Due that day", "Due by 5 April 2016"]
    assert [r[-2:] for r in table.words] == [["1", "1"], ["2", "0"]]


def test_nothing_is_overdue_where_all_is_due_that_day() -> None:
    shown = daily(work(replace(QUIET, due_now=[due(5)])))
    assert shown.statement().text == "On 29 March 2016, 1 single assessment is due that day."
    assert points(shown)["Overdue"] == ["1 single assessment due that day."]
    assert next(iter(shown.worklist("ASM03"))).text == (
        "No single assessment is overdue; 1 is due that day, and none by 5 April 2016."
    )


def test_over_a_weekend_the_day_was_another() -> None:
    found = replace(QUIET, due_now=[due(5, on=date(2016, 3, 24))])
    (table,) = (p for p in daily(work(found)).worklist("ASM03") if isinstance(p, TableCell))
    assert table.caption == ("Single assessments: due by 29 March 2016, and no working day over")
    assert table.words[0][3:5] == ["24 Mar 2016", "0 working days"]


def test_list_and_figure_add_up_where_the_figure_counts_the_day_itself() -> None:
    found = replace(
        LATE, due_now=[due(5), due(6)], counted_now=1, late_before={"a review was late": 4}
    )
    assert (
        "The figure counts 1 case due that day as not on time already. 4 further cases are not on "
        "time in the figure for what was late earlier, and not overdue now: a review was late (4)."
    ) in repr(daily(work(found)).worklist("ASM03"))


def test_an_answer_that_is_due_that_day_says_so() -> None:
    concern = Concern(
        kind="Alert", identifier="P1", worker="W1", team="T1", raised=date(2016, 3, 22), due=DAY,
        standing="no answer yet", new=False, late=False,
    )  # fmt: skip
    _, table = daily(concerns=Concerns((concern,))).concerns()
    assert table.words[0][3:7] == ["W1", "22 Mar 2016", "29 Mar 2016, that day", "no answer yet"]


# --- not known is never none ---------------------------------------------------------------------


@pytest.mark.parametrize("why", [NOT_THERE, NOT_YET])
def test_where_a_list_is_missing_nothing_is_said_to_be_overdue(why: str) -> None:
    shown = daily(work(QUIET, CaseList(code="CPP05", why_not=why), ALONE, OVER))
    assert points(shown)["Overdue"] == [
        "Not known: whether visits on child protection plans are overdue."
    ]
    assert shown.statement().text == (
        "On 29 March 2016, 2 children in need have no social worker; whether visits on child "
        "protection plans are overdue is not known."
    )
    known = daily(work(LATE, CaseList(code="CPP05", why_not=why)))
    assert points(known)["Overdue"][1:] == [
        "Not known: whether visits on child protection plans are overdue."
    ]


def test_where_no_list_of_what_falls_due_is_there_all_is_unknown() -> None:
    missing = [CaseList(code=code, why_not=NOT_THERE) for code in ("ASM03", "CPP05", "LAC05")]
    shown = daily(work(*missing, replace(ALONE, overdue=[])))
    assert shown.statement().text == (
        "On 29 March 2016, of 3 kinds of work it is not known what is overdue."
    )
    (said,) = points(shown)["Overdue"]
    assert said.startswith("Not known: whether single assessments, visits on")


def test_where_it_is_not_known_who_holds_the_cases_that_is_said() -> None:
    missing = [CaseList(code=code, why_not=NOT_THERE) for code in ("WFC01.1", "WFC01.2")]
    shown = daily(work(QUIET, *missing, loads=[], loads_why_not=NOT_THERE))
    assert points(shown)["Allocation"] == [
        "Not known: which children in need have no social worker and which workers have too many "
        "cases."
    ]
    one = daily(work(QUIET, missing[0], OVER))
    assert points(one)["Allocation"] == [
        "1 worker with more than 20 cases, the most 24.",
        "Not known: which children in need have no social worker.",
    ]


def test_only_what_is_known_is_said_to_be_nothing() -> None:
    quiet = [replace(each, overdue=[], open=0) for each in (ALONE, OVER)]
    shown = daily(work(QUIET, *quiet))
    assert points(shown) == {
        "Overdue": ["Nothing is overdue."],
        "Allocation": ["Nothing to allocate here."],
        "Concerns and alerts": ["None is open."],
    }


def test_what_a_report_does_not_list_is_not_said_to_be_nothing() -> None:
    assert points(daily(work(QUIET)))["Allocation"] == ["This report lists no caseloads."]
    only = daily(work(replace(ALONE, overdue=[])))
    assert points(only)["Overdue"] == ["This report lists nothing that falls due."]


def test_too_few_data_and_none_of_the_day_are_not_the_same() -> None:
    shown = daily(work(CaseList(code="ASM03", why_not=NOT_YET), loads=[]))
    assert shown.statement().text == (
        "On 29 March 2016, it is not known what is overdue: the data begin on 1 March 2016, too "
        "late for these lists."
    )
    ended = daily(
        work(CaseList(code="ASM03", why_not="the data end on 1 March 2016"), loads=[]),
        data_to=date(2016, 3, 1),
    )
    assert ended.statement().text.startswith("There are no data for 29 March 2016")


def test_concerns_are_on_the_first_page_where_no_list_is_known() -> None:
    concern = Concern(
        kind="Alert", identifier="P1", worker="", team="T1", raised=DAY, due=None,
        standing="no answer yet", new=True, late=False,
    )  # fmt: skip
    missing = [CaseList(code=code, why_not=NOT_THERE) for code in ("ASM03", "WFC01.1")]
    shown = points(daily(work(*missing, loads=[]), concerns=Concerns((concern,))))
    assert shown["Concerns and alerts"] == ["1 concern raised that day."]
    assert [shown[each][0][:10] for each in ("Overdue", "Allocation")] == ["Not known:"] * 2


def test_that_nobody_holds_a_case_is_said_only_where_it_is_known_who_does() -> None:
    found = replace(LATE, overdue=[WorkRow("P1", "", "T1", DAY, -3, "open for too long")])
    for more, worker in (({}, "nobody"), ({"loads": [], "loads_why_not": NOT_THERE}, "not known")):
        shown = daily(work(found, **more)).worklist("ASM03")
        table = next(part for part in shown if isinstance(part, TableCell))
        assert table.words[0][2] == worker


# --- held data -----------------------------------------------------------------------------------


def test_of_held_data_nothing_is_said_to_be_overdue_or_not() -> None:
    quiet = daily(work(QUIET, VISITS), figures=held("CPP05"))
    assert points(quiet)["Overdue"] == [
        "Not known: whether visits on child protection plans are overdue."
    ]
    assert quiet.statement().text == (
        "On 29 March 2016, nothing is overdue that the data tell of; whether visits on child "
        "protection plans are overdue is not known."
    )
    late = daily(work(QUIET, replace(VISITS, overdue=[row(1)], open=3)), figures=held("CPP05"))
    assert points(late)["Overdue"] == [
        "1 visit on a child protection plan overdue, by 3 working days. Held for data quality."
    ]
    assert "visit" not in late.statement().text.partition(";")[0]
    table = next(part for part in late.summary() if isinstance(part, TableCell))
    assert table.words[1][0] == "Visits on protection plans (held)"


def test_a_held_list_warns_before_it_is_read() -> None:
    late = daily(work(replace(VISITS, overdue=[row(1)], open=3)), figures=held("CPP05"))
    _, warning, _ = late.worklist("CPP05")
    assert isinstance(warning, NoticeCell) and warning.level == "warning"
    assert "Held for data quality." in warning.text
    assert warning.text.endswith("Do not go by the list until the data are put right.")
    empty = daily(work(replace(VISITS, open=0)), figures=held("CPP05"))
    (only,) = empty.worklist("CPP05")
    assert isinstance(only, NoticeCell)


def test_a_held_list_of_whom_nobody_holds_warns_too() -> None:
    declared = tuple(
        replace(council.BY_CODE["ASM03"], code=code, name=code) for code in ("WFC01.1", "WFC01.2")
    )
    figure = next(f for f in council.all_figures() if f.indicator == "ASM03" and f.group == "all")
    of_staff = [
        replace(figure, indicator=d.code, window_end=council.END, status="held for data quality")
        for d in declared
    ]
    quiet = [replace(ALONE, overdue=[]), replace(OVER, overdue=[])]
    shown = daily(work(QUIET, *quiet), figures=[*council.all_figures(), *of_staff])
    assert points(shown)["Allocation"] == [
        "Not known: which children in need have no social worker and which workers have too many "
        "cases."
    ]
    assert sum(isinstance(part, NoticeCell) for part in shown.allocation()) == 2
