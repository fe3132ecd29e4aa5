"""Going well, of concern, decide now: at most three points each, chosen by rule.

The gravest facts come first, by the rules of `params/gravest.yml`; then changes that the test
finds, the clearest first; then distance from the target; then a team that stands apart; then what
findings name most often. Learning is neither a strength nor a concern.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from litmus.qa.collated import Collation
from litmus.report.components import Block, Blocks, Point
from litmus.report.coverage import has_assurance
from litmus.report.feed import Context
from litmus.report.lookup import Figures
from litmus.report.page_one.facts import FigureFact, bad, good, groups
from litmus.report.qa.points import MOST, OF_OURSELVES, decision, theme_point
from litmus.report.qa.recommendations import said_of_figures
from litmus.report.qa.recommendations import what as recommended

MOST_GRAVE = 2  # of the points of concern, where figures give cause for more


@dataclass(frozen=True)
class Named:
    """The names of indicators, and what a recommendation says of their figures, by code."""

    names: dict[str, str]
    figures: dict[str, str] = field(default_factory=dict)


def named(figures: Figures, context: Context) -> Named:
    """The names of a report's indicators, and what is said of their figures."""
    names = {d.code: d.name for d in context.declarations}
    return Named(names, said_of_figures(figures, context))


def blocks(facts: Sequence[FigureFact], collation: Collation | None, named: Named) -> Blocks:
    """The three blocks of the first page.

    Without the third where there is nothing of quality assurance, which decisions rest on.
    """
    none = "Nothing stands out." if facts or _has(collation) else "Nothing can be said yet."
    decide = decisions(collation, named)
    found = [
        Block("Going well", "good", going_well(facts, collation), none),
        Block("Of concern", "bad", concerns(facts, collation), none),
    ]
    if decide or has_assurance(collation):
        found.append(Block("Decide now", "decide", decide, "Nothing is waiting."))
    return Blocks(found)


def going_well(facts: Sequence[FigureFact], collation: Collation | None) -> list[Point]:
    """The clearest changes for the better, then what is on target, then the commonest strength."""
    found = [fact.point() for fact in good(facts)[: MOST - 1]]
    found += [theme_point(collation, "STRENGTH", "the strength")] if _has(collation) else []
    return [point for point in found if point.lead][:MOST]


def concerns(facts: Sequence[FigureFact], collation: Collation | None) -> list[Point]:
    """The gravest facts, then what became worse or is red, then a group that stands apart."""
    grave = [
        Point(fact.lead, fact.text, fact.section)
        for fact in (collation.gravest if collation else ())
        if fact.rule not in OF_OURSELVES
    ]
    worst = bad(facts)
    counted = [fact.point() for fact in worst]
    counted += [fact.group_point() for fact in groups(facts, worst)]
    first = grave[: MOST_GRAVE if counted else MOST]
    found = [*first, *counted][:MOST]
    if len(found) < MOST and _has(collation):
        strongest = theme_point(collation, "STRENGTH", "the strength").lead
        named = theme_point(collation, "CONCERN", "the concern")
        also = theme_point(collation, "CONCERN", "also the concern")
        found.append(also if strongest == named.lead else named)
    return [point for point in found if point.lead][:MOST]


def decisions(collation: Collation | None, named: Named) -> list[Point]:
    """What the gravest facts ask to be decided, then the recommendations; each with its owner."""
    if collation is None:
        return []
    asked: dict[str, Point] = {}
    for fact in collation.gravest:
        if fact.decide and fact.decide not in asked:
            asked[fact.decide] = decision(fact)
    found = list(asked.values())
    for each in collation.recommendations:
        if not each.kind.endswith("actions"):
            asked_for = recommended(each, named.names)
            said = named.figures.get(each.subject, "")
            lead, text = (f"{asked_for}:", f"{said}.") if said else (f"{asked_for}.", "")
            found.append(Point(lead, text, "Recommendations"))
    return found[:MOST]


def _has(collation: Collation | None) -> bool:
    return collation is not None and bool(collation.findings)
