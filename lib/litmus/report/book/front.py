"""The page in front: the message in six lines, then every indicator in one row of one table."""

from collections import Counter
from collections.abc import Sequence

from litmus.report import change, sentences, tables, wording
from litmus.report.book import standing, verdicts
from litmus.report.book.message import message
from litmus.report.book.standing import Standing
from litmus.report.bundle import ItemsCell, Shown, TableCell
from litmus.report.cells import Cell, Sparkline, Value, nothing
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure
from litmus.report.lookup import Figures

COLUMNS = (
    "Indicator",
    "Now",
    "Target",
    "Rating",
    "On a year ago",
    "Varies",
    "Reaches target",
    "Trend",
)
COMPARED = "Compared"
NONE = nothing("")  # what is not there is an empty cell
MARK = "(p)"
NOTE = (
    "Now: the last three months, or the last day. Rating, of the value now or of the longer time "
    "that it names: ● Green meets the target, ▲ Amber is near it, ■ Red is further off. On a year "
    "ago: the same months or "
    "day a year before, as the test finds. Varies: as usual, or ◆ unusually high or low by its own "
    "past. Reaches target: ✓ usually, ~ sometimes, × usually not, by the limits of its usual ups "
    "and downs. Trend: up to now; the broken line is the target."
)
OTHERS = "*†‡§"  # marks of comparisons of another year or group


def front(figures: Figures, context: Context) -> list[Shown]:
    """The message, and a row an indicator under its theme: red ones and worse ones first."""
    found = standing.read(figures, context)
    return [ItemsCell(message(found, figures)), _table(found, figures, context)]


def _table(found: Sequence[Standing], figures: Figures, context: Context) -> TableCell:
    marks = _marks(context)
    rows: list[list[Cell]] = []
    sections: dict[int, str] = {}
    for theme, ours in standing.by_theme(found).items():
        sections[len(rows)] = theme or "Other"
        rows += [_row(each, figures, context, marks) for each in ours]
    return TableCell(
        f"{len(rows)} indicators, {context.period.short}",
        (*COLUMNS, _compared(marks)),
        rows,
        right=frozenset({1, 2}),
        note=_note(found, marks),
        dense=True,
        sections=sections if len(sections) > 1 else {},
    )


def _note(found: Sequence[Standing], marks: dict[str, str]) -> str:
    said = [NOTE]
    if any(wording.over(each.headline, each.shown) for each in found):
        said.append("In brackets beside a comparison: our value over as long as it covers.")
    if others := [f"{mark} {label}" for label, mark in marks.items() if mark]:
        said.append(f"{'; '.join(others)}.")
    if any(each.headline.value is None for each in found):
        said.append("Where there is no value, its page says why.")
    if any(each.headline.status == PROVISIONAL for each in found):
        said.append(f"{MARK}: provisional, late recording may still change it.")
    return " ".join(said)


def _compared(marks: dict[str, str]) -> str:
    """The last column's name: the comparison that most have."""
    return next((label for label, mark in marks.items() if not mark), COMPARED)


def _marks(context: Context) -> dict[str, str]:
    """The comparisons that there are, each with its mark; the commonest needs none."""
    shown = {d.code for d in context.main}
    published = [found for code, found in context.published.items() if found and code in shown]
    labels = Counter(found[0].label for found in published)
    marks = ["", *OTHERS, *(f"({n})" for n in range(len(labels)))]
    return {label: mark for (label, _), mark in zip(labels.most_common(), marks, strict=False)}


def _row(each: Standing, figures: Figures, context: Context, marks: dict[str, str]) -> list[Cell]:
    d, now = each.declaration, each.headline
    return [
        tables.reference(d),
        _value(d, each.shown),
        tables.target(d, now) if now.target is not None and now.value is not None else NONE,
        wording.rated(d, now, each.shown) if now.usable else "",
        _change(each) if now.usable else NONE,
        verdicts.variation(each.series) if now.usable else NONE,
        verdicts.assurance(each.series) if now.usable else NONE,
        _course(d, figures, context),
        _comparison(each, context, marks),
    ]


def _value(declaration: Declaration, now: Figure) -> Value:
    if now.value is None:
        return nothing("no figure")
    note = " (held)" if now.is_held else f" {MARK}" if now.status == PROVISIONAL else ""
    return wording.value_of_kind(declaration, now.value, note=note)


def _change(each: Standing) -> Cell:
    """What became of it since a year ago, by the one rule of change."""
    judged = each.judged
    if judged.gap is None or judged.word == change.CANNOT:
        return NONE
    if not judged.is_clear:
        return judged.word
    return judged.gap.cell("↑ " if judged.gap.way > 0 else "↓ ", f", {judged.word}")


def _course(declaration: Declaration, figures: Figures, context: Context) -> Cell:
    """The figure's past as a small line that ends on its value, with its target, and its words."""
    _, rows = change.course(declaration, figures, context)
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return NONE
    first, last = (wording.value(declaration, row.value or 0) for row in (known[0], known[-1]))
    values = [row.value or 0 for row in known]
    low, high = (wording.value(declaration, value) for value in (min(values), max(values)))
    months = f"{known[0].window_end:%b %Y} to {known[-1].window_end:%b %Y}"
    said = f"{declaration.brief}, {months}: from {first} to {last}, lowest {low}, highest {high}"
    target = rows[-1].target
    if target is not None:
        said += f"; target {wording.value(declaration, target)}"
    return Sparkline([row.value for row in rows], said, target)


def _comparison(each: Standing, context: Context, marks: dict[str, str]) -> Value:
    """The comparison; and in brackets our value over as long, where three months stand under Now:
    they would seem to be compared."""
    declaration, now = each.declaration, each.headline
    found = context.published.get(declaration.code, ())
    if not found or now.value is None:
        return NONE
    first, ours = found[0], ""
    if now.usable and wording.over(now, each.shown):
        ours = f" ({wording.value(declaration, now.value)})"
    return wording.value_of_kind(declaration, first.value, note=f"{marks[first.label]}{ours}")


def off_target(figures: Figures, context: Context) -> list[Declaration]:
    """The indicators whose usable figure misses its target."""
    pairs = [(d, change.rated(d, figures, context)) for d in context.main]
    return [d for d, f in pairs if f.usable and sentences.off_target(d, f)]
