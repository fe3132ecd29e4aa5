"""What a notebook's cells become, in their order."""

import pytest

from litmus.base.errors import LitmusError
from litmus.render import document, editions, html, pdf
from litmus.render.blocks import (
    ChartBlock,
    Commentary,
    Heading,
    Items,
    Notice,
    Paragraph,
    Picture,
    Preformatted,
    Table,
    TextMark,
)
from litmus.render.text import TextSpan, plain
from render import notebook_fixture as made
from render.wording import wording


def read(*cells, **metadata):
    return document.read(made.notebook(list(cells), metadata), "A report")


def outline(blocks):
    return [(b.level, plain(b.text), b.anchor) for b in blocks if isinstance(b, Heading)]


def test_the_title_the_notebook_shows_is_the_reports():
    found = read(made.title_cell())
    assert found.title == "Quarterly quality assurance report"
    assert found.subtitle == "Sample City, January to March 2016 (quarter 4 of 2015/16)"
    assert found.facts[1] == ("Status", "provisional")
    assert found.blocks == ()


def test_without_a_title_the_given_one_stands():
    assert read(made.markdown("a", "Words.")).title == "A report"


def test_headings_never_skip_a_level_nor_repeat_the_title():
    found = read(
        made.markdown("a", "# A report\n\n#### Too deep\n\n# Top\n\n##### Deep"),
        made.markdown("b", "## Top"),
    )
    assert outline(found.blocks) == [
        (2, "Too deep", "too-deep"),
        (2, "Top", "top-2"),
        (3, "Deep", "deep"),
        (2, "Top", "top-3"),
    ]


def test_headings_in_commentary_stay_below_it_and_out_of_the_contents():
    found = read(
        made.markdown("a", "## Summary"),
        made.slot("summary", "# Mine\n\n###### Deeper\n\nWords."),
        made.markdown("b", "### Part"),
    )
    commentary = found.blocks[1]
    assert commentary.level == 3
    assert [block.level for block in commentary.blocks[:2]] == [4, 5]
    assert [plain(section.text) for section, _ in found.contents] == ["Summary"]
    assert [plain(part.text) for _, parts in found.contents for part in parts] == ["Part"]


DRAFT = {"draft": True}
LINE = Commentary(2, (), (), unwritten=editions.UNWRITTEN)


@pytest.mark.parametrize("source", ["", "  \n", made.PLACEHOLDER, f"\n{made.PLACEHOLDER}\n"])
def test_an_untouched_slot_is_a_line_in_a_draft_and_nothing_in_a_final_report(source):
    assert read(made.slot("kq1", source), litmus=DRAFT).blocks == (LINE,)
    assert read(made.slot("kq1", source)).blocks == ()


def test_a_heading_over_an_untouched_slot_alone_stands_in_a_draft_alone():
    cells = [
        made.markdown("a", "## Actions"),
        made.code("b", made.text("Two actions.")),
        made.markdown("c", "### What we conclude"),
        made.slot("kq6"),
    ]
    assert [level for level, *_ in outline(read(*cells, litmus=DRAFT).blocks)] == [2, 3]
    assert [level for level, *_ in outline(read(*cells).blocks)] == [2]
    cells[-1] = made.slot("kq6", "We conclude.")
    assert [level for level, *_ in outline(read(*cells).blocks)] == [2, 3]


def test_a_mark_without_words_is_shown_without_the_line_in_a_final_report():
    mark = made.markdown("m", made.MARK, ("commentary-mark",))
    (block,) = read(mark, made.slot("kq1")).blocks
    assert block.marks and not block.unwritten


@pytest.mark.parametrize(
    ("draft", "words", "status"),
    [
        (False, "", "Commentary is still to be written under “Summary” and “Actions”"),
        (
            True,
            "",
            "Draft. Commentary is still to be written under “Summary” and “What we conclude”",
        ),
        (False, "Words.", "Final"),
        (True, "Words.", "Draft"),
    ],
)
def test_what_required_commentary_is_missing_is_said_once_at_the_head(draft, words, status):
    found = read(*required(words), litmus={"draft": draft, "required": ["summary", "kq6"]})
    assert found.head == (("Status", status),)
    assert found.draft is draft


