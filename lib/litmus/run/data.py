"""From a source to the three files that a notebook reads: figures, data quality, context."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litmus import files
from litmus.run.plan import Plan

if TYPE_CHECKING:
    from litmus.snapshot import Snapshot
    from litmus.sources import Source

FIGURES, QUALITY, CONTEXT = FED = ("figures.csv", "quality.json", "context.json")
CACHE = ".cache"


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


def open_data(plan: Plan) -> Data:
    """Find the source and see which files it has; nothing is read yet, the sample may be built."""
    from litmus.sources import open_source

    source = open_source(plan.source, plan.project, plan.outputs / CACHE)
    return Data(source, source.identity())


def prepare(
    plan: Plan, data: Data, folder: Path, progress: Callable[[str], object]
) -> dict[str, Any]:
    """Check and freeze the data, compute the figures, write the three files into `folder`.

    Returns what run.json says of the snapshot.
    """
    from litmus import figures
    from litmus.snapshot import freeze

    snapshot = freeze(
        data.source,
        plan.project / "data_contracts",
        plan.outputs / CACHE / "snapshots",
        progress,
    )
    progress("Computing the figures")
    table = figures.for_report(snapshot, plan.period, plan.settings.indicators, plan.project)
    figures.write_csv(table, folder / FIGURES)
    files.write_json(folder / QUALITY, snapshot.quality.to_dict())
    files.write_json(folder / CONTEXT, _context(plan, data, snapshot))
    return {
        "key": snapshot.key,
        "fingerprint": snapshot.fingerprint,
        "data_to": snapshot.data_to.isoformat(),
    }


def _context(plan: Plan, data: Data, snapshot: Snapshot) -> dict[str, Any]:
    from importlib.metadata import version

    from litmus.present.model import Context, Span
    from litmus.questions import KEY_QUESTIONS

    return Context(
        report=plan.report,
        title=plan.settings.title,
        council=plan.council.name,
        period=Span.of(plan.period),
        previous=Span.of(plan.period.previous()),
        year_before=Span.of(plan.period.same_period_last_year()),
        source_title=data.source.title,
        source_kind=data.source.kind,
        data_to=snapshot.data_to,
        fingerprint=snapshot.fingerprint,
        litmus_version=version("litmus"),
        key_questions=KEY_QUESTIONS,
        declarations=tuple(_declaration(code) for code in plan.settings.indicators),
        notes=tuple(snapshot.notes),
        parameters=plan.parameters,
    ).to_dict()


def _declaration(code: str) -> Any:
    from litmus.indicators import catalogue
    from litmus.present.model import Declaration

    indicator = catalogue()[code]
    return Declaration(
        code=indicator.code,
        name=indicator.name,
        kind=indicator.kind,
        pattern=indicator.pattern,
        window=indicator.window,
        polarity=indicator.polarity,
        numerator=indicator.numerator_words,
        denominator=indicator.denominator_words,
        unit=indicator.unit,
        theme=indicator.theme,
        source=indicator.source_of_definition,
        key_questions=tuple(indicator.key_questions),
    )
