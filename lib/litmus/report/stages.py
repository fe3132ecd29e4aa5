"""Who is at each step of the way from referral to care, by a characteristic of the children.

Nobody publishes the children of a council by ethnic group with every figure, so these are no rates
per child of a group: they are each group's share at a step, and how often a child in need of the
group is on a plan or in care, beside all other children in need.
"""

from dataclasses import dataclass, replace

from litmus.base import numbers
from litmus.base.breakdowns import Breakdown
from litmus.figures.statistics.intervals import wilson
from litmus.figures.statistics.ratios import Ratio, relative_risk
from litmus.report import apart, wording
from litmus.report.apart import Apart
from litmus.report.bundle import ItemsCell, Shown, TableCell, Text
from litmus.report.cells import Basis, Cell, Value, nothing
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown

NEED = "CIN01"
# Who is counted at each step, by the indicator that counts them, in the order of the steps.
STEPS = {"REF01": "Referred", NEED: "In need", "CPP01": "On a plan", "LAC01": "Looked after"}
# The steps that only children in need come to, and what such a child then is.
WITHIN = {"CPP01": "on a protection plan", "LAC01": "looked after"}
TIMES = "times"
NOTE = (
    "The data hold no number of all children of each group, so these are shares and not rates. "
    "Times: how often a child in need of the group is on a plan or in care, as a multiple of all "
    "other children in need whose group is known, with its 95% interval; 1 is as often."
)


@dataclass(frozen=True)
class Step:
    """A step, by group: how many of its children, and how many of those in need."""

    name: str
    found: dict[str, Figure]
    within: str = ""

    @property
    def known(self) -> float:
        """How many children there are whose group is known."""
        return sum(f.numerator or 0 for f in self.found.values() if not is_unknown(f))


def stages(breakdown: Breakdown, figures: Figures, context: Context) -> list[Shown]:
    """Each group's share at each step with its multiples, and what differs clearly in sentences."""
    steps = _steps(breakdown, figures, context)
    if len(steps) < 2:
        return []
    table = _table(breakdown, steps, context)
    said = _differences(breakdown, steps, context, figures)
    parts: list[Shown] = [table]
    if NEED in steps:
        clear = "No group of children in need is clearly more or less often on a plan or in care."
        parts.insert(0, ItemsCell(said) if said else Text(clear))
    return parts


def _steps(breakdown: Breakdown, figures: Figures, context: Context) -> dict[str, Step]:
    declared = {d.code: d for d in context.declarations}
    steps = {}
    for code, name in STEPS.items():
        if code not in declared:
            continue
        groups = figures.groups(declared[code], breakdown.code)
        found = {f.group: f for f in groups if f.numerator is not None and not f.is_held}
        if any(not is_unknown(figure) for figure in found.values()):
            steps[code] = Step(name, found, WITHIN.get(code, ""))
    return steps


def _table(breakdown: Breakdown, steps: dict[str, Step], context: Context) -> TableCell:
    names = sorted({group for step in steps.values() for group in step.found}, key=breakdown.place)
    columns, right = [breakdown.heading], set()
    for step in steps.values():
        right.add(len(columns))
        columns.append(step.name)
        if step.within and NEED in steps:
            right.add(len(columns))
            columns.append(f"{step.name}: {TIMES}")
    rows = [_row(breakdown, group, steps) for group in names]
    caption = f"Children at each step, by {breakdown.label}, {context.period.short}"
    return TableCell(caption, tuple(columns), rows, right=frozenset(right), note=NOTE)


def _row(breakdown: Breakdown, group: str, steps: dict[str, Step]) -> list[Cell]:
    cells: list[Cell] = [breakdown.name(group)]
    for step in steps.values():
        cells.append(_share(step, group))
        if step.within and NEED in steps:
            cells.append(_multiple(ratio(step, steps[NEED], group)))
    return cells


def _share(step: Step, group: str) -> Value:
    figure = step.found.get(group)
    whole = sum(each.numerator or 0 for each in step.found.values())
    if figure is None or figure.numerator is None or not whole:
        return nothing("nobody")
    basis = Basis(numerator=figure.numerator)
    return Value(100 * figure.numerator / whole, "percent", 1, basis=basis)


def ratio(step: Step, need: Step, group: str) -> Ratio:
    """How often children in need of a group are at a step, as a multiple of all the others."""
    of, among = step.found.get(group), need.found.get(group)
    if of is None or among is None or is_unknown(of):
        return Ratio()
    k, n = of.numerator or 0, among.numerator or 0
    return relative_risk(k, n, step.known - k, need.known - n)


def _multiple(found: Ratio) -> Cell:
    if found.value is None or found.lower is None or found.upper is None:
        return nothing("")
    return Value(found.value, "", 1, lower=found.lower, upper=found.upper)


def _differences(
    breakdown: Breakdown, steps: dict[str, Step], context: Context, figures: Figures
) -> list[str]:
    """A sentence for each group that is clearly more or less often at a step than the others."""
    if NEED not in steps:
        return []
    need = next(d for d in context.declarations if d.code == NEED)
    shares = _as_shares(need)
    return [
        f"{breakdown.heading} “{each.name}”: {wording.value_and_basis(shares, each.figure)} of the "
        f"children in need are {step.within}; {each.rest_name} "
        f"{wording.value(shares, each.others)}."
        for step in steps.values()
        if step.within
        for each in _apart(breakdown, step, steps[NEED], need, figures)
    ]


def where_clear(breakdown: Breakdown, figures: Figures, context: Context) -> list[str]:
    """The sentences alone, one for each group that is clearly more or less often at a step."""
    return _differences(breakdown, _steps(breakdown, figures, context), context, figures)


def in_short(breakdown: Breakdown, figures: Figures, context: Context) -> list[str]:
    """Which groups are clearly more or less often at a step, such as "looked after (ethnic group:
    White)"."""
    steps = _steps(breakdown, figures, context)
    need = next((d for d in context.declarations if d.code == NEED), None)
    if need is None or NEED not in steps:
        return []
    found = {
        step.within: _apart(breakdown, step, steps[NEED], need, figures)
        for step in steps.values()
        if step.within
    }
    return [
        f"{within} ({breakdown.label}: {numbers.join([each.name for each in groups])})"
        for within, groups in found.items()
        if groups
    ]


def _as_shares(declaration: Declaration) -> Declaration:
    return replace(declaration, kind="percentage", polarity="neutral")


def _apart(
    breakdown: Breakdown, step: Step, need: Step, declaration: Declaration, figures: Figures
) -> list[Apart]:
    shares = _as_shares(declaration)
    rows = [
        made
        for group, among in need.found.items()
        if (made := _of_need(step.found.get(group), among))
    ]
    return apart.among(shares, breakdown.code, rows, figures)


def _of_need(of: Figure | None, among: Figure) -> Figure | None:
    """The share of a group's children in need that are at a step; None where it is no part."""
    k, n = (of.numerator if of else 0) or 0, among.numerator or 0
    lower, upper = wilson(k, n)
    if lower is None or upper is None:
        return None
    return replace(
        among, numerator=k, denominator=n, value=100 * k / n, lower=100 * lower, upper=100 * upper
    )
