"""Key question 4: the child-level indicators by the characteristics of children.

The tables say what the figures can say and no more: how many are behind each value, that a
group's part of a rate is not a rate within the group, and which differences are larger than
chance makes.
"""

from litmus.base import letters, numbers
from litmus.base.breakdowns import Breakdown, characteristics
from litmus.report import apart, sentences, stages, wording
from litmus.report.bundle import ItemsCell, NoticeCell, Shown, TableCell, Text
from litmus.report.cells import Basis, Cell, Value, nothing
from litmus.report.components import Folded
from litmus.report.coverage import is_return
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures

NOBODY = "nobody"
ETHNIC_GROUP = "ethnic_group"

Groups = dict[str, Figure]


def equality(figures: Figures, context: Context) -> list[Shown]:
    """Who is at each step by ethnic group, and what differs between groups in sentences; all
    figures by each characteristic wait behind a fold."""
    shown: list[Shown] = []
    for breakdown in characteristics():
        found = _with_groups(breakdown.code, figures, context)
        if not found or figures.silent_on(breakdown.code):
            continue
        if breakdown.code == ETHNIC_GROUP:
            shown += stages.stages(breakdown, figures, context)
        shown += _differences(breakdown, found, figures)
        behind = _tables(breakdown, found, figures, context)
        shown.append(Folded(f"All figures by {breakdown.label}", behind))
    if not shown:
        usable = any(figures.headline(d).usable for d in context.main)
        labels = [each.label for each in characteristics()]
        none = NoticeCell(f"There are no figures by {numbers.join(labels, 'or')} here.")
        return [none] if usable else []
    silent = [each.of_nobody for each in characteristics() if figures.silent_on(each.code)]
    return [*shown, *([] if is_return(context) else map(NoticeCell, silent))]


def in_short(figures: Figures, context: Context) -> str:
    """Which groups of children differ clearly, by what, in a sentence; "" without any groups."""
    said, compared = [], False
    for breakdown in _spoken_of(figures):
        found = _with_groups(breakdown.code, figures, context)
        compared = compared or any(d.kind in apart.COMPARED for d, _ in found)
        if breakdown.code == ETHNIC_GROUP:
            said += stages.in_short(breakdown, figures, context)
        for declaration, _ in found:
            if groups := apart.groups(declaration, figures, breakdown.code):
                names = numbers.join([breakdown.brief(each.figure.group) for each in groups])
                said.append(f"{letters.within(declaration.brief)} ({breakdown.label}: {names})")
    if said:
        return f"Some groups of children differ clearly from the others: {numbers.join(said)}."
    return "No group of children differs clearly from the others." if compared else ""


def where_clear(figures: Figures, context: Context) -> list[str]:
    """A sentence for each group of children that differs clearly from the others; without tables
    and without those that do not."""
    said: list[str] = []
    for breakdown in _spoken_of(figures):
        found = _with_groups(breakdown.code, figures, context)
        if breakdown.code == ETHNIC_GROUP:
            said += stages.where_clear(breakdown, figures, context)
        said += [
            f"{d.brief}, by {breakdown.label}: {apart.clauses(d, breakdown, groups)}."
            for d, _ in found
            if (groups := apart.groups(d, figures, breakdown.code))
        ]
    return said


def _spoken_of(figures: Figures) -> list[Breakdown]:
    return [each for each in characteristics() if not figures.silent_on(each.code)]


def _with_groups(
    breakdown: str, figures: Figures, context: Context
) -> list[tuple[Declaration, Groups]]:
    pairs = [
        (d, {f.group: f for f in figures.groups(d, breakdown) if f.usable})
        for d in context.declarations
    ]
    return [(d, groups) for d, groups in pairs if groups]


def _differences(
    breakdown: Breakdown, found: list[tuple[Declaration, Groups]], figures: Figures
) -> list[Shown]:
    """A sentence for each indicator of which a group stands apart, or that none does."""
    compared = [d for d, _ in found if d.kind in apart.COMPARED]
    if not compared:
        return []
    said = []
    for declaration in compared:
        if groups := apart.groups(declaration, figures, breakdown.code):
            said.append(f"{declaration.brief}: {apart.clauses(declaration, breakdown, groups)}.")
    if not said:
        none = f"In no indicator does a group differ clearly from the others by {breakdown.label}."
        return [Text(none)]
    return [
        Text(f"By {breakdown.label}, these differ clearly; it is not said why:"),
        ItemsCell(said),
    ]


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
