"""What an indicator is: words for people, and SQL over the standard tables for the engine.

An indicator counts cases. `Events` are cases that happen on a day and are counted in a window of
days; a `StateAt` takes the cases open at the end of the snapshot date S. Both say in plain,
portable SQL which rows are cases, which of them the denominator leaves out and why, and which the
numerator counts. The engine adds windows, breakdowns and totals; nothing else is added.

`:name` in the SQL is a whole number that a council may set (params/indicators.yml), where the
standard is a local one; `{name}` is the same number in the words. A setting whose value is True or
False is a switch: 1 or 0 in the SQL.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from litmus.base.breakdowns import BREAKDOWNS, ON_REQUEST
from litmus.indicators import reads
from litmus.indicators.days import Days
from litmus.indicators.worklist import Worklist

Kind = Literal["count", "percentage", "rate", "mean", "median"]
Polarity = Literal["higher", "lower", "neutral"]
# Which cases a list is of: those that the numerator counts, those of the denominator, or those that
# the standard is not met for.
Side = Literal["numerator", "denominator", "outside"]

# Made by Litmus for every snapshot or query, so never a reason why a figure is not available.
ALWAYS_THERE = frozenset({"ref_calendar", "ref_bank_holiday", "snapshots"})
# Tables made for one purpose: where such a one has rows, what may stand in for it is not looked at.
LOCAL = "ext_"
NO_TEAM = NO_PERSON = "CAST(NULL AS VARCHAR(48))"
# What a heading says in other words: it stays when a setting changes.
WITHIN = re.compile(r" within \{\w+\} (working )?days")
# Where the words of an indicator may name its parameters.
WORDS = ("name", "numerator", "denominator", "working_days")


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The rows that an indicator counts.

    rows: what stands after FROM. A snapshot reads `snapshots s`: `s.day` is S and
        `s.working_day` its running working-day number. So do events that depend on what had
        happened by S.
    where: the rows that are considered at all; the others are no cases.
    excluded: plain reason -> condition. A case that meets one is left out of numerator and
        denominator and counted under the first reason that applies.
    numerator: the cases that the numerator counts; empty means all of them.
    amount, weight: what such a case adds to the numerator, and what every case adds to the
        denominator (days for a mean of days, full-time equivalents for staff).
    person, team: whose case it is, and the row's own team if it names one.
    stand_ins: plain words -> rows after FROM that hold `s.day` for each S at which something
        stands in for what the definition asks for. A figure of such a day says so.
    one_per: what makes rows the same case; empty where every row is a case. Of several rows that
        are not excluded the first by `prefer` gives the team (needed where rows have a team of
        their own); the numerator counts the case when it counts one of them.
    """

    rows: str
    person: str
    team: str = NO_TEAM
    where: str = ""
    excluded: Mapping[str, str] = field(default_factory=dict)
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    numerator: str = ""
    amount: str = "1"
    weight: str = "1"
    one_per: str = ""
    prefer: str = ""

    @property
    def day(self) -> str:
        """SQL of the day on which a case counts, and on which its age and team are looked up."""
        raise NotImplementedError

    @property
    def as_known_on_s(self) -> bool:
        """Whether events are read as they were known on S, so that each S is a query of its own."""
        return isinstance(self, Events) and "snapshots s" in self.rows

    @property
    def alike(self) -> bool:
        """Whether all rows of a case have the same person and team: none, and who it is one per."""
        return self.one_per == self.person and self.team == NO_TEAM

    @property
    def sql(self) -> str:
        """All SQL of the declaration as one query over its rows, a column for each part of it."""
        parts = {
            "day": self.day,
            "person": self.person,
            "team": self.team,
            "one_per": self.one_per,
            "prefer": _order_expression(self.prefer),
            "numerator": self.numerator,
            "amount": self.amount,
            "weight": self.weight,
            **{f"excluded_{n}": each for n, each in enumerate(self.excluded.values(), 1)},
        }
        given = ",\n    ".join(f"({each}) AS {name}" for name, each in parts.items() if each)
        where = f"\nWHERE {self.where}" if self.where else ""
        return f"SELECT {given}\nFROM {self.rows}{where}"

    @cached_property
    def reads(self) -> dict[str, frozenset[str]]:
        """The `table.column` that each part of a figure stands on: see `litmus.indicators.reads`.

        `DAY` is that of an event. A table of which only the rows count is `table.`.
        """
        found = reads.columns(self.sql)
        left_out = [each for name, each in found.items() if name.startswith("excluded_")]
        none = reads.NONE
        rows = found[""] | found["day"] | found.get("one_per", none)
        return {
            reads.DAY: _source_tables(found["day"]),
            reads.ROWS: _source_tables(rows),
            reads.EXCLUDED: _source_tables(none.union(*left_out)),
            reads.NUMERATOR: _source_tables(found.get("numerator", none) | found["amount"]),
            reads.DENOMINATOR: _source_tables(found["weight"]),
            reads.TEAM: _source_tables(found["team"] | found.get("prefer", none)),
            reads.PERSON: _source_tables(found["person"]),
        }


def _order_expression(by: str) -> str:
    """What rows are ordered by, as an expression."""
    return f"ROW_NUMBER() OVER (ORDER BY {by})" if by else ""


def _source_tables(names: frozenset[str]) -> frozenset[str]:
    """Those of tables that a source gives."""
    return frozenset(name for name in names if name.partition(".")[0] not in ALWAYS_THERE)


