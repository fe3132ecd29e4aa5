"""Computing figures: those of a report, in all windows and groups that it shows.

The same for the whole council and for a service, a team or a worker group of it.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from litmus import indicators as declared
from litmus.base.breakdowns import BREAKDOWNS, groupings
from litmus.base.errors import UsageError
from litmus.base.history import History
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope, by_kind
from litmus.figures import scoped, table, windows
from litmus.figures.computation import Computation, days_of_each, figures_of_each
from litmus.figures.days import DaysTaken
from litmus.figures.table import Row
from litmus.figures.windows import Wanted
from litmus.indicators import Indicator, engine
from litmus.indicators.breakdowns import tables_to_group_by
from litmus.indicators.parameters import read_parameters
from litmus.intake.snapshot import Snapshot

if TYPE_CHECKING:
    import pandas as pd

OFTEN = 5  # indicators that read a table
SHARES = ("percentage", "mean")
Asked = TypeVar("Asked")
Found = TypeVar("Found")


@dataclass(frozen=True)
class Reported:
    """The figures of a report, one row each with the keys `COLUMNS`; those of less than the whole
    council say in `scope` whose they are.

    `left_out` says, by indicator, how many cases its headline figure leaves out for which reason.
    `indicators` are those of the report as they were counted for its period and scope. `days` say
    how long the cases of an indicator took, now and a year ago.
    """

    rows: list[Row]
    left_out: dict[str, dict[str, int]]
    indicators: tuple[Indicator, ...] = ()
    days: Mapping[str, tuple[DaysTaken, ...]] = field(default_factory=dict)

    @cached_property
    def table(self) -> "pd.DataFrame":
        """The rows as a pandas table, with the columns `COLUMNS` in that order."""
        return table.table(self.rows)


def for_report(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    reach: History = windows.USUAL,
    beside: Iterable[str] = (),
    scope: Scope = COUNCIL_WIDE,
    by: Collection[str] | None = None,
) -> Reported:
    """Every figure that a report of this period needs.

    One row an indicator, window, breakdown and group: each indicator in the last months and
    quarters that `reach` asks for (13 and 8) and, where it counts events, 13 rolling years; the
    whole first, then its groups of the breakdowns `by`. Those named in `beside` have the whole
    alone, in the windows that are compared. `project` holds the council's settings; the whole is
    what `scope` says. Raises UsageError for an unknown indicator, setting, service or team.
    """
    found = for_scopes(snapshot, period, codes, project, [scope], reach, beside, by)
    return found[scope]


def for_scopes(
    snapshot: Snapshot,
    period: Period,
    codes: Iterable[str],
    project: Path,
    scopes: Sequence[Scope],
    reach: History = windows.USUAL,
    beside: Iterable[str] = (),
    by: Collection[str] | None = None,
) -> dict[Scope, Reported]:
    """What `for_report` gives, of each of several scopes.

    Cases are put into groups once for all scopes of a kind: that is most of the work, and forty
    teams take little longer than one.
    """
    listed, brief = tuple(codes), tuple(beside)
    found: dict[Scope, Reported] = {}
    for alike in by_kind(scopes):
        asked = indicators([*listed, *brief], project, period, alike[0], by)
        short = [code.upper() for code in brief]
        counted_in = windows.report_windows(asked, short, period, reach)
        shown = {each.code for each in asked if each.code not in brief and each.days}
        found |= _of_kind(snapshot, project, period, alike, asked, counted_in, shown)
    return found


def _of_kind(
    snapshot: Snapshot,
    project: Path,
    period: Period,
    scopes: Sequence[Scope],
    asked: Sequence[Indicator],
    counted_in: tuple[Wanted, Wanted],
    shown: Collection[str],
) -> dict[Scope, Reported]:
    """The figures of scopes of one kind, and how long cases took of the indicators `shown`."""
    basis = Computation.of(snapshot, project, asked, period, scopes[0])
    with snapshot.connect(held=_often_read(asked, scopes[0])) as connection:
        connection.execute("SET threads = 1")  # each: as many queries run as there are processors
        several = basis.about_each(scopes, connection)

        def figures(indicator: Indicator) -> dict[Scope, list[Row]]:
            with connection.cursor() as own:
                return figures_of_each(several, own, indicator, *counted_in)

        counted = side_by_side(figures, asked)
        lasting = [each for each in asked if each.code in shown]
        took = {each.code: days_of_each(several, connection, each) for each in lasting}
    by_code = {each.code: each for each in asked}
    found = {}
    for scope in scopes:
        rows = [row for each in counted for row in each[scope]]
        left_out = _left_out(rows, by_code, period.end)
        days_taken = {code: each[scope] for code, each in took.items()}
        found[scope] = Reported(rows, left_out, tuple(asked), days_taken)
    return found


def indicators(
    codes: Iterable[str],
    project: Path,
    period: Period,
    scope: Scope = COUNCIL_WIDE,
    by: Collection[str] | None = None,
) -> list[Indicator]:
    """These indicators as they are counted for a report of a period and a scope.

    With groups of the breakdowns `by`; where it is None, of those that every indicator has. Raises
    UsageError for an unknown indicator, setting or breakdown.
    """
    groups = BREAKDOWNS if by is None else check_breakdowns(by)
    found = declared.select(codes, read_parameters(project))
    return [scoped.restate(windows.in_own_window(each, period), scope, groups) for each in found]


def check_breakdowns(by: Iterable[str]) -> list[str]:
    """The breakdowns named. Raises UsageError that lists them for one that does not exist."""
    names, known = list(by), groupings()
    for name in names:
        if name not in known:
            raise UsageError(f"There is no breakdown {name!r}: expected {', '.join(known)}.")
    return names


def _left_out(
    rows: Iterable[Row], indicators: Mapping[str, Indicator], end: date
) -> dict[str, dict[str, int]]:
    return {
        row["indicator"]: row["left_out"]
        for row in rows
        if row["breakdown"] == engine.ALL and row["window_end"] == end
        if row["window"] == indicators[row["indicator"]].window and row["left_out"]
    }


def _often_read(asked: Sequence[Indicator], scope: Scope) -> set[str]:
    """The tables that many of these indicators read, for their groups or their days too."""
    read = Counter(table for each in asked for table in each.tables)
    often = {table for table, number in read.items() if number >= OFTEN}
    grouped = {name for each in asked for name in each.breakdowns} | {scope.kind}
    return often | tables_to_group_by(grouped) | {"ref_calendar"}


def side_by_side(ask: Callable[[Asked], Found], asked: Sequence[Asked]) -> list[Found]:
    """What `ask` gives for each of what is asked, such as indicators, in their order.

    The query of one council is too small to be shared between processors.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as counting:
        return list(counting.map(ask, asked))
