"""The PDF: accessible, the same each time, and deaf to code in what people wrote."""

import io
import re
import shutil
import subprocess

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import to_draw
from litmus.render import editions, formats, pdf
from render import notebook_fixture as made

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed"
)


def render(*cells, title="T"):
    return pdf.render(made.notebook(list(cells)), title=title)


def words_of(content: bytes) -> str:
    """The words as read from the page; places to break long words are left out."""
    return " ".join(pages_of(content))


def pages_of(content: bytes) -> list[str]:
    """The words of each page."""
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    pages = done.stdout.decode().replace("\u200b", "").removesuffix("\f").split("\f")
    return [" ".join(page.split()) for page in pages]


def test_it_claims_pdf_ua_1(quarterly_pdf):
    assert quarterly_pdf.startswith(b"%PDF-")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in quarterly_pdf
    assert b"en-GB" in quarterly_pdf


def test_the_same_notebook_gives_the_same_bytes(quarterly_pdf):
    assert pdf.render(made.quarterly(), title=made.TITLE) == quarterly_pdf


def test_every_chart_is_described(quarterly_pdf):
    # Typst refuses PDF/UA-1 where a picture has no alternative text.
    assert quarterly_pdf.count(b"/Image") >= 1


def test_nothing_that_people_wrote_is_left_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    render(made.markdown("words", "Confidential"))
    assert not list(tmp_path.iterdir())

    def fails(main, **_):
        assert list(tmp_path.iterdir()) == [main.parent]
        raise RuntimeError

    monkeypatch.setattr("typst.compile", fails)
    with pytest.raises(RuntimeError):
        render(made.markdown("words", "Confidential"))
    assert not list(tmp_path.iterdir())


@needs_poppler
def test_it_reads_as_the_page_does(quarterly_pdf):
    words = words_of(quarterly_pdf)
    assert "What is life like for children and young people?" in words
    assert "85.2% (681 of 800) in the 12 months to 31 March 2016" in words
    assert "Written when Child protection plans reviewed" in words
    assert editions.UNWRITTEN not in words and not _marked(quarterly_pdf)
    assert "An old remark that nobody should lose." in words
    assert '<script>document.title = "taken over"</script>' in words
    assert "secret_" not in words and "FutureWarning" not in words
    assert "a note to myself" not in words


@needs_poppler
def test_each_page_says_which_it_is(quarterly_pdf):
    words = words_of(quarterly_pdf)
    pages = int(words.split()[-1])
    for page in range(1, pages + 1):
        assert f"{page} of {pages}" in words
    assert words.count(made.TITLE) == pages - 1, "at the head of every page but the first"


@needs_poppler
def test_a_long_table_repeats_its_names(quarterly_pdf):
    assert words_of(quarterly_pdf).count("Table Rule Severity Rows") >= 2


@needs_poppler
def test_what_typst_could_take_for_code_is_text():
    hostile = '#panic("x") $x^2$ @label <label> \\#set \\u{41} */ // "quoted" [x] #{1+1} ~ `'
    words = words_of(
        render(
            made.code(
                "a", made.litmus({"kind": "title", "title": hostile, "facts": [["a", hostile]]})
            ),
            made.code("b", made.text(hostile)),
            made.code("c", made.table(hostile, [(hostile, "left")], [[hostile]], hostile)),
            title=hostile,
        )
    )
    assert words.count('#panic("x") $x^2$ @label <label> \\#set \\u{41} */ // "quoted"') >= 5


@needs_poppler
def test_an_incomplete_notebook_says_so_on_each_page():
    notebook = made.incomplete()
    notebook["cells"].append(made.code("b", *[made.text(f"Line {n}.") for n in range(90)]))
    first, *others = pages_of(pdf.render(notebook, title="T"))
    assert first.count("INCOMPLETE.") == 1 and "must not be used as evidence" in first
    assert len(others) >= 2
    for page in others:
        assert page.count("INCOMPLETE") == 1 and page.startswith("T INCOMPLETE")
    assert not any("4711" in page for page in (first, *others))


