"""The engine: every kind of indicator, all windows at once, why a number is what it is."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawing import to_draw
from indicators import worlds, worlds_care, worlds_early, worlds_work
from indicators.worked import LEICESTER, Council
from litmus.base.errors import LitmusError
from litmus.base.windows import Window, history, window_ending
from litmus.indicators import Events, Indicator, StateAt, catalogue, compute, find, why
from litmus.indicators.compose import figures_sql

S = date(2016, 3, 31)
# How to draw a council of an indicator, by its code.
WORLDS = {
    code: module.world(code)
    for module in (worlds, worlds_early, worlds_care, worlds_work)
    for code in module.WORLDS
}
WORDS = {
    "name": "Made up",
    "theme": "Test",
    "services": ("CIN",),
    "unit": "case",
    "polarity": "lower",
    "key_questions": (),
    "numerator": "What is counted",
    "denominator": "Out of what",
    "source": "None",
}


def measure(council: Council, indicator: Indicator, kind: str) -> dict[tuple, tuple]:
    windows = [window_ending(kind, S)]
    table = compute(council.connection, [indicator], {indicator.code: windows}, LEICESTER)
    return {
        (row["breakdown"], row["group"]): (row["numerator"], row["denominator"], row["value"])
        for row in table.to_dict("records")
    }


def test_a_mean_of_days_over_36_months(council: Council) -> None:
    # 36 months to 31 March 2016 begin on 1 April 2013. A1 took 4 working days (Monday to Friday),
    # A2 10 (two weeks); A3 was authorised a day too early. (4 + 10) / 2 = 7.
    mean = Indicator(
        **WORDS,
        code="TEST",
        kind="mean",
        pattern="cohort",
        window="R36M",
        cases=Events(
            rows="""ssd_cin_assessments a
            LEFT JOIN ref_calendar started ON started.day = a.cina_assessment_start_date
            LEFT JOIN ref_calendar done ON done.day = a.cina_assessment_auth_date""",
            on="a.cina_assessment_auth_date",
            person="a.cina_person_id",
            amount="done.working_day - started.working_day",
        ),
    )
    council.of(
        ssd_cin_assessments="""
        assessment_id | cina_person_id | start_date | auth_date
        A1            | P1             | 2014-06-02 | 2014-06-06
        A2            | P2             | 2015-06-01 | 2015-06-15
        A3            | P3             | 2013-03-01 | 2013-03-31
        """
    )
    found = measure(council, mean, "R36M")
    assert found["all", "all"] == (14, 2, 7.0)


def test_a_share_of_full_time_equivalents(council: Council) -> None:
    # At S: 1.0 agency, 1.0 and 0.5 permanent: 1.0 / 2.5 = 40%. Posts have no age, sex or ethnicity.
    share = Indicator(
        **WORDS,
        code="TEST",
        kind="percentage",
        pattern="snapshot at period end",
        window="month",
        breakdowns=("service", "team"),
        cases=StateAt(
            rows="snapshots s JOIN ext_workforce_post w ON w.wfp_as_at = s.day",
            person="w.wfp_professional_id",
            team="w.wfp_team_id",
            numerator="w.wfp_agency_yn = 'Y'",
            amount="w.wfp_fte_in_post",
            weight="w.wfp_fte_in_post",
        ),
    )
    council.of(
        ext_workforce_post="""
        post_id | wfp_as_at  | team_id | fte_in_post | agency_yn
        W1      | 2016-03-31 | T1      | 1.0         | Y
        W2      | 2016-03-31 | T1      | 1.0         | N
        W3      | 2016-03-31 | T2      | 0.5         | N
        W3      | 2016-02-29 | T2      | 0.5         | Y
        """
    )
    assert measure(council, share, "month") == {
        ("all", "all"): (1.0, 2.5, 40.0),
        ("service", "none"): (1.0, 2.5, 40.0),
        ("team", "T1"): (1.0, 2.0, 50.0),
        ("team", "T2"): (0.0, 0.5, 0.0),
    }


def test_a_count_is_the_numerator_alone_and_zero_is_a_count(council: Council) -> None:
    count = Indicator(
        **WORDS,
        code="TEST",
        kind="count",
        pattern="events in period",
        window="month",
        cases=Events(rows="ssd_contacts c", on="c.cont_contact_date", person="c.cont_person_id"),
    )
    assert measure(council, count, "month") == {("all", "all"): (0, None, 0.0)}
    council.of(
        ssd_contacts="""
        contact_id | cont_person_id | contact_date
        C1         | P1             | 2016-03-01
        C2         | P1             | 2016-03-31
        C3         | P1             | 2016-02-29
        """
    )
    assert measure(council, count, "month")["all", "all"] == (2, None, 2.0)


def test_no_population_leaves_the_count_and_no_rate(council: Council) -> None:
    council.of(
        ssd_cin_episodes="referral_id | cine_person_id | referral_date\nR1 | P1 | 2013-05-01"
    )
    row = council.row("REF01", "2014-03-31")
    assert (row["numerator"], row["denominator"], row["value"]) == (1, None, None)
    assert row["reason"] == "no population of mid-2013 or before"


@pytest.mark.slow
@pytest.mark.parametrize("code", catalogue())
def test_every_window_at_once_is_each_alone_with_groups_and_without(
    code: str, empty_council: Council
) -> None:
    # The independent counts (test_reference) hold several windows at once to each by itself, too,
    # and ask by `compute`. So of each council three of the six are asked alone: which, is drawn.
    windows = [*history("month", S, 2), *history("quarter", S, 2), *history("R12M", S, 2)]
    grouped = windows[1:4]
    some = st.lists(st.sampled_from(windows), min_size=3, max_size=3, unique=True)

    @settings(max_examples=to_draw(3), deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def same(data: st.DataObject) -> None:
        _, tables = data.draw(WORLDS[code])
        council = empty_council.holding(tables)
        at_once = council.counted(code, windows)
        for each in data.draw(some):
            assert council.counted(code, [each]) == [row for row in at_once if is_of(row, [each])]
        assert council.counted(code, windows, grouped) == [
            row for row in at_once if row["breakdown"] == "all" or is_of(row, grouped)
        ]

    same()


def is_of(row: dict[str, object], windows: list[Window]) -> bool:
    """Whether a figure is of one of these windows."""
    return (row["window"], row["window_end"]) in {(each.kind, each.end) for each in windows}


@pytest.mark.slow
@pytest.mark.parametrize("code", catalogue())
def test_why_adds_up_to_the_figure(code: str, empty_council: Council) -> None:
    @settings(max_examples=to_draw(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def adds_up(data: st.DataObject) -> None:
        s, tables = data.draw(WORLDS[code])
        council = empty_council.holding(tables)
        indicator = find(code)
        found = why(council.connection, indicator, window_ending(indicator.window, s), LEICESTER)
        row = council.row(code, s.isoformat())
        assert (found.numerator, found.denominator) == (row["numerator"], row["denominator"])
        assert (found.value, found.reason) == (row["value"], row["reason"])
        assert sum(found.excluded.values()) == row["excluded"]
        assert found.rows_in - row["excluded"] == row["cases"]

    adds_up()


def test_why_names_the_reasons(council: Council) -> None:
    council.of(
        ssd_person="pers_person_id | pers_dob\nP1 | 2010-01-01\nP2 | 1998-01-01\nP3 |",
        ssd_cla_episodes="""
        cla_episode_id | clae_person_id | episode_start_date
        E1             | P1             | 2015-01-01
        E2             | P2             | 2015-01-01
        E3             | P3             | 2015-01-01
        """,
    )
    found = why(council.connection, find("LAC01"), window_ending("month", S), LEICESTER)
    assert (found.rows_in, found.numerator, found.denominator) == (3, 1, 83785)
    assert found.excluded == {
        "in a series of short breaks (legal status V3 or V4)": 0,
        "date of birth not known": 1,
        "aged 18 or over": 1,
    }
    assert "FROM snapshots s\n    JOIN ssd_cla_episodes e" in found.sql


def test_a_window_that_is_unavailable_says_so_and_the_others_are_computed(
    council: Council,
) -> None:
    windows = history("month", S, 2)
    table = compute(
        council.connection,
        [find("ASM03")],
        {"ASM03": windows},
        unavailable=lambda _, window: "not yet" if window == windows[1] else None,
    )
    rows = table.set_index("window_end").to_dict("index")
    assert rows[S]["reason"] == "not yet"
    assert rows[S]["numerator"] is None and rows[S]["value"] is None
    assert rows[date(2016, 2, 29)]["numerator"] == 0


def test_an_undeclared_parameter_is_an_error() -> None:
    wrong = Indicator(
        **WORDS,
        code="TEST",
        kind="count",
        pattern="events in period",
        window="month",
        cases=Events(rows="ssd_contacts c", on="c.cont_contact_date", person="c.id", where=":days"),
    )
    with pytest.raises(LitmusError, match="TEST names :days, which is not declared"):
        figures_sql(wrong, [window_ending("month", S)])
