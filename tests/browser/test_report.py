"""A whole report in a real browser: on a desk, on a phone, in the dark, by keyboard, on paper.

The rules are those that axe (WCAG 2.2 AA, best practices) and readers found broken once; what was
looked at by hand stands in docs/pages.md.
"""

import io
import itertools

import pikepdf
import pytest

from browser.axe import needs_axe, violations
from browser.browser import CHROMIUM, chromium
from browser.test_page import CONTRAST
from sample_reports import file_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
PHONE, SCREEN = 390, 844  # a phone's width and height in CSS pixels
# Each scheme and each width once: every report in all four looks is for test_every_page.py.
LOOKS = [("light", PHONE), ("dark", 1280)]
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture
def report(page, made):
    page.emulate()
    page.open(made / "quarterly.html")
    yield page
    page.emulate()


@pytest.fixture(scope="module")
def first_pages(reports, made):
    """Reports by name: with much to say at the head, with a notice, and with a list of cases."""
    places = ("2016Q1/quarterly_members", "2016-03-29/daily", "2016-03-29/daily-team-CIN-1")
    found = [made / "quarterly.html", *(file_of(reports, place) for place in places)]
    return {path.stem.removesuffix("-not-for-release"): path for path in found}


FIRST_PAGES = {
    "quarterly": [".statement.large", ".blocks", ".tiles"],
    "quarterly_members": [".notice", ".statement.large", ".blocks", ".tiles"],
    "daily": [".notice", ".statement.large", ".blocks"],
    "daily-team-CIN-1": [".notice", ".statement.large", ".blocks"],
}


@pytest.mark.parametrize("name", FIRST_PAGES)
def test_the_summary_is_on_the_first_two_screens_of_a_phone(page, first_pages, name):
    page.open(first_pages[name], PHONE)
    ends = page.ask(
        f"{FIRST_PAGES[name]}.map(s => document.querySelector(s).getBoundingClientRect().bottom)"
    )
    assert ends == sorted(ends) and ends[-1] <= 2 * SCREEN


@pytest.mark.parametrize("name", FIRST_PAGES)
@pytest.mark.parametrize("width", [320, PHONE, 1280])
def test_for_whom_and_what_for_a_report_is_stands_at_its_head(page, first_pages, name, width):
    page.open(first_pages[name], width)
    shown = page.ask(
        "[...document.querySelectorAll('header.top .facts div')].filter(f => [...f.children].every("
        "e => e.checkVisibility() && e.getBoundingClientRect().height > 10))"
        ".map(f => f.querySelector('dt').textContent)"
    )
    assert shown[:2] == ["For", "Purpose"] and shown[-1] == "Status"
    assert page.ask("document.querySelectorAll('header.top .facts div').length") == len(shown)
    ends = page.ask("document.querySelector('header.top .facts').getBoundingClientRect().bottom")
    assert ends < page.ask("document.querySelector('main').getBoundingClientRect().top")


@pytest.mark.parametrize("width", [320, PHONE, 768, 1024, 1280])
def test_nothing_is_cut_with_all_folds_open(report, made, width):
    report.open(made / "quarterly.html", width)
    report.ask(OPEN)
    assert report.ask("document.documentElement.scrollWidth") <= width
    beyond = f"[...document.querySelectorAll('main *')].filter(e => !e.closest('svg, thead') && \
        !e.closest('.unseen') && e.getBoundingClientRect().right > {width} + 1)\
        .map(e => e.outerHTML.slice(0, 120))"
    assert report.ask(beyond) == []


def test_each_column_and_row_of_a_table_has_a_name(report):
    assert (
        report.ask(
            "[...document.querySelectorAll('th')].filter(h => !h.textContent.trim() &&\
         !h.querySelector('[aria-label]')).map(h => h.closest('table').outerHTML.slice(0, 200))"
        )
        == []
    )


def test_each_picture_has_words_that_begin_with_its_message(report):
    assert (
        report.ask(
            "[...document.querySelectorAll('main svg, main img')].filter(p =>\
         !(p.alt || p.getAttribute('aria-label') || '').trim()).length"
        )
        == 0
    )
    apart = report.ask(
        "[...document.querySelectorAll('figure.chart')].map(f => [f.querySelector('strong')\
         .textContent.replace(/\\.$/, ''), f.querySelector('svg').getAttribute('aria-label')])\
         .filter(([title, alt]) => !alt.startsWith(title))"
    )
    assert apart == []