def required(words):
    """Sections with places for words, one of them below a heading that has nothing else."""
    cells = [
        made.markdown("a", "## Summary"),
        made.code("b", made.text("All is well.")),
        made.slot("summary", words or made.PLACEHOLDER),
        made.markdown("c", "## Actions"),
        made.markdown("d", "### Progress"),
        made.code("e", made.text("Two actions.")),
        made.markdown("f", "### What we conclude"),
        made.slot("kq6", words or made.PLACEHOLDER),
        made.slot("unasked"),
    ]
    for cell, name in ((cells[2], "summary"), (cells[7], "kq6")):
        cell["metadata"]["litmus"] = {"slot": name}
    return cells


def test_each_missing_commentary_stands_under_a_heading_that_is_printed():
    about = {"draft": False, "required": ["summary", "kq6"]}
    found = read(*required(""), litmus=about)
    assert found.unwritten == (("summary", "Summary"), ("kq6", "Actions"))
    assert [title for _, title, _ in outline(found.blocks)] == ["Summary", "Actions", "Progress"]
    alone = read(*(cell for cell in required("") if cell["id"] not in "bde"), litmus=about)
    assert alone.unwritten == (("summary", "A report"), ("kq6", "A report"))
    assert alone.head == (
        ("Status", "Commentary is still to be written under “A report”"),
    )  # of two slots under one heading that is said once


def test_nobody_has_to_write_about_a_section_that_had_nothing_to_show():
    about = {"draft": True, "required": ["summary", "kq6"]}
    cells = [made.code("e") if cell["id"] == "e" else cell for cell in required("")]
    assert read(*cells, litmus=about).unwritten == (
        ("summary", "Summary"),
        ("kq6", "What we conclude"),
    )
    cells[6:7] = []  # the words belong to what had nothing to show
    assert read(*cells, litmus=about).unwritten == (("summary", "Summary"),)


def test_a_notebook_that_nobody_made_an_edition_of_has_no_status():
    assert read(made.slot("summary")).head == ()


def test_many_missing_commentaries_are_counted():
    said = editions.status({"draft": False}, ["Summary", "What now?", "A", "B", "C"])
    assert said == "Commentary is still to be written under “Summary” and 4 other headings"


def test_a_slot_laid_out_with_other_words_is_empty_too():
    slot = made.slot("kq1", "Write in plain English.")
    slot["metadata"]["litmus"] = {"slot": "kq1", "laid": "Write in plain English."}
    assert read(slot, litmus=DRAFT).blocks == (LINE,)
    assert read(slot).blocks == ()


def test_words_beside_the_placeholder_are_shown_without_it():
    (found,) = read(made.slot("kq1", f"Mine.\n\n{made.PLACEHOLDER}")).blocks
    assert [plain(block.text) for block in found.blocks] == ["Mine."]


def test_a_mark_stands_with_the_words_it_is_about():
    found = read(made.markdown("m", made.MARK, ("commentary-mark",)), made.slot("kq1", "Words."))
    (commentary,) = found.blocks
    assert "was 87.4% (699 of 800), now 85.2%" in plain(commentary.marks[0].blocks[0].text)


def test_a_mark_without_a_slot_is_still_shown():
    found = read(made.markdown("m", "Changed.", ("commentary-mark",)), made.markdown("a", "Words."))
    assert isinstance(found.blocks[0], TextMark)


def test_each_kind_of_litmus_output():
    found = read(*made.indicator("ASM02", "Assessments", 78.9, 85.0), made.overview("kq2"))
    _, sentence, chart, table, overview = found.blocks
    assert plain(sentence.text).startswith("78.9% (631 of 800)")
    assert isinstance(chart, ChartBlock) and chart.picture.alt.startswith(
        "Line chart of assessments"
    )
    assert chart.data[0].caption == "Figures behind “Assessments (ASM02), last eight quarters”"
    assert [plain(cell) for cell in chart.data[0].rows[-1]] == ["2016Q1", "78.9%", "631", "800"]
    assert table.note == "95% interval 76.2% to 81.4% (Wilson)." and table.row_headers
    assert [column.align for column in overview.columns[:2]] == ["left", "right"]


