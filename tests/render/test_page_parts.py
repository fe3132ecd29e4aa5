"""A first page: judgement, points, tiles, somebody's words, and what waits behind a fold."""

import itertools
import re
import shutil
import subprocess

import pytest

from litmus.render import html, pdf
from litmus.render.theme import style_sheet
from litmus.report.bundle import ChartCell
from litmus.report.components import Block, Blocks, Point
from render import notebook_fixture as made
from render import parts
from render.page import Parsed


def page() -> str:
    return html.render(parts.notebook(), title="T").decode()


def test_a_point_leads_to_its_section_where_the_report_has_it():
    assert '<a href="#plans-more"><strong>Plans: 86.1%</strong></a> in a quarter.' in page()
    assert "<strong>Home B</strong> is not safe." in page()  # no such section: words alone
    assert "Nowhere" not in page()


def test_an_empty_block_and_an_empty_tile_say_so():
    assert "<p>Nothing is waiting.</p>" in page()
    assert "<p>No figure.</p>" in page()


def test_no_level_of_headings_is_skipped():
    levels = [level for level, _ in Parsed(page().encode()).headings]
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_a_line_over_time_has_words_and_follows_the_page_into_the_dark():
    assert 'aria-label="Plans: from 70% to 80%"' in page()
    assert 'stroke="var(--accent,' in page() and "prefers-color-scheme: dark" in style_sheet()


def test_what_waits_behind_a_fold_is_closed_on_a_screen_and_named_at_the_end_on_paper():
    assert '<details class="folded"><summary>Why this number</summary>' in page()
    words = _words_of_pdf()
    assert words.count("Why this number") == 1
    assert "Not printed, but on the page for screens: “Why this number”" in words
    assert words.count("The figures") == 1


def test_on_paper_the_first_page_stands_first_and_names_pages():
    words = _words_of_pdf()
    assert words.index("Plans are better") < words.index("Some words")
    assert "in a quarter. page 2" in words


def test_a_picture_that_asks_for_its_height_has_it_in_print():
    """Its rows would be too small to read in the height of a line over time."""
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="480" height="400"></svg>'
    charts = [ChartCell(drawn, "T", "Words.", "", ("A", "B"), [["x", "1"]], tall=tall)
              for tall in (False, True)]  # fmt: skip
    shown = html.render(parts.notebook(charts), title="T").decode()
    assert re.findall(r'<figure class="([^"]*)">', shown) == ["chart", "chart tall"]
    assert "figure.tall" in shown


@pytest.mark.slow
def test_the_first_page_is_one_page_in_the_largest_print_that_fits():
    """However little or much is said: what follows begins on the next page."""
    found = {words: _print_of(parts.notebook(parts.summary(words))) for words in (6, 54, 78)}
    sizes = [size for size, _ in found.values()]
    assert sizes == sorted(sizes, reverse=True) and len(set(sizes)) == 3
    assert {page for _, page in found.values()} == {2}


@pytest.mark.parametrize(("points", "page"), [(1, 1), (12, 2)])
def test_the_contents_fill_a_first_page_of_which_much_stays_empty(points: int, page: int):
    """Half a page of white paper, and a next page that begins with a list, help nobody."""
    said = [Point("Visits", "Slightly more were seen in time. " * 2)] * points
    front = Blocks([Block(name, "good", said) for name in ("Going well", "Of concern", "Decide")])
    cells = [parts.heading("## Summary"), parts.shown(front)]
    cells += [parts.heading(f"## Section {n}\n\nWords of section {n}.") for n in range(8)]
    for n, cell in enumerate(cells):
        cell["id"] = f"cell-{n}"
    pages = _pages_of(made.notebook(cells))
    found = [n for n, words in enumerate(pages, 1) if "Contents" in words]
    assert found == [page]
    assert "Section 7" in pages[page - 1], "whole"
    assert "Words of section 0" in pages[1], "what follows begins on the next page"


def _pages_of(notebook) -> list[str]:
    """The words of each page on paper."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    content = pdf.render(notebook, title="T")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return [" ".join(each.split()) for each in done.stdout.decode().split("\f")]


def _print_of(notebook) -> tuple[float, int]:
    """How high the words of points are, and on which page the next section begins."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler) is not installed")
    content = pdf.render(notebook, title="T")
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=content, capture_output=True,
                          check=True)  # fmt: skip
    pages = done.stdout.decode().split("<page ")[1:]
    ends = re.search(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">Slightly<', pages[0])
    begins = next(n for n, page in enumerate(pages, 1) if ">&amp;</word>" in page)
    return round(float(ends[2]) - float(ends[1]), 1), begins


def _words_of_pdf() -> str:
    """What is read on paper."""
    return " ".join(_pages_of(parts.notebook()))


def test_a_section_whose_cell_shows_nothing_is_left_out_with_its_heading_and_slot():
    notebook = parts.notebook()
    silent = {**parts.shown(parts.SHOWN[0]), "outputs": [], "id": "silent"}
    slot = {**parts.heading("*Commentary: write here.*"), "id": "slot"}
    slot["metadata"] = {"tags": ["commentary"]}
    notebook["cells"] += [{**parts.heading("## Quiet"), "id": "quiet"}, silent, slot]
    assert "Quiet" not in html.render(notebook, title="T").decode()
    slot["source"] = "Somebody wrote."
    written = html.render(notebook, title="T").decode()
    assert "Quiet" in written and "Somebody wrote." in written
