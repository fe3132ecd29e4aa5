"""Cells: a value stays a number until it is printed, and reads back from its machine form."""

import json
import re
from datetime import date
from html import unescape

import pytest

from litmus import open_report
from litmus.report import cells
from litmus.report.bundle import LITMUS, ChartCell, TableCell
from litmus.report.cells import Basis, Reference, Sparkline, Value, amount, nothing
from litmus.report.components import Folded
from report import council


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Everything with rows that a quarterly report and a book show of the council."""
    report = open_report(council.write(tmp_path_factory.mktemp("report")))
    parts = [report.overview("KQ2"), *report.indicator("ASM02"), *report.page("CIN01")]
    parts += [report.breakdown("ASM02", "team"), *report.equality(), *report.off_target()]
    parts += [*report.data_quality(), *report.method(), *report.book_summary(), *report.index()]
    parts += [inner for part in parts if isinstance(part, Folded) for inner in part.parts]
    return [part for part in parts if isinstance(part, TableCell | ChartCell)]


@pytest.mark.slow
def test_what_people_see_is_written_from_what_machines_read(shown):
    numbers = 0
    for part in shown:
        data = json.loads(json.dumps(part._repr_mimebundle_()[0]))
        rows = [[cells.read(form) for form in row] for row in data[LITMUS]["rows"]]
        assert [[str(cell) for cell in row] for row in rows] == part.words
        assert rows == [list(row) for row in part.rows]
        if isinstance(part, TableCell):
            assert in_html(part) == part.words
        values = [cell for row in rows for cell in row if isinstance(cell, Value)]
        numbers += sum(isinstance(cell.value, int | float) for cell in values)
    assert len(shown) > 20 and numbers > 400


def in_html(table: TableCell) -> list[list[str]]:
    """The words of an HTML table's body; a drawing is its label."""
    body = table.html().partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in body.split("</tr>")[:-1]]
    label = re.compile(r'<svg.*?aria-label="(.*?)".*</svg>')
    return [[unescape(label.sub(r"\1", cell)) for cell in row] for row in rows]


def test_no_number_is_hidden_in_words(shown):
    """A cell that begins with a number is one, but for names and dates of what a row covers."""
    for part in shown:
        for row in part.rows:
            hidden = [cell for cell in row[1:] if isinstance(cell, str) and cell[:1].isdigit()]
            assert all(re.match(r"\d+ (months|March|January|years)|\d+-\d+", c) for c in hidden)


def test_a_spreadsheet_finds_number_unit_and_basis(tmp_path):
    table = open_report(council.write(tmp_path)).overview("KQ2")
    row = next(r for r in table.machine()["rows"] if r[0].startswith("Single assessments"))
    value, target, change = row[2], row[3], row[5]
    assert value["text"] == "78.9% (2,415 of 3,061)"
    assert (value["value"], value["unit"], value["decimals"]) == (
        pytest.approx(78.89578), "percent", 1,
    )  # fmt: skip
    assert value["basis"]["numerator"] == 2415 and value["basis"]["denominator"] == 3061
    assert (target["value"], target["text"]) == (85.0, "85.0%")
    assert (change["unit"], change["value"] > 0) == ("points", True)
    assert change["text"] == "better, up 7.0 points to 79.0%"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Value(57.25, "percent", 1), "57.3%"),  # half up
        (Value(-0.04, decimals=1), "0.0"),  # never "-0.0"
        (Value(-1.04, "points", 1, note=" below", unsigned=True), "1.0 point below"),
        (Value(421.94, "per 10,000", 1, basis=Basis(3535)), "421.9 (3,535)"),
        (Value(36.0, decimals=1, basis=Basis(denominator=1, note=" case")), "36.0 (1 case)"),
        (Value(0.45, decimals=2, lower=0.061, upper=0.84), "0.45 (0.06 to 0.84)"),
        (Value(83.4, "percent", 1, lead="England 2015/16: "), "England 2015/16: 83.4%"),
        (Value(date(2016, 3, 9), "day"), "9 Mar 2016"),
        (amount(12345), "12,345"),
        (amount(3.25), "3.3"),
        (nothing("none set"), "none set"),
        (Sparkline([70.0, None, 78.9], "from 70.0% to 78.9%"), "from 70.0% to 78.9%"),
        (Reference("Within 45 days", "On time"), "Within 45 days"),
        ("words", "words"),
    ],
)
def test_a_cell_is_written_and_comes_back_from_its_machine_form(cell, text):
    assert str(cell) == text
    again = cells.read(json.loads(json.dumps(cells.machine(cell))))
    assert again == cell and str(again) == text


def test_a_form_of_another_kind_is_its_text_and_one_without_text_is_refused():
    assert cells.read({"later": 1, "text": "said elsewhere"}) == "said elsewhere"
    for form in ({"later": 1}, {"value": "x", "text": "t"}, {"line": "x", "text": "t"}, 5, None):
        with pytest.raises(ValueError):
            cells.read(form)
