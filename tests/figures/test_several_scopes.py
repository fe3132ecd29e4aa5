"""Figures of many scopes at once are those of each scope by itself; which scopes there were."""

import pytest

from litmus import figures
from litmus.base.errors import UsageError
from litmus.base.history import History
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.figures import scoped, worklists
from litmus.indicators import EVERY

MONTH, WEEK = Period.parse("2016-03"), Period.parse("2016-W12")
ALL = ["council", "team:T1", "team:T2", "team:T3", "service:CIN", "service:LAC", "worker_group:SW"]
SCOPES = [Scope.parse(text) for text in ALL]
# Every indicator in one of the two: how scopes are told apart does not depend on the period.
PERIODS = [(MONTH, list(EVERY)[::2]), (WEEK, list(EVERY)[1::2])]


@pytest.mark.slow
@pytest.mark.parametrize(("period", "codes"), PERIODS, ids=["month", "week"])
def test_figures_of_many_scopes_are_those_of_each_alone(snapshot, project, period, codes) -> None:
    asked = (snapshot, period, codes, project())
    reach = History(months=2, quarters=1)
    by = ["service", "team", "sex"]
    together = figures.for_scopes(*asked, SCOPES, reach, by=by)
    assert set(together) == set(SCOPES)
    for scope in SCOPES:
        alone = figures.for_report(*asked, reach, scope=scope, by=by)
        assert repr(together[scope]) == repr(alone), scope
    assert any(row["numerator"] for row in together[SCOPES[1]].rows)


def test_a_team_that_the_data_do_not_know_is_refused_among_others(snapshot, project) -> None:
    scopes = [Scope.parse("team:T1"), Scope.parse("team:T99")]
    with pytest.raises(UsageError, match="There is no team 'T99' in the data"):
        figures.for_scopes(snapshot, MONTH, ["REF01"], project(), scopes)


TEAMS = """
team_id | service | valid_from | valid_to
T1      | CIN     | 2010-01-01 |
T2      | CIN     | 2010-01-01 | 2016-03-01
T3      | LAC     | 2016-04-01 |
T4      | LAC     | 2010-01-01 | 2016-03-31
T4      | CIN     | 2016-03-31 |
"""
CASES = """
involvements_id | professional_team | person_id | involvement_start_date | involvement_end_date
I1              | T8                | P1        | 2016-03-31             |
I2              | T9                | P1        | 2015-01-01             | 2016-03-01
I3              |                   | P1        | 2015-01-01             |
"""


def test_the_teams_at_work_in_a_month_are_those_listed_then_or_with_a_case(frozen) -> None:
    found = frozen(ref_team_service=TEAMS, ssd_involvements=CASES)
    with found.connect() as connection:
        teams = scoped.at_work(connection, found.provided, "team", MONTH)
        services = scoped.at_work(connection, found.provided, "service", MONTH)
        none = scoped.at_work(connection, set(), "team", MONTH)
    assert (teams, services, none) == (["T1", "T4", "T8"], ["CIN", "LAC"], [])


@pytest.mark.slow
def test_lists_of_many_scopes_are_those_of_each_alone(snapshot, project) -> None:
    day = Period.parse("2016-03-29")
    codes = ["ASM03", "CIN02", "CPP05", "WFC01.1", "WFC01.2"]
    together = worklists.for_scopes(snapshot, day, codes, project(), SCOPES)
    for scope in SCOPES:
        alone = worklists.of_period(snapshot, day, codes, project(), scope)
        assert repr(together[scope]) == repr(alone), scope
    assert any(each.open for each in together[SCOPES[2]].lists)
