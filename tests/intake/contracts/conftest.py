"""Small tables as text, checked against the project's own contracts."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from litmus.intake.contracts import check, load
from litmus.intake.contracts.checking import Checked

CONTRACTS = Path(__file__).resolve().parents[3] / "data_contracts"
EXTRACTED = date(2016, 3, 31)


@pytest.fixture(scope="session")
def contracts():
    return load(CONTRACTS)


@pytest.fixture
def checked(contracts):
    """Checks tables written as text: `checked(ssd_person=...)`."""

    def run(extracted: date = EXTRACTED, **tables: str) -> Checked:
        return check(
            {name: table(name, text) for name, text in tables.items()}, contracts, extracted
        )

    return run


def table(name: str, text: str) -> pl.DataFrame:
    """A table as a source gives it: the first line names the columns, `-` is an empty cell."""
    header, *lines = [line.split("|") for line in text.strip().splitlines()]
    rows = [[None if cell.strip() == "-" else cell for cell in line] for line in lines]
    frame = pl.DataFrame(
        rows, schema={column.strip(): pl.String for column in header}, orient="row"
    )
    lineage = pl.Series("_row", range(2, len(frame) + 2), dtype=pl.Int64)
    return frame.with_columns(pl.lit(f"{name}.csv").alias("_file"), lineage)


PEOPLE = """
pers_person_id | pers_dob   | pers_sex
P1             | 2010-05-01 | F
P2             | 2008-01-31 | M
"""
