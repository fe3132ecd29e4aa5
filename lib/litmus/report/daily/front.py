"""The first page: the day in a sentence, what is overdue and unallocated, and where work stands."""

from collections import Counter
from collections.abc import Sequence

from litmus.base import numbers
from litmus.figures.worklists.rows import CaseList, Worklists
from litmus.qa.immediate import Concerns
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Block, Blocks, Point
from litmus.report.daily import kinds
from litmus.report.daily.kinds import NOT_ALLOCATED, OVER_THE_LIMIT
from litmus.report.daily.lists import Naming
from litmus.report.feed import Context, DayLists, Declaration
from litmus.report.lookup import Figures

CONCERNS = "Concerns and alerts"
ALLOCATION = "Caseloads and allocation"
NO_DATA = "no figure"


class Front:
    """What the first page says of the lists of a day."""

    def __init__(
        self,
        lists: DayLists,
        declared: Sequence[Declaration],
        figures: Figures,
        context: Context,
    ) -> None:
        self.work: Worklists = lists.work
        self.concerns: Concerns = lists.concerns
        self._declared = {each.code: each for each in declared}
        self._context = context
        self._naming = Naming(figures, context)
        self._then = self._naming.then
        self.known = [each for each in self.work.lists if not each.why_not]
        # A team of children in need owes no visits to children in care: such rows say nothing.
        self.dated = [
            each
            for each in self.known
            if kinds.has_due(each) and (each.open or each.gone or not context.scope_name)
        ]

    def kind(self, found: CaseList) -> kinds.Kind:
        """What a list is of."""
        return kinds.kind_of(self._declared[found.code])

    def sentence(self) -> str:
        """The day in a sentence, by what there is: unallocated, overdue, concerns."""
        day = wording.day(self.work.day)
        if not self.known:
            return f"There are no data for {day}: {self.why_not()}."
        said = self.clauses()
        if not said:
            return f"On {day}, nothing is overdue that the data tell of."
        return f"On {day}, {'; '.join(said)}."

    def clauses(self) -> list[str]:
        """Who has nobody, and what is overdue: "40 single assessments are overdue"."""
        said = self.alone()
        if late := [numbers.count_of(*each) for each in self.late()]:
            one = len(late) == 1 and late[0].startswith("1 ")
            said.append(f"{numbers.join(late)} {'is' if one else 'are'} overdue")
        return said

    def alone(self) -> list[str]:
        """That children have no social worker, in a clause, if any has none."""
        found = self._list(NOT_ALLOCATED)
        if not found or not found.overdue:
            return []
        child = numbers.count_of(len(found.overdue), "child in need", "children in need")
        return [f"{child} {'has' if len(found.overdue) == 1 else 'have'} no social worker"]

    def late(self) -> list[tuple[int, str, str]]:
        """How much of what is overdue, and what one and many of it are called: 331 visits."""
        found: dict[tuple[str, str], int] = {}
        for each in self.dated:
            kind = self.kind(each)
            name = (kind.group, f"{kind.group}s") if kind.group else (kind.one, kind.many)
            found[name] = found.get(name, 0) + len(each.overdue)
        return [(number, *name) for name, number in found.items() if number]

    def notices(self) -> list[Shown]:
        """What there is no list of, and why; one notice for each reason."""
        reasons: dict[str, list[str]] = {}
        for each in self.work.lists:
            if each.why_not and self.known:
                in_source = kinds.is_in_source(each.why_not)
                why = each.why_not if in_source else f"Not in {self._context.source_title}"
                reasons.setdefault(why, []).append(self.kind(each).many)
        return [
            NoticeCell(
                f"{why}: {numbers.join(names)}."
                if why.startswith("Not in ")
                else f"There is no list of {numbers.join(names)}: {why}."
            )
            for why, names in reasons.items()
        ]

    def blocks(self) -> list[Shown]:
        """What is overdue; who is without a worker or has too many cases; what else to act on."""
        if not self.known:
            return []
        return [
            Blocks(
                [
                    Block("Overdue", "bad", self.overdue(), "Nothing is overdue."),
                    Block("Allocation", "decide", self.allocation(), "Nothing to allocate here."),
                    Block("Concerns and alerts", "neutral", self.alerts(), "None is open."),
                ]
            )
        ]

    def overdue(self) -> list[Point]:
        """How much of each kind of work is overdue, and how long."""
        return [self._overdue(each) for each in self.dated if each.overdue]

    def table(self) -> list[Shown]:
        """Where each kind of work stands, one row each."""
        if not self.dated:
            return []
        until = wording.day(self.work.coming_to)
        columns = ("Work", "Open", "Overdue", "New", "No longer", f"Due by {until}")
        rows: list[list[Cell]] = [
            [
                self.kind(each).heading,
                Value(each.open),
                Value(len(each.overdue)),
                *self._changed(each),
                Value(len(each.coming)),
            ]
            for each in self.dated
        ]
        note = (
            "Open: enquiries and assessments that go on; children with a plan or in care, to whom "
            "visits and reviews are owed. New and no longer: overdue on the day and not on "
            f"{wording.day(self.work.day_before)}, or the other way round. Due: within five "
            "working days, besides what is overdue."
        )
        caption = f"Where things stand at the end of {wording.day(self.work.day)}"
        return [TableCell(caption, columns, rows, right=frozenset(range(1, 6)), note=note)]

    def _changed(self, found: CaseList) -> list[Cell]:
        if not found.compared:
            return [nothing(NO_DATA)] * 2
        return [Value(sum(row.new for row in found.overdue)), Value(len(found.gone))]

    def _overdue(self, found: CaseList) -> Point:
        kind, number = self.kind(found), len(found.overdue)
        text = "overdue"
        row = kinds.longest(found.overdue)
        if row and row.left:
            text += f", {'' if number == 1 else 'the longest '}by {kinds.days(found, -row.left)}"
        new = sum(each.new for each in found.overdue)
        text += f"; {numbers.whole(new)} new" if new else ""
        return Point(kind.count(number), f"{text}.", kind.heading)

    def allocation(self) -> list[Point]:
        """Who has no social worker, and who has too many cases."""
        points = []
        alone, over = self._list(NOT_ALLOCATED), self._list(OVER_THE_LIMIT)
        if alone and alone.open and not alone.overdue:
            points.append(Point("Every child in need", "has a social worker.", ALLOCATION))
        elif alone and alone.overdue:
            child = numbers.count_of(len(alone.overdue), "child in need", "children in need")
            points.append(Point(child, f"without a social worker{self._most(alone)}.", ALLOCATION))
        if over and over.open:
            worker = numbers.count_of(len(over.overdue), "worker")
            text = f"with more than {self.work.maximum} cases"
            if over.overdue and self.work.loads:
                text += f", the most {numbers.whole(self.work.loads[0].cases)}"
            points.append(Point(worker if over.overdue else "No worker", f"{text}.", ALLOCATION))
        return points

    def _most(self, found: CaseList) -> str:
        """Which team has most of a list, where there are several."""
        teams = Counter(row.team for row in found.overdue)
        if len(teams) < 2:
            return ""
        team, number = min(teams.items(), key=lambda each: (-each[1], each[0]))
        return f", {numbers.whole(number)} of them in {self._naming.team(team)}"

    def alerts(self) -> list[Point]:
        """Concerns and alerts: what is new, late and open; and of what there are no data."""
        points = []
        new = sum(each.new for each in self.concerns.open)
        late = sum(each.late for each in self.concerns.open)
        if new:
            points.append(
                Point(numbers.count_of(new, "concern"), f"raised {self._then.within}.", CONCERNS)
            )
        if late:
            text = "not answered or not told in time."
            points.append(Point(numbers.count_of(late, "concern"), text, CONCERNS))
        if others := len(self.concerns.open) - sum(e.new or e.late for e in self.concerns.open):
            text = "open from before, not late."
            points.append(Point(numbers.count_of(others, "concern"), text, CONCERNS))
        points += [Point("No data:", said, CONCERNS) for said in self.concerns.absent]
        return points

    def _list(self, code: str) -> CaseList | None:
        return next((each for each in self.known if each.code == code), None)

    def why_not(self) -> str:
        """Why there is no list at all."""
        reasons = dict.fromkeys(
            each.why_not for each in self.work.lists if kinds.is_in_source(each.why_not)
        )
        return "; ".join(reasons) or "the source does not hold what is listed"
