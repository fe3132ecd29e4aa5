"""A batch: the same report for many scopes.

The data are read and frozen once, and the figures of all scopes computed together. Then each report
is made as `litmus run` makes it, side by side, and is afterwards as that would have left it. What
is there already and would be the same again is left alone, so a batch that was killed goes on when
it is started again.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from litmus import figures
from litmus.base import files, locks
from litmus.base.errors import Stopped, UsageError
from litmus.base.periods import Period
from litmus.base.processes import asked_to_stop
from litmus.base.progress import Step
from litmus.base.scope import Scope
from litmus.figures import worklists
from litmus.intake.snapshot import Snapshot
from litmus.run import inputs, variants
from litmus.run import plan as plans
from litmus.run.batch import crews, scopes, standing, summary
from litmus.run.batch.crews import Cluster, Crew, Processes
from litmus.run.batch.summary import UNCHANGED, Entry, Summary
from litmus.run.batch.task import KnownSource, Task
from litmus.run.plan import Plan
from litmus.run.stages import Stages

FOLDER = "batches"
HELD = (
    "Another batch is making the {report} reports in {folder} at this moment. Wait until it has "
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
    wanted = scopes.parse(asked)
    if scheduler is not None:
        crews.check_address(scheduler)
        if jobs:
            raise UsageError("--jobs would be ignored: a cluster has the workers that it has.")
    plan = plans.make(report, period, source, outputs, {}, into, draft=draft)
    stages = Stages()
    opened = stages.open_source(plan, progress)
    snapshot = stages.freeze(plan, opened, progress)
    chosen = [_about(plan, each) for each in scopes.choose(wanted, snapshot, period)]
    folder = outputs / period.folder / FOLDER / report
    folder.mkdir(parents=True, exist_ok=True)
    if plan.private:
        files.private_folder(folder)
    with locks.hold(folder / ".lock", HELD.format(report=report, folder=folder.parent.parent)):
        known = KnownSource.of(opened)
        begun = _begin(plan, chosen, snapshot, folder / summary.NAME)
        missing, fed, begun = _missing(chosen, known, begun, progress)
        begun.write()
        if not missing:
            return begun.ended().write()
        elsewhere = scheduler is not None
        tasks = _tasks(list(missing.values()), fed, known, snapshot, elsewhere, progress)
        tick(begun)
        with _crew(jobs, scheduler, begun, plan.project) as crew:
            return _make(tasks, crew, begun, tick)


def _about(plan: Plan, scope: Scope) -> Plan:
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
        scopes=tuple(Entry.of(each) for each in chosen),
    )


def _missing(
    chosen: Sequence[Plan], source: KnownSource, begun: Summary, progress: Step
) -> tuple[dict[Scope, Plan], set[Scope], Summary]:
    """The reports to make, those of them whose figures are still right, and the summary in which
    all others are marked as unchanged."""
    progress("Looking at what is there already")
    missing: dict[Scope, Plan] = {}
    fed: set[Scope] = set()
    for plan in chosen:
        now = inputs.of(plan, source.identity())
        if standing.is_current(plan, now):
            begun = begun.with_entry(replace(Entry.of(plan), state=UNCHANGED))
            continue
        missing[plan.scope] = plan
        if standing.is_fed(plan, now):
            fed.add(plan.scope)
    return missing, fed, begun


def _tasks(
    plans: Sequence[Plan],
    fed: Collection[Scope],
    source: KnownSource,
    snapshot: Snapshot,
    elsewhere: bool,
    progress: Step,
) -> list[Task]:
    """The reports to make, with their figures and, unless they are made `elsewhere`, their lists:
    those of all scopes are found together."""
    scopes = [plan.scope for plan in plans if plan.scope not in fed]
    counted: dict[Scope, figures.Reported] = {}
    listed: dict[Scope, worklists.Worklists] = {}
    if scopes:
        plan, wanted = plans[0], plans[0].settings
        progress("Computing the figures")
        counted = figures.for_scopes(
            snapshot,
            plan.period,
            wanted.indicators,
            plan.project,
            scopes,
            wanted.history,
            plan.beside,
            wanted.by,
        )
        if wanted.worklists and not elsewhere:
            progress("Listing the cases")
            listed = worklists.for_scopes(
                snapshot, plan.period, wanted.worklists, plan.project, scopes
            )
    return [
        Task(each, source, snapshot, counted.get(each.scope), listed.get(each.scope))
        for each in plans
    ]


def _crew(jobs: int, scheduler: str | None, begun: Summary, project: Path) -> Crew:
    if scheduler:
        return Cluster(scheduler, begun.file, project)
    return Processes(min(jobs or crews.usual_jobs(), len(begun.scopes)))


def _make(
    tasks: Sequence[Task], crew: Crew, begun: Summary, tick: Callable[[Summary], object]
) -> Summary:
    """Make the reports; the summary is written after each. After Ctrl-C no more are begun."""
    entries = {each.scope: each for each in begun.scopes}
    with asked_to_stop() as stopped:
        for task, outcome in crews.make_all(tasks, crew, stopped):
            entry = entries[str(task.plan.scope)].became(outcome, begun.outputs)
            begun = begun.with_entry(entry).write()
            tick(begun)
    if begun.of(summary.WAITING):
        raise Stopped(f"Stopped. {begun.message}")
    return begun.ended().write()
