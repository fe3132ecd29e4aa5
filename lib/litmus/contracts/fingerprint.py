"""The hash of a table's content: the same for the same rows in any order, on any machine."""

import hashlib
from io import BytesIO

import polars as pl


def of_table(frame: pl.DataFrame) -> str:
    """SHA-256 of the table's rows as CSV, sorted by all columns; 64 hexadecimal digits.

    The CSV is fixed so that another tool can make it: comma, quotes where needed, empty cells for
    null, ISO dates, numbers as text in their shortest form, header first, line ends of one `\\n`.
    """
    text = frame.select(pl.all().cast(pl.String)).sort(pl.all())
    content = BytesIO()
    text.write_csv(content)
    return hashlib.sha256(content.getvalue()).hexdigest()
