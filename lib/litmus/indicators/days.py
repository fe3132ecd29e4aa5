"""How long the cases of an indicator took: what is counted in days beside its share in time.

Only numbers of cases leave the data: how many took how many days.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days that each case of an indicator took, and the limit that its numerator keeps.

    sql: the days of a case, over the indicator's own rows and `joins`; NULL where they are not
        known. joins: what it needs beside those rows; each gives one row at most to a row.
    limit: the most days in time, or the name of the parameter that says it.
    cases, did: a sentence's beginning: "assessments", "took"; `one` of them: "assessment".
    axis: what days these are.
    unknown: what is said of cases whose days are not known, after their number.
    """

    sql: str
    limit: int | str
    one: str
    cases: str
    did: str
    axis: str
    unknown: str
    joins: str = ""

    def limit_with(self, parameters: Mapping[str, int]) -> int:
        """The most days in time with these values of the indicator's parameters."""
        return parameters[self.limit] if isinstance(self.limit, str) else self.limit


@dataclass(frozen=True, kw_only=True)
class DaysInWords:
    """The same without its SQL: what a report needs to print a distribution."""

    limit: int
    one: str
    cases: str
    did: str
    axis: str
    unknown: str


def in_words(days: Days, parameters: Mapping[str, int]) -> DaysInWords:
    """The words of a declaration, with the limit in use."""
    return DaysInWords(
        limit=days.limit_with(parameters),
        one=days.one,
        cases=days.cases,
        did=days.did,
        axis=days.axis,
        unknown=days.unknown,
    )
