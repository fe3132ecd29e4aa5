"""Key question 4: honest about groups, contributions, small numbers and chance."""

import pytest

from litmus.figures.statistics.intervals import wilson
from litmus.report.bundle import ItemsCell, TableCell, Text
from litmus.report.components import Folded
from litmus.report.equality import equality
from litmus.report.feed import Figure
from report import council


def shown(rows: list[Figure] | None = None, codes: str = "") -> list:
    declarations = tuple(council.BY_CODE[c] for c in codes.split()) or council.DECLARATIONS
    return equality(council.lookup(rows), council.context(declarations=declarations))


def group(code: str, name: str, numerator: int, denominator: int, **more) -> Figure:
    declaration = council.BY_CODE[code]
    window = council.history(declaration.window, council.END, 1)[0]
    lower, upper = wilson(numerator, denominator)
    given = {"breakdown": "sex", "group": name, "lower": lower and 100 * lower,
             "upper": upper and 100 * upper, **more}  # fmt: skip
    return council.figure(declaration, window, numerator, denominator, **given)


def headline(code: str, numerator: int, denominator: int) -> Figure:
    return group(code, "all", numerator, denominator, breakdown="all")


def folded(parts) -> list:
    return [inner for part in parts if isinstance(part, Folded) for inner in part.parts]


def tables(parts) -> list[TableCell]:
    return [part for part in folded(parts) if isinstance(part, TableCell)]


@pytest.mark.slow
def test_each_of_sex_age_ethnic_group_and_disability_has_percentages_and_contributions():
    captions = [table.caption for table in tables(shown())]
    assert captions == [
        f"{what} {label}, {more}January to March 2016"
        for label in ("sex", "age", "ethnic group", "disability")
        for what, more in (
            ("Percentages by", "with the number each rests on, "),
            ("Contribution of each group to rates per 10,000 children, by", ""),
        )
    ]


def test_groups_stand_in_their_order_and_empty_ones_are_nobody():
    rows = [
        headline("LAC02", 65, 640),
        group("LAC02", "10-15", 30, 300, breakdown="age_band"),
        group("LAC02", "1-4", 10, 100, breakdown="age_band"),
        headline("CLV02", 84, 152),
        group("CLV02", "18+", 84, 152, breakdown="age_band"),
    ]
    (table,) = tables(shown(rows, "LAC02 CLV02"))
    assert list(table.columns) == ["Indicator", "All", "1-4", "10-15", "18+"]
    assert table.words[0][1:] == ["10.2% (640)", "10.0% (100)", "10.0% (300)", "nobody"]
    assert table.words[1][1:] == ["55.3% (152)", "nobody", "nobody", "55.3% (152)"]


def test_a_rate_is_labelled_as_the_groups_contribution_on_the_whole_population():
    # 300 of all 83,785 children: 35.806 per 10,000; girls alone would be about twice that
    (table,) = tables(shown([headline("LAC01", 641, 0), group("LAC01", "F", 300, 0)], "LAC01"))
    assert table.caption.startswith("Contribution of each group to rates")
    assert "contributions, not rates within a group" in table.note
    assert list(table.columns) == ["Indicator", "All", "Female"]
    assert table.words[0][1:] == ["76.5 (641)", "35.8 (300)"]


def test_small_groups_are_marked_small():
    rows = [headline("CLV02", 84, 152), group("CLV02", "F", 5, 9)]
    (table,) = tables(shown(rows, "CLV02"))
    assert table.words[0][2] == "55.6% (9, small)"
    assert "Under 30 it is marked small" in table.note


def test_a_difference_is_claimed_only_where_a_group_stands_apart():
    rows = [headline("ASM02", 800, 1000), group("ASM02", "F", 450, 500)]
    words, items, *_ = shown([*rows, group("ASM02", "M", 350, 500)], "ASM02")
    assert isinstance(words, Text) and words.text == (
        "By sex, these differ clearly; it is not said why:"
    )
    assert isinstance(items, ItemsCell)
    assert items.items == [
        "Single assessments completed within 45 working days: Male: 70.0% (350 of 500); Female "
        "90.0%, in the 12 months to 31 March 2016."
    ]
    (words,) = [p for p in shown([*rows, group("ASM02", "M", 440, 500)], "ASM02")
                if isinstance(p, Text)]  # fmt: skip
    assert words.text == "In no indicator does a group differ clearly from the others by sex."


def test_tiny_and_unknown_groups_are_not_compared():
    rows = [headline("ASM02", 800, 1000), group("ASM02", "F", 450, 500)]
    for other in (group("ASM02", "M", 0, 4), group("ASM02", "U", 100, 500)):
        assert not [p for p in shown([*rows, other], "ASM02") if isinstance(p, ItemsCell)]


# 1,000 children in need: 800 White and 200 Black; 100 and 50 of them are looked after.
STEPS = {"CIN01": (800, 200), "LAC01": (100, 50), "CPP01": (80, 21), "REF01": (900, 250)}


def steps(counts=STEPS) -> list[Figure]:
    return [
        group(code, name, number, 0, breakdown="ethnic_group")
        for code, pair in counts.items()
        for name, number in zip(("White", "Black"), pair, strict=True)
    ]


