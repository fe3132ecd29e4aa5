"""What a notebook may call of the priority indicators: `report.priorities`."""

from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.report import block, duration, sentences, wording
from litmus.report.book import teams
from litmus.report.book.analysis import where
from litmus.report.bundle import ChartCell, ItemsCell, NoticeCell, Several, Shown, Text
from litmus.report.components import Statement
from litmus.report.feed import Context
from litmus.report.lookup import Figures
from litmus.report.priorities import chart, course, front, moved
from litmus.report.priorities.course import BEHIND, OFF, ON, Course

RULES = (
    "Agreed: the values that the board agreed for certain days stand in the settings of this "
    "report. Between two of those days the course is a straight line; before the first nothing is "
    "agreed, and after the last that value holds until another is agreed.",
    "Is: the figure of the last three months, or as things stood on the last day, which every "
    "report judges change by.",
    "The gap is the figure less what is agreed, both as printed. It may be chance where the 95% "
    "interval of the figure holds what is agreed.",
    "Heading: two simple models that carry the past on, chosen and tested on past quarters; shown "
    "only where they came nearer than saying “as in the last quarter”. Neither knows what the "
    "council will do.",
    "What moved it: the change between the same three months of two years, or two days a year "
    "apart, is divided among teams by exact arithmetic: what each adds by its own figure at its "
    "average part of the cases, and by having more or fewer of them. It says where a change "
    "happened, not why.",
)


class Priorities:
    """The pages of priorities. Each method returns something to show; none changes anything."""

    def __init__(self, figures: Figures, context: Context) -> None:
        self._figures, self._context = figures, context
        self._found = course.read(figures, context)

    def statement(self) -> Statement:
        """The whole in a sentence."""
        return Statement(front.sentence(self._found), large=True)

    def summary(self) -> Several:
        """The first page: every priority in words, then agreed, is, gap and heading in a table."""
        found = self._found
        return Several(
            [*front.blocks(found), *front.table(found, self._context), *front.notices(found)]
        )

    def page(self, code: str) -> Several:
        """A priority ("ASM02") on its page: where it should be, is and will be; what moved it; who
        differs; how long cases took."""
        found = self._of(code)
        declaration, figures = found.declaration, self._figures
        if not found.figure.usable:
            warning = NoticeCell(self._unusable(found), "warning")
            drawn = chart.chart(found, f"{declaration.brief}.")
            past = [drawn] if isinstance(drawn, ChartCell) else []
            return Several([warning, *owned(found), *past])
        shown: list[Shown] = [Statement(headline(found)), *owned(found), Text(words(found))]
        shown.append(chart.chart(found, f"{block.trend(declaration, figures, self._context)}."))
        shown += moved.moved(found, figures)
        if apart := where(declaration, figures):
            shown.append(Text(f"Who differs: {apart}"))
        if plot := teams.plot(declaration, figures):
            shown.append(teams.chart(declaration, figures, plot))
        if long := duration.plot(declaration, self._context):
            shown.append(duration.chart(declaration, self._context, long))
        return Several(shown)

    def rules(self) -> ItemsCell:
        """How to read the pages."""
        return ItemsCell(RULES)

    def _of(self, code: str) -> Course:
        known = {each.declaration.code: each for each in self._found}
        if code in known:
            return known[code]
        hint = did_you_mean(code.upper(), list(known))
        raise UsageError(
            f"{code!r} is no priority of this report.{hint} It has {', '.join(known) or 'none'}."
        )

    def _unusable(self, found: Course) -> str:
        if found.figure.is_held:
            return sentences.hold_text(found.declaration, found.figure)
        return sentences.missing(found.declaration, found.figure)


def owned(found: Course) -> list[Shown]:
    """Why it is a priority, and whose; nothing where the settings are another council's."""
    said = found.priority
    if not said.reason:
        return []
    return [Text(f"Why it is a priority: {said.reason} Owner: {said.owner}.")]


def headline(found: Course) -> str:
    """The message: on which side of its course it is, and by how much.

    "Visits on plans: behind the agreed course, 80.3% where 88.0% is agreed, 7.7 points below."
    """
    name = found.declaration.brief
    sides = {ON: "on the agreed course or better", BEHIND: "behind the agreed course",
             OFF: "off the agreed course"}  # fmt: skip
    side = sides.get(found.side)
    return f"{name}: {f'{side}, ' if side else ''}{course.beside(found)}."


def words(found: Course) -> str:
    """Of when the figure is, what it rests on, and where it is heading."""
    declaration, figure = found.declaration, found.figure
    is_ = (
        f"It is {wording.value_and_basis(declaration, figure)} {wording.when(declaration, figure)}."
    )
    parts = [is_, course.chance(found), sentences.small(declaration, figure),
             sentences.provisional(figure), course.heading(found)]  # fmt: skip
    return " ".join(part for part in parts if part)
