"""Every report in a real browser, checked by axe: before a release, not in each run of the tests.

LITMUS_PAGES is a folder of reports, such as `outputs` after `make all-reports` (docs/pages.md).
"""

import os
from pathlib import Path

import pytest

from browser.axe import needs_axe, violations
from browser.browser import CHROMIUM, chromium

FOLDER = os.environ.get("LITMUS_PAGES", "")
PAGES = sorted(Path(FOLDER).resolve().glob("*/*/*.html")) if FOLDER else []
LOOKS = [(scheme, width) for width in (390, 1280) for scheme in ("light", "dark")]
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
NOT_A_NUMBER = r"/(^|[\s(])(nan|NaN|NaT|null|undefined)([\s,.;)]|$)/.test(document.body.innerText)"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(not FOLDER, reason="LITMUS_PAGES names no folder of reports: docs/pages.md"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as found:
        yield found


def test_there_are_pages():
    assert PAGES, f"no report in {FOLDER}"


@needs_axe
@pytest.mark.parametrize("report", PAGES, ids=[path.stem for path in PAGES])
def test_axe_finds_nothing_on_a_page_of_any_report(page, report):
    """Folds closed and open, on a phone and a desk, light and dark; nothing is cut at the side, and
    no word of the machine's for "no number" is in front of a reader."""
    for scheme, width in LOOKS:
        page.emulate(prefers_color_scheme=scheme)
        page.open(report, width)
        assert violations(page) == [], f"{scheme}, {width} wide"
        page.ask(OPEN)
        assert violations(page) == [], f"{scheme}, {width} wide, folds open"
        assert not page.ask(WIDER), f"wider than {width}"
        assert not page.ask(NOT_A_NUMBER)
    page.emulate()
