"""The quality report's words: what each kind of finding means and what to do about it.

One entry a kind. `{label}` is the column in plain words, `{other}` the table that it refers to.
A rule written in SQL brings its own words from its contract.
"""

from typing import NamedTuple

from litmus.intake.contracts.model import ColumnRule, Severity


class Wording(NamedTuple):
    """What was found, what Litmus did about it, what the council can do, what was expected."""

    found: str
    consequence: str
    what_to_do: str
    expected: str = ""


SET_ASIDE = "The row is set aside: it is in no figure."
AS_EMPTY = "The row stays; the cell is treated as empty, which may take the row out of a figure."

MISSING = Wording(
    "The {label} is missing.",
    SET_ASIDE,
    "Complete the record in the case management system, or correct the extract.",
    "a value",
)
UNREADABLE = Wording(
    "The {label} cannot be read.",
    AS_EMPTY,
    "Correct the value in the case management system, or the way it is extracted.",
)
OUT_OF_RANGE = Wording(
    "The {label} is outside what is possible.",
    AS_EMPTY,
    "Correct the value in the case management system, or the way it is extracted.",
)
UNKNOWN_CODE = Wording(
    "The {label} is not one of the known codes.",
    "The row stays; figures that look for a certain code do not find this one.",
    "Correct the code, or say in the table's contract what it means (readAs).",
)
SHORTENED_ID = Wording(
    "The {label} is a number that a spreadsheet shortened, such as 1.23E+11.",
    "The row stays. Records that were different may have the same id now, and none may match.",
    "Extract the table again without opening it in a spreadsheet, or format the column as text.",
    "the id as the case management system has it",
)
HOUR_EARLY = Wording(
    "The {label} is at 23:00 all summer, and at midnight in winter: days in London, as UTC.",
    "The row stays, and counts by the day that is written: the day before the one meant.",
    "Extract the column as days, or with its time zone (2016-04-01T00:00:00+01:00).",
    "a day, or a time with its zone",
)
REPEATED_ROW = Wording(
    "The row is there more than once, the same in every column.",
    "One of them stays, the repeats are set aside.",
    "Nothing to do for the figures; look why the extract repeats rows.",
    "each row once",
)
SAME_KEY = Wording(
    "Several rows have the same {label} but different content.",
    "The fullest of them stays (the last in order where equally full), the others are set aside.",
    "Find out which row is right and correct the extract, so that each {label} comes once.",
    "each {label} once",
)
ORPHAN = Wording(
    "The {label} is not in {other}.",
    "The row stays. Where a figure needs the missing record (an age, a date), it leaves the row "
    "out or does not count it as met; groups show it as not known.",
    "Add the missing record to the extract of {other}, or correct the {label}.",
    "a row of {other}",
)
ORPHAN_OF_SET_ASIDE = Wording(
    "The {label} names a row of {other} that was set aside.",
    "The row stays. Where a figure needs the row set aside (an age, a date), it leaves this one "
    "out or does not count it as met; groups show it as not known.",
    "Put right the row of {other} (it is in the list, too); this one is then whole again.",
    "a row of {other} that is not set aside",
)
SQL_ERROR = Wording("", SET_ASIDE, "Correct the record in the case management system.")
SQL_WARNING = Wording("", "The row stays.", "Look at the records in the list and correct them.")

READABLE = {
    "date": "a date such as 2016-03-29 or 29/03/2016",
    "timestamp": "a date and time such as 2016-03-29 14:05 or 29/03/2016 14:05",
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
}


def consequence(wording: Wording, severity: Severity) -> str:
    """What Litmus did: an error always sets the row aside."""
    if severity == "error" and wording.consequence == AS_EMPTY:
        return SET_ASIDE
    return wording.consequence


def expectation(column: ColumnRule, kind: Wording) -> str:
    """What a cell of `column` should have held."""
    if kind is UNREADABLE:
        return READABLE[column.type]
    if kind is UNKNOWN_CODE:
        return "one of " + ", ".join(column.allowed)
    if kind is OUT_OF_RANGE:
        low, high = column.minimum, column.maximum
        return f"at least {low}" if high is None else f"between {low} and {high}"
    return kind.expected
