"""What a year of quality assurance came to, as it is handed on to reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from litmus.qa.model import Measure, Tally
from litmus.qa.recommendations import Recommendation


@dataclass(frozen=True)
class Said:
    """A recommendation, the quarters that made it, and what became of it by the end of the year.

    since: the last day of the first of those quarters. states: how many of the actions that it
    rested on then are in which state. audit: the title of an audit of its theme that began or was
    reported after that, "" for none; reported: the day of its report, where there is one.
    """

    recommendation: Recommendation
    quarters: Sequence[str]
    since: date
    states: Mapping[str, int]
    audit: str = ""
    reported: date | None = None


@dataclass(frozen=True)
class DoneBy:
    """An activity in each quarter: how much was done, and of what the programme asked for how much
    in time (None where it asks for nothing); None for a quarter of which nothing is recorded."""

    title: str
    framework: str
    done: Sequence[Measure | None]
    in_time: Sequence[Measure | None]


@dataclass(frozen=True)
class Year:
    """The four quarters of a year: their titles, what was said, done and asked for."""

    quarters: Sequence[str]
    said: Sequence[Said]
    actions: Tally
    activities: Sequence[DoneBy]
    programme: Tally
