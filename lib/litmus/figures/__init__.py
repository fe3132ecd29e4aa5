"""Figures: the one table that every report, chart and sentence reads.

A figure is one computed value: an indicator in a window, for the whole council or a group, with
what it has to be compared with and how far it can be trusted (design.md, section 5).
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from litmus import indicators as declared
from litmus import settings
from litmus.figures import judging, trust, windows
from litmus.figures.table import COLUMNS, headline, history, read_csv, write_csv
from litmus.indicators import Indicator, Why, engine
from litmus.indicators import population as children
from litmus.periods import Period, window_ending
from litmus.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "for_report",
    "headline",
    "history",
    "left_out",
    "published",
    "read_csv",
    "why",
    "write_csv",
]


Counted = TypeVar("Counted")


@dataclass(frozen=True)
class Comparison:
    """A published figure that stands beside one's own: whose and of when, and its value."""

    label: str
    value: float


def for_report(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    reach: settings.History = windows.USUAL,
    beside: Iterable[str] = (),
) -> "pd.DataFrame":
    """Every figure that a report of this period needs, with the columns `COLUMNS` in that order.

    One row an indicator, window, breakdown and group: each indicator in the last months and
    quarters that `reach` asks for (13 and 8) and, where it counts events, 13 rolling years; the
    whole first, then its groups. Those named in `beside` have the whole alone, in the windows that
    are compared. `project` holds the council's settings. Raises UsageError for an unknown indicator
    or setting.
    """
    from litmus.figures import table

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
    obstacle = trust.obstacle(snapshot)
    with snapshot.connect() as connection:
        population = children.read(connection, council, of_sample)

        def count(indicator: Indicator) -> list[engine.Row]:
            with connection.cursor() as own:
                return engine.counted(own, [indicator], wanted, population, obstacle, grouped)

        counted = _side_by_side(count, indicators)
    aims = judging.Aims.read(project, indicators, own=council.sample == of_sample)
    return table.complete(
        [row for rows in counted for row in rows],
        {each.code: each for each in indicators},
        judge=aims.judge,
        trust=trust.of(snapshot, council),
        before=windows.before(period),
    )


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
    obstacle = trust.obstacle(snapshot)(indicator, window)
    if obstacle:
        return None, obstacle
    connection = snapshot.connect()
    try:
        population = children.read(connection, settings.council(project), _is_sample(snapshot))
        return declared.why(connection, indicator, window, population), None
    finally:
        connection.close()


def left_out(
    snapshot: Snapshot, period: Period, codes: Iterable[str], project: Path
) -> dict[str, dict[str, int]]:
    """For each indicator with a headline figure, the cases that it leaves out, by plain reason."""
    obstacle, of_sample = trust.obstacle(snapshot), _is_sample(snapshot)
    indicators = declared.chosen(codes, settings.indicator_parameters(project))
    wanted = {each.code: window_ending(each.window, period.end) for each in indicators}
    asked = [i for i in indicators if i.cases.excluded and not obstacle(i, wanted[i.code])]
    with snapshot.connect() as connection:
        population = children.read(connection, settings.council(project), of_sample)

        def count(indicator: Indicator) -> dict[str, int]:
            with connection.cursor() as own:
                found = declared.why(own, indicator, wanted[indicator.code], population)
            return {reason: n for reason, n in found.excluded.items() if n}

        return {
            indicator.code: excluded
            for indicator, excluded in zip(asked, _side_by_side(count, asked), strict=True)
        }


def _side_by_side(
    count: Callable[[Indicator], Counted], indicators: Sequence[Indicator]
) -> list[Counted]:
    """What `count` gives for each indicator, in their order.

    For one council most of a query is planning, which DuckDB does on one processor.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as counting:
        return list(counting.map(count, indicators))


def _is_sample(snapshot: Snapshot) -> bool:
    return bool(snapshot.manifest["source"]["kind"] == "sample")
