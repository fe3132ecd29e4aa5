"""Days: the working-day tables that Litmus makes itself, and the last day that data speaks for."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from litmus import workingdays
from litmus.contracts import reading
from litmus.contracts.checking import Checked
from litmus.contracts.model import Contract
from litmus.errors import LitmusError

CALENDAR = {"day": pl.Date, "working_day": pl.Int64}
HOLIDAY = {"bh_date": pl.Date, "bh_division": pl.String}
DIVISION = "england-and-wales"
# The rows that are surely not slips of the pen, and how far past them the last real day may lie.
NEARLY_ALL, MARGIN = 0.999, timedelta(days=31)


def with_calendar(checked: Checked) -> Checked:
    """`checked` with `ref_calendar` (and `ref_bank_holiday` where the source has none) filled.

    A source's own list replaces the built-in bank holidays in the years that it covers.
    """
    first, last = workingdays.FIRST.year, workingdays.LAST.year
    listed = checked.tables.get("ref_bank_holiday", pl.DataFrame(schema=HOLIDAY))
    own = listed.filter(pl.col("bh_division") == DIVISION)["bh_date"]
    years = set(own.dt.year().to_list())
    built_in = workingdays.bank_holidays(first, last)
    days = sorted({day for day in built_in if day.year not in years} | set(own.to_list()))
    calendar = list(workingdays.calendar(holidays=set(days)))
    made = {
        "ref_calendar": pl.DataFrame(calendar, schema=CALENDAR, orient="row"),
        "ref_bank_holiday": pl.DataFrame(
            [(d, DIVISION) for d in days], schema=HOLIDAY, orient="row"
        ),
    }
    return replace(checked, tables=checked.tables | made)


def last_activity(raw: dict[str, pl.DataFrame], contracts: dict[str, Contract]) -> date:
    """The latest date of an event in the tables, stray dates in the future left out.

    For a source that does not say when it was extracted. Events are the required dates of the
    standard tables; a date later than a month after nearly all of them is a slip of the pen.
    Raises LitmusError where there is no date at all.
    """
    days = pl.concat(
        [pl.Series("day", [], dtype=pl.Date)]
        + [
            reading.read_column(raw[table], column).rename("day")
            for table, contract in contracts.items()
            for column in contract.columns.values()
            if table.startswith("ssd_") and column.type == "date" and column.required
            if table in raw and column.name in raw[table].columns
        ]
    ).drop_nulls()
    if days.is_empty():
        raise LitmusError(
            "No table holds a date that can be read, so the data speaks for no period. "
            "Dates are written 2016-03-29 or 29/03/2016."
        )
    nearly_all = days.sort()[int(NEARLY_ALL * (len(days) - 1))]
    return days.filter(days <= nearly_all + MARGIN).max()  # type: ignore[return-value]
