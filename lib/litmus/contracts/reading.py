"""From text as it was read to typed columns: trimmed, placeholders emptied, dates day first."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from litmus.contracts.model import Column, Contract
from litmus.contracts.sql import ROW

# What case management systems write where there is nothing. The first seven are the standard's
# (indicators.yml, null_sentinels), the last two are left by SQL Server and Excel exports.
SENTINELS = (
    "1900-01-01",
    "1900/01/01",
    "9999-12-31",
    "SSD_PH",
    "PLACEHOLDER_DATA",
    "-1",
    "",
    "NULL",
    "#N/A",
)
# The same two dates in every form that is read, with or without a time.
SENTINEL_DATE = r"^(?:1900-01-01|01/01/1900|9999-12-31|31/12/9999)(?:$|[T ])"
# A year outside these is a slip of the pen (29/03/16, 0216-03-29), not a date.
FIRST_YEAR, LAST_YEAR = 1901, 2100

DATES = ("%Y-%m-%d", "%d/%m/%Y")
TIMES = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M")
# A moment may be written without its seconds, too; a bare day is the midnight that begins it.
MINUTES = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
# In the order in which they are tried; nearly every cell is written in the first.
FORMS = {"date": DATES + TIMES, "timestamp": TIMES + MINUTES + DATES}
# Where a Parquet file holds moments with their time zone: the clock on the wall of the office.
OFFICE = "Europe/London"

TYPES: dict[str, Any] = {
    "date": pl.Date,
    "timestamp": pl.Datetime("us"),
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
}
# Beside each column that is not text: what stood in the cell where it could not be read.
UNREADABLE = " unreadable"


@dataclass
class Reading:
    """One table, read: `frame` has the contract's columns typed, the lineage (`_file`, `_row`),
    the row's number and the unreadable texts; the counts are cells by column."""

    frame: pl.DataFrame
    not_supplied: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    sentinels: dict[str, int] = field(default_factory=dict)
    empty: dict[str, int] = field(default_factory=dict)


def read(raw: pl.DataFrame, contract: Contract) -> Reading:
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
    )
    return Reading(
        frame.select(ROW, "_file", "_row", *contract.columns, *_leftover_columns(frame)),
        not_supplied=[column.name for column in absent],
        ignored=[c for c in raw.columns if c not in contract.columns and not c.startswith("_")],
        sentinels={name: each.sentinels for name, each in cells.items() if each.sentinels},
        empty={name: each.empty for name, each in cells.items() if each.empty},
    )


def read_column(raw: pl.DataFrame, column: Column) -> pl.Series:
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


def _cells(raw: pl.DataFrame, columns: list[Column]) -> dict[str, _Cells]:
    """Every column, read: most as a whole, and text by text those that need it."""
    given = raw.select(_text(raw, column) for column in columns)
    plain = {each.name: _Cells(each) for each in [*_days(given, columns), *_texts(given, columns)]}
    return {
        column.name: plain.get(column.name) or _each_text(given[column.name], column)
        for column in columns
    }


