"""The lists of a day: as many rows as the figure says, and what changed since the day before."""

from datetime import date

import pytest

from litmus import figures
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.figures import worklists
from litmus.figures.worklists import counting

DAY = Period.parse("2016-03-30")
# 45 working days from 20 January end on 23 March, from 25 January on 30 March, over Easter.
ASSESSED = """
assessment_id | cina_person_id | start_date | auth_date  | assessment_team
LONG          | P1             | 2016-01-20 |            | T1
DONE          | P2             | 2016-01-20 | 2016-03-30 | T1
NEW           | P3             | 2016-01-22 |            | T2
TODAY         | P4             | 2016-01-25 |            | T1
BEGUN         | P5             | 2016-03-30 |            | T1
"""
# Two workers in one team; W1 has a case in another team as well.
HELD = """
involvements_id | professional_id | role_id | team | person_id | start_date | end_date
I1              | W1              | CW      | T1   | P1        | 2016-01-20 |
I2              | W1              | CW      | T1   | P4        | 2016-01-21 |
I3              | W1              | CW      | T2   | P3        | 2016-01-10 |
I4              | W2              | CW      | T1   | P2        | 2016-01-20 |
I5              | W2              | CW      | T1   | P5        | 2016-03-30 |
"""
IN_NEED = "referral_id | cine_person_id | referral_date | referral_team\n" + "\n".join(
    f"R{n} | P{n} | 2016-01-10 | T1" for n in range(1, 7)
)
PEOPLE = "person_id | pers_dob\n" + "\n".join(f"P{n} | 2010-05-06" for n in range(1, 7))
LISTS = ["ASM03", "WFC01.1", "WFC01.2"]


@pytest.fixture
def snapshot(frozen):
    return frozen(
        ssd_person=PEOPLE,
        ssd_cin_assessments=ASSESSED,
        ssd_involvements=HELD,
        ssd_cin_episodes=IN_NEED,
        ref_team_service="team_id | service | valid_from\nT1 | CIN | 2010-01-01",
    )


def lists_of(snapshot, project, scope: str = "", codes=LISTS, day=DAY) -> worklists.Worklists:
    return worklists.of_period(snapshot, day, codes, project(), Scope.parse(scope))


def children(rows) -> list[str]:
    return [row.identifier for row in rows]


def test_what_is_overdue_new_coming_and_gone(snapshot, project) -> None:
    found = lists_of(snapshot, project).of("ASM03")
    assert children(found.overdue) == ["P1", "P3"]
    assert [row.left for row in found.overdue] == [-3, -1]
    # P3's 45th working day was the 29th: overdue since the 30th, like nobody the day before.
    assert [row.new for row in found.overdue] == [False, True]
    # P4's is on the day itself: not over, and not to come.
    assert children(found.due_now) == ["P4"]
    assert (found.due_now[0].due, found.due_now[0].left) == (date(2016, 3, 30), 0)
    assert found.coming == []
    assert [(row.identifier, row.ended) for row in found.gone] == [("P2", True)]
    assert (found.open, found.opened, found.closed) == (4, 1, 1)


@pytest.mark.slow
def test_list_and_figure_add_up(snapshot, project) -> None:
    for scope in ("", "team:T1", "service:CIN"):
        lists = lists_of(snapshot, project, scope)
        rows = figures.for_report(
            snapshot, DAY, LISTS, project(), scope=Scope.parse(scope), by=[]
        ).rows
        for found in lists.lists:
            (row,) = (
                row
                for row in rows
                if (row["indicator"], row["window"], row["window_end"])
                == (found.code, "day", DAY.end)
            )
            late = found.counted_now + sum(found.late_before.values())
            assert len(found.overdue) + late == row["numerator"], (scope, found.code)


def test_a_team_has_its_own_cases_alone(snapshot, project) -> None:
    found = lists_of(snapshot, project, "team:T2").of("ASM03")
    assert children(found.overdue) == ["P3"]


def test_caseloads_count_all_cases_of_a_worker(snapshot, project) -> None:
    loads = lists_of(snapshot, project, "team:T1").loads
    # W1's case that was allocated last is one of T1; the one of T2 counts, too.
    assert [(load.worker, load.cases, load.before) for load in loads] == [
        ("W1", 3, 3),
        ("W2", 2, 1),
    ]


