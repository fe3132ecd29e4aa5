"""What the figures of a snapshot, a period and a scope are made by, and how they are completed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from litmus.base.council import Council, read_council
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL_WIDE, Scope, within
from litmus.figures import days, judging, scoped, table, trust, windows
from litmus.figures.days import DaysTaken
from litmus.figures.judging import Aims, Judgement
from litmus.figures.table import Row
from litmus.figures.trust import Obstacle, Trust
from litmus.figures.windows import Wanted
from litmus.indicators import Indicator, Population, engine
from litmus.indicators import population as children
from litmus.indicators.database import Connection
from litmus.intake.snapshot import Snapshot

SHARES = ("percentage", "mean")


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

    def about_each(self, scopes: Iterable[Scope], connection: Connection) -> "list[Computation]":
        """The same as `on`, for each of several scopes of one kind."""
        return [replace(self, scope=scope).on(connection) for scope in scopes]

    def figures(
        self,
        connection: Connection,
        indicator: Indicator,
        wanted: Wanted,
        grouped: Mapping[str, Collection[Any]] | None = None,
    ) -> list[Row]:
        """An indicator's figures in its `wanted` windows, with groups in those of `grouped`."""
        return figures_of_each([self], connection, indicator, wanted, grouped)[self.scope]

    def complete(
        self, counted: Iterable[Row], indicator: Indicator, judge: Callable[..., Judgement]
    ) -> list[Row]:
        """What was counted of an indicator with all that it is read beside."""
        rows = [row | scoped.before_it_began(row, self.began) for row in counted]
        before = windows.before(self.period)
        known = {indicator.code: indicator}
        return table.complete(rows, known, judge, self.trust, before, self.scope)

    def judge(self, connection: Connection, indicator: Indicator) -> Callable[..., Judgement]:
        """What gives target and comparison of a figure. Beside a scope's own figure stands the
        whole council's, where both are shares."""
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


def figures_of_each(
    several: Sequence[Computation],
    connection: Connection,
    indicator: Indicator,
    wanted: Wanted,
    grouped: Mapping[str, Collection[Any]] | None = None,
) -> dict[Scope, list[Row]]:
    """An indicator's figures of scopes of one kind, by one query (`Computation.figures`)."""
    one, groups = several[0], [each.scope.breakdown for each in several]
    found = engine.exact_rows_of_each(
        connection,
        indicator,
        wanted,
        within([each.scope for each in several]),
        groups,
        one.population,
        one.obstacle,
        grouped,
    )
    judge = one.judge(connection, indicator)
    return {
        each.scope: each.complete(found[each.scope.breakdown], indicator, judge) for each in several
    }


def days_of_each(
    several: Sequence[Computation], connection: Connection, indicator: Indicator
) -> dict[Scope, tuple[DaysTaken, ...]]:
    """How long an indicator's cases took, now and a year ago, of scopes of one kind."""
    one, groups = several[0], [each.scope.breakdown for each in several]
    found = days.of_each(
        connection,
        indicator,
        one.period,
        one.obstacle,
        within([each.scope for each in several]),
        groups,
    )
    return {each.scope: found[each.scope.breakdown] for each in several}
