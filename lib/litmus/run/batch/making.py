"""Making the reports of a batch: those that are missing or have changed, side by side.

The reports may be the same one of many scopes, or many of one period: each has its plan.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path
from typing import Self, TypeVar

from litmus import figures
from litmus.base.errors import Stopped, UsageError
from litmus.base.processes import asked_to_stop
from litmus.base.progress import Step
from litmus.base.scope import Scope
from litmus.figures import worklists
from litmus.intake.snapshot import Snapshot
from litmus.run import inputs
from litmus.run.batch import crews, standing, summary
from litmus.run.batch.crews import Cluster, Crew, Processes
from litmus.run.batch.summary import UNCHANGED, Entry, Summary
from litmus.run.batch.task import KnownSource, Task
from litmus.run.plan import Plan

PORTION = 200  # scopes whose figures are held in memory at a time
Told = TypeVar("Told", bound=Summary)


@dataclass(frozen=True)
class Data:
    """The data that all reports of a batch are made from, and whether its lists of cases may go to
    whoever makes them."""

    source: KnownSource
    snapshot: Snapshot
    sends_lists: bool


@dataclass(frozen=True)
class Hands:
    """Who makes the reports: so many processes of this computer (0: as there are processors), or
    the Dask cluster whose scheduler has this address."""

    jobs: int = 0
    scheduler: str | None = None

    def checked(self) -> Self:
        """The same. Raises UsageError for what cannot be asked."""
        if self.scheduler is not None:
            crews.check_address(self.scheduler)
            if self.jobs:
                raise UsageError("--jobs would be ignored: a cluster has the workers that it has.")
        return self

    def crew(self, most: int, marker: Path, project: Path) -> Crew:
        """They themselves, for at `most` so many reports; `marker` is a file that all have to
        see."""
        if self.scheduler:
            return Cluster(self.scheduler, marker, project)
        return Processes(min(self.jobs or crews.usual_jobs(), most))


def make_missing(
    waves: Sequence[Sequence[Plan]],
    begun: Told,
    data: Data,
    hands: Hands,
    progress: Step,
    tick: Callable[[Told], object],
) -> Told:
    """Make what is missing or has changed, one wave after the other: what is in a later one looks
    at the reports of an earlier one. The summary is written as it goes on, and returned at its end.

    Raises Stopped on Ctrl-C, when the reports that were begun are done.
    """
    with ExitStack() as stack:
        crew: Crew | None = None
        for chosen in waves:
            missing, fed, begun = _missing(chosen, data.source, begun, progress)
            begun.write()
            if missing:
                tasks = _tasks(missing, fed, data, progress)
                first = next(tasks)  # figures are there before the first report is said to be made
                tick(begun)
                if crew is None:
                    made_by = hands.crew(len(begun.entries), begun.file, missing[0].project)
                    crew = stack.enter_context(made_by)
                begun = _make(chain([first], tasks), crew, begun, tick)
                progress = _silent  # the steps are told before the first report alone
    return begun.ended().write()


def _missing(
    chosen: Sequence[Plan], source: KnownSource, begun: Told, progress: Step
) -> tuple[list[Plan], set[Path], Told]:
    """The reports to make, the folders of those whose figures are still right, and the summary in
    which all others are marked as unchanged."""
    progress("Looking at what is there already")
    missing: list[Plan] = []
    fed: set[Path] = set()
    for plan in chosen:
        now = inputs.of(plan, source.identity())
        if standing.is_current(plan, now):
            begun = begun.with_entry(replace(Entry.of(plan), state=UNCHANGED))
            continue
        missing.append(plan)
        if standing.is_fed(plan, now):
            fed.add(plan.folder)
    return missing, fed, begun


def _tasks(
    missing: Sequence[Plan], fed: Collection[Path], data: Data, progress: Step
) -> Iterator[Task]:
    """The reports to make, with their figures and lists: of so many scopes of a report at a time
    they are found together. Only the first time is told to `progress`. A report that is one of its
    kind comes without: whoever makes it computes them, while others are made."""
    for _, alike in groupby(missing, key=lambda plan: (plan.report, plan.period)):
        every = list(alike)
        for start in range(0, len(every), PORTION):
            portion = every[start : start + PORTION]
            asked = [plan for plan in portion if plan.folder not in fed]
            together = asked if len(every) > 1 or every == list(missing) else []
            counted, listed = _figures(together, data, progress)
            progress = _silent
            for plan in portion:
                fresh = plan.folder not in fed
                own = counted.get(plan.figures_of) if fresh else None, listed.get(plan.scope)
                yield Task(plan, data.source, data.snapshot, *own)


def _figures(
    asked: Sequence[Plan], data: Data, progress: Step
) -> tuple[dict[Scope, figures.Reported], dict[Scope, worklists.Worklists]]:
    """The figures of these reports by whose cases they count, and by scope their lists of cases
    where the report has some."""
    if not asked:
        return {}, {}
    plan = asked[0].with_data_to(data.snapshot.data_to)
    wanted, project = plan.settings, plan.project
    whose = list(dict.fromkeys(each.scope for each in asked))
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


def _make(tasks: Iterable[Task], crew: Crew, begun: Told, tick: Callable[[Told], object]) -> Told:
    """Make the reports; the summary is written after each. After Ctrl-C no more are begun."""
    entries = {each.folder: each for each in begun.entries}
    with asked_to_stop() as stopped:
        for task, outcome in crews.make_all(tasks, crew, stopped):
            entry = entries[Entry.of(task.plan).folder].became(outcome, begun.outputs)
            begun = begun.with_entry(entry).write()
            tick(begun)
        if stopped() and begun.of(summary.WAITING):
            raise Stopped(f"Stopped. {begun.message}")
    return begun
