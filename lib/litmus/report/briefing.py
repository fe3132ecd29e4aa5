"""A page for a team's meeting: its figures, what was found of its work, three questions to discuss.

The questions come from rules, not from anybody's liking: one on the figure that gives most cause,
one on what findings name, one on something good to share. A figure of few cases gives no cause for
a question, however it looks: of four children, one more is a quarter.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from litmus.base import letters, numbers
from litmus.figures.statistics.funnel import MINIMUM
from litmus.qa.collated import Collation
from litmus.qa.model import Finding
from litmus.report import change, tables, wording
from litmus.report.bundle import ItemsCell, NoticeCell, Several, TableCell
from litmus.report.cells import Cell, nothing
from litmus.report.feed import Context
from litmus.report.known import Known
from litmus.report.page_one.facts import FigureFact, bad, good
from litmus.report.qa import themes
from litmus.report.qa.actions import outstanding

COLUMNS = ("Indicator", "We", "The whole council", "Target", "Rating", "Since a year ago")
MOST = 10  # figures that fit on the page with all else
ALONE = "not compared"
STRENGTH, LEARNING = "STRENGTH", "LEARNING"
NO_FIGURE = (
    "No figure of ours stands out for the worse. Which of them matters most to the children we "
    "work with, and do we know what is behind it?"
)
NONE_OF_OURS = (
    "No figure of this page is about cases of ours. What do we count ourselves, and does it tell "
    "us whether our work helps?"
)
NO_FINDING = (
    "Nobody recorded a concern about our work this time. Which piece of it should somebody look "
    "at, and whom do we ask?"
)
NOTHING_GOOD = (
    "What went well that neither a figure nor a finding shows, and who should hear of it?"
)


class Briefing:
    """The parts of a team's briefing. Each method returns something to show."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def figures(self) -> Several:
        """The team's figures that rest on any cases, those that give most cause first."""
        facts = in_order(self._known.facts)
        if not facts:
            return Several([NoticeCell("No figure of ours can be used yet.")])
        context = self._known.context
        rows = [_row(fact) for fact in facts[:MOST]]
        left = len(facts) - len(rows)
        more = f" {numbers.count_of(left, 'figure')} with less cause not shown." if left else ""
        note = (
            f"{letters.begin(context.period.short)}, or its last day. Under {MINIMUM} cases a "
            f"figure moves far with one more or one fewer, and asks no question.{more}"
        )
        table = TableCell("Our figures", COLUMNS, rows, frozenset({1, 2, 3}), note, dense=True)
        return Several([table])

    def findings(self) -> Several:
        """What was found of the team's work, and its actions, in three sentences."""
        whole = self._known.whole  # of a team of whom nothing is recorded that is to be said
        if whole is None:
            return Several([])
        return Several([ItemsCell(_found(whole, self._known.context))])

    def questions(self) -> Several:
        """Three questions to discuss: on a figure, on what was found, on something to share."""
        return Several([ItemsCell(questions(self._known.facts, self._known.recorded))])


@dataclass(frozen=True)
class _Gap:
    """How far a team's figure lies from that of the whole council, as a sentence says it."""

    fact: FigureFact
    better: bool

    def clause(self) -> str:
        now, declaration = self.fact.shown, self.fact.declaration
        council = wording.value(declaration, now.benchmark or 0)
        return (
            f"{declaration.brief}: we have {wording.value_and_basis(declaration, now)}, the whole "
            f"council {council}"
        )


def questions(facts: Sequence[FigureFact], collation: Collation | None) -> list[str]:
    """The three questions, by rule, in words that anybody understands."""
    return [_on_a_figure(facts), _on_a_finding(collation), _on_something_good(facts, collation)]


def in_order(facts: Sequence[FigureFact]) -> list[FigureFact]:
    """The figures that rest on any cases: what gives cause for concern, what is good, the rest."""
    any_case = [f for f in facts if f.shown.numerator or f.shown.denominator]
    enough = [f for f in any_case if _is_enough(f)]
    first = [*bad(enough), *good(enough)]
    return [*first, *(f for f in any_case if f not in first)]


def beside_council(facts: Sequence[FigureFact], better: bool) -> list[_Gap]:
    """The figures whose interval leaves out the whole council's figure, on this side, the widest
    gap first."""
    found = []
    for fact in facts:
        now = fact.shown
        if None in (now.benchmark, now.lower, now.upper) or not _is_theirs(fact):
            continue
        way = (now.lower > now.benchmark) - (now.upper < now.benchmark)  # type: ignore[operator]
        if way and wording.better(fact.declaration, way) is better:
            found.append(_Gap(fact, better))
    return sorted(found, key=lambda gap: -abs((gap.fact.shown.value or 0)
                                              - (gap.fact.shown.benchmark or 0)))  # fmt: skip


