"""One list on a page: what is overdue, what comes next, and how many there are by team."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from litmus.base import numbers
from litmus.base.scope import TEAM, Scope
from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.report import sentences, wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded, Statement
from litmus.report.daily import kinds
from litmus.report.feed import HELD, Context, Declaration
from litmus.report.lookup import Figures

# More rows than these wait behind a fold, and the teams are counted above it.
MANY = 30
NOBODY, NO_TEAM, NOT_KNOWN = "nobody", "not recorded", "not known"
CHILD = "Child"
BEHIND = (
    "Every case is in the workbook and on the web page; on paper in the report of its own team."
)


def worklist(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """A list and what its figure says; or why there is none. Nothing where the source has no such
    data, which the first page says, and where a team has no such work."""
    kind, by = kinds.kind_of(declaration), Naming(figures, context)
    parts = _head(declaration, found, work, figures, context)
    if found.overdue:
        parts += by.shown(f"{kind.heading}: overdue on {wording.day(work.day)}", found, True)
    if found.coming:
        until = f"{kind.heading}: due by {wording.day(work.coming_to)}"
        parts += by.shown(until, found, False)
    return parts


def by_holder(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """The same for what is owed to workers rather than to children: a row a worker, or a team; the
    cases behind a fold."""
    kind, by = kinds.kind_of(declaration), Naming(figures, context)
    parts = _head(declaration, found, work, figures, context)
    if not found.overdue and not found.coming:
        return parts
    until = f"due by {wording.day(work.coming_to)}"
    overdue = f"overdue on {wording.day(work.day)}"
    parts.append(by.holders(f"{kind.heading}: {overdue}, and {until}", found))
    lists = ((overdue, found.overdue, True), (until, found.coming, False))
    every: list[Shown] = [
        by.table(f"{kind.heading}: {name}", found, rows, late) for name, rows, late in lists if rows
    ]
    return [*parts, Folded(f"{kind.heading}: every case", every)]


def _head(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """What a list says in a sentence, and what its figure says; or why there is none."""
    kind = kinds.kind_of(declaration)
    if not kinds.is_in_source(found.why_not):
        return []
    if found.why_not:
        return [NoticeCell(f"{kind.heading}: {found.why_not}.")]
    if not found.open and not found.gone:
        return [] if context.scope_name else [Text(f"There are no {kind.many}.")]
    parts: list[Shown] = [Statement(message(kind, found, work)), *_figure(declaration, figures)]
    return [*parts, Text(_late_before(found))] if found.late_before else parts


def message(kind: kinds.Kind, found: CaseList, work: Worklists) -> str:
    """The list in a sentence: "40 single assessments are overdue; 22 more are due by ..."."""
    number, coming = len(found.overdue), len(found.coming)
    is_or_are = "is" if number == 1 else "are"
    said = f"{kind.count(number) if number else f'No {kind.one}'} {is_or_are if number else 'is'} "
    said += "overdue"
    if number and (row := kinds.longest(found.overdue)) and row.left:
        each = "by" if number == 1 else "the longest by"
        said += f", {each} {kinds.days(found, -row.left)}"
    more = " more" if number else ""
    due = f"{numbers.whole(coming)}{more} {'is' if coming == 1 else 'are'}" if coming else ""
    return f"{said}; {due or 'none is'} due by {wording.day(work.coming_to)}."


def _figure(declaration: Declaration, figures: Figures) -> list[Shown]:
    """What the figure of the list says, and whether it can be trusted."""
    figure = figures.headline(declaration)
    said = f"{declaration.name}: {wording.value_and_basis(declaration, figure)}."
    remark = sentences.remark(figure)
    if figure.status == HELD:
        return [NoticeCell(f"{said} {remark}", "warning")]
    return [Text(said)]


def _late_before(found: CaseList) -> str:
    said = [f"{reason} ({numbers.whole(n)})" for reason, n in found.late_before.items()]
    number = sum(found.late_before.values())
    one = "case is" if number == 1 else "cases are"
    return (
        f"{numbers.whole(number)} further {one} not on time in the figure for what was late "
        f"earlier, and not overdue now: {'; '.join(said)}."
    )


class Naming:
    """How rows are printed: with the names of teams, except in a team's own report."""

    def __init__(self, figures: Figures, context: Context) -> None:
        self._figures = figures
        self.scoped = bool(context.scope_name)
        self.of_team = Scope.parse(context.scope).kind == TEAM
        self.then = kinds.Then.of(context)

    def team(self, code: str) -> str:
        """A team as it is called."""
        return self._figures.name(TEAM, code) if code else NO_TEAM

    def in_order(self, rows: Sequence[WorkRow]) -> list[WorkRow]:
        """By team, and within one the earliest day first."""
        return sorted(
            rows,
            key=lambda row: (
                not row.team, self.team(row.team), row.due or date.min, row.identifier, row.worker
            ),
        )  # fmt: skip

    def shown(self, caption: str, found: CaseList, overdue: bool) -> list[Shown]:
        """The table of what is overdue, or of what comes next."""
        rows = found.overdue if overdue else found.coming
        return self.few_or_many(caption, rows, self.table(caption, found, rows, overdue))

    def few_or_many(self, caption: str, rows: Sequence[WorkRow], table: TableCell) -> list[Shown]:
        """A table; of many rows how many each team has, and the table behind a fold. A team's own
        report has the table: there is nobody else in whose report it is.
        """
        if len(rows) <= MANY or self.of_team:
            return [table]
        folded = Folded(f"{caption}: all {numbers.whole(len(rows))}", [table])
        return [self._by_team(caption, rows), folded, Text(BEHIND)]

    def table(
        self, caption: str, found: CaseList, rows: Sequence[WorkRow], overdue: bool
    ) -> TableCell:
        """One row a case."""
        dated = kinds.has_due(found)
        columns = [
            CHILD,
            *self.columns,
            *(("Due", "Over" if overdue else "Left") if dated else ()),
        ]
        columns += ["Why", "New"] if overdue else []
        lines: list[list[Cell]] = [
            [
                row.identifier or NOT_KNOWN,
                *self.who(row),
                *((_due(row), _days(found, row)) if dated else ()),
                *((row.reason, "new" if row.new else "") if overdue else ()),
            ]
            for row in self.in_order(rows)
        ]
        right = frozenset({columns.index("Over" if overdue else "Left")}) if dated else frozenset()
        return TableCell(caption, columns, lines, right=right, dense=True)

    @property
    def columns(self) -> list[str]:
        """The headings of `who`."""
        return ["Worker"] if self.of_team else ["Team", "Worker"]

    def who(self, row: WorkRow) -> list[Cell]:
        """Whose hands a case is in: the team, except in its own report, and the worker."""
        worker = row.worker or NOBODY
        return [worker] if self.of_team else [self.team(row.team), worker]

    def holders(self, caption: str, found: CaseList) -> TableCell:
        """A row a worker in a team's own report, else a row a team: how many cases of theirs are
        overdue, the longest, and how many are due next; those with most overdue first."""
        whose = (lambda row: row.worker) if self.of_team else (lambda row: row.team)
        late, coming = (Counter(map(whose, rows)) for rows in (found.overdue, found.coming))
        rows: list[list[Cell]] = []
        for one in sorted({*late, *coming}, key=lambda each: (-late[each], -coming[each], each)):
            longest = kinds.longest([row for row in found.overdue if whose(row) == one])
            rows.append(
                [
                    (one or NOBODY) if self.of_team else self.team(one),
                    Value(late[one]),
                    _days(found, longest) if longest else nothing("none"),
                    Value(coming[one]),
                ]
            )
        columns = ("Worker" if self.of_team else "Team", "Overdue", "Longest", "Due next")
        return TableCell(caption, columns, rows, right=frozenset({1, 2, 3}), dense=True)

    def _by_team(self, caption: str, rows: Sequence[WorkRow]) -> TableCell:
        counted = Counter(row.team for row in rows)
        new = Counter(row.team for row in rows if row.new)
        oldest = {row.team: row for row in sorted(rows, key=lambda r: r.due or date.max)[::-1]}
        dated = any(row.due for row in rows)
        columns = ["Team", "Number", *(["Earliest due"] if dated else [])]
        columns += ["New"] if new else []
        lines: list[list[Cell]] = [
            [
                self.team(team),
                Value(number),
                *([_due(oldest[team])] if dated else []),
                *([Value(new[team])] if new else []),
            ]
            for team, number in sorted(counted.items(), key=lambda each: (-each[1], each[0]))
        ]
        right = frozenset({1, *({len(columns) - 1} if new else ())})
        return TableCell(f"{caption}, by team", columns, lines, right=right, dense=True)


def _due(row: WorkRow) -> Value:
    return Value(row.due, "day") if row.due else nothing(NOT_KNOWN)


def _days(found: CaseList, row: WorkRow) -> Value:
    """How many days are over or left: "12 working days", "today"."""
    if row.left is None:
        return nothing(NOT_KNOWN)
    if row.left == 0:
        return nothing("due that day")
    unit = kinds.days(found, abs(row.left)).partition(" ")[2]
    return Value(abs(row.left), note=f" {unit}")
