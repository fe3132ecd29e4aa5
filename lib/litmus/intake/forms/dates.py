"""Dates and times as people write them in forms: day first, or with the month in letters.

A cell that Excel took for a date says which day is meant, unless Excel read it month first: set up
for the United States, it takes 05/04/2016 for 4 May, and leaves 29/03/2016 as text because there is
no month 29. So what one answer shows about the habit behind it is kept, and held against the others
of the same form (`suspicions`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

FIRST_YEAR = 2000  # nothing that quality assurance looks at happened before
YEARS_AHEAD = 3  # actions are due, and reviews planned, in later years

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})")
_WORDS = re.compile(rf"{_DAY}[ -]([a-z]+)\.?,?[ -](\d{{4}})", re.I)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?")
_MONTH_WORDS = re.compile(r"([a-z]+)\.?[ -](\d{4})", re.I)
_MONTH_NUMBERS = re.compile(r"(\d{4})-(\d{2})|(\d{1,2})/(\d{4})")

SUCH_AS = "a date such as 29/03/2016 or 29 March 2016"
SUCH_AS_TIME = "a date and time such as 29/03/2016 14:05"
SUCH_AS_MONTH = "a month such as March 2016"


class Order(Enum):
    """Which comes first in a date in numbers: as forms are filled in, or as an export writes it."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Sign(Enum):
    """What a date shows about the habit behind it."""

    NONE = "it has only one reading"
    CELL = "a date to Excel, but another date if the month were first"
    TEXT = "text of numbers that has two readings"
    DAY_FIRST = "text that can only be day first: this Excel may have been set up month first"
    MONTH_FIRST = "text that can only be month first"


class NotADate(ValueError):
    """The message is what was expected instead; `sign` is what the text shows nevertheless."""

    def __init__(self, expected: str, sign: Sign = Sign.NONE) -> None:
        super().__init__(expected)
        self.sign = sign


@dataclass(frozen=True)
class DateReading:
    """A day and, where one was given, the time of day."""

    day: date
    clock: time | None = None
    sign: Sign = Sign.NONE

    @property
    def day_text(self) -> str:
        return self.day.isoformat()

    @property
    def text(self) -> str:
        """As `2016-03-29T14:05:00`; midnight where no time was given."""
        return datetime.combine(self.day, self.clock or time()).isoformat(timespec="seconds")

    @property
    def month_text(self) -> str:
        return self.day.replace(day=1).isoformat()


def moment(value: object, order: Order = Order.DAY_FIRST, expected: str = SUCH_AS) -> DateReading:
    """The day (and time) that a cell holds. Raises NotADate where it holds none, or one whose year
    cannot be meant."""
    if isinstance(value, datetime):
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        found = DateReading(rounded.date(), rounded.time(), _sign_of_cell(rounded.date()))
    elif isinstance(value, date):
        found = DateReading(value, None, _sign_of_cell(value))
    elif isinstance(value, str):
        found = _from_text(" ".join(value.split()), order, expected)
    else:
        raise NotADate(expected)
    return _in_range(found, expected)


def month(value: object, order: Order = Order.DAY_FIRST) -> DateReading:
    """The month that a cell holds, as its first day. Raises NotADate where it holds none."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if match := _MONTH_WORDS.fullmatch(text):
        number, year = _month_number(match[1]), int(match[2])
    elif match := _MONTH_NUMBERS.fullmatch(text):
        number, year = int(match[2] or match[3]), int(match[1] or match[4])
    else:
        found = moment(value, order, SUCH_AS_MONTH)
        return DateReading(found.day.replace(day=1), None, found.sign)
    if not 1 <= number <= 12:
        raise NotADate(SUCH_AS_MONTH)
    return _in_range(DateReading(date(max(year, 1), number, 1)), SUCH_AS_MONTH)


def suspicions(signs: Iterable[Sign]) -> set[Sign]:
    """The signs that make a date doubtful, given those of all dates of one form.

    Text that can only be day first, beside a cell that has two readings: an Excel set up month
    first leaves the one as text and swaps the other. Text that can only be month first: whoever
    wrote it may have written all dates so.
    """
    seen = set(signs)
    doubtful = set()
    if Sign.MONTH_FIRST in seen:
        doubtful |= {Sign.TEXT, Sign.CELL}
    if Sign.DAY_FIRST in seen:
        doubtful |= {Sign.CELL}
    return doubtful & seen


def _sign_of_cell(day: date) -> Sign:
    return Sign.CELL if day.day <= 12 and day.day != day.month else Sign.NONE


def _from_text(text: str, order: Order, expected: str) -> DateReading:
    first, rest = _day_and_clock(text)
    clock = _clock(rest, expected)
    if match := _ISO.fullmatch(first):
        return DateReading(_day(int(match[1]), int(match[2]), int(match[3]), expected), clock)
    if match := _WORDS.fullmatch(first):
        day = _day(int(match[3]), _month_number(match[2]), int(match[1]), expected)
        return DateReading(day, clock)
    if match := _NUMBERS.fullmatch(first):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        return _in_numbers(one, two, year, order, clock, expected)
    raise NotADate(expected)


def _in_numbers(
    one: int, two: int, year: int, order: Order, clock: time | None, expected: str
) -> DateReading:
    day, number = (one, two) if order is Order.DAY_FIRST else (two, one)
    if number > 12 >= day:
        wanted = "day" if order is Order.DAY_FIRST else "month"
        raise NotADate(f"{expected}, the {wanted} first", Sign.MONTH_FIRST)
    found = _day(year, number, day, expected)
    if order is Order.MONTH_FIRST or day == number:
        return DateReading(found, clock)
    return DateReading(found, clock, Sign.DAY_FIRST if day > 12 else Sign.TEXT)


def _day_and_clock(text: str) -> tuple[str, str]:
    """The day's part and the clock's: 29 March 2016 14:05, 2016-03-29T14:05."""
    if match := re.fullmatch(r"(\d{4}-\d{2}-\d{2})[T ](.+)", text):
        return match[1], match[2]
    day, _, clock = text.rpartition(" ")
    return (day.removesuffix(",").removesuffix(" at"), clock) if ":" in clock else (text, "")


def _clock(text: str, expected: str) -> time | None:
    if not text:
        return None
    if not (match := _CLOCK.fullmatch(text)):
        raise NotADate(expected)
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise NotADate(expected) from None


def _day(year: int, number: int, day: int, expected: str) -> date:
    try:
        return date(year, number, day)
    except ValueError:
        raise NotADate(expected) from None


def _month_number(name: str) -> int:
    lower = name.lower()
    for number, (short, full) in enumerate(zip(_MONTHS, _FULL, strict=True), 1):
        if lower in (short, full) or (lower == "sept" and short == "sep"):
            return number
    return 0


def _in_range(found: DateReading, expected: str) -> DateReading:
    last = date.today().year + YEARS_AHEAD
    if not FIRST_YEAR <= found.day.year <= last:
        raise NotADate(f"{expected}, of a year from {FIRST_YEAR} to {last}")
    return found
