"""Councils with a published figure in their order, and the funnel round all together."""

from collections.abc import Sequence
from dataclasses import dataclass

from litmus.figures.statistics import funnel
from litmus.report.cells import Cell, nothing
from litmus.report.feed import Declaration


@dataclass(frozen=True)
class Place:
    """A council in a comparison: its name, value, the numbers behind it, and what it is to us."""

    name: str
    value: float
    numerator: int | None
    denominator: int | None
    is_ours: bool = False
    is_neighbour: bool = False


def rank(declaration: Declaration, places: Sequence[Place]) -> Cell:
    """Our place among the councils: "12 of 19"; places that are shared have the same number."""
    ours = next((place for place in places if place.is_ours), None)
    if ours is None:
        return nothing("no rank")
    higher = declaration.polarity in ("higher", "neutral")
    before = sum(
        place.value > ours.value if higher else place.value < ours.value for place in places
    )
    return f"{before + 1} of {len(places)}"


def funnel_of(declaration: Declaration, places: Sequence[Place]) -> funnel.Funnel | None:
    """The funnel of these councils; None where a number behind a share is not published."""
    counts = {
        place.name: (place.numerator, place.denominator)
        for place in places
        if place.numerator is not None and place.denominator
    }
    if declaration.kind != "percentage" or len(counts) < len(places):
        return None
    return funnel.compare(counts)


def beyond(found: funnel.Funnel) -> dict[str, str]:
    """The councils outside the funnel's outer limits, each with its side: of twenty councils one
    lies outside the inner ones by chance."""
    outer = (funnel.ABOVE_3, funnel.BELOW_3)
    return {name: side for name, side in found.outside.items() if side in outer}


def together(places: Sequence[Place], outside: dict[str, str]) -> float | None:
    """The share of all councils that lie within the funnel, together, in per cent."""
    within = [place for place in places if place.name not in outside]
    under = sum(place.denominator or 0 for place in within)
    return 100 * sum(place.numerator or 0 for place in within) / under if under else None
