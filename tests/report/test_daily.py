"""What the daily report says of the lists of a day."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.errors import LitmusError, UsageError
from litmus.base.periods import Period
from litmus.figures.worklists.rows import CaseList, Worklists, Workload, WorkRow
from litmus.qa.immediate import Concern, Concerns
from litmus.report.bundle import NoticeCell, TableCell
from litmus.report.cells import PageLink
from litmus.report.components import Blocks, Folded
from litmus.report.daily.daily import Daily
from litmus.report.daily.lists import MANY
from litmus.report.feed import DayLists, Figure, PeriodSpan
from litmus.report.report import Report
from report import council

DAY = date(2016, 3, 29)
TEAMS = {"T1": "Team North", "T2": "Team South"}


def row(number: int, team: str = "T1", left: int | None = -3, **more) -> WorkRow:
    due = None if left is None else date(2016, 3, 29)
    return WorkRow(f"P{number}", "W1", team, due, left, "open for too long", **more)


LATE = CaseList(
    code="ASM03", working=True, open=9, overdue=[row(1, new=True), row(2, "T2", -12)],
    coming=[row(3, left=2)], gone=[row(4), row(9, ended=True)], opened=1, closed=2,
)  # fmt: skip
ALONE = CaseList(code="WFC01.1", open=80, overdue=[row(5, left=None), row(6, "T2", None)])
OVER = CaseList(code="WFC01.2", open=3, overdue=[WorkRow("", "W1", "T1", None, None, "many")])


def work(*lists: CaseList, **more) -> Worklists:
    return Worklists(
        **{
            "day": DAY,
            "day_before": date(2016, 3, 28),
            "coming_to": date(2016, 4, 5),
            "lists": lists or (LATE, ALONE, OVER),
            "maximum": 20,
            "loads": [Workload("W1", "T1", 24, 22), Workload("W2", "T1", 12, None)],
            **more,
        }
    )


def daily(
    found: Worklists | None = None, concerns: Concerns | None = None, figures=None, **more
) -> Daily:
    declared = [
        *council.DECLARATIONS,
        *(
            replace(council.BY_CODE["ASM03"], code=code, name=code)
            for code in ("WFC01.1", "WFC01.2", "CPP05", "LAC05", "EHA02")
            if code not in council.BY_CODE
        ),
    ]
    context = council.context(
        **{
            "declarations": tuple(declared),
            "period": PeriodSpan.of(Period.parse("2016-03-29")),
            "team_names": TEAMS,
            **more,
        }
    )
    known = council.Figures(figures or council.all_figures(), council.END, TEAMS)
    return Daily(DayLists(found or work(), concerns or Concerns(())), known, context)


def test_the_day_in_a_sentence() -> None:
    assert daily().statement().text == (
        "On 29 March 2016, 2 children in need have no social worker; 2 single assessments are "
        "overdue."
    )


def test_visits_and_reviews_are_counted_together_and_one_is_one() -> None:
    one = replace(LATE, overdue=[row(1)])
    said = daily(work(replace(one, code="CPP05"), replace(one, code="LAC05"))).statement().text
    assert said == "On 29 March 2016, 2 visits are overdue."
    assert daily(work(one)).statement().text == "On 29 March 2016, 1 single assessment is overdue."


def test_a_quiet_day_and_one_without_data_are_not_the_same() -> None:
    quiet = work(replace(LATE, overdue=[]), replace(ALONE, overdue=[]))
    assert daily(quiet).statement().text == (
        "On 29 March 2016, nothing is overdue that the data tell of."
    )
    nothing = work(CaseList(code="ASM03", why_not="the data end on 1 March 2016"), loads=[])
    shown = daily(nothing, data_to=date(2016, 3, 1))
    assert shown.statement().text == (
        "There are no data for 29 March 2016: the data end on 1 March 2016."
    )
    assert not list(shown.summary())
    assert "0" not in repr(shown.worklist("ASM03")).replace("2016", "")


def test_what_the_source_does_not_hold_is_said_once_and_without_names_of_files() -> None:
    why = "not available from this source: there is no file ssd_cp_visits.csv among the files"
    shown = daily(work(LATE, CaseList(code="CPP05", why_not=why)))
    notice = next(part for part in shown.summary() if isinstance(part, NoticeCell))
    assert notice.text == "Not in these data: visits on child protection plans."
    assert len(shown.worklist("CPP05")) == 0
    said = daily(work(CaseList(code="CPP05", why_not=why), loads=[])).statement().text
    assert said == "There are no data for 29 March 2016: the source does not hold what is listed."


def test_the_first_page_names_the_team_with_most_and_leads_to_the_lists() -> None:
    alone = replace(ALONE, overdue=[row(5, left=None), row(6, "T2", None), row(7, "T2", None)])
    (blocks,) = (p for p in daily(work(LATE, alone, OVER)).summary() if isinstance(p, Blocks))
    overdue, allocation, _ = blocks.blocks
    assert overdue.points[0].sentence == (
        "2 single assessments overdue, the longest by 12 working days; 1 new."
    )
    assert overdue.points[0].section == "Single assessments"
    assert [point.sentence for point in allocation.points] == [
        "3 children in need without a social worker, 2 of them in Team South.",
        "1 worker with more than 20 cases, the most 24.",
    ]


def test_a_list_has_a_row_a_case_by_team() -> None:
    overdue, coming = (p for p in daily().worklist("ASM03") if isinstance(p, TableCell))
    assert [*overdue.columns] == ["Child", "Team", "Worker", "Due", "Over", "Why", "New"]
    assert [r[0] for r in overdue.words] == ["P1", "P2"]
    assert overdue.words[1][1:5] == ["Team South", "W1", "29 Mar 2016", "12 working days"]
    assert overdue.words[0][-1] == "new"
    assert coming.words == [
        ["P3", "Team North", "W1", "29 Mar 2016", "2 working days", "open for too long"]
    ]
    old = replace(LATE, overdue=[row(2)])
    table = next(p for p in daily(work(old)).worklist("ASM03") if isinstance(p, TableCell))
    assert table.columns[-1] == "Why"  # none is new, and no column says so of each


@pytest.mark.slow
def test_many_rows_wait_behind_a_fold_except_in_a_teams_own_report() -> None:
    many = replace(LATE, overdue=[row(n, ("T1", "T2")[n % 2]) for n in range(MANY + 1)])
    parts = list(daily(work(many)).worklist("ASM03"))
    (folded,) = (part for part in parts if isinstance(part, Folded))
    assert len(folded.parts[0].rows) == MANY + 1
    by_team = parts[2]
    assert sum(int(r[1]) for r in by_team.words) == MANY + 1
    own = daily(work(many), scope="team:T1", scope_name="team T1").worklist("ASM03")
    assert not any(isinstance(part, Folded) for part in own)
    assert "Team" not in next(p for p in own if isinstance(p, TableCell)).columns


def test_what_does_not_fall_due_is_neither_overdue_nor_due_and_a_worker_is_no_child() -> None:
    said, _, alone = daily().worklist("WFC01.1")
    assert said.text == "2 children in need without a social worker."
    assert alone.caption == "Cases without a worker on 29 March 2016"
    assert [*alone.columns] == ["Child", "Team", "Worker", "Why"]
    said, _, over = daily().worklist("WFC01.2")
    assert said.text == "1 worker with too many cases."
    assert [*over.columns] == ["Team", "Worker", "Why"]
    none = daily(work(replace(ALONE, overdue=[]))).worklist("WFC01.1")
    assert next(iter(none)).text == "No child in need without a social worker."


def test_what_was_late_before_is_told_so_that_list_and_figure_add_up() -> None:
    found = replace(LATE, late_before={"an earlier review was late": 12})
    assert (
        "12 further cases are not on time in the figure for what was late earlier, and not overdue "
        "now: an earlier review was late (12)."
    ) in repr(daily(work(found)).worklist("ASM03"))


def test_a_team_that_has_no_such_work_has_no_such_section() -> None:
    none = CaseList(code="ASM03")
    assert len(daily(work(none), scope="team:T1", scope_name="team T1").worklist("ASM03")) == 0
    assert repr(daily(work(none)).worklist("ASM03")) == "There are no single assessments."


def test_caseloads_by_team_and_worker() -> None:
    parts = list(daily().allocation())
    assert parts[0].text == "2 workers hold 36 cases; 1 has more than 20."
    teams, over, every = (part for part in parts[1:4])
    assert teams.words == [
        ["Team North", "2", "36", "18.0", "24", "1", "1"],
        ["Team South", "0", "0", "no worker", "0", "0", "1"],
    ]
    assert over.words == [["W1", "Team North", "24", "2 more"]]
    assert every.words[1] == ["W2", "Team North", "12", "not known"]


def test_what_changed_names_whose_cases_are_new_and_gone() -> None:
    counts, new, gone = daily().changes()
    assert [*counts.columns[1:]] == [
        "Begun", "Ended", "Newly on the list", "Still on it", "No longer on it"
    ]  # fmt: skip
    assert counts.words[0] == ["Single assessments", "1", "2", "1", "1", "2"]
    assert [r[0] for r in new.words] == ["P1"]
    assert [(r[0], r[-1]) for r in gone.words] == [("P4", "put right"), ("P9", "ended")]
    alone = replace(LATE, compared=False)
    assert "There are no data of 28 March 2016" in repr(daily(work(alone)).changes())


def test_concerns_new_ones_first() -> None:
    old = Concern(
        kind="Alert", identifier="P1", worker="", team="T1", raised=date(2016, 3, 1),
        due=date(2016, 3, 8), standing="answer overdue", new=False, late=True,
    )  # fmt: skip
    new = replace(old, identifier="P2", raised=DAY, standing="no answer yet", new=True, late=False)
    said, table = daily(concerns=Concerns((old, new), resolved=1)).concerns()
    assert said.text == (
        "1 concern raised that day; 1 open from before, 1 of all without an answer in time; "
        "1 settled that day."
    )
    assert [r[0] for r in table.words] == ["P2", "P1"]
    assert "no concern" in repr(daily().concerns()).lower()
    absent = daily(concerns=Concerns((), 0, ("There are no data on alerts.",))).concerns()
    assert [part.plain() for part in absent] == ["Note: There are no data on alerts."]


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match=r"no list 'asm3'\. Did you mean ASM03"):
        daily().worklist("asm3")


def test_a_report_without_lists_says_so() -> None:
    report = Report(council.context(), council.all_figures(), council.quality())
    with pytest.raises(LitmusError, match="lists no cases"):
        _ = report.daily


def test_what_the_report_leaves_out_as_not_in_the_source_is_still_named_by_its_list() -> None:
    why = "not available from this source: there is no file ssd_cin_assessments.csv"
    figures = [
        replace(f, value=None, reason=why) if f.indicator == "ASM03" else f
        for f in council.all_figures()
    ]
    lists = DayLists(work(CaseList(code="ASM03", why_not=why)), Concerns(()))
    report = Report(council.context(), figures, council.quality(), None, lists)
    assert "ASM03" not in {each.code for each in report.context.declarations}
    assert report.daily.statement().text.startswith("There are no data for 29 March 2016")
    assert len(report.daily.worklist("ASM03")) == 0


def test_the_rules_say_which_data_the_lists_are_of() -> None:
    assert council.context().fingerprint in repr(daily().rules())


EARLY = CaseList(
    code="EHA02", open=2, rated=False, opened=1,
    cases=[WorkRow("P1", "", "", None, None, "open for a year or longer"),
           WorkRow("P2", "", "", None, None, "open for less than six months")],
)  # fmt: skip
SERVICES = {"T1": "CIN", "T2": "DAS"}


def table_of(shown) -> TableCell:
    (found,) = (part for part in shown if isinstance(part, TableCell))
    return found


def test_the_parts_of_the_council_are_services_with_a_way_to_each() -> None:
    found = table_of(daily(work(services=SERVICES)).parts())
    assert found.columns == (
        "Service", "Assessments", "Due soon", "Cases", "No worker", "Over 20"
    )  # fmt: skip
    assert found.words == [
        ["Duty and Assessment", "1", "0", "0", "1", "0"],
        ["Children in Need", "1", "1", "36", "1", "1"],
    ]
    assert [row[0] for row in found.rows] == [
        PageLink("Duty and Assessment", "service:DAS"),
        PageLink("Children in Need", "service:CIN"),
    ]


def test_the_parts_of_a_service_are_teams_and_those_of_a_team_its_workers() -> None:
    of_service = table_of(daily(work(), scope="service:CIN", scope_name="CIN").parts())
    assert of_service.rows[0][0] == PageLink("Team North", "team:T1")
    of_team = table_of(daily(work(), scope="team:T1", scope_name="team T1").parts())
    assert of_team.columns == ("Worker", "Assessments", "Due soon", "Cases")
    assert of_team.words == [["W1", "2", "1", "24"], ["W2", "0", "0", "12"]]


def test_cases_of_no_team_lead_nowhere_and_stand_last() -> None:
    lost = replace(LATE, overdue=[row(1), row(2, "")])
    found = table_of(daily(work(lost), scope="service:CIN", scope_name="CIN").parts())
    assert [str(each[0]) for each in found.rows] == ["Team North", "not recorded"]
    assert found.rows[-1][0] == "not recorded"


def test_of_early_help_all_cases_are_listed_and_nothing_is_called_overdue() -> None:
    early = daily(work(EARLY, loads=[]))
    assert early.statement().text == (
        "2 children with an open early help episode on 29 March 2016."
    )
    blocks, table = early.summary()
    assert [block.heading for block in blocks.blocks] == ["Concerns and alerts"]
    assert table.words == [["Children with early help", "2", "–", "–", "–", "–", "–"]]
    listed = table_of(early.worklist("EHA02"))
    assert listed.columns == ["Child", "Stands"]
    assert listed.words[0] == ["P1", "open for a year or longer"]
    assert table_of(early.changes()).words == [
        ["Children with early help", "1", "0", "–", "–", "–"]
    ]
    assert len(early.parts()) == 0


def test_activity_is_the_day_beside_the_day_and_the_week_before() -> None:
    days = {29: 7, 28: 5, 22: 3, 15: 9}
    counted = [
        Figure(
            indicator="CON01", window="day", window_start=date(2016, 3, n),
            window_end=date(2016, 3, n), numerator=number, value=float(number), status="final",
        )
        for n, number in days.items()
    ]  # fmt: skip
    declared = replace(
        council.BY_CODE["ASM03"], code="CON01", name="Contacts", short="", kind="count"
    )
    context = council.context(
        declarations=(declared,), period=PeriodSpan.of(Period.parse("2016-03-29"))
    )
    figures = council.Figures(counted, DAY, TEAMS)
    lists = DayLists(work(lists=()), Concerns(()))
    found = table_of(Daily(lists, figures, context).activity())
    assert found.columns == ("What", "29 March 2016", "Day before", "Week before", "14 days")
    assert found.words == [["Contacts", "7", "5", "3", "from 9 to 7, at most 9"]]


def test_a_standard_of_which_there_is_no_case_here_is_left_out() -> None:
    end = {"window": "day", "window_start": DAY, "window_end": DAY, "status": "final"}
    found = [
        Figure(indicator="ASM03", numerator=1, denominator=4, value=25.0, **end),
        Figure(indicator="WFC01.1", numerator=0, denominator=0, **end),
    ]
    asked = replace(council.BY_CODE["ASM03"], window="day")
    context = council.context(
        declarations=(asked, replace(asked, code="WFC01.1")), beside=("ASM03", "WFC01.1"),
        period=PeriodSpan.of(Period.parse("2016-03-29")),
    )  # fmt: skip
    lists = DayLists(work(LATE, ALONE), Concerns(()))
    here = Daily(lists, council.Figures(found, DAY, TEAMS), context)
    assert [row[2].text for row in table_of(here.standards()).rows] == ["25.0% (1 of 4)"]