@needs_poppler
def test_a_whole_notebook_is_not_called_incomplete_on_any_page(quarterly_pdf):
    assert not any("INCOMPLETE" in page for page in pages_of(quarterly_pdf))


def _marked(content: bytes) -> int:
    """The pages with letters as high as those of the watermark."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return sum(
            any(
                str(op) == "Tf" and what[1] > 100 for what, op in pikepdf.parse_content_stream(page)
            )
            for page in pdf.pages
        )


@needs_poppler
def test_a_draft_is_one_on_every_page():
    cells = [made.slot("a"), made.code("b", *[made.text(f"Line {n}.") for n in range(90)])]
    notebook = made.notebook(cells, {"litmus": {"draft": True}})
    content = formats.render(notebook, "T", ["pdf"])["pdf"]
    words = words_of(content)
    pages = int(words.split()[-1])
    assert pages > 1 and _marked(content) == pages
    assert words.count(editions.UNWRITTEN) == 1 and words.count(editions.BANNER) == 1
    assert words.count("Draft: T") == pages - 1, "at the head of every page but the first"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.open_metadata()["dc:title"] == "Draft: T"


def test_it_can_be_kept_and_is_of_the_last_day_of_the_report(quarterly_pdf):
    notebook = made.notebook([made.markdown("a", "Words.")], {"litmus": {"day": "2016-03-31"}})
    with pikepdf.open(io.BytesIO(pdf.render(notebook, title="T"))) as kept:
        about = kept.open_metadata()
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        assert about["xmp:CreateDate"] == "2016-03-31T00:00:00Z"
        assert kept.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert kept.Root.MarkInfo.Marked and len(kept.trailer.ID) == 2
    with pikepdf.open(io.BytesIO(quarterly_pdf)) as kept:
        assert kept.open_metadata().pdfa_status == "2A"


@needs_poppler
def test_a_reader_of_pdf_finds_no_fault_in_the_file(quarterly_pdf, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(quarterly_pdf)
    for tool in ("pdfinfo", "pdftotext"):
        said = subprocess.run([tool, path], capture_output=True, text=True, check=True)
        assert said.stderr == ""


@needs_poppler
def test_letters_of_a_private_alphabet_cost_the_archive_and_not_the_report():
    private = "\ue000"
    content = render(made.slot("a", f"Well done {private} and thanks."))
    assert "and thanks." in words_of(content)
    with pikepdf.open(io.BytesIO(content)) as found:
        assert found.open_metadata()["pdfuaid:part"] == "1"


def test_a_longer_first_page_is_set_smaller_before_it_runs_over():
    def pages(sentences: int) -> int:
        points = [{"lead": "Visits:", "text": "more of them were in time. " * 6, "section": ""}]
        block = {"heading": "Going well", "tone": "good", "none": "", "points": points * sentences}
        form = {"kind": "blocks", "blocks": [block] * 3}
        cells = [
            made.markdown("a", "## Summary"),
            made.code("b", made.litmus(form)),
            made.markdown("c", "## Detail\n\nWords."),
        ]
        with pikepdf.open(io.BytesIO(render(*cells))) as found:
            return len(found.pages)

    assert [pages(n) for n in (3, 8, 9, 16)] == [2, 2, 2, 3]


@needs_poppler
@pytest.mark.parametrize("lines", range(31, 35))
def test_a_heading_and_its_notice_are_on_the_page_of_the_table_below_them(lines: int) -> None:
    notice = {"kind": "notice", "level": "info", "text": "Nothing is recorded of audits."}
    columns = [{"name": name, "align": "left"} for name in ("Part", "Latest")]
    table = {"kind": "table", "caption": "What is recorded", "columns": columns,
             "rows": [[f"Part {n}", "1 Mar 2016"] for n in range(8)]}  # fmt: skip
    cells = [
        made.slot("a", "\n\n".join(["Words."] * lines)),
        made.markdown("b", "## The parts"),
        made.code("c", made.litmus(notice), made.litmus(table)),
    ]
    (page,) = [each for each in pages_of(render(*cells)) if "Nothing is recorded" in each]
    assert "The parts" in page and "Part 0" in page


@needs_poppler
def test_letters_without_a_font_are_marked_and_the_rest_is_kept():
    words = words_of(render(made.slot("a", "Well done \U0010fffd and thanks.")))
    assert "Well done □ and thanks." in words
    assert "Some letters cannot be printed in this PDF" in words


def table_of(names, cells):
    return "\n".join(f"|{'|'.join(row)}|" for row in (names, ["-"] * len(names), cells))


MONTHS = [
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    "October",
]
WIDE = {
    "months": table_of(["Team", *MONTHS, "Year to date"], ["12.5%"] * 12),
    "22 columns": table_of([f"c{n}" for n in range(22)], ["12,345"] * 22),
    "capitals": table_of(
        ["SAFEGUARDING", "ASSESSMENTS", "W" * 20, "M" * 24] * 2,
        ["CONFERENCES", "W" * 24, "REVIEWING OFFICER", "1"] * 2,
    ),
    "long words": table_of([*"abc"], ["w" * 200, "W" * 200, "1"]),
    "addresses": table_of([*"ab"], ["https://www.example.org/" + "a/b" * 60, "1"]),
    "in a list": "- > - " + table_of(MONTHS, MONTHS).replace("\n", "\n  >   "),
    "in a line": "W" * 300 + " `" + "x" * 300 + "` https://www.example.org/" + "a" * 300,
}


@needs_poppler
@pytest.mark.parametrize("name", WIDE)
def test_nothing_is_printed_over_anything_else_nor_beside_the_page(name, tmp_path):
    path = tmp_path / "wide.pdf"
    path.write_bytes(render(made.slot("a", WIDE[name])))
    said = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True).stdout
    boxes = re.findall(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">', said.decode())
    words = [tuple(map(float, box)) for box in boxes]
    assert len(words) > 3
    assert max(right for _, _, right, _ in words) <= 595 - 56, (
        "A4 is 595 points wide, its margin 57"
    )
    for n, (left, top, right, bottom) in enumerate(words):
        for left2, top2, right2, bottom2 in words[:n]:
            beside = min(right, right2) - max(left, left2) < 1
            assert beside or min(bottom, bottom2) - max(top, top2) < (bottom - top) / 2


@needs_poppler
def test_links_to_headings_lead_to_their_pages():
    cells = [made.slot("a", "# Mine\n\nSee [my **own** part](#Mine) and [not](#x).")]
    assert "See my own part p. 1 and not." in words_of(render(*cells)).replace("\u00a0", " ")


@needs_poppler
def test_footnotes_and_lines_with_brackets_are_printed():
    words = words_of(render(made.slot("a", "Good here[^1].\n\n[Target]: 95%\n\n[^1]: Provisional")))
    assert "Good here[1]. [Target]: 95%" in words and "[1] Provisional" in words


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [made.slot("a", "W" * 500 + " https://a.uk/" + "a" * 400)],
        [made.slot("a", "> " * 40 + "x\n\n" + "".join("  " * n + "- a\n" for n in range(30)))],
        [made.slot("a", "*" * 200 + "x" + "*" * 200 + "[" * 300)],
        [made.slot("a", "~~struck [link](https://a.uk) through~~")],
        [made.slot("a", "\ufffe\ufeff\x00\x0b\ttab\r\nnew\u202eline")],
        [made.code("a", made.table("", [("A", "left")], []))],
        [made.code("a", made.table("C" * 200, [("A" * 90, "left")], [["x" * 9000]]))],
        [made.code("a", made.litmus({"kind": "list", "items": []}))],
        [made.markdown("a", "-\n\n1.\n\n>\n\n#\n\n``` \n```\n\n| |\n|-|\n| |")],
    ],
)
def test_odd_notebooks_still_make_a_pdf(cells):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in render(*cells)


@pytest.mark.slow
@settings(max_examples=to_draw(25), deadline=None)
@given(st.text(max_size=120))
def test_nothing_typed_stops_the_pdf(text):
    assert render(made.slot("a", text), made.markdown("b", text)).startswith(b"%PDF-")
