"""People's HTML tables are read for their words; tables too wide for a page come in parts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import tables
from litmus.render.blocks import Column, Table, plain, words
from render.notebook_fixture import PANDAS, pandas_wide


def rows_of(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_a_pandas_table():
    (table,), outside = tables.from_html(PANDAS)
    assert [(c.name, c.align) for c in table.columns] == [
        ("Row", "left"),
        ("team", "left"),
        ("open", "right"),
        ("share", "right"),
    ]
    assert rows_of(table) == [["0", "Fosse <North>", "42", "0.31"], ["1", "Castle", "57", "NaN"]]
    assert table.row_headers
    assert outside.strip() == "2 rows × 3 columns"


def test_names_in_two_rows_and_cells_that_span():
    source = """<table><thead>
      <tr><th></th><th colspan="2">open</th></tr><tr><th>team</th><th>2015</th><th>2016</th></tr>
    </thead><tbody>
      <tr><th rowspan="2">Fosse</th><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>
    </tbody></table>"""
    (table,), _ = tables.from_html(source)
    assert [column.name for column in table.columns] == ["team", "open, 2015", "open, 2016"]
    assert rows_of(table) == [["Fosse", "1", "2"], ["Fosse", "3", "4"]]


def test_scripts_and_attributes_do_not_survive():
    source = "<p onclick='x()'>Hello<script>evil()</script> <b>you</b></p><style>p {}</style>"
    found, outside = tables.from_html(source)
    assert found == []
    assert outside.strip() == "Hello you"


def test_malformed_html_is_read_as_far_as_it_goes():
    (table,), _ = tables.from_html("<table><tr><td>a<td colspan=x>b<tr><td>c</table></div><td>")
    assert [column.name for column in table.columns] == ["a", "b"]
    assert rows_of(table) == [["c", ""]]


def test_a_wide_table_repeats_its_first_column_in_each_part():
    (table,), _ = tables.from_html(pandas_wide(24))
    parts = tables.parts(table)
    assert [part.caption for part in parts] == [f"Table (part {n} of 3)" for n in (1, 2, 3)]
    assert [part.columns[0].name for part in parts] == ["Row"] * 3
    names = [column.name for part in parts for column in part.columns[1:]]
    assert names == [f"month_{n:02}" for n in range(1, 25)]
    assert rows_of(parts[1])[2][:2] == ["Team 3", "27"]


def test_cells_may_break_before_a_table_is_cut():
    # Eight cells of "20.7% (5,500)": 13 letters and the gap of 3 make 128, more than the page's
    # 104; at their spaces broken they need 8 x (7 + 3) = 80.
    columns = tuple(Column(str(n), "right") for n in range(8))
    table = Table(columns, (tuple(words("20.7% (5,500)") for _ in columns),))
    assert tables.parts(table) == (table,)
    assert tables.unbroken(table) == 0


def test_a_small_table_is_left_as_it_is():
    table = Table((Column("a"), Column("b")), ((words("1"), words("2")),))
    assert tables.parts(table) == (table,)
    assert tables.widths(table) is None


CELLS = st.text(alphabet="ab c", max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n))))
def test_every_part_fits_the_page_and_holds_every_cell_once(rows):
    count = len(rows[0]) if rows else 3
    columns = tuple(Column(f"Column {n}") for n in range(count))
    table = Table(columns, tuple(tuple(words(cell) for cell in row) for row in rows))
    parts = tables.parts(table)
    for part in parts:
        assert sum(tables.widths(part) or [0]) <= tables.PAGE
    joined = [
        [plain(row[0]), *(plain(cell) for part in parts for cell in part.rows[n][1:])]
        for n, row in enumerate(table.rows)
    ]
    assert joined == rows_of(table)
