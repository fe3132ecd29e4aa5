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

NEED = "CIN01"
MOST = 2  # groups that a title names
NOBODY = "nobody"
NONE_DIFFERS = "No group of children in need is clearly more or less often on a plan or in care"
CAPTION = (
    "The data hold no number of all children of each group, so these are shares and not rates. "
    "Times: how often a child in need of the group is there, as a multiple of all other children "
    "in need whose group is known, with its 95% interval; the line is 1, as often. "
    "A diamond and bold: clearly so, by more than chance makes in 998 of 1,000 groups."
)


def chart(
    breakdown: Breakdown,
    steps: Mapping[str, Step],
    found: Mapping[str, Sequence[Apart]],
    context: Context,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
) -> ChartCell:
    """The picture; `found` are the groups that stand apart, by what children in need then are.

    `columns` and `rows` are the numbers behind it.
    """
    names = groups(breakdown, steps)
    said = message(found) if NEED in steps else f"Children at each step, by {breakdown.label}"
    panels = [_shares(step, names) for step in steps.values()]
    if need := steps.get(NEED):
        panels += [
            _multiples(step, need, names, [each.figure.group for each in found[step.within]])
            for step in steps.values()
            if step.within
        ]
    drawn = Panels([breakdown.name(name) for name in names], panels)
    return make_chart(
        drawn,
        title=said,
        subtitle=f"Children at each step, by {breakdown.label}, {context.period.short}, "
        f"{context.council}.",
        alt=f"{said}. {_alternative(drawn, breakdown, context)}",
        caption=CAPTION,
        columns=columns,
        rows=rows,
        tall=True,
    )


def groups(breakdown: Breakdown, steps: Mapping[str, Step]) -> list[str]:
    """The groups that are at any step, in printing order."""
    return sorted({group for step in steps.values() for group in step.found}, key=breakdown.place)


def message(found: Mapping[str, Sequence[Apart]]) -> str:
    """Which groups of children in need are more or less often at a step than the others.

    "Clearly less often looked after than other children in need: White".
    """
    said: list[str] = []
    for within, apart in found.items():
        for word, way in ((True, "more"), (False, "less")):
            ours = [each.name for each in apart if (each.word == HIGHER) == word]
            if ours:
                who = numbers.join(ours) if len(ours) <= MOST else f"{len(ours)} groups"
                beside = "" if said else " than other children in need"
                said.append(f"{way} often {within}{beside}: {who}")
    if not said:
        return NONE_DIFFERS
    return f"Clearly {'; '.join(said)}"


def _shares(step: Step, names: Sequence[str]) -> Panel:
    marks = []
    for name in names:
        share = step.share(name)
        marks.append(Bar(share, NOBODY if share is None else numbers.percent(share)))
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
