"""The performance book's template: every indicator of the catalogue, each with its own page."""

import re
from itertools import groupby, pairwise

import pytest
import yaml

from litmus.base.notebook_files import source
from litmus.indicators import catalogue
from litmus.run.commentary.sections import beside
from notebooks.shipped import ROOT, settled, template, whole

BOOK = whole("book")
CODES = settled("book").indicators
PAGE = re.compile(r'report\.page\("(\w+)"\)')


def slots() -> dict[str, list[str]]:
    """The slots, each with the codes of the pages that it stands beside."""
    around, codes = beside(BOOK), {cell["id"]: PAGE.findall(source(cell)) for cell in BOOK["cells"]}
    notes = {cell["id"]: cell["metadata"].get("litmus", {}) for cell in BOOK["cells"]}
    return {
        note["slot"]: [code for each in around[place] for code in codes[each]]
        for place, note in notes.items()
        if "slot" in note
    }


def test_the_book_has_every_indicator_of_the_catalogue_once():
    assert len(CODES) == len(set(CODES)) == 42
    assert set(CODES) == set(catalogue())


def test_the_book_is_in_the_order_of_the_published_catalogue():
    published = ROOT.parent / "shared" / "indicators.yml"
    if not published.exists():
        pytest.skip("the published catalogue is not beside the repository")
    listed = yaml.safe_load(published.read_text(encoding="utf-8"))["indicators"]
    assert [entry["code"] for entry in listed] == CODES


def test_every_indicator_has_a_page_in_order():
    assert [code for cell in BOOK["cells"] for code in PAGE.findall(source(cell))] == CODES


def test_every_page_stands_under_its_indicators_name_and_theme():
    known, theme = catalogue(), ""
    for above, cell in pairwise(BOOK["cells"]):
        if source(above).startswith("## "):
            theme = source(above).removeprefix("## ")
        if source(cell).startswith("## "):
            theme = source(cell).removeprefix("## ")
        for code in PAGE.findall(source(cell)):
            assert source(above) == f"### {known[code].heading}"
            assert theme == known[code].theme


def test_a_theme_is_one_section():
    themes = [key for key, _ in groupby(catalogue()[code].theme for code in CODES)]
    assert len(themes) == len(set(themes))
    headings = [source(c)[3:] for c in BOOK["cells"] if source(c).startswith("## ")]
    assert headings == [
        "Summary", "Index by key question", "Where teams differ", *themes, "Data quality",
        "How the figures were made",
    ]  # fmt: skip


def test_the_cells_of_themes_keep_the_ids_that_peoples_words_are_tied_to():
    ids = [cell["id"] for cell in BOOK["cells"] if cell["id"].startswith("theme-")]
    assert ids == [
        "theme-contacts-and-referrals", "theme-early-help", "theme-single-assessments",
        "theme-enquiries-and-conferences", "theme-children-in-need",
        "theme-child-protection-plans", "theme-looked-after-children",
        "theme-adoption-permanence", "theme-care-leavers", "theme-workforce",
    ]  # fmt: skip


def test_every_page_has_room_for_commentary_and_for_quality_assurance_findings():
    found = slots()
    assert found.pop("summary") == found.pop("data-quality") == []  # they show tables of their own
    assert found == {
        name: [code] for code in CODES for name in (code.lower(), f"{code.lower()}-findings")
    }


def test_an_indicator_is_a_group_of_cells_that_is_there_once():
    themes = {each.theme for each in catalogue().values()}
    repeated = (len(themes) - 1) + (len(CODES) - 1) * 4  # a heading a theme, four cells a page
    assert len(template("book")["cells"]) == len(BOOK["cells"]) - repeated < 25


def test_the_book_begins_a_page_for_each_indicator():
    assert BOOK["metadata"]["litmus"]["layout"] == "pages"
