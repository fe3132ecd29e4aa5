"""A key question on a page: the answer, its indicators, what audits and children say, what we do.

The answer is said by rule: what has clearly changed since a year ago, what misses its target, how
practice is judged. Nothing is said that a test does not support.
"""

from collections.abc import Sequence

from litmus.base import letters, numbers
from litmus.base.code_words import WHEN_SAID
from litmus.base.key_questions import ACTION, CHILDREN, EQUALITY
from litmus.qa.actions.register import Action
from litmus.qa.collated import Collation
from litmus.qa.crossreference import Crossing
from litmus.report import apart, change, equality, sentences, tables, wording
from litmus.report.bundle import Shown, TableCell, Text
from litmus.report.cells import Cell, Sparkline, nothing
from litmus.report.components import Quotation, Statement
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.qa import actions, themes
from litmus.report.standing import spoken_of

COLUMNS = ("Indicator", "Trend", "Now", "Target", "Rating", "Since a year ago")
GOOD, POOR = "good", "poor"
NO_CHANGE = "No figure has clearly changed since a year ago."
NOT_COMPARED = "Its figures cannot be compared with a year ago."


def question(
    code: str, figures: Figures, context: Context, collation: Collation | None
) -> list[Shown]:
    """The page of one key question ("KQ2"); nothing where nothing of the report speaks to it."""
    asked = asked_by(code, context)
    shown = answer(code, figures, context, collation)
    if asked:
        shown.append(table(asked, figures, context))
    shown += standing_apart(asked, figures, context)
    if collation is not None:
        shown += themes.in_short(code, collation, context)
        shown += quotation(code, collation)
        shown += two_by_two(code, collation, context)
        shown.append(Text(what_we_do(code, collation)))
    return shown


def asked_by(code: str, context: Context) -> list[Declaration]:
    """The indicators that speak to a key question, of those that the report speaks about."""
    return [d for d in context.main if code in d.key_questions]


def has_page(code: str, figures: Figures, context: Context, collation: Collation | None) -> bool:
    """Whether there is anything of a report that speaks to a key question."""
    of_groups = code == EQUALITY and bool(equality.in_short(figures, context))
    return bool(asked_by(code, context)) or collation is not None or of_groups


def answer(
    code: str, figures: Figures, context: Context, collation: Collation | None
) -> list[Shown]:
    """The answer in two sentences: what the figures say, and what quality assurance says; nothing
    where neither says anything."""
    asked = asked_by(code, context)
    by_figures = _by_figures(asked, figures, context) if asked else ""
    if code == EQUALITY:  # it is answered by the figures of groups, which follow
        by_figures = equality.in_short(figures, context)
    said = " ".join(part for part in (by_figures, _by_practice(code, collation)) if part)
    return [Statement(said)] if said else []


def standing_apart(asked: Sequence[Declaration], figures: Figures, context: Context) -> list[Shown]:
    """The team that stands apart furthest, of each indicator of which one does, in a paragraph."""
    said = [said for d in asked if (said := _stands_apart(d, figures, context))]
    return [Text(" ".join(said))] if said else []


def two_by_two(code: str, collation: Collation, context: Context) -> list[Shown]:
    """Where figure and practice are both clear: a table of four places; else a sentence."""
    names = {d.code: d.brief for d in context.declarations}
    ours = [
        each
        for each in collation.crossings
        if code in each.key_questions and each.code in names and (each.judged or each.findings)
    ]
    clear = [c for c in ours if {c.indicator, c.practice} <= {GOOD, POOR}]
    if not clear:
        return []
    rows: list[list[Cell]] = [
        [f"Practice {side}", *(_named(clear, names, figure, side) for figure in (GOOD, POOR))]
        for side in (GOOD, POOR)
    ]
    left = len(ours) - len(clear)
    not_clear = f"{numbers.count_of(left, 'other indicator')} of this question"
    note = f"Not shown: {not_clear}, whose figure or practice is not clear." if left else ""
    caption = "The figure and the practice behind it"
    return [TableCell(caption, ("Practice", "Figure good", "Figure poor"), rows, note=note)]


def _named(found: Sequence[Crossing], names: dict[str, str], figure: str, practice: str) -> Cell:
    here = [names[c.code] for c in found if (c.indicator, c.practice) == (figure, practice)]
    return "; ".join(here) or nothing("none")


