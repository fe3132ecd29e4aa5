"""One priority: what is agreed for now, what is, the gap, and where it is heading.

What is agreed is laid beside the figure that reports speak of: that of the last three months, or as
things stood on the last day. A gap says nothing by itself where the interval of the figure holds
what is agreed. Where it is heading is the house's forecast with its range, or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from litmus.base.periods import add_months, month_end
from litmus.base.priorities import Priority
from litmus.report import change, sentences, wording
from litmus.report.book import outlook, series
from litmus.report.book.outlook import Ahead
from litmus.report.book.series import Series
from litmus.report.cells import Cell, nothing
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.standing import Standing
from litmus.report.wording import Difference

ON, BEHIND, OFF, UNKNOWN = "on", "behind", "off", "unknown"
WILL, MAY, NOT = "would reach it", "may reach it", "would miss it"
STEPS = (3, 6)  # months ahead, in which a forecast is made


@dataclass(frozen=True)
class Course(Standing):
    """A priority with the figure that is spoken of, its agreed course, and what lies ahead."""

    priority: Priority
    series: Series
    ahead: Ahead

    @property
    def figure(self) -> Figure:
        """The figure that is laid beside what is agreed."""
        return self.shown

    @property
    def agreed(self) -> float | None:
        """What is agreed for the last day of that figure."""
        return self.priority.at(self.figure.window_end)

    @property
    def gap(self) -> Difference | None:
        """How far the figure lies from what is agreed; None where one of them is not known."""
        if not self.figure.usable or self.figure.value is None or self.agreed is None:
            return None
        return wording.difference(self.declaration, self.figure.value, self.agreed)

    @property
    def side(self) -> str:
        """ON the agreed course or better, BEHIND it, OFF it where neither way is better, or
        UNKNOWN."""
        if self.gap is None:
            return UNKNOWN
        better = wording.better(self.declaration, self.gap.way)
        if self.gap.way == 0 or better:
            return ON
        return OFF if better is None else BEHIND

    @property
    def may_be_chance(self) -> bool:
        """Whether the interval of the figure holds what is agreed."""
        lower, upper, agreed = self.figure.lower, self.figure.upper, self.agreed
        known = lower is not None and upper is not None and agreed is not None
        return bool(known and lower <= agreed <= upper)  # type: ignore[operator]

    @property
    def shortfall(self) -> float:
        """How far it is behind, as a share of what is agreed, to put the furthest first."""
        if self.side not in (BEHIND, OFF) or self.gap is None or not self.agreed:
            return 0.0
        return abs(self.gap.gap) / abs(self.agreed)

    def verdict(self, place: int) -> str:
        """Whether the forecast of this place reaches what is agreed for its day; "" unknown."""
        end, point = self.ahead.points[place]
        agreed = self.priority.at(end)
        if agreed is None:
            return ""
        if point.lower <= agreed <= point.upper:
            return MAY
        way = wording.difference(self.declaration, point.value, agreed).way
        better = wording.better(self.declaration, way)
        if way == 0 or better:
            return WILL
        return "" if better is None else NOT


def read(figures: Figures, context: Context) -> list[Course]:
    """The priorities of a report, in its order."""
    return [
        of(declared, context.priorities[declared.code], figures, context)
        for declared in context.declarations
        if declared.code in context.priorities
    ]


def of(declaration: Declaration, priority: Priority, figures: Figures, context: Context) -> Course:
    """One priority. What is agreed for the whole council's number says nothing of a team's."""
    if context.scope_name and declaration.kind in ("count", "rate"):
        priority = replace(priority, agreed=())
    over_time = series.by_three_months(declaration, figures)
    rated = change.rated(declaration, figures, context)
    return Course(
        declaration,
        rated,
        change.on_year(declaration, figures, context),
        priority,
        over_time,
        outlook.ahead(over_time) if rated.usable else Ahead(reason="its data have to be checked"),
    )


def beside(course: Course) -> str:
    """The figure beside what is agreed: "80.3% where 88.0% is agreed, 7.7 points below"."""
    now = wording.value_with_unit(course.declaration, course.figure.value or 0)
    doubt = " (provisional)" if course.figure.status == PROVISIONAL else ""
    if course.agreed is None:
        yet = " for that day yet" if course.priority.agreed else ""
        return f"{now}{doubt}; nothing is agreed{yet}"
    agreed = wording.value(course.declaration, course.agreed)
    far = sentences.distance(course.declaration, course.figure, course.agreed)
    return f"{now}{doubt} where {agreed} is agreed, {far}"


def chance(course: Course) -> str:
    """That a gap may be chance, where it may."""
    if course.side not in (BEHIND, OFF) or not course.may_be_chance:
        return ""
    return "The gap may be chance: the 95% interval of the figure holds what is agreed."


def heading(course: Course) -> str:
    """Where it is heading, in sentences: the forecast beside what is agreed then, or why none."""
    if not course.ahead.points:
        why = course.ahead.reason
        return f"No forecast: {why}. {needed(course)}".strip()
    said = outlook.in_words(course.declaration, course.ahead)
    end, _ = course.ahead.points[-1]
    agreed = course.priority.at(end)
    if agreed is None:
        return said
    then = f"{wording.value(course.declaration, agreed)} is agreed for {wording.day(end)}"
    verdict = course.verdict(len(course.ahead.points) - 1)
    return f"{said} {then}: by the forecast it {verdict}." if verdict else f"{said} {then}."


def needed(course: Course) -> str:
    """What would have to change to be on course at the next day that is looked at; "" where it is
    not known, or where that is reached already."""
    end = next_ends(course.figure.window_end)[0]
    agreed, value = course.priority.at(end), course.figure.value
    if agreed is None or value is None or not course.figure.usable:
        return ""
    gap = wording.difference(course.declaration, agreed, value)
    if gap.way == 0 or wording.better(course.declaration, gap.way) is False:
        return ""
    way = "up" if gap.way > 0 else "down"
    return f"To be on course on {wording.day(end)} it has to go {way} by {gap.words}."


def next_ends(day: date) -> list[date]:
    """The days that are looked at ahead: three and six months on."""
    return [month_end(add_months(day, months)) for months in STEPS]


def ahead_cell(course: Course) -> Cell:
    """A table's cell for where it is heading: "about 84%, 88.0% agreed: would miss it"."""
    if not course.ahead.points:
        agreed = course.priority.at(next_ends(course.figure.window_end)[-1])
        if agreed is None:
            return nothing("no forecast")
        return f"{wording.value(course.declaration, agreed)} agreed, no forecast"
    end, point = course.ahead.points[-1]
    value, reach = outlook.rounded(course.declaration, point)
    agreed = course.priority.at(end)
    said = f"about {value} ({reach})"
    if agreed is None:
        return said
    verdict = course.verdict(len(course.ahead.points) - 1)
    then = f"{wording.value(course.declaration, agreed)} agreed"
    return f"{said}, {then}{f': {verdict}' if verdict else ''}"


def grouped(found: Sequence[Course]) -> dict[str, list[Course]]:
    """The priorities by which side of their course they are on, the furthest behind first."""
    sides: dict[str, list[Course]] = {side: [] for side in (BEHIND, OFF, ON, UNKNOWN)}
    for course in found:
        sides[course.side].append(course)
    for side in (BEHIND, OFF):
        sides[side].sort(key=lambda each: -each.shortfall)
    return sides
