"""From published files to one comparison figure a line."""

from decimal import Decimal
from pathlib import Path

import pytest

from figures.benchmarks.published import (
    EAST,
    NEIGHBOURS,
    WEST,
    council,
    england,
    ours,
    publish,
    region,
)
from litmus.base.errors import LitmusError, UsageError
from litmus.figures.benchmarks import Row, build, missing_indicators, update

RATE = ["Referrals_rate"]


def built(folder: Path, indicator: str) -> dict[tuple[str, str], Row]:
    rows = build(folder, "856", NEIGHBOURS)
    return {(row.year, row.group): row for row in rows if row.indicator == indicator}


def test_england_the_own_region_and_the_neighbours_are_taken(tmp_path: Path):
    publish(
        tmp_path / "referrals.csv",
        RATE,
        england("2016", "536"),
        region("2016", WEST, "600"),
        region("2016", EAST, "592.1"),
        ours("2016", "421.9"),
        council("2016", "1", "500"),
        council("2016", "2", "600.1"),
        council("2016", "3", "700.4"),
        council("2016", "4", "9999"),  # nobody's neighbour
    )
    assert built(tmp_path, "REF01") == {
        ("2015/16", "ENGLAND"): Row(
            "REF01", "2015/16", "ENGLAND", Decimal(536), None, "B1 2016", "published"
        ),
        ("2015/16", "EAST_MIDLANDS"): Row(
            "REF01", "2015/16", "EAST_MIDLANDS", Decimal("592.1"), None, "B1 2016", "published"
        ),
        # (500 + 600.1 + 700.4) / 3 = 600.166...
        ("2015/16", "STAT_NEIGHBOURS"): Row(
            "REF01",
            "2015/16",
            "STAT_NEIGHBOURS",
            Decimal("600.2"),
            3,
            "B1 2016; SN 2021-04",
            "derived",
        ),
    }


def test_a_suppressed_neighbour_is_left_out_and_the_mean_says_of_how_many(tmp_path: Path):
    publish(
        tmp_path / "referrals.csv",
        ["No_Further_Action_percent"],
        england("2016", "9.9"),
        ours("2016", "13.1"),
        council("2016", "1", "c"),
        council("2016", "2", "5.0"),
        council("2016", "3", "5.1"),
    )
    mean = built(tmp_path, "REF03")["2015/16", "STAT_NEIGHBOURS"]
    # (5.0 + 5.1) / 2 = 5.05, halves go up; never a mean with 0 for the suppressed one
    assert (mean.value, mean.n, mean.symbol) == (Decimal("5.1"), 2, "")


@pytest.mark.parametrize(
    ("second", "symbol"), [("c", "c"), ("u", "c u"), ("k", "c k"), ("LOW", "c low")]
)
def test_no_mean_where_several_neighbours_have_no_figure(tmp_path: Path, second, symbol):
    publish(
        tmp_path / "referrals.csv",
        ["No_Further_Action_percent"],
        ours("2016", "13.1"),
        council("2016", "1", "c"),
        council("2016", "2", second),
        council("2016", "3", "5.1"),
    )
    mean = built(tmp_path, "REF03")["2015/16", "STAT_NEIGHBOURS"]
    assert (mean.value, mean.n, mean.symbol) == (None, 1, symbol)


def test_a_symbol_for_england_is_kept_beside_no_value(tmp_path: Path):
    publish(tmp_path / "a.csv", RATE, england("2016", "x"), ours("2016", "421.9"))
    row = built(tmp_path, "REF01")["2015/16", "ENGLAND"]
    assert (row.value, row.symbol) == (None, "x")
    assert row.fields == ["REF01", "2015/16", "ENGLAND", "", "", "B1 2016", "published", "x"]


