"""The performance book: a page an indicator, the table in front, the index."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.windows import history as windows_of
from litmus.report import sentences
from litmus.report.book import (
    analysis,
    drivers,
    groups,
    index,
    outlook,
    page,
    position,
    series,
    trend,
)
from litmus.report.bundle import ChartCell, NoticeCell, TableCell, Text
from litmus.report.cells import Sparkline
from litmus.report.components import Folded, Statement
from litmus.report.feed import Comparison, Figure
from litmus.report.lookup import Figures
from report import council

END = council.END
ASM02, REF01, CPP05 = (council.BY_CODE[code] for code in ("ASM02", "REF01", "CPP05"))
YEAR_AGO = date(2015, 3, 31)


def percentage(
    group: str, numerator: int, denominator: int, end: date = END, kind: str = "R12M"
) -> Figure:
    window = windows_of(kind, end, 1)[0]
    breakdown = "all" if group == "all" else "team"
    value = 100 * numerator / denominator
    return Figure(indicator="ASM02", window=window.kind, window_start=window.start,
                  window_end=window.end, breakdown=breakdown, group=group, numerator=numerator,
                  denominator=denominator, value=value, lower=max(value - 1, 0),
                  upper=value + 1)  # fmt: skip


def whole(figures: list[Figure]) -> Figure:
    over, under = (sum(getattr(f, n) for f in figures) for n in ("numerator", "denominator"))
    return percentage("all", over, under, figures[0].window_end)


# Four teams, a year ago and now. Team A's own value rose from 50 of 100 to 90 of 100; the others
# stay at 80 of 100 each. Whole: 290 of 400 = 72.5%, now 330 of 400 = 82.5%: 10 points, all A's own.
BEFORE = [percentage(t, n, 100, YEAR_AGO) for t, n in zip("ABCD", (50, 80, 80, 80), strict=True)]
NOW = [percentage(t, n, 100) for t, n in zip("ABCD", (90, 80, 80, 80), strict=True)]


def parts(before: list[Figure], now: list[Figure]) -> list[drivers.Part]:
    return drivers.parts(ASM02, whole(before), whole(now), before, now)


def test_the_team_whose_own_value_rose_accounts_for_the_change() -> None:
    assert parts(BEFORE, NOW)[0] == drivers.Part("A", Fraction(10), Fraction(0))
    assert [part.group for part in drivers.leading(parts(BEFORE, NOW))] == ["A"]


def test_cases_that_move_between_teams_are_a_change_of_the_mix() -> None:
    # Every team's own value stays: A 50%, B 90%. Their shares swap from 75:25 to 25:75, so the
    # whole goes from 60% to 80%. A: (0.25 - 0.75) x (50 - 70) = 10; B: 0.5 x (90 - 70) = 10.
    before = [percentage("A", 150, 300, YEAR_AGO), percentage("B", 90, 100, YEAR_AGO)]
    now = [percentage("A", 50, 100), percentage("B", 270, 300)]
    assert parts(before, now) == [
        drivers.Part("A", Fraction(0), Fraction(10)),
        drivers.Part("B", Fraction(0), Fraction(10)),
    ]


counts = st.integers(0, 40).flatmap(lambda d: st.tuples(st.integers(0, d), st.just(d)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_the_parts_add_up_to_the_change_exactly(teams) -> None:
    old = [(f"T{n}", *pair[0]) for n, pair in enumerate(teams) if pair[0][1]]
    new = [(f"T{n}", *pair[1]) for n, pair in enumerate(teams) if pair[1][1]]
    if not old or not new:
        return
    before = [percentage(*team, YEAR_AGO) for team in old]
    now = [percentage(*team) for team in new]
    then, today = (Fraction(100 * w.numerator, w.denominator) for w in map(whole, (before, now)))
    assert sum(part.total for part in parts(before, now)) == today - then


def test_no_team_is_named_where_the_teams_do_not_add_up_to_the_whole() -> None:
    assert drivers.parts(ASM02, whole(BEFORE), whole(NOW), BEFORE, NOW[1:]) == []


def test_no_team_is_named_where_the_change_is_spread_or_goes_both_ways() -> None:
    even = [drivers.Part(t, Fraction(1), Fraction(0)) for t in "ABCDE"]
    assert drivers.leading(even) == []
    both = [drivers.Part(t, Fraction(n), Fraction(0)) for t, n in zip("ABCD", (9, -7, 0, 0),
                                                                     strict=True)]  # fmt: skip
    assert drivers.leading(both) == []


def test_of_few_groups_none_is_named() -> None:
    assert drivers.leading(parts(BEFORE, NOW)[:3]) == []


QUARTERLY = replace(ASM02, window="quarter")


def of_quarters(rows: list[Figure]) -> list[Figure]:
    """The same counted in the three months that end on the same day."""
    starts = {row.window_end: windows_of("quarter", row.window_end, 1)[0].start for row in rows}
    return [replace(r, window="quarter", window_start=starts[r.window_end]) for r in rows]


def rows_with_teams() -> list[Figure]:
    """The council's figures, those of ASM02 by team replaced by the four of the example."""
    others = [f for f in council.all_figures() if f.indicator != "ASM02"]
    return [*others, *of_quarters([whole(BEFORE), whole(NOW), *BEFORE, *NOW])]


