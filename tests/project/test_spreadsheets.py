"""CSV that runs nothing in a spreadsheet and reads back as it was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litmus.base import spreadsheets

TEXTS = st.text(alphabet="=+-@\t\r\n'\"＝;,a1.5 ", max_size=8)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 116 454", "-x", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "'=1", "-", "=-5"],
)
def test_what_begins_like_a_formula_is_marked(text):
    assert spreadsheets.harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    "value", [-5, -5.5, None, "-5", "-5.50", "+3", "-1e-07", "", "a=1", "'tis"]
)
def test_numbers_and_other_texts_stay_as_they_are(value):
    assert spreadsheets.harmless(value) is value


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_every_text_reads_back_as_it_was_written(rows):
    out = io.StringIO(newline="")
    spreadsheets.write(out, rows)
    read = csv.reader(io.StringIO(out.getvalue(), newline=""))
    cells = [[spreadsheets.plain(cell) for cell in row] for row in read]
    assert cells == rows
