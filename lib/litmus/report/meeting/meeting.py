"""What a notebook may call of a meeting's pack: `report.meeting`."""

from dataclasses import replace
from functools import cached_property

from litmus.base import letters, numbers
from litmus.base.breakdowns import groupings
from litmus.base.code_words import SERVICES
from litmus.base.scope import WORKER_GROUP
from litmus.qa.collated import Collation
from litmus.qa.meetings import FollowUp
from litmus.report import block, tables, where, wording
from litmus.report.book import groups
from litmus.report.bundle import ChartCell, NoticeCell, Several, Shown, TableCell, Text
from litmus.report.cells import Cell, nothing
from litmus.report.components import Block, Blocks, Point, Statement
from litmus.report.coverage import Coverage, not_in_source
from litmus.report.feed import Declaration
from litmus.report.lookup import Figures
from litmus.report.meeting import agreed, looked
from litmus.report.meeting.agreed import Agreed
from litmus.report.meeting.looked import Looked

MOST = 5  # points of a block
EXCEPTIONS, TO_AGREE = "Exceptions", "Actions to agree"
FORM = (
    "Write what is agreed into the form “Record of a meeting”. Each row of its sheet Actions "
    "becomes a row of the register of actions, with its owner, its day and its indicator; the next "
    "pack says what became of it, and whether the indicator has moved."
)
OF_COUNCIL = (
    "The work of {service} is counted in no team of its own. These are the whole council's figures "
    "of the indicators that it answers for."
)