def test_a_share_is_worked_out_from_counts_and_not_where_one_is_suppressed(tmp_path: Path):
    publish(
        tmp_path / "conferences.csv",
        ["ICPC", "Duration_0-10_days", "Duration_11-15_days"],
        england("2016", "73050", "14020", "41980"),  # 56000 / 73050 = 76.66 %
        region("2016", EAST, "100", "c", "50"),
        ours("2016", "0", "0", "0"),
    )
    rows = built(tmp_path, "ICP01")
    assert rows["2015/16", "ENGLAND"].value == Decimal("76.7")
    assert rows["2015/16", "ENGLAND"].status == "derived"
    assert rows["2015/16", "EAST_MIDLANDS"].value is None
    assert rows["2015/16", "EAST_MIDLANDS"].symbol == "c"


def test_the_latest_release_holds_and_says_which_years_it_restated(tmp_path: Path):
    publish(tmp_path / "z_2016.csv", RATE, england("2016", "532.2"), ours("2016", "420"))
    publish(
        tmp_path / "a_2017.csv",
        RATE,
        england("2016", "536"),
        england("2017", "553.6"),
        ours("2017", "430"),
    )
    rows = built(tmp_path, "REF01")
    found = {
        year: (rows[year, "ENGLAND"].value, rows[year, "ENGLAND"].status)
        for year in ("2015/16", "2016/17")
    }
    assert found == {
        "2015/16": (Decimal(536), "revised"),
        "2016/17": (Decimal("553.6"), "published"),
    }
    assert rows["2015/16", "ENGLAND"].source == "B1 2017"


def test_years_of_six_digits_capitals_and_files_without_a_mark(tmp_path: Path):
    publish(
        tmp_path / "a.csv",
        ["REFERRALS_RATE"],
        england("201516", "536"),
        ours("201516", "421.9"),
        bom=False,
    )
    assert ("2015/16", "ENGLAND") in built(tmp_path, "REF01")


def test_rows_about_something_else_are_left_out(tmp_path: Path):
    held = "Children looked after on 31 March each year"
    publish(
        tmp_path / "care.csv",
        ["population_type", "rate_per_10000"],
        england("2021", "Children starting to be looked after each year", "24"),
        england("2021", held, "69"),
        ours("2021", held, "80"),
    )
    assert built(tmp_path, "LAC01")["2020/21", "ENGLAND"].value == 69


def test_assessments_are_not_compared_before_all_councils_had_the_single_one(tmp_path: Path):
    publish(
        tmp_path / "a.csv",
        ["Assessments_completed_rate"],
        england("2014", "152.8"),
        england("2015", "477.5"),
        ours("2015", "400"),
    )
    years = {year for year, _ in built(tmp_path, "ASM01")}
    assert years == {"2014/15"}


def test_figures_at_second_hand_complete_the_list(tmp_path: Path):
    publish(tmp_path / "a.csv", RATE, england("2016", "536"), ours("2016", "421.9"))
    row = built(tmp_path, "ADO02")["2015/16", "ENGLAND"]
    assert (row.value, row.source) == (15, "B3")


def test_indicators_without_a_file_are_named(tmp_path: Path):
    publish(tmp_path / "a.csv", RATE, england("2016", "536"), ours("2016", "421.9"))
    missing = missing_indicators(build(tmp_path, "856", NEIGHBOURS))
    assert "REF01" not in missing
    assert {"REF02", "LAC01"} <= set(missing)  # LAC01 at second hand is no file


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (
            [england("2016", "1,2"), ours("2016", "1")],
            "a.csv, row 2: found 12 fields, expected 11",
        ),
        (
            [england("2016", "n/a"), ours("2016", "1")],
            "a.csv, row 2, column Referrals_rate: found 'n/a', expected a number or one of the",
        ),
        (
            [england("2016", "1"), ours("2016", "-3")],
            "a.csv, row 3, column Referrals_rate: found '-3', expected 0 or more for REF01",
        ),
        (
            [england("Spring", "1"), ours("2016", "1")],
            "a.csv, row 2, column time_period: found 'Spring', expected a year such as 2016",
        ),
        (
            [england("201517", "1"), ours("2016", "1")],
            "column time_period: found '201517'",
        ),
        (
            [["201516", "Academic year", *england("2016", "1")[2:]], ours("2016", "1")],
            "row 2, column time_identifier: found 'Academic year', expected Reporting year",
        ),
        (
            [england("2016", "1"), england("2016", "1"), ours("2016", "1")],
            "a.csv, row 3, column Referrals_rate: found another figure for the place and year of "
            "a.csv, row 2",
        ),
        (
            [england("2016", "1"), council("2016", "857", "1")],
            "a.csv, column old_la_code: no row for '856' (REF01), expected the three digits",
        ),
        (
            [council("2016", "856", "1", of=("W92000004", "Wales"))],
            "row 2, column region_name: found 'Wales', expected the name of an English region",
        ),
    ],
)
def test_a_wrong_file_says_where_what_and_what_was_expected(tmp_path: Path, rows, says):
    publish(tmp_path / "a.csv", RATE, *rows)
    with pytest.raises(LitmusError) as error:
        build(tmp_path, "856", NEIGHBOURS)
    assert says in str(error.value)


