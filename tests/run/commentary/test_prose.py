"""Words in a code cell are taken as text; code, even faulty code, stays code."""

import pytest

from litmus.base import notebook_files
from litmus.run.commentary import harvest, lay
from litmus.run.commentary.prose import is_blank, is_prose
from run.commentary import notebook_of

TEMPLATE = notebook_of.template()
PROSE = [
    *("Numbers are up; visits are down.", "Steady", "children and families", "Staff, visits"),
    *("Not good", "- one point\n- another", "We saw 12 child(ren) (see above).", "Why?"),
    *(
        "Note: improved",
        "For example, in March.",
        "If we look again: better",
        "Improved - markedly",
    ),
    *("“Quoted” words, and 45% of them", "It's better", "## Heading\n\nAnd words below it."),
]
CODE = [
    *("report.indicator('ASM02')", "x = 1", "import pandas as pd", "report", "df.plot(", "1 / 0"),
    *("for i in [1]:\n    i", "for i in range(3)\n    print(i)", "%matplotlib inline", "!ls"),
    *("# A comment", "'A string.'", "12", "report?", "import pandas pd", "print 'x', (y)\nz = 1"),
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_prose(text):
    assert is_prose(text)


@pytest.mark.parametrize("text", CODE)
def test_code_is_code(text):
    assert not is_prose(text)


def test_a_name_that_the_notebook_gives_is_no_prose():
    assert not is_prose("figures", {"figures"})
    assert is_prose("figures", {"other"})


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u00a0\ufeff"])
def test_what_prints_nothing_is_blank(text):
    assert is_blank(text)


def harvested(*cells):
    working = lay(TEMPLATE, harvest(TEMPLATE, TEMPLATE))
    at = [cell["id"] for cell in working["cells"]].index("kq1-asm02")
    working["cells"][at + 1 : at + 1] = cells
    found = harvest(working, TEMPLATE)
    return found, lay(TEMPLATE, found)["cells"][at + 1 : at + 1 + len(cells)]


def test_words_in_a_code_cell_become_text_and_are_quoted_back():
    words = notebook_of.cell("code", "Numbers are up in all four teams since Christmas.", "mine")
    found, (kept,) = harvested(words)
    assert (kept["cell_type"], kept["source"]) == ("markdown", words["source"])
    assert found.remarks == [
        "You wrote “Numbers are up in all four teams since …” in a code cell under “What is life "
        "like?”: it was taken as text. For text, choose Markdown in the list above the notebook "
        "where it says Code."
    ]


def test_an_analysts_code_stays_code():
    setting = notebook_of.cell("code", "figures = report.figures", "one")
    using = notebook_of.cell("code", "figures", "two")
    found, kept = harvested(setting, using)
    assert [cell["cell_type"] for cell in kept] == ["code", "code"]
    assert found.remarks == []


def test_a_comment_alone_is_asked_about():
    found, (kept,) = harvested(notebook_of.cell("code", "# Better than last year", "mine"))
    assert kept["cell_type"] == "code"
    assert "holds a comment and nothing that is printed" in found.remarks[0]


def test_a_cell_is_named_by_its_first_words_and_its_heading():
    assert (
        notebook_files.name_of_cell(TEMPLATE, 5)
        == "“report.indicator('ASM02')” (under “What is life like?”)"
    )
    assert (
        notebook_files.first_words("word " * 20) == "word word word word word word word word word …"
    )
