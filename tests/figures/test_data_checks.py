"""What a figure stands on: missing, fallen or broken, and what is said of the figure then."""

from dataclasses import replace
from datetime import date

import pytest

from figures import small_council
from figures.test_column_sweep import COUNCIL, Extract
from litmus.base.errors import UsageError
from litmus.base.windows import window_ending
from litmus.figures import trust
from litmus.figures.judging import Judgement
from litmus.figures.table import complete
from litmus.indicators import find
from litmus.intake.contracts.quality import QualityReport, TableQuality
from litmus.intake.contracts.supply import Before, Fill, QualityMark, Supply, YearFill

PLANS = "ssd_cp_plans"
COLUMNS = {
    "cppl_cp_plan_id": "plan id",
    "cppl_person_id": "person id",
    "cppl_cp_plan_start_date": "start date",
    "cppl_cp_plan_end_date": "end date",
    "cppl_cp_plan_ola": "plan of another authority",
}


def plans(rows: int, **filled: int) -> Fill:
    """A table of plans whose columns are full, but for these."""
    return Fill("Plans", rows, dict.fromkeys(COLUMNS, rows) | filled, COLUMNS)


def extract(fill: Fill, *marks: QualityMark, table: str = PLANS, **more: object) -> Extract:
    quality = TableQuality(table, "Plans", True, fill.rows, fill.rows)
    return Extract(QualityReport([quality]), Supply({table: fill}, list(marks), **more))


def said(found: Extract, code: str = "CPP01", council=COUNCIL, group: str = "all"):
    obstacle, trusted = trust.of(found, council)
    indicator = find(code)
    window = window_ending(indicator.window, small_council.S)
    return obstacle(indicator, window) or trusted(indicator, window, group)


def mark(column: str, rows: int, rule: str = "unknown_code", **months: dict) -> QualityMark:
    return QualityMark(PLANS, [column], rule, "warning", "It is not known", rows, months)


def test_an_end_date_that_is_empty_throughout_holds_the_figure_with_its_column() -> None:
    status, why = said(extract(plans(40, cppl_cp_plan_end_date=0)))
    assert status == "held for data quality"
    assert why == (
        "the column ssd_cp_plans.cppl_cp_plan_end_date (end date) is empty in all 40 rows: every "
        "child protection plan counts as open"
    )
    # Of four plans it may well be that none has ended.
    assert said(extract(plans(4, cppl_cp_plan_end_date=0)))[0] == "final"
    # Of four closed cases with a reason none has a date: that is wrong whatever their number.
    names = ["cine_referral_date", "cine_person_id", "cine_referral_nfa", "cine_close_reason"]
    need = Fill("Need", 4, dict.fromkeys(names, 4) | {"cine_close_date": 0}, {})
    found = extract(need, table="ssd_cin_episodes")
    assert said(found, "CIN01")[0] == "held for data quality"


def test_a_council_may_say_that_a_column_is_rightly_empty() -> None:
    found = extract(plans(40, cppl_cp_plan_ola=0))
    assert said(found)[0] == "held for data quality"
    right = COUNCIL.model_copy(update={"rightly_empty": ["ssd_cp_plans.cppl_cp_plan_ola"]})
    assert said(found, council=right) == ("final", None)
    wrong = COUNCIL.model_copy(update={"rightly_empty": ["ssd_cp_plans.ola"]})
    with pytest.raises(UsageError, match=r"rightly_empty: no figure reads 'ssd_cp_plans.ola'"):
        said(found, council=wrong)


@pytest.mark.parametrize(
    ("rows", "wrong", "status"),
    [
        (49, 1, "held for data quality"),  # any of fewer than fifty
        (50, 1, "final"),  # 2% is not more than 2%
        (200, 5, "held for data quality"),
        (200, 4, "final"),
    ],
)
def test_a_share_of_broken_cases_holds_a_figure_and_fewer_are_remarked(rows, wrong, status) -> None:
    found = said(extract(plans(rows), mark("cppl_cp_plan_ola", wrong)))
    assert found == (
        status,
        f"It is not known (cppl_cp_plan_ola): {wrong} of {rows} rows of Plans (ssd_cp_plans)",
    )


