"""Rows that are there twice, and which of them stays.

The choice depends on what the rows hold, never on their order in the file, so that the same
records always make the same figures.
"""

import polars as pl

from litmus.intake.contracts import wording
from litmus.intake.contracts.findings import REPEATED, Fault, TableCheck
from litmus.intake.contracts.model import Contract
from litmus.intake.contracts.sql import ROW
from litmus.intake.contracts.wording import Wording


def check_keys(check: TableCheck) -> list[Fault]:
    """Repeats of whole rows, and further rows with the key of another; the one kept is not listed.

    The fullest row stays, because an extract that holds a record twice mostly holds it before and
    after something was added; of equally full ones that which sorts last, so the later dates.
    """
    contract = check.contract
    if not contract.key:
        return []
    columns = list(contract.columns)
    whole = pl.col(contract.key[0]) if len(contract.key) == 1 else pl.struct(contract.key)
    if check.accepted.select(whole.n_unique()).item() == len(check.accepted):
        return []
    known = check.accepted.filter(pl.all_horizontal(pl.col(contract.key).is_not_null()))
    candidates = known.filter(whole.is_duplicated())
    if candidates.is_empty():
        return []
    ordered = candidates.with_columns(
        pl.sum_horizontal(pl.col(columns).is_null()).alias(" empty cells")
    ).sort(" empty cells", *columns, ROW, descending=[False, *[True] * len(columns), False])
    distinct = ordered.unique(columns, keep="first", maintain_order=True)
    kept = distinct.unique(contract.key, keep="first", maintain_order=True)
    return [
        _finding(REPEATED, wording.REPEATED_ROW, contract, _without(ordered, distinct)),
        _finding("same_key", wording.SAME_KEY, contract, _without(distinct, kept)),
    ]


def _without(rows: pl.DataFrame, others: pl.DataFrame) -> pl.Series:
    return rows.join(others, on=ROW, how="anti")[ROW]


def _finding(rule: str, kind: Wording, contract: Contract, rows: pl.Series) -> Fault:
    label = " and ".join(contract.columns[name].label for name in contract.key)
    words = Wording(*(text.format(label=label) for text in kind))
    return Fault(rule, "error", words, rows, contract.key, words.expected)
