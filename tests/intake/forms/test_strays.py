"""Words in a form are kept, or the form is refused with the place where they stand."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from drawing import to_draw
from intake.forms.conftest import Desk
from intake.forms.workshop import altered, part_added, part_replaced, typed
from litmus.intake.forms import reader

pytestmark = pytest.mark.slow

Make = Callable[..., bytes]
WORDS = "The baby brother was there too."


def cell(sheet: str, at: str, text: object = WORDS) -> Callable[[openpyxl.Workbook], None]:
    return lambda workbook: setattr(workbook[sheet][at], "value", text)


def copied(workbook: openpyxl.Workbook) -> None:
    second = workbook.copy_worksheet(workbook["Findings"])
    second.title = "Findings (2)"
    second["C7"] = WORDS


def another(state: str) -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.create_sheet("Notes")
        sheet.sheet_state = state
        sheet["D40"] = WORDS

    return change


def commented(workbook: openpyxl.Workbook) -> None:
    workbook["Alert"]["B11"].comment = Comment(WORDS, "IRO")


def hidden_row(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Alert"]
    sheet["F9"] = WORDS
    sheet.row_dimensions[9].hidden = sheet.column_dimensions["F"].hidden = True


def merged(workbook: openpyxl.Workbook) -> None:
    workbook["Alert"]["G3"] = WORDS
    workbook["Alert"].merge_cells("G3:J8")


def heading(workbook: openpyxl.Workbook) -> None:
    workbook["Alert"].oddHeader.center.text = WORDS


def added_to_guidance(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Alert"]
    at = next(c for row in sheet["D3:D30"] for c in row if isinstance(c.value, str))
    at.value = f"{at.value} {WORDS}"


def note_column(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Findings"]
    sheet.cell(6, sheet.max_column + 1).value = "Notes"
    sheet.cell(7, sheet.max_column).value = WORDS


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (copied, "Sheet Findings (2), cell C7"),
        (another("visible"), "Sheet Notes, cell D40"),
        (another("hidden"), "Sheet Notes, cell D40"),
        (another("veryHidden"), "Sheet Notes, cell D40"),
        (commented, "Sheet Alert, cell B11"),
        (cell("Alert", "E11"), "Sheet Alert, cell E11"),
        (cell("Alert", "A9"), "Sheet Alert, cell A9"),
        (cell("Alert", "D9"), "Sheet Alert, cell D9"),
        (cell("Alert", "C9"), "Sheet Alert, cell C9"),
        (cell("Alert", "A1"), "Sheet Alert, cell A1"),
        (cell("Alert", "AB400"), "Sheet Alert, cell AB400"),
        (cell("Findings", "K7"), "Sheet Findings, cell K7"),
        (cell("Findings", "B90"), "Sheet Findings, cell B90"),
        (cell("Findings", "A9"), "Sheet Findings, cell A9"),
        (cell("Findings", "A3"), "Sheet Findings, cell A3"),
        (cell("Read me first", "A9"), "Sheet Read me first, cell A9"),
        (cell("Read me first", "C2"), "Sheet Read me first, cell C2"),
        (cell("Lists", "K2"), "Sheet Lists, cell K2"),
        (hidden_row, "Sheet Alert, cell F9"),
        (merged, "Sheet Alert, cell G3"),
        (heading, "Sheet Alert"),
        (added_to_guidance, "Sheet Alert, cell D"),
        (note_column, "Sheet Findings"),
    ],
)
def test_words_that_no_question_reads_are_named(
    desk: Desk, filled: Make, change: Callable, place: str
) -> None:
    note = desk.refused("a.xlsx", altered(filled(), change))
    assert WORDS in note
    assert place in note


def test_a_number_and_a_date_beside_an_answer_are_words_too(desk: Desk, filled: Make) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Alert"]["F5"], workbook["Alert"]["F6"] = 7, date(2016, 3, 1)
        workbook["Alert"]["F7"] = "=B11"

    note = desk.refused("a.xlsx", altered(filled(), change))
    for at in ("F5; found: 7", "F6; found: 2016-03-01", "F7; found: =B11"):
        assert at in note


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId9" Type="{kind}" Target="{target}"/></Relationships>'
)
THREAD = f'<ThreadedComments xmlns="x"><threadedComment ref="C5"><text>{WORDS}</text>\
</threadedComment></ThreadedComments>'
SHAPE = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col>'
    "<xdr:row>4</xdr:row></xdr:from><xdr:{0}><xdr:txBody><a:p><a:r><a:t>{1}</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:{0}></xdr:twoCellAnchor></xdr:wsDr>"
)


@pytest.mark.parametrize(
    ("kind", "part", "content", "said"),
    [
        (
            "threadedComment",
            "xl/threadedComments/threadedComment1.xml",
            THREAD,
            f"C5; found: {WORDS}",
        ),
        ("drawing", "xl/drawings/drawing1.xml", SHAPE.format("sp", WORDS), f"D5; found: {WORDS}"),
        ("drawing", "xl/drawings/drawing1.xml", SHAPE.format("pic", ""), "D5; found: (a picture)"),
        ("package", "xl/embeddings/letter.docx", "x", "found: (an embedded file)"),
    ],
)
def test_what_is_attached_to_a_sheet_is_named(
    desk: Desk, filled: Make, kind: str, part: str, content: str, said: str
) -> None:
    rels = RELS.format(kind=f"{RELATIONS}/{kind}", target=f"/{part}")
    with_rels = part_added(filled(), "xl/worksheets/_rels/sheet2.xml.rels", rels.encode())
    note = desk.refused("a.xlsx", part_added(with_rels, part, content.encode()))
    assert f"Sheet Alert, cell {said}" in note or f"Sheet Alert; {said}" in note


def test_what_programs_add_by_themselves_is_no_words(desk: Desk, filled: Make) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook["Alert"].oddHeader.center.text = "OFFICIAL-SENSITIVE"
        workbook["Findings"].oddFooter.center.text = "Page &P/&N"
        workbook["Alert"]["H3"] = "   "

    desk.drop("a.xlsx", altered(filled(), change))
    assert desk.collate().accepted == 1


def test_a_form_of_another_wording_or_council_is_known_by_its_own_words(
    desk: Desk, filled: Make
) -> None:
    """Guidance changed since it was handed out: what it holds is written in it."""
    form = desk.form.model_copy(update={"purpose": "Another purpose.", "title": "Another title"})
    from intake.forms import workshop
    from litmus.intake.forms.filled_form import Filled
    from litmus.intake.forms.proforma import proforma

    answers = Filled(workshop.ALERT, {"findings": {1: workshop.FINDING}}, workshop.SAVED)
    desk.drop("a.xlsx", proforma(form, "Another Council", answers))
    assert desk.collate().accepted == 1


def test_a_form_made_before_words_were_kept_is_held_against_a_fresh_one(
    desk: Desk, filled: Make
) -> None:
    older = altered(filled(), cell("litmus", "D1", None))
    assert WORDS in desk.refused("a.xlsx", altered(older, cell("Alert", "D9")))
    desk.drop("b.xlsx", older)
    (desk.inbox / "a.xlsx").unlink()
    assert desk.collate().accepted == 1


@pytest.mark.parametrize("ahead", [1, 400])
def test_nothing_that_has_happened_lies_in_the_future(desk: Desk, filled: Make, ahead: int) -> None:
    day = date.today() + timedelta(days=ahead)
    late = typed(filled(told_at=None, type="GOOD_PRACTICE"), raised_at=day, response_due=day)
    assert "not in the future" in desk.refused("a.xlsx", late)
    (desk.inbox / "a.xlsx").unlink()
    desk.drop("b.xlsx", typed(filled(), response_due=day.isoformat()))
    assert desk.collate().accepted == 1  # what is due may be


def test_an_order_holds_over_a_date_that_nobody_gave(desk: Desk) -> None:
    from litmus.intake.forms.checks import _nearest_answer

    known = {field.name: field for field in desk.form.fields}
    told = known["told_at"].not_less_than
    assert _nearest_answer(told, "not_less_than", known, {}) is None
    assert _nearest_answer(told, "not_less_than", known, {"raised_at": "x"}) == "raised_at"


@settings(
    max_examples=to_draw(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_spoilt_workbook_is_read_or_refused(
    desk: Desk, filled: Make, data: st.DataObject
) -> None:
    """Whatever becomes of the bytes of a part: never an error of our own."""
    content = filled()
    part = data.draw(
        st.sampled_from(
            ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels",
             "xl/styles.xml", "docProps/core.xml", "docProps/custom.xml", "[Content_Types].xml"]
        )
    )  # fmt: skip

    def spoil(old: bytes) -> bytes:
        at = data.draw(st.integers(0, len(old)))
        more = data.draw(
            st.sampled_from([b"", b"\0", b"<", b'"', b"&#0;", b"-9", b"9" * 400, b"A1"])
        )
        return old[:at] + more + old[at + data.draw(st.integers(0, 40)) :]

    path = desk.drop("a.xlsx", part_replaced(content, part, spoil))
    found = reader.read(path, reader.load(desk.project))
    assert found.faults or found.found


def test_exports_say_what_stands_outside_their_rows(desk: Desk) -> None:
    from litmus.intake.forms import export_files
    from litmus.intake.forms.faults import Refused
    from litmus.intake.forms.grid import Grid
    from litmus.intake.forms.maps import FormMap

    one = FormMap(name="s", form="f", title="S", columns={"Day": "date"})
    workbook = openpyxl.Workbook()
    workbook.active.append(["Day", None])
    workbook.active.append(["1 March 2016", WORDS])
    workbook.create_sheet("More")["B2"] = WORDS
    saved = io.BytesIO()
    workbook.save(saved)
    with pytest.raises(Refused) as refused:
        export_files.of_workbook(Grid(saved.getvalue()), [one])
    assert [(f.sheet, f.cell, f.value) for f in refused.value.faults] == [("More", "B2", WORDS)]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r").writerows(
        [["Day", ""], ["1 March 2016", WORDS], [" ", ""]]
    )
    export = export_files.of_csv(text.getvalue().encode(), [one])
    assert ["without a heading" in line.wrong.get("", "") for line in export.lines] == [True]