def test_what_people_added_is_shown_and_leftovers_are_not():
    heading, words, table, rows, printed, number, picture, *wide = read(*made.added_cells()).blocks
    assert isinstance(heading, Heading) and isinstance(words, Paragraph)
    assert isinstance(table, Table) and plain(rows.text) == "2 rows × 3 columns"
    assert (printed, number) == (Preformatted("Total open: 99"), Preformatted("99"))
    assert isinstance(picture, Picture)
    assert picture.alt == (
        "Picture from a cell that was added by hand; its author gave no description."
    )
    assert [block.caption for block in wide] == [f"Table (part {n} of 3)" for n in (1, 2, 3)]


def test_a_description_that_its_author_gave_is_used():
    output = made.display({"image/png": made.line_chart(("a", "b"), (1.0, 2.0), 1.0)})
    output["metadata"] = {"image/png": {"alt": "Two points, rising."}}
    assert read(made.code("a", output)).blocks[0].alt == "Two points, rising."


@pytest.mark.parametrize(
    "data",
    [
        {"image/svg+xml": "<svg onload='x()'/>", "text/plain": "<Figure>"},
        {"application/vnd.plotly.v1+json": {}, "text/html": "<script>x()</script>"},
        {"image/png": "AAAA", "text/plain": "<Figure>"},
        {"image/png": "not base64", "text/plain": "<Figure>"},
        {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "IntSlider(value=5)"},
        {"application/javascript": "x()", "text/plain": "<IPython.core.display.Javascript>"},
        {"application/vnd.vegalite.v5+json": {}, "text/plain": "alt.Chart(...)"},
        {"text/html": "<iframe src='https://a.uk'></iframe>", "text/plain": "<IFrame>"},
        {"text/html": "<video src='v.mp4'></video>", "text/plain": "<Video>"},
        {"image/gif": "AAAA", "text/plain": "<Image>"},
    ],
)
def test_what_cannot_be_shown_is_said(data):
    (found,) = read(made.code("a", made.display(data))).blocks
    assert isinstance(found, Notice) and "cannot be shown" in plain(found.text)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"text/latex": "$a*b$", "text/plain": "<Latex>"}, "$a*b$"),
        ({"text/latex": "\\begin{a}x*y*z", "text/plain": "<Latex>"}, "\\begin{a}x*y*z"),
        ({"application/json": {"open": 3}, "text/plain": "<JSON>"}, '{\n  "open": 3\n}'),
        ({"text/markdown": "**Three** open", "text/plain": "<Markdown>"}, "Three open"),
        ({"text/html": "<b>Three</b> open", "text/plain": "Open(3)"}, "Three open"),
        ({"text/html": "<div></div>", "text/plain": "Open(3)"}, "Open(3)"),
    ],
)
def test_the_form_that_jupyter_prefers_is_shown(data, shown):
    assert wording(read(made.code("a", made.display(data))).blocks) == shown


@pytest.mark.parametrize(
    "data", [{"text/html": "<style>p {}</style>", "text/plain": "<x>"}, {"text/plain": "<Axes: >"}]
)
def test_what_jupyter_shows_nothing_of_is_nothing(data):
    assert read(made.code("a", made.display(data))).blocks == ()


def test_what_a_cell_prints_comes_in_its_order_and_as_it_ended():
    def printed(text: str) -> dict:
        return {"output_type": "stream", "name": "stdout", "text": text}

    cell = made.code(
        "a", printed("one\r\n"), made.display({"text/plain": "2"}), printed(" 5%\r50%\r100%\nend\n")
    )
    assert wording(read(cell).blocks) == "one 2 100%\nend"


LINKS = "[a](#Top-of-it) [b](#mine) [c](#Mine%20here) [d](#nowhere)"