def _text(raw: pl.DataFrame, column: Column) -> pl.Expr:
    """The text of a column, whatever type a Parquet file gave it."""
    value, dtype = pl.col(column.name), raw.schema[column.name]
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone and column.type == "timestamp":
            value = value.dt.convert_time_zone(OFFICE).dt.replace_time_zone(None)
        elif column.type != "timestamp":
            value = value.dt.date()
    if dtype.is_float() and column.type == "string":  # an id that was stored as 123.0
        whole = (value == value.floor()) & (value.abs() < 2**53)
        value = (
            pl.when(whole)
            .then(value.cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(value.cast(pl.String))
        )
    return value.cast(pl.String)


def _days(given: pl.DataFrame, columns: list[Column]) -> list[pl.Series]:
    """The days and moments of the columns that are written in the first form throughout."""
    days = given.select(
        pl.col(column.name).str.strptime(TYPES[column.type], forms[0], strict=False)
        for column in columns
        if (forms := FORMS.get(column.type))
    )
    stray = days.select(
        (pl.col(name).min().dt.year() < FIRST_YEAR) | (pl.col(name).max().dt.year() > LAST_YEAR)
        for name in days.columns
    )
    read = [day for day in days if day.null_count() == given[day.name].null_count()]
    return [day for day in read if not stray[day.name].item()]


def _texts(given: pl.DataFrame, columns: list[Column]) -> list[pl.Series]:
    """The columns of text in which nothing is to be changed."""
    stay = given.select(_stays(column).all() for column in columns if column.type == "string")
    return [given[each.name] for each in stay if each.item()]


def _stays(column: Column) -> pl.Expr:
    """Whether a text stays as it is: one of the column's codes, or any text that is no sentinel."""
    text, spoken = pl.col(column.name), _spoken(column)
    if spoken or column.allowed:
        codes = [code for code in column.allowed if spoken.get(code.lower(), code) == code]
        return text.is_in([c for c in codes if c == c.strip() and c not in SENTINELS])
    return (text.str.strip_chars() == text) & ~text.is_in(SENTINELS)


def _spoken(column: Column) -> dict[str, str]:
    return {said.lower(): code for said, code in column.read_as.items()}


def _each_text(given: pl.Series, column: Column) -> _Cells:
    """A column read text by text, each of them once: it has many rows but few texts."""
    said = given.drop_nulls().unique()
    text = said.to_frame().select(_trimmed(column))
    kept = text.select(_without_sentinel(column))
    typed = kept.select(_typed(column)).to_series()
    unread = kept.to_series().set(typed.is_not_null(), None)
    sentinels = said.filter(text.to_series().is_not_null() & kept.to_series().is_null())
    return _Cells(
        _instead(given, said, typed),
        _instead(given, said, unread) if unread.count() else None,
        int(given.is_in(sentinels.implode()).sum()) if len(sentinels) else 0,
    )


def _instead(given: pl.Series, said: pl.Series, meant: pl.Series) -> pl.Series:
    return given.replace_strict(said, meant, default=None, return_dtype=meant.dtype)


def _trimmed(column: Column) -> pl.Expr:
    text = pl.col(column.name).str.strip_chars()
    return pl.when(text != "").then(text).alias(column.name)


def _without_sentinel(column: Column) -> pl.Expr:
    text = pl.col(column.name)
    nothing = text.is_in(SENTINELS)
    if column.type in ("date", "timestamp"):
        nothing = nothing | text.str.contains(SENTINEL_DATE)
    return pl.when(~nothing).then(text).alias(column.name)


def _typed(column: Column) -> pl.Expr:
    text = pl.col(column.name)
    if forms := FORMS.get(column.type):
        dtype = TYPES[column.type]
        when = text.map_batches(lambda texts: _named(texts, dtype, forms), return_dtype=dtype)
        return _in_our_time(when).alias(column.name)
    if column.type == "integer":
        whole = text.str.extract(r"^([+-]?\d+)(?:\.0+)?$")
        return whole.cast(pl.Int64, strict=False).alias(column.name)
    if column.type == "number":
        number = text.str.extract(r"^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)$")
        return number.cast(pl.Float64, strict=False).alias(column.name)
    if spoken := _spoken(column):
        return text.str.to_lowercase().replace_strict(spoken, default=text).alias(column.name)
    return text.alias(column.name)


def _in_our_time(when: pl.Expr) -> pl.Expr:
    return pl.when(when.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(when)


def _named(texts: pl.Series, dtype: Any, forms: tuple[str, ...]) -> pl.Series:
    """The days or moments that texts name, each read by the first form that it is written in."""
    named = pl.Series(texts.name, [None], dtype=dtype).new_from_index(0, len(texts))
    for form in forms:
        kind = pl.Date if form in DATES else pl.Datetime("us")
        named = named.fill_null(texts.str.strptime(kind, form, strict=False).cast(dtype))
        texts = texts.set(named.is_not_null(), None)
        if texts.null_count() == len(texts):
            break
    return named


def _leftover_columns(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.endswith(UNREADABLE)]
