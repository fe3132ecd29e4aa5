"""The members' edition of the quarterly report: `report.members`, for who has two minutes.

Nothing is computed or judged here. Each page is put together from what the quarterly report shows,
by the same calls, so that the two agree number for number; what is left out are the tables, charts
and identifiers that a member need not see, among them actions in the words of the register, which
may be about one child.
"""

from collections.abc import Sequence
from dataclasses import replace

from litmus.base import letters, numbers
from litmus.base.key_questions import ACTION, CHILDREN, EQUALITY, PRACTICE
from litmus.qa.collated import Collation
from litmus.report import change, coverage, equality, original, sentences
from litmus.report import question as answer
from litmus.report.bundle import ItemsCell, Several, Shown, TableCell, Text
from litmus.report.components import Blocks, Point, Statement
from litmus.report.coverage import Coverage
from litmus.report.feed import Context
from litmus.report.lookup import Figures
from litmus.report.page_one import blocks, facts, tiles
from litmus.report.page_one.due import in_time
from litmus.report.page_one.facts import FigureFact
from litmus.report.qa import cells, matrix, points, recommendations, themes
from litmus.report.qa.actions import progress_in_short

# Which activities say in a number what practice is like, or what families think of it.
ACTIVITIES = {CHILDREN: ("feedback", "complaints"), PRACTICE: ("audits", "observations")}
ANSWERED = "Answered within their time limit"
# The headings of the quarterly report that stand under the last question here.
OF_ACTION = (points.THEMES, "Recommendations", "Progress on actions since last quarter")
HOW_TO_READ = (
    "Better or worse than a year ago is said only where the difference is larger than chance "
    "explains. “No clear change” does not say that nothing happened: the numbers are too few, or "
    "too alike, to tell.",
    "Higher or lower is said where neither way is good or bad in itself, as with the number of "
    "referrals.",
    "The small line shows the course up to now; the broken line is the target. ● Green meets the "
    "target, ▲ Amber is near it, ■ Red is further off.",
    "In brackets stand the cases behind a percentage: 10.0% (65 of 651) is 65 children of 651. Of "
    "few cases a percentage moves far with one more or one fewer.",
    "Per 10,000 means for every 10,000 children who live here, so that years and councils can be "
    "compared. Annualised: three months at the pace of a whole year.",
)
ON_ASSURANCE = (
    "Strengths and concerns are what audits, observations, complaints, feedback and visits found. "
    "They are chosen cases and not a sample of all, so their numbers say what was noticed and not "
    "how common it is.",
    "An action is overdue when its date has passed and it is not done.",
)
# What the words of the figures mean, by the theme whose figures use them.
TERMS = {
    "Contacts and referrals": (
        "Referral: a request to children's social care to look into the needs of a child. "
        "Re-referral: another within 12 months."
    ),
    "Single assessments": (
        "Assessment: a social worker's look at what a child needs, within 45 working days."
    ),
    "Section 47 and conferences": (
        "Conference: family and professionals decide together whether a child needs a child "
        "protection plan, within 15 working days of the discussion that began the enquiry."
    ),
    "Children in need": (
        "Child in need: a child who gets help from children's social care, those on a child "
        "protection plan and in care among them."
    ),
    "Child protection plans": (
        "Child protection plan: what is done to keep safe a child who is likely to be harmed."
    ),
    "Looked-after children": "Looked-after child: a child in the care of the council.",
    "Care leavers": (
        "Care leaver: a young person who was in care, here those aged 19 to 21, whom the council "
        "goes on supporting."
    ),
}


