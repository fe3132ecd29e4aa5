"""The sample's figures of the past, from its data as they stood then and from all of them."""

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date

import duckdb
import pytest

from indicators.as_known import LIVES, cut
from indicators.test_look_ahead import LOOKS_BEYOND, SAME
from litmus.base.windows import window_ending
from litmus.indicators import EVERY, Population
from litmus.indicators.engine import exact_rows
from litmus.intake.snapshot import Snapshot

ENDS = (date(2015, 12, 31), date(2016, 3, 31))
KINDS = ("month", "quarter", "R12M")
PEOPLE = Population({2014: 100_000, 2015: 100_000})
# The first row of a child's history speaks for the past whenever it was taken.
HISTORY = "ext_cp_history"


@pytest.fixture(scope="module")
def whole(frozen_sample) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(opened(frozen_sample)) as connection:
        yield connection


@pytest.fixture(scope="module", params=ENDS, ids=str)
def then(request, frozen_sample) -> Iterator[tuple[date, duckdb.DuckDBPyConnection]]:
    """A day, and the sample as it stood on it: cut once for all that is asked of that day."""
    with closing(opened(frozen_sample)) as connection:
        cut(connection, request.param, kept={HISTORY})
        yield request.param, connection


@contextmanager
def whole_again(
    connection: duckdb.DuckDBPyConnection, snapshot: Snapshot, tables: Collection[str], s: date
) -> Iterator[None]:
    """Some of the tables that were cut, as they are now, for as long as that is asked for."""
    for table in tables:
        connection.execute(f"DROP TABLE {table}")
        connection.execute(snapshot.sql_of(table, "TABLE"))
    yield
    cut(connection, s, kept=LIVES.keys() - set(tables))


def opened(snapshot: Snapshot) -> duckdb.DuckDBPyConnection:
    return snapshot.connect(held=[*LIVES, "ssd_person", "ref_calendar"])


def counted(
    connection: duckdb.DuckDBPyConnection, codes: Collection[str], s: date
) -> dict[tuple[str, str], tuple]:
    """Each figure of the whole council by code and window."""
    asked = {code: [window_ending(kind, s) for kind in KINDS] for code in codes}
    none = dict.fromkeys(codes, ())
    rows = exact_rows(connection, [EVERY[c] for c in codes], asked, PEOPLE, grouped=none)
    return {(r["indicator"], r["window"]): tuple(r[name] for name in SAME) for r in rows}


# The indicators by what of the data they look at beyond S: most by nothing.
BEYOND = sorted({tuple(sorted(LOOKS_BEYOND.get(code, {}))) for code in EVERY})


@pytest.mark.parametrize("kept", BEYOND, ids=lambda kept: " ".join(kept) or "nothing")
def test_later_rows_change_no_figure_of_the_sample(frozen_sample, whole, kept, then):
    s, connection = then
    codes = [code for code in EVERY if tuple(sorted(LOOKS_BEYOND.get(code, {}))) == kept]
    with whole_again(connection, frozen_sample, kept, s):
        assert counted(connection, codes, s) == counted(whole, codes, s)


@pytest.mark.parametrize("then", ENDS[1:], indirect=True, ids=str)
def test_what_needs_time_to_follow_is_what_later_rows_change(whole, then):
    """And each of these is provisional until the time that it needs has passed."""
    s, connection = then
    # All others look at nothing beyond S, as the test before holds.
    codes = [code for code in EVERY if code in LOOKS_BEYOND]
    known, now = (counted(one, codes, s) for one in (connection, whole))
    changed = {code for (code, window), figure in now.items() if figure != known[code, window]}
    assert changed == {"EHA03.2", "S4701.1", "S4701.2"}
    assert all(EVERY[code].follow_up_months for code in changed)
