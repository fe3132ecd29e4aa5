"""Bad forms, by name: each is refused with what to put right, or read for what it is."""

import io
import os
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from intake.forms import workshop
from intake.forms.conftest import Desk
from intake.forms.workshop import altered, answer_cell, part_added, part_replaced, typed

pytestmark = pytest.mark.slow

Make = Callable[..., bytes]


def test_a_good_form_is_accepted_and_leaves_the_inbox(desk: Desk, filled: Make) -> None:
    desk.drop("alert.xlsx", filled())
    assert desk.collate().accepted == 1
    assert desk.left == []
    assert (desk.inbox / "accepted" / "alert.xlsx").exists()
    (form,) = desk.forms
    alert = form.tables["qa_exception_alert"][0]
    assert alert["exc_person_id"] == "0001234"
    assert alert["exc_raised_at"] == "2016-03-29T14:05:00"
    assert form.tables["qa_finding"][0]["fin_source_id"] == alert["exc_id"] == form.form_id


def test_wrong_version(desk: Desk, filled: Make) -> None:
    def older(workbook: openpyxl.Workbook) -> None:
        workbook["litmus"]["B2"] = "0.9"

    said = desk.refused("old.xlsx", altered(filled(), older))
    assert "version 0.9" in said
    assert "version 1 of the form 'Exception alert'" in said


def test_no_form_of_ours(desk: Desk) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["Rota", "Monday"])
    saved = io.BytesIO()
    workbook.save(saved)
    assert "a Litmus form, or an export" in desk.refused("rota.xlsx", saved.getvalue())


def test_unknown_form(desk: Desk, filled: Make) -> None:
    def other(workbook: openpyxl.Workbook) -> None:
        workbook["litmus"]["B1"] = "tea_rota"

    assert "params/forms has none" in desk.refused("tea.xlsx", altered(filled(), other))


def test_a_lost_hidden_sheet_is_made_up_for_by_the_properties(desk: Desk, filled: Make) -> None:
    desk.drop("a.xlsx", altered(filled(), lambda workbook: workbook.remove(workbook["litmus"])))
    assert desk.collate().accepted == 1


def test_renamed_sheet_whose_cells_kept_their_names(desk: Desk, filled: Make) -> None:
    """Excel renames the sheet in the names as well, so that the answers are still found."""
    content = part_replaced(
        filled(), "xl/workbook.xml", lambda part: part.replace(b"Alert", b"My alert")
    )
    desk.drop("renamed.xlsx", content)
    assert desk.collate().accepted == 1


def test_renamed_sheet_without_names(desk: Desk, filled: Make) -> None:
    def rename(workbook: openpyxl.Workbook) -> None:
        workbook["Alert"].title = "My alert"  # the names still speak of the old sheet

    said = desk.refused("renamed.xlsx", altered(filled(), rename))
    assert "a sheet named 'Alert'" in said
    assert "My alert" in said
    assert said.count("was renamed") == 1


def test_answers_without_names_are_found_by_their_question(desk: Desk, filled: Make) -> None:
    desk.drop("named.xlsx", altered(filled(), lambda workbook: workbook.defined_names.clear()))
    assert desk.collate().accepted == 1
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_team_id"] == "T07"
    assert desk.forms[0].tables["qa_finding"][0]["fin_text"] == "No visits."


def test_merged_cells(desk: Desk, filled: Make) -> None:
    sheet, cell = answer_cell(filled(), "team")
    below = f"B{int(cell[1:]) + 1}"
    said = desk.refused(
        "merged.xlsx", altered(filled(), lambda w: w[sheet].merge_cells(f"{cell}:{below}"))
    )
    assert f"Sheet Alert, cell {cell}" in said
    assert f"unmerge {cell}:{below}" in said


