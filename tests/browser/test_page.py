"""The page in a real browser: nothing fetched, nothing cut off, every link arrives."""

import pytest

from browser.browser import CHROMIUM, chromium
from litmus.render import html
from render import notebook_fixture as made

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "quarterly.html"
    path.write_bytes(html.render(made.quarterly(), title=made.TITLE))
    return path


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


def test_it_asks_for_nothing_and_runs_nothing(page, file):
    page.open(file)
    assert page.requests() == []
    assert page.ask("document.title") == made.TITLE, "a script in the commentary took it over"
    assert page.ask("document.scripts.length") == 0


@pytest.mark.parametrize("width", [320, 768, 1024, 1280])
def test_nothing_runs_off_the_side(page, file, width):
    page.open(file, width)
    assert page.ask("document.documentElement.scrollWidth") <= width
    beyond = f"[...document.querySelectorAll('main *')].filter(e => !e.closest('thead') && \
        !e.closest('details') && e.getBoundingClientRect().right > {width}).map(e => e.outerHTML)"
    assert page.ask(beyond) == []


def test_one_title_and_every_link_of_the_contents_arrives(page, file):
    page.open(file)
    assert page.ask("document.querySelectorAll('h1').length") == 1
    lost = "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))\
        .filter(id => !document.getElementById(id))"
    assert page.ask(lost) == []
    assert page.ask("document.querySelectorAll('nav a').length") >= 14


def test_a_phone_folds_the_contents_away_and_a_desk_keeps_them_in_view(page, file):
    seen = "[...document.querySelectorAll('nav')].filter(n => n.offsetParent)\
        .map(n => [...n.querySelectorAll('a')].filter(a => a.checkVisibility()).length)"
    page.open(file, 390)
    assert page.ask(seen) == [0]
    page.open(file, 1280)
    assert [links >= 14 for links in page.ask(seen)] == [True]


def test_all_pictures_are_drawn(page, file):
    page.open(file)
    assert page.ask("[...document.images].every(i => i.complete && i.naturalWidth > 0)")


def test_the_words_are_large_and_dark_enough(page, file):
    """WCAG 2.2 AA asks 4.5:1 of text against what stands behind it."""
    page.open(file)
    assert page.ask(CONTRAST) == []


CONTRAST = """(() => {
  const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = c => rgb(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (rgb(c).length === 3) return c;
    }
    return 'rgb(255, 255, 255)';
  };
  return [...document.querySelectorAll('body *')].filter(e =>
    [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
  ).map(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    return [(a + .05) / (b + .05), e.outerHTML.slice(0, 80)];
  }).filter(([ratio]) => ratio < 4.5);
})()"""