@pytest.mark.slow
def test_each_groups_share_at_each_step_and_how_often_a_child_in_need_comes_to_it():
    chart, items, *_ = shown(steps(), "REF01 CIN01 CPP01 LAC01")
    assert chart.columns == ["Ethnic group", "Referred", "In need", "On a plan",
                             "On a plan: times", "Looked after", "Looked after: times"]  # fmt: skip
    assert chart.words == [
        # 100 of 800 against 50 of 200 looked after: half as often; 80 of 800 against 21 of 200
        ["White", "78.3% (900)", "80.0% (800)", "79.2% (80)", "1.0 (0.6 to 1.5)", "66.7% (100)",
         "0.5 (0.4 to 0.7)"],
        ["Black", "21.7% (250)", "20.0% (200)", "20.8% (21)", "1.1 (0.7 to 1.7)", "33.3% (50)",
         "2.0 (1.5 to 2.7)"],
    ]  # fmt: skip
    assert items.items == [
        "Ethnic group “Black”: 25.0% (50 of 200) of the children in need are looked after; White "
        "12.5%."
    ]
    assert chart.title == "Clearly more often looked after than other children in need: Black"
    assert "Looked after: times: White 0.5 (0.4 to 0.7); Black 2.0 (1.5 to 2.7)." in chart.alt
    assert "no number of all children of each group" in chart.caption
    for said in (">66.7%<", ">all: 150<", ">2.0<", ">White<"):
        assert said in chart.svg
    assert ">2.0 (1.5 to 2.7)<" in chart.small  # a phone has room for the interval


@pytest.mark.slow
def test_where_no_group_is_more_often_in_care_it_is_said():
    parts = shown(steps({"CIN01": (800, 200), "LAC01": (100, 26)}), "CIN01 LAC01")
    assert parts[0].title.startswith("No group of children in need is clearly more or less often")


@pytest.mark.slow
def test_without_the_children_in_need_there_are_shares_alone():
    chart, *_ = shown(steps({"LAC01": (100, 50), "CPP01": (80, 20)}), "CPP01 LAC01")
    assert chart.columns == ["Ethnic group", "On a plan", "Looked after"]
    assert chart.title == "Children at each step, by ethnic group"


@pytest.mark.slow
def test_with_the_population_of_each_group_it_is_said_how_often_its_children_are_in_need():
    # 800 of 60,000 White children are in need, 200 of 10,000 Black ones: 13.3 and 20 in 1,000.
    rows, codes = steps(), "REF01 CIN01 CPP01 LAC01"
    declarations = tuple(council.BY_CODE[code] for code in codes.split())
    context = council.context(
        declarations=declarations,
        population={"White": 60_000, "Black": 10_000},
        population_source="census 2011, ONS",
    )
    chart, items, *_ = equality(council.lookup(rows), context)
    assert chart.columns[1:5] == ["Population", "Referred", "In need", "In need: times"]
    assert [row[1] for row in chart.words] == ["85.7% (60,000)", "14.3% (10,000)"]
    assert [row[4] for row in chart.words] == ["0.7 (0.6 to 0.8)", "1.5 (1.3 to 1.7)"]
    assert items.items[0] == (
        "Ethnic group “Black”: 2.0% (200 of 10,000) of the children aged 0-17 are in need; White "
        "1.3%."
    )
    assert chart.title == (
        "Clearly more often in need than other children aged 0-17: Black; more often looked after "
        "than other children in need: Black"
    )
    assert "Population: census 2011, ONS" in chart.caption
    assert "no number of all children" not in chart.caption


def test_what_is_not_there_is_said():
    (nothing,) = shown([headline("LAC02", 65, 640)])
    assert nothing.text == "There are no figures by sex, age, ethnic group or disability here."
    assert shown([]) == []


def test_disability_is_by_what_is_recorded_and_says_so():
    rows = [
        headline("LAC02", 65, 640),
        group("LAC02", "No disability recorded", 50, 540, breakdown="disability"),
        group("LAC02", "Disability recorded", 15, 100, breakdown="disability"),
    ]
    *_, table, words = folded(shown(rows, "LAC02"))
    assert list(table.columns)[2:] == ["Disability recorded", "No disability recorded"]
    assert table.words[0][1:] == ["10.2% (640)", "15.0% (100)", "9.3% (540)"]
    assert words.text.startswith("A disability counts whenever it was recorded")


def test_a_source_that_says_nothing_of_disability_has_no_table_of_it():
    rows = [
        headline("LAC02", 65, 640),
        group("LAC02", "F", 30, 300),
        group("LAC02", "not known", 65, 640, breakdown="disability"),
    ]
    parts = shown(rows, "LAC02")
    assert [table.caption.split(",")[0] for table in tables(parts)] == ["Percentages by sex"]
    assert parts[-1].text == "The data say of nobody whether a disability is recorded."


def test_held_figures_are_left_out():
    held = group("ASM02", "F", 450, 500, status="held for data quality")
    assert not tables(shown([headline("ASM02", 800, 1000), held], "ASM02"))
