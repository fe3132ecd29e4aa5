"""Dated steps that people declare: from a day on, an indicator is known to be at another level.

They stand in params/steps.yml, with the reason; a control chart begins anew there, and shows them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated

from pydantic import Field

from litmus.base import params
from litmus.base.errors import UsageError
from litmus.base.params import Day, Setting, read, validate
from litmus.indicators import find

WHERE = "params/steps.yml"
# What is drawn beside a line has no more room.
LONGEST = 32


@dataclass(frozen=True)
class DatedStep:
    """A day from which on an indicator is different, what that is called, and why it is."""

    day: date
    label: str
    reason: str


class _Entry(Setting):
    date: Day
    label: Annotated[str, Field(min_length=1, max_length=LONGEST)]
    reason: Annotated[str, Field(min_length=1)]


def read_steps(project: Path, codes: Iterable[str]) -> dict[str, tuple[DatedStep, ...]]:
    """The steps of these indicators, each in the order of its days; none where there is no file.

    Raises UsageError, with the line, for an entry that is not understood, a code that is no
    indicator's, or two steps of one day.
    """
    if not (project / WHERE).exists():
        return {}
    listed = params.mapping(read(project, "steps"), WHERE, "indicators with their steps")
    found = {code: _steps(code, entry, listed) for code, entry in listed.items()}
    return {code: found[code] for code in codes if found.get(code)}


def _steps(code: str, entry: object, listed: dict[str, object]) -> tuple[DatedStep, ...]:
    where = f"{WHERE}, {code}"
    try:
        find(code)
    except UsageError as error:
        line = getattr(listed, "lines", {}).get(code)
        raise UsageError(f"{WHERE}{f', line {line}' if line else ''}: {error}") from None
    entries = params.sequence(entry, where, "a list of steps, each with date, label and reason")
    steps = [
        validate(_Entry, each, f"{where}, step {number}") for number, each in enumerate(entries, 1)
    ]
    found = sorted((DatedStep(s.date, s.label, s.reason) for s in steps), key=lambda s: s.day)
    for one, next_one in pairwise(found):
        if one.day == next_one.day:
            raise UsageError(
                f"{where}: two steps on {one.day}; expected one a day. Say both in one reason."
            )
    return tuple(found)