def test_a_worker_over_the_limit_is_who_has_more_cases_than_it(snapshot, project) -> None:
    local = project(indicators="WFC01.2: {maximum: 2}")
    found = worklists.of_period(snapshot, DAY, LISTS, local)
    assert [row.worker for row in found.of("WFC01.2").overdue] == ["W1"]
    assert found.of("WFC01.2").overdue[0].reason == "more than 2 open cases"
    assert (found.maximum, found.loads[0].cases) == (2, 3)


def test_children_whom_nobody_holds(snapshot, project) -> None:
    (row,) = lists_of(snapshot, project).of("WFC01.1").overdue
    assert (row.identifier, row.worker, row.team) == ("P6", "", "T1")


def test_a_day_without_data_has_no_list_and_no_zero(snapshot, project) -> None:
    found = lists_of(snapshot, project, day=Period.parse("2019-03-29"))
    for each in found.lists:
        assert each.why_not == "the data end on 30 June 2017"
        assert not each.overdue
    assert found.loads_why_not and not found.loads


def test_what_the_source_cannot_feed_has_no_list(snapshot, project) -> None:
    snapshot.provided -= {"ssd_cin_assessments"}
    found = lists_of(snapshot, project).of("ASM03")
    assert found.why_not.startswith("not available from this source")


@pytest.mark.parametrize("scope", ["", "team:T1"])
def test_no_list_is_asked_for_twice(scope, snapshot, project, monkeypatch) -> None:
    asked, every = [], counting.listing.every_in_each

    def noted(connection, indicator, window, within=None):
        asked.append((indicator.code, window, within))
        return every(connection, indicator, window, within)

    monkeypatch.setattr(counting.listing, "every_in_each", noted)
    found = lists_of(snapshot, project, scope)
    assert found.loads and found.of("WFC01.2")
    # The three, and the cases of all workers: each of both days.
    assert len(asked) == len(set(asked)) == 2 * 4


def test_posts_have_no_list(snapshot, project) -> None:
    with pytest.raises(UsageError, match="WFC02 counts posts"):
        lists_of(snapshot, project, codes=["WFC02"])


@pytest.mark.parametrize("code", ["ASM02", "CON01", "LAC02", "CIN03", "WFC01"])
def test_nothing_is_overdue_of_what_has_happened_or_falls_due_on_no_day(
    snapshot, project, code: str
) -> None:
    with pytest.raises(UsageError, match=f"{code} has no open case that falls due on a day"):
        lists_of(snapshot, project, codes=[code])


def test_where_there_is_no_standard_all_cases_are_listed_and_none_is_overdue(
    frozen, project
) -> None:
    snapshot = frozen(
        ssd_person=PEOPLE,
        ssd_early_help_episodes="""
        episode_id | earl_person_id | start_date | end_date
        E1         | P1             | 2015-03-30 |
        E2         | P2             | 2015-03-31 |
        E3         | P3             | 2016-01-10 |
        E4         | P4             | 2016-01-10 | 2016-03-30
        """,
    )
    found = lists_of(snapshot, project, codes=["EHA02"]).of("EHA02")
    assert not found.rated and found.open == 3
    assert {row.identifier: row.reason for row in found.cases} == {
        "P1": "open for a year or longer",
        "P2": "open for six months or longer",
        "P3": "open for less than six months",
    }
    assert not found.overdue and not found.coming and not found.gone and found.closed == 1


def test_of_a_report_that_lists_no_workers_no_caseload_is_told(snapshot, project) -> None:
    found = lists_of(snapshot, project, codes=["ASM03"])
    assert not found.loads and not found.loads_why_not


def test_teams_are_of_the_service_of_that_day(frozen, project) -> None:
    snapshot = frozen(
        ssd_person=PEOPLE,
        ssd_cin_assessments=ASSESSED,
        ref_team_service="""
        team_id | service | valid_from | valid_to
        T1      | DAS     | 2010-01-01 | 2016-03-30
        T1      | CIN     | 2016-03-30 |
        T2      | LAC     | 2010-01-01 | 2016-03-30
        """,
    )
    assert lists_of(snapshot, project, codes=["ASM03"]).services == {"T1": "CIN"}
