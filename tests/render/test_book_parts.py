"""What the performance book adds to a report: small lines, ways to sections, rooms, pages."""

import re
import shutil
import subprocess

import pytest

from litmus.base.errors import LitmusError
from litmus.render import blocks as b
from litmus.render import document, html, pdf
from litmus.render import text as t
from render import notebook_fixture as made

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed"
)
LINE = {"line": [70.0, None, 78.9], "text": "from 70.0% to 78.9%"}
FORM = {
    "kind": "table",
    "caption": "2 indicators",
    "dense": True,
    "columns": [{"name": n, "align": "left"} for n in ("Indicator", "Value", "Trend")],
    "rows": [
        [{"section": "Assessments in time"}, "78.9%", LINE],
        [{"section": "A page that is not there"}, "none", "none"],
    ],
}


def room(source: str) -> dict:
    cell = made.slot("asm02-findings", source)
    cell["metadata"]["litmus"] = {"heading": "Quality assurance findings"}
    return cell


def notebook(*cells, **metadata):
    table = made.code("book-summary", made.litmus(FORM))
    sections = [made.markdown(f"s{n}", f"### {name}") for n, name in enumerate(SECTIONS)]
    return made.notebook([made.markdown("s", "## Summary"), table, *sections, *cells], metadata)


SECTIONS = ("Assessments in time", "Conferences")


def read(*cells, **metadata):
    return document.read(notebook(*cells, **metadata), "Book")


def test_a_name_leads_to_its_section_and_one_without_a_section_nowhere():
    table = next(block for block in read().blocks if isinstance(block, b.Table))
    assert [row[0][0].link for row in table.rows] == ["#assessments-in-time", None]
    page = html.render(notebook(), title="Book").decode()
    assert '<a href="#assessments-in-time">Assessments in time</a>' in page
    assert 'id="assessments-in-time"' in page


def test_a_small_line_says_in_words_what_it_shows():
    page = html.render(notebook(), title="Book").decode()
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in page
    assert 'role="img" aria-label="from 70.0% to 78.9%"' in page


@pytest.mark.parametrize("line", [["<script>"], "x", [[1]], None])
def test_a_line_of_anything_but_numbers_stops_the_report(line):
    form = {**FORM, "rows": [["A", "1", {"line": line, "text": "t"}]]}
    with pytest.raises(LitmusError, match="not as agreed"):
        document.read(made.notebook([made.code("t", made.litmus(form))]), "Book")


def words_of(cell: object) -> str:
    form = {**FORM, "rows": [["A", cell, "none"]]}
    found = document.read(made.notebook([made.code("t", made.litmus(form))]), "Book")
    (table,) = [block for block in found.blocks if isinstance(block, b.Table)]
    return t.plain(table.rows[0][1])


def test_a_value_is_written_from_its_number_and_a_form_of_another_kind_is_its_text():
    value = {"text": "not read", "value": 57.25, "unit": "percent", "decimals": 1}
    assert words_of(value) == "57.3%"
    basis = {"numerator": 229, "denominator": 400}
    assert words_of({**value, "basis": basis, "note": ", held"}) == "57.3% (229 of 400), held"
    assert words_of({"text": "of a later version", "shape": "star"}) == "of a later version"


@pytest.mark.parametrize(
    "cell", [{"value": "many", "text": "t"}, {"value": 1, "unit": "acres"}, {"shape": "star"}, 5]
)
def test_a_cell_that_is_not_as_agreed_stops_the_report(cell):
    with pytest.raises(LitmusError, match="not as agreed"):
        words_of(cell)


def test_an_empty_room_is_not_printed_and_a_written_one_bears_its_heading():
    empty = read(room("*Quality assurance findings: write here.*")).blocks
    assert not [block for block in empty if isinstance(block, b.Commentary)]
    written = next(x for x in read(room("Two audits.")).blocks if isinstance(x, b.Commentary))
    assert written.heading == "Quality assurance findings"
    assert (
        "Quality assurance findings</h"
        in html.render(notebook(room("Two audits.")), title="Book").decode()
    )


@pytest.mark.parametrize("typed", ["{}Two audits.", "Two audits.{}"])
def test_what_was_typed_on_the_line_of_the_placeholder_is_printed_without_it(typed):
    cell = made.slot("kq1", typed.format(made.PLACEHOLDER))
    written = next(x for x in read(cell).blocks if isinstance(x, b.Commentary))
    assert [t.plain(block.text) for block in written.blocks] == ["Two audits."]


