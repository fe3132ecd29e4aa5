"""Figures of a service, a team or a worker group, in months, weeks and days.

Held against the council's own rows by group, and against counts made row by row in plain Python.
"""

from datetime import date, timedelta

import pandas as pd
import pytest

from figures import small_council
from litmus import figures
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.scope import Scope
from litmus.figures import export
from litmus.indicators import EVERY, find

MONTH, WEEK = Period.parse("2016-03"), Period.parse("2016-W12")
S = small_council.S
TEAMS = {"DAS": "T1", "CIN": "T2", "LAC": "T3"}
ROWS = {name: table.to_dicts() for name, table in small_council.tables().items()}
# The small council lies in memory.
CONNECT = lambda snapshot: snapshot.connect()  # noqa: E731
SCOPES = ["service:CIN", "team:T1", "worker_group:AP"]


@pytest.mark.slow
def test_a_scopes_figure_is_the_row_of_its_group_among_the_councils(snapshot, project) -> None:
    by = ["service", "team", "worker_group"]
    whole = export.table(snapshot, MONTH, project(), list(EVERY), by=by, connect=CONNECT)
    for scope in map(Scope.parse, SCOPES):
        ours = export.table(
            snapshot, MONTH, project(), list(EVERY), by=[], scope=scope, connect=CONNECT
        )
        assert set(ours["scope"]) == {str(scope)}
        assert set(ours["indicator"]) == set(EVERY)
        groups = whole[(whole["breakdown"] == scope.kind) & (whole["group"] == scope.group)]
        theirs = {row["indicator"]: row for _, row in groups.iterrows()}
        assert len(theirs) > 15
        for _, row in ours.iterrows():
            held_against(row, scope, theirs.get(row["indicator"]))


def held_against(row, scope: Scope, theirs) -> None:
    """A scope's figure beside the row of the group, where anybody is in it."""
    declared = find(row["indicator"])
    if scope.kind not in declared.groupings:
        assert row["reason"].startswith("not available for a "), declared.code
        assert all(missing(row[name]) for name in ("numerator", "denominator", "value", "status"))
    elif theirs is None:
        assert not row["numerator"], declared.code
    elif declared.kind == "rate":
        assert row["value"] == row["numerator"] == theirs["numerator"], declared.code
        assert missing(row["target"])
        assert "needs the number of children who live in an area" in row["reason"]
    else:
        for name in ("numerator", "denominator", "value", "excluded", "lower", "upper", "status"):
            assert same(row[name], theirs[name]), (declared.code, name)


def missing(value: object) -> bool:
    return bool(pd.isna(value))


def same(one: object, other: object) -> bool:
    return missing(one) == missing(other) and (missing(one) or one == other)


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def had_open_case(child: str, on: date) -> bool:
    """Whether a child had an episode of need that was open at the end of a day."""
    return any(
        day(each["cine_referral_date"]) <= on
        and not (each["cine_close_date"] and day(each["cine_close_date"]) <= on)
        for each in ROWS["ssd_cin_episodes"]
        if each["cine_person_id"] == child
    )


@pytest.mark.parametrize("text", ["team:T1", "service:CIN"])
@pytest.mark.parametrize("period", [MONTH, WEEK])
def test_referrals_of_a_scope_counted_row_by_row(snapshot, project, text, period) -> None:
    # A rate for the council, for a scope the number. The row's own team has been one of the
    # service for years.
    scope = Scope.parse(text)
    team = TEAMS.get(scope.group, scope.group)
    found = figures.for_report(snapshot, period, ["REF01"], project(), scope=scope).table
    for kind in ("R12M", "month", "week"):
        for _, row in found[(found["window"] == kind) & (found["breakdown"] == "all")].iterrows():
            first, last = row["window_start"].date(), row["window_end"].date()
            counted = sum(
                first <= day(each["cine_referral_date"]) <= last
                and each["cine_referral_team"] == team
                for each in ROWS["ssd_cin_episodes"]
            )
            assert row["numerator"] == row["value"] == counted, row["period"]
    kinds = set(found["window"])
    assert kinds >= {"R12M", "week" if period is WEEK else "month"}
    assert ("week" in kinds) == (period is WEEK)
    assert found["numerator"].sum() > 0


