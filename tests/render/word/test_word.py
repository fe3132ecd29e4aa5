"""The Word document: real styles, header cells, alternative texts, and the same bytes twice."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from litmus.render import editions, formats, word
from litmus.report.bundle import TableCell
from render import notebook_fixture as made
from render import parts


@pytest.fixture(scope="module")
def content() -> bytes:
    return word.render(parts.notebook(), title="The report")


@pytest.fixture(scope="module")
def document(content):
    return docx.Document(io.BytesIO(content))


def styles_of(document) -> dict[str, str]:
    """The style of each text, where it stands first: the contents repeat headings."""
    return {p.text: p.style.name for p in reversed(document.paragraphs)}


def test_the_same_report_gives_the_same_bytes(content):
    assert word.render(parts.notebook(), title="The report") == content


def test_every_part_has_a_style_of_words_own_or_its_own(document):
    styles = styles_of(document)
    assert styles["Plans are better, but one home is not safe."] == "Statement"
    assert styles["Summary"] == "Heading 1" and styles["Going well"] == "Heading 2"
    assert styles["Home B is not safe."] == "List Bullet"
    assert styles["“They listened.”"] == "Quote" and styles["The figures"] == "Caption"


def test_it_names_itself_its_language_and_its_pages(document):
    assert document.core_properties.title == "The report"
    assert document.sections[0].header.paragraphs[0].text == "The report"
    language = document.styles.element.find(".//" + qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    assert "PAGE" in document.sections[0].footer._element.xml


def test_tables_have_header_rows_that_repeat_and_rows_that_do_not_split(document):
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.find(".//" + qn("w:tblHeader")) is not None
        assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
        assert others
    figures = next(t for t in document.tables if t.cell(0, 0).text == "Indicator")
    assert [cell.text for cell in figures.rows[1].cells] == [
        "Plans", "86.1% (427 of 496), provisional", "=1+1",
    ]  # fmt: skip


def test_the_contents_are_filled_and_lead_to_their_headings(document):
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    assert "Plans & more" in [p.text for p in document.paragraphs]
    assert links and set(links) <= marks
    assert "TOC" in document.element.xml


def test_a_draft_says_so_above_its_title_and_at_the_head_of_each_page():
    notebook = parts.notebook()
    notebook["metadata"]["litmus"] = {"draft": True, "required": []}
    content = formats.render(notebook, "The report", ["docx"])["docx"]
    document = docx.Document(io.BytesIO(content))
    said = [p.text for p in document.paragraphs]
    assert said[0] == editions.BANNER and "Status: Draft" in said
    assert document.sections[0].header.paragraphs[0].text == "Draft: The report"
    assert document.core_properties.title == "Draft: The report"


def test_what_waits_behind_a_fold_is_left_out(document):
    assert sum(p.text == "The figures" for p in document.paragraphs) == 1


@pytest.mark.slow
def test_a_whole_report_with_all_that_people_write_can_be_made():
    """Charts with their texts, tables, formulas, words that any format could take for its own."""
    content = word.render(made.quarterly(), title=made.TITLE)
    document = docx.Document(io.BytesIO(content))
    described = [p.get("descr") for p in document.element.iter(qn("wp:docPr"))]
    assert described and all(described)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert all(entry.date_time[0] == 1980 for entry in archive.infolist())


def of_table(table: TableCell):
    """The table of a document that holds it alone."""
    content = word.render(made.notebook([parts.shown(table)]), title="T")
    return docx.Document(io.BytesIO(content)).tables[0]


def test_what_heads_rows_of_a_table_stands_above_them_from_side_to_side():
    rows = [["Contacts", "31"], ["Referrals", "12"], ["Plans", "7"]]
    table = of_table(
        TableCell("T", ("Indicator", "Now"), rows, sections={0: "Front door", 2: "Plans & reviews"})
    )
    shown = [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]
    assert shown == [
        ["Indicator", "Now"], ["Front door"], *rows[:2], ["Plans & reviews"], rows[2],
    ]  # fmt: skip
    head = table.rows[4]
    assert len(head._tr.tc_lst) == 1 and head.cells[0].paragraphs[0].runs[0].bold
    assert head.cells[0].paragraphs[0].paragraph_format.keep_with_next
    assert all(row._tr.find(".//" + qn("w:cantSplit")) is not None for row in table.rows)


def test_the_tiles_stand_under_their_questions(document):
    tiles = next(t for t in document.tables if t.cell(0, 0).text == "Measure")
    first = [row.cells[0].text for row in tiles.rows]
    assert first == ["Measure", "Lives", "Plans", "Action", "No figure."]


def test_a_column_has_room_for_its_words():
    names = ["Assessments on time", "Plans reviewed on time"]
    columns = ("Indicator", *(f"Column {n}" for n in range(8)))
    table = of_table(TableCell("T", columns, [[name, *["no clear change"] * 8] for name in names]))
    widths = [cell.width.mm for cell in table.rows[1].cells]
    assert widths[0] > 18 and sum(widths) == pytest.approx(170, abs=1)
