"""The children that a rate is out of: POP of the catalogue's conventions.

The population of a figure is that of the year in which the financial year of its last day starts:
mid-2015 for 2015/16. Before that year is published (is in the table), the latest one before it.
"""

from dataclasses import dataclass
from datetime import date

from litmus.base.council import Council
from litmus.base.periods import financial_year_of
from litmus.indicators.database import Connection

# Of several estimates of a year the one published last counts: they come in this order.
ESTIMATES = """SELECT pop_la_code, pop_year, pop_0_17
FROM ext_population
WHERE pop_0_17 IS NOT NULL
ORDER BY pop_published_on NULLS FIRST, pop_source"""

NONE = (
    "no population: the data has no table ext_population and params/council.yml gives no population"
)
NOT_THEIRS = (
    "no population: the data has no table ext_population of one authority, and params/council.yml "
    "describes another council"
)


@dataclass(frozen=True)
class Population:
    """Children aged 0-17 by mid-year; `why_none` says why there are none at all."""

    by_year: dict[int, int]
    why_none: str = NONE

    def at(self, s: date) -> tuple[int | None, str]:
        """The population for a figure whose last day is `s`, and what has to be said about it.

        None with the reason where there is none; a note where an earlier year stands in.
        """
        year = int(financial_year_of(s)[:4])
        if not self.by_year:
            return None, self.why_none
        used = max((known for known in self.by_year if known <= year), default=None)
        if used is None:
            return None, f"no population of mid-{year} or before"
        note = f"population of mid-{used}: mid-{year} is not known" if used != year else ""
        return self.by_year[used], note


def read(connection: Connection, council: Council, of_sample: bool = False) -> Population:
    """The population that belongs to the data behind `connection`.

    The rows of ext_population that bear the council's code; where it has none, the population of
    the council's settings. The sample council's settings are never laid beside anybody else's
    data, nor a council's beside the sample (`of_sample`): there, a table with a single authority
    is used.
    """
    rows = connection.execute(ESTIMATES).fetchall()
    if council.sample != of_sample:
        codes = {code for code, _, _ in rows}
        return Population({y: n for _, y, n in rows} if len(codes) == 1 else {}, NOT_THEIRS)
    ours = {year: n for code, year, n in rows if code == council.la_code}
    if rows and not ours and not council.population:
        why = f"no population: ext_population has no rows of authority {council.la_code}"
        return Population({}, why)
    return Population(ours or dict(council.population))