class Meeting:
    """The pack of a meeting. Each method returns something to show; none changes anything."""

    def __init__(
        self, follow_up: FollowUp, collation: Collation, figures: Figures, coverage: Coverage
    ) -> None:
        self._collation, self._figures, self._coverage = collation, figures, coverage
        self._context = coverage.context
        self._service = SERVICES.get(follow_up.service, "")
        self._agreed = Agreed(follow_up, figures, coverage.context)

    def statement(self) -> Statement:
        """The pack in a sentence: how much is to be explained, and what became of what was
        agreed."""
        found, wrong = self._looked, self._exceptions
        said = "No figure may be used yet"
        if found:
            asks = "asks" if len(wrong) == 1 else "ask"
            of = f"{numbers.whole(len(wrong))} of {numbers.count_of(len(found), 'indicator')}"
            said = f"{of} {asks} for an explanation" if wrong else "No indicator stands out"
            parts = [
                (sum(each.is_worse for each in wrong), "clearly worse"),
                (sum(each.misses for each in wrong), "off target"),
                (sum(bool(each.teams) for each in wrong), "with a team clearly behind the others"),
            ]
            named = [f"{numbers.whole(number)} {what}" for number, what in parts if number]
            said += f" ({', '.join(named)})" if named else ""
        return Statement(f"{said}; {self._agreed.clause()}.", large=True)

    def summary(self) -> Several:
        """The first page: exceptions, what goes well, and what became of what was agreed."""
        wrong = [each.point() for each in self._exceptions]
        if (more := len(wrong) - MOST) > 0:
            wrong[MOST:] = [Point(f"{numbers.whole(more)} more", "in the table of exceptions.")]
        blocks = [
            Block(EXCEPTIONS, "bad", wrong, "Nothing stands out."),
            Block("Going well", "good", self._well(), "Nothing is clearly better."),
            Block(agreed.SECTION, "decide", self._agreed.points(), self._agreed.none()),
        ]
        missing = not_in_source(self._coverage)
        return Several([*self._whose(), Blocks(blocks), *missing])

    def _well(self) -> list[Point]:
        """What is clearly better; by name alone where it asks for an explanation all the same."""
        better = [each for each in self._looked if each.is_better]
        found = [each.point() for each in better if not each.is_exception][:MOST]
        also = [letters.within(each.declaration.brief) for each in better if each.is_exception]
        if also:
            lead = f"{letters.begin(numbers.join(also))}:"
            found.append(Point(lead, "better, and still among the exceptions."))
        return found

    def exceptions(self) -> Several:
        """A row an exception, the clearest first: figure, target, changes, and why it is here."""
        if not self._exceptions:
            return Several([Text("No indicator asks for an explanation.")])
        columns = (
            "Indicator", "Now", "Target", "Before", "A year ago", "Why it is here",
            "On the register",
        )  # fmt: skip
        rows = [self._row(each) for each in self._exceptions]
        note = (
            "Now: the last three months, or the last day. Before: the three months before, or "
            "their last day. Better and worse: only where a test finds more than chance. On the "
            "register: the action on the indicator that is open, or done and not verified yet."
        )
        caption = f"{EXCEPTIONS}, {self._context.period.short}"
        return Several([TableCell(caption, columns, rows, frozenset({2}), note, dense=True)])

    def teams(self) -> Several:
        """Which teams stand apart in what the service answers for; nothing where none is compared,
        where it is a team's own pack, or where the teams are those of other services."""
        if self._is_of_council:
            return Several([])
        ours = tuple(looked.answered_by(self._service, self._context))
        shown = where.teams(self._figures, replace(self._context, declarations=ours))
        return Several([each for each in shown if isinstance(each, ChartCell)])

    def indicator(self, code: str) -> Several:
        """One exception ("ASM02") looked into: its chart, then by team and by worker group. Nothing
        of what is no exception."""
        found = next((e for e in self._exceptions if e.declaration.code == code), None)
        if found is None:
            return Several([])
        d = found.declaration
        shown = block.block(d, self._figures, self._context)
        return Several([*shown, *groups.by_team(d, self._figures), *self._by_worker_group(d)])

    def others(self) -> Several:
        """The indicators that are no exceptions, a row each."""
        rest = [each.declaration for each in self._looked if not each.is_exception]
        if not rest:
            return Several([])
        caption = f"Indicators that are no exceptions, {self._context.period.short}"
        return Several([tables.indicator_list(caption, rest, self._figures, self._context)])

    def followed(self) -> Several:
        """What became of what earlier meetings agreed, and whether the indicator moved since."""
        return Several(self._agreed.table())

    def to_agree(self) -> Several:
        """The exceptions on which the register has no open action, to be filled in; and how what is
        agreed enters the register."""
        open_for = [e for e in self._exceptions if not self._is_being_done(e.declaration)]
        if not open_for:
            every = "The register has an open action on every exception."
            none = "There is no exception to agree an action on."
            return Several([Text(every if self._exceptions else none), Text(FORM)])
        columns = ("About", "Why", "Action", "Owner", "By")
        rows: list[list[Cell]] = [
            [tables.reference(e.declaration), e.why, *[nothing("to agree")] * 3] for e in open_for
        ]
        caption = f"Exceptions without an open action ({numbers.whole(len(rows))})"
        return Several([TableCell(caption, columns, rows, dense=True), Text(FORM)])

    @cached_property
    def _looked(self) -> list[Looked]:
        return looked.read(self._service, self._figures, self._context)

    @cached_property
    def _exceptions(self) -> list[Looked]:
        found = [each for each in self._looked if each.is_exception]
        return sorted(found, key=lambda each: each.place)

    def _actions_on(self, declaration: Declaration) -> list[agreed.Action]:
        return agreed.outstanding_on(declaration.code, self._collation.actions)

    def _is_being_done(self, declaration: Declaration) -> bool:
        """Whether somebody still has something to do: what is done has not been enough."""
        return any(each.is_open for each in self._actions_on(declaration))

    def _row(self, each: Looked) -> list[Cell]:
        d, aim = each.declaration, each.headline.target
        return [
            tables.reference(d),
            tables.marked(d, each.shown),
            wording.value_of_kind(d, aim) if aim is not None else nothing(""),
            tables.judged_cell(each.before),
            tables.judged_cell(each.judged),
            each.why,
            agreed.on_register(self._actions_on(d)),
        ]

    def _by_worker_group(self, declaration: Declaration) -> list[Shown]:
        """By kind of worker, where the cases are of several."""
        if len(self._figures.groups(declaration, WORKER_GROUP)) < 2:
            return []
        return [tables.by_group(declaration, groupings()[WORKER_GROUP], self._figures)]

    @property
    def _is_of_council(self) -> bool:
        """Whether a service without cases of its own has the whole council's figures."""
        return bool(self._service) and not self._context.scope_name

    def _whose(self) -> list[Shown]:
        """That these are the council's figures, in the pack of a service without cases."""
        if not self._is_of_council:
            return []
        return [NoticeCell(OF_COUNCIL.format(service=self._service))]
