"""Clusters, or lead agencies, side by side: what comes, what is open, how it ends."""

from collections.abc import Callable, Sequence

from litmus.base.breakdowns import groupings
from litmus.base.periods import Period
from litmus.base.windows import change_windows
from litmus.report import apart, change, wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Basis, Cell, Value, amount, nothing
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

CLUSTER, AGENCY = "cluster", "lead_agency"
STARTED, AFTER_CARE = "EHA01.1", "EHA01.2"
OPEN, FAMILIES, LONG = "EHA02", "EHA02.1", "EHA02.2"
MET, STEPPED_UP, DAYS = "EHA03", "EHA03.1", "EHA03.3"
# The columns of the table, each with its indicator; those that are numbers, with a share of all.
COLUMNS = {
    "Began": STARTED, "Open": OPEN, "Open 6 months or longer": LONG, "Needs met": MET,
    "Stepped up": STEPPED_UP, "Stepped down": AFTER_CARE, "Average days": DAYS,
}  # fmt: skip
COUNTED = (STARTED, OPEN)
APART = "◆"


def side_by_side(by: str, figures: Figures, context: Context) -> list[Shown]:
    """The groups of "cluster" or "lead_agency", one row each; a sentence where the source names
    none."""
    declared = {each.code: each for each in context.declarations}
    shown = {name: declared[code] for name, code in COLUMNS.items() if code in declared}
    breakdown = groupings()[by]
    names = _groups(by, list(shown.values()), figures, context)
    if not [name for name in names if name != breakdown.unknown]:
        known = any(_whole(d, figures, context).numerator is not None for d in shown.values())
        if not known:
            return [Text(f"There are no figures of early help by {breakdown.label} here.")]
        return [Text(f"Not in this source: the {breakdown.label} of early help.")]
    rows: list[list[Cell]] = [
        [figures.name(by, name), *(_cell(d, _of(name, by), figures, context)
                                   for d in shown.values())]
        for name in names
    ]  # fmt: skip
    rows.append(["All", *(_cell(d, _whole, figures, context) for d in shown.values())])
    marked = any(APART in str(cell) for row in rows for cell in row)
    caption = f"By {breakdown.label}, {context.period.short}"
    columns = (breakdown.heading, *shown)
    right = frozenset(range(1, len(columns)))
    return [TableCell(caption, columns, rows, right=right, note=_note(context, marked), dense=True)]


def shares(declaration: Declaration, by: str, figures: Figures, context: Context) -> str:
    """A number by group, in a sentence: "By cluster: North 180 (57.7%) and South 132 (42.3%)."; ""
    where there are not at least two groups that are known."""
    found = _recent(declaration, by, figures, context)
    known = [each for each in found if not is_unknown(each)]
    whole = sum(each.numerator or 0 for each in found)
    if len(known) < 2 or not whole:
        return ""
    said = [f"{figures.name(by, each.group)} {_number(each, whole)}" for each in found]
    return f"By {groupings()[by].label}: {'; '.join(said)}."


def standing_apart(declaration: Declaration, by: str, figures: Figures, context: Context) -> str:
    """The groups that differ clearly from the others, in a sentence; "" where none does."""
    found = apart.among(declaration, by, _recent(declaration, by, figures, context), figures)
    return apart.describe(declaration, groupings()[by], found) if found else ""


Pick = Callable[[Declaration, Figures, Context], Figure | None]


def _of(name: str, by: str) -> Pick:
    def pick(declaration: Declaration, figures: Figures, context: Context) -> Figure | None:
        found = _recent(declaration, by, figures, context)
        return next((each for each in found if each.group == name), None)

    return pick


def _whole(declaration: Declaration, figures: Figures, context: Context) -> Figure:
    return change.recent(declaration, figures, context)


def _recent(declaration: Declaration, by: str, figures: Figures, context: Context) -> list[Figure]:
    """The groups of the figure that change is judged on."""
    now = change.recent(declaration, figures, context)
    return figures.groups(declaration, by, now.window_end, now.window)


def _groups(
    by: str, declared: Sequence[Declaration], figures: Figures, context: Context
) -> list[str]:
    """Every group that one of these has, in printing order."""
    found = {each.group for d in declared for each in _recent(d, by, figures, context)}
    return sorted(found, key=groupings()[by].place)


def _cell(declaration: Declaration, pick: Pick, figures: Figures, context: Context) -> Cell:
    figure = pick(declaration, figures, context)
    if figure is None:
        return nothing("none")
    if figure.is_held:
        return nothing("held")
    if declaration.code in COUNTED:
        if figure.numerator is None:
            return nothing("no figure")
        whole = _whole(declaration, figures, context)
        every = whole.numerator if figure is not whole else None
        share = f" ({share_text(figure.numerator, every)})" if every else ""
        return amount(figure.numerator, note=share)
    if figure.value is None:
        return nothing("no case" if figure.denominator == 0 else "no figure")
    mark = f" {APART}" if _is_apart(declaration, figure, figures, context) else ""
    basis = Basis(denominator=figure.denominator) if figure.denominator else None
    return wording.value_of_kind(declaration, figure.value, basis=basis, note=mark)


def _is_apart(declaration: Declaration, figure: Figure, figures: Figures, context: Context) -> bool:
    """Whether a group differs clearly from the others of its breakdown."""
    by = figure.breakdown
    if by not in (CLUSTER, AGENCY):
        return False
    found = apart.among(declaration, by, _recent(declaration, by, figures, context), figures)
    return figure.group in {each.figure.group for each in found}


def share_text(number: float, whole: float) -> str:
    """A share of a whole: "57.7%"."""
    return Value(100 * number / whole, "percent", 1).text


def _number(figure: Figure, whole: float) -> str:
    return f"{amount(figure.numerator or 0)} ({share_text(figure.numerator or 0, whole)})"


def _note(context: Context, marked: bool) -> str:
    over = change_windows(Period.parse(context.period.notation), True, "quarter")[0]
    said = [
        f"{over.title}; what is open on {wording.day(over.end)}. Began and open: number, and share "
        "of all. Else in brackets the number of cases. Stepped up: of what ended, to social care. "
        "Stepped down: of what began, soon after the end of social care."
    ]
    if marked:
        said.append(f"{APART} Differs from the others by more than chance makes in 998 of 1,000.")
    return " ".join(said)
