"""Sentences are true and plain: each test is a figure and what may be said about it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.periods import Period
from litmus.base.windows import history, window_ending
from litmus.report import sentences, wording
from litmus.report.feed import Figure, PeriodSpan
from litmus.report.lookup import Figures
from report import council


def said(code: str, *rows: Figure, **context) -> str:
    """The paragraph of an indicator whose only figures are `rows`."""
    end = context.get("end", council.END)
    lookup = Figures(rows or council.figures_of(council.BY_CODE[code]), end)
    return sentences.about(council.BY_CODE[code], lookup, council.context())


def now(code: str, numerator: int, denominator: int, **more) -> Figure:
    """This period's headline figure."""
    declaration = council.BY_CODE[code]
    window = history(declaration.window, council.END, 1)[0]
    return council.figure(declaration, window, numerator, denominator, **more)


def test_value_target_comparisons_and_benchmark_in_one_paragraph():
    # 2415 / 3061 = 78.9%; target 85.0 - 78.9 = 6.1; 604 / 765 = 79.0%; 551 / 765 = 72.0%: what is
    # printed subtracts, 79.0 - 72.0 = 7.0; 594 / 765 = 77.6%, + 1.4; England 83.4 - 78.9 = 4.5
    assert said("ASM02") == (
        "79.0% (604 of 765) in January to March 2016; 78.9% (2,415 of 3,061) in the 12 months to "
        "31 March 2016. Target 85.0%: off target (amber), 6.1 points below in the 12 months to 31 "
        "March 2016, 6.0 points below in January to March 2016. Better than in January to March "
        "2015: 72.0% then (up 7.0 points). No clear change from October to December 2015 (77.6%; "
        "up 1.4 points). England 2015/16 was 83.4%; here it was 4.5 points "
        "lower in the 12 months to 31 March 2016."
    )


def test_a_snapshot_is_said_to_be_on_a_day_and_lower_can_be_better():
    # 39 / 468 = 8.3%; 47 / 389 = 12.1%, - 3.8; 31 / 420 = 7.4%, + 0.9
    assert said("ASM03") == (
        "8.3% (39 of 468) at 31 March 2016. Target 10.0%: on target (green), 1.7 points below. "
        "No clear change from 31 March 2015 (7.4%; up 0.9 points). No clear change from 31 "
        "December 2015 (12.1%; down 3.8 points)."
    )


def test_where_neither_way_is_better_nothing_is_called_better_or_worse():
    # 3535 / 83785 x 10,000 = 421.913; England 536.0 - 421.913 = 114.087. Of three months, four
    # times: 884 / 83785 x 40,000 = 422.033, a year before 852 / 82940 x 40,000 = 410.899, + 11.134.
    paragraph = said("REF01")
    assert paragraph.startswith(
        "422.0 per 10,000 (884 in a population of 83,785, annualised) in January to March 2016; "
        "421.9 per 10,000 (3,535 in a population of 83,785) in the 12 months to 31 March 2016. No "
        "clear change from January to March 2015 (410.9; up 11.1 per 10,000). "
    )
    assert paragraph.endswith(
        "England 2015/16 was 536.0 per 10,000; here it was 114.1 per 10,000 lower in the 12 months "
        "to 31 March 2016."
    )
    assert "improvement" not in paragraph and "worse" not in paragraph
    assert "target" not in paragraph


@pytest.mark.parametrize(
    ("numerator", "expected"),
    [
        (850, "on target (green), exactly there"),
        (860, "on target (green), 1.0 point above"),
        (840, "off target (amber), 1.0 point below"),
        (835, "off target (amber), 1.5 points below"),
    ],
)
def test_the_distance_from_the_target(numerator, expected):
    assert f"Target 85.0%: {expected}. " in said("ASM02", now("ASM02", numerator, 1000))


def test_a_miss_too_small_to_print_is_still_a_miss():
    # 84,998 of 100,000 is 84.998%, printed 85.0%
    paragraph = said("ASM02", now("ASM02", 84_998, 100_000))
    assert "Target 85.0%: off target (amber), less than 0.1 points below." in paragraph


