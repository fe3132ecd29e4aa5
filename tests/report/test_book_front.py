"""The book's front page: the message in six lines, then by theme, red and worse first."""

from dataclasses import replace

import pytest

from litmus.base.windows import history as windows_of
from litmus.report.book import front, standing, verdicts
from litmus.report.book.series import Series, of
from litmus.report.bundle import ItemsCell, TableCell
from litmus.report.cells import Sparkline
from litmus.report.feed import Comparison, Figure
from litmus.report.lookup import Figures
from report import council

END = council.END
ASM02, ASM03, REF01, CPP05 = (council.BY_CODE[c] for c in ("ASM02", "ASM03", "REF01", "CPP05"))


def page(rows=None, **context) -> tuple[list[str], TableCell]:
    items, table = front.front(council.lookup(rows), council.context(**context))
    assert isinstance(items, ItemsCell) and isinstance(table, TableCell)
    return list(items.items), table


def cells(table: TableCell) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in table.words}


def test_every_indicator_has_a_row_with_what_there_is() -> None:
    _, table = page()
    assert len(table.words) == len(council.DECLARATIONS)
    row = cells(table)[ASM02.brief]
    assert row[:3] == ["79.0%", "85.0%", "▲ Amber: 78.9% over 12 months"]
    course = next(row for row in table.rows if str(row[0]) == ASM02.brief)[7]
    assert isinstance(course, Sparkline) and course.target == 85.0
    assert str(course).startswith(f"{ASM02.brief}, Mar 2015 to Mar 2016: from 72.0% to 79.0%")
    assert str(course).endswith("; target 85.0%")


def test_what_is_not_there_is_an_empty_cell() -> None:
    asm02 = Figure(indicator="ASM02", window="R12M", window_start=END, window_end=END, value=80.0)
    items, table = page([asm02])
    assert cells(table)[ASM02.brief] == ["80.0%", "", "", "", "", "", "", ""]
    assert cells(table)[REF01.brief] == ["no figure", "", "", "", "", "", "", ""]
    assert items[0] == "Red: no figure is rated."
    # nothing is known of teams: nothing is said of any
    assert len(items) == 5 and "no figure" in items[-1] and "and 7 more" in items[-1]


def test_themes_head_their_rows_red_ones_first_then_what_became_worse() -> None:
    themes = {"ASM02": "Assessments", "ASM03": "Assessments", "REF01": "Referrals"}
    declared = tuple(replace(council.BY_CODE[code], theme=theme) for code, theme in themes.items())
    _, table = page(declarations=declared)
    assert table.sections == {0: "Assessments", 2: "Referrals"}
    rows = [
        replace(f, rag="red") if f.indicator == "ASM03" and f.window_end == END else f
        for f in council.all_figures()
    ]
    items, table = page(rows, declarations=declared)
    assert [row[0] for row in table.words] == [ASM03.brief, ASM02.brief, REF01.brief]
    assert items[0].startswith("Red (1 of 2 rated indicators): ")
    assert table.machine()["sections"] == [[0, "Assessments"], [2, "Referrals"]]
    assert '<th scope="rowgroup" colspan="9">Referrals</th>' in table.html()


def quarters(code: str, now: tuple[int, int], ago: tuple[int, int]) -> list[Figure]:
    found = []
    for counts, window in ((now, windows_of("quarter", END, 5)[-1]),
                           (ago, windows_of("quarter", END, 5)[0])):  # fmt: skip
        value = 100 * counts[0] / counts[1]
        found.append(Figure(indicator=code, window="quarter", window_start=window.start,
                            window_end=window.end, numerator=counts[0], denominator=counts[1],
                            value=value, lower=value - 3, upper=value + 3))  # fmt: skip
    return found


def test_change_is_that_of_the_test_with_its_unit_and_heads_a_line() -> None:
    rows = [f for f in council.all_figures() if f.window != "quarter"]
    rows += quarters("ASM02", (600, 720), (480, 720)) + quarters("ICP01", (90, 140), (120, 140))
    items, table = page(rows)
    assert cells(table)[ASM02.brief][3] == "↑ 16.6 points, better"  # 66.7% to 83.3%
    icp01 = council.BY_CODE["ICP01"]
    assert cells(table)[icp01.brief][3] == "↓ 21.4 points, worse"
    assert "down 21.4 points" in items[1] and items[1].startswith("Worse than a year ago: ")
    assert "up 16.6 points" in items[2] and items[2].startswith("Better than a year ago: ")


def test_the_team_that_stands_out_most_is_named_with_what_the_others_are() -> None:
    items, _ = page([f for f in council.all_figures() if f.breakdown != "team"])
    assert not [line for line in items if line.startswith("Team")]  # nobody knows of any
    window = windows_of(CPP05.window, END, 1)[0]
    teams = [
        council.figure(CPP05, window, over, under, breakdown="team", group=name)
        for name, over, under in (("A", 52, 60), ("B", 44, 50), ("C", 70, 80), ("DCT", 14, 30))
    ]
    rows = [f for f in council.all_figures() if f.breakdown != "team"] + teams
    items, _ = page(rows)
    assert items[4] == (
        "Team that stands out most: DCT, children on a child protection plan seen within 10 "
        "working days: 46.7% (14 of 30); the other teams 87.4%."
    )


