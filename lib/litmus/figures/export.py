"""The whole table of figures of a period, for other tools: every indicator in its own window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus import indicators as declared
from litmus.base import settings
from litmus.base.breakdowns import BREAKDOWNS
from litmus.base.errors import UsageError
from litmus.base.periods import Period, window_ending
from litmus.figures import judging, trust, windows
from litmus.figures.csv_file import write_csv
from litmus.figures.table import complete
from litmus.figures.table import table as typed
from litmus.indicators import engine
from litmus.indicators import population as children
from litmus.intake.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["checked", "table", "write_csv"]

Connect = Callable[[Snapshot], Any]


def table(
    snapshot: Snapshot,
    period: Period,
    project: Path,
    codes: Iterable[str] | None = None,
    by: Iterable[str] | None = None,
    last: int = 0,
    connect: Connect = Snapshot.connect,
) -> pd.DataFrame:
    """The figures of `codes` (every indicator if None) in their catalogue windows.

    One row an indicator, window and group, with the columns of `litmus.figures.COLUMNS`: the
    window that ends with `period`, and those that end with each of the `last` periods before it,
    oldest first; the whole (breakdown and group "all") and the groups of the breakdowns `by`
    (every one if None).
    Signals need a longer history of separate months or quarters and are empty here. `connect`
    opens the engine. Raises UsageError for an unknown indicator, setting or breakdown.
    """
    chosen = checked(BREAKDOWNS if by is None else by)
    parameters = settings.indicator_parameters(project)
    indicators = declared.chosen(codes or declared.catalogue(), parameters)
    council, of_sample = settings.council(project), snapshot.manifest["source"]["kind"] == "sample"
    ends = _ends(period, last + 1)  # the one before the first is what the first is compared with
    wanted = {i.code: [window_ending(i.window, end) for end in ends] for i in indicators}
    obstacle, status = trust.of(snapshot, council)
    with connect(snapshot) as connection:
        population = children.read(connection, council, of_sample)
        counted = engine.counted(connection, indicators, wanted, population, obstacle)
    rows = [row for row in counted if row["breakdown"] in {engine.ALL, *chosen}]
    completed = complete(
        rows,
        {each.code: each for each in indicators},
        judge=judging.Aims.read(project, indicators, own=council.sample == of_sample).judge,
        trust=status,
        before=windows.before(period),
    )
    return typed(row for row in completed if row["window_end"] != ends[0])


def checked(by: Iterable[str]) -> list[str]:
    """The breakdowns named. Raises UsageError that lists them for one that does not exist."""
    names = list(by)
    for name in names:
        if name not in BREAKDOWNS:
            raise UsageError(f"There is no breakdown {name!r}: expected {', '.join(BREAKDOWNS)}.")
    return names


def _ends(period: Period, earlier: int) -> list[date]:
    """The last days of a period and of as many before it, oldest first."""
    ends = [period.end]
    for _ in range(earlier):
        period = period.previous()
        ends.append(period.end)
    return ends[::-1]
