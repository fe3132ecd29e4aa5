"""README has a row for each report, with its command and picture; docs/reports.md has one for each
row of the framework's table."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from litmus.base.params import read
from litmus.run.settings import report_names

PROJECT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| `make ([^`]+)` \| [^|]+ \| [^|]+ \| ([^|]*) ?\|$", re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]+)\]\((docs/images/reports/[\w-]+\.png)\)")
LARGEST = 60_000  # bytes of a picture
ASKED = re.compile(r"`make ([\w-]+)`")


def rows() -> list[tuple[list[str], str]]:
    """(words of the command, what stands in the last column) of each row of README's table."""
    found = ROW.findall((PROJECT / "README.md").read_text(encoding="utf-8"))
    return [(shlex.split(command), picture.strip()) for command, picture in found]


def targets() -> set[str]:
    """The targets that the Makefile lists."""
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):[^=\n]*## ", text, re.MULTILINE))


def made_by(*words: str) -> set[str]:
    """The reports that a command makes, by what make would do; the dashboard has several."""
    asked = ["make", "--dry-run", "--no-print-directory", *words]
    said = subprocess.run(asked, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    names = set(re.findall(r"litmus (?:run |batch )?([a-z_]+)", said))
    live = read(PROJECT, "live")["own_reports"].values() if "dashboard" in names else ()
    return names | set(live)


def test_each_row_has_a_command_that_there_is() -> None:
    assert len(rows()) >= 18
    for (target, *_), _ in rows():
        assert target in targets(), target


def test_each_report_has_a_row() -> None:
    shown = {name for words, _ in rows() for name in made_by(*words)}
    assert set(report_names(PROJECT)) <= shown, set(report_names(PROJECT)) - shown


def test_a_report_without_a_row_is_noticed() -> None:
    assert "early_help" in made_by("early-help", "PERIOD=2016-03")
    assert "early_help" not in made_by("early-help", "PERIOD=2016Q1")
    assert "meeting_quality" not in made_by("meeting", "SERVICE=CIN")


@pytest.mark.parametrize("shown", [picture for _, picture in rows() if picture])
def test_each_picture_is_there_is_small_and_says_what_it_shows(shown: str) -> None:
    found = PICTURE.fullmatch(shown)
    assert found, shown
    said, place = found.groups()
    assert len(said) > 20 and 0 < (PROJECT / place).stat().st_size <= LARGEST, place


def test_each_row_of_the_framework_names_reports_that_there_are() -> None:
    text = (PROJECT / "docs" / "reports.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (?!framework|---)(.+) \|$", text.partition("## The report types")[2],
                       re.MULTILINE)  # fmt: skip
    assert len(table) >= 18
    named = {name for row in table for name in ASKED.findall(row)}
    assert all(ASKED.search(row) for row in table) and named <= targets()
    offered = {target for (target, *_), _ in rows()}
    assert offered - named == set(), offered - named
