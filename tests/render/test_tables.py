"""Tables too wide for a page come in parts, and no column is narrower than its words."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.render import foreign, tables
from litmus.render.blocks import (
    Table,
    TableColumn,
)
from litmus.render.text import plain, words
from render.notebook_fixture import pandas_wide


def rows_of(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def test_a_wide_table_repeats_its_first_column_in_each_part():
    parts = foreign.read(pandas_wide(24))
    assert [part.caption for part in parts] == [f"Table (part {n} of 3)" for n in (1, 2, 3)]
    assert [part.columns[0].name for part in parts] == ["Row"] * 3
    names = [column.name for part in parts for column in part.columns[1:]]
    assert names == [f"month_{n:02}" for n in range(1, 25)]
    assert rows_of(parts[1])[2][:2] == ["Team 3", "27"]


def test_cells_may_break_before_a_table_is_cut():
    # Eight cells of "20.7% (5,500)": 13 letters and the gap of 3 make 128, more than the page's
    # 104; at their spaces broken they need 8 x (7 + 3) = 80.
    columns = tuple(TableColumn(str(n), "right") for n in range(8))
    table = Table(columns, (tuple(words("20.7% (5,500)") for _ in columns),))
    assert tables.parts(table) == (table,)
    assert tables.unbroken(table) == 0


def test_a_small_table_is_left_as_it_is():
    table = Table((TableColumn("a"), TableColumn("b")), ((words("1"), words("2")),))
    assert tables.parts(table) == (table,)
    assert tables.widths(table) is None


def test_capitals_are_wider_than_other_letters():
    # "safeguarding" is 12 letters and the gap of 3: six columns take 90 of the page's 104. In
    # capitals it takes 9 x 1.35 + 2 x 1.1 (S, F) + 0.65 (I) = 15.0, in bold 16.8, say 17, and the
    # gap: five columns take 100, six do not fit.
    def named(name: str, count: int) -> int:
        columns = tuple(TableColumn(name) for _ in range(count))
        return len(tables.parts(Table(columns, (tuple(words("1") for _ in columns),))))

    assert [named("safeguarding", 6), named("SAFEGUARDING", 5)] == [1, 1]
    assert named("SAFEGUARDING", 6) == 2


def test_a_table_in_a_box_has_less_room():
    table = Table(tuple(TableColumn("x" * 17) for _ in range(5)), ())
    assert len(tables.parts(table)) == 1
    assert len(tables.parts(replace(table, inset=10))) == 2


CELLS = st.text(alphabet="ab c", max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 30).flatmap(lambda n: st.lists(st.lists(CELLS, min_size=n, max_size=n))))
def test_every_part_fits_the_page_and_holds_every_cell_once(rows):
    count = len(rows[0]) if rows else 3
    columns = tuple(TableColumn(f"Column {n}") for n in range(count))
    table = Table(columns, tuple(tuple(words(cell) for cell in row) for row in rows))
    parts = tables.parts(table)
    for part in parts:
        assert sum(tables.widths(part) or [0]) <= tables.PAGE
    joined = [
        [plain(row[0]), *(plain(cell) for part in parts for cell in part.rows[n][1:])]
        for n, row in enumerate(table.rows)
    ]
    assert joined == rows_of(table)


def test_a_number_stays_with_what_it_rests_on_however_long():
    names = ("Indicator", "Value", "Why")
    long = "assessments that were completed in time by every team of the council " * 3
    value = "79.0% (2,392 of 3,027)"
    table = Table(tuple(map(TableColumn, names)), ((words(long), words(value), words(long)),) * 2)
    assert tables.least(table, 1) > tables.SHORT
    assert tables.widths(table)[1] >= tables.breadth(value)


def test_a_few_words_stand_in_two_lines_and_not_in_a_tower():
    long = "assessments that were completed in time by every team of the council " * 3
    rows = ((words(long), words("April to June 2016"), words(long)),) * 2
    table = Table(tuple(map(TableColumn, ("What", "By the end of", "Why"))), rows)
    assert tables.widths(table)[1] - tables.GAP >= len("April to June 2016") / 2


def test_a_row_that_could_be_higher_than_a_page_may_break():
    def table(cell):
        return Table((TableColumn("What"),), ((words(cell),),))

    assert tables.has_low_rows(table("a few words"))
    assert not tables.has_low_rows(table("word " * 200))


def test_names_of_rows_stand_on_few_lines_and_sentences_take_no_room_from_others():
    """Beside three columns of words that would each like more room."""
    owner = "Head of Service, Duty and Assessment, and all of the other heads of service"

    def first(name: str) -> int:
        columns = tuple(TableColumn(letter) for letter in "abcd")
        table = Table(columns, (tuple(words(each) for each in (name, *[owner] * 3)),))
        return tables.widths(table)[0] - tables.GAP

    assert first("Leaving care by adoption") == 24
    assert first("Initial conferences held within 15 working days of the discussion") >= 25
    assert first("Agree a plan for improvement of each conference that was held late. " * 2) < 40