def said(rows: list[Figure], declaration=QUARTERLY, **context) -> str:
    figures = Figures(rows, END)
    over_time = series.of(declaration, figures)
    return analysis.analysis(declaration, figures, council.context(**context), over_time)


def test_two_sentences_say_how_it_stands_and_what_became_of_it() -> None:
    england = {"ASM02": (Comparison("England 2015/16", 83.4),)}
    assert said(rows_with_teams(), published=england) == (
        "82.5% (330 of 400) in January to March 2016. No target is set. 0.9 points below England "
        "2015/16 (83.4%). Better than in January to March 2015: 72.5% then (up 10.0 points). There "
        "is no figure in October to December 2015 to compare it with. A accounts for 10.0 of the "
        "10.0 points, nearly all by its own percentage."
    )


def test_a_change_that_may_be_chance_has_no_verdict_and_no_team() -> None:
    now = [percentage(t, n, 100) for t, n in zip("ABCD", (54, 80, 80, 80), strict=True)]
    text = said(of_quarters([whole(BEFORE), whole(now), *BEFORE, *now]))
    assert "No clear change from January to March 2015 (72.5%; up 1.0 point)." in text
    assert "etter" not in text and "account" not in text


def test_small_numbers_and_provisional_figures_are_said_to_be_so() -> None:
    now = replace(percentage("all", 7, 9), status="provisional")
    text = said(of_quarters([now]))
    assert "There is no earlier figure to compare it with." in text
    assert "Small numbers: one case more or fewer would move this by 11.1 points." in text
    assert text.endswith(sentences.provisional(now))


def test_the_last_point_of_the_chart_is_among_the_figures_that_are_named() -> None:
    """A chart by month beside a rolling year and the three months that change is judged on."""
    rows = [*months([78.0, 82.0] * 12), percentage("all", 800, 1000)]
    rows += of_quarters([percentage("all", 239, 300)])
    assert said(rows, ASM02).startswith(
        "79.7% (239 of 300) in January to March 2016; 80.0% (800 of 1,000) in the 12 months to 31 "
        "March 2016; 82.0% in March 2016 alone. "
    )


def months(values: list[float], pattern: str = "R12M") -> list[Figure]:
    """The whole council's months of ASM02 up to the period's end."""
    return [
        Figure(indicator="ASM02", window="month", window_start=w.start, window_end=w.end,
               numerator=round(v), denominator=100, value=v, lower=v - 1, upper=v + 1)
        for w, v in zip(windows_of("month", END, len(values)), values, strict=True)
    ]  # fmt: skip


def test_the_trend_is_drawn_by_month_with_limits_and_marks_signals() -> None:
    # 23 months at 78 or 82, which move by 4, and a last one at 60: mean 79.3, limits about 11 off.
    rows = [*months([78.0, 82.0] * 11 + [82.0, 60.0]), percentage("all", 800, 1000)]
    over_time = series.of(ASM02, Figures(rows, END))
    chart = trend.trend(over_time, rows[-1])
    assert isinstance(chart, ChartCell)
    assert "Latest signal: March 2016, below the lower limit." in chart.alt
    assert "Average and control limits: " in chart.alt
    assert "Diamonds: the latest signal" in chart.caption
    assert chart.words[-1][-1] == "below the lower limit"
    assert "the last (March 2016) lies below the lower limit, which is unusual" in said(rows, ASM02)


def test_rolling_years_are_never_charted_for_control() -> None:
    over_time = series.of(ASM02, council.lookup())
    assert {row.window for row in over_time.rows} <= {"month", "quarter"}


def test_a_state_at_a_day_has_no_control_limits_and_the_chart_says_why() -> None:
    over_time = series.of(CPP05, council.lookup())
    assert over_time.chart is None
    chart = trend.trend(over_time, over_time.rows[-1])
    assert "No control limits: most cases are the same from one point to the next." in chart.caption


