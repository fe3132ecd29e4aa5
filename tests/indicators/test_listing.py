"""The list behind a figure: as many rows as the figure says, and the day by which each is due."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from drawing import to_draw
from indicators import due_days
from indicators.any_world import GROUPS, figure, world
from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.base.working_days import working_days
from litmus.indicators import EVERY, Indicator, find
from litmus.indicators.declaration import Events
from litmus.indicators.engine import exact_rows
from litmus.indicators.listing import ListedCase, cases_sql, every, of_side
from litmus.indicators.reads import columns
from litmus.intake.opening import snapshot_of

LISTED = [code for code, each in EVERY.items() if each.listed]
POSTS = {"WFC02", "WFC03"}


def number(row: dict[str, object], indicator: Indicator, side: str) -> int:
    """How many cases a figure says are on one side of it."""
    over, cases = row["numerator"], row["cases"]
    if side == "numerator":
        return over
    if side == "denominator":
        return cases
    return over if indicator.polarity == "lower" else cases - over


def sides(indicator: Indicator) -> list[str]:
    """The sides of which a list and a figure can both be had."""
    if indicator.kind == "percentage" and indicator.polarity != "neutral":
        return ["numerator", "denominator", "outside"]
    return ["numerator", "denominator"] if indicator.kind == "percentage" else [indicator.listed]


def test_every_indicator_of_cases_has_a_list() -> None:
    assert set(EVERY) - set(LISTED) == POSTS


@pytest.mark.slow
@pytest.mark.parametrize("code", LISTED)
def test_a_list_has_as_many_rows_as_its_figure_says(code: str, empty_council: Council) -> None:
    indicator = find(code)
    groups = () if indicator.kind == "median" else GROUPS

    @settings(max_examples=to_draw(5), deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world(code), group=st.sampled_from(groups or [None]))
    def agree(drawn: tuple, group: tuple[str, str] | None) -> None:
        # One group of each council, beside the whole: every indicator's cases are grouped alike.
        s, tables = drawn
        council = empty_council.holding(tables)
        window = window_ending(indicator.window, s)
        for within in dict.fromkeys([None, group]):
            row = figure(council, indicator, window, within)
            cases = every(council.connection, indicator, window, within)
            for side in sides(indicator):
                listed = of_side(cases, indicator, side)
                assert len(listed) == number(row, indicator, side), (within, side)
            left_out = row["left_out"].get(indicator.worklist.not_yet, 0)
            assert sum(case.not_yet for case in cases) == left_out
            if within and cases:
                event("a list of a group")

    agree()


@pytest.mark.slow
@pytest.mark.parametrize("code", due_days.DUE)
def test_due_days_agree_with_the_words_of_the_standard(code: str, empty_council: Council) -> None:
    indicator = find(code)

    @settings(max_examples=to_draw(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world(code))
    def agree(drawn: tuple) -> None:
        s, tables = drawn
        window = window_ending(indicator.window, s)
        cases = every(empty_council.holding(tables).connection, indicator, window)
        found = Counter((case.identifier, case.not_yet, case.due) for case in cases)
        assert found == Counter(due_days.expected(code, tables, s))
        for case in cases:
            if indicator.polarity != "neutral":
                agrees_with_its_figure(case, isinstance(indicator.cases, Events))
            event("outside" if case.outside else "not yet" if case.not_yet else "within")

    agree()


def agrees_with_its_figure(case: ListedCase, happened: bool) -> None:
    """What meets the standard is not over, and what is over does not meet it. What does not meet it
    is overdue, due on the day itself, or was late before."""
    if case.left is None:
        assert not case.not_yet
    elif case.left < 0:
        assert case.outside
    if case.outside:
        assert case.reason
        # What has happened may be outside for a date that cannot be right.
        assert case.overdue or case.due_now or case.earlier or happened
    elif not case.not_yet and case.left is not None:
        assert case.left >= 0
    assert not (case.overdue and case.due_now)
    assert bool(case.rule) == (case.due is not None)


def test_only_indicators_with_a_day_have_one() -> None:
    assert {code for code, each in EVERY.items() if each.worklist.due} == set(due_days.DUE)


@pytest.mark.parametrize("code", LISTED)
def test_a_list_stands_on_what_its_figure_stands_on(code: str) -> None:
    """So that where a figure can be trusted, so can the days and reasons of its list."""
    indicator, worklist = find(code), find(code).worklist
    joined = f"FROM {indicator.cases.rows}{worklist.joins}"
    parts = [part for part in (worklist.due, *worklist.reasons.values()) if part]
    if not parts:
        return
    named = ", ".join(f"({part}) AS c{n}" for n, part in enumerate(parts))
    read = set().union(*columns(f"SELECT {named} {joined}").values())
    ours = {each for each in read if each.startswith(("ssd_", "ext_"))}
    assert {each for each in ours if not each.endswith(".")} <= set(indicator.stands_on)


def test_reasons_end_with_one_that_always_applies() -> None:
    for code in LISTED:
        conditions = list(EVERY[code].worklist.reasons.values())
        assert not conditions or (conditions[-1] == "" and all(conditions[:-1])), code
        if EVERY[code].listed == "outside":
            assert conditions, f"{code} does not say why a case is outside the standard"


def test_what_a_list_shows_of_a_child(council: Council) -> None:
    # Good Friday 25 and Easter Monday 28 March are no working days: 45 working days from 20
    # January end on 24 March, one from 22 January on 29 March itself.
    council.of(
        ssd_person="person_id | pers_dob | sex\nP1 | 2010-05-06 | F\nP2 | 2011-07-08 | M",
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date | assessment_team
        A1            | P1             | 2016-01-20 |           | T1
        A2            | P2             | 2016-01-22 |           |
        A3            | P2             | 2016-01-22 | 2016-03-29 | T1
        """,
        ssd_involvements="""
        involvements_id | professional_id | role_id | team | person_id | start_date | end_date
        I1              | W1              | CW      | T2   | P2        | 2016-01-01 |
        I2              | W2              | CW      | T3   | P1        | 2016-01-01 | 2016-03-29
        """,
    )
    s = window_ending("month", date(2016, 3, 29))
    late, due = every(council.connection, find("ASM03"), s)
    assert (late.identifier, late.worker, late.team) == ("P1", "", "T1")
    assert (late.due, late.left) == (date(2016, 3, 23), -2)
    assert (late.reason, late.overdue) == ("open for more than 45 working days", True)
    assert (due.identifier, due.worker, due.team) == ("P2", "W1", "T2")
    assert (due.due, due.left, due.reason) == (date(2016, 3, 29), 0, "")
    assert working_days(date(2016, 1, 22), due.due) == 45
    assert of_side([late, due], find("ASM03"), "numerator") == [late]


