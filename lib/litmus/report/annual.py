"""The annual report's parts: a year's quarters together, what was said and what became of it.

A change is judged by the one rule of all reports (`litmus.report.change`): two figures whose
windows share no day, and better or worse only where the test finds more than chance explains. How
far the council lies from others is no test: published figures have no interval, so it is said in
points.
"""

from collections.abc import Sequence
from datetime import date

from litmus.base import letters, numbers
from litmus.qa.collated import Collation
from litmus.qa.model import Measure
from litmus.qa.year import Said, Year
from litmus.report import change, tables, wording
from litmus.report.bundle import ItemsCell, NoticeCell, Several, TableCell
from litmus.report.cells import Cell, nothing
from litmus.report.feed import Comparison, Declaration
from litmus.report.known import Known
from litmus.report.qa import cells, themes
from litmus.report.qa.actions import outstanding
from litmus.report.qa.recommendations import what as recommended
from litmus.report.standing import spoken_of
from litmus.report.travel import travelled

EARLY_HELP = "EARLY_HELP"
NOT_TAKEN_UP = "No audit of it was begun or reported"
DONE_STATES, LEFT_STATES = ("verified", "done", "cancelled"), ("open", "overdue")


class Annual:
    """The parts of the annual report. Each method returns something to show."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def quarters(self) -> Several:
        """Each indicator in the four quarters, the year, and beside the year before."""
        known, context = self._known, self._known.context
        ends = self._ends()
        if not ends or not known.main:
            return Several([NoticeCell("There is no figure of the year.")])
        rows = [self._quarter_row(d, ends) for d in known.main]
        note = (
            "Each quarter: its three months, or its last day where a position is counted. The "
            "year: its twelve months, or its last day. Since a year ago: better or worse only "
            "where it is more than chance explains."
        )
        columns = ("Indicator", *[f"To {end:%b %Y}" for end in ends], "The year", "Target",
                   "Rating", "Since a year ago")  # fmt: skip
        right = frozenset(range(1, len(ends) + 3))
        caption = f"The quarters of {context.period.short}"
        return Several([TableCell(caption, columns, rows, right, note, dense=True)])

    def travel(self) -> Several:
        """Each indicator beside every comparator: ahead or behind, closer or further away."""
        known, context = self._known, self._known.context
        rows, groups = [], self._groups()
        for d in known.main:
            if published := context.published.get(d.code, ()):
                rows.append(self._travel_row(d, published, groups))
        if not rows:
            return Several([NoticeCell("No published figure stands beside those of this report.")])
        columns = ("Indicator", "We", "A year ago", *groups.values())
        left = [d.brief for d in known.main if not context.published.get(d.code)]
        note = (
            "Each comparator: its figure of the latest published year, how far ours is from it, "
            "and whether that is closer or further away than a year before. A difference is no "
            "test: it may be chance."
        )
        if left:
            names = numbers.join([letters.within(name) for name in left])
            note += f" Nothing is published of: {names}."
        caption = "Direction of travel against every comparator"
        return Several([TableCell(caption, columns, rows, frozenset({1, 2}), note, dense=True)])

    def said(self) -> Several:
        """What was recommended in the year, and what became of each."""
        year = self._year()
        if year is None:
            return Several([])
        if not year.said:
            return Several([NoticeCell("No recommendation was made in the year.")])
        rows = [self._said_row(each, year) for each in year.said]
        note = (
            "Said: the first quarter, and in how many of the four. Since then: from that quarter "
            "to the last, by the one rule of change; “no clear change” does not say that nothing "
            "happened."
        )
        columns = ("What we said", "First said", "Said in", "What happened to it")
        return Several([TableCell("Recommendations of the year", columns, rows, note=note)])

    def actions(self) -> Several:
        """The actions that were raised in the year, by quarter and by what became of them."""
        year = self._year()
        return Several([cells.tally(year.actions)] if year else [])

    def programme(self) -> Several:
        """The themed audits that are planned for next year."""
        year = self._year()
        if year is None:
            return Several([])
        if not year.programme.rows:
            return Several([NoticeCell("No themed audit is planned for next year yet.")])
        return Several([cells.tally(year.programme)])

    def framework(self) -> Several:
        """What was done of each part of the quality assurance framework, quarter by quarter."""
        year = self._year()
        if year is None:
            return Several([])
        rows: list[list[Cell]] = [
            [each.title, each.framework, *map(_done, each.done, each.in_time)]
            for each in year.activities
        ]
        columns = ("Part of the framework", "Paragraph", *year.quarters)
        note = (
            "How much was done in each quarter; and, where the framework asks for a number, how "
            "much of that was done in time. Nothing recorded may be nothing done."
        )
        caption = "The framework quarter by quarter"
        return Several([TableCell(caption, columns, rows, note=note, dense=True)])

    def early_help(self) -> Several:
        """What was found of early help in the year: how much, how often, and of what."""
        whole = self._known.recorded
        if whole is None:
            return Several([])
        return Several([ItemsCell(_of_early_help(whole))])

    def _year(self) -> Year | None:
        return self._known.recorded.year if self._known.recorded else None

    def _ends(self) -> list[date]:
        from litmus.base.periods import Period
        from litmus.qa.by_quarter import quarters_of

        period = Period.parse(self._known.context.period.notation)
        return [quarter.end for quarter in quarters_of(period)]

    def _groups(self) -> dict[str, str]:
        """Whose figures are published, by what they are called, England's first."""
        from litmus.figures.benchmarks.settings import GROUP_NAMES

        there = {one.group for each in self._known.context.published.values() for one in each}
        return {code: letters.begin(name) for code, name in GROUP_NAMES.items() if code in there}

    def _quarter_row(self, declaration: Declaration, ends: Sequence[date]) -> list[Cell]:
        figures, context = self._known.figures, self._known.context
        window = _judged_in(declaration)
        judged = change.on_year(declaration, figures, context)
        headline = change.rated(declaration, figures, context)
        whole = spoken_of(headline, judged.now)
        row: list[Cell] = [tables.reference(declaration)]
        for end in ends:
            figure = figures.at(declaration, end, window)
            known = figure is not None and figure.usable
            row.append(
                wording.value_of_kind(declaration, figure.value or 0)
                if figure is not None and known
                else nothing("no figure")
            )
        return [
            *row,
            tables.marked(declaration, whole),
            tables.target(declaration, headline),
            wording.rated(declaration, headline, whole) if headline.usable else "",
            tables.judged_cell(judged),
        ]

    def _travel_row(
        self, declaration: Declaration, published: Sequence[Comparison], groups: dict[str, str]
    ) -> list[Cell]:
        figures, context = self._known.figures, self._known.context
        now = figures.headline(declaration)
        before = figures.at(declaration, context.year_before.end)
        values = [figure.value if figure is not None and figure.usable else None
                  for figure in (now, before)]  # fmt: skip
        by_group = {each.group: each for each in published}
        return [
            tables.reference(declaration),
            *(
                nothing("no figure") if value is None else wording.value_of_kind(declaration, value)
                for value in values
            ),
            *(travelled(declaration, values, by_group.get(group)) for group in groups),
        ]

    def _said_row(self, each: Said, year: Year) -> list[Cell]:
        times = numbers.count_of(len(each.quarters), "quarter")
        said = recommended(each.recommendation, self._known.names)
        return [said, each.quarters[0], times, self._became(each, year)]

    def _became(self, each: Said, year: Year) -> str:
        one = each.recommendation
        if one.kind.endswith("actions"):
            return became_of_actions(each)
        if each.quarters[0] == year.quarters[-1]:
            return "New: said in the last quarter"
        if one.kind == "themed audit":
            if not each.audit:
                return NOT_TAKEN_UP
            if each.reported:
                return f"Audit “{each.audit}” reported on {wording.day(each.reported)}"
            return f"Audit “{each.audit}” under way"
        return self._moved(one.subject, each.since)

    def _moved(self, code: str, since: date) -> str:
        """Whether an indicator moved between two quarters, by the rule of change."""
        context, figures = self._known.context, self._known.figures
        found = [d for d in context.declarations if d.code == code]
        if not found:
            return "No figure to tell by"
        window = _judged_in(found[0])
        then = figures.at(found[0], since, window)
        now = figures.at(found[0], context.period.end, window)
        if now is None or then is None:
            return "No figure to tell by"
        judged = change.between(found[0], then, now)
        return f"{found[0].brief}: {letters.within(change.sentence(found[0], judged))}"


