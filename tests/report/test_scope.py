"""A report of a team, of a week: what its sections say, and what they say instead of a rate."""

from dataclasses import replace

import pytest

from litmus.base.periods import Period
from litmus.base.windows import history, window_ending
from litmus.report.bundle import NoticeCell
from litmus.report.feed import Figure, PeriodSpan
from litmus.report.history import history as chart_of
from litmus.report.lookup import Figures
from litmus.report.report import Report
from report.council import DECLARATIONS, context, quality

WEEK = Period.parse("2016-W04")  # it ends on 31 January 2016
BY_CODE = {each.code: each for each in DECLARATIONS}
TEAM = {"scope": "team:CIN-1", "scope_name": "team CIN-1"}
NO_RATE = "a number is given and no rate: a rate per 10,000 needs the number of children"


def rows(code: str, window: str, values: list[float]) -> list[Figure]:
    found = []
    for each, value in zip(
        history(window, WEEK.end, len(values), each="week"), values, strict=True
    ):
        one = Figure(
            indicator=code,
            window=each.kind,
            window_start=each.start,
            window_end=each.end,
            value=value,
            numerator=value,
        )
        found.append(replace(one, status="final", scope="team:CIN-1"))
    ago = window_ending(window, WEEK.same_period_last_year().end)
    found.append(replace(found[0], window_start=ago.start, window_end=ago.end, value=3.0))
    return found


@pytest.fixture
def report(tmp_path) -> Report:
    plans = replace(
        BY_CODE["CPP01"], name="Children subject of a child protection plan", kind="count",
        denominator="", window="week",
    )  # fmt: skip
    contacts = replace(plans, code="CON01", name="Contacts", pattern="events")
    assessments = replace(BY_CODE["ASM02"], name="Assessments on time")
    figures = [
        *rows("CPP01", "week", [float(n) for n in range(20, 33)]),
        *rows("CON01", "week", [float(n) for n in range(13)]),
        *rows("ASM02", "R12M", [50.0 + n for n in range(13)]),
    ]
    last = next(f for f in figures if f.indicator == "CPP01" and f.window_end == WEEK.end)
    figures[figures.index(last)] = replace(last, previous=31.0, reason=f"{NO_RATE} who live there")
    about = context(
        period=PeriodSpan.of(WEEK), previous=PeriodSpan.of(WEEK.previous()),
        year_before=PeriodSpan.of(WEEK.same_period_last_year()),
        declarations=(plans, contacts, assessments), **TEAM,
    )  # fmt: skip
    return Report(about, figures, quality())


def test_an_indicator_answers_for_the_team_and_its_week(report: Report) -> None:
    _, said, chart, why = report.indicator("CPP01")
    table = why.parts[0]
    assert said.text.startswith("32 at 31 January 2016. ")
    assert "No clear change from 24 January 2016 (31; up 1)." in said.text
    assert "a number is given and no rate" in why.plain()
    assert [row[0] for row in table.rows] == [
        "31 January 2016", "24 January 2016", "25 January 2015",
    ]  # fmt: skip
    assert "8 November 2015 to 31 January 2016. " in chart.caption


def test_a_week_that_ends_a_month_is_not_called_a_month(report: Report) -> None:
    chart = report.indicator("CON01").parts[2]
    assert "week to 31 January 2016" in chart.alt and "(January 2016)" not in chart.alt
    assert "Each point covers one week" in chart.caption
    assert chart.rows[-1][0] == "25 to 31 January 2016"


@pytest.mark.parametrize(("code", "each"), [("ASM02", "12 months that end with that week")])
def test_weekly_points_stand_a_week_apart_and_a_year_ago_is_not_among_them(
    report: Report, code: str, each: str
) -> None:
    chart = report.indicator(code).parts[2]
    ends = [window.title for window in history("R12M", WEEK.end, 13, each="week")]
    assert [row[0] for row in chart.rows] == ends
    assert each in chart.caption


def test_the_report_says_whom_it_is_about_and_why_there_are_no_rates(report: Report) -> None:
    (title,) = report.title()
    assert ("About", "team CIN-1") in title.head
    rules = " ".join(report.method().parts[-1].items)
    assert "There are no rates per 10,000 children" in rules and "team CIN-1" in rules
    council = Report(context(), [], quality())
    title, _ = council.title()
    assert "About" not in dict(title.head)
    assert "There are no rates" not in " ".join(council.method().parts[-1].items)


def test_nothing_is_drawn_of_a_team_without_figures() -> None:
    assert isinstance(chart_of(BY_CODE["CPP01"], Figures([], WEEK.end)), NoticeCell)


def test_a_table_of_several_has_those_of_which_a_team_has_cases() -> None:
    def of(code: str, **more) -> Figure:
        end = WEEK.end
        return Figure(indicator=code, window="month", window_start=end, window_end=end, **more)

    figures = [
        of("ASM03", value=0.0, numerator=0, denominator=4, status="final"),
        of("CPP05", numerator=0, denominator=0, reason="nothing to measure"),
        of("LAC02", reason="not available for a team: it is not counted by team"),
        of("CLV02", reason="the data begin on 1 March 2016, too late for this figure"),
    ]
    codes = ["ASM03", "CPP05", "LAC02", "CLV02"]
    span = {"period": PeriodSpan.of(WEEK)}
    (team,) = Report(context(**TEAM, **span), figures, quality()).side_by_side("Some", *codes)
    # Why there is no figure of care leavers has to be said; that it has none in care has not.
    assert [row[0] for row in team.words] == [BY_CODE[code].name for code in ("ASM03", "CLV02")]
    (council,) = Report(context(**span), figures, quality()).side_by_side("Some", *codes)
    assert len(council.words) == 4
    none = Report(context(**TEAM, **span), figures, quality()).side_by_side(
        "Some", "CPP05", "LAC02"
    )
    assert len(none) == 0
