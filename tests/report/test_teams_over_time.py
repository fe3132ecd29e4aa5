"""Small multiples: quarters of the teams, of indicators in which one stands apart."""

from dataclasses import replace

import pytest

from litmus.base.windows import history
from litmus.figures.statistics.intervals import wilson
from litmus.report import teams_over_time
from litmus.report.feed import Figure
from litmus.report.lookup import Figures
from report import council

ASM02 = replace(council.BY_CODE["ASM02"], short="Assessments")
NAMES = {"A": "Team Alpha", "B": "Team B"}
# Number and out of in the last three quarters; the last is of fewer than five cases for C.
QUARTERS = {
    "A": [(80, 100), (70, 100), (40, 100)], "B": [(85, 100), (84, 100), (86, 100)],
    "C": [(60, 70), (61, 70), (3, 4)], "none": [(1, 9)] * 3,
}  # fmt: skip


def team(name: str, window, pair: tuple[int, int]) -> Figure:
    low, high = wilson(*pair)
    made = council.figure(ASM02, window, *pair, breakdown="team", group=name)
    return replace(made, lower=100 * (low or 0), upper=100 * (high or 0))


def shown(year: dict[str, tuple[int, int]], quarters=QUARTERS) -> list:
    context = council.context(declarations=(ASM02,))
    (own,) = history("R12M", council.END, 1)
    rows = [council.figure(ASM02, own, 700, 900), *(team(n, own, pair) for n, pair in year.items())]
    for place, window in enumerate(history("quarter", council.END, 3)):
        rows.append(council.figure(ASM02, window, 220, 280))
        rows += [team(name, window, pairs[place]) for name, pairs in quarters.items()]
    return teams_over_time.teams_over_time(Figures(rows, council.END, NAMES), context)


@pytest.mark.slow
def test_the_team_apart_comes_first_with_its_first_and_last_quarter() -> None:
    (chart,) = shown({"A": (190, 300), "B": (255, 300), "C": (124, 144)})
    assert chart.title == (
        "Assessments: Team Alpha 40.0% in the quarter to March 2016, "
        "80.0% in that to September 2015"
    )
    assert [row[0] for row in chart.words] == ["Team Alpha", "Team B"]
    assert chart.words[0][1:] == ["80.0% (80 of 100)", "70.0% (70 of 100)", "40.0% (40 of 100)"]
    assert "Team B: 85.0% (September 2015) to 86.0% (March 2016)." in chart.alt
    assert "Dashed: the target, 85.0%." in chart.caption
    for words in (">40.0%<", ">86.0%<", ">Team Alpha<"):
        assert words in chart.svg and words in chart.small


@pytest.mark.slow
def test_a_quarter_of_few_cases_is_a_gap_and_said() -> None:
    four = {name: [pairs[0], *pairs] for name, pairs in QUARTERS.items()}
    context = council.context(declarations=(ASM02,))
    (own,) = history("R12M", council.END, 1)
    year = {"A": (190, 300), "B": (255, 300), "C": (124, 144)}
    rows = [council.figure(ASM02, own, 700, 900), *(team(n, own, pair) for n, pair in year.items())]
    for place, window in enumerate(history("quarter", council.END, 4)):
        rows.append(council.figure(ASM02, window, 220, 280))
        rows += [team(name, window, pairs[place]) for name, pairs in four.items()]
    (chart,) = teams_over_time.teams_over_time(Figures(rows, council.END, NAMES), context)
    assert [row[0] for row in chart.words] == ["Team Alpha", "Team B", "C"]
    assert chart.words[2][4] == "few cases"
    assert ">75.0%<" not in chart.svg  # three of four


def test_where_no_team_stands_apart_nothing_is_drawn() -> None:
    assert shown({"A": (255, 300), "B": (255, 300), "C": (124, 144)}) == []


def test_without_earlier_quarters_nothing_is_drawn() -> None:
    year = {"A": (190, 300), "B": (255, 300), "C": (124, 144)}
    assert shown(year, quarters={}) == []