@pytest.mark.parametrize("text", ["team:T2", "service:LAC"])
@pytest.mark.parametrize("period", [MONTH, WEEK])
def test_children_with_a_plan_counted_row_by_row(snapshot, project, text, period) -> None:
    # A plan names no team: it is that of the case worker allocated last who is on the day.
    scope = Scope.parse(text)
    team = TEAMS.get(scope.group, scope.group)
    found = figures.for_report(snapshot, period, ["CPP01"], project(), scope=scope)
    (indicator,) = found.indicators
    assert (indicator.kind, indicator.name) == (
        "count", "Children subject of a child protection plan"
    )  # fmt: skip
    table = figures.history(found.table, "CPP01", indicator.window)
    for _, row in table.iterrows():
        s = row["window_end"].date()
        children = {
            plan["cppl_person_id"]
            for plan in ROWS["ssd_cp_plans"]
            if is_open(plan["cppl_cp_plan_start_date"], plan["cppl_cp_plan_end_date"], s)
            and plan["cppl_cp_plan_ola"] != "Y"
        }
        assert row["value"] == sum(team_on(child, s) == team for child in children), s
    assert table["value"].sum() > 0


def is_open(start: str, end: str | None, s: date) -> bool:
    return day(start) <= s and (not end or day(end) > s)


def team_on(child: str, s: date) -> str | None:
    theirs = [
        each
        for each in ROWS["ssd_involvements"]
        if each["invo_person_id"] == child
        and each["invo_professional_role_id"] == "CW"
        and is_open(each["invo_involvement_start_date"], each["invo_involvement_end_date"], s)
    ]
    theirs.sort(key=lambda each: each["invo_involvement_start_date"])
    return theirs[-1]["invo_professional_team"] if theirs else None


def test_a_percentage_of_a_team_in_its_weeks_counted_row_by_row(snapshot, project) -> None:
    targets = (
        'ASM02: {"2015/16": {value: 70, green_at: 70, amber_at: 60, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    benchmarks = (
        "indicator,year,group,value,n,source,status,symbol\n"
        "ASM02,2015/16,ENGLAND,83.4,,B1 2024,revised,\n"
    )
    settings = project(targets=targets, benchmarks=benchmarks)
    found = figures.for_report(snapshot, WEEK, ["ASM02"], settings, scope=Scope("team", "T2"))
    every = figures.history(found.table, "ASM02", "week")
    weeks = every[every["window_end"] > "2015-12-01"]  # not the one of a year ago
    assert (
        len(weeks) == len(every) - 1 == 13
        and str(weeks["window_end"].iloc[-1].date()) == "2016-03-27"
    )
    authorised = [
        (day(each["cina_assessment_start_date"]), day(each["cina_assessment_auth_date"]))
        for each in ROWS["ssd_cin_assessments"]
        if each["cina_assessment_team"] == "T2" and each["cina_assessment_auth_date"]
    ]
    for _, week in weeks.iterrows():
        first, last = week["window_start"].date(), week["window_end"].date()
        assert (last - first, first.weekday()) == (timedelta(days=6), 0)
        assert week["denominator"] == sum(first <= done <= last for _, done in authorised)
    # The council's target holds for a share; beside it stands the council, not England.
    years = figures.history(found.table, "ASM02", "R12M")
    now = years.iloc[-1]
    council = figures.for_report(snapshot, WEEK, ["ASM02"], settings).table
    theirs = figures.history(council, "ASM02", "R12M").iloc[-1]
    assert theirs["benchmark_label"] == "England 2015/16"
    assert (now["target"], now["benchmark_label"]) == (70.0, "the whole council")
    assert now["benchmark"] == theirs["value"]
    assert now["previous"] == years.iloc[-2]["value"]  # the twelve months to the Sunday before
    assert str(years["window_end"].iloc[-2].date()) == "2016-03-20"


