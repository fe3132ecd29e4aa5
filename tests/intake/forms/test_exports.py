"""Exports of surveys: read by a map, row by row; who answered is never kept."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from intake.forms import workshop
from intake.forms.conftest import Desk
from litmus.base.errors import UsageError
from litmus.intake.forms import reader
from litmus.intake.forms.outcome_text import describe

HEADINGS = [
    "ID",
    "Start time",
    "Completion time",
    "Email",
    "Name",
    "Last modified time",
    "Which part of our service was this about?",
    "When did we ask you?",
    "Who are you?",
    "How happy were you with the help you got? (1 to 5)",
    "What was good, and what could have been better?\n",
]
ANNA, BEN = "anna@example.org", "Ben Secret"


def response(number: object, words: str, **changes: object) -> list[object]:
    """One response as Microsoft Forms exports it."""
    day = changes.get("day", datetime(2016, 3, 29, 10, 15))
    rating = changes.get("rating", 4)
    service = changes.get("service", "Early help")
    changed = changes.get("changed", "")
    about = [service, "At a review", "A parent"]
    return [number, day, datetime(2016, 3, 29, 10, 30), ANNA, BEN, changed, *about, rating, words]


def as_xlsx(*rows: list[object], headings: list[str] = HEADINGS) -> bytes:
    workbook = openpyxl.Workbook()
    for row in [headings, *rows]:
        workbook.active.append(row)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def as_csv(*rows: list[object], headings: list[str] = HEADINGS) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    for row in [headings, *rows]:
        writer.writerow([f"{v:%d/%m/%Y %H:%M}" if isinstance(v, datetime) else v for v in row])
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture(scope="session")
def survey_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = workshop.project(tmp_path_factory.mktemp("survey") / "project")
    params = workshop.PROJECT / "params"
    shutil.copy(params / "forms/feedback.yml", folder / "params/forms")
    shutil.copy(params / "form_maps/family_survey.yml", folder / "params/form_maps")
    return folder


@pytest.fixture
def desk(survey_project: Path, tmp_path: Path) -> Desk:
    (tmp_path / "params").symlink_to(survey_project / "params")
    return Desk(tmp_path, workshop.alert(survey_project))


def rows_of(desk: Desk) -> list[dict[str, str]]:
    return [form.tables["qa_feedback"][0] for form in desk.forms]


@pytest.mark.parametrize("make", [as_xlsx, as_csv])
def test_an_export_becomes_one_form_a_response(desk: Desk, make: Callable[..., bytes]) -> None:
    desk.drop(f"survey.{make.__name__[3:]}", make(response(1, "She listened."), response(2, "")))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (2, [])
    first, second = rows_of(desk)
    assert first == {
        "fbk_id": "FBK-FAMILY_SURVEY-1",
        "fbk_date": "2016-03-29",
        "fbk_kind": "SURVEY",
        "fbk_stage": "REVIEW",
        "fbk_respondent": "PARENT",
        "fbk_source": "Microsoft Forms",
        "fbk_service": "EARLY_HELP",
        "fbk_rating": "4",
        "fbk_text": "She listened.",
    }
    assert "fbk_text" not in second


def test_who_answered_is_kept_nowhere_in_the_records(desk: Desk) -> None:
    desk.drop("survey.xlsx", as_xlsx(response(1, "Good.")))
    outcome = desk.collate()
    for path in desk.records.rglob("*"):
        if path.is_file():
            assert ANNA.encode() not in path.read_bytes()
            assert BEN.encode() not in path.read_bytes()
    (kept,) = (desk.records / "originals").iterdir()
    assert kept.suffix == ".csv"
    assert "(not kept)" in kept.read_text()
    assert "may say who answered" in describe(outcome, desk.inbox, desk.records)


def test_next_weeks_export_has_the_old_responses_too(desk: Desk) -> None:
    desk.drop("week1.xlsx", as_xlsx(response(1, "A"), response(2, "B")))
    desk.collate()
    desk.drop("week2.xlsx", as_xlsx(response(1, "A"), response(2, "B, changed"), response(3, "C")))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had) == (1, 1)
    assert outcome.superseded == [("FBK-FAMILY_SURVEY-2", 2, "week2.xlsx")]
    assert [row["fbk_text"] for row in rows_of(desk)] == ["A", "B, changed", "C"]
    desk.drop("week1.xlsx", as_xlsx(response(1, "A"), response(2, "B")))
    assert desk.collate().had == 2  # last week's export changes nothing back
    assert rows_of(desk)[1]["fbk_text"] == "B, changed"


def test_bad_rows_are_refused_and_good_ones_accepted(desk: Desk) -> None:
    bad = as_csv(
        response(1, "Good."),
        response(2, "Odd.", rating=7),
        response(3, "Odd.", service="The canteen"),
        response(4, "Good, too."),
        response(4, "Twice."),
    )
    desk.drop("survey.csv", bad)
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused, outcome.refused_rows) == (2, ["survey.csv"], 3)
    note = desk.refusal("survey.csv")
    assert "2 of its rows are accepted" in note
    assert "row 3, column 'How happy were you with the help you got? (1 to 5)'; found: 7" in note
    assert "row 4, column 'Which part of our service was this about?'; found: The canteen" in note
    assert "row 6, column 'ID'; found: 4. Expected: each response once" in note
    repaired = as_csv(
        response(1, "Good."), response(2, "Odd.", rating=3), response(4, "Good, too.")
    )
    desk.drop("survey.csv", repaired)
    outcome = desk.collate()
    assert (outcome.accepted, outcome.had, outcome.refused) == (1, 2, [])
    assert desk.left == []


def test_a_formula_stays_a_text_and_is_written_back_as_one(desk: Desk) -> None:
    text = '=HYPERLINK("http://x","y")'
    desk.drop("survey.csv", as_csv(response(1, text)))
    desk.collate()
    assert rows_of(desk)[0]["fbk_text"] == text
    (kept,) = (desk.records / "originals").iterdir()
    cells = list(csv.reader(kept.open(encoding="utf-8")))[1]
    assert cells[-1] == f"'{text}"


def test_a_cell_with_a_formula_is_refused(desk: Desk) -> None:
    desk.drop("survey.xlsx", as_xlsx(response(1, "=1+1"), response(2, "Good.")))
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused_rows) == (1, 1)
    assert "an answer that is typed, not a formula (K2)" in desk.refusal("survey.xlsx")


def test_dates_month_first_beside_dates_day_first(desk: Desk) -> None:
    """3/29/2016 can only be month first; then 4/5/2016 may be 5 April."""
    desk.drop(
        "survey.csv", as_csv(response(1, "A", day="3/29/2016"), response(2, "B", day="4/5/2016"))
    )
    assert desk.collate().refused_rows == 2
    assert "row 3, column 'Start time'; found: 4/5/2016" in desk.refusal("survey.csv")


def test_a_heading_that_the_map_does_not_name(desk: Desk) -> None:
    strange = as_csv([*response(1, "A"), "More words"], headings=[*HEADINGS, "Anything else?"])
    note = desk.refused("survey.csv", strange)
    assert "found: anything else?" in note
    assert "params/form_maps/family_survey.yml" in note


def test_an_export_that_no_map_knows(desk: Desk) -> None:
    note = desk.refused("other.csv", b"a,b\n1,2\n")
    assert "family_survey: Survey of families" in note


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty (0 bytes)"),
        ("Né".encode("latin-1"), "UTF-8 text"),
        (b'"a,b\n1', "quotation marks"),
    ],
)
def test_bad_csv_files(desk: Desk, content: bytes, said: str) -> None:
    assert said in desk.refused("bad.csv", content)


def test_an_export_without_numbers_is_known_by_what_it_says(
    desk: Desk, survey_project: Path, tmp_path: Path
) -> None:
    """Two people may say the same: both count, and both only once."""
    (tmp_path / "params").unlink()
    shutil.copytree(survey_project / "params", tmp_path / "params")
    path = tmp_path / "params/form_maps/family_survey.yml"
    path.write_text(
        path.read_text().replace("response_id: ID\n", "").replace("[Email", "[ID, Email")
    )
    rows = [response(None, "Good."), response(None, "Good."), response(None, "Bad.")]
    desk.drop("survey.csv", as_csv(*rows))
    assert desk.collate().accepted == 3
    desk.drop("again.csv", as_csv(*reversed(rows)))
    assert desk.collate().had == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (": rating", ": rated", "asks no 'rated'"),
        ("CIN\n", "CANTEEN\n", "'CANTEEN' is no answer"),
        ("form: feedback", "form: tea", "there is no form 'tea'"),
        ("  Start time: date\n", "", "nothing fills 'date'"),
        ("[Email, Name]", "[Email, ID]", "never_kept"),
    ],
)
def test_a_map_that_is_wrong_says_where(
    survey_project: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    shutil.copytree(survey_project / "params", tmp_path / "params")
    path = tmp_path / "params/form_maps/family_survey.yml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(UsageError, match="family_survey") as error:
        reader.load(tmp_path)
    assert said in str(error.value)


def test_a_row_says_which_it_was(desk: Desk) -> None:
    desk.drop("survey.csv", as_csv(response(1, "A"), response(2, "B")))
    desk.collate()
    lines = [json.loads(line) for line in (desk.records / "accepted.jsonl").open()]
    assert [line["row"] for line in lines] == [2, 3]
