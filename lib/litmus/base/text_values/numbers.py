"""Numbers as councils write them, and ids that a spreadsheet took for numbers.

A point or a comma is read where it can mean one thing only: `0,8` and `12,75` are decimals, `1,234`
may be a thousand or a little more than one and is no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

PLAIN = r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$"
# 1,234.5 and 1,234,567
COMMAS_BETWEEN_THOUSANDS = r"^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})$"
# 1.234,5 and 1.234.567
POINTS_BETWEEN_THOUSANDS = r"^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})$"
# 12,75 and 0,125
DECIMAL_COMMA = r"^[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+)$"
# In a column of whole numbers 83,785 can only be thousands.
WHOLE_THOUSANDS = r"^[+-]?[1-9]\d{0,2}(?:,\d{3})+$"
# An id that was stored as a number: 1001.0
ID_WITH_POINT = r"^(-?\d+)\.00?$"
# An id that a spreadsheet shortened: 1.23457E+11. Ids that differ have become one.
SHORTENED_ID = r"^\d(?:\.\d+)?[eE]\+\d+$"


def number(text: pl.Expr) -> pl.Expr:
    """The numbers that trimmed texts are; null where one is none for certain.

    >>> import polars as pl
    >>> texts = pl.Series(["0,8", "1,234.5", "1,234", "1.5E3"])
    >>> pl.select(number(pl.lit(texts))).to_series().to_list()
    [0.8, 1234.5, None, 1500.0]
    """
    import polars as pl

    return _plain(text).cast(pl.Float64, strict=False)


def whole(text: pl.Expr) -> pl.Expr:
    """The whole numbers that trimmed texts are. One in scientific notation is none: the digits
    that it lost are not known."""
    import polars as pl

    grouped = pl.when(text.str.contains(WHOLE_THOUSANDS)).then(text.str.replace_all(",", ""))
    digits = pl.coalesce(grouped, _plain(text)).str.extract(r"^([+-]?\d+)(?:\.0*)?$")
    return digits.cast(pl.Int64, strict=False)


def _plain(text: pl.Expr) -> pl.Expr:
    """The text with a point before the decimals and nothing else between digits, or null."""
    import polars as pl

    return (
        pl.when(text.str.contains(PLAIN))
        .then(text)
        .when(text.str.contains(COMMAS_BETWEEN_THOUSANDS))
        .then(text.str.replace_all(",", ""))
        .when(text.str.contains(POINTS_BETWEEN_THOUSANDS))
        .then(text.str.replace_all(".", "", literal=True).str.replace(",", "."))
        .when(text.str.contains(DECIMAL_COMMA))
        .then(text.str.replace(",", "."))
    )


def identifier(text: pl.Expr) -> pl.Expr:
    """Trimmed texts as ids: without the `.0` of an id that was stored as a number.

    >>> import polars as pl
    >>> pl.select(identifier(pl.lit("1001.0"))).item()
    '1001'
    """
    return text.str.replace(ID_WITH_POINT, "${1}")


def may_have_point(text: pl.Expr) -> pl.Expr:
    """Whether texts end as an id that was stored as a number: quick to ask of a whole column."""
    return text.str.ends_with(".0") | text.str.ends_with(".00")


def is_shortened_id(text: pl.Expr) -> pl.Expr:
    """Whether texts are ids that a spreadsheet shortened."""
    return text.str.contains(SHORTENED_ID)
