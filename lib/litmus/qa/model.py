"""What quality assurance hands on to reports: plain values, without a child's or worker's name.

Everything here is counted for one period. A share keeps its numerator and denominator; nothing is
rounded. `litmus.base.json_files` writes any of it as JSON and reads it back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from litmus.base.numbers import Number

# What a column of a tally holds, and so how a report prints it. A share is [numerator,
# denominator], a mean [sum, number]; an agreement is [weighted kappa, the ends of its interval,
# whether cases are few], None where there are too few to say; a grade is its code; a date is ISO
# text, "done" that of what may not be done yet.
ColumnKind = Literal["text", "count", "share", "mean", "agreement", "grade", "date", "done", "days"]
MeasureKind = Literal["count", "share", "mean"]
Better = Literal["higher", "lower", "neutral"]


@dataclass(frozen=True)
class Measure:
    """One number of an activity, in this period and the one before.

    A count has its number in `numerator` and no denominator; a share and a mean have both. A
    denominator of 0 means that there was nothing to measure. `previous_numerator` is None where
    the period before is not known.
    """

    label: str
    kind: MeasureKind
    numerator: Number
    denominator: Number | None = None
    previous_numerator: Number | None = None
    previous_denominator: Number | None = None
    better: Better = "neutral"
    base: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a tally: its heading and what its cells hold."""

    name: str
    kind: ColumnKind


@dataclass(frozen=True)
class Tally:
    """A table of counted things; its first column heads the rows."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    note: str = ""


@dataclass(frozen=True)
class Graded:
    """How many of an activity's judgements of some days have each grade, the best first
    (`litmus.base.code_words.GRADES`)."""

    start: date
    end: date
    counts: Sequence[int]


@dataclass(frozen=True)
class Quotation:
    """Something a child said, as given and anonymised; a report attributes it by stage alone."""

    text: str
    respondent: str
    stage: str


@dataclass(frozen=True)
class Activity:
    """One quality assurance activity in the period.

    key: its name in code, such as "complaints". framework: the paragraph that asks for it.
    absent: why there is nothing to count, in one sentence; "" where there is something.
    covers, covers_before: what it covers where that is not the report's period and the one before.
    grades: the overall grades of this period and of those before, oldest first.
    """

    key: str
    title: str
    framework: str
    measures: Sequence[Measure] = ()
    tallies: Sequence[Tally] = ()
    quotations: Sequence[Quotation] = ()
    absent: str = ""
    note: str = ""
    covers: str = ""
    covers_before: str = ""
    grades: Sequence[Graded] = ()


@dataclass(frozen=True)
class Finding:
    """One judgement of an activity. `reference` leads back to the form that it came from."""

    id: str
    reference: str
    day: date
    activity: str
    service: str
    key_question: str
    key_area: str
    theme: str
    polarity: Literal["STRENGTH", "CONCERN", "LEARNING"]
    text: str
    indicators: Sequence[str] = ()

    @property
    def is_strength(self) -> bool:
        """Whether it says what is done well."""
        return self.polarity == "STRENGTH"

    @property
    def is_concern(self) -> bool:
        """Whether it says what is not: what a theme is counted by. Learning is no concern."""
        return self.polarity == "CONCERN"

    @property
    def is_learning(self) -> bool:
        """Whether it says what is to be learnt from it."""
        return self.polarity == "LEARNING"
