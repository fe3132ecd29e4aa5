"""What the calendar asks for on a day: late, waiting for somebody, due, made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from litmus.base.working_days import working_days
from litmus.run.reporting_calendar import progress
from litmus.run.reporting_calendar.due import REPLACED, Due, until
from litmus.run.reporting_calendar.progress import Progress
from litmus.run.reporting_calendar.settings import Asked, read_calendar
from litmus.run.reporting_calendar.sign_off import SignOffs

LATE, WORDS, DUE, COMING, MADE = "late", "waiting", "due", "coming", "made"
ELSEWHERE = "made by other means"
STATES = (LATE, WORDS, DUE, COMING, ELSEWHERE, MADE)
AHEAD = timedelta(days=31)  # what comes later than that is not listed


@dataclass(frozen=True)
class Item:
    """One report that is asked for, with what is done of it and the state that follows.

    `late` is by how many working days it is late; negative where it is not due yet. `older` are how
    many earlier ones of it were never made.
    """

    due: Due
    progress: Progress
    state: str
    late: int
    older: int = 0


@dataclass(frozen=True)
class Agenda:
    """The calendar on a day; `items` in the order of the states, then of their days."""

    day: date
    items: Sequence[Item]


def agenda(project: Path, outputs: Path, day: date, signed: SignOffs | None = None) -> Agenda:
    """What is due, late and done on a day, by the reports that lie in `outputs` now, and what is
    `signed`.

    Raises UsageError where params/calendar.yml is wrong.
    """
    calendar, asked = read_calendar(project)
    items = [
        item
        for each in asked
        for which in (each.entry.which or [""])
        for item in _of_entry(each, which, day, calendar.meetings, outputs, signed)
    ]
    items.sort(key=lambda i: (STATES.index(i.state), i.due.day or date.max, i.due.asked.title))
    return Agenda(day, items)


def _of_entry(
    asked: Asked,
    which: str,
    day: date,
    meetings: dict[str, list[date]],
    outputs: Path,
    signed: SignOffs | None,
) -> list[Item]:
    """The last one that fell due, the next, and earlier ones with words missing; the number of
    earlier ones that were not made stands with the last."""
    every = until(asked, which, day, meetings)
    fell_due = [each for each in every if each.day is not None and each.day <= day]
    found = {each.period.start: progress.of(each, outputs, signed) for each in every}
    older = [each for each in fell_due[:-1] if asked.kind not in REPLACED]
    never = sum(p.is_ours and not p.made for p in (found[each.period.start] for each in older))
    items = [
        item
        for each in older
        if (item := _item(each, found[each.period.start], day)).state == WORDS
    ]
    for each in fell_due[-1:]:
        items.append(_item(each, found[each.period.start], day, never))
    for each in every[len(fell_due) :]:
        near = each.day is not None and each.day <= day + AHEAD
        if near or each.period.end < day:
            items.append(_item(each, found[each.period.start], day))
    return items


def _item(due: Due, done: Progress, day: date, older: int = 0) -> Item:
    late = 0 if due.day is None else working_days(due.day, day)
    return Item(due, done, _state(due, done, day), late, older)


def _state(due: Due, done: Progress, day: date) -> str:
    if done.made:
        unsigned = done.sign_off is not None and not done.sign_off.published
        return WORDS if done.waiting or done.check or done.again or unsigned else MADE
    if due.day is not None and due.day < day:
        return LATE if done.is_ours else ELSEWHERE
    return DUE if due.period.end < day else COMING