def test_without_a_target_the_paragraph_says_so():
    row = now("CPP05", 412, 480, target=None, rag=None)
    assert "85.8% (412 of 480) at 31 March 2016. No target is set." in said("CPP05", row)


def test_off_target_follows_the_rating_and_without_one_the_polarity():
    higher, lower = council.BY_CODE["CPP05"], council.BY_CODE["ASM03"]
    near = now("CPP05", 89, 100, rag="green")  # the council's green may begin below its target
    assert sentences.off_target(higher, near) is False
    assert sentences.off_target(higher, replace(near, rag=None)) is True
    assert sentences.off_target(lower, now("ASM03", 9, 100, rag=None)) is False
    assert sentences.off_target(lower, now("ASM03", 11, 100, rag=None)) is True
    assert sentences.off_target(council.BY_CODE["REF01"], now("REF01", 10, 0, target=9.0)) is None


def test_a_missing_comparison_is_said():
    assert "There is no earlier figure to compare it with." in said("ASM02", now("ASM02", 9, 90))


def quarter(numerator: int, denominator: int, end: date = council.END, **more) -> Figure:
    """The three months of ASM02 that end on a day."""
    window = window_ending("quarter", end)
    return council.figure(council.BY_CODE["ASM02"], window, numerator, denominator, **more)


def test_half_a_comparison_is_said():
    rows = now("ASM02", 800, 1000), quarter(200, 250)
    only_before = said("ASM02", *rows, quarter(180, 250, date(2015, 12, 31)))
    assert "Better than in October to December 2015: 72.0% then (up 8.0 points)." in only_before
    assert "There is no figure in January to March 2015 to compare it with." in only_before
    only_ago = said("ASM02", *rows, quarter(180, 250, date(2015, 3, 31)))
    assert "Better than in January to March 2015: 72.0% then (up 8.0 points)." in only_ago
    assert "There is no figure in October to December 2015 to compare it with." in only_ago


def test_an_annual_report_compares_with_the_year_before_once():
    year = Period.parse("2015/16")
    context = council.context(
        period=PeriodSpan.of(year), previous=PeriodSpan.of(year.previous()),
        year_before=PeriodSpan.of(year.same_period_last_year()),
    )  # fmt: skip
    declaration = council.BY_CODE["ASM02"]
    before = council.figure(declaration, window_ending("R12M", date(2015, 3, 31)), 700, 1000)
    lookup = Figures([now("ASM02", 800, 1000), before], council.END)
    paragraph = sentences.about(declaration, lookup, context)
    assert (
        "Better than in the 12 months to 31 March 2015: 70.0% then (up 10.0 points)." in paragraph
    )
    assert paragraph.count("12 months to 31 March 2015") == 1
    assert "no figure" not in paragraph


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (2000, "No clear change from January to March 2015 (80.0%)."),
        (1975, "No clear change from January to March 2015 (79.0%; up 1.0 point)."),
        (1800, "Better than in January to March 2015: 72.0% then (up 8.0 points)."),
        (2150, "Worse than in January to March 2015: 86.0% then (down 6.0 points)."),
    ],
)
def test_the_change_has_its_verdict_direction_and_size(before, expected):
    rows = quarter(2000, 2500), quarter(before, 2500, date(2015, 3, 31))
    assert expected in said("ASM02", now("ASM02", 80, 100), *rows)


def test_small_numbers_are_said_to_be_small():
    # one of 16 is 6.25 points
    few = said("CLV02", now("CLV02", 9, 16))
    assert "Small numbers: one case more or fewer would move this by 6.3 points." in few
    assert "Small numbers" not in said("CLV02", now("CLV02", 20, 30))
    assert "may well be chance" in said("LAC01", now("LAC01", 9, 0))
    assert "Small numbers" not in said("LAC01", now("LAC01", 10, 0))


def test_nothing_to_measure_is_not_zero():
    row = now("CLV02", 0, 0)
    assert said("CLV02", row) == "No figure at 31 March 2016: there were no cases to measure."


def test_what_a_source_cannot_feed_says_why():
    row = replace(now("ASM02", 0, 0), numerator=None, denominator=None, reason="no assessments.")
    assert said("ASM02", row) == "Not available: no assessments."
    row = replace(row, reason="not available from this source: an SSDA903 return has no plans")
    assert said("ASM02", row) == ("Not available from this source: an SSDA903 return has no plans.")


