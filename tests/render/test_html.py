"""The page: whole, still, readable by everyone, and deaf to code in what people wrote."""

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import editions, formats, formulas, html
from render import notebook_fixture as made
from render.page import Parsed

ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "br", "hr", "pre"),
    *("dl", "dt", "dd", "ol", "ul", "li", "blockquote", "strong", "em", "s", "code"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "img", "figcaption", "details", "summary", "sup"),
    *("svg", "path", "circle", "text"),
    *("math", "semantics", "annotation", "mstyle", *formulas.PARTS),
}


def render(*cells, title="T"):
    return Parsed(html.render(made.notebook(list(cells)), title=title))


def test_the_same_notebook_gives_the_same_bytes(quarterly, quarterly_html):
    assert html.render(made.quarterly(), title=made.TITLE) == quarterly_html


def test_the_page_names_itself_and_its_language(page):
    assert page.title == made.TITLE
    assert page.all("html") == [{"lang": "en-GB"}]


def test_one_title_and_no_level_skipped(page):
    levels = [level for level, _ in page.headings]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs(page, quarterly_html):
    assert {tag for tag, _ in page.tags} <= ALLOWED
    assert all(str(img["src"]).startswith("data:image/") for img in page.all("img"))
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    fetched = set(re.findall(rb"url\((.{0,16})", quarterly_html))
    assert all(each.startswith(b'"data:font/woff2') for each in fetched)
    assert b"@import" not in quarterly_html
    assert "default-src 'none'" in str(page.all("meta")[1]["content"])


def test_no_code_for_readers(page, quarterly_html):
    assert b"secret_" not in quarterly_html
    assert "FutureWarning" not in page.words
    assert "tabindex" not in {name for _, attrs in page.tags for name in attrs}
    assert "¶" not in page.words


def test_every_picture_is_described(page, quarterly_html):
    assert all(str(img["alt"]).strip() for img in page.all("img"))
    drawings = page.all("svg")
    assert drawings and all(svg["role"] == "img" and svg["aria-label"] for svg in drawings)
    assert b"No description has been provided" not in quarterly_html


def test_contents_lead_to_every_section(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [str(a["href"])[1:] for a in page.all("a") if str(a["href"]).startswith("#")]
    assert set(links) <= set(ids)
    assert links[0] == "main", "the first link skips to the report"
    known = links.count("what-is-life-like-for-children-and-young-people")
    assert known == 2, "once in the contents, once in those that a phone folds away"


def test_tables_name_their_rows_and_columns(page):
    heads = [attrs.get("scope") for attrs in page.all("th")]
    assert set(heads) == {"row", "col"}
    assert "95% interval 76.2% to 81.4% (Wilson)." in page.words


def test_the_figures_behind_each_chart_can_be_opened(page):
    folds = len(page.all("details")) - 1  # the contents of a phone are folded, too
    assert folds == len(page.all("figcaption")) == 5
    assert "2014Q2 85.3% 682 800" in page.words


def test_the_figures_behind_each_chart_can_be_kept_as_a_file(page):
    files = [a for a in page.all("a") if "download" in a]
    assert len(files) == len({a["download"] for a in files}) == 5
    written = [unquote(str(a["href"]).partition(",")[2]) for a in files]
    assert any("2014Q2,85.3%,682,800\r\n" in file for file in written)
    assert all(file.startswith("\ufeff") for file in written), "or Excel misreads £ and é"


def test_commentary_and_marks_are_seen(page):
    assert "Commentary Timeliness of assessments has fallen" in page.words
    assert "Written when Child protection plans reviewed" in page.words
    assert made.PLACEHOLDER.strip("*") not in page.words
    assert "An old remark that nobody should lose." in page.words


def test_a_draft_says_so_above_its_title_and_where_nothing_is_written(page):
    notebook = made.quarterly()
    notebook["metadata"]["litmus"] = {**notebook["metadata"].get("litmus", {}), "draft": True}
    made_of = formats.render(notebook, made.TITLE, ["html"])["html"]
    draft = Parsed(made_of)
    assert draft.words.count(editions.UNWRITTEN) == 4
    assert draft.words.index(editions.BANNER) < draft.words.index("Quarterly quality assurance")
    assert f"<title>Draft: {made.TITLE}</title>" in made_of.decode()
    assert editions.UNWRITTEN not in page.words and "Draft" not in page.words


def test_raw_html_is_words(page):
    assert '<script>document.title = "taken over"</script>' in page.words
    assert "<mum said no>" in page.words
    assert "a note to myself" not in page.words


def test_an_incomplete_notebook_says_so():
    found = Parsed(html.render(made.incomplete(), title="T"))
    assert "INCOMPLETE." in found.words and "4711" not in found.words
    assert "INCOMPLETE" not in render(made.markdown("a", "Words.")).words


def test_a_plain_dictionary_will_do():
    plain = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [made.slot("a", "Hello.")],
    }
    assert "Hello." in Parsed(html.render(plain, title="T")).words


@pytest.mark.parametrize("place", ["title", "heading", "commentary", "table", "alt"])
def test_hostile_text_is_text_everywhere(place):
    hostile = "\"'></title></script><script>x()</script> {{ 7*7 }} {% raw %}"
    chart = made.chart("A", hostile, 1.0, 2.0)
    cells = {
        "title": made.code("t", made.litmus({"kind": "title", "title": hostile})),
        "heading": made.markdown("t", f"## {hostile}"),
        "commentary": made.slot("t", hostile),
        "table": made.code("t", made.table(hostile, [(hostile, "left")], [[hostile]], hostile)),
        "alt": made.code("t", chart),
    }
    found = render(cells[place], title=hostile)
    assert {tag for tag, _ in found.tags} <= ALLOWED
    assert found.title == hostile
    assert "<script>x()</script> {{ 7*7 }}" in found.words or place == "alt"


def test_a_formula_is_drawn_and_can_be_read_as_it_was_typed():
    found = render(made.slot("a", r"Rate: $$\frac{a*1000}{b*12}$$"))
    assert {"math", "mfrac"} <= {tag for tag, _ in found.tags}
    assert r"$$\frac{a*1000}{b*12}$$" in found.words


@pytest.mark.slow
def test_a_word_wider_than_a_page_may_be_broken_and_is_copied_whole():
    words = ["A" * 200, "https://www.example.org/" + "a" * 200]
    typed = "\n\n".join([*words, *(f"| a | b |\n|-|-|\n| 1 | {word} |" for word in words)])
    page = html.render(made.notebook([made.slot("a", typed)]), title="T").decode()
    assert all(page.count(word) >= 2 for word in words)
    assert page.count('<td class="left long"') == 2
    assert "overflow-wrap: break-word" in page and ".long { overflow-wrap: anywhere" in page


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_nothing_typed_becomes_a_tag(text):
    found = render(made.slot("a", text), made.markdown("b", text))
    assert {tag for tag, _ in found.tags} <= ALLOWED
    assert all(re.match(r"#|https?:|mailto:|tel:", str(a["href"]), re.I) for a in found.all("a"))
