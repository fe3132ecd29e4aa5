"""What a notebook may call of the lists of a day: `report.daily`."""

from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.figures.worklists.rows import CaseList
from litmus.report import method, tables, wording
from litmus.report.bundle import ItemsCell, Several
from litmus.report.components import Statement
from litmus.report.coverage import is_in_source
from litmus.report.daily import activity, allocation, changes, concerns, kinds, lists, parts, trust
from litmus.report.daily.front import Front
from litmus.report.daily.kinds import Kind, kind_of
from litmus.report.daily.lists import Naming
from litmus.report.feed import Context, DayLists, Declaration
from litmus.report.lookup import Figures

RULES = (
    "A list has the cases that its figure counts, by the same definition. Overdue: outside the "
    "standard at the end of the day, and its last day is over. What is due on the day itself is "
    "not overdue, also where the figure counts it as not on time already. Working days leave out "
    "weekends and the bank holidays of England and Wales.",
    "What the figure leaves out because nothing has been due yet, such as the first visit of a new "
    "plan, is listed as coming due.",
    "Worker: whom the record names, or the case worker of that day. Team: the record's own, or the "
    "case worker's.",
    "Numbers of children and workers are the council's own; no names, and no dates of birth.",
)


class Daily:
    """The lists of a day. Each method returns something to show; none changes anything."""

    def __init__(self, found: DayLists, figures: Figures, context: Context) -> None:
        self._found = found
        self._declared = {each.code: each for each in context.declarations}
        self._figures, self._context = figures, context
        self._naming = Naming(figures, context, found.work)
        self._front = Front(found, context.declarations, figures, context)

    def statement(self) -> Statement:
        """The day in a sentence."""
        return Statement(self._front.sentence(), large=True)

    def summary(self) -> Several:
        """The first page: overdue, unallocated, concerns; and where each kind of work stands."""
        front = self._front
        return Several([*front.blocks(), *front.table(), *front.notices()])

    def parts(self) -> Several:
        """Where each part stands: of the council its services, of a service its teams, of a team
        its workers. Where pages are served together a name leads to its own."""
        return Several(parts.parts(self._found.work, self._kind, self._naming, self._context))

    def activity(self) -> Several:
        """The indicators of the settings in numbers: of the day, before, and over two weeks."""
        return Several(activity.activity(self._context.main, self._figures, self._context))

    def standards(self) -> Several:
        """The indicators beside them, each against its target: those that have a case here."""
        beside = (self._declared[code] for code in self._context.beside if code in self._declared)
        held = [each for each in beside if self._is_measured(each)]
        if not held:
            return Several([])
        caption = f"Statutory and local standards on {wording.day(self._found.work.day)}"
        return Several([tables.indicator_list(caption, held, self._figures, self._context)])

    def allocation(self) -> Several:
        """Caseloads by team and worker, and the children without a worker."""
        held = [
            trust.notice(self._declaration(each), self._figures)
            for code in (kinds.NOT_ALLOCATED, kinds.OVER_THE_LIMIT)
            if (each := self._found.work.of(code)) and not each.why_not
            if trust.is_held(self._declaration(each), self._figures)
        ]
        return Several(allocation.allocation(self._found.work, held, self._naming))

    def worklist(self, code: str) -> Several:
        """One list ("ASM03"): what is overdue, and what is due next."""
        found = self._list(code)
        shown = lists.worklist(
            self._declaration(found), found, self._found.work, self._figures, self._context
        )
        return Several(shown)

    def concerns(self) -> Several:
        """Immediate concerns and alerts of the day, and those that are open."""
        return Several(concerns.concerns(self._found.concerns, self._found.work.day, self._naming))

    def changes(self) -> Several:
        """What changed since the day before."""
        return Several(changes.changes(self._found.work, self._kind, self._naming))

    def rules(self) -> ItemsCell:
        """How to read the lists, and where they come from."""
        return ItemsCell([method.source(self._context), *RULES])

    def _list(self, code: str) -> CaseList:
        found = self._found.work.of(code)
        if found is None:
            known = [each.code for each in self._found.work.lists]
            hint = did_you_mean(code.upper(), known)
            raise UsageError(f"This report has no list {code!r}.{hint} It has {', '.join(known)}.")
        return found

    def _declaration(self, found: CaseList) -> Declaration:
        return self._declared[found.code]

    def _is_measured(self, declaration: Declaration) -> bool:
        figure = self._figures.headline(declaration)
        return is_in_source(figure.reason) and (figure.denominator != 0 or bool(figure.numerator))

    def _kind(self, found: CaseList) -> Kind:
        return kind_of(self._declaration(found))
