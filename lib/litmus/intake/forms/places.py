"""Where things lie in the workbook of a form: shared by whoever writes one and whoever reads it.

A workbook has, in this order: the sheet "Read me first"; the form's own sheets; the hidden sheet
"Lists" with what can be picked; and the very hidden sheet "litmus", which says what this is:

| A | B |
|---|---|
| form | the form's code |
| version | its version |
| layout | LAYOUT |

Cell WORDS of it has what the form's own words are (litmus.intake.forms.strays). The same three are
custom properties of the document (`litmus_form`, ...), for a workbook whose
hidden sheet got lost.

An answer has a name in the workbook (`answer_NAME`), which stays with its cell when rows are
inserted or the sheet is renamed. It also stands in column B beside its label in column A. The
first two are `answer_form_number` and `answer_replaces`, at the top of the form's first sheet.

A table of rows is one block named `rows_NAME`: its first row has the headings (the labels of the
fields; first `row_label` and `GUIDANCE_HEADING` where rows are fixed), the rest are the rows.
Where rows are blank, the first column is headed `NUMBER_HEADING` and numbers them from 1.
"""

from litmus.intake.forms.model import Field, Form, RowTable

LAYOUT = "1"
READ_ME = "Read me first"
LISTS = "Lists"
HIDDEN = "litmus"
WORDS = "D1"
FORM, VERSION, LAYOUT_KEY = "form", "version", "layout"
PROPERTY_PREFIX = "litmus_"

LABEL_COLUMN, ANSWER_COLUMN, NEEDED_COLUMN, GUIDANCE_COLUMN = 1, 2, 3, 4
ANSWER_HEADINGS = ("Question", "Answer", "Needed?", "Guidance")
NUMBER_HEADING = "Row"
GUIDANCE_HEADING = "What good looks like"


def answer_name(field: Field | str) -> str:
    """The name of the cell that holds the answer to a question asked once."""
    return f"answer_{field if isinstance(field, str) else field.name}"


def rows_name(table: RowTable) -> str:
    """The name of a table's block of cells, headings included."""
    return f"rows_{table.name}"


def headings(table: RowTable) -> list[str]:
    """The first row of a table's block, from left to right."""
    first = [table.row_label, GUIDANCE_HEADING] if table.rows else [NUMBER_HEADING]
    return [*first, *(field.label for field in table.fields)]


def stamp(form: Form) -> dict[str, str]:
    """What the hidden sheet says of a proforma."""
    return {FORM: form.code, VERSION: form.version, LAYOUT_KEY: LAYOUT}
