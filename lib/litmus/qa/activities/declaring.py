"""How an activity is declared: its title, its paragraph of the framework, the tables it needs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from litmus.qa.model import Activity, Measure, Quotation, Tally
from litmus.qa.query import Query

# The titles of those that need the audit programme as well; they are functions of their own. Titles
# stand here because headings need them where nothing is counted.
PROGRAMMED = {"audits": "Case file audits", "observations": "Observations of practice"}


class Counted(NamedTuple):
    """What an activity's function counts."""

    measures: Sequence[Measure]
    tallies: Sequence[Tally] = ()
    quotations: Sequence[Quotation] = ()
    note: str = ""


@dataclass(frozen=True)
class Declared:
    """An activity: its key, by which notebooks ask for it, its title, and how it is counted."""

    key: str
    title: str
    count: Callable[[Query], Activity]

    def __call__(self, asked: Query) -> Activity:
        return self.count(asked)


def activity(
    key: str, title: str, framework: str, *tables: str
) -> Callable[[Callable[[Query], Counted]], Declared]:
    """Makes an activity of a function that counts; says why where there is nothing to count.

    `tables` are those without which nothing can be counted.
    """

    def declare(count: Callable[[Query], Counted]) -> Declared:
        def counted(asked: Query) -> Activity:
            if not asked.has(*tables):
                return Activity(key, title, framework, absent=asked.absent(*tables))
            found = count(asked)
            if not any(each.numerator or each.denominator for each in found.measures):
                why = f"Nothing was recorded in {asked.period.title}."
                return Activity(key, title, framework, absent=why)
            tallies = tuple(each for each in found.tallies if each.rows)
            return Activity(
                key, title, framework, tuple(found.measures), tallies,
                tuple(found.quotations), note=found.note,
            )  # fmt: skip

        return Declared(key, title, counted)

    return declare
