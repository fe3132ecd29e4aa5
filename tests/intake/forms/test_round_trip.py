"""Every form, with every question answered in Excel, is read back as what was answered."""

from pathlib import Path

import pytest

from litmus.intake.forms import definitions, workbooks
from litmus.intake.forms.checks import complete
from litmus.intake.forms.filled_form import Filled
from litmus.intake.forms.grid import Grid
from litmus.intake.forms.model import Field
from litmus.intake.forms.places import stamp
from litmus.intake.forms.proforma import proforma

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[3]
FORMS = definitions.load(PROJECT)
ANSWERS = {
    "text": "0012",
    "long_text": "=2+2 is – as a child wrote –\nnot five",
    "date": "2016-05-04",
    "datetime": "2016-05-04T09:30:00",
    "month": "2016-05-01",
    "number": "2.5",
}


def answer(field: Field) -> str:
    """An answer that keeps every rule: all days are one day, all counts are one."""
    if field.options:
        return list(field.options)[-1]
    if field.type == "whole_number":
        return f"{max(field.minimum or 0, 1):g}"
    return ANSWERS[field.type]


@pytest.mark.parametrize("code", FORMS)
def test_every_answer_comes_back(code: str) -> None:
    form = FORMS[code]
    filled = Filled(
        {"form_number": "X-1"} | {field.name: answer(field) for field in form.fields},
        {
            table.name: {
                number: {field.name: answer(field) for field in table.fields}
                for number in {*range(1, len(table.rows) + 1), 1, table.length}
            }
            for table in form.tables
        },
    )

    grid = Grid(proforma(form, "Sample City", filled))
    stamped = workbooks.stamp_of(grid)
    read = workbooks.read(grid, stamped, FORMS)

    assert stamped == stamp(form)
    assert {"form_number": read.number} | read.answers == filled.single
    for table in form.tables:
        rows = {row.number: row.given for row in read.rows[table.name]}
        said = {
            number: {name: given.answer for name, given in row.items()}
            for number, row in rows.items()
        }
        assert said == filled.rows[table.name]
    assert complete(read).form_id == "X-1"


@pytest.mark.parametrize("code", FORMS)
def test_a_finding_and_an_action_name_the_form_that_they_come_from(code: str) -> None:
    form = FORMS[code]
    last = {
        name: {1: {f.name: answer(f) for t in form.tables if t.name == name for f in t.fields}}
        for name in ("findings", "actions")
    }
    others = {
        table.name: {n: {f.name: answer(f) for f in table.fields} for n in numbers}
        for table in form.tables
        if table.name not in last
        for numbers in [range(1, len(table.rows) + 1) or [1]]
    }
    filled = Filled({field.name: answer(field) for field in form.fields}, last | others)

    grid = Grid(proforma(form, "Sample City", filled))
    kept = complete(workbooks.read(grid, stamp(form), FORMS))

    (finding,), (action,) = kept.tables["qa_finding"], kept.tables["qa_action"]
    assert kept.form_id.startswith(f"{form.prefix}-")
    assert finding["fin_source_id"] == action["act_source_id"] == kept.form_id
    assert finding["fin_id"] == f"{kept.form_id}-F01"
    assert action["act_id"] == f"{kept.form_id}-A01"
    assert finding["fin_date"] == action["act_raised_on"] == "2016-05-04"
    assert finding["fin_service"] == action["act_service"]
    assert finding["fin_kq"] == action["act_kq"]
    assert action["act_status"] == "OPEN"