def _by_figures(asked: Sequence[Declaration], figures: Figures, context: Context) -> str:
    usable = [d for d in asked if change.may_be_used(d, figures, context)]
    if not usable:
        return "No figure can be used yet."
    judged = {d: change.on_year(d, figures, context) for d in usable}
    groups = {
        "Better than a year ago": [d for d in usable if judged[d].word == change.BETTER],
        "Worse than a year ago": [d for d in usable if judged[d].word == change.WORSE],
        "Higher than a year ago": [d for d in usable if judged[d].word == change.HIGHER],
        "Lower than a year ago": [d for d in usable if judged[d].word == change.LOWER],
        "Off target": [
            d for d in usable if sentences.off_target(d, change.rated(d, figures, context))
        ],
    }
    parts = [
        f"{words}: {numbers.join([letters.within(d.brief) for d in found])}"
        for words, found in groups.items()
        if found
    ]
    if parts:
        return f"{'. '.join(parts)}."
    compared = any(each.word != change.CANNOT for each in judged.values())
    return NO_CHANGE if compared else NOT_COMPARED


def _by_practice(code: str, collation: Collation | None) -> str:
    balance = next((b for b in (collation.balances if collation else ()) if b.key_question == code),
                   None)  # fmt: skip
    if balance is None or not balance.strengths + balance.concerns:
        return ""
    strengths = numbers.count_of(balance.strengths, "strength")
    concerns = numbers.count_of(balance.concerns, "concern")
    kinds = numbers.count_of(len(balance.activities), "kind")
    return f"Quality assurance names {strengths} and {concerns}, in {kinds} of activity."


def table(asked: Sequence[Declaration], figures: Figures, context: Context) -> TableCell:
    """The figures of a key question: course, value, target, rating and what became of each."""
    rows = [_row(d, figures, context) for d in asked]
    note = (
        f"Now: {context.period.short}, or its last day; the broken line is the target. Rating: of "
        "the value now, or of the longer time that it names. Since a year ago: better or worse "
        "only where it is more than chance explains."
    )
    return TableCell("The figures", COLUMNS, rows, right=frozenset({2, 3}), note=note)


def _row(declaration: Declaration, figures: Figures, context: Context) -> list[Cell]:
    headline = change.rated(declaration, figures, context)
    judged = change.on_year(declaration, figures, context)
    now = spoken_of(headline, judged.now)
    return [
        tables.reference(declaration),
        course(declaration, figures, context),
        tables.marked(declaration, now),
        tables.target(declaration, headline),
        wording.rated(declaration, headline, now) if headline.usable else "",
        tables.judged_cell(judged),
    ]


def course(declaration: Declaration, figures: Figures, context: Context) -> Cell:
    """An indicator's past as a small line that ends on its present value, with its ends in words;
    "none" without any."""
    _, rows = change.course(declaration, figures, context)
    known = [row for row in rows if row.value is not None]
    if len(known) < 2:
        return nothing("none")
    ends = [wording.value(declaration, row.value or 0) for row in (known[0], known[-1])]
    said = f"{declaration.brief}: from {ends[0]} to {ends[1]}"
    target = rows[-1].target
    return Sparkline([row.value for row in rows], said, target)


def _stands_apart(declaration: Declaration, figures: Figures, context: Context) -> str:
    group = apart.clearest(declaration, figures)
    if group is None:
        return ""
    now = change.recent(declaration, figures, context)
    return f"{declaration.brief}: {apart.beside(declaration, group, now)}"


def quotation(code: str, collation: Collation) -> list[Shown]:
    """One thing that a child said, where the question is about children's lives."""
    said = [quoted for each in collation.activities for quoted in each.quotations]
    if code != CHILDREN or not said:
        return []
    stage = WHEN_SAID.get(said[0].stage, "")
    return [Quotation(said[0].text, ", ".join(part for part in ("A child", stage) if part))]


def what_we_do(code: str, collation: Collation) -> str:
    """What is done about a key question, by the actions of the register, in a sentence."""
    if code == ACTION:  # it is about every action
        return f"What we do: {actions.outstanding(collation.actions, ' of the register')}."
    ours: list[Action] = [each for each in collation.actions if each.key_question == code]
    if not ours:
        return "What we do: no action of the register is about this question."
    return f"What we do: {actions.outstanding(ours, ' on this question')}."
