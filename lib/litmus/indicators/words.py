"""An indicator in words: what a report, and whoever asks for the catalogue, reads of it."""

from dataclasses import dataclass, fields
from datetime import date

from litmus.base.code_words import SHORT_SERVICES
from litmus.base.periods import add_months
from litmus.indicators import days
from litmus.indicators.days import DaysInWords
from litmus.indicators.declaration import Indicator

# The patterns of the catalogue, and the one word that a report knows them by.
PATTERNS = {
    "events in period": "events",
    "snapshot at period end": "snapshot",
    "cohort": "cohort",
}


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """An indicator in words: what a report needs to print it.

    kind: "count", "percentage", "rate" (per 10,000 children), "mean" or "median".
    pattern: "events", "snapshot" or "cohort". window: "month", "quarter", "R12M", "FYTD", "R36M";
    in a report of a week or a day also "week" or "day".
    polarity: "higher" or "lower" is better, or "neutral".
    numerator, denominator: what is counted, and out of what (empty for a count), in words.
    source: whose definition it is. of: the indicator that it is a drill-down of, or "".
    heading: its name without the numbers of settings, which heads its section.
    short: a name of at most 30 letters; the name itself where it has none.
    follow_up_months: how long after a case something still counts for it.
    days: how many days its cases took, where its numerator counts those within a limit.
    """

    code: str
    name: str
    theme: str = ""
    kind: str
    pattern: str
    unit: str = ""
    window: str
    polarity: str
    numerator: str
    denominator: str = ""
    source: str = ""
    working_days: str = ""
    notes: str = ""
    key_questions: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    of: str = ""
    heading: str = ""
    short: str = ""
    follow_up_months: int = 0
    days: DaysInWords | None = None

    @property
    def brief(self) -> str:
        """The name where there is little room."""
        return self.short or self.name

    def complete_on(self, end: date) -> date:
        """The day on which a figure that ends on `end` has all that it counts."""
        return add_months(end, self.follow_up_months)


def in_words(indicator: Indicator) -> Declaration:
    """The declaration of an indicator without its SQL."""
    alike = {each.name: getattr(indicator, each.name) for each in fields(Declaration)}
    worded = {
        "pattern": PATTERNS[indicator.pattern],
        "days": indicator.days and days.in_words(indicator.days, indicator.parameters),
        "services": tuple(SHORT_SERVICES[code] for code in indicator.services),
    }
    return Declaration(**{**alike, **worded})
