"""Indicators and findings side by side: where they agree and where they contradict each other."""

from __future__ import annotations

from litmus.base import numbers
from litmus.qa.collated import Collation
from litmus.qa.crossreference import Crossing
from litmus.report import wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, amount
from litmus.report.feed import Context
from litmus.report.lookup import Figures
from litmus.report.qa.cells import share

SIDES = {"good": "Good", "poor": "Poor", "mixed": "Neither", "not known": "Not known"}
VERDICTS = {"agree": "Agree", "contradict": "◆ Contradict", "open": "Open"}
NOTE = (
    "An indicator is good or poor by its target, or by a published comparison that its interval "
    "leaves out. Practice is good or poor where clearly more, or fewer, than half of the "
    "judgements of its key areas (or of the findings, where judgements are few) are good."
)


def crossings(
    question: str, collation: Collation, figures: Figures, context: Context
) -> list[Shown]:
    """The indicators of one key question that quality assurance has evidence on."""
    ours = [each for each in collation.crossings if question in each.key_questions]
    declared = {each.code for each in context.declarations}
    ours = [each for each in ours if each.code in declared and (each.judged or each.findings)]
    if not ours:
        return [Text("No indicator of this question has evidence of practice beside it.")]
    columns = ("Indicator", "Value", "Says", "Judged good", "Strengths", "Concerns", "Practice",
               "Both")  # fmt: skip
    rows = [_row(each, figures, context) for each in ours]
    caption = f"Indicators and evidence of practice, {context.period.short}"
    table = TableCell(caption, columns, rows, right=frozenset({4, 5}), note=NOTE, dense=True)
    return [*_crossing_rows(ours, context), table]


def _row(crossing: Crossing, figures: Figures, context: Context) -> list[Cell]:
    declaration = next(d for d in context.declarations if d.code == crossing.code)
    figure = figures.headline(declaration)
    return [
        declaration.name,
        wording.alone(declaration, figure),
        SIDES[crossing.indicator],
        share(crossing.good, crossing.judged),
        amount(crossing.strengths),
        amount(crossing.concerns),
        SIDES[crossing.practice],
        VERDICTS[crossing.verdict],
    ]


def _crossing_rows(found: list[Crossing], context: Context) -> list[Shown]:
    names = {d.code: d.name for d in context.declarations}
    said: list[Shown] = []
    for good, words in ((True, "the indicator is good and practice poor"),
                        (False, "practice is good and the indicator poor")):  # fmt: skip
        against = [
            names[each.code]
            for each in found
            if each.verdict == "contradict" and (each.indicator == "good") == good
        ]
        if against:
            said.append(Text(f"They contradict each other, {words}: {numbers.join(against)}."))
    return said
