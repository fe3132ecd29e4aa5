"""Who is at each step of the way from referral to care, by a characteristic of the children.

Nobody publishes the children of a council by ethnic group with every figure, so these are no rates
per child of a group: they are each group's share at a step, and how often a child in need of the
group is on a plan or in care, beside all other children in need.
"""

from dataclasses import replace

from litmus.base import numbers
from litmus.base.breakdowns import Breakdown
from litmus.figures.statistics.intervals import wilson
from litmus.figures.statistics.ratios import Ratio
from litmus.report import apart, stages_chart
from litmus.report.apart import Apart
from litmus.report.bundle import ItemsCell, Shown
from litmus.report.cells import Basis, Cell, Value, nothing
from litmus.report.feed import Context, Figure
from litmus.report.lookup import Figures, is_unknown
from litmus.report.steps import Step

NEED = "CIN01"
# Who is counted at each step, by the indicator that counts them, in the order of the steps.
STEPS = {"REF01": "Referred", NEED: "In need", "CPP01": "On a plan", "LAC01": "Looked after"}
# The steps that only children in need come to, and what such a child then is.
WITHIN = {"CPP01": "on a protection plan", "LAC01": "looked after"}
TIMES = "times"


def stages(breakdown: Breakdown, figures: Figures, context: Context) -> list[Shown]:
    """Each group's share at each step with its multiples as a picture, what differs clearly in
    sentences; the numbers are behind the picture."""
    steps = _steps(breakdown, figures, context)
    if len(steps) < 2:
        return []
    found = _apart(breakdown, steps, context, figures)
    columns, rows = _numbers(breakdown, steps)
    drawn = stages_chart.chart(breakdown, steps, found, context, columns, rows)
    said = _sentences(breakdown, found)
    return [drawn, *([ItemsCell(said)] if said else [])]


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


def _numbers(breakdown: Breakdown, steps: dict[str, Step]) -> tuple[list[str], list[list[Cell]]]:
    """The columns and rows behind the picture: each step's shares with numbers, and multiples."""
    columns = [breakdown.heading]
    for step in steps.values():
        columns.append(step.name)
        if step.within and NEED in steps:
            columns.append(f"{step.name}: {TIMES}")
    groups = stages_chart.groups(breakdown, steps)
    return columns, [_row(breakdown, group, steps) for group in groups]


def _row(breakdown: Breakdown, group: str, steps: dict[str, Step]) -> list[Cell]:
    cells: list[Cell] = [breakdown.name(group)]
    for step in steps.values():
        cells.append(_share(step, group))
        if step.within and NEED in steps:
            cells.append(_multiple(step.ratio(steps[NEED], group)))
    return cells


def _share(step: Step, group: str) -> Value:
    share = step.share(group)
    if share is None:
        return nothing("nobody")
    return Value(share, "percent", 1, basis=Basis(numerator=step.found[group].numerator))


def _multiple(found: Ratio) -> Cell:
    if found.value is None or found.lower is None or found.upper is None:
        return nothing("")
    return Value(found.value, "", 1, lower=found.lower, upper=found.upper)


def where_clear(breakdown: Breakdown, figures: Figures, context: Context) -> list[str]:
    """The sentences alone, one for each group that is clearly more or less often at a step."""
    steps = _steps(breakdown, figures, context)
    return _sentences(breakdown, _apart(breakdown, steps, context, figures))


def in_short(breakdown: Breakdown, figures: Figures, context: Context) -> list[str]:
    """Which groups are clearly more or less often at a step, such as "looked after (ethnic group:
    White)"."""
    found = _apart(breakdown, _steps(breakdown, figures, context), context, figures)
    return [
        f"{within} ({breakdown.label}: {numbers.join([each.name for each in groups])})"
        for within, groups in found.items()
        if groups
    ]


def _apart(
    breakdown: Breakdown, steps: dict[str, Step], context: Context, figures: Figures
) -> dict[str, list[Apart]]:
    """By step, the groups whose children in need are clearly more or less often at it."""
    if NEED not in steps:
        return {}
    shares = replace(
        next(d for d in context.declarations if d.code == NEED),
        kind="percentage", polarity="neutral",
    )  # fmt: skip
    found = {}
    for step in steps.values():
        if step.within:
            rows = [
                made
                for group, among in steps[NEED].found.items()
                if (made := _of_need(step.found.get(group), among))
            ]
            found[step.within] = apart.among(shares, breakdown.code, rows, figures)
    return found


def _sentences(breakdown: Breakdown, found: dict[str, list[Apart]]) -> list[str]:
    """A sentence for each group that is clearly more or less often at a step than the others."""
    return [
        f"{breakdown.heading} “{each.name}”: {_percent(each.figure)} of the children in need are "
        f"{within}; {each.rest_name} {numbers.percent(each.others)}."
        for within, groups in found.items()
        for each in groups
    ]


def _percent(figure: Figure) -> str:
    basis = Basis(figure.numerator, figure.denominator)
    return Value(figure.value, "percent", 1, basis=basis).text


def _of_need(of: Figure | None, among: Figure) -> Figure | None:
    """The share of a group's children in need that are at a step; None where it is no part."""
    k, n = (of.numerator if of else 0) or 0, among.numerator or 0
    lower, upper = wilson(k, n)
    if lower is None or upper is None:
        return None
    return replace(
        among, numerator=k, denominator=n, value=100 * k / n, lower=100 * lower, upper=100 * upper
    )
