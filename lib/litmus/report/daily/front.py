"""The first page: the day in a sentence, what is overdue and unallocated, and where work stands."""

from collections import Counter
from collections.abc import Iterable, Sequence

from litmus.base import letters, numbers
from litmus.figures.worklists.rows import CaseList, Worklists
from litmus.qa.immediate import Concerns
from litmus.report import wording
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, Value, nothing
from litmus.report.components import Block, Blocks, Point
from litmus.report.coverage import heading, is_in_source
from litmus.report.daily import kinds, trust
from litmus.report.daily.kinds import NOT_ALLOCATED, OVER_THE_LIMIT, Many, are_late, in_words
from litmus.report.daily.lists import Naming
from litmus.report.feed import Context, DayLists, Declaration
from litmus.report.lookup import Figures

CONCERNS = "Concerns and alerts"
ALLOCATION = "Caseloads and allocation"
NO_DATA = "no figure"
NOT_KNOWN, HELD = "Not known:", " Held for data quality."
FOR_THESE = (" for this figure", " for these lists")
NAMED = 2  # kinds of work of which it is not known, in the sentence; of more how many
NOBODY_KNOWS = {
    NOT_ALLOCATED: "which children in need have no social worker",
    OVER_THE_LIMIT: "which workers have too many cases",
}


