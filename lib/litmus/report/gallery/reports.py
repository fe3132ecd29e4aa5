"""The gallery's reports: one with every case, one of good news alone, of bad alone, of nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from litmus.base import letters
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.base.periods import Period
from litmus.base.scope import COUNCIL
from litmus.figures import Comparison, DatedStep
from litmus.figures.benchmarks.councils import NamedCouncil
from litmus.intake.contracts.quality import QualityReport, RuleResult, TableQuality
from litmus.qa.collated import Collation
from litmus.report.feed import Context, PeriodSpan, PlainWords
from litmus.report.gallery import cases, courses, evidence, families, took
from litmus.report.gallery.case import PERIOD, Case
from litmus.report.gallery.cases import CASES
from litmus.report.gallery.day_lists import DAY, EARLY_HELP, DayState
from litmus.report.report import Report

TITLE = "Gallery of the parts of a report"
FOLLOWED = 6  # months after which the provisional case is complete


def every() -> Report:
    """The report with every case and something of everything else."""
    return _report(CASES, evidence.much(CASES), _quality(faulty=True))


def good() -> Report:
    """A report in which all is well."""
    return _report(cases.alike(1), evidence.only(evidence.GOOD, ()), _quality())


def bad() -> Report:
    """A report in which nothing is."""
    found = evidence.only(evidence.BAD, evidence.GRAVE)
    return _report(cases.alike(-1), found, _quality(faulty=True))


def nothing() -> Report:
    """A report of which the source has no figure, in a quarter in which nothing was done."""
    silent = [replace(case, counts=[], groups={}) for case in cases.alike(1)]
    return _report(silent, evidence.nothing(), QualityReport([]))


def of_priorities(state: str) -> Report:
    """A report on priorities of which some, all, none are on course, or nothing is agreed."""
    found, agreed = courses.STATES[state]
    about = replace(context(found), priorities=agreed)
    return Report(about, [f for case in found for f in case.figures], _quality())


def of_families(state: str) -> Report:
    """A report on early help in a state."""
    found = families.STATES[state]
    about = replace(context(found), beside=(families.BESIDE,))
    return Report(about, [f for case in found for f in case.figures], _quality())


def of_day(state: DayState) -> Report:
    """A daily report of a day in a state."""
    found = tuple(state.cases)
    scope, name = state.scope or (COUNCIL, "")
    beside = tuple(case.code for case in found if case.code != EARLY_HELP)
    about = replace(context(found, DAY), team_names=dict(state.teams), scope=scope,
                    scope_name=name, beside=beside)  # fmt: skip
    figures = [figure for case in found for figure in case.figures]
    return Report(about, figures, _quality(), lists=state.found)


def _report(found: Sequence[Case], collation: Collation, quality: QualityReport) -> Report:
    return Report(context(found), [f for case in found for f in case.figures], quality, collation)


def context(found: Sequence[Case], period: Period = PERIOD) -> Context:
    """What a report of these cases is about."""
    late = {"LATE": FOLLOWED}
    return Context(
        report="gallery", title=TITLE, council="Sample City", period=PeriodSpan.of(period),
        previous=PeriodSpan.of(period.previous()),
        year_before=PeriodSpan.of(period.same_period_last_year()),
        source_title="figures made up for the gallery", source_kind="gallery",
        data_to=period.end, fingerprint="0" * 64, litmus_version="", key_questions=KEY_QUESTIONS,
        declarations=tuple(
            replace(case.declaration, follow_up_months=late.get(case.code, 0),
                    days=took.words(case.code))
            for case in found
        ),
        notes=("Dates of birth in the future were left out.",),
        published={"USUAL": (
            Comparison("England 2014/15", 83.4, "ENGLAND", "2014/15", 82.0),
            Comparison("Statistical neighbours 2014/15", 81.0, "STAT_NEIGHBOURS", "2014/15"),
        )},
        councils={"USUAL": (
            NamedCouncil("Elsewhere", "2015/16", 70.0, 140, 200, is_neighbour=True),
            NamedCouncil("Somewhere", "2015/16", 90.0, 450, 500),
            NamedCouncil("Nearby", "2015/16", 80.0, 240, 300),
            NamedCouncil("Smallest", "2015/16", None),
        )},
        left_out={"USUAL": {"the assessment was cancelled": 12}},
        steps={"STEP": (DatedStep(date(2015, 4, 1), "New front door", "A new team decides."),)},
        plain_words=tuple(_plain(case) for case in found if case.kind == "percentage"),
        days={
            case.code: took.of(case.code, case.pattern == "events", case.window)
            for case in found
            if took.words(case.code)
        },
    )  # fmt: skip


def _plain(case: Case) -> PlainWords:
    """A case in words such as an edition for young people has."""
    return PlainWords(
        case.code, case.short or case.name, "children", f"had this: {letters.within(case.name)}",
        "It should happen for each of you. If it does not, you can ask why.",
    )  # fmt: skip


def _quality(faulty: bool = False) -> QualityReport:
    rule = RuleResult(
        "conferences", "end-before-start", "cpco_date", "error",
        "A conference was held before it was called.",
        "The row is set aside: it is in no figure.", "Correct the record.", 9, {"a.csv": 9},
    )  # fmt: skip
    return QualityReport(
        [
            TableQuality("conferences", "Conferences", True, 108, 99 if faulty else 108,
                         9 if faulty else 0, rules_checked=14, rules=[rule] if faulty else []),
            TableQuality("people", "People", True, 41_307, 41_307, 0, rules_checked=9),
            TableQuality("supervision", "Supervision", False),
        ]
    )  # fmt: skip
