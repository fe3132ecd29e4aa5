"""What the evidence of the period asks for, in sentences that name what each rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from litmus.base import numbers
from litmus.qa.collated import Collation
from litmus.qa.recommendations import Recommendation
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.feed import Context
from litmus.report.wording import within

JUDGEMENTS = "judgements of case file audits"
NAMED = 6  # references that a row lists; the rest are counted
REASONS = {
    "emerging": "it grows beyond what chance explains",
    "triangulated": "three or more kinds of evidence see it",
}


def recommendations(collation: Collation, context: Context) -> list[Shown]:
    """One row a recommendation: what, why, and the findings or actions that it rests on."""
    found = collation.recommendations
    if not found:
        return [Text("The evidence of the period supports no recommendation of its own.")]
    names = {d.code: d.name for d in context.declarations}
    # A service's findings stand beside indicators of the whole council.
    scope = " (whole council)" if context.parameters.get("service") else ""
    rows = [
        [str(n), what(each, names), _why(each, scope), _rests_on(each.evidence)]
        for n, each in enumerate(found, start=1)
    ]
    columns = ("No.", "Recommendation", "Why", "Rests on")
    note = (
        "FND numbers are findings, ACT numbers actions. All of them, with the forms that they come "
        "from, are listed under How the figures were made."
    )
    return [TableCell("Recommendations that the evidence supports", columns, rows, note=note)]


def in_full(collation: Collation) -> Shown:
    """Every finding and action behind each recommendation, with the form that it came from."""
    if not collation.recommendations:
        return Text("There is no recommendation whose evidence could be listed.")
    forms = {each.id: each.reference for each in collation.findings}
    forms |= {each.id: each.reference for each in collation.actions}
    rows = [
        [str(n), ", ".join(_with_form(id_, forms) for id_ in each.evidence) or JUDGEMENTS]
        for n, each in enumerate(collation.recommendations, start=1)
    ]
    caption = "The evidence of each recommendation, with its forms"
    return TableCell(caption, ("No.", "Findings and actions"), rows, dense=True)


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


def _why(each: Recommendation, scope: str) -> str:
    if each.kind == "themed audit":
        reasons = numbers.join([REASONS[reason] for reason in each.reasons])
        return f"{numbers.count_of(each.number, 'concern')}; {reasons}"
    if each.kind.endswith("actions"):
        return f"{numbers.count_of(each.number, 'action')} past the due date"
    return {
        "both poor": f"The indicator{scope} and judgements of practice are both poor",
        "indicator good, practice poor": f"The indicator{scope} is good, judgements of practice "
        "are not",
        "practice good, indicator poor": f"Practice is judged good, the indicator{scope} is poor",
    }[each.kind]


def _rests_on(evidence: Sequence[str]) -> str:
    if not evidence:
        return JUDGEMENTS
    named = ", ".join(evidence[:NAMED])
    rest = len(evidence) - NAMED
    return f"{named} and {numbers.whole(rest)} more" if rest > 0 else named
