"""The weekly report, whole: of a week that is not over, and of one that the data do not reach."""

from pathlib import Path

import pytest

from litmus.base.periods import Period
from litmus.figures import read_rows
from litmus.run import run
from litmus.run.batch import batch

PROJECT = Path(__file__).resolve().parents[2]
WEEK = Period.parse("2016-W13")  # from Monday 28 March
ASSESSED = (
    "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,"
    "cina_assessment_team\n"
)
PEOPLE = "pers_person_id,pers_sex,pers_dob\nCHILD-77,F,2010-05-01\nCHILD-78,M,2011-06-02\n"
# 46 working days to 29 March 2016; and one that is authorised on that day.
TO_TUESDAY = "A1,CHILD-77,2016-01-21,,T1\nA2,CHILD-78,2016-03-01,2016-03-29,T1\n"
TO_APRIL = f"{TO_TUESDAY}A3,CHILD-78,2016-04-11,,T1\n"


@pytest.fixture
def project(shipped: Path) -> Path:
    """A council with assessments alone, with the shipped weekly report."""
    (shipped / "data/ssd_person.csv").write_text(PEOPLE)
    return shipped


def make(project: Path, rows: str, week: Period = WEEK):
    (project / "data/ssd_cin_assessments.csv").write_text(f"{ASSESSED}{rows}")
    return run("weekly", week, f"ssd:{project / 'data'}", project / "outputs")


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_a_week_that_is_not_over_is_provisional_in_title_figures_and_name(project: Path) -> None:
    result = make(project, TO_TUESDAY)
    assert {path.name for path in result.files.values()} == {
        f"weekly-provisional.{each}" for each in ("html", "pdf", "xlsx")
    }
    page = result.files["html"].read_text(encoding="utf-8")
    assert "28 to 29 March 2016), provisional</title>" in page
    assert "Provisional: the week is not over" in page
    rows = [
        row for row in read_rows(result.figures) if row.window_end == WEEK.start.replace(day=29)
    ]
    weekly = [row for row in rows if row.window == "week" and row.value is not None]
    assert weekly and {row.status for row in rows if row.value is not None} == {"provisional"}
    assert "CHILD-77" in page  # overdue on Tuesday, the day of the lists


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_once_it_is_over_its_files_take_the_place_of_the_provisional_ones(project: Path) -> None:
    folder = make(project, TO_TUESDAY).folder
    result = make(project, TO_APRIL)
    pages = {path.name for path in folder.iterdir() if path.suffix in (".html", ".pdf", ".xlsx")}
    assert pages == {"weekly.html", "weekly.pdf", "weekly.xlsx"}
    page = result.files["html"].read_text(encoding="utf-8")
    assert ", provisional</title>" not in page and "28 March to 3 April 2016" in page
    again = make(project, TO_APRIL)
    assert not again.executed and again.files == result.files


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_a_batch_counts_a_week_that_is_not_over_as_a_run_does(project: Path) -> None:
    alone = make(project, TO_TUESDAY)
    outputs = project / "together"
    found = batch("weekly", WEEK, f"ssd:{project / 'data'}", outputs, ["council"])
    assert not found.failed, found.message
    folder = outputs / "2016-W13" / "weekly"
    for name in ("figures.csv", "worklists.json", "weekly-provisional.html"):
        assert (folder / name).read_bytes() == (alone.folder / name).read_bytes()


@pytest.mark.slow
@pytest.mark.usefixtures("warm")
def test_without_most_data_it_says_what_is_missing_and_has_no_zero(project: Path) -> None:
    result = make(project, TO_APRIL, Period.parse("2019-W13"))
    page = result.files["html"].read_text(encoding="utf-8")
    assert "There are no data for the week of 25 to 31 March 2019" in page
    assert "Not in these data: contacts and referrals, early help" in page
    assert "There are no data on" not in page  # nothing is known of audits in that week at all
    assert not [row for row in read_rows(result.figures) if row.window == "week" and row.value == 0
                and row.window_end.year == 2019]  # fmt: skip
