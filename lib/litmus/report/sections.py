"""The pages that one kind of report has: each a section module of its own, by the name that its
notebook calls.

What every report may show beside them is in `litmus.report.report`.
"""

from __future__ import annotations

from functools import cached_property

from litmus.base.errors import LitmusError
from litmus.intake.contracts.quality import QualityReport
from litmus.qa.collated import Collation, Evidence
from litmus.report import ASSURANCE, coverage
from litmus.report.annual import Annual
from litmus.report.briefing import Briefing
from litmus.report.charts.chart_processes import Pictures
from litmus.report.daily.daily import Daily
from litmus.report.early_help.early_help import EarlyHelp
from litmus.report.feed import Context, DayLists, Figure
from litmus.report.known import Known
from litmus.report.lookup import Figures
from litmus.report.meeting.meeting import Meeting
from litmus.report.members import Members
from litmus.report.observatory import Observatory
from litmus.report.page_one import facts
from litmus.report.page_one.facts import FigureFact
from litmus.report.priorities.priorities import Priorities
from litmus.report.qa.assurance import Assurance
from litmus.report.summary import InShort
from litmus.report.weekly.weekly import Weekly
from litmus.report.young_people import YoungPeople


class Sections:
    """What a report knows, and the pages that it may have of it."""

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
