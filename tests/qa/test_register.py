"""The register of actions goes out as a workbook, comes back, and takes effect."""

import io
import shutil
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from litmus.base.errors import LitmusError
from litmus.cli.app import commands
from litmus.intake import opening
from litmus.intake.forms import action_log
from litmus.qa.actions.register import Action, register

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
HEADS = (
    "act_id,act_source_table,act_source_id,act_text,act_owner_id,act_owner_role,act_service,act_kq,"
    "act_priority,act_raised_on,act_due_on,act_completed_on,act_evidence,act_verified_by,act_status"
)
ACTIONS = [
    "ACT1,qa_audit,,Hear the child,TM-1,TM,CIN,KQ1,HIGH,2016-02-01,2016-02-29,,,,OPEN",
    "ACT2,qa_audit,,=2+2 is four,TM-1,TM,CIN,KQ2,LOW,2016-02-01,2016-05-31,,,,OPEN",
    "ACT3,qa_audit,,Plan,TM-2,TM,LAC,KQ2,LOW,2016-01-01,2016-02-01,2016-01-20,On file,,DONE",
    "ACT4,qa_audit,,Visit,TM-2,TM,LAC,KQ2,LOW,2016-01-01,2016-02-01,2016-01-20,,QA-1,VERIFIED",
]
STAFF = "prof_professional_id\nTM-1\nTM-2\nQA-1\n"
MARCH, APRIL = date(2016, 3, 31), date(2016, 4, 30)
DAY = date(2016, 3, 15)
Edit = Callable[[openpyxl.Workbook], None]


class Office:
    """A council of its own, whose source has four actions; the command is run as people run it."""

    def __init__(self, folder: Path) -> None:
        self.project, self.source = folder, folder / "data"
        self.outputs, self.records = folder / "outputs", folder / "records"

    def run(self, *words: object) -> Result:
        where = ["--source", self.source, "--outputs", self.outputs, "--records", self.records]
        return CliRunner().invoke(commands, ["actions", *map(str, [*words, *where])])

    def written(self, name: str = "register.xlsx", *words: str) -> Path:
        path = self.project / name
        done = self.run("list", "--period", "2016-03", "--out", path, *words)
        assert done.exit_code == 0, done.output
        return path

    def returned(self, edit: Edit, name: str = "register.xlsx") -> Path:
        """A register, filled in."""
        path = self.written(name)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        return path

    def taken(self, path: Path) -> str:
        done = self.run("update", path)
        assert done.exit_code == 0, note(path)
        return done.output

    def refused(self, path: Path) -> str:
        before = self.logged
        done = self.run("update", path)
        assert done.exit_code == 1, done.output
        assert self.logged == before  # nothing of it counts
        assert "refused" in done.output
        return note(path)

    @property
    def logged(self) -> bytes:
        path = self.records / action_log.LOG
        return path.read_bytes() if path.exists() else b""

    def register(self, day: date) -> dict[str, Action]:
        source = opening.open_with_forms(str(self.source), self.outputs, records=self.records)
        connection = opening.freeze(source, self.outputs).connect()
        return {each.id: each for each in register(connection, day)}


def note(path: Path) -> str:
    there = path.with_name(f"{path.name}.refused.txt")
    return there.read_text() if there.exists() else ""


def put(action: str, sheet: str = "Actions", **values: object) -> Edit:
    """Fills in the row of an action; `Completed_on` is the column Completed on."""

    def edit(book: openpyxl.Workbook) -> None:
        cells = book[sheet]
        column = {cell.value: cell.column for cell in cells[1]}
        row = next(c.row for c in cells["A"] if c.value == action)
        for name, value in values.items():
            cells.cell(row, column[name.replace("_", " ")]).value = value

    return edit


def both(*edits: Edit) -> Edit:
    return lambda book: [edit(book) for edit in edits] and None


