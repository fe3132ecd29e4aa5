"""The heat map of teams: a verdict only where the one rule for groups finds one."""

from dataclasses import replace

import pytest

from litmus.figures.statistics.intervals import wilson
from litmus.report import where
from litmus.report.bundle import ChartCell, Text
from litmus.report.feed import Figure
from litmus.report.lookup import Figures
from report import council

CPP05, ASM02 = council.BY_CODE["CPP05"], council.BY_CODE["ASM02"]
NAMES = {"A": "Team Alpha", "B": "Team B"}


def rows(d, counts: dict[str, tuple[int, int]]) -> list[Figure]:
    window = council.history(d.window, council.END, 1)[0]
    found = [council.figure(d, window, 162, 200)]
    for name, pair in counts.items():
        low, high = wilson(*pair)
        made = council.figure(d, window, *pair, breakdown="team", group=name)
        found.append(replace(made, lower=100 * (low or 0), upper=100 * (high or 0)))
    return found


def shown(*found: list[Figure]):
    figures = Figures([row for each in found for row in each], council.END, NAMES)
    (part,) = where.teams(figures, council.context())
    return part


@pytest.mark.slow
def test_a_team_apart_is_named_in_title_square_and_data() -> None:
    visits = {"A": (52, 60), "B": (44, 50), "C": (70, 80), "DCT": (14, 30), "E": (2, 3),
              "none": (3, 9)}  # fmt: skip
    chart = shown(rows(CPP05, visits), rows(ASM02, {"A": (40, 50), "B": (41, 50)}))
    assert isinstance(chart, ChartCell)
    assert chart.title == (
        "Clearly worse than the other teams: DCT in children on a child protection plan seen "
        "within 10 working days"
    )
    assert [row[0] for row in chart.words] == ["DCT", "Team Alpha", "Team B", "C", "E"]
    assert chart.words[0][2] == "46.7% (14 of 30), worse"
    assert chart.words[0][1] == "no cases"
    for said in (">46.7%<", ">worse<", ">no cases<", ">few cases<", ">target 90.0%<"):
        assert said in chart.svg and said in chart.small
    assert ">66.7%<" not in chart.svg  # two of three are no share to look at
    assert "DCT 46.7% (14 of 30), worse; the others from 86.7% to 88.0%." in chart.alt


@pytest.mark.slow
def test_where_nobody_stands_apart_it_is_said() -> None:
    chart = shown(rows(CPP05, {"A": (52, 60), "B": (44, 50)}))
    assert chart.title == "No team stands clearly apart from the others"
    assert ">worse<" not in chart.svg and ">better<" not in chart.svg


def test_without_teams_there_is_a_sentence() -> None:
    found = shown(rows(CPP05, {"A": (52, 60)}))
    assert isinstance(found, Text) and found.text == "No figure of this report compares teams."
