"""Files are read as they stand, or refused with the file and line at fault."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.errors import LitmusError
from litmus.intake.sources import textfile


def read(tmp_path, content):
    path = tmp_path / "table.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return textfile.read(path, tmp_path)


def test_text_is_kept_as_it_stands_and_empty_text_is_null(tmp_path):
    frame = read(tmp_path, "id,date\n007, 31/03/2016 \n8,\n")
    assert frame["id"].to_list() == ["007", "8"]
    assert frame["date"].to_list() == [" 31/03/2016 ", None]
    assert frame["_file"].to_list() == ["table.csv"] * 2


def test_a_record_is_found_on_the_line_where_it_begins(tmp_path):
    """Header on line 1; the note of record 1 covers lines 2 to 4; line 6 is empty."""
    frame = read(tmp_path, 'id,note\n1,"a\nb\nc"\n2,x\n\n3,y\n')
    assert frame["_row"].to_list() == [2, 5, 7]
    assert frame["note"][0] == "a\nb\nc"


def test_byte_order_mark_windows_lines_and_heading_case_do_not_matter(tmp_path):
    frame = read(tmp_path, "\ufeffPers_Person_ID\xa0, DOB\r\n1,x\r\n".encode())
    assert frame.columns == ["pers_person_id", "dob", "_row", "_file"]
    assert frame["_row"].to_list() == [2]


def test_columns_and_lines_that_excel_leaves_behind_are_left_out(tmp_path):
    frame = read(tmp_path, "a,b,,\n1,2,,\n,,,\n")
    assert frame.select("a", "b").rows() == [("1", "2")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,name\n1,Anna\n2,Zo\xeb\n", "table.csv, line 3: the file is not UTF-8"),
        ("id,name\n".encode("utf-16-le"), "not UTF-8"),  # nothing says which of the two it is
        ("a,b\n1,2,3\n4\n", "2 columns are named.*line 2 has 3; line 3 has 1"),
        ('a,b\n1,2\n3,"x\n', "line 3: the quotation marks"),
        ("a,A \n1,2\n", "two columns are named a"),
        ("a,,b\n1,2,3\n", "column 2 has no name"),
        ("", "table.csv is empty"),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused(tmp_path, content, said):
    with pytest.raises(LitmusError, match=said) as error:
        read(tmp_path, content)
    assert "Zo" not in str(error.value)


def test_parquet_keeps_its_types_and_numbers_its_records(tmp_path):
    pl.DataFrame({"ID": [5, 6]}).write_parquet(tmp_path / "t.parquet")
    frame = textfile.read(tmp_path / "t.parquet", tmp_path)
    assert frame.select("id", "_row").rows() == [(5, 1), (6, 2)]


def test_a_broken_parquet_file_is_an_error_with_its_name(tmp_path):
    (tmp_path / "t.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(LitmusError, match=r"t\.parquet cannot be read"):
        textfile.read(tmp_path / "t.parquet", tmp_path)


texts = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(texts, texts), max_size=6))
def test_what_is_written_is_read_again(tmp_path_factory, records):
    file = io.StringIO(newline="")
    csv.writer(file).writerows([("a", "b"), *records])
    frame = read(tmp_path_factory.mktemp("round"), file.getvalue())
    kept = [tuple(value or None for value in record) for record in records if any(record)]
    assert frame.select("a", "b").rows() == kept


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_column_named_as_one_of_ours_is_not_read_and_stops_nothing(tmp_path, ending):
    path = tmp_path / f"ssd_person.{ending}"
    if ending == "csv":
        path.write_text("pers_person_id,_row,_file\nP1,77,theirs\n")
    else:
        pl.DataFrame({"pers_person_id": ["P1"], "_row": [77], "_file": ["theirs"]}).write_parquet(
            path
        )
    (row,) = textfile.read(path, tmp_path).to_dicts()
    assert row["pers_person_id"] == "P1"
    assert (row["_file"], row["_row"]) == (path.name, 2 if ending == "csv" else 1)
