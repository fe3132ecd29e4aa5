"""The quarter on two pages: what we learnt, what is good, what changes (framework 2.3, 4.6).

For every team's meeting, and for partners. Nothing is computed or judged here: the points are those
of the quarterly report's first page, the themes and actions those of its collation.
"""

from collections.abc import Sequence
from dataclasses import replace

from litmus.base import letters, numbers
from litmus.base.key_questions import CHILDREN
from litmus.qa.collated import Collation
from litmus.report import question as answer
from litmus.report import wording
from litmus.report.bundle import Several, Shown, TableCell
from litmus.report.components import Block, Blocks, Point, Statement
from litmus.report.feed import Declaration
from litmus.report.known import Known
from litmus.report.members import what_follows
from litmus.report.page_one import blocks
from litmus.report.qa.actions import outstanding
from litmus.report.qa.often import named_often

EARLY_HELP, THEME = "EARLY_HELP", "Early help"
# Services of neither: training, whose feedback names no service of the council's.
NEITHER = ("", "OTHER")
MOST = 3  # themes of a block
KINDS = {"STRENGTH": "strength", "CONCERN": "concern"}
WHOSE = {True: "Early help", False: "Social care"}


class InShort:
    """The parts of the summary of a quarter. Each method returns something to show."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def learnt(self) -> Several:
        """What is of concern, by figures and by what was seen and heard; and in a child's words."""
        known, whole = self._known, self._known.recorded
        shown = [
            Block("What is of concern", "bad", _plain(blocks.concerns(known.facts, known.whole)),
                  _none(known)),
        ]  # fmt: skip
        if whole is not None:
            points = named_most("CONCERN", whole)
            shown.append(Block("What was seen and heard", "decide", points, "No theme stands out."))
        said = answer.quotation(CHILDREN, whole) if whole else []
        return Several([Blocks(shown), *said])

    def good(self) -> Several:
        """What goes well, by figures and by what was seen and heard."""
        known, whole = self._known, self._known.recorded
        figures = [Block("In figures", "good", _plain(blocks.going_well(known.facts, None)),
                         _none(known))]  # fmt: skip
        if whole is not None:
            points = named_most("STRENGTH", whole)
            figures.append(Block("In practice", "good", points, "No theme stands out."))
        return Several([Blocks(figures)])

    def changes(self) -> Several:
        """What has to be decided, how far the actions are, and what is due next."""
        known, whole = self._known, self._known.recorded
        # Figures alone can have a grave fact, too.
        decide = _plain(blocks.decisions(known.whole, blocks.named(known.figures, known.context)))
        block = Blocks([Block("To be decided now", "decide", decide, "Nothing is waiting.")])
        if whole is None:
            return Several([block] if decide else [])
        return Several(
            [
                block,
                Statement(f"{letters.begin(outstanding(whole.actions))}."),
                *(
                    replace(part, dense=True) if isinstance(part, TableCell) else part
                    for part in what_follows(whole, known.context, known.figures)
                ),
            ]
        )

    def services(self) -> Several:
        """Social care and early help one above the other: the figures of each."""
        known = self._known
        found = {whose: self._of(early) for early, whose in WHOSE.items()}
        shown: list[Shown] = []
        if every := [d for each in found.values() for d in each]:
            ahead = len(found[WHOSE[True]])
            heads = {0: WHOSE[True]} if ahead else {}
            heads |= {ahead: WHOSE[False]} if ahead < len(every) else {}
            table = answer.table(every, known.figures, known.context)
            note = " ".join([table.note, *_per(every)])
            shown.append(replace(table, sections=heads, note=note, dense=True))
        return Several(shown)

    def _of(self, early: bool) -> list[Declaration]:
        """The indicators of early help, whether or not they stand in tables alone; those of social
        care that the report speaks about."""
        return [
            d
            for d in self._known.context.declarations
            if (d.theme == THEME) == early and (early or d in self._known.main)
        ]


def _per(declared: Sequence[Declaration]) -> list[str]:
    """Which of the figures are rates: a number without a sign says by itself not what it is per."""
    rates = [letters.within(d.brief) for d in declared if d.kind == "rate"]
    return [f"{letters.begin(wording.RATE_UNIT)} children: {numbers.join(rates)}."] if rates else []


def named_most(polarity: str, collation: Collation) -> list[Point]:
    """The themes that most findings name as strengths, or as concerns, with how they were seen; and
    what was found in early help and in social care."""
    growing = {each.theme for each in collation.themes if each.state == "emerging"}
    points = [
        Point(
            f"{collation.theme_titles.get(theme, theme)}:",
            f"{numbers.count_of(times, 'finding')}, in {numbers.count_of(kinds, 'kind')} of "
            f"activity{', and growing' if theme in growing and polarity == 'CONCERN' else ''}.",
        )
        for theme, times, kinds in named_often(collation.findings, polarity)[:MOST]
    ]
    return [*points, *(_of(early, polarity, collation) for early in WHOSE)] if points else []


def _of(early: bool, polarity: str, collation: Collation) -> Point:
    """How much was found of early help, or of social care, and what most often."""
    found = [
        each
        for each in collation.findings
        if (each.service == EARLY_HELP) == early
        and each.service not in NEITHER
        and each.polarity == polarity
    ]
    times = numbers.count_of(len(found), KINDS[polarity])
    often = [
        f"{collation.theme_titles.get(theme, theme)} ({times})"
        for theme, times, _ in named_often(found, polarity)[:MOST]
    ]
    most = f", most often {numbers.join(often)}" if often else ""
    return Point(f"{WHOSE[early]}:", f"{times}{most}.")


def _plain(points: Sequence[Point]) -> list[Point]:
    """The points without their links: what they lead to is in the quarterly report."""
    return [replace(point, section="") for point in points]


def _none(known: Known) -> str:
    return "Nothing stands out." if known.facts else "Nothing can be said yet."
