"""The first page beside others: where we are clearly better or worse than England, whom to ask.

Clearly: the 95% interval of our figure leaves out England's, which is published of everybody and
has no chance of its own. The years of the two are said, since they may not be the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from litmus.base import numbers
from litmus.figures.benchmarks.settings import GROUP_NAMES
from litmus.figures.judging import Comparison
from litmus.report import wording
from litmus.report.components import Block, Blocks, Point
from litmus.report.feed import Declaration, Figure
from litmus.report.known import Known
from litmus.report.places import Place, beyond, funnel_of

ENGLAND = "ENGLAND"
MOST = 4  # points of a block
NOTHING = "In nothing clearly."
NOBODY = "Nobody stands out whom to ask."
NOT_COMPARED = "No figure of ours can be held against England's."
NEITHER_WAY = "Of the figures that stand beside England's neither way is better."
ONE = {
    True: "in it we are clearly better",
    False: "in it we are clearly worse",
    None: "the difference may be chance",
}
Places = Callable[[Declaration], Sequence[Place]]


@dataclass(frozen=True)
class Beside:
    """One measure beside England: `better` is None where the difference may be chance, or where
    neither way is better (`has_better` says which)."""

    declaration: Declaration
    figure: Figure
    england: Comparison
    better: bool | None

    @property
    def has_better(self) -> bool:
        """Whether one way is better than the other."""
        return self.declaration.polarity in ("higher", "lower")

    @property
    def gap(self) -> float:
        """How far we are from England, as a share of England's figure."""
        return abs((self.figure.value or 0) - self.england.value) / (abs(self.england.value) or 1)

    def point(self) -> Point:
        """The measure in a sentence: ours with its time, England's with its year."""
        d, value = self.declaration, self.figure.value or 0
        away = wording.difference(d, value, self.england.value)
        side = "above" if away.way > 0 else "below"
        return Point(
            f"{d.brief}: {wording.value_with_unit(d, value)}",
            f"{wording.when(d, self.figure)}, {away.short} {side} {self.england.label} "
            f"({wording.value(d, self.england.value)}).",
        )


def read(known: Known) -> list[Beside]:
    """Each measure with a figure that may be used, its interval and England's; the furthest
    first."""
    found = []
    for d in known.main:
        published = known.context.published.get(d.code, ())
        england = next((one for one in published if one.group == ENGLAND), None)
        now = known.figures.headline(d)
        if england is not None and now.usable and now.lower is not None and now.upper is not None:
            way = (now.lower > england.value) - (now.upper < england.value)
            found.append(Beside(d, now, england, wording.better(d, way)))
    return sorted(found, key=lambda each: -each.gap)


def sentence(found: Sequence[Beside]) -> str:
    """In how many measures we are clearly better than England, and in how many worse."""
    judged = [each for each in found if each.has_better]
    if not judged:
        return NEITHER_WAY if found else NOT_COMPARED
    if len(judged) == 1:
        return f"Beside England one measure can be judged: {ONE[judged[0].better]}."
    better, worse = (sum(each.better is side for each in judged) for side in (True, False))
    rest = len(judged) - better - worse
    said = (
        f"Beside England we are clearly better in {_number(better)} of "
        f"{numbers.whole(len(judged))} measures and clearly worse in {_number(worse)}"
    )
    return f"{said}; in {numbers.whole(rest)} the difference may be chance." if rest else f"{said}."


def _number(number: int) -> str:
    return numbers.whole(number) if number else "none"


def blocks(known: Known, found: Sequence[Beside], places: Places) -> Blocks:
    """Where we are clearly better, where clearly worse, and whom to ask about what."""
    better = [each.point() for each in found if each.better]
    worse = [each.point() for each in found if each.better is False]
    return Blocks(
        [
            Block("Clearly better than England", "good", better[:MOST], NOTHING),
            Block("Clearly worse than England", "bad", worse[:MOST], NOTHING),
            Block("Whom to ask", "decide", _questions(known, found, places), NOBODY),
        ]
    )


def _questions(known: Known, found: Sequence[Beside], places: Places) -> list[Point]:
    """Of what we are worse in, then of the rest: councils that are better by more than chance;
    else, of what we are worse in, the group that is furthest ahead of us."""
    worse = [each.declaration for each in found if each.better is False]
    points = []
    for d in dict.fromkeys([*worse, *known.main]):
        if ahead := _ahead(d, places(d)):
            points.append(Point(f"{d.brief}:", f"{numbers.join(ahead)}: what do they do?"))
        elif d in worse and (group := _group_ahead(d, known)):
            points.append(Point(f"{d.brief}:", f"{group}: how do they come to it?"))
    return points[: MOST + 1]


def _ahead(declaration: Declaration, places: Sequence[Place]) -> list[str]:
    """The councils outside the funnel on the good side that are better than ours, each with its
    value."""
    round_all = funnel_of(declaration, places) if places else None
    outside = beyond(round_all) if round_all else {}
    ours = next((place.value for place in places if place.is_ours), None)

    def is_ahead(place: Place) -> bool:
        side = 1 if outside[place.name].startswith("above") else -1
        of_us = side if ours is None else (place.value > ours) - (place.value < ours)
        return bool(wording.better(declaration, side) and wording.better(declaration, of_us))

    return [
        f"{place.name} ({wording.value(declaration, place.value)})"
        for place in places
        if place.name in outside and not place.is_ours and is_ahead(place)
    ]


def _group_ahead(declaration: Declaration, known: Known) -> str:
    """The group of councils with the best published figure, where it is better than ours."""
    ours = known.figures.headline(declaration).value or 0
    sign = 1 if declaration.polarity == "higher" else -1
    ahead = [
        one
        for one in known.context.published[declaration.code]
        if one.group != ENGLAND and sign * one.value > sign * ours
    ]
    if not ahead:
        return ""
    best = max(ahead, key=lambda one: sign * one.value)
    name = GROUP_NAMES.get(best.group, best.label)
    return f"{name} ({wording.value(declaration, best.value)})"
