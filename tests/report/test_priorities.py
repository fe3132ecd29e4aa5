"""Priorities: where they should be, are and will be; what moved them, divided exactly."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.priorities import AgreedValue, Priority
from litmus.base.windows import history
from litmus.report.book import drivers
from litmus.report.bundle import ChartCell, NoticeCell, TableCell, Text
from litmus.report.components import Blocks, Folded, Statement
from litmus.report.feed import HELD, Figure, PeriodSpan
from litmus.report.lookup import Figures
from litmus.report.priorities.priorities import Priorities
from report import council

END, YEAR_AGO = council.END, date(2015, 3, 31)
ASM02 = council.BY_CODE["ASM02"]
# Agreed: 60% at the end of March 2015, 80% a year later, 90% after another year.
AGREED = Priority(
    "Children waited too long.",
    "Head of Service",
    (AgreedValue(YEAR_AGO, 60.0), AgreedValue(END, 80.0), AgreedValue(date(2017, 3, 31), 90.0)),
)


def quarter(end: date, group: str, numerator: int, denominator: int, **more) -> Figure:
    (window,) = history("quarter", end, 1)
    made = council.figure(ASM02, window, numerator, denominator)
    breakdown = {"all": "all"}.get(group, "team")
    value = 100 * numerator / denominator
    given = {"target": None, "rag": None, "benchmark": None, "lower": value - 8, "upper": value + 8}
    return replace(made, breakdown=breakdown, group=group, **{**given, **more})


# A year ago team A had 60 of 100 cases and 50.0% in time, team B 40 and 90.0%; now A has 40 of 100
# and 60.0%, B 60 and 90.0%. So 66 of 100, then 78 of 100: 12 points more.
TEAMS = [
    quarter(YEAR_AGO, "A", 30, 60), quarter(YEAR_AGO, "B", 36, 40),
    quarter(END, "A", 24, 40), quarter(END, "B", 54, 60),
]  # fmt: skip
WHOLE = [quarter(YEAR_AGO, "all", 66, 100), quarter(END, "all", 78, 100)]


def priorities(rows: list[Figure], agreed: Priority = AGREED, **more) -> Priorities:
    quarterly = replace(ASM02, window="quarter")
    context = council.context(declarations=(quarterly,), priorities={"ASM02": agreed}, **more)
    return Priorities(Figures(rows, END), context)


def test_where_it_should_be_and_is_stands_in_words_first() -> None:
    found = priorities([*WHOLE, *TEAMS])
    assert found.statement().text == (
        "Of 1 priority 0 are on the agreed course or better and 1 is behind it. Furthest from it: "
        "single assessments completed within 45 working days, 78.0% where 80.0% is agreed, 2.0 "
        "points below."
    )
    blocks, table = found.summary()
    assert isinstance(blocks, Blocks) and isinstance(table, TableCell)
    behind, on = blocks.blocks
    assert behind.points[0].text.startswith("78.0% where 80.0% is agreed, 2.0 points below (may be")
    # Half of the way from 80% to 90% takes half a year and a day or so: 82.5% after 91 of 365 days.
    assert "To be on course on 30 June 2016 it has to go up by 4.5 points." in behind.points[0].text
    assert on.points == [] and on.none == "None is on course."
    assert table.words[0][1:5] == ["80.0%", "78.0%", "▼ behind, 2.0 points below, may be chance",
                                   "no clear change"]  # fmt: skip
    assert table.words[0][5] == "85.0% agreed, no forecast"


@pytest.mark.parametrize(
    ("numerator", "said"),
    [
        (78, "behind the agreed course, 78.0% where 80.0% is agreed, 2.0 points below"),
        (80, "on the agreed course or better, 80.0% where 80.0% is agreed, exactly there"),
        (85, "on the agreed course or better, 85.0% where 80.0% is agreed, 5.0 points above"),
    ],
)
def test_on_course_is_what_reaches_the_agreed_value(numerator: int, said: str) -> None:
    message, *_ = priorities([WHOLE[0], quarter(END, "all", numerator, 100)]).page("ASM02")
    assert said in message.plain()


def test_nothing_is_agreed_before_the_first_day_and_the_last_value_holds() -> None:
    late = replace(AGREED, agreed=(AgreedValue(date(2016, 6, 30), 80.0),))
    assert priorities(WHOLE, late).statement().text == (
        "Nothing can be said yet of how the priorities stand."
    )
    (blocks, _) = priorities(WHOLE, late).summary()
    assert [block.heading for block in blocks.blocks] == ["Nothing can be said"]
    assert "nothing is agreed for 31 March 2016; it starts on 30 June 2016" in blocks.plain()
    assert AGREED.at(date(2030, 1, 1)) == 90.0


def test_the_parts_of_a_worked_example_add_up_by_hand() -> None:
    # A: its own figure rose by 10 points at a mean part of (60% + 40%) / 2 of the cases: +5.0. Its
    # part fell by 20 points, at a mean figure of 55% where all have (66 + 78) / 2 = 72%: -0.2 x
    # (55 - 72) = +3.4. B: its own did not change; its part rose: 0.2 x (90 - 72) = +3.6. Together
    # 5.0 + 3.4 + 3.6 = 12.0, the whole change.
    page = list(priorities([*WHOLE, *TEAMS]).page("ASM02"))
    (folded,) = [part for part in page if isinstance(part, Folded)]  # no clear change: behind it
    (table,) = folded.parts
    assert isinstance(table, TableCell)
    assert [[row[0], *row[3:]] for row in table.words] == [
        ["A", "+5.0", "+3.4", "+8.4"],
        ["B", "0.0", "+3.6", "+3.6"],
        ["All", "+5.0", "+7.0", "+12.0"],
    ]
    assert table.words[0][1:3] == ["50.0% (30 of 60)", "60.0% (24 of 40)"]
    assert table.note.endswith("The parts add up to the change exactly.")


CASES = st.lists(st.tuples(st.sampled_from("ABC"), st.booleans()), min_size=1, max_size=30)


@given(then=CASES, now=CASES)
def test_parts_are_those_of_an_independent_count_of_the_cases(then: list, now: list) -> None:
    """Standardised both ways from the cases themselves, and the mean of the two taken."""
    parts = drivers.parts(ASM02, _whole(then), _whole(now), _groups(then), _groups(now))
    shares, values = [], []
    for cases in (then, now):
        by_team: dict[str, list[bool]] = defaultdict(list)
        for team, met in cases:
            by_team[team].append(met)
        shares.append({t: Fraction(len(m), len(cases)) for t, m in by_team.items()})
        values.append({t: Fraction(100 * sum(m), len(m)) for t, m in by_team.items()})
    teams = set(shares[0]) | set(shares[1])
    # A team without cases at one of the two times has there the figure of the other.
    value = [{t: v.get(t, values[1 - n].get(t)) for t in teams} for n, v in enumerate(values)]
    s, zero = shares, Fraction(0)
    own = [sum(s[n].get(t, zero) * (value[1][t] - value[0][t]) for t in teams) for n in (0, 1)]
    mix = [
        sum((s[1].get(t, zero) - s[0].get(t, zero)) * value[n][t] for t in teams) for n in (0, 1)
    ]
    assert sum(part.own for part in parts) == sum(own) / 2
    assert sum(part.mix for part in parts) == sum(mix) / 2
    change = [Fraction(100 * sum(met for _, met in cases), len(cases)) for cases in (then, now)]
    assert sum(part.total for part in parts) == change[1] - change[0]


def _groups(cases: list) -> list[Figure]:
    return [
        quarter(END, team, sum(met for t, met in cases if t == team),
                sum(t == team for t, _ in cases))
        for team in dict.fromkeys(team for team, _ in cases)
    ]  # fmt: skip


def _whole(cases: list) -> Figure:
    return quarter(END, "all", sum(met for _, met in cases), len(cases))


def test_a_clear_change_is_put_down_to_the_teams_that_make_most_of_it() -> None:
    then = [quarter(YEAR_AGO, t, n, 100) for t, n in zip("ABCD", (50, 80, 80, 80), strict=True)]
    now = [quarter(END, t, n, 100) for t, n in zip("ABCD", (90, 80, 80, 80), strict=True)]
    whole = [quarter(YEAR_AGO, "all", 290, 400), quarter(END, "all", 330, 400)]
    page = list(priorities([*whole, *then, *now]).page("ASM02"))
    (text,) = [p.text for p in page if isinstance(p, Text) and "By team" in p.text]
    assert text == (
        "Better than in January to March 2015: 72.5% then (up 10.0 points). By team: A accounts "
        "for 10.0 of the 10.0 points, nearly all by its own percentage."
    )
    (table,) = [part for part in page if isinstance(part, TableCell)]
    assert table.words[0] == ["A", "50.0% (50 of 100)", "90.0% (90 of 100)", "+10.0", "0.0",
                              "+10.0"]  # fmt: skip
    assert table.words[1] == ["3 other teams together", "", "", "0.0", "0.0", "0.0"]


def test_what_moved_it_is_not_divided_where_a_case_is_in_two_teams_or_all_are_in_one() -> None:
    both = [*TEAMS, quarter(END, "C", 5, 10), quarter(YEAR_AGO, "C", 5, 10)]
    said = " ".join(p.text for p in priorities([*WHOLE, *both]).page("ASM02")
                    if isinstance(p, Text))  # fmt: skip
    assert "some cases are in several teams at once" in said
    alone = [quarter(YEAR_AGO, "A", 66, 100), quarter(END, "A", 78, 100)]
    said = " ".join(p.text for p in priorities([*WHOLE, *alone]).page("ASM02")
                    if isinstance(p, Text))  # fmt: skip
    assert "all its cases are of one team" in said


def climbing(last: int = 16) -> list[Figure]:
    """Quarters that rise by three points each, now one more and then one less, so that a forecast
    helps: 33%, 38%, ..., 78%."""
    windows = history("quarter", END, last)
    values = [79 - 3 * (last - 1 - n) + (-1) ** n for n in range(last)]
    return [
        quarter(w.end, "all", 10 * value, 1000) for value, w in zip(values, windows, strict=True)
    ]


def test_where_it_is_heading_is_the_forecast_beside_what_is_agreed_then() -> None:
    found = priorities(climbing())
    _, table = found.summary()
    assert isinstance(table, TableCell) and table.words[0][5].startswith("about 84% (")
    assert table.words[0][5].endswith("85.0% agreed: may reach it")
    page = list(found.page("ASM02"))
    words = " ".join(part.text for part in page if isinstance(part, Text))
    assert "If the past went on: about 81% in April to June 2016" in words
    assert "85.0% is agreed for 30 September 2016: by the forecast it may reach it." in words
    (chart,) = [part for part in page if isinstance(part, ChartCell)]
    assert chart.words[-1][0] == "July to September 2016, forecast"
    assert chart.words[-1][2] == "85.0%"
    assert "Agreed: 60.0% on 31 March 2015, 80.0% on 31 March 2016" in chart.alt


def test_without_a_forecast_the_reason_is_given() -> None:
    words = " ".join(p.text for p in priorities(WHOLE).page("ASM02") if isinstance(p, Text))
    assert "No forecast: a forecast needs at least 12 quarters without a gap." in words


def test_a_figure_that_may_not_be_used_is_laid_beside_nothing() -> None:
    held = [replace(row, status=HELD, reason="rows were set aside") for row in WHOLE]
    page = list(priorities(held).page("ASM02"))
    assert isinstance(page[0], NoticeCell) and page[0].text.startswith("Held for data quality")
    assert not any(isinstance(part, Statement) for part in page)
    none = priorities([])
    assert none.statement().text == "Nothing can be said yet of how the priorities stand."


def test_the_month_that_ends_no_quarter_has_three_months_of_its_own() -> None:
    end = date(2016, 2, 29)
    ends = [date(2015, 2, 28), date(2015, 11, 30), end]
    rows = [
        replace(quarter(END, "all", n, 100), window="R3M", window_start=w.start, window_end=w.end)
        for w, n in ((history("R3M", e, 1)[0], n) for e, n in zip(ends, (66, 70, 78), strict=True))
    ]
    month = Period.parse("2016-02")
    quarterly = replace(ASM02, window="quarter")
    context = council.context(
        declarations=(quarterly,), priorities={"ASM02": AGREED}, period=PeriodSpan.of(month),
        previous=PeriodSpan.of(month.previous()),
        year_before=PeriodSpan.of(month.same_period_last_year()),
    )  # fmt: skip
    page = list(Priorities(Figures(rows, end), context).page("ASM02"))
    assert "December 2015 to February 2016" in page[2].text
    (chart,) = [part for part in page if isinstance(part, ChartCell)]
    assert [row[0] for row in chart.words] == [
        "December 2014 to February 2015", "September to November 2015",
        "December 2015 to February 2016",
    ]  # fmt: skip


def test_an_indicator_that_is_no_priority_is_refused() -> None:
    with pytest.raises(UsageError, match=r"'ASM2' is no priority of this report.*ASM02"):
        priorities(WHOLE).page("ASM2")


def test_another_councils_course_is_laid_beside_nobodys_figures() -> None:
    found = priorities(WHOLE, Priority())
    (blocks, _) = found.summary()
    assert "nothing is agreed for these figures." in blocks.plain()
    page = [part.plain() for part in found.page("ASM02")]
    assert page[0].endswith("78.0%; nothing is agreed.")
    assert not any("Why it is a priority" in said for said in page)


def test_a_gap_on_the_right_side_may_be_chance_too() -> None:
    (blocks, _) = priorities([WHOLE[0], quarter(END, "all", 85, 100)]).summary()
    _, on = blocks.blocks
    assert "85.0% where 80.0% is agreed, 5.0 points above (may be chance)" in on.points[0].text
