"""Days: the working-day tables that Litmus makes itself, and the last day that data speaks for."""

from datetime import date

import polars as pl

from litmus.base import working_days
from litmus.base.text_values import dates
from litmus.intake.contracts import reading
from litmus.intake.contracts.model import Contract

CALENDAR = {"day": pl.Date, "working_day": pl.Int64}
HOLIDAY = {"bh_date": pl.Date, "bh_division": pl.String}
DIVISION = "england-and-wales"
PERSON = "ssd_person"  # to be born is no activity of the council


def with_calendar(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """`tables` with `ref_calendar` (and `ref_bank_holiday` where the source has none) filled.

    A source's own list replaces the built-in bank holidays in the years that it covers.
    """
    first, last = working_days.FIRST.year, working_days.LAST.year
    listed = tables.get("ref_bank_holiday", pl.DataFrame(schema=HOLIDAY))
    own = listed.filter(pl.col("bh_division") == DIVISION)["bh_date"]
    years = set(own.dt.year().to_list())
    built_in = working_days.bank_holidays(first, last)
    days = sorted({day for day in built_in if day.year not in years} | set(own.to_list()))
    calendar = list(working_days.calendar(holidays=set(days)))
    return tables | {
        "ref_calendar": pl.DataFrame(calendar, schema=CALENDAR, orient="row"),
        "ref_bank_holiday": pl.DataFrame(
            [(d, DIVISION) for d in days], schema=HOLIDAY, orient="row"
        ),
    }


def last_activity(
    raw: dict[str, pl.DataFrame], contracts: dict[str, Contract], today: date
) -> date | None:
    """The latest date of an event in the tables, slips of the pen left out (`dates.last_of`).

    For a source that does not say when it was extracted. Events are the dates of the standard
    tables that figures rest on. None where no date up to `today` can be read.
    """
    days = [
        reading.read_column(raw[table], column).rename("day")
        for table, contract in contracts.items()
        for column in contract.columns.values()
        if table.startswith("ssd_")
        and table != PERSON
        and column.type == "date"
        and column.is_essential
        if table in raw and column.name in raw[table].columns
    ]
    return dates.last_of(pl.concat(days), today) if days else None
