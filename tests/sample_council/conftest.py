"""The sample council, raw and as the contracts accept it."""

from pathlib import Path

import polars as pl
import pytest

import sample_council as sample
from litmus.intake.contracts import check, load
from litmus.intake.contracts.checking import Checked

CONTRACTS = Path(__file__).resolve().parents[2] / "data_contracts"


@pytest.fixture(scope="session")
def folder(sample_folder) -> Path:
    return sample_folder


@pytest.fixture(scope="session")
def raw(folder) -> dict[str, pl.DataFrame]:
    return {path.stem: pl.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}


@pytest.fixture(scope="session")
def checked(raw) -> Checked:
    """The tables typed, the rows with faults set aside: what every figure rests on."""
    placed = {
        name: frame.with_columns(_file=pl.lit(name)).with_row_index("_row", offset=2)
        for name, frame in raw.items()
    }
    return check(placed, load(CONTRACTS), sample.EXTRACT_DATE)


@pytest.fixture(scope="session")
def tables(checked) -> dict[str, pl.DataFrame]:
    return checked.tables
