"""The files that a notebook reads: figures, data quality, context, quality assurance."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from litmus.base.key_questions import KEY_QUESTIONS
from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.figures import Reported
    from litmus.intake.snapshot import Snapshot
    from litmus.intake.sources import Source
    from litmus.qa.collated import Evidence
    from litmus.report.feed import Context


def feed(
    plan: Plan,
    source: Source,
    snapshot: Snapshot,
    figures: Reported,
    collation: Evidence,
    folder: Path,
) -> None:
    """Write the files that the notebook reads into `folder`."""
    from litmus.report.feed import write

    context = _context(plan, source, snapshot, figures.left_out)
    write(
        folder,
        figures=figures.rows,
        quality=snapshot.quality,
        context=context,
        collation=collation,
    )


def _context(
    plan: Plan,
    source: Source,
    snapshot: Snapshot,
    left_out: dict[str, dict[str, int]],
) -> Context:
    """What the report is about, and of each indicator its words, comparisons and left out cases."""
    from litmus import figures, indicators
    from litmus.base import settings
    from litmus.report.feed import Context, Span

    parameters = settings.indicator_parameters(plan.project)
    declared = indicators.chosen([*plan.settings.indicators, *plan.beside], parameters)
    published = figures.published(plan.project, [each.code for each in declared], plan.period.end)
    return Context(
        report=plan.report,
        title=plan.heading,
        council=plan.council_name,
        period=Span.of(plan.period),
        previous=Span.of(plan.period.previous()),
        year_before=Span.of(plan.period.same_period_last_year()),
        source_title=source.title,
        source_kind=source.kind,
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
    )
