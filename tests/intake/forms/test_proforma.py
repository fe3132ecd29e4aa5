"""A proforma is accessible, protected, offers what can be picked, and is the same every time."""

import io
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from litmus.intake.forms import definitions, places
from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.identity import OWN_FIELDS
from litmus.intake.forms.model import Form
from litmus.intake.forms.proforma import proforma

PROJECT = Path(__file__).parents[3]
FORMS = definitions.load(PROJECT)
COUNCIL = "Sample City"


@cache
def written(code: str) -> bytes:
    return proforma(FORMS[code], COUNCIL)


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def audit() -> Workbook:
    return opened(written("case_file_audit"))


def sheets_to_fill(workbook: Workbook, form: Form) -> list:
    return [workbook[name] for name in dict.fromkeys(section.sheet for section in form.sections)]


def test_the_same_form_is_the_same_bytes() -> None:
    assert proforma(FORMS["visit"], COUNCIL) == written("visit")


def test_a_form_says_hidden_and_in_its_properties_what_it_is(audit: Workbook) -> None:
    stamped = {row[0].value: row[1].value for row in audit[places.HIDDEN].rows}
    properties = {each.name: each.value for each in audit.custom_doc_props.props}

    assert stamped == {"form": "case_file_audit", "version": "1", "layout": "1"}
    assert audit[places.HIDDEN].sheet_state == "veryHidden"
    assert properties == {f"litmus_{key}": value for key, value in stamped.items()}


def test_a_document_has_a_title_and_a_language(audit: Workbook) -> None:
    assert audit.properties.title == "Case file audit, version 1"
    assert audit.properties.language == "en-GB"


@pytest.mark.slow
@pytest.mark.parametrize("code", FORMS)
def test_no_cell_is_merged_and_no_picture_is_shown(code: str) -> None:
    workbook = opened(written(code))

    assert not any(sheet.merged_cells.ranges for sheet in workbook)
    with zipfile.ZipFile(io.BytesIO(written(code))) as parts:
        assert not any("media" in name or "drawing" in name for name in parts.namelist())


@pytest.mark.parametrize("code", FORMS)
def test_every_answer_has_a_name_that_leads_to_its_cell_beside_its_question(code: str) -> None:
    form, workbook = FORMS[code], opened(written(code))

    for field in [*OWN_FIELDS, *form.fields]:
        ((sheet, place),) = workbook.defined_names[places.answer_name(field)].destinations
        cell = workbook[sheet][place.replace("$", "")]
        assert cell.column == places.ANSWER_COLUMN
        assert workbook[sheet].cell(cell.row, places.LABEL_COLUMN).value == field.label


@pytest.mark.slow
@pytest.mark.parametrize("code", FORMS)
def test_every_table_has_a_name_that_spans_its_headings_and_rows(code: str) -> None:
    form, workbook = FORMS[code], opened(written(code))

    for table in form.tables:
        ((sheet, place),) = workbook.defined_names[places.rows_name(table)].destinations
        block = workbook[sheet][place.replace("$", "")]
        assert [cell.value for cell in block[0]] == places.headings(table)
        assert len(block) == table.length + 1
        first = [row[0].value for row in block[1:]]
        assert first == ([row.label for row in table.rows] or [*range(1, table.length + 1)])


@pytest.mark.slow
@pytest.mark.parametrize("code", FORMS)
def test_only_answers_can_be_written_in(code: str) -> None:
    """Sheets are protected without a password, and so is their order."""
    form, workbook = FORMS[code], opened(written(code))

    assert workbook.security.lockStructure
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in workbook)
    open_cells = sum(
        not cell.protection.locked for sheet in workbook for row in sheet.rows for cell in row
    )
    in_tables = sum(table.length * len(table.fields) for table in form.tables)
    assert open_cells == len(OWN_FIELDS) + len(form.fields) + in_tables


@pytest.mark.parametrize("code", FORMS)
def test_every_answer_has_a_message_and_every_choice_a_list(code: str) -> None:
    form, workbook = FORMS[code], opened(written(code))

    for sheet in sheets_to_fill(workbook, form):
        for row in sheet.rows:
            for cell in row:
                if not cell.protection.locked:
                    (check,) = [
                        v for v in sheet.data_validations.dataValidation if cell.coordinate in v
                    ]
                    assert check.prompt
                    assert len(check.prompt) <= 255
                    assert len(check.promptTitle) <= 32
                    assert (check.type is None) or check.error
    for field in form.fields:
        if field.options:
            assert offered(workbook, form, field.name) == list(field.options.values())


def offered(workbook: Workbook, form: Form, name: str) -> list[str]:
    ((sheet, place),) = workbook.defined_names[places.answer_name(name)].destinations
    (check,) = [
        v for v in workbook[sheet].data_validations.dataValidation if place.replace("$", "") in v
    ]
    ((lists, cells),) = workbook.defined_names[check.formula1.removeprefix("=")].destinations
    block = workbook[lists][cells.replace("$", "")]
    return [row[0].value for row in block]


def test_a_theme_may_be_written_in_own_words_after_a_warning(audit: Workbook) -> None:
    findings = audit["Findings"].data_validations.dataValidation
    (theme,) = [check for check in findings if check.promptTitle == "Theme"]
    (area,) = [check for check in findings if check.promptTitle == "Key area"]

    assert (theme.errorStyle, area.errorStyle) == ("warning", "stop")


def test_dates_look_british_and_text_stays_text(audit: Workbook) -> None:
    sheet = audit["The audit"]

    def number_format(name: str) -> str:
        ((_, place),) = audit.defined_names[places.answer_name(name)].destinations
        return sheet[place.replace("$", "")].number_format

    assert number_format("allocated") == "dd/mm/yyyy"
    assert number_format("completed") == "dd/mm/yyyy hh:mm"
    assert number_format("month") == "mmmm yyyy"
    assert number_format("child") == "@"


def test_what_is_needed_is_said_in_words(audit: Workbook) -> None:
    sheet = audit["The audit"]
    needed = {sheet.cell(row, 1).value: sheet.cell(row, 3).value for row in range(3, sheet.max_row)}

    assert needed["Overall judgement"] == "Required"
    assert needed["Worker (staff id)"] == "Optional"
    assert needed["What the concern is"] == "Required if “Immediate concern for the child?” is Yes"


def test_every_sheet_prints_on_a4_across_with_its_headings_on_each_page(audit: Workbook) -> None:
    for sheet in sheets_to_fill(audit, FORMS["case_file_audit"]):
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows
        assert sheet.freeze_panes


def test_answers_are_written_as_excel_would_have_them() -> None:
    filled = Filled(
        {"visitor": "007", "date": "2016-03-29", "announced": "N", "seen": "=1+1"},
        {"findings": {2: {"polarity": "CONCERN", "theme": "in own words"}}},
    )

    workbook = opened(proforma(FORMS["visit"], COUNCIL, filled))

    def answer(name: str) -> object:
        ((sheet, place),) = workbook.defined_names[places.answer_name(name)].destinations
        return workbook[sheet][place.replace("$", "")]

    assert answer("visitor").value == "007"
    assert answer("date").value.date().isoformat() == "2016-03-29"
    assert answer("date").number_format == "dd/mm/yyyy"
    assert answer("announced").value == "No"
    assert (answer("seen").value, answer("seen").data_type) == ("=1+1", "s")  # no formula
    ((sheet, place),) = workbook.defined_names["rows_findings"].destinations
    second = [cell.value for cell in workbook[sheet][place.replace("$", "")][2]]
    assert second[:2] == [2, "Concern"]
    assert "in own words" in second
