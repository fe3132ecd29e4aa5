"""A report as a notebook sees it: figures and words, one call for each thing to show.

What it shows lies in files of the report's folder: see `litmus.report.feed`. The pages of one kind
of report alone, such as `report.weekly`, are in `litmus.report.sections`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from litmus.base.breakdowns import groupings
from litmus.report import (
    block,
    coverage,
    data_quality,
    equality,
    method,
    off_target,
    original,
    tables,
)
from litmus.report import question as answer
from litmus.report.book import front, index, page, reading, teams_page
from litmus.report.bundle import ItemsCell, NoticeCell, Several, Shown
from litmus.report.charts.chart_processes import Pictures
from litmus.report.components import Statement
from litmus.report.feed import Context, Declaration, PeriodSpan
from litmus.report.lookup import check_known
from litmus.report.page_one import blocks, due, facts, statement, tiles
from litmus.report.sections import Sections

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Context",
    "Declaration",
    "PeriodSpan",
    "Report",
]


class Report(Sections):
    """One report. Each method returns something to show; none changes anything."""

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
        recorded, named = self._recorded, blocks.named(self._figures, self.context)
        return Several(
            [
                blocks.blocks(self._facts, self._whole, named),
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
        """Begin to draw the charts of the book in processes of their own.

        Without it each page draws its own chart: the same picture, later.
        """
        given = (self._figures, self.context)
        self._pictures = Pictures(teams_page.drawings(*given) | page.drawings(*given))

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
        drawn = (self._pictures.of,) if self._pictures else ()
        return Several(teams_page.teams_page(self._figures, self.context, *drawn))

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

    def _fed(self, code: str) -> list[Declaration]:
        """The indicator, or nothing where the source cannot feed it."""
        declaration = self._declaration(code)
        return [] if declaration in self._coverage.missing else [declaration]

    def _declaration(self, code: str) -> Declaration:
        check_known(code, list(self._declarations), "indicator")
        return self._declarations[code]