def test_an_inserted_row_moves_answers_with_their_questions(desk: Desk, filled: Make) -> None:
    """openpyxl moves the cells but not the names: these now stand beside other questions."""
    desk.drop("inserted.xlsx", altered(filled(), lambda workbook: workbook["Alert"].insert_rows(5)))
    assert desk.collate().accepted == 1
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_team_id"] == "T07"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("29/03/2016 14:05", "2016-03-29T14:05:00"),
        ("29 March 2016 14:05", "2016-03-29T14:05:00"),
        ("2016-03-29 14:05", "2016-03-29T14:05:00"),
        ("29.03.2016", "2016-03-29T00:00:00"),
        (datetime(2016, 3, 29, 14, 5), "2016-03-29T14:05:00"),
        (datetime(2016, 3, 29, 14, 4, 59, 999000), "2016-03-29T14:05:00"),
    ],
)
def test_dates_as_text(desk: Desk, filled: Make, said: object, kept: str) -> None:
    content = typed(filled(told_at=None, response_due=None, type="GOOD_PRACTICE"), raised_at=said)
    desk.drop("text.xlsx", content)
    assert desk.collate().accepted == 1
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_raised_at"] == kept


@pytest.mark.parametrize(
    "said", ["03/29/2016", "29/03/16", "31/04/2016", "yesterday", 42458, "29/03/2061", "29/03/1916"]
)
def test_dates_that_are_none(desk: Desk, filled: Make, said: object) -> None:
    sheet, cell = answer_cell(filled(), "response_due")
    content = typed(filled(), response_due=said)
    if isinstance(said, int):
        content = altered(content, lambda w: setattr(w[sheet][cell], "number_format", "General"))
    note = desk.refused("text.xlsx", content)
    assert f"Sheet Alert, cell {cell}; found: {said}" in note.replace(".0.", ".")
    assert "a date such as 29/03/2016" in note


def test_day_month_confusion_by_excel(desk: Desk, filled: Make) -> None:
    """Set up month first, Excel left 29/03/2016 as text and took 05/04/2016 for 4 May."""
    content = typed(filled(), raised_at="29/03/2016 14:05", response_due=date(2016, 5, 4))
    _, due = answer_cell(content, "response_due")
    note = desk.refused("swapped.xlsx", content)
    assert f"cell {due}" in note
    assert "day and month may have been exchanged" in note


def test_day_month_confusion_by_hand(desk: Desk, filled: Make) -> None:
    """One date is surely month first, so 04/05/2016 may be 5 April as well as 4 May."""
    content = typed(filled(), raised_at="03/29/2016 14:05", response_due="04/05/2016")
    _, due = answer_cell(content, "response_due")
    note = desk.refused("swapped.xlsx", content)
    assert f"cell {due}; found: 04/05/2016" in note
    assert "the day first" in note


def test_a_date_in_numbers_is_day_first(desk: Desk, filled: Make) -> None:
    desk.drop("due.xlsx", typed(filled(), response_due="05/04/2016"))
    desk.collate()
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_response_due"] == "2016-04-05"


def test_dates_out_of_order(desk: Desk, filled: Make) -> None:
    note = desk.refused("order.xlsx", filled(told_at="2016-03-29T13:00:00"))
    assert "not before 'Raised on, at'" in note


def test_required_answers_and_those_required_by_others(desk: Desk, filled: Make) -> None:
    note = desk.refused("empty.xlsx", filled(team=None, told_at=None, rows={}))
    assert "an answer to 'Team'" in note
    assert "an answer to 'Team manager told on, at'" in note
    assert "at least one row of findings" in note


def test_choice_not_offered_and_number_out_of_range(desk: Desk, filled: Make) -> None:
    note = desk.refused("choice.xlsx", typed(filled(), type="Grumble", level=9))
    assert "found: Grumble. Expected: one of: Serious concern; Alert;" in note
    assert "a whole number from 0 to 5" in note


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macro_workbook(desk: Desk, filled: Make, name: str) -> None:
    for ending in ("xlsm", "xlsx"):
        note = desk.refused(f"macro.{ending}", part_added(filled(), name, b"\0" * 10))
        assert "a workbook without macros" in note
        (desk.inbox / f"macro.{ending}").unlink()