DONE = put("ACT1", Status="Done", Completed_on=datetime(2016, 3, 15), Evidence="Case note")
VERIFIED = put("ACT1", Status="Verified", Completed_on=datetime(2016, 3, 15), Verified_by="QA-1")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    for name in ("params", "data_contracts"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    council = tmp_path / "params/council.yml"
    text = council.read_text().replace("sample: true", "sample: false")
    council.write_text(text.replace("la_code: SAMPLE", 'la_code: "856"'))
    (tmp_path / "data").mkdir()
    for name, lines in {
        "qa_action": "\n".join([HEADS, *ACTIONS]),
        "ssd_professionals": STAFF,
        "ssd_person": "pers_person_id,pers_sex,pers_dob\nC1,F,2010-05-01\n",
        "ssd_contacts": "cont_contact_id,cont_person_id,cont_contact_date\n1,C1,2016-05-31\n",
    }.items():
        (tmp_path / f"data/{name}.csv").write_text(f"{lines}\n")
    monkeypatch.setenv("LITMUS_HOME", str(tmp_path))
    monkeypatch.delenv("LITMUS_RECORDS", raising=False)
    return Office(tmp_path)


def test_the_list_has_what_is_outstanding_by_urgency(office: Office) -> None:
    lines = office.run("list", "--period", "2016-03").stdout.splitlines()
    assert lines[0] == "3 outstanding actions on 31/03/2016:"
    assert [line.split()[0] for line in lines[3:]] == ["ACT1", "ACT2", "ACT3"]
    # due on 29 February: 31 days later it is 31 March
    assert lines[3].split(maxsplit=5)[1:] == [
        "TM",
        "CIN",
        "HIGH",
        "29/02/2016",
        "overdue (31 days)",
    ]
    assert "TM-1" not in "".join(lines)
    assert "Hear the child" not in "".join(lines)


@pytest.mark.parametrize(
    ("words", "head", "ids"),
    [
        (["--service", "lac"], "1 outstanding action on", ["ACT3"]),
        (["--state", "overdue"], "1 overdue action on", ["ACT1"]),
        (["--state", "verified"], "1 verified action on", ["ACT4"]),
        (["--all"], "4 actions on", ["ACT1", "ACT2", "ACT3", "ACT4"]),
    ],
)
def test_the_list_can_be_of_some(
    office: Office, words: list[str], head: str, ids: list[str]
) -> None:
    lines = office.run("list", "--period", "2016-03", *words).stdout.splitlines()
    assert lines[0].startswith(head)
    assert [line.split()[0] for line in lines[3:]] == ids


def test_the_workbook_is_accessible_and_only_five_columns_are_open(office: Office) -> None:
    book = openpyxl.load_workbook(office.written())
    sheet = book["Actions"]
    assert (book.properties.language, sheet.freeze_panes) == ("en-GB", "B2")
    assert book.properties.title == "Actions on 31/03/2016: Sample City"
    assert not sheet.merged_cells.ranges
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.protection.sheet and not sheet.protection.password
    free = [c.value for c in sheet[1] if not sheet.cell(2, c.column).protection.locked]
    assert free == ["Status", "Completed on", "Evidence", "Verified by", "New due date"]
    checks = {str(c.sqref)[0]: c for c in sheet.data_validations.dataValidation}
    assert checks["O"].formula1 == '"Open,Done,Verified,Cancelled"'
    assert [checks[letter].type for letter in "OPS"] == ["list", "date", "date"]
    assert all(c.prompt and c.showInputMessage for c in checks.values())


def test_words_never_become_a_formula(office: Office) -> None:
    path = office.written()
    cell = openpyxl.load_workbook(path)["Actions"]["G3"]
    assert (cell.value, cell.data_type) == ("=2+2 is four", "s")
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


def test_a_register_that_lies_there_is_never_written_over(office: Office) -> None:
    words = ("list", "--period", "2016-03", "--register")
    office.run(*words)
    there = office.outputs / "2016-03/actions/register.xlsx"
    first = there.read_bytes()
    assert "former" not in office.run(*words).output  # the same: left as it is
    there.write_bytes(b"filled in")
    assert "register-1.xlsx" in office.run(*words).output
    assert there.read_bytes() == first
    assert there.with_name("register-1.xlsx").read_bytes() == b"filled in"


def test_what_was_filled_in_is_carried_until_it_is_verified(office: Office) -> None:
    before = opening.open_with_forms(
        str(office.source), office.outputs, records=office.records
    ).identity()
    assert "1 action updated" in office.taken(office.returned(DONE))
    after = opening.open_with_forms(
        str(office.source), office.outputs, records=office.records
    ).identity()
    assert before != after  # the next report is not taken for unchanged
    april = office.register(APRIL)
    assert (april["ACT1"].state, april["ACT1"].outstanding) == ("done", True)
    assert april["ACT1"].completed_on == DAY
    assert april["ACT2"].state == "open"

    office.taken(office.returned(VERIFIED, "second.xlsx"))
    assert office.register(APRIL)["ACT1"].state == "verified"
    listed = office.run("list", "--period", "2016-04").output
    assert "ACT1" not in listed
    assert "2 outstanding actions on 30/04/2016" in listed


def test_a_new_due_date_ends_being_overdue(office: Office) -> None:
    office.taken(office.returned(put("ACT1", New_due_date="30 June 2016")))
    assert office.register(MARCH)["ACT1"].state == "open"
    assert office.register(MARCH)["ACT1"].due_on == date(2016, 6, 30)


def test_an_action_can_be_reopened(office: Office) -> None:
    office.taken(office.returned(put("ACT3", Status="Open", Completed_on=None)))
    assert office.register(MARCH)["ACT3"].state == "overdue"


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    path = office.returned(DONE)
    office.taken(path)
    before = office.logged
    assert "taken before" in office.taken(path)
    again = openpyxl.load_workbook(path)
    again.save(path)  # the same answers in other bytes
    assert "Nothing changed" in office.taken(path)
    assert office.logged == before


def test_a_register_that_nobody_filled_in_changes_nothing(office: Office) -> None:
    assert "Nothing in register.xlsx is new" in office.taken(office.written())
    assert office.logged == b""


def test_sheets_may_be_renamed_rows_sorted_and_days_typed_as_text(office: Office) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        put("ACT1", Status=" done", Completed_on="15/3/2016")(book)
        sheet = book["Actions"]
        for column in range(1, sheet.max_column + 1):
            one, two = sheet.cell(2, column), sheet.cell(4, column)
            one.value, two.value = two.value, one.value
        sheet.title = "March"

    office.taken(office.returned(edit))
    assert office.register(APRIL)["ACT1"].completed_on == DAY


def test_another_change_in_between_refuses_the_row(office: Office) -> None:
    first, second = office.returned(DONE, "one.xlsx"), office.returned(VERIFIED, "two.xlsx")
    office.taken(first)
    said = office.refused(second)
    assert "cell A2; found: ACT1" in said
    assert "Status and Completed on and Evidence changed" in said


REFUSALS = [
    ("a status without a date", put("ACT1", Status="Done"), "cell P2", "the day of completion"),
    ("no such status", put("ACT1", Status="Finished"), "O2; found: Finished", "one of Open, Done"),
    (
        "completed before it was raised",
        put("ACT1", Status="Done", Completed_on="31 January 2016"),
        "P2; found: 31 January 2016",
        "not before the action was raised (01/02/2016)",
    ),
    (
        "completed after today",
        put("ACT1", Status="Done", Completed_on=f"1 January {date.today().year + 1}"),
        "cell P2",
        "a day not after today",
    ),
    (
        "verified by the owner",
        put("ACT1", Status="Verified", Completed_on="15/03/2016", Verified_by="TM-1"),
        "R2; found: TM-1",
        "somebody other than the owner of the action: nobody verifies what they did themselves",
    ),
    (
        "verified by nobody known",
        put("ACT1", Status="Verified", Completed_on="15/03/2016", Verified_by="QA-9"),
        "R2; found: QA-9",
        "somebody whom the data know",
    ),
    (
        "verified by nobody",
        put("ACT1", Status="Verified", Completed_on="15/03/2016"),
        "cell R2",
        "who verified it",
    ),
    ("open with a day", put("ACT1", Completed_on="15/03/2016"), "cell P2", "Status is Open"),
    ("month first", put("ACT1", New_due_date="06/30/2016"), "S2; found: 06/30", "the day first"),
    (
        "day and month exchanged",
        both(
            put("ACT1", Status="Done", Completed_on="29/03/2016"),
            put("ACT2", New_due_date=datetime(2016, 6, 5)),
        ),
        "cell S3",
        "read in one way only",
    ),
    ("a formula", put("ACT1", Evidence="=1+1"), "Q2; found: =1+1", "typed, not a formula"),
    ("an unknown id", put("ACT1", Action="ACT99"), "A2; found: ACT99", "the id of an action"),
    ("an id twice", put("ACT1", Action="ACT2"), "A3; found: ACT2", "once"),
    ("a white column", put("ACT2", Due_on=datetime(2016, 12, 1)), "A3", "white columns"),
    (
        "a missing column",
        lambda book: book["Actions"].delete_cols(17),
        "row 1",
        "one column headed 'Evidence'",
    ),
    (
        "words beside the columns",
        lambda book: book["Actions"].cell(2, 21, "By phone") and None,
        "U2; found: By phone",
        "write it in Evidence",
    ),
    ("no hidden sheet", lambda book: book.remove(book["litmus register"]), "", "as Litmus wrote"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "found", "expected"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_what_cannot_be_is_refused_by_name(
    office: Office, edit: Edit, found: str, expected: str
) -> None:
    # a good row does not count beside a bad one
    good = put("ACT3", Status="Verified", Verified_by="QA-1")
    said = office.refused(office.returned(both(good, edit)))
    assert found in said
    assert expected in said
    assert "litmus actions update again" in said


def test_the_note_goes_when_the_file_is_put_right(office: Office) -> None:
    path = office.returned(put("ACT1", Status="Done"))
    office.refused(path)
    book = openpyxl.load_workbook(path)
    DONE(book)
    book.save(path)
    office.taken(path)
    assert note(path) == ""


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook_is_refused(office: Office, content: bytes) -> None:
    path = office.project / "register.xlsx"
    path.write_bytes(content)
    assert "Litmus has not accepted register.xlsx" in office.refused(path)


def test_a_register_of_another_council_is_refused(office: Office) -> None:
    path = office.returned(DONE)
    council = office.project / "params/council.yml"
    council.write_text(council.read_text().replace('la_code: "856"', 'la_code: "999"'))
    assert "a register of this council (999)" in office.refused(path)


def test_the_history_of_an_action_is_told_oldest_first(office: Office) -> None:
    office.taken(office.returned(DONE, "april.xlsx"))
    office.taken(office.returned(put("ACT1", Status="Verified", Verified_by="QA-1"), "may.xlsx"))
    lines = office.run("history", "ACT1").stdout.splitlines()
    assert lines[0] == "ACT1: Case file audits (CIN, HIGH, TM)"
    assert lines[1] == "  01/02/2016: raised, due 29/02/2016"
    assert "april.xlsx: Status Open → Done; Completed on nothing → 15/03/2016" in lines[2]
    assert "Evidence nothing → 2 words" in lines[2]
    assert "may.xlsx: Status Done → Verified; Verified by nothing → QA-1" in lines[3]
    assert lines[4].startswith("  now: Status Verified; verified")
    assert '"Case note"' in office.run("history", "ACT1", "--words").output


def test_what_the_source_itself_says_is_part_of_the_history(office: Office) -> None:
    lines = office.run("history", "ACT4").stdout.splitlines()
    assert lines[2] == (
        "  in the source: Status Verified; Completed on 20/01/2016; Verified by QA-1"
    )


def test_a_line_cut_short_is_no_line_and_a_changed_one_is_noticed(office: Office) -> None:
    office.taken(office.returned(DONE))
    log = office.records / action_log.LOG
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"council": "856", "fi')
    assert office.register(APRIL)["ACT1"].state == "done"
    office.taken(office.returned(put("ACT2", Evidence="Seen"), "second.xlsx"))
    assert log.read_bytes().startswith(whole)
    assert len(list(action_log.updates(office.records, "856"))) == 2

    log.write_bytes(whole.replace(b"2016-03-15", b"2016-03-16"))
    with pytest.raises(LitmusError, match=r"actions\.jsonl, line 1: the line was changed"):
        list(action_log.updates(office.records, "856"))


def test_what_was_tried_out_on_another_council_stays_out(office: Office) -> None:
    office.taken(office.returned(DONE))
    council = office.project / "params/council.yml"
    council.write_text(council.read_text().replace('la_code: "856"', 'la_code: "999"'))
    assert office.register(APRIL)["ACT1"].state == "overdue"


@given(
    said=st.lists(
        st.dictionaries(st.sampled_from(action_log.FOLLOWED), st.none() | st.text()), max_size=5
    )
)
def test_what_was_said_last_of_each_column_stands(
    said: list[action_log.Values], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("records")
    wanted: action_log.Values = {}
    for number, now in enumerate(said):
        change = action_log.ActionChange("A1", dict.fromkeys(now), now)
        action_log.add(folder, action_log.Update("856", f"{number}.xlsx", "", "", "", (change,)))
        wanted |= now
    assert action_log.latest(folder, "856").get("A1", {}) == wanted
