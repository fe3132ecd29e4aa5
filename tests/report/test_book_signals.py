"""What the control chart says: the latest signal, the step it begins from, what people declared."""

from datetime import date

from litmus.base.windows import history as windows_of
from litmus.report.book import outlook, series, signals, trend
from litmus.report.feed import DatedStep, Figure
from litmus.report.lookup import Figures
from report import council

END = council.END
ASM02, CPP05 = council.BY_CODE["ASM02"], council.BY_CODE["CPP05"]
STEADY = [78.0, 80.0, 79.0, 78.0, 80.0, 79.0, 80.0, 78.0, 79.0, 80.0, 78.0, 79.0]


def figures(values: list[float], d=ASM02) -> Figures:
    rows = [
        Figure(indicator=d.code, window="month", window_start=w.start, window_end=w.end,
               numerator=round(v), denominator=100, value=v)
        for w, v in zip(windows_of("month", END, len(values)), values, strict=True)
    ]  # fmt: skip
    return Figures(rows, END)


def of(values: list[float], *steps: DatedStep, d=ASM02) -> series.Series:
    return series.of(d, figures(values, d), steps)


def test_nothing_unusual_is_said_of_a_steady_series():
    assert signals.clause(of(STEADY * 2)) == "by month, nothing unusual"


def test_since_a_step_that_lasted_the_series_is_judged_by_itself():
    over_time = of([60 + (v - 79) for v in STEADY] + STEADY)
    assert signals.clause(over_time) == (
        "by month, nothing unusual since it stepped up in April 2015"
    )
    chart = trend.trend(over_time, over_time.rows[-1])
    assert "Limits begin anew in April 2015, after a step." in chart.alt
    assert "Limits begin anew in April 2015, after a step." in chart.caption
    assert "No signal." in chart.alt
    assert len(trend.limits(over_time)) == 2
    drawn = trend.line(over_time, over_time.rows[-1])
    assert drawn.control.mean > 78 and drawn.earlier[0].mean < 61
    assert drawn.earlier[0].last + 1 == drawn.control.first


def test_a_recent_step_is_said_as_a_new_level():
    over_time = of([*STEADY, 78.0, 80.0, *[60.0, 61.0, 60.0, 62.0, 61.0, 60.0, 61.0, 60.0]])
    assert signals.clause(over_time) == (
        "by month, at a lower level since August 2015, which is unusual"
    )


def test_a_signal_that_is_over_is_said_with_its_time():
    over_time = of([*STEADY, 60.0, *STEADY])
    assert signals.clause(over_time) == (
        "by month, nothing unusual now; the latest signal was March 2015, below the lower limit"
    )
    marked = [n for n, name in enumerate(trend.marks(over_time)) if name]
    assert marked == [12]


def test_only_the_latest_signal_is_marked():
    over_time = of([*STEADY, 60.0, *STEADY, 99.0])
    assert [n for n, name in enumerate(trend.marks(over_time)) if name] == [25]
    chart = trend.trend(over_time, over_time.rows[-1])
    assert "Latest signal: March 2016, above the upper limit." in chart.alt
    assert "Diamonds: the latest signal." in chart.caption


STEP = DatedStep(date(2015, 4, 1), "New duty team", "Split in four.")


def test_a_declared_step_begins_the_limits_and_stands_in_chart_and_words():
    over_time = of(STEADY * 2, STEP)
    assert signals.clause(over_time) == (
        "by month, nothing unusual since “New duty team” (1 April 2015)"
    )
    chart = trend.trend(over_time, over_time.rows[-1])
    assert "Step declared for 1 April 2015: New duty team." in chart.alt
    (drawn,) = trend.line(over_time, over_time.rows[-1]).steps
    points = trend.line(over_time, over_time.rows[-1]).points
    assert (drawn.name, drawn.place) == ("New duty team", points[12].place)


def test_soon_after_a_declared_step_there_are_no_limits_and_it_is_said():
    over_time = of(STEADY * 2, DatedStep(date(2015, 12, 10), "New form", "Other questions."))
    assert signals.clause(over_time) == (
        "too few months for limits since “New form” (10 December 2015)"
    )
    assert trend.line(over_time, over_time.rows[-1]).control is None


def test_a_step_outside_the_chart_is_not_spoken_of():
    for day in (date(2013, 1, 1), date(2017, 1, 1)):
        over_time = of(STEADY * 2, DatedStep(day, "Far", "Away."))
        assert signals.clause(over_time) == "by month, nothing unusual"
        assert over_time.declared == ()


def test_a_state_at_a_day_shows_the_step_too():
    over_time = of(STEADY * 2, STEP, d=CPP05)
    assert over_time.declared == ((12, STEP),)
    assert "New duty team" in trend.trend(over_time, over_time.rows[-1]).alt


def test_forecasts_are_whole_and_the_same_one_is_not_said_twice():
    rows = [40.0, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55]
    found = [
        Figure(indicator="ASM02", window="quarter", window_start=w.start, window_end=w.end,
               numerator=500, denominator=1000, value=v)
        for w, v in zip(windows_of("quarter", END, len(rows)), rows, strict=True)
    ]  # fmt: skip
    text = outlook.outlook(series.quarters(ASM02, Figures(found, END)))
    assert text.startswith(
        "If the past went on: about 56% in April to June 2016 (95% range 56% to 56%) and about 57% "
        "in July to September 2016 (57% to 57%). "
    )
