"""Statistical neighbours: the councils most like one's own, and their average.

The groups change (before 2021, April 2021, 2025), so a list is used with its date only.
"""

import csv
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from litmus.base.errors import LitmusError
from litmus.figures.benchmarks.explore import Cell
from litmus.figures.benchmarks.measures import symbols

# The smallest figures are the ones suppressed: without several of them an average is too high.
MOST_MISSING = 1
ONE_DECIMAL = Decimal("0.1")  # as DfE prints its own figures


@dataclass(frozen=True)
class Average:
    """The unweighted mean of those `n` neighbours that have a published figure.

    `value` is None where more than one has none; `symbol` then says why.
    """

    value: Decimal | None
    n: int
    symbol: str = ""


def average(cells: list[Cell]) -> Average:
    """The mean of the neighbours' figures, one decimal place, half up; one cell a neighbour."""
    values = [cell.value for cell in cells if cell.value is not None]
    if not values or len(cells) - len(values) > MOST_MISSING:
        return Average(None, len(values), symbols(cells) or "x")
    return Average(one_decimal(sum(values, Decimal(0)) / len(values)), len(values))


def one_decimal(value: Decimal) -> Decimal:
    """`value` to one decimal place, halves up."""
    return value.quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP)


def read_list(path: Path, la_code: str) -> dict[str, str]:
    """A council's ten neighbours, closest first, from DfE's file: names by three-digit code.

    The file has a row per council: `LA num`, `LA Name`, then SN1 to SN10 with codes. Raises
    LitmusError where the council is not in it or a code has no name.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("LA num")]
    own = next((row for row in rows if row["LA num"] == la_code), None)
    if own is None:
        raise LitmusError(
            f"{path.name}, column LA num: no row for {la_code!r}, expected the three digits of a "
            "local authority, such as 856."
        )
    names = {row["LA num"]: row["LA Name"].strip() for row in rows}
    codes = [own.get(f"SN{place}") or "" for place in range(1, 11)]
    for place, code in enumerate(codes, 1):
        if code not in names:
            raise LitmusError(
                f"{path.name}, the row of {la_code}, column SN{place}: found {code!r}, expected "
                "the number of a local authority in the same file."
            )
    return {code: names[code] for code in codes}
