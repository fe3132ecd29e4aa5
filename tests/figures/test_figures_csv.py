"""Figures as a file: what is written is what is read."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from litmus import figures
from litmus.base.errors import LitmusError
from litmus.base.periods import Period
from litmus.figures.figure import COLUMNS
from litmus.figures.table import table as typed

QUARTER = Period.parse("2016Q1")
REFERRALS = """
referral_id | cine_person_id | referral_date | close_date | referral_team
R1          | P1             | 2015-05-01    |            | T1
R2          | P2             | 2015-06-01    | 2015-12-01 |
R3          | P1             | 2015-09-01    |            | T1
"""


def test_written_and_read_back_the_same(frozen, project, tmp_path: Path) -> None:
    codes = ["REF01", "REF02", "CIN01", "ASM02"]
    table = figures.for_report(frozen(ssd_cin_episodes=REFERRALS), QUARTER, codes, project()).table
    path = figures.write_csv(table, tmp_path / "figures.csv")
    back = figures.read_csv(path)
    pd.testing.assert_frame_equal(back, table)
    again = figures.write_csv(back, tmp_path / "again.csv")
    assert again.read_bytes() == path.read_bytes()


def test_cells_are_plain(frozen, project, tmp_path: Path) -> None:
    table = figures.for_report(
        frozen(ssd_cin_episodes=REFERRALS), QUARTER, ["REF02", "ASM02"], project()
    ).table
    path = figures.write_csv(table, tmp_path / "figures.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    start = "REF02,R12M,R12M to 2016-03-31,2015-04-01,2016-03-31,all,all,"
    # One of three is a re-referral: 33.333...% unrounded, counts whole.
    assert next(line for line in lines if line.startswith(start)).startswith(
        f"{start}1,3,33.333333333333336,"
    )
    start = start.replace("REF02", "ASM02")
    nothing = next(line for line in lines if line.startswith(start))
    assert nothing.startswith(f"{start}0,0,,,,")
    assert not any("nan" in line.lower() or "<na>" in line.lower() for line in lines)


def test_sums_of_parts_stay_decimal(tmp_path: Path) -> None:
    row = dict.fromkeys(COLUMNS) | {
        "indicator": "WFC02",
        "window": "month",
        "period": "2016-03",
        "window_start": date(2016, 3, 1),
        "window_end": date(2016, 3, 31),
        "breakdown": "all",
        "group": "all",
        "numerator": 1.5,
        "denominator": 4,
        "value": 37.5,
    }
    table = typed([row])
    assert (str(table["numerator"].dtype), str(table["denominator"].dtype)) == ("Float64", "Int64")
    back = figures.read_csv(figures.write_csv(table, tmp_path / "figures.csv"))
    pd.testing.assert_frame_equal(back, table)


def test_no_rows_is_a_table_too(tmp_path: Path) -> None:
    table = typed([])
    back = figures.read_csv(figures.write_csv(table, tmp_path / "figures.csv"))
    pd.testing.assert_frame_equal(back, table)


@pytest.mark.parametrize("content", ["", "a,b\n1,2\n", "\xff"])
def test_a_file_that_is_not_figures_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(LitmusError, match="Run the report again"):
        figures.read_csv(path)


def test_the_file_does_not_depend_on_the_order_of_rows(frozen, project, tmp_path: Path) -> None:
    head, *rows = REFERRALS.strip().splitlines()
    shuffled = "\n".join([head, *reversed(rows)])
    written = [
        figures.write_csv(
            figures.for_report(
                frozen(ssd_cin_episodes=text), QUARTER, ["REF01", "REF02", "CIN01"], project()
            ).table,
            tmp_path / f"{n}.csv",
        ).read_bytes()
        for n, text in enumerate((REFERRALS, shuffled))
    ]
    assert written[0] == written[1]


@pytest.mark.parametrize("team", ["=1+1", "-5", "'=1", "@a", "+a;b", '=HYPERLINK("x")', "a\rb"])
def test_a_team_whose_name_is_a_formula_reads_back_as_it_is_called(tmp_path: Path, team) -> None:
    row = dict.fromkeys(COLUMNS) | {
        "indicator": "WFC02",
        "window": "month",
        "period": "2016-03",
        "window_start": date(2016, 3, 1),
        "window_end": date(2016, 3, 31),
        "breakdown": "team",
        "group": team,
        "numerator": 1,
        "denominator": 2,
        "value": 50.0,
        "change": -5.5,
    }
    path = figures.write_csv(typed([row]), tmp_path / "figures.csv")
    with path.open(encoding="utf-8", newline="") as file:
        [written] = csv.DictReader(file)
    assert not written["group"].startswith(("=", "@", "+"))
    assert written["change"] == "-5.5"
    assert figures.read_csv(path)["group"].tolist() == [team]
    assert figures.read_rows(path)[0].group == team
