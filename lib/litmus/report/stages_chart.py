"""Who is at each step of the way from referral to care, by ethnic group, as one picture."""

from collections.abc import Mapping, Sequence

from litmus.base import numbers
from litmus.base.breakdowns import Breakdown
from litmus.report.apart import Apart
from litmus.report.bundle import ChartCell
from litmus.report.cells import Cell
from litmus.report.change import HIGHER
from litmus.report.charts.charts import make_chart
from litmus.report.charts.panels import Bar, Multiple, Panel, Panels
from litmus.report.feed import Context
from litmus.report.steps import Step

MOST = 2  # groups that a title names
NONE_DIFFERS = "No group of children in need is clearly more or less often on a plan or in care"
NONE_AT_ALL = "No group of children is clearly more or less often in need, on a plan or in care"
SHARES_ALONE = (
    "The data hold no number of all children of each group, so these are shares and not rates."
)
OF_NEED = (
    "Times: how often a child in need of the group is there, as a multiple of all other children "
    "in need whose group is known, with its 95% interval; the line is 1, as often."
)
OF_POPULATION = (
    "Times: in need, how often a child of the population is; on a plan and looked after, how often "
    "a child in need is; each as a multiple of all other such children whose group is known, with "
    "its 95% interval; the line is 1, as often."
)
CLEARLY = "A diamond and bold: clearly so, by more than chance makes in 998 of 1,000 groups."


def chart(
    breakdown: Breakdown,
    steps: Mapping[str, Step],
    bases: Mapping[str, Step],
    found: Mapping[str, Sequence[Apart]],
    context: Context,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> ChartCell:
    """The picture; `bases` are the steps that others are a part of, by the code of those;
    `found` are the groups that stand apart, by what their children then are.

    `columns` and `rows` are the numbers behind it.
    """
    names = groups(breakdown, steps)
    said = message(found, steps) if found else f"Children at each step, by {breakdown.label}"
    panels = [_shares(step, names) for step in steps.values()]
    panels += [
        _multiples(step, bases[code], names, [each.figure.group for each in found[step.within]])
        for code, step in steps.items()
        if code in bases
    ]
    drawn = Panels([breakdown.name(name) for name in names], panels)
    return make_chart(
        drawn,
        title=said,
        subtitle=f"Children at each step, by {breakdown.label}, {context.period.short}, "
        f"{context.council}.",
        alt=f"{said}. {_alternative(drawn, breakdown, context)}",
        caption=_caption(bases, context),
        columns=columns,
        rows=rows,
        tall=True,
    )


def groups(breakdown: Breakdown, steps: Mapping[str, Step]) -> list[str]:
    """The groups that are at any step, in printing order."""
    return sorted({group for step in steps.values() for group in step.found}, key=breakdown.place)


def _caption(bases: Mapping[str, Step], context: Context) -> str:
    """How the picture is read, and whose numbers of children it stands on."""
    if not context.population:
        return " ".join([SHARES_ALONE, *([OF_NEED, CLEARLY] if bases else [])])
    if not bases:
        return ""
    whose = f"Population: {context.population_source}; some children in need are older or unborn."
    return f"{OF_POPULATION} {CLEARLY} {whose}"


def message(found: Mapping[str, Sequence[Apart]], steps: Mapping[str, Step]) -> str:
    """Which groups of children are more or less often at a step than the others.

    "Clearly less often looked after than other children in need: White".
    """
    among = {step.within: step.among for step in steps.values() if step.within}
    said, last = [], ""
    for within, apart in found.items():
        for word, way in ((True, "more"), (False, "less")):
            ours = [each.name for each in apart if (each.word == HIGHER) == word]
            if ours:
                who = numbers.join(ours) if len(ours) <= MOST else f"{len(ours)} groups"
                beside = "" if among[within] == last else f" than other {among[within]}"
                last = among[within]
                said.append(f"{way} often {within}{beside}: {who}")
    if not said:
        return NONE_AT_ALL if len(set(among.values())) > 1 else NONE_DIFFERS
    return f"Clearly {'; '.join(said)}"


def _shares(step: Step, names: Sequence[str]) -> Panel:
    marks = []
    for name in names:
        share = step.share(name)
        marks.append(Bar(share, step.none if share is None else numbers.percent(share)))
    return Panel(step.name, f"all: {numbers.whole(step.total)}", marks)


def _multiples(step: Step, need: Step, names: Sequence[str], apart: Sequence[str]) -> Panel:
    marks = []
    for name in names:
        found = step.ratio(need, name)
        if found.value is None or found.lower is None or found.upper is None:
            marks.append(Multiple(None))
            continue
        ends = [numbers.decimal(each) for each in (found.lower, found.upper)]
        label, interval = numbers.decimal(found.value), f"({ends[0]} to {ends[1]})"
        each = Multiple(found.value, found.lower, found.upper, label, interval, name in apart)
        marks.append(each)
    return Panel(f"{step.name}: times", "as often as others", marks)


def _alternative(drawn: Panels, breakdown: Breakdown, context: Context) -> str:
    """The figures of each step and of the multiples, for who cannot see them."""
    said = [f"Bars and points by {breakdown.label}, {context.period.short}."]
    for panel in drawn.panels:
        words = [
            f"{name} {mark.label}{_interval(mark)}"
            for name, mark in zip(drawn.names, panel.marks, strict=True)
            if mark.value is not None
        ]
        if words:
            said.append(f"{panel.name}: {'; '.join(words)}.")
    return " ".join(said)


def _interval(mark: Bar | Multiple) -> str:
    return f" {mark.interval}" if isinstance(mark, Multiple) else ""