def test_few_cases_a_month_are_drawn_by_quarter() -> None:
    few = [replace(row, denominator=8, numerator=4) for row in months([50.0] * 13)]
    assert series.of(ASM02, Figures(few, END)).kind == "quarter"


def test_a_quarter_cut_short_is_neither_drawn_nor_forecast_from() -> None:
    window = windows_of("quarter", date(2016, 2, 29), 1)[0]
    cut = Figure(
        indicator="ASM02",
        window="quarter",
        window_start=window.start,
        window_end=window.end,
        value=50.0,
    )
    assert series.whole([cut]) == []


def quarters(values: list[float], n: int = 500) -> series.Series:
    rows = [
        Figure(
            indicator="ASM02",
            window="quarter",
            window_start=w.start,
            window_end=w.end,
            numerator=n,
            denominator=1000,
            value=v,
        )
        for w, v in zip(windows_of("quarter", END, len(values)), values, strict=True)
    ]
    return series.quarters(ASM02, Figures(rows, END))


def test_a_forecast_stands_beside_its_back_test() -> None:
    # A steady climb: carrying the last figure forward is always a step or two behind.
    text = outlook.outlook(quarters([40.0 + 2 * n for n in range(16)]))
    assert text.startswith("If the past went on: about 72% in April to June 2016 (95% range ")
    assert "Tested on the past, 15 such forecasts missed by 0.0 points on average" in text


@pytest.mark.parametrize(
    "over_time",
    [
        quarters([50.0] * 8),  # too short
        quarters([50.0] * 16),  # no better than the last figure
        series.Series(ASM02, [replace(r, denominator=9) for r in quarters(
            [40.0 + 2 * n for n in range(16)]).rows], None, None),  # small numbers
    ],
)  # fmt: skip
def test_no_forecast_is_shown_where_it_would_mislead(over_time) -> None:
    assert outlook.outlook(over_time) == ""


def test_provisional_quarters_are_not_forecast_from() -> None:
    over_time = quarters([40.0 + 2 * n for n in range(16)])
    over_time.rows[-1] = replace(over_time.rows[-1], status="provisional")
    assert "January to March 2016" in outlook.outlook(over_time)


def test_how_a_figure_compares_names_target_past_and_others() -> None:
    context = council.context(published={"ASM02": (Comparison("England 2015/16", 83.4),)})
    table = position.standing(ASM02, council.lookup(), context)
    assert [row[0] for row in table.words] == [
        "Target",
        "12 months to 31 March 2016",
        "January to March 2016",
        "October to December 2015",
        "January to March 2015",
        "England 2015/16",
    ]
    assert table.words[0][1:] == ["85.0%", "6.1 points below", "▲ Amber"]
    assert table.words[3][2:] == ["up 1.4 points", "no clear change"]  # 77.6% to 79.0%
    assert table.words[4][2:] == ["up 7.0 points", "better"]  # 72.0% to 79.0%


def test_what_there_is_nothing_to_compare_with_has_no_row() -> None:
    rows = [replace(f, target=None) for f in council.all_figures()]
    table = position.standing(ASM02, council.lookup(rows), council.context())
    assert [row[0] for row in table.words] == [
        "12 months to 31 March 2016",
        "January to March 2016",
        "October to December 2015",
        "January to March 2015",
    ]


def test_teams_with_most_cases_and_those_apart_are_shown_the_others_summed() -> None:
    teams = [percentage(f"Team {n:02}", 80, 100 + n) for n in range(12)]
    worst = percentage("Team 99", 20, 200)
    small = percentage("Odd", 1, 20)
    rows = [whole([*teams, worst, small]), *teams, worst, small]
    table, others, folded = groups.by_team(ASM02, Figures(rows, END))
    # the largest have 200, 111, 110 ... 103 cases: 1,173 of 1,486, still less than 80%; and 102
    assert [row[0] for row in table.words] == [
        "Odd", *(f"Team {n:02}" for n in range(2, 12)), "Team 99"
    ]  # fmt: skip
    assert {row[0]: row[-1] for row in table.words if row[-1]} == {
        "Odd": "◆ worse", "Team 99": "◆ worse"
    }  # fmt: skip
    assert others.text == "2 smaller teams together: 79.6% (160 of 201)."
    assert isinstance(folded, Folded) and len(folded.parts[0].words) == 14


def test_who_has_no_team_stands_last_however_few_they_are() -> None:
    teams = [percentage(f"Team {n}", 80, 100) for n in range(8)]
    nobody = percentage("none", 1, 2)
    table, *_ = groups.by_team(ASM02, Figures([whole([*teams, nobody]), *teams, nobody], END))
    assert table.words[-1][:3] == ["Not recorded", "1", "2"]


