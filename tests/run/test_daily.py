"""The daily report, whole: without quality assurance, for its readers alone, refused to others."""

import json
import stat
import zipfile
from pathlib import Path

import pytest

from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.run import run
from litmus.run.settings import read_report, report_names

PROJECT = Path(__file__).resolve().parents[2]
DAY = Period.parse("2016-03-29")
TABLES = {
    "ssd_person": "pers_person_id,pers_sex,pers_dob\nCHILD-77,F,2010-05-01\nCHILD-78,M,2011-06-02",
    # 46 working days to 29 March 2016; and 45.
    "ssd_cin_assessments": "cina_assessment_id,cina_person_id,cina_assessment_start_date,"
    "cina_assessment_auth_date,cina_assessment_team\nA1,CHILD-77,2016-01-21,,T1\n"
    "A2,CHILD-78,2016-01-22,,T1\nA3,CHILD-78,2015-06-01,2015-07-01,T1\n"
    "A4,CHILD-78,2016-03-29,,T1",
    "ssd_involvements": "invo_involvements_id,invo_professional_id,invo_professional_role_id,"
    "invo_professional_team,invo_person_id,invo_involvement_start_date,invo_involvement_end_date\n"
    "I1,WORKER-9,CW,T1,CHILD-77,2016-01-21,\nI2,WORKER-9,CW,T1,CHILD-78,2015-01-21,2015-02-01",
}


@pytest.fixture
def project(shipped: Path) -> Path:
    """A council without quality assurance data, with the shipped daily report."""
    for name, text in TABLES.items():
        (shipped / "data" / f"{name}.csv").write_text(f"{text}\n")
    return shipped


def make(project: Path, day: Period = DAY, **more: str):
    return run("daily", day, f"ssd:{project / 'data'}", project / "outputs", **more)


@pytest.mark.slow
def test_a_list_is_in_the_reports_own_files_and_nowhere_else(project: Path) -> None:
    said: list[str] = []
    result = make(project, progress=said.append)
    page = result.files["html"].read_text(encoding="utf-8")
    assert "1 single assessment" in page and "CHILD-77" in page and "WORKER-9" in page
    assert "There are no data on alerts" in page
    # A2's 45th working day is the day itself.
    assert "1 more is due that day" in page
    # The source has no visits and no reviews: that is no day on which all were made.
    assert "Not known:" in page and "Nothing is overdue" not in page
    assert "team managers and service managers" in page and "Restricted" in page
    with zipfile.ZipFile(result.files["xlsx"]) as book:
        assert "CHILD-77" in book.read("xl/sharedStrings.xml").decode()
    naming = {p.name for p in result.folder.iterdir() if p.is_file() and _names(p)}
    assert naming == {"daily.html", "daily.ipynb", "worklists.json"}
    assert "CHILD-77" not in result.message + "".join(said)


def _names(path: Path) -> bool:
    content = path.read_bytes()
    return b"CHILD-7" in content or b"WORKER-9" in content


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_its_files_are_for_their_owner_alone_and_made_once(project: Path) -> None:
    result = make(project)
    folder = result.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.iterdir()}
    assert set(modes.values()) == {0o600}, modes
    before = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}
    again = make(project)
    assert not again.executed
    assert {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()} == before


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_a_day_that_the_data_do_not_reach_has_no_zero(project: Path) -> None:
    result = make(project, Period.parse("2019-03-29"))
    page = result.files["html"].read_text(encoding="utf-8")
    assert "There are no data for 29 March 2019" in page
    assert "CHILD-7" not in page
    lists = json.loads((result.folder / "worklists.json").read_text())["work"]["lists"]
    assert all(each["why_not"] and not each["overdue"] for each in lists)


@pytest.mark.parametrize("audience", ["partner", "member", "public", ""])
def test_no_other_audience_gets_a_list(project: Path, audience: str) -> None:
    settings = project / "params" / "daily.yml"
    line = f"audience: {audience}" if audience else ""
    settings.write_text(settings.read_text().replace("audience: internal", line))
    with pytest.raises(UsageError, match=r"params/daily.yml: a report that lists cases .* alone"):
        make(project)
    assert not (project / "outputs").exists()


def test_only_reports_for_managers_list_cases() -> None:
    for name in report_names(PROJECT):
        settings = read_report(PROJECT, name)
        assert not settings.worklists or settings.audience == "internal", name


def test_a_list_of_what_cannot_be_overdue_is_refused(project: Path) -> None:
    settings = project / "params" / "daily.yml"
    settings.write_text(settings.read_text().replace("[S4702.1, ASM03", "[CON01, ASM03"))
    with pytest.raises(UsageError, match=r"params/daily.yml, worklists: CON01 has no open case"):
        make(project)


def test_a_list_that_there_is_not_is_refused(project: Path) -> None:
    settings = project / "params" / "daily.yml"
    settings.write_text(settings.read_text().replace("[S4702.1, ASM03", "[ASM3, ASM03"))
    with pytest.raises(UsageError, match=r"params/daily.yml, worklists: .*'ASM3'"):
        make(project)
