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
    each = room / (line.every_point[-1].place - line.points[0].place + line.step)
    for every in range(1, len(named) + 1):
        shown = _with_years(named[(len(named) - 1) % every :: every])
        if _fit(shown, each, size):
            break
    return shown


def _fit(shown: list[tuple[int, str]], each: float, size: float) -> bool:
    """Whether no name touches the next in its line; `each` is the room for a place."""
    for row in (0, 1):
        lines = [(place, tick.split("\n")[row]) for place, tick in shown]
        written = [(place, text) for place, text in lines if text.strip()]
        for (place, text), (further, other) in pairwise(written):
            wide = (theme.breadth(text, size) + theme.breadth(other, size)) / 2
            if (further - place) * each < wide + APART:
                return False
    return True


def _named(line: ChartLine) -> list[tuple[int, str, str]]:
    """Place, first line and second line of each name; a second line holds until the next."""
    found: list[tuple[int, str, str]] = []
    second = ""
    for point in line.every_point:
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
