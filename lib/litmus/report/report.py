"""A report as a notebook sees it: figures and words, one call for each thing to show.

What it shows lies in files of the report's folder: see `litmus.report.feed`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from litmus.base.breakdowns import groupings
from litmus.base.errors import LitmusError
from litmus.intake.contracts.quality import QualityReport
from litmus.qa.collated import Collation, Evidence
from litmus.report import (
    ASSURANCE,
    block,
    coverage,
    data_quality,
    equality,
    method,
    off_target,
    original,
    tables,
    teams_over_time,
    where,
)
from litmus.report import question as answer
from litmus.report.annual import Annual
from litmus.report.book import front, index, page, reading
from litmus.report.briefing import Briefing
from litmus.report.bundle import ItemsCell, NoticeCell, Several, Shown
from litmus.report.charts.chart_processes import Pictures
from litmus.report.components import Statement
from litmus.report.daily.daily import Daily
from litmus.report.early_help.early_help import EarlyHelp
from litmus.report.feed import Context, DayLists, Declaration, Figure, PeriodSpan
from litmus.report.known import Known
from litmus.report.lookup import Figures, check_known
from litmus.report.meeting.meeting import Meeting
from litmus.report.members import Members
from litmus.report.observatory import Observatory
from litmus.report.page_one import blocks, due, facts, statement, tiles
from litmus.report.page_one.facts import FigureFact
from litmus.report.priorities.priorities import Priorities
from litmus.report.qa.assurance import Assurance
from litmus.report.summary import InShort
from litmus.report.weekly.weekly import Weekly
from litmus.report.young_people import YoungPeople

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Context",
    "Declaration",
    "PeriodSpan",
    "Report",
]


class Report:
    """One report. Each method returns something to show; none changes anything."""

    def __init__(
        self,
        context: Context,
        rows: list[Figure],
        quality: QualityReport,
        collation: Evidence | None = None,
        lists: DayLists | None = None,
    ) -> None:
        self._quality = quality
        self._rows = rows
        self._figures = Figures(rows, context.period.end, context.team_names)
        self._declarations = {d.code: d for d in context.declarations}
        self._collation = collation
        self._lists = lists
        self._asked_for = context
        self._coverage = coverage.coverage(context, self._figures, collation)
        self.context = self._coverage.context  # what the source cannot feed is not spoken of
        self._pictures: Pictures | None = None

    @property
    def qa(self) -> Assurance:
        """What quality assurance says. Raises LitmusError where the run did not collate it."""
        if self._collation is None:
            raise LitmusError(f"There is no {ASSURANCE} in this folder. Run the report again.")
        silent = not self._coverage.assurance
        return Assurance(self._collation, self._figures, self.context, silent)

    @property
    def members(self) -> Members:
        """The pages of the edition for elected members."""
        return Members(self._coverage, self._figures, self._facts, self._whole)

    @property
    def priorities(self) -> Priorities:
        """The pages of the priority indicators that the settings name."""
        return Priorities(self._figures, self._asked_for)

    @property
    def early_help(self) -> EarlyHelp:
        """The parts of a report on early help."""
        return EarlyHelp(self._coverage, self._figures, self._facts, self._whole)

    @property
    def in_short(self) -> InShort:
        """The parts of the quarter's summary on two pages."""
        return InShort(self._known)

    @property
    def annual(self) -> Annual:
        """The parts of the annual report."""
        return Annual(self._known)

    @property
    def observatory(self) -> Observatory:
        """The parts of the report for regional peer challenge."""
        return Observatory(self._known)

    @property
    def briefing(self) -> Briefing:
        """The page for a team's meeting."""
        return Briefing(self._known)

    @property
    def young_people(self) -> YoungPeople:
        """The pages of the edition for children and young people."""
        return YoungPeople(self._coverage, self._figures, self._whole)

    @property
    def daily(self) -> Daily:
        """What there is to do. Raises LitmusError where the report's settings list no cases."""
        # With all that it lists: a list says itself where the source has no such data.
        return Daily(self._listed, self._figures, self._asked_for)

    @property
    def weekly(self) -> Weekly:
        """The same of a week, with its 13 weeks and what is due. Raises LitmusError as `daily`."""
        return Weekly(self._listed, self._rows, self._asked_for, self._coverage)

    @property
    def meeting(self) -> Meeting:
        """The pack of a meeting. Raises LitmusError where the report's settings name no kind."""
        whole = self._whole
        if whole is None or whole.follow_up is None:
            raise LitmusError("This report is the pack of no meeting: its settings name no kind.")
        return Meeting(whole.follow_up, whole, self._figures, self._coverage)

    @property
    def _listed(self) -> DayLists:
        if self._lists is None:
            raise LitmusError(
                "This report lists no cases: its settings name no worklists. Only reports for the "
                "council's own managers may."
            )
        return self._lists

    @property
    def figures(self) -> pd.DataFrame:
        """All figures as a pandas table, one row each, for an analyst's own cells."""
        from litmus.figures import table

        return table.of_figures(self._rows)

    def title(self) -> Several:
        """The head of the report; and what its readers have to know before all: that it may not
        leave the council, that its period is not over, or that there are no data of it."""
        said = (self.context.notice, method.of_the_period(self._figures, self.context))
        notices = [NoticeCell(each, "warning") for each in said if each]
        different = original.difference(self.context)
        return Several([method.title(self.context), *notices, *different])

    def statement(self) -> Statement:
        """The whole in a sentence: the best, the worst, and what is grave."""
        return Statement(statement.statement(self._facts, self._whole), large=True)

    def summary(self) -> Several:
        """The first page: going well, of concern, decide now; the key questions; what is due; what
        is held, and what the source does not have."""
        recorded = self._recorded
        return Several(
            [
                blocks.blocks(self._facts, self._whole, self._known.names),
                *tiles.tiles(self._facts, self._figures, self.context, recorded),
                *([due.due(recorded, self.context)] if recorded else []),
                *facts.held(self._figures, self.context),
                *coverage.not_in_source(self._coverage, self._whole is not None),
            ]
        )

    def overview(self, question: str) -> Shown:
        """The indicators that speak to a key question ("KQ2"), one row each."""
        check_known(question, list(self.context.key_questions), "key question")
        return tables.overview(question, self._figures, self.context)

    def question(self, question: str) -> Several:
        """A key question ("KQ2") on a page: the answer, figures, findings, and what we do.

        Nothing where the source has nothing that speaks to it.
        """
        check_known(question, list(self.context.key_questions), "key question")
        return Several(answer.question(question, self._figures, self.context, self._recorded))

    def indicator(self, code: str) -> Several:
        """One indicator ("ASM02"): the message, the numbers, its chart, and why this number.

        A notice alone where there is no figure; nothing where the source cannot feed it.
        """
        return Several(block.block(self._declaration(code), self._figures, self.context))

    def breakdown(self, code: str, by: str) -> Several:
        """One indicator by the groups of a breakdown, such as "team" or "age_band".

        `litmus.base.breakdowns` has them all; by "worker_group" only where the report's settings
        ask for it (`by`). Nothing where the source cannot feed the indicator.
        """
        check_known(by, list(groupings()), "breakdown")
        fed = self._fed(code)
        return Several([tables.by_group(each, groupings()[by], self._figures) for each in fed])

    def book_summary(self) -> Several:
        """The page in front of the performance book: its message, and one row an indicator."""
        box = coverage.not_in_source(self._coverage, self._whole is not None)
        return Several([*front.front(self._figures, self.context), *box])

    def draw_ahead(self) -> None:
        """Begin to draw the charts of all pages in processes of their own.

        Without it each page draws its own chart: the same picture, later.
        """
        self._pictures = Pictures(page.drawings(self._figures, self.context))

    def page(self, code: str) -> Several:
        """One indicator's page in the performance book: analysis, trend, comparisons, groups,
        and what quality assurance found of it in the period. Nothing where the source cannot feed
        it."""
        if not self._fed(code):
            return Several([])
        declaration = self._declaration(code)
        drawn = (self._pictures.of,) if self._pictures else ()
        shown = page.page(declaration, self._figures, self.context, *drawn)
        shown += tables.drilldowns(declaration, self._figures, self.context)
        return Several([*shown, *(self.qa.evidence(code) if self._collation else ())])

    def side_by_side(self, caption: str, *codes: str) -> Several:
        """Those of these indicators that the source can feed, one row each, under a caption of
        their own, and a note on the others; nothing where it can feed none. A team's or a service's
        report has those of which it has cases."""
        asked = [
            each
            for each in map(self._declaration, codes)
            if coverage.is_work_of(self._figures.headline(each), self._asked_for)
        ]
        fed = [each for each in asked if each not in self._coverage.missing]
        if not fed:
            return Several([])
        table = tables.indicator_list(caption, fed, self._figures, self.context)
        lacking = coverage.lacking([each for each in asked if each not in fed], self.context)
        return Several([replace(table, note=" ".join([table.note, *lacking]))])

    def reading(self) -> ItemsCell:
        """How to read a page of the performance book."""
        return ItemsCell(reading.RULES)

    def index(self) -> Several:
        """Which indicators answer which key question."""
        return Several(index.index(self._figures, self.context))

    def equality(self) -> Several:
        """Key question 4: the indicators by sex, age and the other characteristics of children."""
        return Several(equality.equality(self._figures, self.context))

    def off_target(self) -> Several:
        """Key question 6: what misses its target."""
        return Several(off_target.off_target(self._figures, self.context))

    def teams(self) -> Several:
        """Where teams differ: a heat map of teams and indicators with a verdict in each square; and
        the quarters of those in which a team stands apart."""
        over_time = teams_over_time.teams_over_time(self._figures, self.context)
        return Several([*where.teams(self._figures, self.context), *over_time])

    def unavailable(self) -> Several:
        """The indicators without a figure, and why; what is not in the source behind a fold."""
        return Several(method.unavailable(self._figures, self._coverage))

    def data_quality(self) -> Several:
        """What was read, set aside and found."""
        return Several(data_quality.data_quality(self._quality, self.context))

    def quality(self) -> Several:
        """The same in short, for a report on much else: the tables wait behind a fold."""
        return Several(data_quality.in_short(self._quality, self.context))

    def method(self) -> Several:
        """Definitions, and the rules that hold for all figures."""
        return Several(method.method(self._figures, self.context))

    def rules(self) -> Several:
        """The same in short: the rules, and the definitions behind a fold."""
        return Several(method.in_short(self._figures, self.context))

    def shown(self) -> dict[str, dict[str, Any]]:
        """What commentary is held against: each indicator's headline, each activity's first number.

        Code, or the activity's key -> `name`, `numerator`, `denominator`, `value` (unrounded) and
        `text`, such as "78.9% (2,415 of 3,061)". Indicators have also `shown` ("78.9%"), `target`,
        `rating`, `comparison`, `status` and `counts`, what is counted, all in words.
        """
        found = tables.said_of_each(self._declarations.values(), self._figures)
        return found | (self.qa.shown() if self._collation else {})

    @property
    def _known(self) -> Known:
        return Known(self._coverage, self._figures, self._facts, self._whole)

    @cached_property
    def _facts(self) -> list[FigureFact]:
        return facts.read(self._figures, self.context)

    @property
    def _whole(self) -> Collation | None:
        """Quality assurance, where the run collated the whole of it."""
        return self._collation if isinstance(self._collation, Collation) else None

    @property
    def _recorded(self) -> Collation | None:
        """The same, where the source has anything of it."""
        return self._whole if self._coverage.assurance else None

    def _fed(self, code: str) -> list[Declaration]:
        """The indicator, or nothing where the source cannot feed it."""
        declaration = self._declaration(code)
        return [] if declaration in self._coverage.missing else [declaration]

    def _declaration(self, code: str) -> Declaration:
        check_known(code, list(self._declarations), "indicator")
        return self._declarations[code]
