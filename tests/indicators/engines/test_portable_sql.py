"""What engines are known to do differently comes out the same, and SQL Server could read it."""

import re

import pytest

from litmus.indicators.engines import Engine

# An expression over no table, and what every engine has to make of it.
ANSWERS = {
    "month end to a shorter month": (
        "CASE WHEN CAST('2016-03-31' AS DATE) - INTERVAL 1 MONTH = CAST('2016-02-29' AS DATE) "
        "THEN 1 ELSE 0 END",
        1,
    ),
    "leap day back a year": (
        "CASE WHEN CAST('2016-02-29' AS DATE) - INTERVAL 12 MONTH = CAST('2015-02-28' AS DATE) "
        "THEN 1 ELSE 0 END",
        1,
    ),
    "not the last day to the last day": (
        "CASE WHEN CAST('2015-02-28' AS DATE) - INTERVAL 36 MONTH = CAST('2012-02-28' AS DATE) "
        "THEN 1 ELSE 0 END",
        1,
    ),
    "August and six months": (
        "CASE WHEN CAST('2015-08-31' AS DATE) + INTERVAL 6 MONTH = CAST('2016-02-29' AS DATE) "
        "THEN 1 ELSE 0 END",
        1,
    ),
    "birthday of a leap day": (
        "CASE WHEN CAST('1998-02-28' AS DATE) > CAST('2016-02-29' AS DATE) - INTERVAL 18 YEAR "
        "THEN 1 ELSE 0 END",
        0,
    ),
    "capitals before small letters": ("CASE WHEN 'Z' < 'a' THEN 1 ELSE 0 END", 1),
    "accents after all letters": ("CASE WHEN 'z' < 'Ä' THEN 1 ELSE 0 END", 1),
    "a space counts": ("CASE WHEN 'CW ' = 'CW' THEN 1 ELSE 0 END", 0),
    "unknown is not unequal": ("CASE WHEN CAST(NULL AS VARCHAR(1)) <> 'a' THEN 1 ELSE 0 END", 0),
    "unknown among NOT IN": ("CASE WHEN 1 NOT IN (2, NULL) THEN 1 ELSE 0 END", 0),
}


@pytest.mark.parametrize(("expression", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_expression(expression, expected, duckdb, other):
    query = f"SELECT SUM({expression}) AS answer"
    assert other.execute(query).fetchall() == [(expected,)]
    assert duckdb.execute(query).fetchall() == [(expected,)]


ORDERS = {
    "v": ("ORDER BY v.x, v.y", "b"),
    "descending": ("ORDER BY v.x DESC, v.y", "c"),
    "text descending": ("ORDER BY v.y DESC", "é"),
}


@pytest.mark.parametrize(("order", "first"), ORDERS.values(), ids=ORDERS)
def test_missing_values_come_last_and_text_in_byte_order(order, first, duckdb, other):
    query = f"""SELECT MAX(r.y) AS first FROM (
        SELECT v.y, ROW_NUMBER() OVER ({order}) AS place
        FROM (VALUES (NULL, 'a'), (1, 'b'), (2, 'c'), (2, 'd'), (NULL, 'é')) AS v (x, y)
    ) r WHERE r.place = 1"""
    assert other.execute(query).fetchall() == [(first,)]
    assert duckdb.execute(query).fetchall() == [(first,)]


def test_sums_are_exact(duckdb, other):
    # Tenths as decimals: 0.1 + 0.2 + 0.3 = 0.6, which floating point misses.
    query = """SELECT SUM(v.whole) AS whole, SUM(CAST(v.tenths AS DECIMAL(9, 4))) AS tenths,
        COUNT(DISTINCT v.code) AS codes, SUM(v.nothing) AS nothing
    FROM (VALUES
        (4000000000, 0.1, 'a', CAST(NULL AS INTEGER)),
        (4000000000, 0.2, 'a', NULL),
        (4000000000, 0.3, NULL, NULL)
    ) AS v (whole, tenths, code, nothing)"""
    ((whole, tenths, codes, nothing),) = other.execute(query).fetchall()
    assert (whole, str(tenths.normalize()), codes, nothing) == (12_000_000_000, "0.6", 1, None)
    assert type(whole) is int
    assert other.execute(query).fetchall() == duckdb.execute(query).fetchall()


def test_only_totals_leave_the_engine(other: Engine):
    from litmus.base.errors import LitmusError

    for query in (
        "SELECT * FROM ssd_person",
        "SELECT p.pers_dob FROM ssd_person p",
        "SELECT p.pers_dob, COUNT(*) OVER () AS n FROM ssd_person p",
        "SELECT COUNT(*) AS n FROM ssd_person UNION ALL SELECT 1 FROM ext_supervision",
        "CREATE TABLE kept AS SELECT COUNT(*) AS n FROM ssd_person",
    ):
        with pytest.raises(LitmusError):
            other.execute(query)
    assert other.execute("SELECT COUNT(*) AS n FROM ssd_person").fetchall() == [(80,)]


def test_a_table_that_the_snapshot_lacks_is_not_looked_for_elsewhere(other: Engine):
    from litmus.base.errors import LitmusError

    with pytest.raises(LitmusError, match="The snapshot has no table pg_class"):
        other.execute("SELECT COUNT(*) AS n FROM pg_class")


def test_words_of_an_engine_do_not_come_through(other: Engine):
    from litmus.base.errors import LitmusError

    with pytest.raises(LitmusError) as stopped:
        other.execute("SELECT SUM(CAST(p.pers_person_id AS INTEGER)) AS n FROM ssd_person p")
    assert not re.search(r"ssd_person\d", str(stopped.value))
    assert "\n" not in str(stopped.value)
