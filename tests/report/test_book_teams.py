"""An indicator by team as a dot plot: who stands apart, the target, and what is not shown."""

from dataclasses import replace

import pytest

from litmus.figures.statistics.intervals import wilson
from litmus.report.book import teams
from litmus.report.charts import kinds
from litmus.report.charts.dots import Dot, DotPlot
from litmus.report.feed import Figure
from litmus.report.lookup import Figures
from report import council

CPP05, CPP01 = council.BY_CODE["CPP05"], council.BY_CODE["CPP01"]


def lookup(counts: dict[str, tuple[int, int]], d=CPP05) -> Figures:
    window = council.history(d.window, council.END, 1)[0]
    rows: list[Figure] = [council.figure(d, window, 162, 200)]
    for name, pair in counts.items():
        low, high = wilson(*pair)
        made = council.figure(d, window, *pair, breakdown="team", group=name)
        rows.append(replace(made, lower=100 * (low or 0), upper=100 * (high or 0)))
    return Figures(rows, council.END, {"A": "Team Alpha"})


COUNTS = {"A": (52, 60), "B": (44, 50), "C": (70, 80), "DCT": (14, 30), "none": (3, 9)}


def test_the_picture_marks_who_stands_apart_and_has_target_and_others() -> None:
    figures = lookup(COUNTS)
    plot = teams.plot(CPP05, figures)
    assert [(dot.name, dot.apart) for dot in plot.dots] == [
        ("Team Alpha", False), ("B", False), ("C", False), ("DCT", True), ("Not recorded", False),
    ]  # fmt: skip
    assert (plot.target, round(plot.others, 1)) == (90.0, 87.4)
    chart = teams.chart(CPP05, figures, plot)
    assert chart.title == "DCT clearly worse than the other teams."
    assert chart.alt == (
        "DCT clearly worse than the other teams. Dot plot of "
        f"{CPP05.brief[0].lower()}{CPP05.brief[1:]} by team, at 31 March 2016. "
        "DCT 46.7% (14 of 30), the other teams 87.4%. The others shown have from 33.3% to 88.0%. "
        "Target 90.0%."
    )
    assert chart.words[3] == ["DCT", "14", "30", "46.7%", "30.2% to 63.9%", "worse"]


def test_teams_alike_are_said_to_be() -> None:
    figures = lookup({"A": (52, 60), "B": (44, 50)})
    chart = teams.chart(CPP05, figures, teams.plot(CPP05, figures))
    assert chart.title == "No team stands apart."
    assert "Diamonds" not in chart.caption


def test_a_rate_or_a_single_team_has_no_dot_plot() -> None:
    assert teams.plot(CPP01, lookup({"A": (300, 0), "B": (200, 0)}, CPP01)) is None
    assert teams.plot(CPP05, lookup({"A": (52, 60)})) is None
    assert teams.plot(CPP05, lookup({})) is None


def test_many_small_teams_are_summed_with_their_cases() -> None:
    figures = lookup({f"T{n:02}": (40, 50) for n in range(40)})
    chart = teams.chart(CPP05, figures, teams.plot(CPP05, figures))
    assert chart.caption.endswith("25 smaller teams together: 80.0% (1,000 of 1,250).")
    assert len(chart.words) == 40


@pytest.mark.slow
@pytest.mark.parametrize(
    "dots",
    [
        [Dot("Only", 0.0)],
        [Dot("A name so long that it is longer than any place has room for it", 100.0, 90, 100)]
        * 2,
        [Dot("A", 50.0, 40, 60, "5 of 10", apart=True), Dot("B", 50.0)] * 8,
    ],
)
def test_every_state_is_drawn_and_the_same_twice(dots) -> None:
    plot = DotPlot(dots, lambda value: f"{value:.1f}%", target=50.0, others=50.0, ceiling=100.0)
    pictures = kinds.draw(plot)
    assert pictures == kinds.draw(plot)
    assert all(each.startswith("<svg ") for each in pictures)