def test_an_event_is_measured_by_the_rows_of_its_window() -> None:
    # CPP02 counts plans that start in the year to S: 100 of 1,000; three of them are broken: 3%.
    day = "cppl_cp_plan_start_date"
    every = {PLANS: {day: {"2013-05": 900, "2016-01": 100}}}
    broken = mark("cppl_cp_plan_ola", 3, **{day: {"2016-01": 3}})
    found = said(extract(plans(1000), broken, months=every), "CPP02")
    assert found[0] == "held for data quality" and "3 of 100 rows" in found[1]
    long_ago = mark("cppl_cp_plan_ola", 3, **{day: {"2013-05": 3}})
    assert said(extract(plans(1000), long_ago, months=every), "CPP02") == ("final", None)


def test_a_column_filled_much_less_than_in_the_extract_before_holds() -> None:
    before = Before("k", "2016-09-30", {PLANS: 400}, {PLANS: dict.fromkeys(COLUMNS, 300)})
    fallen = extract(plans(400, cppl_cp_plan_end_date=140), before=before)
    assert said(fallen) == (
        "held for data quality",
        "ssd_cp_plans.cppl_cp_plan_end_date (end date) is filled to 35.0%, after 75.0% in the "
        "extract to 2016-09-30",
    )
    usual = extract(plans(400, cppl_cp_plan_end_date=200), before=before)
    assert said(usual) == ("final", None)


def test_a_year_in_which_a_column_is_hardly_filled_holds_the_figures_of_that_year() -> None:
    names = ["cina_assessment_auth_date", "cina_assessment_child_seen", "cina_person_id"]
    full = dict.fromkeys(names, 100)
    years = {str(year): YearFill(100, full) for year in (2013, 2014, 2015)}
    years["2016"] = YearFill(100, full | {"cina_assessment_child_seen": 10})
    filled = dict.fromkeys(names, 400) | {"cina_assessment_child_seen": 310}
    fill = Fill("Assessments", 400, filled, {}, "cina_assessment_start_date", years)
    found = extract(fill, table="ssd_cin_assessments")
    found.report.tables.append(TableQuality("ssd_person", "People", True, 1, 1))
    status, why = said(found, "ASM04")
    assert status == "held for data quality"
    assert "child_seen is, in rows of 2016, filled to 10.0%, after 100.0% in other years" in why
    _, trusted = trust.of(found, COUNCIL)
    earlier = window_ending("quarter", date(2014, 12, 31))
    assert trusted(find("ASM04"), earlier) == ("final", None)


@pytest.mark.parametrize(("reasons", "status"), [(60, "final"), (20, "held for data quality")])
def test_a_reason_for_an_end_is_looked_for_where_there_is_an_end(reasons: int, status: str) -> None:
    # Data to 31 March 2016: of the 200 episodes of care that began in 2015, 190 have ended; of the
    # 200 of 2016 so far 60: their 60 reasons are all there are, 20 would be a third.
    reason, end = "clae_cla_episode_ceased_reason", "clae_cla_episode_ceased_date"
    columns = ("person_id", "cla_id", "cla_episode_id", "cla_episode_start_date")
    full = {f"clae_{name}": 200 for name in columns}
    years = {
        "2015": YearFill(200, full | {reason: 190, end: 190}),
        "2016": YearFill(200, full | {reason: reasons, end: 60}),
    }
    filled = dict.fromkeys(full, 400) | {reason: 190 + reasons, end: 250}
    care = Fill("Care", 400, filled, {}, "clae_cla_episode_start_date", years)
    found = extract(care, table="ssd_cla_episodes")
    found.report.tables.append(TableQuality("ssd_legal_status", "Statuses", True, 1, 1))
    given, why = said(found, "ADO02")
    assert given == status
    assert (why is None) == (status == "final")
    assert not why or f"{reason} is, in rows of 2016, filled to 33.3%, after 100.0%" in why


