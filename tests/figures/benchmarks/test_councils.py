"""Figures of named councils: read, refused where they are wrong, built from published files."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from figures.benchmarks.published import EAST, NEIGHBOURS, council, england, ours, publish
from litmus.base.errors import UsageError
from litmus.figures.benchmarks.councils import (
    NAME,
    build_councils,
    councils_beside,
    read_councils,
    update_councils,
)

PROJECT = Path(__file__).resolve().parents[3]
HEAD = "indicator,year,la_code,council,numerator,denominator,value,source,symbol"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "params").mkdir()
    for name in ("benchmark_sources.yml", "statistical_neighbours.yml"):
        shutil.copy(PROJECT / "params" / name, tmp_path / "params" / name)
    return tmp_path


def write(project: Path, *lines: str) -> None:
    (project / NAME).write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")


def test_those_that_are_shipped_are_whole_and_agree_with_the_average_of_the_neighbours():
    found = councils_beside(PROJECT, ["CPP02", "REF01"], date(2016, 3, 31))
    assert list(found) == ["CPP02"]
    near = [each.value for each in found["CPP02"] if each.is_neighbour]
    assert (len(near), round(sum(near), 1)) == (10, 189.5)  # 19.0 a neighbour, halves up
    for each in found["CPP02"]:
        if each.value is not None:
            assert round(100 * each.numerator / each.denominator, 1) == each.value


def test_the_latest_year_not_after_the_report_is_taken_and_ours_is_known_by_its_code(project):
    write(
        project,
        "CPP02,2014/15,856,Leicester,,,17,B1 2024,",
        "CPP02,2015/16,831,Derby,,,22,B1 2024,",
        "CPP02,2016/17,831,Derby,,,23,B1 2024,",
    )
    (derby,) = councils_beside(project, ["CPP02"], date(2016, 3, 31), "831")["CPP02"]
    assert (derby.year, derby.value, derby.is_ours) == ("2015/16", 22.0, True)
    assert not councils_beside(project, ["CPP02"], date(2013, 3, 31))


def test_without_the_file_there_are_none(project):
    assert read_councils(project) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("CPP02,2015/16,831,Derby,5,,22,B1 2024,", "expected numerator and denominator"),
        ("CPP02,2015/16,831,Derby,9,5,22,B1 2024,", "no more than the denominator"),
        ("CPP02,2015/16,831,Derby,,,,B1 2024,", "a symbol that says why not"),
        ("CPP02,2015/16,831,Derby,,,22,Z9 2024,", "a code of params/benchmark_sources.yml"),
        ("CPP02,2015,831,Derby,,,22,B1 2024,", "year"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(project, line, said):
    write(project, line)
    with pytest.raises(UsageError, match="line 2"):
        read_councils(project)
    with pytest.raises(UsageError, match=said):
        read_councils(project)


def test_the_own_region_and_the_neighbours_are_built_and_typed_numbers_stay(tmp_path: Path):
    publish(
        tmp_path / "plans.csv", ["CPP_subsequent_percent"], england("2016", "17.9"),
        ours("2016", "21.8"), council("2016", "1", "16.8"), council("2016", "4", "50"),
        council("2016", "5", "c", of=EAST),
    )  # fmt: skip
    rows = build_councils(tmp_path, "856", NEIGHBOURS)
    found = {row.la_code: (row.value, row.symbol) for row in rows}
    # 4 is neither a neighbour nor of the region
    assert found == {"856": (21.8, ""), "1": (16.8, ""), "5": (None, "c")}
    path = tmp_path / "benchmark_councils.csv"
    path.write_text(f"{HEAD}\nCPP02,2015/16,1,LA 1,53,316,16.8,B1 2024,\n", encoding="utf-8")
    assert update_councils(path, rows) == 3
    assert "CPP02,2015/16,1,LA 1,53,316,16.8,B1 2016," in path.read_text(encoding="utf-8")