def test_a_name_with_the_number_of_a_setting_leads_to_a_heading_without_it():
    leads = {"section": "Conferences", "text": "Conferences within 15 days"}
    form = {**FORM, "rows": [[leads, "78.9%", LINE]]}
    cells = [made.code("t", made.litmus(form)), made.markdown("c", "## Conferences")]
    table = next(
        block
        for block in document.read(made.notebook(cells), "Book").blocks
        if isinstance(block, b.Table)
    )
    (span,) = table.rows[0][0]
    assert (span.text, span.link) == ("Conferences within 15 days", "#conferences")


@needs_poppler
def test_in_print_each_part_of_a_paged_report_begins_a_page(tmp_path):
    def pages(layout: str) -> int:
        path = tmp_path / f"{layout}.pdf"
        path.write_bytes(pdf.render(notebook(litmus={"layout": layout}), title="Book"))
        said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True)
        return int(next(x.split()[1] for x in said.stdout.splitlines() if x.startswith("Pages")))

    # the summary with the contents below it, two parts; run on: all on one page
    assert pages("pages") == 3
    assert pages("flow") == 1


@needs_poppler
def test_in_print_a_books_front_stands_below_its_head_and_its_annexes_run_on(tmp_path):
    warned = made.code("w", made.litmus({"kind": "notice", "level": "warning", "text": "Mind."}))
    names = ("## Front", "## Index", "## Teams", "## Care", "### In work", "### At home",
             "## Quality", "## Method")  # fmt: skip
    cells = [warned, *(cell for n, name in enumerate(names) for cell in (
        made.markdown(f"h{n}", name), made.markdown(f"t{n}", f"Of {name.lstrip('# ')}."))
        if name != "## Care" or cell["id"].startswith("h"))]  # fmt: skip
    path = tmp_path / "book.pdf"
    book = made.notebook(cells, {"litmus": {"layout": "pages"}})
    path.write_bytes(pdf.render(book, title="Book"))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    shown = [re.findall(r"Of (\w+)", page) for page in said.split("\f") if page.strip()]
    assert shown == [["Front"], ["Index", "Teams"], ["In"], ["At"], ["Quality", "Method"]]


@needs_poppler
def test_in_print_the_front_of_a_book_stands_before_its_contents(tmp_path):
    path = tmp_path / "book.pdf"
    more = [made.markdown("t", "## Care leavers"), made.markdown("u", "### In work")]
    path.write_bytes(pdf.render(notebook(*more, litmus={"layout": "pages"}), title="Book"))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    first, *parts = said.split("\f")
    assert first.index("2 indicators") < first.index("Contents")
    assert all(name in page for name, page in zip(SECTIONS, parts, strict=False))


@needs_poppler
def test_in_print_a_notice_at_the_head_of_a_book_leaves_its_summary_on_the_first_page(tmp_path):
    path = tmp_path / "book.pdf"
    title = {"kind": "notice", "level": "warning", "text": "Not for release."}
    whole = notebook(litmus={"layout": "pages"})
    whole["cells"].insert(0, made.code("n", made.litmus(title)))
    path.write_bytes(pdf.render(whole, title="Book"))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    first = said.split("\f")[0]
    assert first.index("Not for release") < first.index("2 indicators")


@needs_poppler
def test_the_pdf_names_the_page_of_a_section(tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf.render(notebook(litmus={"layout": "pages"}), title="Book"))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    assert "Assessments in time p. 2" in said.replace("\u00a0", " ")


@needs_poppler
@pytest.mark.parametrize("rows", [20, 42, 46])
def test_in_print_the_long_table_of_a_books_front_is_whole_on_a_page_of_its_own(tmp_path, rows):
    message = {"kind": "list", "items": [f"Line {n} of the message." for n in range(6)]}
    told = "■ Red: 66.0% over 12 months"
    table = {**FORM, "rows": [[f"Row {n};", told if n % 7 == 0 else "78.9%", LINE]
                              for n in range(rows)]}  # fmt: skip
    cells = [
        made.markdown("s", "## Summary"), made.code("m", made.litmus(message)),
        made.code("t", made.litmus(table)), made.slot("summary", "What the author says."),
        *(made.markdown(f"s{n}", f"### {name}") for n, name in enumerate(SECTIONS)),
    ]  # fmt: skip
    path = tmp_path / "book.pdf"
    book = made.notebook(cells, {"litmus": {"layout": "pages"}})
    path.write_bytes(pdf.render(book, title="Book"))
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout  # fmt: skip
    first, second, third, *_ = said.split("\f")
    assert first.index("Line 5") < first.index("What the author says") < first.index("Contents")
    assert all(f"Row {n};" in second for n in range(rows))
    assert "Row" not in first and third.split()[-3:] == ["3", "of", "4"]
