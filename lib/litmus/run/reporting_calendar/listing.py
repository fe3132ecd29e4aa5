"""The calendar on a day, for people as tables and for machines as JSON."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from litmus.base import numbers
from litmus.base.periods import days_in_words
from litmus.base.text_table import wrapped_table
from litmus.run import messages
from litmus.run.reporting_calendar.agenda import (
    COMING,
    DUE,
    ELSEWHERE,
    LATE,
    MADE,
    WORDS,
    Agenda,
    Item,
)
from litmus.run.reporting_calendar.due import Due
from litmus.run.reporting_calendar.progress import folder_of

HEADINGS = {
    LATE: "Late: not made",
    WORDS: "Made, and waiting",
    DUE: "Due: not made yet",
    COMING: "Coming",
    ELSEWHERE: "Made by other means: whether it is done is not known here",
    MADE: "Made, with the commentary that it has to have",
}
COLUMNS = ("Due", "Report", "For", "What")
NARROWEST, USUAL = (
    80,
    120,
)  # characters of a line; where no terminal says how many it has, the usual
NOTHING = "Nothing is due."


def as_text(found: Agenda, width: int = 0) -> str:
    """The calendar as a terminal of this width shows it: a table for each state."""
    wide = max(width or shutil.get_terminal_size((USUAL, 0)).columns, NARROWEST)
    day = days_in_words(found.day, found.day)
    parts = [f"Reporting calendar on {day}"]
    for heading, rows in tables(found):
        parts.append(f"{heading}\n\n{wrapped_table(COLUMNS, rows, wide)}")
    if not found.items:
        parts.append(NOTHING)
    return "\n\n".join(parts)


def tables(found: Agenda) -> list[tuple[str, list[list[str]]]]:
    """A heading for each state in which there is a report, with a row of `COLUMNS` for each."""
    every = (
        (heading, [_row(item) for item in found.items if item.state == state])
        for state, heading in HEADINGS.items()
    )
    return [(heading, rows) for heading, rows in every if rows]


def as_json(found: Agenda, outputs: Path) -> str:
    """The same as JSON: the day, and a list of reports; `outputs` is where they lie."""
    said = {"day": found.day.isoformat(), "reports": [_plain(i, outputs) for i in found.items]}
    return json.dumps(said, ensure_ascii=False, indent=2)


def _row(item: Item) -> list[str]:
    due, entry = item.due, item.due.asked.entry
    which = f" ({due.which_title})" if due.which_title else ""
    meeting = f"; {entry.meeting}" if entry.meeting and entry.meeting not in entry.to else ""
    if due.meeting_on:
        meeting += f"{'' if meeting else ', meeting'} on "
        meeting += days_in_words(due.meeting_on, due.meeting_on)
    return [
        "not known" if due.day is None else f"{due.day.day} {due.day:%b %Y}",
        f"{due.asked.title}{which}: {due.period.title.partition(' (')[0]}",
        f"{entry.to}{meeting}",
        what(item),
    ]


def what(item: Item) -> str:
    """What is to be known of a report, in words: "1 working day late; 2 earlier never made"."""
    said = [*_timing(item), *_progress(item)]
    if item.older:
        said.append(f"{numbers.count_of(item.older, 'earlier one')} never made")
    return "; ".join(said)


def _timing(item: Item) -> list[str]:
    days = numbers.count_of(abs(item.late), "working day")
    if item.due.day is None:
        return ["no day of the meeting is known that it could be due for"]
    if item.state in (MADE, ELSEWHERE):
        return []
    if item.late > 0:
        return [f"{days} late"]
    return ["due today"] if item.late == 0 else [f"due in {days}"]


def _progress(item: Item) -> list[str]:
    done = item.progress
    said = []
    if done.waiting:
        said.append(f"commentary to be written under {_named(done.waiting)}")
    if done.check:
        said.append(f"{numbers.count_of(done.check, 'commentary', 'commentaries')} to be checked: "
                    "figures changed since")  # fmt: skip
    if done.again:
        said.append(f"to be made again: {done.again}")
    if done.many:
        made = numbers.count_of(done.many, "report is", "reports are")
        said.append(f"{made} there; whether each is that is asked for is not known here")
    if done.sign_off:
        said.append(done.sign_off.words)
    if item.state == MADE and done.empty:
        said.append(f"{numbers.count_of(done.empty, 'other place')} for words left empty")
    return said


def _named(headings: Sequence[str], most: int = 2) -> str:
    shown = [f"“{heading}”" for heading in headings[:most]]
    rest = len(headings) - len(shown)
    return numbers.join([*shown, *([numbers.count_of(rest, "other heading")] if rest else [])])


def _plain(item: Item, outputs: Path) -> dict[str, Any]:
    due, done, entry = item.due, item.progress, item.due.asked.entry
    return {
        "report": entry.report or None,
        "title": due.asked.title,
        "which": due.which or None,
        "scopes": entry.scopes,
        "period": str(due.period),
        "period_title": due.period.title,
        "due": due.day and due.day.isoformat(),
        "to": entry.to,
        "meeting": entry.meeting or None,
        "meeting_on": due.meeting_on and due.meeting_on.isoformat(),
        "state": item.state,
        "working_days_late": None if due.day is None else item.late,
        "what": what(item),
        "made": done.made if done.is_ours else None,
        "commentary_waiting": list(done.waiting),
        "commentary_to_check": done.check,
        "make_again": done.again or None,
        "sign_off": done.sign_off and done.sign_off.words,
        "earlier_never_made": item.older,
        "files": list(done.files),
        "command": _command(due, outputs) if entry.report else None,
    }


def _command(due: Due, outputs: Path) -> str:
    """What makes it; where it is asked of many, a batch."""
    made = messages.run_command(folder_of(due, outputs).name, due.period, outputs)
    if not due.asked.entry.scopes:
        return made
    return made.replace(" run ", " batch ", 1) + "".join(
        f" --scopes {each}" for each in due.asked.entry.scopes
    )
