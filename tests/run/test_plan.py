"""Whose report it is: the sample's settings never lend their name to anybody else's data."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from litmus.base.audience import RESTRICTED, UNSUPPRESSED, WIDEST, refuse_lists
from litmus.base.brand import NO_BRAND
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


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'
LOOK = 'colours: {accent: "#0b5d3b"}\nlogo: {file: ours.svg, text: Ours}\n'


@pytest.mark.parametrize("look", [LOOK, ""])
@pytest.mark.parametrize(
    ("sample", "source", "theirs"),
    [
        ("true", "sample", True),
        ("true", "ssda903:my/return", False),
        ("true", "sample;local:my/tables", False),
        ("false", "sample", False),
        ("false", "ssda903:my/return", True),
        ("false", "ssd:my/tables", True),
    ],
)
def test_name_and_look_are_lent_to_nobody_else(
    project: Path, tmp_path: Path, sample: str, source: str, theirs: bool, look: str
):
    said = f"name: Ourshire\nsample: {sample}\nla_code: X\nsource: sample\n{look}"
    (project / "params" / "council.yml").write_text(said)
    (project / "params" / "ours.svg").write_text(LOGO)
    made = plan.make("quarterly", Period.parse("2016Q1"), source, tmp_path / "out", {})
    assert (made.council_name == "Ourshire") is theirs
    if theirs and look:
        assert (made.brand.accent.light, made.brand.alt) == ("#0b5d3b", "Ours")
        assert made.brand.logo == LOGO.encode()
    else:
        assert made.brand == NO_BRAND


SETTINGS = """
title: In short
notebook: notebooks/quarterly_members.ipynb
period: quarter
same_as: quarterly
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the shipped settings and templates, which may be changed."""
    copied = tmp_path / "project"
    shutil.copytree(PROJECT / "params", copied / "params")
    shutil.copytree(PROJECT / "notebooks", copied / "notebooks")
    monkeypatch.setattr("litmus.base.paths.project", lambda: copied)
    return copied


@pytest.fixture
def edition(project: Path, tmp_path: Path):
    """Plans another edition of a report, of settings that end with these lines."""

    def make(more: str = "", settings: str = SETTINGS, scope: str = "") -> plan.Plan:
        (project / "params" / "short.yml").write_text(settings + more, encoding="utf-8")
        period = Period.parse("2016Q1")
        return plan.make("short", period, "sample", tmp_path / "out", {}, scope=scope)

    return make


def test_another_edition_has_the_figures_of_its_report_with_those_that_its_template_names(edition):
    made = edition()
    assert "ASM02" in made.settings.indicators and "WFC01" in made.settings.beside
    read = {path.name for path in inputs.settings_read(made)}
    assert {"short.yml", "quarterly.yml", "quarterly.ipynb"} <= read
    assert not {"book.yml", "delivery.yml"} & read  # who gets it changes nothing of it


@pytest.mark.parametrize("scope", ["service:CIN", "team:CIN-1"])
def test_another_edition_has_the_scope_of_its_report(edition, project: Path, scope: str):
    assert str(edition(scope=scope).scope) == scope, "as the command says it"
    quarterly = project / "params" / "quarterly.yml"
    quarterly.write_text(f"{quarterly.read_text()}scope: {scope}\n")
    made = edition()
    assert str(made.scope) == scope
    kind, group = scope.split(":")
    assert made.name == f"short-{kind}-{group}"


@pytest.mark.parametrize(
    ("more", "settings", "said"),
    [
        ("scope: service:CIN", SETTINGS, "leave out scope"),
        ("variant: service", SETTINGS, "leave out variant"),
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


@pytest.mark.slow
def test_an_audience_decides_whether_cases_may_be_listed_what_is_said_and_nothing_else(edition):
    plans = [edition(f"audience: {each}") for each in ("internal", "partner", "member", "public")]
    said = [each.notice for each in [*plans, edition()]]
    assert said == ["", *[UNSUPPRESSED] * 4]
    shown = [each.settings.model_copy(update={"audience": WIDEST}) for each in plans]
    assert all(each == edition().settings for each in shown)
    assert len({(each.private, each.title) for each in [*plans, edition()]}) == 1
    for each in ("partner", "member", "public"):
        with pytest.raises(UsageError, match="council's own managers alone"):
            refuse_lists(each, "params/short.yml")
    refuse_lists("internal", "params/short.yml")


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
