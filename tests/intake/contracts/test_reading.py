"""Reading cells: dates day first and never guessed, placeholders emptied, flags normalised."""

from datetime import date, datetime

import polars as pl
import pytest

from litmus.intake.contracts import check
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.reading import read, with_lineage

EXTRACTED = date(2016, 3, 31)


def cell(kind: str, text: object, **options):
    """What one cell of a column of this type becomes."""
    column = ColumnRule("t_cell", kind, "cell", **options)
    contract = Contract("t", "T", "", {"t_cell": column}, (), ())
    values = text if isinstance(text, pl.Series) else pl.Series("t_cell", [text], dtype=pl.String)
    reading = read(with_lineage(values.to_frame("t_cell"), "t"), contract)
    return reading.frame["t_cell"][0], reading


@pytest.mark.parametrize(
    "text",
    [
        "2016-03-04",
        "04/03/2016",
        "4/3/2016",
        " 2016-03-04 ",
        "\u00a02016-03-04",
        "2016-03-04T00:00:00",
        "2016-03-04 00:00:00.000",
        "2016-03-04 17:30:00",
        "04/03/2016 17:30",
    ],
)
def test_a_date_is_read_day_first(text):
    assert cell("date", text)[0] == date(2016, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2016",  # no such day
        "03/25/2016",  # month first is not tried
        "29/03/16",  # two-digit years are not guessed
        "0216-03-29",
        "20160329",
        "zz/05/2020",
        "March 2016",
        "42458",
        "-",
    ],
)
def test_what_is_no_date_is_empty_and_kept_apart(text):
    value, reading = cell("date", text)
    assert value is None
    assert reading.frame["t_cell unreadable"][0] == text
    assert reading.sentinels == {}


@pytest.mark.parametrize(
    "text",
    ["1900-01-01", "1900/01/01", "01/01/1900", "1900-01-01 00:00:00.000", "9999-12-31", "-1",
     "SSD_PH", "PLACEHOLDER_DATA", "NULL"],
)  # fmt: skip
def test_a_placeholder_is_empty_and_counted(text):
    value, reading = cell("date", text)
    assert value is None
    assert reading.frame["t_cell unreadable"][0] is None
    assert reading.sentinels == {"t_cell": 1}
    assert reading.empty == {"t_cell": 1}


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2016-03-04T14:05:00", datetime(2016, 3, 4, 14, 5)),
        ("2016-03-04 14:05:00.000", datetime(2016, 3, 4, 14, 5)),
        ("2016-03-04T14:05", datetime(2016, 3, 4, 14, 5)),
        ("2016-03-04 14:05", datetime(2016, 3, 4, 14, 5)),
        ("04/03/2016 14:05", datetime(2016, 3, 4, 14, 5)),
        ("4/3/2016 9:05:30", datetime(2016, 3, 4, 9, 5, 30)),
        (" 2016-03-04 ", datetime(2016, 3, 4)),  # a day alone is the midnight that begins it
        ("04/03/2016", datetime(2016, 3, 4)),
    ],
)
def test_a_timestamp_is_read_day_first_with_its_time(text, moment):
    assert cell("timestamp", text)[0] == moment


@pytest.mark.parametrize(
    "text",
    [
        "03/25/2016 14:05",  # month first is not tried
        "04/03/16 14:05",
        "2016-03-04 25:00",
        "2016-03-04 2:05 PM",
        "14:05",
        "yesterday",
    ],
)
def test_what_is_no_timestamp_is_empty_and_kept_apart(text):
    value, reading = cell("timestamp", text)
    assert value is None
    assert reading.frame["t_cell unreadable"][0] == text
    assert reading.sentinels == {}


@pytest.mark.parametrize("text", ["1900-01-01T00:00:00", "01/01/1900 00:00", "9999-12-31", "-1"])
def test_a_placeholder_is_no_timestamp(text):
    value, reading = cell("timestamp", text)
    assert value is None
    assert reading.frame["t_cell unreadable"][0] is None
    assert reading.sentinels == {"t_cell": 1}


def test_a_typed_timestamp_keeps_its_time():
    held = pl.Series("t_cell", [datetime(2016, 6, 29, 14, 5)])
    assert cell("timestamp", held)[0] == datetime(2016, 6, 29, 14, 5)
    assert cell("timestamp", held.dt.date())[0] == datetime(2016, 6, 29)


def test_a_typed_timestamp_with_a_time_zone_is_read_by_the_clock_on_the_wall():
    # 14:05 in Greenwich is 15:05 of British summer time.
    held = pl.Series("t_cell", [datetime(2016, 6, 29, 14, 5)]).dt.replace_time_zone("UTC")
    assert cell("timestamp", held)[0] == datetime(2016, 6, 29, 15, 5)


@pytest.mark.parametrize("text", ["", "  ", None])
def test_an_empty_cell_is_no_placeholder(text):
    value, reading = cell("string", text)
    assert value is None
    assert reading.sentinels == {}
    assert reading.empty == {"t_cell": 1}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("integer", "12", 12),
        ("integer", "12.0", 12),
        ("integer", "12.5", None),
        ("integer", "99999999999999999999", None),
        ("number", "0.8", 0.8),
        ("number", "12", 12.0),
        ("number", "1,234", None),
        ("number", "nan", None),
        ("string", "  N1 ", "N1"),
    ],
)
def test_numbers_and_text(kind, text, value):
    assert cell(kind, text)[0] == value


@pytest.mark.parametrize(
    ("said", "code"),
    [("Yes", "Y"), ("TRUE", "Y"), ("1", "Y"), ("a) Yes", "Y"), ("y", "Y"),
     ("No", "N"), ("false", "N"), ("0", "N"), ("b) No", "N"), ("perhaps", "perhaps")],
)  # fmt: skip
def test_flags_become_y_and_n(contracts, said, code):
    column = contracts["ssd_cp_plans"].columns["cppl_cp_plan_ola"]
    assert cell("string", said, read_as=column.read_as)[0] == code


@pytest.mark.parametrize(("said", "code"), [("1", "M"), ("2", "F"), ("female", "F"), ("X", "X")])
def test_older_codes_of_sex_are_read_as_todays(contracts, said, code):
    column = contracts["ssd_person"].columns["pers_sex"]
    assert cell("string", said, read_as=column.read_as)[0] == code


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("date", pl.Series([date(2016, 3, 4)]), date(2016, 3, 4)),
        ("date", pl.Series([datetime(2016, 3, 4, 12, 30)]), date(2016, 3, 4)),
        ("string", pl.Series([1234567]), "1234567"),
        ("string", pl.Series([1234567.0]), "1234567"),  # an id that pandas made a number of
        ("number", pl.Series([0.00001]), 0.00001),
        ("integer", pl.Series([3.0]), 3),
    ],
)
def test_columns_that_are_typed_already(kind, typed, value):
    assert cell(kind, typed)[0] == value


def test_a_typed_truth_value_is_a_flag(contracts):
    people = pl.DataFrame(
        {
            "cppl_cp_plan_id": ["A"],
            "cppl_person_id": ["P1"],
            "cppl_cp_plan_start_date": [date(2016, 1, 1)],
            "cppl_cp_plan_end_date": pl.Series([None], dtype=pl.Date),
            "cppl_cp_plan_ola": [True],
        }
    )
    plans = check({"ssd_cp_plans": people}, contracts, EXTRACTED).tables["ssd_cp_plans"]
    assert plans["cppl_cp_plan_ola"].to_list() == ["Y"]
