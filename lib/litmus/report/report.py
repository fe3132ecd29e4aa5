"""A report as a notebook sees it: figures and words, one call for each thing to show.

What it shows lies in four files of the report's folder: see `litmus.report.feed`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import paths
from litmus.base.breakdowns import groupings
from litmus.base.errors import LitmusError, UsageError
from litmus.base.periods import Period
from litmus.base.spelling import did_you_mean
from litmus.intake.contracts.quality import QualityReport
from litmus.qa.collated import Collation, Evidence
from litmus.report import (
    ASSURANCE,
    block,
    data_quality,
    equality,
    feed,
    method,
    tables,
    wording,
)
from litmus.report import question as answer
from litmus.report.book import front, index, page, reading
from litmus.report.bundle import ItemsCell, Several, Shown, TableCell, Text, Title
from litmus.report.charts.chart_processes import Pictures
from litmus.report.components import Statement
from litmus.report.daily.daily import Daily
from litmus.report.feed import Context, DayLists, Declaration, Figure, PeriodSpan
from litmus.report.lookup import Figures
from litmus.report.page_one import blocks, due, facts, statement, tiles
from litmus.report.page_one.facts import FigureFact
from litmus.report.qa.assurance import Assurance

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Context",
    "Declaration",
    "PeriodSpan",
    "Report",
    "open_report",
]


def open_report(folder: str | Path = ".", period: str | None = None) -> Report:
    """The report whose figures lie in `folder`.

    Raises LitmusError where a file is missing or damaged, UsageError where the figures are of
    another period than `period`.
    """
    folder = Path(folder)
    found = feed.read(folder)
    context = found.context
    if period and (asked := Period.parse(period)) != Period.parse(context.period.notation):
        raise UsageError(
            f"The figures in this folder are of {context.period.title}, not of {asked.title}. "
            f"Make them with: {paths.command(paths.checkout())} run {context.report} "
            f"--period {period}{_parameter_text(context)}"
        )
    return Report(context, found.figures, found.quality, found.collation, found.lists)


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
        self.context = context
        self._quality = quality
        self._rows = rows
        self._figures = Figures(rows, context.period.end, context.team_names)
        self._declarations = {d.code: d for d in context.declarations}
        self._collation = collation
        self._lists = lists
        self._pictures: Pictures | None = None

    @property
    def qa(self) -> Assurance:
        """What quality assurance says. Raises LitmusError where the run did not collate it."""
        if self._collation is None:
            raise LitmusError(f"There is no {ASSURANCE} in this folder. Run the report again.")
        return Assurance(self._collation, self._figures, self.context)

    @property
    def daily(self) -> Daily:
        """What there is to do. Raises LitmusError where the report's settings list no cases."""
        if self._lists is None:
            raise LitmusError(
                "This report lists no cases: its settings name no worklists. Only reports for the "
                "council's own managers may."
            )
        return Daily(self._lists, self._figures, self.context)

    @property
    def figures(self) -> pd.DataFrame:
        """All figures as a pandas table, one row each, for an analyst's own cells."""
        from litmus.figures import table

        return table.of_figures(self._rows)

    def title(self) -> Title:
        """The head of the report."""
        return method.title(self.context)

    def statement(self) -> Statement:
        """The whole in a sentence: the best, the worst, and what is grave."""
        return Statement(statement.statement(self._facts, self._whole), large=True)

    def summary(self) -> Several:
        """The first page: going well, of concern, decide now; the key questions; what is due."""
        names = {d.code: d.name for d in self.context.declarations}
        return Several(
            [
                blocks.blocks(self._facts, self._whole, names),
                tiles.tiles(self._facts, self._figures, self.context, self._whole),
                due.due(self._whole, self.context),
                *method.not_in_source(self._figures, self.context),
            ]
        )

    def overview(self, question: str) -> Shown:
        """The indicators that speak to a key question ("KQ2"), one row each."""
        self._check(question, list(self.context.key_questions), "key question")
        return tables.overview(question, self._figures, self.context)

    def question(self, question: str) -> Several:
        """A key question ("KQ2") on a page: the answer, figures, findings, and what we do."""
        self._check(question, list(self.context.key_questions), "key question")
        return Several(answer.question(question, self._figures, self.context, self._whole))

    def indicator(self, code: str) -> Several:
        """One indicator ("ASM02"): the message, the numbers, its chart, and why this number.

        A notice alone where there is no figure; nothing where the source cannot feed it.
        """
        return Several(block.block(self._declaration(code), self._figures, self.context))

    def breakdown(self, code: str, by: str) -> TableCell | Text:
        """One indicator by the groups of a breakdown, such as "team" or "age_band".

        `litmus.base.breakdowns` has them all; by "worker_group" only where the report's settings
        ask for it (`by`).
        """
        self._check(by, list(groupings()), "breakdown")
        return tables.by_group(self._declaration(code), groupings()[by], self._figures)

    def book_summary(self) -> Several:
        """The page in front of the performance book: its message, and one row an indicator."""
        return Several(front.front(self._figures, self.context))

    def draw_ahead(self) -> None:
        """Begin to draw the charts of all pages in processes of their own.

        Without it each page draws its own chart: the same picture, later.
        """
        self._pictures = Pictures(page.drawings(self._figures, self.context))

    def page(self, code: str) -> Several:
        """One indicator's page in the performance book: analysis, trend, comparisons, groups,
        and what quality assurance found of it in the period."""
        declaration = self._declaration(code)
        drawn = (self._pictures.of,) if self._pictures else ()
        shown = page.page(declaration, self._figures, self.context, *drawn)
        shown += tables.drilldowns(declaration, self._figures, self.context)
        return Several([*shown, *(self.qa.evidence(code) if self._collation else ())])

    def side_by_side(self, caption: str, *codes: str) -> TableCell:
        """These indicators, one row each, under a caption of their own."""
        declared = [self._declaration(code) for code in codes]
        return tables.indicator_list(caption, declared, self._figures, self.context)

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
        return Several(tables.off_target(self._figures, self.context))

    def unavailable(self) -> Shown:
        """The indicators without a figure, and why."""
        return method.unavailable(self._figures, self.context)

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
        found = {}
        for code, declaration in self._declarations.items():
            figure = self._figures.headline(declaration)
            found[code] = {
                "name": declaration.name,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "value": figure.value,
                "text": wording.value_and_basis(declaration, figure),
                **tables.standing(declaration, figure),
            }
        return found | (self.qa.shown() if self._collation else {})

    @cached_property
    def _facts(self) -> list[FigureFact]:
        return facts.read(self._figures, self.context)

    @property
    def _whole(self) -> Collation | None:
        """Quality assurance, where the run collated the whole of it."""
        return self._collation if isinstance(self._collation, Collation) else None

    def _declaration(self, code: str) -> Declaration:
        self._check(code, list(self._declarations), "indicator")
        return self._declarations[code]

    def _check(self, name: str, known: list[str], what: str) -> None:
        if name in known:
            return
        hint = did_you_mean(name.upper(), known) or did_you_mean(name, known)
        raise UsageError(f"This report has no {what} {name!r}.{hint} It has {', '.join(known)}.")


def _parameter_text(context: Context) -> str:
    """The parameters and the scope that the report was made with, as the command takes them."""
    scope = f" --scope {context.scope}" if context.scope_name else ""
    return scope + "".join(
        f" --param {name}={value}" for name, value in context.parameters.items() if value
    )
