"""The files that a notebook reads: figures, data quality, context, quality assurance."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus.base import files
from litmus.base.key_questions import KEY_QUESTIONS
from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.figures import Reported
    from litmus.intake.snapshot import Snapshot
    from litmus.intake.sources import Source
    from litmus.report.feed import Context

FIGURES, QUALITY, CONTEXT, ASSURANCE = FED = (
    "figures.csv",
    "quality.json",
    "context.json",
    "qa.json",
)


def feed(
    plan: Plan, source: Source, snapshot: Snapshot, figures: Reported, collation: Any, folder: Path
) -> None:
    """Write the files that the notebook reads into `folder`; their names are `FED`."""
    from litmus.figures import write_rows

    write_rows(figures.rows, folder / FIGURES)
    files.write_json(folder / QUALITY, snapshot.quality.to_dict())
    context = _context(plan, source, snapshot).to_dict()
    files.write_json(folder / CONTEXT, context | _of_indicators(plan, figures.left_out))
    files.write_json(folder / ASSURANCE, collation)


def _of_indicators(plan: Plan, left_out: dict[str, dict[str, int]]) -> dict[str, Any]:
    """What the context says of each indicator: its words, its comparisons, what it leaves out."""
    from litmus import figures, indicators
    from litmus.base import settings

    parameters = settings.indicator_parameters(plan.project)
    declared = indicators.chosen([*plan.settings.indicators, *plan.beside], parameters)
    published = figures.published(plan.project, [each.code for each in declared], plan.period.end)
    return {
        "declarations": [indicators.json_declaration(each) for each in declared],
        "published": {
            code: [asdict(each) for each in said] for code, said in published.items() if said
        },
        "left_out": left_out,
    }


def _context(plan: Plan, source: Source, snapshot: Snapshot) -> Context:
    from litmus.report.feed import Context, Span

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
        declarations=(),
        notes=tuple(snapshot.notes),
        parameters=plan.parameters,
        beside=tuple(plan.beside),
    )
