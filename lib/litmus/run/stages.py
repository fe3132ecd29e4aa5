"""The stages of a run, each a function: from a source to the files that people read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base.brand import Brand
from litmus.base.notebook_files import Notebook
from litmus.base.progress import Step
from litmus.intake import opening
from litmus.render import formats
from litmus.run import assurance, feeding
from litmus.run.kernel.execute import execute
from litmus.run.kernel.kernel import Kernel
from litmus.run.plan import Plan

if TYPE_CHECKING:  # an unchanged report needs no figures
    from litmus.figures import Reported
    from litmus.intake.snapshot import Snapshot
    from litmus.intake.sources import Source


def open_source(plan: Plan, progress: Step) -> Source:
    """The source with the collected forms beside it; nothing is read yet."""
    return opening.open_with_forms(plan.source, plan.outputs, progress)


def freeze(plan: Plan, source: Source, progress: Step) -> Snapshot:
    """The source's tables, read, checked and frozen."""
    return opening.freeze(source, plan.outputs, progress)


def compute(plan: Plan, snapshot: Snapshot, progress: Step) -> Reported:
    """Every figure of the report."""
    from litmus import figures

    progress("Computing the figures")
    wanted = plan.settings
    return figures.for_report(
        snapshot,
        plan.counted,
        wanted.indicators,
        plan.project,
        wanted.history,
        plan.beside,
        plan.figures_of,
        wanted.by,
    )


def collate(plan: Plan, snapshot: Snapshot, figures: Reported, progress: Step) -> Any:
    """What quality assurance says of the period, as JSON can hold it."""
    progress("Collating quality assurance")
    return assurance.collate(plan, snapshot, figures.indicators, figures.rows)


def list_cases(plan: Plan, snapshot: Snapshot, folder: Path, progress: Step) -> None:
    """The lists of cases of a report that has some, written into `folder`."""
    if plan.settings.worklists:
        from litmus.run import worklists

        progress("Listing the cases")
        worklists.write(plan, snapshot, folder)


def shown(folder: Path) -> dict[str, Any]:
    """The figures that commentary is held against, by indicator."""
    from litmus.report.opening import open_report

    return open_report(folder).shown()


@dataclass(frozen=True)
class Stages:
    """What a run does, in this order; each is replaceable by a caller that brings its own."""

    open_source: Callable[[Plan, Step], Source] = open_source
    freeze: Callable[[Plan, Source, Step], Snapshot] = freeze
    compute: Callable[[Plan, Snapshot, Step], Reported] = compute
    collate: Callable[[Plan, Snapshot, Reported, Step], Any] = collate
    feed: Callable[[Plan, Source, Snapshot, Reported, Any, Path], None] = feeding.feed
    list_cases: Callable[[Plan, Snapshot, Path, Step], None] = list_cases
    shown: Callable[[Path], dict[str, Any]] = shown
    kernel: Callable[[Path, date], Kernel] = Kernel
    execute: Callable[[Notebook, dict[str, Any], Kernel, Step], Notebook] = execute
    render: Callable[[Notebook, str, Sequence[str], Brand, Path], dict[str, bytes]] = formats.render
