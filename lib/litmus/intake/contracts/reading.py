"""From text as it was read to typed columns: trimmed, placeholders emptied, dates day first."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from litmus.base.text_values import dates, numbers, words
from litmus.intake.contracts.model import ColumnRule, Contract
from litmus.intake.contracts.sql import ROW

MOMENTS = ("date", "timestamp")
# The form in which nearly every cell is written: a column that has no other is read as a whole.
FIRST_FORM = {"date": dates.USUAL_DAYS[0], "timestamp": dates.USUAL_MOMENTS[0]}

TYPES: dict[str, Any] = {
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
}
# Beside each column that is not text: what stood in the cell where it could not be read.
UNREADABLE = " unreadable"
# Beside a column of days that are an hour early all summer: whether the cell's is.
HOUR_EARLY = " an hour early"


@dataclass
class CellReading:
    """One table, read: `frame` has the contract's columns typed, the lineage (`_file`, `_row`),
    the row's number and the unreadable texts; the counts are cells by column."""

    frame: pl.DataFrame
    not_supplied: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    sentinels: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)


def read(raw: pl.DataFrame, contract: Contract) -> CellReading:
    """`raw` (text or typed, with its lineage) as the contract types it; no row is left out."""
    columns = [column for column in contract.columns.values() if column.name in raw.columns]
    absent = [column for column in contract.columns.values() if column.name not in raw.columns]
    cells = _cells(raw, columns)
    frame = raw.select(ROW, "_file", "_row").with_columns(
        *(each.typed for each in cells.values()),
        *(pl.lit(None, TYPES[column.type]).alias(column.name) for column in absent),
        *(
            pl.lit(cells[column.name].unread, pl.String).alias(column.name + UNREADABLE)
            for column in columns
            if column.type != "string"
        ),
        *(
            early.alias(column.name + HOUR_EARLY)
            for column in columns
            if (early := dates.hour_early(raw[column.name], cells[column.name].typed)) is not None
        ),
    )
    return CellReading(
        frame.select(ROW, "_file", "_row", *contract.columns, *_leftover_columns(frame)),
        not_supplied=[column.name for column in absent],
        ignored=[c for c in raw.columns if c not in contract.columns and not c.startswith("_")],
        sentinels={name: each.sentinels for name, each in cells.items() if each.sentinels},
        empty={name: each.empty for name, each in cells.items() if each.empty},
    )


def read_column(raw: pl.DataFrame, column: ColumnRule) -> pl.Series:
    """One column of `raw`, typed; null where it is empty, a sentinel or cannot be read."""
    return _cells(raw, [column])[column.name].typed


def with_lineage(raw: pl.DataFrame, table: str) -> pl.DataFrame:
    """`raw` with a number for each row, and the table's name and line where it has no file."""
    raw = raw.with_row_index(ROW)
    if "_file" not in raw.columns:
        raw = raw.with_columns(pl.lit(table).alias("_file"))
    if "_row" not in raw.columns:  # the header is line 1
        raw = raw.with_columns((pl.col(ROW).cast(pl.Int64) + 2).alias("_row"))
    return raw


@dataclass(frozen=True)
class _Cells:
    """One column, read: its values, the texts that cannot be read if there are any, and how many
    were sentinels."""

    typed: pl.Series
    unread: pl.Series | None = None
    sentinels: int = 0

    @property
    def empty(self) -> int:
        return self.typed.null_count() - (0 if self.unread is None else self.unread.count())


def _cells(raw: pl.DataFrame, columns: list[ColumnRule]) -> dict[str, _Cells]:
    """Every column, read: most as a whole, and text by text those that need it."""
    given = raw.select(_text(raw, column) for column in columns)
    plain = {each.name: _Cells(each) for each in [*_days(given, columns), *_texts(given, columns)]}
    return {
        column.name: plain.get(column.name) or _each_text(given[column.name], column)
        for column in columns
    }


