"""On paper, too, the first cell of a row names it for those who hear the report."""

import io

import pikepdf

from litmus.render import pdf
from litmus.render.row_headers import mark
from render import notebook_fixture as made
from render import parts


def scopes(content: bytes) -> list[str]:
    """The scope of every cell of a table's body that is a header."""
    found = []

    def walk(element) -> None:
        inside = element.get("/K", [])
        for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                if child["/S"] == "/TH" and "/A" in child:
                    found.extend(str(a.get("/Scope")) for a in child["/A"])
                walk(child)

    with pikepdf.open(io.BytesIO(content)) as opened:
        walk(opened.Root.StructTreeRoot)
    return found


def test_each_row_of_a_table_has_a_header_and_the_same_bytes_come_twice():
    content = pdf.render(parts.notebook(), title="T")
    assert scopes(content).count("/Row") == 2
    assert content == pdf.render(parts.notebook(), title="T")


def test_a_table_that_somebody_wrote_has_none():
    notebook = parts.notebook()
    written = "| a | b |\n|---|---|\n| 1 | 2 |"
    notebook["cells"].append({**parts.heading(written), "id": "written"})
    assert scopes(pdf.render(notebook, title="T")).count("/Row") == 2


def unmarked(content: bytes) -> bytes:
    """The PDF as Typst writes it: the first cell of a row is a cell like the others."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        for cell in opened.objects:
            if not isinstance(cell, pikepdf.Dictionary) or cell.get("/S") != "/TH":
                continue
            if "/Row" in [str(a.get("/Scope")) for a in cell.get("/A", [])]:
                cell["/S"] = pikepdf.Name("/TD")
                del cell["/A"]
        made = io.BytesIO()
        opened.save(made)
    return made.getvalue()


def test_where_tables_and_their_number_do_not_agree_nothing_is_marked():
    content = unmarked(pdf.render(parts.notebook(), title="T"))
    assert scopes(content).count("/Row") == 0
    assert scopes(mark(content, [])).count("/Row") == 0
    assert scopes(mark(content, [True, True, True])).count("/Row") == 0
    assert scopes(mark(content, [True])).count("/Row") == 2


def test_a_whole_report_stays_accessible():
    content = pdf.render(made.quarterly(), title=made.TITLE)
    with pikepdf.open(io.BytesIO(content)) as found:
        assert found.Root.MarkInfo.Marked
        assert found.open_metadata()["pdfuaid:part"] == "1"
