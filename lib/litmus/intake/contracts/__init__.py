"""Contracts: what each standard table must hold, and the check that it does.

`data_contracts/` describes the tables; `load` reads it, `check` holds a source's tables against
it. Rows that would make figures wrong are set aside, everything else that is odd is counted and
listed, and the quality report says both in words that a data manager can act on.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # an unchanged re-run reads no contract and checks no row
    import polars as pl

    from litmus.intake.contracts.checking import Checked
    from litmus.intake.contracts.model import Contract


def load(folder: Path) -> dict[str, Contract]:
    """The contracts in `folder` and below, by table name; see `litmus.intake.contracts.loading`."""
    from litmus.intake.contracts import loading

    return loading.load(folder)


def check(
    raw: dict[str, pl.DataFrame],
    contracts: dict[str, Contract],
    extract_date: date,
    reasons: dict[str, str] | None = None,
) -> Checked:
    """The tables as the contracts want them, and what was found: see `checking`."""
    from litmus.intake.contracts import checking

    return checking.check(raw, contracts, extract_date, reasons)
