"""Words for nothing, for yes and for no, as case management systems and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # polars is slow to import
    import polars as pl

# The standard's placeholders (indicators.yml, null_sentinels), and what exports of SQL Server,
# Excel, pandas and R leave in an empty cell.
_PLACEHOLDERS = ("", "1900-01-01", "1900/01/01", "9999-12-31", "SSD_PH", "PLACEHOLDER_DATA", "-1")
_EMPTY = ("NULL", "(NULL)", "<NULL>", "[NULL]", "#N/A", "N/A", "NaN", "NaT", "None", "<NA>")
NOTHING = frozenset(
    word
    for each in (*_PLACEHOLDERS, *_EMPTY)
    for word in (each, each.upper(), each.lower(), each.title())
)
# The standard's two placeholder days in every form that is read, with or without a time.
PLACEHOLDER_DAY = re.compile(
    r"^(?:1900[-/]0?1[-/]0?1|0?1[-/.]0?1[-/.]1900|9999[-/]12[-/]31|31[-/.]12[-/.]9999)(?:$|[T ])"
)

YES = ("Y", "Yes", "True", "T", "1", "1.0", "a) Yes", "a) Y")
_NO = ("N", "No", "False", "F", "0", "0.0", "b) No", "b) N")
# What a flag says, by the word in small letters.
FLAGS = {word.lower(): "Y" for word in YES} | {word.lower(): "N" for word in _NO}
# Access writes True as -1, beside 0 for False. Elsewhere -1 is a placeholder.
ACCESS_TRUE, ACCESS_FALSE = "-1", "0"

# In a text that somebody wrote freely these are an answer, and stay.
ANSWERS = ("None", "N/A")


def stands_for_nothing(texts: pl.Expr, codes: Collection[str] = (), *, days: bool) -> pl.Expr:
    """Which trimmed texts stand for an empty cell. `codes` of the column are none of the words:
    NONE may be the code that there is no disability. `days` asks for placeholder days, too."""
    own = {code.lower() for code in codes}
    found = texts.is_in(sorted(word for word in NOTHING if word.lower() not in own))
    return found | texts.str.contains(PLACEHOLDER_DAY.pattern) if days else found