def _is_enough(fact: FigureFact) -> bool:
    """Whether a figure rests on so many cases that a question may be asked of it."""
    now = fact.shown
    return (now.denominator if now.denominator is not None else now.numerator or 0) >= MINIMUM


def _is_theirs(fact: FigureFact) -> bool:
    """Whether what stands beside a figure is the whole council's own."""
    return fact.declaration.kind in ("percentage", "mean") and bool(fact.shown.scope)


def _on_a_figure(facts: Sequence[FigureFact]) -> str:
    """Red or worse than a year ago; else worse than the whole council; else short of a target."""
    enough = [f for f in facts if _is_enough(f)]
    if found := bad(enough):
        return (
            f"{letters.begin(found[0].clause())}. What is behind it, and what can we change before "
            "the next quarter?"
        )
    if gaps := beside_council(enough, better=False):
        return f"{gaps[0].clause()}. Why is it different for us, and what can we do about it?"
    if near := [f for f in enough if f.is_off_target]:
        worst = max(near, key=lambda f: f.shortfall)
        return f"{letters.begin(worst.clause())}. What would bring us there?"
    return NO_FIGURE if in_order(facts) else NONE_OF_OURS


def _on_a_finding(collation: Collation | None) -> str:
    """The theme that most concerns name; else that of most points of learning."""
    found = list(collation.findings) if collation else []
    concerns = [each for each in found if each.is_concern]
    learning = [each for each in found if each.is_learning]
    for wanted, word in ((concerns, "a concern"), (learning, "something to learn from")):
        ours = [each for each in wanted if each.theme]
        if ours and collation is not None:
            theme, times = _most(ours)
            seen = sorted({letters.within(f.activity) for f in ours if f.theme == theme})
            title = collation.theme_titles.get(theme, theme)
            return (
                f"{title} was named as {word} {numbers.times(times)}, in "
                f"{numbers.join(seen)}. Where do we see it in our own work, and what would help?"
            )
    return NO_FINDING


def _on_something_good(facts: Sequence[FigureFact], collation: Collation | None) -> str:
    """Better than a year ago, or better than the whole council; else the commonest strength; else
    a target that is met."""
    enough = [f for f in facts if _is_enough(f)]
    share = "What did we do differently, and who should hear of it?"
    better = [f for f in good(enough) if f.judged.word == change.BETTER]
    if better:
        return f"{letters.begin(better[0].clause())}. {share}"
    if gaps := beside_council(enough, better=True):
        return f"{gaps[0].clause()}. What do we do that others could do, too?"
    strong = [f for f in (collation.findings if collation else ()) if f.polarity == STRENGTH]
    if named := [f for f in strong if f.theme]:
        theme, times = _most(named)
        title = collation.theme_titles.get(theme, theme) if collation else theme
        said = f"{title} was named as a strength {numbers.times(times)}."
        return f"{said} What do we do that others could do, too?"
    if met := good(enough):
        value = wording.value_and_basis(met[0].declaration, met[0].shown)
        return f"{met[0].declaration.brief}: {value}, which meets the target. How do we keep it so?"
    return NOTHING_GOOD


def _most(found: Sequence[Finding]) -> tuple[str, int]:
    times = Counter(each.theme for each in found)
    theme = min(times, key=lambda each: (-times[each], each))
    return theme, times[theme]


def _row(fact: FigureFact) -> list[Cell]:
    declaration, now = fact.declaration, fact.shown
    known = now.benchmark is not None and _is_theirs(fact)
    return [
        tables.reference(declaration),
        tables.marked(declaration, now),
        wording.value_of_kind(declaration, now.benchmark or 0) if known else nothing(ALONE),
        tables.target(declaration, fact.headline),
        wording.rated(declaration, fact.headline, now) if fact.headline.usable else "",
        tables.judged_cell(fact.judged),
    ]


def _found(whole: Collation, context: Context) -> list[str]:
    found = whole.findings
    if not found:
        said = [f"No finding of {context.period.short} is about our work."]
    else:
        kinds = numbers.join(sorted({letters.within(each.activity) for each in found}))
        times: Counter[str] = Counter(each.polarity for each in found)
        counted = [
            numbers.count_of(times["STRENGTH"], "strength"),
            numbers.count_of(times["CONCERN"], "concern"),
            f"{numbers.count_of(times[LEARNING], 'point')} of learning",
        ]
        said = [f"Found in {kinds}: {numbers.join(counted)}.", themes.most_often(found, whole)]
    said.append(f"{letters.begin(outstanding(whole.actions, ' of ours'))}.")
    return [each for each in said if each]