def became_of_actions(each: Said) -> str:
    """What became of the actions that a recommendation rested on when it was first made."""
    total = sum(each.states.values())
    settled = sum(each.states.get(state, 0) for state in DONE_STATES)
    left = sum(each.states.get(state, 0) for state in LEFT_STATES)
    of = f"Of {numbers.count_of(total, 'action')} then overdue"
    verified = each.states.get("verified", 0)
    number = numbers.whole(settled) if settled else "none"
    said = f"{of}, {number} {'is' if settled <= 1 else 'are'} settled"
    if verified:
        said += f" ({numbers.whole(verified)} verified)"
    return f"{said}, {numbers.whole(left) if left else 'none'} still to be done"


def _judged_in(declaration: Declaration) -> str:
    """The window that quarters are told in: three months of what happens, else its own."""
    return "quarter" if declaration.pattern == "events" else declaration.window


def _done(done: Measure | None, in_time: Measure | None) -> Cell:
    """What was done of a part of the framework in a quarter: "70; in time 12 of 33"."""
    if done is None:
        return nothing("not recorded")
    text = cells.text_of(done).text
    if in_time is None or not in_time.denominator:
        return text
    asked = f"{numbers.whole(in_time.numerator)} of {numbers.whole(in_time.denominator)}"
    return f"{text}; in time {asked}"


def _of_early_help(whole: Collation) -> list[str]:
    found = [each for each in whole.findings if each.service == EARLY_HELP]
    if not found:
        return ["No finding of the year is about early help."]
    kinds = numbers.join(sorted({letters.within(each.activity) for each in found}))
    strengths = sum(each.polarity == "STRENGTH" for each in found)
    concerns = sum(each.polarity == "CONCERN" for each in found)
    said = [
        f"{numbers.count_of(strengths, 'strength')} and {numbers.count_of(concerns, 'concern')}, "
        f"from {kinds}.",
        themes.most_often(found, whole),
    ]
    ours = [each for each in whole.actions if each.service == EARLY_HELP]
    if ours:
        said.append(f"{outstanding(ours, ' of early help')}.")
    return [each for each in said if each]