def test_a_link_to_a_heading_that_was_left_out_is_words_in_each_format():
    cells = [
        made.markdown("a", "## Actions"),
        made.code("b", made.text("See [homes](#what-we-conclude).")),
        made.markdown("w", "Of [homes](#What-we-conclude)."),
        made.markdown("c", "### What we conclude"),
        made.slot("kq6"),
    ]
    links = [span.link for block in read(*cells).blocks for span in getattr(block, "text", ())]
    assert "homes" in str(read(*cells).blocks) and not any(links)
    assert pdf.render(made.notebook(cells), title="A report", language="en")
    cells[-1] = made.slot("kq6", "We conclude.")
    links = [span.link for block in read(*cells).blocks for span in getattr(block, "text", ())]
    assert "#what-we-conclude" in links


def test_a_link_to_a_heading_leads_there_or_it_is_said():
    found = read(
        made.markdown("h", "## Top of it"),
        made.slot(
            "kq1", f"{LINKS}\n\n- [e](#top-of-it)\n\n|[f](#top-of-it)|g|\n|-|-|\n|[h](#x)|i|"
        ),
        made.slot("kq2", "# Mine here\n\n# Top of it"),
    )
    words, said, _, items, table, dead = found.blocks[1].blocks
    leads = {span.text: span.link for span in words.text if span.text.isalpha()}
    assert leads == {"a": "#top-of-it", "b": None, "c": "#mine-here", "d": None}
    assert plain(said.text).startswith("“b” leads to “#mine”, but no heading")
    assert items.items[0][0].text[0].link == "#top-of-it"
    assert table.columns[0].name == "f" and table.rows[0][0] == (TextSpan("h"),)
    assert "“h”" in plain(dead.text)
    page = html.render(made.notebook([made.slot("a", "# Mine\n\n[to it](#mine) [not](#x)")]),
                       title="T").decode()  # fmt: skip
    assert '<a href="#mine">to it</a>' in page and 'id="mine"' in page and "#x" in page


def test_a_link_to_a_section_that_had_nothing_to_show_is_words():
    # As a summary's "Children's homes" in a quarter without a visit: the page must still be made.
    found = read(
        made.markdown("s", "## Summary"),
        made.slot("summary", "[homes](#Homes)"),
        made.markdown("h", "## Homes"),
        made.code("homes"),
        made.markdown("a", "## After"),
        made.slot("after", "Words."),
    )
    assert [title for _, title, _ in outline(found.blocks)] == ["Summary", "After"]
    (words, _) = found.blocks[1].blocks
    assert words.text == (TextSpan("homes"),)


def test_a_section_that_had_nothing_to_show_takes_no_section_before_it_away():
    found = read(
        made.markdown("a", "## Actions"),
        made.code("b", made.text("Two actions.")),
        made.markdown("c", "### To be told by hand"),
        made.markdown("h", "## Homes"),
        made.code("homes"),
    )
    assert [title for _, title, _ in outline(found.blocks)] == ["Actions", "To be told by hand"]


def test_errors_and_code_are_not_for_readers():
    found = document.read(made.incomplete(), "A report")
    assert found.incomplete
    _, failed, commentary = found.blocks
    assert plain(failed.text) == (
        "This part of the report could not be made: its cell stopped with an error."
    )
    assert plain(commentary.blocks[0].text) == "Kept words."


def test_a_cell_its_author_keeps_out_of_the_report():
    assert read(made.markdown("a", "Scratch.", ("remove-cell",))).blocks == ()


def test_a_list_output():
    (found,) = read(made.code("a", made.litmus({"kind": "list", "items": ["One.", "Two."]}))).blocks
    assert isinstance(found, Items) and len(found.items) == 2


def test_a_chart_without_a_description_stops_the_report():
    chart = made.chart("ASM02", "Assessments", 78.9, 85.0)
    chart["data"][made.LITMUS]["alt"] = ""
    chart["metadata"] = {}
    with pytest.raises(LitmusError, match=r"The chart “Assessments .* has no description"):
        read(made.code("a", chart))


def test_an_unknown_kind_stops_the_report():
    with pytest.raises(LitmusError, match="unknown kind"):
        read(made.code("a", made.litmus({"kind": "hologram"})))
