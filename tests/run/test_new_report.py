"""A report of one's own is a settings file and a template: nothing of the library changes."""

import shutil
from pathlib import Path

import pytest

from litmus.base import notebook_files
from litmus.base.periods import Period
from litmus.run import run
from run.bench_of import PLACEHOLDER, cell

PROJECT = Path(__file__).resolve().parents[2]
SETTINGS = """
title: Assessments in brief
notebook: notebooks/brief.ipynb
period: quarter
indicators: [ASM02, ASM03]
activities:
  voices: [complaints, feedback]
"""
PEOPLE = """pers_person_id,pers_sex,pers_dob
P1,F,2010-05-01
P2,M,2008-01-31
P3,F,2012-07-15
"""
# 21, 7 and 20 working days, and one over 45: three of four are in time.
ASSESSMENTS = """\
cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date
A1,P1,2015-11-02,2015-12-01
A2,P2,2016-02-01,2016-02-10
A3,P3,2015-06-01,2015-12-01
A4,P1,2016-03-01,2016-03-31
"""
OF_INDICATOR = {"each": "indicator", "as": "ASM02"}
OF_ACTIVITY = {"each": "activity", "of": "voices", "as": "complaints"}
CELLS = [
    cell("code", "parameters", 'period = "2016Q1"\nfolder = "."', tags=["parameters"]),
    cell("code", "open", "from litmus import open_report\n\nreport = open_report(folder, period)"),
    cell("code", "title", "report.title()"),
    cell("markdown", "indicators", "## Indicators"),
    cell("markdown", "asm02-heading", "### {name} ({code})", litmus=OF_INDICATOR),
    cell("code", "asm02", 'report.indicator("ASM02")', litmus=OF_INDICATOR),
    cell("markdown", "commentary-asm02", PLACEHOLDER, tags=["commentary"],
         litmus={"slot": "asm02", **OF_INDICATOR}),
    cell("code", "side-by-side", 'report.side_by_side("Beside them", "ASM01", "CIN01")'),
    cell("markdown", "voices", "## Voices"),
    cell("markdown", "complaints-heading", "### {name}", litmus=OF_ACTIVITY),
    cell("code", "complaints", 'report.qa.activity("complaints")', litmus=OF_ACTIVITY),
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council's project: the shipped settings and contracts, its own data, and a new report."""
    home = tmp_path / "project"
    shutil.copytree(PROJECT / "params", home / "params")
    (home / "data_contracts").symlink_to(PROJECT / "data_contracts")
    (home / "params" / "brief.yml").write_text(SETTINGS)
    template = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (home / "notebooks").mkdir()
    notebook_files.write(home / "notebooks" / "brief.ipynb", template)
    (home / "data").mkdir()
    (home / "data" / "ssd_person.csv").write_text(PEOPLE)
    (home / "data" / "ssd_cin_assessments.csv").write_text(ASSESSMENTS)
    monkeypatch.setenv("LITMUS_HOME", str(home))
    return home


@pytest.mark.slow
def test_a_settings_file_and_a_template_make_a_report(project: Path) -> None:
    period, source = Period.parse("2016Q1"), f"ssd:{project / 'data'}"
    result = run("brief", period, source, project / "outputs")
    page = result.files["html"].read_text(encoding="utf-8")
    assert "Assessments in brief" in page
    assert "Single assessments completed within 45 working days (ASM02)" in page
    assert "75.0% (3 of 4)" in page
    assert "Open single assessments over 45 working days (ASM03)" in page
    assert "Commentary" not in page, "nobody has written, and it is no draft"
    assert "Beside them" in page and "Single assessments completed per 10,000" in page
    assert "Not in these data: children in need." in page
    assert "Complaints and what is learnt from them" in page
    assert "Feedback of children and families" in page
    ids = [each["id"] for each in notebook_files.read(result.notebook)["cells"]]
    assert ids[4:] == [
        "indicators", "asm02-heading", "asm02", "commentary-asm02",
        "asm03-heading", "asm03", "commentary-asm03", "side-by-side",
        "voices", "complaints-heading", "complaints", "feedback-heading", "feedback",
    ]  # fmt: skip
