"""Computing figures: those of a report, in all windows and groups that it shows.

The same for the whole council and for a service, a team or a worker group of it.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from litmus import indicators as declared
from litmus.base.breakdowns import BREAKDOWNS, groupings
from litmus.base.council import Council, read_council
from litmus.base.errors import UsageError
from litmus.base.history import History
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope
from litmus.figures import days, judging, scoped, table, trust, windows
from litmus.figures.days import DaysTaken
from litmus.figures.judging import Aims, Judgement
from litmus.figures.table import Row
from litmus.figures.trust import Obstacle, Trust
from litmus.figures.windows import Wanted
from litmus.indicators import Indicator, Population, engine
from litmus.indicators import population as children
from litmus.indicators.breakdowns import tables_to_group_by
from litmus.indicators.database import Connection
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
    brief = tuple(beside)
    asked = indicators([*codes, *brief], project, period, scope, by)
    wanted, grouped = windows.report_windows(asked, [code.upper() for code in brief], period, reach)
    basis = Computation.of(snapshot, project, asked, period, scope)
    with snapshot.connect(held=_often_read(asked, scope)) as connection:
        connection.execute("SET threads = 1")  # each: as many queries run as there are processors
        basis = basis.on(connection)

        def figures(indicator: Indicator) -> list[Row]:
            with connection.cursor() as own:
                return basis.figures(own, indicator, wanted, grouped)

        rows = [row for found in side_by_side(figures, asked) for row in found]
        shown = [each for each in asked if each.code not in brief]
        took = {each.code: basis.days(connection, each) for each in shown if each.days}
    left_out = _left_out(rows, {each.code: each for each in asked}, period.end)
    return Reported(rows, left_out, tuple(asked), took)


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


@dataclass(frozen=True)
class Computation:
    """What the figures of one snapshot, period and scope are made by: the council's settings, what
    the data allow, the population behind rates, and the day on which a team began."""

    council: Council
    of_sample: bool
    period: Period
    scope: Scope
    aims: Aims
    obstacle: Obstacle
    trust: Trust
    provided: Collection[str]
    population: Population | None = None
    began: date | None = None

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        project: Path,
        asked: Iterable[Indicator],
        period: Period,
        scope: Scope = COUNCIL_WIDE,
    ) -> "Computation":
        """Raises UsageError where the council's settings are wrong."""
        council = read_council(project)
        of_sample = bool(snapshot.manifest["source"]["kind"] == "sample")
        aims = judging.Aims.read(project, asked, own=council.sample == of_sample)
        obstacle, trusted = trust.of(snapshot, council, scope)
        provided = snapshot.provided
        return cls(council, of_sample, period, scope, aims, obstacle, trusted, provided)

    def on(self, connection: Connection) -> "Computation":
        """With the population that the data behind a connection know.

        Raises UsageError where they know of no such service, team or worker group.
        """
        scoped.check(connection, self.provided, self.scope)
        population = children.read(connection, self.council, self.of_sample)
        began = scoped.began(connection, self.provided, self.scope)
        return replace(self, population=population, began=began)

    def figures(
        self,
        connection: Connection,
        indicator: Indicator,
        wanted: Wanted,
        grouped: Mapping[str, Collection[Any]] | None = None,
    ) -> list[Row]:
        """An indicator's figures in its `wanted` windows, with groups in those of `grouped`."""
        rows = engine.exact_rows(
            connection, [indicator], wanted, self.population, self.obstacle, grouped,
            within=self.scope.breakdown,
        )  # fmt: skip
        rows = [row | scoped.before_it_began(row, self.began) for row in rows]
        judge = self._judge(connection, indicator)
        before = windows.before(self.period)
        known = {indicator.code: indicator}
        return table.complete(rows, known, judge, self.trust, before, self.scope)

    def days(self, connection: Connection, indicator: Indicator) -> tuple[DaysTaken, ...]:
        """How long an indicator's cases took, now and a year ago."""
        within = self.scope.breakdown
        return days.of_indicator(connection, indicator, self.period, self.obstacle, within)

    def _judge(self, connection: Connection, indicator: Indicator) -> Callable[..., Judgement]:
        """Beside a scope's own figure stands the whole council's, where both are shares."""
        if not self.scope or indicator.kind not in SHARES:
            return self.aims.judge
        near = {indicator.code: windows.comparison_windows(indicator, self.period)}
        rows = engine.exact_rows(
            connection, [indicator], near, self.population, self.obstacle, {indicator.code: ()}
        )
        council = {(row["window"], row["window_end"]): row["value"] for row in rows}

        def judge(one: Indicator, window: str, end: date, place: str, value: Any) -> Judgement:
            found = self.aims.judge(one, window, end, place, value)
            theirs = council.get((window, end)) if place == self.scope.kind else None
            if theirs is None or value is None:
                return found
            return replace(found, benchmark=theirs, benchmark_label=scoped.THE_COUNCIL)

        return judge


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