def test_a_rate_without_a_population_still_says_how_many():
    row = replace(now("LAC01", 641, 0), denominator=None, value=None, reason="no population")
    assert said("LAC01", row) == "641 at 31 March 2016, but no rate: no population."


def test_no_row_at_all_is_said():
    assert "no figure was computed for this period" in said("ASM02", now("REF01", 1, 0))


def test_a_held_figure_is_shown_with_its_warning_and_without_any_claim():
    row = now("ASM02", 80, 100, status="held for data quality", reason="7% of rows set aside")
    assert said("ASM02", row) == (
        "Held for data quality: 7% of rows set aside. It stands at 80.0% (80 of 100) in the 12 "
        "months to 31 March 2016, which should not be used until the data are put right."
    )


def test_a_provisional_figure_and_a_signal_are_said():
    row = now("ASM02", 80, 100, status="provisional", signal="shift above the mean")
    assert "This is provisional: late recording may still change it." in said("ASM02", row)
    assert "more than the usual ups and downs: shift above the mean." in said("ASM02", row)


def test_counts_and_means_are_said_in_their_own_unit():
    contacts = replace(council.BY_CODE["REF01"], kind="count", window="month", denominator="")
    row = replace(now("REF01", 1204, 0), window="month", window_start=date(2016, 3, 1),
                  value=1204.0, benchmark=None)  # fmt: skip
    lookup = Figures([row], council.END)
    assert sentences.about(contacts, lookup, council.context()).startswith("1,204 in March 2016. ")
    caseload = replace(contacts, kind="mean", pattern="snapshot", polarity="lower")
    row = replace(row, numerator=1250, denominator=77.5, value=1250 / 77.5, lower=None, upper=None)
    ago = replace(row, window_start=date(2015, 3, 1), window_end=date(2015, 3, 31),
                  numerator=1240, value=16.0)  # fmt: skip
    lookup = Figures([row, ago], council.END)  # 1250 / 77.5 = 16.129
    assert sentences.about(caseload, lookup, council.context()).startswith(
        "16.1 (1,250 over 77.5) at 31 March 2016. No target is set. Cannot be compared with that "
        "at 31 March 2015 (16.0; up 0.1): it does not count cases, so that chance cannot be told."
    )


FIGURES = st.builds(
    lambda code, over, under, target, previous, benchmark: replace(
        now(code, min(over, under), under), target=target, previous=previous, benchmark=benchmark,
        benchmark_label="England", rag=None,
    ),
    st.sampled_from(sorted(council.BY_CODE)), st.integers(0, 500), st.integers(0, 500),
    st.none() | st.floats(0, 100), st.none() | st.floats(0, 100), st.none() | st.floats(0, 100),
)  # fmt: skip


@given(FIGURES)
@settings(max_examples=60, deadline=None)
def test_whatever_the_figure_the_words_are_words(row):
    paragraph = said(row.indicator, row)
    for slip in ("nan", "None", "-0.0", "inf", "  ", "..", " 0.0 points"):
        assert slip not in paragraph
    assert paragraph.endswith(".")


def test_a_rate_that_its_numerator_alone_does_not_give_is_called_annualised():
    # 3535 / 83785 x 10,000 is 421.9; a state at a day, 518 / 83785 x 10,000 = 61.8, is as it is.
    ref01 = council.BY_CODE["REF01"]
    assert wording.value_and_basis(ref01, now("REF01", 3535, 83785)).endswith("of 83,785)")
    cpp01 = council.BY_CODE["CPP01"]
    assert wording.axis(cpp01, "month") == "Per 10,000 children"
    assert wording.axis(ref01, "quarter") == "Per 10,000 children, annualised"
    quarter = replace(now("REF01", 884, 83785), window="quarter", value=422.03)
    assert wording.value_and_basis(ref01, quarter) == (
        "422.0 (884 in a population of 83,785, annualised)"
    )
    assert wording.cell(ref01, quarter).text == "422.0 (884, annualised)"
