"""How far a figure is from a published one, and whether closer than a year ago, in a table's cell.

The distance is in points and no test: published figures have no interval.
"""

from collections.abc import Sequence

from litmus.report import wording
from litmus.report.cells import Cell, nothing
from litmus.report.feed import Comparison, Declaration

CLOSER, FURTHER, SAME = "closer", "further away", "as far as before"
MORE_AHEAD, LESS_AHEAD = "further ahead", "less far ahead"


def travelled(
    declaration: Declaration, ours: Sequence[float | None], theirs: Comparison | None
) -> Cell:
    """One comparator in a cell: "83.4%: 4.5 points behind, closer"; of other years it says which.

    `ours` are the values now and a year ago.
    """
    now, before = ours
    if theirs is None:
        return nothing("not published")
    value = wording.value(declaration, theirs.value)
    if now is None:
        return value
    gap = wording.difference(declaration, now, theirs.value)
    better = wording.better(declaration, gap.way)
    side = {True: "ahead", False: "behind", None: "higher" if gap.way > 0 else "lower"}[better]
    said = f"{value}: {gap.short} {side}" if gap.way else f"{value}: the same"
    if before is None or theirs.before is None:
        return said
    was = wording.difference(declaration, before, theirs.before)
    return f"{said}, {_way(better, wording.better(declaration, was.way), gap.gap, was.gap)}"


def _way(now: bool | None, before: bool | None, gap: float, was: float) -> str:
    """What became of a distance: behind, closer is better; ahead, further ahead is."""
    if now is not None and before is not None and now != before and gap and was:
        return "was ahead" if before else "was behind"
    if abs(gap) == abs(was):
        return SAME
    if abs(gap) < abs(was):
        return LESS_AHEAD if now and gap else CLOSER
    return MORE_AHEAD if now else FURTHER
