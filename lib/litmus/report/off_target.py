"""What misses its target, as a table and sentences."""

from collections.abc import Iterable

from litmus.report import change, sentences, tables, wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures


def off_target(figures: Figures, context: Context) -> list[Shown]:
    """What misses its target, the furthest rated first; what has no target; or that all is well."""
    pairs = [(d, change.rated(d, figures, context)) for d in context.main]
    judged = [(d, f, sentences.off_target(d, f)) for d, f in pairs if f.usable]
    off = [(d, f) for d, f, misses in judged if misses]
    on = [d for d, _, misses in judged if misses is False]
    parts: list[Shown] = []
    if off:
        off.sort(key=lambda pair: pair[1].rag != "red")
        columns = ("Indicator", "Covers", "Value", "Target", "Distance", "Rating", tables.CHANGE)
        rows = [_off_row(d, f, figures, context) for d, f in off]
        note = f"{tables.since(context)} {tables.RATINGS}"
        caption = f"Indicators that miss their target, {context.period.short}"
        parts.append(TableCell(caption, columns, rows, right=frozenset({2, 3, 4}), note=note))
    elif on:
        parts.append(Text("Every indicator that has a target and a figure meets it."))
    unset = [d.name for d, f in pairs if f.target is None and d.polarity != "neutral"]
    if on and off:
        parts.append(Text(_naming_sentence("On target", [d.brief for d in on])))
    if unset and not off and not on:
        return [Text("No target is set for any of these figures.")]
    if unset:
        parts.append(Text(_naming_sentence("No target is set for", unset)))
    return parts or [Text("No indicator of this report has both a figure and a target.")]


def _off_row(
    declaration: Declaration, figure: Figure, figures: Figures, context: Context
) -> list[Cell]:
    assert figure.value is not None and figure.target is not None
    gap = wording.difference(declaration, figure.value, figure.target)
    side = "above" if figure.value > figure.target else "below"
    distance: Cell = gap.cell(note=f" {side}") if gap.way else f"just {side}"
    return [
        tables.reference(declaration),
        wording.span(declaration, figure),
        wording.value_of_kind(declaration, figure.value, note=tables.status(figure)),
        tables.target(declaration, figure),
        distance,
        wording.rating(figure),
        tables.change_cell(declaration, figures, context),
    ]


def _naming_sentence(start: str, names: Iterable[str]) -> str:
    return f"{start}: {'; '.join(names)}."
