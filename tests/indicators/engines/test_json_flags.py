"""Flags in the JSON of case systems are found alike on every engine, however they are written."""

import pytest

from litmus.indicators.conventions import has_flag, one_form

# The text, whether the flag says yes, and whether it or B_FLAG does.
TEXTS = {
    "plain": ('{"A_FLAG":"Y"}', 1, 1),
    "spread over lines": ('{\n\t"A_FLAG" :\r\n "yes"\n}', 1, 1),
    "a word of JSON": ('{"B_FLAG":false,"a_flag":true}', 1, 1),
    "a number": ('{"A_FLAG":1}', 1, 1),
    "no": ('{"A_FLAG":"N","B_FLAG":"Y"}', 0, 1),
    "a) Yes": ('{"A_FLAG" : "a) Yes"}', 1, 1),
    "a space before it": ('{"A_FLAG":" y "}', 1, 1),
    "not answered": ('{"A_FLAG":""}', 0, 0),
    "another flag": ('{"B_FLAG":"Y"}', 0, 1),
    "cut short": ('{"A_FLAG":"Y","B_FL', 1, 1),
    "cut after the answer": ('{"B_FLAG":"N","A_FLAG":1', 1, 1),
    "a word that begins with Y": ('{"A_FLAG":"Yet to be decided","B_FLAG":"Y"}', 0, 1),
    "a letter": ('{"A_FLAG":"T"}', 1, 1),
    "a word that begins with a yes": ('{"A_FLAG":"To be decided"}', 0, 0),
    "a number that begins with a yes": ('{"A_FLAG":12}', 0, 0),
    "a number with a point": ('{"A_FLAG":1.0,"B_FLAG":0}', 1, 1),
}


@pytest.mark.parametrize("name", ["duckdb", "postgres", "spark"])
def test_flags(name, request):
    # All texts in one query: an engine takes as long for one.
    texts = ", ".join(f"('{case}', '{text}')" for case, (text, *_) in TEXTS.items())
    query = f"""SELECT f.name,
        SUM(CASE WHEN {has_flag("f.text", "A_FLAG")} THEN 1 ELSE 0 END) AS yes,
        SUM(CASE WHEN {has_flag("f.text", "A_FLAG", "B_FLAG")} THEN 1 ELSE 0 END) AS either
    FROM (
        SELECT v.name, {one_form("v.text")} AS text FROM (VALUES {texts}) AS v (name, text)
    ) f
    GROUP BY f.name"""
    found = request.getfixturevalue(name).execute(query).fetchall()
    assert {case: counts for case, *counts in found} == {
        case: [yes, either] for case, (_, yes, either) in TEXTS.items()
    }


def test_no_text_has_no_flag(duckdb, other):
    query = f"""SELECT SUM(CASE WHEN NOT {has_flag("f.text", "A_FLAG")} THEN 1 ELSE 0 END) AS none
    FROM (SELECT CAST(NULL AS VARCHAR(9)) AS text) f"""
    assert duckdb.execute(query).fetchall() == other.execute(query).fetchall() == [(1,)]
