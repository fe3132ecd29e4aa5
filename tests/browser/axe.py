"""axe-core, the checker of pages against WCAG 2.2 AA and best practices, in a real browser.

It is run where its script is at hand: LITMUS_AXE is the path of axe.min.js (docs/pages.md).
"""

import os
from pathlib import Path

import pytest

from browser.browser import Page

SCRIPT = Path(os.environ.get("LITMUS_AXE") or "axe.min.js")
RULES = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]'
RUN = f"""axe.run(document, {{runOnly: {{type: "tag", values: {RULES}}}}}).then(
    found => found.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 120)]))"""
needs_axe = pytest.mark.skipif(
    not SCRIPT.is_file(), reason="LITMUS_AXE does not name axe.min.js: docs/pages.md"
)


def violations(page: Page) -> list[list[object]]:
    """What axe finds on the page that is open: rule, how often, and the first place."""
    page.ask(SCRIPT.read_text(encoding="utf-8") + ";0")
    found: list[list[object]] = page.ask(RUN)
    return found
