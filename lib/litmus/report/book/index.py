"""The index: which indicators answer which key question."""

from litmus.base import numbers
from litmus.base.breakdowns import characteristics
from litmus.base.key_questions import ACTION, EQUALITY
from litmus.report import change, wording
from litmus.report.book.front import off_target
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, Reference
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.standing import spoken_of

OF_EVERY_PAGE = (
    "Every page about children shows its figure by {groups}: this question is answered there."
)


def index(figures: Figures, context: Context) -> list[Shown]:
    """A table for each key question: its indicators and how they stand."""
    shown: list[Shown] = []
    for number, question in context.key_questions.items():
        caption = question
        asked = [d for d in context.declarations if number in d.key_questions]
        if number == ACTION:
            asked += [d for d in off_target(figures, context) if d not in asked]
        if asked:
            shown.append(_table(caption, asked, figures, context))
        elif number == EQUALITY:
            groups = [e.label for e in characteristics() if not figures.silent_on(e.code)]
            said = OF_EVERY_PAGE.format(groups=numbers.join(groups))
            shown.append(Text(f"{caption} {said}"))
    return shown


def _table(caption: str, asked: list[Declaration], figures: Figures, context: Context) -> TableCell:
    rows: list[list[Cell]] = []
    for declaration in asked:
        now, recent = (f(declaration, figures, context) for f in (change.rated, change.recent))
        shown = spoken_of(now, recent)
        value = wording.alone(declaration, shown)
        rating = wording.rated(declaration, now, shown) if now.usable else ""
        leads = Reference(declaration.name, declaration.heading)
        rows.append([leads, declaration.theme, value, rating or "not rated"])
    columns = ("Indicator", "Theme", "Now", "Rating")
    return TableCell(caption, columns, rows, right=frozenset({2}), dense=True)