def test_a_column_of_groups_touches_those_groups_alone() -> None:
    names = ("pers_person_id", "pers_dob", "pers_sex", "pers_ethnicity")
    people = Fill("People", 100, dict.fromkeys(names, 100) | {"pers_ethnicity": 0}, {})
    unknown = QualityMark("ssd_person", ["pers_sex"], "unknown_code", "warning", "Sex unknown", 30)
    found = extract(plans(100), unknown)
    found.supply.tables["ssd_person"] = people
    found.report.tables.append(TableQuality("ssd_person", "People", True, 100, 100))
    assert said(found) == ("final", None)
    assert said(found, group="age_band") == ("final", None)
    assert said(found, group="sex")[0] == "held for data quality"
    # No column for ethnic groups: there are none, and the whole says why.
    indicator = find("CPP01")
    window = window_ending(indicator.window, small_council.S)
    row = {
        "indicator": "CPP01", "window": window.kind, "window_start": window.start,
        "window_end": window.end, "group": "all", "value": 1.0, "numerator": 1,
        "denominator": 1000, "cases": 1, "squares": 1, "reason": None, "excluded": 0,
    }  # fmt: skip
    rows = [{**row, "breakdown": name} for name in ("all", "sex", "ethnic_group")]
    _, trusted = trust.of(found, COUNCIL)

    given = complete(rows, {"CPP01": indicator}, lambda *_: Judgement(), trusted, lambda _: None)
    assert [each["breakdown"] for each in given] == ["all", "sex"]
    assert given[0]["reason"] == (
        "no figures by ethnic group: the column ssd_person.pers_ethnicity is empty in all 100 rows"
    )


def test_more_cases_left_out_as_not_known_than_counted_hold_a_figure() -> None:
    _, trusted = trust.of(extract(plans(100)), COUNCIL)
    left_out = {"aged 18 or over": 500, "date of birth not known": 60}
    row = {"cases": 59, "left_out": left_out}
    assert trusted.unknown(row) == "60 of 119 cases are left out: date of birth not known"
    assert trusted.unknown({**row, "cases": 60}) == ""


def test_an_empty_table_and_rows_set_aside_of_a_small_one_hold() -> None:
    status, why = said(extract(replace(plans(0), filled=dict.fromkeys(COLUMNS, 0))))
    assert (status, why) == ("held for data quality", "Plans (ssd_cp_plans) has no row")
    aside = QualityMark(PLANS, ["cppl_cp_plan_start_date"], "missing", "error", "It is missing", 1)
    found = extract(plans(39), aside)
    found.report.tables[0] = TableQuality(PLANS, "Plans", True, 40, 39, 1)
    status, why = said(found)
    assert status == "held for data quality"
    assert why.startswith("1 of the 40 rows of plans (ssd_cp_plans) had to be set aside")
    assert "cppl_cp_plan_start_date" in why


def test_ends_that_no_longer_keep_pace_with_beginnings_hold_the_figures_of_that_year() -> None:
    # 100 plans begin a year, and as many end; of those of 2016 forty do: 40 is less than half.
    years = {str(year): YearFill(100, dict.fromkeys(COLUMNS, 100)) for year in (2013, 2014, 2016)}
    ends = {"2013": 100, "2014": 100, "2016": 40}
    fill = replace(
        plans(300, cppl_cp_plan_end_date=240),
        day="cppl_cp_plan_start_date",
        years=years,
        dated={"cppl_cp_plan_end_date": ends},
    )
    status, why = said(extract(fill))
    assert status == "held for data quality"
    assert "40 times for 100 that began, after 100 in other years" in why
    usual = replace(fill, dated={"cppl_cp_plan_end_date": ends | {"2016": 60}})
    assert said(extract(usual)) == ("final", None)


def test_a_flag_that_was_always_filled_and_now_has_gaps_holds() -> None:
    # 100% in other years, 79% in 2016: one row in five is no chance.
    years = {"2014": YearFill(100, dict.fromkeys(COLUMNS, 100))}
    for filled, status in ((79, "held for data quality"), (80, "final")):
        now = YearFill(100, dict.fromkeys(COLUMNS, 100) | {"cppl_person_id": filled})
        fill = replace(
            plans(200, cppl_person_id=100 + filled),
            day="cppl_cp_plan_start_date",
            years=years | {"2016": now},
            dated={"cppl_cp_plan_end_date": {"2014": 100, "2016": 100}},
        )
        assert said(extract(fill))[0] == status


def test_a_rate_is_held_where_the_population_jumps_or_is_set_aside() -> None:
    population = QualityMark(
        "ext_population", ["pop_0_17"], "population_jumps", "warning", "It jumps", 1
    )
    found = extract(plans(100), population)
    found.supply.tables["ext_population"] = Fill("Population", 6, {"pop_0_17": 6}, {})
    found.report.tables.append(TableQuality("ext_population", "Population", True, 6, 6))
    assert said(found) == (
        "held for data quality",
        "It jumps (pop_0_17): 1 of 6 rows of Population (ext_population)",
    )
    assert said(found, "CPP02") == ("final", None)
