"""The page in front: every indicator in one row of one table."""

from collections import Counter

from litmus.report import change, sentences, tables, wording
from litmus.report.bundle import TableCell
from litmus.report.cells import Cell, Reference, Sparkline, Value, nothing
from litmus.report.feed import PROVISIONAL, Context, Declaration, Figure
from litmus.report.lookup import Figures

COLUMNS = ("Indicator", "Value", "Target", "Rating", "Since a year ago", "Trend", "Compared with")
NO_TARGET = "○ No target"
MARK = "(p)"
NOTE = (
    "Rating: ● Green meets the target, ▲ Amber is near it, ■ Red is further off. Since a year ago: "
    "the last three months beside the same three a year ago, ↑ up or ↓ down by more than chance "
    "explains, → no clear change. Trend: the figure over the months or quarters up to this one."
)
SAME = "Compared with: {}."
OTHERS = "*†‡§"  # marks of comparisons of another year or group


def front(figures: Figures, context: Context) -> TableCell:
    """One row an indicator: value, target, rating, direction, course, comparison."""
    pairs = [(d, figures.headline(d)) for d in context.main]
    marks = _marks(context)
    rows = [_row(d, f, figures, context, marks) for d, f in pairs]
    labels = [f"{mark} {label}".strip() for label, mark in marks.items()]
    note = f"{NOTE} {SAME.format('; '.join(labels))}" if marks else NOTE
    if any(f.value is None for _, f in pairs):
        note += " Where there is no value, its page says why."
    if any(f.status == PROVISIONAL for _, f in pairs):
        note += f" {MARK}: provisional, late recording may still change it."
    caption = f"{len(rows)} indicators, {context.period.short}"
    return TableCell(caption, COLUMNS, rows, right=frozenset({1, 2}), note=note, dense=True)


def _marks(context: Context) -> dict[str, str]:
    """The comparisons that there are, each with its mark; the commonest needs none."""
    labels = Counter(found[0].label for found in context.published.values() if found)
    marks = ["", *OTHERS, *(f"({n})" for n in range(len(labels)))]
    return {label: mark for (label, _), mark in zip(labels.most_common(), marks, strict=False)}


def _row(
    d: Declaration, now: Figure, figures: Figures, context: Context, marks: dict[str, str]
) -> list[Cell]:
    return [
        Reference(d.name, d.heading),
        _value(d, now),
        tables.target(d, now) if now.target is not None else nothing("none"),
        _rating(now),
        _direction(d, figures, context) if now.usable else nothing("none"),
        _course(d, figures),
        _comparison(d, context, marks),
    ]


def _value(declaration: Declaration, now: Figure) -> Value:
    if now.value is None:
        return nothing("none")
    note = " (held)" if now.is_held else f" {MARK}" if now.status == PROVISIONAL else ""
    return wording.value_of_kind(declaration, now.value, note=note)


def _rating(now: Figure) -> str:
    if now.value is None:
        return "none"
    if now.is_held:
        return "not rated"
    return wording.rating(now) or NO_TARGET


def _direction(declaration: Declaration, figures: Figures, context: Context) -> Cell:
    """What became of it since a year ago, by the one rule of change."""
    judged = change.on_year(declaration, figures, context)
    if judged.gap is None:
        return nothing("no earlier figure")
    if judged.word == change.CANNOT:
        return nothing(judged.word)
    if not judged.is_clear:
        return f"→ {judged.word}"
    return judged.gap.cell("↑ " if judged.gap.way > 0 else "↓ ", f", {judged.word}", bare=True)


def _course(declaration: Declaration, figures: Figures) -> Cell:
    """The figure's own past as a small line, with its words."""
    rows = figures.history(declaration)
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return "none"
    first, last = (wording.value(declaration, row.value or 0) for row in (known[0], known[-1]))
    values = [row.value or 0 for row in known]
    low, high = (wording.value(declaration, value) for value in (min(values), max(values)))
    months = f"{known[0].window_end:%b %Y} to {known[-1].window_end:%b %Y}"
    return Sparkline(
        [row.value for row in rows],
        f"{months}: from {first} to {last}, lowest {low}, highest {high}",
    )


def _comparison(declaration: Declaration, context: Context, marks: dict[str, str]) -> Value:
    found = context.published.get(declaration.code, ())
    if not found:
        return nothing("none")
    first = found[0]
    return wording.value_of_kind(declaration, first.value, note=marks[first.label])


def off_target(figures: Figures, context: Context) -> list[Declaration]:
    """The indicators whose usable figure misses its target."""
    pairs = [(d, figures.headline(d)) for d in context.main]
    return [d for d, f in pairs if f.usable and sentences.off_target(d, f)]