def test_no_more_teams_than_a_page_has_room_for_are_shown_one_by_one() -> None:
    teams = [percentage(f"Team {n:02}", 80, 100) for n in range(60)]
    table, others, folded = groups.by_team(ASM02, Figures([whole(teams), *teams], END))
    assert len(table.words) == groups.MOST_TEAMS
    assert others.text == "45 smaller teams together: 80.0% (3,600 of 4,500)."
    assert len(folded.parts[0].words) == 60


def test_a_group_of_a_rate_is_shown_as_its_share_of_all() -> None:
    table = groups.by_team(REF01, council.lookup())[0]
    assert table.columns == ("Team", "Number", "Share of all")


def test_disability_stands_among_the_characteristics_where_the_data_know_of_it() -> None:
    table = groups.by_characteristics(ASM02, council.lookup())[0]
    assert [row[0] for row in table.words] == ["Sex", "Age", "Ethnic group", "Disability"]
    assert table.words[-1][1].startswith("recorded ")
    assert "; none recorded " in table.words[-1][1]
    unknown = [
        replace(f, group="not known") if f.breakdown == "disability" else f
        for f in council.all_figures()
        if f.group != "No disability recorded"
    ]
    table = groups.by_characteristics(ASM02, council.lookup(unknown))[0]
    assert not [row for row in table.words if "isability" in str(row[0])]
    (said,) = [p for p in index.index(council.lookup(unknown), council.context())
               if isinstance(p, Text) and "Every page" in p.text]  # fmt: skip
    assert "by sex, age and ethnic group: this question" in said.text


def test_the_page_of_an_indicator_with_everything() -> None:
    context = council.context(left_out={"ASM02": {"transferred in": 15}})
    shown = page.page(ASM02, council.lookup(), context)
    assert [type(each) for each in shown] == [
        Statement,
        Text,
        Text,
        ChartCell,
        TableCell,
        ChartCell,
        TableCell,
        Folded,
        Text,
    ]
    assert "; the others " in shown[2].text
    assert shown[-1].text.endswith("Left out: transferred in (15).")


def test_a_page_without_a_figure_says_why_and_what_it_would_count() -> None:
    shown = page.page(ASM02, Figures([], END), council.context())
    assert [type(each) for each in shown] == [NoticeCell, Text]
    assert "no figure was computed" in shown[0].text
    assert shown[1].text == (
        "Counted: assessments authorised within 45 working days. "
        "Out of: all assessments authorised."
    )


def test_a_held_figure_is_a_warning_without_analysis_or_forecast() -> None:
    rows = [replace(row, status="held for data quality") for row in council.all_figures()]
    shown = page.page(ASM02, Figures(rows, END), council.context())
    assert isinstance(shown[0], NoticeCell) and shown[0].level == "warning"


def test_the_index_has_every_indicator_under_its_questions() -> None:
    shown = index.index(council.lookup(), council.context())
    assert len(shown) == 6
    for number, found in zip(council.context().key_questions, shown, strict=True):
        asked = {d.name for d in council.DECLARATIONS if number in d.key_questions}
        listed = {str(row[0]) for row in found.words} if isinstance(found, TableCell) else set()
        assert asked <= listed
    assert isinstance(shown[3], Text)
    assert "by sex, age, ethnic group and disability" in shown[3].text
    # question 6 names what is off target, too
    assert ASM02.name in {str(row[0]) for row in shown[5].words}


def test_a_small_line_has_gaps_a_dot_at_its_end_and_words() -> None:
    drawn = Sparkline([1.0, 2.0, None, 3.0], "from 1 to 3 & up").svg()
    assert drawn.count("<polyline") == 2 and drawn.count("<circle") == 2
    assert 'aria-label="from 1 to 3 &amp; up"' in drawn


@settings(max_examples=40, deadline=None)
@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=20))
def test_a_small_line_never_leaves_its_frame(values) -> None:
    import re

    for place in re.findall(r"(-?[\d.]+),(-?[\d.]+)", Sparkline(values, "x").svg()):
        x, y = map(float, place)
        assert 0 <= x <= 66 and 0 <= y <= 14


def test_teams_are_not_listed_where_most_cases_have_none() -> None:
    teams = [percentage(team, 45, 50) for team in ("A", "B", "C")]
    nobody = percentage("none", 103, 1013)
    said, folded = groups.by_team(ASM02, Figures([whole([*teams, nobody]), *teams, nobody], END))
    assert isinstance(said, Text) and isinstance(folded, Folded)
    assert "Teams are not compared: of 1,013 of 1,163 cases no team is recorded" in said.text
