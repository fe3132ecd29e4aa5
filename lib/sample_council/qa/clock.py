"""Times of day: what must be done the same day or within 48 hours is recorded to the minute."""

from datetime import date
from typing import NamedTuple

from sample_council.chance import Chance
from sample_council.days import ISO, on_or_after
from sample_council.volumes import EXTRACT

_DAY = 24 * 60
_OPENS, _CLOSES = 9 * 60, 17 * 60 + 30


class ClockMoment(NamedTuple):
    """A day (its ordinal) and a minute of it, from midnight. Compares as time does."""

    day: int
    minute: int

    def after(self, minutes: int) -> "ClockMoment":
        """So many minutes later."""
        days, minute = divmod(self.minute + minutes, _DAY)
        return ClockMoment(self.day + days, minute)

    def text(self) -> str:
        """As an extract holds it: 2016-03-29T14:05:00."""
        return f"{ISO[self.day]}T{self.minute // 60:02d}:{self.minute % 60:02d}:00"


def at_work(day: int, chance: Chance) -> ClockMoment:
    """Some time in the working hours of that day, or of the next working day."""
    return ClockMoment(on_or_after(day), chance.between(_OPENS, _CLOSES))


def if_past(moment: ClockMoment | None) -> ClockMoment | None:
    """The moment as the extract knows it: null while it lies ahead."""
    return None if moment is None or moment.day > EXTRACT else moment


def first_of_month(day: int) -> int:
    """The first day of that day's month."""
    return date.fromordinal(day).replace(day=1).toordinal()