class Members:
    """The members' edition of a report's period. Each method returns something to show."""

    def __init__(
        self,
        found: Coverage,
        figures: Figures,
        said: Sequence[FigureFact],
        whole: Collation | None,
    ) -> None:
        """`said` are the facts of the first page, `whole` is the whole of quality assurance."""
        self._coverage, self._figures, self._facts = found, figures, said
        self._context: Context = found.context
        self._whole = whole
        self._recorded = whole if found.assurance else None

    def summary(self) -> Several:
        """The first page: as the quarterly report's, each point leading to its key question."""
        context, figures = self._context, self._figures
        found = blocks.blocks(self._facts, self._whole, blocks.named(figures, context))
        return Several(
            [
                _leading(found, context),
                *tiles.tiles(self._facts, self._figures, context, self._recorded),
                *facts.held(self._figures, context),
                *coverage.not_in_source(self._coverage),
            ]
        )

    def question(self, question: str) -> Several:
        """A key question ("KQ2"): the answer, its figures, who differs clearly, what audits,
        children and families say, and what we do. Nothing where nothing speaks to it."""
        if question == ACTION:
            return Several(self._actions())
        context, figures, recorded = self._context, self._figures, self._recorded
        asked = answer.asked_by(question, context)
        shown = answer.answer(question, figures, context, recorded)
        if asked:
            shown.append(answer.table(asked, figures, context))
        shown += answer.standing_apart(asked, figures, context)
        if question == EQUALITY and (clear := equality.where_clear(figures, context)):
            shown.append(ItemsCell(clear))
        if recorded is not None:
            shown += _practice(question, recorded)
            shown += answer.quotation(question, recorded)
            shown.append(Text(answer.what_we_do(question, recorded)))
        return Several(shown)

    def reading(self) -> Several:
        """How to read this report, and what its words and its figures' short names mean."""
        context = self._context
        known = {d.theme for d in context.main}
        rows = [[d.brief, d.heading or d.name] for d in context.main]
        made_up = (
            "The sample council is made up: no real child is in these figures."
            if context.source_kind == "sample"
            else ""
        )
        said = " ".join(each for each in (made_up, original.figures_are_whose(context)) if each)
        items = [*HOW_TO_READ, *(ON_ASSURANCE if self._recorded else ())]
        terms = [said for theme, said in TERMS.items() if theme in known]
        return Several(
            [
                *([Text(said)] if said else []),
                ItemsCell([*items, *terms]),
                *([TableCell("The figures by their full names", ("Here", "In full"), rows)]
                  if rows else []),
            ]
        )  # fmt: skip

    def _actions(self) -> list[Shown]:
        """What is decided and done: targets, what is recommended, and the actions in numbers."""
        shown: list[Shown] = []
        if targets := _targets(self._figures, self._context):
            shown.append(Text(targets))
        whole, context = self._recorded, self._context
        if whole is None:
            return shown
        return [
            Statement(progress_in_short(whole)),
            *shown,
            *what_follows(whole, context, self._figures),
        ]


def what_follows(collation: Collation, context: Context, figures: Figures) -> list[Shown]:
    """How many actions fall due before the next report, and what is recommended; not the actions in
    the words of the register, which may be about one child."""
    shown: list[Shown] = []
    if soon := len(in_time(collation, context)):
        falls = "falls" if soon == 1 else "fall"
        shown.append(
            Text(f"{numbers.count_of(soon, 'action')} {falls} due before the next report.")
        )
    if collation.recommendations:
        every = recommendations.recommendations(collation, context, figures)
        shown += map(_in_brief, every)
    return shown


def _leading(found: Blocks, context: Context) -> Blocks:
    """The blocks with each point leading to the key question that it is about, where one is."""
    places = {d.heading or d.name: d.key_questions[0] for d in context.main if d.key_questions}
    places |= dict.fromkeys(OF_ACTION, ACTION)

    def lead(point: Point) -> Point:
        return replace(point, section=context.key_questions.get(places.get(point.section, ""), ""))

    return Blocks([replace(each, points=list(map(lead, each.points))) for each in found.blocks])


def _practice(code: str, collation: Collation) -> list[Shown]:
    """What audits, children and families say to a question: in numbers, and most often."""
    said = []
    for key in ACTIVITIES.get(code, ()):
        for each in collation.activities:
            measure = matrix.judged(each) or matrix.first_of(each, (ANSWERED,))
            if each.key == key and measure:
                name = letters.within(measure.label)
                said.append(f"{each.title}: {name}, {cells.text_of(measure).text}.")
    if most := themes.named_most(code, collation):
        said.append(most)
    return [Text(" ".join(said))] if said else []


def _targets(figures: Figures, context: Context) -> str:
    """Which figures miss their target, and which meet it."""
    judged = {
        d.brief: sentences.off_target(d, change.rated(d, figures, context))
        for d in context.main
        if change.may_be_used(d, figures, context)
    }
    parts = []
    for words, wanted in (("Off target", True), ("On target", False)):
        if names := [letters.within(name) for name, off in judged.items() if off is wanted]:
            parts.append(f"{words}: {numbers.join(names)}.")
    return " ".join(parts)


def _in_brief(part: Shown) -> Shown:
    """A table of recommendations with what, why and by whom; by when, which is the same for all,
    in its note."""
    if not isinstance(part, TableCell):
        return part
    rows = [row[:3] for row in part.rows]
    note = f"To be done by {part.rows[0][3]}."
    return replace(part, columns=part.columns[:3], rows=rows, note=note, caption="Recommended")
