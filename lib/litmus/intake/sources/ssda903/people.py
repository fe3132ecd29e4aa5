"""The people of a return: children looked after, and care leavers round their birthdays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from litmus.base.text_values import dates
from litmus.intake.sources.ssda903.identifiers import identifier
from litmus.intake.sources.ssda903.notes import Notes, Row
from litmus.intake.sources.ssda903.returns import Return, latest
from litmus.intake.sources.ssda903.tables import frame

COMPARED = ("sex", "dob", "ethnic", "upn")
BIRTHDAYS = (17, 18, 19, 20, 21)  # OC3 is collected round these
NOT_IN_TOUCH = "0"


def persons(returns: list[Return], notes: Notes) -> pl.DataFrame:
    """One row per person in the Header file; others come from any file that has their DOB."""
    rows = latest(returns, "Header", lambda row: (row["child"],), COMPARED, notes)
    rows += _not_in_header(returns, {row["child"] for row in rows}, notes)
    columns = "pers_person_id pers_sex pers_ethnicity pers_upn pers_dob"
    names = ("child", "sex", "ethnic", "upn", "dob")
    return frame(columns, ((row, tuple(row.get(name) for name in names)) for row in rows))


def _not_in_header(returns: list[Return], known: set[str | None], notes: Notes) -> list[Row]:
    """The latest record with a date of birth of each child that no Header file has."""
    found: dict[str, Row] = {}
    for one in returns:
        for file, rows in one.files.items():
            if file != "Header":
                found |= {r["child"]: r for r in rows if r["child"] and r.get("dob")}
    missing = [row for child, row in found.items() if child not in known]
    for row in missing:
        notes.add("People missing from the Header file, known by another file's DOB alone", row)
    return missing


def care_leavers(returns: list[Return], notes: Notes) -> pl.DataFrame:
    """One row per young person and year: how things stood round the birthday in that year.

    OC3 holds former relevant young people whose 17th to 21st birthday falls in the year of the
    return, without a date: the birthday stands as the latest contact.
    """
    columns = (
        "clea_table_id clea_person_id clea_care_leaver_eligibility clea_care_leaver_in_touch "
        "clea_care_leaver_latest_contact clea_care_leaver_accommodation "
        "clea_care_leaver_accom_suitable clea_care_leaver_activity"
    )

    def records() -> Iterator[tuple[Row, tuple[Any, ...]]]:
        for one in returns:
            for row in latest([one], "OC3", lambda row: (row["child"],), (), notes):
                yield row, _care_leaver(row, one, notes)

    return frame(columns, records())


def _care_leaver(row: Row, one: Return, notes: Notes) -> tuple[Any, ...]:
    birthday = birthday_within(dates.day(row["dob"]), one.first_day, one.last_day)
    if birthday is None:
        notes.add(
            "Care leavers (OC3) whose 17th to 21st birthday is not in the year of the return "
            "(no day to count them on)",
            row,
        )
    accommodation, suitable = _accommodation(row["accom"])
    return (
        identifier("care leaver", row["child"], one.year),
        row["child"],
        "Former Relevant",
        row["in_touch"],
        birthday.isoformat() if birthday else None,
        accommodation,
        suitable,
        None if row["activ"] == NOT_IN_TOUCH else row["activ"],
    )


def _accommodation(accom: str | None) -> tuple[str | None, str | None]:
    """ACCOM is a letter for the kind and a digit, 1 suitable or 2 not; 0 alone is not in touch."""
    if accom is None or accom == NOT_IN_TOUCH:
        return None, None
    return (accom[0], accom[1]) if len(accom) == 2 else (accom, None)


def birthday_within(born: date | None, first: date, last: date) -> date | None:
    """The birthday from `first` to `last` on which somebody turns 17 to 21; 29 February is kept on
    1 March in common years."""
    if born is None:
        return None
    birthdays = (_birthday(born, born.year + age) for age in BIRTHDAYS)
    return next((day for day in birthdays if first <= day <= last), None)


def _birthday(born: date, year: int) -> date:
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
