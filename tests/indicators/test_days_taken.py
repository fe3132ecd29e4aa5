"""The days behind an indicator: the same cases as its figure, those in time its numerator."""

from datetime import date

import pytest

from indicators.worked import Council
from litmus.base.windows import window_ending
from litmus.indicators import EVERY, find
from litmus.indicators.compose_days import days_sql
from litmus.indicators.engine import days_taken

S = "2016-03-31"


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


@pytest.mark.parametrize("code", [code for code, each in EVERY.items() if each.days])
def test_nothing_of_a_single_case_is_asked_for(code: str) -> None:
    sql = days_sql(find(code), window_ending(find(code).window, date.fromisoformat(S)))
    last = sql[sql.rindex("SELECT CASE WHEN d.amount") :]
    assert "COUNT(*)" in last and "GROUP BY" in last and "person" not in last
