"""The workbook: a table a sheet, numbers that are numbers, words that are never formulas."""

import io

import openpyxl
import pytest

from litmus.render import workbook
from litmus.render.workbook import sheets
from litmus.report.bundle import TableCell
from litmus.report.cells import Value
from render import notebook_fixture as made
from render import parts


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook.render(parts.notebook(), title="The report")


@pytest.fixture(scope="module")
def book(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet) -> list[tuple]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def test_the_same_report_gives_the_same_bytes(content):
    assert workbook.render(parts.notebook(), title="The report") == content


def test_a_cover_contents_and_a_table_a_sheet(book):
    assert book.sheetnames == ["Cover", "Contents", "Table 1", "Table 2"]
    assert book.properties.title == "The report"
    assert book["Cover"]["A1"].value == "The report"


def test_every_number_is_a_number_with_its_basis_beside_it(book):
    head, first, second = rows(book["Table 1"])[-3:]
    assert head == (
        "Indicator", "Now (%)", "Now: number", "Now: out of", "Now: remark", "Rating",
    )  # fmt: skip
    assert first == ("Plans", 86.1, 427, 496, "provisional", "=1+1")
    assert second == ("Visits", "no figure", "[z]", "[z]", "[z]", "[z]")


def test_words_that_begin_with_an_equals_sign_are_words(book):
    cell = next(c for row in book["Table 1"].iter_rows() for c in row if c.value == "=1+1")
    assert cell.data_type == "s"


def test_a_table_behind_a_fold_has_its_sheet_too(book):
    assert rows(book["Table 2"])[0][0] == "Summary: The figures"


def sheet_of(*cells) -> sheets.Sheet:
    """The sheet of a table with one column of these cells."""
    shown = parts.shown(TableCell("T", ("Name", "Value"), [["a", cell] for cell in cells]))
    return sheets.read({"cells": [shown]})[0]


def test_units_that_differ_have_a_column():
    names = dict(sheet_of(Value(86.1, "percent", 1), Value(42.0, "per 10,000", 1)).columns)
    assert names["Value"] == [86.1, 42.0] and names["Value: unit"] == ["%", "per 10,000"]


def test_an_interval_has_a_column_for_each_end():
    names = dict(sheet_of(Value(86.08, "percent", 1, lower=82.84, upper=88.9)).columns)
    assert names["Value: lower end of interval"] == [82.8]
    assert names["Value: upper end of interval"] == [88.9]


def test_a_whole_report_can_be_made():
    book = openpyxl.load_workbook(io.BytesIO(workbook.render(made.quarterly(), title=made.TITLE)))
    assert len(book.sheetnames) > 3


def test_what_heads_rows_of_a_table_is_a_column():
    rows = [["Contacts", "31"], ["Referrals", "12"], ["Plans", "7"]]
    table = TableCell("T", ("Indicator", "Now"), rows, sections={0: "Front door", 2: "Plans"})
    (sheet,) = sheets.read(made.notebook([parts.shown(table)]))
    assert sheet.columns[0] == ("Part", ["Front door", "Front door", "Plans"])
    assert [name for name, _ in sheet.columns] == ["Part", "Indicator", "Now"]


def noted() -> openpyxl.Workbook:
    """A workbook of two tables that share a note, one with a long text."""
    long = "Every plan is seen by its chair within ten working days of the conference. " * 3
    tables = [
        TableCell(
            "Plans", ("Team", "Said"), [["North", long], ["South", "yes"]], note="Once a year."
        ),
        TableCell("Visits", ("Team", "Said"), [["North", "no"]], note="Once a year."),
    ]
    nb = made.notebook([parts.shown(table) for table in tables])
    return openpyxl.load_workbook(io.BytesIO(workbook.render(nb, title="T")))


def test_a_note_stands_once_on_a_sheet_of_notes_and_is_named_beside_its_tables():
    book = noted()
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Table 1", "Table 2"]
    assert rows(book["Notes"])[3:] == [(1, "Once a year.")]
    assert [rows(book[f"Table {n}"])[0][0] for n in (1, 2)] == [
        "Plans [note 1]", "Visits [note 1]",
    ]  # fmt: skip
    assert [row[1].strip() for row in rows(book["Contents"])[3:]] == ["Plans", "Visits"]


def test_a_long_text_has_several_lines_in_a_column_that_fits_a_screen():
    sheet = noted()["Table 1"]
    assert sheet.column_dimensions["B"].width <= 60
    head, long, short = (sheet.row_dimensions[n].height for n in (3, 4, 5))
    assert long > 3 * short and head == pytest.approx(short)
    assert sheet["B4"].alignment.wrap_text and sheet["B4"].alignment.vertical == "top"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
