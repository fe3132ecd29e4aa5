"""Quality assurance on one page: a row an activity, and which had nothing to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from litmus.base import numbers
from litmus.qa.activities.programme_counts import IN_TIME
from litmus.qa.collated import Collation
from litmus.qa.model import Activity, Measure
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell, Reference, Value, nothing
from litmus.report.feed import Context
from litmus.report.qa import cells
from litmus.report.qa.activity import clear_direction, is_active

COLUMNS = ("Activity", "Done", "Before", "In time of expected", "Good or better", "Change", "Alert")
GOOD = ("good or better", "met the standard", "4 or 5 of 5", "children safeguarded")
NOT_ASKED = "not asked"
NOT_JUDGED = "not judged"
OTHERS = "*†‡§"  # marks of numbers of other months than the report's


def matrix(collation: Collation, context: Context) -> list[Shown]:
    """The activities in which something happened, and a sentence on those in which nothing did."""
    active = [each for each in collation.activities if is_active(each)]
    silent = [each.title for each in collation.activities if not is_active(each)]
    if not active:
        return [NoticeCell(f"No activity of quality assurance is recorded for "
                           f"{context.period.short}.")]  # fmt: skip
    alerts = {fact.section: fact.clause for fact in collation.gravest}
    marks = _marks(active)
    rows = [_row(each, alerts.get(each.title, ""), marks) for each in active]
    note = (
        f"Before: {context.previous.short}. Good or better: of what is judged, such as the "
        "stages of a case or the cases of a sample, which may be more or fewer than were done. "
        "Change: of that share, said only where it is more than chance explains. Not asked: the "
        f"framework asks for no number.{_other_months(marks)}"
    )
    caption = f"Activities of quality assurance, {context.period.short}"
    table = TableCell(caption, COLUMNS, rows, right=frozenset({1, 2}), note=note, dense=True)
    if not silent:
        return [table]
    return [table, Text(f"Nothing to report of: {numbers.join(silent)}.")]


def _row(activity: Activity, alert: str, marks: dict[tuple[str, str], str]) -> list[Cell]:
    mark = marks.get((activity.covers, activity.covers_before), "")
    first = activity.measures[0]
    good = judged(activity)
    expected = first_of(activity, (IN_TIME,))
    return [
        Reference(activity.title),
        _marked(cells.text_of(first), mark),
        _marked(cells.text_of(first, before=True), mark if activity.covers_before else ""),
        cells.text_of(expected) if expected else nothing(NOT_ASKED),
        cells.text_of(good) if good else nothing(NOT_JUDGED),
        (clear_direction(good) or "no clear change") if good else nothing("not compared"),
        f"■ {alert}" if alert else nothing("none"),
    ]


def _marks(activities: Sequence[Activity]) -> dict[tuple[str, str], str]:
    """The months, and those before, that activities count in place of the report's, each with its
    mark."""
    found = dict.fromkeys((e.covers, e.covers_before) for e in activities if e.covers)
    return dict(zip(found, OTHERS, strict=False))


def _other_months(marks: dict[tuple[str, str], str]) -> str:
    """Which months the marked numbers count; "" where none is marked."""
    return "".join(
        f" {mark} Done in {now}{f'; before: {before}' if before else ''}."
        for (now, before), mark in marks.items()
    )


def _marked(value: Value, mark: str) -> Value:
    return replace(value, note=f"{value.note}{mark}")


def judged(activity: Activity) -> Measure | None:
    """How practice is judged in an activity, or what people think of it, if it is."""
    return first_of(activity, GOOD)


def first_of(activity: Activity, endings: Sequence[str]) -> Measure | None:
    """The first measure whose name ends so and that has something to measure."""
    found = (m for m in activity.measures if m.denominator)
    return next((m for m in found if any(m.label.endswith(e) for e in endings)), None)
