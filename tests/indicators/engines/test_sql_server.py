"""SQL Server: every query is written in T-SQL and read back. It is not run: docs/engines.md."""

import re

import pytest

from indicators.engines.generated import CATALOGUE, CONTRACTS, WINDOWS
from litmus.indicators import compose, select
from litmus.indicators.catalogue.drilldowns import DRILLDOWNS

sqlglot = pytest.importorskip("sqlglot", reason="no sqlglot: run make engines")

# What the dialect does not know, or knows as something else.
FOREIGN = re.compile(r"\bINTERVAL\b|\bNULLS (?:FIRST|LAST)\b|\bTRUE\b|\bFALSE\b|\|\||::|\bLIMIT\b")


WRITTEN = {**CATALOGUE, **{each.code: each for each in select(DRILLDOWNS)}}


@pytest.mark.parametrize("indicator", WRITTEN.values(), ids=WRITTEN)
def test_query_is_written_in_t_sql_and_read_back(indicator):
    from litmus.indicators.engines import translation

    # The other ways to ask have a part of the first one's words alone.
    for query in (
        compose.figures_sql(indicator, WINDOWS[:2], grouped=WINDOWS[:1]),
        compose.figures_sql(indicator, WINDOWS[:1], ()),
    ):
        tree = translation.parse(query, CONTRACTS)
        written = translation.write(tree, "tsql")
        read = sqlglot.parse_one(written, dialect="tsql")
        assert translation.tables(read) == translation.tables(tree)
        assert not FOREIGN.search(re.sub("'[^']*'", "''", written))
        # Every name is in brackets: PLAN and PERCENT are words of SQL Server's own.
        assert all(name.quoted for name in read.find_all(sqlglot.exp.Identifier))
