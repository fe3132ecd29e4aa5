"""The council beside others, for regional peer challenge: from published figures, of one year each.

A published figure and our own latest count are two things, each with its name and date: what is
published was counted by others, with their rules and rounding. Ranks and funnels are of councils
that publish the same measure for the same year; our own count of that year takes a place among them
where nothing of ours is published, and is called so. A rank is no judgement: the funnel says who
differs by more than chance.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial

from litmus.base import letters, numbers
from litmus.figures.benchmarks.councils import NamedCouncil
from litmus.figures.benchmarks.settings import GROUP_NAMES
from litmus.figures.statistics.intervals import wilson
from litmus.report import funnel_chart, tables, wording
from litmus.report import observatory_front as front
from litmus.report.bundle import NoticeCell, Several, Shown, TableCell, Text
from litmus.report.cells import Cell, amount, nothing
from litmus.report.charts.charts import make_chart
from litmus.report.charts.dots import Dot, DotPlot
from litmus.report.components import Statement
from litmus.report.feed import Declaration
from litmus.report.known import Known
from litmus.report.places import Place, beyond, funnel_of, rank, together

OWN = "own count"
FEWEST = 3  # councils, below which there is no rank
NOT_PUBLISHED = "not published"


class Observatory:
    """The parts of the report beside others. Each method returns something to show."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def in_short(self) -> Several:
        """Where we are clearly better or worse than England in a sentence, which they are, and whom
        to ask."""
        found = front.read(self._known)
        said = Statement(front.sentence(found), large=True)
        judged = any(each.has_better for each in found)
        blocks = [front.blocks(self._known, found, self._places)] if judged else []
        return Several([said, *blocks])

    def overview(self) -> Several:
        """Each indicator: the published figures of one year, and our own latest, dated apart."""
        published = self._known.context.published
        found = [d for d in self._known.main if published.get(d.code)]
        if not found:
            return Several([NoticeCell("Nothing is published that stands beside these figures.")])
        there = {one.group for d in found for one in published[d.code]}
        groups = {code: letters.begin(GROUP_NAMES[code]) for code in GROUP_NAMES if code in there}
        columns = ("Indicator", "Year", *groups.values(), "Named councils", "Our rank",
                   "Our latest figure")  # fmt: skip
        rows = [self._row(d, groups) for d in found]
        note = (
            "Published figures are of the year that is named; our latest is our own count, of the "
            "days beside it, and is published by nobody. Rank: the best is first; the highest "
            "where neither way is better."
        )
        shown: list[Shown] = [TableCell("Beside others", columns, rows, note=note, dense=True)]
        return Several([*shown, *self._without()])

    def councils(self) -> Several:
        """Each indicator of which named councils' figures are published: one picture, with ours
        marked, and who differs by more than chance."""
        found = [d for d in self._known.main if self._places(d)]
        if not found:
            return Several([
                NoticeCell(
                    "No figures of named councils are at hand: the comparison is with England, the "
                    "region and the average of the statistical neighbours alone."
                )
            ])  # fmt: skip
        shown: list[Shown] = []
        for declaration in found:
            shown += self._picture(declaration)
        return Several(shown)

    def _without(self) -> list[Shown]:
        """Which indicators nothing is published of."""
        context = self._known.context
        bare = [d for d in self._known.main if not context.published.get(d.code)]
        if not bare:
            return []
        names = numbers.join([letters.within(d.brief) for d in bare])
        return [Text(f"Of this year or one before nothing is published of: {names}.")]

    def _row(self, declaration: Declaration, groups: dict[str, str]) -> list[Cell]:
        published = {one.group: one for one in self._known.context.published[declaration.code]}
        years = sorted({one.year for one in published.values()})
        places = self._places(declaration)
        named = sum(not place.name.endswith(f"({OWN})") for place in places)
        now = self._known.figures.headline(declaration)
        values = [
            wording.value_of_kind(declaration, published[code].value)
            if code in published
            else nothing(NOT_PUBLISHED)
            for code in groups
        ]
        return [
            tables.reference(declaration),
            numbers.join(years),
            *values,
            amount(named) if named else nothing("none at hand"),
            rank(declaration, places),
            f"{wording.value_with_unit(declaration, now.value)} {wording.when(declaration, now)}"
            if now.usable and now.value is not None
            else nothing("no figure"),
        ]

    def _places(self, declaration: Declaration) -> list[Place]:
        """The councils with a published figure, and ours, the best first; none without others."""
        given = self._known.context.councils.get(declaration.code, ())
        found = [_place(each) for each in given if each.value is not None]
        if len(found) < FEWEST:
            return []
        if not any(place.is_ours for place in found):
            found += self._own(declaration, given[0].year)
        sign = -1 if declaration.polarity in ("higher", "neutral") else 1
        return sorted(found, key=lambda place: (sign * place.value, place.name))

    def _own(self, declaration: Declaration, year: str) -> list[Place]:
        """Our own count of a year, where there is one that may be used."""
        figure = self._known.figures.at(declaration, date(int(year[:4]) + 1, 3, 31))
        if figure is None or not figure.usable or figure.value is None:
            return []
        whole = declaration.kind == "percentage"
        name = f"{self._known.context.council} ({OWN})"
        return [
            Place(
                name,
                figure.value,
                int(figure.numerator) if whole and figure.numerator is not None else None,
                int(figure.denominator) if whole and figure.denominator else None,
                True,
            )
        ]

    def _picture(self, declaration: Declaration) -> list[Shown]:
        places = self._places(declaration)
        given = self._known.context.councils[declaration.code]
        year, left = given[0].year, [each.name for each in given if each.value is None]
        round_all = funnel_of(declaration, places)
        outside = beyond(round_all) if round_all else {}
        dots = [_dot(declaration, place, place.name in outside) for place in places]
        inside = together(places, outside) if round_all else None
        said = message(declaration, places, outside)
        named = numbers.count_of(len(given) - len(left), "named council")
        caption = [f"Published figures of {named} for {year}, the same measure and year."]
        if any(place.name.endswith(f"({OWN})") for place in places):
            caption.append("Ours is our own count of that year, which nobody published.")
        if round_all:
            caption.append(
                "Bars: 95% intervals. Diamonds lie outside the funnel: further from all together "
                "than 998 of 1,000 would by chance, given their numbers. Dotted: the others "
                "together."
            )
        if left:
            caption.append(f"Suppressed or not published: {numbers.join(left)}.")
        words = "; ".join(f"{p.name} {wording.value(declaration, p.value)}" for p in places)
        chart = make_chart(
            DotPlot(dots, partial(wording.value, declaration), others=inside,
                    ceiling=100.0 if declaration.kind == "percentage" else None),
            title=said,
            subtitle=f"{declaration.heading or declaration.name}, {year}.",
            alt=f"{said}. Dot plot of councils: {words}.",
            caption=" ".join(caption),
            columns=("Council", "Value", "Neighbour", "By chance?"),
            rows=[_cells(declaration, place, outside, bool(round_all)) for place in places],
            tall=True,
        )  # fmt: skip
        of_chance = funnel_chart.chart(declaration, places, round_all, year) if round_all else []
        return [chart, *of_chance]


