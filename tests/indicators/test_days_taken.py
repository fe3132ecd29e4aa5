"""The days behind an indicator: the same cases as its figure, those in time its numerator."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings

from drawing import to_draw
from indicators.any_world import GROUPS, figure, world
from indicators.worked import Council
from litmus.base.errors import LitmusError
from litmus.base.windows import window_ending
from litmus.figures.days import taken as in_bands
from litmus.indicators import EVERY, find
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS
from litmus.indicators.compose_days import days_sql
from litmus.indicators.engine import days_taken, exact_rows
from litmus.indicators.reads import columns
from litmus.intake.opening import snapshot_of

S = "2016-03-31"
TIMED = [code for code, each in EVERY.items() if each.days]


def took(council: Council, code: str, window: str, within=None) -> dict[int | None, int]:
    span = window_ending(window, date.fromisoformat(S))
    return days_taken(council.connection, find(code), span, within).get(within, {})


def agrees(council: Council, code: str, window: str) -> None:
    """Within the limit are as many as the numerator has, and all are as many as the denominator."""
    indicator = find(code)
    found = took(council, code, window)
    limit = indicator.days.limit_with(indicator.parameters)
    in_time = sum(n for days, n in found.items() if days is not None and days <= limit)
    assert (in_time, sum(found.values())) == council.figure(code, S, window)


def test_assessments_by_working_days_and_one_whose_start_is_not_known(council: Council) -> None:
    # Monday 4 January to Monday 11 January 2016 are five working days
    council.of(
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date
        A1            | P1             | 2016-01-04 | 2016-01-11
        A2            | P2             | 2016-01-04 | 2016-01-11
        A3            | P3             | 2015-06-01 | 2016-02-01
        A4            | P4             |            | 2016-02-01
        A5            | P5             | 2016-02-09 | 2016-02-01
        A6            | P6             | 2015-12-01 | 2015-12-31
        """
    )
    found = took(council, "ASM02", "quarter")
    assert (found[5], found[None], len(found)) == (2, 2, 3)
    agrees(council, "ASM02", "quarter")


def test_a_conference_of_two_enquiries_counts_once_with_the_shorter(council: Council) -> None:
    council.of(
        ssd_initial_cp_conference="""
        icpc_id | icpc_s47_enquiry_id | icpc_person_id | icpc_date  | transfer_in
        C1      | E1                  | P1             | 2016-02-08 |
        C2      |                     | P2             | 2016-02-08 |
        C3      |                     | P3             | 2016-02-08 | Y
        """,
        ssd_s47_enquiry="""
        s47_enquiry_id | s47e_person_id | s47_start_date
        E1             | P1             | 2016-01-04
        E1             | P1             | 2016-02-01
        """,
    )
    assert took(council, "ICP01", "quarter") == {5: 1, None: 1}
    agrees(council, "ICP01", "quarter")


def test_days_since_the_last_visit_of_the_plan_however_long_ago(council: Council) -> None:
    # P1 was seen on 29 March (2 working days before S), P2 in January, P3 before its plan began
    council.of(
        ssd_person="""
        person_id | pers_dob
        P1        | 2010-01-01
        P2        | 2010-01-01
        P3        | 2010-01-01
        """,
        ssd_cp_plans="""
        plan_id | cppl_person_id | plan_start_date
        L1      | P1             | 2015-10-01
        L2      | P2             | 2015-10-01
        L3      | P3             | 2016-02-01
        """,
        ssd_cp_visits="""
        visit_id | cppv_person_id | visit_date | visit_seen
        V1       | P1             | 2016-03-01 | Y
        V2       | P1             | 2016-03-29 | Y
        V3       | P1             | 2016-03-31 | N
        V4       | P2             | 2016-01-04 | Y
        V5       | P3             | 2016-01-04 | Y
        """,
    )
    found = took(council, "CPP05", "month")
    assert found[2] == 1 and found[None] == 1
    assert [days for days in found if days is not None and days > 10]
    agrees(council, "CPP05", "month")


@pytest.mark.slow
@pytest.mark.parametrize("code", TIMED)
def test_days_are_of_the_cases_of_the_figure(code: str, empty_council: Council) -> None:
    indicator = find(code)
    limit = indicator.days.limit_with(indicator.parameters)

    @settings(max_examples=to_draw(25), deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=world(code))
    def agree(drawn: tuple) -> None:
        s, tables = drawn
        council = empty_council.holding(tables)
        window = window_ending(indicator.window, s)
        for within in (None, *GROUPS):
            row = figure(council, indicator, window, within)
            counts = days_taken(council.connection, indicator, window, within)
            found = in_bands(window, counts.get(within, {}), limit)
            assert found.in_time == row["numerator"], within
            assert found.in_time + found.late + found.unknown == row["denominator"], within
            event(f"late: {found.late > 0}, not known: {found.unknown > 0}")

    agree()


@pytest.mark.slow
def test_days_and_figures_of_the_sample_council_add_up(made: Path) -> None:
    counted = {}
    with snapshot_of("sample", made.parents[1]).connect() as connection:
        for code in TIMED:
            window = window_ending(find(code).window, date.fromisoformat(S))
            asked = {code: [window]}
            (row,) = exact_rows(connection, [find(code)], asked, grouped={code: []})
            found = days_taken(connection, find(code), window).get(None, {})
            counted[code] = sum(found.values())
            assert counted[code] == row["denominator"], code
    assert counted["CPP05"] == 496 and counted["CIN02"] == 799


@pytest.mark.parametrize("code", DRILLDOWNS)
def test_a_drill_down_has_not_the_days_of_its_indicator(code: str) -> None:
    with pytest.raises(LitmusError, match="declares no days"):
        days_sql(find(code), window_ending("month", date.fromisoformat(S)))


@pytest.mark.parametrize("code", TIMED)
def test_days_stand_on_what_the_figure_stands_on(code: str) -> None:
    """So that where a figure can be trusted, so can its days."""
    indicator = find(code)
    rows = f"{indicator.cases.rows}{indicator.days.joins}"
    read = set().union(*columns(f"SELECT ({indicator.days.sql}) AS days FROM {rows}").values())
    ours = {each for each in read if each.startswith(("ssd_", "ext_")) and not each.endswith(".")}
    assert ours <= set(indicator.stands_on)


@pytest.mark.parametrize("code", TIMED)
def test_nothing_of_a_single_case_is_asked_for(code: str) -> None:
    sql = days_sql(find(code), window_ending(find(code).window, date.fromisoformat(S)))
    last = sql[sql.rindex("SELECT CASE WHEN d.amount") :]
    assert "COUNT(*)" in last and "GROUP BY" in last and "person" not in last