def test_password_protected(desk: Desk) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000
    note = desk.refused("secret.xlsx", ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100)
    assert "a workbook without a password" in note


def test_old_excel_format(desk: Desk) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000
    assert "the old Excel format" in desk.refused("old.xlsx", ole)


def test_zero_bytes(desk: Desk) -> None:
    assert "The file is empty (0 bytes)" in desk.refused("empty.xlsx", b"")


def test_cut_off(desk: Desk, filled: Make) -> None:
    assert "a whole Excel workbook" in desk.refused("cut.xlsx", filled()[:9000])


def test_other_kinds_of_file(desk: Desk) -> None:
    assert "a completed form (.xlsx)" in desk.refused("letter.docx", b"PK\x03\x04")


SHEET = "xl/worksheets/sheet2.xml"


def bomb_of(content: bytes, megabytes: int) -> bytes:
    """The workbook with a sheet that inflates to so many megabytes of spaces."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", 8) as new:
        for each in old.namelist():
            with new.open(each, "w") as part:
                part.write(old.read(each))
                for _ in range(megabytes if each == SHEET else 0):
                    part.write(b" " * 1_000_000)
    return packed.getvalue()


def test_zip_bomb(desk: Desk, filled: Make) -> None:
    """A sheet of 150 MB in a file of 150 kB."""
    bomb = bomb_of(filled(), 150)
    assert len(bomb) < 200_000
    assert "beyond all measure" in desk.refused("bomb.xlsx", bomb)


def test_zip_bomb_that_lies_about_its_size(desk: Desk, filled: Make) -> None:
    """It says that a part has 1,000 bytes, and would inflate to 150 MB. It never is."""
    bomb = bytearray(bomb_of(filled(), 150))
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        local = archive.getinfo(SHEET).header_offset
    central = bomb.rindex(SHEET.encode()) - 46
    struct.pack_into("<I", bomb, local + 22, 1000)
    struct.pack_into("<I", bomb, central + 24, 1000)
    tracemalloc.start()
    try:
        assert "a whole Excel workbook" in desk.refused("lie.xlsx", bytes(bomb))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


def test_entities_are_not_expanded(desk: Desk, filled: Make) -> None:
    def lol(part: bytes) -> bytes:
        entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        start, _, rest = part.partition(b"<workbook")
        return start + entity + b"<workbook" + rest

    assert "a whole Excel workbook" in desk.refused(
        "lol.xlsx", part_replaced(filled(), "xl/workbook.xml", lol)
    )


def test_a_single_cell_far_away(desk: Desk, filled: Make) -> None:
    def far(workbook: openpyxl.Workbook) -> None:
        workbook["Alert"]["XFD1048576"] = " "

    assert "Something stands far away" in desk.refused("far.xlsx", altered(filled(), far))


def test_formula_in_a_text_cell(desk: Desk, filled: Make) -> None:
    _, cell = answer_cell(filled(), "detail")
    note = desk.refused("formula.xlsx", typed(filled(), detail='=HYPERLINK("http://x","y")'))
    assert f"cell {cell}; found: =HYPERLINK" in note
    assert "not a formula" in note


def test_a_text_that_looks_like_a_formula_stays_a_text(desk: Desk, filled: Make) -> None:
    text = "=1+1 is what the file said"
    desk.drop("=text.xlsx", filled(detail=text))
    assert desk.collate().accepted == 1
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_detail"] == text
    assert ",'=text.xlsx" in (desk.records / "register.csv").read_text()


def test_error_in_a_cell(desk: Desk, filled: Make) -> None:
    note = desk.refused("error.xlsx", typed(filled(), level="#N/A"))
    assert "not an error" in note


def test_what_excel_made_of_an_id(desk: Desk, filled: Make) -> None:
    """MAR-1 became a date; a number of twenty digits lost its end."""
    note = desk.refused(
        "id.xlsx", typed(filled(), team=datetime(2016, 3, 1), child=12345678901234567890)
    )
    assert "Excel took what was typed for a date" in note
    assert "no more than 15 digits" in note


def test_a_number_typed_for_an_id_is_kept_as_digits(desk: Desk, filled: Make) -> None:
    desk.drop("id.xlsx", typed(filled(), child=1234))
    desk.collate()
    assert desk.forms[0].tables["qa_exception_alert"][0]["exc_person_id"] == "1234"


def test_words_where_nothing_would_read_them(desk: Desk, filled: Make) -> None:
    def below(workbook: openpyxl.Workbook) -> None:
        sheet = workbook["Findings"]
        sheet.cell(sheet.max_row + 1, 4).value = "One more finding"
        workbook["Alert"].cell(workbook["Alert"].max_row + 2, 2).value = "A remark"

    note = desk.refused("more.xlsx", altered(filled(), below))
    assert "found: One more finding" in note
    assert "found: A remark" in note


def test_links_are_not_followed(desk: Desk, filled: Make, tmp_path: Path) -> None:
    desk.inbox.mkdir()
    elsewhere = tmp_path / "elsewhere.xlsx"
    elsewhere.write_bytes(filled())
    (desk.inbox / "link.xlsx").symlink_to(elsewhere)
    assert desk.collate().refused == ["link.xlsx"]
    assert "This is a link" in desk.refusal("link.xlsx")
    assert elsewhere.exists()


def test_files_of_excel_and_the_system_are_left_alone(desk: Desk) -> None:
    for name in ("~$alert.xlsx", ".DS_Store", "Thumbs.db"):
        desk.drop(name, b"x")
    outcome = desk.collate()
    assert (outcome.accepted, outcome.refused) == (0, [])
    assert len(desk.left) == 3


def test_a_file_still_being_written_is_left_for_the_next_time(
    desk: Desk, filled: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that grows while the collate runs."""
    path = desk.drop("half.xlsx", filled()[:5000])
    os.utime(path)

    def meanwhile(_: float) -> None:
        path.write_bytes(filled()[:9000])

    monkeypatch.setattr("litmus.intake.forms.collate.time.sleep", meanwhile)
    outcome = desk.collate()
    assert (outcome.unsettled, outcome.refused) == (["half.xlsx"], [])
    assert desk.left == ["half.xlsx"]


