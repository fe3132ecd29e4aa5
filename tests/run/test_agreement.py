"""A report and its other editions have the same figures, or page and command say so."""

import shutil
from pathlib import Path

import pytest

from litmus.base import notebook_files
from litmus.base.periods import Period
from litmus.run import RunResult, Stages, run
from run.bench_of import cell
from run.test_new_report import ASSESSMENTS, PEOPLE, PROJECT

PERIOD = Period.parse("2016Q1")
WHOLE = """
title: Assessments in brief
notebook: notebooks/brief.ipynb
period: quarter
indicators: [ASM02]
"""
SHORT = """
title: For members
notebook: notebooks/short.ipynb
period: quarter
same_as: brief
"""
OPENING = [
    cell("code", "parameters", 'period = "2016Q1"\nfolder = "."', tags=["parameters"]),
    cell("code", "open", "from litmus import open_report\n\nreport = open_report(folder, period)"),
    cell("code", "title", "report.title()"),
]
READING = cell("code", "reading", "report.members.reading()")
SAME = "All figures are those of the report “Assessments in brief” of the same period"
DIFFERENT = "Not all figures are those of the report “Assessments in brief” of the same period"
# Of a child who is known by then, on a later day than all others.
LATER = "A9,P2,2016-02-15,2016-05-02\n"
EARLIER = "A8,P2,2015-06-01,2016-03-02\n"  # not in time


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a report of a few children and another edition of it."""
    home = tmp_path / "project"
    shutil.copytree(PROJECT / "params", home / "params")
    (home / "data_contracts").symlink_to(PROJECT / "data_contracts")
    (home / "notebooks").mkdir()
    for name, settings, cells in (("brief", WHOLE, OPENING), ("short", SHORT, [*OPENING, READING])):
        (home / "params" / f"{name}.yml").write_text(settings)
        template = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        notebook_files.write(home / "notebooks" / f"{name}.ipynb", template)
    for name in ("quarterly", "quarterly_members"):
        (home / "params" / f"{name}.yml").unlink()
    (home / "data").mkdir()
    (home / "data" / "ssd_person.csv").write_text(PEOPLE)
    (home / "data" / "ssd_cin_assessments.csv").write_text(ASSESSMENTS)
    monkeypatch.setenv("LITMUS_HOME", str(home))
    return home


def make(project: Path, name: str) -> tuple[str, RunResult]:
    source = f"ssd:{project / 'data'}"
    result = run(name, PERIOD, source, project / "outputs", into=["html"])
    return result.files["html"].read_text(encoding="utf-8"), result


def record(project: Path, *rows: str) -> None:
    table = project / "data" / "ssd_cin_assessments.csv"
    table.write_text(ASSESSMENTS + "".join(rows))


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_an_edition_claims_the_figures_of_its_report_only_where_they_are(project: Path) -> None:
    page, result = make(project, "short")
    assert SAME not in page and DIFFERENT not in page, "there is no such report yet"
    assert "are in the report “Assessments in brief”" in page

    _, result = make(project, "brief")
    assert "other figures" not in result.message
    page, result = make(project, "short")
    assert SAME in page and DIFFERENT not in page and "other figures" not in result.message
    assert not make(project, "short")[1].executed, "nothing has changed"

    record(project, EARLIER, LATER)
    page, result = make(project, "short")
    assert SAME not in page and DIFFERENT in page
    assert "this edition was made from newer data, to 2 May 2016" in page
    assert "The brief report of the same period has other figures" in result.message
    assert "run brief --period 2016Q1" in result.message and "then this one" in result.message

    _, result = make(project, "brief")
    assert "other figures" not in result.message, "both are from the newer data"

    record(project, EARLIER)
    _, result = make(project, "brief")
    assert "The short report of the same period has other figures" in result.message
    assert "run short --period 2016Q1" in result.message
    page, result = make(project, "short")
    assert SAME in page and DIFFERENT not in page and "other figures" not in result.message


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_data_that_change_no_figure_change_no_word(project: Path) -> None:
    make(project, "brief")
    people = project / "data" / "ssd_person.csv"
    people.write_text(f"{people.read_text()}P4,F,2011-05-01\n")
    page, result = make(project, "short")
    assert SAME in page and DIFFERENT not in page and "other figures" not in result.message


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_the_edition_for_members_has_the_figures_of_the_quarterly_report_of_a_team(
    tmp_path: Path, frozen_folder: Path
) -> None:
    shutil.copytree(frozen_folder, tmp_path, dirs_exist_ok=True, symlinks=True)
    asked = {"scope": "team:CIN-1", "into": ["html"]}
    files_alone = Stages(execute=lambda notebook, *_: notebook)
    whole = run("quarterly", PERIOD, "sample", tmp_path, stages=files_alone, **asked)
    short = run("quarterly_members", PERIOD, "sample", tmp_path, **asked)
    assert whole.folder.name == "quarterly-team-CIN-1"
    assert short.folder.name == "quarterly_members-team-CIN-1"
    for name in ("figures.csv", "qa.json"):
        assert (whole.folder / name).read_bytes() == (short.folder / name).read_bytes()
    page = short.files["html"].read_text(encoding="utf-8")
    assert "All figures are those of the report “Quarterly quality assurance" in page
    assert "Children in Need Team North" in page
