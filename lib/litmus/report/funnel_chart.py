"""The funnel as a picture: each council by how many cases it has, within the limits of chance."""

from collections.abc import Sequence
from functools import partial

from litmus.base import letters, numbers
from litmus.figures.statistics.funnel import Funnel, FunnelTeam
from litmus.report import wording
from litmus.report.bundle import Shown
from litmus.report.cells import Cell, Value, amount, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.funnels import FunnelDot, FunnelPlot
from litmus.report.feed import Declaration
from litmus.report.places import Place, beyond

MOST = 3  # councils named in the title
CAPTION = (
    "Each dot is a council: further right with more cases, higher with a larger share. Of councils "
    "that differ by chance alone 95 of 100 lie within the dotted lines, and 998 of 1,000 within "
    "the dashed ones; diamonds lie outside these. The limits are wide where cases are few."
)
EXACT = (
    " Where fewer than five cases are expected, chance is counted exactly in place of the drawn "
    "limits."
)
COLUMNS = (
    "Council",
    "Cases",
    "Value",
    "95 of 100 lie within",
    "998 of 1,000 lie within",
    "By chance?",
)


def chart(
    declaration: Declaration, places: Sequence[Place], found: Funnel, year: str
) -> list[Shown]:
    """The funnel of these councils; nothing where they have no cases to be compared by."""
    if found.centre is None:
        return []
    outside = beyond(found)
    named = {place.name: place for place in places}
    groups = [(named[name], each) for name, each in found.groups.items() if each.value is not None]
    dots = [
        FunnelDot(place.name, place.value, place.denominator or 0, place.is_ours,
                  place.name in outside)
        for place, _ in groups
    ]  # fmt: skip
    said = message(declaration, dots, outside)
    printed = partial(wording.value, declaration)
    words = "; ".join(
        f"{dot.name} {printed(dot.value)} of {numbers.whole(dot.cases)}" for dot in dots
    )
    together = f"all together {printed(100 * found.centre)}"
    made = make_chart(
        FunnelPlot(dots, 100 * found.centre, printed, f"Cases of each council, {year}"),
        title=said,
        subtitle=f"{declaration.heading or declaration.name}, {year}.",
        alt=f"{said}. Funnel plot of councils, {together}: {words}.",
        caption=CAPTION + (EXACT if any(each.exact for _, each in groups) else ""),
        columns=COLUMNS,
        rows=[_row(declaration, place, each, outside) for place, each in groups],
        tall=True,
    )
    return [made]


def message(declaration: Declaration, dots: Sequence[FunnelDot], outside: dict[str, str]) -> str:
    """Who lies outside the funnel, in a sentence, and on which side."""
    name = letters.begin(declaration.brief)
    apart = [dot.name for dot in dots if dot.apart]
    if not apart:
        return f"{name}: no council lies outside the limits of chance"
    sides = {way: [n for n in apart if outside[n].startswith(way)] for way in ("above", "below")}
    parts = [f"{_named(found)} {_lie(found)} {way}" for way, found in sides.items() if found]
    return f"{name}: {numbers.join(parts)} the limits of chance"


def _named(found: Sequence[str]) -> str:
    rest = len(found) - MOST
    more = [numbers.count_of(rest, "other")] if rest > 0 else []
    return numbers.join([*found[:MOST], *more])


def _lie(found: Sequence[str]) -> str:
    return "lies" if len(found) == 1 else "lie"


def _row(
    declaration: Declaration, place: Place, each: FunnelTeam, outside: dict[str, str]
) -> list[Cell]:
    return [
        place.name,
        amount(place.denominator or 0),
        wording.value_of_kind(declaration, place.value),
        _limits(declaration, each.lower_2, each.upper_2),
        _limits(declaration, each.lower_3, each.upper_3),
        "differs" if place.name in outside else "within chance",
    ]


def _limits(declaration: Declaration, lower: float | None, upper: float | None) -> Cell | Value:
    if lower is None or upper is None:
        return nothing("not compared")
    ends = (wording.value(declaration, 100 * each) for each in (lower, upper))
    return " to ".join(ends)
