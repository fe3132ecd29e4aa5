"""Figures: the one table that every report, chart and sentence reads.

A figure is one computed value: an indicator in a window, for the whole council or a group, with
what it has to be compared with and how far it can be trusted.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from litmus import indicators as declared
from litmus.base import settings
from litmus.base.periods import Period, window_ending
from litmus.figures import judging, table, trust, windows
from litmus.figures.csv_file import read_csv, read_rows, write_csv, write_rows
from litmus.figures.figure import COLUMNS, Figure
from litmus.figures.table import Row, headline, headlines, history
from litmus.indicators import Indicator, Why, engine
from litmus.indicators import population as children
from litmus.indicators.breakdowns import tables_to_group_by
from litmus.intake.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "Figure",
    "for_report",
    "headline",
    "headlines",
    "history",
    "published",
    "read_csv",
    "read_rows",
    "why",
    "write_csv",
    "write_rows",
]

OFTEN = 5  # indicators that read a table


@dataclass(frozen=True)
class Comparison:
    """A published figure that stands beside one's own: whose and of when, and its value."""

    label: str
    value: float


@dataclass(frozen=True)
class Reported:
    """The figures of a report, one row each with the keys `COLUMNS`.

    `left_out` says, by indicator, how many cases its headline figure leaves out for which reason.
    """

    rows: list[Row]
    left_out: dict[str, dict[str, int]]

    @cached_property
    def table(self) -> "pd.DataFrame":
        """The rows as a pandas table, with the columns `COLUMNS` in that order."""
        return table.table(self.rows)


def for_report(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    reach: settings.History = windows.USUAL,
    beside: Iterable[str] = (),
) -> Reported:
    """Every figure that a report of this period needs.

    One row an indicator, window, breakdown and group: each indicator in the last months and
    quarters that `reach` asks for (13 and 8) and, where it counts events, 13 rolling years; the
    whole first, then its groups. Those named in `beside` have the whole alone, in the windows that
    are compared. `project` holds the council's settings. Raises UsageError for an unknown indicator
    or setting.
    """
    brief = tuple(beside)
    indicators = declared.chosen([*codes, *brief], settings.indicator_parameters(project))
    council = settings.council(project)
    of_sample = _is_sample(snapshot)
    compared = {each.code: windows.compared(each, period) for each in indicators}
    wanted = {
        each.code: compared[each.code] if each.code in brief else windows.of(each, period, reach)
        for each in indicators
    }
    groups_in = wanted if reach.groups else compared
    grouped = {code: () if code in brief else found for code, found in groups_in.items()}
    obstacle, status = trust.of(snapshot, council)
    judge = judging.Aims.read(project, indicators, own=council.sample == of_sample).judge
    before = windows.before(period)
    with snapshot.connect(held=_often_read(indicators)) as connection:
        connection.execute("SET threads = 1")  # each: as many queries run as there are processors
        population = children.read(connection, council, of_sample)

        def figures(indicator: Indicator) -> list[Row]:
            with connection.cursor() as own:
                rows = engine.counted(own, [indicator], wanted, population, obstacle, grouped)
            return table.complete(rows, {indicator.code: indicator}, judge, status, before)

        rows = [row for found in _side_by_side(figures, indicators) for row in found]
    return Reported(rows, _left_out(rows, {each.code: each for each in indicators}, period.end))


def _left_out(
    rows: Iterable[Row], indicators: Mapping[str, Indicator], end: date
) -> dict[str, dict[str, int]]:
    return {
        row["indicator"]: row["left_out"]
        for row in rows
        if row["breakdown"] == engine.ALL and row["window_end"] == end
        if row["window"] == indicators[row["indicator"]].window and row["left_out"]
    }


def published(project: Path, codes: Iterable[str], end: date) -> dict[str, list[Comparison]]:
    """For each of these indicators what is published beside a figure that ends on `end`.

    Of the latest year that is not after it: England first, then regions, then neighbours.
    """
    every = settings.benchmarks(project)
    return {
        code: [Comparison(each.label, each.value) for each in judging.latest(every, code, end)]
        for code in codes
    }


def why(
    snapshot: Snapshot, period: Period, code: str, project: Path
) -> tuple[Why | None, str | None]:
    """How the headline figure of an indicator came about, or None and the reason why there is none.

    Its window is the indicator's own, ending with the period. Raises UsageError as `for_report`.
    """
    indicator = declared.find(code, settings.indicator_parameters(project))
    window = window_ending(indicator.window, period.end)
    council = settings.council(project)
    obstacle, trusted = trust.of(snapshot, council)
    if why_not := obstacle(indicator, window):
        return None, why_not
    connection = snapshot.connect()
    try:
        population = children.read(connection, council, _is_sample(snapshot))
        found = declared.why(connection, indicator, window, population)
        status, said = trusted(indicator, window)
        reasons = [part for part in (found.reason, said) if part]
        return replace(found, status=status, reason="; ".join(reasons) or None), None
    finally:
        connection.close()


def _often_read(indicators: Iterable[Indicator]) -> set[str]:
    """The tables that many of these indicators read, for their groups or their days too."""
    read = Counter(table for each in indicators for table in each.tables)
    often = {table for table, number in read.items() if number >= OFTEN}
    return often | tables_to_group_by() | {"ref_calendar"}


def _side_by_side(
    figures: Callable[[Indicator], list[Row]], indicators: Sequence[Indicator]
) -> list[list[Row]]:
    """What `figures` gives for each indicator, in their order.

    The query of one council is too small to be shared between processors.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as counting:
        return list(counting.map(figures, indicators))


def _is_sample(snapshot: Snapshot) -> bool:
    return bool(snapshot.manifest["source"]["kind"] == "sample")
