"""Dates as councils write them: an explicit list, day first, never inferred.

Sources parse only what they must order or compare. The text itself travels on as it stood, and the
contract reports what is no date.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

_TIME = r"(?:[T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?)?"
ISO = (
    rf"(\d{{4}}-\d{{2}}-\d{{2}}){_TIME}"  # 2016-03-31, 2016-03-31T00:00:00, 2016-03-31 00:00:00.000
)
DAY_FIRST = r"(\d{1,2}/\d{1,2}/\d{4})"  # 31/03/2016

_ISO = re.compile(ISO)
_DAY_FIRST = re.compile(DAY_FIRST)


@lru_cache(maxsize=100_000)
def parse(text: str | None) -> date | None:
    """The date that a trimmed text names, or None."""
    if not text:
        return None
    try:
        if match := _ISO.fullmatch(text):
            return date.fromisoformat(match[1])
        if match := _DAY_FIRST.fullmatch(text):
            day, month, year = (int(part) for part in match[1].split("/"))
            return date(year, month, day)
    except ValueError:
        pass
    return None


def column(name: str) -> pl.Expr:
    """A text column of a table as dates, by the same list; null where it is none."""
    import polars as pl

    text = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.coalesce(
        text.str.extract(f"^{ISO}$").str.to_date("%Y-%m-%d", strict=False),
        text.str.extract(f"^{DAY_FIRST}$").str.to_date("%d/%m/%Y", strict=False),
    )
