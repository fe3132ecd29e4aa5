"""What is asked of the quality assurance tables: a period, perhaps one service or team."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from litmus.base.periods import months_in_words
from litmus.base.scope import COUNCIL_WIDE, TEAM, WORKER_GROUP, Scope
from litmus.qa.kinds import titles_of

if TYPE_CHECKING:
    import duckdb

    from litmus.base.periods import Period
    from litmus.intake.snapshot import Snapshot
    from litmus.qa.findings import Vocabulary

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Query:
    """The tables, the period and the one before it of the same kind.

    provided: the tables that the source gave. service: a service's code (such as CIN), or "" for
    all. data_to: the last day that the data speak for; a deadline after it has not passed yet.
    periods: how many periods are asked of together, this one the last of them. words: the words
    of themes and key areas, where they are known. kept: what was asked `once`, of any period.
    scope: whom it is about; of a team or a worker group the tables hold its rows alone, and `whole`
    is the same asked of the council (`litmus.qa.narrowing`). activities: the keys of those that are
    asked of, with the findings and actions that come from them; None for all.
    """

    connection: duckdb.DuckDBPyConnection
    provided: frozenset[str]
    period: Period
    data_to: date
    service: str = ""
    periods: int = 1
    words: Vocabulary | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    scope: Scope = COUNCIL_WIDE
    whole: Query | None = field(default=None, compare=False, repr=False)
    activities: frozenset[str] | None = None

    def asks_of(self, activity: str) -> bool:
        """Whether an activity is asked of; by its title, as findings and actions name it."""
        return self.activities is None or activity in titles_of(self.activities)

    @classmethod
    def of(
        cls,
        connection: duckdb.DuckDBPyConnection,
        snapshot: Snapshot,
        period: Period,
        service: str = "",
    ) -> Query:
        """Of a snapshot that is open on `connection`."""
        return cls(connection, frozenset(snapshot.provided), period, snapshot.data_to, service)

    @property
    def start(self) -> date:
        """The first day asked of."""
        return self.earlier(self.periods - 1)[0].start if self.periods > 1 else self.period.start

    @property
    def end(self) -> date:
        """The last day of the period."""
        return self.period.end

    def earlier(self, periods: int) -> list[Period]:
        """So many periods of the same kind before this one, oldest first."""
        found: list[Period] = []
        period = self.period
        for _ in range(periods):
            period = period.previous()
            found.insert(0, period)
        return found

    def before(self) -> Query:
        """The same asked of the period before; of as many periods before."""
        return replace(self, period=self.earlier(self.periods)[0])

    def everywhere(self) -> Query:
        """The same asked of the whole council."""
        whole = self.whole or self
        return replace(
            whole, period=self.period, periods=self.periods, service="", scope=COUNCIL_WIDE
        )

    def holds(self, services: Collection[str], teams: Collection[str]) -> bool:
        """Whether a duty or a team is asked about that is of these services and teams."""
        if self.scope.kind == TEAM:
            return self.scope.group in teams
        if self.scope.kind == WORKER_GROUP:
            return False
        return not self.service or self.service in services

    def absent(self, *tables: str) -> str:
        """Why an activity is not counted that needs these tables, in a sentence."""
        if self.whole is not None and self.whole.has(*tables):
            return f"This is not recorded by {self.scope.kind.replace('_', ' ')}."
        names = " and ".join(table for table in tables if not self.has(table))
        return f"The data have no table {names}."

    def teams(self) -> dict[str, str]:
        """The names of teams by code."""
        if not self.has("ssd_department"):
            return {}
        return dict(self.rows("SELECT dept_team_id, dept_team_name FROM ssd_department"))

    def theme(self, words: str | None) -> str:
        """The title of the theme that words name, the words themselves where they name none."""
        from litmus.qa.vocabulary import normalise

        if not words:
            return "Not recorded"
        known = self.words.themes if self.words else {}
        code = normalise(words, known)
        return known[code].title if code else words

    def once(self, what: Hashable, ask: Callable[[], Kept]) -> Kept:
        """What `ask` gives, kept for all who ask `what` of these tables. Nobody may change it."""
        if what not in self.kept:
            self.kept[what] = ask()
        kept: Kept = self.kept[what]
        return kept

    def has(self, *tables: str) -> bool:
        """Whether the source gave all of these tables."""
        return self.provided.issuperset(tables)

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query; `?` stands for each of the values in turn."""
        return self.connection.execute(sql, list(values)).fetchall()

    def dictionaries(self, sql: str, *values: Any) -> Sequence[dict[str, Any]]:
        """The rows of a query by name of column."""
        found = self.connection.execute(sql, list(values))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def months(asked: Query) -> str:
    """The first and the last month asked of: "October 2015 to March 2016"."""
    return months_in_words(asked.start, asked.end)
