"""One list of dates for every reader: day first, nothing inferred, a zone turned to London."""

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litmus.base.text_values import dates

LIST = {
    "2016-03-04": datetime(2016, 3, 4),
    "2016/03/04": datetime(2016, 3, 4),
    "4/3/2016": datetime(2016, 3, 4),
    "04-03-2016": datetime(2016, 3, 4),
    "04.03.2016": datetime(2016, 3, 4),
    "4 March 2016": datetime(2016, 3, 4),
    "04-Mar-2016": datetime(2016, 3, 4),
    "04/03/2016 00:00": datetime(2016, 3, 4),
    "2016-03-04 00:00": datetime(2016, 3, 4),
    "2016-03-04T17:30:00.123": datetime(2016, 3, 4, 17, 30, 0, 123000),
    # 23:00 of 31 March in UTC is midnight of 1 April in London, where summer time has begun.
    "2016-03-31T23:00:00Z": datetime(2016, 4, 1),
    "2016-03-31 23:00:00.000 +00:00": datetime(2016, 4, 1),
    "2016-04-01T00:00:00+01:00": datetime(2016, 4, 1),
    "2016-01-31T23:00:00Z": datetime(2016, 1, 31, 23),
    # Without a zone it is the clock in the office, whatever it shows.
    "2016-03-31T23:00:00": datetime(2016, 3, 31, 23),
}
NONE = (
    *("29/03/16", "0216-03-29", "20160329", "42458", "03/25/2016", "31/02/2016", "March 2016"),
    *("2016-03-04 2:05 PM", "2016-03-04 25:00", "4 Marchy 2016", "2016-03/04", "yesterday", ""),
)


@pytest.mark.parametrize(("text", "when"), LIST.items())
def test_each_form_is_read(text, when):
    assert dates.moment(text) == when
    assert dates.day(text) == when.date()


@pytest.mark.parametrize("text", NONE)
def test_nothing_else_is(text):
    assert dates.moment(text) is None


def test_a_column_is_read_as_its_cells_are_one_by_one():
    texts = [*LIST, *NONE, None]
    column = pl.Series(texts, dtype=pl.String)
    assert dates.read(column, pl.Datetime("us")).to_list() == [dates.moment(t) for t in texts]
    assert dates.read(column, pl.Date).to_list() == [dates.day(t) for t in texts]


@settings(max_examples=60, deadline=None)
@given(st.text("0123456789/-.:TZ +", max_size=20))
def test_the_fast_way_reads_nothing_that_the_list_does_not(text):
    plain = text.strip()
    assert dates.read(pl.Series([plain]), pl.Date)[0] == dates.day(plain)


def test_the_last_day_is_no_slip_of_the_pen():
    """40 days of activity; 2061 is to come, 2024 comes alone years after all others."""
    days = [date(2016, 3, day) for day in range(1, 31)] + [
        date(2016, 2, day) for day in range(1, 11)
    ]
    today = date(2026, 11, 28)
    for stray in (date(2061, 3, 1), date(2024, 3, 1)):
        assert dates.last_of(pl.Series([*days, stray]), today) == date(2016, 3, 30)
    assert dates.last_of(pl.Series([date(2016, 3, 1), date(2061, 3, 1)]), today) == date(2016, 3, 1)
    assert dates.last_of(pl.Series([date(2061, 3, 1)]), today) is None
