"""A batch: the same report for many scopes.

The data are read and frozen once, and the figures of all scopes computed together. Then each report
is made as `litmus run` makes it, side by side, and is afterwards as that would have left it. What
is there already and would be the same again is left alone, so a batch that was killed goes on when
it is started again.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
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
PORTION = 200  # scopes whose figures are held in memory at a time
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
    _check(jobs, scheduler)
    wanted = scopes.parse(asked)
    plan = plans.make(report, period, source, outputs, {}, into, draft=draft)
    stages = Stages()
    opened = stages.open_source(plan, progress)
    snapshot = stages.freeze(plan, opened, progress)
    chosen = [_about(plan, each) for each in scopes.choose(wanted, snapshot, period)]
    with _held(plan) as file:
        data = _Data(KnownSource.of(opened), snapshot, sends_lists=scheduler is None)
        begun = _begin(plan, chosen, snapshot, file)
        missing, fed, begun = _missing(chosen, data.source, begun, progress)
        begun.write()
        if missing:
            tasks = _tasks(missing, fed, data, progress)
            first = next(tasks)  # the figures are there before the first report is said to be made
            tick(begun)
            with _crew(jobs, scheduler, begun, plan.project) as crew:
                begun = _make(chain([first], tasks), crew, begun, tick)
        return begun.ended().write()


@dataclass(frozen=True)
class _Data:
    """The data that all reports of a batch are made from, and whether its lists of cases may go to
    whoever makes them."""

    source: KnownSource
    snapshot: Snapshot
    sends_lists: bool


def _check(jobs: int, scheduler: str | None) -> None:
    if scheduler is not None:
        crews.check_address(scheduler)
        if jobs:
            raise UsageError("--jobs would be ignored: a cluster has the workers that it has.")


@contextmanager
def _held(plan: Plan) -> Iterator[Path]:
    """Hold the batches of a report and a period; gives the place of batch.json."""
    folder = plan.outputs / plan.period.folder / FOLDER / plan.report
    folder.mkdir(parents=True, exist_ok=True)
    if plan.private:
        files.private_folder(folder)
    refusal = HELD.format(report=plan.report, folder=plan.outputs / plan.period.folder)
    with locks.hold(folder / ".lock", refusal):
        yield folder / summary.NAME


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
) -> tuple[list[Plan], set[Scope], Summary]:
    """The reports to make, those of them whose figures are still right, and the summary in which
    all others are marked as unchanged."""
    progress("Looking at what is there already")
    missing: list[Plan] = []
    fed: set[Scope] = set()
    for plan in chosen:
        now = inputs.of(plan, source.identity())
        if standing.is_current(plan, now):
            begun = begun.with_entry(replace(Entry.of(plan), state=UNCHANGED))
            continue
        missing.append(plan)
        if standing.is_fed(plan, now):
            fed.add(plan.scope)
    return missing, fed, begun


def _tasks(
    missing: Sequence[Plan], fed: Collection[Scope], data: _Data, progress: Step
) -> Iterator[Task]:
    """The reports to make, with their figures and lists: of so many scopes at a time they are found
    together. Only the first time is told to `progress`."""
    for start in range(0, len(missing), PORTION):
        portion = missing[start : start + PORTION]
        asked = [plan for plan in portion if plan.scope not in fed]
        counted, listed = _figures(asked, data, progress if not start else _silent)
        for plan in portion:
            fresh = plan.scope not in fed
            own = counted.get(plan.figures_of) if fresh else None, listed.get(plan.scope)
            yield Task(plan, data.source, data.snapshot, *own)


def _figures(
    asked: Sequence[Plan], data: _Data, progress: Step
) -> tuple[dict[Scope, figures.Reported], dict[Scope, worklists.Worklists]]:
    """The figures of these reports by whose cases they count, and by scope their lists of cases
    where the report has some."""
    if not asked:
        return {}, {}
    plan = asked[0].with_data_to(data.snapshot.data_to)
    wanted, project, whose = plan.settings, plan.project, [each.scope for each in asked]
    counted_of = list(dict.fromkeys(each.figures_of for each in asked))
    progress("Computing the figures")
    counted = figures.for_scopes(
        *(data.snapshot, plan.counted, wanted.indicators, project, counted_of),
        *(wanted.history, plan.beside, wanted.by),
    )
    if not wanted.worklists or not data.sends_lists:
        return counted, {}
    progress("Listing the cases")
    return counted, worklists.for_scopes(
        data.snapshot, plan.period, wanted.worklists, project, whose
    )


def _silent(_: str) -> None:
    pass


def _crew(jobs: int, scheduler: str | None, begun: Summary, project: Path) -> Crew:
    if scheduler:
        return Cluster(scheduler, begun.file, project)
    return Processes(min(jobs or crews.usual_jobs(), len(begun.scopes)))


def _make(
    tasks: Iterable[Task], crew: Crew, begun: Summary, tick: Callable[[Summary], object]
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
    return begun
