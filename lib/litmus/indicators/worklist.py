"""What a worklist says of the cases behind a figure: declared beside the numerator, as data.

A list has the same cases as the figure, by the same SQL. What is added here is by when the standard
asks for something, why a case is outside the standard, and who holds it where the case itself says
so. Nothing of a child goes on a list but our own identifier.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """How the cases of an indicator are listed.

    due: SQL, over the rows of the cases and `joins`, of the last day on which the standard is met;
        empty where the indicator has no such day. Of several rows of a case the latest counts.
    rules: plain words -> condition: by which rule that is the day, by the first that applies; the
        last one has no condition.
    at_once: whether there is no such day because a case outside the standard is to be put right at
        once.
    all_open: whether there is no standard that a case could miss: the list of a day then has every
        open case, and `reasons` say how each stands.
    working: whether days left and over are working days; calendar days otherwise.
    joins: what `due` and `reasons` need beside the rows; each gives one row at most to a row.
    reasons: plain words -> condition: why a case is outside the standard, by the first that
        applies; the last one has no condition.
    earlier: the one of `reasons` under which something was late before, and nothing is now.
    not_yet: the reason of `excluded` under which the figure leaves out those of whom nothing is due
        so far. They are no case of the figure, and are listed as coming due.
    worker: SQL of the worker where the rows name one; the case worker of that day otherwise.
    key: SQL of what tells the cases of a list apart, where `one_per` does not and a person may be
        there twice. identifier: SQL of what is printed, where it is not the person's.
    """

    due: str = ""
    at_once: bool = False
    all_open: bool = False
    working: bool = False
    joins: str = ""
    rules: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    earlier: str = ""
    not_yet: str = ""
    worker: str = ""
    key: str = ""
    identifier: str = ""

    def with_words(self, parameters: Mapping[str, int]) -> "Worklist":
        """With the values of settings in the words; the SQL gets them when it is composed."""
        rules, reasons = (
            {words.format_map(parameters): sql for words, sql in named.items()}
            for named in (self.rules, self.reasons)
        )
        earlier = self.earlier.format_map(parameters)
        return replace(self, rules=rules, reasons=reasons, earlier=earlier)


# The first day on which so many working days have passed: the due date by working-day number.
DUE_DAYS = """(
        SELECT k.working_day, MIN(k.day) AS day
        FROM ref_calendar k
        GROUP BY k.working_day
    )"""


def due_after(working_day: str, days: int | str) -> str:
    """The join that gives `due.day`: so many working days after a working-day number."""
    return f"""
    LEFT JOIN {DUE_DAYS} due ON due.working_day = {working_day} + {days}"""


def later(one: str, other: str) -> str:
    """The later of two days or numbers, the second of which is known."""
    return f"CASE WHEN {one} > {other} THEN {one} ELSE {other} END"