def _text(raw: pl.DataFrame, column: ColumnRule) -> pl.Expr:
    """The text of a column, whatever type a Parquet file gave it; a moment with a time zone by the
    clock in the office, before its day is taken."""
    value, dtype = pl.col(column.name), raw.schema[column.name]
    if isinstance(dtype, pl.Datetime):
        value = dates.in_office(value) if dtype.time_zone else value
        value = value if column.type == "timestamp" else value.dt.date()
    if dtype.is_float() and column.type == "string":  # an id that was stored as 123.0
        whole = (value == value.floor()) & (value.abs() < 2**53)
        value = (
            pl.when(whole)
            .then(value.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(value.cast(pl.String))
        )
    return value.cast(pl.String)


def _days(given: pl.DataFrame, columns: list[ColumnRule]) -> list[pl.Series]:
    """The days and moments of the columns that are written in the first form throughout."""
    days = given.select(
        pl.col(column.name).str.strptime(TYPES[column.type], form, strict=False)
        for column in columns
        if (form := FIRST_FORM.get(column.type))
    )
    stray = days.select(
        (pl.col(name).min().dt.year() < dates.FIRST_YEAR)
        | (pl.col(name).max().dt.year() > dates.LAST_YEAR)
        for name in days.columns
    )
    read = [day for day in days if day.null_count() == given[day.name].null_count()]
    return [day for day in read if not stray[day.name].item()]


def _texts(given: pl.DataFrame, columns: list[ColumnRule]) -> list[pl.Series]:
    """The columns of text in which nothing is to be changed."""
    stay = given.select(_stays(column).all() for column in columns if column.type == "string")
    return [given[each.name] for each in stay if each.item()]


def _stays(column: ColumnRule) -> pl.Expr:
    """Whether a text stays as it is: one of the column's codes, or any text that is no sentinel."""
    text, spoken = pl.col(column.name), _codes_by_text(column)
    if spoken:
        return text.is_in([code for code in column.allowed if spoken.get(code.lower()) == code])
    nothing = words.stands_for_nothing(text, _real_words(column), days=False)
    plain = (text.str.strip_chars() == text) & ~nothing
    return plain & ~numbers.may_have_point(text) if column.is_id else plain


def _real_words(column: ColumnRule) -> Collection[str]:
    """The words of a column that may look like words for nothing, and are none."""
    return words.ANSWERS if column.is_free_text else _codes_by_text(column)


def _codes_by_text(column: ColumnRule) -> dict[str, str]:
    """The code that each text in small letters stands for: the codes themselves, and what the
    contract reads as one of them."""
    codes = {code.lower(): code for code in column.allowed}
    return codes | {said.lower(): code for said, code in column.read_as.items()}


def _each_text(given: pl.Series, column: ColumnRule) -> _Cells:
    """A column read text by text, each of them once: it has many rows but few texts."""
    said = given.drop_nulls().unique()
    text = said.to_frame().select(_trim(column))
    kept = text.select(_without_sentinel(column))
    typed = kept.select(_convert(column)).to_series()
    if column.is_flag:
        kept, typed = _as_flags(text, kept, typed)
    unread = kept.to_series().set(typed.is_not_null(), None)
    sentinels = said.filter(text.to_series().is_not_null() & kept.to_series().is_null())
    return _Cells(
        _instead(given, said, typed),
        _instead(given, said, unread) if unread.count() else None,
        int(given.is_in(sentinels.implode()).sum()) if len(sentinels) else 0,
    )


def _as_flags(
    text: pl.DataFrame, kept: pl.DataFrame, typed: pl.Series
) -> tuple[pl.DataFrame, pl.Series]:
    """What a column of flags says where it holds -1. Beside 0 alone it is Access's True; among
    other answers it may be a placeholder or a yes, and stays as it stands: no known code."""
    true = text.to_series() == words.ACCESS_TRUE
    if not true.any():
        return kept, typed
    others = set(kept.to_series().drop_nulls()) - {words.ACCESS_TRUE}
    meant = "Y" if others == {words.ACCESS_FALSE} else words.ACCESS_TRUE
    known = kept.to_series().set(true, words.ACCESS_TRUE)
    return known.to_frame(), typed.set(true, meant)


def _instead(given: pl.Series, said: pl.Series, meant: pl.Series) -> pl.Series:
    return given.replace_strict(said, meant, default=None, return_dtype=meant.dtype)


def _trim(column: ColumnRule) -> pl.Expr:
    text = pl.col(column.name).str.strip_chars()
    if column.allowed or column.is_id:
        text = numbers.identifier(text)
    if column.allowed or column.read_as:
        text = text.str.replace_all(r"\s+", " ")
    return pl.when(text != "").then(text).alias(column.name)


def _without_sentinel(column: ColumnRule) -> pl.Expr:
    text = pl.col(column.name)
    nothing = words.stands_for_nothing(text, _real_words(column), days=column.type in MOMENTS)
    return pl.when(~nothing).then(text).alias(column.name)


def _convert(column: ColumnRule) -> pl.Expr:
    text = pl.col(column.name)
    if column.type in MOMENTS:
        dtype = TYPES[column.type]
        when = text.map_batches(lambda texts: dates.read(texts, dtype), return_dtype=dtype)
        return when.alias(column.name)
    if column.type == "integer":
        return numbers.whole(text).alias(column.name)
    if column.type == "number":
        return numbers.number(text).alias(column.name)
    if spoken := _codes_by_text(column):
        return text.str.to_lowercase().replace_strict(spoken, default=text).alias(column.name)
    return text.alias(column.name)


def _leftover_columns(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.endswith((UNREADABLE, HOUR_EARLY))]