def test_held_and_missing_figures_are_said_and_neither_rated_nor_judged() -> None:
    rows = [
        replace(f, status="held for data quality") if f.indicator == "ASM02" else f
        for f in council.all_figures()
    ]
    items, table = page(rows)
    assert cells(table)[ASM02.brief][:6] == ["78.9% (held)", "85.0%", "", "", "", ""]
    assert items[5].endswith(f"{ASM02.brief[0].lower()}{ASM02.brief[1:]} (held).")


def test_a_comparison_of_another_year_is_marked() -> None:
    published = {
        "ASM02": (Comparison("England 2015/16", 83.4),),
        "REF01": (Comparison("England 2015/16", 536.0),),
        "CPP05": (Comparison("England 2014/15", 80.0),),
    }
    _, table = page(published=published)
    assert table.columns[-1] == "England 2015/16"
    # 78.9% over the 12 months that England's covers, beside the three months under Now
    assert cells(table)[ASM02.brief][-1] == "83.4% (78.9%)"
    assert cells(table)[CPP05.brief][-1] == "80.0%*"
    assert "In brackets beside a comparison: our value over as long as it covers." in table.note
    assert "* England 2014/15." in table.note


STEADY = [78.0, 80.0, 79.0, 78.0, 80.0, 79.0, 80.0, 78.0, 79.0, 80.0, 78.0, 79.0] * 2


def by_month(values, target=None, d=ASM02) -> Series:
    rows = [
        Figure(indicator=d.code, window="month", window_start=w.start, window_end=w.end,
               numerator=round(v), denominator=100, value=v, target=target)
        for w, v in zip(windows_of("month", END, len(values)), values, strict=True)
    ]  # fmt: skip
    return of(d, Figures(rows, END))


@pytest.mark.parametrize(
    ("last", "polarity", "says"),
    [
        (79.0, "higher", "usual"),
        (60.0, "higher", "◆ low"),
        (60.0, "lower", "◆ low"),
        (95.0, "higher", "◆ high"),
        (95.0, "neutral", "◆ high"),
    ],
)
def test_it_varies_as_usual_or_unusually_and_better_is_not_said(last, polarity, says) -> None:
    d = replace(ASM02, polarity=polarity)
    assert verdicts.variation(by_month([*STEADY, last], d=d)) == says


# The limits of STEADY are about 75 and 83.
@pytest.mark.parametrize(
    ("target", "polarity", "says"),
    [
        (70.0, "higher", "✓ usually"),
        (79.0, "higher", "~ sometimes"),
        (90.0, "higher", "× usually not"),
        (70.0, "lower", "× usually not"),
        (90.0, "lower", "✓ usually"),
        (90.0, "neutral", ""),
        (None, "higher", ""),
    ],
)
def test_whether_it_reaches_the_target_follows_from_the_limits(target, polarity, says) -> None:
    d = replace(ASM02, polarity=polarity)
    assert verdicts.assurance(by_month(STEADY, target, d)) == says


def test_too_few_points_give_no_verdict() -> None:
    series = by_month(STEADY[:8], 70.0)
    assert (verdicts.variation(series), verdicts.assurance(series)) == ("", "")


def test_a_state_at_a_day_is_judged_by_its_last_twelve_points() -> None:
    rising = [50.0 + n for n in range(24)]
    assert verdicts.variation(by_month(rising, d=CPP05)) == "◆ high"
    assert verdicts.assurance(by_month(rising, 60.0, CPP05)) == "✓ usually"
    assert verdicts.assurance(by_month(rising, 65.0, CPP05)) == "~ sometimes"
    assert verdicts.assurance(by_month(rising, 90.0, CPP05)) == "× usually not"


def test_the_themes_keep_the_order_of_the_report() -> None:
    found = standing.read(council.lookup(), council.context())
    ours = [each for rows in standing.by_theme(found).values() for each in rows]
    assert len(ours) == len(council.DECLARATIONS)


def test_a_new_level_is_judged_by_its_own_points() -> None:
    rising = [*STEADY[:13], *[95.0, 94.0, 96.0, 95.0, 97.0, 95.0, 96.0, 95.0]]
    series = by_month(rising, 90.0)
    assert series.chart.bands[-1].steady_end == 13
    assert verdicts.assurance(series) == "✓ usually"
    assert verdicts.sentence(series) == "It reached its target in each of the last 8 months."
    assert verdicts.variation(series) == "◆ high"


def test_the_verdict_on_the_target_is_said_in_a_sentence() -> None:
    assert verdicts.sentence(by_month(STEADY, 90.0)) == (
        "With its usual ups and downs it does not reach its target."
    )
    assert verdicts.sentence(by_month(STEADY, 79.0)) == (
        "With its usual ups and downs it reaches its target in some months."
    )
    assert verdicts.sentence(by_month(STEADY)) == ""


def test_what_is_unusual_is_named_in_a_line_with_the_side_it_lies_on() -> None:
    months = by_month([*STEADY, 95.0]).rows
    items, table = page([f for f in council.all_figures() if f.window != "month"] + months)
    assert items[3] == (
        "Unusual by its own past: single assessments completed within 45 working days (high)."
    )
    assert cells(table)[ASM02.brief][4] == "◆ high"
