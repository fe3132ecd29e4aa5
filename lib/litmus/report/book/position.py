"""How a figure stands beside its target, its past and what others published: a small table."""

from litmus.base import letters
from litmus.report import change, sentences, tables, wording
from litmus.report.bundle import TableCell
from litmus.report.cells import Cell, nothing
from litmus.report.change import Judged
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

COLUMNS = ("Beside", "Value", "Difference", "What it says")
JUDGES = {"before": change.on_before, "year": change.on_year}


def standing(declaration: Declaration, figures: Figures, context: Context) -> TableCell:
    """One row each for target, now, the time before, a year ago, and published comparisons, where
    there are those."""
    now = figures.headline(declaration)
    rows: list[list[Cell]] = []
    if now.target is not None and now.value is not None:
        rows.append(_target(declaration, now, now.value, now.target))
    recent = change.recent(declaration, figures, context)
    if recent.window != now.window:
        rows += [_now(declaration, figure) for figure in (now, recent)]
    for against, label in (("before", "The time before"), ("year", "A year ago")):
        judged = JUDGES[against](declaration, figures, context)
        rows.append(_earlier(declaration, judged, label))
    published = context.published.get(declaration.code, ())
    for each in published:
        gap = wording.difference(declaration, now.value or 0, each.value)
        value = wording.value_of_kind(declaration, each.value)
        rows.append([letters.begin(each.label), value, _side(gap), "published; not tested"])
    caption = "How this compares"
    return TableCell(caption, COLUMNS, rows, right=frozenset({1}), dense=True)


def _now(declaration: Declaration, figure: Figure) -> list[Cell]:
    label = letters.begin(wording.span(declaration, figure))
    return [label, wording.with_basis(declaration, figure), nothing(""), "now"]


def _target(declaration: Declaration, now: Figure, value: float, target: float) -> list[Cell]:
    gap = wording.difference(declaration, value, target)
    return [
        "Target",
        wording.value_of_kind(declaration, target),
        _side(gap),
        wording.rating(now) or _target_text(declaration, now),
    ]


def _target_text(declaration: Declaration, now: Figure) -> str:
    off = sentences.off_target(declaration, now)
    return {True: "off target", False: "on target", None: "not rated"}[off]


def _earlier(declaration: Declaration, judged: Judged, label: str) -> list[Cell]:
    """The row of a comparison, by the one rule of change."""
    before = judged.before
    if before is None or before.value is None:
        return [label, nothing(tables.NO_FIGURE), nothing("none"), "no earlier figure"]
    label = letters.begin(wording.span(declaration, before))
    gap = judged.gap
    moved: Cell = nothing("none")
    if gap is not None:
        same = "unchanged" if gap.exact else "about the same"
        moved = gap.cell("up " if gap.way > 0 else "down ") if gap.way else same
    why = f": {judged.reason}" if judged.reason else ""
    return [label, wording.with_basis(declaration, before), moved, f"{judged.word}{why}"]


def _side(gap: wording.Difference) -> Cell:
    if gap.way == 0:
        return "the same" if gap.exact else "about the same"
    return gap.cell(note=" above" if gap.way > 0 else " below")
