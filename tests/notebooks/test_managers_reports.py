"""The weekly report and the pack of a meeting, made of the sample: of the council and of a team.

What a manager must not meet: a code of ours, "nan", a heading without anything below it.
"""

import re
from pathlib import Path

import pytest

from conftest import PROJECT
from notebooks.printed import Page, page
from sample_reports import file_of

pytestmark = pytest.mark.slow

REPORTS = {
    "weekly": "2016-W12",
    "weekly-team-CIN-1": "2016-W12",
    "meeting": "2016-03",
    "meeting-team-CIN-1": "2016-03",
    "meeting-service-CP_SAFEGUARDING": "2016-03",
    "meeting_quality": "2016-03",
    "meeting_quarterly": "2016Q1",
}
OURS = re.compile(r"\b(?:nan|NaN|NaT|inf|R3M|R12M|R36M|KQ\d|[A-Z]{3}\d\d(?:\.\d)?)\b|\b\w+_\w+\b")
# A reader of an annex may look things up in the data file, by what they are called there.
ANNEX = ("How the figures were made", "How to read this report")


@pytest.fixture(scope="module")
def pages(reports: Path) -> dict[str, Page]:
    return {name: page(file_of(reports, f"{period}/{name}")) for name, period in REPORTS.items()}


@pytest.mark.parametrize("name", REPORTS)
def test_a_manager_meets_no_code_of_ours(pages: dict[str, Page], name: str) -> None:
    found = {
        (where, code)
        for where, text in pages[name].everything()
        if where not in ANNEX
        for code in OURS.findall(text)
    }
    assert not found


@pytest.mark.parametrize("name", REPORTS)
def test_the_message_stands_first(pages: dict[str, Page], name: str) -> None:
    first = " ".join(pages[name].under("Summary"))
    expected = "In the week of 21 to 27 March 2016" if "weekly" in name else "an explanation"
    assert expected in first


def test_a_week_has_thirteen_columns_of_numbers(pages: dict[str, Page]) -> None:
    for name in ("weekly", "weekly-team-CIN-1"):
        (table,) = (t for t in pages[name].tables if "weeks in numbers" in t.caption)
        assert len(table.columns) == 14 and table.columns[-1] == "27 Mar"


def test_a_teams_week_is_its_own(pages: dict[str, Page]) -> None:
    team, council = pages["weekly-team-CIN-1"], pages["weekly"]
    assert not any("Team" in table.columns for table in team.tables if "due by" in table.caption)
    assert any(table.caption.startswith("Whose they are") for table in council.tables)
    said = " ".join(team.under("Audits, observations and samples due"))
    assert "Service managers" not in said and "Team managers" in said


def test_a_pack_follows_up_what_was_agreed_and_nothing_later(pages: dict[str, Page]) -> None:
    (table,) = (t for t in pages["meeting"].tables if "earlier meetings" in t.caption)
    rows = table.records()
    assert {row["Agreed"][-4:] for row in rows} <= {"2015", "2016"}
    assert not any("Apr 2016" in row["State"] or "May 2016" in row["State"] for row in rows)
    assert any(re.search(r"\S to .*, (no clear change|better|worse)", r["Since"]) for r in rows)
    assert any(row["Since"] == "too soon to say" for row in rows)


def test_the_unit_has_the_councils_figures_of_what_it_answers_for(pages: dict[str, Page]) -> None:
    found = pages["meeting-service-CP_SAFEGUARDING"]
    assert any("are the whole council's figures" in text for _, text in found.texts)
    named = {row[0] for table in found.tables if table.caption.startswith("Exceptions,")
             for row in table.rows[1:]}  # fmt: skip
    assert "Conferences on time" in named and "Assessments on time" not in named


def test_the_project_has_the_targets_that_make_them() -> None:
    text = (PROJECT / "Makefile").read_text(encoding="utf-8")
    assert {"weekly:", "meeting:"} <= {line.split(" ")[0] for line in text.splitlines()}
