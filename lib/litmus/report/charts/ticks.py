"""Which points of a line are named below it: as many as there is room for."""

from itertools import pairwise

from litmus.report.charts import theme
from litmus.report.charts.line import ChartLine

APART = 5  # points between two names


def shown_ticks(line: ChartLine, room: float, size: float) -> list[tuple[int, str]]:
    """The places that are named, with their names in two lines, when `room` points are to be had.

    The last is named. Of a year the first name that is shown says which it is.
    """
    named = _named(line)
    if not named:
        return []
    span = line.points[-1].place - line.points[0].place + line.step
    each = room / span
    wide = max(theme.breadth(first, size) for _, first, _ in named)
    nearest = min((b[0] - a[0] for a, b in pairwise(named)), default=1)
    every = 1
    while every < len(named) and every * nearest * each < wide + APART:
        every += 1
    return _with_years(named[(len(named) - 1) % every :: every])


def _named(line: ChartLine) -> list[tuple[int, str, str]]:
    """Place, first line and second line of each name; a second line holds until the next."""
    found: list[tuple[int, str, str]] = []
    second = ""
    for point in line.points:
        first, _, own = point.tick.partition("\n")
        second = own.strip() or second
        if first.strip():
            found.append((point.place, first, second))
    return found


def _with_years(named: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """All have two lines, so that all stand at the same height."""
    before, found = " ", []
    for place, first, second in named:
        found.append((place, f"{first}\n{second if second != before else ' '}"))
        before = second
    return found