def test_a_day_has_its_own_days_and_a_count_no_target_in_them(snapshot, project) -> None:
    targets = (
        'CON01: {"2015/16": {value: 9, green_at: 9, amber_at: 12, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    settings, today = project(targets=targets), Period.parse("2016-03-29")
    found = figures.for_report(snapshot, today, ["CON01"], settings).table
    days = figures.history(found, "CON01", "day")
    assert [str(end.date()) for end in days["window_end"]][::14] == ["2015-03-29", "2016-03-29"]
    for _, row in days.iterrows():
        on = row["window_end"].date()
        counted = sum(
            day(each["cont_contact_date"]) == on
            and not had_open_case(each["cont_person_id"], on - timedelta(days=1))
            for each in ROWS["ssd_contacts"]
        )
        assert row["numerator"] == counted and missing(row["target"])
    assert days["numerator"].sum() > 0
    # A day after the last of the data is not a day without contacts.
    snapshot.data_to = date(2016, 3, 28)
    found = figures.for_report(snapshot, today, ["CON01"], settings).table
    last = figures.history(found, "CON01", "day").iloc[-1]
    assert missing(last["value"]) and last["reason"] == "the data end on 28 March 2016"


def test_a_group_that_the_data_do_not_know_is_refused_with_those_that_there_are(
    snapshot, project
) -> None:
    with pytest.raises(UsageError, match=r"no team 'T9' in the data\. .*Teams: T1, T2, T3"):
        figures.for_report(snapshot, MONTH, ["ASM02"], project(), scope=Scope("team", "T9"))
    with pytest.raises(UsageError, match=r"no service 'ADOPTION' .*CIN, DAS, LAC"):
        export.table(
            snapshot, MONTH, project(), ["ASM02"], scope=Scope("service", "ADOPTION"),
            connect=CONNECT,
        )  # fmt: skip


def test_without_the_table_that_names_services_there_is_no_figure_and_no_nought(
    snapshot, project
) -> None:
    snapshot.provided -= {"ref_team_service"}
    scope = Scope("service", "CIN")
    found = figures.for_report(snapshot, MONTH, ["ASM02"], project(), scope=scope).table
    assert found["numerator"].isna().all()
    assert set(found["reason"]) == {
        "not available for a service: the data has no table ref_team_service"
    }


def test_a_team_has_no_noughts_from_before_it_was_there(snapshot, project) -> None:
    connection = snapshot.council.connection
    connection.execute("UPDATE ref_team_service SET rts_valid_from = DATE '2016-01-20'")
    connection.execute(
        "DELETE FROM ssd_cin_assessments WHERE cina_assessment_auth_date < DATE '2016-02-20'"
    )
    scope = Scope("team", "T2")
    found = figures.for_report(snapshot, MONTH, ["ASM02"], project(), scope=scope).table
    months = figures.history(found, "ASM02", "month").set_index("period")
    assert missing(months.loc["2015-12", "numerator"])
    assert months.loc["2015-12", "reason"] == "there was no such team before 20 January 2016"
    assert months.loc["2016-01", "numerator"] == 0


def test_groups_within_a_team_are_those_of_its_cases(snapshot, project) -> None:
    scope = Scope("team", "T2")
    found = figures.for_report(snapshot, MONTH, ["ASM02"], project(), scope=scope).table
    now = found[(found["window"] == "R12M") & (found["window_end"] == f"{S}")]
    assert set(now["breakdown"]) == {"all", "age_band", "sex", "ethnic_group", "disability"}
    whole = now[now["breakdown"] == "all"].iloc[0]
    assert now[now["breakdown"] == "sex"]["denominator"].sum() == whole["denominator"] > 0


def test_figures_of_a_scope_say_so_in_their_file_and_the_councils_have_no_such_column(
    snapshot, project, tmp_path
) -> None:
    for scope, names in ((Scope("team", "T2"), ["scope"]), (Scope(), [])):
        found = figures.for_report(snapshot, MONTH, ["ASM02"], project(), scope=scope)
        path = figures.write_rows(found.rows, tmp_path / "figures.csv")
        back = figures.read_csv(path)
        assert list(back.columns) == [*figures.COLUMNS, *names]
        assert figures.write_csv(back, tmp_path / "again.csv").read_bytes() == path.read_bytes()
        assert not names or set(back["scope"]) == {"team:T2"}
