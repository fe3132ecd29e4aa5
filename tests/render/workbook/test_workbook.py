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
    assert rows(book["Table 2"])[0][0] == "The figures"


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
