"""Key question 4: the child-level indicators by the characteristics of children.

The tables say what the figures can say and no more: how many are behind each value, that a
group's part of a rate is not a rate within the group, and which differences are larger than the
uncertainty of the two values compared.
"""

from itertools import product

from litmus.base import numbers
from litmus.base.breakdowns import Breakdown, characteristics
from litmus.report import sentences, wording
from litmus.report.bundle import ItemsCell, NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Basis, Cell, Value, nothing
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

NOBODY = "nobody"

Groups = dict[str, Figure]


def equality(figures: Figures, context: Context) -> list[Shown]:
    """What differs between groups in sentences, then two tables for each breakdown."""
    shown: list[Shown] = []
    for breakdown in characteristics():
        found = _with_groups(breakdown.code, figures, context)
        if not found or figures.silent_on(breakdown.code):
            continue
        shown += _differences(breakdown, found)
        shown += _tables(breakdown, found, figures, context)
    if not shown:
        labels = [each.label for each in characteristics()]
        return [NoticeCell(f"There are no figures by {numbers.join(labels, 'or')} here.")]
    silent = [each.of_nobody for each in characteristics() if figures.silent_on(each.code)]
    return [*shown, *map(NoticeCell, silent)]


def _with_groups(
    breakdown: str, figures: Figures, context: Context
) -> list[tuple[Declaration, Groups]]:
    pairs = [
        (d, {f.group: f for f in figures.groups(d, breakdown) if f.usable})
        for d in context.declarations
    ]
    return [(d, groups) for d, groups in pairs if groups]


def _differences(breakdown: Breakdown, found: list[tuple[Declaration, Groups]]) -> list[Shown]:
    """The percentages in which two groups differ beyond their uncertainty, or that none does."""
    shares = [(d, groups) for d, groups in found if d.kind == "percentage"]
    if not shares:
        return []
    said = [text for d, groups in shares if (text := _difference(breakdown, d, groups))]
    compared = f"groups of {sentences.SMALL_DENOMINATOR} or more"
    by = f"By {breakdown.label}"
    if not said:
        return [Text(f"{by}, no percentage differs clearly between two {compared}: {CLEAR}.")]
    start = f"{by}, these percentages differ clearly between two {compared}: {CLEAR}. "
    return [
        Text(f"{start}The widest difference of each is shown; it does not say why."),
        ItemsCell(said),
    ]


def _difference(breakdown: Breakdown, declaration: Declaration, groups: Groups) -> str:
    """The widest gap between two groups whose intervals do not meet, or ""."""
    large = [
        figure
        for figure in groups.values()
        if not is_unknown(figure) and not sentences.is_small(declaration, figure)
    ]
    apart = [(a, b) for a, b in product(large, large) if _apart(a, b)]
    if not apart:
        return ""
    low, high = max(apart, key=lambda pair: (pair[1].value or 0) - (pair[0].value or 0))
    said = [
        f"{wording.value_and_basis(declaration, f)} in the group “{breakdown.name(f.group)}”"
        for f in (high, low)
    ]
    gap = wording.difference(declaration, high.value or 0, low.value or 0)
    return f"{declaration.name}: {numbers.join(said)}, {gap.words} apart."


def _apart(low: Figure, high: Figure) -> bool:
    """Whether the 95% interval of one lies wholly below that of the other."""
    return low.upper is not None and high.lower is not None and low.upper < high.lower


def _tables(
    breakdown: Breakdown,
    found: list[tuple[Declaration, Groups]],
    figures: Figures,
    context: Context,
) -> list[Shown]:
    shares = [(d, g) for d, g in found if d.kind != "rate"]
    rates = [(d, g) for d, g in found if d.kind == "rate"]
    label, when = breakdown.label, context.period.short
    tables: list[Shown] = []
    if shares:
        caption = f"Percentages by {label}, with the number each rests on, {when}"
        tables.append(_table(caption, breakdown, shares, figures, SHARES_NOTE))
    if rates:
        caption = f"Contribution of each group to rates per 10,000 children, by {label}, {when}"
        tables.append(_table(caption, breakdown, rates, figures, RATES_NOTE))
    if tables and breakdown.note:
        tables.append(Text(breakdown.note))
    return tables


CLEAR = "clearly means that their 95% intervals do not meet"
SHARES_NOTE = (
    f"In brackets: the number that the value is a percentage of. Under "
    f"{sentences.SMALL_DENOMINATOR} it is marked small: such values move far by chance. "
    f"“{NOBODY.capitalize()}”: there was nobody in the group to measure."
)
RATES_NOTE = (
    "These are contributions, not rates within a group: the group's own number (in brackets) per "
    "10,000 of all children aged 0-17, whatever their group. They show who makes up the rate and "
    "cannot be used to compare one group's need with another's. Small: fewer than "
    f"{sentences.SMALL_COUNT}."
)


def _table(
    caption: str,
    breakdown: Breakdown,
    found: list[tuple[Declaration, Groups]],
    figures: Figures,
    note: str,
) -> TableCell:
    names = sorted({group for _, groups in found for group in groups}, key=breakdown.place)
    columns = ["Indicator", "All", *map(breakdown.name, names)]
    rows: list[list[Cell]] = [
        [d.name, *(_cell(d, f) for f in (figures.headline(d), *map(groups.get, names)))]
        for d, groups in found
    ]
    return TableCell(caption, columns, rows, right=frozenset(range(1, len(columns))), note=note)


def _cell(declaration: Declaration, figure: Figure | None) -> Value:
    if figure is None or figure.value is None:
        return nothing(NOBODY)
    rests_on = figure.numerator if declaration.kind == "rate" else figure.denominator
    if rests_on is None:
        return wording.value_of_kind(declaration, figure.value)
    small = ", small" if sentences.is_small(declaration, figure) else ""
    basis = Basis(denominator=rests_on, note=small)
    if declaration.kind == "rate":
        basis = Basis(numerator=rests_on, note=small)
    return wording.value_of_kind(declaration, figure.value, basis=basis)
