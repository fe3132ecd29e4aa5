"""The whole table of figures of a period, for other tools: every indicator in its own window."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus import indicators as declared
from litmus.base.breakdowns import BREAKDOWNS
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.base.windows import window_ending
from litmus.figures.computation import Computation
from litmus.figures.computing import check_breakdowns, indicators
from litmus.figures.csv_file import write_csv
from litmus.figures.table import table as typed
from litmus.intake.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_breakdowns", "table", "write_csv"]

Connect = Callable[[Snapshot], Any]


def table(
    snapshot: Snapshot,
    period: Period,
    project: Path,
    codes: Iterable[str] | None = None,
    by: Collection[str] | None = None,
    last: int = 0,
    connect: Connect = Snapshot.connect,
    scope: Scope = COUNCIL_WIDE,
) -> pd.DataFrame:
    """The figures of `codes` (every indicator if None) in their own windows: those of the
    catalogue, or a week or a day where `period` is one (`litmus.figures.windows.in_own_window`).

    One row an indicator, window and group, with the columns of `litmus.figures.COLUMNS`: the
    window that ends with `period`, and those that end with each of the `last` periods before it,
    oldest first; the whole (breakdown and group "all") and the groups of the breakdowns `by`
    (every one that is always counted if None). The whole is what `scope` says, and a column says so
    where it is not the council.
    Signals need a longer history of separate months or quarters and are empty here. `connect`
    opens the engine. Raises UsageError for an unknown indicator, setting, breakdown or scope.
    """
    grouped = BREAKDOWNS if by is None else by
    asked = indicators(codes or declared.catalogue(), project, period, scope, grouped)
    ends = _ends(period, last + 1)  # the one before the first is what the first is compared with
    wanted = {each.code: [window_ending(each.window, end) for end in ends] for each in asked}
    basis = Computation.of(snapshot, project, asked, period, scope)
    with connect(snapshot) as connection:
        basis = basis.on(connection)
        rows = [row for each in asked for row in basis.figures(connection, each, wanted)]
    return typed(row for row in rows if row["window_end"] != ends[0])


def _ends(period: Period, earlier: int) -> list[date]:
    """The last days of a period and of as many before it, oldest first."""
    ends = [period.end]
    for _ in range(earlier):
        period = period.previous()
        ends.append(period.end)
    return ends[::-1]
