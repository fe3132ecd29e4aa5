"""Going well, of concern, decide now: the first page of a deep dive into one theme.

What is clearly more, or less, among its audits and its children than among all others, by the test
of shares; in which service practice is not judged good; and the recommendations that are about it.
"""

from __future__ import annotations

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.figures.statistics.change import proportions
from litmus.qa.collated import Collation, DeepDive
from litmus.report.components import Blocks, Point
from litmus.report.feed import Context, Declaration
from litmus.report.qa import cells, front
from litmus.report.qa.points import MOST

JUDGED, COMPARED = "How practice was judged", "Comparison with other children"
SAMPLE, FOUND = "The sample", "What was found"
SIDES = {"up": "clearly more than", "down": "clearly less than"}
Found = tuple[float, Point]  # how far from all others


def blocks(dive: DeepDive, collation: Collation, context: Context) -> Blocks:
    """The three blocks of a deep dive."""
    about = {dive.theme, *(each.code for each in dive.comparison)}
    asked = [each for each in collation.recommendations if each.subject in about]
    found = [_judged(dive, collation, "up"), _judged(dive, collation, "down")]
    better, worse = (_compared(dive, context, good) for good in (True, False))
    return front.three(
        _spread(found[0], better, _seen(dive, collation, "STRENGTH")),
        _spread(found[1], worse, [*_where(dive), *_seen(dive, collation, "CONCERN")]),
        front.recommended(asked, context),
    )


def _spread(
    areas: Sequence[Point], children: Sequence[Point], seen: Sequence[Point]
) -> list[Point]:
    """At most so many points: one of each kind before a second of one."""
    first = [*areas[:1], *children[:1], *seen[:1]]
    rest = [*areas[1:], *children[1:], *seen[1:]]
    return [*first, *rest][:MOST]


def _judged(dive: DeepDive, collation: Collation, way: str) -> list[Point]:
    """Key areas that the audits of the theme judge good clearly more, or less, often than others;
    the widest gap first."""
    found: list[Found] = []
    for area, ours, others in dive.judgements.rows:
        if ours[1] and others[1] and proportions(*others, *ours).direction == way:
            title = collation.key_area_titles.get(area, area)
            said = (
                f"good or better in {cells.share(*ours)} of its audits, {SIDES[way]} the "
                f"{cells.share(*others)} of all others."
            )
            gap = abs(ours[0] / ours[1] - others[0] / others[1])
            found.append((gap, Point(f"{title}:", said, JUDGED)))
    return _widest_first(found)


def _compared(dive: DeepDive, context: Context, good: bool) -> list[Point]:
    """The indicators that are clearly better, or worse, for its children than for all others."""
    declared = {d.code: d for d in context.declarations}
    found: list[Found] = []
    for each in dive.comparison:
        known = declared.get(each.code)
        if known is None or each.kind != "percentage" or not (each.ours[1] and each.others[1]):
            continue
        way = proportions(*each.others, *each.ours).direction
        if way and _is_good(known, way) is good:
            said = (
                f"{cells.share(*each.ours)} for these children, {SIDES[way]} the "
                f"{cells.share(*each.others)} for all others."
            )
            gap = abs(each.ours[0] / each.ours[1] - each.others[0] / each.others[1])
            found.append((gap, Point(f"{known.brief}:", said, COMPARED)))
    return _widest_first(found)


def _is_good(declared: Declaration, way: str) -> bool | None:
    """Whether such a difference is for the better; None where neither way is."""
    if declared.polarity == "neutral":
        return None
    return (declared.polarity == "higher") == (way == "up")


def _where(dive: DeepDive) -> list[Point]:
    """The service whose audits are good clearly less often than those of the others, if any."""
    said = front.apart(dive.by_service)
    return [Point("Where:", f"{said}.", SAMPLE)] if SIDES["down"] in said else []


def _seen(dive: DeepDive, collation: Collation, polarity: str) -> list[Point]:
    """How many findings name the theme, in how many kinds of activity, most of them in which
    service."""
    ours = [e for e in collation.findings if e.theme == dive.theme and e.polarity == polarity]
    if not ours:
        return []
    kinds = len({each.activity for each in ours})
    kind = {"STRENGTH": "strength", "CONCERN": "concern"}[polarity]
    where = front.by_service([each.service for each in ours])
    said = (
        f"in {numbers.count_of(len(ours), 'finding')} of "
        f"{numbers.count_of(kinds, 'kind')} of activity{f', {where}' if where else ''}."
    )
    return [Point(f"{letters.begin(dive.title)} is named as a {kind}", said, FOUND)]


def _widest_first(found: Sequence[Found]) -> list[Point]:
    return [point for _, point in sorted(found, key=lambda each: -each[0])]
