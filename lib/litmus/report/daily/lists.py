"""One list on a page: what is overdue, what comes next, and how many there are by team."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from litmus.base import numbers
from litmus.base.scope import TEAM, Scope
from litmus.figures.worklists.rows import CaseList, Worklists, WorkRow
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Folded, Statement
from litmus.report.coverage import is_in_source
from litmus.report.daily import kinds, trust
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures

# More rows than these wait behind a fold, and the teams are counted above it.
MANY = 30
NOBODY, NO_TEAM, NOT_KNOWN = "nobody", "not recorded", "not known"
CHILD = "Child"
BEHIND = "Every case is on the web page, in the fold above; on paper in the report of its own team."


def worklist(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """A list and what its figure says; or why there is none. Nothing where the source has no such
    data, which the first page says, and where a team has no such work."""
    kind, by = kinds.kind_of(declaration), Naming(figures, context, work)
    head = _head(declaration, found, work, figures, context)
    return [*head, *_tables(kind, found, work, by)]


def by_holder(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """The same for what is owed to workers rather than to children: a row a worker, or a team; the
    cases behind a fold."""
    kind, by = kinds.kind_of(declaration), Naming(figures, context, work)
    head = _head(declaration, found, work, figures, context)
    parts = _parts(found, work)
    if not parts:
        return head
    until = wording.day(work.coming_to)
    caption = f"{kind.heading}: overdue on {wording.day(work.day)}, and due by {until}"
    every: list[Shown] = [by.table(f"{kind.heading}{which}", found, rows) for rows, which in parts]
    folded = Folded(f"{kind.heading}: every case", every)
    return [*head, by.holders(caption, found), folded, *([] if by.of_team else [Text(BEHIND)])]


def _head(
    declaration: Declaration, found: CaseList, work: Worklists, figures: Figures, context: Context
) -> list[Shown]:
    """What a list says in a sentence, and what its figure says; or why there is none."""
    kind = kinds.kind_of(declaration)
    if not is_in_source(found.why_not):
        return []
    if found.why_not:
        return [NoticeCell(f"{kind.heading}: {found.why_not}.")]
    held = trust.is_held(declaration, figures)
    if not found.open and not found.gone:
        if held:
            return [trust.notice(declaration, figures)]
        return [] if context.scope_name else [Text(f"There are no {kind.many}.")]
    figure = trust.notice(declaration, figures) if held else _figure(declaration, figures)
    said = _otherwise_late(found)
    return [Statement(message(kind, found, work)), figure, *([Text(said)] if said else [])]


def _tables(kind: kinds.Kind, found: CaseList, work: Worklists, by: "Naming") -> list[Shown]:
    """What is overdue, what is due that day, and what comes next; each where there is any."""
    parts: list[Shown] = []
    for rows, which in _parts(found, work):
        caption = f"{kind.heading}{which}"
        parts += by.few_or_many(caption, rows, by.table(caption, found, rows))
    return [*parts, Text(BEHIND)] if any(isinstance(each, Folded) for each in parts) else parts


def _parts(found: CaseList, work: Worklists) -> list[tuple[Sequence[WorkRow], str]]:
    """The parts of a list that have rows, with what stands behind its name above each."""
    day, until = wording.day(work.day), wording.day(work.coming_to)
    that_day = all(row.due == work.day for row in found.due_now)
    due = f": due on {day}" if that_day else f": due by {day}, and no working day over"
    over = f"{': overdue' if kinds.has_due(found) else ''} on {day}"
    parts = (
        (found.overdue, over),
        (found.due_now, due),
        (found.coming, f": due by {until}"),
        (found.cases, f" on {day}"),
    )
    return [(rows, which) for rows, which in parts if rows]


def message(kind: kinds.Kind, found: CaseList, work: Worklists) -> str:
    """The list in a sentence: "40 single assessments are overdue; 3 more are due that day, and 22
    by 5 April 2016."; of what does not fall due how many there are."""
    number, now, coming = len(found.overdue), len(found.due_now), len(found.coming)
    if not found.rated:
        return f"{kind.count(len(found.cases))}."
    if not kinds.has_due(found):
        return f"{kind.count(number) if number else f'No {kind.one}'}."
    is_or_are = "is" if number == 1 else "are"
    said = f"{kind.count(number) if number else f'No {kind.one}'} {is_or_are if number else 'is'} "
    said += "overdue"
    if number and (row := kinds.longest(found.overdue)) and row.left:
        each = "by" if number == 1 else "the longest by"
        said += f", {each} {kinds.days(found, -row.left)}"
    more, until = " more" if number else "", wording.day(work.coming_to)
    is_or_are = "is" if (now or coming) == 1 else "are"
    if now:
        at_once = all(row.due == work.day for row in found.due_now)
        by = "that day" if at_once else f"by {wording.day(work.day)}"
        then = f", and {numbers.whole(coming) if coming else 'none'} by {until}"
        return f"{said}; {numbers.whole(now)}{more} {is_or_are} due {by}{then}."
    due = f"{numbers.whole(coming)}{more} {is_or_are}" if coming else "none is"
    return f"{said}; {due} due by {until}."


