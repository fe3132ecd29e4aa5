"""The table of a report: which windows it has, what stands beside a figure, how far to trust it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from litmus import figures
from litmus.base.council import read_council
from litmus.base.errors import LitmusError, UsageError
from litmus.base.periods import Period
from litmus.base.windows import window_ending
from litmus.figures import trust
from litmus.indicators import find

QUARTER = Period.parse("2016Q1")
S = QUARTER.end

ASSESSMENTS = """
assessment_id | cina_person_id | start_date | auth_date  | assessment_team
A1            | P1             | 2015-11-02 | 2015-12-01 | T1
A2            | P2             | 2015-11-02 | 2015-12-01 | T2
A3            | P3             | 2015-06-01 | 2015-12-01 | T2
A4            | P4             | 2016-02-01 | 2016-02-10 | T1
A5            | P5             | 2015-06-01 | 2016-03-31 | T1
"""


def one(table: pd.DataFrame, **wanted: object) -> pd.Series:
    """The only row with these values."""
    for name, value in wanted.items():
        table = table[table[name] == value]
    assert len(table) == 1, f"{len(table)} rows with {wanted}"
    return table.iloc[0]


def missing(value: object) -> bool:
    return bool(pd.isna(value))


def test_thirteen_months_eight_quarters_and_thirteen_rolling_years(frozen, project) -> None:
    table = figures.for_report(frozen(), QUARTER, ["ASM02", "ASM03"], project()).table
    whole = table[table["breakdown"] == "all"]
    counts = whole.groupby(["indicator", "window"]).size().to_dict()
    assert counts == {
        ("ASM02", "R12M"): 13,
        ("ASM02", "month"): 13,
        ("ASM02", "quarter"): 8,
        # A state at S has no rolling year.
        ("ASM03", "month"): 13,
        ("ASM03", "quarter"): 8,
    }
    assert list(table.columns) == list(figures.COLUMNS)
    months = figures.history(table, "ASM02", "month")
    assert list(months["period"])[:2] == ["2015-03", "2015-04"]
    assert list(months["window_end"])[-1] == pd.Timestamp(S)
    quarters = figures.history(table, "ASM02", "quarter")
    assert list(quarters["period"])[::7] == ["2014Q2", "2016Q1"]


def test_a_figure_and_what_stands_beside_it(frozen, project) -> None:
    # Twelve months to 31 March 2016: A1 (21 working days), A2 (21) and A4 (7) in time, A3 and A5
    # late: 3 of 5 = 60%. To 31 December 2015: A1 and A2 of 3 = 66.7%: 6.7 points less now.
    # Target 70, amber from 60: 60 is amber. Wilson's interval of 3 of 5: 23.1% to 88.2%.
    targets = (
        'ASM02: {"2015/16": {value: 70, green_at: 70, amber_at: 60, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    benchmarks = (
        "indicator,year,group,value,n,source,status,symbol\n"
        "ASM02,2014/15,ENGLAND,81.5,,B1 2024,revised,\n"
        "ASM02,2015/16,ENGLAND,83.4,,B1 2024,revised,\n"
        "ASM02,2016/17,ENGLAND,82.9,,B1 2024,revised,\n"
    )
    settings = project(targets=targets, benchmarks=benchmarks)
    table = figures.for_report(
        frozen(ssd_cin_assessments=ASSESSMENTS), QUARTER, ["ASM02"], settings
    ).table
    row = figures.headline(table, find("ASM02"), S)
    assert (row["numerator"], row["denominator"], row["value"]) == (3, 5, 60.0)
    assert row["lower"] == pytest.approx(23.07, abs=0.005)
    assert row["upper"] == pytest.approx(88.24, abs=0.005)
    assert (row["target"], row["rag"]) == (70.0, "amber")
    assert (row["benchmark"], row["benchmark_label"]) == (83.4, "England 2015/16")
    assert row["previous"] == pytest.approx(200 / 3)
    assert row["change"] == pytest.approx(60 - 200 / 3)
    assert row["status"] == "final"
    assert missing(row["reason"]) and missing(row["signal"])


def test_groups_have_the_target_of_a_percentage_and_no_published_comparison(
    frozen, project
) -> None:
    # T1: A1, A4 of A1, A4, A5 = 66.7%; before: A1 of A1 = 100%. T2: A2 of A2, A3 = 50%, red.
    targets = (
        'ASM02: {"2015/16": {value: 70, green_at: 70, amber_at: 60, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    table = figures.for_report(
        frozen(ssd_cin_assessments=ASSESSMENTS), QUARTER, ["ASM02"], project(targets=targets)
    ).table
    now = table[(table["window"] == "R12M") & (table["window_end"] == pd.Timestamp(S))]
    first, second = (one(now, breakdown="team", group=team) for team in ("T1", "T2"))
    assert (first["numerator"], first["denominator"], first["rag"]) == (2, 3, "amber")
    assert (first["previous"], second["rag"]) == (100.0, "red")
    assert missing(first["benchmark"])


def test_months_are_compared_with_the_quarter_before(frozen, project) -> None:
    # A quarterly report compares February 2016 with November 2015, three months before.
    table = figures.for_report(
        frozen(ssd_cin_assessments=ASSESSMENTS), QUARTER, ["ASM02"], project()
    ).table
    march = one(table, window="month", window_end=pd.Timestamp(S), breakdown="all")
    # March: A5 late, 0 of 1. December: A1 and A2 of 3.
    assert (march["value"], march["previous"]) == (0.0, pytest.approx(200 / 3))
    february = one(table, window="month", period="2016-02", breakdown="all")
    assert february["value"] == 100.0 and missing(february["previous"])


@pytest.mark.parametrize(
    ("period", "ends"),
    [
        ("2016-02", ["2016-01-31", "2015-02-28"]),
        ("2015/16", ["2015-03-31"]),
        ("2016-W12", ["2016-03-20", "2015-03-22"]),
        ("2016-02-29", ["2016-02-28", "2015-02-28"]),
    ],
)
def test_the_period_before_and_a_year_before_are_always_there(
    frozen, project, period: str, ends: list[str]
) -> None:
    asked = Period.parse(period)
    assert str(asked.previous().end) == ends[0]
    assert str(asked.same_period_last_year().end) == ends[-1]
    found = figures.for_report(frozen(), asked, ["ASM02", "LAC01"], project())
    assert [each.code for each in found.indicators] == ["ASM02", "LAC01"]
    for each in found.indicators:
        history = figures.history(found.table, each.code, each.window)
        assert {pd.Timestamp(end) for end in [asked.end, *ends]} <= set(history["window_end"])
        assert not history["window_end"].duplicated().any()


def test_a_rate_has_a_poisson_interval_and_a_population(frozen, project) -> None:
    # Five referrals: exact limits 1.623 and 11.668 events; x 10000 / 83785.
    text = "referral_id | cine_person_id | referral_date\n"
    text += "\n".join(f"R{n} | P{n} | 2015-05-0{n}" for n in range(1, 6))
    table = figures.for_report(frozen(ssd_cin_episodes=text), QUARTER, ["REF01"], project()).table
    row = figures.headline(table, find("REF01"), S)
    assert (row["numerator"], row["denominator"]) == (5, 83785)
    assert row["lower"] == pytest.approx(1.623486 / 8.3785, rel=1e-5)
    assert row["upper"] == pytest.approx(11.668332 / 8.3785, rel=1e-5)
    # May 2015 alone, annualised: the same events x 12, and so are its limits.
    may = one(table, window="month", period="2015-05", breakdown="all")
    assert may["value"] == pytest.approx(12 * row["value"])
    assert may["upper"] == pytest.approx(12 * row["upper"])
    # A percentage of nothing is nothing, a rate of nothing is 0.
    april = one(table, window="month", period="2015-04", breakdown="all")
    assert (april["numerator"], april["value"], april["lower"]) == (0, 0.0, 0.0)


def test_no_denominator_is_no_value(frozen, project) -> None:
    table = figures.for_report(frozen(), QUARTER, ["ASM02"], project()).table
    row = figures.headline(table, find("ASM02"), S)
    assert (row["numerator"], row["denominator"]) == (0, 0)
    assert missing(row["value"]) and missing(row["lower"]) and missing(row["rag"])
    assert row["reason"] == "nothing to measure: the denominator is zero"


def test_what_a_source_cannot_feed_says_why_in_every_window(frozen, project) -> None:
    snapshot = frozen()
    snapshot.provided = {"ssd_person"}
    snapshot.reasons = {"ssd_cin_assessments": "a return is about looked-after children only"}
    table = figures.for_report(snapshot, QUARTER, ["ASM02"], project()).table
    assert set(table["reason"]) == {
        "not available from this source: a return is about looked-after children only"
    }
    for name in ("numerator", "denominator", "value", "lower", "rag", "status", "excluded"):
        assert table[name].isna().all()
    assert len(figures.history(table, "ASM02", "R12M")) == 13


@pytest.mark.parametrize(
    ("data_to", "status", "reason"),
    [
        # 28 days of late recording have passed on 28 April.
        (date(2016, 4, 28), "final", None),
        (date(2016, 4, 27), "provisional", None),
        (date(2016, 3, 31), "provisional", None),
        # Data that end within the last month may lack its end.
        (date(2016, 3, 1), "provisional", "the data end on 1 March 2016"),
    ],
)
def test_a_figure_is_provisional_while_recording_may_be_late(
    frozen, project, data_to: date, status: str, reason: str | None
) -> None:
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    snapshot.data_to = data_to
    row = figures.headline(
        figures.for_report(snapshot, QUARTER, ["ASM02"], project()).table, find("ASM02"), S
    )
    assert row["status"] == status
    assert missing(row["reason"]) if reason is None else row["reason"] == reason


@pytest.mark.parametrize(
    ("data_to", "status", "reason"),
    [
        # Late recording has passed on 28 April, a month to follow what began on 31 March has not.
        (date(2016, 4, 29), "provisional", "what it counts is complete on 30 April 2016"),
        (date(2016, 4, 30), "final", None),
    ],
)
def test_what_follows_a_case_is_waited_for(
    frozen, project, data_to: date, status: str, reason: str | None
) -> None:
    followed = replace(find("ASM02"), follow_up_months=1)
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    snapshot.data_to = data_to
    _, trusted = trust.of(snapshot, read_council(project()))
    assert trusted(followed, window_ending("R12M", S)) == (status, reason)


def test_no_figure_for_a_month_that_the_data_do_not_reach(frozen, project) -> None:
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    snapshot.data_to = date(2016, 2, 29)
    table = figures.for_report(snapshot, QUARTER, ["ASM02"], project()).table
    row = figures.headline(table, find("ASM02"), S)
    assert missing(row["numerator"]) and missing(row["value"])
    assert row["reason"] == "the data end on 29 February 2016"
    assert one(table, window="month", period="2016-02", breakdown="all")["value"] == 100.0


def test_no_figure_for_a_time_before_the_data_begin(frozen, project) -> None:
    # Data from 1 April 2015: the year to 31 March 2016 is whole, the one to 29 February is not.
    # Re-referrals look back another year; a state at S needs no more than the day itself.
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    snapshot.data_from = date(2015, 4, 1)
    table = figures.for_report(
        snapshot, QUARTER, ["ASM02", "REF02", "ASM03", "LAC02"], project()
    ).table
    years = figures.history(table, "ASM02", "R12M")
    assert list(years["denominator"].notna()) == [False] * 12 + [True]
    assert set(years["reason"].dropna()) == {
        "the data begin on 1 April 2015, too late for this figure"
    }
    assert figures.history(table, "REF02", "R12M")["numerator"].isna().all()
    states = figures.history(table, "ASM03", "month")
    assert states["numerator"].notna().all()  # from 31 March 2015 on
    placements = figures.history(table, "LAC02", "month")
    assert list(placements["numerator"].notna()) == [False] * 12 + [True]


def test_a_figure_is_held_when_too_many_rows_were_set_aside(frozen, project) -> None:
    # The council's limit is 5%: 51 of 1000 rows are more, 50 are not.
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    held = snapshot.with_faults("ssd_cin_assessments", 1000, 51)
    row = figures.headline(
        figures.for_report(held, QUARTER, ["ASM02"], project()).table, find("ASM02"), S
    )
    assert (row["value"], row["status"]) == (60.0, "held for data quality")
    assert row["reason"] == (
        "more than 5% of the rows of ssd_cin_assessments (ssd_cin_assessments) had to be set aside"
    )
    fine = snapshot.with_faults("ssd_cin_assessments", 1000, 50)
    row = figures.headline(
        figures.for_report(fine, QUARTER, ["ASM02"], project()).table, find("ASM02"), S
    )
    assert row["status"] == "final"


def test_the_sample_councils_targets_are_not_laid_beside_other_data(frozen, project) -> None:
    targets = (
        'ASM02: {"2015/16": {value: 70, green_at: 70, amber_at: 60, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    council = "name: Sample City\nsample: true\nla_code: SAMPLE\nsource: sample\n"
    settings = project(targets=targets, council=council)
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    for kind, rag in (("ssd", None), ("sample", "amber")):
        snapshot.kind = kind
        table = figures.for_report(snapshot, QUARTER, ["ASM02"], settings).table
        row = figures.headline(table, find("ASM02"), S)
        assert missing(row["rag"]) if rag is None else row["rag"] == rag


def test_the_headlines_of_several_are_each_ones_headline(frozen, project) -> None:
    reported = figures.for_report(frozen(), QUARTER, ["ASM02", "ASM03"], project())
    asked = [find("ASM02"), find("ASM03")]
    found = figures.headlines(reported.rows, asked, S)
    for each in asked:
        one = figures.headline(reported.table, each, S)
        for name, value in one.items():
            expected = value.date() if name.startswith("window_") else value
            assert found[each.code][name] == (None if missing(value) else expected)
    with pytest.raises(LitmusError, match="no figure of LAC01"):
        figures.headlines(reported.rows, [find("LAC01")], S)


def test_an_unknown_indicator_or_target_is_a_usage_error(frozen, project) -> None:
    with pytest.raises(UsageError, match="no indicator 'ASM99'"):
        figures.for_report(frozen(), QUARTER, ["ASM99"], project())
    targets = (
        'ASM20: {"2015/16": {value: 1, green_at: 1, amber_at: 1, approved_by: A, '
        "approved_on: 2015-03-01}}"
    )
    with pytest.raises(UsageError, match=r"params/targets.yml: .*no indicator 'ASM20'.*ASM02"):
        figures.for_report(frozen(), QUARTER, ["ASM02"], project(targets=targets))


def test_a_setting_changes_the_figure(frozen, project) -> None:
    # Seen on 14 March: 11 working days before 31 March 2016. Out of 10, within 15.
    tables = {
        "ssd_person": "pers_person_id | pers_dob\nP1 | 2010-01-01",
        "ssd_cp_plans": "cp_plan_id | cppl_person_id | start_date\nC1 | P1 | 2015-01-01",
        "ssd_cp_visits": (
            "cp_visit_id | cppv_person_id | visit_date | visit_seen\nV1 | P1 | 2016-03-14 | Y"
        ),
    }
    for local, value in (("{}", 0.0), ("CPP05: {days: 15}", 100.0)):
        table = figures.for_report(
            frozen(**tables), QUARTER, ["CPP05"], project(indicators=local)
        ).table
        assert figures.headline(table, find("CPP05"), S)["value"] == value


def test_why_gives_the_headline_figure_or_the_obstacle(frozen, project) -> None:
    snapshot = frozen(ssd_cin_assessments=ASSESSMENTS)
    found, obstacle = figures.why(snapshot, QUARTER, "asm02", project())
    assert (found.numerator, found.denominator, obstacle) == (3, 5, None)
    snapshot.provided = set()
    found, obstacle = figures.why(snapshot, QUARTER, "ASM02", project())
    assert found is None
    assert obstacle == ("not available from this source: the data has no table ssd_cin_assessments")


def test_a_month_far_out_of_line_is_a_signal(frozen, project) -> None:
    # Ten assessments a month, all in time, or all but one every second month: 100% and 90% in
    # turn. In March 2016 all ten are late. The mean is 87.7%; ranges are 10 but for the last,
    # which is screened, so that the limits are 87.7 plus or minus 26.6: 0% is below. The twelve
    # months before it all lie above the mean.
    text = "assessment_id | cina_person_id | start_date | auth_date"
    for month, end in enumerate(pd.date_range("2015-03-31", periods=13, freq="ME")):
        late = 10 if month == 12 else month % 2
        for n in range(10):
            start = "2014-01-06" if n < late else f"{end:%Y-%m}-02"
            text += f"\nA{month}-{n} | P{n} | {start} | {end:%Y-%m}-20"
    table = figures.for_report(
        frozen(ssd_cin_assessments=text), QUARTER, ["ASM02"], project()
    ).table
    march = one(table, window="month", period="2016-03", breakdown="all")
    assert (march["value"], march["signal"]) == (0.0, "below the lower limit")
    february = one(table, window="month", period="2016-02", breakdown="all")
    assert february["signal"] == "shift above the mean"
    # Rolling years share their events: there are no signals in them.
    assert figures.history(table, "ASM02", "R12M")["signal"].isna().all()


def test_headline_of_another_day_is_an_error(frozen, project) -> None:
    table = figures.for_report(frozen(), QUARTER, ["ASM02"], project()).table
    with pytest.raises(LitmusError, match="no figure of ASM02 for the window ending 2016-03-30"):
        figures.headline(table, find("ASM02"), date(2016, 3, 30))
