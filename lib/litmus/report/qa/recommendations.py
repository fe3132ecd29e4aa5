"""What the evidence of the period asks for, in sentences that name what each rests on."""

from __future__ import annotations

from collections.abc import Mapping

from litmus.base import numbers
from litmus.base.letters import within
from litmus.base.periods import Period
from litmus.qa.collated import Collation
from litmus.qa.recommendations import Recommendation
from litmus.report import wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.components import Folded
from litmus.report.feed import Context, Declaration, Figure
from litmus.report.lookup import Figures
from litmus.report.original import identified

JUDGEMENTS = "judgements of case file audits"
# What a figure is to do so that one sees the improvement, by which way is better.
SIGNS = {"higher": "rises to its target", "lower": "falls to its target", "neutral": "is explained"}
STAYS = "stays good"  # where it is good already, and practice is not
REASONS = {
    "emerging": "it grows beyond what chance explains",
    "triangulated": "three or more kinds of evidence see it",
}


def recommendations(collation: Collation, context: Context, figures: Figures) -> list[Shown]:
    """One row a recommendation: what, why, and the findings or actions that it rests on."""
    found = collation.recommendations
    if not found:
        return [Text("The evidence of the period supports no recommendation of its own.")]
    names = {d.code: d.name for d in context.declarations}
    # A service's findings stand beside indicators of the whole council.
    scope = " (whole council)" if context.parameters.get("service") else ""
    declared = {d.code: d for d in context.declarations}
    known = said_of_figures(figures, context)
    rows = [
        [
            what(each, names),
            _because(why(each, scope), known.get(each.subject, "")),
            owner(each, declared.get(each.subject)),
            wording.day(Period.parse(context.period.notation).next().end),
            _sign(each, declared.get(each.subject)),
        ]
        for each in found
    ]
    columns = ("Recommendation", "Why", "Owner", "By", "How we shall know")
    note = "The findings and actions behind each are in the data file of the report."
    return [TableCell("Recommendations that the evidence supports", columns, rows, note=note)]


def said_of_figures(figures: Figures, context: Context) -> dict[str, str]:
    """The figure of each indicator as a recommendation on it says it, with what it is rated by:
    "6.6% over 12 months, England 2015/16 3.8%"; by code."""
    return {
        d.code: said
        for d in context.declarations
        if (said := _said(d, figures.headline(d))) and figures.headline(d).usable
    }


def _said(declared: Declaration, figure: Figure) -> str:
    if figure.value is None:
        return ""
    beside = ""
    if figure.rag and figure.target is not None:
        beside = f", target {wording.value(declared, figure.target)}"
    elif figure.benchmark is not None and figure.benchmark_label:
        beside = f", {figure.benchmark_label} {wording.value(declared, figure.benchmark)}"
    value = wording.value_with_unit(declared, figure.value)
    return f"{value}{wording.LENGTHS.get(figure.window, '')}{beside}"


def _because(reason: str, said: str) -> str:
    return f"{reason}: {said}" if said else reason


def owner(each: Recommendation, declared: Declaration | None) -> str:
    """Whose it is to take up: by what it is about."""
    if each.kind.endswith("actions"):
        return "The owners in the register"
    if declared is not None and declared.services:
        heads = "Head of service" if len(declared.services) == 1 else "Heads of service"
        return f"{heads}: {'; '.join(declared.services)}"
    return "QA Manager"


def _sign(each: Recommendation, declared: Declaration | None) -> str:
    """By what one will see that it was done and worked."""
    if each.kind.endswith("actions"):
        return "None of them is overdue"
    if declared is not None:
        better = "and more than half of the judgements are good"
        sign = STAYS if each.kind.startswith("indicator good") else SIGNS[declared.polarity]
        return f"{declared.brief} {sign} {better}"
    return "The audit is reported, and fewer concerns name the theme"


def in_full(collation: Collation, context: Context) -> list[Shown]:
    """Every finding and action behind each recommendation, with the form that it came from; nothing
    in a report that names no identifiers."""
    if not identified(context):
        return []
    if not collation.recommendations:
        return [Text("There is no recommendation whose evidence could be listed.")]
    forms = {each.id: each.reference for each in collation.findings}
    forms |= {each.id: each.reference for each in collation.actions}
    rows = [
        [str(n), ", ".join(_with_form(id_, forms) for id_ in each.evidence) or JUDGEMENTS]
        for n, each in enumerate(collation.recommendations, start=1)
    ]
    caption = "The evidence of each recommendation, with its forms"
    table = TableCell(caption, ("No.", "Findings and actions"), rows, dense=True)
    return [Folded(caption, [table])]


def _with_form(id_: str, forms: Mapping[str, str]) -> str:
    return f"{id_} ({forms[id_]})" if forms.get(id_) else id_


def what(each: Recommendation, names: dict[str, str]) -> str:
    """What a recommendation asks for, in a sentence without its full stop; `names` by code."""
    indicator = names.get(each.subject, each.subject)
    return {
        "overdue immediate actions": "Complete the overdue actions of immediate and high priority",
        "themed audit": f"Consider a themed audit of {within(each.title)}",
        "both poor": f"Agree an improvement plan for {within(indicator)}",
        "indicator good, practice poor": f"Look behind the figure: {within(indicator)}",
        "practice good, indicator poor": f"Find what holds the figure back: {within(indicator)}",
        "overdue actions": "Review the other overdue actions: complete, re-date or cancel them",
    }[each.kind]


def why(each: Recommendation, scope: str = "") -> str:
    """What a recommendation rests on, in a few words."""
    if each.kind == "themed audit":
        reasons = numbers.join([REASONS[reason] for reason in each.reasons])
        return f"{numbers.count_of(each.number, 'concern')}; {reasons}"
    if each.kind.endswith("actions"):
        return f"{numbers.count_of(each.number, 'action')} past the due date"
    return {
        "both poor": f"The figure{scope} and judged practice are both poor",
        "indicator good, practice poor": f"The figure{scope} is good, judged practice is not",
        "practice good, indicator poor": f"Practice is judged good, the figure{scope} is poor",
    }[each.kind]
