"""The HTML of people's own cells: its words, tables and pictures in their order, the rest said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import document, foreign, html, pdf
from litmus.render.blocks import (
    Heading,
    Items,
    Notice,
    Paragraph,
    Picture,
    Preformatted,
    Quote,
    Table,
)
from litmus.render.text import TextSpan, plain
from render import notebook_fixture as made
from render.notebook_fixture import PANDAS
from render.test_markdown import png
from render.wording import wording

KINDS = {Heading: "heading", Table: "table", Paragraph: "words", Notice: "notice"}


def rows_of(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def the_table(source: str) -> Table:
    (table,) = [block for block in foreign.read(source) if isinstance(block, Table)]
    return table


def said(source: str) -> list[str]:
    return [plain(block.text) for block in foreign.read(source) if isinstance(block, Notice)]


def test_a_pandas_table():
    table, outside = foreign.read(PANDAS)
    assert [(c.name, c.align) for c in table.columns] == [
        ("Row", "left"),
        ("team", "left"),
        ("open", "right"),
        ("share", "right"),
    ]
    assert rows_of(table) == [["0", "Fosse <North>", "42", "0.31"], ["1", "Castle", "57", "NaN"]]
    assert table.row_headers
    assert plain(outside.text) == "2 rows × 3 columns"


def test_names_in_two_rows_and_cells_that_span():
    source = """<table><thead>
      <tr><th></th><th colspan="2">open</th></tr><tr><th>team</th><th>2015</th><th>2016</th></tr>
    </thead><tbody>
      <tr><th rowspan="2">Fosse</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>
    </tbody></table>"""
    table = the_table(source)
    assert [column.name for column in table.columns] == ["team", "open, 2015", "open, 2016"]
    assert rows_of(table) == [["Fosse", "1", "2"], ["Fosse", "3", "4"]]


def test_a_cell_that_spans_all_rows_below():
    source = "<table><tr><th>Team<th>Open<tr><td rowspan=0>North<td>1<tr><td>2</table>"
    assert rows_of(the_table(source)) == [["North", "1"], ["North", "2"]]


def test_an_index_of_two_levels():
    import pandas as pd

    index = pd.MultiIndex.from_product([["North", "South"], ["CIN", "CP"]], names=["Area", "Team"])
    columns = pd.MultiIndex.from_product([["Open"], ["2015", "2016"]])
    table = the_table(pd.DataFrame([[1, 2], [3, 4], [5, 6], [7, 8]], index, columns).to_html())
    names = [column.name for column in table.columns]
    assert names == ["Area", "Team", "Open, 2015", "Open, 2016"]
    assert rows_of(table)[1:3] == [["North", "CP", "3", "4"], ["South", "CIN", "5", "6"]]


def test_the_colours_of_a_styled_table_are_said():
    import pandas as pd

    frame = pd.DataFrame({"open": [1, 2]}, ["North", "South"])
    plain_table = frame.style.set_caption("Open cases").to_html()
    (table,) = foreign.read(plain_table)
    assert table.caption == "Open cases" and rows_of(table)[1] == ["South", "2"]
    coloured = frame.style.highlight_max(color="red").to_html()
    assert said(coloured) == ["Colours and bars of a table here cannot be shown."]


def test_scripts_and_attributes_do_not_survive():
    source = "<p onclick='x()'>Hello<script>evil()</script> <b>you</b></p><style>p {}</style>"
    words, notice = foreign.read(source)
    assert plain(words.text) == "Hello you" and words.text[-1] == TextSpan("you", bold=True)
    assert plain(notice.text) == "What a script would draw here cannot be shown."


def test_malformed_html_is_read_as_far_as_it_goes():
    table = the_table("<table><tr><td>a<td colspan=x>b<tr><td>c</table></div><td>")
    assert [column.name for column in table.columns] == ["a", "b"]
    assert rows_of(table) == [["c", ""]]


def test_words_and_tables_keep_their_order():
    table = "<table><tr><th>Open</th></tr><tr><td>{}</td></tr></table>"
    chart = "<p>See chart <img src='data:image/png;base64,AAAA' alt='open cases by team'></p>"
    source = f"<h4>A</h4>{table.format(12)}<h4>B</h4>{table.format(31)}{chart}"
    found = foreign.read(source)
    kinds = [KINDS[type(block)] for block in found]
    assert kinds == ["heading", "table", "heading", "table", "words", "notice"]
    assert "a picture: open cases by team" in plain(found[-1].text)
    page = html.render(made.notebook([made.code("a", made.display({"text/html": source}))]),
                       title="T").decode()  # fmt: skip
    places = [page.index(words) for words in (">A<", ">12<", ">B<", ">31<", "See chart", "open ca")]
    assert places == sorted(places)


def test_headings_of_a_cell_stand_below_the_one_above_it():
    own = made.code("b", made.display({"text/html": "<h1>Mine</h1><h6>Below</h6>"}))
    found = document.read(made.notebook([made.markdown("a", "## Summary"), own]), "T").blocks
    assert [(block.level, block.listed) for block in found] == [(2, True), (3, False), (4, False)]


def test_a_picture_in_the_html_is_shown_with_its_description():
    source = "<p>Before <img src='data:image/png;base64,{}' alt='{}'> after</p>"
    before, found, after = foreign.read(source.format(png(), "Cases rise"))
    assert [plain(before.text), plain(after.text)] == ["Before", "after"]
    assert isinstance(found, Picture) and found.alt == "Cases rise"
    (_, found, _) = foreign.read(source.format(png(), "image.png"))
    assert found.alt == foreign.NO_ALT


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<iframe src='https://a.uk/map'>x</iframe>", "another page: https://a.uk/map"),
        ("<video src='v.mp4'><source src='v.mp4'>No video</video>", "a video: v.mp4"),
        ("<audio controls src='a.mp3'></audio>", "a sound: a.mp3"),
        ("<svg aria-label='A map'><text>North</text></svg>", "a drawing (SVG): A map"),
        ("<object data='plan.pdf'></object>", "an embedded file: plan.pdf"),
        ("<canvas></canvas>", "a drawing made by a script"),
        ("<img src='chart.png'>", "a picture: chart.png"),
        ("<a href='cases.csv'>all cases</a>", "“all cases” leads to cases.csv, a file"),
        ("<button>Go</button>", "Something to click or to fill in"),
    ],
)
def test_what_cannot_be_shown_is_said_and_nothing_after_it_is_lost(source, words):
    found = foreign.read(f"<p>One</p>{source}<p>Two</p>")
    assert words in " ".join(said(source))
    assert [plain(found[0].text), plain(found[-1 if "button" not in source else -2].text)] == [
        "One",
        "Two",
    ]


def test_lists_quotations_and_text_as_it_was_set():
    source = "<ol start=3><li>a<ul><li>b</ul><li>c</ol><blockquote>q</blockquote><pre> x\n  y</pre>"
    items, quote, text = foreign.read(source)
    assert isinstance(items, Items) and items.ordered and items.start == 3
    first, inner = items.items[0]
    assert plain(first.text) == "a" and isinstance(inner, Items)
    assert isinstance(quote, Quote) and text == Preformatted(" x\n  y")


def test_tables_side_by_side_in_a_table_are_tables_of_their_own():
    inner = "<table><tr><th>{0}<tr><td>1</table>"
    source = f"<table><tr><td>{inner.format('A')}<td>words {inner.format('B')} more</table>"
    outer, *inside = foreign.read(source)
    assert rows_of(outer) == [["", "words more"]]
    assert [table.columns[0].name for table in inside] == ["A", "B"]


@pytest.mark.parametrize("cell", ["td", "th"])
def test_a_table_within_a_caption_is_a_table_of_its_own(cell):
    source = f"<table><caption>Open<table><{cell}>12</table> cases</caption><tr><td>7</table>"
    outer, inside = foreign.read(source)
    assert outer.caption == "Open cases" and rows_of(inside) == [["12"]]


def test_a_picture_within_a_caption_stays():
    source = f"<table><caption>Open <img src='data:image/png;base64,{png()}' alt='Cases rise'>"
    _, found = foreign.read(f"{source}</caption><tr><td>7</table>")
    assert isinstance(found, Picture) and found.alt == "Cases rise"


def test_what_a_browser_hides_stays_hidden():
    assert (
        foreign.read("<p hidden>a</p><p style='display: none'>b <i>c</i></p><style>p {}</style>")
        == []
    )


TAGS = st.sampled_from(
    [
        *("table", "tr", "td", "th", "caption", "ul", "ol", "li", "p", "b", "a", "pre", "div"),
        *("blockquote", "h2", "script", "svg", "select", "img", "br", "style"),
    ]
)
PARTS = st.one_of(
    TAGS.map("<{}>".format),
    TAGS.map("</{}>".format),
    st.sampled_from(
        ["<td colspan=3>", "<td rowspan=2>", "<a href='#x'>", "<a href='x.csv'>", "<!--"]
    ),
    st.text(alphabet="ab <&\n", max_size=6),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(PARTS, max_size=30).map("".join))
def test_whatever_html_a_cell_puts_out_makes_a_report(source):
    nb = made.notebook([made.code("a", made.display({"text/html": source}))])
    assert pdf.render(nb, title="T").startswith(b"%PDF-")


@settings(max_examples=100, deadline=None)
@given(st.lists(TAGS.filter(lambda tag: tag not in ("script", "svg", "style")), max_size=25))
def test_no_word_of_a_cells_html_is_lost(tags):
    source = "".join(f"<{tag}>word{n}" for n, tag in enumerate(tags))
    shown = wording(foreign.read(source))
    assert not [n for n in range(len(tags)) if f"word{n}" not in shown]
