"""In the PDF no heading stands at the foot of a page with its table or chart overleaf."""

import pytest

from litmus.render import pdf
from render import notebook_fixture as made
from render.test_pdf import needs_poppler, pages_of

SECTIONS = 48
LINES = (3, 17, 11, 26, 8, 21, 14)  # of the words before each section, so that pages end anywhere


def statement(n: int) -> dict:
    return {"kind": "statement", "text": f"Statement of part {n}.", "large": False}


def notice(n: int) -> dict:
    return {"kind": "notice", "level": "info", "text": f"Notice of part {n}."}


def folded(n: int) -> dict:
    return {"kind": "folded", "title": f"Fold of part {n}", "parts": []}


def words(n: int) -> dict:
    return {"kind": "text", "text": f"Words of part {n}, which go on for more than a line. " * 3}


def table(n: int, rows: int) -> dict:
    columns = [{"name": name, "align": "left"} for name in ("Team", "Latest")]
    return {"kind": "table", "caption": f"Table {n}", "columns": columns,
            "rows": [[f"Row {n}/{row};", "1 Mar 2016"] for row in range(rows)]}  # fmt: skip


# What may stand between a heading and its table.
RUNS = {
    "nothing": (),
    "a paragraph": (words,),
    "a statement and two paragraphs": (statement, words, words),
    "a statement, words and a notice": (statement, words, notice),
    "two paragraphs and a fold": (words, words, folded),
}


def section(n: int, run: tuple, rows: int) -> list[dict]:
    lines = "\n\n".join(["Before it."] * LINES[n % len(LINES)])
    shown = [made.litmus(part(n)) for part in (*run, lambda n: table(n, rows))]
    return [
        made.slot(f"before-{n}", lines),
        made.markdown(f"head-{n}", f"### Part number {n}"),
        made.code(f"shown-{n}", *shown),
    ]


def stranded(pages: list[str], rows: int) -> list[int]:
    """The sections whose heading is on another page than the first rows of their table."""
    wanted = {n: [f"Row {n}/{row};" for row in range(min(rows, 2))] for n in range(SECTIONS)}
    page_of = {n: next(page for page in pages if f"Part number {n} " in page) for n in wanted}
    return [n for n, first in wanted.items() if not all(row in page_of[n] for row in first)]


@pytest.mark.slow
@needs_poppler
@pytest.mark.parametrize("rows", [4, 30])
@pytest.mark.parametrize("run", RUNS)
def test_a_heading_is_on_the_page_of_its_table_with_all_between_them(run: str, rows: int) -> None:
    cells = [cell for n in range(SECTIONS) for cell in section(n, RUNS[run], rows)]
    assert stranded(pages_of(pdf.render(made.notebook(cells), title="T")), rows) == []
