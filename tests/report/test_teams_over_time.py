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
# Number and out of in the last five quarters. The last is of fewer than five cases for C, and D has
# too few quarters for a line.
QUARTERS = {
    "A": [(80, 100), (78, 100), (75, 100), (70, 100), (40, 100)],
    "B": [(85, 100), (84, 100), (85, 100), (84, 100), (86, 100)],
    "C": [(60, 70), (61, 70), (60, 70), (61, 70), (3, 4)],
    "D": [(1, 2), (1, 2), (50, 60), (50, 60), (50, 60)], "none": [(1, 9)] * 5,
}  # fmt: skip
YEAR = {"A": (190, 300), "B": (255, 300), "C": (124, 144)}


def team(name: str, window, pair: tuple[int, int]) -> Figure:
    low, high = wilson(*pair)
    made = council.figure(ASM02, window, *pair, breakdown="team", group=name)
    return replace(made, lower=100 * (low or 0), upper=100 * (high or 0))


def shown(year: dict[str, tuple[int, int]], quarters=QUARTERS) -> list:
    context = council.context(declarations=(ASM02,))
    (own,) = history("R12M", council.END, 1)
    rows = [council.figure(ASM02, own, 700, 900), *(team(n, own, pair) for n, pair in year.items())]
    for place, window in enumerate(history("quarter", council.END, 5)):
        rows.append(council.figure(ASM02, window, 220, 280))
        rows += [team(name, window, pairs[place]) for name, pairs in quarters.items()]
    return teams_over_time.teams_over_time(Figures(rows, council.END, NAMES), context)


@pytest.mark.slow
def test_the_team_apart_comes_first_with_its_first_and_last_quarter() -> None:
    (chart,) = shown(YEAR)
    assert chart.title == (
        "Assessments: Team Alpha 40.0% in the quarter to March 2016, 80.0% in that to March 2015"
    )
    assert [row[0] for row in chart.words] == ["Team Alpha", "Team B", "C"]
    assert chart.words[0][1:] == ["80.0% (80 of 100)", "78.0% (78 of 100)", "75.0% (75 of 100)",
                                  "70.0% (70 of 100)", "40.0% (40 of 100)"]  # fmt: skip
    assert chart.words[2][5] == "few cases" and ">75.0%<" not in chart.svg  # three of four
    assert "Team B: 85.0% (March 2015) to 86.0% (March 2016)." in chart.alt
    assert "Dashed: the target, 85.0%." in chart.caption
    for words in (">40.0%<", ">86.0%<", ">Team Alpha<"):
        assert words in chart.svg and words in chart.small


def test_where_no_team_stands_apart_nothing_is_drawn() -> None:
    assert shown({"A": (255, 300), "B": (255, 300), "C": (124, 144)}) == []


def test_without_earlier_quarters_nothing_is_drawn() -> None:
    assert shown(YEAR, quarters={}) == []
