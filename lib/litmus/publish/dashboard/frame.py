"""What a page has around its report: its script and style sheet, and the place of the bar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from litmus.base.scope import Scope
from litmus.publish.dashboard import assets
from litmus.publish.dashboard.pages import Page, below

if TYPE_CHECKING:
    from litmus.render.html import Frame

BAR = "<!-- the bar of the live dashboard -->"
"""Where the server puts who is signed in, how old the pages are, and the way to others."""


def frame(page: Page, among: Sequence[Page]) -> Frame:
    """The frame of a page: names of what is below it lead there, all others nowhere."""
    from litmus.render.html import Frame  # the server makes no page, and needs less without it

    ways = {str(each.about): address(each) for each in below(among, page)}
    return Frame(assets.links(), BAR, lambda scope: ways.get(str(Scope.parse(scope))))


def address(page: Page) -> str:
    """Where a page is on the server."""
    return f"/pages/{page.name}"
