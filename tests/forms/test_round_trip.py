"""What is filled into a form comes back exactly, whatever it is."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.workshop import PROJECT
from litmus.forms import reader
from litmus.forms.filled import Filled
from litmus.forms.grid import Grid
from litmus.forms.model import Field, Form
from litmus.forms.proforma import proforma
from litmus.forms.workbooks import read, stamped

FORMS = reader.load(PROJECT).forms
DAYS = st.dates(datetime(2000, 1, 1).date(), datetime(2026, 1, 1).date())
CLOCK = st.times().map(lambda time: time.replace(microsecond=0))
# Anything that can be typed into a cell; a cell of spaces alone is an empty one.
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cn"), blacklist_characters="\ufffe\uffff"),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() == text and text != "")


def answers(field: Field) -> st.SearchStrategy[str]:
    """Any answer to a question, as the tables hold it."""
    if field.type in ("date", "month"):
        days = DAYS.map(lambda day: day.replace(day=1)) if field.type == "month" else DAYS
        return days.map(lambda day: day.isoformat())
    if field.type == "datetime":
        return st.tuples(DAYS, CLOCK).map(
            lambda both: datetime.combine(*both).isoformat(timespec="seconds")
        )
    if field.type in ("whole_number", "number"):
        low, high = int(field.minimum or 0), int(field.maximum or 10_000)
        return st.integers(low, high).map(str)
    if field.options:
        return st.sampled_from(list(field.options))
    return WORDS


@st.composite
def fillings(draw: st.DrawFn, form: Form) -> Filled:
    """Any answers to any of a form's questions, in any of its rows."""
    single = {field.name: draw(answers(field)) for field in form.fields if draw(st.booleans())}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for table in form.tables:
        numbers = draw(st.sets(st.integers(1, table.length), max_size=3))
        rows[table.name] = {
            number: {
                field.name: draw(answers(field))
                for at, field in enumerate(table.fields)
                if at == 0 or draw(st.booleans())
            }
            for number in numbers
        }
    return Filled(single, rows)


@pytest.mark.parametrize("code", sorted(FORMS))
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_answer_comes_back(code: str, data: st.DataObject) -> None:
    form = FORMS[code]
    filled = data.draw(fillings(form))
    grid = Grid(proforma(form, "Sample City", filled))
    found = read(grid, stamped(grid) or {}, FORMS)
    assert found.answers == filled.single
    for table in form.tables:
        given_rows = {
            row.number: {n: g.answer for n, g in row.given.items() if g.answer is not None}
            for row in found.rows[table.name]
        }
        wanted = {number: dict(row) for number, row in filled.rows[table.name].items()}
        fixed = {number for number, row in enumerate(table.rows, 1) if row.required}
        assert {n: r for n, r in given_rows.items() if r} == wanted
        assert set(given_rows) == set(wanted) | fixed


def test_the_shipped_forms_and_maps_can_be_read() -> None:
    known = reader.load(Path(PROJECT))
    assert "case_file_audit" in known.forms
    assert [one.name for one in known.maps] == ["family_survey"]
