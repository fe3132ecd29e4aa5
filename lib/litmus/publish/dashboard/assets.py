"""The script and the style sheets of the pages: fetched once, then kept by the browser.

Their address holds a hash of their content, so that a new version is fetched anew.
"""

from functools import cache
from pathlib import Path

from litmus.base import digests
from litmus.render import theme

FOLDER = Path(__file__).with_name("assets")
SCRIPT, STYLE, PLAIN = "dashboard.js", "dashboard.css", "plain.css"
DESIGN = ("style.css", "phone.css")  # of the pages of reports
MEDIA = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


@cache
def every() -> dict[str, bytes]:
    """The content of each by its name. Pages of reports have the design's style sheet in them; the
    plain ones, such as the one to sign in, take it from here."""
    own = {name: (FOLDER / name).read_bytes() for name in (SCRIPT, STYLE)}
    of_reports = ((theme.TEMPLATES / "report" / name).read_text() for name in DESIGN)
    plain = "\n".join([theme.style_sheet(), *of_reports, own[STYLE].decode()])
    return {**own, PLAIN: plain.encode()}


def address(name: str) -> str:
    """Where one is on the server."""
    return f"/assets/{digests.of_bytes(every()[name])[:12]}/{name}"


def links() -> str:
    """The markup by which the page of a report has them."""
    return (
        f'<link rel="stylesheet" href="{address(STYLE)}">\n'
        f'<script src="{address(SCRIPT)}" defer></script>'
    )