@dataclass(frozen=True, kw_only=True)
class Events(Cases):
    """Cases that happen on the day `on` and count in every window that holds it."""

    on: str

    @property
    def day(self) -> str:
        """SQL of the day of the event."""
        return self.on


@dataclass(frozen=True, kw_only=True)
class StateAt(Cases):
    """Cases as they stand at the end of S, the last day of a window."""

    @property
    def day(self) -> str:
        """S itself."""
        return "s.day"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One declared measure of the performance book.

    kind: a percentage is 100 x numerator / denominator, a rate is per 10,000 children of the whole
        population, a mean is numerator / denominator, a count is the numerator alone. A median is
        that of the amounts of the cases that count; it has no numerator, and the whole alone.
    pattern: "events in period", "snapshot at period end" or "cohort", as the catalogue says.
    services: the codes of those whose work it is. unit: what is counted. window: the window of its
        headline figure.
    numerator, denominator: the same in words. source: whose definition it is.
    parameters: the whole numbers that its SQL and words name, with the values in use.
    history_months: how far before its window (before S) an indicator looks back.
    optional: tables that make it better and are not needed for it.
    one_of: tables of which one is enough; the local one (ext_) is read where it has rows.
    breakdowns: the groupings that it has beside the whole: every one that there is.
    of: the code of the indicator that it is a drill-down of, or "".
    on_request: whether such a one stands only where the settings of a report name it.
    heading: the name without the numbers of its settings, as a template's heading says it.
    short: a name of at most 30 letters, where there is no room for more; empty of drill-downs.
    follow_up_months: how long after a case something still counts for it. Until then a figure is
        not complete: better or worse is not said of it.
    days: how many days its cases took, where its numerator counts those within a limit.
    worklist: what a list of its cases says of each.
    """

    code: str
    name: str
    theme: str
    services: tuple[str, ...]
    kind: Kind
    pattern: str
    unit: str
    window: str
    polarity: Polarity
    key_questions: tuple[str, ...]
    numerator: str
    denominator: str = ""
    source: str
    working_days: str = ""
    notes: str = ""
    cases: Cases
    parameters: Mapping[str, int] = field(default_factory=dict)
    history_months: int = 0
    optional: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()
    breakdowns: Collection[str] = field(default_factory=BREAKDOWNS.keys)
    of: str = ""
    on_request: bool = False
    heading: str = ""
    short: str = ""
    follow_up_months: int = 0
    days: Days | None = None
    worklist: Worklist = field(default_factory=Worklist)

    def with_parameters(self, values: Mapping[str, int]) -> "Indicator":
        """The indicator with these values for its parameters, in its SQL and in its words."""
        parameters = {**self.parameters, **values}
        words = {name: getattr(self, name).format_map(parameters) for name in WORDS}
        heading = self.heading or WITHIN.sub(" on time", self.name)
        listed = self.worklist.with_words(parameters)
        return replace(self, parameters=parameters, heading=heading, worklist=listed, **words)

    @cached_property
    def tables(self) -> list[str]:
        """The standard tables that its SQL reads, in alphabetical order."""
        named = frozenset().union(*self.cases.reads.values())
        return sorted({name.partition(".")[0] for name in named})

    @cached_property
    def stands_on(self) -> dict[str, frozenset[str]]:
        """The columns (`table.column`) that its figure stands on, each with the parts of it that
        they bear on. What only groups are made by is not among them."""
        parts = {part: self.cases.reads[part] for part in reads.FIGURE}
        named = sorted(frozenset().union(*parts.values()))
        return {
            name: frozenset(part for part, names in parts.items() if name in names)
            for name in named
            if not name.endswith(".")
        }

    @property
    def needs(self) -> list[str]:
        """The tables without which there is no figure, each of them."""
        return [table for table in self.tables if table not in self.optional | self.one_of]

    @property
    def groupings(self) -> tuple[str, ...]:
        """Its breakdowns, and those that are counted where they are asked for by name.

        Cases of children have a worker; posts are no cases of theirs.
        """
        of_children = "age_band" in self.breakdowns
        return (*self.breakdowns, *ON_REQUEST) if of_children else tuple(self.breakdowns)

    @property
    def listed(self) -> Side | None:
        """Which of its cases its list is of; None where its cases are posts, which have no list.

        Where higher is better, those that fall short; of a mean of days or a median, all that it is
        of.
        """
        if self.cases.person == NO_PERSON and not self.worklist.worker:
            return None
        if self.kind == "percentage" and self.polarity == "higher":
            return "outside"
        of_all = self.kind == "median" or (self.kind == "mean" and self.cases.weight == "1")
        return "denominator" if of_all else "numerator"

    @property
    def not_for_a_day(self) -> str:
        """Why a report of a day cannot list its cases; "" where it can."""
        if self.listed is None:
            return f"{self.code} counts posts and not cases: it has no worklist."
        said = self.worklist
        if isinstance(self.cases, StateAt) and (said.due or said.at_once or said.all_open):
            return ""
        return (
            f"{self.code} has no open case that falls due on a day, so that none can be overdue. "
            "Expected one such as ASM03, CPP05 or LAC04."
        )

    @property
    def counts_cases(self) -> bool:
        """Whether numerator and denominator are numbers of cases, not sums of something."""
        return self.cases.amount == "1" and self.cases.weight == "1"
