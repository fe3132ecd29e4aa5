"""The sample council: an invented city of Leicester's size, whose records nobody ever had.

A simulation of children's journeys from contact to leaving care, from April 2012 to June 2017, as
tables of the Standard Safeguarding Dataset. The same on every machine. Early help, quality
assurance and workforce tables are not part of it.
"""

from datetime import date
from pathlib import Path

# A change of anything that changes a row must change this: caches are kept by it.
VERSION = "1"
EXTRACT_DATE = date(2017, 6, 30)
_SEED = "sample city"

__all__ = ["EXTRACT_DATE", "VERSION", "build", "checksum"]


def build(folder: Path) -> Path:
    """Write the sample council's tables to `folder` as `<table>.parquet`; returns `folder`.

    Every column is text, as in a council's own extract: dates are ISO dates, what is not known is
    null, and fewer than one row in a hundred has a fault. Takes a few seconds. Files already there
    are replaced.
    """
    from litmus.sample.council_records import records
    from litmus.sample.tables import write

    return write(records(_SEED), folder)


def checksum(folder: Path) -> str:
    """SHA-256 over the values of every table in `folder`: the same on every machine.

    Raises LitmusError where a table is not in `folder`.
    """
    from litmus.sample.tables import checksum

    return checksum(folder)
