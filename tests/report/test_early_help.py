"""Early help in words and tables, by cluster and by lead agency, from figures made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.windows import Window, history
from litmus.indicators import in_words, select
from litmus.report.bundle import TableCell, Text
from litmus.report.components import Blocks, Statement
from litmus.report.feed import Figure, PeriodSpan
from litmus.report.report import Report
from report import council

END, YEAR_AGO = date(2016, 3, 31), date(2015, 3, 31)
CODES = ["EHA01.1", "EHA01", "EHA01.2", "EHA02", "EHA02.2", "EHA03", "EHA03.3", "EHA03.1"]
DECLARED = tuple(in_words(each) for each in select([*CODES, "EHA02.1"]))
BY_CODE = {each.code: each for each in DECLARED}


def figure(code: str, end: date, numerator: int, denominator: int | None = None,
           group: str = "all", by: str = "all") -> Figure:  # fmt: skip
    declaration = BY_CODE[code]
    kind = "month" if declaration.pattern == "snapshot" else "quarter"
    (window,) = history(kind, end, 1)
    return _figure(code, window, numerator, denominator, group, by)


def _figure(code: str, window: Window, numerator: int, denominator: int | None, group: str,
            by: str) -> Figure:  # fmt: skip
    kind = BY_CODE[code].kind
    values = {"count": float(numerator), "rate": numerator / 8.0,
              "percentage": 100 * numerator / (denominator or 1),
              "mean": numerator / (denominator or 1)}  # fmt: skip
    return Figure(
        indicator=code, window=window.kind, window_start=window.start, window_end=window.end,
        breakdown=by, group=group, numerator=numerator, denominator=denominator,
        value=values[kind], lower=values[kind] * 0.9, upper=values[kind] * 1.1, status="final",
    )  # fmt: skip


# In the quarter 300 episodes began, 240 a year ago; 500 children have open help, 100 of them for
# six months; of 200 that ended 120 did so with needs met. The north has two thirds of what began.
ROWS = [
    figure("EHA01.1", END, 300), figure("EHA01.1", YEAR_AGO, 240),
    figure("EHA01.1", END, 200, None, "North", "cluster"),
    figure("EHA01.1", END, 95, None, "South", "cluster"),
    figure("EHA01.1", END, 5, None, "none", "cluster"),
    figure("EHA02", END, 500, 80_000), figure("EHA02", YEAR_AGO, 400, 80_000),
    figure("EHA02", END, 260, 80_000, "North", "cluster"),
    figure("EHA02", END, 240, 80_000, "South", "cluster"),
    figure("EHA02.1", END, 310),
    figure("EHA02.2", END, 100, 500), figure("EHA02.2", YEAR_AGO, 90, 400),
    figure("EHA02.2", END, 20, 260, "North", "cluster"),
    figure("EHA02.2", END, 80, 240, "South", "cluster"),
    figure("EHA03", END, 120, 200), figure("EHA03", YEAR_AGO, 100, 190),
    figure("EHA03.3", END, 32_000, 200),
    _figure("EHA01.1", history("month", END, 1)[0], 110, None, "all", "all"),
]  # fmt: skip


def report(rows: list[Figure] | None = None, notation: str = "2016Q1", **more) -> Report:
    period = Period.parse(notation)
    context = council.context(
        declarations=DECLARED, beside=("EHA02.1",), period=PeriodSpan.of(period),
        previous=PeriodSpan.of(period.previous()),
        year_before=PeriodSpan.of(period.same_period_last_year()), **more,
    )  # fmt: skip
    return Report(context, ROWS if rows is None else rows, council.quality())


def test_early_help_is_said_in_a_sentence() -> None:
    assert report().early_help.statement().text == (
        "300 episodes of early help began in January to March 2016; 500 children had it on 31 "
        "March 2016, 20.0% of them for six months or longer; 60.0% of what ended did so with needs "
        "met."
    )


def test_every_measure_stands_in_one_table_with_what_became_of_it() -> None:
    blocks, table, *_ = report().early_help.summary()
    assert isinstance(blocks, Blocks) and isinstance(table, TableCell)
    assert list(table.columns) == ["Measure", "January to March 2016", "January to March 2015",
                                   "Since a year ago"]  # fmt: skip
    rows = {row[0]: row[1:] for row in table.words}
    assert rows["Early help started"] == ["300", "240", "higher, up 60"]
    # Of what is open the number stands first, and the change is that of the rate: 12.5 more.
    assert rows["Early help open"] == [
        "500 (62.5 per 10,000)", "400 (50.0 per 10,000)",
        "higher, up 12.5 per 10,000",
    ]  # fmt: skip
    assert rows["Early help open 6 months"][0] == "20.0% (100 of 500)"
    assert rows["Days of early help"][0] == "160.0 (200)"
    assert rows["Families with early help"][0] == "310"
    assert rows["Stepped up to social care"] == ["no figure", "no figure", "no comparison"]
    assert table.sections[0] == "Demand"


def test_a_months_report_has_the_month_beside_the_three() -> None:
    _, table, *_ = report(notation="2016-03").early_help.summary()
    assert isinstance(table, TableCell)
    started = next(row for row in table.words if row[0] == "Early help started")
    assert table.columns[1] == "March 2016" and started[1:3] == ["110", "300"]
    is_open = next(row for row in table.words if row[0] == "Early help open")
    assert is_open[1] == ""


def test_clusters_stand_side_by_side_and_one_that_differs_is_marked() -> None:
    (table,) = report().early_help.clusters()
    assert isinstance(table, TableCell)
    rows = {row[0]: dict(zip(table.columns, row, strict=True)) for row in table.words}
    assert list(rows) == ["North", "South", "Not recorded", "All"]
    assert rows["North"]["Began"] == "200 (66.7%)" and rows["All"]["Began"] == "300"
    assert rows["South"]["Open"] == "240 (48.0%)"
    # 8% of the north's and 33% of the south's children: far more than chance makes.
    assert rows["North"]["Open 6 months or longer"] == "7.7% (260)"
    assert rows["South"]["Open 6 months or longer"] == "33.3% (240) ◆"
    assert rows["Not recorded"]["Open"] == "none"
    assert "more than chance makes" in table.note


def test_a_measure_names_the_clusters() -> None:
    said = " ".join(p.plain() for p in report().early_help.measure("EHA01.1"))
    assert "By cluster: North 200 (66.7%); South 95 (31.7%); Not recorded 5 (1.7%)." in said
    long = " ".join(p.plain() for p in report().early_help.measure("EHA02.2"))
    assert "By cluster, " in long and "33.3% (80 of 240)" in long


def test_a_source_without_clusters_says_so_and_invents_none() -> None:
    rows = [row for row in ROWS if row.breakdown == "all"]
    (said,) = report(rows).early_help.clusters()
    assert isinstance(said, Text) and said.text == "Not in this source: the cluster of early help."
    unknown = [*rows, figure("EHA01.1", END, 300, None, "none", "cluster")]
    assert isinstance(next(iter(report(unknown).early_help.clusters())), Text)


def test_what_the_source_cannot_feed_is_named_and_shows_nothing() -> None:
    gone = [replace(row, value=None, numerator=None, denominator=None,
                    reason="not available from this source: no table")
            for row in ROWS if row.breakdown == "all"]  # fmt: skip
    shown = report(gone).early_help
    assert shown.statement().text == "There are no figures of early help for this period."
    assert list(shown.measure("EHA03")) == []
    assert isinstance(shown.statement(), Statement)


def test_that_workers_are_not_known_is_said_and_a_wrong_measure_refused() -> None:
    assert report().early_help.workload().text.startswith("Not in this source: how many families")
    with pytest.raises(UsageError, match=r"no measure 'EHA3'.*EHA03"):
        report().early_help.measure("EHA3")
