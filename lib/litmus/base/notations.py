"""Reading a period as people write it: 2016Q1, 2015/16Q4, 2016-03, 2016-W12, 2016-03-29, 2015/16.

Each notation is a pattern and a reader. A reader returns the kind of period, one day of it and the
notation; it raises ValueError with the reason where there is no such period.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date

from litmus.base.errors import UsageError
from litmus.base.working_days import FIRST, LAST

ACCEPTED = (
    "Write a calendar quarter (2016Q1), a financial quarter (2015/16Q4), a month (2016-03), "
    "a week (2016-W12), a day (2016-03-29) or a financial year (2015/16)."
)

Reading = tuple[str, date, str]  # kind, a day of the period, notation


def read(text: str) -> Reading:
    """The kind, a day and the notation of the period written as `text`, in capitals or not.

    Raises UsageError, saying why it is no period, what was probably meant and what is accepted.

    >>> read("2015/16Q4")
    ('quarter', datetime.date(2016, 1, 1), 'financial')
    """
    written = text.strip().upper()
    try:
        return _read(written)
    except ValueError as reason:
        raise _refusal(text, str(reason), _suggestion(written)) from None


def _read(written: str) -> Reading:
    for pattern, reader in _NOTATIONS.items():
        if match := re.fullmatch(pattern, written):
            return reader(*match.groups())
    raise ValueError("")


def _refusal(text: str, reason: str, meant: str | None) -> UsageError:
    because = f": {reason}" if reason else ""
    suggestion = f" Did you mean {meant}?" if meant else ""
    return UsageError(f"'{text}' is not a period{because}.{suggestion} {ACCEPTED}")


def _calendar_quarter(year: str, quarter: str) -> Reading:
    return "quarter", date(_check_year(year), 3 * _quarter(quarter) - 2, 1), "calendar"


def _financial_quarter(year: str, second: str, quarter: str) -> Reading:
    start = _financial(year, second)
    number = _quarter(quarter)
    day = date(start + 1, 1, 1) if number == 4 else date(start, 3 * number + 1, 1)
    return "quarter", day, "financial"


def _financial_year(year: str, second: str) -> Reading:
    return "year", date(_financial(year, second), 4, 1), "financial"


def _month(year: str, month: str) -> Reading:
    return "month", date(_check_year(year), _month_number(month), 1), "calendar"


def _week(year: str, week: str) -> Reading:
    last = (
        date(_check_year(year), 12, 28).isocalendar().week
    )  # 28 December is always in the last week
    if not 1 <= int(week) <= last:
        raise ValueError(f"{year} has weeks W01 to W{last}")
    return "week", date.fromisocalendar(int(year), int(week), 1), "calendar"


def _day(year: str, month: str, day: str) -> Reading:
    last = calendar.monthrange(_check_year(year), _month_number(month))[1]
    if not 1 <= int(day) <= last:
        raise ValueError(f"{year}-{month} has days 01 to {last}")
    return "day", date(int(year), int(month), int(day)), "calendar"


def _check_year(year: str | int) -> int:
    """The year, within those whose working days are known: another one is a slip of the pen."""
    if not FIRST.year <= int(year) <= LAST.year:
        raise ValueError(f"periods run from {FIRST.year} to {LAST.year}")
    return int(year)


def _financial(year: str, second: str) -> int:
    start = _check_year(year)
    following = f"{_check_year(start + 1) % 100:02}"
    if second != following:
        raise ValueError(f"the financial year that starts in {year} is {year}/{following}")
    return start


def _quarter(quarter: str) -> int:
    if quarter not in "1234":
        raise ValueError("a year has quarters Q1 to Q4")
    return int(quarter)


def _month_number(month: str) -> int:
    if not 1 <= int(month) <= 12:
        raise ValueError("a year has months 01 to 12")
    return int(month)


_NOTATIONS: dict[str, Callable[..., Reading]] = {
    r"([0-9]{4})\s*Q([0-9])": _calendar_quarter,
    r"([0-9]{4})/([0-9]{2})\s*Q([0-9])": _financial_quarter,
    r"([0-9]{4})/([0-9]{2})": _financial_year,
    r"([0-9]{4})-([0-9]{2})": _month,
    r"([0-9]{4})-W([0-9]{2})": _week,
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})": _day,
}

# Common slips and the notation that was probably meant; offered only where that is a period.
_SLIPS = {
    r"(?:FY)?\s*([0-9]{4})[-/](?:[0-9]{2})?([0-9]{2})": "{0}/{1}",
    r"([0-9]{4})-(?:[0-9]{2})?([0-9]{2})[-/\s]*Q([1-4])": "{0}/{1}Q{2}",
    r"([0-9]{4})[-/]\s*Q([1-4])": "{0}Q{1}",
    r"Q([1-4])[-/\s]*([0-9]{4})": "{1}Q{0}",
    r"([0-9]{4})[-/]([0-9]{1,2})": "{0}-{1:0>2}",
    r"([0-9]{4})([0-9]{2})": "{0}-{1}",
    r"([0-9]{4})[-/\s]*W([0-9]{1,2})": "{0}-W{1:0>2}",
    r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})": "{2}-{1:0>2}-{0:0>2}",
    r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})": "{0}-{1:0>2}-{2:0>2}",
    r"([0-9]{4})([0-9]{2})([0-9]{2})": "{0}-{1}-{2}",
}


def _suggestion(written: str) -> str | None:
    for pattern, template in _SLIPS.items():
        if match := re.fullmatch(pattern, written):
            suggestion = template.format(*match.groups())
            if suggestion != written and _is_period(suggestion):
                return suggestion
    return None


def _is_period(written: str) -> bool:
    try:
        _read(written)
    except ValueError:
        return False
    return True
