"""The hash of a table's content: the same for the same rows in any order, on any machine."""

from io import BytesIO

import polars as pl

from litmus.base import digests


def of_table(frame: pl.DataFrame) -> str:
    """SHA-256 of the table's rows as CSV, sorted by all columns; 64 hexadecimal digits.

    The CSV is fixed so that another tool can make it: comma, quotes where needed, empty cells for
    null, ISO dates, numbers as text in their shortest form, header first, line ends of one `\\n`.
    """
    content = BytesIO()
    _in_order(frame).write_csv(content)
    return digests.of_bytes(content.getbuffer())


def _in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows by the text of all columns. Where no two share the first, that one decides."""
    # Days are left as they are: they sort, and are written, as their text.
    text = frame.with_columns(pl.exclude(pl.Date, pl.String).cast(pl.String))
    first = text.to_series()
    return text.sort(first.name if first.n_unique() == len(text) else pl.all())
