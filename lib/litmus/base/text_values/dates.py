"""Days and moments as councils write them: one list, day first, nothing inferred.

A day is `2016-03-31`, `31/03/2016` (also with points or dashes) or `31 March 2016`, with or without
a time. Two-digit years, the month first, Excel's day numbers and AM and PM are not guessed.

A moment with a time zone is turned to the clock on the wall of the office before its day is taken:
midnight of 1 April in London is 23:00 of 31 March in UTC. One without a zone is by that clock.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # polars is slow to import
    import polars as pl

OFFICE = "Europe/London"
# A year outside these is a slip of the pen (29/03/16, 0216-03-29), not a date.
FIRST_YEAR, LAST_YEAR = 1901, 2100

# What whole columns are tried for first, as most are written: part of the list below, read by a
# faster way.
USUAL_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
USUAL_MOMENTS = (
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
)

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_YEAR_FIRST = r"(?P<y1>\d{4})(?P<s1>[-/])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
_DAY_FIRST = r"(?P<d2>\d{1,2})(?P<s2>[-/.])(?P<m2>\d{1,2})(?P=s2)(?P<y2>\d{4})"
_IN_WORDS = r"(?P<d3>\d{1,2})[ -](?P<m3>[A-Za-z]{3,9})[ -](?P<y3>\d{4})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,9}))?)?"
_ZONE = r"(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)"
_NO_SECONDS = r"(?::00(?:[.,]0+)?)?$"
_MOMENT = re.compile(
    rf"(?:{_YEAR_FIRST}|{_DAY_FIRST}|{_IN_WORDS})(?:[Tt ]{_CLOCK}(?: ?{_ZONE})?)?", re.ASCII
)


@lru_cache(maxsize=100_000)
def moment(text: str | None) -> datetime | None:
    """The moment that a text names, by the clock in the office; midnight where it has no time.

    >>> moment("31/03/2016 23:30")
    datetime.datetime(2016, 3, 31, 23, 30)
    >>> moment("2016-03-31T23:30:00Z")  # half past midnight by the clock in London
    datetime.datetime(2016, 4, 1, 0, 30)
    """
    import polars as pl

    if not text or (found := _moment_of(text)) is None:
        return None
    when, with_zone = found
    return _to_office_time(pl.Series([when]))[0] if with_zone else when


@lru_cache(maxsize=100_000)
def day(text: str | None) -> date | None:
    """The day that a text names, or None.

    >>> day("31 March 2016"), day("31/03/16"), day("03/31/2016")
    (datetime.date(2016, 3, 31), None, None)
    """
    when = moment(text)
    return when.date() if when else None


def read(texts: pl.Series, dtype: Any) -> pl.Series:
    """Trimmed texts as days (`pl.Date`) or moments; null where one is none of the list."""
    import polars as pl

    named = pl.Series(texts.name, [None], dtype=dtype).new_from_index(0, len(texts))
    left = texts
    for form in (*USUAL_DAYS, *USUAL_MOMENTS):
        if left.null_count() == len(left):
            return named
        kind = pl.Date if form in USUAL_DAYS else pl.Datetime("us")
        found = _in_our_time(left.str.strptime(kind, form, strict=False)).cast(dtype)
        named = named.fill_null(found)
        left = left.set(named.is_not_null(), None)
    if left.null_count() == len(left):
        return named
    others = left.drop_nulls().unique()
    meant = _each(others).cast(dtype)
    return named.fill_null(left.replace_strict(others, meant, default=None, return_dtype=dtype))


def in_office(value: pl.Expr) -> pl.Expr:
    """Moments with a time zone by the clock in the office, without it."""
    return value.dt.convert_time_zone(OFFICE).dt.replace_time_zone(None)


def hour_early(given: pl.Series, days: pl.Series) -> pl.Series | None:
    """Which of a column's days are midnight in London written as UTC without saying so: a day too
    early. None where the column is not written so.

    It is where all are midnight in London if they are taken for UTC, at 23:00 in summer: `given`
    are the cells, `days` what they were read as. One or two such times are an hour of the day.
    """
    import polars as pl

    if days.dtype != pl.Date or given.dtype not in (pl.String, pl.Datetime):
        return None
    if given.dtype == pl.String:
        clock = given.str.extract(rf"[Tt ](\d{{1,2}}:\d{{2}}){_NO_SECONDS}")
    elif given.dtype.time_zone:  # type: ignore[attr-defined]
        return None
    else:
        clock = given.dt.strftime("%H:%M")
    early = (clock == "23:00").fill_null(False)
    if early.sum() < FEW_HOURS:
        return None
    there = days.is_not_null()
    if not clock.filter(there).is_in(["00:00", "23:00"]).all():
        return None
    written = (
        days.cast(pl.Datetime("us"))
        + pl.select(pl.when(early).then(timedelta(hours=23)).otherwise(timedelta())).to_series()
    )
    return early if (_to_office_time(written).dt.hour() == 0).filter(there).all() else None


def last_of(days: pl.Series, today: date) -> date | None:
    """The last of many days of activity, slips of the pen left out; None where there is none.

    No activity lies after today. Of the others those are slips that come more than a month after
    all but one in a thousand, or alone more than a year after all others, of which there are 20.
    """
    import polars as pl

    ordered = days.drop_nulls().sort()
    ordered = ordered.filter(ordered <= today)
    if ordered.is_empty():
        return None
    most = ordered[-(-NEARLY_ALL[0] * (len(ordered) - 1) // NEARLY_ALL[1])]
    ordered = ordered.filter(ordered <= most + MARGIN)
    if len(ordered) > ENOUGH and ordered[-1] - ordered[-2] > ALONE:
        ordered = ordered[:-1]
    assert ordered.dtype == pl.Date
    last: date = ordered[-1]
    return last


# So many times at 23:00 and none at another hour are no chance.
FEW_HOURS = 3
# 999 of 1,000 days are surely no slips of the pen.
NEARLY_ALL, MARGIN = (999, 1000), timedelta(days=31)
ENOUGH, ALONE = 20, timedelta(days=366)


def _each(texts: pl.Series) -> pl.Series:
    """The moments that texts name, by the clock in the office."""
    import polars as pl

    found = [_moment_of(text) for text in texts]
    when = pl.Series([each and each[0] for each in found], dtype=pl.Datetime("us"))
    with_zone = pl.Series([bool(each and each[1]) for each in found], dtype=pl.Boolean)
    return _to_office_time(when).zip_with(with_zone, when) if with_zone.any() else when


def _moment_of(text: str) -> tuple[datetime, bool] | None:
    """The moment as a text says it, and whether it gave a zone: then it is that of UTC."""
    match = _MOMENT.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    said = match.groupdict()
    try:
        when = datetime(*_day(said)) + _clock(said) - _ahead(said["zone"])
    except (ValueError, OverflowError):
        return None
    return (when, bool(said["zone"])) if FIRST_YEAR <= when.year <= LAST_YEAR else None


def _day(said: dict[str, str | None]) -> tuple[int, int, int]:
    """Year, month and day; raises ValueError for a month of no such name."""
    if said["y3"]:
        return int(said["y3"]), _month(str(said["m3"])), int(str(said["d3"]))
    n = "1" if said["y1"] else "2"
    year, number, its_day = (int(str(said[part + n])) for part in "ymd")
    return year, number, its_day


def _month(name: str) -> int:
    lower = "sep" if name.lower() == "sept" else name.lower()
    for number, full in enumerate(_MONTHS, 1):
        if lower in (full, full[:3]):
            return number
    raise ValueError(f"{name} is no month")


def _clock(said: dict[str, str | None]) -> timedelta:
    """The time of day; raises ValueError where there is none such."""
    hour, minute, second = (int(said[part] or 0) for part in ("hour", "minute", "second"))
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("no time of day")
    micro = int((said["part"] or "0").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)


def _ahead(zone: str | None) -> timedelta:
    """How far the clock of a zone (`Z`, `+01:00`) is ahead of UTC."""
    if not zone or zone in "Zz":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return ahead if zone[0] == "+" else -ahead


def _to_office_time(utc: pl.Series) -> pl.Series:
    """Moments of UTC by the clock in the office. Polars brings the rules of time zones along; a
    bare machine may have none."""
    here = utc.dt.replace_time_zone("UTC").dt.convert_time_zone(OFFICE)
    return here.dt.replace_time_zone(None)


def _in_our_time(when: pl.Series) -> pl.Series:
    return when.set(~when.dt.year().is_between(FIRST_YEAR, LAST_YEAR), None)
