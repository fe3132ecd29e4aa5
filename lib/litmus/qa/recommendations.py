"""What the evidence of a period asks to be done next, most pressing first (key question 6).

A recommendation rests on named evidence: the findings, the indicators or the actions behind it are
listed with it, so that a reader can follow each back to the form it came from. It recommends an
examination or a decision by people; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from litmus.qa.actions.register import Action
from litmus.qa.crossreference import Crossing
from litmus.qa.themes import Suggestion

Kind = Literal[
    "overdue immediate actions",
    "themed audit",
    "indicator good, practice poor",
    "practice good, indicator poor",
    "both poor",
    "overdue actions",
]


@dataclass(frozen=True)
class Recommendation:
    """What to look at (`subject`: a theme, an indicator's code or ""), why, and on what it rests.

    reasons: for a themed audit "emerging", "triangulated". evidence: ids of findings or actions.
    """

    kind: Kind
    subject: str
    title: str
    reasons: Sequence[str]
    evidence: Sequence[str]
    number: int


def recommend(
    suggestions: Iterable[Suggestion], crossings: Iterable[Crossing], actions: Sequence[Action]
) -> list[Recommendation]:
    """The recommendations that the evidence supports, most pressing first; perhaps none."""
    overdue = [each for each in actions if each.is_overdue]
    urgent = [each for each in overdue if each.is_urgent]
    rest = [each for each in overdue if not each.is_urgent]
    found = [
        *_of_actions("overdue immediate actions", urgent),
        *(_theme_recommendation(each) for each in suggestions),
    ]
    for wanted in ("both poor", "indicator good, practice poor", "practice good, indicator poor"):
        found += [
            _crossing_recommendation(each, wanted) for each in crossings if _reading(each) == wanted
        ]
    return [*found, *_of_actions("overdue actions", rest)]


def _theme_recommendation(suggestion: Suggestion) -> Recommendation:
    return Recommendation(
        "themed audit",
        suggestion.theme,
        suggestion.title,
        tuple(suggestion.reasons),
        tuple(suggestion.findings),
        len(suggestion.findings),
    )


def _reading(crossing: Crossing) -> str:
    if crossing.verdict == "contradict":
        good = crossing.indicator == "good"
        return "indicator good, practice poor" if good else "practice good, indicator poor"
    both = crossing.verdict == "agree" and crossing.indicator == "poor"
    return "both poor" if both else ""


def _crossing_recommendation(crossing: Crossing, kind: Kind) -> Recommendation:
    return Recommendation(kind, crossing.code, "", (), tuple(crossing.findings), crossing.judged)


def _of_actions(kind: Kind, actions: Sequence[Action]) -> list[Recommendation]:
    if not actions:
        return []
    ids = tuple(each.id for each in actions)
    return [Recommendation(kind, "", "", (), ids, len(actions))]
