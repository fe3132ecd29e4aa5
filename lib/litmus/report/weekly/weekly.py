"""What a notebook may call of a week: `report.weekly`.

The lists are those of the daily report, as they stood at the end of the week and beside those of
the week before.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from litmus.base.scope import TEAM, Scope
from litmus.report import where
from litmus.report.bundle import ChartCell, ItemsCell, Several
from litmus.report.components import Statement
from litmus.report.coverage import Coverage, not_in_source
from litmus.report.daily import changes, lists
from litmus.report.daily.daily import RULES, Daily
from litmus.report.feed import Context, DayLists, Figure
from litmus.report.lookup import Figures
from litmus.report.weekly import due, front, page, weeks
from litmus.report.weekly.weeks import WeekStanding


class Weekly(Daily):
    """A week. Each method returns something to show; none changes anything."""

    def __init__(
        self, found: DayLists, rows: Sequence[Figure], asked_for: Context, coverage: Coverage
    ) -> None:
        """`coverage` is what the source can speak to of all that is `asked_for`."""
        declared, own = weeks.as_numbers(coverage.context, rows)
        figures = Figures(own, asked_for.period.end, asked_for.team_names)
        super().__init__(found, figures, asked_for)
        self._coverage = coverage
        self._fed = replace(coverage.context, declarations=declared)

    def statement(self) -> Statement:
        """The week in a sentence."""
        said = front.sentence(self._standings, self._front, self._fed)
        return Statement(said, large=True)

    def summary(self) -> Several:
        """The first page: going well, of concern, to do; where work stands; what is missing."""
        told = front.blocks(self._standings, self._found, self._front, self._figures)
        return Several(
            [
                *([told] if self._front.known or self._usable else []),
                *self._front.table(),
                *self._front.notices(),
                *not_in_source(self._coverage, whole=False),
            ]
        )

    def indicators(self) -> Several:
        """A row an indicator: 13 weeks as a line, this week, and what became of it."""
        return Several(weeks.overview(self._standings, self._figures, self._fed))

    def in_numbers(self) -> Several:
        """The same 13 weeks as numbers, a column a week."""
        return Several(weeks.in_numbers(self._standings, self._figures, self._fed))

    def indicator(self, code: str) -> Several:
        """One indicator ("ASM02"): the message and its chart of 13 weeks. Nothing where those whom
        the report is about had no case of it, or the source cannot feed it."""
        found = next((each for each in self._standings if each.declaration.code == code), None)
        return Several([] if found is None else page.page(found, self._figures, self._fed))

    def teams(self) -> Several:
        """Which teams stand apart; nothing in a team's own report, or where none is compared."""
        of_team = Scope.parse(self._fed.scope).kind == TEAM
        shown = [] if of_team else where.teams(self._figures, self._fed)
        return Several([each for each in shown if isinstance(each, ChartCell)])

    def by_holder(self, code: str) -> Several:
        """A list ("WFC04") of what is owed to workers: a row a worker, or a team."""
        found = self._list(code)
        declared, work = self._declaration(found), self._found.work
        return Several(lists.by_holder(declared, found, work, self._figures, self._context))

    def changes(self) -> Several:
        """What changed since the week before, in numbers: the lists mark what is new on them."""
        return Several(changes.counts(self._found.work, self._kind, self._naming))

    def due(self) -> Several:
        """Which audits, observations and samples are due, and from whom."""
        return Several(due.due(self._found.due, self._naming))

    def to_mend(self) -> Several:
        """What is to be put right in the records, by cause."""
        return Several(due.to_mend(self._found.to_mend, self._naming))

    def rules(self) -> ItemsCell:
        """How to read the lists; where the figures come from, `report.rules` says."""
        return ItemsCell(RULES)

    @cached_property
    def _standings(self) -> list[WeekStanding]:
        return weeks.read(self._figures, self._fed)

    @property
    def _usable(self) -> bool:
        return any(each.headline.usable for each in self._standings)
