"""A deep dive into one theme, as it is printed."""

from __future__ import annotations

from typing import Any

from litmus.base import letters
from litmus.figures.statistics.change import proportions
from litmus.qa.collated import Collation, DeepDive
from litmus.report import notes
from litmus.report.bundle import NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Cell
from litmus.report.feed import Context
from litmus.report.qa import cells

CLEAR = {"up": "▲ clearly more", "down": "▼ clearly less", "": "no clear difference"}
NOTE = "A difference is called clear only where chance hardly explains it (95%)."


def population(found: DeepDive) -> list[Shown]:
    """Which children the theme is about, and how they differ from all children in need."""
    if found.absent:
        return [
            NoticeCell(f"{notes.absent(found.absent)} So which children these are is not known.")
        ]
    if not found.population:
        return [
            NoticeCell(
                f"Which children {letters.within(found.title)} is about is not declared: "
                "this report rests on audits and findings alone."
            )
        ]
    shown: list[Shown] = [Text(f"{found.population}.")]
    return shown + [cells.tally(each) for each in found.groups if each.rows]


def sample(found: DeepDive, context: Context) -> list[Shown]:
    """How many audits there are of the theme, of which children and services."""
    rows: list[list[Cell]] = [[each.label, cells.text_of(each)] for each in found.sample]
    shown: list[Shown] = [
        TableCell("The sample", ("Measure", context.period.short), rows, right=frozenset({1}))
    ]
    for each in (found.programme, found.by_service):
        if each.rows:
            shown.append(cells.tally(each))
    return shown


def judgements(found: DeepDive, collation: Collation) -> list[Shown]:
    """How the audits of the theme judge practice, beside all other audits of the period."""
    if not found.judgements.rows:
        return [NoticeCell("No audit of this theme was completed in the period.")]
    rows: list[list[Cell]] = [
        [collation.key_area_titles.get(area, area), cells.share(*ours), cells.share(*others),
         _clear(ours, others)]
        for area, ours, others in found.judgements.rows
    ]  # fmt: skip
    columns = ("Key area", "Audits of the theme", "Other audits", "Difference")
    caption = "Judgements good or better"
    table = TableCell(caption, columns, rows, right=frozenset({1, 2}), note=NOTE)
    return [cells.tally(found.grades), table]


def comparison(found: DeepDive, context: Context) -> list[Shown]:
    """The indicators of the theme's children beside those of all other children."""
    if not found.comparison:
        return [NoticeCell("No indicator is declared to compare these children with others.")]
    names = {d.code: d for d in context.declarations}
    rows: list[list[Cell]] = []
    for each in found.comparison:
        printed = cells.share if each.kind == "percentage" else cells.mean
        clear = _clear(each.ours, each.others) if each.kind == "percentage" else "not tested"
        name = names[each.code].name if each.code in names else each.code
        rows.append([name, printed(*each.ours), printed(*each.others), clear])
    columns = ("Indicator", "These children", "All other children", "Difference")
    caption = f"Indicators of these children and of others, {context.period.short}"
    return [TableCell(caption, columns, rows, right=frozenset({1, 2}), note=NOTE)]


def _clear(ours: Any, others: Any) -> str:
    if not ours[1] or not others[1]:
        return "too few to say"
    return CLEAR[proportions(others[0], others[1], ours[0], ours[1]).direction]
