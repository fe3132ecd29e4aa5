"""What the check says of days to come, and what the activities count."""

from collections import defaultdict
from datetime import date

import pytest

from litmus.base.periods import Period
from litmus.intake.contracts import load
from litmus.qa.activities import EVERY
from litmus.qa.query import Query
from qa.made import CONTRACTS, holding

IN_NO_FIGURE = "in no figure until that day comes"
SUFFIX = "_in_future"
FILLED = {
    "date": "2016-02-01",
    "timestamp": "2016-02-01 10:00",
    "integer": 1,
    "number": 1,
    "string": "x",
}
LATER = "2016-06-05"


@pytest.mark.slow
def test_a_row_that_is_said_to_be_in_no_figure_is_in_none():
    contracts = load(CONTRACTS)
    said = [
        (table, rule.id.removesuffix(SUFFIX))
        for table, contract in contracts.items()
        for rule in contract.rules
        if table.startswith("qa_") and rule.id.endswith(SUFFIX) and IN_NO_FIGURE in rule.impact
    ]
    rows = defaultdict(list)
    for table, column in said:
        columns = contracts[table].columns.values()
        row = {c.name: c.allowed[0] if c.allowed else FILLED[c.type] for c in columns}
        rows[table].append(row | {column: LATER})
    asked = Query(holding(**rows), frozenset(contracts), Period.parse("2016Q1"), date(2016, 3, 31))
    assert len(said) > 15
    assert [found.key for each in EVERY if (found := each(asked)).measures] == []
