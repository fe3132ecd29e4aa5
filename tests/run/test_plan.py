"""Whose report it is: the sample's settings never lend their name to anybody else's data."""

import shutil
from pathlib import Path

import pytest

from litmus.base.audience import RESTRICTED
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


PLAIN = "plain_words:\n  {}: {{name: Seen, who: children, did: were seen, means: Ask why.}}\n"


def test_plain_words_are_of_shares_that_the_report_has(edition):
    assert edition(PLAIN.format("ASM02")).settings.plain_words["ASM02"].did == "were seen"
    with pytest.raises(
        UsageError, match=r"plain_words: there is no indicator of the report 'ASM2'"
    ):
        edition(PLAIN.format("ASM2"))
    with pytest.raises(UsageError, match=r"plain_words, LAC01: expected .* percentage .*a rate"):
        edition(PLAIN.format("LAC01"))


def test_a_report_that_lists_cases_says_first_that_it_may_not_leave_the_council(edition):
    listing = SETTINGS.replace("same_as: quarterly\n", "audience: internal\nworklists: [ASM03]\n")
    assert edition(settings=listing).notice == RESTRICTED
    assert edition("notice: Look twice.", listing).notice == f"{RESTRICTED} Look twice."
    assert edition("notice: Look twice.").notice == "Look twice."
    assert edition().notice == ""
