"""From text as it was read to typed columns: trimmed, placeholders emptied, dates day first."""

from dataclasses import dataclass, field

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
# Where a Parquet file holds moments with their time zone: the clock on the wall of the office.
OFFICE = "Europe/London"

TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
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
    text = raw.select(ROW, "_file", "_row", *(_text(raw, column) for column in columns))
    kept = text.with_columns(_without_sentinel(column) for column in columns)
    typed = kept.with_columns(_typed(column) for column in columns)
    frame = typed.with_columns(
        *(_unreadable(kept, typed, column) for column in columns if column.type != "string"),
        *(pl.lit(None, TYPES[column.type]).alias(column.name) for column in absent),
    )
    return Reading(
        frame.select(ROW, "_file", "_row", *contract.columns, *_leftover_columns(frame)),
        not_supplied=[column.name for column in absent],
        ignored=[c for c in raw.columns if c not in contract.columns and not c.startswith("_")],
        sentinels=_sentinel_counts(text, kept),
        empty=_empty_counts(kept),
    )


def read_column(raw: pl.DataFrame, column: Column) -> pl.Series:
    """One column of `raw`, typed; null where it is empty, a sentinel or cannot be read."""
    text = raw.select(_text(raw, column))
    return text.select(_without_sentinel(column)).select(_typed(column)).to_series()


def with_lineage(raw: pl.DataFrame, table: str) -> pl.DataFrame:
    """`raw` with a number for each row, and the table's name and line where it has no file."""
    raw = raw.with_row_index(ROW)
    if "_file" not in raw.columns:
        raw = raw.with_columns(pl.lit(table).alias("_file"))
    if "_row" not in raw.columns:  # the header is line 1
        raw = raw.with_columns((pl.col(ROW).cast(pl.Int64) + 2).alias("_row"))
    return raw


def _text(raw: pl.DataFrame, column: Column) -> pl.Expr:
    """The trimmed text of a column, whatever type a Parquet file gave it; empty is null."""
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
    text = value.cast(pl.String).str.strip_chars()
    return pl.when(text != "").then(text).alias(column.name)


def _without_sentinel(column: Column) -> pl.Expr:
    text = pl.col(column.name)
    nothing = text.is_in(SENTINELS)
    if column.type in ("date", "timestamp"):
        nothing = nothing | text.str.contains(SENTINEL_DATE)
    return pl.when(~nothing).then(text).alias(column.name)


def _typed(column: Column) -> pl.Expr:
    text = pl.col(column.name)
    if column.type == "date":
        day = text.map_batches(_dates, return_dtype=pl.Date)
        return _in_our_time(day).alias(column.name)
    if column.type == "timestamp":
        moment = text.map_batches(_moments, return_dtype=pl.Datetime("us"))
        return _in_our_time(moment).alias(column.name)
    if column.type == "integer":
        whole = text.str.extract(r"^([+-]?\d+)(?:\.0+)?$")
        return whole.cast(pl.Int64, strict=False).alias(column.name)
    if column.type == "number":
        number = text.str.extract(r"^([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)$")
        return number.cast(pl.Float64, strict=False).alias(column.name)
    if column.read_as:
        spoken = {said.lower(): code for said, code in column.read_as.items()}
        return text.str.to_lowercase().replace_strict(spoken, default=text).alias(column.name)
    return text.alias(column.name)


def _in_our_time(when: pl.Expr) -> pl.Expr:
    return pl.when(when.dt.year().is_between(FIRST_YEAR, LAST_YEAR)).then(when)


def _dates(texts: pl.Series) -> pl.Series:
    """The days that texts name. Where not all are written as ISO wants them, each is read once: a
    column has many rows but few days."""
    iso = texts.str.strptime(pl.Date, DATES[0], strict=False)
    if iso.null_count() == texts.null_count():
        return iso
    said = texts.unique().drop_nulls()
    text = pl.col(said.name).str
    days = [text.strptime(pl.Date, form, strict=False) for form in DATES]
    named = said.to_frame().select(pl.coalesce(*days)).to_series()
    if named.has_nulls():
        times = [text.strptime(pl.Datetime("us"), form, strict=False).dt.date() for form in TIMES]
        named = said.to_frame().select(pl.coalesce(*days, *times)).to_series()
    return texts.replace_strict(said, named, default=None, return_dtype=pl.Date)


def _moments(texts: pl.Series) -> pl.Series:
    """The moments that texts name, each text read once as in `_dates`."""
    said = texts.unique().drop_nulls()
    text = pl.col(said.name).str
    times = [text.strptime(pl.Datetime("us"), form, strict=False) for form in TIMES + MINUTES]
    days = [text.strptime(pl.Date, form, strict=False).cast(pl.Datetime("us")) for form in DATES]
    named = said.to_frame().select(pl.coalesce(*times, *days)).to_series()
    return texts.replace_strict(said, named, default=None, return_dtype=pl.Datetime("us"))


def _unreadable(kept: pl.DataFrame, typed: pl.DataFrame, column: Column) -> pl.Series:
    unread = kept[column.name].is_not_null() & typed[column.name].is_null()
    return kept[column.name].set(~unread, None).alias(column.name + UNREADABLE)


def _leftover_columns(frame: pl.DataFrame) -> list[str]:
    return [name for name in frame.columns if name.endswith(UNREADABLE)]


def _sentinel_counts(text: pl.DataFrame, kept: pl.DataFrame) -> dict[str, int]:
    names = [name for name in kept.columns if not name.startswith("_")]
    counts = {name: kept[name].null_count() - text[name].null_count() for name in names}
    return {name: count for name, count in counts.items() if count}


def _empty_counts(kept: pl.DataFrame) -> dict[str, int]:
    names = [name for name in kept.columns if not name.startswith("_")]
    return {name: kept[name].null_count() for name in names if kept[name].null_count()}