class Front:
    """What the first page says of the lists of a day."""

    def __init__(
        self, lists: DayLists, declared: Sequence[Declaration], figures: Figures, context: Context
    ) -> None:
        self.work: Worklists = lists.work
        self.concerns: Concerns = lists.concerns
        self._declared = {each.code: each for each in declared}
        self._context = context
        self._naming = Naming(figures, context, lists.work)
        self._all = trust.trusted(self.work.lists, self._declared, figures)
        self.known = [each for each in self.work.lists if not each.why_not]
        # A team of children in need owes no visits to children in care: such rows say nothing.
        self.of_work = [
            each
            for each in self.known
            if kinds.is_of_work(each.code)
            and (each.open or each.gone or each in self._all.held or not context.scope_name)
        ]
        self.dated = [each for each in self.of_work if each.rated]

    def kind(self, found: CaseList) -> kinds.Kind:
        """What a list is of."""
        return kinds.kind_of(self._declared[found.code])

    def sentence(self) -> str:
        """The day in a sentence, by what there is: unallocated, overdue, due; what is not known."""
        day = wording.day(self.work.day)
        if not self.known:
            return self._without_lists(day)
        late, sure = self.late(), self.sure
        said = [*self.alone(), *are_late(late)]
        if due := sum(len(each.due_now) for each in sure):
            of_each = numbers.join(in_words(self._counted((e, len(e.due_now)) for e in sure)))
            what = f"{numbers.whole(due)} more" if late else of_each
            said.append(f"{what} {'is' if due == 1 else 'are'} due that day")
        doubt = self.doubt(late != [])
        if not said and not doubt and self.of_work and not self.dated:
            open_now = [self.kind(each).count(each.open) for each in self.of_work]
            return f"{letters.begin(numbers.join(open_now))} on {day}."
        if not said and not doubt:
            return f"On {day}, nothing is overdue that the data tell of."
        if not said and sure:
            said.append("nothing is overdue that the data tell of")
        return f"On {day}, {'; '.join([*said, *doubt])}."

    @property
    def sure(self) -> list[CaseList]:
        """The lists of what falls due that can be gone by."""
        return [each for each in self.dated if each in self._all.sure]

    def alone(self) -> list[str]:
        """That children have no social worker, in a clause, if any is known to have none."""
        found = self.work.of(NOT_ALLOCATED)
        if not found or found not in self._all.sure or not found.overdue:
            return []
        has = "has" if len(found.overdue) == 1 else "have"
        return [f"{_children(found)} {has} no social worker"]

    def late(self) -> list[Many]:
        """How much of what is overdue, by all that can be gone by."""
        return self._counted((each, len(each.overdue)) for each in self.sure)

    def doubt(self, known: bool) -> list[str]:
        """What it is not known of whether it is overdue, in words. Where it is `known` of something
        that it is, what is not there is left to the notices below."""
        found = [*self._all.held, *([] if known else self._all.unknown)]
        names = [self.kind(each).many for each in found if kinds.has_due(each)]
        if not names:
            return []
        if len(names) > NAMED:
            return [f"of {len(names)} kinds of work it is not known what is overdue"]
        return [f"whether {numbers.join(names)} are overdue is not known"]

    def _counted(self, found: Iterable[tuple[CaseList, int]]) -> list[Many]:
        """So many of each: 40 single assessments, 331 visits."""
        many: dict[tuple[str, str], int] = {}
        for each, number in found:
            kind = self.kind(each)
            name = (kind.group, f"{kind.group}s") if kind.group else (kind.one, kind.many)
            many[name] = many.get(name, 0) + number
        return [(number, *name) for name, number in many.items() if number]

    def notices(self) -> list[Shown]:
        """What there is no list of, and why; one notice for each reason, and one for all that is
        not in the source."""
        absent: list[str] = []
        reasons: dict[str, list[str]] = {}
        for each in self.work.lists:
            if each.why_not and self.known:
                there = is_in_source(each.why_not)
                names = reasons.setdefault(each.why_not, []) if there else absent
                names.append(self.kind(each).many)
        said = [f"There is no list of {numbers.join(n)}: {why}." for why, n in reasons.items()]
        if absent:
            said.append(f"{heading(self._context)}: {numbers.join(absent)}.")
        return [NoticeCell(each) for each in said]

    def blocks(self) -> list[Shown]:
        """What is overdue; who is without a worker or has too many cases; what else to act on.

        What is not known is said to be so: only of what is known may a block be empty.
        """
        if not self.known and not self.concerns.open:
            return []
        dated = any(kinds.has_due(each) for each in self.work.lists)
        of_staff = any(not kinds.is_of_work(each.code) for each in self.work.lists)
        none = "Nothing is overdue." if dated else "This report lists nothing that falls due."
        nobody = "Nothing to allocate here." if of_staff else "This report lists no caseloads."
        found = [
            Block("Overdue", "bad", [*self.overdue(), *self._due()], none),
            Block("Allocation", "decide", self.allocation(), nobody),
            Block(CONCERNS, "neutral", self.alerts(), "None is open."),
        ]
        # Of work that has no standard, such as early help, the first two would say nothing.
        return [Blocks(found if dated or of_staff or not self.of_work else found[2:])]

    def table(self) -> list[Shown]:
        """Where each kind of work stands, one row each."""
        if not self.of_work:
            return []
        day, until = wording.day(self.work.day), wording.day(self.work.coming_to)
        columns = ("Work", "Open", "Overdue", "New", "No longer", "Due that day", f"Due by {until}")
        rows: list[list[Cell]] = [
            [
                self.kind(each).heading + (" (held)" if each in self._all.held else ""),
                Value(each.open),
                *(self._standing(each) if each.rated else [nothing("–")] * 5),
            ]
            for each in self.of_work
        ]
        note = (
            "Open: enquiries and assessments that go on; children with a plan or in care, to whom "
            "visits and reviews are owed. New and no longer: overdue on the day and not on "
            f"{wording.day(self.work.day_before)}, or the other way round. Due that day: not over "
            f"before the next working day. Due by {until}: in the five working days that follow."
        )
        if any(each in self._all.held for each in self.dated):
            note += " Held: not to be gone by until the data are put right."
        caption = f"Where things stand at the end of {day}"
        return [TableCell(caption, columns, rows, right=frozenset(range(1, 7)), note=note)]

    def _standing(self, found: CaseList) -> list[Cell]:
        """How much is overdue, what of it is new, what no longer is, and what comes next."""
        changed: list[Cell] = [nothing(NO_DATA)] * 2
        if found.compared:
            changed = [Value(sum(row.new for row in found.overdue)), Value(len(found.gone))]
        due = (Value(len(rows)) for rows in (found.due_now, found.coming))
        return [Value(len(found.overdue)), *changed, *due]

    def overdue(self) -> list[Point]:
        """A point for each kind of work of which something is overdue; then what is not known."""
        return [*(self._late(each) for each in self.dated if each.overdue), *self.unknown()]

    def unknown(self) -> list[Point]:
        """That it is not known of some work whether it is overdue."""
        dated = [each for each in self.work.lists if kinds.has_due(each)]
        names = [self.kind(each).many for each in dated if self._is_silent(each)]
        return [Point(NOT_KNOWN, f"whether {numbers.join(names)} are overdue.")] if names else []

    def held(self) -> list[Point]:
        """How much is overdue by lists that cannot be gone by."""
        return [self._late(e) for e in self.dated if e.overdue and e in self._all.held]

    def _late(self, found: CaseList) -> Point:
        kind, number = self.kind(found), len(found.overdue)
        text = "overdue"
        row = kinds.longest(found.overdue)
        if row and row.left:
            text += f", {'' if number == 1 else 'the longest '}by {kinds.days(found, -row.left)}"
        new = sum(each.new for each in found.overdue)
        text += f"; {numbers.whole(new)} new" if new else ""
        held = HELD if found in self._all.held else ""
        return Point(kind.count(number), f"{text}.{held}", kind.heading)

    def _due(self) -> list[Point]:
        """What is due that day, all kinds of work together."""
        number = sum(len(each.due_now) for each in self.dated)
        if not number:
            return []
        kinds_of_it = in_words(self._counted((each, len(each.due_now)) for each in self.dated))
        lead = numbers.whole(number) if len(kinds_of_it) > 1 else kinds_of_it[0]
        of_each = f": {numbers.join(kinds_of_it)}" if len(kinds_of_it) > 1 else ""
        return [Point(lead, f"due that day{of_each}.")]

    def allocation(self) -> list[Point]:
        """Who has no social worker, and who has too many cases."""
        alone, over = self.work.of(NOT_ALLOCATED), self.work.of(OVER_THE_LIMIT)
        points = []
        if alone and not alone.why_not:
            points += self._nobody(alone)
        if over and not over.why_not:
            points += self._too_many(over)
        if unknown := [NOBODY_KNOWS[e.code] for e in (alone, over) if e and self._is_silent(e)]:
            points.append(Point(NOT_KNOWN, f"{numbers.join(unknown)}.", ALLOCATION))
        return points

    def _nobody(self, found: CaseList) -> list[Point]:
        held = HELD if found in self._all.held else ""
        if found.overdue:
            text = f"without a social worker{self._most(found)}.{held}"
            return [Point(_children(found), text, ALLOCATION)]
        if found.open and not held:
            return [Point("Every child in need", "has a social worker.", ALLOCATION)]
        return []

    def _too_many(self, found: CaseList) -> list[Point]:
        held = HELD if found in self._all.held else ""
        if not found.open or (held and not found.overdue):
            return []
        text = f"with more than {self.work.maximum} cases"
        if found.overdue and self.work.loads:
            text += f", the most {numbers.whole(self.work.loads[0].cases)}"
        worker = numbers.count_of(len(found.overdue), "worker") if found.overdue else "No worker"
        return [Point(worker, f"{text}.{held}", ALLOCATION)]

    def _is_silent(self, found: CaseList) -> bool:
        """Whether a list cannot be taken for empty, though it has no row to show."""
        return bool(found.why_not) or (found in self._all.held and not found.overdue)

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
            text = f"raised {self._naming.then.within}."
            points.append(Point(numbers.count_of(new, "concern"), text, CONCERNS))
        if late:
            text = "not answered or not told in time."
            points.append(Point(numbers.count_of(late, "concern"), text, CONCERNS))
        if others := len(self.concerns.open) - sum(e.new or e.late for e in self.concerns.open):
            text = "open from before, not late."
            points.append(Point(numbers.count_of(others, "concern"), text, CONCERNS))
        points += [Point("No data:", said, CONCERNS) for said in self.concerns.absent]
        return points

    def why_not(self) -> str:
        """Why there is no list at all, as far as the source could have one."""
        return "; ".join(self._reasons()) or "the source does not hold what is listed"

    def _without_lists(self, day: str) -> str:
        """That there is no list at all: no data of the day, or too few to tell."""
        data_to = self._context.data_to
        if self._reasons() and data_to and data_to >= self.work.day:
            return f"On {day}, it is not known what is overdue: {self.why_not()}."
        return f"There are no data for {day}: {self.why_not()}."

    def _reasons(self) -> list[str]:
        found = (each.why_not for each in self.work.lists if is_in_source(each.why_not))
        return list(dict.fromkeys(each.replace(*FOR_THESE) for each in found))


def _children(found: CaseList) -> str:
    return numbers.count_of(len(found.overdue), "child in need", "children in need")
