"""A period's quality assurance, the whole or its findings, as it is handed on to reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from litmus.base.numbers import Number
from litmus.qa.actions.register import Action
from litmus.qa.crossreference import Crossing
from litmus.qa.findings import UnknownTheme
from litmus.qa.gravest import GraveFact
from litmus.qa.meetings import FollowUp
from litmus.qa.model import Activity, Finding, Measure, Tally
from litmus.qa.parts import Part
from litmus.qa.recommendations import Recommendation
from litmus.qa.themes import Suggestion, ThemeCount
from litmus.qa.year import Year


@dataclass(frozen=True)
class Balance:
    """How many strengths, concerns and lessons the findings on a key question hold, and whence."""

    key_question: str
    strengths: int
    concerns: int
    learning: int
    activities: Sequence[str]


@dataclass(frozen=True)
class Compared:
    """An indicator of a theme's children and of all others: numerator and denominator of both."""

    code: str
    kind: Literal["percentage", "mean"]
    ours: tuple[Number, Number]
    others: tuple[Number, Number]


@dataclass(frozen=True)
class DeepDive:
    """One theme: the children it is about, the audits of it, and both beside all others.

    population: in words which children; "" where none is declared. absent: why they are not known
    although they are declared, or "".
    """

    theme: str
    title: str
    population: str
    groups: Sequence[Tally]
    programme: Tally
    sample: Sequence[Measure]
    by_service: Tally
    grades: Tally
    judgements: Tally
    comparison: Sequence[Compared]
    absent: str = ""


@dataclass(frozen=True)
class Evidence:
    """What quality assurance found in a period, and which indicators stand beside it.

    titles: the words for the codes of themes and key areas that appear here.
    """

    findings: Sequence[Finding]
    crossings: Sequence[Crossing]
    theme_titles: Mapping[str, str]
    key_area_titles: Mapping[str, str]


@dataclass(frozen=True)
class Collation(Evidence):
    """The whole of a period's quality assurance; the actions as they stood on its last day.

    `gravest` are the facts that stand first in a report, whatever else there is to say; `year` is
    what a year's quarters came to, where the report asked for it; `parts` those of the framework of
    the body that the report is for, where its settings name any; `follow_up` what became of what
    meetings agreed, where the report is the pack of one.
    """

    activities: Sequence[Activity]
    balances: Sequence[Balance]
    themes: Sequence[ThemeCount]
    unknown: Sequence[UnknownTheme]
    suggestions: Sequence[Suggestion]
    action_measures: Sequence[Measure]
    overdue_actions: Tally
    actions: Sequence[Action]
    recommendations: Sequence[Recommendation]
    gravest: Sequence[GraveFact] = ()
    deep_dive: DeepDive | None = None
    year: Year | None = None
    parts: Sequence[Part] = ()
    follow_up: FollowUp | None = None
