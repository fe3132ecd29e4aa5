"""Whose report it is: the sample's settings never lend their name to anybody else's data."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from litmus.base.audience import RESTRICTED, UNSUPPRESSED
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.run import inputs, plan

PROJECT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("sample", "Sample City, January to March 2016"),
        ("ssda903:my/return", "Council not named, January to March 2016"),
    ],
)
def test_the_shipped_settings_name_the_sample_alone(tmp_path: Path, source: str, named: str):
    made = plan.make("quarterly", Period.parse("2016Q1"), source, tmp_path, {})
    assert named in made.title


SETTINGS = """
title: In short
notebook: notebooks/quarterly_members.ipynb
period: quarter
same_as: quarterly
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Plans another edition of a report, of settings that end with these lines."""
    project = tmp_path / "project"
    shutil.copytree(PROJECT / "params", project / "params")
    shutil.copytree(PROJECT / "notebooks", project / "notebooks")
    monkeypatch.setattr("litmus.base.paths.project", lambda: project)

    def make(more: str = "", settings: str = SETTINGS) -> plan.Plan:
        (project / "params" / "short.yml").write_text(settings + more, encoding="utf-8")
        return plan.make("short", Period.parse("2016Q1"), "sample", tmp_path / "out", {})

    return make


def test_another_edition_has_the_figures_of_its_report_with_those_that_its_template_names(edition):
    made = edition()
    assert "ASM02" in made.settings.indicators and "WFC01" in made.settings.beside
    read = {path.name for path in inputs.settings_read(made)}
    assert {"short.yml", "quarterly.yml", "quarterly.ipynb"} <= read
    assert "book.yml" not in read


@pytest.mark.parametrize(
    ("more", "settings", "said"),
    [
        ("indicators: [ASM02]", SETTINGS, "leave out indicators"),
        ("audience: internal\nworklists: [ASM03]", SETTINGS, "leave out worklists"),
        ("", SETTINGS.replace("quarterly\n", "book\n"), "period: expected month, as of book"),
        ("", SETTINGS.replace("quarterly\n", "nothing\n"), "There is no report 'nothing'"),
        ("", SETTINGS.replace(": quarterly\n", ": quarterly_members\n"), "itself an edition"),
    ],
)
def test_an_edition_that_is_none_is_refused(edition, more: str, settings: str, said: str):
    with pytest.raises(UsageError, match=said):
        edition(more, settings)


def test_a_report_that_lists_cases_says_first_that_it_may_not_leave_the_council(edition):
    listing = SETTINGS.replace("same_as: quarterly\n", "audience: internal\nworklists: [ASM03]\n")
    assert edition(settings=listing).notice == RESTRICTED
    assert edition("notice: Look twice.", listing).notice == f"{RESTRICTED} Look twice."
    inside = "audience: internal\n"
    assert edition(f"{inside}notice: Look twice.").notice == "Look twice."
    assert edition(inside).notice == ""


@pytest.mark.parametrize("audience", ["partner", "member", "public", ""])
def test_a_report_for_others_than_managers_is_marked_until_small_numbers_are_suppressed(
    edition, audience: str
):
    made = edition(f"audience: {audience}\n" if audience else "")
    assert made.notice == UNSUPPRESSED
    assert made.renderings["html"].name == "short-not-for-release.html"
    assert made.notebook.name == "short.ipynb"


def test_a_period_that_ends_after_the_data_is_provisional_in_title_and_file_name(edition):
    made = edition("audience: internal\n")
    assert made.with_data_to(date(2016, 3, 31)).renderings["pdf"].name == "short.pdf"
    early = made.with_data_to(date(2016, 3, 30))
    assert early.renderings["pdf"].name == "short-provisional.pdf"
    assert early.title.endswith("(quarter 4 of 2015/16), provisional")
    outside = edition("audience: partner\n").with_data_to(date(2016, 3, 30))
    assert outside.renderings["pdf"].name == "short-provisional-not-for-release.pdf"


def test_agreed_courses_are_laid_beside_the_figures_of_their_own_council_alone(tmp_path: Path):
    march = Period.parse("2016-03")
    ours = plan.make("priorities", march, "sample", tmp_path, {}).priorities
    theirs = plan.make("priorities", march, "ssda903:my/return", tmp_path, {}).priorities
    assert list(ours) == list(theirs)
    assert all(each.agreed for each in ours.values())
    assert not any(each.agreed or each.reason or each.owner for each in theirs.values())