def test_a_charts_title_stands_above_it_and_its_data_below(report):
    order = report.ask(
        "[...document.querySelectorAll('figure.chart')].map(f => [f.children[0].tagName,\
         f.children[1].tagName, f.nextElementSibling.querySelectorAll('a[download]').length > 0])"
    )
    assert len(order) >= 10
    assert [each for each in order if each != ["FIGCAPTION", "svg", True]] == []


def test_one_way_in_for_each_part_and_none_twice(report):
    parts = "['body > header', 'main', 'body > footer'].map(s =>\
        document.querySelectorAll(s).length)"
    assert report.ask(parts) == [1, 1, 1]
    twice = "[...document.querySelectorAll('[id]')].map(e => e.id)\
        .filter((id, n, all) => all.indexOf(id) !== n)"
    assert report.ask(twice) == []


def test_headings_skip_no_level(report):
    levels = report.ask(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')]\
        .map(h => Number(h.tagName[1]))"
    )
    pairs = itertools.pairwise(levels)
    assert levels[0] == 1 and all(below <= above + 1 for above, below in pairs)


def test_the_first_key_leads_past_the_contents_and_enter_opens_a_fold(report):
    report.act("Tab", 9)
    assert report.ask("document.activeElement.className") == "skip"
    assert report.ask("document.activeElement.getBoundingClientRect().left") == 0
    report.act("Enter", 13)
    report.act("Tab", 9)
    assert report.ask("!!document.activeElement.closest('main')")
    report.ask("document.querySelector('main summary').focus()")
    report.act("Enter", 13)
    assert report.ask("document.querySelector('main details').open")


def test_the_contents_stay_in_view_on_a_desk(report):
    report.ask("scrollTo(0, 6000)")
    assert report.ask("document.querySelector('nav').getBoundingClientRect().top") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_dark_or_light_enough(report, scheme):
    report.emulate(prefers_color_scheme=scheme)
    report.ask(OPEN)
    assert report.ask(CONTRAST) == []


def test_colours_that_the_system_forces_reach_the_charts(report):
    stroke = 'getComputedStyle(document.querySelector(\'figure.chart svg path[style*="--ink"],\
        figure.chart svg [style*="--quiet"]\')).fill'
    usual = report.ask(stroke)
    report.emulate(forced_colors="active", prefers_color_scheme="dark")
    assert report.ask("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    assert report.ask(stroke) != usual


def test_nothing_moves(report):
    assert report.ask("document.getAnimations().length") == 0
    moving = "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);\
        return s.animationName !== 'none' || s.scrollBehavior !== 'auto' ||\
        s.transitionDuration !== '0s' }).length"
    assert report.ask(moving) == 0


def test_it_prints_to_hardly_more_pages_than_the_pdf(report, made):
    with pikepdf.open(made / "quarterly.pdf") as pdf:
        pages = len(pdf.pages)
    with pikepdf.open(io.BytesIO(report.printed())) as printed:
        assert len(printed.pages) <= 1.2 * pages


@pytest.fixture(scope="module")
def short_reports(reports):
    """Reports of so few pages that one more would be more than a fifth, as page and as PDF."""
    return [file_of(reports, f"2016Q1/{name}") for name in ("summary", "young_people")]


def test_a_short_report_prints_to_no_more_pages_than_the_pdf(page, short_reports):
    for path in short_reports:
        page.emulate()
        page.open(path)
        with (
            pikepdf.open(path.with_suffix(".pdf")) as pdf,
            pikepdf.open(io.BytesIO(page.printed())) as printed,
        ):
            assert len(printed.pages) <= len(pdf.pages), path.stem


def test_it_is_small_enough_to_be_sent(made):
    assert (made / "quarterly.html").stat().st_size < 3_000_000


@needs_axe
@pytest.mark.parametrize("name", FIRST_PAGES)
@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_axe_finds_nothing(page, first_pages, name, scheme, width):
    page.emulate(prefers_color_scheme=scheme)
    page.open(first_pages[name], width)
    assert violations(page) == []
    page.ask(OPEN)
    assert violations(page) == []
    page.emulate()


@needs_axe
def test_axe_is_not_blind(page, first_pages):
    """A picture without words is found: the check can fail."""
    page.open(first_pages["quarterly"])
    page.ask("document.querySelector('main').append(new Image(10, 10)); 0")
    assert "image-alt" in [rule for rule, *_ in violations(page)]