def _figure(declaration: Declaration, figures: Figures) -> Text:
    """What the figure of the list says."""
    figure = figures.headline(declaration)
    return Text(f"{declaration.name}: {wording.value_and_basis(declaration, figure)}.")


def _otherwise_late(found: CaseList) -> str:
    """What the figure counts as not on time beside what is overdue; "" where there is no such."""
    said = []
    if now := found.counted_now:
        one = "case" if now == 1 else "cases"
        said.append(
            f"The figure counts {numbers.whole(now)} {one} due that day as not on time already."
        )
    if number := sum(found.late_before.values()):
        why = [f"{reason} ({numbers.whole(n)})" for reason, n in found.late_before.items()]
        one = "case is" if number == 1 else "cases are"
        said.append(
            f"{numbers.whole(number)} further {one} not on time in the figure for what was late "
            f"earlier, and not overdue now: {'; '.join(why)}."
        )
    return " ".join(said)


class Naming:
    """How rows are printed: with the names of teams, except in a team's own report.

    That nobody holds a case is said only where the source tells who holds cases.
    """

    def __init__(self, figures: Figures, context: Context, work: Worklists) -> None:
        self._figures = figures
        self._nobody = NOT_KNOWN if work.loads_why_not else NOBODY
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

    def few_or_many(self, caption: str, rows: Sequence[WorkRow], table: TableCell) -> list[Shown]:
        """A table; of many rows how many each team has, and the table behind a fold. A team's own
        report has the table: there is nobody else in whose report it is. Whoever folds a table says
        once below where it is (`BEHIND`).
        """
        if len(rows) <= MANY or self.of_team:
            return [table]
        folded = Folded(f"{caption}: all {numbers.whole(len(rows))}", [table])
        return [*([self._by_team(caption, rows)] if any(row.team for row in rows) else []), folded]

    def table(self, caption: str, found: CaseList, rows: Sequence[WorkRow]) -> TableCell:
        """One row a case: whose, when it was or is due, and why; which are new, if any is."""
        dated, new = kinds.has_due(found), any(row.new for row in rows)
        over, of_children = rows is found.overdue, found.code != kinds.OVER_THE_LIMIT
        # Early help is recorded without teams and workers: columns of nobody would say nothing.
        held = found.rated or any(row.team or row.worker for row in rows)
        columns = [
            *([CHILD] if of_children else []),
            *(self.columns if held else []),
            *(("Due", "Over" if over else "Left") if dated else ()),
            *(("Why", "New") if new else ("Why",) if found.rated else ("Stands",)),
        ]
        lines: list[list[Cell]] = [
            [
                *([row.identifier or NOT_KNOWN] if of_children else []),
                *(self.who(row) if held else []),
                *((_due(row), _days(found, row)) if dated else ()),
                row.reason,
                *(("new" if row.new else "",) if new else ()),
            ]
            for row in self.in_order(rows)
        ]
        right = frozenset({len(self.columns) + 2}) if dated else frozenset()
        return TableCell(caption, columns, lines, right=right, dense=True)

    @property
    def columns(self) -> list[str]:
        """The headings of `who`."""
        return ["Worker"] if self.of_team else ["Team", "Worker"]

    def who(self, row: WorkRow) -> list[Cell]:
        """Whose hands a case is in: the team, except in its own report, and the worker."""
        worker = row.worker or self._nobody
        return [worker] if self.of_team else [self.team(row.team), worker]

    def holders(self, caption: str, found: CaseList) -> TableCell:
        """A row a worker in a team's own report, else a row a team: how many cases of theirs are
        overdue, the longest, and how many are due next; those with most overdue first."""
        whose = (lambda row: row.worker) if self.of_team else (lambda row: row.team)
        next_due = [*found.due_now, *found.coming]
        late, coming = (Counter(map(whose, rows)) for rows in (found.overdue, next_due))
        rows: list[list[Cell]] = []
        for one in sorted({*late, *coming}, key=lambda each: (-late[each], -coming[each], each)):
            longest = kinds.longest([row for row in found.overdue if whose(row) == one])
            rows.append(
                [
                    (one or self._nobody) if self.of_team else self.team(one),
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
    """How many days are over or left: "12 working days", "0 days"."""
    if row.left is None:
        return nothing(NOT_KNOWN)
    unit = kinds.days(found, abs(row.left)).partition(" ")[2]
    return Value(abs(row.left), note=f" {unit}")
