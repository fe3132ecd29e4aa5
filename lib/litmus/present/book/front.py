"""The page in front: every indicator in one row of one table."""

from collections import Counter

from litmus.present import sentences, tables, wording
from litmus.present.book.standing import tested
from litmus.present.bundle import Table
from litmus.present.cells import Cell, Reference, Spark
from litmus.present.lookup import Figures
from litmus.present.model import PROVISIONAL, Context, Declaration, Figure

COLUMNS = ("Indicator", "Value", "Target", "Rating", "On a year ago", "Course", "Compared with")
NO_TARGET = "○ No target"
MARK = "(p)"
NOTE = (
    "Rating: ● Green meets the target, ▲ Amber is near it, ■ Red is further off. On a year ago: ↑ "
    "up or ↓ down by more than chance explains, → no clear change; “untested” where the two "
    "figures share cases or are no shares of cases. Course: the figure over the months or quarters "
    "up to this one."
)
SAME = "Compared with {} unless something else is named."


def front(figures: Figures, context: Context) -> Table:
    """One row an indicator: value, target, rating, direction, course, comparison."""
    pairs = [(d, figures.headline(d)) for d in context.declarations]
    usual = _usual(context)
    rows = [_row(d, f, figures, context, usual) for d, f in pairs]
    note = f"{NOTE} {SAME.format(usual)}" if usual else NOTE
    if any(f.status == PROVISIONAL for _, f in pairs):
        note += f" {MARK}: provisional, late recording may still change it."
    caption = f"{len(rows)} indicators, {context.period.short}"
    return Table(caption, COLUMNS, rows, right=frozenset({1, 2}), note=note, dense=True)


def _usual(context: Context) -> str:
    """The comparison that most indicators have, "" where there is none."""
    labels = Counter(found[0].label for found in context.published.values() if found)
    return labels.most_common(1)[0][0] if labels else ""


def _row(d: Declaration, now: Figure, figures: Figures, context: Context, usual: str) -> list[Cell]:
    return [
        Reference(d.name),
        _value(d, now),
        tables.target(d, now) if now.target is not None else "none",
        _rating(now),
        _direction(d, now, figures.at(d, context.year_before.end)),
        _course(d, figures),
        _compared(d, context, usual),
    ]


def _value(declaration: Declaration, now: Figure) -> str:
    if now.value is None:
        return "none"
    shown = wording.value(declaration, now.value)
    if now.held:
        return f"{shown} (held)"
    return f"{shown} {MARK}" if now.status == PROVISIONAL else shown


def _rating(now: Figure) -> str:
    if now.value is None:
        return "not available"
    if now.held:
        return "not rated"
    return wording.rating(now) or NO_TARGET


def _direction(declaration: Declaration, now: Figure, ago: Figure | None) -> str:
    if not now.usable:
        return "none"
    if ago is None or ago.value is None:
        return "no earlier figure"
    gap = wording.difference(declaration, now.value or 0, ago.value)
    change = tested(declaration, ago, now)
    if change.significant is False or gap.way == 0:
        return "→ not clear"
    arrow = "↑" if gap.way > 0 else "↓"
    if change.significant is None:
        return f"{arrow} {gap.number}, untested"
    judged = {True: ", better", False: ", worse", None: ""}
    return f"{arrow} {gap.number}{judged[wording.better(declaration, gap.way)]}"


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
    return Spark(
        [row.value for row in rows],
        f"{months}: from {first} to {last}, lowest {low}, highest {high}",
    )


def _compared(declaration: Declaration, context: Context, usual: str) -> str:
    found = context.published.get(declaration.code, ())
    if not found:
        return "none"
    first = found[0]
    shown = wording.value(declaration, first.value)
    return shown if first.label == usual else f"{shown} ({first.label})"


def off_target(figures: Figures, context: Context) -> list[Declaration]:
    """The indicators whose usable figure misses its target."""
    pairs = [(d, figures.headline(d)) for d in context.declarations]
    return [d for d, f in pairs if f.usable and sentences.off_target(d, f)]
