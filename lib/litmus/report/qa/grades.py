"""An activity's grades over four periods as stacked bars: what was judged good, and of how many."""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.code_words import GOOD_GRADES, GRADES
from litmus.base.numbers import Number
from litmus.base.periods import month_end
from litmus.figures.statistics.change import proportions
from litmus.qa.model import Activity, Graded
from litmus.report.bundle import Shown
from litmus.report.cells import Cell, amount
from litmus.report.charts.charts import make_chart
from litmus.report.charts.stacks import Stack, StackedBars
from litmus.report.feed import Context
from litmus.report.qa.cells import share

GOOD = len(GOOD_GRADES)
GOOD_NAME = "Good or better"
WAYS = {"up": "better than", "down": "worse than", "": "no clear change on"}


def over_time(found: Activity, context: Context) -> list[Shown]:
    """The stacked bars of an activity's grades; nothing where nothing was graded."""
    graded = _from_the_first(found.grades)
    if not graded:
        return []
    rows = [Stack(name(each), each.counts) for each in graded]
    said = message(found.title, graded)
    words = [f"{row.name}: {_in_words(row)}." for row in rows]
    lead = (
        f"{said}. Stacked bars of the grades of {letters.within(found.title)}, {context.council}."
    )
    chart = make_chart(
        StackedBars(rows, list(GRADES.values()), GOOD, GOOD_NAME),
        title=said,
        subtitle=f"Grades of {letters.within(found.title)}, {_span(graded)}, {context.council}.",
        alt=f"{lead} {' '.join(words)}",
        caption="In the bars the numbers of each grade, behind them the share that is good or "
        "better and of how many. Each period as it was known at its own end: a grade that was "
        "moderated later is not in it.",
        columns=("Period", *GRADES.values(), "Graded", GOOD_NAME),
        rows=[_row(row) for row in rows],
    )
    return [chart]


def message(title: str, graded: Sequence[Graded]) -> str:
    """What was judged good in the last period, and whether that is another share than before.

    "Case file audits: 18 of 70 good or better (25.7%), no clear change on 37.5% in Oct–Dec 2015".
    """
    now = graded[-1]
    good, whole = good_of(now)
    if not whole:
        return f"{title}: none was graded in {name(now)}"
    said = f"{title}: {good} of {numbers.whole(whole)} good or better ({percent(good, whole)})"
    return f"{said}{compared(graded)}"


def compared(graded: Sequence[Graded]) -> str:
    """Whether the share that is good is another one than in the period before; "" where nothing was
    graded then, or is now."""
    if len(graded) < 2 or not sum(graded[-2].counts) or not sum(graded[-1].counts):
        return ""
    before, now = good_of(graded[-2]), good_of(graded[-1])
    way = proportions(*before, *now).direction
    return f", {WAYS[way]} {percent(*before)} in {name(graded[-2])}"


def name(graded: Graded) -> str:
    """A period where there is little room: "Jan–Mar 2016", "Mar 2016", "21–27 Mar 2016"."""
    start, end = graded.start, graded.end
    if start.day == 1 and end == month_end(end):
        if start.year != end.year:
            return f"{start:%b %Y}–{end:%b %Y}"
        return f"{end:%b %Y}" if start.month == end.month else f"{start:%b}–{end:%b %Y}"
    if start == end:
        return f"{end.day} {end:%b %Y}"
    first = f"{start.day}" if start.month == end.month else f"{start.day} {start:%b}"
    return f"{first}–{end.day} {end:%b %Y}"


def _from_the_first(found: Sequence[Graded]) -> list[Graded]:
    """The periods from the first in which something was graded."""
    first = next((n for n, each in enumerate(found) if sum(each.counts)), len(found))
    return list(found[first:])


def good_of(graded: Graded) -> tuple[int, int]:
    """How many were graded good or better, of how many."""
    return sum(graded.counts[:GOOD]), sum(graded.counts)


def percent(part: Number, whole: Number) -> str:
    """A share in words: "41.7%"."""
    return numbers.percent(100 * part / whole)


def _in_words(row: Stack) -> str:
    if not row.total:
        return "none graded"
    parts = [
        f"{numbers.whole(count)} {letters.within(step)}"
        for step, count in zip(GRADES.values(), row.counts, strict=True)
        if count
    ]
    return f"{numbers.join(parts)} of {numbers.whole(row.total)}"


def _row(row: Stack) -> list[Cell]:
    good = sum(row.counts[:GOOD])
    counts: list[Cell] = [amount(count) for count in row.counts]
    return [row.name, *counts, amount(row.total), share(good, row.total)]


def _span(graded: Sequence[Graded]) -> str:
    ends = name(graded[0]), name(graded[-1])
    return ends[0] if len(graded) == 1 else f"{ends[0]} to {ends[1]}"