def test_a_percentage_over_100_is_refused(tmp_path: Path):
    columns = ["ICPC", "Duration_0-10_days", "Duration_11-15_days"]
    publish(tmp_path / "a.csv", columns, england("2016", "10", "6", "5"))
    with pytest.raises(LitmusError, match=r"row 2, column ICPC: .* percentage from 0 to 100"):
        build(tmp_path, "856", NEIGHBOURS)


def test_two_files_of_one_release_must_agree(tmp_path: Path):
    publish(tmp_path / "a.csv", RATE, england("2016", "536"), ours("2016", "421.9"))
    publish(tmp_path / "b.csv", RATE, england("2016", "536"), ours("2016", "422"))
    with pytest.raises(LitmusError, match=r"b\.csv, row 3, .* of a\.csv, row 3"):
        build(tmp_path, "856", NEIGHBOURS)


def test_a_folder_without_published_files_says_what_to_fetch(tmp_path: Path):
    (tmp_path / "neighbours.csv").write_text("LA num,SN1\n856,871\n", encoding="utf-8")
    with pytest.raises(LitmusError, match="Download the data files from Explore Education"):
        build(tmp_path, "856", NEIGHBOURS)
    publish(tmp_path / "other.csv", ["pupils"], england("2016", "1"))
    with pytest.raises(LitmusError, match="no file with figures that indicators are compared"):
        build(tmp_path, "856", NEIGHBOURS)


def test_text_that_is_not_utf8_is_refused(tmp_path: Path):
    path = publish(tmp_path / "a.csv", RATE, england("2016", "536"))
    path.write_bytes(path.read_bytes() + b"\xff\xfe\n")
    with pytest.raises(LitmusError, match=r"a\.csv is not UTF-8 text"):
        build(tmp_path, "856", NEIGHBOURS)


def test_the_neighbours_must_be_the_councils_own(tmp_path: Path):
    with pytest.raises(UsageError, match="lists the neighbours of 856, not of 855"):
        build(tmp_path, "855", NEIGHBOURS)


def test_an_update_replaces_the_same_figure_and_keeps_the_others(tmp_path: Path):
    path = tmp_path / "benchmarks.csv"
    first = Row("REF01", "2015/16", "ENGLAND", Decimal("532.2"), None, "B1 2016", "published")
    typed = Row("LAC09", "2015/16", "ENGLAND", Decimal(14), None, "X1", "published")
    assert update(path, [first, typed]) == 2
    again = Row("REF01", "2015/16", "ENGLAND", Decimal("536.0"), None, "B1 2017", "revised")
    assert update(path, [again]) == 2
    assert path.read_text(encoding="utf-8").splitlines() == [
        "indicator,year,group,value,n,source,status,symbol",
        "LAC09,2015/16,ENGLAND,14,,X1,published,",
        "REF01,2015/16,ENGLAND,536.0,,B1 2017,revised,",
    ]


def test_an_update_leaves_a_file_alone_that_it_does_not_know(tmp_path: Path):
    path = tmp_path / "benchmarks.csv"
    path.write_text("indicator,value\nREF01,1\n", encoding="utf-8")
    with pytest.raises(LitmusError, match=r"benchmarks\.csv, line 1: found 'indicator,value'"):
        update(path, [])
    assert path.read_text(encoding="utf-8") == "indicator,value\nREF01,1\n"
