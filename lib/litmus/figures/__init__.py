"""Figures: the one table that every report, chart and sentence reads.

A figure is one computed value: an indicator in a window, for the whole council or a group, with
what it has to be compared with and how far it can be trusted (design.md, section 5).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from litmus import indicators as declared
from litmus import settings
from litmus.figures import judging, trust, windows
from litmus.figures.table import COLUMNS, headline, history, read_csv, write_csv
from litmus.indicators import Why, engine
from litmus.indicators import population as children
from litmus.periods import Period, window_ending
from litmus.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "for_report", "headline", "history", "read_csv", "why", "write_csv"]


def for_report(
    snapshot: Snapshot, period: Period, codes: Iterable[str], project: Path
) -> "pd.DataFrame":
    """Every figure that a report of this period needs, with the columns `COLUMNS` in that order.

    One row an indicator, window, breakdown and group: each indicator in the last 13 months, 8
    quarters and, where it counts events, 13 rolling years; the whole first, then its groups.
    `project` holds the council's settings. Raises UsageError for an unknown indicator or setting.
    """
    from litmus.figures import table

    indicators = declared.chosen(codes, settings.indicator_parameters(project))
    council = settings.council(project)
    of_sample = _is_sample(snapshot)
    wanted = {each.code: windows.of(each, period) for each in indicators}
    connection = snapshot.connect()
    try:
        population = children.read(connection, council, of_sample)
        counted = engine.counted(
            connection, indicators, wanted, population, trust.obstacle(snapshot)
        )
    finally:
        connection.close()
    aims = judging.Aims.read(project, indicators, own=council.sample == of_sample)
    return table.complete(
        counted,
        {each.code: each for each in indicators},
        judge=aims.judge,
        trust=trust.of(snapshot, council),
        before=windows.before(period),
    )


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


def _is_sample(snapshot: Snapshot) -> bool:
    return bool(snapshot.manifest["source"]["kind"] == "sample")
