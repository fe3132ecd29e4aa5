"""A tile for each key question: its few numbers, with their course and a verdict."""

from collections.abc import Sequence

from litmus.base import letters
from litmus.base.breakdowns import groupings
from litmus.base.key_questions import ACTION, EQUALITY, SHORT_QUESTIONS
from litmus.qa.collated import Balance, Collation
from litmus.report import apart, change, stages, wording
from litmus.report.cells import Sparkline, Value, amount
from litmus.report.components import Tile, TileRow, Tiles, Tone
from litmus.report.feed import Context, Declaration
from litmus.report.lookup import Figures
from litmus.report.page_one.facts import FigureFact
from litmus.report.question import course, has_page

MOST = 2  # figures of a tile
ETHNIC_GROUP = "ethnic_group"
CHARACTERISTICS = (ETHNIC_GROUP, "disability", "sex", "age_band")
NO_FIGURE, NO_ACTION = "No figure may be used yet.", "No action is open."
SIGNS: dict[str, tuple[str, Tone]] = {
    change.BETTER: ("▲ better", "good"),
    change.WORSE: ("▼ worse", "bad"),
    change.HIGHER: ("↑ higher", "neutral"),
    change.LOWER: ("↓ lower", "neutral"),
    change.NO_CLEAR: ("no clear change", "neutral"),
    change.CANNOT: ("not compared", "neutral"),
}


def tiles(
    facts: Sequence[FigureFact], figures: Figures, context: Context, collation: Collation | None
) -> list[Tiles]:
    """The six tiles, in the order of the key questions, without those of which the report has
    nothing: a tile without a number is of a question whose figures may not be used."""
    found = []
    for code, question in context.key_questions.items():
        rows = _rows(code, facts, figures, context, collation)
        of_action = code == ACTION and collation is None
        if rows or (has_page(code, figures, context, collation) and not of_action):
            none = NO_ACTION if code == ACTION else NO_FIGURE
            found.append(Tile(SHORT_QUESTIONS[code], rows, question, none))
    return [Tiles(found)] if found else []


def _rows(
    code: str,
    facts: Sequence[FigureFact],
    figures: Figures,
    context: Context,
    collation: Collation | None,
) -> list[TileRow]:
    if code == EQUALITY:
        return _equality(facts, figures, context)
    if code == ACTION:
        return _actions(collation)
    ours = [fact for fact in facts if code in fact.declaration.key_questions]
    # Those that are first of this question; what is red, then what else is rated.
    ours.sort(
        key=lambda f: (f.declaration.key_questions[:1] != (code,), not f.is_red, not f.rating)
    )
    rows = [_row(fact, figures, context) for fact in ours[:MOST]]
    balance = next((b for b in (collation.balances if collation else ()) if b.key_question == code),
                   None)  # fmt: skip
    return [*rows, *([_findings(balance)] if balance and _count(balance) else [])]


def _row(fact: FigureFact, figures: Figures, context: Context) -> TileRow:
    declaration = fact.declaration
    verdict, tone = SIGNS[fact.judged.word]
    if fact.judged.word == change.CANNOT and fact.rating:
        verdict = wording.rating(fact.headline).lower()
    if fact.is_red and fact.judged.word != change.WORSE:
        verdict, tone = f"■ red{fact.over}", "bad"
    if fact.is_provisional and fact.judged.is_clear:
        verdict = f"{verdict}, provisional"
    value = wording.value_of_kind(declaration, fact.shown.value or 0)
    drawn = course(declaration, figures, context)
    line = drawn if isinstance(drawn, Sparkline) else None
    return TileRow(declaration.brief, value, verdict, tone, line)


def _findings(balance: Balance) -> TileRow:
    strengths = Value(
        balance.strengths, note=" strengths" if balance.strengths != 1 else " strength"
    )
    verdict = f"{balance.concerns} concern{'' if balance.concerns == 1 else 's'}"
    return TileRow("Findings", strengths, verdict)


def _count(balance: Balance) -> int:
    return balance.strengths + balance.concerns


def _equality(facts: Sequence[FigureFact], figures: Figures, context: Context) -> list[TileRow]:
    """The groups of children that stand apart furthest, in an indicator, then at a step of need; or
    that none does."""
    found = [
        (fact.declaration.brief, fact.declaration, group, by)
        for fact in facts
        for by in map(groupings().__getitem__, CHARACTERISTICS)
        for group in apart.groups(fact.declaration, figures, by.code)
    ]
    found.sort(key=lambda each: (each[2].word != change.WORSE, -abs(each[2].gap)))
    by = groupings()[ETHNIC_GROUP]
    found += [
        (letters.begin(which), shares, group, by)
        for which, shares, group in stages.apart_at(by, figures, context)
    ]
    rows = [
        TileRow(
            f"{what}: {by.label} {by.brief(group.figure.group)}",
            wording.value_of_kind(declaration, group.figure.value or 0),
            _beside_others(declaration, group),
            "bad" if group.word == change.WORSE else "neutral",
        )
        for what, declaration, group, by in found[:MOST]
    ]
    compared = any(
        apart.is_known(fact.declaration, group)
        for fact in facts
        for by in CHARACTERISTICS
        for group in figures.groups(fact.declaration, by)
    )
    if rows or not compared:
        return rows
    return [TileRow("Groups of children", "no clear difference")]


def _beside_others(declaration: Declaration, group: apart.Apart) -> str:
    """How far a group is from the others: above is not always better, so that it has no sign of
    better or worse."""
    gap = wording.difference(declaration, group.figure.value or 0, group.others)
    return f"↑ {gap.number} above others" if gap.way > 0 else f"↓ {gap.number} below others"


def _actions(collation: Collation | None) -> list[TileRow]:
    """What is still to be done of the actions; those that are done wait for somebody to verify
    them, and are counted where the report has all of them."""
    if collation is None or not (collation.actions or collation.recommendations):
        return []
    to_do = sum(each.is_open for each in collation.actions)
    overdue = sum(each.is_overdue for each in collation.actions)
    late = f"■ {overdue} overdue" if overdue else "none overdue"
    tone: Tone = "bad" if overdue else "good"
    return [
        TileRow("Actions to do", amount(to_do), late, tone),
        TileRow("Recommendations", amount(len(collation.recommendations)), "this time"),
    ]