def test_nothing_of_a_child_but_the_identifier_is_asked_for() -> None:
    shown = "case_key, d.shown_as, COALESCE(d.own_worker, a.worker) AS worker, d.team, d.day, d.due"
    for code in LISTED:
        sql = cases_sql(find(code), window_ending("month", date(2016, 3, 31)))
        asked = sql[sql.rindex("\nSELECT") :]
        assert shown in asked and "pers_" not in asked


def test_a_first_visit_that_is_coming_is_listed_though_the_figure_has_it_not(
    council: Council,
) -> None:
    # On the plan since 21 March: 10 working days end on 6 April, over Easter.
    council.of(
        ssd_person="person_id | pers_dob\nP1 | 2010-05-06",
        ssd_cp_plans="cp_plan_id | cppl_person_id | start_date\nC1 | P1 | 2016-03-21",
    )
    s = window_ending("month", date(2016, 3, 31))
    (coming,) = every(council.connection, find("CPP05"), s)
    assert (coming.not_yet, coming.due, coming.left) == (True, date(2016, 4, 6), 4)
    assert not coming.overdue and of_side([coming], find("CPP05"), "outside") == []


@pytest.mark.slow
def test_lists_and_figures_of_the_sample_council_add_up(made: Path) -> None:
    snapshot = snapshot_of("sample", made.parents[1])
    with snapshot.connect() as connection:
        for code in LISTED:
            indicator = find(code)
            window = window_ending(indicator.window, date(2016, 3, 29))
            for within in [None, *([("team", "CIN-1")] if indicator.kind != "median" else [])]:
                (row,) = exact_rows(
                    connection, [indicator], {code: [window]}, grouped={code: []}, within=within
                )
                cases = every(connection, indicator, window, within)
                listed = of_side(cases, indicator, indicator.listed)
                assert len(listed) == number(row, indicator, indicator.listed), (code, within)
