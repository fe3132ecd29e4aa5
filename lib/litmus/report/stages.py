"""Who is at each step of the way from referral to care, by a characteristic of the children.

Each group's share at a step, and how often a child of the group comes from one step to the next,
beside all other children whose group is known: from the population to need, where the council's
settings say how many children each group has, and from need to a plan or to care.
"""

from collections.abc import Mapping
from dataclasses import replace
from math import log

from litmus.base import numbers
from litmus.base.breakdowns import Breakdown
from litmus.figures.statistics.intervals import wilson
from litmus.figures.statistics.ratios import Ratio
from litmus.report import apart, stages_chart
from litmus.report.apart import Apart
from litmus.report.bundle import ItemsCell, Shown
from litmus.report.cells import Basis, Cell, Value, nothing
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures, is_unknown
from litmus.report.steps import Step

NEED, POPULATION = "CIN01", "population"
# Who is counted at each step, by the indicator that counts them, in the order of the steps.
STEPS = {"REF01": "Referred", NEED: "In need", "CPP01": "On a plan", "LAC01": "Looked after"}
# The steps that only children of another step come to: that step, and what such a child then is.
WITHIN = {
    NEED: (POPULATION, "in need"),
    "CPP01": (NEED, "on a protection plan"),
    "LAC01": (NEED, "looked after"),
}
AMONG = {POPULATION: "children aged 0-17", NEED: "children in need"}
# Of whom those at a step are a part, by what they are.
OF_WHOM = {within: AMONG[base] for base, within in WITHIN.values()}
TIMES = "times"
LEAST = 0.01  # per cent, for the multiple of a group of which nobody is at a step


def stages(breakdown: Breakdown, figures: Figures, context: Context) -> list[Shown]:
    """Each group's share at each step with its multiples as a picture, what differs clearly in
    sentences; the numbers are behind the picture."""
    steps = _steps(breakdown, figures, context)
    if len(steps) < 2:
        return []
    found = _apart(breakdown, steps, context, figures)
    columns, rows = _numbers(breakdown, steps)
    bases = {code: base for code in steps if (base := base_of(code, steps))}
    drawn = stages_chart.chart(breakdown, steps, bases, found, context, columns, rows)
    said = _sentences(breakdown, found)
    return [drawn, *([ItemsCell(said)] if said else [])]


def _steps(breakdown: Breakdown, figures: Figures, context: Context) -> dict[str, Step]:
    declared = {d.code: d for d in context.declarations}
    steps = _population(breakdown, context)
    for code, name in STEPS.items():
        if code not in declared:
            continue
        groups = figures.groups(declared[code], breakdown.code)
        found = {f.group: f for f in groups if f.numerator is not None and not f.is_held}
        if any(not is_unknown(figure) for figure in found.values()):
            among, within = WITHIN.get(code, ("", ""))
            part = {"within": within, "among": AMONG[among]} if among in steps else {}
            steps[code] = Step(name, found, **part)
    if NEED not in steps:  # then nothing is a part of the population
        steps.pop(POPULATION, None)
    return steps


def _population(breakdown: Breakdown, context: Context) -> dict[str, Step]:
    """The first step: all children of each group, where the settings say how many."""
    if not context.population:
        return {}
    day = context.period.end
    found = {
        group: Figure(
            indicator=POPULATION, window="month", window_start=day, window_end=day,
            breakdown=breakdown.code, group=group, numerator=number, value=float(number),
        )
        for group, number in context.population.items()
    }  # fmt: skip
    return {POPULATION: Step("Population", found, none="")}


def base_of(code: str, steps: Mapping[str, Step]) -> Step | None:
    """The step of which those of another are a part; None where they are of none."""
    return steps[WITHIN[code][0]] if code in WITHIN and steps[code].within else None


def _numbers(breakdown: Breakdown, steps: dict[str, Step]) -> tuple[list[str], list[list[Cell]]]:
    """The columns and rows behind the picture: each step's shares with numbers, and multiples."""
    columns = [breakdown.heading]
    for step in steps.values():
        columns.append(step.name)
        if step.within:
            columns.append(f"{step.name}: {TIMES}")
    groups = stages_chart.groups(breakdown, steps)
    return columns, [_row(breakdown, group, steps) for group in groups]


def _row(breakdown: Breakdown, group: str, steps: dict[str, Step]) -> list[Cell]:
    cells: list[Cell] = [breakdown.name(group)]
    for code, step in steps.items():
        cells.append(_share(step, group))
        if base := base_of(code, steps):
            cells.append(_multiple(step.ratio(base, group)))
    return cells


def _share(step: Step, group: str) -> Value:
    share = step.share(group)
    if share is None:
        return nothing(step.none)
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


def apart_at(
    breakdown: Breakdown, figures: Figures, context: Context
) -> list[tuple[str, Declaration, Apart]]:
    """The groups that are clearly more or less often at a step, the furthest as a multiple first:
    what of whom is meant ("looked after, of children in need"), a declaration that prints such a
    share, the group."""
    found = _apart(breakdown, _steps(breakdown, figures, context), context, figures)
    every = [
        (f"{within}, of {OF_WHOM[within]}", _shares(context), each)
        for within, groups in found.items()
        for each in groups
    ]
    return sorted(every, key=lambda one: -_multiple_of(one[2]))


def _multiple_of(group: Apart) -> float:
    """How far a group is from the others as a multiple, more or less alike."""
    ours, others = (max(value or 0, LEAST) for value in (group.figure.value, group.others))
    return abs(log(ours / others))


def _shares(context: Context) -> Declaration:
    """How a share of children in need, or of all children, is printed."""
    need = next(d for d in context.declarations if d.code == NEED)
    return replace(need, kind="percentage", polarity="neutral")


def _apart(
    breakdown: Breakdown, steps: dict[str, Step], context: Context, figures: Figures
) -> dict[str, list[Apart]]:
    """By what they are, the groups whose children clearly come to a step more or less often."""
    if NEED not in steps:
        return {}
    shares, found = _shares(context), {}
    for code, step in steps.items():
        if base := base_of(code, steps):
            rows = [
                made
                for group, among in base.found.items()
                if (made := _part_of(step.found.get(group), among))
            ]
            found[step.within] = apart.among(shares, breakdown.code, rows, figures)
    return found


def _sentences(breakdown: Breakdown, found: dict[str, list[Apart]]) -> list[str]:
    """A sentence for each group that is clearly more or less often at a step than the others."""
    return [
        f"{breakdown.heading} “{each.name}”: {_percent(each.figure)} of the {OF_WHOM[within]} are "
        f"{within}; {each.rest_name} {numbers.percent(each.others)}."
        for within, groups in found.items()
        for each in groups
    ]


def _percent(figure: Figure) -> str:
    basis = Basis(figure.numerator, figure.denominator)
    return Value(figure.value, "percent", 1, basis=basis).text


def _part_of(of: Figure | None, among: Figure) -> Figure | None:
    """The share of a group's children that come to a step; None where it is no part."""
    k, n = (of.numerator if of else 0) or 0, among.numerator or 0
    lower, upper = wilson(k, n)
    if lower is None or upper is None:
        return None
    return replace(
        among, numerator=k, denominator=n, value=100 * k / n, lower=100 * lower, upper=100 * upper
    )
