"""From a source to the files that a notebook reads: figures, data quality, context, assurance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.intake.opening import freeze_and_use, opened
from litmus.report import FED, FIGURES
from litmus.run import assurance
from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.figures import Reported
    from litmus.indicators import Indicator
    from litmus.intake.snapshot import Snapshot
    from litmus.intake.sources import Source
    from litmus.report.feed import Context

__all__ = ["FED", "FIGURES", "Data", "open_data", "prepare"]


@dataclass(frozen=True)
class Data:
    """The source of a run: opened, not read. `identity` changes when its files do."""

    source: Source
    identity: str

    @property
    def facts(self) -> dict[str, Any]:
        """What run.json says of it."""
        return {
            "uri": self.source.uri,
            "kind": self.source.kind,
            "title": self.source.title,
            "identity": self.identity,
        }


def open_data(plan: Plan, progress: Callable[[str], object]) -> Data:
    """Find the source and see which files it has; nothing is read yet."""
    source = opened(plan.source, plan.outputs, progress)
    return Data(source, source.identity())


def prepare(
    plan: Plan,
    data: Data,
    folder: Path,
    progress: Callable[[str], object],
    figured: Callable[[], object] = lambda: None,
) -> dict[str, Any]:
    """Check and freeze the data, compute the figures, collate quality assurance, write the files.

    `figured` is called as soon as all lies in `folder` but what quality assurance says. Returns
    what run.json says of the snapshot.
    """
    from litmus import figures
    from litmus.report import feed

    shown, beside = plan.settings.indicators, plan.beside

    def compute(tables: Snapshot) -> Reported:
        progress("Computing the figures")
        return figures.for_report(
            tables, plan.period, shown, plan.project, plan.settings.history, beside,
            plan.scope, plan.settings.by,
        )  # fmt: skip

    snapshot, found = freeze_and_use(data.source, plan.outputs, compute, progress)
    declared = found.indicators
    context = _context(plan, data, snapshot, declared, found.left_out)
    feed.write(folder, figures=found.rows, quality=snapshot.quality, context=context)
    figured()
    progress("Collating quality assurance")
    feed.write(folder, collation=assurance.collated(plan, snapshot, declared, found.rows))
    return {
        "key": snapshot.key,
        "fingerprint": snapshot.fingerprint,
        "data_to": snapshot.data_to.isoformat(),
        "filled_from": snapshot.filled_from,
    }


def _context(
    plan: Plan,
    data: Data,
    snapshot: Snapshot,
    declared: Sequence[Indicator],
    left_out: dict[str, dict[str, int]],
) -> Context:
    """What the report is about, and of each indicator its words, comparisons and left out cases."""
    from litmus import figures, indicators
    from litmus.report.feed import Context, Span

    codes = [] if plan.scope else [each.code for each in declared]  # others publish of councils
    published = figures.published(plan.project, codes, plan.period.end)
    return Context(
        report=plan.report,
        title=plan.heading,
        council=plan.council_name,
        period=Span.of(plan.period),
        previous=Span.of(plan.period.previous()),
        year_before=Span.of(plan.period.same_period_last_year()),
        source_title=data.source.title,
        source_kind=data.source.kind,
        data_to=snapshot.data_to,
        fingerprint=snapshot.fingerprint,
        litmus_version=version("litmus"),
        key_questions=KEY_QUESTIONS,
        declarations=tuple(indicators.in_words(each) for each in declared),
        notes=tuple(snapshot.notes),
        parameters=plan.parameters,
        published={code: tuple(said) for code, said in published.items() if said},
        left_out=left_out,
        beside=tuple(plan.beside),
        scope=str(plan.scope),
        scope_name=plan.scope_name,
    )
