"""Key question 4: honest about groups, contributions, small numbers and chance."""

from dataclasses import replace

from litmus.report.bundle import ItemsCell, TableCell, Text
from litmus.report.equality import equality
from litmus.report.feed import Figure
from report import council


def shown(rows: list[Figure] | None = None, codes: str = "") -> list:
    declarations = tuple(council.BY_CODE[c] for c in codes.split()) or council.DECLARATIONS
    return equality(council.lookup(rows), council.context(declarations=declarations))


def group(code: str, name: str, numerator: int, denominator: int, **more) -> Figure:
    declaration = council.BY_CODE[code]
    window = council.history(declaration.window, council.END, 1)[0]
    given = {"breakdown": "sex", "group": name, **more}
    return council.figure(declaration, window, numerator, denominator, **given)


def headline(code: str, numerator: int, denominator: int) -> Figure:
    return group(code, "all", numerator, denominator, breakdown="all")


def tables(parts) -> list[TableCell]:
    return [part for part in parts if isinstance(part, TableCell)]


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


def test_a_difference_is_claimed_only_where_the_intervals_do_not_meet():
    rows = [headline("ASM02", 800, 1000)]
    rows += [group("ASM02", "F", 450, 500, lower=87.0, upper=92.0)]
    apart = group("ASM02", "M", 350, 500, lower=65.8, upper=73.9)
    words, items = shown([*rows, apart], "ASM02")[:2]
    assert isinstance(words, Text) and "these percentages differ clearly" in words.text
    assert isinstance(items, ItemsCell)
    assert items.items == [
        "Single assessments completed within 45 working days: 90.0% (450 of 500) in the group "
        "“Female” and 70.0% (350 of 500) in the group “Male”, 20.0 points apart."
    ]
    meeting = replace(apart, upper=87.0)
    (words,) = [p for p in shown([*rows, meeting], "ASM02") if isinstance(p, Text)]
    assert words.text.startswith("By sex, no percentage differs clearly between two groups of 30")


def test_small_and_unknown_groups_are_not_compared():
    rows = [headline("ASM02", 800, 1000), group("ASM02", "F", 450, 500, lower=87.0, upper=92.0)]
    for other in (
        group("ASM02", "M", 2, 29, lower=1.0, upper=20.0),
        group("ASM02", "U", 100, 500, lower=16.0, upper=24.0),
    ):
        assert not [p for p in shown([*rows, other], "ASM02") if isinstance(p, ItemsCell)]


def test_what_is_not_there_is_said():
    (nothing,) = shown([])
    assert nothing.text == "There are no figures by sex, age, ethnic group or disability here."


def test_disability_is_by_what_is_recorded_and_says_so():
    rows = [
        headline("LAC02", 65, 640),
        group("LAC02", "No disability recorded", 50, 540, breakdown="disability"),
        group("LAC02", "Disability recorded", 15, 100, breakdown="disability"),
    ]
    *_, table, words = shown(rows, "LAC02")
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
