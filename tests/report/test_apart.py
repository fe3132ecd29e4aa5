"""Where is it? Teams and groups that differ clearly are named, beside the others; none else is.

The intervals themselves are held to published values in tests/figures/statistics.
"""

import random
from dataclasses import replace

import pytest

from litmus.base.breakdowns import groupings
from litmus.figures.statistics.change import proportions
from litmus.figures.statistics.intervals import mean as mean_interval
from litmus.figures.statistics.intervals import wilson
from litmus.report import apart
from litmus.report.feed import Figure
from report import council

SEEN = council.BY_CODE["CPP05"]  # a share, higher is better, as things stood on a day
LATE = council.BY_CODE["ASM03"]  # a share, lower is better
PLANS = council.BY_CODE["CPP01"]  # a rate per 10,000 of all children


def group(name: str, over: int, under: int, by: str = "team", d=SEEN, **more) -> Figure:
    window = council.history(d.window, council.END, 1)[0]
    lower, upper = wilson(over, under)
    given = {"lower": lower and 100 * lower, "upper": upper and 100 * upper, **more}
    return council.figure(d, window, over, under, breakdown=by, group=name, **given)


def teams(*counts: tuple[int, int], **more) -> list[Figure]:
    return [group(f"Team {'ABCDEFGHIJ'[n]}", *pair, **more) for n, pair in enumerate(counts)]


def sentence(rows: list[Figure], d=SEEN, by: str = "") -> str:
    return apart.sentence(d, council.lookup(rows), by)


ALIKE = [(52, 60), (44, 50), (36, 42), (30, 35)]


def test_a_team_apart_is_said_with_what_the_others_are_without_it():
    rows = [*teams(*ALIKE), group("DCT", 14, 30)]
    assert sentence(rows) == "DCT: 46.7% (14 of 30); the other teams 86.6%, at 31 March 2016."
    (found,) = apart.groups(SEEN, council.lookup(rows))
    assert (found.name, found.word, found.rest.numerator, found.rest.denominator) == (
        "DCT", "worse", 162, 187
    )  # fmt: skip


def test_one_bad_team_does_not_make_the_others_look_good():
    # beside all others, DCT among them, each of these would differ clearly
    rows = [*teams((87, 96), (84, 91), (67, 75)), group("DCT", 151, 320)]
    assert proportions(151 + 84 + 67, 320 + 91 + 75, 87, 96, 0.998).significant
    assert [each.name for each in apart.groups(SEEN, council.lookup(rows))] == ["DCT"]


def test_what_chance_explains_is_not_said():
    assert sentence(teams(*ALIKE)) == ""
    assert sentence([*teams(*ALIKE), group("DCT", 20, 30)]) == ""


def test_better_is_lower_where_lower_is_better():
    rows = [*teams((10, 60), (9, 60), (11, 60), d=LATE), group("Duty", 40, 60, d=LATE)]
    (found,) = apart.groups(LATE, council.lookup(rows))
    assert (found.name, found.word) == ("Duty", "worse")
    assert found.gap > 0


def test_worse_ones_stand_first_and_no_more_than_three_are_named():
    low = [group(f"Low {n}", 4 + n, 60) for n in range(4)]
    rows = [*teams((30, 60), (31, 60), (29, 60)), group("High", 58, 60), *low]
    found = apart.groups(SEEN, council.lookup(rows))
    assert [each.name for each in found] == ["Low 0", "Low 1", "Low 2", "Low 3", "High"]
    assert sentence(rows) == (
        "Low 0: 6.7% (4 of 60); Low 1: 8.3% (5 of 60); Low 2: 10.0% (6 of 60); "
        "2 more teams that differ; the other teams 50.0%, at 31 March 2016."
    )


def test_who_has_no_team_is_compared_with_nobody():
    rows = [*teams(*ALIKE), group("none", 1, 40)]
    assert sentence(rows) == ""


def test_fewer_than_five_cases_are_not_called_apart():
    assert sentence([*teams(*ALIKE), group("DCT", 0, 4)]) == ""
    assert sentence([group("DCT", 0, 30), group("Duty", 4, 4)]) == ""


def test_held_and_missing_figures_are_not_compared():
    rows = teams(*ALIKE)
    assert sentence([*rows, group("DCT", 0, 30, status="held for data quality")]) == ""
    assert sentence([*rows, group("DCT", 0, 0)]) == ""


def test_rates_are_never_compared():
    rows = [group(name, n, 0, d=PLANS) for name, n in (("A", 300), ("B", 10), ("C", 12))]
    assert sentence(rows, PLANS) == ""


def test_one_team_or_none_has_nobody_to_be_compared_with():
    assert sentence([group("Only", 3, 60)]) == ""
    assert sentence([]) == ""


def test_groups_of_children_are_said_where_no_team_stands_apart():
    rows = [group("F", 783, 1036, "sex"), group("M", 891, 1088, "sex"), *teams(*ALIKE)]
    assert sentence(rows) == "By sex, Female: 75.6% (783 of 1,036); Male 81.9%, at 31 March 2016."
    assert sentence(rows, by="team") == ""


def test_a_mean_is_compared_by_the_spread_that_its_interval_was_made_of():
    days = replace(SEEN, kind="mean", polarity="lower", code="ADO01")

    def mean(name: str, cases: int, value: float, spread: float) -> Figure:
        lower, upper = mean_interval(cases, value, spread)
        row = group(name, 0, cases)
        return replace(row, indicator="ADO01", numerator=cases * value, value=value, lower=lower,
                       upper=upper)  # fmt: skip

    rows = [mean("A", 40, 400.0, 80.0), mean("B", 30, 410.0, 90.0), mean("C", 20, 600.0, 100.0)]
    assert sentence(rows, days) == (
        "C: 600.0 (12,000 over 20); the other teams 404.3, at 31 March 2016."
    )
    assert sentence([*rows[:2], mean("C", 20, 440.0, 100.0)], days) == ""


def test_the_spread_of_several_means_together_is_that_of_their_cases():
    one, two = [1.0, 2.0, 4.0, 9.0], [3.0, 5.0, 5.0]
    made = []
    for name, cases in (("A", one), ("B", two)):
        n, middle = len(cases), sum(cases) / len(cases)
        spread = (sum((x - middle) ** 2 for x in cases) / (n - 1)) ** 0.5
        lower, upper = mean_interval(n, middle, spread)
        made.append(replace(group(name, 0, n), numerator=sum(cases), value=middle, lower=lower,
                            upper=upper))  # fmt: skip
    whole = apart.together(replace(SEEN, kind="mean"), made)
    both = [*one, *two]
    centre = sum(both) / len(both)
    expected = (sum((x - centre) ** 2 for x in both) / (len(both) - 1)) ** 0.5
    assert whole.value == pytest.approx(centre)
    assert apart._spread_together(made, whole) == pytest.approx(expected)


@pytest.mark.parametrize("size", [12, 40, 300])
def test_of_teams_that_differ_by_chance_alone_hardly_any_is_named(size):
    draw, named = random.Random(size), 0
    for _ in range(300):
        counts = [(sum(draw.random() < 0.8 for _ in range(size)), size) for _ in range(8)]
        named += bool(apart.groups(SEEN, council.lookup(teams(*counts))))
    assert named / 300 <= 0.05


def test_where_most_have_no_team_the_few_that_have_one_stand_for_nobody():
    rows = [*teams(*ALIKE), group("DCT", 14, 30)]
    nobody = group(groupings()["team"].unknown, 300, 2000)
    assert sentence(rows)
    assert sentence([*rows, nobody]) == ""
