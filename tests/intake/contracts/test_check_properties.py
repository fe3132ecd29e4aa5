"""What must hold for any table, however broken."""

import json
import sys
from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawing import to_draw
from litmus.base.json_files import plain
from litmus.intake.contracts import check
from litmus.intake.contracts.columns import check_columns
from litmus.intake.contracts.fingerprint import of_table
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.sql import ROW

pytestmark = pytest.mark.slow

EXTRACTED = date(2016, 3, 31)
SETTINGS = settings(max_examples=to_draw(30), deadline=None)

IDS = st.sampled_from(["R1", "R2", "R3", "-1", "", None])
PEOPLE = st.sampled_from(["P1", "P2", "P9", "SSD_PH", None])
DAYS = st.sampled_from(
    ["2016-01-04", "04/01/2016", "2016-02-29", "31/02/2016", "1900-01-01", "2020-01-01", "x", None]
)
FLAGS = st.sampled_from(["Y", "No", "1", "perhaps", None])
REFERRAL = st.tuples(IDS, PEOPLE, DAYS, DAYS, FLAGS, st.text(max_size=4))
COLUMNS = (
    "cine_referral_id",
    "cine_person_id",
    "cine_referral_date",
    "cine_close_date",
    "cine_referral_nfa",
    "cine_close_reason",
)


@pytest.fixture(scope="module")
def few(contracts):
    """The contracts that these tables need, so that hundreds of checks stay quick."""
    names = ("ssd_person", "ssd_cin_episodes", "ssd_department", "ssd_professionals")
    return {name: contracts[name] for name in (*names, "ext_population")}


def frame(rows: list[tuple], columns: tuple[str, ...] = COLUMNS) -> pl.DataFrame:
    """Rows with their line, which travels with them when they are shuffled."""
    with_lines = [(*row, "referrals.csv", line) for line, row in enumerate(rows, start=2)]
    schema = dict.fromkeys(columns, pl.String) | {"_file": pl.String, "_row": pl.Int64}
    return pl.DataFrame(with_lines, schema=schema, orient="row")


def persons(*ids: str) -> pl.DataFrame:
    return frame([(i, "2010-01-01") for i in ids], ("pers_person_id", "pers_dob"))


@SETTINGS
@given(rows=st.lists(REFERRAL, max_size=12))
def test_every_row_is_either_accepted_or_set_aside(few, rows):
    raw = {"ssd_cin_episodes": frame(rows), "ssd_person": persons("P1", "P2")}
    result = check(raw, few, EXTRACTED)
    for quality in result.report.tables:
        assert quality.rows_in == quality.rows_accepted + quality.rows_quarantined
        assert quality.rows_accepted == len(result.tables[quality.table]) or not quality.provided
    listed = result.issues.filter(pl.col("severity") == "error").select("table", "row").unique()
    assert len(listed) == result.report.rows_quarantined


@SETTINGS
@given(rows=st.lists(REFERRAL, max_size=12))
def test_a_row_set_aside_never_appears_and_an_accepted_one_never_vanishes(few, rows):
    # Each row is marked by its worker, who is no part of any rule.
    marked = [(*row, f"worker {place}") for place, row in enumerate(rows)]
    raw = {"ssd_cin_episodes": frame(marked, (*COLUMNS, "cine_referral_worker_id"))}
    result = check(raw, few, EXTRACTED)
    accepted = result.tables["ssd_cin_episodes"]["cine_referral_worker_id"].to_list()
    wrong = result.issues.filter(pl.col("severity") == "error")["row"].to_list()
    aside = {f"worker {line - 2}" for line in wrong}
    assert aside.isdisjoint(accepted)
    assert aside | set(accepted) == {f"worker {place}" for place in range(len(rows))}


@SETTINGS
@given(data=st.data(), rows=st.lists(REFERRAL, max_size=12))
def test_the_order_of_rows_changes_nothing_but_the_lines_listed(few, data, rows):
    shuffled = data.draw(st.permutations(rows))
    first, second = (
        check({"ssd_cin_episodes": frame(each)}, few, EXTRACTED) for each in (rows, shuffled)
    )
    one, other = first.tables["ssd_cin_episodes"], second.tables["ssd_cin_episodes"]
    assert one.equals(other)
    assert of_table(one) == of_table(other)
    assert first.report == second.report


@SETTINGS
@given(rows=st.lists(REFERRAL, min_size=1, max_size=12))
def test_checking_what_was_accepted_finds_no_error(few, rows):
    accepted = check({"ssd_cin_episodes": frame(rows)}, few, EXTRACTED).tables
    again = check({"ssd_cin_episodes": accepted["ssd_cin_episodes"]}, few, EXTRACTED)
    assert again.report.rows_quarantined == 0
    assert again.tables["ssd_cin_episodes"].equals(accepted["ssd_cin_episodes"])


@SETTINGS
@given(text=st.text(min_size=1, max_size=12))
def test_any_text_in_any_column_is_read_or_reported_but_never_fails(few, text):
    raw = {
        name: frame([(text,) * len(contract.columns)], tuple(contract.columns))
        for name, contract in few.items()
    }
    report = check(raw, few, EXTRACTED).report
    assert report.rows_in == len(raw)


def test_the_report_holds_no_value_of_a_record(few):
    secret = "Zebedee"
    rows = [(secret, secret, secret, secret, secret, secret)]
    raw = {"ssd_cin_episodes": frame(rows), "ssd_person": persons(secret, secret)}
    result = check(raw, few, EXTRACTED)
    assert result.report.rules
    assert secret not in json.dumps(plain(result.report))
    assert secret in result.issues["value"].to_list()


CELLS = st.lists(
    st.tuples(
        st.sampled_from(["A", None]),
        st.sampled_from(["GREEN", "AMBER", "blue", None]),
        st.one_of(st.none(), st.integers(-3, 12)),
    ),
    min_size=1,
    max_size=12,
)
ASKED = Contract(
    table="t",
    title="A table",
    description="",
    columns={
        column.name: column
        for column in (
            ColumnRule("id", "string", "id", "", required=True),
            ColumnRule("grade", "string", "grade", "", allowed=("GREEN", "AMBER")),
            ColumnRule("days", "integer", "days", "", minimum=0, maximum=10),
        )
    },
    key=(),
    rules=(),
)


@SETTINGS
@given(cells=CELLS)
def test_cells_that_break_a_rule_are_those_that_pandera_finds(cells):
    # Where PySpark is installed pandera imports its pandas at once: seconds, for nothing.
    sys.modules.setdefault("pyspark.pandas", None)
    import pandera.polars as pa
    from pandera.errors import SchemaErrors

    types = {"id": pl.String, "grade": pl.String, "days": pl.Int64}
    frame = pl.DataFrame(cells, schema=types, orient="row").with_row_index(ROW)
    schema = pa.DataFrameSchema(
        {
            "id": pa.Column(pl.String, nullable=False),
            "grade": pa.Column(pl.String, pa.Check.isin(["GREEN", "AMBER"]), nullable=True),
            "days": pa.Column(pl.Int64, pa.Check.in_range(0, 10), nullable=True),
        }
    )
    expected = set()
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
        expected = set(zip(cases["column"], cases["index"], strict=True))
    found = check_columns(frame, ASKED)
    assert {(each.column, row) for each in found for row in each.rows} == expected
