"""`litmus batch`: one report of a period, for all teams at once."""

from typing import Annotated

import typer

from litmus.base import paths
from litmus.base.periods import Period
from litmus.cli.many import end, progress_of_many
from litmus.cli.options import (
    DraftOption,
    FormatsOption,
    JobsOption,
    OutputsOption,
    PeriodOption,
    SourceOption,
    formats_of,
    outputs_of,
    source_of,
)


def batch(
    report: Annotated[str, typer.Argument(help="The report type, such as daily.")],
    period: PeriodOption,
    scopes: Annotated[
        list[str] | None,
        typer.Option(
            "--scopes",
            help="Of whom: teams (when left out), services, all (the council with both), or a "
            "scope such as team:CIN-1. Several: once for each.",
        ),
    ] = None,
    jobs: JobsOption = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler", help="A Dask cluster to make them instead, such as tcp://host:8786."
        ),
    ] = None,
    source: SourceOption = None,
    outputs: OutputsOption = None,
    formats: FormatsOption = None,
    draft: DraftOption = False,
) -> None:
    """Make a report for every team: figures computed once, one folder each, faults listed."""
    from litmus.run.batch import batch as make

    project = paths.project()
    with progress_of_many() as (progress, tick):
        found = make(
            report,
            Period.parse(period),
            source_of(project, source),
            outputs_of(project, outputs),
            scopes or ["teams"],
            jobs=jobs or 0,
            scheduler=scheduler,
            into=formats_of(formats),
            draft=draft,
            progress=progress,
            tick=tick,
        )
    end(found)
