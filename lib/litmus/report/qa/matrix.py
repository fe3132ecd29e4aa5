"""Quality assurance on one page: a row an activity, and which had nothing to report."""

from __future__ import annotations

from collections.abc import Sequence

from litmus.base import numbers
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.collated import Collation
from litmus.qa.model import Activity, Measure
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Reference, nothing
from litmus.report.feed import Context
from litmus.report.qa import cells
from litmus.report.qa.activity import clear_direction, is_active

COLUMNS = ("Activity", "Done", "Before", "In time of expected", "Good or better", "Change", "Alert")
GOOD = ("good or better", "met the standard", "4 or 5 of 5", "children safeguarded")
NOT_ASKED = "no number is asked for"
NOT_JUDGED = "not judged"


def matrix(collation: Collation, context: Context) -> list[Shown]:
    """The activities in which something happened, and a sentence on those in which nothing did."""
    active = [each for each in collation.activities if is_active(each)]
    silent = [each.title for each in collation.activities if not is_active(each)]
    if not active:
        return [NoticeCell(f"No activity of quality assurance is recorded for "
                           f"{context.period.short}.")]  # fmt: skip
    alerts = {fact.section: fact.clause for fact in collation.gravest}
    rows = [_row(each, alerts.get(each.title, "")) for each in active]
    note = (
        f"Before: {context.previous.short}. Change: of the share that is good or better, said only "
        "where it is more than chance explains."
    )
    caption = f"Activities of quality assurance, {context.period.short}"
    table = TableCell(caption, COLUMNS, rows, right=frozenset({1, 2}), note=note, dense=True)
    if not silent:
        return [table]
    return [table, Text(f"Nothing to report of: {numbers.join(silent)}.")]


def _row(activity: Activity, alert: str) -> list[Cell]:
    first = activity.measures[0]
    good = judged(activity)
    expected = first_of(activity, (IN_TIME,))
    return [
        Reference(activity.title),
        cells.text_of(first),
        cells.text_of(first, before=True),
        cells.text_of(expected) if expected else nothing(NOT_ASKED),
        cells.text_of(good) if good else nothing(NOT_JUDGED),
        (clear_direction(good) or "no clear change") if good else nothing("not compared"),
        f"■ {alert}" if alert else nothing("none"),
    ]


def judged(activity: Activity) -> Measure | None:
    """How practice is judged in an activity, or what people think of it, if it is."""
    return first_of(activity, GOOD)


def first_of(activity: Activity, endings: Sequence[str]) -> Measure | None:
    """The first measure whose name ends so and that has something to measure."""
    found = (m for m in activity.measures if m.denominator)
    return next((m for m in found if any(m.label.endswith(e) for e in endings)), None)
