"""Making every report of a period: a batch whose reports the calendar names.

The data are read and frozen once. Reports are made side by side in warm kernels, as a batch makes
them; what is there already and would be the same again is left alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from litmus.base import paths
from litmus.base.errors import UsageError
from litmus.base.periods import Period
from litmus.base.progress import Step
from litmus.intake import opening
from litmus.intake.snapshot import Snapshot
from litmus.render import formats
from litmus.run import agreement, inputs
from litmus.run.all_reports.gathering import Gathered, gather
from litmus.run.all_reports.summary import NAME, Whole
from litmus.run.batch import making, summary
from litmus.run.batch.batching import FOLDER, held
from litmus.run.batch.making import Data, Hands
from litmus.run.batch.summary import FAILED, Entry
from litmus.run.batch.task import KnownSource
from litmus.run.plan import Plan
from litmus.run.reporting_calendar import wanted_of

NONE = (
    "params/calendar.yml names no report of {period}, a {kind}. It names those of a {kinds}: ask "
    "for one of these, or add a line."
)


def all_reports(
    period: Period,
    source: str,
    outputs: Path,
    jobs: int = 0,
    into: Sequence[str] = (),
    draft: bool = False,
    progress: Step = lambda _: None,
    tick: Callable[[Whole], object] = lambda _: None,
) -> Whole:
    """Make every report that params/calendar.yml names of a period and, of a quarter, those of its
    last month, too; each of the teams or services that its line says.

    One that fails stops no other, and one that the data cannot feed is left out; the summary says
    why. `progress` is called with the name of each step before the first report, `tick` with the
    summary before it and after each. Raises UsageError for what cannot be asked, LitmusError where
    the data cannot be read or the same is at work already, and Stopped on Ctrl-C, when the reports
    that were begun are done.
    """
    formats.select(into)
    project = paths.project()
    wanted = wanted_of(project, period)
    if not any(each.asked.settings for each in wanted):
        raise UsageError(_none(period, project))
    opened = opening.open_with_forms(source, outputs, progress)
    snapshot = opening.freeze(opened, outputs, progress)
    found = gather(wanted, source, outputs, snapshot, into, draft)
    private = any(each.private for each in found.plans)
    folder = outputs / period.folder / FOLDER / NAME
    with held(folder, f"whole set of {period.title}", private) as file:
        data = Data(KnownSource.of(opened), snapshot, sends_lists=True)
        begun = _begin(period, outputs, file, found, snapshot, private)
        done = making.make_missing(_waves(found.plans), begun, data, Hands(jobs), progress, tick)
        return replace(done, remarks=_remarks(found.plans, done)).write()


def _none(period: Period, project: Path) -> str:
    kinds = dict.fromkeys(
        each.asked.kind
        for kind in ("day", "week", "month", "quarter", "year")
        for each in wanted_of(project, Period.containing(kind, period.end))
        if each.asked.settings
    )
    return NONE.format(period=period, kind=period.kind, kinds=", a ".join(kinds) or "no period")


def _waves(plans: Sequence[Plan]) -> list[list[Plan]]:
    """Editions after the reports that they are editions of: they look at these."""
    first = [each for each in plans if not each.settings.same_as]
    return [first, [each for each in plans if each.settings.same_as]]


def _begin(
    period: Period, outputs: Path, file: Path, found: Gathered, snapshot: Snapshot, private: bool
) -> Whole:
    return Whole(
        report=NAME,
        title=f"Every report of {period.title}",
        period=str(period),
        outputs=outputs,
        file=file,
        private=private,
        fingerprint=snapshot.fingerprint,
        made_by=inputs.versions()["litmus"],
        started=summary.now(),
        entries=found.entries,
        titles=found.titles,
        elsewhere=found.elsewhere,
    )


def _remarks(plans: Sequence[Plan], done: Whole) -> tuple[str, ...]:
    """Where a report and its edition show other figures, though both are there."""
    failed = {each.folder for each in done.of(FAILED)}
    editions = [each for each in plans if each.settings.same_as]
    there = [each for each in editions if Entry.of(each).folder not in failed]
    said = [remark for plan in there for remark in agreement.remarks(plan)]
    return tuple(dict.fromkeys(said))
