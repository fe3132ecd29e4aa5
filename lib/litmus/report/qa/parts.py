"""The parts of the framework of the body that a report is for: what is recorded of each, and of
which there is nothing (framework 15.3)."""

from __future__ import annotations

from litmus.base import letters
from litmus.base.windows import window_ending
from litmus.qa.collated import Collation
from litmus.qa.parts import MONTHS, Part
from litmus.report.bundle import NoticeCell, Shown, TableCell
from litmus.report.cells import Cell, amount, nothing
from litmus.report.feed import Context
from litmus.report.qa import cells

NOTE = (
    "Each is counted by the day on which it was held, said or closed. The last of the year is "
    "quoted; what families told us is counted here and quoted among what they say."
)


def parts(collation: Collation, context: Context) -> list[Shown]:
    """A row a part, and a notice that names those of which nothing is recorded in the year."""
    found = collation.parts
    if not found:
        return []
    year = window_ending(f"R{MONTHS}M", context.period.end).title
    columns = ("Part", context.period.short, letters.begin(year), "Latest",
               "What was learnt, or said")  # fmt: skip
    rows: list[list[Cell]] = [_row(each) for each in found]
    table = TableCell("What is recorded of each part of the framework", columns, rows,
                      right=frozenset({1, 2}), note=NOTE)  # fmt: skip
    none = [letters.within(each.name) for each in found if not each.in_year]
    if not none:
        return [table]
    return [NoticeCell(f"Nothing is recorded in the {year} of: {'; '.join(none)}."), table]


def _row(part: Part) -> list[Cell]:
    if part.absent:
        absent = nothing("not in the data")
        return [part.name, absent, absent, nothing("none"), nothing("nothing recorded")]
    return [
        part.name,
        amount(part.in_period),
        amount(part.in_year),
        cells.day(part.latest) if part.latest else nothing("none recorded"),
        part.said or nothing("not quoted" if part.latest else "nothing recorded"),
    ]