def message(declaration: Declaration, places: Sequence[Place], outside: dict[str, str]) -> str:
    """Where we stand in a sentence: our rank, and whether we differ by more than chance."""
    ours = next((place for place in places if place.is_ours), None)
    name = letters.begin(declaration.brief)
    if ours is None:
        return f"{name}: no figure of ours stands in this comparison"
    place = f"{name}: we are {rank(declaration, places)}"
    if ours.denominator is None:
        return place
    if ours.name not in outside:
        return f"{place}, and no further from all together than chance explains"
    side = "above" if outside[ours.name].startswith("above") else "below"
    return f"{place}, and {side} all together by more than chance explains"


def _place(each: NamedCouncil) -> Place:
    return Place(
        each.name, each.value or 0.0, each.numerator, each.denominator, each.is_ours,
        each.is_neighbour,
    )  # fmt: skip


def _dot(declaration: Declaration, place: Place, apart: bool) -> Dot:
    lower, upper = None, None
    if declaration.kind == "percentage" and place.denominator:
        limits = wilson(place.numerator, place.denominator)
        lower, upper = (None if limit is None else 100 * limit for limit in limits)
    basis = (
        f"{numbers.whole(place.numerator)} of {numbers.whole(place.denominator)}"
        if place.numerator is not None and place.denominator
        else ""
    )
    mark = "Ours: " if place.is_ours else ""
    return Dot(f"{mark}{place.name}", place.value, lower, upper, basis, apart)


def _cells(
    declaration: Declaration, place: Place, outside: dict[str, str], judged: bool
) -> list[Cell]:
    verdict = "differs" if place.name in outside else "within chance"
    return [
        place.name,
        wording.value_of_kind(declaration, place.value),
        "yes" if place.is_neighbour else "no",
        verdict if judged else nothing("not judged"),
    ]
