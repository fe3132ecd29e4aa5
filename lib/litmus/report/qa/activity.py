"""One activity: its numbers beside those of the period before, its tables, what was said."""

from __future__ import annotations

from collections.abc import Sequence

from litmus.base import numbers
from litmus.base.code_words import WHEN_SAID
from litmus.figures.statistics.change import proportions
from litmus.qa.model import Activity, Measure, Quotation
from litmus.report.bundle import ItemsCell, NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell
from litmus.report.components import Folded
from litmus.report.feed import Context
from litmus.report.qa import cells, grades

# What a share's way up or down is called, by which way is better.
WAYS = {
    "higher": {"up": "better", "down": "worse"},
    "lower": {"up": "worse", "down": "better"},
    "neutral": {"up": "higher", "down": "lower"},
}


def activity(found: Activity, context: Context) -> list[Shown]:
    """Everything about an activity; a notice alone where there is nothing."""
    if found.absent:
        return [NoticeCell(f"{found.title}: {found.absent}")]
    now = found.covers or context.period.short
    before = found.covers_before or context.previous.short
    shown: list[Shown] = []
    if found.measures:
        shown.append(Text(f"{summary(found.measures, before)}{_note_text(found.note)}"))
        shown.append(key_numbers(f"{found.title}: key numbers", found.measures, now, before))
    shown += grades.over_time(found, context)
    shown += [cells.tally(each) for each in found.tallies]
    if found.quotations:
        shown += [Text("In the words of children and young people:"), quotations(found.quotations)]
    return shown


def section(found: Activity, context: Context) -> list[Shown]:
    """An activity in short: its first number and clear changes in words, what was said; all else
    behind a fold. Nothing where there is nothing to report."""
    if not is_active(found):
        return []
    now = found.covers or context.period.short
    before = found.covers_before or context.previous.short
    numbers_of = key_numbers(f"{found.title}: key numbers", found.measures, now, before)
    tables = [cells.tally(each) for each in found.tallies if each.rows]
    shown: list[Shown] = [Text(f"{summary(found.measures, before)}{_note_text(found.note)}")]
    shown += grades.over_time(found, context)
    if found.quotations:
        shown.append(quotations(found.quotations))
    return [*shown, Folded(f"All numbers: {found.title.lower()}", [numbers_of, *tables])]


def key_numbers(caption: str, measures: Sequence[Measure], now: str, before: str) -> TableCell:
    """A row a measure: now, the period before, and whether the change is beyond chance."""
    rows: list[list[Cell]] = [
        [each.label, cells.text_of(each), cells.text_of(each, before=True), _change(each)]
        for each in measures
    ]
    columns = ("Measure", now, before, "Change")
    note = (
        "A share is called better, worse, higher or lower only where chance hardly explains the "
        "change (95%)."
    )
    return TableCell(caption, columns, rows, right=frozenset({1, 2}), note=note)


def summary(measures: Sequence[Measure], before: str) -> str:
    """The first measure in a sentence, and each change that is beyond chance."""
    first = measures[0]
    start = f"{first.label}: {cells.text_of(first)}"
    if first.previous_numerator is not None:
        start += f"; {cells.text_of(first, before=True)} in {before}"
    changes = [
        f"{each.label} {way}, {cells.text_of(each)} after {cells.text_of(each, before=True)}"
        for each in measures
        if (way := clear_direction(each))
    ]
    return ". ".join([start, *changes]) + "."


def clear_direction(measure: Measure) -> str:
    """Which way a share moved: "better" or "worse", "higher" or "lower" where neither is better.

    "" where chance may explain the change, and for counts and means.
    """
    if measure.kind != "share" or not measure.denominator or not measure.previous_denominator:
        return ""
    if not _is_share(measure.numerator, measure.denominator) or not _is_share(
        measure.previous_numerator or 0, measure.previous_denominator
    ):
        return ""  # more answers than people asked: wrongly recorded, but no reason to fail
    change = proportions(
        measure.previous_numerator or 0,
        measure.previous_denominator,
        measure.numerator,
        measure.denominator,
    )
    return WAYS[measure.better][change.direction] if change.direction else ""


def is_active(found: Activity) -> bool:
    """Whether something happened in an activity, or something that was due did not."""
    happened = any(each.numerator or each.denominator for each in found.measures)
    return happened and not found.absent


def _is_share(part: float, whole: float) -> bool:
    return 0 <= part <= whole


def quotations(found: Sequence[Quotation]) -> ItemsCell:
    """What was said, as given, with the stage of the child's journey alone."""
    return ItemsCell([f"“{each.text}”{_stage(each)}" for each in found])


def _stage(quotation: Quotation) -> str:
    stage = WHEN_SAID.get(quotation.stage, "")
    return f" ({stage})" if stage else ""


def _change(measure: Measure) -> str:
    if clearly := clear_direction(measure):
        return clearly
    if measure.previous_numerator is None:
        return ""
    if measure.kind == "count":
        gap = measure.numerator - measure.previous_numerator
        if gap == 0:
            return "the same"
        return f"{numbers.amount(abs(gap))} {'more' if gap > 0 else 'fewer'}"
    if not measure.denominator or not measure.previous_denominator:
        return ""
    return "no clear change" if measure.kind == "share" else "not tested"


def _note_text(note: str) -> str:
    return f" {note}" if note else ""
