"""A batch: the same report for many scopes.

The data are read and frozen once, and the figures of all scopes computed together. Then each report
is made as `litmus run` makes it, side by side, and is afterwards as that would have left it. What
is there already and would be the same again is left alone, so a batch that was killed goes on when
it is started again.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from litmus.base import files, locks
from litmus.base.periods import Period
from litmus.base.progress import Step
from litmus.base.scope import Scope
from litmus.intake.snapshot import Snapshot
from litmus.run import inputs, scope_words, variants
from litmus.run import plan as plans
from litmus.run.batch import making, scopes, summary
from litmus.run.batch.making import Data, Hands
from litmus.run.batch.summary import Entry, Summary
from litmus.run.batch.task import KnownSource
from litmus.run.plan import Plan
from litmus.run.stages import Stages

FOLDER = "batches"
HELD = (
    "Another batch is making the {reports} in {folder} at this moment. Wait until it has "
    "ended, then run this one again."
)


def batch(
    report: str,
    period: Period,
    source: str,
    outputs: Path,
    asked: Sequence[str],
    jobs: int = 0,
    scheduler: str | None = None,
    into: Sequence[str] = (),
    draft: bool = False,
    progress: Step = lambda _: None,
    tick: Callable[[Summary], object] = lambda _: None,
) -> Summary:
    """Make a report for each of the scopes `asked` for: "teams", "services", "all", or scopes such
    as "team:CIN-1"; as many side by side as `jobs` says (0: as there are processors), or by the
    Dask cluster whose `scheduler` has this address.

    `progress` is called with the name of each step before the first report, `tick` with the summary
    before it and after each. One report that fails does not stop the others. Raises UsageError for
    what cannot be asked, LitmusError where the data do not allow any report or another batch of the
    same reports is at work, and Stopped on Ctrl-C, when those that were begun are done.
    """
    hands = Hands(jobs, scheduler).checked()
    wanted = scope_words.parse(asked)
    plan = plans.make(report, period, source, outputs, {}, into, draft=draft)
    stages = Stages()
    opened = stages.open_source(plan, progress)
    snapshot = stages.freeze(plan, opened, progress)
    chosen = [about(plan, each) for each in scopes.choose(wanted, snapshot, period)]
    place = plan.outputs / plan.period.folder
    with held(place / FOLDER / plan.report, f"{plan.report} reports", plan.private) as file:
        data = Data(KnownSource.of(opened), snapshot, sends_lists=scheduler is None)
        begun = _begin(plan, chosen, snapshot, file)
        return making.make_missing([chosen], begun, data, hands, progress, tick)


@contextmanager
def held(folder: Path, reports: str, private: bool) -> Iterator[Path]:
    """Hold the batches of these `reports`, of which is said in `folder`; gives the place of
    batch.json. Raises LitmusError where another batch of them is at work."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    if private:
        files.close_folder(folder)
    folder.mkdir(exist_ok=True)
    refusal = HELD.format(reports=reports, folder=folder.parent.parent)
    with locks.hold(folder / ".lock", refusal, files.PRIVATE_FILE if private else None):
        yield folder / summary.NAME


def about(plan: Plan, scope: Scope) -> Plan:
    """The plan of the report of a scope. Raises UsageError where it is of none."""
    found = variants.scope_of(str(scope), plan.settings.variant, plan.parameters, plan.project)
    return replace(plan, scope=found)


def _begin(plan: Plan, chosen: Sequence[Plan], snapshot: Snapshot, file: Path) -> Summary:
    title = f"{plan.settings.title}, {plan.period.title}"
    return Summary(
        report=plan.report,
        title=title,
        period=str(plan.period),
        outputs=plan.outputs,
        file=file,
        private=plan.private,
        fingerprint=snapshot.fingerprint,
        made_by=inputs.versions()["litmus"],
        started=summary.now(),
        entries=tuple(Entry.of(each) for each in chosen),
    )