def test_nothing_typed_is_said_on_the_screen(desk: Desk, filled: Make) -> None:
    from litmus.intake.forms.outcome_text import describe

    desk.drop("a.xlsx", typed(filled(child="SECRET-77"), type="SECRET words"))
    said = describe(desk.collate(), desk.inbox, desk.records)
    assert "a.xlsx.refused.txt" in said
    assert "SECRET" not in said
    assert "SECRET words" in desk.refusal("a.xlsx")


def test_half_a_folder_failing_does_not_stop_the_rest(desk: Desk, filled: Make) -> None:
    for number in range(6):
        desk.drop(f"good{number}.xlsx", filled(child=f"100{number}"))
        desk.drop(f"bad{number}.xlsx", [b"", b"PK\x03\x04", b"text"][number % 3])
    outcome = desk.collate()
    assert (outcome.accepted, len(outcome.refused)) == (6, 6)
    assert {form.tables["qa_exception_alert"][0]["exc_person_id"] for form in desk.forms} == {
        f"100{number}" for number in range(6)
    }


def test_the_note_goes_when_the_form_is_right(desk: Desk, filled: Make) -> None:
    desk.refused("a.xlsx", filled(team=None))
    desk.drop("a.xlsx", filled())
    assert desk.collate().accepted == 1
    assert desk.left == []


def test_a_note_without_its_file_goes_and_other_files_stay(desk: Desk, filled: Make) -> None:
    desk.refused("a.xlsx", filled(team=None))
    (desk.inbox / "a.xlsx").unlink()
    desk.drop("mine.refused.txt", b"my own words")
    desk.collate()
    assert desk.left == ["mine.refused.txt"]


def test_workshop_project_has_the_form(desk: Desk) -> None:
    assert workshop.alert(desk.project).code == "exception_alert"
