"""What became of what earlier meetings agreed, and whether its indicator has moved since."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from litmus.base import letters, numbers
from litmus.base.code_words import LISTS, SERVICES
from litmus.qa.actions.register import Action
from litmus.qa.meetings import FollowUp
from litmus.report import change, wording
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, Value, nothing
from litmus.report.change import Judged
from litmus.report.components import Point, Statement
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.qa import cells
from litmus.report.qa.actions import SIGNS, owner
from litmus.report.qa.list_files import STATES

SECTION = "Since the last meeting"
SETTLED = ("done", "verified")
MOST_MEETINGS = 6
NONE_NAMED, NOT_SHOWN = "none named", "not in this report"
NOTE = (
    "State: on the last day of the period. Since: the indicator in the last whole month before the "
    "meeting (or the last that this report has) and in the last month, or at their ends; better or "
    "worse only where a test finds more than chance, which does not say why."
)


class Agreed:
    """The actions of earlier meetings, each with what became of its indicator."""

    def __init__(self, found: FollowUp, figures: Figures, context: Context) -> None:
        self._found = found
        self._figures, self._context = figures, context
        self._declared: dict[str, Declaration] = {d.code: d for d in context.declarations}
        self.actions = found.actions

    def clause(self) -> str:
        """What became of them, in a clause: "of 6 actions 4 are done and 1 is overdue"."""
        if not self.actions:
            return letters.within(self.none().rstrip("."))
        states = Counter[str](each.state for each in self.actions)
        done = sum(states[each] for each in SETTLED)
        number = numbers.count_of(len(self.actions), "action")
        said = f"of {number} agreed before, {numbers.whole(done)} {_are(done)} done"
        late = states["overdue"]
        return f"{said}, {numbers.whole(late)} overdue" if late else said

    def points(self) -> list[Point]:
        """The last meeting, what is done and overdue, and how many indicators have moved."""
        if not self.actions:
            return []
        states = Counter[str](each.state for each in self.actions)
        done, late = sum(states[each] for each in SETTLED), states["overdue"]
        waiting = states["open"]
        moved = Counter(judged.word for judged in map(self.moved, self.actions) if judged)
        counts = (
            (done, "done", "of the actions agreed before."),
            (late, "overdue", "and not done."),
            (waiting, "open", "and not due yet."),
            (moved[change.BETTER], "better", "since, of the indicators that they were to move."),
            (moved[change.WORSE], "worse", "since, of the indicators that they were to move."),
        )
        return [
            Point(f"{numbers.whole(number)} {word}", text, SECTION)
            for number, word, text in counts
            if number
        ]

    def none(self) -> str:
        """That there is nothing to follow up, and why."""
        return self._found.absent or "No action of an earlier meeting is to be followed up."

    def table(self) -> list[Shown]:
        """A row an action; the last agreed first."""
        parts: list[Shown] = [Statement(self._held())] if self._found.last else []
        if not self.actions:
            return [*parts, NoticeCell(self.none())]
        columns = ("Action", "Owner", "Agreed", "Due", "State", "Indicator", "Since")
        rows = [self._row(each) for each in self.actions]
        caption = f"Agreed at earlier meetings ({numbers.whole(len(rows))})"
        return [*parts, TableCell(caption, columns, rows, note=NOTE, dense=True)]

    def moved(self, action: Action) -> Judged | None:
        """What became of the indicator of an action since; None where it has none here."""
        declared = self._declared.get(action.indicator)
        if declared is None:
            return None
        return change.since(action.raised_on, declared, self._figures, self._context)

    def _held(self) -> str:
        """When the last meeting was, of each service: "The last performance meeting: 21 March"."""
        kind = letters.within(LISTS["meetings"].get(self._found.kind, "meeting"))
        last = self._found.last
        if len(last) == 1:
            agreed = numbers.count_of(last[0].agreed, "action")
            return f"The last {kind} was on {wording.day(last[0].day)}; it agreed {agreed}."
        named = [
            f"{SERVICES.get(each.service, 'all services')} {wording.day(each.day)}"
            for each in last[:MOST_MEETINGS]
        ]
        return f"The last {kind} of each service: {numbers.join(named)}."

    def _row(self, action: Action) -> list[Cell]:
        declared = self._declared.get(action.indicator)
        name = NOT_SHOWN if action.indicator else NONE_NAMED
        return [
            action.text or "not recorded",
            self._owner(action),
            cells.day(action.raised_on),
            cells.day(action.due_on) if action.due_on else nothing("no date"),
            _state(action),
            declared.brief if declared else name,
            self._since(action) if declared else nothing(""),
        ]

    def _owner(self, action: Action) -> str:
        """The role alone where the service is that of the meeting, as the title says."""
        if not action.owner_role or action.service != self._found.service:
            return owner(action)
        return LISTS["owner_roles"].get(action.owner_role, action.owner_role)

    def _since(self, action: Action) -> Cell:
        """What became of the indicator: "67.5% to 70.8%, no clear change"."""
        declared, judged = self._declared[action.indicator], self.moved(action)
        if judged is None or judged.reason == change.TOO_SOON:
            return "too soon to say"
        then, now = judged.before, judged.now
        if then is None or then.value is None or now.value is None:
            return nothing("no figure to compare")
        ends = [wording.value(declared, each) for each in (then.value, now.value)]
        word = judged.word if judged.word != change.CANNOT else "not tested"
        return f"{ends[0]} to {ends[1]}, {word}"


def _state(action: Action) -> Cell:
    state = f"{SIGNS.get(action.state, '')}{STATES[action.state]}"
    if action.completed_on:
        # On which day it was verified, nobody records.
        done = f"{state}, done" if action.state == "verified" else state.partition(",")[0]
        return Value(action.completed_on, "day", lead=f"{done} ")
    if late := action.days_overdue:
        return Value(late, "days", lead=f"{state} ", note=" day" if late == 1 else " days")
    return state


def outstanding_on(code: str, actions: Sequence[Action]) -> list[Action]:
    """The outstanding actions of the register on an indicator: what is still to be done first, and
    of that what is due first."""
    found = [each for each in actions if each.indicator == code and each.outstanding]
    return sorted(
        found, key=lambda each: (not each.is_open, each.due_on or date.max, each.raised_on, each.id)
    )


def on_register(found: Sequence[Action]) -> str:
    """What the register has on an indicator: "overdue, due 8 Mar 2016", "none yet"."""
    if not found:
        return "none yet"
    first = found[0]
    due = f", due {cells.day(first.due_on)}" if first.due_on else ""
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    state = STATES[first.state].lower()
    return f"{state}{due}{more}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
