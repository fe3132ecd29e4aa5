import pytest

from render import notebook_fixture as made
from render.page import Parsed


@pytest.fixture(scope="session")
def quarterly():
    return made.quarterly()


@pytest.fixture(scope="session")
def quarterly_html(quarterly):
    from litmus.render import html

    return html.render(quarterly, title=made.TITLE)


@pytest.fixture(scope="session")
def page(quarterly_html):
    return Parsed(quarterly_html)


@pytest.fixture(scope="session")
def quarterly_pdf(quarterly):
    from litmus.render import pdf

    return pdf.render(quarterly, title=made.TITLE)
