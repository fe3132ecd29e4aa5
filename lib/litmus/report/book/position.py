"""How a figure stands beside its target, its past and what others published: a small table."""

from litmus.base.windows import Window
from litmus.figures.statistics import change
from litmus.figures.statistics.change import Change
from litmus.report import sentences, tables, wording
from litmus.report.bundle import TableCell
from litmus.report.cells import Cell, nothing
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

COLUMNS = ("Beside", "Value", "Difference", "What it says")
CHANCE, MORE = "may be chance", "more than chance explains"


def standing(declaration: Declaration, figures: Figures, context: Context) -> TableCell:
    """One row each for the target, the period before, a year ago, and published comparisons."""
    now = figures.headline(declaration)
    rows: list[list[Cell]] = [_target(declaration, now)]
    for end in dict.fromkeys((context.previous.end, context.year_before.end)):
        before = figures.at(declaration, end)
        rows.append(_earlier(declaration, now, before, end == context.year_before.end))
    published = context.published.get(declaration.code, ())
    for each in published:
        gap = wording.difference(declaration, now.value or 0, each.value)
        rows.append([_upper(each.label), wording.value_of_kind(declaration, each.value), _side(gap),
                     "published; not tested"])  # fmt: skip
    if not published:
        rows.append(["Others", nothing("none published"), nothing("none"),
                     "no comparison is published"])  # fmt: skip
    caption = f"How this compares, {wording.when(declaration, now)}"
    return TableCell(caption, COLUMNS, rows, right=frozenset({1}), dense=True)


def judge_change(declaration: Declaration, before: Figure, now: Figure) -> Change:
    """Whether the change between two figures is more than chance; the reason where not tested.

    Figures without an interval do not count cases (they are sums of full-time equivalents, say).
    """
    if declaration.kind == "median":
        return Change(reason="it is a median")
    if now.lower is None or before.lower is None:
        return Change(reason="it does not count cases")
    one, two = (
        change.Estimate(Window(f.window, f.window_start, f.window_end), f.numerator, f.denominator)
        for f in (before, now)
    )
    at_a_day = wording.at_a_day(declaration)
    return change.compare(declaration.kind, one, two, snapshot=at_a_day)  # type: ignore[arg-type]


def _target(declaration: Declaration, now: Figure) -> list[Cell]:
    if now.target is None or now.value is None:
        neutral = declaration.polarity == "neutral"
        said = "not rated: neither way is better" if neutral else "not rated"
        return ["Target", nothing(tables.NONE_SET), nothing("none"), said]
    gap = wording.difference(declaration, now.value, now.target)
    return [
        "Target",
        wording.value_of_kind(declaration, now.target),
        _side(gap),
        wording.rating(now) or _target_text(declaration, now),
    ]


def _target_text(declaration: Declaration, now: Figure) -> str:
    off = sentences.off_target(declaration, now)
    return {True: "off target", False: "on target", None: "not rated"}[off]


def _earlier(
    declaration: Declaration, now: Figure, before: Figure | None, a_year_ago: bool
) -> list[Cell]:
    if before is None or before.value is None:
        label = "A year ago" if a_year_ago else "The period before"
        return [label, nothing(tables.NO_FIGURE), nothing("none"), "no earlier figure"]
    label = _upper(wording.span(declaration, before))
    if now.value is None:
        return [label, wording.with_basis(declaration, before), nothing("none"), "not compared"]
    return [
        label,
        wording.with_basis(declaration, before),
        tables.change_between(declaration, now.value, before.value),
        _change_text(judge_change(declaration, before, now)),
    ]


def _change_text(tested: Change) -> str:
    if tested.significant is None:
        overlap = "count some of the same days" in tested.reason
        return "not tested: some cases are in both" if overlap else f"not tested: {tested.reason}"
    return MORE if tested.significant else CHANCE


def _side(gap: wording.Difference) -> Cell:
    if gap.way == 0:
        return "the same" if gap.exact else "about the same"
    return gap.cell(note=" above" if gap.way > 0 else " below")


def _upper(label: str) -> str:
    return label[:1].upper() + label[1:]
