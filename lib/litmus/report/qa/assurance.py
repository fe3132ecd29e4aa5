"""Quality assurance as a notebook sees it: `report.qa`, one call for each thing to show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from litmus.base import letters
from litmus.base.errors import UsageError
from litmus.base.spelling import did_you_mean
from litmus.qa.collated import Collation, DeepDive, Evidence
from litmus.qa.kinds import METHODS
from litmus.qa.model import Activity
from litmus.report.bundle import Several, Shown
from litmus.report.feed import Context
from litmus.report.lookup import Figures
from litmus.report.qa import (
    actions,
    activity,
    cells,
    crossing,
    deep_dive,
    front,
    front_theme,
    judgement,
    matrix,
    parts,
    recommendations,
    themes,
)


class Assurance:
    """The quality assurance of a report's period. Each method returns something to show."""

    def __init__(
        self, evidence: Evidence, figures: Figures, context: Context, silent: bool = False
    ) -> None:
        """`silent` is whether the source has nothing of quality assurance: then nothing is shown
        but what is asked of one activity, which says why."""
        self._silent = silent
        self._evidence = evidence
        self._figures = figures
        self._context = context
        self._kinds = {method.title: method.kind for method in METHODS.values()}

    @property
    def collation(self) -> Collation:
        """The whole; raises UsageError where the report collates findings alone."""
        if not isinstance(self._evidence, Collation):
            raise UsageError(
                "This report collates the findings of quality assurance and nothing else of it. "
                f"For the rest write 'assurance: whole' in params/{self._context.report}.yml and "
                "run it again."
            )
        return self._evidence

    def activity(self, key: str) -> Several:
        """One activity ("complaints"): its numbers and the period before's, its tables.

        Raises UsageError that lists the activities for an unknown one.
        """
        return Several(activity.activity(self._activity(key), self._context))

    def section(self, key: str) -> Several:
        """The same in short, for a report on much else: the tables wait behind a fold.

        Nothing where the activity has nothing to report.
        """
        return Several(activity.section(self._activity(key), self._context))

    def audits_in_short(self) -> Several:
        """The first page on the period's audits: what they found in a sentence; what goes well, is
        of concern, has to be decided."""
        found, whole, context = self._activity("audits"), self.collation, self._context
        return self._unless_silent(
            lambda: [
                judgement.audits(found, whole, context),
                front.blocks(whole, context, front.AUDITS, "Findings"),
            ]
        )

    def alerts_in_short(self) -> Several:
        """The same on what reviewing officers and chairs raised."""
        found, whole, context = self._activity("alerts"), self.collation, self._context
        return self._unless_silent(
            lambda: [
                judgement.alerts(found, whole, context),
                front.blocks(whole, context, front.UNIT, "Findings and themes"),
            ]
        )

    def theme_in_short(self) -> Several:
        """A deep dive: how practice was judged and what was found in a sentence, and the same three
        blocks."""
        dive, whole, context = self._dive, self.collation, self._context
        return Several(
            [judgement.theme(dive, whole, context), front_theme.blocks(dive, whole, context)]
        )

    def matrix(self) -> Several:
        """All activities on one page: done, expected, judged good, changed, and what alarms."""
        return self._unless_silent(lambda: matrix.matrix(self.collation, self._context))

    def parts(self) -> Several:
        """The parts of the framework of the body that the report is for, with what is recorded of
        each, and of which there is nothing. Nothing where its settings name none."""
        return self._unless_silent(lambda: parts.parts(self.collation, self._context))

    def _unless_silent(self, parts: Callable[[], Sequence[Shown]]) -> Several:
        whole = self.collation  # refused where the report asked for findings alone
        return Several([] if self._silent and whole else parts())

    def _activity(self, key: str) -> Activity:
        known = {each.key: each for each in self.collation.activities}
        if key not in known:
            hint = did_you_mean(key, known)
            raise UsageError(f"There is no activity {key!r}.{hint} There are {', '.join(known)}.")
        return known[key]

    def balance(self) -> Several:
        """Strengths, concerns and learning on each of the six key questions."""
        return self._unless_silent(lambda: [themes.balance(self.collation)])

    def findings(self, question: str) -> Several:
        """What quality assurance found on a key question ("KQ2"), by theme."""
        return Several(themes.findings(question, self.collation, self._context))

    def crossings(self, question: str) -> Several:
        """The indicators of a key question beside the evidence of practice."""
        return Several(crossing.crossings(question, self.collation, self._figures, self._context))

    def themes(self) -> Several:
        """The themes of all findings: which grow, which are seen by several kinds of evidence."""
        return self._unless_silent(lambda: themes.themes(self.collation, self._context))

    def review_queue(self) -> Shown:
        """Words for themes that the list of themes does not know yet."""
        return themes.unknown(self.collation)

    def evidence(self, code: str) -> Several:
        """The findings of the period that bear on one indicator ("ASM02")."""
        if self._silent:
            return Several([])
        return Several(themes.evidence(code, self._evidence, self._context))

    def listing(self, question: str = "", theme: str = "", kinds: Collection[str] = ()) -> Several:
        """Findings one by one; of one key question, theme or some kinds of evidence ("alert",
        "complaint"), or all. Of many the gravest, how many others there are, and all of them behind
        a fold."""
        found = [
            each
            for each in self._evidence.findings
            if question in ("", each.key_question)
            and theme in ("", each.theme)
            and (not kinds or self._kinds.get(each.activity) in kinds)
        ]
        return Several(themes.listing(found, self._evidence, self._context))

    def progress(self) -> Several:
        """What became of the actions of earlier reports."""
        return self._unless_silent(lambda: actions.progress(self.collation, self._context))

    def actions(self, most: int = 0) -> Several:
        """The outstanding actions, most urgent first: so many, or a page's worth with all of them
        behind a fold; and how many others there are, of whom."""
        return self._unless_silent(lambda: actions.register(self.collation, self._context, most))

    def recommendations(self) -> Several:
        """What the evidence of the period asks for, and on what each rests."""
        return self._unless_silent(
            lambda: recommendations.recommendations(self.collation, self._context, self._figures)
        )

    def rests_on(self) -> Several:
        """Every finding and action behind each recommendation, with its form; nothing in a report
        that names no identifiers."""
        return self._unless_silent(lambda: recommendations.in_full(self.collation, self._context))

    def population(self) -> Several:
        """A deep dive: which children the theme is about."""
        return Several(deep_dive.population(self._dive))

    def sample(self) -> Several:
        """A deep dive: the audits of the theme, and of whom."""
        return Several(deep_dive.sample(self._dive, self._context))

    def judgements(self) -> Several:
        """A deep dive: how its audits judge practice, beside all other audits."""
        return Several(deep_dive.judgements(self._dive, self.collation))

    def comparison(self) -> Several:
        """A deep dive: the indicators of its children beside those of other children."""
        return Several(deep_dive.comparison(self._dive, self._context))

    def of_theme(self) -> Several:
        """A deep dive: the findings of the theme in the period, each with its form."""
        return self.listing(theme=self._dive.theme)

    @property
    def _dive(self) -> DeepDive:
        if self.collation.deep_dive is None:
            raise UsageError("This report is about no theme. Run it with: --param theme=neglect")
        return self.collation.deep_dive

    def shown(self) -> dict[str, dict[str, Any]]:
        """The first number of each collated activity, by its key; see `Report.shown`."""
        every = self._evidence.activities if isinstance(self._evidence, Collation) else ()
        first = [(each, each.measures[0]) for each in every if each.measures]
        return {
            each.key: {
                "name": f"{each.title}: {letters.within(measure.label)}",
                "numerator": measure.numerator,
                "denominator": measure.denominator,
                "value": cells.value(measure),
                "text": cells.text_of(measure).text,
            }
            for each, measure in first
        }
